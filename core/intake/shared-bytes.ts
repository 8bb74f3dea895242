/**
 * Pieces in a row, in memory that threads share: handing it to one copies nothing. What is there already is answered as it is.
 * @throws RangeError where there is no memory
 */
export function sharedBytes(pieces: readonly Uint8Array[]): Buffer {
  const [only] = pieces;
  if (pieces.length === 1 && only?.buffer instanceof SharedArrayBuffer)
    return Buffer.from(only.buffer, only.byteOffset, only.byteLength);
  const size = pieces.reduce((sum, { length }) => sum + length, 0);
  const bytes = Buffer.from(new SharedArrayBuffer(size));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
