import type { KeyRotation } from '../../core/mapping/rotate-key.ts';
import type { JobHandler } from '../../core/ports/job-queue.ts';

/** Handles `mapping` jobs: seals the identity map again under its newest key. */
export function mappingHandler(rotation: Pick<KeyRotation, 'rewriteIdentities'>): JobHandler {
  return async (_job, signal) => {
    await rotation.rewriteIdentities(signal);
  };
}
