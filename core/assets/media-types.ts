/** One format that researchers use, and how its files are told. */
export interface FileFormat {
  readonly mediaType: string;
  /** Endings of file names, lower case with the dot; a download gets the first. */
  readonly endings: readonly string[];
  /** What the first `headBytes` of a file say; absent where the format has no mark (tables, text). */
  readonly looksRight?: (head: Buffer) => boolean;
}

/** As much of a file's beginning as any of the marks needs. */
export const headBytes = 1024;

const at = (head: Buffer, offset: number, mark: string): boolean =>
  head.subarray(offset, offset + mark.length).toString('latin1') === mark;

/** The first field of NIfTI-1 and Analyze 7.5 headers is their size, 348; of NIfTI-2 540; in either byte order. */
const headerSize = (head: Buffer, size: number): boolean =>
  head.length >= 4 && (head.readInt32LE(0) === size || head.readInt32BE(0) === size);

const gzip = (head: Buffer): boolean => at(head, 0, '\u001f\u008b');
const zip = (head: Buffer): boolean => ['\u0003\u0004', '\u0005\u0006'].some((next) => at(head, 0, `PK${next}`));
/** A JSON text of an object or a list, with or without a byte order mark. */
const json = (head: Buffer): boolean => /^\uFEFF?\s*[[{"\d\-tfn]/.test(head.toString('utf8'));

/** In order: of two formats with one ending, the first is the default. */
export const fileFormats: readonly FileFormat[] = [
  // PS3.10 §7.1: 128 bytes of preamble, then the prefix
  { mediaType: 'application/dicom', endings: ['.dcm', '.dicom', '.ima'], looksRight: (head) => at(head, 128, 'DICM') },
  { mediaType: 'application/x-nifti+gzip', endings: ['.nii.gz'], looksRight: gzip },
  {
    mediaType: 'application/x-nifti',
    endings: ['.nii'],
    looksRight: (head) =>
      (headerSize(head, 348) && at(head, 344, 'n+1\0')) || (headerSize(head, 540) && at(head, 4, 'n+2\0')),
  },
  { mediaType: 'application/x-nrrd', endings: ['.nrrd', '.nhdr'], looksRight: (head) => at(head, 0, 'NRRD') },
  { mediaType: 'application/x-metaimage', endings: ['.mha'], looksRight: (head) => at(head, 0, 'ObjectType') },
  { mediaType: 'application/x-analyze-header', endings: ['.hdr'], looksRight: (head) => headerSize(head, 348) },
  { mediaType: 'application/x-analyze-image', endings: ['.img'] },
  { mediaType: 'application/x-freesurfer-mgz', endings: ['.mgz'], looksRight: gzip },
  {
    mediaType: 'application/x-minc',
    endings: ['.mnc'],
    looksRight: (head) => at(head, 0, 'CDF') || at(head, 0, '\u0089HDF'),
  },
  {
    mediaType: 'application/x-hdf5',
    endings: ['.h5', '.hdf5'],
    looksRight: (head) => at(head, 0, '\u0089HDF\r\n\u001a\n'),
  },
  { mediaType: 'text/csv', endings: ['.csv'] },
  { mediaType: 'text/tab-separated-values', endings: ['.tsv'] },
  { mediaType: 'text/plain', endings: ['.txt', '.bval', '.bvec'] },
  { mediaType: 'text/markdown', endings: ['.md'] },
  { mediaType: 'application/json', endings: ['.json'], looksRight: json },
  {
    mediaType: 'application/x-ipynb+json',
    endings: ['.ipynb'],
    looksRight: (head) => /^\uFEFF?\s*\{/.test(head.toString('utf8')),
  },
  { mediaType: 'application/pdf', endings: ['.pdf'], looksRight: (head) => head.includes('%PDF-') },
  { mediaType: 'image/png', endings: ['.png'], looksRight: (head) => at(head, 0, '\u0089PNG\r\n\u001a\n') },
  { mediaType: 'image/jpeg', endings: ['.jpg', '.jpeg'], looksRight: (head) => at(head, 0, '\u00ff\u00d8\u00ff') },
  {
    mediaType: 'image/tiff',
    endings: ['.tif', '.tiff'],
    looksRight: (head) => ['II*\0', 'MM\0*', 'II+\0', 'MM\0+'].some((mark) => at(head, 0, mark)),
  },
  { mediaType: 'application/zip', endings: ['.zip'], looksRight: zip },
  // What `convert` makes is called so, and is NIfTI.
  { mediaType: 'application/gzip', endings: ['.nii.gz', '.gz', '.tgz'], looksRight: gzip },
  { mediaType: 'application/x-npy', endings: ['.npy'], looksRight: (head) => at(head, 0, '\u0093NUMPY') },
  { mediaType: 'application/vnd.apache.parquet', endings: ['.parquet'], looksRight: (head) => at(head, 0, 'PAR1') },
  {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    endings: ['.xlsx'],
    looksRight: zip,
  },
];

const unknownType = 'application/octet-stream';
/** RFC 9110 §8.3.1: type and subtype, then parameters. */
const mediaTypes =
  /^[a-z0-9][a-z0-9!#$&^_.+-]{0,63}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}(; ?[a-z0-9_-]{1,32}=[A-Za-z0-9_.+-]{1,64}){0,4}$/;

export function isMediaType(text: string): boolean {
  return mediaTypes.test(text);
}

function formatOf(mediaType: string): FileFormat | undefined {
  const [type = ''] = mediaType.split(';');
  return fileFormats.find((format) => format.mediaType === type.trim());
}

/** The media type that files of this name have; `application/octet-stream` where the ending says nothing. */
export function mediaTypeOfName(fileName: string): string {
  const name = fileName.toLowerCase();
  const fits = fileFormats.flatMap(({ mediaType, endings }) =>
    endings.filter((ending) => name.endsWith(ending)).map((ending) => ({ mediaType, ending })),
  );
  // `.nii.gz` says more than `.gz`.
  return fits.toSorted((a, b) => b.ending.length - a.ending.length)[0]?.mediaType ?? unknownType;
}

/** The endings of files of this media type, the usual one first; none where it is not known. */
export function endingsOf(mediaType: string): readonly string[] {
  return formatOf(mediaType)?.endings ?? [];
}

/** False when the format has a mark, and a file that begins so does not have it. `head` has `headBytes`, or the whole file. */
export function looksLike(mediaType: string, head: Uint8Array): boolean {
  return formatOf(mediaType)?.looksRight?.(Buffer.from(head)) ?? true;
}
