import type { GraphQLSchema } from 'graphql';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { HubError } from '../../core/errors.ts';
import { anonymous, roles } from '../../core/policy/policy.ts';
import type { Job, NewJob } from '../../core/ports/job-queue.ts';
import type { StepExecutors } from '../../core/ports/step-executor.ts';
import { openBench, type Bench } from '../../core/workflows/testing/workflow-bench.ts';
import { testActor } from '../../tests/support/actors.ts';
import { ask, schemaOf, type Answer } from '../../tests/support/ask.ts';
import { createWorkflowsSubgraph } from './subgraph.ts';

const administrator = testActor({ administrator: true, username: 'ada' });
const trace = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';

let bench: Bench;
let schema: GraphQLSchema;
/** What the workers of this hub do with a job. */
let handle: (job: Job, signal: AbortSignal) => Promise<void>;

beforeEach(async () => {
  bench = await openBench();
  schema = schemaOf(createWorkflowsSubgraph(bench));
  for (const queue of ['archive', 'step', 'notify', 'advance'] as const) {
    bench.queue.work(queue, 1, (job, signal) => handle(job, signal));
  }
});
afterEach(() => bench.close());

const fail = (error: Error) => () => Promise.reject(error);
const list = async (queue: string, first = 50): Promise<unknown> => {
  const source = `{ deadJobs(queue: ${queue}, first: ${String(first)}) { queue key attempts error failedAt traceId } }`;
  return (await ask(schema, administrator, source)).data?.['deadJobs'];
};
const requeue = (queue: string, key: string): Promise<Answer> =>
  ask(
    schema,
    administrator,
    'mutation ($input: RequeueDeadJobInput!) { requeueDeadJob(input: $input) { queue { name dead } } }',
    { input: { queue, key } },
  );

/** Resolves when no job waits or runs. */
async function settled(): Promise<void> {
  await expect
    .poll(async () => [...(await bench.queue.counts()).values()].reduce((sum, one) => sum + one.queued + one.active, 0))
    .toBe(0);
}

async function buried(job: NewJob, error: Error): Promise<void> {
  handle = fail(error);
  await bench.queue.enqueue([{ attempts: 1, ...job }]);
  await settled();
}

describe('who may ask', () => {
  test.each([
    '{ queues { name } }',
    '{ deadJobs(queue: STEP) { key } }',
    'mutation { requeueDeadJob(input: { queue: STEP, key: "x" }) { queue { name } } }',
  ])('administrators alone: %s', async (source) => {
    expect((await ask(schema, anonymous, source)).codes).toEqual(['UNAUTHENTICATED']);
    const everything = testActor({ roles: { [bench.projectId]: roles } });
    expect((await ask(schema, everything, source)).codes).toEqual(['FORBIDDEN']);
  });
});

describe('queues', () => {
  test('are all listed, with what waits, runs and lies dead', async () => {
    await buried({ queue: 'archive', key: 'a', payload: {} }, new HubError('NOT_DICOM', 'no'));
    await bench.queue.enqueue([{ queue: 'register', key: 'waits', payload: {} }]);
    const { data } = await ask(schema, administrator, '{ queues { name queued active dead oldestWaitMs } }');
    const empty = { queued: 0, active: 0, dead: 0, oldestWaitMs: null };
    expect(data?.['queues']).toEqual([
      { name: 'DEIDENTIFY', ...empty },
      { name: 'REGISTER', ...empty, queued: 1, oldestWaitMs: expect.any(Number) as number },
      { name: 'ARCHIVE', ...empty, dead: 1 },
      { name: 'ADVANCE', ...empty },
      { name: 'STEP', ...empty },
      { name: 'UPLOADS', ...empty },
      { name: 'RULES', ...empty },
      { name: 'PURGE', ...empty },
      { name: 'MAPPING', ...empty },
      { name: 'PROTOCOL', ...empty },
      { name: 'MAIL', ...empty },
      { name: 'NOTIFY', ...empty },
    ]);
  });
});

