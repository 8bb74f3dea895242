import type { QuarantinedExam } from '../../core/intake/intake.ts';
import type { HeldImage, QuarantinedSeries } from '../../core/ports/intake-store.ts';

/** An image with the exam that it waits in. */
export interface ImageModel extends HeldImage {
  readonly exam: QuarantinedExam;
}
export interface SeriesModel extends QuarantinedSeries {
  readonly exam: QuarantinedExam;
}
