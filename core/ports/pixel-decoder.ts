/** Decompresses pixels of DICOM files, which come from anywhere: one that crashes its decoder or takes too long costs that file alone. */
export interface PixelDecoder {
  /**
   * The DICOM file with native pixels, in Explicit VR Little Endian, its image pixel attributes as they are then.
   * @throws NOT_DICOM, UNSUPPORTED, DEADLINE_EXCEEDED, UNAVAILABLE (too busy)
   */
  decompress(file: Uint8Array): Promise<Uint8Array>;
}
