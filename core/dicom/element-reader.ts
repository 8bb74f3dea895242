import { HubError } from '../errors.ts';
import { DicomDataset, type DicomElement, type DicomValue, type Tag, showTag } from './dataset.ts';
import { entryOf, vrOf } from './dictionary.ts';
import { type Encoding, knownVRs, longLengthVRs } from './transfer-syntax.ts';

/** Bounds on what a file may make us build, whatever its bytes say. */
export interface ReadLimits {
  /** Elements and items, at all depths together. */
  readonly maxElements: number;
  /** Sequences within sequences. */
  readonly maxDepth: number;
}

const itemTag = 'FFFEE000';
const itemEnd = 'FFFEE00D';
const sequenceEnd = 'FFFEE0DD';
const undefinedLength = 0xffffffff;
const implicitLittle: Encoding = { explicit: false, bigEndian: false };
const pixelData = '7FE00010';

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).toUpperCase().padStart(2, '0'));

interface Header {
  readonly tag: Tag;
  readonly vr: string;
  /** Of the value; `undefinedLength` where a delimiter ends it. */
  readonly length: number;
  readonly start: number;
}

/** Why a file is refused. The reason names places and lengths, never a value. */
export function notDicom(reason: string): HubError {
  return new HubError('NOT_DICOM', reason);
}

/** Reads elements out of bytes, checking each length against what is there. */
export class ElementReader {
  readonly bytes: Uint8Array;
  readonly #view: DataView;
  readonly #limits: ReadLimits;
  #elements = 0;
  /** Where the zeros at the very end begin; null until asked. */
  #zerosFrom: number | null = null;

  constructor(bytes: Uint8Array, limits: ReadLimits) {
    this.bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#limits = limits;
  }

