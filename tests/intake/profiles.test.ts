import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { DicomDataset } from '../../core/dicom/dataset.ts';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import { explicitLittleEndian } from '../../core/dicom/transfer-syntax.ts';
import { numberOf, setBytes, setNumbers, setText, textOf } from '../../core/dicom/values.ts';
import { writeDicom } from '../../core/dicom/write-dicom.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { unseal } from '../../core/intake/seal.ts';
import { curator, manager, owner, projectId, reviewer, stranger, streamOf, TestHub, viewer } from './hub.ts';
import { pydicomFile } from './pydicom-files.ts';

let hub: TestHub;
let intake: IntakeUseCases;
beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.reset();
  intake = hub.intake();
});
afterAll(() => hub.close());

const mine = { projectId, name: 'mine', base: 'basic/1' };
const refusal = (code: string, field?: string): unknown =>
  expect.objectContaining({
    code,
    ...(field === undefined ? {} : { details: expect.objectContaining({ field }) as unknown }),
  });

/** Sends a file through a pool of that profile; the de-identified images that wait then. */
async function through(profile: string, bytes: Uint8Array, pool = 'door') {
  await intake.createPool(manager, { projectId, name: pool, profile });
  const { id } = await intake.startIngestion(curator, projectId, pool);
  const { fileId } = await intake.receiveFile(curator, id, 'a.dcm', streamOf(bytes));
  await hub.drain(intake);
  const { items } = await intake.quarantinedExams(reviewer, projectId, null, 100);
  const exam = items.at(-1);
  const images = exam ? await hub.ports.quarantine.imagesOf(exam.id) : [];
  const image = images.find((one) => one.fileId === fileId);
  const key = await hub.ports.secrets.key('intake');
  const sealed = image?.sealedObject ?? null;
  const file =
    sealed === null ? null : readDicom(unseal(key, `deidentified:${fileId}`, await hub.ports.objects.get(sealed)));
  return { fileId, exam, file };
}

function imageOf(patientId: string, instance: string): Uint8Array {
  const dataset = new DicomDataset();
  setText(dataset, 'SOPClassUID', '1.2.840.10008.5.1.4.1.1.4');
  setText(dataset, 'SOPInstanceUID', `1.2.3.${instance}`);
  setText(dataset, 'StudyInstanceUID', '1.2.3.2');
  setText(dataset, 'SeriesInstanceUID', '1.2.3.3');
  setText(dataset, 'PatientID', patientId);
  setText(dataset, 'AccessionNumber', `ACC-${instance}`);
  setText(dataset, 'StationName', 'SCANNER-3');
  setNumbers(dataset, 'Rows', 2);
  setNumbers(dataset, 'Columns', 2);
  setNumbers(dataset, 'BitsAllocated', 8);
  setBytes(dataset, 'PixelData', Buffer.from('burn'), 'OB');
  return writeDicom({ preamble: null, meta: new DicomDataset(), dataset, transferSyntaxUID: explicitLittleEndian });
}

