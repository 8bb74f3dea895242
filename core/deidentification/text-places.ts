import type { DicomDataset } from '../dicom/dataset.ts';
import { numberOf, textOf } from '../dicom/values.ts';
import type { FoundText } from '../ports/text-finder.ts';
import { textReasons } from './findings.ts';
import { type FindPatient, findPatientIn } from './patient-in-text.ts';
import type { Rectangle, TextPlace } from './regions.ts';

/** Of which images the pixels are read: all, those that may have text in them, or none. */
export const textSearches = ['ALWAYS', 'SUSPECT', 'NEVER'] as const;
export type TextSearch = (typeof textSearches)[number];

/** What looking for text came to. */
export interface TextInPixels {
  readonly places: readonly TextPlace[];
  /** Why the pixels could not be looked at; null when they were. */
  readonly failure: string | null;
}

/** Modalities whose devices write into their pictures. */
const writing: ReadonlySet<string> = new Set(
  'US IVUS SC XA RF CR DX MG IO PX ES XC OT GM OP OPT DG HC DOC BMD ECG EPS VF'.split(' '),
);
/** Less sure words are noise more often than text. */
const sure = 0.6;

/** True when the search covers the image: of plain CT, MR, PET and NM nothing speaks for text. */
export function isSearched(dataset: DicomDataset, search: TextSearch): boolean {
  if (search === 'NEVER' || !dataset.has('7FE00010')) return false;
  if (search === 'ALWAYS') return true;
  return writing.has(textOf(dataset, 'Modality') ?? '') || textReasons(dataset).length > 0;
}

/** The first, the middle and the last frame: what a device writes stands in all of them. */
export function searchedFrames(dataset: DicomDataset): readonly number[] {
  const frames = Math.max(1, numberOf(dataset, 'NumberOfFrames') ?? 1);
  return [...new Set([1, Math.ceil(frames / 2), frames])];
}

export interface ReadFrame {
  readonly frame: number;
  readonly words: readonly FoundText[];
}

/** The places in the words of an image's frames: those read surely, those beside them, and whatever says who the patient is. */
export function placesOf(original: DicomDataset, frames: readonly ReadFrame[]): TextInPixels {
  const findPatient = findPatientIn(original);
  const places: TextPlace[] = [];
  for (const { frame, words } of frames) {
    const patients = patientWords(words, findPatient);
    const kept = new Set(words.filter((word) => word.confidence >= sure || patients.has(word)));
    const beside = words.filter((word) => !kept.has(word) && [...kept].some((other) => isBeside(word, other)));
    for (const word of [...kept, ...beside]) {
      const { x, y, width, height } = word;
      const confidence = Math.round(word.confidence * 100) / 100;
      places.push({ frame, x, y, width, height, confidence, isPatients: patients.has(word) });
    }
  }
  const told = inEveryFrame(places, frames.length).toSorted((a, b) => Number(b.isPatients) - Number(a.isPatients));
  return { places: told, failure: null };
}

/** Words that say who the patient is, alone or with the next ones of their line. */
function patientWords(words: readonly FoundText[], findPatient: FindPatient): ReadonlySet<FoundText> {
  const found = new Set<FoundText>();
  for (const word of words) {
    if (findPatient(word.text)) found.add(word);
    const line = words.filter((other) => isOneLine(word, other)).toSorted((a, b) => a.x - b.x);
    const at = line.indexOf(word);
    for (const count of [2, 3]) {
      const run = line.slice(at, at + count);
      if (run.length === count && findPatient(run.map(({ text }) => text).join(' ')))
        for (const one of run) found.add(one);
    }
  }
  return found;
}

const isOneLine = (a: Rectangle, b: Rectangle): boolean =>
  Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y) > Math.min(a.height, b.height) / 2;

/** Of one line, and no farther away than three letters are high. */
function isBeside(a: Rectangle, b: Rectangle): boolean {
  const gap = Math.max(a.x, b.x) - Math.min(a.x + a.width, b.x + b.width);
  return isOneLine(a, b) && gap < 3 * Math.max(a.height, b.height);
}

/** A place that all frames looked at have is one place in every frame. */
function inEveryFrame(places: readonly TextPlace[], looked: number): readonly TextPlace[] {
  if (looked < 2) return places;
  const kept: TextPlace[] = [];
  for (const place of places) {
    if (kept.some((other) => other.frame === null && isSame(place, other))) continue;
    const frames = new Set(places.filter((other) => isSame(place, other)).map(({ frame }) => frame));
    kept.push(frames.size === looked ? { ...place, frame: null } : place);
  }
  return kept;
}

const near = 3;
const isSame = (a: Rectangle, b: Rectangle): boolean =>
  Math.abs(a.x - b.x) <= near &&
  Math.abs(a.y - b.y) <= near &&
  Math.abs(a.width - b.width) <= 2 * near &&
  Math.abs(a.height - b.height) <= 2 * near;

/** The place with a margin of half its height, so that what a reader cut off goes too; null when nothing of it lies in the image. */
export function withMargin({ x, y, width, height }: Rectangle, columns: number, rows: number): Rectangle | null {
  const margin = Math.max(4, Math.ceil(height / 2));
  const [left, top] = [Math.max(0, x - margin), Math.max(0, y - margin)];
  const [right, bottom] = [Math.min(columns, x + width + margin), Math.min(rows, y + height + margin)];
  return right <= left || bottom <= top ? null : { x: left, y: top, width: right - left, height: bottom - top };
}

/** True when the place lies inside of one of the rectangles. */
export function isCovered(place: Rectangle, rectangles: readonly Rectangle[]): boolean {
  return rectangles.some(
    ({ x, y, width, height }) =>
      place.x >= x && place.y >= y && place.x + place.width <= x + width && place.y + place.height <= y + height,
  );
}
