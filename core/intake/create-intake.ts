import { createArchiving } from './archive-exam.ts';
import { createCompleteness } from './completeness.ts';
import { createDeidentification } from './deidentify-batch.ts';
import { FreshOriginals } from './fresh-originals.ts';
import { createIngestions } from './ingestions.ts';
import { createLeftovers } from './leftovers.ts';
import { createPoolReviews } from './pool-reviews.ts';
import { createPools } from './pools.ts';
import { createObjectDoor } from './object-door.ts';
import type { IntakePorts } from './ports.ts';
import { createPreview } from './preview.ts';
import { createProfiles } from './profiles.ts';
import { createProgress } from './progress.ts';
import { createQuarantinePurge } from './purge-quarantine.ts';
import { createQuarantinedImages } from './quarantined-images.ts';
import { createArchiveReceiving } from './receive-archive.ts';
import { createReceiving } from './receive.ts';
import { createReceivers } from './receivers.ts';
import { createRefusedFiles } from './refused-files.ts';
import { createRegistration } from './register-exam.ts';
import { createSigning } from './signing.ts';
import { createRedaction } from './redact-images.ts';
import { createRequeue } from './requeue-exam.ts';
import { createReruns } from './rerun-exam.ts';
import { createReviewRecords } from './review-records.ts';
import { createReview } from './review.ts';

/**
 * The use cases of intake: pools, receiving, de-identification, quarantine, registration, archiving.
 * `onError` hears what fails outside of any request or job (a progress event that could not be published).
 */
export function createIntake(ports: IntakePorts, onError: (error: unknown) => void) {
  const progress = createProgress(ports.feed, onError);
  const completeness = createCompleteness(ports);
  const signing = createSigning(ports);
  const fresh = new FreshOriginals();
  const receiving = createReceiving(ports, progress, fresh);
  return {
    ...createPools(ports),
    ...createProfiles(ports),
    ...createPreview(ports),
    ...createReceivers(ports),
    ...receiving,
    ...createArchiveReceiving(ports, receiving),
    /** Where senders by DIMSE are let in. */
    objectDoor: createObjectDoor(ports, receiving),
    ...createIngestions(ports, progress),
    ...createLeftovers(ports),
    ...createRefusedFiles(ports, progress),
    ...createReview(ports, progress, signing),
    ...createRedaction(ports, signing),
    ...createRequeue(ports, progress, signing),
    ...createReruns(ports, progress),
    ...createReviewRecords(ports),
    ...createPoolReviews(ports),
    ...createQuarantinePurge(ports, progress),
    ...createQuarantinedImages(ports),
    ...completeness,
    ...createDeidentification(ports, progress, completeness, fresh),
    ...createRegistration(ports, progress),
    ...createArchiving(ports),
    /** Publishes what progress is still held back; for an orderly stop. */
    flush: () => progress.flush(),
  };
}

export type IntakeUseCases = ReturnType<typeof createIntake>;