describe('profiles of a project', () => {
  it('are versions that stay, and the same again is no new one', async () => {
    const first = await intake.putProfile(manager, { ...mine, options: ['RETAIN_UIDS'] });
    const again = await intake.putProfile(manager, { ...mine, options: ['RETAIN_UIDS'], overrides: [] });
    const second = await intake.putProfile(manager, mine);
    expect([first.version, again.id, second.version]).toEqual([1, first.id, 2]);
    const { items, totalCount } = await intake.profilesOfProject(viewer, projectId, 'mine', 1);
    expect([items.map(({ version }) => version), totalCount]).toEqual([[2], 2]);
    const next = await intake.profilesOfProject(viewer, projectId, null, 10, items[0]?.id);
    expect(next.items).toEqual([first]);
    expect((await intake.profilesByIds(stranger, [first.id])).size).toBe(0);
    const entries = await hub.rows<{ action: string; actor: string }>(
      `SELECT action, actor FROM audit WHERE action LIKE 'profile.%' ORDER BY sequence`,
    );
    expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
      ['profile.added', manager.username],
      ['profile.added', manager.username],
    ]);
  });

  it('that are put at the same moment get different versions', async () => {
    const put = (option: string) => intake.putProfile(manager, { ...mine, options: [option] });
    const all = await Promise.all(['RETAIN_UIDS', 'CLEAN_GRAPHICS', 'CLEAN_DESCRIPTORS'].map(put));
    expect(all.map(({ version }) => version).toSorted()).toEqual([1, 2, 3]);
  });

  it('are refused by field, and to those who may not', async () => {
    await expect(intake.putProfile(manager, { ...mine, name: '@' })).rejects.toEqual(
      refusal('BAD_USER_INPUT', 'input.name'),
    );
    await expect(intake.putProfile(manager, { ...mine, options: ['X'] })).rejects.toEqual(
      refusal('BAD_USER_INPUT', 'input.options[0]'),
    );
    await expect(intake.putProfile(curator, mine)).rejects.toEqual(refusal('FORBIDDEN'));
    await expect(intake.putProfile(stranger, mine)).rejects.toEqual(refusal('NOT_FOUND'));
    const pool = { projectId, name: 'door', profile: 'mine' };
    await expect(intake.createPool(manager, pool)).rejects.toEqual(refusal('BAD_USER_INPUT', 'input.profile'));
    await expect(intake.createPool(manager, { ...pool, profile: 'mine@7' })).rejects.toEqual(
      refusal('BAD_USER_INPUT', 'input.profile'),
    );
  });

  it('are what a pool names, with the version: a new one changes nothing until the pool names it', async () => {
    await intake.putProfile(manager, { ...mine, overrides: [{ tag: 'StationName', action: 'KEEP' }] });
    const before = await through('mine', imageOf('MRN-0042', '10'));
    expect(before.file && textOf(before.file.dataset, 'StationName')).toBe('SCANNER-3');
    await intake.putProfile(manager, mine);
    const unchanged = await intake.createPool(manager, { projectId, name: 'door' });
    expect(unchanged.profile).toBe('mine@1');
    const after = await through('mine@2', imageOf('MRN-0042', '11'));
    expect((await intake.pools(manager, projectId)).map(({ profile }) => profile)).toEqual(['mine@2']);
    const images = await hub.ports.quarantine.imagesOf(after.exam?.id ?? '');
    expect(images.map(({ profile }) => profile).toSorted()).toEqual(['mine@1', 'mine@2']);
    await intake.approveAll(reviewer, projectId);
    await hub.drain(intake);
    const [activity] = await hub.rows<{ version: string }>(
      `SELECT method_version AS version FROM prov_activity WHERE method = 'pesscara/deidentify'`,
    );
    expect(activity?.version).toBe('mine@1, mine@2');
  });
});

