import { parentPort } from 'node:worker_threads';
import { asError, type ErrorCode, type ErrorDetails, HubError } from '../../core/errors.ts';
import type { DeidentificationProfile } from '../../core/deidentification/profile.ts';
import { deidentifyBytes, lookAt } from '../../core/intake/image-work.ts';
import type { ArrivalTask, DeidentifiedImage, DeidentifyTask, LookedAt } from '../../core/ports/image-work.ts';
import { stage } from './stage.ts';

export type Message =
  | { readonly kind: 'lookAt'; readonly task: ArrivalTask }
  | {
      readonly kind: 'deidentify';
      /** Without a profile: by that of the task before. */
      readonly task: Omit<DeidentifyTask, 'profile'> & { readonly profile: DeidentificationProfile | null };
    };

export type Reply =
  | { readonly done: LookedAt | DeidentifiedImage }
  | { readonly failed: { readonly code: ErrorCode; readonly message: string; readonly details?: ErrorDetails } };

let lastProfile: DeidentificationProfile | null = null;

function work(message: Message): LookedAt | DeidentifiedImage {
  if (message.kind === 'lookAt') return lookAt(message.task);
  lastProfile = message.task.profile ?? lastProfile;
  if (lastProfile === null) throw new Error('a task without a profile, and none before it');
  return deidentifyBytes({ ...message.task, profile: lastProfile });
}

// One task at a time; the next comes once this one is answered.
parentPort?.on('message', (message: Message) => {
  const { kind, task } = message;
  try {
    const done = work(message);
    if (!('sealed' in done) || !(done.sealed instanceof Uint8Array)) parentPort?.postMessage({ done } satisfies Reply);
    else if (task.stageAt === null)
      // What is sealed lies in memory of its own, which goes over as it is.
      parentPort?.postMessage({ done } satisfies Reply, [done.sealed.buffer as ArrayBuffer]);
    else {
      const sealed = stage(task.stageAt, done.sealed, kind === 'lookAt');
      parentPort?.postMessage({ done: { ...done, sealed } } satisfies Reply);
    }
  } catch (caught) {
    const error = asError(caught);
    // A foreign message may quote the file.
    const failed =
      error instanceof HubError
        ? { code: error.code, message: error.message, details: error.details }
        : {
            code: 'INTERNAL_SERVER_ERROR' as const,
            message: `a fault in a thread that looks at images (${error.name})`,
          };
    parentPort?.postMessage({ failed } satisfies Reply);
  }
});
