import type { GraphQLSchema } from 'graphql';
import { parse, subscribe } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymous, type Actor } from '../../core/policy/policy.ts';
import { newId } from '../../core/ids.ts';
import type { StepExecutor } from '../../core/ports/step-executor.ts';
import { openBench, type Bench } from '../../core/workflows/testing/workflow-bench.ts';
import { createContext } from '../../schema/subgraph.ts';
import { testActor } from '../../tests/support/actors.ts';
import { ask, entity, schemaOf } from '../../tests/support/ask.ts';
import { startWorkflowWorkers } from '../../workers/start-workers.ts';
import { createWorkflowsSubgraph } from './subgraph.ts';

const note: StepExecutor = {
  describe: () =>
    Promise.resolve({ method: 'test/note', methodVersion: '1', software: { name: 'note', version: '1' } }),
  execute: ({ item }) =>
    Promise.resolve({
      outputs: [
        {
          kind: 'measurement',
          role: 'measurement',
          label: 'note',
          mediaType: 'application/json',
          bytes: null,
          properties: { of: item.id, values: [{ name: 'size', value: 3, unit: 'mm3' }] },
        },
      ],
      log: '',
    }),
};

const document = {
  name: 'review',
  title: 'Review',
  steps: [
    { id: 'note', uses: 'python', foreach: 'series', with: { script: 'test' } },
    { id: 'qc', uses: 'human', needs: ['note'], with: { title: 'Look', instructions: 'Well', roles: ['REVIEWER'] } },
    { id: 'biomarkers', uses: 'biomarkers', needs: ['qc'] },
    { id: 'notify', uses: 'notify', needs: ['biomarkers'], with: { text: 'Done' } },
  ],
};

let bench: Bench;
let schema: GraphQLSchema;
let manager: Actor, reviewer: Extract<Actor, { kind: 'user' }>, viewer: Actor;
const stranger = testActor();
let ids: { workflow: string; run: string; task: string; exam: string; notification: string; series: string };

async function* events(actor: Actor, field: string): AsyncGenerator<Record<string, unknown>> {
  const opened = await subscribe({
    schema,
    document: parse(`subscription { ${field} }`),
    contextValue: createContext(actor, 'test', AbortSignal.timeout(20_000)),
  });
  if (!(Symbol.asyncIterator in opened)) throw opened.errors?.[0]?.originalError ?? new Error('refused');
  for await (const { data, errors } of opened) {
    if (errors?.[0]) throw errors[0];
    yield JSON.parse(JSON.stringify(data)) as Record<string, unknown>;
  }
}

async function collect(
  actor: Actor,
  field: string,
  until: (event: Record<string, unknown>) => boolean = () => false,
): Promise<Record<string, unknown>[]> {
  const found = [];
  for await (const event of events(actor, field)) {
    found.push(event);
    if (until(event)) break;
  }
  return found;
}

beforeAll(async () => {
  bench = await openBench();
  const { projectId } = bench;
  manager = testActor({ roles: { [projectId]: ['MANAGER'] }, username: 'mia' });
  reviewer = testActor({ roles: { [projectId]: ['REVIEWER'] }, username: 'rita' });
  viewer = testActor({ roles: { [projectId]: ['VIEWER'] } });
  bench.members.push({ userId: reviewer.id, roles: ['REVIEWER'] });
  schema = schemaOf(createWorkflowsSubgraph(bench));
  const { examId, seriesIds } = await bench.addExam([{ properties: { modality: 'MR' }, images: [] }]);
  const put = await ask(
    schema,
    manager,
    'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id version } } }',
    { input: { projectId, document } },
  );
  const workflow = (put.data?.['putWorkflow'] as { workflow: { id: string } }).workflow.id;
  await startWorkflowWorkers(bench.queue, bench.workflows, new Map([['python', note]]));
  const started = await ask(
    schema,
    manager,
    'mutation ($input: StartRunInput!) { startRun(input: $input) { run { id } } }',
    { input: { workflowId: workflow, examId } },
  );
  const run = (started.data?.['startRun'] as { run: { id: string } }).run.id;
  await collect(manager, `runProgress(id: "${run}", after: "0") { step state }`, (event) =>
    JSON.stringify(event).includes('WAITING'),
  );
  const tasks = await bench.workflows.listTasks(reviewer, projectId, 'OPEN', 1);
  await collect(reviewer, 'notificationReceived(after: "0") { text }', () => true);
  const [notification] = await bench.workflows.listNotifications(reviewer, 1);
  ids = {
    workflow,
    run,
    task: tasks[0]?.id ?? '',
    exam: examId,
    notification: notification?.id ?? '',
    series: seriesIds[0] ?? '',
  };
}, 60_000);
afterAll(() => bench.close());

