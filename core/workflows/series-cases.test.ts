import { afterAll, beforeAll, expect, test } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { openBench, type Bench } from './testing/workflow-bench.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench.close());

test('what a person says of a series stays, is kept as a case without its words, and is counted', async () => {
  const { projectId, workflows } = bench;
  const cora = testActor({ username: 'cora', roles: { [projectId]: ['CURATOR'] } });
  const vic = testActor({ username: 'vic', roles: { [projectId]: ['VIEWER'] } });
  const spinEcho = { modality: 'MR', scanningSequence: 'SE', echoTime: 12, repetitionTime: 550 };
  const { seriesIds, examId } = await bench.addExam([
    { properties: { ...spinEcho, seriesDescription: 'Mrs Smith' }, images: [] },
    { properties: spinEcho, images: [] },
  ]);
  const [first = '', second = ''] = seriesIds;
  const correct = (seriesId: string, seriesType: string, who = cora) =>
    workflows.correctSeriesType(who, { seriesId, seriesType, reason: ' the contrast was not noted ' });
  await expect(correct(first, 'T3')).rejects.toMatchObject({ details: { field: 'input.seriesType' } });
  await expect(correct(first, 'T2', vic)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(correct(examId, 'T2')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(correct(first, 'T2', testActor())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await correct(first, 'T2');
  expect(await correct(first, 'T1 post-contrast')).toMatchObject({
    predicted: 'T1',
    corrected: 'T1 post-contrast',
    attributes: spinEcho,
    reason: 'the contrast was not noted',
    correctedBy: 'cora',
  });
  await correct(second, 'T1');
  const tags = (await bench.ports.graph.tagsOf([first])).get(first);
  expect(tags).toMatchObject([
    { name: 'normalizedDescription', value: 'T1 POST', setBy: 'cora' },
    { name: 'seriesType', value: 'T1 post-contrast', setBy: 'cora' },
  ]);
  const described = (normalizedDescription: string) =>
    workflows.correctSeriesType(cora, { seriesId: second, seriesType: 'T1', normalizedDescription, reason: null });
  await expect(described('ax t1')).rejects.toMatchObject({ details: { field: 'input.normalizedDescription' } });
  await described('AX T1 FS');
  expect((await bench.ports.graph.tagsOf([second])).get(second)).toMatchObject([
    { value: 'AX T1 FS' },
    { value: 'T1' },
  ]);
  const page = await workflows.seriesTypeCases(vic, projectId, { first: 1, after: null });
  expect(page.hasNextPage).toBe(true);
  const rest = await workflows.seriesTypeCases(vic, projectId, { first: 5, after: page.items[0]?.seriesId ?? null });
  expect(rest.hasNextPage).toBe(false);
  const cases = [...page.items, ...rest.items];
  expect(new Set(cases.map(({ seriesId }) => seriesId))).toEqual(new Set([first, second]));
  expect(JSON.stringify(cases)).not.toContain('Smith');
  expect(await workflows.seriesTypeConfusion(vic, projectId)).toEqual([
    { predicted: 'T1', corrected: 'T1', count: 1 },
    { predicted: 'T1', corrected: 'T1 post-contrast', count: 1 },
  ]);
  await expect(workflows.seriesTypeConfusion(testActor(), projectId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
});
