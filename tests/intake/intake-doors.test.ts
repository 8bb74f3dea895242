import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openDicomWebArchive } from '../../adapters/dicomweb/archive.ts';
import { writeMultipart } from '../../core/dicomweb/multipart.ts';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import { textOf } from '../../core/dicom/values.ts';
import { HubError } from '../../core/errors.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { anonymous } from '../../core/policy/policy.ts';
import { intakeRoutes } from '../../gateway/routes/intake.ts';
import { curator, manager, projectId, stranger, TestHub, viewer } from './hub.ts';
import { pydicomFile } from './pydicom-files.ts';

const maxFileBytes = 100_000;
const people = new Map([curator, manager, viewer, stranger].map((actor) => [`Bearer ${actor.username}`, actor]));
const logged: string[] = [];
let hub: TestHub;
let server: FastifyInstance | undefined;
let intake: IntakeUseCases;
let ingestionId: string;
let base: string;

beforeAll(async () => {
  hub = await TestHub.open(maxFileBytes);
});
beforeEach(async () => {
  await server?.close();
  await hub.reset();
  intake = hub.intake();
  await intake.createPool(manager, { projectId, name: 'door' });
  ingestionId = (await intake.startIngestion(curator, projectId, 'door')).id;
  server = fastify({ logger: { level: 'warn', stream: { write: (line: string) => void logged.push(line) } } });
  await server.register(intakeRoutes, {
    intake,
    maxFileBytes,
    actorOf: (authorization) => {
      if (authorization === undefined) return Promise.resolve(anonymous);
      const actor = people.get(authorization);
      return actor
        ? Promise.resolve(actor)
        : Promise.reject(new HubError('UNAUTHENTICATED', 'the access token is not good'));
    },
  });
  base = await server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(async () => {
  await server?.close();
  await hub.close();
});

const put = (name: string, body: Uint8Array, who: string | null = 'curator', id = ingestionId) =>
  fetch(`${base}/intake/${id}/files?name=${encodeURIComponent(name)}`, {
    method: 'PUT',
    body: Buffer.from(body),
    headers: who === null ? {} : { authorization: `Bearer ${who}` },
  });

describe('PUT /intake/:ingestionId/files', () => {
  it('answers what became of the file', async () => {
    const answer = await put('patient x/1.dcm', pydicomFile('CT_small.dcm'));
    expect(answer.status).toBe(200);
    const body = (await answer.json()) as { fileId: string };
    expect(body).toEqual({ outcome: 'RECEIVED', reason: null, fileId: expect.any(String) as string });
    expect(await (await put('patient x/1.dcm', pydicomFile('CT_small.dcm'))).json()).toEqual(body);
    expect(await (await put('2.dcm', pydicomFile('CT_small.dcm'))).json()).toMatchObject({ outcome: 'DUPLICATE' });
    expect(await (await put('3.dcm', new Uint8Array())).json()).toMatchObject({
      outcome: 'REFUSED',
      reason: 'empty file',
    });
    const { items } = await intake.filesOf(curator, ingestionId, null, 10);
    expect(items.map((file) => file.fileName)).toEqual(['patient x/1.dcm', '2.dcm', '3.dcm']);
  });

  it('refuses a file over the limit with 413, and the connection goes on', async () => {
    const answer = await put('big.dcm', new Uint8Array(maxFileBytes * 20));
    expect(answer.status).toBe(413);
    expect(await answer.json()).toMatchObject({ outcome: 'REFUSED', reason: 'larger than the limit of 100000 bytes' });
    expect((await put('a.dcm', pydicomFile('CT_small.dcm'))).status).toBe(200);
    expect((await intake.countsByIds(curator, [ingestionId])).get(ingestionId)).toMatchObject({
      refused: 1,
      received: 1,
    });
  });

  it('lets nobody in without right, and says why', async () => {
    const bytes = pydicomFile('CT_small.dcm');
    const answers = [
      put('a', bytes, null),
      put('a', bytes, 'nobody'),
      put('a', bytes, 'viewer'),
      put('a', bytes, 'stranger'),
    ];
    expect((await Promise.all(answers)).map((answer) => answer.status)).toEqual([401, 401, 403, 404]);
    expect((await put('a', bytes, 'curator', 'nonsense')).status).toBe(404);
    expect((await put('', bytes)).status).toBe(400);
    expect(await hub.objects()).toEqual([]);
  });

  it('logs no file name, also when the database fails', async () => {
    await hub.sql.script('ALTER TABLE received_file RENAME TO away');
    const answer = await put('DOE^JANE.dcm', pydicomFile('CT_small.dcm'));
    await hub.sql.script('ALTER TABLE away RENAME TO received_file');
    expect(answer.status).toBe(500);
    expect(await answer.text()).not.toContain('received_file');
    expect(logged.join('')).toContain('a fault at the intake door');
    expect(logged.join('')).not.toContain('DOE');
  });
});

describe('POST /dicom-web/pools/:project/:pool/studies', () => {
  const post = (
    parts: readonly Uint8Array[],
    who: string | null = 'curator',
    options: { type?: string; path?: string } = {},
  ) => {
    const body = Buffer.concat([
      ...writeMultipart(
        parts.map((part) => ({ contentType: 'application/dicom', body: part })),
        'b',
      ),
    ]);
    const type = options.type ?? 'multipart/related; type="application/dicom"; boundary=b';
    return fetch(`${base}/dicom-web/pools/${options.path ?? 'glioma/door/studies'}`, {
      method: 'POST',
      body,
      headers: { 'content-type': type, ...(who === null ? {} : { authorization: `Bearer ${who}` }) },
    });
  };
  const uidOf = (bytes: Uint8Array) => textOf(readDicom(bytes).dataset, 'SOPInstanceUID');
  const [ct, mr, truncated] = ['CT_small.dcm', 'MR_small.dcm', 'MR_truncated.dcm'].map(pydicomFile) as [
    Buffer,
    Buffer,
    Buffer,
  ];

  it('answers 200 with what was stored, and again for the same', async () => {
    for (const time of ['first', 'second']) {
      const answer = await post([ct, mr]);
      expect(answer.status, time).toBe(200);
      expect(answer.headers.get('content-type')).toContain('application/dicom+json');
      const body = (await answer.json()) as Record<string, { Value: { '00081155': { Value: string[] } }[] }>;
      expect(body['00081199']?.Value.map((item) => item['00081155'].Value[0])).toEqual([uidOf(ct), uidOf(mr)]);
      expect(body['00081198']).toBeUndefined();
    }
    const ingestions = await hub.rows(`SELECT started_by FROM ingestion ORDER BY started_at`);
    expect(ingestions).toHaveLength(2);
  });

  it('takes what dicomweb-client sends with a token', async () => {
    const url = `${base}/dicom-web/pools/glioma/door`;
    const archive = openDicomWebArchive({ id: projectId, name: 'door', url, token: 'curator' });
    const result = await archive.store([ct, mr, truncated], new AbortController().signal);
    expect(result.stored).toEqual([uidOf(ct), uidOf(mr)]);
    expect(await hub.drain(intake)).toBe(1);
    expect(await hub.rows(`SELECT state, count(*)::int AS n FROM received_file GROUP BY 1 ORDER BY 1`)).toEqual([
      { state: 'QUARANTINED', n: 2 },
      { state: 'REFUSED', n: 1 },
    ]);
  });

  it('answers 202 when some, and 409 when none could be stored', async () => {
    const some = await post([ct, truncated]);
    expect(some.status).toBe(202);
    expect(await some.json()).toMatchObject({ '00081198': { Value: [{ '00081197': { vr: 'US', Value: [0xc000] } }] } });
    expect((await post([truncated])).status).toBe(409);
    const changed = Uint8Array.from(ct);
    changed[changed.length - 200] = (changed.at(-200) ?? 0) ^ 1;
    const conflict = await post([changed]);
    expect(conflict.status).toBe(409);
    expect(await conflict.json()).toMatchObject({ '00081198': { Value: [{ '00081197': { Value: [0x0111] } }] } });
    const otherStudy = await post([mr], 'curator', { path: 'glioma/door/studies/1.2.3' });
    expect(await otherStudy.json()).toMatchObject({ '00081198': { Value: [{ '00081197': { Value: [0xa900] } }] } });
  });

  it('takes bytes that it refused for how they were sent, or for what was there, once that is right', async () => {
    for (let time = 0; time < 2; time++) {
      expect((await post([mr], 'curator', { path: 'glioma/door/studies/1.2.3' })).status).toBe(409);
    }
    expect((await post([mr])).status).toBe(200);
    const changed = Uint8Array.from(mr);
    changed[changed.length - 200] = (changed.at(-200) ?? 0) ^ 1;
    expect((await post([changed])).status).toBe(409);
    await hub.sql.script(`UPDATE received_file SET state = 'REJECTED' WHERE state = 'RECEIVED'`);
    expect((await post([changed])).status).toBe(200);
    expect(await hub.rows(`SELECT state, count(*)::int AS n FROM received_file GROUP BY 1 ORDER BY 1`)).toEqual([
      { state: 'RECEIVED', n: 1 },
      { state: 'REFUSED', n: 2 },
      { state: 'REJECTED', n: 1 },
    ]);
  });

  it('takes an object that came under a wrong name before', async () => {
    const sent = { sopClassUID: textOf(readDicom(mr).dataset, 'SOPClassUID') ?? '', sopInstanceUID: uidOf(mr) ?? '' };
    const receive = (sopInstanceUID: string) =>
      intake.receiveInstance(curator, ingestionId, mr, null, { ...sent, sopInstanceUID });
    const wrong = await receive('1.2.3');
    expect(wrong).toMatchObject({ outcome: 'REFUSED', instance: sent });
    expect(await receive('1.2.3')).toEqual(wrong);
    expect(await receive(sent.sopInstanceUID)).toMatchObject({ outcome: 'RECEIVED', reason: null, instance: sent });
    expect(await receive('1.2.3')).toEqual(wrong);
  });

  it('answers 415, 400, 413, 401, 403 and 404', async () => {
    expect((await post([ct], 'curator', { type: 'application/dicom' })).status).toBe(415);
    expect(
      (await post([ct], 'curator', { type: 'multipart/related; type="application/dicom+json"; boundary=b' })).status,
    ).toBe(415);
    expect(
      (await post([ct], 'curator', { type: 'multipart/related; type="application/dicom"; boundary=c' })).status,
    ).toBe(400);
    expect((await post([new Uint8Array(maxFileBytes + 1)])).status).toBe(413);
    expect((await post([ct], null)).status).toBe(401);
    expect((await post([ct], 'viewer')).status).toBe(403);
    expect((await post([ct], 'stranger')).status).toBe(404);
    expect((await post([ct], 'curator', { path: 'glioma/other/studies' })).status).toBe(404);
    expect((await post([ct], 'curator', { path: 'unknown/door/studies' })).status).toBe(404);
    expect((await post([ct], 'curator', { path: 'glioma/%00/studies' })).status).toBe(404);
    expect((await post([ct], 'curator', { type: ';;;=' })).status).toBe(415);
  });
});
