import type { SqlClient } from './sql-client.ts';

/** The jobs of one queue in one state. */
export interface QueueSample {
  readonly queue: string;
  readonly state: 'queued' | 'active' | 'dead';
  readonly count: number;
  /** Since the oldest of them was enqueued. */
  readonly oldestSeconds: number;
}

/** How many jobs wait, run and lie dead, and for how long; a queue without any has no line. */
export async function queueSamples(sql: SqlClient): Promise<readonly QueueSample[]> {
  return sql.query<QueueSample>(
    `SELECT queue, lower(state) AS state, count(*)::int AS count,
       extract(epoch FROM now() - min(created_at))::float8 AS "oldestSeconds"
     FROM job WHERE state IN ('QUEUED', 'ACTIVE', 'DEAD') GROUP BY queue, state`,
  );
}
