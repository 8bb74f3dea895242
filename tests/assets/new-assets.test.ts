import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { assetLevels } from '../../core/assets/asset.ts';
import { parentLevels, requireParentLevel } from '../../core/assets/levels.ts';
import { newId } from '../../core/ids.ts';
import { sha256 } from '../../core/json.ts';
import { anonymous, type Actor } from '../../core/policy/policy.ts';
import { testActor } from '../support/actors.ts';
import { assetHub, measuredProject, person, type AssetHub } from './hub.ts';

let hub: AssetHub;
let p: Awaited<ReturnType<typeof measuredProject>>;
let q: typeof p;
let ann: Actor;

beforeAll(async () => {
  hub = await assetHub();
});
afterAll(() => hub.end());
beforeEach(async () => {
  await hub.empty();
  hub.audited.length = 0;
  p = await measuredProject(hub, 'p');
  q = await measuredProject(hub, 'q');
  ann = person('ann', { [p.projectId]: 'RESEARCHER' });
  hub.people.set('ann', ann);
});

const idsOf = (assets: readonly { readonly id: string }[] | undefined) => assets?.map(({ id }) => id).toSorted();
const actions = () => hub.audited.map(({ action }) => action);

async function uploaded(bytes: Uint8Array, fileName = 'table.csv'): Promise<string> {
  const upload = await hub.uploads.createUpload(ann, { projectId: p.projectId, fileName, sizeBytes: bytes.length });
  const url = await hub.uploads.uploadUrl(ann, upload);
  const query = Object.fromEntries(new URLSearchParams(url.slice(url.indexOf('?') + 1)));
  const source = (async function* () {
    yield await Promise.resolve(bytes);
  })();
  await hub.uploads.append(await hub.uploads.openUpload(upload.id, query), 0, source, null);
  return upload.id;
}

