import type { DicomFile } from '../dicom/dataset.ts';
import { readDicom } from '../dicom/read-dicom.ts';
import { uidOf } from '../dicom/values.ts';
import { HubError } from '../errors.ts';

/** What the door reads of a file, or why it isn't taken in. Neither holds a value of the file but its UIDs. */
export type Inspection =
  | {
      readonly ok: true;
      readonly sopClassUID: string;
      readonly sopInstanceUID: string;
      readonly studyInstanceUID: string;
      readonly seriesInstanceUID: string;
    }
  | { readonly ok: false; readonly reason: string };

const mediaStorageDirectory = '1.2.840.10008.1.3.10';

/** Looks at a file as it came. */
export function inspect(bytes: Uint8Array): Inspection {
  if (bytes.length === 0) return { ok: false, reason: 'empty file' };
  let file: DicomFile;
  try {
    file = readDicom(bytes);
  } catch (caught) {
    if (caught instanceof HubError && caught.code === 'NOT_DICOM')
      return { ok: false, reason: `not readable as DICOM: ${caught.message}` };
    throw caught;
  }
  const { meta, dataset } = file;
  if (uidOf(meta, 'MediaStorageSOPClassUID') === mediaStorageDirectory || dataset.has('00041220')) {
    return { ok: false, reason: 'a DICOMDIR: the directory of a medium, not an image; send the files that it lists' };
  }
  const sopClassUID = uidOf(dataset, 'SOPClassUID');
  const sopInstanceUID = uidOf(dataset, 'SOPInstanceUID');
  const studyInstanceUID = uidOf(dataset, 'StudyInstanceUID');
  const seriesInstanceUID = uidOf(dataset, 'SeriesInstanceUID');
  if (sopClassUID === null) return lacks('SOP Class UID (0008,0016)');
  if (sopInstanceUID === null) return lacks('SOP Instance UID (0008,0018)');
  if (studyInstanceUID === null) return lacks('Study Instance UID (0020,000D)');
  if (seriesInstanceUID === null) return lacks('Series Instance UID (0020,000E)');
  return { ok: true, sopClassUID, sopInstanceUID, studyInstanceUID, seriesInstanceUID };
}

function lacks(attribute: string): Inspection {
  return { ok: false, reason: `no valid ${attribute}` };
}
