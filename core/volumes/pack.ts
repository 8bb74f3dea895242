import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const gzipAsync = promisify(gzip);

/** Gzip. Equal input, equal bytes on every machine: Node writes no time into the header, and here no operating system either. */
export async function pack(bytes: Uint8Array): Promise<Uint8Array> {
  const packed = await gzipAsync(bytes, { level: 6 });
  packed.writeUInt8(255, 9);
  return packed;
}
