import { DicomDataset } from '../../core/dicom/dataset.ts';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import { explicitLittleEndian } from '../../core/dicom/transfer-syntax.ts';
import { setBytes, setNumbers, setText } from '../../core/dicom/values.ts';
import { writeDicom } from '../../core/dicom/write-dicom.ts';
import { decodeFrame } from './decode.ts';
import { hasPixels, layoutOf, unsupported, type PixelLayout } from './pixels.ts';

/** All frames together; more is refused before any memory is taken for it. */
const maxBytes = 1024 * 1024 * 1024;
/** Pixel data, and the offset tables that belong to its fragments. */
const ofFragments: ReadonlySet<string> = new Set(['7FE00001', '7FE00002', '7FE00010']);

/** The DICOM file with its compressed frames decoded. @throws NOT_DICOM, UNSUPPORTED */
export function decompressed(bytes: Uint8Array): Uint8Array {
  const file = readDicom(bytes);
  if (!hasPixels(file.dataset)) throw unsupported('the object has no pixel data');
  const { frameCount, width, height, samplesPerPixel, bitsAllocated } = layoutOf(file.dataset);
  if (frameCount * width * height * samplesPerPixel * Math.ceil(bitsAllocated / 8) > maxBytes)
    throw unsupported(`all frames together are over ${String(maxBytes)} bytes`);
  const frames: Uint8Array[] = [];
  let layout: PixelLayout | null = null;
  for (let frame = 1; frame <= frameCount; frame += 1) {
    const decoded = decodeFrame(file, frame);
    if (layout !== null && !isSame(layout, decoded.layout)) throw unsupported('frames of several kinds in one image');
    layout = decoded.layout;
    // A codec may use its memory again for the next frame.
    frames.push(Uint8Array.from(decoded.bytes));
  }
  if (layout === null) throw unsupported('the image has no frames');
  const dataset = new DicomDataset();
  for (const element of file.dataset) if (!ofFragments.has(element.tag)) dataset.set(element);
  setNumbers(dataset, 'SamplesPerPixel', layout.samplesPerPixel);
  setText(dataset, 'PhotometricInterpretation', layout.photometric);
  if (layout.samplesPerPixel > 1) setNumbers(dataset, 'PlanarConfiguration', layout.planar ? 1 : 0);
  setNumbers(dataset, 'BitsAllocated', layout.bitsAllocated);
  setNumbers(dataset, 'BitsStored', layout.bitsStored);
  setNumbers(dataset, 'HighBit', layout.bitsStored - 1);
  setNumbers(dataset, 'PixelRepresentation', layout.signed ? 1 : 0);
  setBytes(dataset, 'PixelData', Buffer.concat(frames), layout.bitsAllocated > 8 ? 'OW' : 'OB');
  return writeDicom({ ...file, dataset, transferSyntaxUID: explicitLittleEndian });
}

function isSame(a: PixelLayout, b: PixelLayout): boolean {
  return (
    a.samplesPerPixel === b.samplesPerPixel &&
    a.bitsAllocated === b.bitsAllocated &&
    a.planar === b.planar &&
    a.photometric === b.photometric
  );
}