describe('levels', () => {
  test('each level has its parents, and all other levels are refused with the field, what was expected, and what came', () => {
    for (const child of assetLevels) {
      for (const level of assetLevels) {
        const permitted: readonly string[] = parentLevels[child];
        const check = () => requireParentLevel('input.parentIds', child, { level });
        if (permitted.includes(level)) expect(check).not.toThrow();
        else {
          expect(check).toThrow(
            expect.objectContaining({
              code: 'WRONG_PARENT_LEVEL',
              details: { field: 'input.parentIds', expected: permitted.join(' or '), received: level },
            }) as Error,
          );
        }
      }
    }
  });

  test('subject, exam and series are made below each other, and asking again answers the same', async () => {
    const projectId = newId();
    const owner = person('olga', { [projectId]: 'OWNER' });
    const make = async () => {
      const subject = await hub.making.createSubject(owner, {
        projectId,
        researchId: 'S-1',
        properties: { handedness: 'left' },
      });
      const exam = await hub.making.createExam(owner, {
        subjectIds: [subject.id],
        studyInstanceUID: '2.25.77',
        studyDate: '2026-01-02',
        studyDescription: 'Brain MR',
      });
      const series = await hub.making.createSeries(owner, {
        examId: exam.id,
        seriesInstanceUID: '2.25.78',
        modality: 'MR',
        seriesNumber: 3,
        seriesDescription: 'AX T1',
      });
      return { subject, exam, series };
    };
    const first = await make();
    expect(first.subject).toMatchObject({
      level: 'SUBJECT',
      label: 'S-1',
      properties: { researchId: 'S-1', handedness: 'left' },
      createdBy: 'olga',
    });
    expect(first.exam).toMatchObject({ level: 'EXAM', label: 'Brain MR 2026-01-02', projectId });
    expect(first.series).toMatchObject({
      label: 'MR 3 AX T1',
      properties: { modality: 'MR', seriesNumber: 3, imageCount: 0, seriesInstanceUID: '2.25.78' },
    });
    expect(actions()).toEqual(['asset.created', 'asset.created', 'asset.created']);
    expect(await make()).toEqual(first);
    expect(actions()).toHaveLength(3);
    const found = await hub.useCases.findAssets(owner, { projectId }, 10);
    expect(found.items.map(({ level }) => level).toSorted()).toEqual(['EXAM', 'PROJECT', 'SERIES', 'SUBJECT']);
  });

  test('in a project that sites serve, a new UID of one’s own choice is for administrators', async () => {
    const own = { subjectIds: [p.subject.id] };
    const there = await hub.making.createExam(ann, { ...own, studyInstanceUID: '2.25.1' });
    const series = await hub.making.createSeries(ann, { examId: there.id, seriesInstanceUID: '2.25.2' });
    hub.served.add(p.projectId);
    try {
      const refused = (field: string) => ({ code: 'FORBIDDEN', details: { field } });
      const exam = { ...own, studyInstanceUID: '2.25.3' };
      const below = { examId: there.id, seriesInstanceUID: '2.25.3' };
      const image = { seriesId: series.id, sopInstanceUID: '2.25.3', sopClassUID: '1.2.840.10008.5.1.4.1.1.4' };
      const { making } = hub;
      await expect(making.createExam(ann, exam)).rejects.toMatchObject(refused('input.studyInstanceUID'));
      await expect(making.createSeries(ann, below)).rejects.toMatchObject(refused('input.seriesInstanceUID'));
      await expect(making.createImage(ann, image)).rejects.toMatchObject(refused('input.sopInstanceUID'));
      expect(await making.createExam(ann, { ...own, studyInstanceUID: '2.25.1' })).toEqual(there);
      expect((await making.createExam(ann, { ...own, clientKey: 'mine' })).level).toBe('EXAM');
      const root = testActor({ administrator: true });
      expect((await making.createExam(root, exam)).level).toBe('EXAM');
      expect((await making.createImage(root, image)).level).toBe('IMAGE');
    } finally {
      hub.served.delete(p.projectId);
    }
  });

  test('without a UID a client’s key makes one exam, and each asking without a key another one', async () => {
    const make = (clientKey: string | null) =>
      hub.making.createExam(ann, { subjectIds: [p.subject.id], ...(clientKey === null ? {} : { clientKey }) });
    expect((await make('a')).id).toBe((await make('a')).id);
    expect((await make('b')).id).not.toBe((await make('a')).id);
    expect((await make(null)).id).not.toBe((await make(null)).id);
    expect((await make('a')).properties['studyInstanceUID']).toMatch(/^2\.25\.\d+$/);
  });

  test('an exam has several subjects from the start, or one added later, once', async () => {
    const [mother, foetus, other] = [
      await hub.making.createSubject(ann, { projectId: p.projectId, researchId: 'mother' }),
      await hub.making.createSubject(ann, { projectId: p.projectId, researchId: 'foetus' }),
      await hub.making.createSubject(ann, { projectId: p.projectId, researchId: 'twin' }),
    ];
    const exam = await hub.making.createExam(ann, { subjectIds: [mother.id, foetus.id], studyInstanceUID: '2.25.5' });
    const subjects = async () => idsOf((await hub.graph.parentsOf([exam.id])).get(exam.id));
    expect(await subjects()).toEqual(idsOf([mother, foetus]));
    hub.audited.length = 0;
    const add = { examId: exam.id, subjectId: other.id, reason: 'the second twin was seen' };
    expect((await hub.making.addSubjectToExam(ann, add)).id).toBe(exam.id);
    expect((await hub.making.addSubjectToExam(ann, add)).id).toBe(exam.id);
    expect(await subjects()).toEqual(idsOf([mother, foetus, other]));
    expect(hub.audited).toMatchObject([
      {
        action: 'exam.subject-added',
        target: `asset:${exam.id}`,
        reason: 'the second twin was seen',
        oldValue: { subjectIds: [mother.id, foetus.id].toSorted() },
      },
    ]);
    for (const each of [mother, foetus, other]) {
      expect(idsOf((await hub.graph.childrenOf([each.id], 'EXAM')).get(each.id))).toEqual([exam.id]);
    }
  });

  test('a study or a series that is there as part of something else is a CONFLICT', async () => {
    const other = await hub.making.createSubject(ann, { projectId: p.projectId, researchId: 'other' });
    const exam = await hub.making.createExam(ann, { subjectIds: [p.subject.id], studyInstanceUID: '2.25.5' });
    const series = { examId: exam.id, seriesInstanceUID: '2.25.6' };
    await hub.making.createSeries(ann, series);
    await expect(
      hub.making.createExam(ann, { subjectIds: [other.id], studyInstanceUID: '2.25.5' }),
    ).rejects.toMatchObject({ code: 'CONFLICT', details: { field: 'input.studyInstanceUID' } });
    await expect(hub.making.createSeries(ann, { ...series, examId: p.exam.id })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { field: 'input.seriesInstanceUID' },
    });
  });

  test('parents of the wrong level are refused with the field', async () => {
    const wrong = (field: string, expected: string, received: string) => ({
      code: 'WRONG_PARENT_LEVEL',
      details: { field, expected, received },
    });
    await expect(hub.making.createExam(ann, { subjectIds: [p.subject.id, p.series.id] })).rejects.toMatchObject(
      wrong('input.subjectIds', 'SUBJECT', 'SERIES'),
    );
    await expect(hub.making.createSeries(ann, { examId: p.subject.id })).rejects.toMatchObject(
      wrong('input.examId', 'EXAM', 'SUBJECT'),
    );
    const reason = 'x';
    await expect(
      hub.making.addSubjectToExam(ann, { examId: p.exam.id, subjectId: p.series.id, reason }),
    ).rejects.toMatchObject(wrong('input.subjectId', 'SUBJECT', 'SERIES'));
    await expect(
      hub.making.addSubjectToExam(ann, { examId: p.series.id, subjectId: p.subject.id, reason }),
    ).rejects.toMatchObject(wrong('input.examId', 'EXAM', 'SERIES'));
  });

  test('what is absent and what is invisible look the same, and a reader may not write', async () => {
    const viewer = person('val', { [p.projectId]: 'VIEWER' });
    for (const id of [q.subject.id, newId(), 'strange']) {
      await expect(hub.making.createExam(ann, { subjectIds: [id] })).rejects.toMatchObject({
        code: 'NOT_FOUND',
        details: { field: 'input.subjectIds' },
        message: 'no asset that you may see',
      });
    }
    const both = person('bob', { [p.projectId]: 'OWNER', [q.projectId]: 'OWNER' });
    await expect(hub.making.createExam(both, { subjectIds: [p.subject.id, q.subject.id] })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.subjectIds' },
    });
    for (const [actor, code] of [
      [viewer, 'FORBIDDEN'],
      [anonymous, 'UNAUTHENTICATED'],
    ] as const) {
      const derived = { projectId: p.projectId, parentIds: [p.series.id], kind: 'table' };
      const added = { examId: p.exam.id, subjectId: p.subject.id, reason: 'x' };
      const calls = [
        () => hub.making.createSubject(actor, { projectId: p.projectId, researchId: 'x' }),
        () => hub.making.createExam(actor, { subjectIds: [p.subject.id] }),
        () => hub.making.createSeries(actor, { examId: p.exam.id }),
        () => hub.making.createImage(actor, { seriesId: p.series.id, sopClassUID: '1.2' }),
        () => hub.making.addSubjectToExam(actor, added),
        () => hub.making.createDerivedAsset(actor, derived),
      ];
      expect(calls).toHaveLength(Object.keys(hub.making).length);
      for (const call of calls) await expect(call()).rejects.toMatchObject({ code });
    }
  });

  test.each([
    [{ researchId: 'a b' }, 'input.researchId'],
    [{ label: 'x'.repeat(201) }, 'input.label'],
    [{ properties: { a: 'x\0' } }, 'input.properties.a'],
    [{ properties: { a: ['\ud800'] } }, 'input.properties.a.0'],
    [{ properties: { a: 'x'.repeat(70_000) } }, 'input.properties'],
    [{ properties: { a: [1, Infinity] } }, 'input.properties.a.1'],
  ])('refuses %j of a subject', async (wrong, field) => {
    const input = { projectId: p.projectId, researchId: 'S', ...wrong };
    await expect(hub.making.createSubject(ann, input)).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field },
    });
  });

  test.each([
    [{ studyInstanceUID: '1.02' }, 'input.studyInstanceUID'],
    [{ studyDate: '2026-02-30' }, 'input.studyDate'],
    [{ clientKey: '' }, 'input.clientKey'],
    [{ subjectIds: [] }, 'input.subjectIds'],
  ])('refuses %j of an exam', async (wrong, field) => {
    await expect(hub.making.createExam(ann, { subjectIds: [p.subject.id], ...wrong })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field },
    });
  });
});

