/** The part of a PostgreSQL client that our stores use. Queries inside `transact` join its transaction. */
export interface SqlClient {
  /** Rows of one statement; parameters are `$1`, `$2`, ... Objects for jsonb must be passed as JSON text. */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Runs a script of several statements without parameters. */
  script(sql: string): Promise<void>;
  transact<T>(work: () => Promise<T>): Promise<T>;
  /** Runs `effect` once the ambient transaction has committed (at once outside of one); dropped on rollback. */
  afterCommit(effect: () => void): void;
  close(): Promise<void>;
}
