import { HubError } from '../../core/errors.ts';
import { pause } from '../../core/programs/pause.ts';

/** One application that steps may call: its origin, and what it is shown. */
export interface RestApp {
  /** `https://app.example.org:8443` */
  readonly origin: string;
  /** Value of the header Authorization; null: none. */
  readonly authorization: string | null;
}

const tries = 6;
const firstPauseMs = 200;

/**
 * Calls applications that steps may call, and nothing else: redirections are told, not followed. What fails on its way, and 5xx and 429, is
 * tried again, six times in all: so callers send only what may come twice.
 */
export class AppClient {
  readonly #apps: ReadonlyMap<string, RestApp>;

  constructor(apps: readonly RestApp[]) {
    this.#apps = new Map(apps.map((app) => [app.origin, app]));
  }

  /** @throws STEP_FAILED for an address that no step may call, UPSTREAM_UNAVAILABLE, the signal's reason */
  async send(url: string, init: RequestInit, signal: AbortSignal): Promise<Response> {
    const app = this.#appOf(url);
    const headers = new Headers(init.headers);
    if (app.authorization !== null) headers.set('authorization', app.authorization);
    for (let attempt = 1; ; attempt++) {
      const answer = await once(url, { ...init, headers, redirect: 'manual', signal });
      signal.throwIfAborted();
      const mayPass = 'failed' in answer || answer.reply.status >= 500 || answer.reply.status === 429;
      if (!mayPass) return answer.reply;
      if (attempt === tries) {
        const why = 'failed' in answer ? 'it does not answer' : `it answers ${String(answer.reply.status)}`;
        if ('reply' in answer) await answer.reply.body?.cancel();
        throw new HubError('UPSTREAM_UNAVAILABLE', `the application at ${app.origin} can't be used: ${why}`);
      }
      const asked = 'reply' in answer ? retryAfterMs(answer.reply) : null;
      if ('reply' in answer) await answer.reply.body?.cancel();
      await pause(asked ?? firstPauseMs * 2 ** (attempt - 1), signal);
    }
  }

  /** Where an answer leads. @throws STEP_FAILED for another origin: an application can't send us elsewhere */
  locationOf(reply: Response, url: string): string {
    const location = reply.headers.get('location');
    if (location === null || !URL.canParse(location, url))
      throw new HubError('STEP_FAILED', `the application answered ${String(reply.status)} without a Location`);
    const to = new URL(location, url);
    if (to.origin !== new URL(url).origin)
      throw new HubError('STEP_FAILED', `the application leads to another host, ${to.origin}: that is not followed`);
    return to.href;
  }

  #appOf(url: string): RestApp {
    const origin = URL.canParse(url) ? new URL(url).origin : null;
    const app = origin === null ? undefined : this.#apps.get(origin);
    if (app) return app;
    throw new HubError(
      'STEP_FAILED',
      `steps may not call ${origin ?? 'that'}: who runs this hub can allow it by PESSCARA_REST_APPS`,
    );
  }
}

/** Seconds that an answer asks to wait, as ms, at most a minute; null when it does not. */
export function retryAfterMs(reply: Response): number | null {
  const seconds = Number(reply.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 60) * 1000 : null;
}

async function once(
  url: string,
  init: RequestInit,
): Promise<{ readonly reply: Response } | { readonly failed: unknown }> {
  try {
    return { reply: await fetch(url, init) };
  } catch (failed) {
    return { failed };
  }
}

/** The bytes of an answer. @throws STEP_FAILED when there are more than `maxBytes` */
export async function bytesOf(reply: Response, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of reply.body ?? []) {
    size += (chunk as Uint8Array).length;
    if (size > maxBytes)
      throw new HubError('STEP_FAILED', `the application answers more than ${String(maxBytes)} bytes`);
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}
