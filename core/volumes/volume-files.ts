/** Kinds of derived assets that hold a volume, as steps make them. A mask's is `segmentation`, in NIfTI; in other formats, that of its format. */
export const volumeKinds: readonly string[] = ['nifti', 'segmentation', 'nrrd', 'analyze', 'analyze-header'];

/** Endings of the files that a volume can be read from, by media type. `.gz` stands for a packed NIfTI file. */
const endings: ReadonlyMap<string, string> = new Map([
  ['application/gzip', '.nii.gz'],
  ['application/x-nifti+gzip', '.nii.gz'],
  ['application/x-nifti', '.nii'],
  ['application/x-nrrd', '.nrrd'],
  ['application/x-metaimage', '.mha'],
  ['application/x-analyze-header', '.hdr'],
  ['application/x-analyze-image', '.img'],
]);

/** The ending by which readers know files of this media type; null where it is no volume. */
export function volumeEnding(mediaType: string | null): string | null {
  return endings.get(mediaType?.split(';')[0]?.trim() ?? '') ?? null;
}

/** The media type of a file that was written with this ending. */
export function volumeMediaType(ending: string): string {
  if (ending === '.nii.gz') return 'application/gzip';
  return [...endings].find(([, one]) => one === ending)?.[0] ?? 'application/octet-stream';
}
