/**
 * `node bench/workflow-runs.ts [--runs 10000] [--peer-runs 2000] [--steps 3] [--kind notify] [--workers 2] [--only embedded,served,bull,temporal,temporal-memory]`:
 * runs of a workflow of trivial steps, each needing the one before it, from the first `startRuns` at the public door until all are COMPLETED:
 * runs a second of the embedded hub and of a served one; beside bull's own jobs, as many in a chain for each run, and Temporal's
 * development server with activities that do nothing. One after the other, each with servers of its own. A small run: `--runs 200 --peer-runs 200`.
 * The steps are `notify`: the kind that needs no program and no image, so that what is left is the engine's own work. It does more than a peer's
 * activity that does nothing: a message to a person is written with it, once. `--kind classify` has provenance and a tag besides.
 */
import { parseArgs } from 'node:util';
import { bullChain } from './workflow-runs/bull-chain.ts';
import { hubRuns } from './workflow-runs/hub-runs.ts';
import type { Sample } from './workflow-runs/sample.ts';
import { temporalRuns } from './workflow-runs/temporal.ts';

const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '10000' },
    'peer-runs': { type: 'string', default: '2000' },
    steps: { type: 'string', default: '3' },
    kind: { type: 'string', default: 'notify' },
    workers: { type: 'string', default: '2' },
    only: { type: 'string', default: '' },
  },
});
const kind = (['notify', 'classify'] as const).find((one) => one === values.kind);
if (!kind) throw new Error('--kind: notify or classify');
const [runs, peerRuns, steps] = [Number(values.runs), Number(values['peer-runs']), Number(values.steps)];
const ours = { runs, steps, kind, workers: Number(values.workers) };
const atOnce = 100;
if (steps !== 3 && values.only === '') console.log("Temporal's runs have three activities whatever --steps says");

const contenders = [
  { name: 'embedded', run: () => hubRuns('embedded', ours) },
  { name: 'served', run: () => hubRuns('served', ours) },
  { name: 'bull', run: () => bullChain(runs, steps) },
  { name: 'temporal', run: () => temporalRuns(peerRuns, atOnce, true) },
  { name: 'temporal-memory', run: () => temporalRuns(peerRuns, atOnce, false) },
].filter(({ name }) => values.only === '' || values.only.split(',').includes(name));

const samples = new Map<string, Sample>();
for (const { name, run } of contenders) {
  const sample = await run();
  samples.set(name, sample);
  console.log(`${name}  ${sample.rate.toFixed(1)} runs/s, ${sample.cpuMs.toFixed(2)} ms of processors a run`);
}
for (const name of ['embedded', 'served']) {
  for (const peer of ['bull', 'temporal', 'temporal-memory']) {
    const [own, other] = [samples.get(name), samples.get(peer)];
    if (!own || !other) continue;
    const byProcessor = other.cpuMs / own.cpuMs;
    console.log(
      `${name} / ${peer}: ${(own.rate / other.rate).toFixed(2)} by the clock, ${byProcessor.toFixed(2)} by processor time`,
    );
  }
}
