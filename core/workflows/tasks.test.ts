import { compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../ids.ts';
import { personAgent } from '../provenance/agents.ts';
import { recordedByHub } from '../provenance/recorded.ts';
import { taskCursor } from './task-cursor.ts';
import { human, openTaskBench, type TaskBench } from './testing/task-bench.ts';

let bench: TaskBench;
let people: Readonly<Record<'ann' | 'bob' | 'cid' | 'mia', ReturnType<TaskBench['person']>>>;

beforeAll(async () => {
  bench = await openTaskBench();
  people = {
    ann: bench.person('ann', ['REVIEWER'], 'Center 2'),
    bob: bench.person('bob', ['REVIEWER'], 'Center 3'),
    cid: bench.person('cid', ['CURATOR'], 'Center 3'),
    mia: bench.person('mia', ['MANAGER']),
  };
});
afterAll(() => bench.close());

const all = { projectId: null, state: 'OPEN', mine: true, held: false, overdue: false } as const;
const titles = async (who: Parameters<TaskBench['workflows']['taskQueue']>[0], query: object = {}) =>
  (await bench.workflows.taskQueue(who, { ...all, ...query }, { first: 100, after: null })).items.map(
    ({ title }) => title,
  );
const problemsOf = async (said: object) =>
  bench.start([human('before'), human('look', said as never, ['before'])], 'wrong').then(
    () => [],
    (error: unknown) =>
      (error as { details: { problems: { field: string }[] } }).details.problems.map(({ field }) => field),
  );

describe('the queue', () => {
  test('is in order of priority, due time and age, page by page, and has what one may do now', async () => {
    const { ann, bob, cid } = people;
    const runId = await bench.start(
      [
        human('plain'),
        human('late', { dueInHours: 48 }),
        human('soon', { dueInHours: 1 }),
        human('urgent', { priority: 'HIGH' }),
        human('idle', { priority: 'LOW', dueInHours: 1 }),
        human('there', { sites: ['Center 3'] }),
        human('hers', { persons: ['ANN'] }),
        human('curated', { roles: ['CURATOR'] }),
      ],
      'queue',
    );
    expect(await titles(ann)).toEqual(['Do urgent', 'Do soon', 'Do late', 'Do plain', 'Do hers', 'Do idle']);
    expect(await titles(cid)).toEqual([
      ...['Do urgent', 'Do soon', 'Do late', 'Do plain', 'Do there', 'Do curated', 'Do idle'],
    ]);
    expect((await titles(ann, { mine: false })).length).toBe(8);
    const paged: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page = await bench.workflows.taskQueue(bob, all, { first: 2, after });
      paged.push(...page.items.map(({ title }) => title));
      const last = page.items.at(-1);
      more = page.hasNextPage;
      after = last ? taskCursor(last) : null;
    }
    expect(paged).toEqual(await titles(bob));
    const urgent = await bench.taskOf(runId, 'urgent');
    await bench.workflows.claimTask(bob, { taskId: urgent.id, minutes: 5 });
    expect(await titles(ann)).not.toContain('Do urgent');
    expect(await titles(bob, { held: true })).toEqual(['Do urgent']);
    expect(await titles(bob, { overdue: true })).toEqual([]);
    await bench.sql.query("UPDATE workflow_task SET due_at = now() - interval '1 minute' WHERE title = 'Do late'");
    expect(await titles(bob, { overdue: true })).toEqual(['Do late']);
    const there = await bench.taskOf(runId, 'there');
    await expect(
      bench.workflows.completeTask(ann, { taskId: there.id, outcome: 'APPROVED', comment: null }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN', message: expect.stringContaining('Center 3') as string });
    await expect(bench.workflows.taskQueue(ann, all, { first: 1, after: 'x' })).rejects.toMatchObject({
      details: { field: 'after' },
    });
    await bench.workflows.cancelRun(runId, 'done with it');
  });

  test('tells those who may do a task, when it is due, and more people when it waits for too long', async () => {
    const { ann, bob, mia } = people;
    const runId = await bench.start(
      [
        human('slow', {
          sites: ['Center 2'],
          roles: ['REVIEWER'],
          dueInHours: 1,
          escalate: { afterHours: 2, to: ['MANAGER'] },
        }),
      ],
      'slow',
    );
    const task = await bench.taskOf(runId, 'slow');
    const told = async (who: typeof ann) =>
      (await bench.workflows.listNotifications(who, 20))
        .filter((one) => one.runId === runId)
        .map(({ text }) => text)
        .toSorted();
    expect([await told(ann), await told(bob), await told(mia)]).toEqual([['A task waits for you: Do slow'], [], []]);
    await expect(
      bench.workflows.completeTask(mia, { taskId: task.id, outcome: 'APPROVED', comment: null }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const later = [...bench.queue.jobs.values()].filter(({ payload }) => payload['taskId'] === task.id);
    const hours = later.map(({ runAfter }) => runAfter && Math.round((runAfter.getTime() - Date.now()) / 3_600_000));
    expect(hours).toEqual([undefined, 1, 2]);
    for (const { payload } of later.flatMap((job) => [job, job])) await bench.workflows.sendTaskMessage(payload);
    expect(await told(ann)).toEqual([
      ...['A task has waited for too long: Do slow', 'A task is due: Do slow', 'A task waits for you: Do slow'],
    ]);
    expect(await told(mia)).toEqual(['A task has waited for too long: Do slow']);
    expect((await bench.taskOf(runId, 'slow')).escalatedAt).not.toBeNull();
    await bench.workflows.completeTask(mia, { taskId: task.id, outcome: 'APPROVED', comment: null });
    expect(await bench.stateOf(runId)).toMatchObject({ run: 'COMPLETED' });
  });
});

const form = [
  { name: 'diameter', label: 'Longest diameter', type: 'number', unit: 'mm', required: true, min: 0, max: 500 },
  { name: 'lesions', type: 'integer', min: 0 },
  { name: 'quality', type: 'choice', options: ['good', 'poor'], required: true },
  { name: 'contrast', type: 'boolean' },
  { name: 'read', type: 'date' },
  { name: 'remark', type: 'text' },
] as const;

describe('forms', () => {
  test('are checked when they are written, each problem by its field', async () => {
    const at = (rest: string) => `document.steps.look.with.${rest}`;
    const wrong = [
      { name: 'a b', type: 'number' },
      { name: 'x', type: 'colour' },
      { name: 'x', type: 'text', unit: 'mm', min: 1, options: ['y'] },
      { name: 'outcome', type: 'choice' },
      { name: 'n', type: 'number', min: 5, max: 1, required: 'yes' },
    ];
    expect(await problemsOf({ form: wrong })).toEqual([
      ...[at('form.0.name'), at('form.x.type'), at('form.x.name'), at('form.x.unit'), at('form.x.min')],
      ...[at('form.x.options'), at('form.outcome.name'), at('form.outcome.options'), at('form.n.required')],
      at('form.n.max'),
    ]);
    expect(await problemsOf({ form, measurement: { d: 'diameter', q: 'quality', l: 'lesions' } })).toEqual([
      ...[at('measurement.q'), at('measurement.l')],
    ]);
    expect(await problemsOf({ sendBackTo: ['look'], escalate: { afterHours: 0, to: ['VIEWER'] } })).toEqual([
      ...[at('escalate.afterHours'), at('escalate.to'), at('sendBackTo')],
    ]);
    expect(await problemsOf({ signature: { meaning: 'love' }, people: 3, outputs: [{ role: 'review' }] })).toEqual([
      ...[at('people'), at('signature.meaning'), at('outputs.0.role')],
    ]);
    expect(await problemsOf({ sites: ['Center 9'], persons: ['nobody'] })).toEqual([at('sites'), at('persons')]);
  });

  test('are checked when they are filled in, and what was measured becomes biomarkers with its unit', async () => {
    const { ann } = people;
    const runId = await bench.start(
      [
        human('read', { form: [...form], measurement: { longestDiameter: 'diameter' } }),
        { id: 'values', uses: 'biomarkers', needs: ['read'] },
      ],
      'form',
    );
    const { id: taskId } = await bench.taskOf(runId, 'read');
    const good = { diameter: 12.5, quality: 'good', lesions: 2, contrast: true, read: '2024-02-29', remark: 'clear' };
    const complete = (values: object) =>
      bench.workflows.completeTask(ann, { taskId, outcome: 'APPROVED', comment: null, values: values as never });
    for (const [field, value] of [
      ...[['diameter', -1] as const, ['diameter', 501] as const, ['diameter', '12'] as const],
      ...[['diameter', null] as const, ['quality', 'fair'] as const, ['lesions', 1.5] as const],
      ...[['contrast', 'yes'] as const, ['read', '2023-02-29'] as const, ['remark', 'x'.repeat(4001)] as const],
    ]) {
      await expect(complete({ ...good, [field]: value })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        details: { field: `input.values.${field}` },
      });
    }
    await expect(complete({ ...good, other: 1 })).rejects.toMatchObject({ details: { field: 'input.values' } });
    expect((await complete(good)).answers).toEqual(good);
    await bench.drain();
    const derived = async (kind: string) =>
      (await bench.ports.graph.childrenOf([bench.examId], 'DERIVED', kind)).get(bench.examId) ?? [];
    const review = (await derived('review')).find(({ label }) => label === 'Do read: approved');
    expect(review?.properties).toMatchObject({ outcome: 'APPROVED', reviewedBy: 'ann', ...good });
    expect((await derived('biomarker')).map(({ properties }) => properties)).toMatchObject([
      { name: 'longestDiameter', value: 12.5, unit: 'mm', method: 'pesscara/human-review' },
    ]);
  });
});

describe('two people', () => {
  test('approve, each once, and neither made what they look at', async () => {
    const { ann, bob, cid } = people;
    const runId = await bench.start(
      [human('draw', { roles: ['CURATOR'] }), human('look', { people: 2, form: [...form] }, ['draw'])],
      'eyes',
    );
    await bench.workflows.completeTask(cid, {
      taskId: (await bench.taskOf(runId, 'draw')).id,
      outcome: 'APPROVED',
      comment: null,
    });
    const { id: taskId } = await bench.taskOf(runId, 'look');
    const approve = (who: typeof ann, values: object | null = null) =>
      bench.workflows.completeTask(who, {
        taskId,
        outcome: 'APPROVED',
        comment: null,
        values: values as never,
      });
    const values = { diameter: 3, quality: 'poor' };
    await expect(approve(cid, values)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(bench.workflows.claimTask(cid, { taskId, minutes: 5 })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await bench.workflows.claimTask(ann, { taskId, minutes: 5 });
    expect(await approve(ann, values)).toMatchObject({ state: 'OPEN', hold: null });
    // Also while the second has it.
    await bench.workflows.claimTask(bob, { taskId, minutes: 5 });
    expect(await approve(ann, values)).toMatchObject({ state: 'OPEN' });
    await bench.workflows.releaseTask(bob, taskId);
    await expect(
      bench.workflows.completeTask(ann, { taskId, outcome: 'REJECTED', comment: 'no' }),
    ).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await titles(ann)).toEqual([]);
    // What the first has filled in stands where the second leaves it.
    expect(await approve(bob, { quality: 'good' })).toMatchObject({
      state: 'APPROVED',
      answers: { diameter: 3, quality: 'good' },
    });
    const decisions = (await bench.workflows.decisionsOfTasks(ann, [taskId])).get(taskId) ?? [];
    expect(decisions.map(({ username, answers }) => [username, answers])).toEqual([
      ['ann', { diameter: 3, quality: 'poor' }],
      ['bob', { diameter: 3, quality: 'good' }],
    ]);
    expect(await bench.stateOf(runId)).toMatchObject({ run: 'COMPLETED' });
    // Each of the two may have lost the answer; to anybody else it must not look as if they had decided.
    for (const who of [ann, bob]) expect(await approve(who, values)).toMatchObject({ state: 'APPROVED' });
    const dan = bench.person('dan', ['REVIEWER']);
    await expect(approve(dan, values)).rejects.toMatchObject({
      code: 'CONFLICT',
      message: 'the task is APPROVED already, by bob',
    });
  });
});

describe('signatures', () => {
  test('need the password again, hold what was looked at, and show when a record was changed', async () => {
    const { ann } = people;
    const runId = await bench.start([human('sign', { signature: { meaning: 'responsibility' } })], 'sign');
    const { id: taskId } = await bench.taskOf(runId, 'sign');
    const approve = (signature: { password: string } | null) =>
      bench.workflows.completeTask(ann, { taskId, outcome: 'APPROVED', comment: 'seen', signature });
    await expect(approve(null)).rejects.toMatchObject({ details: { field: 'input.signature.password' } });
    await expect(approve({ password: 'guessed' })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      details: { field: 'input.signature.password' },
    });
    expect(await bench.sql.query("SELECT actor FROM audit WHERE action = 'signature.failed'")).toEqual([
      { actor: 'ann' },
    ]);
    await approve({ password: 'right' });
    const shown = async () => (await bench.workflows.decisionsOfTasks(ann, [taskId])).get(taskId)?.[0]?.signature;
    const signature = await shown();
    expect(signature).toMatchObject({
      state: 'VALID',
      document: {
        meaning: 'RESPONSIBILITY',
        outcome: 'APPROVED',
        comment: 'seen',
        signedWith: 'PASSWORD',
        signer: { name: `Person ${ann.id}`, username: 'ann' },
      },
    });
    const jws = signature?.jws ?? '';
    const { payload } = await compactVerify(jws, await importJWK(decodeProtectedHeader(jws).jwk as JWK, 'EdDSA'));
    expect(JSON.parse(Buffer.from(payload).toString())).toEqual(signature?.document);
    await bench.sql.query("UPDATE task_decision SET comment = 'not seen' WHERE task_id = $1::uuid", [taskId]);
    expect((await shown())?.state).toBe('BROKEN');
  });
});

describe('sent back', () => {
  test('an earlier step is done again with all that depends on it, so many times', async () => {
    const { bob, cid } = people;
    const runId = await bench.start(
      [
        human('draw', { roles: ['CURATOR'] }),
        { id: 'count', uses: 'python', needs: ['draw'], with: { script: 'x' } },
        human('look', { roles: ['REVIEWER'], sendBackTo: ['draw'], maxRounds: 2 }, ['count']),
      ],
      'back',
    );
    const complete = async (
      step: string,
      who: typeof bob,
      outcome: 'APPROVED' | 'SENT_BACK',
      comment: string | null,
    ) => {
      const { id: taskId } = await bench.taskOf(runId, step);
      const task = await bench.workflows.completeTask(who, { taskId, outcome, comment });
      await bench.drain();
      return task;
    };
    await complete('draw', cid, 'APPROVED', null);
    await expect(complete('look', bob, 'SENT_BACK', null)).rejects.toMatchObject({
      details: { field: 'input.comment' },
    });
    expect(await complete('look', bob, 'SENT_BACK', 'too coarse')).toMatchObject({
      state: 'SENT_BACK',
      completedBy: 'bob',
    });
    expect(await bench.stateOf(runId)).toEqual({
      run: 'WAITING',
      steps: { draw: 'WAITING', count: 'PENDING', look: 'PENDING' },
    });
    expect(await bench.taskOf(runId, 'draw')).toMatchObject({ round: 1, note: 'sent back by bob: too coarse' });
    const [newest] = await bench.workflows.listNotifications(cid, 1);
    expect(newest?.text).toBe('A task waits for you: Do draw (sent back by bob: too coarse)');
    await complete('draw', cid, 'APPROVED', 'finer');
    await complete('look', bob, 'SENT_BACK', 'still too coarse');
    await complete('draw', cid, 'APPROVED', 'finest');
    await expect(complete('look', bob, 'SENT_BACK', 'once more')).rejects.toMatchObject({ code: 'CONFLICT' });
    await complete('look', bob, 'APPROVED', null);
    expect(await bench.stateOf(runId)).toMatchObject({ run: 'COMPLETED' });
    const reviews = (await bench.ports.graph.childrenOf([bench.examId], 'DERIVED', 'review')).get(bench.examId) ?? [];
    const said = reviews.map(({ label }) => label).filter((label) => /Do (draw|look)/.test(label));
    expect(said.filter((label) => label === 'Do look: sent back')).toHaveLength(2);
    expect(said.filter((label) => label === 'Do draw: approved').length).toBeGreaterThanOrEqual(3);
  });
});

describe('what is handed in', () => {
  test('is the output of the step: derived assets of the run, in the roles that were asked for', async () => {
    const { cid } = people;
    const runId = await bench.start(
      [
        human('draw', {
          outputs: [
            { role: 'mask', kind: 'segmentation' },
            { role: 'note', required: false },
          ],
        }),
      ],
      'hand-in',
    );
    const { id: taskId } = await bench.taskOf(runId, 'draw');
    const put = async (kind: string, parentIds: readonly string[]) => {
      const id = newId();
      const made = { level: 'DERIVED', label: kind, properties: {}, content: null, createdBy: 'cid' } as const;
      await bench.ports.graph.putAssets([{ ...made, id, kind, projectId: bench.projectId, parentIds }]);
      await bench.ports.graph.recordActivity({
        id: newId(),
        projectId: bench.projectId,
        method: 'test/import',
        methodVersion: '1',
        parameters: {},
        reuseKey: null,
        startedAt: new Date(),
        endedAt: new Date(),
        runId: null,
        used: [],
        generated: [{ assetId: id, role: 'asset' }],
        agents: [{ agent: personAgent(cid.id, 'cid'), role: 'importer' }],
        ...recordedByHub('test'),
      });
      return id;
    };
    const other = await bench.addExam([]);
    const [mask, wrongKind, elsewhere] = [
      await put('segmentation', [bench.seriesId]),
      await put('nifti', [bench.seriesId]),
      await put('segmentation', [other.examId]),
    ];
    const complete = (outputs: readonly { assetId: string; role: string }[]) =>
      bench.workflows.completeTask(cid, { taskId, outcome: 'APPROVED', comment: null, outputs });
    for (const [outputs, field] of [
      [[], 'input.outputs'] as const,
      [[{ assetId: mask, role: 'other' }], 'input.outputs[0].role'] as const,
      [[{ assetId: wrongKind, role: 'mask' }], 'input.outputs[0].assetId'] as const,
      [[{ assetId: elsewhere, role: 'mask' }], 'input.outputs[0].assetId'] as const,
      [[{ assetId: newId(), role: 'mask' }], 'input.outputs[0].assetId'] as const,
      [[{ assetId: 'x', role: 'mask' }], 'input.outputs[0].assetId'] as const,
    ]) {
      await expect(complete(outputs)).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: { field } });
    }
    await complete([{ assetId: mask, role: 'mask' }]);
    const [step] = (await bench.workflows.stepsOfRuns(cid, [runId])).get(runId) ?? [];
    expect(step?.outputs.map(({ kind, role }) => [kind, role])).toEqual([
      ['review', 'review'],
      ['segmentation', 'mask'],
    ]);
  });
});
