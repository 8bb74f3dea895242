import { Neo4jConnection } from './connection.ts';

/** Empties the graph on the server, but for its migrations, for tests. */
export async function emptyGraph(url: string): Promise<void> {
  const connection = new Neo4jConnection({ url });
  try {
    await connection.write([], (run) => run('MATCH (n) WHERE NOT n:Migration DETACH DELETE n'));
  } finally {
    await connection.close();
  }
}
