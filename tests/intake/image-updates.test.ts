import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assetIds } from '../../core/assets/asset-ids.ts';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import { setText } from '../../core/dicom/values.ts';
import { writeDicom } from '../../core/dicom/write-dicom.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { Ingestion } from '../../core/intake/intake.ts';
import { dicomImage } from '../support/dicom-image.ts';
import { eraseTraces, tracesOf } from '../../adapters/postgres/withdrawal-traces.ts';
import { curator, manager, owner, projectId, reviewer, streamOf, TestHub } from './hub.ts';
import { pydicomFile } from './pydicom-files.ts';

let hub: TestHub;
let intake: IntakeUseCases;
let ingestion: Ingestion;
const signal = new AbortController().signal;
const original = pydicomFile('CT_small.dcm');

beforeAll(async () => {
  hub = await TestHub.open();
});

beforeEach(async () => {
  await hub.reset();
  intake = hub.intake();
  await intake.createPool(manager, { projectId, name: 'door', siteName: 'north', existing: 'UPDATE' });
  ingestion = await intake.startIngestion(curator, projectId, 'door');
});

afterAll(() => hub.close());

const send = (name: string, bytes: Uint8Array, to = ingestion) =>
  intake.receiveFile(curator, to.id, name, streamOf(bytes));
const waiting = async () => (await intake.quarantinedExams(reviewer, projectId, 'QUARANTINED', 50)).items;

/** The image with other pixels. */
function withPixel(value: number, bytes: Uint8Array = original): Uint8Array {
  const changed = Uint8Array.from(bytes);
  changed[changed.length - 200] = value;
  return changed;
}

function withText(keyword: string, text: string): Uint8Array {
  const file = readDicom(original);
  setText(file.dataset, keyword, text);
  return writeDicom(file);
}

async function approved(): Promise<void> {
  await hub.drain(intake);
  await intake.approveAll(reviewer, projectId);
  await hub.drain(intake);
}

async function theImage() {
  const [row] = await hub.rows<{ id: string; sha256: string; version: number }>(
    `SELECT id, sha256, version FROM asset WHERE level = 'IMAGE'`,
  );
  if (!row) throw new Error('no image is there');
  return row;
}

const states = () => hub.rows(`SELECT file_name AS name, state FROM received_file ORDER BY sequence`);

/** Every object in the store is what something leads to. */
async function expectNoOrphans(): Promise<void> {
  const known = await hub.rows<{ object: string }>(
    `SELECT sha256 AS object FROM asset WHERE sha256 IS NOT NULL UNION SELECT sha256 FROM asset_version WHERE sha256 IS NOT NULL
     UNION SELECT sealed_object FROM quarantined_image WHERE sealed_object IS NOT NULL
     UNION SELECT original_object FROM received_file WHERE original_object IS NOT NULL`,
  );
  expect(await hub.objects()).toEqual(known.map(({ object }) => object).toSorted());
  expect(await hub.rows(`SELECT object FROM arriving_object`)).toEqual([]);
}

