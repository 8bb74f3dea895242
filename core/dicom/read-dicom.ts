import { inflateRawSync, inflateSync } from 'node:zlib';
import { asError } from '../errors.ts';
import { DicomDataset, type DicomFile, type Tag } from './dataset.ts';
import { entryOf } from './dictionary.ts';
import { ElementReader, notDicom } from './element-reader.ts';
import {
  type Encoding,
  encodingOf,
  explicitBigEndian,
  explicitLittleEndian,
  implicitLittleEndian,
  isDeflated,
  isEncapsulated,
  knownVRs,
} from './transfer-syntax.ts';
import { trimEnd } from './trim-end.ts';
import { isUid } from './values.ts';

export interface ReadOptions {
  /** Elements, items and fragments, at all depths together. @default 1 million */
  readonly maxElements?: number;
  /** Sequences within sequences. @default 64 */
  readonly maxDepth?: number;
  /** Of a deflated data set, once inflated. @default 256 MiB */
  readonly maxInflatedBytes?: number;
  /** Ends before the first element of the file's own level with this tag or a greater one. */
  readonly stopBefore?: Tag;
}

/**
 * The file's elements, as views of its bytes. Reads Implicit and Explicit VR, both byte orders, deflated and
 * encapsulated; also files without preamble, File Meta Information or Transfer Syntax UID, by what their bytes look like.
 * @throws NOT_DICOM with the reason, which holds no value of the file
 * @see PS3.10 §7, PS3.5 §7 and Annex A
 */
export function readDicom(bytes: Uint8Array, options: ReadOptions = {}): DicomFile {
  const { maxElements = 1_000_000, maxDepth = 64, maxInflatedBytes = 256 * 1024 * 1024, stopBefore } = options;
  if (bytes.length === 0) throw notDicom('empty file');
  const reader = new ElementReader(bytes, { maxElements, maxDepth });
  const hasPrefix = isPrefix(bytes, 128);
  const preamble = hasPrefix ? bytes.subarray(0, 128) : null;
  const metaStart = hasPrefix ? 132 : isPrefix(bytes, 0) ? 4 : 0;

  const meta = new DicomDataset();
  const end = bytes.length;
  let at = metaStart;
  if (reader.tagAt(at, false)?.startsWith('0002') === true) {
    at = reader.readInto(meta, { at, end }, encodingOf(explicitLittleEndian), 0, (tag) => !tag.startsWith('0002'));
  }
  const declared = declaredSyntax(meta);
  const stop = stopBefore === undefined ? undefined : (tag: Tag): boolean => tag >= stopBefore;
  if (declared !== null && isDeflated(declared)) {
    const inflated = inflate(bytes.subarray(at), maxInflatedBytes);
    const dataset = new DicomDataset();
    const inner = new ElementReader(inflated, { maxElements, maxDepth });
    inner.readInto(dataset, { at: 0, end: inflated.length }, encodingOf(declared), 0, stop);
    return { preamble, meta, dataset, transferSyntaxUID: declared };
  }
  const transferSyntaxUID = syntaxAt(reader, at, declared);
  if (transferSyntaxUID === null) {
    throw notDicom(
      metaStart > 0 || at > 0
        ? 'no Transfer Syntax UID and no plausible first element'
        : 'no DICM prefix and no plausible first element',
    );
  }
  const encoding = encodingOf(transferSyntaxUID);
  const dataset = new DicomDataset({ bigEndian: encoding.bigEndian });
  reader.readInto(dataset, { at, end }, encoding, 0, stop);
  return { preamble, meta, dataset, transferSyntaxUID };
}

/**
 * Everything before the pixel data (or before `stopBefore`), which is all that an index wants. The bytes may be the
 * file's beginning only, if the elements asked for are whole in it (never so for a deflated file).
 * @throws NOT_DICOM
 */
export function peekDicom(bytes: Uint8Array, stopBefore: Tag = '7FE00008'): DicomFile {
  return readDicom(bytes, { stopBefore });
}

