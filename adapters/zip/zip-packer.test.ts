import { once } from 'node:events';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unpack } from '../../tests/provenance/unpack.ts';
import { temporaryFolder } from '../../tests/support/pesscara-process.ts';
import { zipPacker } from './zip-packer.ts';

const at = new Date('2026-01-02T03:04:06Z');

test('packs texts, streams and empty files, which another program unpacks', async () => {
  await using folder = await temporaryFolder();
  const bytes = Buffer.alloc(3_000_000, 'abc');
  const files = [
    { name: 'ä/text.txt', open: () => Promise.resolve(Buffer.from('hello')) },
    {
      name: 'large.bin',
      open: () => Promise.resolve(Readable.from([bytes.subarray(0, 1_000_000), bytes.subarray(1_000_000)])),
    },
    { name: 'empty', open: () => Promise.resolve(new Uint8Array()) },
  ];
  const unpacked = await unpack(folder.path, await buffer(zipPacker.pack(files, at)));
  expect(await readFile(join(unpacked, 'ä', 'text.txt'), 'utf8')).toBe('hello');
  expect(await readFile(join(unpacked, 'large.bin'))).toEqual(bytes);
  expect(await readFile(join(unpacked, 'empty'))).toHaveLength(0);
});

test('ends with the error of a file that can not be opened', async () => {
  const files = [
    { name: 'first', open: () => Promise.resolve(Buffer.from('x')) },
    { name: 'second', open: () => Promise.reject(new Error('it is gone')) },
  ];
  await expect(buffer(zipPacker.pack(files, at))).rejects.toThrow('it is gone');
});

test('closes the file that it was reading when the reader goes away', async () => {
  const endless = new Readable({
    read() {
      this.push(Buffer.alloc(10_000));
    },
  });
  const zip = zipPacker.pack([{ name: 'endless', open: () => Promise.resolve(endless) }], at);
  await once(zip, 'readable');
  zip.read(20_000);
  zip.destroy();
  if (!endless.destroyed) await once(endless, 'close');
  expect(endless.destroyed).toBe(true);
});
