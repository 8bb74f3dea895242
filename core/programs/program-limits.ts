import { HubError } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { StepExecutor } from '../ports/step-executor.ts';
import { textAt } from './text-at.ts';

/** What a step may ask of the engines that run programs of others, as who runs the hub says; the same for all kinds. */
export interface ProgramLimits {
  /** Processors of one program; null: any number. */
  readonly cpus: number | null;
  /** MiB of one program; null: any number. */
  readonly memoryMb: number | null;
  /** Images: a name (`docker.io/library/busybox`), one by its digest too, or all below a name that ends in a slash. Null: any. */
  readonly images: readonly string[] | null;
}

export const noLimits: ProgramLimits = { cpus: null, memoryMb: null, images: null };

export interface OverLimit {
  readonly field: 'cpus' | 'memoryMb' | 'image';
  readonly expected: string;
  readonly received: string | number;
}

/** The first of a step's `with` that is more than the limits permit; null: none is. */
export function overLimit(limits: ProgramLimits, given: JsonObject): OverLimit | null {
  for (const field of ['cpus', 'memoryMb'] as const) {
    const most = limits[field];
    const received = given[field];
    if (most !== null && typeof received === 'number' && received > most)
      return { field, expected: `at most ${String(most)}, which is what this hub permits`, received };
  }
  const image = textAt(given, 'image');
  if (image === '' || limits.images === null || isPermitted(image, limits.images)) return null;
  return { field: 'image', expected: `an image that this hub permits: ${limits.images.join(', ')}`, received: image };
}

function isPermitted(image: string, permitted: readonly string[]): boolean {
  const [name = '', digest = ''] = image.split('@');
  // No registry has such a name; what is made of it must not be another one's.
  if (/\.\.|\/\//.test(name)) return false;
  const untagged = name.replace(/:[^:/]*$/, '');
  return permitted.some((one) =>
    one.endsWith('/') ? name.startsWith(one) : [name, untagged, `${untagged}@${digest}`].includes(one),
  );
}

/** The executor, for steps within the limits alone: also for workflows that were written before these limits were set. */
export function withinLimits(executor: StepExecutor, limits: ProgramLimits): StepExecutor {
  return {
    // Asked before anything begins, and before a result is reused.
    describe: async (parameters, item) => {
      const over = overLimit(limits, parameters);
      if (over)
        throw new HubError(
          'STEP_FAILED',
          `the step's ${over.field}: expected ${over.expected}, got ${String(over.received)}`,
        );
      return executor.describe(parameters, item);
    },
    execute: (task, signal, progress) => executor.execute(task, signal, progress),
    ...(executor.release ? { release: (handle: JsonObject) => executor.release?.(handle) ?? Promise.resolve() } : {}),
  };
}
