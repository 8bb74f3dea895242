import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeZip } from 'client-zip';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startDimseServer, type DimseServer } from '../../adapters/dimse/dimse-server.ts';
import { HubClient } from '../../cli/hub-client.ts';
import { sendFile } from '../../cli/ingest-folder.ts';
import { WatchedFolder } from '../../cli/watch-folder.ts';
import { writeMultipart } from '../../core/dicomweb/multipart.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { intakeRoutes } from '../../gateway/routes/intake.ts';
import { dicomImage } from '../support/dicom-image.ts';
import { fc } from '../support/fast-check.ts';
import { mrStorage, RawSender } from '../support/raw-dimse-sender.ts';
import { curator, manager, projectId, streamOf, TestHub } from './hub.ts';

/*
 * What the issue lists as bad input, through each door. Elsewhere: zip bombs, path tricks in names of archives' members, DICOMDIR media
 * (archives.test.ts), associations that stall or break the protocol (adapters/dimse/dimse-server.test.ts), names with tricks (intake-doors.test.ts).
 */
let hub: TestHub;
let intake: IntakeUseCases;
let server: FastifyInstance;
let dimse: DimseServer;
let folder: string;
let base: string;
let ingestionId: string;
let count = 0;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.reset();
  intake = hub.intake();
  const pool = await intake.createPool(manager, { projectId, name: 'door' });
  await intake.setPoolReceiver(manager, { poolId: pool.id, aeTitle: 'POOL' });
  ingestionId = (await intake.startIngestion(curator, projectId, 'door')).id;
  server = fastify();
  await server.register(intakeRoutes, { intake, actorOf: () => Promise.resolve(curator) });
  base = await server.listen({ port: 0, host: '127.0.0.1' });
  dimse = await startDimseServer({
    host: '127.0.0.1',
    port: 0,
    tls: null,
    door: intake.objectDoor,
    maxObjectBytes: 16 * 1024 * 1024,
    onEnd: () => undefined,
    onFault: (error) => {
      throw error;
    },
  });
  folder = mkdtempSync(join(tmpdir(), 'pesscara-bad-'));
  return async () => {
    await dimse.close(1000);
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  };
});
afterAll(() => hub.close());

const instance = (): string => `1.2.9.${String(++count)}`;
const image = (uid = instance(), text: Record<string, string> = {}): Buffer =>
  Buffer.from(dicomImage({ study: '1.2.9', series: '1.2.9.0', instance: uid, text }));
/** File Meta Information, and what follows it. */
const parts = (file: Buffer): readonly [Buffer, Buffer] => {
  const at = 144 + file.readUInt32LE(140);
  return [file.subarray(0, at), file.subarray(at)];
};
const element = (tag: string, vr: string, length: number, value: Uint8Array = Buffer.alloc(0)): Buffer => {
  const head = Buffer.alloc(12);
  head.writeUInt16LE(Number.parseInt(tag.slice(0, 4), 16), 0);
  head.writeUInt16LE(Number.parseInt(tag.slice(4), 16), 2);
  head.write(vr, 4, 'latin1');
  head.writeUInt32LE(length, 8);
  return Buffer.concat([head, value]);
};
/** Sequences within sequences, of undefined length. */
const nested = (depth: number): Buffer =>
  Buffer.concat(
    Array.from({ length: depth }, () =>
      Buffer.concat([element('00081140', 'SQ', 0xffffffff), Buffer.from('feff00e0ffffffff', 'hex')]),
    ),
  );

/** Makes the data set of a good image (without what is behind the identifying group) bad. */
const items: readonly (readonly [string, (dataset: Buffer) => Buffer, RegExp])[] = [
  ['cut off in the pixels', (good) => good.subarray(0, -50), /ends inside \(7FE0,0010\)/],
  ['cut off in a header', (good) => good.subarray(0, 13), /ends inside/],
  [
    'a length of 4 GB',
    (good) => Buffer.concat([good, element('7FE10010', 'OB', 0xfffffffe)]),
    /ends inside \(7FE1,0010\)/,
  ],
  [
    'a length beyond the end',
    (good) => Buffer.concat([good, element('7FE10010', 'UN', 1000, Buffer.alloc(3, 1))]),
    /ends inside/,
  ],
  ['nested too deep', (good) => Buffer.concat([good.subarray(0, 0), nested(100), good]), /deep|nested|levels|within/i],
  ['nested a hundred thousand deep', (good) => Buffer.concat([nested(100_000), good]), /deep|nested|levels|within/i],
  ['no data set', () => Buffer.from('no data set at all, but some text'), /not readable as DICOM|no valid/],
  [
    'a path as its UID',
    (good) =>
      Buffer.from(
        good.toString('latin1').replace(/1\.2\.9\.\d+/, (uid) => '../../'.padEnd(uid.length, 'x').slice(0, uid.length)),
        'latin1',
      ),
    /no valid SOP Instance UID/,
  ],
];

