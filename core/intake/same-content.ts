import type { DicomDataset, DicomElement } from '../dicom/dataset.ts';
import { isPrivate } from '../dicom/dataset.ts';
import { readDicom } from '../dicom/read-dicom.ts';

/** What archives say of themselves in what they answer, and note of changes of their own. */
const archives: ReadonlySet<string> = new Set(['00080005', '00080054', '00080056', '00081190', '04000561', 'FFFCFFFC']);
const pixels: ReadonlySet<string> = new Set(['7FE00008', '7FE00009', '7FE00010']);

/**
 * True when an archive answers the content that it was sent: each attribute has the value sent, and there is no other but what archives and their
 * private attributes add. Pixels that it has compressed or decompressed are not compared.
 */
export function isSameContent(sent: Uint8Array, held: Uint8Array): boolean {
  const [mine, theirs] = [readDicom(sent), readDicom(held)];
  const skipsPixels = mine.transferSyntaxUID !== theirs.transferSyntaxUID;
  return isSameDataset(mine.dataset, theirs.dataset, skipsPixels);
}

function isSameDataset(mine: DicomDataset, theirs: DicomDataset, skipsPixels: boolean): boolean {
  const isCompared = ({ tag }: DicomElement): boolean =>
    !tag.endsWith('0000') && !archives.has(tag) && !(skipsPixels && (pixels.has(tag) || tag.startsWith('0028')));
  const known = new Set([...mine].map(({ tag }) => tag));
  if ([...theirs].some((element) => isCompared(element) && !isPrivate(element.tag) && !known.has(element.tag)))
    return false;
  return [...mine].filter(isCompared).every((element) => isSame(element, theirs.get(element.tag), skipsPixels));
}

function isSame(mine: DicomElement, theirs: DicomElement | undefined, skipsPixels: boolean): boolean {
  const [a, b] = [mine.value, theirs?.value];
  if (a.kind === 'items') {
    if (b?.kind !== 'items') return a.items.length === 0 && b === undefined;
    return a.items.length === b.items.length && a.items.every((item, n) => isPart(item, b.items[n], skipsPixels));
  }
  if (a.kind === 'bytes')
    return (b === undefined && a.bytes.length === 0) || (b?.kind === 'bytes' && isEqual(a.bytes, b.bytes));
  return (
    b?.kind === 'fragments' &&
    a.fragments.length === b.fragments.length &&
    a.fragments.every((fragment, n) => isEqual(fragment, b.fragments[n]))
  );
}

const isPart = (mine: DicomDataset, theirs: DicomDataset | undefined, skipsPixels: boolean): boolean =>
  theirs !== undefined && isSameDataset(mine, theirs, skipsPixels);

const isEqual = (a: Uint8Array, b: Uint8Array | undefined): boolean => b !== undefined && Buffer.compare(a, b) === 0;
