import { assetLevels } from '../../core/assets/asset.ts';
import {
  allOf,
  conjuncts,
  countsWithdrawn,
  valuesOf,
  type AssetCondition,
  type AssetOrder,
} from '../../core/assets/asset-filter.ts';
import { levelLabels } from './apply.ts';
import { ConditionCypher } from './asset-condition.ts';
import { knownIds } from './assets.ts';

/**
 * Where assets are looked for: among a few, or in scopes (the assets of a level of a project, which an index has in the order asked for), each by
 * itself, so that the first of each are enough.
 */
export interface AssetScan {
  readonly text: ConditionCypher;
  /** What comes before the `MATCH` of `a`: rows of `id` or `scope`; empty when all assets are looked at together. */
  readonly rows: string;
  readonly variable: 'id' | 'scope' | null;
  readonly match: string;
  readonly conditions: readonly string[];
  /** What all assets of a scope have the same of: said in ORDER BY too, for the planner to know that an index is in order. */
  readonly same: readonly string[];
}

const isScope = (each: AssetCondition) => each.kind === 'IS' && (each.field === 'projectId' || each.field === 'level');

/** `by`: what the assets are ordered by; null where they are counted. */
export function scanOf(
  condition: AssetCondition,
  seeds: readonly string[] | null,
  by: AssetOrder['by'] | null,
): AssetScan {
  const text = new ConditionCypher();
  // What is withdrawn has another label, so that nothing else must look for it; no index has both in one order.
  if (countsWithdrawn(condition)) {
    const [rows, match] = seeds
      ? [`UNWIND ${text.place(seeds)} AS id`, 'MATCH (a:ProvEntity {id: id})']
      : ['', 'MATCH (a:Asset|Withdrawn)'];
    const conditions = [...(seeds ? ['(a:Asset OR a:Withdrawn)'] : []), `(${text.of(condition, 'a')})`];
    return { text, rows, variable: seeds ? 'id' : null, match, conditions, same: [] };
  }
  if (seeds) {
    return {
      text,
      rows: `UNWIND ${text.place(seeds)} AS id`,
      variable: 'id',
      match: 'MATCH (a:ProvEntity {id: id})',
      conditions: ['a:Asset', `(${text.of(condition, 'a')})`],
      same: [],
    };
  }
  const projectIds = valuesOf(condition, 'projectId');
  const asked = valuesOf(condition, 'level');
  // Indexes have labels and times in order within a level.
  const levels = asked ?? (projectIds === null && (by === 'LABEL' || by === 'CREATED_AT') ? assetLevels : null);
  const rest = allOf(conjuncts(condition).filter((each) => !isScope(each)));
  const conditions = rest.kind === 'AND' && rest.of.length === 0 ? [] : [`(${text.of(rest, 'a')})`];
  // In order of id a project is one scope: what a condition finds at one level alone is not looked for at the others.
  if (projectIds && by === 'ID' && !levels) {
    return {
      text,
      rows: `UNWIND ${text.place(knownIds(projectIds))} AS scope`,
      variable: 'scope',
      match: 'MATCH (a:Asset)',
      conditions: ['a.projectId = scope', ...conditions],
      same: ['a.projectId'],
    };
  }
  if (projectIds) {
    const scopes = knownIds(projectIds).flatMap((projectId) =>
      (levels ?? assetLevels).map((level) => ({ projectId, level })),
    );
    return {
      text,
      rows: `UNWIND ${text.place(scopes)} AS scope`,
      variable: 'scope',
      match: 'MATCH (a:Asset)',
      conditions: ['a.projectId = scope.projectId', 'a.level = scope.level', ...conditions],
      same: ['a.projectId', 'a.level'],
    };
  }
  if (levels) {
    const [level] = levels;
    // The count of a label is a number that the store keeps.
    if (by === null && level !== undefined && levels.length === 1 && conditions.length === 0)
      return {
        text,
        rows: '',
        variable: null,
        match: `MATCH (a:${levelLabels[level as keyof typeof levelLabels]})`,
        conditions: [],
        same: [],
      };
    return {
      text,
      rows: `UNWIND ${text.place(levels)} AS scope`,
      variable: 'scope',
      match: 'MATCH (a:Asset)',
      conditions: ['a.level = scope', ...conditions],
      same: ['a.level'],
    };
  }
  return { text, rows: '', variable: null, match: 'MATCH (a:Asset)', conditions, same: [] };
}