/** What each door says of an object; null: it took it. */
const doors: Readonly<Record<string, (file: Buffer) => Promise<string | null>>> = {
  upload: async (file) => {
    const answer = await intake.receiveDelivery(curator, ingestionId, `${instance()}.dcm`, streamOf(file));
    return 'file' in answer && answer.file.outcome === 'REFUSED' ? (answer.file.reason ?? '') : null;
  },
  'upload of a ZIP': async (file) => {
    const chunks: Uint8Array[] = [];
    const packed = makeZip([{ name: 'a.dcm', input: file }]) as unknown as AsyncIterable<Uint8Array>;
    for await (const chunk of packed) chunks.push(chunk);
    const answer = await intake.receiveDelivery(
      curator,
      ingestionId,
      `${instance()}.zip`,
      streamOf(Buffer.concat(chunks)),
    );
    const [member] = 'members' in answer ? answer.members : [];
    return member?.outcome === 'REFUSED' ? (member.reason ?? '') : null;
  },
  'DICOMweb store': async (file) => {
    const reply = await fetch(`${base}/dicom-web/pools/${projectId}/door/studies`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/related; type="application/dicom"; boundary=b' },
      body: Buffer.concat([...writeMultipart([{ contentType: 'application/dicom', body: file }], 'b')]),
    });
    const body = (await reply.json()) as Record<string, { Value?: unknown[] }>;
    if (reply.status === 200) return null;
    expect(reply.status).toBe(409);
    return JSON.stringify(body['00081198']);
  },
  DIMSE: async (file) => {
    await using sender = await RawSender.associate(dimse.port);
    const found = /1\.2\.9\.\d+/.exec(file.toString('latin1'))?.[0];
    const status = await sender.store(found ?? '1.2.9.9', parts(file)[1], { sopClass: mrStorage });
    return status === 0 ? null : status.toString(16);
  },
  'a watched folder': async (file) => {
    const name = `${instance()}.dcm`;
    writeFileSync(join(folder, name), file);
    const taken: string[] = [];
    const watched = new WatchedFolder({
      folder,
      settleMs: 0,
      send: (path) => sendFile(new HubClient(base, 'token'), `/intake/${ingestionId}/files`, folder, path),
      onTaken: (_file, state) => taken.push(state),
      onTrouble: (what) => {
        throw new Error(what);
      },
    });
    const { signal } = new AbortController();
    await watched.look(signal);
    await watched.look(signal);
    expect(taken).toHaveLength(1);
    return taken[0] === 'refused' ? 'refused' : null;
  },
};

describe.each(Object.entries(doors))('through %s', (_door, send) => {
  it.each(items)('%s is kept aside with its reason, and the next good image is taken', async (_name, spoil, reason) => {
    const before = process.memoryUsage().rss;
    const [meta, dataset] = parts(image());
    const bad = Buffer.concat([meta, spoil(dataset)]);
    expect(await send(bad)).not.toBeNull();
    const { items: refused } = await intake.refusedFiles(manager, projectId, 10);
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatch(reason);
    expect(refused[0]?.originalObject).not.toBeNull();
    expect(await send(image())).toBeNull();
    expect(process.memoryUsage().rss - before).toBeLessThan(400 * 1024 * 1024);
  });

  it('other content under the same SOP Instance UID is refused and kept aside', async () => {
    const uid = instance();
    expect(await send(image(uid))).toBeNull();
    expect(await send(image(uid, { PatientID: 'another' }))).not.toBeNull();
    const { items: refused } = await intake.refusedFiles(manager, projectId, 10);
    expect(refused.map(({ reason, originalObject }) => [reason, originalObject === null])).toEqual([
      [expect.stringContaining('other content under this SOP Instance UID'), false],
    ]);
  });

  it('a mix of character sets that nobody knows is taken as it is', async () => {
    const odd = image(instance(), {
      PatientName: 'M\u00fcller^\u5c71\u7530',
      SpecificCharacterSet: 'ISO 2022 IR 999\\GB18030',
    });
    expect(await send(odd)).toBeNull();
    await hub.drain(intake);
    const [row] = await hub.rows<{ state: string }>('SELECT state FROM received_file');
    expect(row?.state).toBe('QUARANTINED');
  });
});

it(
  'bytes changed anywhere end in quarantine or refused with a reason, and nothing is left waiting',
  { timeout: 120_000 },
  async () => {
    const good = image();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 12 }),
        fc.nat(good.length),
        async (changes, cut) => {
          const bytes = Buffer.from(good);
          for (const [at, value] of changes) bytes[at] = value;
          await doors['upload']?.(changes.length % 3 === 0 ? bytes.subarray(0, cut) : bytes);
        },
      ),
      { numRuns: 60 },
    );
    await hub.drain(intake);
    const rows = await hub.rows<{ state: string; reason: string | null }>('SELECT state, reason FROM received_file');
    for (const { state, reason } of rows) {
      expect(['QUARANTINED', 'REFUSED', 'DUPLICATE']).toContain(state);
      if (state === 'REFUSED') expect(reason).toBeTruthy();
    }
  },
);

it('an unknown transfer syntax is taken as it is, and waits for a reviewer', async () => {
  const odd = dicomImage({ study: '1.2.9', series: '1.2.9.0', instance: instance(), transferSyntaxUID: '1.2.3.4.5' });
  expect(await doors['upload']?.(Buffer.from(odd))).toBeNull();
  await hub.drain(intake);
  expect(await hub.rows('SELECT state FROM received_file')).toEqual([{ state: 'QUARANTINED' }]);
});

it('two patients in one study are two exams, each with a finding', async () => {
  for (const PatientID of ['one', 'two']) await doors['upload']?.(image(instance(), { PatientID }));
  await hub.drain(intake);
  const exams = await hub.rows<{ findings: { kind: string }[] }>('SELECT findings FROM quarantined_exam');
  expect(exams.map(({ findings }) => findings.map(({ kind }) => kind))).toEqual([
    ['MIXED_PATIENTS'],
    ['MIXED_PATIENTS'],
  ]);
});
