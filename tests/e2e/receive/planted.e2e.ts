import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { waitUntilSettled } from '../../../cli/ingest-folder.ts';
import { examsInQuarantine, reviewExam } from '../../../cli/commands/review.ts';
import type { HubClient } from '../../../cli/hub-client.ts';
import { ensurePlace } from '../../../cli/places.ts';
import { everyRow, fileOf, plantElsewhere } from '../../../core/deidentification/testing/planted.ts';
import { documentFile, graphics, kindOf, report } from '../../../core/deidentification/testing/planted-kinds.ts';
import { readDicom } from '../../../core/dicom/read-dicom.ts';
import { explicitBigEndian, explicitLittleEndian, implicitLittleEndian } from '../../../core/dicom/transfer-syntax.ts';
import { setBytes, setItems, setNumbers, setText } from '../../../core/dicom/values.ts';
import { writeDicom } from '../../../core/dicom/write-dicom.ts';
import { dicomImage } from '../../support/dicom-image.ts';
import { drawText } from '../../support/drawn-text.ts';
import { openIngestion } from '../../support/exam-traffic.ts';
import { startHub, temporaryFolder } from '../../support/pesscara-process.ts';

/** Long enough not to come about by chance in compressed or sealed bytes. */
const planted = /Zq[A-Za-z0-9^]{6}|1\.2\.3\.99999|1\.2\.3\.777777/;

/** Links carry 43 letters by chance each, so that one of a hundred has what looks planted. */
const withoutSignatures = (text: string): string => text.replaceAll(/signature=[\w-]+/g, 'signature=');

/** What is planted at one place of a file each. */
async function files(): Promise<ReadonlyMap<string, Uint8Array>> {
  const made = new Map<string, Uint8Array>();
  for (const [name, syntax] of Object.entries({
    explicit: explicitLittleEndian,
    implicit: implicitLittleEndian,
    big: explicitBigEndian,
  })) {
    const file = fileOf(everyRow, syntax);
    plantElsewhere(file);
    for (const keyword of ['SOPInstanceUID', 'SeriesInstanceUID', 'StudyInstanceUID'])
      setText(file.dataset, keyword, `1.2.77.${String(made.size)}.${String(keyword.length)}`);
    made.set(name, writeDicom({ ...file, preamble: Buffer.alloc(128, 'ZqPreambleZq') }));
  }
  const plain = (instance: string, text: Readonly<Record<string, string>>) =>
    readDicom(
      dicomImage({
        study: '1.2.78',
        series: `1.2.78.${instance}`,
        instance: `1.2.78.${instance}.1`,
        text: { PatientID: 'ZqPatientZq', ...text },
      }),
    );

  // After the pixels, in bits that they do not use, and after the data set.
  const slack = plain('1', {});
  const pixels = Buffer.from(slack.dataset.bytes('7FE00010') ?? []);
  pixels[1] = (pixels[1] ?? 0) | 0xf0;
  setBytes(slack.dataset, 'PixelData', Buffer.concat([pixels, Buffer.from('ZqAfterPixels!')]), 'OW');
  setBytes(slack.dataset, 'FFFCFFFC', Buffer.from('ZqPaddingAtEnd'), 'OB');
  made.set('slack', writeDicom(slack));

  // Written into the picture, under a region and elsewhere.
  const drawn = plain('2', { Modality: 'US', Manufacturer: 'ACME', PatientName: 'ZqFamily^ZqGiven' });
  const [columns, rows] = [320, 240];
  const picture = new Uint8Array(columns * rows).fill(20);
  picture.set(Buffer.from('ZqBurnedInBytes!'), 0);
  drawText(picture, columns, 'MRN 40421', { x: 40, y: 100, size: 2, value: 240 });
  for (const [keyword, value] of Object.entries({
    Rows: rows,
    Columns: columns,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
  }))
    setNumbers(drawn.dataset, keyword, value);
  setBytes(drawn.dataset, 'PixelData', picture, 'OB');
  made.set('drawn', writeDicom(drawn));

  // In comments and EXIF of a JPEG, after its end, and in its offset table.
  const jpeg = readDicom(await readFile(new URL('../../data/pydicom/SC_rgb_jpeg_dcmtk.dcm', import.meta.url)));
  const element = jpeg.dataset.get('7FE00010');
  if (element?.value.kind !== 'fragments') throw new Error('no JPEG');
  const stream = element.value.fragments[1] ?? new Uint8Array();
  const segment = (marker: number, text: string) =>
    Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text)]);
  const withText = Buffer.concat([
    stream.subarray(0, 2),
    segment(0xe1, 'Exif\0\0ZqExifArtist'),
    segment(0xfe, 'ZqCommentName'),
    stream.subarray(2),
    Buffer.from('ZqAfterTheEnd!'),
  ]);
  const even = withText.length % 2 === 0 ? withText : Buffer.concat([withText, Buffer.from('!')]);
  jpeg.dataset.set({ ...element, value: { kind: 'fragments', fragments: [Buffer.from('ZqOffsetTab!'), even] } });
  setText(jpeg.dataset, 'PatientName', 'ZqFamily^ZqGiven');
  made.set('jpeg', writeDicom(jpeg));

  // In reports, documents, overlays and curves.
  made.set('report', writeDicom(report()));
  for (const [n, name] of ['pdf', 'cda', 'stl'].entries())
    made.set(name, writeDicom(documentFile(name, String(10 + n))));
  made.set('graphics', writeDicom(graphics()));
  return made;
}

