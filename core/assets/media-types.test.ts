import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { endingsOf, fileFormats, isMediaType, looksLike, mediaTypeOfName } from './media-types.ts';

test.each([
  ['a.dcm', 'application/dicom'],
  ['brain.NII.GZ', 'application/x-nifti+gzip'],
  ['brain.nii', 'application/x-nifti'],
  ['mask.nrrd', 'application/x-nrrd'],
  ['old.hdr', 'application/x-analyze-header'],
  ['old.img', 'application/x-analyze-image'],
  ['volumes.csv', 'text/csv'],
  ['volumes.tsv', 'text/tab-separated-values'],
  ['paper.pdf', 'application/pdf'],
  ['analysis.ipynb', 'application/x-ipynb+json'],
  ['all.tar.gz', 'application/gzip'],
  ['all.zip', 'application/zip'],
  ['README', 'application/octet-stream'],
])('%s is %s', (name, mediaType) => {
  expect(mediaTypeOfName(name)).toBe(mediaType);
});

test('each format has a media type that is one, and gives its files an ending that leads back to a format with that mark', () => {
  for (const { mediaType, endings } of fileFormats) {
    expect(isMediaType(mediaType)).toBe(true);
    expect(endingsOf(mediaType)).toEqual(endings);
    expect(endings.length).toBeGreaterThan(0);
  }
  expect(endingsOf('text/csv; charset=utf-8')).toEqual(['.csv']);
});

function nifti1(): Buffer {
  const header = Buffer.alloc(352);
  header.writeInt32LE(348);
  header.write('n+1\0', 344, 'latin1');
  return header;
}

const right: readonly (readonly [string, Buffer])[] = [
  ['application/pdf', Buffer.from('%PDF-1.7\n')],
  ['application/x-nifti', nifti1()],
  ['application/x-analyze-header', nifti1()],
  ['application/x-nifti+gzip', gzipSync(nifti1())],
  ['application/x-nrrd', Buffer.from('NRRD0005\n')],
  ['application/json', Buffer.from('\n [1]')],
  ['application/x-ipynb+json', Buffer.from('{"cells": []}')],
  ['application/zip', Buffer.from([0x50, 0x4b, 3, 4])],
  ['image/png', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['application/dicom', readFileSync(new URL('../../tests/data/pydicom/CT_small.dcm', import.meta.url))],
];

test.each(right)('knows %s by its mark', (mediaType, head) => {
  expect(looksLike(mediaType, head)).toBe(true);
  expect(looksLike(mediaType, Buffer.from('something else altogether'))).toBe(false);
  expect(looksLike(mediaType, Buffer.alloc(0))).toBe(false);
});

test('takes anything for what has no mark', () => {
  for (const mediaType of ['text/csv', 'application/octet-stream', 'chemical/x-pdb']) {
    expect(looksLike(mediaType, Buffer.from('x'))).toBe(true);
  }
});

test.each(['', 'text', 'text/', 'Text/CSV', 'text/csv\r\nx: y', 'text/csv, text/plain', 'a/b; c="d"'])(
  '%j is no media type',
  (text) => {
    expect(isMediaType(text)).toBe(false);
  },
);
