import { parentPort } from 'node:worker_threads';
import { asError, type ErrorCode, HubError } from '../../core/errors.ts';
import { deidentifyBytes, lookAt } from '../../core/intake/image-work.ts';
import type { ArrivalTask, DeidentifiedImage, DeidentifyTask, LookedAt } from '../../core/ports/image-work.ts';

export type Task =
  | { readonly kind: 'lookAt'; readonly task: ArrivalTask }
  | { readonly kind: 'deidentify'; readonly task: DeidentifyTask };

export type Reply =
  | { readonly done: LookedAt | DeidentifiedImage }
  | { readonly failed: { readonly code: ErrorCode; readonly message: string } };

// One task at a time; the next comes once this one is answered.
parentPort?.on('message', ({ kind, task }: Task) => {
  try {
    const done = kind === 'lookAt' ? lookAt(task) : deidentifyBytes(task);
    const sealed = 'sealed' in done ? done.sealed : null;
    // What is sealed lies in memory of its own, which goes over as it is.
    parentPort?.postMessage({ done } satisfies Reply, sealed === null ? [] : [sealed.buffer as ArrayBuffer]);
  } catch (caught) {
    const error = asError(caught);
    // A foreign message may quote the file.
    const failed =
      error instanceof HubError
        ? { code: error.code, message: error.message }
        : {
            code: 'INTERNAL_SERVER_ERROR' as const,
            message: `a fault in a thread that looks at images (${error.name})`,
          };
    parentPort?.postMessage({ failed } satisfies Reply);
  }
});
