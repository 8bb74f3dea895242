const longestHeaders = 16 * 1024;

/**
 * A `multipart/related` body as it streams (RFC 2046 §5.1), the `Content-Location` of each part replaced by what `address`
 * makes of it, or left out where that is null. One chunk is held at a time, whatever a part weighs.
 * @throws Error for headers of a part of more than 16 KiB
 */
export async function* rewriteParts(
  source: AsyncIterable<Uint8Array>,
  boundary: string,
  address: (location: string) => string | null,
): AsyncGenerator<Uint8Array, void, undefined> {
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  // The first delimiter may stand at the very beginning, without the line end that belongs to all others.
  const added = Buffer.from('\r\n');
  let pending: Buffer = added;
  let [inHeaders, owed] = [false, added.length];
  const passed = (bytes: Buffer): Buffer => {
    const theirs = bytes.subarray(owed);
    owed -= bytes.length - theirs.length;
    return theirs;
  };
  for await (const chunk of source) {
    const view = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    pending = pending.length === 0 ? view : Buffer.concat([pending, view]);
    for (;;) {
      if (inHeaders) {
        const end = pending.indexOf('\r\n\r\n');
        if (end < 0) {
          if (pending.length > longestHeaders) throw new Error('headers of a part that have no end');
          break;
        }
        // The last line end stays: a delimiter that follows an empty body at once begins with it.
        yield Buffer.from(withAddress(pending.subarray(0, end + 2).toString('latin1'), address), 'latin1');
        pending = pending.subarray(end + 2);
        inHeaders = false;
      } else {
        const at = pending.indexOf(delimiter);
        if (at < 0) {
          // What may be the beginning of a delimiter waits; mostly nothing does, and the chunk passes as it is.
          const end = beginningIn(pending, delimiter);
          if (end > 0) yield passed(pending.subarray(0, end));
          pending = pending.subarray(end);
          break;
        }
        if (pending.length < at + delimiter.length + 2) {
          if (at > 0) yield passed(pending.subarray(0, at));
          pending = pending.subarray(at);
          break;
        }
        const next = at + delimiter.length;
        // After the closing delimiter nothing is of interest, but it passes as it is.
        inHeaders = pending.subarray(next, next + 2).toString('latin1') !== '--';
        yield passed(pending.subarray(0, next));
        pending = pending.subarray(next);
      }
    }
  }
  if (pending.length > 0) yield passed(pending);
}

/** Where, at its end, the delimiter may begin: its length where it does not. */
function beginningIn(bytes: Buffer, delimiter: Buffer): number {
  const [first = 0] = delimiter;
  const from = Math.max(0, bytes.length - delimiter.length + 1);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1))
    if (bytes.subarray(at).equals(delimiter.subarray(0, bytes.length - at))) return at;
  return bytes.length;
}

function withAddress(headers: string, address: (location: string) => string | null): string {
  return headers.replace(/\r\ncontent-location:[ \t]*([^\r\n]*)/gi, (_, location: string) => {
    const now = address(location.trim());
    return now === null ? '' : `\r\nContent-Location: ${now}`;
  });
}
