/** The part of a PostgreSQL client that our stores use. Queries inside `transact` join its transaction. */
export interface SqlClient {
  /** Rows of one statement; parameters are `$1`, `$2`, ... Objects for jsonb must be passed as JSON text. */
  query<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** Runs a script of several statements without parameters. */
  script(sql: string): Promise<void>;
  /**
   * What `work` answers, once its changes are durable. Where transactions run beside each other, one that PostgreSQL ended to
   * solve a deadlock runs again, so `work` must be able to run twice: it keeps what it gathers in itself.
   */
  transact<T>(work: () => Promise<T>): Promise<T>;
  /**
   * What `work` answers, while nobody else who uses the database holds this name; null, and nothing done, where somebody does. A process that ends
   * lets it go at once. `work` is in no transaction by this; not for within one.
   */
  whileHolding<T>(name: string, work: () => Promise<T>): Promise<{ readonly done: T } | null>;
  /** Runs `effect` once the ambient transaction has committed (at once outside of one); dropped on rollback. */
  afterCommit(effect: () => void): void;
  close(): Promise<void>;
}

/** What a database tells to all its processes. */
export interface Notifications {
  /**
   * From now on `heard` gets what `pg_notify` sends on the channel, in any process, and null whenever some may have been
   * missed (the connection is new): look at everything then. Answers what ends it. Never fails: it connects again and again.
   */
  listen(channel: string, heard: (payload: string | null) => void): () => void;
}
