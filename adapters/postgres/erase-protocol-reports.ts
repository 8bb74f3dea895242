import type { SqlClient } from './sql-client.ts';

/** Erases what the check by the protocol has said of withdrawn exams, and of exams as long as they had withdrawn series. */
export async function eraseProtocolReports(sql: SqlClient, assetIds: readonly string[]): Promise<void> {
  // A message in the hub has the id of the notification that it became.
  await sql.query(
    `UPDATE notification SET text = 'withdrawn' WHERE id IN (
       SELECT id FROM protocol_message WHERE exam_id = ANY($1::uuid[]))`,
    [assetIds],
  );
  await sql.query('DELETE FROM protocol_report WHERE exam_id = ANY($1::uuid[]) OR series_ids && $1::uuid[]', [
    assetIds,
  ]);
  for (const table of ['protocol_acceptance', 'exam_completion', 'protocol_message'])
    await sql.query(`DELETE FROM ${table} WHERE exam_id = ANY($1::uuid[])`, [assetIds]);
}