describe('lookup tables', () => {
  const profile = { ...mine, researchIds: 'ptid', lookups: [{ tag: 'AccessionNumber', type: 'acc' }] };

  it('give values and research identifiers; what is missing is a finding for the reviewer', async () => {
    await intake.putProfile(manager, profile);
    const text = 'ptid/MRN-0042 = GLIO-017\nacc/ACC-10 = A0001\n';
    expect(await intake.putLookups(manager, { projectId, profile: 'mine', text })).toEqual({
      projectId,
      profile: 'mine',
      tables: [
        { type: 'acc', entryCount: 1 },
        { type: 'ptid', entryCount: 1 },
      ],
    });
    const known = await through('mine', imageOf('MRN-0042', '10'));
    expect(known.exam).toMatchObject({ researchId: 'GLIO-017', findings: [] });
    expect(known.file && textOf(known.file.dataset, 'AccessionNumber')).toBe('A0001');
    const unknown = await through('mine', imageOf('MRN-0043', '11'), 'other');
    expect(unknown.exam?.findings.map(({ kind, detail }) => [kind, detail])).toEqual([
      ['LOOKUP_MISSING', 'no entry of acc for (0008,0050)'],
      ['LOOKUP_MISSING', 'no entry of ptid for (0010,0020)'],
      ['MIXED_PATIENTS', 'images of this study came under more than one patient'],
    ]);
    const [identity] = await hub.mapping().revealIdentity(owner, projectId, 'GLIO-017', 'test');
    expect(identity?.patientId).toBe('MRN-0042');
  });

  it('that give a person another research identifier leave the way back from both', async () => {
    await intake.putProfile(manager, profile);
    const before = await through('basic/1', imageOf('MRN-0042', '10'));
    await intake.putLookups(manager, { projectId, profile: 'mine', text: 'ptid/MRN-0042 = GLIO-017' });
    const after = await through('mine', imageOf('MRN-0042', '11'), 'other');
    expect([before.exam?.researchId, after.exam?.researchId]).toEqual([expect.stringMatching(/^R-/), 'GLIO-017']);
    const mapping = hub.mapping();
    for (const exam of [before.exam, after.exam]) {
      const people = await mapping.revealIdentity(owner, projectId, exam?.researchId ?? '', 'test');
      expect(people.map(({ patientId }) => patientId)).toEqual(['MRN-0042']);
    }
    const patients = [{ patientId: 'MRN-0042' }];
    expect(await mapping.findResearchIds(owner, projectId, patients, 'test')).toEqual(['GLIO-017']);
  });

  it('are kept encrypted, can be replaced, and are counted but never answered', async () => {
    await intake.putProfile(manager, profile);
    const put = (text: string, replaceTypes?: readonly string[]) =>
      intake.putLookups(manager, { projectId, profile: 'mine', text, replaceTypes });
    await put('ptid/MRN-0042 = GLIO-017\nptid/MRN-0043 = GLIO-018');
    await put('ptid/MRN-0042 = GLIO-020');
    const dump = (
      await hub.rows<{ row: string }>(`SELECT t::text AS row FROM deidentification_lookup t
      UNION ALL SELECT t::text FROM audit t`)
    )
      .map(({ row }) => row)
      .join('\n');
    const bytes = Buffer.concat(
      (await hub.rows<{ sealed: Uint8Array }>('SELECT sealed FROM deidentification_lookup')).map(({ sealed }) =>
        Buffer.from(sealed),
      ),
    ).toString('latin1');
    for (const secret of ['MRN-004', 'GLIO'])
      expect([dump.includes(secret), bytes.includes(secret)]).toEqual([false, false]);
    expect((await intake.lookupCounts(manager, projectId, 'mine')).tables).toEqual([{ type: 'ptid', entryCount: 2 }]);
    expect((await put('ptid/MRN-0099 = GLIO-099', ['ptid'])).tables).toEqual([{ type: 'ptid', entryCount: 1 }]);
    const replaced = await through('mine', imageOf('MRN-0042', '10'));
    expect(replaced.exam?.researchId).toMatch(/^R-/);
  });

  it('are refused by line, for a profile that is not there, for a bad research identifier, and to those who may not', async () => {
    const put = (text: string, actor = manager, name = 'mine') =>
      intake.putLookups(actor, { projectId, profile: name, text });
    await expect(put('ptid/A = B')).rejects.toEqual(refusal('NOT_FOUND'));
    await intake.putProfile(manager, profile);
    await expect(put('ptid/A = B\nnonsense')).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: { line: 2 } });
    await expect(put('ptid/A = two words')).rejects.toEqual(refusal('BAD_USER_INPUT', 'input.text'));
    await expect(put('ptid/A = B', curator)).rejects.toEqual(refusal('FORBIDDEN'));
    await expect(put('ptid/A = B', stranger)).rejects.toEqual(refusal('NOT_FOUND'));
    await expect(intake.lookupCounts(curator, projectId, 'mine')).rejects.toEqual(refusal('FORBIDDEN'));
  });
});

