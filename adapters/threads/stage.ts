import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { isDiskFull } from '../../core/disk-full.ts';
import { HubError } from '../../core/errors.ts';
import type { SealedBytes } from '../../core/ports/image-work.ts';

/** Writes a new file, and its bytes onto the disk if `isDurable`; its name is the business of who takes it. @throws UNAVAILABLE when the disk is full */
export function stage(path: string, bytes: Uint8Array, isDurable: boolean): SealedBytes {
  const file = openSync(path, 'wx', 0o400);
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(file, bytes, at);
    if (isDurable) fsyncSync(file);
  } catch (error) {
    rmSync(path, { force: true });
    throw isDiskFull(error)
      ? new HubError('UNAVAILABLE', "the objects' disk is full: make room", {}, { cause: error })
      : error;
  } finally {
    closeSync(file);
  }
  return { path };
}
