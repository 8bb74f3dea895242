/**
 * `node bench/text-in-pixels.ts`: of words drawn into pictures, how many are found, and how many places are found where there is no text; by
 * height of the letters, contrast and background (black, white, noise, a CT and an MR slice). Letters are of 5 x 7 points, as many devices'
 * are. Two minutes on one core.
 */
import { readFileSync } from 'node:fs';
import { decode, encode } from 'fast-png';
import { TesseractFinder } from '../adapters/tesseract/tesseract-finder.ts';
import { WorkerRenderer } from '../adapters/dicom-render/worker-renderer.ts';
import { placesOf } from '../core/deidentification/text-places.ts';
import { DicomDataset } from '../core/dicom/dataset.ts';
import { drawText } from '../tests/support/drawn-text.ts';

const side = 512;
const words = ['DOE', 'JANE', '4042117', '12-04-1961', 'HOSTEL'];
const finder = new TesseractFinder();
const renderer = new WorkerRenderer({ workers: 1 });

let seed = 7;
/** About normal, of that deviation; the same every run. */
function noise(deviation: number): number {
  let sum = 0;
  for (let n = 0; n < 6; n += 1) {
    seed = (seed * 48_271) % 2_147_483_647;
    sum += seed / 2_147_483_647 - 0.5;
  }
  return sum * Math.SQRT2 * deviation;
}

/** A slice of pydicom's files, four times as large. */
async function slice(name: string): Promise<(x: number, y: number) => number> {
  const content = readFileSync(new URL(`../tests/data/pydicom/${name}`, import.meta.url));
  const asked = { content, frame: 1, window: null, maxWidth: null, maxHeight: null } as const;
  const { data, width, height, channels } = decode(
    await renderer.render({ ...asked, mediaType: 'image/png', quality: 100 }),
  );
  const at = (x: number, y: number) => data[(Math.min(y, height - 1) * width + Math.min(x, width - 1)) * channels] ?? 0;
  return (x, y) => {
    const [u, v] = [(x * width) / side, (y * height) / side];
    const [left, top] = [Math.floor(u), Math.floor(v)];
    const upper = at(left, top) * (1 - u + left) + at(left + 1, top) * (u - left);
    const lower = at(left, top + 1) * (1 - u + left) + at(left + 1, top + 1) * (u - left);
    return upper * (1 - v + top) + lower * (v - top);
  };
}

const backgrounds: Readonly<Record<string, (x: number, y: number) => number>> = {
  black: () => 0,
  white: () => 255,
  noise: () => 90 + noise(20),
  CT: await slice('CT_small.dcm'),
  MR: await slice('MR_small.dcm'),
};

function picture(background: (x: number, y: number) => number): Uint8Array {
  const clamp = (value: number) => Math.max(0, Math.min(255, Math.round(value)));
  return Uint8Array.from({ length: side * side }, (_, at) => clamp(background(at % side, Math.floor(at / side))));
}

async function placesIn(pixels: Uint8Array) {
  const png = encode({ width: side, height: side, channels: 1, depth: 8, data: pixels });
  return placesOf(new DicomDataset(), [{ frame: 1, words: await finder.findText(png) }]).places;
}

const started = performance.now();
let pictures = 0;
console.log('background  letters  contrast  found  of');
for (const [name, background] of Object.entries(backgrounds)) {
  for (const size of [1, 2, 3, 4])
    for (const contrast of [60, 200]) {
      const pixels = picture(background);
      const drawn = words.map((word, n) => ({ word, x: 20 + (n % 2) * 240, y: 20 + n * 95 }));
      for (const { word, x, y } of drawn) {
        const under = pixels[y * side + x] ?? 0;
        drawText(pixels, side, word, {
          x,
          y,
          size,
          value: under > 127 ? under - contrast : Math.min(255, under + contrast),
        });
      }
      const places = await placesIn(pixels);
      pictures += 1;
      const found = drawn.filter(({ word, x, y }) => {
        const middle = { x: x + word.length * 3 * size, y: y + 3 * size };
        return places.some(
          (place) =>
            middle.x >= place.x &&
            middle.x <= place.x + place.width &&
            middle.y >= place.y &&
            middle.y <= place.y + place.height,
        );
      });
      const cells = [name.padEnd(11), String(size * 7).padStart(4), ' px'.padEnd(6), String(contrast).padStart(6)];
      console.log(`${cells.join(' ')}  ${String(found.length).padStart(6)}  ${String(drawn.length)}`);
    }
}
for (const [name, background] of Object.entries(backgrounds)) {
  pictures += 1;
  console.log(`no text on ${name}: ${String((await placesIn(picture(background))).length)} places`);
}
console.log(
  `${String(Math.round((performance.now() - started) / pictures))} ms a picture of ${String(side)} x ${String(side)}`,
);
finder.close();
await renderer.close();
