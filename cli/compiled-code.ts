import { enableCompileCache, flushCompileCache } from 'node:module';
import { join } from 'node:path';

/** Within what was installed: who may write there may write the code itself. A folder for temporary files would be anybody's. */
const folder = join(import.meta.dirname, '..', 'node_modules', '.cache', 'pesscara');

/**
 * Lets Node keep what it compiles from here on, by its version and the source, so that the next start need not compile it again.
 * Where the folder can't be written, or NODE_DISABLE_COMPILE_CACHE=1, each process compiles for itself; NODE_COMPILE_CACHE names another folder.
 */
export function keepCompiled(): void {
  enableCompileCache(folder);
}

/** Writes now what was compiled; otherwise that is done at the process's end, which `kill -9` leaves out. */
export function writeCompiled(): void {
  flushCompileCache();
}
