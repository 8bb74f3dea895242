import type {
  WithdrawalExtras,
  Certificate,
  Fate,
  Withdrawal,
  WithdrawalItem,
  WithdrawnObject,
} from '../withdrawals/withdrawal.ts';
import type { Page, PageRequest } from './asset-graph.ts';
import type { ProjectScope } from './project-scope.ts';

/** A subject, study, series or image of a project, by its natural key. */
export interface NaturalKey {
  readonly projectId: string;
  readonly key: string;
}

/** Whose traces are looked for beside the graph. */
export interface TraceScope {
  readonly assetIds: readonly string[];
  readonly subjectIds: readonly string[];
  /** Research identifiers of those subjects. */
  readonly subjects: readonly NaturalKey[];
  /** Study, Series and SOP Instance UIDs, de-identified. */
  readonly studies: readonly NaturalKey[];
  readonly series: readonly NaturalKey[];
  readonly images: readonly NaturalKey[];
}

/** What there is of them. */
export type Traces = Omit<WithdrawalExtras, 'subjectIds' | 'runIds'>;

/** How much of what was erased. A type, not an interface: it goes into the certificate. */
export type Erased = {
  readonly versions: number;
  readonly tagChanges: number;
  readonly checkOuts: number;
  readonly quarantinedExams: number;
  readonly receivedFiles: number;
  readonly identities: number;
  readonly clinicalRecords: number;
};

/** How many assets of a list there are of a project and fate. */
export interface ItemCount {
  readonly projectId: string;
  readonly fate: Fate;
  readonly count: number;
}

/** Withdrawals, what they list, and what they leave. Every call joins the ambient transaction. */
export interface WithdrawalStore {
  /** Writes a LISTED one with its list; in place of the one with its id, and of any other LISTED one of the asset, which is CANCELLED. */
  putListed(withdrawal: Withdrawal, items: readonly WithdrawalItem[]): Promise<void>;
  get(ids: readonly string[]): Promise<ReadonlyMap<string, Withdrawal>>;
  /** The withdrawal, held until the ambient transaction ends; null when there is none. */
  lock(id: string): Promise<Withdrawal | null>;
  /** In order of id, which is the order of time. */
  ofProject(projectId: string, page: PageRequest): Promise<Page<Withdrawal>>;
  /** Of these projects, in order of id. */
  itemsOf(id: string, projectIds: ProjectScope, fate: Fate | null, page: PageRequest): Promise<Page<WithdrawalItem>>;
  countItems(id: string): Promise<readonly ItemCount[]>;

  cancel(id: string): Promise<void>;
  /** LISTED becomes CARRIED_OUT: its PURGE items are tombstones from now on. */
  carryOut(
    id: string,
    by: { readonly by: string; readonly at: Date; readonly passwordConfirmed: boolean },
  ): Promise<void>;
  complete(id: string, at: Date, certificate: Certificate): Promise<void>;

  /** Those of the assets that were withdrawn; nobody withdraws any more of them before the ambient transaction ends. */
  withdrawnAmong(assetIds: readonly string[]): Promise<ReadonlySet<string>>;
  /** Nobody withdraws before the ambient transaction ends. Who is to write the graph and locks runs does this first, as a withdrawal locks them. */
  holdOff(): Promise<void>;
  tracesOf(scope: TraceScope): Promise<Traces>;
  /** Erases them; after `carryOut`. What sealed objects and versions' contents that leaves in the object store is answered. */
  erase(
    scope: TraceScope,
  ): Promise<{ readonly erased: Erased; readonly objects: readonly Omit<WithdrawnObject, 'state'>[] }>;

  addObjects(id: string, objects: readonly Omit<WithdrawnObject, 'state'>[], erased: Erased): Promise<void>;
  erasedOf(id: string): Promise<Erased | null>;
  /** In order of hash and owner. */
  pendingObjects(id: string, first: number): Promise<readonly WithdrawnObject[]>;
  settleObject(
    id: string,
    object: Pick<WithdrawnObject, 'sha256' | 'sizeBytes'>,
    state: 'DELETED' | 'KEPT',
  ): Promise<void>;
  objectsOf(id: string): Promise<readonly WithdrawnObject[]>;
  /** True when something beside the graph still needs the object: a version of a living asset, a file on its way in. */
  isNeeded(sha256: string): Promise<boolean>;
  /** Bytes of erased versions (`VersionStore.eraseBefore`) that are to be deleted unless something else has them. */
  pendingErased(first: number): Promise<readonly string[]>;
  settleErased(sha256: string, state: 'DELETED' | 'KEPT'): Promise<void>;
  /** Those of the objects that were deleted, or shall be, with what was withdrawn or erased. */
  deletedAmong(sha256: readonly string[]): Promise<readonly string[]>;
}
