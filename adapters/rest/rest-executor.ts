import { asError, HubError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { JsonObject } from '../../core/json.ts';
import { describeInput, describeTask, inputName } from '../../core/programs/program-folder.ts';
import { usualOutput } from '../../core/programs/output-limits.ts';
import { pause } from '../../core/programs/pause.ts';
import {
  isLettingGo,
  type StepExecutor,
  type StepMethod,
  type StepOutcome,
  type StepProgress,
  type StepTask,
} from '../../core/ports/step-executor.ts';
import { textAt } from '../../core/programs/text-at.ts';
import { AppClient, bytesOf, retryAfterMs, type RestApp } from './app-client.ts';
import { askingBody, resultCalledBack, type CallBackOptions } from './called-back.ts';
import { readAnswer, type AnswerLimits } from './read-answer.ts';
import { tell } from './words.ts';

export interface RestOptions {
  readonly apps: readonly RestApp[];
  /** Absent: applications can't call back. */
  readonly callBacks?: CallBackOptions;
  /** Between two looks, where the application does not say how long to wait. @default 2000 */
  readonly pollMs?: number;
  /** Of all inputs of a step. @default 1e9 */
  readonly maxBytes?: number;
  /** What it may give. @default usualOutput */
  readonly output?: AnswerLimits;
}

/** Where a call is. `work`: what to look at; null until the application has said it, and for one that answers at once. */
interface Call {
  readonly url: string;
  readonly key: string;
  readonly until: number;
  readonly work: string | null;
  /** The call-back that it is waited for; null where the application is asked. */
  readonly callBack: string | null;
  /** Whether the application has said that it will call back. */
  readonly accepted: boolean;
}

const method = 'rest/application';
/** Changes with what applications get and give. */
const ownVersion = '1';
const maxWordsBytes = 100_000;

/** Calls applications of others: see docs/workflows.md for what they get and answer. */
export class RestExecutor implements StepExecutor {
  readonly #client: AppClient;
  readonly #pollMs: number;
  readonly #maxBytes: number;
  readonly #output: AnswerLimits;
  readonly #callBacks: CallBackOptions | null;

  constructor({ apps, callBacks, pollMs = 2000, maxBytes = 1e9, output = usualOutput }: RestOptions) {
    this.#callBacks = callBacks ?? null;
    this.#client = new AppClient(apps);
    this.#pollMs = pollMs;
    this.#maxBytes = maxBytes;
    this.#output = output;
  }

  /** The application's version is what the workflow says it is: only its owner knows. */
  async describe(parameters: JsonObject): Promise<StepMethod> {
    if (parameters['callBack'] === true) this.#callingBack();
    const version = textAt(parameters, 'version');
    const { origin, pathname } = new URL(textAt(parameters, 'url'));
    const software = { name: `${origin}${pathname}`, version };
    return Promise.resolve({ method, methodVersion: `${ownVersion}+app-${version}`, software });
  }

  /** @throws STEP_FAILED */
  #callingBack(): CallBackOptions {
    if (this.#callBacks) return this.#callBacks;
    throw new HubError('STEP_FAILED', 'applications can not call back: who runs this hub can set PESSCARA_PUBLIC_URL');
  }

  async execute(task: StepTask, signal: AbortSignal, progress: StepProgress): Promise<StepOutcome> {
    signal.throwIfAborted();
    const timeoutS = Number(task.parameters['timeoutS'] ?? 3600);
    const call = callOf(task.handle) ?? {
      url: textAt(task.parameters, 'url'),
      key: newId(),
      until: Date.now() + timeoutS * 1000,
      work: null,
      callBack: task.parameters['callBack'] === true ? newId() : null,
      accepted: false,
    };
    const leftMs = Math.min(call.until - Date.now(), 2 ** 31 - 1);
    const late = leftMs > 0 ? AbortSignal.timeout(leftMs) : AbortSignal.abort();
    const held = { call };
    try {
      const until = AbortSignal.any([signal, late]);
      // Nobody is asked whose time is over.
      until.throwIfAborted();
      return await (call.callBack === null
        ? this.#outcome(held, task, until, progress)
        : this.#calledBack(held, call.callBack, task, until, progress));
    } catch (error) {
      const isLate = late.aborted && !signal.aborted;
      const told = isLate && call.callBack !== null ? await this.#toldInTime(call.callBack, signal) : null;
      if (told) return told;
      if (isLate || (signal.aborted && !isLettingGo(signal)))
        await this.#end(held.call).catch((failed: unknown) => {
          process.emitWarning(asError(failed));
        });
      if (isLate) throw new HubError('STEP_FAILED', `the application did not end within ${String(timeoutS)} s`);
      throw error;
    }
  }

  /** Tells the application that nobody wants its work any more. */
  async release(handle: JsonObject): Promise<void> {
    const call = callOf(handle);
    if (call) await this.#end(call);
  }

  async #outcome(
    held: { call: Call },
    task: StepTask,
    signal: AbortSignal,
    progress: StepProgress,
  ): Promise<StepOutcome> {
    let reply: Response;
    let at = held.call.url;
    if (held.call.work === null) {
      await progress.started?.(handleOf(held.call));
      reply = await this.#post(held.call, task, signal);
    } else {
      at = held.call.work;
      reply = await this.#client.send(at, {}, signal);
    }
    const log: string[] = [];
    while (reply.status === 202 || reply.status === 303) {
      at = reply.status === 303 || reply.headers.has('location') ? this.#client.locationOf(reply, at) : at;
      if (reply.status === 202) {
        if (held.call.work !== at) {
          held.call = { ...held.call, work: at };
          await progress.started?.(handleOf(held.call));
        }
        tell(await wordsOf(reply), progress, log);
        await pause(retryAfterMs(reply) ?? this.#pollMs, signal);
      } else await reply.body?.cancel();
      reply = await this.#client.send(at, {}, signal);
    }
    if (reply.status !== 200 && reply.status !== 201) throw await refusal(reply);
    const fetchFile = async (name: string): Promise<Uint8Array> => {
      const file = await this.#client.send(`${at.replace(/\/$/, '')}/files/${encodeURIComponent(name)}`, {}, signal);
      if (file.status !== 200)
        throw new HubError('STEP_FAILED', `the application has no file ${name} (${String(file.status)})`);
      return bytesOf(file, this.#output.bytes);
    };
    return readAnswer(await bytesOf(reply, 2 * this.#output.bytes), fetchFile, this.#output, method, log);
  }

  /** Asks once, and waits for the application's call. */
  async #calledBack(
    held: { call: Call },
    id: string,
    task: StepTask,
    signal: AbortSignal,
    progress: StepProgress,
  ): Promise<StepOutcome> {
    const callBacks = this.#callingBack();
    const { desk } = callBacks;
    const log: string[] = [];
    let answer: Uint8Array | null = null;
    if (!held.call.accepted) {
      const { url, key, until } = held.call;
      await progress.started?.(handleOf(held.call));
      const body = JSON.stringify(await askingBody(callBacks, { id, url, until }, task));
      const headers = { 'content-type': 'application/json', 'idempotency-key': key };
      const reply = await this.#client.send(url, { method: 'POST', body, headers }, signal);
      if (reply.status === 200 || reply.status === 201) answer = await bytesOf(reply, 2 * this.#output.bytes);
      else if (reply.status !== 202) throw await refusal(reply);
      else {
        const work = reply.headers.has('location') ? this.#client.locationOf(reply, url) : null;
        tell(await wordsOf(reply), progress, log);
        held.call = { ...held.call, work, accepted: true };
        await progress.started?.(handleOf(held.call));
      }
    }
    answer ??= Buffer.from(JSON.stringify(await resultCalledBack(desk, id, progress, log, signal)));
    return this.#readCalledBack(id, answer, log);
  }

  /** What the application told in time, and nobody was there to hear; null: nothing. @throws STEP_FAILED with its reason */
  async #toldInTime(id: string, signal: AbortSignal): Promise<StepOutcome | null> {
    const { desk } = this.#callingBack();
    if (!(await desk.isTold(id))) return null;
    const log: string[] = [];
    // Its words of progress are of the past; the log is all of what it told, also where a part was heard before.
    const result = await resultCalledBack(desk, id, () => undefined, log, signal);
    return this.#readCalledBack(id, Buffer.from(JSON.stringify(result)), log);
  }

  #readCalledBack(id: string, answer: Uint8Array, log: readonly string[]): Promise<StepOutcome> {
    const { desk } = this.#callingBack();
    return readAnswer(answer, (name) => desk.file(id, name), this.#output, method, log);
  }

  async #post({ url, key }: Call, task: StepTask, signal: AbortSignal): Promise<Response> {
    const form = new FormData();
    const inputs: JsonObject[] = [];
    let size = 0;
    for (const [index, input] of task.inputs.entries()) {
      signal.throwIfAborted();
      const name = inputName(input, index);
      inputs.push(describeInput(input, name));
      if (name === null) continue;
      const bytes = await input.read();
      size += bytes.length;
      if (size > this.#maxBytes)
        throw new HubError(
          'STEP_FAILED',
          `the step's inputs have more than the ${String(this.#maxBytes)} bytes allowed`,
        );
      form.append(name, new Blob([new Uint8Array(bytes)]), name);
    }
    form.append('task', new Blob([JSON.stringify({ ...describeTask(task), inputs })], { type: 'application/json' }));
    return this.#client.send(url, { method: 'POST', body: form, headers: { 'idempotency-key': key } }, signal);
  }

  /** A call that we know no place of can't be ended: the application learns it by nobody's asking. */
  async #end({ work, callBack }: Call): Promise<void> {
    if (callBack !== null) await this.#callBacks?.desk.end(callBack);
    if (work === null) return;
    // Those that can't end work answer 404, 405 or 501, and end it in their own time.
    const reply = await this.#client.send(work, { method: 'DELETE' }, AbortSignal.timeout(30_000));
    await reply.body?.cancel();
  }
}

function handleOf(call: Call): JsonObject {
  return { ...call };
}

function callOf(handle: JsonObject | undefined): Call | null {
  if (!handle) return null;
  const work = textAt(handle, 'work');
  return {
    url: textAt(handle, 'url'),
    key: textAt(handle, 'key'),
    until: Number(handle['until']),
    work: work === '' ? null : work,
    callBack: textAt(handle, 'callBack') || null,
    accepted: handle['accepted'] === true,
  };
}

/** What an application says of work in progress; what it does not say rightly is left out. */
async function wordsOf(reply: Response): Promise<JsonObject> {
  const text = new TextDecoder().decode(await bytesOf(reply, maxWordsBytes));
  try {
    const words: unknown = JSON.parse(text);
    return typeof words === 'object' && words !== null ? (words as JsonObject) : {};
  } catch {
    return {};
  }
}

async function refusal(reply: Response): Promise<HubError> {
  const { message } = await wordsOf(reply);
  const words = typeof message === 'string' ? `: ${message.slice(0, 500)}` : '';
  const gone = reply.status === 404 || reply.status === 410;
  return new HubError(
    'STEP_FAILED',
    `the application ${gone ? 'does not know this work' : 'refused'} (${String(reply.status)})${words}`,
  );
}
