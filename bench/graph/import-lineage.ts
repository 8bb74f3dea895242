import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Neo4jServer } from '../../tests/services/neo4j.ts';
import { batches, type LineageRow } from './lineage-data.ts';

interface Table {
  readonly file: string;
  /** `--nodes=LABELS` or `--relationships=TYPE`. */
  readonly option: string;
  readonly header: string;
  readonly lines: (row: LineageRow, projectId: string) => readonly string[];
}

const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
const relation = (type: string, from: string, to: string, lines: Table['lines']): Table => ({
  file: `${type}.csv`,
  option: `--relationships=${type}`,
  header: `:START_ID(${from}),:END_ID(${to}),role,position:long`,
  lines,
});

/** What `growLineage` makes, one file each; the agents stand with the first activities. */
const tables: readonly Table[] = [
  {
    file: 'assets.csv',
    option: '--nodes=ProvEntity:Asset:Derived',
    header: 'id:ID(entity),projectId,level,kind,label,createdBy,properties,createdAt:datetime',
    lines: ({ asset, n }, projectId) => {
      const properties = quoted(`{"name":"volume","value":${String(n)},"unit":"ml"}`);
      return [`${asset},${projectId},DERIVED,biomarker,volume ${String(n)},bench,${properties},2026-01-01T00:00:00Z`];
    },
  },
  {
    file: 'activities.csv',
    option: '--nodes=ProvActivity',
    header: 'id:ID(activity),projectId,method,methodVersion:string,parameters,startedAt:datetime,endedAt:datetime',
    lines: ({ activity }, projectId) => [
      `${activity},${projectId},measure,1,${quoted('{"threshold":3}')},2026-01-01T00:00:00Z,2026-01-01T00:01:00Z`,
    ],
  },
  {
    file: 'agents.csv',
    option: '--nodes=ProvAgent',
    header: 'id:ID(agent),kind,name,version:string',
    lines: ({ agent, n }) => (n < 10 ? [`${agent},SOFTWARE,measure,1`] : []),
  },
  relation('WAS_GENERATED_BY', 'entity', 'activity', ({ asset, activity }) => [`${asset},${activity},output,0`]),
  relation('WAS_ASSOCIATED_WITH', 'activity', 'agent', ({ activity, agent }) => [`${activity},${agent},executor,0`]),
  relation('USED', 'activity', 'entity', ({ activity, used }) =>
    used.map((asset, position) => `${activity},${asset},input,${String(position)}`),
  ),
];

/**
 * Puts `size` assets of the project, in place of all that it has, into a Neo4j that runs again afterwards: `neo4j-admin database import`
 * takes a million in a minute or two, where `growLineage` takes half an hour. Constraints and indexes come with the next hub.
 */
export async function importLineage(neo4j: Neo4jServer, size: number, projectId: string): Promise<void> {
  const began = performance.now();
  const folder = await mkdtemp(join(tmpdir(), 'lineage-import-'));
  try {
    const files = await Promise.all(tables.map(({ file }) => open(join(folder, file), 'w')));
    const written = tables.map((table, n) => ({ ...table, handle: files[n] }));
    for (const { handle, header } of written) await handle?.write(`${header}\n`);
    for (const rows of batches(0, size, 2000)) {
      for (const { handle, lines } of written) {
        const text = rows.flatMap((row) => lines(row, projectId).map((line) => `${line}\n`)).join('');
        if (text !== '') await handle?.write(text);
      }
    }
    await Promise.all(files.map((file) => file.close()));
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
  console.log(`imported ${String(size)} assets in ${((performance.now() - began) / 1000).toFixed(1)} s`);
}
