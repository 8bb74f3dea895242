import type { NewAsset } from '../assets/asset.ts';
import type { StepTag } from '../assets/step-tags.ts';
import type { ProvActivity } from '../provenance/activity.ts';
import type { WorkflowPorts } from './ports.ts';
import type { Reused, StepOutputRef } from './run.ts';

/** All that a step leaves behind, with ids that are the same on every attempt. */
export interface StepResult {
  readonly assets: readonly NewAsset[];
  readonly activities: readonly ProvActivity[];
  readonly tags: readonly StepTag[];
  readonly outputs: readonly StepOutputRef[];
  readonly reused: Reused | null;
  readonly log: string | null;
  /** More to write in the transaction that ends the step. */
  readonly alsoWrite?: (ports: WorkflowPorts) => Promise<void>;
}

export const emptyResult: StepResult = { assets: [], activities: [], tags: [], outputs: [], reused: null, log: null };
