import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { projectWithExam } from '../../support/registered-exam.ts';

const script = `import json, sys, time
task = json.load(open(sys.argv[1]))
time.sleep(0.3)
json.dump({"outputs": []}, open(task["result"], "w"))
`;
const event = z.object({ cursor: z.string(), message: z.string(), runState: z.string().nullable() });
type Event = z.infer<typeof event>;

function watch(hub: HubProcess, field: 'runs' | 'runProgress', id: string, after: string) {
  const query =
    field === 'runs'
      ? 'subscription ($id: ID!, $after: String) { runs(filter: { projectId: $id }, after: $after) { cursor message runState } }'
      : 'subscription ($id: ID!, $after: String) { runProgress(id: $id, after: $after) { cursor message runState } }';
  return hub.operator.subscribe(z.record(z.string(), event), query, { id, after }, AbortSignal.timeout(90_000));
}

/** What a client sees that goes on from the last event that it saw, however often it loses its hub. */
class Client {
  readonly seen: Event[] = [];
  readonly #field: 'runs' | 'runProgress';
  readonly #id: string;

  constructor(field: 'runs' | 'runProgress', id: string) {
    this.#field = field;
    this.#id = id;
  }

  isOver(): boolean {
    return this.seen.some(({ runState }) => runState === 'COMPLETED');
  }

  /** Until the run has ended, or the connection is lost. */
  async follow(hub: HubProcess): Promise<void> {
    try {
      for await (const told of watch(hub, this.#field, this.#id, this.seen.at(-1)?.cursor ?? '0')) {
        const one = told[this.#field];
        if (one) this.seen.push(one);
        if (this.isOver()) return;
      }
    } catch (lost) {
      if (hub.process.pid !== 0 && this.isOver()) throw lost;
    }
  }
}

test('a gateway that is killed with open subscriptions costs its clients no event, and gives none twice', async () => {
  await using folder = await temporaryFolder();
  const home = join(folder.path, 'hub');
  const settings = { PESSCARA_PYTHON_SCRIPTS: 'any' };
  let hub = await startHub(home, settings);
  try {
    const { projectId, examId } = await projectWithExam(hub, 'MR');
    const steps = Array.from({ length: 8 }, (_, at) => ({
      ...{ id: `s${String(at)}`, uses: 'python', with: { script } },
      needs: at === 0 ? [] : [`s${String(at - 1)}`],
    }));
    const id = z.object({ id: z.string() });
    const { putWorkflow } = await hub.operator.request(
      z.object({ putWorkflow: z.object({ workflow: id }) }),
      'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id } } }',
      { input: { projectId, document: { name: 'chain', steps } } },
    );
    const { startRun } = await hub.operator.request(
      z.object({ startRun: z.object({ run: id }) }),
      'mutation ($input: StartRunInput!) { startRun(input: $input) { run { id } } }',
      { input: { workflowId: putWorkflow.workflow.id, examId, reuse: 'NEVER' } },
    );
    const runId = startRun.run.id;
    const clients = [1, 2, 3].map(() => new Client('runProgress', runId));
    clients.push(new Client('runs', projectId));
    for (const kills of [3, 8]) {
      const lost = clients.map((client) => client.follow(hub));
      await expect.poll(() => clients[0]?.seen.length ?? 0, { timeout: 60_000, interval: 20 }).toBeGreaterThan(kills);
      await hub.process.end('SIGKILL');
      await Promise.all(lost);
      hub = await startHub(home, settings);
    }
    await Promise.all(clients.map((client) => client.follow(hub)));
    const whole = new Client('runProgress', runId);
    await whole.follow(hub);
    const messages = whole.seen.map(({ message }) => message);
    expect(messages.filter((message) => /^s\d: completed$/.test(message))).toHaveLength(8);
    for (const client of clients) {
      expect(client.seen.map(({ message }) => message)).toEqual(messages);
      expect(new Set(client.seen.map(({ cursor }) => cursor)).size).toBe(messages.length);
    }
  } finally {
    await hub[Symbol.asyncDispose]();
  }
}, 240_000);
