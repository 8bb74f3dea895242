/** One sample of 8 bits a pixel. */
export interface GrayPicture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** Half as wide and high, each pixel the mean of four: noise is less, and large letters are of a size that is read well. */
export function halved({ width, height, pixels }: GrayPicture): GrayPicture {
  const [wide, high] = [Math.max(1, width >> 1), Math.max(1, height >> 1)];
  const out = new Uint8Array(wide * high);
  const at = (x: number, y: number): number => pixels[Math.min(y, height - 1) * width + Math.min(x, width - 1)] ?? 0;
  for (let y = 0; y < high; y += 1)
    for (let x = 0; x < wide; x += 1)
      out[y * wide + x] =
        (at(2 * x, 2 * y) + at(2 * x + 1, 2 * y) + at(2 * x, 2 * y + 1) + at(2 * x + 1, 2 * y + 1)) / 4;
  return { width: wide, height: high, pixels: out };
}

/** The picture turned by one or three quarters against the clock: text that was turned by them with it stands upright. */
export function turnedBack({ width, height, pixels }: GrayPicture, turns: number): GrayPicture {
  const out = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const to = turns === 1 ? (width - 1 - x) * height + y : x * height + (height - 1 - y);
      out[to] = pixels[y * width + x] ?? 0;
    }
  return { width: height, height: width, pixels: out };
}

/** Enlarged by a whole number of times, values between pixels interpolated: small letters are read better so. */
export function enlarged({ width, height, pixels }: GrayPicture, times: number): GrayPicture {
  if (times === 1) return { width, height, pixels };
  const [wide, high] = [width * times, height * times];
  const out = new Uint8Array(wide * high);
  const columns = Array.from({ length: wide }, (_, x) => between(x, times, width));
  for (let y = 0; y < high; y += 1) {
    const [top, bottom, down] = between(y, times, height);
    for (let x = 0; x < wide; x += 1) {
      const [left, right, across] = columns[x] ?? [0, 0, 0];
      const upper = mix(pixels[top * width + left] ?? 0, pixels[top * width + right] ?? 0, across);
      const lower = mix(pixels[bottom * width + left] ?? 0, pixels[bottom * width + right] ?? 0, across);
      out[y * wide + x] = mix(upper, lower, down);
    }
  }
  return { width: wide, height: high, pixels: out };
}

function between(at: number, times: number, size: number): [number, number, number] {
  const place = Math.min(size - 1, Math.max(0, (at + 0.5) / times - 0.5));
  const low = Math.floor(place);
  return [low, Math.min(size - 1, low + 1), place - low];
}

const mix = (a: number, b: number, part: number): number => a + (b - a) * part;

/**
 * Dark on white: what is brighter than its surroundings by a stroke's width (`bright`), or darker. Anatomy, which is wider than
 * strokes are, goes; noise is below the threshold. Null when next to nothing is left, or so much that it can't be strokes.
 */
export function strokes(picture: GrayPicture, bright: boolean, reach: number): GrayPicture | null {
  const { width, height } = picture;
  const pixels = bright ? picture.pixels : picture.pixels.map((value) => 255 - value);
  const opened = slide(slide(pixels, width, height, reach, true), width, height, reach, false);
  const difference = pixels.map((value, at) => value - (opened[at] ?? 0));
  const threshold = Math.max(28, thresholdOf(difference));
  let ink = 0;
  const out = difference.map((value) => {
    if (value < threshold) return 255;
    ink += 1;
    return 0;
  });
  return ink < 20 || ink > out.length / 5 ? null : { width, height, pixels: out };
}

/** Half of the strongest differences, so that faint structures beside strong strokes go. */
function thresholdOf(difference: Uint8Array): number {
  const counts = new Uint32Array(256);
  for (const value of difference) counts[value] = (counts[value] ?? 0) + 1;
  let above = 0;
  for (let value = 255; value > 0; value -= 1) {
    above += counts[value] ?? 0;
    if (above > difference.length / 2000) return value / 2;
  }
  return 0;
}

/** The least (or greatest) value within a square of `2 * reach + 1` pixels, by rows and then by columns. */
function slide(pixels: Uint8Array, width: number, height: number, reach: number, least: boolean): Uint8Array {
  const rows = new Uint8Array(pixels.length);
  for (let y = 0; y < height; y += 1) slideLine(pixels, rows, y * width, 1, width, reach, least);
  const out = new Uint8Array(pixels.length);
  for (let x = 0; x < width; x += 1) slideLine(rows, out, x, width, height, reach, least);
  return out;
}

function slideLine(
  from: Uint8Array,
  to: Uint8Array,
  start: number,
  step: number,
  count: number,
  reach: number,
  least: boolean,
): void {
  for (let at = 0; at < count; at += 1) {
    const end = Math.min(count - 1, at + reach);
    let best = least ? 255 : 0;
    for (let near = Math.max(0, at - reach); near <= end; near += 1) {
      const value = from[start + near * step] ?? 0;
      if (least ? value < best : value > best) best = value;
    }
    to[start + at * step] = best;
  }
}
