import {
  isSearched,
  placesOf,
  type ReadFrame,
  searchedFrames,
  type TextInPixels,
} from '../deidentification/text-places.ts';
import type { DeidentificationProfile } from '../deidentification/profile.ts';
import type { DicomDataset } from '../dicom/dataset.ts';
import { numberOf } from '../dicom/values.ts';
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
      const asked = { content: bytes, frame, window: null, maxWidth: maxSide, maxHeight: maxSide } as const;
      const png = await pictures.render({ ...asked, mediaType: 'image/png', quality: 100 });
      frames.push({ frame, words: (await textFinder.findText(png)).map((word) => atFullSize(word, original)) });
    }
  } catch (caught) {
    // It depends on the file alone: a reviewer learns that nobody has looked.
    if (caught instanceof HubError && caught.code !== 'UNAVAILABLE') return { places: [], failure: caught.message };
    throw caught;
  }
  return placesOf(original, frames);
}

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
