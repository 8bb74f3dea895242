import { describe, expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { writeMultipart } from './multipart.ts';
import { rewriteBulkData } from './rewrite-bulk-data.ts';
import { rewriteParts } from './rewrite-parts.ts';

/** The bytes in pieces, cut at these places. */
async function* pieces(bytes: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array, void, undefined> {
  const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].toSorted((a, b) => a - b);
  for (const [index, from] of [0, ...places].entries()) {
    yield await Promise.resolve(bytes.subarray(from, places[index] ?? bytes.length));
  }
}

async function joined(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const cuts = fc.array(fc.nat(), { maxLength: 12 });
const tricky = fc.constantFrom('BulkDataURI', '"BulkDataURI":"x"', 'é"\\', '"BulkDataURI', '\u{1F600}');
const texts = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), tricky);

describe('rewriteBulkData', () => {
  const row = fc.array(
    fc.record({
      vr: fc.constantFrom('OB', 'OW', 'LO'),
      Value: fc.array(texts, { maxLength: 3 }),
      BulkDataURI: fc.oneof(texts, fc.constant('http://site/studies/1')),
    }),
    { maxLength: 5 },
  );

  test('changes each address and nothing else, wherever the pieces are cut', async () => {
    await fc.assert(
      fc.asyncProperty(row, cuts, fc.constantFrom(undefined, 2), async (value, places, indent) => {
        const text = Buffer.from(JSON.stringify(value, null, indent));
        const changed = await joined(
          rewriteBulkData(pieces(text, places), (uri) => (uri === '' ? null : `hub:${uri}`)),
        );
        expect(JSON.parse(changed.toString())).toEqual(
          value.map((one) => ({ ...one, BulkDataURI: one.BulkDataURI === '' ? '' : `hub:${one.BulkDataURI}` })),
        );
      }),
    );
  });

  test('gives up an address without end', async () => {
    const source = pieces(Buffer.from(`[{"BulkDataURI":"${'x'.repeat(100_000)}`), [50_000]);
    await expect(joined(rewriteBulkData(source, () => null))).rejects.toThrow('no end');
  });
});

describe('rewriteParts', () => {
  const parts = fc.array(
    fc.record({
      contentType: fc.constantFrom('application/dicom', 'application/octet-stream; transfer-syntax=*'),
      location: fc.constantFrom('http://site/studies/1', '/studies/2', 'gone'),
      body: fc.oneof(
        fc.uint8Array({ maxLength: 60 }),
        fc
          .constantFrom('\r\n--', '\r\n--bound', '\r\n\r\n', 'Content-Location: x\r\n')
          .map((text) => Buffer.from(text)),
      ),
    }),
    { minLength: 1, maxLength: 4 },
  );
  const at = (location: string) => (location === 'gone' ? null : `hub:${location}`);

  test('changes the locations of parts and nothing of their bytes, wherever the pieces are cut', async () => {
    await fc.assert(
      fc.asyncProperty(parts, cuts, fc.boolean(), async (given, places, without) => {
        const write = (all: Parameters<typeof writeMultipart>[0]) => {
          const bytes = Buffer.concat([...writeMultipart(all, 'boundary')]);
          // The first delimiter may stand at the very beginning.
          return without ? bytes.subarray(2) : bytes;
        };
        const changed = await joined(rewriteParts(pieces(write(given), places), 'boundary', at));
        const wanted = given.map(({ location, ...part }) =>
          location === 'gone' ? part : { ...part, location: `hub:${location}` },
        );
        expect(changed.toString('latin1')).toBe(write(wanted).toString('latin1'));
      }),
    );
  });

  test('holds no part whole', async () => {
    let given = 0;
    async function* large(): AsyncGenerator<Uint8Array, void, undefined> {
      yield await Promise.resolve(Buffer.from('--b\r\nContent-Type: application/dicom\r\n\r\n'));
      for (given = 0; given < 100; given++) yield Buffer.alloc(1000);
      yield Buffer.from('\r\n--b--\r\n');
    }
    let passed = 0;
    for await (const chunk of rewriteParts(large(), 'b', () => null)) {
      passed += chunk.length;
      expect(given * 1000 - passed).toBeLessThan(2000);
    }
    expect(passed).toBeGreaterThan(100_000);
  });

  test('gives up headers without end', async () => {
    const source = pieces(Buffer.from(`--b\r\nX: ${'x'.repeat(40_000)}`), [20_000]);
    await expect(joined(rewriteParts(source, 'b', () => null))).rejects.toThrow('no end');
  });
});
