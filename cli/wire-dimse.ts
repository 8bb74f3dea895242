import { readFile } from 'node:fs/promises';
import { startDimseServer } from '../adapters/dimse/dimse-server.ts';
import { badInput } from '../core/errors.ts';
import { explainListening } from './listen-failure.ts';
import type { DimseSettings, Settings } from './settings.ts';
import type { HubParts } from './wire-hub.ts';
import type { Telemetry } from './wire-telemetry.ts';

/** The door for images sent by DIMSE. */
export interface DimseDoor {
  /** Where senders call it: `host:port`; null when the settings want none. */
  readonly address: string | null;
  /** Takes no new associations, and lets objects under way be answered within `graceMs`. */
  close(graceMs: number): Promise<void>;
}

/** Listens for senders where PESSCARA_DIMSE_PORT says so. @throws BAD_USER_INPUT, CONFLICT naming the setting that is wrong */
export async function startDimse(
  { dimse, host, receiving }: Pick<Settings, 'dimse' | 'host' | 'receiving'>,
  { intake }: Pick<HubParts, 'intake'>,
  { logger, onError }: Pick<Telemetry, 'logger' | 'onError'>,
): Promise<DimseDoor> {
  if (dimse === null) return { address: null, close: () => Promise.resolve() };
  const { port } = dimse;
  const server = await startDimseServer({
    host,
    port,
    tls: await tlsOf(dimse),
    door: intake.objectDoor,
    maxObjectBytes: receiving.maxFileBytes,
    maxAssociations: receiving.maxAssociations,
    idleMs: receiving.idleMs,
    onFault: onError,
    onEnd: ({ titles, rejection }, ending) => {
      const fields = { ...titles, ...(rejection !== null && { rejection }), ending };
      if (ending === 'released' || ending === 'closed by us') logger.info(fields, 'a DIMSE association ended');
      else logger.warn(fields, 'a DIMSE association ended');
    },
  }).catch((error: unknown) => {
    throw explainListening(error, { host, port }, 'PESSCARA_DIMSE_PORT');
  });
  return { address: `${host}:${String(server.port)}`, close: (graceMs) => server.close(graceMs) };
}

async function tlsOf({ tls }: DimseSettings) {
  if (tls === null) return null;
  const read = async (name: string, path: string): Promise<string> => {
    try {
      return await readFile(path, 'utf8');
    } catch {
      throw badInput(name, 'a PEM file that can be read', path);
    }
  };
  return {
    cert: await read('PESSCARA_DIMSE_TLS_CERT', tls.cert),
    key: await read('PESSCARA_DIMSE_TLS_KEY', tls.key),
    ca: tls.ca === null ? null : await read('PESSCARA_DIMSE_TLS_CA', tls.ca),
  };
}
