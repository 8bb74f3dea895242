import type { Role } from '../policy/policy.ts';
import type { JsonObject } from '../json.ts';
import type { StepCondition } from './step-condition.ts';
import type { ReusePolicy } from './run.ts';
import type { Trigger } from './trigger.ts';

/** How often a step that failed is tried again. */
export interface StepRetries {
  /** How often in all, 1 to 20. */
  readonly attempts: number;
  /** Seconds from a failure to the next try. */
  readonly delayS: number;
}

/** What a step asks of the machine that it runs on; null: whatever its executor gives. */
export interface StepResources {
  /** Cores; parts of one are permitted. */
  readonly cpu: number | null;
  readonly memoryMb: number | null;
  /** Whole devices. */
  readonly gpu: number | null;
}

/** A kind of result that a step takes from the steps before it; null: any. */
export interface StepInputType {
  readonly kind: string;
  readonly role: string | null;
}

/** Assets of the run's project, as they are when the run starts. */
export interface AssetSource {
  readonly level: 'EXAM' | 'SERIES';
  /** The name of a saved query that is shared in the project; null: all of that level. */
  readonly query: string | null;
  /** Over the asset's own tags and properties, and of series their type and modality; null: any. */
  readonly if: StepCondition | null;
  /** Where more are found, the run fails. 1 to 1000 */
  readonly most: number;
}

export interface StepDefinition {
  readonly id: string;
  readonly title: string | null;
  /** A name of `stepKinds`. */
  readonly uses: string;
  readonly needs: readonly string[];
  /** 'series': once for each series of the exam; 'exams': for each exam of its subject; 'assets': see `over`; null: once for the exam. */
  readonly foreach: 'series' | 'exams' | 'assets' | null;
  /** With foreach 'assets': which ones; else null. */
  readonly over: AssetSource | null;
  readonly if: StepCondition | null;
  /** Defaults filled in. */
  readonly with: JsonObject;
  /** Seconds until an attempt is stopped; null: as long as its executor permits. */
  readonly timeoutS: number | null;
  /** Null: failures that say nothing about the step (an outage, a fault) alone are tried again. */
  readonly retries: StepRetries | null;
  readonly resources: StepResources | null;
  /** What of the results before it the step takes, and can't do without; null: all that its kind takes. */
  readonly inputs: readonly StepInputType[] | null;
  /** `continue`: a failed item leaves the others alone; `fail`: it ends the run. */
  readonly onError: 'continue' | 'fail';
}

/** A validated workflow definition. Steps are in the order written, which need not be the order they run in. */
export interface WorkflowDefinition {
  readonly name: string;
  readonly title: string;
  readonly triggers: readonly Trigger[];
  /** Who of those who may start runs may start this one; null: all of them. */
  readonly roles: readonly Role[] | null;
  /** Of runs that are started without saying it. */
  readonly reuse: ReusePolicy;
  readonly steps: readonly StepDefinition[];
}

/** Who may complete the task of a human step when its definition doesn't say. */
export const defaultTaskRoles: readonly Role[] = ['OWNER', 'REVIEWER', 'CURATOR'];
