import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { repository, startHub, temporaryFolder } from '../../support/pesscara-process.ts';
import { hubEnvironment } from '../../support/served-hub.ts';

const demo = join(repository, 'demo', 'main.ts');
const kills = 20;

/** Pauses before each kill, in ms: spread over the demo's stages, the same in every test run (a linear congruential sequence). */
function* pauses(): Generator<number> {
  let state = 20261124;
  for (;;) {
    state = (state * 1103515245 + 12345) % 2147483648;
    yield 300 + (state / 2147483648) * 4200;
  }
}

/** Runs the demo to its end, killing its hub (SIGKILL) again and again; answers its exit code, its output and the kills done. */
async function demoUnderFire(
  home: string,
  pause: Generator<number>,
  most: number,
): Promise<{ code: number | null; output: string; done: number }> {
  const child = spawn(process.execPath, [demo, '--exit', '--home', home, '--port', '0'], {
    env: { ...process.env, ...(await hubEnvironment(join(home, 'hub'))) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  let running = true;
  const ended = new Promise<number | null>((resolve) =>
    child.once('close', (code) => {
      running = false;
      resolve(code);
    }),
  );
  const isRunning = () => running;
  let done = 0;
  const fire = async () => {
    let last = 0;
    while (done < most && isRunning()) {
      await new Promise((resolve) => setTimeout(resolve, pause.next().value as number));
      const pid = await hubPid(home);
      if (pid === null || pid === last || !isRunning()) continue;
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        continue; // it had ended by itself
      }
      last = pid;
      done += 1;
    }
  };
  const [code] = await Promise.all([ended, fire()]);
  return { code, output, done };
}

async function hubPid(home: string): Promise<number | null> {
  try {
    return z.object({ pid: z.number() }).parse(JSON.parse(await readFile(join(home, 'hub', 'hub.json'), 'utf8'))).pid;
  } catch {
    return null; // not up yet
  }
}

const census = z.object({
  exams: z.object({ totalCount: z.number() }),
  series: z.object({ totalCount: z.number() }),
  images: z.object({ totalCount: z.number() }),
  nifti: z.object({ totalCount: z.number() }),
  biomarkers: z.object({
    totalCount: z.number(),
    nodes: z.array(z.object({ label: z.string(), parents: z.array(z.object({ id: z.string() })) })),
  }),
  approved: z.object({
    totalCount: z.number(),
    nodes: z.array(z.object({ imageCount: z.number(), seriesCount: z.number() })),
  }),
  runs: z.object({
    nodes: z.array(
      z.object({
        state: z.string(),
        exam: z.object({ id: z.string() }),
        steps: z.array(z.object({ step: z.string(), state: z.string() })),
      }),
    ),
  }),
  notifications: z.array(z.object({ run: z.object({ id: z.string() }).nullable() })),
});

const question = `query ($p: ID!) {
  exams: assets(filter: { projectId: $p, level: EXAM }, first: 1) { totalCount }
  series: assets(filter: { projectId: $p, level: SERIES }, first: 1) { totalCount }
  images: assets(filter: { projectId: $p, level: IMAGE }, first: 1) { totalCount }
  nifti: assets(filter: { projectId: $p, kind: "nifti" }, first: 1) { totalCount }
  biomarkers: assets(filter: { projectId: $p, kind: "biomarker" }, first: 200) { totalCount nodes { label ... on Biomarker { parents { id } } } }
  approved: quarantine(projectId: $p, state: APPROVED, first: 100) { totalCount nodes { imageCount seriesCount } }
  runs(filter: { projectId: $p }, first: 100) { nodes { state exam { id } steps { step state } } }
  notifications(first: 200) { run { id } }
}`;

test(
  `the hub killed ${String(kills)} times at random moments of the demo: each restart goes on, and each effect is there exactly once`,
  { timeout: 900_000 },
  async () => {
    const pause = pauses();
    let total = 0;
    while (total < kills) {
      await using home = await temporaryFolder();
      const { code, output, done } = await demoUnderFire(home.path, pause, kills - total);
      expect(code, output).toBe(0);
      expect(done, 'the demo ended before any kill').toBeGreaterThan(0);
      total += done;

      await using hub = await startHub(join(home.path, 'hub'));
      const { project } = await hub.operator.request(
        z.object({ project: z.object({ id: z.string() }) }),
        '{ project(name: "GLIOMA") { id } }',
      );
      const found = await hub.operator.request(census, question, { p: project.id });
      const sum = (pick: (exam: { imageCount: number; seriesCount: number }) => number) =>
        found.approved.nodes.reduce((all, exam) => all + pick(exam), 0);
      expect(found.exams.totalCount).toBe(found.approved.totalCount);
      expect(found.series.totalCount).toBe(sum((exam) => exam.seriesCount));
      expect(found.images.totalCount).toBe(sum((exam) => exam.imageCount));
      // One run by the event for each exam, and the one that the demo started again.
      expect(found.runs.nodes).toHaveLength(found.exams.totalCount + 1);
      expect(new Set(found.runs.nodes.map((run) => run.exam.id)).size).toBe(found.exams.totalCount);
      for (const run of found.runs.nodes) {
        expect(run.state).toBe('COMPLETED');
        expect(run.steps.every((step) => step.state === 'COMPLETED' || step.state === 'SKIPPED')).toBe(true);
      }
      const keys = found.biomarkers.nodes.map(
        (b) =>
          `${b.label} ${b.parents
            .map((p) => p.id)
            .toSorted()
            .join()}`,
      );
      expect(new Set(keys).size).toBe(keys.length);
      expect(found.biomarkers.totalCount).toBe(keys.length);
      // One notification of each run.
      const notified = found.notifications.map((n) => n.run?.id);
      expect(new Set(notified).size).toBe(notified.length);
    }
    expect(total).toBe(kills);
  },
);