describe('other content of an approved image', () => {
  it('waits with a finding, and becomes the next version of its asset and nothing else', async () => {
    await send('first.dcm', original);
    await approved();
    const before = await theImage();
    const untouched = await hub.rows(`SELECT * FROM asset WHERE level <> 'IMAGE' ORDER BY id`);

    expect(await send('second.dcm', withPixel(7))).toMatchObject({ outcome: 'RECEIVED' });
    await hub.drain(intake);
    const [exam] = await waiting();
    expect(exam).toMatchObject({ generation: 2, imageCount: 1 });
    expect(exam?.findings).toContainEqual(expect.objectContaining({ kind: 'REPLACES_IMAGE', imageCount: 1 }));
    expect(await theImage()).toEqual(before);

    await intake.approveExam(reviewer, exam?.id ?? '', null, 1);
    await hub.drain(intake);
    const after = await theImage();
    expect(after).toMatchObject({ id: before.id, version: 2 });
    expect(after.sha256).not.toBe(before.sha256);
    const [first] = await hub.ports.versioning.versions.getVersions([{ assetId: before.id, number: 1 }]);
    expect(first?.content?.sha256).toBe(before.sha256);
    const bytes = await hub.ports.objects.get(before.sha256);
    expect(readDicom(bytes).dataset.size).toBeGreaterThan(10);
    expect(await hub.rows(`SELECT * FROM asset WHERE level NOT IN ('IMAGE', 'DERIVED') ORDER BY id`)).toEqual(
      untouched.filter(({ level }) => level !== 'DERIVED'),
    );
    expect(await states()).toEqual([
      { name: 'first.dcm', state: 'REPLACED' },
      { name: 'second.dcm', state: 'APPROVED' },
    ]);
    // The site has the new content, under the same UID.
    expect([...hub.site.instances.values()].map((instance) => Buffer.from(instance))).toEqual([
      Buffer.from(await hub.ports.objects.get(after.sha256)),
    ]);
    await expectNoOrphans();
  });

  it('holds the audit trail for the end of its registration alone', async () => {
    await send('first.dcm', original);
    await approved();
    await send('second.dcm', withPixel(7));
    await hub.drain(intake);
    const [exam] = await waiting();
    await intake.approveExam(reviewer, exam?.id ?? '', null);
    const order: string[] = [];
    const { audit, jobs } = hub.ports;
    const told = hub.intake({
      audit: {
        append: (entry) => {
          order.push(entry.action);
          return audit.append(entry);
        },
        verify: (since) => audit.verify(since),
      },
      jobs: new Proxy(jobs, {
        get: (target, key) => {
          const member: unknown = Reflect.get(target, key);
          if (key === 'enqueue') order.push('enqueued');
          return typeof member === 'function' ? (member.bind(target) as unknown) : member;
        },
      }),
    });
    await told.carryOutReview(exam?.id ?? '', signal);
    expect(order).toEqual(['enqueued', 'version.checked-in', 'exam.registered']);
    await hub.drain(intake);
  });

  it('is derived from what came anew, by the profile that it went through', async () => {
    await send('first.dcm', original);
    await approved();
    await intake.createPool(manager, { projectId, name: 'door', profile: 'basic/1' });
    const late = await intake.startIngestion(curator, projectId, 'door');
    await send('second.dcm', withPixel(7), late);
    await approved();
    const { id } = await theImage();
    const { nodes } = await hub.ports.graph.lineage(id, 'ANCESTORS', 3, 50);
    const ancestors = await hub.ports.graph.getAssets(nodes.map((node) => node.id));
    expect([...ancestors.values()].filter(({ kind }) => kind === 'received-series')).toHaveLength(2);
    const activities = await hub.rows<{ profile: string; replaced: number | null; before: string | null }>(
      `SELECT method_version AS profile, (parameters->>'replacedImages')::int AS replaced,
         parameters->>'replacedProfile' AS before FROM prov_activity
       WHERE method = 'pesscara/deidentify' ORDER BY started_at`,
    );
    expect(activities).toEqual([
      { profile: 'research/1', replaced: null, before: null },
      { profile: 'basic/1', replaced: 1, before: 'research/1' },
    ]);
  });

  it('may come again and again, each a version', async () => {
    for (const value of [1, 2, 3]) {
      await send(`${String(value)}.dcm`, withPixel(value));
      await approved();
    }
    expect(await theImage()).toMatchObject({ version: 3 });
    expect((await states()).map(({ state }) => state)).toEqual(['REPLACED', 'REPLACED', 'APPROVED']);
    await expectNoOrphans();
  });

  it('rejected, leaves the image as it was, and what comes next is an update again', async () => {
    await send('first.dcm', original);
    await approved();
    const before = await theImage();
    await send('second.dcm', withPixel(7));
    await hub.drain(intake);
    const [exam] = await waiting();
    await intake.rejectExam(reviewer, exam?.id ?? '', 'worse than the first');
    await hub.drain(intake);
    expect(await theImage()).toEqual(before);
    expect((await states()).map(({ state }) => state)).toEqual(['APPROVED', 'REJECTED']);
    await expectNoOrphans();
    expect(await send('third.dcm', withPixel(7))).toMatchObject({ outcome: 'DUPLICATE' });
    expect(await send('fourth.dcm', withPixel(8))).toMatchObject({ outcome: 'RECEIVED' });
    await approved();
    expect(await theImage()).toMatchObject({ version: 2 });
  });

  it('is a duplicate where the same bytes came before, also those that were replaced', async () => {
    await send('first.dcm', original);
    await approved();
    await send('second.dcm', withPixel(7));
    await approved();
    const late = await intake.startIngestion(curator, projectId, 'door');
    expect(await send('again.dcm', withPixel(7), late)).toMatchObject({ outcome: 'DUPLICATE' });
    const replaced = { outcome: 'DUPLICATE', reason: expect.stringContaining('taken their place') as string };
    expect(await send('old.dcm', original, late)).toMatchObject(replaced);
    expect(await send('first.dcm', original)).toMatchObject(replaced);
    expect(await theImage()).toMatchObject({ version: 2 });
    await expectNoOrphans();
  });

  it('makes no version where de-identification leaves the same', async () => {
    await send('first.dcm', original);
    await approved();
    const before = await theImage();
    await send('second.dcm', withText('InstitutionName', 'ANOTHER HOSPITAL'));
    await approved();
    expect(await theImage()).toEqual(before);
    expect((await states()).map(({ state }) => state)).toEqual(['REPLACED', 'APPROVED']);
  });

  it('of another patient is refused and kept aside', async () => {
    await send('first.dcm', original);
    await approved();
    const before = await theImage();
    expect(await send('other.dcm', withText('PatientID', 'SOMEBODY-ELSE'))).toMatchObject({ outcome: 'RECEIVED' });
    await hub.drain(intake);
    const { items } = await intake.refusedFiles(curator, projectId, 10);
    expect(items).toEqual([expect.objectContaining({ reason: expect.stringContaining('another study') as string })]);
    expect(items[0]?.originalObject).not.toBeNull();
    expect(await waiting()).toEqual([]);
    expect(await theImage()).toEqual(before);
    await expectNoOrphans();
  });

  it('is carried out after what it replaces', async () => {
    await send('first.dcm', original);
    await hub.drain(intake);
    await intake.approveAll(reviewer, projectId);
    // Approved, and not registered yet.
    await intake.deidentifyBatch(ingestion.id, 99, signal);
    await send('second.dcm', withPixel(7));
    await intake.deidentifyBatch(ingestion.id, 999, signal);
    const [second] = await waiting();
    expect(second?.findings.map(({ kind }) => kind)).toContain('REPLACES_IMAGE');
    await intake.approveExam(reviewer, second?.id ?? '', null);
    await expect(intake.carryOutReview(second?.id ?? '', signal)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await hub.drain(intake);
    expect(await theImage()).toMatchObject({ version: 2 });
    await expectNoOrphans();
  });
});

describe('other content of an image that waits', () => {
  it('takes its place, and must be looked at by who says what they have looked at', async () => {
    await send('first.dcm', original);
    await hub.drain(intake);
    const [before] = await waiting();
    await send('second.dcm', withPixel(7));
    await hub.drain(intake);
    const [exam, ...more] = await waiting();
    expect(more).toEqual([]);
    expect(exam).toMatchObject({ id: before?.id, imageCount: 1, generation: 1 });
    expect(exam?.findings.map(({ kind }) => kind)).not.toContain('REPLACES_IMAGE');
    expect(await states()).toEqual([
      { name: 'first.dcm', state: 'REPLACED' },
      { name: 'second.dcm', state: 'QUARANTINED' },
    ]);
    await expectNoOrphans();
    const id = exam?.id ?? '';
    await expect(intake.approveExam(reviewer, id, null, 1)).rejects.toMatchObject({
      code: 'CONFLICT',
      details: { unseenImages: 1 },
    });
    const [image] = await hub.ports.quarantine.imagesOf(id);
    await hub.ports.quarantine.noteView(id, reviewer.id, image?.fileId ?? '');
    await intake.approveExam(reviewer, id, null, 1);
    await hub.drain(intake);
    expect(await theImage()).toMatchObject({ version: 1, sha256: image?.sha256 });
    const entries = await hub.rows(`SELECT target FROM audit WHERE action = 'exam.images-replaced'`);
    expect(entries).toEqual([{ target: `quarantined-exam:${id}` }]);
  });

  it('is the later one of two that come at once, whichever is de-identified first', async () => {
    await send('first.dcm', original);
    await approved();
    const [one, two] = [
      await intake.startIngestion(curator, projectId, 'door'),
      await intake.startIngestion(curator, projectId, 'door'),
    ];
    const outcomes = [await send('one.dcm', withPixel(1), one), await send('two.dcm', withPixel(2), two)];
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['RECEIVED', 'RECEIVED']);
    await intake.deidentifyBatch(two.id, 99, signal);
    await intake.deidentifyBatch(one.id, 99, signal);
    expect((await states()).map(({ state }) => state)).toEqual(['APPROVED', 'REPLACED', 'QUARANTINED']);
    expect(await waiting()).toHaveLength(1);
    await expectNoOrphans();
  });

  it('is the later one also where both are new, in one batch and at one moment', async () => {
    const outcomes = await Promise.all(
      [1, 2, 3].map(async (value) => (await send(`${String(value)}.dcm`, withPixel(value))).outcome),
    );
    expect(outcomes).toEqual(['RECEIVED', 'RECEIVED', 'RECEIVED']);
    await hub.drain(intake);
    expect((await states()).map(({ state }) => state)).toEqual(['REPLACED', 'REPLACED', 'QUARANTINED']);
    expect(await waiting()).toEqual([expect.objectContaining({ imageCount: 1 })]);
    await expectNoOrphans();
  });

  it('stays out where a later one was approved before it was de-identified', async () => {
    const late = await intake.startIngestion(curator, projectId, 'door');
    await send('one.dcm', withPixel(1));
    await send('two.dcm', withPixel(2), late);
    await intake.deidentifyBatch(late.id, 99, signal);
    await intake.approveAll(reviewer, projectId);
    await intake.deidentifyBatch(ingestion.id, 99, signal);
    await hub.drain(intake);
    expect(await waiting()).toEqual([]);
    expect((await states()).map(({ state }) => state)).toEqual(['REPLACED', 'APPROVED']);
    expect(await theImage()).toMatchObject({ version: 1 });
    await expectNoOrphans();
  });

  it('may be the old content again, once what took its place was rejected', async () => {
    await send('first.dcm', original);
    await hub.drain(intake);
    await send('second.dcm', withPixel(7));
    await hub.drain(intake);
    const [exam] = await waiting();
    await intake.rejectExam(reviewer, exam?.id ?? '', 'not this one');
    await hub.drain(intake);
    expect(await send('back.dcm', original)).toMatchObject({ outcome: 'RECEIVED' });
    await approved();
    expect(await theImage()).toMatchObject({ version: 1 });
  });

  it('of two pools changes nothing when the later one was approved first', async () => {
    await intake.createPool(manager, { projectId, name: 'other', existing: 'UPDATE' });
    const other = await intake.startIngestion(curator, projectId, 'other');
    await send('first.dcm', original);
    await approved();
    // Both are on their way at once: neither finds the other waiting.
    const sent = [send('one.dcm', withPixel(7)), send('two.dcm', withPixel(8), other)];
    expect((await Promise.all(sent)).map(({ outcome }) => outcome)).toEqual(['RECEIVED', 'RECEIVED']);
    await hub.drain(intake);
    const [newer] = await hub.rows<{ pool: string }>(
      `SELECT pool_id AS pool FROM received_file ORDER BY sequence DESC LIMIT 1`,
    );
    const exams = await waiting();
    expect(exams).toHaveLength(2);
    const later = exams.find(({ poolId }) => poolId === newer?.pool);
    const earlier = exams.find(({ poolId }) => poolId !== newer?.pool);
    await intake.approveExam(reviewer, later?.id ?? '', null);
    await hub.drain(intake);
    const newest = await theImage();
    await intake.approveExam(reviewer, earlier?.id ?? '', null);
    await hub.drain(intake);
    expect(await theImage()).toEqual(newest);
    expect((await states()).map(({ state }) => state)).toEqual(['REPLACED', 'REPLACED', 'APPROVED']);
    await hub.purgeErased();
    await expectNoOrphans();
  });

  it('of another pool is refused: its reviewers come first', async () => {
    await intake.createPool(manager, { projectId, name: 'other', existing: 'UPDATE' });
    const other = await intake.startIngestion(curator, projectId, 'other');
    await send('first.dcm', original);
    expect(await send('second.dcm', withPixel(7), other)).toMatchObject({ outcome: 'REFUSED' });
    await approved();
    expect(await send('third.dcm', withPixel(8), other)).toMatchObject({ outcome: 'RECEIVED' });
    await approved();
    expect(await theImage()).toMatchObject({ version: 2 });
    expect((await states()).map(({ state }) => state)).toEqual(['REPLACED', 'REFUSED', 'APPROVED']);
  });
});

