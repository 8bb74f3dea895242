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
  /** Runs `effect` once the ambient transaction has committed (at once outside of one); dropped on rollback. */
  afterCommit(effect: () => void): void;
  /**
   * Has `write` write the item together with what else its owner (the object that asks) gathers in the ambient transaction, in that order, as
   * the last thing before the commit; at once, in a transaction of its own, where there is none.
   */
  beforeCommit<T>(owner: object, item: T, write: (items: readonly T[]) => Promise<void>): Promise<void>;
  /** Writes now what the owner has gathered in the ambient transaction so far. */
  writeGathered(owner: object): Promise<void>;
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
