import type { DicomDataset, DicomFile } from '../dicom/dataset.ts';
import { itemsOf, numberOf, textOf, textsOf } from '../dicom/values.ts';
import type { JsonObject } from '../json.ts';

/** Properties of the exam, series and image assets of one de-identified file; see core/assets/asset.ts. */
export interface ImageDescription {
  /** YYYY-MM-DD */
  readonly studyDate: string | null;
  readonly studyDescription: string | null;
  readonly series: JsonObject;
  readonly image: JsonObject;
}

/** What the assets will say of a de-identified file. Only `original`'s having a contrast agent is asked: the name of one is removed. */
export function describeImage(file: DicomFile, original: DicomDataset): ImageDescription {
  const { dataset } = file;
  const description = textOf(dataset, 'StudyDescription');
  return {
    studyDate: dateOf(dataset, 'StudyDate'),
    studyDescription: description === null ? null : clean(description),
    series: present({
      seriesInstanceUID: textOf(dataset, 'SeriesInstanceUID'),
      modality: textOf(dataset, 'Modality'),
      seriesNumber: numberOf(dataset, 'SeriesNumber'),
      seriesDescription: textOf(dataset, 'SeriesDescription'),
      protocolName: textOf(dataset, 'ProtocolName'),
      bodyPartExamined: textOf(dataset, 'BodyPartExamined'),
      scanningSequence: listOf(dataset, 'ScanningSequence'),
      sequenceVariant: listOf(dataset, 'SequenceVariant'),
      sequenceName: textOf(dataset, 'SequenceName'),
      mrAcquisitionType: textOf(dataset, 'MRAcquisitionType'),
      angioFlag: textOf(dataset, 'AngioFlag'),
      diffusionBValue: numberOf(dataset, 'DiffusionBValue'),
      numberOfTemporalPositions: numberOf(dataset, 'NumberOfTemporalPositions'),
      echoTime: numberOf(dataset, 'EchoTime'),
      repetitionTime: numberOf(dataset, 'RepetitionTime'),
      inversionTime: numberOf(dataset, 'InversionTime'),
      flipAngle: numberOf(dataset, 'FlipAngle'),
      sliceThickness: numberOf(dataset, 'SliceThickness'),
      spacingBetweenSlices: numberOf(dataset, 'SpacingBetweenSlices'),
      pixelSpacing: numbersOf(dataset, 'PixelSpacing'),
      imageOrientation: numbersOf(dataset, 'ImageOrientationPatient'),
      magneticFieldStrength: numberOf(dataset, 'MagneticFieldStrength'),
      kvp: numberOf(dataset, 'KVP'),
      contrastAgent:
        textOf(original, 'ContrastBolusAgent') !== null || itemsOf(original, 'ContrastBolusAgentSequence').length > 0,
      imageType: listOf(dataset, 'ImageType'),
      sopClassUID: textOf(dataset, 'SOPClassUID'),
      rows: numberOf(dataset, 'Rows'),
      columns: numberOf(dataset, 'Columns'),
      numberOfFrames: numberOf(dataset, 'NumberOfFrames'),
    }),
    image: present({
      sopInstanceUID: textOf(dataset, 'SOPInstanceUID'),
      sopClassUID: textOf(dataset, 'SOPClassUID'),
      instanceNumber: numberOf(dataset, 'InstanceNumber'),
      transferSyntaxUID: file.transferSyntaxUID,
    }),
  };
}

type Value = string | number | boolean | readonly string[] | readonly number[] | null;

/** Without what is absent. */
function present(properties: Readonly<Record<string, Value>>): JsonObject {
  const kept: Record<string, Exclude<Value, null>> = {};
  const cleaned = (one: string | number) => (typeof one === 'string' ? clean(one) : one);
  for (const [key, value] of Object.entries(properties)) {
    if (typeof value === 'string') kept[key] = clean(value);
    else if (value !== null)
      kept[key] = typeof value === 'object' ? (value.map(cleaned) as string[] | number[]) : value;
  }
  return kept;
}

/** Text that every database takes: files hold NUL and other control characters within values, which PostgreSQL refuses. */
function clean(text: string): string {
  return text
    .replace(/\p{Cc}+/gu, ' ')
    .toWellFormed()
    .trim();
}

function listOf(dataset: DicomDataset, keyword: string): readonly string[] | null {
  const texts = textsOf(dataset, keyword);
  return texts.length > 0 ? texts : null;
}

/** Numbers of an attribute of texts (DS); null when there is none, or one is no number. */
function numbersOf(dataset: DicomDataset, keyword: string): readonly number[] | null {
  const numbers = textsOf(dataset, keyword).map(Number);
  return numbers.length > 0 && numbers.every(Number.isFinite) ? numbers : null;
}

function dateOf(dataset: DicomDataset, keyword: string): string | null {
  const [, year, month, day] = /^(\d{4})\.?(\d{2})\.?(\d{2})$/.exec(textOf(dataset, keyword) ?? '') ?? [];
  return year !== undefined && month !== undefined && day !== undefined ? `${year}-${month}-${day}` : null;
}
