import type { Asset, Tag } from './asset.ts';

/** A word that is searched for, normalized; as a prefix it stands for every word that begins so. */
export interface SearchWord {
  readonly word: string;
  readonly isPrefix: boolean;
}

/** Letters, digits and the marks on them; everything else divides. */
const word = /[\p{L}\p{N}\p{M}]+/gu;
const maxLength = 64;
/** Of one asset or tag. */
const maxWords = 2000;

/**
 * The different words of the texts, in lower case (NFKC), in order: what both engines index as it is, so that a search means the same on each.
 * Words are cut after 64 characters, and the list after 2000.
 */
export function wordsOf(texts: readonly string[]): readonly string[] {
  const words = new Set<string>();
  for (const text of texts) {
    for (const [found] of text.normalize('NFKC').toLowerCase().matchAll(word)) {
      words.add(cut(found));
      if (words.size === maxWords) return [...words].toSorted();
    }
  }
  return [...words].toSorted();
}

function cut(text: string): string {
  return text.length <= maxLength ? text : [...text].slice(0, maxLength).join('');
}

/** The words by which an asset is found: those of its label and of its textual properties. */
export function wordsOfAsset({ label, properties }: Pick<Asset, 'label' | 'properties'>): readonly string[] {
  return wordsOf([label, ...Object.values(properties).filter((value) => typeof value === 'string')]);
}

/** The words by which a tagged asset is found. */
export function wordsOfTag({ name, value }: Pick<Tag, 'name' | 'value'>): readonly string[] {
  return wordsOf([name, String(value)]);
}

/** The words that a person searches for: `t1 spin*` are the word t1 and any word that begins with spin. */
export function searchWordsOf(text: string): readonly SearchWord[] {
  const found = new Map<string, SearchWord>();
  for (const part of text.split(/\s+/)) {
    const words = [...part.normalize('NFKC').toLowerCase().matchAll(word)].map(([each]) => cut(each));
    for (const [index, each] of words.entries()) {
      const isPrefix = part.endsWith('*') && index === words.length - 1;
      found.set(`${each} ${String(isPrefix)}`, { word: each, isPrefix });
    }
  }
  return [...found.values()];
}
