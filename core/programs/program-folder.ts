import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JsonObject } from '../json.ts';
import type { StepInput, StepOutcome, StepTask } from '../ports/step-executor.ts';
import { readProgramResult } from './program-result.ts';
import { removeTree } from './remove-tree.ts';

/**
 * A folder in which a program gets its task and leaves its outputs, the same for every kind of step that runs one:
 * `task.json`, `in/` with the inputs, `out/` for the outputs, `result/result.json` for the result.
 */
export interface ProgramFolder {
  /** As we see it. */
  readonly path: string;
  /** As the program sees it: in a container, another path. */
  readonly seenAs: string;
}

const extensions: Readonly<Record<string, string>> = {
  nifti: '.nii.gz',
  'nifti-sidecar': '.json',
  measurement: '.json',
};

/** Makes the folder anew. @throws STEP_FAILED when an input has no bytes, the signal's reason */
export async function fillProgramFolder(
  { path, seenAs }: ProgramFolder,
  task: StepTask,
  signal: AbortSignal,
): Promise<void> {
  await removeTree(path);
  // Its inputs are patients' data: closed to everyone else of the machine, or of the cluster.
  await mkdir(path, { recursive: true, mode: 0o700 });
  for (const name of ['in', 'out', 'result']) await mkdir(join(path, name), { recursive: true });
  const inputs: JsonObject[] = [];
  for (const [index, input] of task.inputs.entries()) {
    signal.throwIfAborted();
    const name = inputName(input, index);
    if (name !== null) await writeFile(join(path, 'in', name), await input.read());
    inputs.push(describeInput(input, name === null ? null : `${seenAs}/in/${name}`));
  }
  const about = {
    ...describeTask(task),
    inputs,
    outputFolder: `${seenAs}/out`,
    result: `${seenAs}/result/result.json`,
  };
  await writeFile(join(path, 'task.json'), JSON.stringify(about));
}

/** What its program left there. @throws STEP_FAILED naming what is wrong in the result */
export function readProgramFolder(path: string, maxBytes: number, method: string): Promise<Omit<StepOutcome, 'log'>> {
  return readProgramResult(path, maxBytes, method);
}

/** What a program is told of its task, but for the inputs and where its outputs go. */
export function describeTask({ runId, step, parameters, item }: StepTask): JsonObject {
  return {
    runId,
    step,
    parameters: parameters['parameters'] ?? {},
    item: { id: item.id, level: item.level, label: item.label, properties: item.properties },
  };
}

/** Name of an input's file; null for one without bytes. */
export function inputName({ asset }: StepInput, index: number): string | null {
  if (!asset.content) return null;
  const extension = asset.level === 'IMAGE' ? '.dcm' : (extensions[asset.kind ?? ''] ?? '.bin');
  return `${String(index + 1).padStart(6, '0')}${extension}`;
}

/** @param path where the program finds its bytes; null: it has none */
export function describeInput({ role, asset }: StepInput, path: string | null): JsonObject {
  return {
    id: asset.id,
    role,
    kind: asset.kind,
    level: asset.level,
    label: asset.label,
    properties: asset.properties,
    path,
    mediaType: path === null ? null : (asset.content?.mediaType ?? null),
  };
}
