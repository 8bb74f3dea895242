import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Correction } from '../../core/corrections/correction.ts';
import { newId } from '../../core/ids.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { asset } from '../contract/asset-graph-data.ts';
import { fc } from '../support/fast-check.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

describe('corrections', () => {
  let hub: AssetHub;
  let p: Awaited<ReturnType<typeof measuredProject>>;
  let manager: Actor;
  let curator: Actor;
  let other: string;

  beforeAll(async () => {
    hub = await assetHub();
  });
  beforeEach(async () => {
    await hub.empty();
    p = await measuredProject(hub, 'p');
    manager = person('ann', { [p.projectId]: 'MANAGER' });
    curator = person('cy', { [p.projectId]: 'CURATOR' });
    other = await subject('other');
  });
  afterAll(() => hub.end());

  async function subject(name: string): Promise<string> {
    const made = asset('SUBJECT', name, [p.project.id], { id: newId(), projectId: p.projectId });
    await hub.graph.putAssets([made]);
    return made.id;
  }
  async function exam(of: string): Promise<string> {
    const made = asset('EXAM', 'exam', [of], { id: newId(), projectId: p.projectId });
    await hub.graph.putAssets([made]);
    return made.id;
  }
  const examsOf = async (id: string) =>
    ((await hub.graph.childrenOf([id], 'EXAM')).get(id) ?? []).map((each) => each.id);
  const merge = (fromId: string, intoId: string, actor = manager) =>
    hub.corrections.mergeSubjects(actor, { fromId, intoId, reason: 'the same person' });
  const reverse = (id: string, actor = manager) =>
    hub.corrections.reverseCorrection(actor, { id, reason: 'a mistake' });
  /** As the registration of an exam that comes for a subject does. */
  const arrive = (cameFor: string) =>
    hub.sql.transact(async () => {
      const survivor = await hub.corrections.arrivals.survivorOf(cameFor);
      const id = await exam(survivor.subjectId);
      await hub.corrections.arrivals.note(id, cameFor, survivor);
      return id;
    });

  test('merge: all of one subject becomes the other’s, with activity, audit and flags on what was derived', async () => {
    const merged = await merge(p.subject.id, other);
    expect(merged).toMatchObject({ kind: 'MERGE', madeBy: 'ann', reversal: null });
    expect(await examsOf(p.subject.id)).toEqual([]);
    expect(await examsOf(other)).toEqual([p.exam.id]);
    const known = [p.received, p.nifti, p.biomarker].map(({ id }) => ({ id, projectId: p.projectId }));
    const flags = await hub.corrections.reviewFlagsOf(curator, known);
    for (const { id } of known) expect(flags.get(id)).toMatchObject([{ correctionId: merged.id }]);
    expect((await hub.corrections.toReview(curator, p.projectId, 2)).items).toHaveLength(2);
    expect(await hub.corrections.toReview(curator, p.projectId, 10)).toMatchObject({
      items: known.map(({ id }) => id).toSorted(),
      totalCount: 3,
    });
    await hub.corrections.clearReviewFlags(curator, p.nifti.id, 'still right');
    expect(hub.audited.at(-1)).toMatchObject({ action: 'review.cleared', target: `asset:${p.nifti.id}` });
    expect((await hub.corrections.toReview(curator, p.projectId, 10)).totalCount).toBe(2);
    const activity = (await hub.graph.getActivities([merged.activityId])).get(merged.activityId);
    expect(activity).toMatchObject({ method: 'pesscara/merge-subjects', parameters: { reason: 'the same person' } });
    expect(activity?.used.map(({ role }) => role)).toEqual(['from', 'to', 'moved']);
    expect(hub.audited.find(({ action }) => action === 'subject.merged')).toMatchObject({ reason: 'the same person' });
    expect(await hub.corrections.correctionsOf(curator, p.projectId, 10)).toMatchObject({ items: [merged] });
  });

  test('merge: what still arrives goes the same way, and goes back with the merge', async () => {
    const third = await subject('third');
    const first = await merge(p.subject.id, other);
    await merge(other, third);
    const late = await arrive(p.subject.id);
    expect(await examsOf(third)).toEqual([p.exam.id, late].toSorted());
    await expect(reverse(first.id)).rejects.toMatchObject({ code: 'CONFLICT', details: { field: 'input.id' } });
    const [, second] = (await hub.corrections.correctionsOf(manager, p.projectId, 10)).items;
    await reverse(second?.id ?? '');
    expect(await examsOf(other)).toEqual([p.exam.id, late].toSorted());
    expect(await examsOf(third)).toEqual([]);
    await reverse(first.id);
    expect(await examsOf(p.subject.id)).toEqual([p.exam.id, late].toSorted());
    expect(await arrive(p.subject.id).then(() => examsOf(p.subject.id))).toHaveLength(3);
    await expect(reverse(first.id)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('split: exams become those of a new subject under an identifier of its own', async () => {
    const second = await exam(p.subject.id);
    const split = await hub.corrections.splitSubject(manager, {
      subjectId: p.subject.id,
      examIds: [second],
      reason: 'two people',
    });
    expect(await examsOf(p.subject.id)).toEqual([p.exam.id]);
    expect(await examsOf(split.toId)).toEqual([second]);
    const made = (await hub.graph.getAssets([split.toId])).get(split.toId);
    expect(made).toMatchObject({ level: 'SUBJECT', properties: { splitFrom: p.subject.label } });
    await reverse(split.id);
    expect(await examsOf(p.subject.id)).toEqual([p.exam.id, second].toSorted());
    expect(await examsOf(split.toId)).toEqual([]);
    await expect(
      hub.corrections.splitSubject(manager, { subjectId: other, examIds: [second], reason: 'x' }),
    ).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: { field: 'input.examIds[0]' } });
  });

  test('move: of an exam with several subjects the others stay', async () => {
    const twin = await subject('twin');
    const shared = asset('EXAM', 'shared', [p.subject.id, twin], { projectId: p.projectId });
    await hub.graph.putAssets([shared]);
    await hub.corrections.moveExam(manager, { examId: shared.id, fromId: twin, toId: other, reason: 'not this twin' });
    const parents = ((await hub.graph.parentsOf([shared.id])).get(shared.id) ?? []).map(({ id }) => id);
    expect(parents).toEqual([p.subject.id, other].toSorted());
    expect(await examsOf(twin)).toEqual([]);
  });

  test('take a value along that an exam gave its subject, and leave those that other exams gave as well', async () => {
    const kept = asset('EXAM', 'kept', [p.subject.id], { projectId: p.projectId });
    await hub.graph.putAssets([kept]);
    const value = (label: string, exams: readonly string[]) =>
      asset('DERIVED', label, [p.subject.id, ...exams], { projectId: p.projectId, kind: 'biomarker' });
    const [own, both] = [value('own', [p.exam.id]), value('both', [p.exam.id, kept.id])];
    await hub.graph.putAssets([own, both]);
    const move = { examId: p.exam.id, fromId: p.subject.id, toId: other, reason: 'another person' };
    const { id } = await hub.corrections.moveExam(manager, move);
    const subjectOf = async (what: { readonly id: string }) =>
      (await hub.graph.parentsOf([what.id], 'SUBJECT')).get(what.id)?.map((subject) => subject.id);
    expect([await subjectOf(own), await subjectOf(both)]).toEqual([[other], [p.subject.id]]);
    await reverse(id);
    expect(await subjectOf(own)).toEqual([p.subject.id]);
  });

  test('are for those who may correct, and name what can not be', async () => {
    await expect(merge(p.subject.id, other, curator)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(merge(p.subject.id, p.subject.id)).rejects.toMatchObject({ details: { field: 'input.intoId' } });
    await expect(merge(p.exam.id, other)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.fromId', received: '"EXAM"' },
    });
    const q = await measuredProject(hub, 'q');
    await expect(merge(p.subject.id, q.subject.id)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      details: { field: 'input.intoId' },
    });
    const both = person('bo', { [p.projectId]: 'OWNER', [q.projectId]: 'OWNER' });
    await expect(merge(p.subject.id, q.subject.id, both)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.intoId' },
    });
    await expect(
      hub.corrections.mergeSubjects(manager, { fromId: p.subject.id, intoId: other, reason: ' ' }),
    ).rejects.toMatchObject({ details: { field: 'input.reason' } });
    await merge(p.subject.id, other);
    await expect(merge(p.subject.id, await subject('new'))).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(merge(await subject('newer'), p.subject.id)).rejects.toMatchObject({ code: 'CONFLICT' });
    await expect(reverse(newId())).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('after any sequence of them nothing is lost, and what is reversed in turn ends as it began', async () => {
    const action = fc.record({
      kind: fc.constantFrom('merge', 'move', 'split', 'reverse', 'arrive'),
      a: fc.nat(),
      b: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 12 }), async (actions) => {
        const subjects = await Promise.all([subject('s1'), subject('s2'), subject('s3')]);
        const start = new Map<string, string>();
        for (const of of subjects) for (let n = 0; n < 2; n++) start.set(await exam(of), of);
        const made: Correction[] = [];
        const pick = <T>(list: readonly T[], n: number): T | undefined => list[n % list.length];
        for (const { kind, a, b } of actions) {
          const all = [...subjects, ...made.map(({ toId }) => toId)];
          const [from = '', to = ''] = [pick(all, a), pick(all, b)];
          const own = await examsOf(from);
          const tried = {
            merge: () => merge(from, to),
            move: () =>
              hub.corrections.moveExam(manager, { examId: pick(own, b) ?? '', fromId: from, toId: to, reason: 'x' }),
            split: () =>
              hub.corrections.splitSubject(manager, { subjectId: from, examIds: own.slice(0, 1), reason: 'x' }),
            reverse: () => reverse(pick(made, a)?.id ?? ''),
            arrive: async () => {
              const cameFor = pick(subjects, a) ?? '';
              start.set(await arrive(cameFor), cameFor);
              return null;
            },
          }[kind];
          const done = await tried().catch((error: unknown) => {
            expect(['CONFLICT', 'BAD_USER_INPUT', 'NOT_FOUND']).toContain((error as { code?: string }).code);
            return null;
          });
          if (done && kind !== 'reverse') made.push(done);
          // Each exam is some one subject's.
          const where = await Promise.all([...new Set([...all, ...made.map(({ toId }) => toId)])].map(examsOf));
          expect(where.flat().toSorted()).toEqual([...start.keys()].toSorted());
        }
        const inForce = await hub.corrections.getCorrections(made.map(({ id }) => id));
        for (const { id } of made.toReversed()) if (inForce.get(id)?.reversal === null) await reverse(id);
        for (const of of subjects) {
          const expected = [...start].filter(([, first]) => first === of).map(([id]) => id);
          expect(await examsOf(of)).toEqual(expected.toSorted());
        }
      }),
      { numRuns: 20 },
    );
  });
});
