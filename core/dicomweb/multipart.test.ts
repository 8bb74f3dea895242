import { describe, expect, it } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { parseMediaType, parseMultipart, writeMultipart } from './multipart.ts';

async function* cut(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function parse(bytes: Uint8Array, chunk = 7, maxPartBytes = 1e6) {
  const parts = [];
  for await (const part of parseMultipart(cut(bytes, chunk), 'b0undary', { maxPartBytes })) parts.push(part);
  return parts;
}

const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');

describe('parseMultipart', () => {
  it('gives back what writeMultipart wrote, however the bytes are cut', async () => {
    // Letters of the delimiter itself, so that near-misses occur.
    const body = fc
      .array(fc.constantFrom(13, 10, 45, 98, 48, 0), { maxLength: 40 })
      .map((codes) => Uint8Array.from(codes));
    await fc.assert(
      fc.asyncProperty(fc.array(body, { maxLength: 5 }), fc.integer({ min: 1, max: 90 }), async (bodies, chunk) => {
        const bytes = Buffer.concat([
          ...writeMultipart(
            bodies.map((item) => ({ contentType: 'application/dicom', body: item })),
            'b0undary',
          ),
        ]);
        const parts = await parse(bytes, chunk);
        expect(parts.map((part) => [...part.body])).toEqual(bodies.map((item) => [...item]));
        expect(parts.every((part) => part.headers.get('content-type') === 'application/dicom')).toBe(true);
      }),
    );
  });

  it('ignores preamble and epilogue, and takes parts without headers', async () => {
    const parts = await parse(
      text('hello\r\n--b0undary\r\n\r\none\r\n--b0undary \r\nX-A: 1\r\n\r\ntwo\r\n--b0undary--\r\nbye'),
    );
    expect(parts.map((part) => Buffer.from(part.body).toString())).toEqual(['one', 'two']);
    expect(parts[1]?.headers.get('x-a')).toBe('1');
  });

  it('refuses a body that ends early, and a part over the limit', async () => {
    await expect(parse(text('--b0undary\r\n\r\none'))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(parse(text(''))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(parse(text(`--b0undary\r\n\r\n${'x'.repeat(200)}\r\n--b0undary--`), 7, 100)).rejects.toMatchObject({
      code: 'TOO_LARGE',
    });
  });
});

describe('parseMediaType', () => {
  it('reads quoted and bare parameters', () => {
    const media = parseMediaType('Multipart/Related; type="application/dicom"; boundary=a-b_c; x="q\\"; y"');
    expect(media.type).toBe('multipart/related');
    expect(Object.fromEntries(media.parameters)).toEqual({ type: 'application/dicom', boundary: 'a-b_c', x: 'q"; y' });
  });
});
