import { randomBytes } from 'node:crypto';
import type { Readable } from 'node:stream';
import { badInput, HubError, notFound } from '../errors.ts';
import { canonicalJson, sha256 } from '../json.ts';
import { openSignedPath, signPath } from '../links/signed-path.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { ChangeFeed } from '../ports/change-feed.ts';
import type { HeldWorks } from '../ports/held-works.ts';
import type { WorkflowStore } from '../ports/workflow-store.ts';
import { wordLimits, type CallBack, type LentInput } from './call-back.ts';
import { createOutputFiles, type OutputFilePorts } from './output-files.ts';
import { filesNeeded, readWords, type OutcomeWords, type ProgressWords } from './read-words.ts';

export interface CallBackPorts extends OutputFilePorts {
  readonly works: Pick<HeldWorks, 'of'>;
  readonly store: Pick<WorkflowStore, 'getStepRuns'>;
  readonly graph: Pick<AssetGraph, 'getAssets'>;
  readonly feed: Pick<ChangeFeed, 'publish' | 'subscribe'>;
  readonly now?: () => Date;
}

/** What is given out to the application. All are paths at the hub's door. */
export interface LentPaths {
  readonly callBack: string;
  readonly outputs: string;
  /** By name. */
  readonly inputs: ReadonlyMap<string, string>;
}

/** What a step's executor does with call-backs. */
export interface CallBackDesk {
  /** Opens it, or gives one that is open a further secret: the application may not have heard of an earlier one. */
  open(
    callBack: Pick<CallBack, 'id' | 'stepRunId' | 'projectId' | 'inputs' | 'expiresAt'>,
    told: { readonly runId: string; readonly to: string },
  ): Promise<LentPaths>;
  /** What the work came to, as soon as it came; all words of progress so far, then each as it comes. @throws the signal's reason */
  outcome(id: string, tell: (words: ProgressWords) => void, signal: AbortSignal): Promise<OutcomeWords>;
  /** Whether it came to something, which nobody has fetched yet. */
  isTold(id: string): Promise<boolean>;
  /** The bytes of a file that the application gave. @throws STEP_FAILED when there is none */
  file(id: string, name: string): Promise<Uint8Array>;
  /** Ends it: its secrets and addresses are good for nothing any more, and its files are deleted. */
  end(id: string): Promise<void>;
}

/** What an application does with them, without an account. */
export interface CallBackDoor {
  /** @throws UNAUTHENTICATED for a call-back that is not there or another secret, all alike */
  admit(id: string, secret: string): Promise<CallBack>;
  /** @throws BAD_USER_INPUT, LIMIT_EXCEEDED, CONFLICT when nobody waits for it any more or its outcome is there */
  tell(callBack: CallBack, body: Uint8Array): Promise<void>;
  /**
   * In the audit trail before its first byte is had.
   * @throws FORBIDDEN for an address that was changed, has ended or whose step has; NOT_FOUND when the asset is gone
   */
  input(
    id: string,
    name: string,
    query: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly input: LentInput; readonly stream: Readable }>;
  /** Whose outputs the address takes, and the name of the file. @throws FORBIDDEN, BAD_USER_INPUT, CONFLICT when its outcome is there */
  openOutput(
    id: string,
    query: Readonly<Record<string, unknown>>,
  ): Promise<{ readonly callBack: CallBack; readonly name: string }>;
  /** @throws TOO_LARGE, LIMIT_EXCEEDED, INCOMPLETE_UPLOAD, CONFLICT when its outcome came before the file was whole */
  putOutput(callBack: CallBack, name: string, sizeBytes: number, source: AsyncIterable<Uint8Array>): Promise<void>;
}

const topicOf = (id: string): string => `call-back:${id}`;
const outputsOf = (id: string): string => `/call-backs/${id}/outputs`;
const inputOf = (id: string, name: string): string => `/call-backs/${id}/inputs/${name}`;
const fileName = /^(?!\.{1,2}$)[^/\\\0]{1,200}$/;