describe('the setting', () => {
  it('is REFUSE unless said otherwise, stays when it is not named, and is audited', async () => {
    expect(await intake.createPool(manager, { projectId, name: 'strict' })).toMatchObject({ existing: 'REFUSE' });
    expect(await intake.createPool(manager, { projectId, name: 'door', profile: 'basic/1' })).toMatchObject({
      existing: 'UPDATE',
    });
    await intake.createPool(manager, { projectId, name: 'strict', existing: 'UPDATE' });
    const [entry] = await hub.rows<{ old: string; new: string }>(
      `SELECT old_value->>'existing' AS old, new_value->>'existing' AS new FROM audit WHERE action = 'pool.changed'
       ORDER BY sequence DESC LIMIT 1`,
    );
    expect(entry).toEqual({ old: 'REFUSE', new: 'UPDATE' });
    await expect(intake.createPool(curator, { projectId, name: 'door', existing: 'REFUSE' })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('lets what was refused before be tried again', async () => {
    await intake.createPool(manager, { projectId, name: 'door', existing: 'REFUSE' });
    await send('first.dcm', original);
    await approved();
    expect(await send('second.dcm', withPixel(7))).toMatchObject({ outcome: 'REFUSED' });
    const [refused] = (await intake.refusedFiles(curator, projectId, 10)).items;
    const again = { projectId, fileIds: [refused?.id ?? ''], reason: 'the scanner sent it right now' };
    expect(await intake.retryRefusedFiles(owner, again)).toEqual([
      expect.objectContaining({ refused: expect.stringContaining('conflict') as string }),
    ]);
    await intake.createPool(manager, { projectId, name: 'door', existing: 'UPDATE' });
    expect(await intake.retryRefusedFiles(owner, again)).toEqual([expect.objectContaining({ refused: null })]);
    await approved();
    expect(await theImage()).toMatchObject({ version: 2 });
    await expectNoOrphans();
  });
});

describe('an archive that keeps what it has', () => {
  it('has not stored the new content, though it says so', async () => {
    hub.site.keepsFirst = true;
    await send('first.dcm', original);
    await approved();
    await send('second.dcm', withPixel(7));
    await hub.drain(intake);
    await intake.approveAll(reviewer, projectId);
    await expect(hub.drain(intake)).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      message: expect.stringContaining('keeps what it had') as string,
    });
    const archived = await hub.rows(
      `SELECT archived_at IS NOT NULL AS archived FROM quarantined_image ORDER BY deidentified_at`,
    );
    expect(archived).toEqual([{ archived: true }, { archived: false }]);
    hub.site.keepsFirst = false;
    await hub.drain(intake);
    const { sha256 } = await theImage();
    expect([...hub.site.instances.values()].map((instance) => Buffer.from(instance))).toEqual([
      Buffer.from(await hub.ports.objects.get(sha256)),
    ]);
  });
});

describe('an archive that was away', () => {
  it('gets the newest content alone', async () => {
    hub.site.refuse = () => true;
    await send('first.dcm', original);
    await hub.drain(intake);
    await intake.approveAll(reviewer, projectId);
    await expect(hub.drain(intake)).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    const hold = `UPDATE job SET due_at = now() + interval '1 day' WHERE queue = 'archive' AND state = 'QUEUED'`;
    await hub.rows(hold);
    await send('second.dcm', withPixel(7));
    hub.site.refuse = () => false;
    await approved();
    await hub.rows(`UPDATE job SET due_at = now() WHERE queue = 'archive'`);
    await hub.drain(intake);
    const { sha256 } = await theImage();
    expect([...hub.site.instances.values()].map((instance) => Buffer.from(instance))).toEqual([
      Buffer.from(await hub.ports.objects.get(sha256)),
    ]);
  });
});

describe('an archive that is slow', () => {
  it.each([false, true])(
    'has the newest content in the end, whichever it got last (its process dies: %s)',
    async (dies) => {
      await send('first.dcm', original);
      await hub.drain(intake);
      const [exam] = await waiting();
      const id = exam?.id ?? '';
      await intake.approveExam(reviewer, id, null);
      await intake.carryOutReview(id, signal);
      await hub.rows(`UPDATE job SET state = 'DONE' WHERE queue = 'archive'`);
      const [pool] = await hub.rows<{ site: string }>(`SELECT site_id AS site FROM pool`);
      const slow = hub.intake({
        sites: {
          ...hub.site.port,
          store: async (...sent) => {
            await send('second.dcm', withPixel(7));
            await approved();
            expect(hub.site.requests).toBe(1);
            const answer = await hub.site.port.store(...sent);
            if (dies) throw new Error('the process is dead');
            return answer;
          },
        },
      });
      const archiving = slow.archiveExam(id, pool?.site ?? '', signal);
      await (dies ? expect(archiving).rejects.toThrow('dead') : archiving);
      if (dies) await intake.archiveExam(id, pool?.site ?? '', signal);
      await hub.drain(intake);
      expect(hub.site.requests).toBe(3);
      const { sha256 } = await theImage();
      expect([...hub.site.instances.values()].map((instance) => Buffer.from(instance))).toEqual([
        Buffer.from(await hub.ports.objects.get(sha256)),
      ]);
    },
  );
});

describe('two exams of one study with newer and older content of the same images', () => {
  it('do not wait for each other: the newest of each image stays', async () => {
    await intake.createPool(manager, { projectId, name: 'other', existing: 'UPDATE' });
    const other = await intake.startIngestion(curator, projectId, 'other');
    const image = (n: number, size: number) =>
      dicomImage({
        study: '1.2.5',
        series: '1.2.5.1',
        instance: `1.2.5.1.${String(n)}`,
        size,
        text: { InstanceNumber: String(size) },
      });
    for (const n of [1, 2]) await send(`${String(n)}.dcm`, image(n, 8));
    await approved();
    const hide = (from: string, to: string, names: string) =>
      hub.rows(`UPDATE received_file SET state = '${to}' WHERE state = '${from}' AND file_name LIKE '${names}'`);
    await send('older 1.dcm', image(1, 9));
    await send('older 2.dcm', image(2, 9), other);
    // On their way at once: neither finds the other waiting.
    await hide('RECEIVED', 'REJECTED', 'older%');
    await send('newer 1.dcm', image(1, 10), other);
    await send('newer 2.dcm', image(2, 10));
    await hide('REJECTED', 'RECEIVED', 'older%');
    await hub.drain(intake);
    const [first, second, ...more] = await waiting();
    expect([first?.imageCount, second?.imageCount, more]).toEqual([2, 2, []]);
    for (const exam of [second, first]) await intake.approveExam(reviewer, exam?.id ?? '', null);
    await expect(intake.carryOutReview(second?.id ?? '', signal)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await intake.carryOutReview(first?.id ?? '', signal);
    await hub.drain(intake);
    expect((await states()).map(({ state }) => state)).toEqual([
      ...['REPLACED', 'REPLACED', 'REPLACED', 'REPLACED'],
      ...['APPROVED', 'APPROVED'],
    ]);
    const images = await hub.rows(
      `SELECT (properties->>'instanceNumber')::int AS number FROM asset WHERE level = 'IMAGE'`,
    );
    expect(images).toEqual([{ number: 10 }, { number: 10 }]);
    await hub.purgeErased();
    await expectNoOrphans();
  });
});

describe('a withdrawal of consent', () => {
  it('takes each content of the image, those that were replaced while they waited too', async () => {
    for (const value of [1, 2]) await send(`waited ${String(value)}.dcm`, withPixel(value));
    await approved();
    await send('update.dcm', withPixel(3));
    await hub.drain(intake);
    expect((await states()).map(({ state }) => state)).toEqual(['REPLACED', 'APPROVED', 'QUARANTINED']);
    const { id } = await theImage();
    const [image] = await hub.rows<{ uid: string }>(
      `SELECT properties->>'sopInstanceUID' AS uid FROM asset WHERE level = 'IMAGE'`,
    );
    const images = [{ projectId, key: image?.uid ?? '' }];
    const scope = { assetIds: [id], subjectIds: [], subjects: [], studies: [], series: [], images };
    expect(assetIds.image(projectId, image?.uid ?? '')).toBe(id);
    expect(await tracesOf(hub.sql, scope)).toMatchObject({ receivedFiles: 3 });
    const { objects } = await hub.sql.transact(() => eraseTraces(hub.sql, scope));
    expect(await states()).toEqual([]);
    // The approved content, and of the update its original, its sealed file, and its content.
    expect(objects.map(({ what }) => what).toSorted()).toEqual(['CONTENT', 'CONTENT', 'SEALED', 'SEALED']);
  });
});
