import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { ensurePlace } from '../../../cli/places.ts';
import { examsInQuarantine, reviewExam } from '../../../cli/commands/review.ts';
import { HubClient } from '../../../cli/hub-client.ts';
import { HubError } from '../../../core/errors.ts';
import { sendExam, watchWorkflow } from '../../support/exam-traffic.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let projectId: string;
let examId: string;
let curator: HubClient;

const anything = z.record(z.string(), z.unknown());
const nodes = z.object({ nodes: z.array(z.object({ id: z.string() })) });
const password = 'a long enough password';

/** What the mutation answers, or the error that it was refused with. */
async function change(client: HubClient, name: string, input: object, selection: string): Promise<unknown> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const answer = await client.request(
    anything,
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`,
    { input },
  );
  return answer[name];
}

async function refused(work: Promise<unknown>): Promise<{ code: string; details: unknown }> {
  try {
    await work;
  } catch (caught) {
    if (caught instanceof HubError) return { code: caught.code, details: caught.details.details };
    throw caught;
  }
  throw new Error('it was not refused');
}

const define = (name: string, more: object) =>
  change(hub.operator, 'putTagDefinition', { projectId, level: 'EXAM', name, ...more }, 'definition { revision }');

/** The exam with these fields. */
async function examWith(selection: string, client = curator): Promise<Record<string, unknown>> {
  const { asset } = await client.request(
    z.object({ asset: anything }),
    `query ($id: ID!) { asset(id: $id) { ${selection} } }`,
    { id: examId },
  );
  return asset;
}

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(folder.path);
  const { operator } = hub;
  projectId = await ensurePlace(operator, { project: 'GLIOMA', pool: 'scanner' }, true, () => undefined);
  await change(operator, 'addUser', { username: 'carl', password }, 'user { id }');
  await change(operator, 'setMember', { projectId, username: 'carl', roles: ['CURATOR'] }, 'project { id }');
  const { login } = await operator.request(
    z.object({ login: z.object({ accessToken: z.string() }) }),
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    { input: { username: 'carl', password } },
  );
  curator = new HubClient(hub.process.url, login.accessToken);
  // Before there is anything: what is registered later is tagged by it.
  const scanner = { projectId, level: 'SERIES', name: 'scanner' };
  await change(operator, 'putTagDefinition', { ...scanner, type: 'TEXT' }, 'definition { id }');
  const rule = { when: { property: { name: 'modality', eq: 'MR' } }, set: { name: 'scanner', value: 'magnet' } };
  await change(operator, 'putTagRule', { ...scanner, ...rule }, 'rule { name }');
  await sendExam(operator, operator, projectId, 1, (work) => work());
  for (const { id } of await examsInQuarantine(operator, projectId))
    await reviewExam(operator, 'approveExam', id, null);
  examId = await vi.waitFor(
    async () => {
      const { assets } = await operator.request(
        z.object({ assets: nodes }),
        'query ($p: ID!) { assets(filter: { projectId: $p, level: EXAM }) { nodes { id } } }',
        { p: projectId },
      );
      const [exam] = assets.nodes;
      if (!exam) throw new Error('the exam is not registered yet');
      return exam.id;
    },
    { timeout: 60_000, interval: 200 },
  );
}, 120_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

test('a project defines its tags; values are held to them, keep their revision, and tell their history', async () => {
  await define('volume', { type: 'NUMBER', unit: 'mL', min: 0, required: true });
  await define('site', {
    type: 'CODE',
    codeSystem: 'http://snomed.info/sct',
    codes: [{ code: '12738006', display: 'Brain' }],
  });
  await define('finding', { type: 'CHOICE', many: true, choices: [{ value: 'cyst' }, { value: 'scar' }] });
  expect(await examWith('missingTags { name unit }')).toEqual({ missingTags: [{ name: 'volume', unit: 'mL' }] });

  const set = (name: string, value: unknown, more: object = {}) =>
    change(curator, 'setTag', { assetId: examId, name, value, ...more }, 'asset { id missingTags { name } }');
  const bad = [
    ['none', 1, {}, 'UNKNOWN_TAG', 'input.name'],
    ['volume', 'x', {}, 'TAG_TYPE_MISMATCH', 'input.value'],
    ['volume', 1, { unit: 'L' }, 'TAG_UNIT_MISMATCH', 'input.unit'],
    ['volume', -1, {}, 'TAG_VALUE_NOT_PERMITTED', 'input.value'],
    ['site', '1', {}, 'TAG_VALUE_NOT_PERMITTED', 'input.value'],
  ] as const;
  for (const [name, value, more, code, field] of bad) {
    expect(await refused(set(name, value, more))).toMatchObject({ code, details: { field } });
  }
  expect(await set('volume', 12.5, { unit: 'mL', reason: 'drawn by hand' })).toEqual({
    asset: { id: examId, missingTags: [] },
  });
  await set('site', '12738006');
  for (const value of ['cyst', 'scar']) await set('finding', value);
  await define('volume', { type: 'TEXT' });
  await change(
    curator,
    'removeTag',
    { assetId: examId, name: 'finding', value: 'scar', reason: 'an artefact' },
    'asset { id }',
  );
  expect(
    await examWith('tags { name value unit source setBy code { system code display } definition { revision type } }'),
  ).toEqual({
    tags: [
      {
        name: 'finding',
        value: 'cyst',
        unit: null,
        source: 'PERSON',
        setBy: 'carl',
        code: null,
        definition: { revision: 1, type: 'CHOICE' },
      },
      {
        ...{ name: 'site', value: '12738006', unit: null, source: 'PERSON', setBy: 'carl' },
        code: { system: 'http://snomed.info/sct', code: '12738006', display: 'Brain' },
        definition: { revision: 1, type: 'CODE' },
      },
      {
        name: 'volume',
        value: 12.5,
        unit: 'mL',
        source: 'PERSON',
        setBy: 'carl',
        code: null,
        definition: { revision: 1, type: 'NUMBER' },
      },
    ],
  });
  expect(
    await examWith(
      'tagHistory(name: "finding", first: 2) { nodes { oldValue newValue changedBy reason } pageInfo { hasNextPage } }',
    ),
  ).toEqual({
    tagHistory: {
      nodes: [
        { oldValue: 'scar', newValue: null, changedBy: 'carl', reason: 'an artefact' },
        { oldValue: null, newValue: 'scar', changedBy: 'carl', reason: null },
      ],
      pageInfo: { hasNextPage: true },
    },
  });
  const found = await curator.request(
    z.object({ assets: z.object({ totalCount: z.number() }) }),
    '{ assets(filter: { tag: { name: "volume", value: 12.5 } }) { totalCount } }',
  );
  expect(found.assets.totalCount).toBe(1);
});

test('a rule tags what is registered; a selection is tagged at once, and rules follow', async () => {
  expect(await examWith('... on Exam { series { tags { name value source setBy } } }')).toEqual({
    series: [{ tags: [{ name: 'scanner', value: 'magnet', source: 'RULE', setBy: 'rule:scanner' }] }],
  });

  const image = { projectId, level: 'IMAGE', type: 'TEXT' };
  for (const name of ['look', 'next'])
    await change(hub.operator, 'putTagDefinition', { ...image, name }, 'definition { id }');
  const rule = { when: { tag: { name: 'look', eq: 'blurred' } }, set: { name: 'next', value: 'scan again' } };
  await change(
    hub.operator,
    'putTagRule',
    { projectId, level: 'IMAGE', name: 'blurred', ...rule },
    'rule { revision when }',
  );
  const tagging = { filter: { projectId, level: 'IMAGE' }, name: 'look', value: 'blurred' };
  const few = refused(change(curator, 'setTags', { ...tagging, expectedCount: 2 }, 'assets { id }'));
  expect(await few).toMatchObject({ code: 'CONFLICT', details: { expected: '3' } });
  expect(
    await change(curator, 'setTags', { ...tagging, expectedCount: 3 }, 'assets { tags { name value source } }'),
  ).toEqual({
    assets: Array.from({ length: 3 }, () => ({
      tags: [
        { name: 'look', value: 'blurred', source: 'PERSON' },
        { name: 'next', value: 'scan again', source: 'RULE' },
      ],
    })),
  });
});

test('contexts say which workflows a tagged exam permits, and a refused start which rule refused', async () => {
  await define('released', { type: 'BOOLEAN' });
  const { workflow } = z
    .object({ workflow: z.object({ id: z.string() }) })
    .parse(
      await change(
        hub.operator,
        'putWorkflow',
        { projectId, document: { ...watchWorkflow, trigger: undefined } },
        'workflow { id }',
      ),
    );
  const permitted = 'permittedWorkflows { name contexts { name } } permittedMethods { name }';
  expect(await examWith(permitted)).toEqual({
    permittedWorkflows: [{ name: 'watch', contexts: [] }],
    permittedMethods: [{ name: '*' }],
  });
  const context = {
    ...{ projectId, level: 'EXAM', name: 'released' },
    when: { tag: { name: 'released', eq: true } },
    permits: [{ kind: 'WORKFLOW', name: 'watch', roles: ['CURATOR'] }],
  };
  expect(
    await change(hub.operator, 'putContext', context, 'context { revision when permits { kind name roles } }'),
  ).toEqual({
    context: { revision: 1, when: context.when, permits: context.permits },
  });
  expect(await examWith(permitted)).toEqual({ permittedWorkflows: [], permittedMethods: [] });
  const start = () => change(curator, 'startRun', { workflowId: workflow.id, examId }, 'run { id }');
  expect(await refused(start())).toMatchObject({
    code: 'OUTSIDE_CONTEXT',
    details: { rules: [{ context: 'released', revision: 1, why: 'it needs the tag released = true' }] },
  });
  await change(curator, 'setTag', { assetId: examId, name: 'released', value: true }, 'asset { id }');
  expect(await examWith(permitted)).toEqual({
    permittedWorkflows: [{ name: 'watch', contexts: [{ name: 'released' }] }],
    permittedMethods: [],
  });
  await start();
  // What the hub sets itself goes by definitions that every project has.
  await expect
    .poll(async () => examWith('... on Exam { series { seriesType tags { name source definition { revision } } } }'), {
      timeout: 60_000,
    })
    .toEqual({
      series: [
        {
          seriesType: 'T1',
          tags: [
            ...['normalizedDescription', 'normalizedDescriptionConfidence'].map((name) => ({
              ...{ name, source: 'WORKFLOW', definition: { revision: 0 } },
            })),
            { name: 'scanner', source: 'RULE', definition: { revision: 1 } },
            ...['seriesType', 'seriesTypeConfidence', 'seriesTypeReason'].map((name) => ({
              ...{ name, source: 'WORKFLOW', definition: { revision: 0 } },
            })),
          ],
        },
      ],
    });
});