/** The directory of a medium, with the patient's name: it is no image, and never admitted. */
function dicomdir(): Uint8Array {
  const file = kindOf('1.2.840.10008.1.3.10', (dataset) => {
    const entry = dataset.newItem();
    setText(entry, 'DirectoryRecordType', 'PATIENT');
    setText(entry, 'PatientName', 'ZqFamily^ZqGiven');
    setItems(dataset, 'DirectoryRecordSequence', [entry]);
  });
  return writeDicom(file);
}

async function bytesBelow(folder: string): Promise<readonly Buffer[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries.filter((entry) => entry.isFile()).map((entry) => readFile(join(entry.parentPath, entry.name))),
  );
}

const everything = `query ($projectId: ID!) {
  assets(first: 200, filter: { projectId: $projectId }) { nodes { id level label properties content { sha256 downloadUrl } } }
  quarantine(projectId: $projectId, state: null) { nodes { researchId findings { kind detail } images { nodes { findings { kind detail } } } } }
}`;
const answered = z.object({
  assets: z.object({
    nodes: z.array(
      z.object({ id: z.string(), level: z.string(), content: z.object({ downloadUrl: z.string() }).nullable() }),
    ),
  }),
  quarantine: z.object({ nodes: z.array(z.object({ findings: z.array(z.object({ kind: z.string() })) })) }),
});
const ask = (operator: HubClient, projectId: string) => operator.request(answered, everything, { projectId });

test(
  'nothing that was planted in any place of a file is in a byte of what is admitted',
  { timeout: 300_000 },
  async () => {
    await using folder = await temporaryFolder();
    await using hub = await startHub(join(folder.path, 'hub'), { PESSCARA_LOG_LEVEL: 'debug' });
    const { operator } = hub;
    const projectId = await ensurePlace(operator, { project: 'PLANTED', pool: 'scanner' }, true, () => undefined);
    const region = { manufacturer: 'acme', modality: 'US', rectangles: [{ x: 0, y: 0, width: 320, height: 2 }] };
    const input = {
      projectId,
      name: 'clean',
      base: 'basic/1',
      options: ['CLEAN_PIXEL_DATA'],
      regions: [region],
      blackOutText: true,
    };
    await operator.request(
      z.unknown(),
      `mutation ($p: PutDeidentificationProfileInput!, $c: CreatePoolInput!) {
       putDeidentificationProfile(input: $p) { profile { fullName } } createPool(input: $c) { pool { profile } } }`,
      { p: input, c: { projectId, name: 'scanner', profile: 'clean' } },
    );
    const { ingestion, uploadPath } = await openIngestion(operator, projectId);
    const sent = await files();
    for (const [name, body] of sent) {
      expect(planted.test(Buffer.from(body).toString('latin1')), name).toBe(true);
      const reply = await operator.fetch(`${uploadPath}?name=${name}.dcm`, { method: 'PUT', body: Buffer.from(body) });
      expect(await reply.json(), name).toMatchObject({ outcome: 'RECEIVED', reason: null });
    }
    const directory = await operator.fetch(`${uploadPath}?name=DICOMDIR`, {
      method: 'PUT',
      body: Buffer.from(dicomdir()),
    });
    expect(await directory.json()).toMatchObject({
      outcome: 'REFUSED',
      reason: expect.stringContaining('DICOMDIR') as string,
    });
    await waitUntilSettled(operator, ingestion.id, () => undefined);
    const waiting = await examsInQuarantine(operator, projectId);
    const kinds = new Set(waiting.flatMap(({ findings }) => findings.map(({ kind }) => kind)));
    for (const kind of ['PIXELS_CLEANED', 'TEXT_IN_PIXELS', 'PIXELS_CUT']) expect(kinds).toContain(kind);
    for (const exam of waiting) await reviewExam(operator, 'approveExam', exam.id, null);
    const images = async () => (await ask(operator, projectId)).assets.nodes.filter(({ level }) => level === 'IMAGE');
    await expect.poll(async () => (await images()).length, { timeout: 60_000 }).toBe(sent.size);

    const seen = JSON.stringify(await operator.execute(everything, { projectId }));
    expect(withoutSignatures(seen)).not.toMatch(planted);
    for (const { id } of await images()) {
      const record = await operator.fetch(`/provenance/${id}/prov.json`);
      expect(record.status).toBe(200);
      expect(await record.text()).not.toMatch(planted);
    }
    // Sealed bytes of what was decided are deleted in the end; all that is left is what was admitted, and the sealed DICOMDIR, which was refused.
    // (Served, they are in a bucket.)
    const admitted = (await images()).flatMap(({ content }) => (content === null ? [] : [content.downloadUrl]));
    expect(admitted).toHaveLength(sent.size);
    for (const url of admitted) {
      const bytes = Buffer.from(await (await operator.fetch(url)).arrayBuffer());
      expect(bytes.toString('latin1').match(planted)).toBeNull();
      expect(bytes.subarray(0, 132).toString('latin1')).toBe(`${'\0'.repeat(128)}DICM`);
    }
    const folderOfObjects = join(hub.home, 'objects');
    const stored = () => bytesBelow(folderOfObjects);
    if (existsSync(folderOfObjects)) {
      await expect.poll(async () => (await stored()).length, { timeout: 60_000 }).toBe(sent.size + 1);
      for (const bytes of await stored()) expect(bytes.toString('latin1').match(planted)).toBeNull();
    }
    await hub.process.end('SIGTERM');
    expect(withoutSignatures(hub.process.log)).not.toMatch(planted);
  },
);
