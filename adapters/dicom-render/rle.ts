import { unsupported, type PixelLayout } from './pixels.ts';

/**
 * The pixels of an RLE Lossless frame (PS3.5 Annex G), little endian, sample by sample within each pixel. Strict: a
 * segment that ends early or runs over is refused, where dcmjs-codecs' decoder answers whatever lay in its memory.
 */
export function decodeRle(encoded: Uint8Array, layout: PixelLayout): Uint8Array {
  const pixels = layout.width * layout.height;
  const bytesPerSample = layout.bitsAllocated / 8;
  const stride = layout.samplesPerPixel * bytesPerSample;
  const view = new DataView(encoded.buffer, encoded.byteOffset, encoded.byteLength);
  if (encoded.length < 64 || view.getUint32(0, true) !== stride || stride > 15)
    throw damaged(`not ${String(stride)} segments`);
  const native = new Uint8Array(pixels * stride);
  for (let segment = 0; segment < stride; segment += 1) {
    const start = view.getUint32(4 + segment * 4, true);
    const end = segment + 1 < stride ? view.getUint32(8 + segment * 4, true) : encoded.length;
    if (start < 64 || end > encoded.length || start > end) throw damaged('segments outside of the frame');
    // Segments hold the bytes of each sample, most significant first.
    const sample = Math.floor(segment / bytesPerSample);
    const byte = bytesPerSample - 1 - (segment % bytesPerSample);
    unpack(encoded.subarray(start, end), native, sample * bytesPerSample + byte, stride, pixels);
  }
  return native;
}

/** Writes `count` bytes to `first`, `first + stride`, ... */
function unpack(segment: Uint8Array, target: Uint8Array, first: number, stride: number, count: number): void {
  let written = 0;
  for (let at = 0; written < count;) {
    const code = segment[at];
    if (code === undefined) throw damaged('a segment ends early');
    at += 1;
    if (code === 128) continue;
    const literal = code < 128;
    const length = literal ? code + 1 : 257 - code;
    if (at + (literal ? length : 1) > segment.length) throw damaged('a segment ends early');
    // Some encoders run over the end of the last row; what is beyond the frame is left out.
    for (let index = 0; index < length && written < count; index += 1, written += 1) {
      target[first + written * stride] = segment[literal ? at + index : at] ?? 0;
    }
    at += literal ? length : 1;
  }
}

function damaged(reason: string) {
  return unsupported(`the compressed pixels cannot be decoded: RLE with ${reason}`);
}
