import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dicomImage } from '../support/dicom-image.ts';
import { manager, owner, projectId, stranger, streamOf, TestHub } from './hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await TestHub.open(1024 * 1024);
});
beforeEach(() => hub.reset());
afterAll(() => hub.close());

const asked = { projectId, profile: 'basic/1', reason: 'which attributes go?' };
const image = dicomImage({
  study: '1.2',
  series: '1.2.1',
  instance: '1.2.1.1',
  text: { PatientID: 'MRN-0042', StationName: 'CT 3' },
});

test('a dry run of a file that is sent shows each attribute before and after, is audited, and stores nothing of it', async () => {
  const { attributes, result, profile } = await hub.intake().previewSentFile(owner, asked, streamOf(image));
  expect(profile).toBe('basic/1');
  expect(attributes.find(({ keyword }) => keyword === 'StationName')).toMatchObject({
    action: 'removed',
    before: 'CT 3',
    after: null,
  });
  expect(attributes.find(({ keyword }) => keyword === 'PatientID')).toMatchObject({
    before: 'MRN-0042',
    after: result.researchId,
  });
  expect(await hub.objects()).toEqual([]);
  expect(await hub.rows('SELECT id FROM received_file')).toEqual([]);
  const entries = await hub.rows<{ action: string; target: string; reason: string }>(
    'SELECT action, target, reason FROM audit',
  );
  expect(entries).toMatchObject([{ action: 'original.previewed', reason: asked.reason }]);
  expect(entries[0]?.target).toMatch(/^sent-file:[0-9a-f]{32}$/);
  expect(JSON.stringify(entries)).not.toContain('MRN-0042');
});

test('is for owners alone, and tells what is wrong', async () => {
  const intake = hub.intake();
  const preview = (actor: typeof owner, input: object = {}, bytes: Uint8Array = image) =>
    intake.previewSentFile(actor, { ...asked, ...input }, streamOf(bytes));
  await expect(preview(manager)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  await expect(preview(stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  await expect(preview(owner, { reason: ' ' })).rejects.toMatchObject({
    code: 'BAD_USER_INPUT',
    details: { field: 'reason' },
  });
  await expect(preview(owner, { profile: 'none' })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  await expect(preview(owner, {}, Buffer.from('no image'))).rejects.toMatchObject({ code: 'NOT_DICOM' });
  await expect(preview(owner, {}, Buffer.alloc(2 * 1024 * 1024))).rejects.toMatchObject({ code: 'TOO_LARGE' });
});
