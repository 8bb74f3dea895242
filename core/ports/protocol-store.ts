import type { JsonObject } from '../json.ts';
import type { NumberedPage } from '../page.ts';
import type { ProtocolState } from '../protocols/protocol.ts';
import type { AcceptedFinding, Finding } from '../protocols/report.ts';
import type { Page } from './asset-graph.ts';

/** One version of a project's protocol; never changed once it is there. */
export interface ProtocolVersion {
  readonly projectId: string;
  /** From 1. */
  readonly version: number;
  /** As its author wrote it, YAML or JSON. */
  readonly text: string;
  readonly document: JsonObject;
  /** Tags of series that it asks for. */
  readonly tagNames: readonly string[];
  readonly createdAt: Date;
  readonly createdBy: string;
}

/** What made the hub look at an exam: its images came, its series' tags or the protocol changed, a person asked or accepted. */
export type ReportCause = 'COMPLETED' | 'TAGS' | 'PROTOCOL' | 'PERSON' | 'ACCEPTED';

/** What the check said of an exam at some time. */
export interface ProtocolReport extends Finding {
  readonly id: string;
  /** A later report has a greater one. */
  readonly sequence: number;
  readonly projectId: string;
  readonly examId: string;
  /** The door that the exam came by; null for one that was made otherwise. */
  readonly poolId: string | null;
  readonly protocolVersion: number;
  readonly state: ProtocolState;
  readonly accepted: readonly AcceptedFinding[];
  /** Of the exam as it was looked at. */
  readonly seriesIds: readonly string[];
  /** Why it was looked at, and by whom. */
  readonly cause: ReportCause;
  readonly causedBy: string;
  readonly madeAt: Date;
}

/** An exam that has come completely. */
export interface ExamCompletion {
  readonly examId: string;
  readonly projectId: string;
  readonly poolId: string;
  /** Names the set of images that it was complete with. */
  readonly imageSet: string;
  /** What the contacts were told last, or need not be told. */
  readonly toldState: ProtocolState | null;
}

export interface Acceptance {
  readonly rule: string;
  readonly digest: string;
  readonly acceptedBy: string;
  readonly acceptedAt: Date;
  readonly reason: string;
}

/** How the exams that came by one pool stand; of one pool, or (null) of those that came by none. */
export interface PoolSummary {
  readonly poolId: string | null;
  readonly states: Readonly<Record<ProtocolState, number>>;
  /** Of rules that some exam doesn't keep, in order of name: how many lack it, and how many deviate. */
  readonly rules: readonly { readonly rule: string; readonly missing: number; readonly deviates: number }[];
}

/** Protocols and reports. Every write joins the ambient transaction. */
export interface ProtocolStore {
  /** Keeps others from adding versions until the ambient transaction ends. */
  lockProtocol(projectId: string): Promise<void>;
  addProtocol(protocol: Omit<ProtocolVersion, 'createdAt'>): Promise<ProtocolVersion>;
  /** That version, or the newest when `version` is null; null when there is none. */
  findProtocol(projectId: string, version: number | null): Promise<ProtocolVersion | null>;
  /** Newest first; cursors are versions. */
  versionsOf(projectId: string, page: NumberedPage): Promise<Page<ProtocolVersion>>;
  /** Whether the newest protocol of any project asks for one of these tags. */
  asksForTags(names: readonly string[]): Promise<boolean>;

  /** Keeps others from checking that exam until the ambient transaction ends. */
  lockExam(examId: string): Promise<void>;
  /** Replaces an earlier one of the exam, but for what was told. */
  putCompletion(completion: Omit<ExamCompletion, 'toldState'>): Promise<void>;
  completionsOf(examIds: readonly string[]): Promise<ReadonlyMap<string, ExamCompletion>>;
  putTold(examId: string, state: ProtocolState): Promise<void>;

  /** Becomes the newest of its exam. */
  addReport(report: Omit<ProtocolReport, 'sequence' | 'madeAt'>): Promise<ProtocolReport>;
  newestReports(examIds: readonly string[]): Promise<ReadonlyMap<string, ProtocolReport>>;
  getReports(ids: readonly string[]): Promise<ReadonlyMap<string, ProtocolReport>>;
  /** The newest of each exam, or of those in that state; newest first, cursors are sequences. */
  reportsOf(projectId: string, state: ProtocolState | null, page: NumberedPage): Promise<Page<ProtocolReport>>;
  /** All of one exam, newest first; cursors are sequences. */
  historyOf(examId: string, page: NumberedPage): Promise<Page<ProtocolReport>>;
  putAcceptances(examId: string, acceptances: readonly Acceptance[]): Promise<void>;
  acceptancesOf(examId: string): Promise<readonly Acceptance[]>;
  /** In order of pool. */
  summaryOf(projectId: string): Promise<readonly PoolSummary[]>;
}
