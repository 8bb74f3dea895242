import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { eraseTraces } from '../../adapters/postgres/withdrawal-traces.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { Ingestion } from '../../core/intake/intake.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { curator, manager, owner, projectId, reviewer, stranger, streamOf, TestHub, viewer } from './hub.ts';
import { pydicomFile } from './pydicom-files.ts';

let hub: TestHub;
let intake: IntakeUseCases;
let ingestion: Ingestion;
const original = pydicomFile('CT_small.dcm');
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
});
