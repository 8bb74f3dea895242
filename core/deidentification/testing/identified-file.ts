import { DicomDataset, type DicomFile } from '../../dicom/dataset.ts';
import { explicitLittleEndian } from '../../dicom/transfer-syntax.ts';
import { setText } from '../../dicom/values.ts';

/** An MR image of the patient Doe^Jane, MRN-0042, with what a test adds. */
export function identifiedFile(fill: (dataset: DicomDataset) => void): DicomFile {
  const dataset = new DicomDataset();
  setText(dataset, 'SOPClassUID', '1.2.840.10008.5.1.4.1.1.4');
  setText(dataset, 'SOPInstanceUID', '1.2.3.1');
  setText(dataset, 'StudyInstanceUID', '1.2.3.2');
  setText(dataset, 'SeriesInstanceUID', '1.2.3.3');
  setText(dataset, 'PatientID', 'MRN-0042');
  setText(dataset, 'PatientName', 'Doe^Jane');
  fill(dataset);
  return { preamble: null, meta: new DicomDataset(), dataset, transferSyntaxUID: explicitLittleEndian };
}