describe('images by hand', () => {
  const sopClassUID = '1.2.840.10008.5.1.4.1.1.4';
  const image = (more: object = {}) => ({ seriesId: p.series.id, sopClassUID, ...more });
  const dicom = Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), Buffer.from('pixels')]);

  test('an image is made once by its UID, with the bytes of an upload and their provenance', async () => {
    const uploadId = await uploaded(dicom, 'one.dcm');
    hub.audited.length = 0;
    const input = image({ sopInstanceUID: '2.25.9', instanceNumber: 9, content: { uploadId } });
    const made = await hub.making.createImage(ann, input);
    expect(made).toMatchObject({
      level: 'IMAGE',
      label: 'Image 9',
      properties: { sopInstanceUID: '2.25.9', sopClassUID, instanceNumber: 9 },
      content: { sha256: sha256(dicom), sizeBytes: dicom.length, mediaType: 'application/dicom' },
      createdBy: 'ann',
    });
    expect(idsOf((await hub.graph.parentsOf([made.id])).get(made.id))).toEqual([p.series.id]);
    expect(await hub.objects.get(sha256(dicom))).toEqual(dicom);
    expect(await hub.uploadStore.byId(uploadId)).toMatchObject({ state: 'USED' });
    expect((await hub.graph.generationOf([made.id])).get(made.id)).toMatchObject({ method: 'pesscara/import' });
    expect(actions()).toEqual(['asset.created']);
    // Again: the same one, and nothing more is told.
    expect((await hub.making.createImage(ann, input)).id).toBe(made.id);
    expect((await hub.making.createImage(ann, image({ sopInstanceUID: '2.25.9' }))).id).toBe(made.id);
    expect(actions()).toEqual(['asset.created']);
  });

  test('without a UID it has a new one, which a key names; without bytes it has no activity', async () => {
    const first = await hub.making.createImage(ann, image({ clientKey: 'one' }));
    expect((await hub.making.createImage(ann, image({ clientKey: 'one' }))).id).toBe(first.id);
    expect((await hub.making.createImage(ann, image())).id).not.toBe(first.id);
    expect(first).toMatchObject({ label: 'Image', content: null });
    expect(await hub.graph.generationOf([first.id])).toEqual(new Map());
  });

  test('bytes that the hub has are taken from an asset that one may read', async () => {
    const stored = await hub.objects.put(dicom);
    const content = { ...stored, mediaType: 'application/dicom' };
    const own = await hub.making.createImage(ann, image({ content: { uploadId: await uploaded(dicom, 'x.dcm') } }));
    const copy = await hub.making.createImage(ann, image({ content: { sha256: stored.sha256, assetId: own.id } }));
    expect(copy.content).toEqual(content);
    expect((await hub.graph.generationOf([copy.id])).get(copy.id)?.used).toEqual([{ assetId: own.id, role: 'source' }]);
  });

  test('what is there otherwise is a CONFLICT, and what can not be is refused with the field', async () => {
    await hub.making.createImage(ann, image({ sopInstanceUID: '2.25.9' }));
    const other = await hub.making.createSeries(ann, { examId: p.exam.id });
    const uploadId = await uploaded(dicom, 'one.dcm');
    const refused = [
      [{ sopInstanceUID: '2.25.9', seriesId: other.id }, 'CONFLICT', 'input.sopInstanceUID'],
      [{ sopInstanceUID: '2.25.9', content: { uploadId } }, 'CONFLICT', 'input.sopInstanceUID'],
      [{ seriesId: p.exam.id }, 'WRONG_PARENT_LEVEL', 'input.seriesId'],
      [{ seriesId: q.series.id }, 'NOT_FOUND', 'input.seriesId'],
      [{ sopInstanceUID: '1.02' }, 'BAD_USER_INPUT', 'input.sopInstanceUID'],
      [{ sopClassUID: 'CT' }, 'BAD_USER_INPUT', 'input.sopClassUID'],
      [{ content: {} }, 'BAD_USER_INPUT', 'input.content'],
      [{ content: { uploadId: newId() } }, 'NOT_FOUND', 'input.content.uploadId'],
      [{ content: { sha256: 'ab'.repeat(32) } }, 'BAD_USER_INPUT', 'input.content.sha256'],
    ] as const;
    for (const [more, code, field] of refused)
      await expect(hub.making.createImage(ann, image(more)), field).rejects.toMatchObject({ code, details: { field } });
    expect(await hub.uploadStore.byId(uploadId)).toMatchObject({ state: 'COMPLETE' });
  });
});

