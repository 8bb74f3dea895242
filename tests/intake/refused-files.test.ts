import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { dicomImage } from '../support/dicom-image.ts';
import {
  curator,
  manager,
  otherProjectId,
  owner,
  projectId,
  reviewer,
  streamOf,
  stranger,
  TestHub,
  viewer,
} from './hub.ts';

let hub: TestHub;
let intake: IntakeUseCases;
let ingestionId: string;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.reset();
  intake = hub.intake();
  await intake.createPool(manager, { projectId, name: 'door' });
  ingestionId = (await intake.startIngestion(curator, projectId, 'door')).id;
});
afterAll(() => hub.close());

const image = (instance: string, text: Record<string, string> = {}) =>
  dicomImage({ study: '1.2.3', series: '1.2.3.1', instance, text });
const send = (name: string, bytes: Uint8Array, to = intake) =>
  to.receiveFile(curator, ingestionId, name, streamOf(bytes));
const audited = () =>
  hub.rows<{ action: string; actor: string }>(
    `SELECT action, actor FROM audit WHERE action LIKE 'refused-%' ORDER BY sequence`,
  );
const signal = new AbortController().signal;

describe('refused files', () => {
  it('are listed for those who read the intake, and given to owners alone, which is audited', async () => {
    const { fileId } = await send('secret name.dcm', Buffer.from('no image'));
    await hub.drain(intake);
    const { items, totalCount } = await intake.refusedFiles(reviewer, projectId, 10);
    expect(items).toMatchObject([{ id: fileId, fileName: 'secret name.dcm', sizeBytes: 8 }]);
    expect(totalCount).toBe(1);
    expect(items[0] && intake.keptUntil(items[0])).toBeInstanceOf(Date);
    await expect(intake.refusedFiles(viewer, projectId, 10)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(intake.refusedFiles(stranger, projectId, 10)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(Buffer.from(await intake.openRefusedFile(owner, fileId)).toString()).toBe('no image');
    await expect(intake.openRefusedFile(manager, fileId)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(intake.openRefusedFile(stranger, fileId)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await audited()).toEqual([{ action: 'refused-file.downloaded', actor: 'owner' }]);
  });

  it('are taken in once what was in their way is gone, and stay refused until then', async () => {
    await send('a.dcm', image('1.2.3.4'));
    const { fileId } = await send('b.dcm', image('1.2.3.4', { PatientID: 'other' }));
    const { fileId: garbage } = await send('c.dcm', Buffer.from('no image'));
    await hub.drain(intake);
    const retry = () =>
      intake.retryRefusedFiles(manager, { projectId, fileIds: [fileId, garbage], reason: 'the other was wrong' });
    expect(await retry()).toMatchObject([
      { refused: expect.stringContaining('conflict') as string },
      { refused: expect.stringContaining('not readable') as string },
    ]);
    const { items } = await intake.quarantinedExams(reviewer, projectId, 'QUARANTINED', 10);
    await intake.rejectExam(reviewer, items[0]?.id ?? '', 'wrong');
    await hub.drain(intake);
    expect(await retry()).toMatchObject([
      { fileId, refused: null },
      { fileId: garbage, refused: expect.any(String) as string },
    ]);
    await hub.drain(intake);
    expect(await hub.rows(`SELECT state FROM received_file WHERE id = '${fileId}'`)).toEqual([
      { state: 'QUARANTINED' },
    ]);
    expect(await audited()).toEqual([{ action: 'refused-file.retried', actor: 'manager' }]);
    await expect(
      intake.retryRefusedFiles(curator, { projectId, fileIds: [garbage], reason: 'x' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it('are discarded by managers; that they came stays known', async () => {
    const { fileId } = await send('c.dcm', Buffer.from('no image'));
    expect(await hub.objects()).toHaveLength(1);
    const input = { projectId, fileIds: [fileId], reason: 'not an image' };
    expect(await intake.discardRefusedFiles(manager, input)).toEqual([fileId]);
    expect(await hub.objects()).toEqual([]);
    expect((await intake.refusedFiles(manager, projectId, 10)).items).toMatchObject([
      { id: fileId, originalObject: null },
    ]);
    await expect(intake.discardRefusedFiles(manager, input)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await hub.rows('SELECT object FROM arriving_object')).toEqual([]);
    expect(await audited()).toEqual([{ action: 'refused-file.discarded', actor: 'manager' }]);
  });

  it('go when their days are over, by a job that was queued when they came', async () => {
    await send('c.dcm', Buffer.from('no image'));
    await hub.drain(intake, new Date(Date.now() + 20 * 86_400_000));
    expect(await hub.objects()).toHaveLength(1);
    await hub.rows(`UPDATE received_file SET refused_at = refused_at - interval '30 days'`);
    expect(await hub.drain(intake, new Date(Date.now() + 32 * 86_400_000))).toBe(1);
    expect(await hub.objects()).toEqual([]);
    expect(await audited()).toEqual([{ action: 'refused-file.purged', actor: 'service:purge' }]);
    await intake.purgeRefused(signal);
  });

  /** A file that was refused for a conflict which is gone by now. */
  async function retriable(): Promise<string> {
    await send('a.dcm', image('1.2.3.4'));
    const { fileId } = await send('b.dcm', image('1.2.3.4', { PatientID: 'other' }));
    await hub.drain(intake);
    const { items } = await intake.quarantinedExams(reviewer, projectId, 'QUARANTINED', 10);
    await intake.rejectExam(reviewer, items[0]?.id ?? '', 'wrong');
    await hub.drain(intake);
    return fileId;
  }
  const stateOf = async (fileId: string) =>
    (await hub.rows<{ state: string }>(`SELECT state FROM received_file WHERE id = '${fileId}'`))[0]?.state;

  it('keep their bytes when they are retried while a purge or a discard is about to delete them', async () => {
    const fileId = await retriable();
    const input = { projectId, fileIds: [fileId], reason: 'again' };
    const { refused } = hub.ports;
    /** Retried after the other has looked at it. */
    const overtaken = async <Found>(found: Found): Promise<Found> => {
      if ((await stateOf(fileId)) === 'REFUSED') await intake.retryRefusedFiles(manager, input);
      return found;
    };
    const slow: typeof refused = {
      refusedOf: (...of) => refused.refusedOf(...of),
      readmit: (...of) => refused.readmit(...of),
      letGo: (of) => refused.letGo(of),
      keptSince: async (...of) => overtaken(await refused.keptSince(...of)),
      getRefused: async (of) => overtaken(await refused.getRefused(of)),
    };
    const other = hub.intake({ ...hub.ports, refused: slow });
    await hub.rows(`UPDATE received_file SET refused_at = refused_at - interval '31 days' WHERE state = 'REFUSED'`);
    await other.purgeRefused(signal);
    expect(await stateOf(fileId)).toBe('RECEIVED');
    await hub.rows(`UPDATE received_file SET state = 'REFUSED' WHERE id = '${fileId}'`);
    await expect(other.discardRefusedFiles(manager, input)).rejects.toMatchObject({ code: 'CONFLICT' });
    await hub.drain(intake);
    expect(await stateOf(fileId)).toBe('QUARANTINED');
    expect((await audited()).map(({ action }) => action)).toEqual(['refused-file.retried', 'refused-file.retried']);
  });

  it('are kept from the day of their refusal, however long ago they came', async () => {
    const { fileId } = await send('c.dcm', Buffer.from('no image'));
    await hub.rows(`UPDATE received_file SET received_at = received_at - interval '90 days'`);
    await intake.purgeRefused(signal);
    expect(Buffer.from(await intake.openRefusedFile(owner, fileId)).toString()).toBe('no image');
    const [file] = (await intake.refusedFiles(manager, projectId, 10)).items;
    expect((file && intake.keptUntil(file))?.getTime()).toBeGreaterThan(Date.now());
  });

  it('are kept again when they are sent again after they were discarded', async () => {
    await send('a.dcm', image('1.2.3.4'));
    await hub.drain(intake);
    const again = () => send('b.dcm', image('1.2.3.4', { PatientID: 'other' }));
    const { fileId } = await again();
    await intake.discardRefusedFiles(manager, { projectId, fileIds: [fileId], reason: 'not ours' });
    const before = (await hub.objects()).length;
    expect(await again()).toMatchObject({ fileId, outcome: 'REFUSED' });
    expect(await hub.objects()).toHaveLength(before + 1);
    expect((await intake.openRefusedFile(owner, fileId)).length).toBeGreaterThan(0);
    expect(await hub.rows('SELECT object FROM arriving_object')).toEqual([]);
  });

  it('stay refused when another of their SOP Instance UID comes into the pool at that moment', async () => {
    const fileId = await retriable();
    await send('d.dcm', image('1.2.3.4', { PatientID: 'third' }));
    // As if it had come after the look: only the index of the pool sees it.
    await hub.rows(`UPDATE received_file SET project_id = '${otherProjectId}' WHERE file_name = 'd.dcm'`);
    const input = { projectId, fileIds: [fileId], reason: 'again' };
    expect(await intake.retryRefusedFiles(manager, input)).toMatchObject([
      { fileId, refused: expect.stringContaining('conflict') as string },
    ]);
    expect(await audited()).toEqual([]);
  });

  it('are those whose bytes are lost, without keeping others of their ingestion waiting', async () => {
    const { fileId } = await send('a.dcm', image('1.2.3.4'));
    const { fileId: other } = await send('b.dcm', image('1.2.3.5'));
    const [row] = await hub.rows<{ object: string }>(
      `SELECT original_object AS object FROM received_file WHERE id = '${fileId}'`,
    );
    await hub.ports.objects.delete(row?.object ?? '');
    // Another process, which doesn't have what came in just now.
    await hub.drain(hub.intake());
    expect([await stateOf(fileId), await stateOf(other)]).toEqual(['REFUSED', 'QUARANTINED']);
  });

  it('are not kept where the hub is told so', async () => {
    await send('c.dcm', Buffer.from('no image'), hub.intake({ ...hub.ports, refusedKeptDays: 0 }));
    expect(await hub.objects()).toEqual([]);
    expect(await hub.rows('SELECT object FROM arriving_object')).toEqual([]);
  });
});

it('a late image in a series that is there makes a version of it that says how many images it has', async () => {
  for (const instance of ['1.2.3.4', '1.2.3.5']) {
    await send(`${instance}.dcm`, image(instance));
    await hub.drain(intake);
    const { items } = await intake.quarantinedExams(reviewer, projectId, 'QUARANTINED', 10);
    await intake.approveExam(reviewer, items[0]?.id ?? '', null);
    await hub.drain(intake);
  }
  const [series] = await hub.rows<{ id: string }>(`SELECT id FROM asset WHERE level = 'SERIES'`);
  const found = (await hub.ports.graph.getAssets([series?.id ?? ''])).get(series?.id ?? '');
  expect(found?.properties['imageCount']).toBe(2);
  expect(found?.version).toBe(2);
});
