import { encode as encodePng } from 'fast-png';
import { encode as encodeJpeg } from 'jpeg-js';
import type { DicomFile } from '../../core/dicom/dataset.ts';
import { badInput } from '../../core/errors.ts';
import type { PictureRegion, RenderRequest } from '../../core/ports/pixel-renderer.ts';
import { rgbOf } from './color.ts';
import { decodeFrame } from './decode.ts';
import { grayOf } from './grayscale.ts';

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly bytes: Uint8Array;
}

/** The frame as a JPEG or PNG file, for people to look at. @throws NOT_FOUND, UNSUPPORTED */
export function renderPicture(file: DicomFile, request: Omit<RenderRequest, 'path'>): Uint8Array {
  const decoded = decodeFrame(file, request.frame);
  const { width, height, samplesPerPixel, photometric } = decoded.layout;
  const isGray = samplesPerPixel === 1 && photometric !== 'PALETTE COLOR';
  const bytes = isGray ? grayOf(file.dataset, request.frame, decoded, request.window) : rgbOf(file.dataset, decoded);
  const whole: Picture = { width, height, channels: isGray ? 1 : 3, bytes };
  const picture = fitted(shown(whole, request.region ?? null), request.maxWidth, request.maxHeight);
  return request.mediaType === 'image/png' ? asPng(picture) : asJpeg(picture, request.quality);
}

/** The region alone, as far as the picture has it; mirrored where its width or height is negative. @throws BAD_USER_INPUT */
function shown(picture: Picture, region: PictureRegion | null): Picture {
  if (region === null) return picture;
  const across = extent(region.x, region.width, picture.width);
  const down = extent(region.y, region.height, picture.height);
  if (across.length === 0 || down.length === 0)
    throw badInput(
      'viewport',
      `a region of the image of ${String(picture.width)} x ${String(picture.height)} pixels`,
      `${String(region.x)},${String(region.y)}`,
    );
  const { channels } = picture;
  const bytes = new Uint8Array(across.length * down.length * channels);
  let to = 0;
  for (const row of down)
    for (const column of across) {
      const from = (row * picture.width + column) * channels;
      for (let channel = 0; channel < channels; channel += 1) bytes[to++] = picture.bytes[from + channel] ?? 0;
    }
  return { width: across.length, height: down.length, channels, bytes };
}

/** Those of `size` columns or rows that are shown, in the order in which they are. */
function extent(start: number, length: number | null, size: number): Uint32Array {
  const from = Math.min(Math.round(start), size);
  const end = length === null ? size : Math.min(Math.round(start + Math.abs(length)), size);
  const shownOnes = Uint32Array.from({ length: Math.max(0, end - from) }, (_, index) => from + index);
  return length !== null && length < 0 ? shownOnes.reverse() : shownOnes;
}

/** The picture made smaller to fit, each new pixel the mean of those it covers; never made larger. */
function fitted(picture: Picture, maxWidth: number | null, maxHeight: number | null): Picture {
  const scale = Math.min(1, (maxWidth ?? Infinity) / picture.width, (maxHeight ?? Infinity) / picture.height);
  if (scale === 1) return picture;
  const { channels } = picture;
  const width = Math.max(1, Math.round(picture.width * scale));
  const height = Math.max(1, Math.round(picture.height * scale));
  const bytes = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y += 1) {
    const [top, bottom] = span(y, height, picture.height);
    for (let x = 0; x < width; x += 1) {
      const [left, right] = span(x, width, picture.width);
      for (let channel = 0; channel < channels; channel += 1) {
        let sum = 0;
        for (let row = top; row < bottom; row += 1) {
          for (let column = left; column < right; column += 1)
            sum += picture.bytes[(row * picture.width + column) * channels + channel] ?? 0;
        }
        bytes[(y * width + x) * channels + channel] = Math.round(sum / ((bottom - top) * (right - left)));
      }
    }
  }
  return { width, height, channels, bytes };
}

function span(index: number, count: number, size: number): [number, number] {
  const start = Math.floor((index * size) / count);
  return [start, Math.max(start + 1, Math.floor(((index + 1) * size) / count))];
}

function asPng({ width, height, channels, bytes }: Picture): Uint8Array {
  return encodePng({ width, height, channels, depth: 8, data: bytes });
}

function asJpeg({ width, height, channels, bytes }: Picture, quality: number): Uint8Array {
  const data = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    for (let channel = 0; channel < 3; channel += 1)
      data[pixel * 4 + channel] = bytes[pixel * channels + (channels === 3 ? channel : 0)] ?? 0;
    data[pixel * 4 + 3] = 255;
  }
  return encodeJpeg({ width, height, data }, quality).data;
}