describe('dead jobs', () => {
  test('are told newest first with our own error, or of a fault its code and trace alone', async () => {
    const payload = { secret: 'Doe^Jane' };
    await buried({ queue: 'archive', key: 'ours', payload }, new HubError('UPSTREAM_UNAVAILABLE', 'site A is away'));
    await buried({ queue: 'archive', key: 'fault', payload, trace }, new Error('cannot read "Doe^Jane"'));
    const failedAt = expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string;
    const fault = { key: 'fault', error: 'INTERNAL_SERVER_ERROR', traceId: '0af7651916cd43dd8448eb211c80319c' };
    const ours = { key: 'ours', error: 'UPSTREAM_UNAVAILABLE: site A is away', traceId: null };
    expect(await list('ARCHIVE')).toEqual(
      [fault, ours].map((one) => ({ queue: 'ARCHIVE', attempts: 1, failedAt, ...one })),
    );
    expect(await list('ARCHIVE', 1)).toMatchObject([{ key: 'fault' }]);
    expect(await list('NOTIFY')).toEqual([]);
    expect((await ask(schema, administrator, '{ deadJobs(queue: STEP, first: 1001) { key } }')).codes).toEqual([
      'BAD_USER_INPUT',
    ]);
  });

  test('that are queued again run again, and the audit trail names who did it', async () => {
    await buried({ queue: 'archive', key: 'a', payload: { n: 1 } }, new Error('cannot read "Doe^Jane"'));
    const done: Job[] = [];
    handle = (job) => Promise.resolve(void done.push(job));
    expect((await requeue('ARCHIVE', 'a')).data).toEqual({ requeueDeadJob: { queue: { name: 'ARCHIVE', dead: 0 } } });
    await settled();
    expect(done).toMatchObject([{ key: 'a', payload: { n: 1 }, attempt: 1 }]);
    expect(await list('ARCHIVE')).toEqual([]);
    const audited = await bench.sql.query('SELECT actor, action, target, old_value FROM audit');
    expect(audited).toEqual([
      {
        actor: 'ada',
        action: 'job.requeued',
        target: 'job:archive a',
        old_value: { error: 'INTERNAL_SERVER_ERROR', attempts: 1, failedAt: expect.any(String) as string },
      },
    ]);
  });

  test('that are not there, or not dead, are not found, and nothing is audited', async () => {
    await bench.queue.enqueue([{ queue: 'register', key: 'waits', payload: {} }]);
    for (const [queue, key] of [
      ['REGISTER', 'waits'],
      ['REGISTER', 'absent'],
      ['STEP', 'waits'],
      ['REGISTER', 'wa\0its'],
    ] as const) {
      expect((await requeue(queue, key)).codes).toEqual(['NOT_FOUND']);
    }
    expect(await bench.sql.query('SELECT 1 FROM audit')).toEqual([]);
  });
});

describe('dead jobs of runs', () => {
  const broken: StepExecutors = new Map([
    ['python', { describe: fail(new Error('a fault')), execute: fail(new Error('a fault')) }],
  ]);
  /** Jobs as the hub's own workers do them. */
  const really = async (job: Job, signal: AbortSignal): Promise<void> => {
    const { stepRunId, runId } = job.payload;
    if (typeof stepRunId === 'string') await bench.workflows.runStep(broken, stepRunId, job, signal);
    else if (job.queue === 'notify' && typeof runId === 'string') await bench.workflows.sendFailure(runId);
    else await bench.workflows.advance(job.payload, job.key);
  };
  async function startRun(): Promise<{ runId: string; key: string }> {
    const { examId } = await bench.addExam([]);
    const manager = testActor({ roles: { [bench.projectId]: ['MANAGER'] } });
    const steps = [{ id: 'note', uses: 'python', with: { script: 'test' } }];
    const document = { name: 'w', steps };
    const { id: workflowId } = await bench.workflows.putWorkflow(manager, { projectId: bench.projectId, document });
    const { id } = await bench.workflows.startRun(manager, { workflowId, examId, reuse: 'ALWAYS', clientKey: null });
    const step = (await bench.ports.store.stepRunsOf([id])).get(id)?.[0];
    return { runId: id, key: `step:${step?.id ?? ''}` };
  }
  const stateOf = async (runId: string) =>
    (await bench.ports.store.stepRunsOf([runId])).get(runId)?.map(({ state }) => state);

  test('whose step was failed with them are a CONFLICT that says so, and stay dead', async () => {
    handle = really;
    const { runId, key } = await startRun();
    await settled();
    expect(await stateOf(runId)).toEqual(['FAILED']);
    expect(await list('STEP')).toMatchObject([{ key, attempts: 5, error: 'INTERNAL_SERVER_ERROR' }]);
    const before = await bench.sql.query('SELECT 1 FROM audit');
    expect((await requeue('STEP', key)).codes).toEqual(['CONFLICT']);
    await expect(bench.deadLetters.requeue(administrator, 'step', key)).rejects.toThrow(
      'doing this job again would change nothing: its step has ended as FAILED; a new run does it again',
    );
    expect(await list('STEP')).toHaveLength(1);
    expect(await bench.sql.query('SELECT 1 FROM audit')).toEqual(before);
  });

  test('whose step is still open go on', async () => {
    handle = fail(new HubError('NOT_FOUND', 'something was away that is back'));
    const { runId, key } = await startRun();
    await settled();
    expect(await stateOf(runId)).toEqual(['PENDING']);
    handle = really;
    expect((await requeue('STEP', key)).codes).toEqual([]);
    await settled();
    expect(await stateOf(runId)).toEqual(['FAILED']);
  });

  test('whose run or task has ended or is gone are a CONFLICT', async () => {
    handle = really;
    const { runId } = await startRun();
    await settled();
    const gone = '0190d3b5-0000-7000-8000-000000000000';
    const error = new HubError('CONFLICT', 'no');
    await buried({ queue: 'advance', key: 'run', payload: { runId } }, error);
    await buried({ queue: 'advance', key: 'gone', payload: { runId: gone } }, error);
    await buried({ queue: 'notify', key: 'task', payload: { taskId: gone } }, error);
    await buried({ queue: 'step', key: 'step', payload: { stepRunId: gone } }, error);
    await buried({ queue: 'notify', key: 'failed', payload: { runId } }, error);
    handle = really;
    for (const [queue, key] of [
      ['ADVANCE', 'run'],
      ['ADVANCE', 'gone'],
      ['NOTIFY', 'task'],
      ['STEP', 'step'],
    ] as const) {
      expect((await requeue(queue, key)).codes, key).toEqual(['CONFLICT']);
    }
    // The message that a run has failed is still worth sending.
    expect((await requeue('NOTIFY', 'failed')).codes).toEqual([]);
  });
});
