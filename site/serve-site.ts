import type { PixelRenderer } from '../core/ports/pixel-renderer.ts';
import type { SiteFolder, SiteHealth } from '../core/ports/site-folder.ts';
import { HubError } from '../core/errors.ts';
import { checkAccess } from './access.ts';
import { createSiteServer } from './server.ts';
import type { StoreLimits } from './store-routes.ts';

export interface ServeSiteOptions {
  readonly folder: SiteFolder;
  readonly renderer: PixelRenderer;
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** Null on loopback alone. */
  readonly token: string | null;
  /** @default 'site' */
  readonly name?: string;
  /** Told of faults; no patient data. @default told nobody */
  readonly log?: (message: string) => void;
  /** @default 1 GiB an instance, 16 GiB and 20 000 parts a request */
  readonly limits?: Partial<StoreLimits>;
}

export interface RunningSite {
  /** Base of the DICOMweb service: `http://127.0.0.1:8042/dicom-web`. */
  readonly url: string;
  health(): SiteHealth;
  /** Takes no new requests; those under way may go on for `graceMs`, then their connections are cut. */
  close(graceMs: number): Promise<void>;
}

const gib = 1024 ** 3;

/** Serves a folder as a site's archive; closing it closes folder and renderer too. @throws BAD_USER_INPUT for a site open to others without a token */
export async function serveSite(options: ServeSiteOptions): Promise<RunningSite> {
  const { folder, renderer, host, port, token, name = 'site', log = () => undefined, limits } = options;
  const release = () => Promise.all([renderer.close(), folder.close()]);
  try {
    checkAccess(host, token);
    const app = createSiteServer({
      folder,
      renderer,
      name,
      token,
      limits: { maxInstanceBytes: gib, maxRequestBytes: 16 * gib, maxParts: 20_000, ...limits },
      onFault: (error, requestId) => {
        log(`fault: ${placeOf(error)} (request ${requestId})`);
      },
      onCut: (error, requestId) => {
        log(`warn: request ${requestId} was cut short: ${placeOf(error)}`);
      },
    });
    const url = new URL(await app.listen({ host, port }));
    return {
      url: `${url.origin}/dicom-web`,
      health: () => folder.health(),
      async close(graceMs) {
        const cut = setTimeout(() => {
          app.server.closeAllConnections();
        }, graceMs);
        await app.close();
        clearTimeout(cut);
        await release();
      },
    };
  } catch (error) {
    await release();
    throw error;
  }
}

/** Where, not what: a message may hold a value of a file, and an address names patients' UIDs. */
function placeOf(error: Error): string {
  const at = error.stack?.split('\n').find((line) => line.trimStart().startsWith('at '));
  return [
    error.name,
    ...(error instanceof HubError ? [error.code] : []),
    ...(at === undefined ? [] : [at.trim()]),
  ].join(' ');
}
