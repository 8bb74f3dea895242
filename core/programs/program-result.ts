import { asError, HubError } from '../errors.ts';
import { canonicalJson } from '../json.ts';
import type { StepOutcome, StepOutput } from '../ports/step-executor.ts';
import { checkResult, wrongResult, type ResultOutput } from './check-result.ts';
import { readPlain } from './open-plain.ts';

const maxResultBytes = 10_000_000;

/** The bytes of the file that a result names. @throws STEP_FAILED when there is none */
export type OutputBytes = (file: string) => Promise<Uint8Array>;

/**
 * The outcome that `result/result.json` and `out/` in a program's folder say.
 * @param method goes into the properties of measurements, as what measured
 * @throws STEP_FAILED naming what is wrong in the result
 */
export async function readProgramResult(
  folder: string,
  maxBytes: number,
  method: string,
): Promise<Omit<StepOutcome, 'log'>> {
  const bytes = await readPlain(folder, ['result', 'result.json'], maxResultBytes);
  if (!bytes) throw wrongResult('it wrote none (to the path that the task calls result)');
  const outputFile = async (file: string): Promise<Buffer> => {
    const content = await readPlain(folder, ['out', file], Math.min(maxBytes, 2 ** 31 - 1));
    if (!content) throw wrongResult(`there is no file ${file} in the output folder`);
    return content;
  };
  return outcomeOf(resultJson(bytes), outputFile, maxBytes, method);
}

/** The JSON of a result. @throws STEP_FAILED */
export function resultJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch (cause) {
    // The parser's own words tell where: NaN, which Python writes for a number that is none, is the usual one.
    throw new HubError('STEP_FAILED', `the program's result is not JSON: ${asError(cause).message}`, {}, { cause });
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
