import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { dicomImage } from '../support/dicom-image.ts';
import { curator, manager, owner, projectId, reviewer, streamOf, stranger, TestHub, viewer } from './hub.ts';

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
    await hub.rows(`UPDATE received_file SET received_at = received_at - interval '30 days'`);
    expect(await hub.drain(intake, new Date(Date.now() + 32 * 86_400_000))).toBe(1);
    expect(await hub.objects()).toEqual([]);
    expect(await audited()).toEqual([{ action: 'refused-file.purged', actor: 'service:purge' }]);
    await intake.purgeRefused(signal);
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
