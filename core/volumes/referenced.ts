import type { DicomDataset } from '../dicom/dataset.ts';
import { itemsOf, uidOf } from '../dicom/values.ts';

export const segmentationClasses: ReadonlySet<string> = new Set([
  '1.2.840.10008.5.1.4.1.1.66.4',
  // Label Map Segmentation Storage, Supplement 243
  '1.2.840.10008.5.1.4.1.1.66.7',
]);
export const structureSetClass = '1.2.840.10008.5.1.4.1.1.481.3';

/** True for objects that mark regions in the images of another series. */
export function marksRegions(sopClassUID: string | null): boolean {
  return sopClassUID !== null && (segmentationClasses.has(sopClassUID) || sopClassUID === structureSetClass);
}

/** What a segmentation or a structure set says of the images that it belongs to. */
export interface References {
  readonly seriesUIDs: ReadonlySet<string>;
  /** Of images, where no series is named. */
  readonly imageUIDs: ReadonlySet<string>;
}

const all = (datasets: readonly DicomDataset[], ...path: readonly string[]): readonly DicomDataset[] =>
  path.reduce((scope, sequence) => scope.flatMap((dataset) => itemsOf(dataset, sequence)), datasets);

/** @see PS3.3 C.12.1 (Common Instance Reference), C.7.6.16.2.6 (Derivation Image), C.8.8.5 and C.8.8.6 of structure sets */
export function referencesOf(dataset: DicomDataset): References {
  const uids = (items: readonly DicomDataset[], keyword: string): ReadonlySet<string> =>
    new Set(items.flatMap((item) => uidOf(item, keyword) ?? []));
  const ofStructures = all(
    [dataset],
    'ReferencedFrameOfReferenceSequence',
    'RTReferencedStudySequence',
    'RTReferencedSeriesSequence',
  );
  const groups = [
    ...itemsOf(dataset, 'SharedFunctionalGroupsSequence'),
    ...itemsOf(dataset, 'PerFrameFunctionalGroupsSequence'),
  ];
  return {
    seriesUIDs: uids([...all([dataset], 'ReferencedSeriesSequence'), ...ofStructures], 'SeriesInstanceUID'),
    imageUIDs: uids(
      [
        ...all(groups, 'DerivationImageSequence', 'SourceImageSequence'),
        ...all(ofStructures, 'ContourImageSequence'),
        ...all([dataset], 'ROIContourSequence', 'ContourSequence', 'ContourImageSequence'),
      ],
      'ReferencedSOPInstanceUID',
    ),
  };
}
