import { badInput, HubError } from '../errors.ts';
import { isId } from '../ids.ts';
import { allOf, always, type AssetCondition } from './asset-filter.ts';
import type {
  AssetFilterInput,
  PropertyFilterInput,
  RelationFilterInput,
  TagFilterInput,
} from './asset-filter-input.ts';
import { checkedList, checkedText, readComparisons, readMoment } from './read-comparison.ts';
import { searchWordsOf } from './search-words.ts';

/** How deep filters may be in each other, and how many conditions there may be in all. */
const filterLimits = { depth: 10, conditions: 100 } as const;

/** What a filter, an order or a facet names, and where it does. */
export interface NamedThing {
  readonly name: string;
  readonly field: string;
}

export interface NamedProperty extends NamedThing {
  /** Of a parent or child, which may be in another project. */
  readonly ofNeighbour: boolean;
}

export interface ReadFilter {
  readonly condition: AssetCondition;
  readonly properties: readonly NamedProperty[];
  /** Names of tags. */
  readonly tags: readonly NamedThing[];
  /** Types of relations. */
  readonly relations: readonly NamedThing[];
}

/**
 * The condition that the filter at `path` stands for, at every level of nesting restricted to `projectIds` (those that the caller may read).
 * @throws BAD_USER_INPUT, LIMIT_EXCEEDED
 */
export function readFilter(path: string, input: AssetFilterInput, projectIds: 'ALL' | readonly string[]): ReadFilter {
  const reader = new FilterReader(projectIds);
  const condition = reader.restricted(path, input, 1);
  const { properties, tags, relations } = reader;
  return { condition, properties, tags, relations };
}

const given = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined;

class FilterReader {
  readonly properties: NamedProperty[] = [];
  readonly tags: NamedThing[] = [];
  readonly relations: NamedThing[] = [];
  readonly #projectIds: 'ALL' | readonly string[];
  #count = 0;
  #neighbours = 0;

  constructor(projectIds: 'ALL' | readonly string[]) {
    this.#projectIds = projectIds;
  }

