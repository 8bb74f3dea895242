import type { BundledWorkflow } from '../../core/workflows/promotion.ts';

/** An exam as this subgraph knows it: by its id. What the caller may see of it, its owner decides. */
export interface ExamStub {
  readonly id: string;
}

/** A project likewise. */
export interface ProjectStub {
  readonly id: string;
}

/** A part of a promotion, and the version that runs. */
export interface PromotedPartModel {
  readonly part: BundledWorkflow;
  readonly workflowId: string;
}
