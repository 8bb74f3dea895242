import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eraseTraces } from '../../adapters/postgres/withdrawal-traces.ts';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import { setText } from '../../core/dicom/values.ts';
import { writeDicom } from '../../core/dicom/write-dicom.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { Ingestion } from '../../core/intake/intake.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { curator, manager, owner, projectId, reviewer, stranger, streamOf, TestHub, viewer } from './hub.ts';
import { pydicomFile } from './pydicom-files.ts';

let hub: TestHub;
let intake: IntakeUseCases;
let ingestion: Ingestion;
const original = described();
const reason = 'the sponsor wants dates removed';

beforeAll(async () => {
  hub = await TestHub.open();
});

beforeEach(async () => {
  await hub.reset();
  intake = hub.intake();
  await intake.createPool(owner, {
    projectId,
    name: 'keeper',
    keepOriginals: true,
    existing: 'UPDATE',
    siteName: 'north',
  });
  ingestion = await intake.startIngestion(curator, projectId, 'keeper');
  await intake.receiveFile(curator, ingestion.id, 'scan.dcm', streamOf(original));
  await approve();
});

afterAll(() => hub.close());

/** With a description that `research/1` keeps and `basic/1` does not. */
function described(): Uint8Array {
  const file = readDicom(pydicomFile('CT_small.dcm'));
  setText(file.dataset, 'StudyDescription', 'CT CHEST');
  setText(file.dataset, 'SeriesDescription', 'AXIAL THORAX');
  return writeDicom(file);
}

async function approve(): Promise<void> {
  await hub.drain(intake);
  await intake.approveAll(reviewer, projectId);
  await hub.drain(intake);
}

const waiting = async () => (await intake.quarantinedExams(reviewer, projectId, 'QUARANTINED', 50)).items;
const states = async () =>
  (await hub.rows<{ state: string }>(`SELECT state FROM received_file ORDER BY sequence`)).map(({ state }) => state);

async function theExam(): Promise<string> {
  const [row] = await hub.rows<{ id: string }>(`SELECT id FROM asset WHERE level = 'EXAM'`);
  return row?.id ?? '';
}

async function theImage() {
  const [row, ...more] = await hub.rows<{ id: string; sha256: string; version: number }>(
    `SELECT id, sha256, version FROM asset WHERE level = 'IMAGE'`,
  );
  if (!row || more.length > 0) throw new Error('there is not just one image');
  return row;
}

async function rerun(profile = 'basic/1', actor: Actor = manager) {
  return intake.rerunDeidentification(actor, { examId: await theExam(), profile, reason });
}

/** The image with other pixels. */
function updated(): Uint8Array {
  const changed = Uint8Array.from(original);
  changed[changed.length - 200] = 7;
  return changed;
}

async function expectNoOrphans(): Promise<void> {
  const known = await hub.rows<{ object: string }>(
    `SELECT sha256 AS object FROM asset WHERE sha256 IS NOT NULL UNION SELECT sha256 FROM asset_version WHERE sha256 IS NOT NULL
     UNION SELECT sealed_object FROM quarantined_image WHERE sealed_object IS NOT NULL
     UNION SELECT original_object FROM received_file WHERE original_object IS NOT NULL`,
  );
  expect(await hub.objects()).toEqual(known.map(({ object }) => object).toSorted());
}

