import type { AssetLevel } from '../assets/asset.ts';
import type { ProtocolState } from '../protocols/protocol.ts';
import type { StepCondition } from './step-condition.ts';

/** What happens to an exam as it comes. */
export const examEvents = ['EXAM_REGISTERED', 'EXAM_COMPLETED'] as const;
/** What happens to any asset; each is a change of `core/assets/asset-changes.ts`. */
export const assetEvents = ['ASSET_CREATED', 'ASSET_TAGGED', 'ASSET_UPDATED', 'ASSET_RELATED'] as const;
/** Everything that starts a workflow by itself. */
export const triggerKinds = [...examEvents, ...assetEvents, 'SCHEDULE', 'WEBHOOK'] as const;

export interface ExamTrigger {
  readonly on: (typeof examEvents)[number];
  /** The exam must have a series of one of these; null: any. */
  readonly modality: readonly string[] | null;
  /** With EXAM_COMPLETED: what the check by the project's protocol must say; null: whatever it says, and also without a protocol. */
  readonly protocol: readonly ProtocolState[] | null;
}

/** Starts on the exam that the asset is part of (of a subject, on each of its exams), once for each change. */
export interface AssetTrigger {
  readonly on: (typeof assetEvents)[number];
  /** Of the asset that changed; null: any. */
  readonly level: readonly AssetLevel[] | null;
  /** Of the derived asset that changed; null: any. */
  readonly kind: readonly string[] | null;
  /** Over the asset's own tags and properties. */
  readonly if: StepCondition | null;
}

/** Starts on the project's exams at each of the times. */
export interface ScheduleTrigger {
  readonly on: 'SCHEDULE';
  /** Five fields: minute, hour, day of the month, month, day of the week. */
  readonly cron: string;
  /** Of the IANA database. */
  readonly timeZone: string;
  /** 'NEW': exams that no run of this workflow was started on yet; 'ALL': every exam, each time. */
  readonly exams: 'NEW' | 'ALL';
  /** Over the exam's tags and properties. */
  readonly if: StepCondition | null;
}

/** Starts on the exam that a signed call to the workflow's webhook names. */
export interface WebhookTrigger {
  readonly on: 'WEBHOOK';
}

export type Trigger = ExamTrigger | AssetTrigger | ScheduleTrigger | WebhookTrigger;

export const isAssetTrigger = (trigger: Trigger): trigger is AssetTrigger =>
  assetEvents.some((event) => event === trigger.on);

export const isExamTrigger = (trigger: Trigger): trigger is ExamTrigger =>
  examEvents.some((event) => event === trigger.on);
