import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dimse from 'dcmjs-dimse';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDimseServer, type DimseServer, type DimseTls } from '../../adapters/dimse/dimse-server.ts';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { originalName } from '../../core/intake/receive.ts';
import { unseal } from '../../core/intake/seal.ts';
import { dcmtk, makeCertificates, pynetdicomStore } from '../services/dicom-senders.ts';
import { dicomImage } from '../support/dicom-image.ts';
import { explicitLittleEndian, mrStorage, RawSender } from '../support/raw-dimse-sender.ts';
import { manager, projectId, reviewer, TestHub } from './hub.ts';
import { pydicomFile } from './pydicom-files.ts';

dimse.log.setLevel('silent');

let hub: TestHub;
let intake: IntakeUseCases;
let folder: string;
let server: DimseServer;
let poolId: string;

async function listen(tls: DimseTls | null = null): Promise<string> {
  server = await startDimseServer({
    host: '127.0.0.1',
    port: 0,
    tls,
    door: intake.objectDoor,
    maxObjectBytes: 16 * 1024 * 1024,
    onEnd: () => undefined,
    onFault: (error) => {
      throw error;
    },
  });
  return String(server.port);
}

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.reset();
  intake = hub.intake();
  poolId = (await intake.createPool(manager, { projectId, name: 'dimse' })).id;
  await intake.setPoolReceiver(manager, { poolId, aeTitle: 'POOL' });
  folder = mkdtempSync(join(tmpdir(), 'pesscara-dimse-'));
});
afterEach(async () => {
  await server.close(1000);
  rmSync(folder, { recursive: true, force: true });
});
afterAll(() => hub.close());

/** Files of a study in the folder: `count` images. */
function study(name: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const path = join(folder, `${name}-${String(index)}.dcm`);
    const instance = `1.2.${String(name.length)}.${name.codePointAt(0)?.toString() ?? ''}.1.${String(index + 1)}`;
    writeFileSync(path, dicomImage({ study: instance.slice(0, -4), series: `${instance.slice(0, -4)}.1`, instance }));
    return path;
  });
}

/** What the hub holds of received files, in the order of arrival. */
async function originals(): Promise<Buffer[]> {
  const rows = await hub.rows<{ id: string; object: string }>(
    `SELECT id, original_object AS object FROM received_file WHERE state = 'RECEIVED' ORDER BY sequence`,
  );
  const key = await hub.ports.secrets.key('intake');
  return Promise.all(
    rows.map(async ({ id, object }) => unseal(key, originalName(id), await hub.ports.objects.get(object))),
  );
}

const datasetOf = (file: Uint8Array): Buffer => {
  const at = 132 + 12 + Buffer.from(file).readUInt32LE(140);
  return Buffer.from(file).subarray(at);
};

describe('real senders', () => {
  it('echoscu and storescu of dcmtk: what is kept has the data set that was sent', async () => {
    const port = await listen();
    expect(await dcmtk('echoscu', '-aec', 'POOL', '127.0.0.1', port)).toEqual({ code: 0, output: '' });
    const paths = study('a', 5);
    const sent = await dcmtk('storescu', '-v', '-aet', 'PACS', '-aec', 'POOL', '127.0.0.1', port, ...paths);
    expect(sent.code, sent.output).toBe(0);
    expect((await originals()).map(datasetOf)).toEqual(paths.map((path) => datasetOf(readFileSync(path))));
    const [ingestion, ...others] = await intake.ingestionsOfProject(manager, projectId, 10);
    expect(others).toEqual([]);
    expect(ingestion?.startedBy).toBe('dimse:PACS@127.0.0.1');
    await hub.drain(intake);
    const { items } = await intake.quarantinedExams(reviewer, projectId, 'QUARANTINED', 10);
    expect(items.map(({ imageCount }) => imageCount)).toEqual([5]);
  });

  it('pynetdicom, with each transfer syntax as the file has it', { timeout: 240_000 }, async () => {
    const port = await listen();
    const names = [
      'MR_small.dcm',
      'MR_small_implicit.dcm',
      'MR_small_bigendian.dcm',
      'JPEG2000.dcm',
      'image_dfl.dcm',
      'rtplan.dcm',
      'reportsi.dcm',
      'SC_rgb_rle.dcm',
    ];
    for (const name of names) {
      const path = join(folder, name);
      writeFileSync(path, pydicomFile(name));
      const sent = await pynetdicomStore('-aec', 'POOL', '-cx', '127.0.0.1', port, path);
      expect(sent.code, `${name}: ${sent.output}`).toBe(0);
    }
    const rows = await hub.rows<{ state: string; reason: string | null }>(
      `SELECT state, reason FROM received_file ORDER BY sequence`,
    );
    // The three MR_small have one SOP Instance UID: the first stays, the others are other bytes under it.
    expect(rows.map(({ state }) => state)).toEqual([
      'RECEIVED',
      'REFUSED',
      'REFUSED',
      'RECEIVED',
      'RECEIVED',
      'RECEIVED',
      'RECEIVED',
      'RECEIVED',
    ]);
    for (const bytes of await originals()) expect(readDicom(bytes).dataset.has('00080018')).toBe(true);
  });

  it('dcmjs-dimse hears the status of what is refused', async () => {
    const port = await listen();
    const [path = ''] = study('b', 1);
    const client = new dimse.Client();
    const request = new dimse.requests.CStoreRequest(path);
    const answered = new Promise<number>((resolve, reject) => {
      request.on('response', (response: { getStatus(): number }) => {
        resolve(response.getStatus());
      });
      client.on('networkError', reject);
    });
    client.addRequest(request);
    client.send('127.0.0.1', Number(port), 'SENDER', 'POOL');
    expect(await answered).toBe(0);
    await using raw = await RawSender.associate(Number(port));
    expect(await raw.store('1.2.3.4', datasetOf(readFileSync(path)))).toBe(0xa900);
    expect(await raw.store('1.2.3.4', Buffer.from('no data set'))).toBe(0xc000);
    const other = dicomImage({ study: '1.2', series: '1.3', instance: '1.2.1.98.1.1', text: { PatientID: 'other' } });
    expect(await raw.store('1.2.1.98.1.1', datasetOf(other))).toBe(0x0111);
  });

  it(
    'many associations at once lose nothing, and sending all of it again changes nothing',
    { timeout: 120_000 },
    async () => {
      const port = await listen();
      const studies = Array.from({ length: 12 }, (_, index) => study(String.fromCodePoint(97 + index), 10));
      const sendAll = () =>
        Promise.all(studies.map((paths) => dcmtk('storescu', '-aec', 'POOL', '127.0.0.1', port, ...paths)));
      expect((await sendAll()).map(({ code }) => code)).toEqual(studies.map(() => 0));
      expect((await sendAll()).map(({ code }) => code)).toEqual(studies.map(() => 0));
      await hub.drain(intake);
      expect((await sendAll()).map(({ code }) => code)).toEqual(studies.map(() => 0));
      const [counts] = (
        await intake.countsByIds(
          manager,
          (await intake.ingestionsOfProject(manager, projectId, 10)).map(({ id }) => id),
        )
      ).values();
      expect(counts).toMatchObject({ quarantined: 120, total: 120 });
    },
  );
});

