import type { QuarantinedExam } from '../../core/intake/intake.ts';
import type { AcceptedFinding, RuleFinding } from '../../core/protocols/report.ts';
import type { HeldImage, QuarantinedSeries } from '../../core/ports/intake-store.ts';

/** An image with the exam that it waits in. */
export interface ImageModel extends HeldImage {
  readonly exam: QuarantinedExam;
}
/** What became of a rule, with what was accepted of it. */
export type FindingModel = RuleFinding & { readonly accepted: AcceptedFinding | null };
export interface SeriesModel extends QuarantinedSeries {
  readonly exam: QuarantinedExam;
}
