import { createArchiving } from './archive-exam.ts';
import { createDeidentification } from './deidentify-batch.ts';
import { createIngestions } from './ingestions.ts';
import { createPools } from './pools.ts';
import type { IntakePorts } from './ports.ts';
import { createProgress } from './progress.ts';
import { createQuarantinedImages } from './quarantined-images.ts';
import { createReceiving } from './receive.ts';
import { createRegistration } from './register-exam.ts';
import { createReview } from './review.ts';

/**
 * The use cases of intake: pools, receiving, de-identification, quarantine, registration, archiving.
 * `onError` hears what fails outside of any request or job (a progress event that could not be published).
 */
export function createIntake(ports: IntakePorts, onError: (error: unknown) => void) {
  const progress = createProgress(ports.feed, onError);
  return {
    ...createPools(ports),
    ...createReceiving(ports, progress),
    ...createIngestions(ports, progress),
    ...createReview(ports, progress),
    ...createQuarantinedImages(ports),
    ...createDeidentification(ports, progress),
    ...createRegistration(ports, progress),
    ...createArchiving(ports),
    /** Publishes what progress is still held back; for an orderly stop. */
    flush: () => progress.flush(),
  };
}

export type IntakeUseCases = ReturnType<typeof createIntake>;