describe('an approved exam whose originals are kept', () => {
  it('is de-identified anew, and its images get versions under the same UIDs', async () => {
    const before = await theImage();
    const { ingestions } = await rerun();
    expect(ingestions).toEqual([expect.objectContaining({ startedBy: 'rerun:manager' })]);
    const counts = async () => (await intake.countsByIds(curator, [ingestions[0]?.id ?? ''])).values().next().value;
    expect(await counts()).toMatchObject({ received: 1, total: 1 });
    await hub.drain(intake);
    const [exam] = await waiting();
    expect(exam).toMatchObject({ generation: 2, imageCount: 1 });
    expect(exam?.findings.map(({ kind }) => kind)).toContain('REPLACES_IMAGE');
    expect(await theImage()).toEqual(before);

    await approve();
    const after = await theImage();
    expect(after).toMatchObject({ id: before.id, version: 2 });
    expect(after.sha256).not.toBe(before.sha256);
    expect(await states()).toEqual(['REPLACED', 'APPROVED']);
    const [activity] = await hub.rows(
      `SELECT method_version AS profile, parameters->>'replacedProfile' AS before FROM prov_activity
       WHERE method = 'pesscara/deidentify' ORDER BY started_at DESC LIMIT 1`,
    );
    expect(activity).toEqual({ profile: 'basic/1', before: 'research/1' });
    const entries = await hub.rows(
      `SELECT actor, reason, target, new_value->>'profile' AS profile, new_value->>'imageCount' AS n FROM audit
       WHERE action = 'exam.deidentified-anew'`,
    );
    expect(entries).toEqual([
      { actor: 'manager', reason, target: `asset:${await theExam()}`, profile: 'basic/1', n: '1' },
    ]);
    expect(hub.site.instances.size).toBe(1);
    await expectNoOrphans();
  });

  it('may be so again and again, of the same original', async () => {
    const first = await theImage();
    for (const profile of ['basic/1', 'research/1']) {
      await rerun(profile);
      await approve();
    }
    // The first profile makes of it what it made before.
    expect(await theImage()).toEqual({ ...first, version: 3 });
    expect(await states()).toEqual(['REPLACED', 'REPLACED', 'APPROVED']);
    await expectNoOrphans();
  });

  it('stays as it is when the outcome is rejected, and its originals stay', async () => {
    const before = await theImage();
    await rerun();
    await hub.drain(intake);
    const [exam] = await waiting();
    await intake.rejectExam(reviewer, exam?.id ?? '', 'too much is gone');
    await hub.drain(intake);
    expect(await theImage()).toEqual(before);
    expect(await states()).toEqual(['APPROVED', 'REJECTED']);
    await expectNoOrphans();
    await rerun();
    await approve();
    expect(await theImage()).toMatchObject({ version: 2 });
  });

  it('can be sent back through a further profile while it waits', async () => {
    const before = await theImage();
    await rerun();
    await hub.drain(intake);
    const [exam] = await waiting();
    const id = exam?.id ?? '';
    await intake.requeueExam(reviewer, { quarantinedExamId: id, profile: 'research/1', comment: 'keep more' });
    await approve();
    // That is what it was made of at first: no version.
    expect(await theImage()).toEqual(before);
    await expectNoOrphans();
  });

  it('waits for the decision about an earlier re-run', async () => {
    await rerun();
    await hub.drain(intake);
    await expect(rerun('research/1')).rejects.toMatchObject({ code: 'CONFLICT', details: { images: 1, waiting: 1 } });
    expect(await states()).toEqual(['APPROVED', 'QUARANTINED']);
  });

  it('gives way to other content that comes meanwhile', async () => {
    await rerun();
    const other = await intake.startIngestion(curator, projectId, 'keeper');
    await intake.receiveFile(curator, other.id, 'new.dcm', streamOf(updated()));
    await intake.deidentifyBatch(other.id, 99, new AbortController().signal);
    await hub.drain(intake);
    expect(await states()).toEqual(['APPROVED', 'REPLACED', 'QUARANTINED']);
    await approve();
    expect(await theImage()).toMatchObject({ version: 2 });
    await expectNoOrphans();
    await rerun();
    await approve();
    expect(await theImage()).toMatchObject({ version: 3 });
    await expectNoOrphans();
  });

  it('is refused file by file by a profile that gives its images other UIDs', async () => {
    const before = await theImage();
    await intake.putProfile(manager, { projectId, name: 'own-uids', base: 'basic/1', options: ['RETAIN_UIDS'] });
    const { ingestions } = await rerun('own-uids');
    await hub.drain(intake);
    const { items } = await intake.filesOf(curator, ingestions[0]?.id ?? '', 'REFUSED', 10);
    expect(items).toEqual([expect.objectContaining({ reason: expect.stringContaining('another study') as string })]);
    expect(await waiting()).toEqual([]);
    expect(await theImage()).toEqual(before);
    await expectNoOrphans();
  });

  it('is the business of owners and managers, with a reason and a profile that there is', async () => {
    const examId = await theExam();
    const ask = (actor: Actor, more = {}) =>
      intake.rerunDeidentification(actor, { examId, profile: 'basic/1', reason, ...more });
    for (const actor of [curator, reviewer, viewer])
      await expect(ask(actor)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(ask(stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask(manager, { examId: (await theImage()).id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask(manager, { examId: 'x' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask(manager, { reason: ' ' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(ask(manager, { profile: 'none/9' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await states()).toEqual(['APPROVED']);
  });

  it('is not begun any more once consent was withdrawn', async () => {
    const { withdrawn } = hub.ports;
    const late = hub.intake({ withdrawn: { ...withdrawn, among: (ids) => Promise.resolve(new Set(ids)) } });
    await expect(
      late.rerunDeidentification(manager, { examId: await theExam(), profile: 'basic/1', reason }),
    ).rejects.toMatchObject({ code: 'WITHDRAWN' });
    expect(await states()).toEqual(['APPROVED']);
    expect(await hub.rows(`SELECT 1 FROM ingestion WHERE started_by LIKE 'rerun:%'`)).toEqual([]);
  });

  it('is made anew once of two demands at the same moment', async () => {
    const outcomes = await Promise.allSettled([rerun(), rerun('research/1')]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await states()).toEqual(['APPROVED', 'RECEIVED']);
  });

  it('leaves nothing after a withdrawal, also of what was not yet made anew', async () => {
    await rerun();
    const images = await hub.rows<{ key: string }>(
      `SELECT properties->>'sopInstanceUID' AS key FROM asset WHERE level = 'IMAGE'`,
    );
    const scope = { assetIds: [], subjectIds: [], subjects: [], studies: [], series: [] };
    const keyed = images.map(({ key }) => ({ projectId, key }));
    await hub.sql.transact(() => eraseTraces(hub.sql, { ...scope, images: keyed }));
    expect(await states()).toEqual([]);
  });
});

describe('what a stricter profile removes', () => {
  const said = async (level: string) => {
    const [row] = await hub.rows<{ label: string; description: string | null }>(
      `SELECT label, coalesce(properties->>'studyDescription', properties->>'seriesDescription') AS description FROM asset
       WHERE level = '${level}'`,
    );
    return row;
  };

  it('is said by exam and series no more', async () => {
    expect(await said('EXAM')).toMatchObject({ description: 'CT CHEST' });
    expect((await said('EXAM'))?.label).toContain('CT CHEST');
    expect(await said('SERIES')).toMatchObject({ description: 'AXIAL THORAX' });
    await rerun();
    await approve();
    for (const level of ['EXAM', 'SERIES']) {
      expect(await said(level)).toMatchObject({ description: null });
      expect((await said(level))?.label).not.toMatch(/CHEST|THORAX/);
    }
    // A laxer one says it again.
    await rerun('research/1');
    await approve();
    expect(await said('EXAM')).toMatchObject({
      description: 'CT CHEST',
      label: expect.stringContaining('CHEST') as string,
    });
  });

  it('stays where people have said something else since', async () => {
    await hub.rows(
      `UPDATE asset SET properties = properties || '{"studyDescription": "baseline"}', label = 'Baseline' WHERE level = 'EXAM'`,
    );
    await rerun();
    await approve();
    expect(await said('EXAM')).toEqual({ label: 'Baseline', description: 'baseline' });
  });
});

describe('a re-run that erases what was there before', () => {
  const erasing = (actor: Actor, examId: string, profile = 'basic/1') =>
    intake.rerunDeidentification(actor, { examId, profile, reason, eraseOlder: true });
  const purge = () => hub.purgeErased();
  const versions = () =>
    hub.rows(
      `SELECT number, label, sha256, properties, erased_at IS NOT NULL AS erased FROM asset_version ORDER BY asset_id, number`,
    );

  it('leaves that there were versions, and nothing that they held', async () => {
    const before = await theImage();
    const examId = await theExam();
    await erasing(owner, examId);
    await hub.drain(intake);
    expect(await theImage()).toEqual(before);
    expect(await versions()).toEqual([]);
    await approve();
    const written = await versions();
    expect(written.filter(({ number }) => number === 1)).toHaveLength(3);
    for (const version of written)
      expect(version).toMatchObject(
        version['number'] === 1 ? { erased: true, label: 'erased', sha256: null, properties: {} } : { erased: false },
      );
    expect(JSON.stringify(written)).not.toMatch(/CHEST|THORAX/);
    const quarantine = await hub.rows(
      `SELECT e.study_description, i.series FROM quarantined_exam e JOIN quarantined_image i ON i.quarantined_exam_id = e.id`,
    );
    expect(JSON.stringify(quarantine)).not.toMatch(/CHEST|THORAX/);
    expect(await hub.objects()).toContain(before.sha256);
    await purge();
    expect(await hub.objects()).not.toContain(before.sha256);
    await expectNoOrphans();
    const [entry] = await hub.rows(
      `SELECT target, new_value->>'versions' AS n FROM audit WHERE action = 'exam.older-versions-erased'`,
    );
    expect(entry).toEqual({ target: `asset:${examId}`, n: '3' });
    await expect(hub.sql.query(`UPDATE asset_version SET label = 'else' WHERE number = 2`)).rejects.toThrow();
    expect(await rerun('research/1')).toMatchObject({ exam: { id: examId } });
    await approve();
    // The very bytes that were erased are made once more, and are there again.
    expect(await theImage()).toMatchObject({ version: 3, sha256: before.sha256 });
    await purge();
    expect(await hub.objects()).toContain(before.sha256);
    await expectNoOrphans();
  });

  it.each(['after', 'before'])('is carried out by what takes its place %s it was made', async (when) => {
    const before = await theImage();
    await erasing(owner, await theExam());
    if (when === 'after') await hub.drain(intake);
    const other = await intake.startIngestion(curator, projectId, 'keeper');
    await intake.receiveFile(curator, other.id, 'new.dcm', streamOf(updated()));
    await intake.deidentifyBatch(other.id, 99, new AbortController().signal);
    await hub.drain(intake);
    expect(await states()).toEqual(['APPROVED', 'REPLACED', 'QUARANTINED']);
    await approve();
    expect(await theImage()).toMatchObject({ id: before.id, version: 2 });
    const written = await versions();
    expect(written.filter(({ number }) => number === 1)).not.toEqual([]);
    for (const version of written) expect(version).toMatchObject({ erased: version['number'] === 1 });
    await purge();
    expect(await hub.objects()).not.toContain(before.sha256);
    await expectNoOrphans();
  });

  it('keeps bytes that are the current ones again', async () => {
    const before = await theImage();
    await rerun();
    await approve();
    await erasing(owner, await theExam(), 'research/1');
    await approve();
    expect(await theImage()).toMatchObject({ version: 3, sha256: before.sha256 });
    await purge();
    expect(await hub.objects()).toContain(before.sha256);
    await expectNoOrphans();
  });

  it('is for owners alone, and does nothing when its outcome is rejected', async () => {
    await expect(erasing(manager, await theExam())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await erasing(owner, await theExam());
    await hub.drain(intake);
    const [exam] = await waiting();
    await intake.rejectExam(reviewer, exam?.id ?? '', 'not this');
    await hub.drain(intake);
    expect(await versions()).toEqual([]);
    expect(await hub.rows(`SELECT * FROM erased_object`)).toEqual([]);
  });
});

describe('an image that a reviewer had redacted', () => {
  it('comes back unredacted, and says where', async () => {
    const again = Uint8Array.from(original);
    again[again.length - 300] = 9;
    await intake.receiveFile(curator, ingestion.id, 'redacted.dcm', streamOf(again));
    await hub.drain(intake);
    const [exam] = await waiting();
    const regions = [{ x: 1, y: 2, width: 30, height: 4 }];
    const id = exam?.id ?? '';
    const [came] = await hub.ports.quarantine.imagesOf(id);
    await intake.redactImages(reviewer, {
      ...{ quarantinedExamId: id, regions, comment: 'a name' },
      imageIds: [came?.fileId ?? ''],
    });
    await approve();
    await rerun('research/1');
    await hub.drain(intake);
    const [anew] = await waiting();
    const [image] = await hub.ports.quarantine.imagesOf(anew?.id ?? '');
    expect(image?.findings).toContainEqual({
      kind: 'REDACTED_BEFORE',
      detail: expect.stringContaining('blacked out') as string,
      regions: [{ ...regions[0], frame: null, confidence: 1 }],
    });
    await intake.requeueExam(reviewer, { quarantinedExamId: anew?.id ?? '', profile: 'basic/1', comment: 'less' });
    await hub.drain(intake);
    const [sentBack] = await waiting();
    expect(sentBack?.findings.map(({ kind }) => kind)).toContain('REDACTED_BEFORE');
  });
});

describe('an exam whose originals are gone', () => {
  it('says how many are missing, and changes nothing', async () => {
    await intake.createPool(manager, { projectId, name: 'plain' });
    const plain = await intake.startIngestion(curator, projectId, 'plain');
    await intake.receiveFile(curator, plain.id, 'mr.dcm', streamOf(pydicomFile('MR_small.dcm')));
    await approve();
    const [exam] = await hub.rows<{ id: string }>(
      `SELECT e.exam_id AS id FROM quarantined_exam e WHERE 'MR' = ANY(e.modalities)`,
    );
    await expect(
      intake.rerunDeidentification(owner, { examId: exam?.id ?? '', profile: 'basic/1', reason }),
    ).rejects.toMatchObject({ code: 'CONFLICT', details: { images: 1, missing: 1 } });
    expect(await states()).toEqual(['APPROVED', 'APPROVED']);
  });

  it('says so as well while they are about to go', async () => {
    await intake.createPool(manager, { projectId, name: 'plain' });
    const plain = await intake.startIngestion(curator, projectId, 'plain');
    await intake.receiveFile(curator, plain.id, 'mr.dcm', streamOf(pydicomFile('MR_small.dcm')));
    await hub.drain(intake);
    const [exam] = await waiting();
    await intake.approveExam(reviewer, exam?.id ?? '', null);
    const stuck = hub.intake({
      objects: new Proxy(hub.ports.objects, {
        get: (target, key) => {
          const member: unknown = Reflect.get(target, key);
          if (key === 'delete') return () => Promise.reject(new Error('the store is slow'));
          return typeof member === 'function' ? (member.bind(target) as unknown) : member;
        },
      }),
    });
    await expect(stuck.carryOutReview(exam?.id ?? '', new AbortController().signal)).rejects.toThrow('slow');
    const [registered] = await hub.rows<{ id: string }>(
      `SELECT exam_id AS id FROM quarantined_exam WHERE id = '${exam?.id ?? ''}'`,
    );
    await expect(
      intake.rerunDeidentification(owner, { examId: registered?.id ?? '', profile: 'basic/1', reason }),
    ).rejects.toMatchObject({ code: 'CONFLICT', details: { images: 1, missing: 1 } });
    await hub.drain(intake);
    await expectNoOrphans();
  });
});
