const member = '"BulkDataURI"';
const longestUri = 64 * 1024;
/** In JSON text a quote within a value is escaped, so this can only be the member's name. */
const whole = /"BulkDataURI"\s*:\s*"((?:[^"\\]|\\.)*)"/g;

/**
 * DICOM JSON (PS3.18 Annex F) as it streams, each BulkDataURI replaced by what `address` makes of it; one of which it makes
 * null is empty: those bytes can't be had through here. One chunk is held at a time, whatever the length of the whole.
 * @throws Error for a URI of more than 64 KiB
 */
export async function* rewriteBulkData(
  source: AsyncIterable<Uint8Array>,
  address: (uri: string) => string | null,
): AsyncGenerator<Uint8Array, void, undefined> {
  const decoder = new TextDecoder();
  let pending = '';
  for await (const chunk of source) {
    const { done, rest } = rewrite(pending + decoder.decode(chunk, { stream: true }), address);
    if (rest.length > longestUri) throw new Error('a BulkDataURI that has no end');
    if (done !== '') yield Buffer.from(done);
    pending = rest;
  }
  const { done, rest } = rewrite(pending + decoder.decode(), address);
  yield Buffer.from(done + rest);
}

/** `rest` is what can't be passed on yet: a member that is not complete, or may be beginning. */
function rewrite(
  text: string,
  address: (uri: string) => string | null,
): { readonly done: string; readonly rest: string } {
  let [done, at] = ['', 0];
  for (const match of text.matchAll(whole)) {
    const uri = JSON.parse(`"${match[1] ?? ''}"`) as string;
    done += `${text.slice(at, match.index)}"BulkDataURI":${JSON.stringify(address(uri) ?? '')}`;
    at = match.index + match[0].length;
  }
  const tail = text.slice(at);
  const end = safeEnd(tail);
  return { done: done + tail.slice(0, end), rest: tail.slice(end) };
}

function safeEnd(tail: string): number {
  const last = tail.lastIndexOf(member);
  if (last >= 0) return last;
  for (let length = Math.min(member.length - 1, tail.length); length > 0; length--)
    if (member.startsWith(tail.slice(tail.length - length))) return tail.length - length;
  return tail.length;
}
