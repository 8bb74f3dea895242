/**
 * `node bench/step-statements.ts [--runs 200] [--backlog 0] [--list]`: what a run of three `notify` steps asks of the database: statements and
 * transactions of a run, from its start to its end with its jobs, and the processor time of this process, which PGlite is part of. Counts do
 * not depend on who else uses the machine. `--backlog`: so many other runs have been started and wait for their turn meanwhile. `--list`: each
 * statement, how often a run sends it, and how long it took.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { parseArgs } from 'node:util';
import type { NewJob } from '../core/ports/job-queue.ts';
import { byHand, handle } from '../core/workflows/testing/by-hand.ts';
import { testActor } from '../tests/support/actors.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '200' },
    backlog: { type: 'string', default: '0' },
    list: { type: 'boolean', default: false },
  },
});
const runs = Number(values.runs);
const actor = testActor({ administrator: true });
const { bench, queue } = await byHand();
const steps = [1, 2, 3].map((n) => ({
  id: `step-${String(n)}`,
  uses: 'notify',
  with: { text: 'Done.' },
  ...(n === 1 ? {} : { needs: [`step-${String(n - 1)}`] }),
}));
const { projectId, workflows, sql } = bench;
const { id: workflowId } = await workflows.putWorkflow(actor, { projectId, document: { name: 'chain', steps } });
const { examId } = await bench.addExam([{ properties: {}, images: [] }]);
const start = () => workflows.startRun(actor, { workflowId, examId, reuse: 'NEVER', clientKey: null });

/** Does jobs, and those that they cause, until there are none. */
async function settle(): Promise<void> {
  for (let left: NewJob[] = [...queue.jobs.values()]; left.length > 0; left = [...queue.jobs.values()]) {
    queue.jobs.clear();
    for (const job of left) await handle(workflows, { describe: never, execute: never }, job);
  }
}
const never = () => Promise.reject(new Error('no step needs it'));

for (let n = 0; n < 20; n++) await start();
await settle();
for (let n = 0; n < Number(values.backlog); n++) await start();
queue.jobs.clear();

const seen = new Map<string, { count: number; ms: number }>();
let transactions = 0;
const within = new AsyncLocalStorage<true>();
const [query, transact] = [sql.query.bind(sql), sql.transact.bind(sql)];
sql.query = async <Row>(text: string, parameters?: readonly unknown[]) => {
  const of = seen.get(text) ?? { count: 0, ms: 0 };
  seen.set(text, of);
  of.count++;
  const began = performance.now();
  const rows = await query<Row>(text, parameters);
  of.ms += performance.now() - began;
  return rows;
};
sql.transact = (work) => {
  if (within.getStore()) return transact(work);
  transactions++;
  return within.run(true, () => transact(work));
};
const before = process.cpuUsage();
for (let n = 0; n < runs; n++) {
  await start();
  await settle();
}
const { user, system } = process.cpuUsage(before);
const all = [...seen].toSorted(([, a], [, b]) => b.ms - a.ms);
const sum = all.reduce((total, [, { count }]) => total + count, 0);
const per = (amount: number) => (amount / runs).toFixed(2);
if (values.list)
  for (const [text, { count, ms }] of all)
    console.log(`${per(count).padStart(6)}  ${per(ms).padStart(6)} ms  ${text.replaceAll(/\s+/g, ' ').slice(0, 150)}`);
const counts = `${per(sum)} statements in ${per(transactions)} transactions`;
console.log(`a run: ${counts}, ${per((user + system) / 1000)} ms of this process's time`);
await bench.close();
