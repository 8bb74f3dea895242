import { HubError } from '../../core/errors.ts';
import { ProgramLog } from '../../core/programs/program-log.ts';
import { wrongResult } from '../../core/programs/check-result.ts';
import { outcomeOf, resultJson, type OutputBytes } from '../../core/programs/program-result.ts';
import type { OutputLimits } from '../../core/programs/output-limits.ts';
import type { StepOutcome } from '../../core/ports/step-executor.ts';

/** What an application may give. */
export type AnswerLimits = Pick<OutputLimits, 'bytes' | 'files'>;

/**
 * The outcome that an application's answer says: a result as every program gives it, with `files` beside it for those that it sends along,
 * by name and as base64, and `log`. Other files are fetched.
 * @throws STEP_FAILED naming what is wrong in it
 */
export async function readAnswer(
  answer: Uint8Array,
  fetchFile: OutputBytes,
  { bytes: maxBytes, files: maxFiles }: AnswerLimits,
  method: string,
  told: readonly string[],
): Promise<StepOutcome> {
  const json = resultJson(answer);
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw wrongResult('it is no object');
  const { files = {}, log = '', ...result } = json as Record<string, unknown>;
  if (typeof files !== 'object' || files === null || Array.isArray(files))
    throw wrongResult('files: expected an object of base64 by name');
  if (typeof log !== 'string') throw wrongResult('log: expected a text');
  const sent = new Map<string, unknown>(Object.entries(files));
  const names = new Set(sent.keys());
  const requireFew = (): void => {
    if (names.size > maxFiles)
      throw new HubError('STEP_FAILED', `the application gives more than the ${String(maxFiles)} files allowed`);
  };
  requireFew();
  const bytesOf: OutputBytes = async (name) => {
    const text = sent.get(name);
    if (text === undefined) {
      names.add(name);
      requireFew();
      return fetchFile(name);
    }
    if (typeof text !== 'string') throw wrongResult(`files.${name}: expected base64`);
    return Buffer.from(text, 'base64');
  };
  const kept = new ProgramLog(() => undefined);
  for (const line of [...told, ...log.split('\n')]) if (line !== '') kept.line(line);
  return { ...(await outcomeOf(result, bytesOf, maxBytes, method)), log: kept.text };
}
