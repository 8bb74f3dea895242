import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { gunzipSync } from 'node:zlib';
import { createOCREngine, type OCREngine } from 'tesseract-wasm';
import type { FoundText } from '../../core/ports/text-finder.ts';
import { enlarged, type GrayPicture, strokes } from './clear-picture.ts';

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

/** Words in a picture: it is read as it is, and as its bright and its dark strokes alone. Of one place, the surest reading. */
export function readText(engine: OCREngine, picture: GrayPicture): readonly FoundText[] {
  const times = Math.max(1, Math.min(3, Math.floor(wantedSide / Math.max(picture.width, picture.height))));
  const views = [picture, strokes(picture, true, strokeReach), strokes(picture, false, strokeReach)];
  const found = views.flatMap((view) => (view === null ? [] : wordsIn(engine, enlarged(view, times))));
  return merged(found).map(({ x, y, width, height, ...rest }) => ({
    ...rest,
    x: Math.floor(x / times),
    y: Math.floor(y / times),
    width: Math.ceil(width / times),
    height: Math.ceil(height / times),
  }));
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
