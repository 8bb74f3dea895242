import { messages, parse, protocol, type PGlite } from '@electric-sql/pglite';
import { StatementNames } from './statement-names.ts';

type BackendMessage = Awaited<ReturnType<PGlite['execProtocolStream']>>[number];

/** A statement that the database keeps. */
interface Prepared {
  readonly name: string;
  /** Types of its parameters (pg_type's oids). */
  readonly types: readonly number[];
  /** What its rows look like; null for one without rows. */
  readonly rows: BackendMessage | null;
}

const { serialize } = protocol;
/** Plans are made for the sizes that tables have, and these grow by 10,000 rows in a second or two. */
const planAgeMs = 1000;

/**
 * Statements of an embedded database. Those that come often are kept by it, parsed and planned, and cost one call into it for parameters, work and
 * answer, where a plain one costs six and its planning: of a small statement that is most of its time.
 */
export class PgliteStatements {
  readonly #database: PGlite;
  readonly #names = new StatementNames();
  readonly #prepared = new Map<string, Prepared>();
  #plannedAt = performance.now();

  constructor(database: PGlite) {
    this.#database = database;
  }

  /** @throws the database's error */
  async query<Row>(sql: string, parameters: readonly unknown[], isInTransaction: boolean): Promise<Row[]> {
    const name = this.#names.nameOf(sql);
    if (name === undefined) return this.#plain(sql, parameters);
    try {
      const known = this.#prepared.get(name) ?? (await this.#prepare(name, sql));
      return await this.#execute<Row>(known, parameters);
    } catch (error) {
      if (!isStale(error)) throw error;
      this.#names.giveUp(sql);
      this.#prepared.delete(name);
      // A transaction has failed with it.
      if (isInTransaction) throw error;
      return this.#plain(sql, parameters);
    }
  }

  async #plain<Row>(sql: string, parameters: readonly unknown[]): Promise<Row[]> {
    return (await this.#database.query<Row>(sql, [...parameters])).rows;
  }

  async #prepare(name: string, text: string): Promise<Prepared> {
    const answer = await this.#send(
      serialize.parse({ name, text }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    );
    const prepared = {
      name,
      types: parse.parseDescribeStatementResults(answer),
      rows: answer.find((message) => message instanceof messages.RowDescriptionMessage) ?? null,
    };
    this.#prepared.set(name, prepared);
    return prepared;
  }

  async #execute<Row>({ name, types, rows }: Prepared, parameters: readonly unknown[]): Promise<Row[]> {
    const { serializers, parsers } = this.#database;
    const values = parameters.map((value, at) => {
      if (value === null || value === undefined) return null;
      const serializer = serializers[types[at] ?? 0];
      return serializer ? serializer(value) : (value as { toString(): string }).toString();
    });
    const work = [serialize.bind({ statement: name, values }), serialize.execute({}), serialize.sync()];
    const isOld = performance.now() - this.#plannedAt > planAgeMs;
    if (isOld) {
      this.#plannedAt = performance.now();
      work.unshift(serialize.query('DISCARD PLANS'));
    }
    const answer = await this.#send(...work);
    const own = isOld ? answer.slice(answer.findIndex(({ name: kind }) => kind === 'bindComplete')) : answer;
    const [result] = parse.parseResults(rows === null ? own : [rows, ...own], parsers, { rowMode: 'object' });
    return (result?.rows ?? []) as Row[];
  }

  /** Messages together, which nothing comes between. */
  #send(...parts: readonly Uint8Array[]): Promise<BackendMessage[]> {
    return this.#database.runExclusive(() => this.#database.execProtocolStream(Buffer.concat(parts)));
  }
}

/** A migration has changed what a kept statement answers. */
const isStale = (error: unknown): boolean =>
  error instanceof messages.DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery';
