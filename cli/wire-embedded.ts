import { PostgresAssetGraph } from '../adapters/postgres/asset-graph.ts';
import { PostgresTombstones } from '../adapters/postgres/asset-tombstones.ts';
import { PostgresAssetMoves } from '../adapters/postgres/asset-moves.ts';
import { PostgresChangeFeed } from '../adapters/postgres/change-feed.ts';
import { fillWords } from '../adapters/postgres/fill-words.ts';
import { agreeOnKey } from '../adapters/postgres/hub-key.ts';
import { PostgresJobQueue } from '../adapters/postgres/job-queue.ts';
import { observedSql } from '../adapters/postgres/observed-sql.ts';
import { openDataFolder } from '../adapters/postgres/open-data-folder.ts';
import { PostgresRelations } from '../adapters/postgres/relations.ts';
import type { Secrets } from '../core/ports/secrets.ts';
import type { Engines } from './wire-engines.ts';
import type { Telemetry } from './wire-telemetry.ts';

/** Everything under one data folder, in this process, which has it alone. */
export async function openEmbeddedStores(
  home: string,
  secrets: Secrets,
  { tracing, onError }: Telemetry,
): Promise<Engines> {
  const folder = await openDataFolder(home, { onError });
  try {
    const sql = observedSql(folder.sql, tracing);
    await agreeOnKey(sql, secrets);
    await fillWords(sql);
    const queue = new PostgresJobQueue(sql, {
      // Attempts that failed are told by the observation.
      onError: (error, job) => {
        if (job === null) onError(error);
      },
    });
    // Nobody else has the folder: what is still held was held by a process that died.
    await queue.recoverOrphans();
    return {
      sql,
      graph: new PostgresAssetGraph(sql),
      relations: new PostgresRelations(sql),
      moves: new PostgresAssetMoves(sql),
      tombstones: new PostgresTombstones(sql),
      queue,
      feed: new PostgresChangeFeed(sql),
      alone: true,
      readiness: {
        database: async () => {
          await sql.query('SELECT 1');
        },
      },
      workerReadiness: {},
      close: () => folder.close(),
    };
  } catch (error) {
    await folder.close();
    throw error;
  }
}
