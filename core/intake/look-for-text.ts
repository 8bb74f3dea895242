import {
  isSearched,
  placesOf,
  type ReadFrame,
  searchedFrames,
  type TextInPixels,
} from '../deidentification/text-places.ts';
import type { DeidentificationProfile } from '../deidentification/profile.ts';
import type { DicomDataset } from '../dicom/dataset.ts';
import { numberOf, textOf } from '../dicom/values.ts';
import { HubError } from '../errors.ts';
import type { PixelRenderer } from '../ports/pixel-renderer.ts';
import type { FoundText, TextFinder } from '../ports/text-finder.ts';

/** What looks at pixels for text. */
export interface Eyes {
  readonly pictures: Pick<PixelRenderer, 'render'>;
  readonly textFinder: Pick<TextFinder, 'findText'>;
}

const maxSide = 2048;

/**
 * The places in an image's pixels that look like text; null where the profile doesn't look. A file whose pixels can't be looked at says
 * so. @throws UNAVAILABLE when trying again may help
 */
export async function lookForText(
  { pictures, textFinder }: Eyes,
  original: DicomDataset,
  bytes: Uint8Array,
  profile: DeidentificationProfile,
): Promise<TextInPixels | null> {
  if (!isSearched(original, profile.findText)) return null;
  const frames: ReadFrame[] = [];
  try {
    for (const frame of searchedFrames(original)) {
      const asked = { content: bytes, frame, maxWidth: maxSide, maxHeight: maxSide } as const;
      const words: FoundText[] = [];
      for (const window of hasWindow(original) ? ([null, 'RANGE'] as const) : ([null] as const)) {
        const png = await pictures.render({ ...asked, window, mediaType: 'image/png', quality: 100 });
        for (const word of await textFinder.findText(png))
          if (!words.some((other) => isOver(word, other))) words.push(word);
      }
      frames.push({ frame, words: words.map((word) => atFullSize(word, original)) });
    }
  } catch (caught) {
    // It depends on the file alone: a reviewer learns that nobody has looked.
    if (caught instanceof HubError && caught.code !== 'UNAVAILABLE') return { places: [], failure: caught.message };
    throw caught;
  }
  return placesOf(original, frames);
}

/** True where the image has a window or a table of its own, which may make text as white as what it is written on: then all of its range is looked at, too. */
function hasWindow(dataset: DicomDataset): boolean {
  const isGray = (textOf(dataset, 'PhotometricInterpretation') ?? '').startsWith('MONOCHROME');
  return isGray && ['00281050', '00283010', '52009229', '52009230'].some((tag) => dataset.has(tag));
}

/** The same word, read twice. */
const isOver = (a: FoundText, b: FoundText): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height && a.text === b.text;

/** Large images are made to fit `maxSide` before. */
function atFullSize(word: FoundText, dataset: DicomDataset): FoundText {
  const side = Math.max(numberOf(dataset, 'Columns') ?? 0, numberOf(dataset, 'Rows') ?? 0);
  if (side <= maxSide) return word;
  const scale = side / maxSide;
  return {
    ...word,
    x: Math.floor(word.x * scale),
    y: Math.floor(word.y * scale),
    width: Math.ceil(word.width * scale),
    height: Math.ceil(word.height * scale),
  };
}
