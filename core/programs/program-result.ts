import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { HubError } from '../errors.ts';
import { canonicalJson } from '../json.ts';
import type { StepOutcome, StepOutput } from '../ports/step-executor.ts';
import { checkResult, wrongResult, type ResultOutput } from './check-result.ts';

const maxResultBytes = 10_000_000;

/** The bytes of the file that a result names. @throws STEP_FAILED when there is none */
export type OutputBytes = (file: string) => Promise<Uint8Array>;

/**
 * The outcome that a program's result file and output folder say.
 * @param method goes into the properties of measurements, as what measured
 * @throws STEP_FAILED naming what is wrong in the result
 */
export async function readProgramResult(
  resultPath: string,
  outputFolder: string,
  maxBytes: number,
  method: string,
): Promise<Omit<StepOutcome, 'log'>> {
  const bytes = await plainFile(resultPath, maxResultBytes);
  if (!bytes) throw wrongResult('it wrote none (to the path that the task calls result)');
  return outcomeOf(resultJson(bytes), (file) => outputFile(join(outputFolder, file), file), maxBytes, method);
}

/** The JSON of a result. @throws STEP_FAILED */
export function resultJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    throw new HubError('STEP_FAILED', "the program's result is not JSON", {}, { cause });
  }
}

/** The outcome that a result says, whose files `bytesOf` gives. @throws STEP_FAILED naming what is wrong in it */
export async function outcomeOf(
  result: unknown,
  bytesOf: OutputBytes,
  maxBytes: number,
  method: string,
): Promise<Omit<StepOutcome, 'log'>> {
  const { outputs: told, tags } = checkResult(result, method);
  const outputs: StepOutput[] = [];
  let total = 0;
  for (const output of told) {
    const bytes = output.file === null ? null : await bytesOf(output.file);
    total += bytes?.length ?? 0;
    if (total > maxBytes)
      throw new HubError('STEP_FAILED', `the program's files have more than the ${String(maxBytes)} bytes allowed`);
    outputs.push(outputOf(output, bytes));
  }
  return { outputs, ...(tags ? { tags } : {}) };
}

function outputOf({ kind, role, label, mediaType, properties }: ResultOutput, bytes: Uint8Array | null): StepOutput {
  return {
    kind,
    role,
    label,
    mediaType: mediaType ?? (bytes ? 'application/octet-stream' : 'application/json'),
    bytes: bytes ?? new TextEncoder().encode(canonicalJson(properties)),
    properties,
  };
}

async function outputFile(path: string, name: string): Promise<Buffer> {
  const bytes = await plainFile(path, 2 ** 31 - 1);
  if (!bytes) throw wrongResult(`there is no file ${name} in the output folder`);
  return bytes;
}

/** The bytes of a plain file, null when there is none. Links are not followed: they could lead to anything the hub can read. */
async function plainFile(path: string, maxBytes: number): Promise<Buffer | null> {
  const found = await lstat(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (!found) return null;
  if (!found.isFile() || found.nlink > 1) throw wrongResult('what it names is not a plain file');
  if (found.size > maxBytes) throw wrongResult(`a file is larger than ${String(maxBytes)} bytes`);
  return readFile(path);
}
