import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fastify, type FastifyInstance } from 'fastify';
import { createCallBacks } from '../../../core/call-backs/call-backs.ts';
import type { JsonObject } from '../../../core/json.ts';
import { openBench } from '../../../core/workflows/testing/workflow-bench.ts';
import { callBackRoutes } from '../../../gateway/routes/call-backs.ts';
import { testActor } from '../../../tests/support/actors.ts';
import { PostgresCallBacks } from '../../postgres/call-backs.ts';
import { PostgresUploads } from '../../postgres/uploads.ts';
import { RestExecutor } from '../rest-executor.ts';

/** What an application is asked. */
export interface Asked {
  readonly key: string;
  readonly path: string;
  readonly callBack: string;
  readonly outputs: string;
  readonly inputs: readonly { readonly path: string | null; readonly url: string | null; readonly id: string }[];
}

/** Files of steps here have so many bytes at most. */
export const maxBytes = 20_000_000;

/** A hub with two gateways of their own and an application, which is the test: `asked` gives what it is asked, in turn. */
export async function openCallBackBench() {
  const bench = await openBench();
  const made = () =>
    createCallBacks({
      ...bench.ports,
      ...{ callBacks: new PostgresCallBacks(bench.sql), uploads: new PostgresUploads(bench.sql), jobs: bench.queue },
      maxBytes,
    });
  const doors: FastifyInstance[] = [];
  const door = async (): Promise<string> => {
    const app = fastify();
    await app.register(callBackRoutes, { callBacks: made() });
    doors.push(app);
    return app.listen({ port: 0, host: '127.0.0.1' });
  };
  const [baseUrl, otherUrl] = [await door(), await door()];

  const waiting: Asked[] = [];
  let wake = (): void => undefined;
  /** What the application does when it is asked, beside keeping it; answers the status. */
  let behave: (asked: Asked) => number | readonly [number, JsonObject] = () => 202;
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      if (request.method !== 'POST') {
        response.writeHead(204).end();
        return;
      }
      const key = String(request.headers['idempotency-key']);
      const asked = { ...(JSON.parse(text) as Omit<Asked, 'key' | 'path'>), key, path: request.url ?? '' };
      const does = behave(asked);
      const [status, words] = typeof does === 'number' ? [does, {}] : does;
      waiting.push(asked);
      wake();
      response.writeHead(status).end(JSON.stringify(words));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const desk = made();
  const executor = new RestExecutor({
    apps: [{ origin, authorization: null }],
    callBacks: { desk, baseUrl },
    output: { bytes: maxBytes, files: 100 },
  });
  const admin = testActor({ administrator: true, username: 'admin' });
  const { workflows } = bench;

  return {
    ...bench,
    admin,
    desk,
    executor,
    origin,
    /** The same address at the other gateway. */
    elsewhere: (url: string): string => url.replace(baseUrl, otherUrl),
    behaves(how: typeof behave): void {
      behave = how;
    },
    forgetAsked(): void {
      waiting.length = 0;
    },
    async asked(): Promise<Asked> {
      for (;;) {
        const next = waiting.shift();
        if (next) return next;
        await new Promise<void>((resolve) => (wake = resolve));
      }
    },
    /** Starts a run of one step, on each series of an exam, that asks the application. */
    async start(image: Uint8Array, settings: JsonObject = {}, step: JsonObject = {}) {
      const { examId } = await bench.addExam([{ properties: { modality: 'MR' }, images: [image] }]);
      const asking = { url: `${origin}/work`, version: '1', callBack: true, ...settings };
      const document = {
        name: 'asking',
        steps: [{ id: 'ask', uses: 'rest', foreach: 'series', with: asking, ...step }],
      };
      const { id } = await workflows.putWorkflow(admin, { projectId: bench.projectId, document });
      return workflows.startRun(admin, { workflowId: id, examId, reuse: 'NEVER', clientKey: null });
    },
    /** Its step, once the run has ended. */
    async ended(runId: string) {
      const events = await workflows.runProgress(admin, runId, '0', AbortSignal.timeout(60_000));
      const messages: string[] = [];
      for await (const event of events) messages.push(event.message);
      const [step] = (await workflows.stepsOfRuns(admin, [runId])).get(runId) ?? [];
      if (!step) throw new Error('a run without a step');
      return { ...step, messages };
    },
    async close(): Promise<void> {
      server.close();
      for (const app of doors) await app.close();
      await bench.close();
    },
  };
}
export type CallBackBench = Awaited<ReturnType<typeof openCallBackBench>>;

export async function say(url: string, words: unknown): Promise<number> {
  const body = typeof words === 'string' ? words : JSON.stringify(words);
  const reply = await fetch(url, { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  await reply.body?.cancel();
  return reply.status;
}

export async function give(url: string, name: string, bytes: Uint8Array | string): Promise<number> {
  const reply = await fetch(`${url}&name=${encodeURIComponent(name)}`, {
    method: 'PUT',
    body: typeof bytes === 'string' ? bytes : new Uint8Array(bytes),
  });
  await reply.body?.cancel();
  return reply.status;
}
