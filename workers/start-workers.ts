import type { RuleApplications } from '../core/assets/rule-applications.ts';
import type { IntakeUseCases } from '../core/intake/create-intake.ts';
import { queueNames, type JobQueue, type QueueName } from '../core/ports/job-queue.ts';
import type { StepExecutors } from '../core/ports/step-executor.ts';
import type { KeyRotation } from '../core/mapping/rotate-key.ts';
import type { Protocols } from '../core/protocols/protocols.ts';
import type { UploadUseCases } from '../core/uploads/uploads.ts';
import type { Withdrawals } from '../core/withdrawals/withdrawals.ts';
import type { WorkflowUseCases } from '../core/workflows/workflows.ts';
import { workAdvance } from './advance/advance-worker.ts';
import { archiveHandler } from './archive/archive.ts';
import { deidentifyHandler } from './deidentify/deidentify.ts';
import { mailHandler } from './mail/mail-worker.ts';
import { mappingHandler } from './mapping/mapping-worker.ts';
import { workNotify } from './notify/notify-worker.ts';
import { protocolHandler } from './protocol/protocol-worker.ts';
import { purgeHandler } from './purge/purge-worker.ts';
import { registerHandler } from './register/register.ts';
import { rulesHandler } from './rules/rules-worker.ts';
import { giveUpDeadSteps, workStep } from './step/step-worker.ts';
import { uploadsHandler } from './uploads/uploads-worker.ts';

/** Takes intake's jobs of the named queues in this process; other names are not its business. */
export function startIntakeWorkers(
  queue: JobQueue,
  intake: Pick<IntakeUseCases, 'deidentifyBatch' | 'endQuietTime' | 'purgeRefused' | 'carryOutReview' | 'archiveExam'>,
  names: readonly QueueName[] = queueNames,
): void {
  if (names.includes('deidentify')) queue.work('deidentify', 1, deidentifyHandler(intake));
  if (names.includes('register')) queue.work('register', 1, registerHandler(intake));
  if (names.includes('archive')) queue.work('archive', 2, archiveHandler(intake));
}

/** Takes the jobs of uploads in this process, if their queue is named. */
export function startUploadWorkers(
  queue: JobQueue,
  uploads: Pick<UploadUseCases, 'expire'>,
  names: readonly QueueName[] = queueNames,
): void {
  if (names.includes('uploads')) queue.work('uploads', 1, uploadsHandler(uploads));
}

/** Takes the jobs of rules that go over what is there, if their queue is named. */
export function startRuleWorkers(
  queue: JobQueue,
  rules: Pick<RuleApplications, 'runTagRuleApplication'>,
  names: readonly QueueName[] = queueNames,
): void {
  if (names.includes('rules')) queue.work('rules', 1, rulesHandler(rules));
}

/** Takes the jobs of withdrawals, and of what waits in quarantine for too long, in this process, if their queue is named. */
export function startPurgeWorkers(
  queue: JobQueue,
  withdrawals: Pick<Withdrawals, 'purge' | 'purgeErased'>,
  intake: Pick<IntakeUseCases, 'purgeByAge'>,
  names: readonly QueueName[] = queueNames,
): void {
  if (names.includes('purge')) queue.work('purge', 1, purgeHandler(withdrawals, intake));
}

/** Takes the jobs of the identity map in this process, if their queue is named. */
export function startMappingWorkers(
  queue: JobQueue,
  mapping: Pick<KeyRotation, 'rewriteIdentities'>,
  names: readonly QueueName[] = queueNames,
): void {
  if (names.includes('mapping')) queue.work('mapping', 1, mappingHandler(mapping));
}

/** Takes the jobs of protocols, and of what goes out of the hub, in this process, if their queues are named. */
export function startProtocolWorkers(
  queue: JobQueue,
  protocols: Protocols,
  workflows: Pick<WorkflowUseCases, 'sendOutgoing'>,
  names: readonly QueueName[] = queueNames,
): void {
  if (names.includes('protocol')) queue.work('protocol', 1, protocolHandler(protocols));
  if (names.includes('mail')) queue.work('mail', 2, mailHandler(protocols, workflows));
}

/** Takes the workflows' jobs of the named queues in this process; other names are not its business. */
export async function startWorkflowWorkers(
  queue: JobQueue,
  workflows: WorkflowUseCases,
  executors: StepExecutors,
  names: readonly QueueName[] = queueNames,
  stepsAtOnce = 2,
): Promise<void> {
  if (names.includes('step')) await giveUpDeadSteps(queue, workflows);
  if (names.includes('step')) await workflows.releaseEndedWork(executors);
  if (names.includes('advance')) workAdvance(queue, workflows);
  if (names.includes('step')) workStep(queue, workflows, executors, stepsAtOnce);
  if (names.includes('notify')) workNotify(queue, workflows);
}
