import { badInput, HubError } from '../errors.ts';
import { isJsonObject, type Json, type JsonObject } from '../json.ts';
import { checkResult } from '../programs/check-result.ts';

/** How far the work is, as an application tells it; null: not told. */
export interface ProgressWords extends JsonObject {
  readonly progress: number | null;
  readonly message: string | null;
  readonly log: string | null;
}

/** What the work came to: a result as every program gives it (with `log`, and `files` as base64 by name), or why there is none. */
export type OutcomeWords = { readonly result: JsonObject } | { readonly failed: string };

export type Words = { readonly progress: ProgressWords } | { readonly outcome: OutcomeWords };

const maxLine = 10_000;
const known = ['progress', 'message', 'log', 'result', 'failed'];

/** What the body of a call-back says. @throws BAD_USER_INPUT naming the first thing that is wrong */
export function readWords(body: Uint8Array): Words {
  const words = parsed(body);
  const unknown = Object.keys(words).find((name) => !known.includes(name));
  if (unknown !== undefined) throw badInput('body', `only ${known.join(', ')}`, unknown);
  const { result, failed, progress } = words;
  if (result === undefined && failed === undefined) {
    if (progress !== undefined && !(typeof progress === 'number' && progress >= 0 && progress <= 1))
      throw badInput('body.progress', 'a number from 0 to 1', 'something else');
    return {
      progress: {
        progress: progress ?? null,
        message: textOf('body.message', words['message'], 200),
        log: textOf('body.log', words['log'], maxLine),
      },
    };
  }
  if (Object.keys(words).length > 1) throw badInput('body', 'result or failed alone', Object.keys(words).join(', '));
  if (failed !== undefined) return { outcome: { failed: textOf('body.failed', failed, 2000) ?? '' } };
  return { outcome: { result: checked(result) } };
}

function parsed(body: Uint8Array): JsonObject {
  try {
    const json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as Json;
    if (isJsonObject(json)) return json;
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error;
  }
  throw badInput('body', 'a JSON object in UTF-8', 'something else');
}

/** A text that the change feed can hold; null: not said. */
function textOf(field: string, value: Json | undefined, most: number): string | null {
  if (value === undefined) return null;
  if (typeof value !== 'string' || value.length > most)
    throw badInput(field, `a text of up to ${String(most)} characters`, 'something else');
  return value.replaceAll('\u0000', '').toWellFormed();
}

function checked(result: Json | undefined): JsonObject {
  if (!isJsonObject(result)) throw badInput('body.result', 'an object', 'something else');
  const { files = {}, log = '', ...own } = result;
  if (!isJsonObject(files) || !Object.values(files).every((one) => typeof one === 'string'))
    throw badInput('body.result.files', 'an object of base64 by name', 'something else');
  if (typeof log !== 'string') throw badInput('body.result.log', 'a text', 'something else');
  try {
    checkResult(own, '');
  } catch (error) {
    // Told now, so that the application can mend it, and not only whoever reads of the failed step.
    if (error instanceof HubError) throw new HubError('BAD_USER_INPUT', error.message, { field: 'body.result' });
    throw error;
  }
  return result;
}

/** Files that a result names and does not bring along. */
export function filesNeeded(result: JsonObject): readonly string[] {
  const { files = {}, ...own } = result;
  const brought = isJsonObject(files) ? Object.keys(files) : [];
  const { log: _, ...told } = own;
  const names = checkResult(told, '').outputs.flatMap(({ file }) => file ?? []);
  return names.filter((name) => !brought.includes(name));
}
