import { encodingOf } from '../../core/dicom/transfer-syntax.ts';

const undefinedLength = 0xffffffff;
const maxFragments = 1_000_000;
const item = 0xfffee000;
const itemEnd = 0xfffee00d;
const sequenceEnd = 0xfffee0dd;

/**
 * True for a file that ends before its pixels do, as one does that is still being written. `from`: where the elements before the pixels
 * end, Infinity when unknown. What it can't tell counts as whole. @see PS3.5 Annex A.4
 */
export function endsEarly(
  read: (at: number, length: number) => Buffer,
  from: number,
  size: number,
  { transferSyntaxUID }: { readonly transferSyntaxUID: string },
): boolean {
  if (from === Infinity) return false;
  const { explicit, bigEndian } = encodingOf(transferSyntaxUID);
  const uint = (bytes: Buffer, at: number): number => (bigEndian ? bytes.readUInt32BE(at) : bytes.readUInt32LE(at));
  const tagIn = (bytes: Buffer): number =>
    bigEndian ? bytes.readUInt32BE(0) : bytes.readUInt16LE(0) * 65_536 + bytes.readUInt16LE(2);
  let at = from;
  let head = read(at, 12);
  // What closes the sequence that stands before the pixels.
  while (head.length >= 8 && [itemEnd, sequenceEnd].includes(tagIn(head))) {
    at += 8;
    head = read(at, 12);
  }
  if (head.length === 0) return false;
  if (head.length < 12) return head.length < 8 || tagIn(head) >>> 16 === 0x7fe0;
  if (tagIn(head) >>> 16 !== 0x7fe0) return false;
  const length = uint(head, explicit ? 8 : 4);
  at += explicit ? 12 : 8;
  if (length !== undefinedLength) return at + length > size;
  for (let n = 0; n < maxFragments; n += 1) {
    const fragment = read(at, 8);
    if (fragment.length < 8) return true;
    if (tagIn(fragment) !== item) return false;
    at += 8 + uint(fragment, 4);
  }
  return false;
}
