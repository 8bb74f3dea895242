import { HubError } from '../errors.ts';
import { type DicomDataset, type DicomElement, type Tag, showTag } from './dataset.ts';
import { vrOf } from './dictionary.ts';
import { type Encoding, longLengthVRs } from './transfer-syntax.ts';

const undefinedLength = 0xffffffff;
const implicitLittle: Encoding = { explicit: false, bigEndian: false };
/** VRs padded with a space; the others with zero (PS3.5 §6.2). */
const spacePadded: ReadonlySet<string> = new Set('AE AS CS DA DS DT IS LO LT PN SH ST TM UC UR UT'.split(' '));

/** Pieces of a file in their order; values stay views of what was read. */
export class Pieces {
  readonly list: Uint8Array[] = [];
  length = 0;

  add(piece: Uint8Array): void {
    if (piece.length === 0) return;
    this.list.push(piece);
    this.length += piece.length;
  }

  append(pieces: Pieces): void {
    for (const piece of pieces.list) this.add(piece);
  }
}

/** The bytes of a data set. Group lengths (gggg,0000) are left out: they are retired and would be wrong (PS3.5 §7.2). */
export function piecesOf(dataset: DicomDataset, encoding: Encoding): Pieces {
  const pieces = new Pieces();
  for (const element of dataset) if (!element.tag.endsWith('0000')) addElement(pieces, element, encoding);
  return pieces;
}

function addElement(pieces: Pieces, element: DicomElement, encoding: Encoding): void {
  const { tag, vr, value } = element;
  if (value.kind === 'bytes') {
    const odd = value.bytes.length % 2;
    pieces.add(header(tag, vr, value.bytes.length + odd, encoding));
    pieces.add(value.bytes);
    if (odd === 1) pieces.add(Uint8Array.of(spacePadded.has(vr) ? 0x20 : 0));
    return;
  }
  if (value.kind === 'fragments') {
    pieces.add(header(tag, vr, undefinedLength, encoding));
    for (const fragment of value.fragments) {
      const odd = fragment.length % 2;
      pieces.add(delimiter('FFFEE000', fragment.length + odd, encoding));
      pieces.add(fragment);
      if (odd === 1) pieces.add(Uint8Array.of(0));
    }
    pieces.add(delimiter('FFFEE0DD', 0, encoding));
    return;
  }
  // CP-246: items in a UN are Implicit VR Little Endian, whatever surrounds them.
  const unknown = vr === 'UN' && encoding.explicit;
  const inner = unknown ? implicitLittle : encoding;
  const items = new Pieces();
  for (const item of value.items) {
    if (item.bigEndian !== inner.bigEndian) throw new Error(`an item of ${showTag(tag)} is in the wrong byte order`);
    const content = piecesOf(item, inner);
    items.add(delimiter('FFFEE000', content.length, inner));
    items.append(content);
  }
  // In Implicit VR only an undefined length tells readers that a private or unknown element is a sequence.
  const open = unknown || (!encoding.explicit && vrOf(tag) !== 'SQ');
  pieces.add(header(tag, unknown ? 'UN' : 'SQ', open ? undefinedLength : items.length, encoding));
  pieces.append(items);
  if (open) pieces.add(delimiter('FFFEE0DD', 0, inner));
}

function header(tag: Tag, vr: string, length: number, encoding: Encoding): Uint8Array {
  if (length > undefinedLength) throw new HubError('UNSUPPORTED', `${showTag(tag)} is longer than 4 GiB`);
  if (!encoding.explicit) return delimiter(tag, length, encoding);
  // A value too long for its VR's 16 bits of length becomes a UN (PS3.5 §6.2.2).
  const long = longLengthVRs.has(vr) || length > 0xffff;
  const bytes = Buffer.alloc(long ? 12 : 8);
  putTag(bytes, tag, encoding.bigEndian);
  bytes.write(long && !longLengthVRs.has(vr) ? 'UN' : vr, 4, 'latin1');
  if (long) put32(bytes, 8, length, encoding.bigEndian);
  else if (encoding.bigEndian) bytes.writeUInt16BE(length, 6);
  else bytes.writeUInt16LE(length, 6);
  return bytes;
}

function delimiter(tag: Tag, length: number, { bigEndian }: Encoding): Uint8Array {
  if (length > undefinedLength) throw new HubError('UNSUPPORTED', 'an item is longer than 4 GiB');
  const bytes = Buffer.alloc(8);
  putTag(bytes, tag, bigEndian);
  put32(bytes, 4, length, bigEndian);
  return bytes;
}

function putTag(bytes: Buffer, tag: Tag, bigEndian: boolean): void {
  for (const at of [0, 2]) {
    const half = Number.parseInt(tag.slice(2 * at, 2 * at + 4), 16);
    if (bigEndian) bytes.writeUInt16BE(half, at);
    else bytes.writeUInt16LE(half, at);
  }
}

function put32(bytes: Buffer, at: number, value: number, bigEndian: boolean): void {
  if (bigEndian) bytes.writeUInt32BE(value, at);
  else bytes.writeUInt32LE(value, at);
}
