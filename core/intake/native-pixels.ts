import { blackingRuleFor } from '../deidentification/clean-pixels.ts';
import type { DeidentificationProfile } from '../deidentification/profile.ts';
import type { DicomFile } from '../dicom/dataset.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { isEncapsulated } from '../dicom/transfer-syntax.ts';
import { HubError } from '../errors.ts';
import type { PixelDecoder } from '../ports/pixel-decoder.ts';

/**
 * The file, decompressed where the profile blacks out regions of it; as it is where it can't be, which the cleaning of its
 * pixels then finds. @throws UNAVAILABLE when trying again may help
 */
export async function withNativePixels(
  file: DicomFile,
  bytes: Uint8Array,
  profile: DeidentificationProfile,
  decoder: PixelDecoder,
): Promise<DicomFile> {
  if (!isEncapsulated(file.transferSyntaxUID) || blackingRuleFor(file.dataset, profile) === null) return file;
  try {
    return readDicom(await decoder.decompress(bytes));
  } catch (caught) {
    // It depends on the file alone: a reviewer sees that its regions were not blacked out.
    if (caught instanceof HubError && ['NOT_DICOM', 'UNSUPPORTED', 'DEADLINE_EXCEEDED'].includes(caught.code))
      return file;
    throw caught;
  }
}
