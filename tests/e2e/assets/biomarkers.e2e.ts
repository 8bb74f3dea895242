import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { ensurePlace } from '../../../cli/places.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { until } from '../../support/project-with-run.ts';
import { change } from '../../support/three-centers.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let projectId: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'));
  projectId = await ensurePlace(hub.operator, { project: 'VALUES', pool: 'scanner' }, true, () => undefined);
}, 120_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const one = z.object({ id: z.string() });
async function make(what: 'subject' | 'exam' | 'series', input: object): Promise<string> {
  const name = `create${what.charAt(0).toUpperCase()}${what.slice(1)}`;
  const payload = z.record(z.string(), one).parse(await change(hub.operator, name, input, `${what} { id }`));
  return payload[what]?.id ?? '';
}
async function write(parentIds: readonly string[], name: string, value: number, more: object = {}): Promise<void> {
  const properties = { name, value, unit: 'mm3', ...more };
  await change(
    hub.operator,
    'createDerivedAsset',
    { projectId, parentIds, kind: 'biomarker', properties },
    'asset { id }',
  );
}

const answer = z.object({
  asset: z.object({
    diagnoses: z.array(z.object({ name: z.string(), grade: z.number().nullable() })),
    survivalDays: z.number().nullable(),
    biomarkers: z.object({
      totalCount: z.number(),
      nodes: z.array(
        z.object({
          value: z.number(),
          unit: z.string(),
          method: z.string().nullable(),
          confidence: z.number().nullable(),
          exam: z.object({ studyDate: z.string().nullable() }).nullable(),
        }),
      ),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
  }),
});
const query = `query ($id: ID!, $name: String, $first: Int!, $after: String) { asset(id: $id) { ... on Subject {
  diagnoses { name grade } survivalDays
  biomarkers(name: $name, first: $first, after: $after) {
    totalCount nodes { value unit method confidence exam { studyDate } } pageInfo { hasNextPage endCursor } } } } }`;

test('a subject’s measured values are a time series by the day of their exams, beside its clinical facts, in one question', async () => {
  const { operator } = hub;
  const subject = await make('subject', { projectId, researchId: 'R-7' });
  const record = { researchId: 'R-7', diagnoses: [{ name: 'Glioblastoma', grade: 4 }], survivalDays: 400 };
  await change(operator, 'importClinicalRecords', { projectId, records: [record] }, 'imported');
  const later = await make('exam', { subjectIds: [subject], studyDate: '2021-03-01' });
  const earlier = await make('exam', { subjectIds: [subject], studyDate: '2020-12-24' });
  const undated = await make('exam', { subjectIds: [subject] });
  const series = await make('series', { examId: earlier, modality: 'MR' });
  const how = { method: 'drawn by hand', confidence: 0.8 };
  await write([later], 'tumourVolume', 30);
  await write([series, earlier], 'tumourVolume', 20, how);
  await write([undated], 'tumourVolume', 40);
  await write([subject], 'tumourVolume', 50);
  await write([earlier], 'edemaVolume', 5);

  const page = async (first: number, after: string | null = null, name: string | null = 'tumourVolume') =>
    (await operator.request(answer, query, { id: subject, name, first, after })).asset;
  const whole = await until(async () => {
    const found = await page(10);
    return found.biomarkers.totalCount === 4 ? found : undefined;
  });
  expect(whole).toMatchObject({ diagnoses: [{ name: 'Glioblastoma', grade: 4 }], survivalDays: 400 });
  const { nodes } = whole.biomarkers;
  expect(nodes.slice(0, 2)).toEqual([
    { value: 20, unit: 'mm3', ...how, exam: { studyDate: '2020-12-24' } },
    { value: 30, unit: 'mm3', method: null, confidence: null, exam: { studyDate: '2021-03-01' } },
  ]);
  expect(new Set(nodes.slice(2).map(({ value, exam }) => [value, exam]))).toEqual(
    new Set([
      [40, { studyDate: null }],
      [50, null],
    ]),
  );
  expect((await page(10, null, null)).biomarkers.totalCount).toBe(5);

  // Page by page it is the same series.
  const paged: typeof nodes = [];
  for (let after: string | null = null, more = true; more;) {
    const { biomarkers } = await page(1, after);
    paged.push(...biomarkers.nodes);
    ({ hasNextPage: more, endCursor: after } = biomarkers.pageInfo);
  }
  expect(paged).toEqual(nodes);
  await expect(page(1, 'x')).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { details: { field: 'after' } },
  });
  await expect(page(1001)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(write([subject], 'tumourVolume', 1, { confidence: 2 })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { details: { field: 'input.properties.confidence' } },
  });
});
