import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { freePort } from '../../services/server.ts';
import { repository, startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { until } from '../../support/project-with-run.ts';
import { projectWithExam } from '../../support/registered-exam.ts';

const id = z.object({ id: z.string() });
const runAnswer = z.object({
  run: z.object({
    state: z.string(),
    error: z.string().nullable(),
    steps: z.array(
      z.object({
        state: z.string(),
        log: z.string().nullable(),
        outputs: z.array(
          z.object({
            kind: z.string().nullable(),
            label: z.string(),
            properties: z.record(z.string(), z.unknown()),
            content: z.object({ sizeBytes: z.number() }).nullable(),
          }),
        ),
      }),
    ),
  }),
});
interface Asked {
  readonly callBack: string;
  readonly inputs: readonly { readonly url: string | null }[];
}

/** An application in this process, which calls back when the test says so. */
const asked: Asked[] = [];
const app = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    if (request.method === 'POST') asked.push(JSON.parse(Buffer.concat(chunks).toString()) as Asked);
    response.writeHead(202).end();
  });
});
let python: ChildProcess;
let pythonUrl: string;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let settings: Readonly<Record<string, string>>;
let hub: HubProcess;
let exam: Awaited<ReturnType<typeof projectWithExam>>;

const open = () => startHub(join(folder.path, 'hub'), settings);

/** The example of docs/workflows.md, as a process of its own. */
async function startExample(): Promise<string> {
  const page = await readFile(join(repository, 'docs', 'workflows.md'), 'utf8');
  const source = /```python\n(# app\.py[^]*?)```/.exec(page)?.[1];
  if (source === undefined) throw new Error('docs/workflows.md has no app.py');
  const path = join(folder.path, 'app.py');
  await writeFile(path, source);
  const port = await freePort();
  python = spawn('python3', [path, String(port)], { stdio: 'inherit' });
  await until(
    () =>
      new Promise<true | undefined>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => {
          socket.destroy();
          resolve(true);
        });
        socket.on('error', () => {
          resolve(undefined);
        });
      }),
  );
  return `http://127.0.0.1:${String(port)}`;
}

beforeAll(async () => {
  app.listen(0, '127.0.0.1');
  await once(app, 'listening');
  folder = await temporaryFolder();
  pythonUrl = await startExample();
  const port = String(await freePort());
  settings = {
    PESSCARA_PORT: port,
    PESSCARA_PUBLIC_URL: `http://127.0.0.1:${port}/`,
    PESSCARA_REST_APPS: `${appUrl()},${pythonUrl}`,
  };
  hub = await open();
  exam = await projectWithExam(hub, 'APPS');
}, 240_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  python.kill();
  app.close();
  await folder[Symbol.asyncDispose]();
});

const appUrl = (): string => `http://127.0.0.1:${String((app.address() as AddressInfo).port)}`;

async function start(url: string): Promise<string> {
  const { operator } = hub;
  const step = { id: 'ask', uses: 'rest', foreach: 'series', with: { url, version: '1', callBack: true } };
  const { putWorkflow } = await operator.request(
    z.object({ putWorkflow: z.object({ workflow: id }) }),
    'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id } } }',
    { input: { projectId: exam.projectId, document: { name: 'asking', steps: [step] } } },
  );
  const { startRun } = await operator.request(
    z.object({ startRun: z.object({ run: id }) }),
    'mutation ($input: StartRunInput!) { startRun(input: $input) { run { id } } }',
    { input: { workflowId: putWorkflow.workflow.id, examId: exam.examId, reuse: 'NEVER' } },
  );
  return startRun.run.id;
}

function ended(runId: string) {
  return until(async () => {
    const { run } = await hub.operator.request(
      runAnswer,
      `query ($id: ID!) { run(id: $id) { state error steps { state log outputs { kind label properties content { sizeBytes } } } } }`,
      { id: runId },
    );
    return run.state === 'RUNNING' ? undefined : run;
  });
}

test('the application of the guide fetches its images, tells how far it is and gives a file', async () => {
  const run = await ended(await start(`${pythonUrl}/sizes`));
  expect(run, run.error ?? '').toMatchObject({
    state: 'COMPLETED',
    steps: [
      {
        state: 'COMPLETED',
        outputs: [{ kind: 'note', label: 'sizes', content: { sizeBytes: expect.any(Number) as unknown } }],
      },
    ],
  });
  expect(run.steps[0]?.outputs[0]?.properties['images']).toBeGreaterThan(0);
  expect(run.steps[0]?.log).toContain('fetched');
}, 180_000);

test('an application that works while the hub is killed is heard by the one that starts again', async () => {
  const runId = await start(`${appUrl()}/slow`);
  const { callBack, inputs } = await until(() => Promise.resolve(asked[0]));
  await hub.process.end('SIGKILL');
  hub = await open();
  const input = await fetch(inputs[0]?.url ?? '');
  expect(input.status).toBe(200);
  const size = (await input.arrayBuffer()).byteLength;
  const say = (words: unknown) => fetch(callBack, { method: 'POST', body: JSON.stringify(words) });
  const result = { outputs: [{ kind: 'note', label: 'size', properties: { size } }] };
  expect((await say({ result: { outputs: [{ kind: 'note', file: 'none' }] } })).status).toBe(400);
  expect((await say({ result })).status).toBe(202);
  expect(await ended(runId)).toMatchObject({
    state: 'COMPLETED',
    steps: [{ outputs: [{ kind: 'note', label: 'size', properties: { size } }] }],
  });
  expect((await fetch(inputs[0]?.url ?? '')).status).toBe(403);
  expect((await say({ failed: 'changed my mind' })).status).toBe(409);
}, 180_000);