describe('derived assets', () => {
  const derived = (more: object = {}) => ({
    projectId: p.projectId,
    parentIds: [p.series.id],
    kind: 'table',
    ...more,
  });

  test('an upload becomes an asset with its provenance, and the pieces are gone', async () => {
    const bytes = Buffer.from('a,b\n1,2\n');
    const uploadId = await uploaded(bytes);
    hub.audited.length = 0;
    const asset = await hub.making.createDerivedAsset(
      ann,
      derived({ uploadId, properties: { rows: 1 }, sourceIds: [p.nifti.id] }),
    );
    expect(asset).toMatchObject({
      level: 'DERIVED',
      kind: 'table',
      label: 'table.csv',
      properties: { rows: 1 },
      content: { mediaType: 'text/csv', sizeBytes: 8, sha256: sha256(bytes) },
      createdBy: 'ann',
    });
    expect(Buffer.from(await hub.objects.get(sha256(bytes)))).toEqual(bytes);
    expect(await hub.uploadStore.allPieces(uploadId)).toEqual([]);
    expect(idsOf((await hub.graph.parentsOf([asset.id])).get(asset.id))).toEqual([p.series.id]);
    const activity = (await hub.graph.generationOf([asset.id])).get(asset.id);
    expect(activity).toMatchObject({
      method: 'pesscara/import',
      used: [{ assetId: p.nifti.id, role: 'source' }],
      agents: [{ agent: { kind: 'PERSON', name: 'ann' }, role: 'importer' }],
    });
    expect(hub.audited).toMatchObject([{ action: 'asset.created', target: `asset:${asset.id}` }]);
    // The file's name stays out of the audit trail.
    expect(JSON.stringify(hub.audited)).not.toContain('table.csv');
  });

  test('a client’s key makes one asset, and another one under it is a CONFLICT', async () => {
    const uploadId = await uploaded(Buffer.from('x'));
    const input = derived({ uploadId, clientKey: 'run 7' });
    const asset = await hub.making.createDerivedAsset(ann, input);
    expect(await hub.making.createDerivedAsset(ann, input)).toEqual(asset);
    await expect(hub.making.createDerivedAsset(ann, { ...input, kind: 'report' })).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { field: 'input.clientKey' },
    });
    expect(actions().filter((action) => action === 'asset.created')).toHaveLength(1);
  });

  test('many at once with one upload and one key are one asset', async () => {
    const uploadId = await uploaded(randomBytes(3000), 'x.bin');
    const input = derived({ uploadId, clientKey: 'k' });
    const made = await Promise.all(Array.from({ length: 5 }, () => hub.making.createDerivedAsset(ann, input)));
    expect(new Set(made.map(({ id }) => id)).size).toBe(1);
  });

  test('belongs to anything, and to several', async () => {
    const parentIds = [p.subject.id, p.exam.id, p.images[0]?.id ?? '', p.nifti.id];
    const asset = await hub.making.createDerivedAsset(ann, derived({ parentIds, label: 'Notes' }));
    expect(asset).toMatchObject({ label: 'Notes', content: null });
    expect(idsOf((await hub.graph.parentsOf([asset.id])).get(asset.id))).toEqual(parentIds.toSorted());
  });

  test.each([
    [{ kind: 'Big Table' }, 'BAD_USER_INPUT', 'input.kind'],
    [{ parentIds: [] }, 'BAD_USER_INPUT', 'input.parentIds'],
    [{ parentIds: ['x'] }, 'NOT_FOUND', 'input.parentIds'],
    [{ sourceIds: ['x'] }, 'NOT_FOUND', 'input.sourceIds'],
    [{ uploadId: 'x' }, 'NOT_FOUND', 'input.uploadId'],
    [{ mediaType: 'text/csv' }, 'BAD_USER_INPUT', 'input.mediaType'],
    [{ kind: 'biomarker', properties: { name: 'v', unit: 'mL' } }, 'BAD_USER_INPUT', 'input.properties.value'],
    [
      { kind: 'biomarker', properties: { name: 'v', value: -Infinity, unit: 'mL' } },
      'BAD_USER_INPUT',
      'input.properties.value',
    ],
    [
      { kind: 'biomarker', properties: { name: 'v', value: 1, unit: 'm m' } },
      'BAD_USER_INPUT',
      'input.properties.unit',
    ],
  ])('refuses %j', async (wrong, code, field) => {
    await expect(hub.making.createDerivedAsset(ann, derived(wrong))).rejects.toMatchObject({
      code,
      details: { field },
    });
  });
});
