import { assetLevels } from '../../core/assets/asset.ts';
import { conjuncts, valuesOf, type AssetCondition } from '../../core/assets/asset-filter.ts';
import { wordsOf, type SearchWord } from '../../core/assets/search-words.ts';
import { tagHash } from './tags.ts';
import { isIndexed, propertyKey, sortKey } from './asset-node.ts';
import { knownIds } from './assets.ts';
import { integer, type Run } from './connection.ts';

/** What so few assets have is found by them; what more have, soon by looking at assets in the order asked for. */
const rare = 2000;
const maxProbes = 5;
/** Of levels of projects that one probe looks into. */
const maxScopes = 24;
const operators = { EQ: '=', LT: '<', LTE: '<=', GT: '>', GTE: '>=' } as const;

interface Probe {
  /** Gives rows of `id`, at most `$limit` of them. */
  readonly cypher: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/**
 * Ids of few assets among which are all for which the condition holds; null where no index gives so few. What they have to do with it is asked of
 * indexes first, each for no more than it takes to know that it is no help.
 */
export async function seedsOf(run: Run, condition: AssetCondition): Promise<readonly string[] | null> {
  const ids = valuesOf(condition, 'id');
  if (ids) return knownIds(ids);
  const scopes = scopesOf(condition);
  const found = await Promise.all(conjuncts(condition).map((each) => probesOf(run, each, scopes)));
  const probes = found.flat().slice(0, maxProbes);
  const answers = await Promise.all(probes.map((probe) => ask(run, probe)));
  return answers.reduce<readonly string[] | null>(
    (fewest, found) => (found && (!fewest || found.length < fewest.length) ? found : fewest),
    null,
  );
}

async function ask(run: Run, { cypher, parameters }: Probe): Promise<readonly string[] | null> {
  const [answer] = await run<{ ids: string[] | null }>(
    `${cypher} WITH collect(id) AS ids RETURN CASE WHEN size(ids) > ${String(rare)} THEN null ELSE ids END AS ids`,
    { ...parameters, limit: integer(rare + 1) },
  );
  return answer?.ids ? [...new Set(answer.ids)] : null;
}

interface Scope {
  readonly projectId: string;
  readonly level: string;
}

/** Levels of projects, where the condition names them and they are few; else none. */
function scopesOf(condition: AssetCondition): readonly Scope[] {
  const [projectIds, levels] = [valuesOf(condition, 'projectId'), valuesOf(condition, 'level') ?? assetLevels];
  const scopes = knownIds(projectIds ?? []).flatMap((projectId) => levels.map((level) => ({ projectId, level })));
  return scopes.length > maxScopes ? [] : scopes;
}

/** An index has each scope's values in order. */
function rangeProbe(
  scopes: readonly Scope[],
  condition: Extract<AssetCondition, { kind: 'PROPERTY' }>,
): readonly Probe[] {
  const { comparison } = condition;
  if (scopes.length === 0 || !isIndexed(condition.name) || !(comparison.op in operators)) return [];
  const { op, value } = comparison as Extract<typeof comparison, { op: keyof typeof operators }>;
  const key = propertyKey(condition.name);
  return [
    {
      cypher: `UNWIND $scopes AS scope MATCH (a:Asset) USING INDEX a:Asset(projectId, level, ${key}, id)
        WHERE a.projectId = scope.projectId AND a.level = scope.level AND a.${key} ${operators[op]} $value AND a.id IS NOT NULL
        WITH a LIMIT $limit WITH a.id AS id`,
      parameters: { scopes, value: sortKey(value) },
    },
  ];
}

async function probesOf(run: Run, condition: AssetCondition, scopes: readonly Scope[]): Promise<readonly Probe[]> {
  switch (condition.kind) {
    case 'TAG':
      return condition.comparisons.flatMap((each) =>
        each.op === 'EQ'
          ? [
              {
                cypher: 'MATCH (t:Tag {hash: $hash}) WITH t LIMIT $limit WITH t.assetId AS id',
                parameters: { hash: tagHash(condition.name, each.value) },
              },
            ]
          : [],
      );
    case 'TEXT':
      // The longest are likely to be the rarest.
      return condition.words.toSorted((a, b) => b.word.length - a.word.length).map((word) => wordProbe([word]));
    case 'PROPERTY': {
      const { comparison } = condition;
      if (comparison.op !== 'EQ' || typeof comparison.value !== 'string') return rangeProbe(scopes, condition);
      // A property's words are all of one asset.
      const words = wordsOf([comparison.value]).map((word) => ({ word, isPrefix: false }));
      return words.length === 0 || words.length > 50 ? [] : [wordProbe(words)];
    }
    case 'PARENT': {
      const parents = await seedsOf(run, condition.of);
      if (!parents) return [];
      return [
        {
          cypher:
            'UNWIND $parents AS parent MATCH (:ProvEntity {id: parent})<-[:PART_OF]-(a) WITH a LIMIT $limit WITH a.id AS id',
          parameters: { parents: knownIds(parents) },
        },
      ];
    }
    case 'RELATION': {
      const others = valuesOf(condition.of, 'id');
      if (!others) return [];
      return [
        {
          cypher: `UNWIND $others AS other MATCH (:ProvEntity {id: other})-[r:RELATES_TO]-(a:Asset)
            WHERE NOT r.removed AND ($type IS NULL OR r.type = $type) WITH a LIMIT $limit WITH a.id AS id`,
          parameters: { others: knownIds(others), type: condition.type },
        },
      ];
    }
    case 'WITHIN':
      return [
        {
          cypher: 'MATCH (:ProvEntity {id: $root})<-[:PART_OF*1..]-(a) WITH a LIMIT $limit WITH a.id AS id',
          parameters: { root: condition.id },
        },
      ];
    default:
      return [];
  }
}

/** Words hold letters, digits and marks alone, and are in lower case: nothing in them means anything to Lucene. */
function wordProbe(words: readonly SearchWord[]): Probe {
  return {
    cypher: `CALL db.index.fulltext.queryNodes('asset_words', $query, {limit: $limit}) YIELD node
      WITH CASE WHEN node:Tag THEN node.assetId ELSE node.id END AS id`,
    parameters: { query: words.map(({ word, isPrefix }) => `+${word}${isPrefix ? '*' : ''}`).join(' ') },
  };
}
