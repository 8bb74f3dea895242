import type { DicomDataset } from '../dicom/dataset.ts';
import { itemsOf, numberOf, numbersOf, textOf, uidOf } from '../dicom/values.ts';
import type { JsonObject } from '../json.ts';
import { cleanText, present } from './mask.ts';

export interface Segment {
  readonly number: number;
  readonly label: string;
  readonly properties: JsonObject;
}

/** A coded concept, as `{ value, scheme, meaning }`; null when absent (PS3.3 §8.8). */
function codeOf(dataset: DicomDataset, sequence: string): JsonObject | null {
  const [code] = itemsOf(dataset, sequence);
  if (!code) return null;
  return present({
    value: cleanText(textOf(code, 'CodeValue') ?? textOf(code, 'LongCodeValue')),
    scheme: cleanText(textOf(code, 'CodingSchemeDesignator')),
    meaning: cleanText(textOf(code, 'CodeMeaning')),
  });
}

/** What the object says of each of its segments (PS3.3 C.8.20.4). */
export function segmentsOf(dataset: DicomDataset): readonly Segment[] {
  return itemsOf(dataset, 'SegmentSequence').flatMap((item) => {
    const number = numberOf(item, 'SegmentNumber');
    if (number === null) return [];
    const label = cleanText(textOf(item, 'SegmentLabel'));
    const color = numbersOf(item, 'RecommendedDisplayCIELabValue');
    return [
      {
        number,
        label: label ?? `segment ${String(number)}`,
        properties: present({
          segmentNumber: number,
          segmentLabel: label,
          category: codeOf(item, 'SegmentedPropertyCategoryCodeSequence'),
          type: codeOf(item, 'SegmentedPropertyTypeCodeSequence'),
          anatomicRegion: codeOf(item, 'AnatomicRegionSequence'),
          algorithmType: cleanText(textOf(item, 'SegmentAlgorithmType')),
          algorithmName: cleanText(textOf(item, 'SegmentAlgorithmName')),
          trackingId: cleanText(textOf(item, 'TrackingID')),
          trackingUID: uidOf(item, 'TrackingUID'),
          cieLabColor: color.length === 3 ? [...color] : null,
        }),
      },
    ];
  });
}
