import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { createOCREngine, type OCREngine } from 'tesseract-wasm';
import type { FoundText } from '../../core/ports/text-finder.ts';
import { enlarged, type GrayPicture, halved, strokes, turnedBack } from './clear-picture.ts';

const require = createRequire(import.meta.url);

/** Smaller pictures are enlarged to about this many pixels a side. */
const wantedSide = 1100;
/** Half of how wide a stroke of a letter may be, in pixels of the picture. */
const strokeReach = 5;

/** The engine with its model of Latin letters. */
export async function openEngine(): Promise<OCREngine> {
  const wasm = require.resolve('tesseract-wasm').replace(/lib\.js$/, 'tesseract-core.wasm');
  const model = require.resolve('@tesseract.js-data/eng/4.0.0_best_int/eng.traineddata.gz');
  const engine = await createOCREngine({ wasmBinary: readFileSync(wasm) });
  engine.loadModel(gunzipSync(readFileSync(model)));
  return engine;
}

/** Less sure words that were read sideways or upside down are lines and textures more often than text. */
const sureWhenTurned = 0.7;

/** A picture to be read, so many times as large as the one that is asked about. */
interface View {
  readonly picture: GrayPicture;
  readonly scale: number;
}

/**
 * Words in a picture: it is read as it is, and as its bright and its dark strokes alone, each at two sizes, since letters are read best at one. Where
 * strokes are left over, they are read turned by 90 and 270 degrees, too. With `colours`, what differs from its surroundings in colour alone is
 * read as well. Of one place, the surest reading.
 */
export function readText(engine: OCREngine, picture: GrayPicture, colours: GrayPicture | null): readonly FoundText[] {
  const times = Math.max(1, Math.min(3, Math.floor(wantedSide / Math.max(picture.width, picture.height))));
  const small = halved(picture);
  const fine = [both(picture, strokeReach), colours && [strokes(colours, true, strokeReach)]].flatMap(present);
  const halves = fine.map((strokesOf) => halved(strokesOf));
  const large = (view: GrayPicture): View => ({ picture: enlarged(view, times), scale: times });
  const ofHalf = (view: GrayPicture): View => ({ picture: enlarged(view, times), scale: times / 2 });
  const views = [
    ...[picture, ...fine].map(large),
    ...[small, ...halves, ...present(both(small, strokeReach - 2))].map(ofHalf),
  ];
  const upright = views.flatMap(({ picture: view, scale }) => wordsIn(engine, view).map((word) => atSize(word, scale)));
  const turned = halves
    .filter((view) =>
      hasMore(
        view,
        upright.filter(({ confidence }) => confidence >= sureWhenTurned),
      ),
    )
    .flatMap((view) =>
      [1, 3].flatMap((turns) =>
        wordsIn(engine, enlarged(turnedBack(view, turns), times))
          .filter(({ confidence }) => confidence >= sureWhenTurned)
          .map((word) => atSize(asItLies(word, turns, view.width * times, view.height * times), times / 2)),
      ),
    );
  return merged([...upright, ...turned]);
}

/** True when a picture of half the size has strokes beside those of the words: of less than these no word could be. */
function hasMore({ width, pixels }: GrayPicture, words: readonly FoundText[]): boolean {
  const rest = Uint8Array.from(pixels);
  for (const word of words) {
    const [left, right] = [Math.max(0, (word.x >> 1) - 2), Math.min(width, ((word.x + word.width) >> 1) + 3)];
    const bottom = ((word.y + word.height) >> 1) + 3;
    for (let y = Math.max(0, (word.y >> 1) - 2); y < bottom; y += 1)
      rest.fill(255, y * width + left, y * width + right);
  }
  let ink = 0;
  for (const value of rest) if (value < 128) ink += 1;
  return ink >= 30;
}

const both = (picture: GrayPicture, reach: number): readonly (GrayPicture | null)[] => [
  strokes(picture, true, reach),
  strokes(picture, false, reach),
];

const present = <T>(all: readonly (T | null)[] | null): readonly T[] => (all ?? []).filter((one) => one !== null);

const atSize = ({ x, y, width, height, ...rest }: FoundText, scale: number): FoundText => ({
  ...rest,
  x: Math.floor(x / scale),
  y: Math.floor(y / scale),
  width: Math.ceil(width / scale),
  height: Math.ceil(height / scale),
});

/** The place of a word of the picture that was turned back by one or three quarters, in the picture as it is. */
function asItLies(word: FoundText, turns: number, pictureWidth: number, pictureHeight: number): FoundText {
  const { x, y, width, height } = word;
  const side = { ...word, width: height, height: width };
  return turns === 1
    ? { ...side, x: pictureWidth - y - height, y: x }
    : { ...side, x: y, y: pictureHeight - x - width };
}

function wordsIn(engine: OCREngine, { width, height, pixels }: GrayPicture): FoundText[] {
  const data = new Uint8ClampedArray(width * height * 4);
  const colours = new Uint32Array(data.buffer);
  for (let at = 0; at < pixels.length; at += 1) colours[at] = (pixels[at] ?? 0) * 0x01010101;
  for (let at = 3; at < data.length; at += 4) data[at] = 255;
  engine.loadImage({ width, height, data });
  const words = engine.getTextBoxes('word');
  engine.clearImage();
  return words
    .map(({ rect, confidence, text }) => ({
      x: rect.left,
      y: rect.top,
      width: rect.right - rect.left,
      height: rect.bottom - rect.top,
      confidence,
      text: text.trim(),
    }))
    .filter((word) => isWord(word, width, height));
}

/** Mostly letters and digits, of a size that can be read, and not as large as the picture. */
function isWord({ text, width, height }: FoundText, pictureWidth: number, pictureHeight: number): boolean {
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  if (letters < 2 || letters * 2 < text.length || height < 8) return false;
  return height <= pictureHeight / 4 && width <= pictureWidth * 0.9;
}

function merged(found: readonly FoundText[]): readonly FoundText[] {
  const kept: FoundText[] = [];
  for (const word of found.toSorted((a, b) => b.confidence - a.confidence))
    if (!kept.some((other) => overlap(word, other) > 0.5)) kept.push(word);
  return kept;
}

/** The part of the smaller one that both have. */
function overlap(a: FoundText, b: FoundText): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return width <= 0 || height <= 0 ? 0 : (width * height) / Math.min(a.width * a.height, b.width * b.height);
}
