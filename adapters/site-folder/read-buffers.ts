/** Of which one is read while another is sent. */
export const chunkBytes = 1024 * 1024;
/** Enough for a few answers at a time; more are made when more are wanted, and not kept. */
const kept = 16;
/**
 * How far behind the beginning of its memory a buffer begins. What malloc gives of this size begins 16 bytes into a page of 4 kB, and a copy from the
 * beginning of a page in the system's cache to the first 32 bytes of another page takes an AMD EPYC five times as long as one to any other place.
 */
const offset = 64;

const free: Buffer[] = [];

/** Memory of `chunkBytes` to read into, with what was read before in it. */
export function takeBuffer(): Buffer {
  return free.pop() ?? Buffer.allocUnsafeSlow(offset + chunkBytes).subarray(offset);
}

/** To be read into again, by whomever: nobody may look at it any more. */
export function releaseBuffer(buffer: Buffer): void {
  if (free.length < kept) free.push(buffer);
}
