/** What volumes can be written in. */
export const volumeFormats = ['nifti', 'nrrd', 'analyze'] as const;
export type VolumeFormat = (typeof volumeFormats)[number];

/** A file by the ending that says what it is: `.nii`, `.nrrd`, `.nhdr`, `.hdr`, `.img`, `.mha`. */
export interface VolumeFile {
  readonly ending: string;
  readonly bytes: Uint8Array;
}

/** Reads volumes of research formats, which come from anywhere, and writes them in another: one that crashes its reader costs that file alone. */
export interface ImageFormats {
  readonly software: { readonly name: string; readonly version: string };
  /**
   * The volume of `files` (one; of Analyze `.hdr` and `.img`) in that format, header first: `.nii`, `.nrrd`, or `.hdr` and `.img`.
   * Equal input gives equal bytes. Voxels stay as they are, of whatever type.
   * @throws STEP_FAILED with the reason when it can't be read or written, or takes too much memory; DEADLINE_EXCEEDED; the signal's reason
   */
  rewrite(files: readonly VolumeFile[], to: VolumeFormat, signal: AbortSignal): Promise<readonly VolumeFile[]>;
}
