/**
 * Wipes what compressed streams carry beside their pictures: comments, application segments (EXIF), and bytes after the end. Bytes are set
 * to 0 where they are, so that no offset or length changes. `starts` are the places where a stream may begin (those of fragments). All
 * answer false where a stream can't be followed to its end; what was wiped until then stays wiped.
 */
type Wipe = (bytes: Uint8Array, starts: readonly number[]) => boolean;

/**
 * Streams one after the other; what lies between the end of one and the next place where one begins goes. Fragments after the end of a stream of
 * which none begins one may be frames that we don't know: they stay, and can't be followed.
 */
function eachStream(
  bytes: Uint8Array,
  starts: readonly number[],
  begins: (at: number) => boolean,
  walk: (at: number) => number | null,
): boolean {
  if (!begins(0)) return false;
  /** Place in `starts`, which only ever moves on. */
  let n = 0;
  for (let at = 0; at < bytes.length;) {
    const end = walk(at);
    if (end === null) return false;
    const startAt = (index: number): number => starts[index] ?? bytes.length;
    while (startAt(n) < end) n += 1;
    const endOfFragment = startAt(n);
    while (startAt(n) < bytes.length && !begins(startAt(n))) n += 1;
    at = startAt(n);
    const isUnknown = at === bytes.length && endOfFragment < bytes.length;
    bytes.fill(0, end, isUnknown ? endOfFragment : at);
    if (isUnknown) return false;
  }
  return true;
}

const two = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
const four = (bytes: Uint8Array, at: number): number => two(bytes, at) * 65_536 + two(bytes, at + 2);

/** What of application segments decoders need: payloads by how they begin, and how many bytes of them stay. */
const needed: readonly (readonly [marker: number, begins: string, keeps: number])[] = [
  [0xe0, 'JFIF\0', 12],
  [0xee, 'Adobe', 12],
  [0xe8, 'mrfx', 5],
];

/** JPEG of all processes, and JPEG-LS (ISO/IEC 10918-1 Annex B, 14495-1). */
export const wipeJpeg: Wipe = (bytes, starts) =>
  eachStream(
    bytes,
    starts,
    (at) => two(bytes, at) === 0xffd8,
    (start) => {
      for (let at = start + 2; ;) {
        while (bytes[at] === 0xff && bytes[at + 1] === 0xff) at += 1;
        const marker = bytes[at + 1] ?? 0;
        if (bytes[at] !== 0xff || marker < 0xc0) return null;
        if (marker === 0xd9) return at + 2;
        if (marker >= 0xd0 && marker <= 0xd7) {
          at += 2;
          continue;
        }
        const end = at + 2 + two(bytes, at + 2);
        if (end < at + 4 || end > bytes.length) return null;
        // APP0 to APP15, reserved ones, comment.
        if ((marker >= 0xe0 && marker <= 0xf6) || marker >= 0xf9) {
          const payload = at + 4;
          const begins = Buffer.from(bytes.subarray(payload, payload + 5)).toString('latin1');
          const keeps = needed.find(([of, text]) => of === marker && begins.startsWith(text))?.[2] ?? 0;
          bytes.fill(0, Math.min(end, payload + keeps), end);
        }
        at = end;
        if (marker === 0xda) {
          while (at < bytes.length && !(bytes[at] === 0xff && isMarker(bytes[at + 1] ?? 0))) at += 1;
          if (at >= bytes.length) return bytes.length;
        }
      }
    },
  );

/** After 0xFF in coded data: not stuffing, fill or a restart. */
const isMarker = (byte: number): boolean => byte >= 0x80 && byte !== 0xff && !(byte >= 0xd0 && byte <= 0xd7);

/** JPEG 2000 and HTJ2K codestreams (ISO/IEC 15444-1 Annex A); not those in boxes of a JP2 file. */
export const wipeJpeg2000: Wipe = (bytes, starts) =>
  eachStream(
    bytes,
    starts,
    (at) => four(bytes, at) === 0xff4fff51,
    (start) => {
      for (let at = start + 2, tile: { readonly at: number; readonly length: number } | null = null; ;) {
        const marker = two(bytes, at);
        if (marker === 0xffd9) return at + 2;
        if (marker === 0xff93) {
          // Start of data: the tile-part says how long it is; 0: until the end of the stream.
          if (tile === null) return null;
          const end = tile.length === 0 ? endOf2000(bytes, at) : tile.at + tile.length;
          if (end === null || end <= at) return null;
          if (end >= bytes.length) return bytes.length;
          at = end;
          tile = null;
          continue;
        }
        const end = at + 2 + two(bytes, at + 2);
        if (marker < 0xff30 || end < at + 4 || end > bytes.length) return null;
        if (marker === 0xff90) tile = { at, length: four(bytes, at + 6) };
        if (marker === 0xff64) bytes.fill(0, Math.min(end, at + 6), end);
        at = end;
      }
    },
  );

/** Coded data holds no 0xFF before a byte above 0x8F. */
function endOf2000(bytes: Uint8Array, from: number): number | null {
  for (let at = from; at + 1 < bytes.length; at += 1) if (two(bytes, at) === 0xffd9) return at;
  return null;
}

/** RLE (PS3.5 Annex G): one fragment a frame. `segmentSize`: bytes that each segment gives. */
export function wipeRle(bytes: Uint8Array, segmentSize: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = bytes.length < 64 ? 0 : view.getUint32(0, true);
  if (count < 1 || count > 15) return false;
  const offsets = Array.from({ length: count }, (_, n) => view.getUint32(4 + n * 4, true));
  bytes.fill(0, 4 + count * 4, 64);
  let end = 64;
  for (const [n, start] of offsets.entries()) {
    if (start < end || start > bytes.length) return false;
    bytes.fill(0, end, start);
    const limit = offsets[n + 1] ?? bytes.length;
    let [at, given] = [start, 0];
    while (given < segmentSize && at < limit) {
      const head = view.getInt8(at);
      const wanted = segmentSize - given;
      if (head >= 0) {
        bytes.fill(0, Math.min(limit, at + 1 + Math.min(head + 1, wanted)), Math.min(limit, at + 2 + head));
        given += head + 1;
        at += head + 2;
      } else {
        if (head !== -128) given += 1 - head;
        at += head === -128 ? 1 : 2;
      }
    }
    if (given < segmentSize || at > limit) return false;
    end = at;
  }
  bytes.fill(0, end);
  return true;
}
