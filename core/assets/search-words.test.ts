import { describe, expect, test } from 'vitest';
import { searchWordsOf, wordsOf, wordsOfAsset } from './search-words.ts';

describe('words that assets are found by', () => {
  test('are letters, digits and their marks in lower case, each once, in order', () => {
    expect(wordsOf(['T1w MPRAGE (sagittal), t1w', 'Größe-2.5', 'ﬁne ΣΟΦΟΣ'])).toEqual(
      ['t1w', 'mprage', 'sagittal', 'größe', '2', '5', 'fine', 'σοφος'].toSorted(),
    );
    expect(wordsOf(['', '--', '\u{1F600}'])).toEqual([]);
  });

  test('are at most 2000 of at most 64 characters', () => {
    expect(wordsOf(['x'.repeat(100)])).toEqual(['x'.repeat(64)]);
    expect(wordsOf([Array.from({ length: 3000 }, (_, n) => String(n)).join(' ')])).toHaveLength(2000);
  });

  test('of an asset are those of its label and of its texts', () => {
    const properties = { modality: 'MR', seriesNumber: 7, parts: ['hidden'] };
    expect(wordsOfAsset({ label: 'Head', properties })).toEqual(['head', 'mr']);
  });
});

test('a search is its words; a star after one stands for any ending', () => {
  expect(searchWordsOf('  Spin* echo, left-hand* echo *')).toEqual([
    { word: 'spin', isPrefix: true },
    { word: 'echo', isPrefix: false },
    { word: 'left', isPrefix: false },
    { word: 'hand', isPrefix: true },
  ]);
});
