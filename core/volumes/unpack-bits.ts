/**
 * The `count` pixels of one bit each that begin with pixel number `from`, as 0 and 1. The first pixel is the least significant bit
 * of the first byte, and a frame begins where the one before ends, also within a byte (PS3.5 §8.1.1).
 */
export function unpackBits(bytes: Uint8Array, from: number, count: number): Uint8Array {
  const pixels = new Uint8Array(count);
  for (let at = 0; at < count; at++) {
    const bit = from + at;
    pixels[at] = ((bytes[Math.floor(bit / 8)] ?? 0) >> (bit % 8)) & 1;
  }
  return pixels;
}
