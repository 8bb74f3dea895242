import { badInput } from '../errors.ts';
import type { FacetCounts } from '../ports/asset-search.ts';
import type { FacetField } from './asset-filter.ts';
import { checkedText } from './read-comparison.ts';

export type FacetAttribute = 'LEVEL' | 'KIND' | 'PROJECT' | 'MEDIA_TYPE' | 'CREATED_BY' | 'CREATED_YEAR';

/** What to count, as a client writes it: one of the three. */
export interface FacetInput {
  readonly property?: string | null | undefined;
  readonly tag?: string | null | undefined;
  readonly attribute?: FacetAttribute | null | undefined;
}

/** What was asked for, and what came of it. */
export interface Facet extends FacetCounts {
  readonly property: string | null;
  readonly tag: string | null;
  readonly attribute: FacetAttribute | null;
}

const maxFields = 20;
const maxBuckets = 1000;

/** @throws BAD_USER_INPUT */
export function readFacets(fields: readonly FacetInput[], first: number): readonly FacetField[] {
  if (fields.length > maxFields) throw badInput('fields', `at most ${String(maxFields)}`, fields.length);
  if (!Number.isInteger(first) || first < 0 || first > maxBuckets)
    throw badInput('first', `0 to ${String(maxBuckets)}`, first);
  return fields.map((input, index) => readField(`fields[${String(index)}]`, input));
}

function readField(path: string, { property = null, tag = null, attribute = null }: FacetInput): FacetField {
  const given = [property, tag, attribute].filter((each) => each !== null).length;
  if (given !== 1) throw badInput(path, 'one of property, tag and attribute', `${String(given)} of them`);
  if (property !== null) return { by: 'PROPERTY', name: checkedText(`${path}.property`, property) };
  if (tag !== null) return { by: 'TAG', name: checkedText(`${path}.tag`, tag) };
  return { by: attribute ?? 'LEVEL' };
}
