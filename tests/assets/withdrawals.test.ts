import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { PostgresClinical } from '../../adapters/postgres/clinical.ts';
import { JoseCertifier } from '../../adapters/jose/jose-certifier.ts';
import type { AssetContent, NewAsset } from '../../core/assets/asset.ts';
import { newId } from '../../core/ids.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { activity, asset } from '../contract/asset-graph-data.ts';
import { fc } from '../support/fast-check.ts';
import { testSecrets } from '../support/people.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

const signal = new AbortController().signal;
const page = { first: 1000, after: null };

describe('withdrawal of consent', () => {
  let hub: AssetHub;
  let p: Awaited<ReturnType<typeof measuredProject>>;
  let q: Awaited<ReturnType<typeof measuredProject>>;
  let manager: Actor;
  let curator: Actor;

  beforeAll(async () => {
    hub = await assetHub();
  });
  beforeEach(async () => {
    await hub.empty();
    [p, q] = [await measuredProject(hub, 'p'), await measuredProject(hub, 'q')];
    manager = person('ann', { [p.projectId]: 'MANAGER' });
    curator = person('cy', { [p.projectId]: 'CURATOR' });
  });
  afterAll(() => hub.end());

  async function stored(text: string): Promise<AssetContent> {
    return { ...(await hub.objects.put(Buffer.from(text))), mediaType: 'text/plain' };
  }
  async function derived(of: NewAsset, sources: readonly NewAsset[], more: Partial<NewAsset> = {}): Promise<NewAsset> {
    const made = asset('DERIVED', 'a secret label', [of.id], { id: newId(), projectId: of.projectId, ...more });
    await hub.graph.putAssets([made]);
    await hub.graph.recordActivity(
      activity(
        `make ${made.id}`,
        sources.map(({ id }) => id),
        [made.id],
        { projectId: made.projectId },
      ),
    );
    return made;
  }
  const prepare = (assetId: string, more: object = {}, actor = manager) =>
    hub.withdrawals.prepareWithdrawal(actor, { assetId, reason: 'asked to', ...more });
  const fateOf = async (id: string) =>
    new Map((await hub.withdrawalStore.itemsOf(id, 'ALL', null, page)).items.map((one) => [one.assetId, one.fate]));
  const withdraw = async (assetId: string, more: object = {}) => {
    const { id, listDigest } = await prepare(assetId, more);
    await hub.withdrawals.withdraw(manager, { withdrawalId: id, listDigest });
    await hub.withdrawals.purge(id, signal);
    const done = await hub.withdrawals.withdrawal(manager, id);
    if (!done) throw new Error('a withdrawal that was carried out is gone');
    return done;
  };
  const conflict = (work: Promise<unknown>) => expect(work).rejects.toMatchObject({ code: 'CONFLICT' });

  test('is listed first, with what goes and what stays for review, in projects that the manager may not see too', async () => {
    const table = await derived(q.project, [p.biomarker, q.biomarker]);
    const copy = await derived(q.project, [p.nifti]);
    const before = await hub.graph.getAssets([p.subject.id, table.id]);
    const listed = await prepare(p.subject.id);
    expect(listed).toMatchObject({ state: 'LISTED', reason: 'asked to', preparedBy: 'ann', carriedOut: null });
    const fates = await fateOf(listed.id);
    for (const { id } of [p.subject, p.exam, p.series, ...p.images, p.received, p.nifti, p.biomarker, copy])
      expect(fates.get(id)).toBe('PURGE');
    expect(fates.get(table.id)).toBe('REVIEW');
    expect(fates.size).toBe(12);
    expect(await hub.withdrawals.countsOf(manager, listed)).toEqual({ purge: 11, review: 1, hidden: 2 });
    const seen = await hub.withdrawals.itemsOf(manager, listed, null, 100);
    expect(seen.items.map(({ projectId }) => projectId)).not.toContain(q.projectId);
    expect(await hub.graph.getAssets([p.subject.id, table.id])).toEqual(before);
    const again = await prepare(p.subject.id, { purgeAlso: [table.id] });
    expect((await fateOf(again.id)).get(table.id)).toBe('PURGE');
    expect(await hub.withdrawals.withdrawal(manager, listed.id)).toMatchObject({ state: 'CANCELLED' });
    expect((await hub.withdrawals.withdrawalsOf(manager, p.projectId, 10)).totalCount).toBe(2);
    expect(hub.audited.at(-1)).toMatchObject({ action: 'withdrawal.listed', target: `asset:${p.subject.id}` });
  });

  test('is for those who manage the project, and for what can be withdrawn', async () => {
    await expect(prepare(p.subject.id, {}, curator)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(prepare(q.subject.id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(prepare(p.project.id)).rejects.toMatchObject({ details: { field: 'input.assetId' } });
    await expect(prepare(p.subject.id, { reason: ' ' })).rejects.toMatchObject({ details: { field: 'input.reason' } });
    await expect(prepare(p.subject.id, { purgeAlso: [q.subject.id] })).rejects.toMatchObject({
      details: { field: 'input.purgeAlso[0]' },
    });
    const { id: withdrawalId, listDigest } = await prepare(p.subject.id);
    const input = { withdrawalId, listDigest };
    await expect(hub.withdrawals.withdraw(curator, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(hub.withdrawals.withdraw(person('x', {}), input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(hub.withdrawals.withdraw(manager, { ...input, password: 'no' })).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
    });
    expect(await hub.withdrawals.withdrawal(curator, withdrawalId)).toBeNull();
    expect((await hub.withdrawals.withdrawalsOf(curator, p.projectId, 10)).totalCount).toBe(0);
    await hub.withdrawals.cancelWithdrawal(manager, withdrawalId);
    await conflict(hub.withdrawals.withdraw(manager, input));
    await conflict(hub.withdrawals.cancelWithdrawal(manager, withdrawalId));
    expect((await hub.graph.getAssets([p.subject.id])).get(p.subject.id)?.withdrawn).toBeUndefined();
  });

  test('is refused when something came since, with the new list at hand', async () => {
    const { id: withdrawalId, listDigest } = await prepare(p.subject.id);
    const late = await derived(p.exam, [p.series]);
    const refused = hub.withdrawals.withdraw(manager, { withdrawalId, listDigest });
    await expect(refused).rejects.toMatchObject({ code: 'CONFLICT', details: { field: 'input.listDigest' } });
    const now = await hub.withdrawals.withdrawal(manager, withdrawalId);
    expect(now).toMatchObject({ state: 'LISTED' });
    expect(now?.listDigest).not.toBe(listDigest);
    expect((await fateOf(withdrawalId)).get(late.id)).toBe('PURGE');
    const input = { withdrawalId, listDigest: now?.listDigest ?? '', password: 'password of ann' };
    expect(await hub.withdrawals.withdraw(manager, input)).toMatchObject({
      ...{ state: 'CARRIED_OUT', carriedOut: { by: 'ann', passwordConfirmed: true } },
    });
  });

  test('leaves tombstones, erases what was known beside them, flags, tells, and keeps a signed certificate', async () => {
    const own = await derived(p.series, [p.series], { content: await stored('only here') });
    const both = await derived(p.series, [p.series], { content: await stored('here and there') });
    const other = await derived(q.series, [q.series], { content: both.content });
    const table = await derived(p.project, [p.biomarker, q.biomarker]);
    await hub.defineTags(p.projectId, ['SERIES'], 'mass');
    await hub.useCases.setTag(manager, { assetId: p.series.id, name: 'mass', value: 80 });
    await hub.useCases.checkOut(curator, { assetId: own.id, reason: 'mending' });
    const next = await stored('the next version');
    await derived(p.series, [p.series], { content: next });
    await hub.useCases.checkIn(curator, {
      ...{ assetId: own.id, baseVersion: 1, comment: 'mended' },
      ...{ content: { sha256: next.sha256, assetId: (await hub.graph.holderOf(next.sha256, 'ALL'))?.id ?? '' } },
    });
    await hub.useCases.checkOut(curator, { assetId: own.id, reason: 'again' });
    await hub.sql.query("INSERT INTO project (id, name) VALUES ($1, 'p')", [p.projectId]);
    const facts = { diagnoses: [], variants: [], survivalDays: 5, vitalStatus: 'DEAD' } as const;
    await new PostgresClinical(hub.sql).put([{ subjectId: p.subject.id, projectId: p.projectId, ...facts }], 'ann');
    await hub.sql.query("INSERT INTO workflow_result_tags (activity_id, asset_id, tags) VALUES ($1, $2, '[]')", [
      newId(),
      p.series.id,
    ]);
    const [told, enqueued] = [hub.told.length, hub.enqueued.length];

    const done = await withdraw(p.subject.id);
    expect(done).toMatchObject({ state: 'COMPLETED', extras: { checkOuts: 1 } });
    expect(hub.enqueued.slice(enqueued)).toMatchObject([{ queue: 'purge', payload: { withdrawalId: done.id } }]);
    expect(hub.told.slice(told).map(({ accountId }) => accountId)).toContain(`manager of ${p.projectId}`);
    const mark = { reason: 'asked to', withdrawalId: done.id };
    const found = await hub.useCases.getAssets(curator, [own.id, p.series.id, table.id]);
    expect(found.get(own.id)).toMatchObject({ label: 'withdrawn', properties: {}, content: null, withdrawn: mark });
    expect(found.get(table.id)?.withdrawn).toBeUndefined();
    expect((await hub.corrections.toReview(curator, p.projectId, 10)).items).toEqual([table.id]);
    const flags = await hub.corrections.reviewFlagsOf(curator, [{ id: table.id, projectId: p.projectId }]);
    expect(flags.get(table.id)).toMatchObject([{ correctionId: null, withdrawalId: done.id }]);

    const hash = (of: NewAsset) => of.content?.sha256 ?? '';
    expect(await hub.objects.size(hash(own))).toBeNull();
    expect(await hub.objects.size(next.sha256)).toBeNull();
    expect(await hub.objects.size(hash(other))).not.toBeNull();
    for (const table of ['asset_version', 'tag_change', 'check_out', 'tag', 'clinical_record', 'workflow_result_tags'])
      expect(await hub.sql.query(`SELECT FROM ${table}`), table).toEqual([]);

    const document = done.certificate?.document;
    const withdrawn = document?.['withdrawn'] as readonly { id: string; objects: object[] }[];
    expect(withdrawn.find(({ id }) => id === own.id)?.objects).toEqual(
      expect.arrayContaining([
        { sha256: hash(own), sizeBytes: 9, what: 'VERSION', state: 'DELETED' },
        { sha256: next.sha256, sizeBytes: 16, what: 'CONTENT', state: 'DELETED' },
      ]),
    );
    expect(document).toMatchObject({
      ...{ withdrawal: done.id, reason: 'asked to', asset: { id: p.subject.id, level: 'SUBJECT' } },
      kept: { assets: [{ id: table.id }], objects: [hash(both)] },
      erased: { versions: 2, tagChanges: 1, checkOuts: 1, runs: 0 },
      auditTrail: { sequence: hub.audited.length },
    });
    expect(JSON.stringify(document)).not.toContain('secret');
    const jws = done.certificate?.jws ?? '';
    expect(await hub.withdrawals.verifyCertificate(curator, jws)).toEqual(document);
    const changed = jws.replace(
      /^([^.]*\.)(.)/,
      (_, head: string, first: string) => `${head}${first === 'e' ? 'f' : 'e'}`,
    );
    expect(await hub.withdrawals.verifyCertificate(curator, changed)).toBeNull();
    const another = new JoseCertifier(await testSecrets.key('another'));
    expect(await another.verify(jws)).toBeNull();
    expect(await hub.withdrawals.certificateKey(curator)).toMatchObject({ kty: 'OKP', crv: 'Ed25519' });
    expect(hub.audited.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['withdrawal.listed', 'withdrawal.carried-out', 'withdrawal.completed']),
    );
    // Versions of what is there stay as they were made.
    await hub.useCases.checkOut(curator, { assetId: table.id, reason: 'looking again' });
    await hub.useCases.checkIn(curator, { assetId: table.id, baseVersion: 1, comment: 'still right', label: 'table' });
    await expect(hub.sql.query('DELETE FROM asset_version')).rejects.toThrow('never changed or removed');
  });

  test('nothing is made of a tombstone, and its bytes are GONE', async () => {
    const file = await derived(p.series, [p.series], { content: await stored('bytes') });
    await hub.defineTags(p.projectId, ['SERIES'], 'mass');
    await withdraw(p.subject.id);
    const [assetId, id] = [p.series.id, file.id];
    const { projectId } = p;
    const used = { projectId, method: 'm', methodVersion: '1', startedAt: new Date(0), endedAt: new Date(0) };
    const tries: Record<string, () => Promise<unknown>> = {
      download: () => hub.useCases.openContent(manager, id),
      'an earlier version': () => hub.useCases.openContent(manager, id, undefined, 1),
      tag: () => hub.useCases.setTag(manager, { assetId, name: 'mass', value: 1 }),
      'check-out': () => hub.useCases.checkOut(manager, { assetId, reason: 'x' }),
      derived: () => hub.making.createDerivedAsset(manager, { projectId, parentIds: [assetId], kind: 'k' }),
      'the same subject': () => hub.making.createExam(manager, { subjectIds: [p.subject.id] }),
      activity: () => hub.useCases.recordActivity(manager, { ...used, used: [{ assetId, role: 'i' }], generated: [] }),
      reuse: () =>
        hub.useCases.reusableResult(manager, {
          ...{ method: 'm', methodVersion: '1', parameters: {}, inputs: [{ assetId, role: 'i' }] },
        }),
      again: () => prepare(p.subject.id),
    };
    for (const [what, work] of Object.entries(tries))
      await expect(work(), what).rejects.toMatchObject({ code: 'WITHDRAWN' });
    const past = await hub.useCases.assetAsOf(manager, id, { at: new Date() });
    expect(past).toMatchObject({ label: 'withdrawn', content: null });
    const found = await hub.useCases.searchAssets(manager, {}, 100);
    expect(found.edges.map(({ node }) => node.id)).toEqual([p.project.id]);
    const all = await hub.useCases.searchAssets(manager, { includeWithdrawn: true }, 100);
    expect(await all.totalCount()).toBeGreaterThan(5);
    const clinical = new PostgresClinical(hub.sql);
    const facts = { diagnoses: [], variants: [], survivalDays: null, vitalStatus: 'ALIVE' } as const;
    await expect(clinical.put([{ subjectId: p.subject.id, projectId, ...facts }], 'ann')).rejects.toMatchObject({
      code: 'WITHDRAWN',
    });
  });

  test('those who were merged into the subject go with it, and are not withdrawn alone', async () => {
    const other = asset('SUBJECT', 'other', [p.project.id], { id: newId(), projectId: p.projectId });
    await hub.graph.putAssets([other]);
    await hub.corrections.mergeSubjects(manager, { fromId: p.subject.id, intoId: other.id, reason: 'one person' });
    await conflict(prepare(p.subject.id));
    const done = await withdraw(other.id);
    expect(done.extras.subjectIds.toSorted()).toEqual([other.id, p.subject.id].toSorted());
    const gone = await hub.graph.getAssets([other.id, p.subject.id, p.exam.id]);
    for (const each of gone.values()) expect(each.withdrawn?.withdrawalId).toBe(done.id);
  });

  test('an exam that came for the subject and is another’s by now keeps what intake knows of it', async () => {
    const { projectId } = p;
    const researchId = 'R-0000000001';
    const [one, other] = ['one', 'other'].map((name) =>
      asset('SUBJECT', name, [p.project.id], {
        id: newId(),
        projectId,
        properties: { researchId: `${researchId}${name}` },
      }),
    ) as [NewAsset, NewAsset];
    const exam = asset('EXAM', 'exam', [one.id], { id: newId(), projectId });
    await hub.graph.putAssets([one, other, exam]);
    await hub.sql.query(`INSERT INTO project (id, name) VALUES ($1, $2) ON CONFLICT DO NOTHING`, [
      projectId,
      projectId,
    ]);
    const poolId = newId();
    await hub.sql.query(
      `INSERT INTO pool (id, project_id, name, profile, created_by) VALUES ($1, $2, 'door', 'research/1', 'test')`,
      [poolId, projectId],
    );
    for (const [uid, examId] of [
      ['1.1', exam.id],
      ['1.2', null],
    ] as const)
      await hub.sql.query(
        `INSERT INTO quarantined_exam (id, project_id, pool_id, study_instance_uid, research_id, generation, study_description, exam_id)
         VALUES ($1, $2, $3, $4, $5, 1, 'MR', $6)`,
        [newId(), projectId, poolId, uid, `${researchId}one`, examId],
      );
    await hub.corrections.moveExam(manager, { examId: exam.id, fromId: one.id, toId: other.id, reason: 'not theirs' });
    const done = await withdraw(one.id);
    expect(done.extras.quarantinedExams).toBe(1);
    const left = await hub.sql.query(
      'SELECT study_instance_uid AS uid, study_description AS text FROM quarantined_exam ORDER BY 1',
    );
    expect(left).toEqual([
      { uid: '1.1', text: 'MR' },
      { uid: '1.2', text: null },
    ]);
  });

  test('cut off before or after any deletion, the job goes on from there, and the certificate is the same', async () => {
    for (const text of ['a', 'b', 'c', 'd']) await derived(p.series, [p.series], { content: await stored(text) });
    const { id, listDigest } = await prepare(p.subject.id);
    await hub.withdrawals.withdraw(manager, { withdrawalId: id, listDigest });
    const cut = new Error('cut off');
    const remove = hub.objects.delete.bind(hub.objects);
    for (const isBefore of [true, false]) {
      vi.spyOn(hub.objects, 'delete').mockImplementationOnce(async (sha256) => {
        if (!isBefore) await remove(sha256);
        throw cut;
      });
      await expect(hub.withdrawals.purge(id, signal)).rejects.toThrow(cut);
      expect(await hub.withdrawals.withdrawal(manager, id)).toMatchObject({ state: 'CARRIED_OUT', certificate: null });
    }
    await expect(hub.withdrawals.purge(id, AbortSignal.abort(cut))).rejects.toThrow(cut);
    await hub.withdrawals.purge(id, signal);
    const done = await hub.withdrawals.withdrawal(manager, id);
    await hub.withdrawals.purge(id, signal);
    expect(await hub.withdrawals.withdrawal(manager, id)).toEqual(done);
    const objects = await hub.withdrawalStore.objectsOf(id);
    expect(objects.map(({ state, sizeBytes }) => [state, sizeBytes])).toEqual(Array(4).fill(['DELETED', 1]));
  });

  test('bytes that come again while they are deleted are not lost to who made an asset of them', async () => {
    const content = await stored('the same bytes');
    await derived(p.series, [p.series], { content });
    const { id, listDigest } = await prepare(p.subject.id);
    await hub.withdrawals.withdraw(manager, { withdrawalId: id, listDigest });
    // Before they are deleted: they stay, and the certificate says so.
    const kept = await derived(q.series, [q.series], { content });
    await hub.withdrawals.purge(id, signal);
    expect(await hub.objects.size(content.sha256)).not.toBeNull();
    const first = (await hub.withdrawals.withdrawal(manager, id))?.certificate?.document;
    expect(first).toMatchObject({ kept: { objects: [content.sha256] } });
    // After: whoever has stored them before is told to do it again.
    const boss = person('root', {}, true);
    const second = await hub.withdrawals.prepareWithdrawal(boss, { assetId: kept.id, reason: 'x' });
    await hub.withdrawals.withdraw(boss, { withdrawalId: second.id, listDigest: second.listDigest });
    await hub.withdrawals.purge(second.id, signal);
    await hub.withdrawals.purge(second.id, signal);
    await expect(derived(q.series, [q.series], { content })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await stored('the same bytes');
    await derived(q.series, [q.series], { content });
    expect(await hub.objects.size(content.sha256)).not.toBeNull();
  });

  test('over any graph only what is listed changes, nothing of that is readable, and lineage stays', async () => {
    const step = fc.record({ at: fc.nat(), from: fc.array(fc.nat(), { maxLength: 3 }), bytes: fc.nat({ max: 3 }) });
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { maxLength: 8 }),
        fc.nat(),
        fc.array(fc.nat(), { maxLength: 2 }),
        async (steps, at, also) => {
          await hub.empty();
          [p, q] = [await measuredProject(hub, 'p', 2), await measuredProject(hub, 'q', 1)];
          const all: NewAsset[] = [
            ...p.all,
            p.nifti,
            p.biomarker,
            p.received,
            ...q.all,
            q.nifti,
            q.biomarker,
            q.received,
          ];
          for (const { at: place, from, bytes } of steps) {
            const content = bytes === 0 ? null : await stored(`bytes ${String(bytes)}`);
            const sources = from.map((n) => all[n % all.length]).filter((one) => one !== undefined);
            const of = all[place % all.length] ?? p.project;
            all.push(await derived(of, sources, { content }));
          }
          const boss = person('root', {}, true);
          const own = all.filter(({ level }) => level !== 'PROJECT');
          const root = own[at % own.length] ?? p.subject;
          const first = await hub.withdrawals.prepareWithdrawal(boss, { assetId: root.id, reason: 'x' });
          const review = [...(await fateOf(first.id))].filter(([, fate]) => fate === 'REVIEW').map(([id]) => id);
          const purgeAlso = review.length === 0 ? [] : also.map((n) => review[n % review.length] ?? '');
          const { id, listDigest } = await hub.withdrawals.prepareWithdrawal(boss, {
            assetId: root.id,
            reason: 'x',
            purgeAlso,
          });
          const fates = await fateOf(id);
          const ids = all.map((each) => each.id);
          const goes = (of: string) => fates.get(of) === 'PURGE';
          const view = async () => ({
            assets: await hub.graph.getAssets(ids.filter((of) => !goes(of))),
            tags: await hub.graph.tagsOf(ids.filter((of) => !goes(of))),
            up: await hub.graph.lineagesOf(ids, 'ANCESTORS', 50, 1000),
            down: await hub.graph.lineagesOf(ids, 'DESCENDANTS', 50, 1000),
            parents: [...(await hub.graph.parentsOf(ids))].map(([of, parents]) => [of, parents.map((one) => one.id)]),
          });
          const before = await view();
          await hub.withdrawals.withdraw(boss, { withdrawalId: id, listDigest });
          await hub.withdrawals.purge(id, signal);
          await hub.withdrawals.purge(id, signal);
          expect(await view()).toEqual(before);
          const found = await hub.graph.findAssets({ projectIds: 'ALL' }, page);
          expect(found.items.map((each) => each.id)).toEqual(ids.filter((of) => !goes(of)).toSorted());
          const living = new Set(all.filter((each) => !goes(each.id)).flatMap(({ content }) => content?.sha256 ?? []));
          for (const { id: of, content } of all) {
            if (!content) continue;
            expect((await hub.objects.size(content.sha256)) !== null).toBe(living.has(content.sha256));
            const opened = hub.useCases.describeContent(boss, of);
            if (goes(of)) await expect(opened).rejects.toMatchObject({ code: 'WITHDRAWN' });
            else expect((await opened).sha256).toBe(content.sha256);
          }
        },
      ),
      { numRuns: 12 },
    );
  }, 120_000);
});
