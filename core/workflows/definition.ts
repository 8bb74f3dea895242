import type { Role } from '../policy/policy.ts';
import type { JsonObject } from '../json.ts';
import type { ProtocolState } from '../protocols/protocol.ts';
import type { ReusePolicy } from './run.ts';

/** Events that can start a workflow. */
export const triggerEvents = ['EXAM_REGISTERED', 'EXAM_COMPLETED'] as const;
export type TriggerEvent = (typeof triggerEvents)[number];

/** What a step may ask of its series; all that are given must hold. Compared without regard to case. */
export interface StepCondition {
  readonly seriesType?: readonly string[];
  readonly notSeriesType?: readonly string[];
  readonly modality?: readonly string[];
  readonly notModality?: readonly string[];
}

export interface StepDefinition {
  readonly id: string;
  readonly title: string | null;
  /** A name of `stepKinds`. */
  readonly uses: string;
  readonly needs: readonly string[];
  /** 'series': once for each series of the exam; null: once for the exam. */
  readonly foreach: 'series' | null;
  readonly if: StepCondition | null;
  /** Defaults filled in. */
  readonly with: JsonObject;
  /** `continue`: a failed item leaves the others alone; `fail`: it ends the run. */
  readonly onError: 'continue' | 'fail';
}

export interface Trigger {
  readonly on: TriggerEvent;
  /** The exam must have a series of one of these; null: any. */
  readonly modality: readonly string[] | null;
  /** With EXAM_COMPLETED: what the check by the project's protocol must say; null: whatever it says, and also without a protocol. */
  readonly protocol: readonly ProtocolState[] | null;
}

/** A validated workflow definition. Steps are in the order written, which need not be the order they run in. */
export interface WorkflowDefinition {
  readonly name: string;
  readonly title: string;
  readonly trigger: Trigger | null;
  /** Of runs that are started without saying it. */
  readonly reuse: ReusePolicy;
  readonly steps: readonly StepDefinition[];
}

/** Who may complete the task of a human step when its definition doesn't say. */
export const defaultTaskRoles: readonly Role[] = ['OWNER', 'REVIEWER', 'CURATOR'];
