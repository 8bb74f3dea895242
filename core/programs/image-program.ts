import { HubError } from '../errors.ts';
import { canonicalJson, sha256, type JsonObject } from '../json.ts';
import type { StepMethod } from '../ports/step-executor.ts';
import { textAt } from './text-at.ts';

/** Where a program in a container sees its folder. */
export const seenAs = '/work';
/** Nobody's number, of whom no host knows anything. */
export const nobody = 65534;

/** What an image runs, as the `with` of a step says it; the definition's validator has checked that. */
export interface ImageProgram {
  /** `name@sha256:...` */
  readonly image: string;
  /** Null: the image's own. */
  readonly command: readonly string[] | null;
  readonly timeoutS: number;
  readonly cpus: number;
  /** MiB. */
  readonly memoryMb: number;
}

const byDigest = /^([^@]+)@(sha256:[0-9a-f]{64})$/;

export function imageProgram(given: JsonObject): ImageProgram {
  const command = given['command'];
  return {
    image: textAt(given, 'image'),
    command: Array.isArray(command) ? command.map(String) : null,
    timeoutS: Number(given['timeoutS'] ?? 3600),
    cpus: Number(given['cpus'] ?? 1),
    memoryMb: Number(given['memoryMb'] ?? 2048),
  };
}

/**
 * The method that an image is: named by its digest and what it runs.
 * @param version changes with what programs get and give
 * @throws STEP_FAILED for an image without a digest: a result could not tell what made it
 */
export function imageMethod(method: string, version: string, { image, command }: ImageProgram): StepMethod {
  const [, name, digest] = byDigest.exec(image) ?? [];
  if (name === undefined || digest === undefined)
    throw new HubError('STEP_FAILED', "the step's image must be named by its digest: name@sha256:...");
  const run = sha256(canonicalJson(command === null ? null : [...command])).slice(0, 12);
  return { method, methodVersion: `${version}+${digest}+command-${run}`, software: { name, version: digest } };
}