describe('who may call', () => {
  it('an AE title that no pool has, and callers that a pool does not name, are rejected', async () => {
    const port = await listen();
    expect((await dcmtk('echoscu', '-aec', 'OTHER', '127.0.0.1', port)).output).toContain(
      'Called AE Title Not Recognized',
    );
    await intake.setPoolReceiver(manager, {
      poolId,
      aeTitle: 'POOL',
      callingAeTitles: ['PACS'],
      callingAddresses: ['127.0.0.0/8'],
    });
    expect((await dcmtk('echoscu', '-aet', 'OTHER', '-aec', 'POOL', '127.0.0.1', port)).output).toContain(
      'Calling AE Title Not Recognized',
    );
    expect((await dcmtk('echoscu', '-aet', 'PACS', '-aec', 'POOL', '127.0.0.1', port)).code).toBe(0);
    await intake.setPoolReceiver(manager, {
      poolId,
      aeTitle: 'POOL',
      callingAddresses: ['10.0.0.0/8', 'fd00::/8', '192.0.2.1'],
    });
    expect((await dcmtk('echoscu', '-aet', 'PACS', '-aec', 'POOL', '127.0.0.1', port)).output).toContain(
      'Calling AE Title Not Recognized',
    );
    await intake.setPoolReceiver(manager, { poolId, aeTitle: null });
    expect((await dcmtk('echoscu', '-aec', 'POOL', '127.0.0.1', port)).output).toContain(
      'Called AE Title Not Recognized',
    );
    expect(await intake.ingestionsOfProject(manager, projectId, 10)).toEqual([]);
  });

  it('over TLS, those whose certificate the authority has signed', async () => {
    await makeCertificates(folder);
    const pem = (name: string) => readFileSync(join(folder, name), 'utf8');
    const port = await listen({ cert: pem('hub.pem'), key: pem('hub.key'), ca: pem('ca.pem') });
    const [path = ''] = study('c', 1);
    const as = (name: string) => [
      '+tls',
      join(folder, `${name}.key`),
      join(folder, `${name}.pem`),
      '+cf',
      join(folder, 'ca.pem'),
    ];
    const good = await dcmtk('storescu', ...as('sender'), '-aec', 'POOL', '127.0.0.1', port, path);
    expect(good.code, good.output).toBe(0);
    expect((await dcmtk('storescu', ...as('stranger'), '-aec', 'POOL', '127.0.0.1', port, path)).code).not.toBe(0);
    expect((await dcmtk('echoscu', '-aec', 'POOL', '127.0.0.1', port)).code).not.toBe(0);
    expect(await originals()).toHaveLength(1);
  });
});

it('stores what comes in any transfer syntax, and tells of what is too large', async () => {
  const port = await listen();
  await using raw = await RawSender.associate(Number(port), {
    contexts: [{ id: 3, abstractSyntax: mrStorage, transferSyntaxes: [explicitLittleEndian] }],
  });
  expect(await raw.store('1.2.3', Buffer.alloc(16 * 1024 * 1024 + 2), { pieceBytes: 100_000 })).toBe(0xc000);
  expect(await hub.rows('SELECT state, file_name FROM received_file')).toEqual([
    { state: 'REFUSED', file_name: '1.2.3.dcm' },
  ]);
});