/** Call-backs of applications that work for steps: any process of the hub opens them, hears them and ends them. */
export function createCallBacks(ports: CallBackPorts): CallBackDesk & CallBackDoor {
  const { callBacks, works, store, graph, objects, secrets, audit, transactor, feed, now = () => new Date() } = ports;
  const files = createOutputFiles(ports);
  const key = () => secrets.key('call-backs');

  /** Whether an attempt at its step holds this work now, and waits. */
  async function isAwaited({ id, stepRunId, endedAt, expiresAt }: CallBack): Promise<boolean> {
    if (endedAt !== null || expiresAt <= now()) return false;
    const work = await works.of(stepRunId);
    if (work?.handle['callBack'] !== id || work.key === '') return false;
    // Between two tries nobody waits.
    return (await store.getStepRuns([stepRunId])).get(stepRunId)?.state === 'RUNNING';
  }

  async function requireAwaited(callBack: CallBack): Promise<void> {
    if (!(await isAwaited(callBack)))
      throw new HubError(
        'CONFLICT',
        'nobody waits for this any more: its step has ended, was stopped, is done anew or took too long',
      );
  }
  const hasEnded = () => new HubError('FORBIDDEN', 'this address was changed or has ended, or its step has');
  const settledBefore = () => new HubError('CONFLICT', 'the outcome of this work was told before');

  /** @throws FORBIDDEN */
  async function openAddress(id: string, path: string, query: Readonly<Record<string, unknown>>): Promise<CallBack> {
    const signed = openSignedPath(await key(), path, query);
    const callBack = signed && (await callBacks.byId(id));
    if (!callBack || !(await isAwaited(callBack))) throw hasEnded();
    return callBack;
  }

  async function tellOutcome({ id }: CallBack, outcome: OutcomeWords): Promise<void> {
    if ('result' in outcome) {
      const given = new Set((await callBacks.filesOf(id)).map(({ name }) => name));
      const missing = filesNeeded(outcome.result).find((name) => !given.has(name));
      if (missing !== undefined)
        throw badInput('body.result.outputs', 'files that were given before', `${missing}, which was not`);
    }
    const text = canonicalJson(outcome);
    await transactor.transact(async () => {
      if (await callBacks.settle(id, text, sha256(text))) await feed.publish(topicOf(id), { outcome: true });
      else if ((await callBacks.byId(id))?.outcomeHash !== sha256(text)) throw settledBefore();
    });
  }

  return {
    async open(callBack, { runId, to }) {
      const secret = randomBytes(32).toString('base64url');
      const { id, inputs, projectId, expiresAt } = callBack;
      await transactor.transact(async () => {
        if (!(await callBacks.open(callBack, sha256(secret)))) return;
        await audit.append({
          ...{ actor: 'service:workflow', action: 'call-back.opened', target: `run:${runId}`, projectId, reason: null },
          oldValue: null,
          newValue: { callBack: id, to, inputs: inputs.length, until: expiresAt.toISOString() },
        });
      });
      const signing = await key();
      const until = { until: String(Math.ceil(expiresAt.getTime() / 1000)) };
      return {
        callBack: `/call-backs/${id}?secret=${secret}`,
        outputs: signPath(signing, outputsOf(id), until),
        inputs: new Map(inputs.map(({ name }) => [name, signPath(signing, inputOf(id, name), until)])),
      };
    },

    async outcome(id, tell, signal) {
      // From the first word on: an attempt that takes over has heard none of them.
      for await (const { payload } of feed.subscribe(topicOf(id), '0', signal)) {
        if (payload['outcome'] !== true) {
          tell(payload as ProgressWords);
          continue;
        }
        const outcome = (await callBacks.byId(id))?.outcome ?? null;
        if (outcome !== null) return JSON.parse(outcome) as OutcomeWords;
      }
      signal.throwIfAborted();
      throw new HubError('UNAVAILABLE', 'the change feed has ended');
    },

    async isTold(id) {
      return ((await callBacks.byId(id))?.outcome ?? null) !== null;
    },

    file: (id, name) => files.bytesOf(id, name),

    end: (id) => files.end(id),

    async admit(id, secret) {
      const callBack = await callBacks.byId(id);
      if (!callBack?.secretHashes.includes(sha256(secret)))
        throw new HubError('UNAUTHENTICATED', 'no such call-back, or another secret');
      return callBack;
    },

    async tell(callBack, body) {
      const words = readWords(body);
      const hash = 'outcome' in words ? sha256(canonicalJson(words.outcome)) : null;
      // Who lost our answer says the same again.
      if (hash !== null && callBack.outcomeHash === hash) return;
      if (callBack.outcomeHash !== null) throw settledBefore();
      await requireAwaited(callBack);
      if ('outcome' in words) {
        await tellOutcome(callBack, words.outcome);
        return;
      }
      await transactor.transact(async () => {
        const { length } = JSON.stringify(words.progress);
        if (!(await callBacks.countMessage(callBack.id, length, wordLimits))) {
          await requireAwaited((await callBacks.byId(callBack.id)) ?? callBack);
          const { messages, characters } = wordLimits;
          throw new HubError(
            'LIMIT_EXCEEDED',
            `${String(messages)} words of progress, of ${String(characters)} characters in all, are enough: tell the outcome`,
          );
        }
        await feed.publish(topicOf(callBack.id), words.progress);
      });
    },

    async input(id, name, query) {
      const callBack = await openAddress(id, inputOf(id, name), query);
      // Its work is done: it needs none of them any more.
      if (callBack.outcomeHash !== null) throw hasEnded();
      const input = callBack.inputs.find((one) => one.name === name);
      const asset = input && (await graph.getAssets([input.assetId])).get(input.assetId);
      if (!input || !asset || asset.withdrawn || asset.content?.sha256 !== input.sha256) throw notFound('input');
      const { sha256: hash, sizeBytes } = input;
      await transactor.transact(() =>
        audit.append({
          ...{ actor: 'service:workflow', action: 'content.downloaded', target: `asset:${asset.id}`, reason: null },
          ...{ projectId: callBack.projectId, oldValue: null },
          newValue: { sha256: hash, sizeBytes, by: 'call-back', callBack: id },
        }),
      );
      return { input, stream: await objects.stream(input.sha256) };
    },

    async openOutput(id, { name, ...query }) {
      const callBack = await openAddress(id, outputsOf(id), query);
      if (typeof name !== 'string' || !fileName.test(name))
        throw badInput('name', 'the name of a file, in 1 to 200 characters', 'something else');
      if (callBack.outcomeHash !== null) throw settledBefore();
      return { callBack, name };
    },

    putOutput: (callBack, name, sizeBytes, source) => files.put(callBack, name, sizeBytes, source),
  };
}
