import { labelKeyLength, maxComparableLength } from '../../core/assets/asset-filter.ts';
import type { Asset, Tag } from '../../core/assets/asset.ts';
import { wordsOfAsset, wordsOfTag } from '../../core/assets/search-words.ts';
import type { Json } from '../../core/json.ts';

/** What an asset's node holds of each of its properties to be compared, by the property's name. */
export const propertyKey = (name: string): string => `p_${name}`;

/**
 * Properties that an index has in order within a level of a project (migrations/168-order.cypher): those that people sort lists by. Each is
 * had by few levels, so that an asset is in one or two of these indexes.
 */
export const indexedProperties = [
  ...['researchId', 'studyDate', 'siteName', 'modality', 'seriesNumber', 'seriesDescription', 'instanceNumber'],
  ...['name', 'value'],
] as const;
const indexed: ReadonlySet<string> = new Set(indexedProperties);

export function isIndexed(property: string): boolean {
  return indexed.has(property);
}

/**
 * A text, as it is stored to be ordered: Cypher's `<` compares UTF-16 code units where its ORDER BY and indexes compare code points, and the two
 * differ where surrogates meet what lies above them. With a mark before every such character both say the same. What begins with what stays
 * as it is.
 */
export function sortKey<T>(value: T): T | string {
  if (typeof value !== 'string') return value;
  return value.replaceAll(/[\u{E000}-\u{10FFFF}]/gu, (each) => (each.length === 1 ? '\uE000' : '\uE001') + each);
}

/** What `sortKey` made that of. */
export function sortedValue<T>(key: T): T | string {
  return typeof key === 'string' ? key.replaceAll(/[\uE000\uE001](.)/gsu, '$1') : key;
}

/** Words with a space at both ends, so that a whole word, or the beginning of one, is a part of the text. */
function wordText(words: readonly string[]): string {
  return ` ${words.join(' ')} `;
}

/**
 * What an asset's node holds beside the asset itself, to be found by: its words, what of its label it is ordered by, and its properties one by
 * one (texts as `sortKey`). One that can't be compared (a list, an object, a long text) is there as an empty list, which is equal to nothing that
 * is asked for.
 */
export function searchFields(asset: Pick<Asset, 'label' | 'properties'>): Readonly<Record<string, unknown>> {
  const own = Object.entries(asset.properties).flatMap(([name, value]): [string, unknown][] =>
    // Neo4j has no keys with that character.
    value === null || name.includes('\0') ? [] : [[propertyKey(name), comparable(value)]],
  );
  return {
    ...Object.fromEntries(own),
    labelKey: sortKey([...asset.label].slice(0, labelKeyLength).join('')),
    words: wordText(wordsOfAsset(asset)),
  };
}

/** What a tag's node holds to be found by. */
export function tagSearchFields(tag: Pick<Tag, 'assetId' | 'name' | 'value'>) {
  return { assetId: tag.assetId, compared: comparable(tag.value), words: wordText(wordsOfTag(tag)) };
}

function comparable(value: Json): Json {
  if (typeof value === 'string') return [...value].length <= maxComparableLength ? sortKey(value) : [];
  return typeof value === 'number' || typeof value === 'boolean' ? value : [];
}