describe('regions of a profile', () => {
  const blackTop = { model: null, rectangles: [{ x: 0, y: 0, width: 1000, height: 1 }] };

  it('are blacked out in native pixels', async () => {
    await intake.putProfile(manager, { ...mine, options: ['CLEAN_PIXEL_DATA'], regions: [{ ...blackTop, rows: 2 }] });
    const { file, exam } = await through('mine', imageOf('MRN-0042', '10'));
    expect(Buffer.from(file?.dataset.bytes('7FE00010') ?? []).toString('latin1')).toBe('\0\0rn');
    expect(exam?.findings.map(({ kind }) => kind)).toEqual(['PIXELS_CLEANED']);
  });

  it('are blacked out in compressed pixels, which are native then', async () => {
    const original = readDicom(pydicomFile('JPEG2000.dcm'));
    const rows = numberOf(original.dataset, 'Rows') ?? 0;
    const columns = numberOf(original.dataset, 'Columns') ?? 0;
    await intake.putProfile(manager, { ...mine, options: ['CLEAN_PIXEL_DATA'], regions: [{ ...blackTop, rows }] });
    const { file, exam } = await through('mine', pydicomFile('JPEG2000.dcm'));
    expect(file?.transferSyntaxUID).toBe(explicitLittleEndian);
    const pixels = file?.dataset.bytes('7FE00010') ?? new Uint8Array();
    const width = pixels.length / rows;
    expect(pixels.length % (rows * columns)).toBe(0);
    expect(pixels.subarray(0, width).every((byte) => byte === 0)).toBe(true);
    expect(pixels.subarray(width).some((byte) => byte !== 0)).toBe(true);
    expect(file && textOf(file.dataset, 'BurnedInAnnotation')).toBe('NO');
    expect(exam?.findings.map(({ kind }) => kind)).toEqual(['PIXELS_CLEANED']);
  });

  it('that cannot be decoded send the image to review with that finding', async () => {
    const original = readDicom(pydicomFile('JPEG2000.dcm'));
    const fragments = [new Uint8Array(), Buffer.alloc(5000, 0x55)];
    original.dataset.set({ tag: '7FE00010', vr: 'OB', value: { kind: 'fragments', fragments } });
    const broken = writeDicom(original);
    const rows = numberOf(readDicom(broken).dataset, 'Rows') ?? 0;
    await intake.putProfile(manager, { ...mine, options: ['CLEAN_PIXEL_DATA'], regions: [{ ...blackTop, rows }] });
    const { exam } = await through('mine', broken);
    expect(exam?.findings.map(({ kind }) => kind)).toContain('PIXELS_NOT_CLEANED');
  });
});

describe('the dry run', () => {
  it('shows an original before and after to those who may see identities, and is audited with its reason', async () => {
    await intake.putProfile(manager, { ...mine, overrides: [{ tag: 'StationName', action: 'KEEP' }] });
    const { fileId } = await through('research/1', imageOf('MRN-0042', '10'));
    const ask = { projectId, profile: 'mine', fileId, reason: 'is the station needed?' };
    const { profile, attributes } = await intake.previewDeidentification(owner, ask);
    expect(profile).toBe('mine@1');
    expect(attributes.find(({ keyword }) => keyword === 'PatientID')).toMatchObject({ before: 'MRN-0042' });
    expect(attributes.find(({ keyword }) => keyword === 'StationName')).toMatchObject({ after: 'SCANNER-3' });
    const [entry] = await hub.rows<{ reason: string; target: string; row: string }>(
      `SELECT reason, target, t::text AS row FROM audit t WHERE action = 'original.previewed'`,
    );
    expect(entry).toMatchObject({ reason: ask.reason, target: `file:${fileId}` });
    expect(entry?.row).not.toContain('MRN-0042');
    await expect(intake.previewDeidentification(owner, { ...ask, reason: ' ' })).rejects.toEqual(
      refusal('BAD_USER_INPUT', 'reason'),
    );
    await expect(intake.previewDeidentification(manager, ask)).rejects.toEqual(refusal('FORBIDDEN'));
    await expect(intake.previewDeidentification(stranger, ask)).rejects.toEqual(refusal('NOT_FOUND'));
    const absent = { ...ask, fileId: projectId };
    await expect(intake.previewDeidentification(owner, absent)).rejects.toEqual(refusal('NOT_FOUND'));
  });

  it('ends with the original', async () => {
    const { fileId } = await through('research/1', imageOf('MRN-0042', '10'));
    await intake.approveAll(reviewer, projectId);
    await hub.drain(intake);
    const ask = { projectId, profile: 'basic/1', fileId, reason: 'why' };
    await expect(intake.previewDeidentification(owner, ask)).rejects.toEqual(refusal('NOT_FOUND'));
  });
});

describe('a script of RSNA CTP', () => {
  it('is read as a draft by those who may define profiles', () => {
    const script = '<script><e en="T" t="00081010" n="StationName">@keep()</e></script>';
    expect(intake.importCtpScript(manager, projectId, script)).toMatchObject({
      draft: { overrides: [{ tag: '00081010', action: 'KEEP' }] },
      untranslated: [],
    });
    expect(() => intake.importCtpScript(curator, projectId, script)).toThrow(refusal('FORBIDDEN'));
    expect(() => intake.importCtpScript(manager, projectId, '<!DOCTYPE a><a/>')).toThrow(
      refusal('BAD_USER_INPUT', 'input.script'),
    );
  });
});
