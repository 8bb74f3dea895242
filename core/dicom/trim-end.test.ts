import { expect, it } from 'vitest';
import { createPseudonyms } from '../deidentification/pseudonyms.ts';
import { DicomDataset } from './dataset.ts';
import { trimEnd } from './trim-end.ts';
import { elementTexts, splitPersonName } from './values.ts';

it('removes padding from the end, and from there alone', () => {
  expect(['', ' \0 ', ' a b\0 \0', 'a^ ^', '\t'].map((text) => trimEnd(text))).toEqual(['', '', ' a b', 'a^ ^', '\t']);
  expect(trimEnd('a ^b^^', '^')).toBe('a ^b');
});

it.each(['LO', 'ST', 'UI'])('a long run of padding that is not at the end costs no more than its length: %s', (vr) => {
  const run = `1${' '.repeat(1_000_000)}2`;
  const bytes = Buffer.from(run, 'latin1');
  expect(elementTexts(new DicomDataset(), { tag: '00100020', vr, value: { kind: 'bytes', bytes } })).toEqual([run]);
});

it('nor does one in a name, or in a UID that gets its pseudonym', () => {
  const name = `a${'^'.repeat(1_000_000)}b`;
  expect(splitPersonName(name).alphabetic).toBe(name);
  const { uid } = createPseudonyms(Buffer.alloc(32));
  const long = `1${'\0'.repeat(1_000_000)}2`;
  expect(uid(`${long} \0`)).toBe(uid(long));
});
