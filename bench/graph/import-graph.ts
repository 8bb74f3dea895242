import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { activityNode, assetNode } from '../../adapters/neo4j/apply.ts';
import { propertyKey } from '../../adapters/neo4j/asset-node.ts';
import { tagNode } from '../../adapters/neo4j/tags.ts';
import type { Neo4jServer } from '../../tests/services/neo4j.ts';
import { hubData, type HubBatch, type Projects } from './hub-data.ts';

type Value = string | number | boolean | null | undefined;

interface Table {
  readonly file: string;
  /** `--nodes` or `--nodes=LABELS`, `--relationships=TYPE`. */
  readonly option: string;
  readonly header: readonly string[];
  readonly rows: (batch: HubBatch) => Iterable<readonly Value[]>;
}

const texts = (names: readonly string[]) => names.map((name) => propertyKey(name));
const textual = texts([
  ...['studyInstanceUID', 'studyDate', 'seriesInstanceUID', 'modality', 'seriesDescription', 'sopInstanceUID'],
  ...['sopClassUID', 'name', 'unit'],
]);
// The driver sends every number of ours as a float.
const numeric = texts(['seriesNumber', 'instanceNumber', 'value']);
const assetKeys = [
  'projectId',
  'level',
  'kind',
  'createdBy',
  'label',
  'labelKey',
  'words',
  'properties',
  ...textual,
  ...numeric,
];
const tagKeys = ['hash', 'assetId', 'compared', 'words', 'name', 'value', 'setBy'];
const activityKeys = ['projectId', 'method', 'methodVersion', 'parameters', 'environment', 'recordedBy'];
const pick = (node: Readonly<Record<string, unknown>>, keys: readonly string[]) =>
  keys.map((key) => node[key] as Value);

const relation = (type: string, from: string, to: string, rows: Table['rows']): Table => ({
  file: `${type}.csv`,
  option: `--relationships=${type}`,
  header: [
    `:START_ID(${from})`,
    `:END_ID(${to})`,
    ...(['PART_OF', 'HAS_TAG'].includes(type) ? [] : ['role', 'position:double']),
  ],
  rows,
});

/** What the relay makes of `hubData`: the same nodes, by the same functions. */
const tables: readonly Table[] = [
  {
    file: 'assets.csv',
    option: '--nodes',
    header: [
      ...['id:ID(entity)', ':LABEL', 'createdAt:datetime'],
      ...assetKeys.map((key) => (numeric.includes(key) ? `${key}:double` : key)),
    ],
    *rows({ assets }) {
      for (const asset of assets) {
        const { label, createdAt, fixed, state } = assetNode(asset);
        yield [asset.id, `ProvEntity;Asset;${label}`, createdAt, ...pick({ ...fixed, ...state }, assetKeys)];
      }
    },
  },
  {
    file: 'tags.csv',
    option: '--nodes=Tag',
    header: ['id:ID(tag)', 'setAt:datetime', 'seq:double', ...tagKeys],
    *rows({ tags }) {
      for (const tag of tags) {
        const { id, setAt, node } = tagNode(0, tag);
        yield [id, setAt, 0, ...pick(node, tagKeys)];
      }
    },
  },
  {
    file: 'activities.csv',
    option: '--nodes=ProvActivity',
    header: ['id:ID(activity)', 'startedAt:datetime', 'endedAt:datetime', 'recordedAt:datetime', ...activityKeys],
    *rows({ activities }) {
      for (const { id, startedAt, endedAt, recordedAt, node } of activities.map(activityNode))
        yield [id, startedAt, endedAt, recordedAt, ...pick(node, activityKeys)];
    },
  },
  {
    file: 'agents.csv',
    option: '--nodes=ProvAgent',
    header: ['id:ID(agent)', 'kind', 'name', 'version'],
    // Each once: see importGraph.
    *rows({ activities }) {
      for (const { agents } of activities)
        for (const { agent } of agents) yield [agent.id, agent.kind, agent.name, agent.version];
    },
  },
  relation('PART_OF', 'entity', 'entity', function* ({ assets }) {
    for (const { id, parentIds } of assets) for (const parent of parentIds) yield [id, parent];
  }),
  relation('HAS_TAG', 'entity', 'tag', function* ({ tags }) {
    for (const tag of tags) yield [tag.assetId, tagNode(0, tag).id];
  }),
  relation('WAS_GENERATED_BY', 'entity', 'activity', function* ({ activities }) {
    for (const { id, generated } of activities)
      for (const [place, { assetId, role }] of generated.entries()) yield [assetId, id, role, place];
  }),
  relation('WAS_ASSOCIATED_WITH', 'activity', 'agent', function* ({ activities }) {
    for (const { id, agents } of activities)
      for (const [place, { agent, role }] of agents.entries()) yield [id, agent.id, role, place];
  }),
  relation('USED', 'activity', 'entity', function* ({ activities }) {
    for (const { id, used } of activities)
      for (const [place, { assetId, role }] of used.entries()) yield [id, assetId, role, place];
  }),
];

/** Every text in quotes: one without them is nothing where it is empty. */
function cell(value: Value): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : String(value);
}

/**
 * Puts `hubData` in place of all that a Neo4j has, which runs again afterwards: `neo4j-admin database import` takes a million assets in minutes,
 * where writing them takes half an hour. Constraints and indexes come with the next hub.
 */
export async function importGraph(neo4j: Neo4jServer, size: number, projects: Projects): Promise<void> {
  const began = performance.now();
  const seconds = () => ((performance.now() - began) / 1000).toFixed(1);
  const folder = await mkdtemp(join(tmpdir(), 'graph-import-'));
  try {
    const files = await Promise.all(
      tables.map(async (table) => ({ ...table, handle: await open(join(folder, table.file), 'w') })),
    );
    for (const { handle, header } of files) await handle.write(`${header.join(',')}\n`);
    const agents = new Set<Value>();
    for (const batch of hubData(size, projects)) {
      for (const { file, handle, rows } of files) {
        const lines: string[] = [];
        for (const row of rows(batch)) {
          if (file === 'agents.csv' && agents.has(row[0])) continue;
          if (file === 'agents.csv') agents.add(row[0]);
          lines.push(`${row.map(cell).join(',')}\n`);
        }
        if (lines.length > 0) await handle.write(lines.join(''));
      }
    }
    await Promise.all(files.map(({ handle }) => handle.close()));
    console.log(`wrote ${String(size)} assets for the import in ${seconds()} s`);
    await neo4j.stop('SIGTERM');
    await neo4j.admin([
      ...['database', 'import', 'full', 'neo4j', '--overwrite-destination=true', '--max-off-heap-memory=2g'],
      ...[`--report-file=${join(folder, 'report')}`],
      ...tables.map(({ option, file }) => `${option}=${join(folder, file)}`),
    ]);
    await neo4j.restart();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  console.log(`imported ${String(size)} assets in ${seconds()} s`);
}
