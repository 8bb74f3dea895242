/**
 * `node bench/text-in-pixels.ts`: of words drawn into images, how many are found (recall), and how many places are found where there is no text
 * (false alarms): by height of the letters, contrast and background; turned by 90, 180 and 270 degrees; MONOCHROME1; 12 and 16 bits, where the
 * image's own window hides the text too; and in colours. Letters are of 5 x 7 points, as many devices' are. All goes the way of an image that comes
 * in: a DICOM file, rendered and read. The same every run; two to four minutes on one core.
 */
import { readFileSync } from 'node:fs';
import { decode } from 'fast-png';
import { TesseractFinder } from '../adapters/tesseract/tesseract-finder.ts';
import { WorkerRenderer } from '../adapters/dicom-render/worker-renderer.ts';
import { lookForText } from '../core/intake/look-for-text.ts';
import { profileOf } from '../core/deidentification/profile.ts';
import { readDicom } from '../core/dicom/read-dicom.ts';
import { setBytes, setNumbers, setText } from '../core/dicom/values.ts';
import { writeDicom } from '../core/dicom/write-dicom.ts';
import { dicomImage } from '../tests/support/dicom-image.ts';
import { drawText } from '../tests/support/drawn-text.ts';

const side = 512;
const words = ['DOE', 'JANE', '4042117', '12-04-1961', 'HOSTEL'];
const finder = new TesseractFinder();
const renderer = new WorkerRenderer({ workers: 1 });
const profile = { ...profileOf('bench', new Set()), findText: 'ALWAYS' } as const;
type Background = (x: number, y: number) => number;

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
async function slice(name: string): Promise<Background> {
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

const backgrounds: Readonly<Record<string, Background>> = {
  black: () => 0,
  white: () => 255,
  noise: () => 90 + noise(20),
  CT: await slice('CT_small.dcm'),
  MR: await slice('MR_small.dcm'),
  // What devices draw that is no text: a ruler, a grid, a frame.
  lines: (x, y) => ((x < 30 && y % 20 < 2) || x % 128 === 0 || y % 128 === 0 || (x > 480 && x < 484) ? 220 : 10),
};

/** How the samples of 0 to 255 get into a file. */
interface Kind {
  readonly turns?: number;
  readonly inverse?: boolean;
  readonly bits?: 12 | 16;
  readonly hidden?: boolean;
  readonly ink?: readonly [number, number, number];
}
interface Case extends Kind {
  readonly group: string;
  readonly background: string;
  readonly size: number;
  readonly contrast: number;
}

interface Drawn {
  readonly x: number;
  readonly y: number;
}

function picture(background: Background): Uint8Array {
  const clamp = (value: number) => Math.max(0, Math.min(255, Math.round(value)));
  return Uint8Array.from({ length: side * side }, (_, at) => clamp(background(at % side, Math.floor(at / side))));
}

/** The words' middles. */
function write(pixels: Uint8Array, size: number, contrast: number): readonly Drawn[] {
  return words.map((word, n) => {
    const [x, y] = [20 + (n % 2) * 240, 20 + n * 95];
    const under = pixels[y * side + x] ?? 0;
    drawText(pixels, side, word, {
      x,
      y,
      size,
      value: under > 127 ? under - contrast : Math.min(255, under + contrast),
    });
    return { x: x + word.length * 3 * size, y: y + 3 * size };
  });
}

/** By quarters of a turn, clockwise. */
const turned = (x: number, y: number, turns: number): Drawn =>
  turns === 0 ? { x, y } : turned(side - 1 - y, x, turns - 1);

function fileOf(grey: Uint8Array, ink: Uint8Array, kind: Kind): Uint8Array {
  const { turns = 0, inverse = false, bits = 8, hidden = false, ink: colour } = kind;
  const file = readDicom(
    dicomImage({ study: '1.2.3', series: '1.2.3.1', instance: '1.2.3.1.1', text: { Modality: 'US' } }),
  );
  const { dataset } = file;
  const channels = colour ? 3 : 1;
  const samples = bits === 8 ? new Uint8Array(side * side * channels) : new Uint16Array(side * side);
  for (let at = 0; at < grey.length; at += 1) {
    const place = turned(at % side, Math.floor(at / side), turns);
    const to = place.y * side + place.x;
    const isInk = ink[at] !== grey[at];
    if (colour) {
      for (let channel = 0; channel < 3; channel += 1)
        samples[to * 3 + channel] = isInk ? (colour[channel] ?? 0) : (grey[at] ?? 0);
      continue;
    }
    const value = ink[at] ?? 0;
    // Anatomy in the lower half of the range; hidden text above what the window still tells from white.
    if (bits === 8) samples[to] = inverse ? 255 - value : value;
    else
      samples[to] =
        isInk && hidden ? 2 ** bits - 1 : Math.round((value / 255) * (hidden ? 2 ** (bits - 2) : 2 ** bits - 1));
  }
  setText(dataset, 'PhotometricInterpretation', colour ? 'RGB' : inverse ? 'MONOCHROME1' : 'MONOCHROME2');
  const numbers = { SamplesPerPixel: channels, Rows: side, Columns: side, BitsAllocated: bits === 8 ? 8 : 16 };
  for (const [keyword, value] of Object.entries({
    ...numbers,
    BitsStored: bits,
    HighBit: bits - 1,
    PixelRepresentation: 0,
  }))
    setNumbers(dataset, keyword, value);
  if (colour) setNumbers(dataset, 'PlanarConfiguration', 0);
  // All of the anatomy is white in it: as when somebody has set the window to soft parts, and bone is as white as the text.
  if (hidden) {
    setText(dataset, 'WindowCenter', String(2 ** (bits - 5)));
    setText(dataset, 'WindowWidth', String(2 ** (bits - 4)));
  }
  setBytes(dataset, 'PixelData', Buffer.from(samples.buffer), bits === 8 ? 'OB' : 'OW');
  return writeDicom(file);
}

async function placesIn(file: Uint8Array) {
  const { dataset } = readDicom(file);
  const found = await lookForText({ pictures: renderer, textFinder: finder }, dataset, file, profile);
  if (found === null || found.failure !== null)
    throw new Error(`could not look: ${found?.failure ?? 'nobody wants to'}`);
  return found.places;
}

const cases: Case[] = [];
for (const background of ['black', 'white', 'noise', 'CT', 'MR'])
  for (const size of [1, 2, 3, 4])
    for (const contrast of [60, 200])
      cases.push({ group: `${String(size * 7)} px, contrast ${String(contrast)}`, background, size, contrast });
for (const turns of [1, 2, 3])
  for (const background of ['black', 'noise', 'CT'])
    for (const size of [2, 3])
      cases.push({ group: `turned by ${String(turns * 90)} degrees`, background, size, contrast: 200, turns });
for (const background of ['black', 'CT', 'MR']) {
  const of = { background, size: 2, contrast: 200 };
  cases.push({ ...of, group: 'MONOCHROME1', inverse: true });
  cases.push({ ...of, group: '12 bits', bits: 12 });
  cases.push({ ...of, group: '16 bits', bits: 16 });
  cases.push({ ...of, group: '12 bits, hidden by the window', bits: 12, hidden: true });
}
const inks = {
  white: [255, 255, 255],
  yellow: [255, 255, 0],
  red: [220, 0, 0],
  green: [0, 200, 0],
  blue: [60, 60, 255],
} as const;
for (const [name, ink] of Object.entries(inks))
  for (const background of ['black', 'CT'])
    cases.push({ group: `RGB, ${name}`, background, size: 2, contrast: 200, ink });

const started = performance.now();
const sums = new Map<string, { found: number; of: number; missed: string[] }>();
for (const one of cases) {
  const grey = picture(backgrounds[one.background] ?? (() => 0));
  const ink = Uint8Array.from(grey);
  const drawn = write(ink, one.size, one.contrast).map(({ x, y }) => turned(x, y, one.turns ?? 0));
  const places = await placesIn(fileOf(grey, ink, one));
  const found = drawn.filter((middle) =>
    places.some(
      ({ x, y, width, height }) => middle.x >= x && middle.x <= x + width && middle.y >= y && middle.y <= y + height,
    ),
  );
  const sum = sums.get(one.group) ?? { found: 0, of: 0, missed: [] };
  sums.set(one.group, sum);
  sum.found += found.length;
  sum.of += drawn.length;
  if (found.length < drawn.length) sum.missed.push(`${one.background} ${String(found.length)}/${String(drawn.length)}`);
}
for (const [group, { found, of, missed }] of sums)
  console.log(`${group.padEnd(30)} ${String(found).padStart(3)} of ${String(of).padStart(3)}  ${missed.join(', ')}`);
const total = [...sums.values()].reduce((sum, { found, of }) => ({ found: sum.found + found, of: sum.of + of }), {
  found: 0,
  of: 0,
});
console.log(`${'all'.padEnd(30)} ${String(total.found).padStart(3)} of ${String(total.of)}`);
let empty = 0;
const kinds: readonly Kind[] = [{}, { inverse: true }, { bits: 12, hidden: true }];
for (const [name, background] of Object.entries(backgrounds)) {
  const alarms: number[] = [];
  for (const kind of kinds) {
    const grey = picture(background);
    alarms.push((await placesIn(fileOf(grey, grey, kind))).length);
    empty += 1;
  }
  console.log(`no text on ${name}: ${alarms.join(', ')} places`);
}
const ms = (performance.now() - started) / (cases.length + empty);
console.log(`${String(Math.round(ms))} ms an image of ${String(side)} x ${String(side)}`);
finder.close();
await renderer.close();
