import { isBlackedOut } from '../deidentification/clean-pixels.ts';
import type { DeidentificationProfile } from '../deidentification/profile.ts';
import type { TextInPixels } from '../deidentification/text-places.ts';
import type { DicomFile } from '../dicom/dataset.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { isEncapsulated } from '../dicom/transfer-syntax.ts';
import { HubError } from '../errors.ts';
import type { PixelDecoder } from '../ports/pixel-decoder.ts';
import { type Eyes, lookForText } from './look-for-text.ts';

export interface LookedAt {
  /** Decompressed where pixels of it are to be blacked out; as it is where it can't be, which the cleaning of its pixels then finds. */
  readonly file: DicomFile;
  /** Null where the profile doesn't look for text. */
  readonly texts: TextInPixels | null;
}

/** The file, as the cleaning of its pixels needs it. @throws UNAVAILABLE when trying again may help */
export async function lookAtPixels(
  eyes: Eyes & { readonly decoder: PixelDecoder },
  file: DicomFile,
  bytes: Uint8Array,
  profile: DeidentificationProfile,
): Promise<LookedAt> {
  const texts = await lookForText(eyes, file.dataset, bytes, profile);
  if (!isEncapsulated(file.transferSyntaxUID) || !isBlackedOut(file.dataset, profile, texts)) return { file, texts };
  try {
    return { file: readDicom(await eyes.decoder.decompress(bytes)), texts };
  } catch (caught) {
    // It depends on the file alone: a reviewer sees that its regions were not blacked out.
    if (caught instanceof HubError && ['NOT_DICOM', 'UNSUPPORTED', 'DEADLINE_EXCEEDED'].includes(caught.code))
      return { file, texts };
    throw caught;
  }
}
