import {
  countsWithdrawn,
  maxComparableLength,
  type AssetCondition,
  type Comparison,
  type Scalar,
} from '../../core/assets/asset-filter.ts';
import type { SearchWord } from '../../core/assets/search-words.ts';
import { knownIds } from './asset-rows.ts';

const columns = {
  id: { name: 'id', type: 'uuid' },
  projectId: { name: 'project_id', type: 'uuid' },
  level: { name: 'level', type: 'text' },
  kind: { name: 'kind', type: 'text' },
  createdBy: { name: 'created_by', type: 'text' },
  mediaType: { name: 'media_type', type: 'text' },
} as const;
const operators = { LT: '<', LTE: '<=', GT: '>', GTE: '>=' } as const;

/**
 * Conditions as SQL, with their parameters. What SQL calls unknown counts as false: of what AND and OR join that makes no difference, and NOT
 * is `IS NOT TRUE`.
 */
export class ConditionSql {
  readonly parameters: unknown[] = [];
  #aliases = 0;

  /** The placeholder of a value. */
  place(value: unknown): string {
    return `$${String(this.parameters.push(value))}`;
  }

  /** What must be true of the row `a` of `asset` that is found. */
  found(condition: AssetCondition, a: string): string {
    const holds = `(${this.of(condition, a)})`;
    return countsWithdrawn(condition) ? holds : `${a}.withdrawn_at IS NULL AND ${holds}`;
  }

  /** What must be true of the row `a` of `asset`. */
  of(condition: AssetCondition, a: string): string {
    switch (condition.kind) {
      case 'AND':
        return this.#joined(condition.of, a, ' AND ', 'true');
      case 'OR':
        return this.#joined(condition.of, a, ' OR ', 'false');
      case 'NOT':
        return `(${this.of(condition.of, a)}) IS NOT TRUE`;
      case 'IS':
        return this.#isOneOf(`${a}.${columns[condition.field].name}`, columns[condition.field].type, condition.values);
      case 'LABEL':
        return this.#label(`${a}.label`, condition);
      case 'PROPERTY':
        return this.#property(a, condition.name, condition.comparison);
      case 'TAG':
        return this.#tag(a, condition);
      case 'CREATED':
        return this.#between(`${a}.created_at`, condition.from, condition.to);
      case 'HAS_CONTENT':
        return `${a}.sha256 IS NOT NULL`;
      case 'WITHDRAWN_TOO':
        return 'true';
      case 'PARENT':
        return this.#neighbour(a, condition.of, 'child_id', 'parent_id');
      case 'CHILD':
        return this.#neighbour(a, condition.of, 'parent_id', 'child_id');
      case 'RELATION':
        return this.#related(a, condition);
      case 'WITHIN':
        return this.#within(a, condition);
      case 'TEXT':
        return condition.words.map((word) => this.#word(a, word)).join(' AND ');
    }
  }

  #joined(conditions: readonly AssetCondition[], a: string, operator: string, none: string): string {
    if (conditions.length === 0) return none;
    return conditions.map((each) => `(${this.of(each, a)})`).join(operator);
  }