describe('who may ask', () => {
  const input = (fields: string) => `(input: { ${fields} })`;
  const operations = (): readonly (readonly [string, string])[] => [
    ['workflows', '{ workflows { id } }'],
    ['run', `{ run(id: "${ids.run}") { id } }`],
    ['runs', '{ runs { totalCount } }'],
    ['tasks', '{ tasks { id } }'],
    ['notifications', '{ notifications { id } }'],
    [
      'putWorkflow',
      `mutation { putWorkflow${input(`projectId: "${bench.projectId}", document: {}`)} { workflow { id } } }`,
    ],
    [
      'startRun',
      `mutation { startRun${input(`workflowId: "${ids.workflow}", examId: "${ids.exam}"`)} { run { id } } }`,
    ],
    ['validateWorkflow', `{ validateWorkflow(projectId: "${bench.projectId}", source: "") { field } }`],
    ['planRun', `{ planRun(workflowId: "${ids.workflow}", examId: "${ids.exam}") { exam { id } } }`],
    ['webhooks', `{ webhooks(projectId: "${bench.projectId}") { totalCount } }`],
    [
      'createWebhook',
      `mutation { createWebhook${input(`projectId: "${bench.projectId}", workflow: "review"`)} { secret } }`,
    ],
    [
      'startRuns',
      `mutation { startRuns${input(`workflowId: "${ids.workflow}", examIds: ["${ids.exam}"]`)} { results { code } } }`,
    ],
    ['completeTask', `mutation { completeTask${input(`taskId: "${ids.task}", outcome: APPROVED`)} { task { id } } }`],
  ];

  test('an anonymous caller learns nothing from any root field', async () => {
    for (const [field, operation] of operations()) {
      expect((await ask(schema, anonymous, operation)).codes, field).toEqual(['UNAUTHENTICATED']);
    }
    for (const field of [
      `runProgress(id: "${ids.run}") { message }`,
      `projectRuns(projectId: "${bench.projectId}") { message }`,
      'notificationReceived { text }',
    ]) {
      await expect(collect(anonymous, field), field).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    }
  });

  test('one who is no member finds nothing and changes nothing', async () => {
    expect(
      (
        await ask(
          schema,
          stranger,
          '{ workflows { id } runs { totalCount nodes { id } } tasks { id } notifications { id } }',
        )
      ).data,
    ).toEqual({
      workflows: [],
      runs: { totalCount: 0, nodes: [] },
      tasks: [],
      notifications: [],
    });
    expect((await ask(schema, stranger, `{ run(id: "${ids.run}") { id } }`)).data).toEqual({ run: null });
    for (const [field, operation] of operations().filter(([, text]) => text.startsWith('mutation'))) {
      expect((await ask(schema, stranger, operation)).codes, field).toEqual(['NOT_FOUND']);
    }
    expect((await ask(schema, stranger, `{ workflows(projectId: "${bench.projectId}") { id } }`)).codes).toEqual([
      'NOT_FOUND',
    ]);
    await expect(collect(stranger, `runProgress(id: "${ids.run}") { message }`)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await expect(collect(stranger, `projectRuns(projectId: "${bench.projectId}") { message }`)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('a viewer reads but does not change', async () => {
    expect((await ask(schema, viewer, '{ workflows { name } runs { totalCount } tasks { id } }')).data).toMatchObject({
      workflows: [{ name: 'review' }],
      tasks: [],
    });
    for (const [field, operation] of operations().filter(([, text]) => text.startsWith('mutation'))) {
      expect((await ask(schema, viewer, operation)).codes, field).toEqual(['FORBIDDEN']);
    }
  });

  test.each([
    ['Workflow', 'workflow', 'id name'],
    ['Run', 'run', 'id percent'],
    ['Task', 'task', 'id title'],
    ['Exam', 'exam', 'id runs { id }'],
  ] as const)('%s resolves for a member, is null for others, and needs a sign-in', async (type, key, fields) => {
    const id = ids[key];
    expect((await entity(schema, viewer, type, id, fields)).entity).toMatchObject({ id });
    expect(await entity(schema, stranger, type, id, fields)).toEqual({ entity: null, codes: [] });
    expect((await entity(schema, anonymous, type, id, fields)).codes).toEqual(['UNAUTHENTICATED']);
    expect(await entity(schema, viewer, type, newId(), fields)).toEqual({ entity: null, codes: [] });
    expect(await entity(schema, viewer, type, 'nonsense', fields)).toEqual({ entity: null, codes: [] });
  });

  test('a notification resolves for its person alone', async () => {
    expect((await entity(schema, reviewer, 'Notification', ids.notification, 'id text run { id }')).entity).toEqual({
      id: ids.notification,
      text: 'A task waits for you: Look',
      run: { id: ids.run },
    });
    expect(await entity(schema, manager, 'Notification', ids.notification, 'id')).toEqual({ entity: null, codes: [] });
    expect((await entity(schema, anonymous, 'Notification', ids.notification, 'id')).codes).toEqual([
      'UNAUTHENTICATED',
    ]);
  });
});

describe('what is answered', () => {
  test('a run with its steps, and references to what other subgraphs own', async () => {
    const source = `{ run(id: "${ids.run}") { state percent startedBy reusedCount workflow { name version document } project { id } exam { id runs { id } }
      steps { step uses state attempts series { id } outputs { id } biomarkers { id } reused { by } task { title instructions roles state run { id } } } } }`;
    const { data, codes } = await ask(schema, viewer, source);
    expect(codes).toEqual([]);
    expect(data?.['run']).toMatchObject({
      state: 'WAITING',
      startedBy: 'mia',
      reusedCount: 0,
      workflow: { name: 'review', version: 1, document },
      project: { id: bench.projectId },
      exam: { id: ids.exam, runs: [{ id: ids.run }] },
      steps: [
        {
          step: 'note',
          state: 'COMPLETED',
          attempts: 1,
          series: { id: ids.series },
          outputs: [{ id: expect.any(String) as string }],
          task: null,
        },
        {
          step: 'qc',
          state: 'WAITING',
          series: null,
          task: { title: 'Look', instructions: 'Well', roles: ['REVIEWER'], state: 'OPEN', run: { id: ids.run } },
        },
        { step: 'biomarkers', state: 'PENDING' },
        { step: 'notify', state: 'PENDING' },
      ],
    });
  });

  test('many runs with their steps and workflows cost as many statements as one', async () => {
    const query = bench.sql.query.bind(bench.sql);
    let statements = 0;
    bench.sql.query = (...args) => {
      statements++;
      return query(...args);
    };
    const count = async (first: number): Promise<number> => {
      // The least of some tries: jobs in the background ask the database too.
      const tries = [];
      for (let index = 0; index < 5; index++) tries.push(await countOnce(first));
      return Math.min(...tries);
    };
    const countOnce = async (first: number): Promise<number> => {
      statements = 0;
      expect(
        (
          await ask(
            schema,
            viewer,
            `{ runs(first: ${String(first)}) { nodes { workflow { name } steps { task { id } } exam { runs { id } } } } }`,
          )
        ).codes,
      ).toEqual([]);
      return statements;
    };
    const one = await count(1);
    for (let index = 0; index < 3; index++) {
      await bench.workflows.startRun(manager, {
        workflowId: ids.workflow,
        examId: ids.exam,
        reuse: 'ALWAYS',
        clientKey: `n${String(index)}`,
      });
    }
    await expect.poll(async () => (await bench.workflows.listTasks(reviewer, null, 'OPEN', 10)).length).toBe(4);
    expect(await count(4)).toBe(one);
    bench.sql.query = query;
  });

  test('runs newest first, page by page, each once', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await ask(
        schema,
        viewer,
        'query ($after: String) { runs(first: 2, after: $after) { totalCount nodes { id startedAt } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      const page = data?.['runs'] as {
        totalCount: number;
        nodes: { id: string }[];
        pageInfo: { hasNextPage: boolean; endCursor: string };
      };
      expect(page.totalCount).toBe(4);
      seen.push(...page.nodes.map(({ id }) => id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
    } while (after !== null);
    expect(new Set(seen).size).toBe(4);
    expect(seen.at(-1)).toBe(ids.run);
    expect((await ask(schema, viewer, '{ runs(after: "x") { totalCount } }')).codes).toEqual(['BAD_USER_INPUT']);
    expect((await ask(schema, viewer, '{ runs(filter: { state: COMPLETED }) { totalCount } }')).data).toEqual({
      runs: { totalCount: 0 },
    });
  });

  test('a document of which step and field are wrong', async () => {
    const bad = { name: 'bad', steps: [{ id: 'qc', uses: 'human' }] };
    const source = 'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id } } }';
    expect(
      (await ask(schema, manager, source, { input: { projectId: bench.projectId, document: bad } })).codes,
    ).toEqual(['BAD_USER_INPUT']);
  });

  test('the same document again is the same version, another one the next', async () => {
    const put = (title: string) =>
      bench.workflows.putWorkflow(manager, {
        projectId: bench.projectId,
        document: { ...document, name: 'versions', title },
      });
    expect((await put('one')).version).toBe(1);
    expect((await put('one')).version).toBe(1);
    expect((await put('two')).version).toBe(2);
    expect((await put('one')).version).toBe(3);
    const { data } = await ask(schema, viewer, '{ workflows { name version } }');
    expect(data).toEqual({
      workflows: [
        { name: 'review', version: 1 },
        { name: 'versions', version: 3 },
      ],
    });
  });
});

describe('tasks and subscriptions', () => {
  const complete = (actor: Actor, outcome: string, comment: string | null = null, taskId = ids.task) =>
    ask(
      schema,
      actor,
      'mutation ($input: CompleteTaskInput!) { completeTask(input: $input) { task { state completedBy comment run { state } } } }',
      {
        input: { taskId, outcome, comment },
      },
    );

  test('a task is done by one of its roles, once; the run then goes on to its end, which ends the subscription', async () => {
    const fromStart = collect(
      viewer,
      `runProgress(id: "${ids.run}", after: "0") { cursor message step state run { state percent } }`,
    );
    const fromNow = collect(viewer, `runProgress(id: "${ids.run}") { cursor message run { state } }`);
    expect((await complete(manager, 'APPROVED')).codes).toEqual(['FORBIDDEN']);
    expect((await complete(reviewer, 'REJECTED')).codes).toEqual(['BAD_USER_INPUT']);
    expect((await complete(reviewer, 'APPROVED', 'fine')).data).toMatchObject({
      completeTask: { task: { state: 'APPROVED', completedBy: 'rita', comment: 'fine' } },
    });
    expect((await complete(reviewer, 'APPROVED')).codes).toEqual([]);
    expect((await complete(reviewer, 'REJECTED', 'no')).codes).toEqual(['CONFLICT']);

    const replayed = (await fromStart).map(
      (event) => event['runProgress'] as { cursor: string; message: string; run: { state: string; percent: number } },
    );
    expect(replayed.map(({ message }) => message)).toEqual([
      'run: started review version 1 (1 series)',
      'note: started, series series 1',
      'note: completed, series series 1',
      'qc: waits for a person (Look)',
      'qc: approved by rita',
      'biomarkers: started',
      'biomarkers: completed',
      'notify: started',
      'notify: completed',
      'run: completed',
    ]);
    expect(replayed.at(-1)?.run).toEqual({ state: 'COMPLETED', percent: 100 });
    expect((await fromNow).map((event) => (event['runProgress'] as { message: string }).message)).toEqual(
      replayed.slice(4).map(({ message }) => message),
    );
    // A client that comes back misses none and sees none twice; one that comes too late gets the end.
    const resumed = await collect(
      viewer,
      `runProgress(id: "${ids.run}", after: "${replayed[6]?.cursor ?? ''}") { message }`,
    );
    expect(resumed).toHaveLength(3);
    expect(await collect(viewer, `runProgress(id: "${ids.run}") { message }`)).toEqual([
      { runProgress: { message: 'run: completed' } },
    ]);
    await expect(collect(viewer, `runProgress(id: "${ids.run}", after: "x") { message }`)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
    });
  });

  test('a rejection fails the run with the comment, and tells who started it', async () => {
    const [task] = await bench.workflows.listTasks(reviewer, null, 'OPEN', 1);
    expect((await complete(reviewer, 'REJECTED', 'blurred', task?.id)).data).toMatchObject({
      completeTask: { task: { state: 'REJECTED', run: { state: 'FAILED' } } },
    });
    const { data } = await ask(
      schema,
      viewer,
      `{ run(id: "${task?.runId ?? ''}") { error steps { step state reason } } }`,
    );
    expect(data?.['run']).toMatchObject({ error: 'qc failed: rejected by rita: blurred' });
    const told = await collect(manager, 'notificationReceived(after: "0") { text run { id } }', (event) =>
      JSON.stringify(event).includes('failed'),
    );
    expect(told.at(-1)).toEqual({
      notificationReceived: {
        text: 'A run has failed: qc failed: rejected by rita: blurred',
        run: { id: task?.runId },
      },
    });
  });

  test('one whose membership ends gets no further event', async () => {
    const leaving = testActor({ roles: { [bench.projectId]: ['VIEWER'] } });
    const got: unknown[] = [];
    await expect(
      (async () => {
        for await (const event of events(
          leaving,
          `projectRuns(projectId: "${bench.projectId}", after: "0") { message }`,
        )) {
          got.push(event);
          bench.changedActors.set(leaving.id, testActor({ id: leaving.id }));
        }
      })(),
    ).rejects.toMatchObject({ message: 'no project that you may see' });
    expect(got).toHaveLength(1);
  });
});
