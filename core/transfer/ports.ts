import type { GraphWrite } from '../assets/graph-write.ts';
import type { ObjectStore } from '../ports/object-store.ts';

/** Where an identity column's numbers stand; text, as they may be longer than JavaScript's numbers. */
export interface SequenceState {
  readonly last: string;
  /** False: `last` is the next number to be given. */
  readonly called: boolean;
}

/** A hub's SQL tables, all but those that belong to the database and not to the hub's content. */
export interface TransferTables {
  /** The scripts that ran, name to SHA-256: only equal ones give equal tables. */
  migrations(): Promise<Readonly<Record<string, string>>>;
  /** Names; a table comes after those that it refers to. */
  names(): Promise<readonly string[]>;
  /** Pages of rows in order of their key, each row one canonical text that every engine writes alike. Only inside `snapshot` or `transact`. */
  rows(table: string): AsyncIterable<readonly string[]>;
  insert(table: string, rows: readonly string[]): Promise<void>;
  /** By `table.column`. */
  sequences(): Promise<Readonly<Record<string, SequenceState>>>;
  setSequences(states: Readonly<Record<string, SequenceState>>): Promise<void>;
  /** Names of tables that hold something a new hub's would not. */
  occupied(): Promise<readonly string[]>;
  /** A text that changes with every write that matters: equal before and after, nobody wrote between. */
  position(): Promise<string>;
  /** Reads inside see one moment, and nothing can be written. */
  snapshot<T>(work: () => Promise<T>): Promise<T>;
  transact<T>(work: () => Promise<T>): Promise<T>;
}

/** The asset graph, in whichever database. */
export interface TransferGraph {
  /** Resolves when every acknowledged write is in the graph itself. */
  drain(): Promise<void>;
  /** Everything, an asset after its parents. */
  dump(): AsyncIterable<GraphWrite>;
  /** With the write's own dates; joins the ambient transaction of the tables. */
  restore(write: GraphWrite): Promise<void>;
  isEmpty(): Promise<boolean>;
  /** Whether what was restored can be read in the same transaction (else after `drain`). */
  readonly inTables: boolean;
}

export interface StoredObject {
  readonly sha256: string;
  readonly sizeBytes: number;
}

export interface TransferObjects extends Pick<ObjectStore, 'put' | 'stream'> {
  /** Every object, in order of its address. */
  list(): AsyncIterable<StoredObject>;
}

/** The key that all others come from. */
export interface TransferKey {
  read(): Promise<Uint8Array>;
  /** Null where there is none yet. */
  find(): Promise<Uint8Array | null>;
  /** Durable when it resolves. */
  write(key: Uint8Array): Promise<void>;
}

/** A whole hub, as export and import see it. */
export interface TransferHub {
  readonly tables: TransferTables;
  readonly graph: TransferGraph;
  readonly objects: TransferObjects;
  readonly key: TransferKey;
  /** Of the audit trail: the first entry that does not fit, null when it is whole. Joins the ambient transaction. */
  verifyAudit(): Promise<{ readonly entries: number; readonly firstBroken: number | null }>;
}

/** The folder that an export is. */
export interface TransferFolder {
  readonly objects: TransferObjects;
  /** Durable when it resolves. */
  write(name: string, lines: AsyncIterable<string>): Promise<void>;
  /** @throws BAD_USER_INPUT when there is no such file */
  lines(name: string): AsyncIterable<string>;
  /** Last of all: without it, it is no export. */
  writeManifest(text: string): Promise<void>;
  /** @throws BAD_USER_INPUT when there is none */
  manifest(): Promise<string>;
}
