import type { DicomDataset } from '../../core/dicom/dataset.ts';
import { numbersIn } from '../../core/dicom/numbers.ts';

/** The 16-bit words of a look-up table, which may stand as OW, US or SS; empty when absent. */
export function wordsOf(dataset: DicomDataset, tag: string): readonly number[] {
  return numbersIn(dataset.bytes(tag) ?? new Uint8Array(), 'US', dataset.bigEndian).map(Number);
}

/** Offsets of 64 bits (OV); empty when absent. */
export function longsOf(dataset: DicomDataset, tag: string): readonly number[] {
  return numbersIn(dataset.bytes(tag) ?? new Uint8Array(), 'UV', dataset.bigEndian).map(Number);
}

/**
 * The data set that holds a frame's attributes of one kind: the functional group of that frame, the shared one, or
 * the image itself where it is not enhanced multi-frame (PS3.3 C.7.6.16).
 */
export function frameGroup(dataset: DicomDataset, frame: number, group: string): DicomDataset {
  const own = dataset.items('52009230')[frame - 1]?.items(group)[0];
  return own ?? dataset.items('52009229')[0]?.items(group)[0] ?? dataset;
}