function isPrefix(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0x44 && bytes[at + 1] === 0x49 && bytes[at + 2] === 0x43 && bytes[at + 3] === 0x4d;
}

/** Refused when no UID: how to read on would be a guess, and it becomes part of heads and file names. */
function declaredSyntax(meta: DicomDataset): string | null {
  const [text = ''] = Buffer.from(meta.bytes('00020010') ?? [])
    .toString('latin1')
    .split('\0', 1)
    .map((uid) => trimEnd(uid).trimStart());
  if (text !== '' && !isUid(text)) throw notDicom('no valid TransferSyntaxUID');
  return text === '' ? null : text;
}

function inflate(bytes: Uint8Array, maxOutputLength: number): Uint8Array {
  try {
    return inflateRawSync(bytes, { maxOutputLength });
  } catch (caught) {
    if (isTooLarge(caught)) throw notDicom(`deflated data set of more than ${String(maxOutputLength)} bytes`);
    // Some writers use zlib's wrapper, whose first byte is 78, where the standard wants the bare stream.
    if (bytes[0] === 0x78) {
      try {
        return inflateSync(bytes, { maxOutputLength });
      } catch {
        // the first reason stands
      }
    }
    throw notDicom(`deflated data set cannot be inflated: ${asError(caught).message}`);
  }
}

const isTooLarge = (caught: unknown): boolean =>
  caught instanceof RangeError && 'code' in caught && caught.code === 'ERR_BUFFER_TOO_LARGE';

/** The syntax that the first element proves, or else the declared one; null when neither says. */
function syntaxAt(reader: ElementReader, start: number, declared: string | null): string | null {
  const left = reader.bytes.length - start;
  if (left < 8) return declared ?? (start > 0 && left === 0 ? explicitLittleEndian : null);
  const found = lookAt(reader, start);
  if (found === null) return declared;
  if (declared === null) return uidOf(found);
  const asked = encodingOf(declared);
  if (isEncapsulated(declared) || (found.explicit === asked.explicit && found.bigEndian === asked.bigEndian))
    return declared;
  return uidOf(found);
}

function uidOf({ explicit, bigEndian }: Encoding): string {
  if (!explicit) return implicitLittleEndian;
  return bigEndian ? explicitBigEndian : explicitLittleEndian;
}

/** How the first element is laid out; null when it looks like none that could begin a data set. */
function lookAt(reader: ElementReader, start: number): Encoding | null {
  // Behind File Meta Information anything may come first, even a private element.
  const isBeginning = start > 0 ? (tag: Tag): boolean => !tag.startsWith('0000') && tag < '8' : isUsualBeginning;
  // A group length says nothing of its successors: some writers left it implicit in explicit files.
  const skip = reader.tagAt(start, false)?.endsWith('0000') === true && reader.uint32(start + 4) === 4 ? 12 : 0;
  const at = start + skip + 8 > reader.bytes.length ? start : start + skip;
  const little = reader.tagAt(at, false);
  const big = reader.tagAt(at, true);
  if (little === null || big === null) return null;
  if (knownVRs.has(reader.vrTextAt(at))) {
    // Groups that begin a data set are small numbers, so the right order is the one that makes it small.
    const bigEndian = big.slice(0, 4) < little.slice(0, 4);
    return isBeginning(bigEndian ? big : little) ? { explicit: true, bigEndian } : null;
  }
  const length = reader.uint32(at + 4);
  const fits = length === 0xffffffff || length <= reader.bytes.length - at - 8;
  return fits && isBeginning(little) ? { explicit: false, bigEndian: false } : null;
}

/** Data sets begin with the directory's (0004) or the identifying group (0008), or, in fragments of some, soon after. */
function isUsualBeginning(tag: Tag): boolean {
  return tag >= '00040000' && tag < '00410000' && (tag.endsWith('0000') || entryOf(tag) !== null);
}
