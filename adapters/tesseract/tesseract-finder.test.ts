import { encode } from 'fast-png';
import { afterAll, describe, expect, it } from 'vitest';
import { drawText } from '../../tests/support/drawn-text.ts';
import { turnedBack } from './clear-picture.ts';
import { TesseractFinder } from './tesseract-finder.ts';

const [width, height] = [400, 300];
const finder = new TesseractFinder();

afterAll(() => {
  finder.close();
});

/** The text on noise, as a picture; the same every time. */
function picture(text: string, background: number, value: number): Uint8Array {
  let seed = 1;
  const noise = () => (seed = (seed * 48_271) % 2_147_483_647) % 30;
  const data = Uint8Array.from({ length: width * height }, () => background + noise());
  if (text !== '') drawText(data, width, text, { x: 20, y: 30, size: 2, value });
  return encode({ width, height, channels: 1, depth: 8, data });
}

describe('reading text in pictures', () => {
  it.each([
    ['bright on dark', 10, 250],
    ['dark on bright', 200, 0],
  ])('finds words %s, and where', async (_, background, value) => {
    const words = await finder.findText(picture('MRN 40421 DOE', background, value));
    const found = words.find(({ text }) => text === 'DOE');
    expect(found?.confidence).toBeGreaterThan(0.6);
    for (const [side, expected] of Object.entries({ x: 140, y: 30, width: 34, height: 14 }))
      expect(Math.abs((found?.[side as 'x'] ?? 0) - expected), side).toBeLessThan(5);
  });

  it.each([1, 3])('finds words turned by %s quarters, and where', async (turns) => {
    const pixels = new Uint8Array(width * height).fill(10);
    drawText(pixels, width, 'HOSTEL', { x: 20, y: 30, size: 2, value: 250 });
    const turned = turnedBack({ width, height, pixels }, turns);
    const png = encode({ width: turned.width, height: turned.height, channels: 1, depth: 8, data: turned.pixels });
    const found = (await finder.findText(png)).find(({ text }) => text === 'HOSTEL');
    expect(found?.confidence).toBeGreaterThan(0.6);
    const expected = turns === 1 ? { x: 30, y: width - 90 } : { x: height - 44, y: 20 };
    for (const [side, at] of Object.entries({ ...expected, width: 14, height: 70 }))
      expect(Math.abs((found?.[side as 'x'] ?? 0) - at), side).toBeLessThan(6);
  });

  it('finds words that differ in colour alone', async () => {
    const ink = new Uint8Array(width * height);
    drawText(ink, width, 'HOSTEL', { x: 20, y: 30, size: 2, value: 1 });
    const data = Uint8Array.from({ length: width * height * 3 }, (_, at) =>
      ink[Math.floor(at / 3)] === 1 ? ([200, 120, 40][at % 3] ?? 0) : 120,
    );
    const words = await finder.findText(encode({ width, height, channels: 3, depth: 8, data }));
    expect(words.find(({ text }) => text === 'HOSTEL')?.confidence).toBeGreaterThan(0.6);
  });

  it('finds nothing sure in noise', async () => {
    const words = await finder.findText(picture('', 60, 0));
    expect(words.filter(({ confidence }) => confidence >= 0.6)).toEqual([]);
  });

  it('refuses what is no picture, and goes on', async () => {
    await expect(finder.findText(Buffer.from('no picture'))).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    expect(await finder.findText(picture('40421', 10, 250))).not.toEqual([]);
  });

  it('gives up a picture that takes too long or too much memory, and goes on', async () => {
    const hurried = new TesseractFinder({ deadlineMs: 1 });
    await expect(hurried.findText(picture('DOE', 10, 250))).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await expect(hurried.findText(picture('DOE', 10, 250))).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    hurried.close();
    const small = new TesseractFinder({ maxPages: 256 });
    await expect(small.findText(picture('DOE', 10, 250))).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    small.close();
    await expect(small.findText(picture('DOE', 10, 250))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
