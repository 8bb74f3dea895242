import { expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { inPieces } from './in-pieces.ts';

async function* source(chunks: readonly Uint8Array[], fails: boolean): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield await Promise.resolve(chunk);
  if (fails) throw new Error('cut off');
}

test('gives the same bytes in pieces of one size, and also those that came before a cut', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.uint8Array({ maxLength: 40 })),
      fc.integer({ min: 1, max: 50 }),
      fc.boolean(),
      async (chunks, size, fails) => {
        const pieces: Buffer[] = [];
        const reading = (async () => {
          for await (const piece of inPieces(source(chunks, fails), size)) pieces.push(piece);
        })();
        if (fails) await expect(reading).rejects.toThrow('cut off');
        else await reading;
        expect(Buffer.concat(pieces)).toEqual(Buffer.concat(chunks));
        expect(pieces.slice(0, -1).every((piece) => piece.length === size)).toBe(true);
        expect(pieces.every((piece) => piece.length > 0 && piece.length <= size)).toBe(true);
      },
    ),
  );
});
