import { expect, test } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { HubError } from '../errors.ts';
import type { StepExecutor } from '../ports/step-executor.ts';
import { byHand, describeTest, textOutput } from './testing/by-hand.ts';

const admin = testActor({ administrator: true });

test('an outage, or the death of a process, uses up none of the tries that the author permits; a retried run has all of them', async () => {
  const { bench, queue } = await byHand();
  const { workflows, ports, projectId } = bench;
  const retried = { id: 'a', uses: 'python', with: { script: 'test' }, retries: { attempts: 2, delayS: 0 } };
  const { examId } = await bench.addExam([]);
  const document = { name: 'retries', steps: [retried] };
  const { id: workflowId } = await workflows.putWorkflow(admin, { projectId, document });
  const input = { workflowId, examId, reuse: 'NEVER', clientKey: null } as const;
  const { id: runId } = await workflows.startRun(admin, input);
  const step = async () => (await ports.store.stepRunsOf([runId])).get(runId)?.[0];
  const done = new Set<string>();
  /** The step's next job, at which this is thrown (null: nothing); a job that fails is given out again. */
  const attempt = async (error: HubError | null): Promise<void> => {
    const executor: StepExecutor = {
      describe: describeTest,
      execute: () => (error ? Promise.reject(error) : Promise.resolve({ outputs: [textOutput('x')], log: '' })),
    };
    const job = [...queue.jobs].find(([key, one]) => one.queue === 'step' && !done.has(key));
    const payload = job?.[1].payload ?? {};
    const { signal } = new AbortController();
    const executors = new Map([['python', executor]]);
    await workflows.runStep(executors, (await step())?.id ?? '', { attempt: 1, attempts: 1, payload }, signal);
    done.add(job?.[0] ?? '');
  };
  const away = new HubError('UNAVAILABLE', 'the database is away');
  const broken = new HubError('STEP_FAILED', 'broken');
  for (let times = 0; times < 3; times++) await expect(attempt(away)).rejects.toBe(away);
  // As after a death: the step is taken, and nothing comes of it.
  await ports.store.beginStep((await step())?.id ?? '', 0);
  expect(await step()).toMatchObject({ state: 'RUNNING', attempts: 4, failedTries: 0 });
  await attempt(broken);
  expect(await step()).toMatchObject({ state: 'PENDING', failedTries: 1 });
  await expect(attempt(away)).rejects.toBe(away);
  await attempt(broken);
  expect(await step()).toMatchObject({ state: 'FAILED', failedTries: 1 });

  await workflows.retryRun(admin, { runId, fromStep: null, reason: null });
  expect(await step()).toMatchObject({ state: 'PENDING', attempts: 0, failedTries: 0 });
  await attempt(broken);
  await attempt(null);
  expect(await step()).toMatchObject({ state: 'COMPLETED', failedTries: 1 });
  await bench.close();
}, 60_000);

test('a step that waits for its next try waits no more when its run is cancelled', async () => {
  const { bench, queue } = await byHand();
  const { workflows, ports, projectId } = bench;
  const retried = { id: 'a', uses: 'python', with: { script: 'test' }, retries: { attempts: 2, delayS: 3600 } };
  const { examId } = await bench.addExam([]);
  const document = { name: 'retries', steps: [retried] };
  const { id: workflowId } = await workflows.putWorkflow(admin, { projectId, document });
  const input = { workflowId, examId, reuse: 'NEVER', clientKey: null } as const;
  const { id: runId } = await workflows.startRun(admin, input);
  const step = async () => (await ports.store.stepRunsOf([runId])).get(runId)?.[0];
  const broken: StepExecutor = {
    describe: describeTest,
    execute: () => Promise.reject(new HubError('STEP_FAILED', 'broken')),
  };
  const { signal } = new AbortController();
  await workflows.runStep(new Map([['python', broken]]), (await step())?.id ?? '', { attempt: 1, attempts: 1 }, signal);
  expect((await step())?.retryAt).toBeInstanceOf(Date);
  await workflows.cancelRunFor(admin, { runId, reason: 'enough' });
  expect(await step()).toMatchObject({ state: 'SKIPPED', retryAt: null });
  expect([...queue.jobs.values()].some(({ payload }) => payload['retryOf'] !== undefined)).toBe(true);
  await bench.close();
}, 60_000);
