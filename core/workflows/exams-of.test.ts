import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NewAsset } from '../assets/asset.ts';
import { newId } from '../ids.ts';
import { examsOf } from './exams-of.ts';
import { openBench, type Bench } from './testing/workflow-bench.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.close());

async function made(level: NewAsset['level'], parentIds: readonly string[]): Promise<string> {
  const id = newId();
  const { projectId, ports } = bench;
  const rest = { kind: level === 'DERIVED' ? 'note' : null, label: 'x', properties: {}, content: null };
  await ports.graph.putAssets([{ id, projectId, level, ...rest, createdBy: 'test', parentIds }]);
  return id;
}

test('what is part of an exam and of its subject is of that exam alone; what is part of the subject, of all its exams', async () => {
  const { examId, seriesIds } = await bench.addExam([{ properties: {}, images: [] }]);
  const [subject] = (await bench.ports.graph.parentsOf([examId], 'SUBJECT')).get(examId) ?? [];
  const subjectId = subject?.id ?? '';
  const later = await made('EXAM', [subjectId]);
  const value = await made('DERIVED', [...seriesIds, examId, subjectId]);
  const ofValue = await made('DERIVED', [value]);
  const ofSubject = await made('DERIVED', [subjectId]);
  const ids = [...seriesIds, value, ofValue, ofSubject, subjectId];
  const assets = await bench.ports.graph.getAssets(ids);
  const found = await examsOf(bench.ports.graph, [...assets.values()]);
  const both = [examId, later].toSorted();
  expect(
    ids.map((id) =>
      found
        .get(id)
        ?.map((exam) => exam.id)
        .toSorted(),
    ),
  ).toEqual([...[[examId], [examId], [examId]], ...[both, both]]);
});
