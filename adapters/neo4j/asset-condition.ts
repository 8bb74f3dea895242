import type { AssetCondition, Comparison } from '../../core/assets/asset-filter.ts';
import type { SearchWord } from '../../core/assets/search-words.ts';
import { isIndexed, propertyKey, sortKey } from './asset-node.ts';

const operators = { LT: '<', LTE: '<=', GT: '>', GTE: '>=' } as const;

/**
 * Conditions as Cypher, with their parameters. What Cypher calls null counts as false: of what AND and OR join that makes no difference, and NOT
 * says so.
 */
export class ConditionCypher {
  readonly parameters: Record<string, unknown> = {};
  #count = 0;

  /** The parameter that stands for a value. */
  place(value: unknown): string {
    const name = `p${String(++this.#count)}`;
    this.parameters[name] = value;
    return `$${name}`;
  }

  /** What must be true of the node `a`. */
  of(condition: AssetCondition, a: string): string {
    switch (condition.kind) {
      case 'AND':
        return this.#joined(condition.of, a, ' AND ', true);
      case 'OR':
        return this.#joined(condition.of, a, ' OR ', false);
      case 'NOT':
        return `NOT coalesce(${this.of(condition.of, a)}, false)`;
      case 'IS':
        return condition.values.length === 1
          ? `${a}.${condition.field} = ${this.place(condition.values[0])}`
          : `${a}.${condition.field} IN ${this.place(condition.values)}`;
      case 'LABEL':
        return `${a}.label ${{ EQUALS: '=', CONTAINS: 'CONTAINS', STARTS_WITH: 'STARTS WITH' }[condition.match]} ${this.place(condition.text)}`;
      case 'PROPERTY':
        return this.#compared(this.property(a, condition.name), condition.comparison);
      case 'TAG':
        return this.#tag(a, condition);
      case 'CREATED':
        return this.#between(`${a}.createdAt`, condition.from, condition.to);
      case 'HAS_CONTENT':
        return `${a}.sha256 IS NOT NULL`;
      case 'WITHDRAWN_TOO':
        return this.place(true);
      case 'PARENT':
        return this.#neighbour(condition.of, (other) => `(${a})-[:PART_OF]->(${other}:Asset)`);
      case 'CHILD':
        return this.#neighbour(condition.of, (other) => `(${a})<-[:PART_OF]-(${other}:Asset)`);
      case 'RELATION':
        return this.#related(a, condition);
      case 'WITHIN':
        return this.#within(a, condition);
      case 'TEXT':
        return condition.words.map((word) => this.#word(a, word)).join(' AND ');
    }
  }

  /** What the node holds of the property, whatever its name is. */
  property(a: string, name: string): string {
    return isIndexed(name) ? `${a}.${propertyKey(name)}` : `${a}[${this.place(propertyKey(name))}]`;
  }

  #joined(conditions: readonly AssetCondition[], a: string, operator: string, none: boolean): string {
    // As a parameter: beside a literal `false` the planner drops the other conditions, and then misses those of its hint.
    if (conditions.length === 0) return this.place(none);
    return conditions.map((each) => `(${this.of(each, a)})`).join(operator);
  }

  /** `value` is what asset-node.ts makes of a property's or a tag's. */
  #compared(value: string, comparison: Comparison): string {
    switch (comparison.op) {
      case 'EQ':
        return `${value} = ${this.place(sortKey(comparison.value))}`;
      case 'NE':
        return `${value} IS NOT NULL AND NOT coalesce(${value} = ${this.place(sortKey(comparison.value))}, false)`;
      case 'IN':
        return `${value} IN ${this.place(comparison.values.map(sortKey))}`;
      case 'EXISTS':
        return `${value} IS NOT NULL`;
      case 'STARTS_WITH':
        return `${value} STARTS WITH ${this.place(sortKey(comparison.value))}`;
      default:
        return `${value} ${operators[comparison.op]} ${this.place(sortKey(comparison.value))}`;
    }
  }

  #tag(a: string, condition: Extract<AssetCondition, { kind: 'TAG' }>): string {
    const t = this.#name('t');
    const { name, comparisons, setBy, setAfter, setBefore } = condition;
    const all = [`${t}.name = ${this.place(name)}`];
    for (const comparison of comparisons) all.push(`(${this.#compared(`${t}.compared`, comparison)})`);
    if (setBy !== null) all.push(`${t}.setBy = ${this.place(setBy)}`);
    all.push(this.#between(`${t}.setAt`, setAfter, setBefore));
    return `EXISTS { (${a})-[:HAS_TAG]->(${t}:Tag) WHERE ${all.join(' AND ')} }`;
  }

  #between(moment: string, from: Date | null, to: Date | null): string {
    const all = [
      ...(from ? [`${moment} >= datetime(${this.place(from.toISOString())})`] : []),
      ...(to ? [`${moment} < datetime(${this.place(to.toISOString())})`] : []),
    ];
    return all.length === 0 ? 'true' : all.join(' AND ');
  }

  #neighbour(condition: AssetCondition, pattern: (other: string) => string): string {
    const other = this.#name('a');
    return `EXISTS { ${pattern(other)} WHERE ${this.of(condition, other)} }`;
  }

  #related(a: string, { type, direction, of }: Extract<AssetCondition, { kind: 'RELATION' }>): string {
    const [r, other] = [this.#name('r'), this.#name('a')];
    const [left, right] = direction === 'BOTH' ? ['-', '-'] : direction === 'OUT' ? ['-', '->'] : ['<-', '-'];
    const ofType = type === null ? '' : `AND ${r}.type = ${this.place(type)}`;
    return `EXISTS { (${a})${left}[${r}:RELATES_TO]${right}(${other}:Asset) WHERE NOT ${r}.removed ${ofType} AND (${this.of(of, other)}) }`;
  }

  /** Upwards, where the ways are few and short; a pattern with both ends known might be walked from the other one. */
  #within(a: string, { id, projectIds }: Extract<AssetCondition, { kind: 'WITHIN' }>): string {
    const [way, up] = [this.#name('way'), this.#name('up')];
    const visible =
      projectIds === 'ALL' ? '' : `WHERE all(n IN nodes(${way}) WHERE n.projectId IN ${this.place(projectIds)})`;
    return `${this.place(id)} IN COLLECT { MATCH ${way} = (${a})-[:PART_OF*1..]->(${up}:Asset) ${visible} RETURN ${up}.id }`;
  }

  #word(a: string, { word, isPrefix }: SearchWord): string {
    const [t, part] = [this.#name('t'), this.place(isPrefix ? ` ${word}` : ` ${word} `)];
    return `(${a}.words CONTAINS ${part} OR EXISTS { (${a})-[:HAS_TAG]->(${t}:Tag) WHERE ${t}.words CONTAINS ${part} })`;
  }

  #name(letter: string): string {
    return `${letter}${String(++this.#count)}`;
  }
}