  /** The tag at a position; null where fewer than 4 bytes are left. */
  tagAt(at: number, bigEndian: boolean): Tag | null {
    if (at + 4 > this.bytes.length) return null;
    const byte = (offset: number): string => hex[this.#view.getUint8(at + offset)] ?? '';
    return bigEndian ? byte(0) + byte(1) + byte(2) + byte(3) : byte(1) + byte(0) + byte(3) + byte(2);
  }

  uint32(at: number): number {
    return this.#view.getUint32(at, true);
  }

  /** The two bytes after a tag, as they stand. */
  vrTextAt(at: number): string {
    return at + 6 > this.bytes.length
      ? ''
      : String.fromCharCode(this.#view.getUint8(at + 4), this.#view.getUint8(at + 5));
  }

  /**
   * Reads elements into `dataset` from `at` to `end`, or to the item delimiter where `delimited`, or to the first that
   * `stop` says yes to. Returns where it ended.
   */
  readInto(
    dataset: DicomDataset,
    range: { readonly at: number; readonly end: number; readonly delimited?: boolean },
    encoding: Encoding,
    depth = 0,
    stop?: (tag: Tag) => boolean,
  ): number {
    let { at } = range;
    const { end, delimited = false } = range;
    while (at < end) {
      if (depth === 0 && this.#isZeroPadding(at)) return end;
      const header = this.#header(at, end, encoding, dataset);
      if (stop?.(header.tag) === true) return at;
      if (header.tag === itemEnd && depth > 0) return header.start;
      if (header.tag.startsWith('FFFE'))
        throw notDicom(`item tag ${showTag(header.tag)} at byte ${String(at)} outside of a sequence`);
      at = this.#element(dataset, header, end, encoding, depth);
    }
    if (delimited) throw notDicom(`ends inside an item that byte ${String(range.at)} begins: no delimiter`);
    return at;
  }

  #count(): void {
    this.#elements += 1;
    if (this.#elements > this.#limits.maxElements)
      throw notDicom(`more than ${String(this.#limits.maxElements)} elements`);
  }

  /** Writers that fill whole blocks leave zeros behind the last element. */
  #isZeroPadding(at: number): boolean {
    if (this.#zerosFrom === null) {
      let last = this.bytes.length;
      while (last > 0 && this.bytes[last - 1] === 0) last -= 1;
      this.#zerosFrom = last;
    }
    return at >= this.#zerosFrom;
  }

  #header(at: number, end: number, encoding: Encoding, dataset: DicomDataset | null): Header {
    const tag = at + 8 > end ? null : this.tagAt(at, encoding.bigEndian);
    if (tag === null) throw notDicom(`ends inside the header of an element at byte ${String(at)}`);
    const little = !encoding.bigEndian;
    if (tag.startsWith('FFFE')) return { tag, vr: '', length: this.#view.getUint32(at + 4, little), start: at + 8 };
    const vr = this.vrTextAt(at);
    // Some writers put implicit elements into explicit data sets, mostly inside of private sequences.
    if (!encoding.explicit || !/^[A-Z]{2}$/.test(vr)) {
      return { tag, vr: this.#implicitVr(tag, dataset), length: this.#view.getUint32(at + 4, little), start: at + 8 };
    }
    if (!longLengthVRs.has(vr)) {
      const known = knownVRs.has(vr) ? vr : vrOf(tag);
      return { tag, vr: known, length: this.#view.getUint16(at + 6, little), start: at + 8 };
    }
    if (at + 12 > end) throw notDicom(`ends inside the header of ${showTag(tag)}`);
    return { tag, vr, length: this.#view.getUint32(at + 8, little), start: at + 12 };
  }

  #implicitVr(tag: Tag, dataset: DicomDataset | null): string {
    if (entryOf(tag)?.alternativeVr !== 'SS') return vrOf(tag);
    for (let scope = dataset; scope !== null; scope = scope.parent) {
      const representation = scope.bytes('00280103');
      if (representation !== null) return representation[0] === 1 || representation[1] === 1 ? 'SS' : 'US';
    }
    return 'US';
  }

  #element(dataset: DicomDataset, header: Header, end: number, encoding: Encoding, depth: number): number {
    this.#count();
    const { tag, length, start } = header;
    const open = length === undefinedLength;
    if (!open && length > end - start) {
      throw notDicom(`ends inside ${showTag(tag)}: ${String(length)} bytes expected, ${String(end - start)} there`);
    }
    const put = (vr: string, value: DicomValue): void => void dataset.set({ tag, vr, value } satisfies DicomElement);
    const valueEnd = open ? end : start + length;
    const isItems = header.vr === 'SQ' || (open && !this.#holdsFragments(header));
    if (isItems) {
      // CP-246: the value of a UN of undefined length is Implicit VR Little Endian, whatever surrounds it.
      const inner = header.vr === 'UN' && encoding.explicit ? implicitLittle : encoding;
      const vr = inner.bigEndian === encoding.bigEndian ? 'SQ' : 'UN';
      const [items, next] = this.#items(dataset, tag, { start, end: valueEnd, open }, inner, depth + 1);
      put(vr, { kind: 'items', items });
      return next;
    }
    if (open) {
      const [fragments, next] = this.#fragments(tag, start, end, encoding);
      put(encoding.explicit ? header.vr : 'OB', { kind: 'fragments', fragments });
      return next;
    }
    if (header.vr === 'UN' && encoding.explicit && entryOf(tag)?.vr === 'SQ') {
      const items = this.#itemsOfUnknown(dataset, tag, start, valueEnd, depth);
      if (items !== null) {
        put(encoding.bigEndian ? 'UN' : 'SQ', { kind: 'items', items });
        return valueEnd;
      }
    }
    // A known attribute that passed through a node which didn't know it; its value is little endian (PS3.5 §6.2.2).
    const vr =
      header.vr === 'UN' && !encoding.bigEndian && vrOf(tag) !== 'SQ' ? this.#implicitVr(tag, dataset) : header.vr;
    put(vr, { kind: 'bytes', bytes: this.bytes.subarray(start, valueEnd) });
    return valueEnd;
  }

  #holdsFragments({ tag, vr }: Header): boolean {
    return tag === pixelData || vr === 'OB' || vr === 'OW';
  }

  /** The items in a UN of known length, if its bytes are such; null when they are not. */
  #itemsOfUnknown(
    dataset: DicomDataset,
    tag: Tag,
    start: number,
    end: number,
    depth: number,
  ): readonly DicomDataset[] | null {
    if (start < end && this.tagAt(start, false) !== itemTag) return null;
    try {
      const [items, next] = this.#items(dataset, tag, { start, end, open: false }, implicitLittle, depth + 1);
      return next === end ? items : null;
    } catch (caught) {
      if (caught instanceof HubError) return null;
      throw caught;
    }
  }

  #items(
    dataset: DicomDataset,
    tag: Tag,
    { start, end, open }: { readonly start: number; readonly end: number; readonly open: boolean },
    encoding: Encoding,
    depth: number,
  ): [DicomDataset[], number] {
    if (depth > this.#limits.maxDepth)
      throw notDicom(`sequences deeper than ${String(this.#limits.maxDepth)} at ${showTag(tag)}`);
    const items: DicomDataset[] = [];
    let at = start;
    while (at < end) {
      const header = this.#header(at, end, encoding, null);
      if (header.tag === sequenceEnd) return [items, open ? header.start : end];
      if (header.tag !== itemTag)
        throw notDicom(`${showTag(tag)} is a sequence, but holds no item at byte ${String(at)}`);
      this.#count();
      const item = new DicomDataset({ bigEndian: encoding.bigEndian, parent: dataset });
      const delimited = header.length === undefinedLength;
      if (!delimited && header.length > end - header.start) {
        throw notDicom(
          `ends inside an item of ${showTag(tag)}: ${String(header.length)} bytes expected, ${String(end - header.start)} there`,
        );
      }
      const itemStop = delimited ? end : header.start + header.length;
      const next = this.readInto(item, { at: header.start, end: itemStop, delimited }, encoding, depth);
      items.push(item);
      at = delimited ? next : itemStop;
    }
    if (open) throw notDicom(`ends inside ${showTag(tag)}: no sequence delimiter`);
    return [items, at];
  }

  #fragments(tag: Tag, start: number, end: number, encoding: Encoding): [Uint8Array[], number] {
    const fragments: Uint8Array[] = [];
    let at = start;
    while (at < end) {
      const header = this.#header(at, end, encoding, null);
      if (header.tag === sequenceEnd) return [fragments, header.start];
      if (header.tag !== itemTag)
        throw notDicom(`${showTag(tag)} is in fragments, but holds none at byte ${String(at)}`);
      if (header.length > end - header.start) {
        throw notDicom(
          `ends inside a fragment of ${showTag(tag)}: ${String(header.length)} bytes expected, ${String(end - header.start)} there`,
        );
      }
      this.#count();
      fragments.push(this.bytes.subarray(header.start, header.start + header.length));
      at = header.start + header.length;
    }
    throw notDicom(`ends inside ${showTag(tag)}: no sequence delimiter`);
  }
}
