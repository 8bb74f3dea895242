import { openBullQueue } from '../adapters/bull/bull-job-queue.ts';
import { openNeo4jGraph } from '../adapters/neo4j/open-graph.ts';
import { PostgresChangeFeed } from '../adapters/postgres/change-feed.ts';
import { PostgresGraphOutbox } from '../adapters/postgres/graph-outbox.ts';
import { agreeOnKey } from '../adapters/postgres/hub-key.ts';
import { JobTable } from '../adapters/postgres/job-table.ts';
import { observedSql } from '../adapters/postgres/observed-sql.ts';
import { openPostgres } from '../adapters/postgres/open-postgres.ts';
import type { Secrets } from '../core/ports/secrets.ts';
import type { ServedSettings } from './settings.ts';
import type { Engines } from './wire-engines.ts';
import type { Telemetry } from './wire-telemetry.ts';

/** PostgreSQL, Neo4j and Redis; any number of processes may have them open. */
export async function openServedStores(
  { databaseUrl, graphUrl, queueUrl }: ServedSettings,
  secrets: Secrets,
  { tracing, onError }: Telemetry,
): Promise<Engines> {
  const closers: (() => Promise<void>)[] = [];
  const close = async (): Promise<void> => {
    for (const one of closers.toReversed()) await one();
  };
  try {
    const database = await openPostgres({ url: databaseUrl, onError });
    closers.push(() => database.close());
    const sql = observedSql(database, tracing);
    await agreeOnKey(sql, secrets);
    const graph = await openNeo4jGraph({
      url: graphUrl,
      outbox: new PostgresGraphOutbox(sql),
      onError,
    });
    closers.push(() => graph.close());
    const queue = await openBullQueue({
      url: queueUrl,
      ledger: new JobTable(sql),
      afterCommit: (effect) => {
        sql.afterCommit(effect);
      },
      // Attempts that failed are told by the observation.
      onError: (error, job) => {
        if (job === null) onError(error);
      },
    });
    return {
      sql,
      graph: graph.graph,
      relations: graph.relations,
      moves: graph.moves,
      tombstones: graph.tombstones,
      queue,
      feed: new PostgresChangeFeed(sql, { notifications: database }),
      alone: false,
      readiness: {
        database: async () => {
          await sql.query('SELECT 1');
        },
      },
      workerReadiness: { graph: () => graph.ping(), queue: () => queue.ping() },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
