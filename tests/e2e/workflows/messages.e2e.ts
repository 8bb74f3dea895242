import { once } from 'node:events';
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { mailServer } from '../../support/mail-server.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { until } from '../../support/project-with-run.ts';
import { projectWithExam } from '../../support/registered-exam.ts';

/** A web server that answers 503 once, and keeps what it is sent. */
async function webServer() {
  const got: { path: string | undefined; key: unknown; authorization: unknown; body: unknown }[] = [];
  let isFirst = true;
  const server = createServer((request, response) => {
    void json(request).then((body) => {
      const { 'idempotency-key': key, authorization } = request.headers;
      got.push({ path: request.url, key, authorization, body });
      response.writeHead(isFirst ? 503 : request.url === '/closed' ? 410 : 204).end();
      isFirst = false;
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (typeof address === 'string' || address === null) throw new Error('the web server has no port');
  return { got, host: `127.0.0.1:${String(address.port)}`, server };
}

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let place: Awaited<ReturnType<typeof projectWithExam>>;
let mail: Awaited<ReturnType<typeof mailServer>>;
let web: Awaited<ReturnType<typeof webServer>>;

beforeAll(async () => {
  folder = await temporaryFolder();
  mail = await mailServer();
  web = await webServer();
  hub = await startHub(join(folder.path, 'hub'), {
    PESSCARA_SMTP_URL: mail.url,
    PESSCARA_SMTP_FROM: 'hub@pesscara.example',
    PESSCARA_REST_APPS: `http://hub:secret@${web.host}`,
  });
  place = await projectWithExam(hub, 'MR');
}, 120_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await mail[Symbol.asyncDispose]();
  web.server.close();
  await folder[Symbol.asyncDispose]();
});

const id = z.object({ id: z.string() });
const put = (step: object) =>
  hub.operator.request(
    z.object({ putWorkflow: z.object({ workflow: id }) }),
    'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id } } }',
    {
      input: {
        projectId: place.projectId,
        document: {
          name: 'tell',
          steps: [{ id: 'tell', uses: 'notify', with: { text: 'The volume is ready.', ...step } }],
        },
      },
    },
  );
const message = z.object({
  ...{ channel: z.string(), target: z.string(), status: z.string(), reason: z.string().nullable() },
});
const shape = z.object({
  run: z.object({ state: z.string(), steps: z.array(z.object({ messages: z.array(message) })) }),
});

test('a run tells people by mail and other systems by the web, once, and says what became of each message', async () => {
  const closed = `http://${web.host}/closed`;
  const open = `http://${web.host}/told?by=hub`;
  const { putWorkflow } = await put({ mail: ['nurse@north.example', 'pi@south.example'], webhooks: [open, closed] });
  const { startRun } = await hub.operator.request(
    z.object({ startRun: z.object({ run: id }) }),
    'mutation ($input: StartRunInput!) { startRun(input: $input) { run { id } } }',
    { input: { workflowId: putWorkflow.workflow.id, examId: place.examId } },
  );
  const runId = startRun.run.id;
  const messages = await until(async () => {
    const { run } = await hub.operator.request(
      shape,
      'query ($id: ID!) { run(id: $id) { state steps { messages { channel target status reason } } } }',
      { id: runId },
    );
    const all = run.steps.flatMap((step) => step.messages);
    const isOver = all.length === 4 && all.every(({ status }) => status !== 'WAITING' && status !== 'SENDING');
    return isOver && run.state === 'COMPLETED' ? all : undefined;
  });
  expect(messages).toEqual([
    { channel: 'MAIL', target: 'nurse@north.example', status: 'SENT', reason: null },
    { channel: 'MAIL', target: 'pi@south.example', status: 'SENT', reason: null },
    { channel: 'WEBHOOK', target: open, status: 'SENT', reason: null },
    { channel: 'WEBHOOK', target: closed, status: 'REFUSED', reason: 'it answers 410' },
  ]);
  expect(mail.mails.map(({ to }) => to).toSorted()).toEqual(['nurse@north.example', 'pi@south.example']);
  for (const { text } of mail.mails) {
    expect(text).toContain('The volume is ready.');
    expect(text).toContain(`Run: ${runId}`);
  }
  const told = web.got.filter(({ path }) => path === '/told?by=hub');
  // The same message, should it have met the server's bad moment.
  expect(new Set(told.map(({ key }) => key)).size).toBe(1);
  expect(told.at(-1)).toMatchObject({
    authorization: `Basic ${Buffer.from('hub:secret').toString('base64')}`,
    body: { id: told[0]?.key, text: 'The volume is ready.', workflow: 'tell', version: 1, runId, step: 'tell' },
  });
}, 120_000);

test('addresses that can not be are refused when the workflow is written', async () => {
  const at = 'document.steps.tell.with';
  for (const [step, field] of [
    [{ mail: ['nurse'] }, `${at}.mail`],
    [{ mail: [] }, `${at}.mail`],
    [{ webhooks: ['ftp://north.example'] }, `${at}.webhooks`],
    [{ webhooks: ['http://127.0.0.1:9/x'] }, 'document.steps.tell.uses'],
  ] as const)
    await expect(put(step)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: { details: { field } } });
});
