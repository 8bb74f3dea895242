import { badInput, HubError } from '../errors.ts';

/** One part of a `multipart/related` body (RFC 2387, RFC 2046 §5.1). */
export interface MultipartPart {
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/** A media type: `multipart/related; type="application/dicom"; boundary=x`. */
export interface MediaType {
  /** In lower case, without parameters. */
  readonly type: string;
  /** Names in lower case, values without quotes. */
  readonly parameters: ReadonlyMap<string, string>;
}

const maxHeaderBytes = 16 * 1024;
const parameterPattern = /;\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;"]*))/g;

/** The media type that a Content-Type header (or one item of Accept) names. */
export function parseMediaType(header: string): MediaType {
  const parameters = new Map<string, string>();
  for (const match of header.matchAll(parameterPattern)) {
    const [, name = '', quoted, bare = ''] = match;
    parameters.set(name.toLowerCase(), quoted === undefined ? bare : quoted.replace(/\\(.)/g, '$1'));
  }
  return { type: (header.split(';', 1)[0] ?? '').trim().toLowerCase(), parameters };
}

/**
 * The parts of a multipart body as they arrive: one part is held in memory at a time.
 * @throws BAD_USER_INPUT for a body that ends early or isn't multipart; TOO_LARGE for a part over `maxPartBytes`
 */
export async function* parseMultipart(
  source: AsyncIterable<Uint8Array>,
  boundary: string,
  { maxPartBytes }: { readonly maxPartBytes: number },
): AsyncGenerator<MultipartPart, void, undefined> {
  if (boundary === '' || boundary.length > 200) throw badInput('boundary', '1 to 200 characters', boundary);
  const delimiter = Buffer.from(`\r\n--${boundary}`, 'latin1');
  // The first delimiter may stand at the very beginning, without the line end that belongs to all others.
  let pending = Buffer.from('\r\n');
  let state: 'preamble' | 'delimited' | 'headers' | 'body' = 'preamble';
  let headers = new Map<string, string>();
  let body: Buffer[] = [];
  let bodyBytes = 0;
  const keep = (bytes: Buffer): void => {
    bodyBytes += bytes.length;
    if (bodyBytes > maxPartBytes) {
      throw new HubError('TOO_LARGE', `a part is over the limit of ${String(maxPartBytes)} bytes`);
    }
    body.push(bytes);
  };

  for await (const chunk of source) {
    pending = pending.length === 0 ? Buffer.from(chunk) : Buffer.concat([pending, chunk]);
    for (let more = true; more;) {
      more = false;
      if (state === 'preamble' || state === 'body') {
        const at = pending.indexOf(delimiter);
        const end = at >= 0 ? at : Math.max(0, pending.length - delimiter.length + 1);
        if (state === 'body') keep(pending.subarray(0, end));
        if (at < 0) {
          pending = pending.subarray(end);
          continue;
        }
        if (state === 'body')
          yield { headers, body: body.length === 1 ? (body[0] ?? Buffer.alloc(0)) : Buffer.concat(body) };
        pending = pending.subarray(at + delimiter.length);
        [body, bodyBytes, state, more] = [[], 0, 'delimited', true];
      } else if (state === 'delimited') {
        if (pending.length >= 2 && pending.subarray(0, 2).toString('latin1') === '--') return;
        const lineEnd = pending.indexOf('\r\n');
        if (lineEnd < 0) {
          checkHeaderSize(pending.length);
          continue;
        }
        // The delimiter's own line end stays, so a part without headers ends in a blank line like all others.
        pending = pending.subarray(lineEnd);
        [state, more] = ['headers', true];
      } else {
        const blank = pending.indexOf('\r\n\r\n');
        checkHeaderSize(blank < 0 ? pending.length : blank);
        if (blank < 0) continue;
        headers = parseHeaders(pending.subarray(0, blank).toString('latin1'));
        // What follows a blank line may be the next delimiter at once (an empty body): its line end is the blank line's.
        pending = pending.subarray(blank + 4);
        [state, more] = ['body', true];
      }
    }
  }
  throw badInput('body', 'a multipart body that ends with its closing boundary', 'one that ends before it');
}

function checkHeaderSize(size: number): void {
  if (size > maxHeaderBytes) throw badInput('body', `at most ${String(maxHeaderBytes)} bytes of part headers`, size);
}

function parseHeaders(text: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of text.split('\r\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}

/** The bytes of a multipart body, part by part; pass each on as it comes, so that a large answer is never held whole. */
export function* writeMultipart(
  parts: Iterable<{ readonly contentType: string; readonly location?: string; readonly body: Uint8Array }>,
  boundary: string,
): Generator<Uint8Array, void, undefined> {
  for (const { contentType, location, body } of parts) {
    const extra = location === undefined ? '' : `Content-Location: ${location}\r\n`;
    yield Buffer.from(
      `\r\n--${boundary}\r\nContent-Type: ${contentType}\r\n${extra}Content-Length: ${String(body.length)}\r\n\r\n`,
      'latin1',
    );
    yield body;
  }
  yield Buffer.from(`\r\n--${boundary}--\r\n`, 'latin1');
}