  /** Another asset than the one around it, so the policy holds for it too. */
  restricted(path: string, input: AssetFilterInput, depth: number): AssetCondition {
    const visible: readonly AssetCondition[] =
      this.#projectIds === 'ALL' ? [] : [{ kind: 'IS', field: 'projectId', values: this.#projectIds }];
    return allOf([...visible, this.#filter(path, input, depth)]);
  }

  #filter(path: string, input: AssetFilterInput, depth: number): AssetCondition {
    if (depth > filterLimits.depth) throw exceeded(path, `filters at most ${String(filterLimits.depth)} deep`);
    const all: AssetCondition[] = [...this.#attributes(path, input), ...this.#contents(path, input)];
    this.#count += all.length;
    const { and, or, not, parent, child, relation } = input;
    const each = (key: 'and' | 'or', list: readonly AssetFilterInput[]) =>
      list.map((one, index) => this.#filter(`${path}.${key}[${String(index)}]`, one, depth + 1));
    if (and) all.push(...each('and', and));
    if (or) all.push({ kind: 'OR', of: each('or', or) });
    if (not) all.push({ kind: 'NOT', of: this.#filter(`${path}.not`, not, depth + 1) });
    if (parent) all.push({ kind: 'PARENT', of: this.#neighbour(`${path}.parent`, parent, depth + 1) });
    if (child) all.push({ kind: 'CHILD', of: this.#neighbour(`${path}.child`, child, depth + 1) });
    if (relation) all.push(this.#relation(`${path}.relation`, relation, depth + 1));
    this.#count += (and?.length ?? 0) + (or?.length ?? 0);
    if (this.#count > filterLimits.conditions)
      throw exceeded(path, `at most ${String(filterLimits.conditions)} conditions`);
    return allOf(all);
  }

  #neighbour(path: string, input: AssetFilterInput, depth: number): AssetCondition {
    this.#neighbours++;
    const condition = this.restricted(path, input, depth);
    this.#neighbours--;
    return condition;
  }

  #relation(path: string, { type, direction, to, toId }: RelationFilterInput, depth: number): AssetCondition {
    const name = given(type) ? checkedText(`${path}.type`, type) : null;
    if (name !== null) this.relations.push({ name, field: `${path}.type` });
    const other = allOf([
      this.#neighbour(`${path}.to`, to ?? {}, depth),
      ...(given(toId) ? [{ kind: 'IS', field: 'id', values: [toId].filter(isId) } as const] : []),
    ]);
    return { kind: 'RELATION', type: name, direction: direction ?? 'BOTH', of: other };
  }

  /** What is known of an asset by itself and its place. */
  *#attributes(path: string, input: AssetFilterInput): Iterable<AssetCondition> {
    const { projectId, level, levels, kind, ids, parentId, within, createdBy, mediaType } = input;
    if (given(projectId)) yield { kind: 'IS', field: 'projectId', values: [projectId].filter(isId) };
    if (level) yield { kind: 'IS', field: 'level', values: [level] };
    if (levels) yield { kind: 'IS', field: 'level', values: levels };
    if (given(kind)) yield { kind: 'IS', field: 'kind', values: [checkedText(`${path}.kind`, kind)] };
    if (ids) yield { kind: 'IS', field: 'id', values: checkedList(`${path}.ids`, ids).filter(isId) };
    if (given(parentId)) yield { kind: 'PARENT', of: this.#visible(parentId) };
    if (given(within))
      yield isId(within) ? { kind: 'WITHIN', id: within, projectIds: this.#projectIds } : { kind: 'OR', of: [] };
    if (given(createdBy))
      yield { kind: 'IS', field: 'createdBy', values: [checkedText(`${path}.createdBy`, createdBy)] };
    if (given(mediaType))
      yield { kind: 'IS', field: 'mediaType', values: [checkedText(`${path}.mediaType`, mediaType)] };
  }

  #visible(id: string): AssetCondition {
    return this.restricted('', { ids: [id] }, 1);
  }

  *#contents(path: string, input: AssetFilterInput): Iterable<AssetCondition> {
    const { label, property, tag, createdAt, hasContent, text } = input;
    if (label) {
      const matches = { equals: 'EQUALS', contains: 'CONTAINS', startsWith: 'STARTS_WITH' } as const;
      for (const key of ['equals', 'contains', 'startsWith'] as const) {
        const part = label[key];
        if (given(part)) yield { kind: 'LABEL', match: matches[key], text: checkedText(`${path}.label.${key}`, part) };
      }
    }
    if (property) yield this.#property(`${path}.property`, property);
    if (tag) {
      this.tags.push({ name: tag.name, field: `${path}.tag.name` });
      yield tagCondition(`${path}.tag`, tag);
    }
    if (createdAt) {
      const from = readMoment(`${path}.createdAt.from`, createdAt.from);
      const to = readMoment(`${path}.createdAt.to`, createdAt.to);
      yield from || to ? { kind: 'CREATED', from, to } : always;
    }
    if (given(hasContent)) yield hasContent ? { kind: 'HAS_CONTENT' } : { kind: 'NOT', of: { kind: 'HAS_CONTENT' } };
    if (given(text)) yield textCondition(`${path}.text`, text);
  }

  #property(path: string, input: PropertyFilterInput): AssetCondition {
    const name = checkedText(`${path}.name`, input.name);
    this.properties.push({ name, field: `${path}.name`, ofNeighbour: this.#neighbours > 0 });
    const comparisons = readComparisons(path, input);
    const all: AssetCondition[] = comparisons.map((comparison) => ({ kind: 'PROPERTY', name, comparison }));
    const isThere: AssetCondition = { kind: 'PROPERTY', name, comparison: { op: 'EXISTS' } };
    if (input.exists === false) all.push({ kind: 'NOT', of: isThere });
    return all.length === 0 ? isThere : allOf(all);
  }
}

function tagCondition(path: string, input: TagFilterInput): AssetCondition {
  const name = checkedText(`${path}.name`, input.name);
  const { value, setBy } = input;
  const condition: AssetCondition = {
    kind: 'TAG',
    name,
    comparisons: [...readComparisons(path, input), ...(given(value) ? readComparisons(path, { eq: value }) : [])],
    setBy: given(setBy) ? checkedText(`${path}.setBy`, setBy) : null,
    setAfter: readMoment(`${path}.setAfter`, input.setAfter),
    setBefore: readMoment(`${path}.setBefore`, input.setBefore),
  };
  return input.exists === false ? { kind: 'NOT', of: condition } : condition;
}

function textCondition(path: string, text: string): AssetCondition {
  const words = searchWordsOf(checkedText(path, text));
  const most = 20;
  if (words.length === 0 || words.length > most) throw badInput(path, `1 to ${String(most)} words`, text);
  return { kind: 'TEXT', words };
}

function exceeded(field: string, expected: string): HubError {
  return new HubError('LIMIT_EXCEEDED', `${field}: expected ${expected}`, { field, expected });
}
