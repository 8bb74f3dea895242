/* eslint-disable @typescript-eslint/no-unsafe-class-instance-assignment -- the driver declares its options as classes, and wants plain objects */
import neo4j, {
  Neo4jError,
  type BookmarkManager,
  type Driver,
  type ManagedTransaction,
  type QueryResult,
  type Session,
} from 'neo4j-driver';
import { HubError } from '../../core/errors.ts';

type Parameters = Readonly<Record<string, unknown>>;

/** Runs one statement of a transaction and gives its rows as objects. */
export type Run = <Row>(cypher: string, parameters?: Parameters) => Promise<Row[]>;

export interface ConnectionOptions {
  /** `bolt://`, `neo4j://` or their `+s` forms, with user and password in it. */
  readonly url: string;
  /** How long the driver repeats a transaction that failed for a passing reason. @default 5000 */
  readonly retryMs?: number;
  /** After how long the server gives a transaction up. @default 30000 */
  readonly timeoutMs?: number;
}

/** A Neo4j server: transactions that see what this process has written, and failures as HubErrors. */
export class Neo4jConnection {
  readonly #driver: Driver;
  readonly #bookmarks: BookmarkManager = neo4j.bookmarkManager();
  readonly #timeoutMs: number;
  /** Host and port, for messages: the URL holds a password. */
  readonly address: string;

  constructor({ url, retryMs = 5000, timeoutMs = 30_000 }: ConnectionOptions) {
    const { address, server, user, password } = splitUrl(url);
    this.address = address;
    this.#timeoutMs = timeoutMs;
    this.#driver = neo4j.driver(server, neo4j.auth.basic(user, password), {
      disableLosslessIntegers: true,
      maxTransactionRetryTime: retryMs,
      connectionTimeout: retryMs,
      connectionAcquisitionTimeout: retryMs,
      telemetryDisabled: true,
      // What the server has to say about our statements is heard in development (EXPLAIN), not with every answer.
      notificationFilter: { minimumSeverityLevel: 'OFF' },
      userAgent: 'pesscara',
    });
  }

  /**
   * What `work` reads; it may run twice. First each statement alone, since BEGIN and COMMIT would be two more trips to the server; what
   * fails for a passing reason the driver repeats, in transactions that it manages. Statements of a transaction don't see one moment
   * either: Neo4j reads what is committed when each one gets there.
   * @throws UNAVAILABLE, DEADLINE_EXCEEDED
   */
  async read<T>(bookmarks: readonly string[], work: (run: Run) => Promise<T>): Promise<T> {
    try {
      return await work((cypher, parameters) => this.#alone(bookmarks, cypher, parameters));
    } catch (caught) {
      if (!(caught instanceof Neo4jError && neo4j.isRetryableError(caught))) throw this.#translated(caught);
    }
    return this.#transact('READ', bookmarks, work);
  }

  /** What `work` gives, once its writes are durable. It may run several times. @throws UNAVAILABLE */
  write<T>(bookmarks: readonly string[], work: (run: Run) => Promise<T>): Promise<T> {
    return this.#transact('WRITE', bookmarks, work);
  }

  /** One statement in a transaction of its own, as schema changes need it. */
  async execute(cypher: string): Promise<void> {
    const session = this.#driver.session({ bookmarkManager: this.#bookmarks });
    try {
      await session.run(cypher);
    } catch (caught) {
      throw this.#translated(caught);
    } finally {
      await session.close();
    }
  }

  /** Where this process has come to, for whoever reads after it. */
  async bookmarks(): Promise<readonly string[]> {
    return [...(await this.#bookmarks.getBookmarks())];
  }

  /** The server's version, as `5.26.30`. @throws UNAVAILABLE */
  async version(): Promise<string> {
    try {
      const { agent } = await this.#driver.getServerInfo();
      return agent?.replace(/^Neo4j\//, '') ?? 'unknown';
    } catch (caught) {
      throw this.#translated(caught);
    }
  }

  async close(): Promise<void> {
    await this.#driver.close();
  }

  async #transact<T>(mode: 'READ' | 'WRITE', bookmarks: readonly string[], work: (run: Run) => Promise<T>): Promise<T> {
    const session = this.#session(mode, bookmarks);
    const inTransaction = (transaction: ManagedTransaction) =>
      work(async (cypher, parameters = {}) => rowsOf(await transaction.run(cypher, parameters)));
    try {
      // The server ends what takes longer, also for a process that is frozen in the middle and holds locks.
      const config = { timeout: this.#timeoutMs };
      return mode === 'READ'
        ? await session.executeRead(inTransaction, config)
        : await session.executeWrite(inTransaction, config);
    } catch (caught) {
      throw this.#translated(caught);
    } finally {
      await session.close();
    }
  }

  async #alone<Row>(bookmarks: readonly string[], cypher: string, parameters: Parameters = {}): Promise<Row[]> {
    const session = this.#session('READ', bookmarks);
    try {
      return rowsOf(await session.run(cypher, parameters, { timeout: this.#timeoutMs }));
    } finally {
      await session.close();
    }
  }

  #session(mode: 'READ' | 'WRITE', bookmarks: readonly string[]): Session {
    return this.#driver.session({
      defaultAccessMode: mode,
      bookmarkManager: this.#bookmarks,
      bookmarks: [...bookmarks],
      fetchSize: 20_000,
    });
  }

  #translated(caught: unknown): unknown {
    if (!(caught instanceof Neo4jError)) return caught;
    if (caught.code.includes('TransactionTimedOut')) {
      return new HubError('DEADLINE_EXCEEDED', 'the graph database took too long', {}, { cause: caught });
    }
    if (isPassing(caught)) {
      const message = `the graph database at ${this.address} does not answer (${caught.code})`;
      return new HubError('UNAVAILABLE', message, {}, { cause: caught });
    }
    return caught;
  }
}

function rowsOf<Row>({ records }: QueryResult): Row[] {
  return records.map((record) => record.toObject() as Row);
}

/** True when the fault is not in what was asked: the same may succeed once the server is back, or set up as it should be. */
function isPassing(error: Neo4jError): boolean {
  // Failures of the driver itself (no connection left in time) have no code of the server.
  return neo4j.isRetryableError(error) || !/^Neo\.(Client|Database)Error\.(Statement|Schema)\./.test(error.code);
}

function splitUrl(text: string) {
  const expected = 'PESSCARA_GRAPH_URL: expected bolt://user:password@host:port (or neo4j://)';
  if (!URL.canParse(text)) throw new Error(expected);
  const url = new URL(text);
  if (!/^(bolt|neo4j)(\+s|\+ssc)?:$/.test(url.protocol)) throw new Error(`${expected}, got ${url.protocol}//...`);
  return {
    address: url.host,
    server: `${url.protocol}//${url.host}`,
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}

/** A whole number as Cypher's integer: the driver sends a plain one as a float, which LIMIT refuses. */
export const integer = neo4j.int;
