import codecs from 'dcmjs-codecs';
import type { DicomFile } from '../../core/dicom/dataset.ts';
import { isEncapsulated } from '../../core/dicom/transfer-syntax.ts';
import { asError, HubError } from '../../core/errors.ts';
import { streamSize } from './stream-size.ts';
import { decodeRle } from './rle.ts';
import { encapsulatedFrame, layoutOf, nativeFrame, unsupported, type PixelLayout } from './pixels.ts';

/** One frame as native little-endian pixels; `layout` says how they lie now, which decoding may have changed. */
export interface DecodedFrame {
  readonly layout: PixelLayout;
  readonly bytes: Uint8Array;
}

type Codec = 'decodeJpeg' | 'decodeJpegLs' | 'decodeJpeg2000' | 'decodeJpegXl' | 'decodeHtJpeg2000';

const rleLossless = '1.2.840.10008.1.2.5';

const codecOf: Readonly<Record<string, Codec>> = {
  '1.2.840.10008.1.2.4.50': 'decodeJpeg',
  '1.2.840.10008.1.2.4.51': 'decodeJpeg',
  '1.2.840.10008.1.2.4.57': 'decodeJpeg',
  '1.2.840.10008.1.2.4.70': 'decodeJpeg',
  '1.2.840.10008.1.2.4.80': 'decodeJpegLs',
  '1.2.840.10008.1.2.4.81': 'decodeJpegLs',
  '1.2.840.10008.1.2.4.90': 'decodeJpeg2000',
  '1.2.840.10008.1.2.4.91': 'decodeJpeg2000',
  '1.2.840.10008.1.2.4.110': 'decodeJpegXl',
  '1.2.840.10008.1.2.4.111': 'decodeJpegXl',
  '1.2.840.10008.1.2.4.112': 'decodeJpegXl',
  '1.2.840.10008.1.2.4.201': 'decodeHtJpeg2000',
  '1.2.840.10008.1.2.4.202': 'decodeHtJpeg2000',
  '1.2.840.10008.1.2.4.203': 'decodeHtJpeg2000',
};

/** The codec refused the stream or fell over it. */
export class CodecFailure extends HubError {
  constructor(cause: Error) {
    super('UNSUPPORTED', `the compressed pixels cannot be decoded: ${cause.message.slice(0, 200)}`, {}, { cause });
  }
}

/** Loads the codecs' WebAssembly; once for each process or worker. */
export async function initializeCodecs(): Promise<void> {
  if (!codecs.NativeCodecs.isInitialized()) await codecs.NativeCodecs.initializeAsync();
}

/** The frame, counted from 1, decompressed. @throws NOT_FOUND, UNSUPPORTED */
export function decodeFrame(file: DicomFile, frame: number): DecodedFrame {
  const layout = layoutOf(file.dataset);
  if (!isEncapsulated(file.transferSyntaxUID)) return nativeFrame(file, layout, frame);
  if (file.transferSyntaxUID === rleLossless) {
    const bytes = decodeRle(encapsulatedFrame(file, layout, frame), layout);
    return { layout: withAllColours({ ...layout, planar: false }), bytes };
  }
  const codec = codecOf[file.transferSyntaxUID];
  if (!codec) throw unsupported(`pixels in transfer syntax ${file.transferSyntaxUID} cannot be decoded`);
  const encoded = encapsulatedFrame(file, layout, frame);
  const size = streamSize(encoded);
  if (size && (size.width !== layout.width || size.height !== layout.height)) {
    throw unsupported(
      `the compressed image is ${String(size.width)} x ${String(size.height)}, its data set says ${String(layout.width)} x ${String(layout.height)}`,
    );
  }
  return decompress(codec, encoded, layout);
}

function decompress(codec: Codec, encodedBuffer: Uint8Array, layout: PixelLayout): DecodedFrame {
  const context = new codecs.Context({
    width: layout.width,
    height: layout.height,
    bitsAllocated: layout.bitsAllocated,
    bitsStored: layout.bitsStored,
    samplesPerPixel: layout.samplesPerPixel,
    pixelRepresentation: layout.signed ? 1 : 0,
    planarConfiguration: layout.planar ? 1 : 0,
    photometricInterpretation: layout.photometric,
    encodedBuffer,
  });
  // JPEG as stored: colours are converted afterwards, by the photometric interpretation that stands then.
  const parameters = codec === 'decodeJpeg' ? { convertColorspaceToRgb: layout.photometric.startsWith('YBR') } : {};
  try {
    const decoded = codecs.NativeCodecs[codec](context, parameters);
    const bytes = decoded.getDecodedBuffer() ?? new Uint8Array();
    const after: PixelLayout = {
      ...layout,
      samplesPerPixel: decoded.getSamplesPerPixel() ?? layout.samplesPerPixel,
      bitsAllocated: decoded.getBitsAllocated() ?? layout.bitsAllocated,
      bitsStored: decoded.getBitsStored() ?? layout.bitsStored,
      signed: (decoded.getPixelRepresentation() ?? 0) === 1,
      planar: (decoded.getPlanarConfiguration() ?? 0) === 1,
      photometric: decoded.getPhotometricInterpretation() ?? layout.photometric,
    };
    const expected = after.width * after.height * after.samplesPerPixel * (after.bitsAllocated / 8);
    if (bytes.length < expected)
      throw unsupported(`decoded to ${String(bytes.length)} bytes where ${String(expected)} were expected`);
    return { layout: withAllColours(after), bytes: bytes.subarray(0, expected) };
  } catch (caught) {
    throw new CodecFailure(asError(caught));
  }
}

/** Codecs answer each pixel with colours of its own; native YBR_FULL_422 would say that two share theirs. */
function withAllColours(layout: PixelLayout): PixelLayout {
  const isMisnamed = layout.photometric === 'YBR_FULL_422' && layout.samplesPerPixel === 3;
  return isMisnamed ? { ...layout, photometric: 'YBR_FULL' } : layout;
}
