/** A linear or sigmoid window on the values after the modality transform (PS3.3 C.11.2). */
export interface VoiWindow {
  readonly center: number;
  readonly width: number;
  readonly shape: 'LINEAR' | 'LINEAR_EXACT' | 'SIGMOID';
}

/** A part of a picture (PS3.18 §8.3.5.1.3), in pixels of the image. */
export interface PictureRegion {
  /** Of its left upper corner, from 0. */
  readonly x: number;
  readonly y: number;
  /** Null: up to the image's end. Negative: so many, and the picture is mirrored. */
  readonly width: number | null;
  readonly height: number | null;
}

/** A file as it was when it was indexed: times in ms, as Node's `Stats` gives them. */
export interface PixelFileStamp {
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly changedMs: number;
}

/** A DICOM file by where it is. With `stamp`, UNAVAILABLE when another stands there by now. */
export interface PixelFile {
  readonly path: string;
  readonly stamp?: PixelFileStamp;
}

/** A DICOM file: where it is, or its bytes. */
export type PixelSource = PixelFile | { readonly content: Uint8Array };

export type RenderRequest = PixelSource & {
  /** From 1. */
  readonly frame: number;
  /** Null: as the image itself says; RANGE: from its least to its greatest value, whatever it says. */
  readonly window: VoiWindow | 'RANGE' | null;
  /** The picture is made smaller to fit these, never larger. */
  readonly maxWidth: number | null;
  readonly maxHeight: number | null;
  /** What of the image is shown; absent or null: all of it. BAD_USER_INPUT where the image has nothing of it. */
  readonly region?: PictureRegion | null;
  readonly mediaType: 'image/jpeg' | 'image/png';
  /** Of a JPEG, 1 to 100. */
  readonly quality: number;
};

export interface FrameRequest extends PixelFile {
  /** From 1. */
  readonly frame: number;
  /** `stored`: the compressed stream as it is; `native`: pixels as in Explicit VR Little Endian. */
  readonly as: 'stored' | 'native';
}

export interface BulkDataRequest extends PixelFile {
  /** Tags down to the element, as in `DicomJsonOptions.bulkDataUri`: `7FE00010`, `00540016/0/00181074`. */
  readonly element: string;
}

/**
 * Reads pixels of DICOM files, which come from anywhere: a file that crashes its decoder or takes too long costs that
 * request alone. Errors: NOT_DICOM, NOT_FOUND (no pixels, or no such frame), UNSUPPORTED, DEADLINE_EXCEEDED, UNAVAILABLE (too busy, or the file
 * is no more the one that was asked for).
 */
export interface PixelRenderer {
  /** The picture's file. */
  render(request: RenderRequest): Promise<Uint8Array>;
  frame(request: FrameRequest): Promise<Uint8Array>;
  /** The element's bytes, little endian; of compressed pixels the fragments, one after the other. @throws NOT_FOUND */
  bulkData(request: BulkDataRequest): Promise<Uint8Array>;
  close(): Promise<void>;
}
