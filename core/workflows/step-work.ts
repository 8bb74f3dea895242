import type { Asset } from '../assets/asset.ts';
import type { StepInput } from '../ports/step-executor.ts';
import type { StepDefinition } from './definition.ts';
import type { Run, StepRun } from './run.ts';

/** What an attempt at a step has in its hands. */
export interface StepWork {
  readonly run: Run;
  readonly stepRun: StepRun;
  readonly step: StepDefinition;
  readonly item: Asset;
  readonly inputs: readonly StepInput[];
}
