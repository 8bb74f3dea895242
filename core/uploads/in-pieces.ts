/** 8 MiB: what is in memory for each sender, and the most that a cut-off costs when the hub itself is killed. */
export const pieceBytes = 8 * 1024 * 1024;

/** The source cut into pieces of `size` bytes, the last one shorter. When the source fails, what it gave before comes first. */
export async function* inPieces(source: AsyncIterable<Uint8Array>, size: number): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  const taken = (): Buffer => {
    const piece = Buffer.concat(held);
    held = [];
    heldBytes = 0;
    return piece;
  };
  let failure: { readonly error: unknown } | null = null;
  try {
    for await (const chunk of source) {
      for (let from = 0; from < chunk.length;) {
        const part = chunk.subarray(from, from + size - heldBytes);
        held.push(part);
        heldBytes += part.length;
        from += part.length;
        if (heldBytes === size) yield taken();
      }
    }
  } catch (error) {
    failure = { error };
  }
  if (heldBytes > 0) yield taken();
  if (failure) throw failure.error;
}
