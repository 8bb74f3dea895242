import type { IntakeUseCases } from '../core/intake/create-intake.ts';
import type { JobQueue } from '../core/ports/job-queue.ts';
import { archiveHandler } from './archive/archive.ts';
import { deidentifyHandler } from './deidentify/deidentify.ts';
import { registerHandler } from './register/register.ts';

/** Starts the workers of intake in this process. */
export function registerIntakeWorkers(queue: JobQueue, intake: IntakeUseCases): void {
  queue.work('deidentify', 1, deidentifyHandler(intake));
  // One at a time: approvals of one exam in several pools would otherwise meet in the graph.
  queue.work('register', 1, registerHandler(intake));
  queue.work('archive', 2, archiveHandler(intake));
}
