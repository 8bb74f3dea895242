import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { sha256 } from '../../core/json.ts';
import type { Neo4jConnection } from './connection.ts';

const folder = join(import.meta.dirname, 'migrations');
const attempts = 20;

/**
 * Brings constraints and indexes to the newest state: each `NNN-name.cypher` of ./migrations that the graph has no
 * node (:Migration) of, in order. A script's statements are separated by `;` at the end of a line and each may run again, so that
 * processes which start at once, and one that died halfway, do no harm.
 * @throws Error when the server is none that this works with, or a script that ran has changed, or the graph knows a newer one
 */
export async function migrate(connection: Neo4jConnection): Promise<void> {
  const version = await connection.version();
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major !== 5 || minor < 26) {
    throw new Error(`PESSCARA_GRAPH_URL: expected Neo4j 5.26 LTS at ${connection.address}, got ${version}`);
  }
  await repeated(() =>
    connection.execute('CREATE CONSTRAINT migration_name IF NOT EXISTS FOR (m:Migration) REQUIRE m.name IS UNIQUE'),
  );
  const ran = new Map(
    (
      await connection.read([], (run) =>
        run<{ name: string; sha256: string }>('MATCH (m:Migration) RETURN m.name AS name, m.sha256 AS sha256'),
      )
    ).map((row) => [row.name, row.sha256]),
  );
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.cypher'))
    .toSorted();
  const unknown = [...ran.keys()].filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    throw new Error(`this graph was written by a newer PESSCARA (it has ${unknown.join(', ')}): start that version`);
  }
  for (const name of names) {
    const script = readFileSync(join(folder, name), 'utf8');
    const hash = sha256(script);
    const earlier = ran.get(name);
    if (earlier === hash) continue;
    if (earlier !== undefined) throw new Error(`migration ${name} has changed since it ran: add a new one instead`);
    for (const statement of statementsOf(script)) await repeated(() => connection.execute(statement));
    await connection.execute('CALL db.awaitIndexes(600)');
    await connection.write([], (run) =>
      run('MERGE (m:Migration {name: $name}) ON CREATE SET m.sha256 = $hash, m.ranAt = datetime()', { name, hash }),
    );
  }
}

function statementsOf(script: string): readonly string[] {
  return script
    .replaceAll(/^\/\/.*$/gm, '')
    .split(/;\s*$/m)
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

/** Schema changes of two processes at once can refuse each other (a deadlock, "already exists"); one of them gets through. */
async function repeated(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work();
      return;
    } catch (caught) {
      if (attempt === attempts) throw caught;
      await setTimeout(50 + Math.random() * 100);
    }
  }
}
