/**
 * `node bench/step-overhead.ts [--hub embedded] [--rate 100] [--seconds 20] [--steps 3] [--kind notify] [--at-once 1] [--workers 2]`: how long steps wait between
 * being queued and being started, at `rate` steps a second, on a new hub (embedded, or served with so many worker processes). A step is queued
 * when the one before it has ended, the first when its run begins: both times are the database's clock's, as the public door tells them, in
 * whole milliseconds. Runs begin `at-once` by one request, at an even pace; the first two seconds do not count. A small run: `--rate 20 --seconds 5`.
 */
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { HubClient } from '../cli/hub-client.ts';
import { percentiles } from './load/percentiles.ts';
import { benchProject, chain, countCompleted, startOn } from './workflow-runs/bench-project.ts';
import { withHub } from './workflow-runs/with-hub.ts';

const { values } = parseArgs({
  options: {
    hub: { type: 'string', default: 'embedded' },
    rate: { type: 'string', default: '100' },
    seconds: { type: 'string', default: '20' },
    steps: { type: 'string', default: '3' },
    kind: { type: 'string', default: 'notify' },
    'at-once': { type: 'string', default: '1' },
    workers: { type: 'string', default: '2' },
  },
});
const kind = (['notify', 'classify'] as const).find((one) => one === values.kind);
if (!kind) throw new Error('--kind: notify or classify');
const [rate, seconds, steps] = [Number(values.rate), Number(values.seconds), Number(values.steps)];
const atOnce = Number(values['at-once']);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const time = z.string().transform((text) => Date.parse(text));
const step = z.object({ startedAt: time.nullable(), endedAt: time.nullable() });
const page = z.object({
  runs: z.object({
    nodes: z.array(z.object({ startedAt: time, steps: z.array(step) })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
});

/** Of each step of the project's runs, when it was queued and for how long it waited, in ms. */
async function waits(hub: HubClient, projectId: string): Promise<{ readonly queued: number; readonly ms: number }[]> {
  const found: { queued: number; ms: number }[] = [];
  for (let after: string | null | undefined = null; after !== undefined;) {
    const { runs }: z.infer<typeof page> = await hub.request(
      page,
      `query ($p: ID!, $after: String) { runs(filter: { projectId: $p }, first: 100, after: $after) {
        nodes { startedAt steps { startedAt endedAt } } pageInfo { hasNextPage endCursor } } }`,
      { p: projectId, after },
    );
    for (const { startedAt: begun, steps: of } of runs.nodes) {
      let queued = begun;
      for (const { startedAt, endedAt } of of) {
        if (startedAt !== null) found.push({ queued, ms: startedAt - queued });
        queued = endedAt ?? NaN;
      }
    }
    after = runs.pageInfo.hasNextPage ? runs.pageInfo.endCursor : undefined;
  }
  return found;
}

await withHub(values.hub, Number(values.workers), async ({ operator }) => {
  const { projectId, workflowId, examIds } = await benchProject(operator, {
    exams: atOnce,
    document: chain(steps, kind),
  });
  const begin = Date.now();
  const starting: Promise<unknown>[] = [];
  for (let due = begin; due <= begin + (seconds + 2) * 1000; due += (atOnce * steps * 1000) / rate) {
    await pause(Math.max(0, due - Date.now()));
    starting.push(startOn(operator, workflowId, examIds));
  }
  await Promise.all(starting);
  const runs = starting.length * atOnce;
  while ((await countCompleted(operator, projectId)) < runs) await pause(200);
  const counted = (await waits(operator, projectId)).filter(({ queued }) => queued > begin + 2000);
  const end = Math.max(...counted.map(({ queued, ms }) => queued + ms));
  const done = (counted.length * 1000) / (end - begin - 2000);
  console.log(
    `${values.hub}: ${String(counted.length)} steps, wanted ${String(rate)} a second, begun ${done.toFixed(1)} a second`,
  );
  console.log(`queued to started: ${percentiles(counted.map(({ ms }) => ms))}`);
});