  /** One value with `=`, so that an index gives its rows in order. */
  #isOneOf(column: string, type: string, values: readonly string[]): string {
    const possible = type === 'uuid' ? knownIds(values) : [...new Set(values)];
    if (possible.length === 1) return `${column} = ${this.place(possible[0])}::${type}`;
    return `${column} = ANY(${this.place(possible)}::${type}[])`;
  }

  #label(label: string, { match, text }: Extract<AssetCondition, { kind: 'LABEL' }>): string {
    const part = `${this.place(text)}::text`;
    if (match === 'EQUALS') return `${label} = ${part}`;
    return match === 'CONTAINS' ? `strpos(${label}, ${part}) > 0` : `starts_with(${label}, ${part})`;
  }

  #property(a: string, name: string, comparison: Comparison): string {
    const has = (value: Scalar) => `${a}.properties @> ${this.place(JSON.stringify({ [name]: value }))}::jsonb`;
    const isThere = () => `jsonb_typeof(${a}.properties -> ${this.place(name)}::text) <> 'null'`;
    switch (comparison.op) {
      case 'EQ':
        return has(comparison.value);
      case 'IN':
        return comparison.values.length === 0 ? 'false' : comparison.values.map(has).join(' OR ');
      case 'NE':
        return `${isThere()} AND NOT ${has(comparison.value)}`;
      case 'EXISTS':
        return isThere();
      default:
        return this.#compared(`(${a}.properties -> ${this.place(name)}::text)`, comparison);
    }
  }

  /** By the type of what it is compared with; `json` is a jsonb. */
  #compared(json: string, comparison: Extract<Comparison, { op: keyof typeof operators | 'STARTS_WITH' }>): string {
    const text = `(${json} #>> '{}')`;
    const isText = `jsonb_typeof(${json}) = 'string' AND length(${text}) <= ${String(maxComparableLength)}`;
    if (comparison.op === 'STARTS_WITH')
      return `${isText} AND starts_with(${text}, ${this.place(comparison.value)}::text)`;
    const { op, value } = comparison;
    return typeof value === 'string'
      ? `${isText} AND ${text} COLLATE "C" ${operators[op]} ${this.place(value)}::text`
      : `jsonb_typeof(${json}) = 'number' AND ${json} ${operators[op]} ${this.place(JSON.stringify(value))}::jsonb`;
  }

  #tag(a: string, condition: Extract<AssetCondition, { kind: 'TAG' }>): string {
    const t = this.#alias('t');
    const all = [`${t}.asset_id = ${a}.id`, `${t}.name = ${this.place(condition.name)}::text`];
    for (const comparison of condition.comparisons) all.push(`(${this.#tagValue(`${t}.value`, comparison)})`);
    if (condition.setBy !== null) all.push(`${t}.set_by = ${this.place(condition.setBy)}::text`);
    all.push(this.#between(`${t}.set_at`, condition.setAfter, condition.setBefore));
    return `EXISTS (SELECT FROM tag ${t} WHERE ${all.join(' AND ')})`;
  }

  #tagValue(value: string, comparison: Comparison): string {
    // As the text that jsonb makes of both, by hash first: see the index tag_value.
    const equal = (other: Scalar) => {
      const text = `${this.place(JSON.stringify(other))}::jsonb::text`;
      return `hashtextextended(${value}::text, 0) = hashtextextended(${text}, 0) AND ${value}::text = ${text}`;
    };
    switch (comparison.op) {
      case 'EQ':
        return equal(comparison.value);
      case 'IN':
        return comparison.values.length === 0 ? 'false' : comparison.values.map(equal).join(' OR ');
      case 'NE':
        return `NOT (${equal(comparison.value)})`;
      case 'EXISTS':
        return 'true';
      default:
        return this.#compared(value, comparison);
    }
  }

  #between(column: string, from: Date | null, to: Date | null): string {
    const all = [
      ...(from ? [`${column} >= ${this.place(from.toISOString())}::timestamptz`] : []),
      ...(to ? [`${column} < ${this.place(to.toISOString())}::timestamptz`] : []),
    ];
    return all.length === 0 ? 'true' : all.join(' AND ');
  }

  #neighbour(a: string, condition: AssetCondition, here: string, there: string): string {
    const [edge, other] = [this.#alias('p'), this.#alias('a')];
    return `EXISTS (SELECT FROM part_of ${edge} JOIN asset ${other} ON ${other}.id = ${edge}.${there}
      WHERE ${edge}.${here} = ${a}.id AND ${other}.withdrawn_at IS NULL AND (${this.of(condition, other)}))`;
  }

  /** Each direction has an index of its own. */
  #related(a: string, { type, direction, of }: Extract<AssetCondition, { kind: 'RELATION' }>): string {
    const [end, other] = [this.#alias('r'), this.#alias('a')];
    const ofType = type === null ? '' : `AND r.type = ${this.place(type)}::text`;
    const ways = { OUT: [['from_id', 'to_id']], IN: [['to_id', 'from_id']] };
    const ends = (direction === 'BOTH' ? [...ways.OUT, ...ways.IN] : ways[direction]).map(
      ([here = '', there = '']) => `SELECT r.${there} AS id FROM relation r WHERE r.${here} = ${a}.id ${ofType}`,
    );
    return `EXISTS (SELECT FROM (${ends.join(' UNION ALL ')}) ${end} JOIN asset ${other} ON ${other}.id = ${end}.id
      WHERE ${this.of(of, other)})`;
  }

  /** Downwards, in steps through assets of the projects alone, once for all rows. */
  #within(a: string, { id, projectIds }: Extract<AssetCondition, { kind: 'WITHIN' }>): string {
    const visible = (node: string) =>
      projectIds === 'ALL' ? 'true' : this.#isOneOf(`${node}.project_id`, 'uuid', projectIds);
    const root = this.place(id);
    return `${a}.id IN (WITH RECURSIVE below(id) AS (
        SELECT c.id FROM asset r JOIN part_of p ON p.parent_id = r.id JOIN asset c ON c.id = p.child_id
        WHERE r.id = ${root}::uuid AND r.withdrawn_at IS NULL AND ${visible('r')} AND ${visible('c')}
        UNION
        SELECT c.id FROM below b JOIN part_of p ON p.parent_id = b.id JOIN asset c ON c.id = p.child_id WHERE ${visible('c')})
      SELECT id FROM below)`;
  }

  #word(a: string, { word, isPrefix }: SearchWord): string {
    // A lexeme as it is: words hold letters, digits and marks alone.
    const query = `${this.place(`'${word}'${isPrefix ? ':*' : ''}`)}::tsquery`;
    return `${a}.id IN (SELECT id FROM asset WHERE words @@ ${query} UNION SELECT asset_id FROM tag WHERE words @@ ${query})`;
  }

  #alias(letter: string): string {
    return `${letter}${String(++this.#aliases)}`;
  }
}
