import { mkdtemp, readdir, readFile, rm, symlink, writeFile, mkdir } from 'node:fs/promises';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';
import { deflateRawSync } from 'node:zlib';
import { decode as decodePng } from 'fast-png';
import { decode as decodeJpeg } from 'jpeg-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startSite } from '../cli/wire-site.ts';
import type { DicomJson } from '../core/dicom/dicom-json.ts';
import { parseMediaType, parseMultipart, writeMultipart } from '../core/dicomweb/multipart.ts';
import { dicomImage } from '../tests/support/dicom-image.ts';
import type { RunningSite } from './serve-site.ts';

const pydicom = join(import.meta.dirname, '../tests/data/pydicom');

/** Two studies: 1.1 with series 1.1.1 (three images, one of three frames) and 1.1.2 (one), 1.2 with one image. */
const files: Readonly<Record<string, Uint8Array>> = {
  'one/a.dcm': dicomImage({
    study: '1.1',
    series: '1.1.1',
    instance: '1.1.1.1',
    text: { InstanceNumber: '2', SeriesNumber: '1', StudyTime: '101500' },
  }),
  'one/b.dcm': dicomImage({
    study: '1.1',
    series: '1.1.1',
    instance: '1.1.1.2',
    text: { InstanceNumber: '1', SeriesNumber: '1', StudyTime: '101500' },
  }),
  'one/c.dcm': dicomImage({
    study: '1.1',
    series: '1.1.1',
    instance: '1.1.1.3',
    frames: 3,
    text: { InstanceNumber: '3', SeriesNumber: '1', StudyTime: '101500' },
  }),
  'one/copy of a.dcm': dicomImage({
    study: '1.1',
    series: '1.1.1',
    instance: '1.1.1.1',
    text: { InstanceNumber: '9', StudyTime: '101500' },
  }),
  'two/d': dicomImage({
    study: '1.1',
    series: '1.1.2',
    instance: '1.1.2.1',
    text: { Modality: 'SEG', SeriesNumber: '2', PatientName: 'Buc^Jérôme', StudyTime: '101500' },
  }),
  'two/e': dicomImage({
    study: '1.2',
    series: '1.2.1',
    instance: '1.2.1.1',
    transferSyntaxUID: '1.2.840.10008.1.2.2',
    text: { StudyDate: '20251231', PatientID: 'R-0002', PatientName: 'Yamada^Tarou' },
  }),
  'notes.txt': Buffer.from('no image'),
  'empty.dcm': new Uint8Array(),
};

let folder: string;
let site: RunningSite;
const get = (path: string, headers: Record<string, string> = {}) => fetch(site.url + path, { headers });
const search = async (path: string) => {
  const reply = await get(path);
  return reply.status === 204 ? [] : ((await reply.json()) as DicomJson[]);
};
const valuesOf = (items: readonly DicomJson[], tag: string) => items.map((item) => item[tag]?.Value?.[0]);
const partsOf = async (reply: Response) => {
  const boundary = parseMediaType(reply.headers.get('content-type') ?? '').parameters.get('boundary') ?? '';
  const parts = [];
  for await (const part of parseMultipart(reply.body as unknown as AsyncIterable<Uint8Array>, boundary, {
    maxPartBytes: 1e9,
  }))
    parts.push(part);
  return parts;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pesscara-site-'));
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(join(folder, name, '..'), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  site = await startSite({ folder, host: '127.0.0.1', port: 0, token: null });
});
afterAll(async () => {
  await site.close(1000);
  await rm(folder, { recursive: true, force: true });
});

describe('search', () => {
  test('answers all studies, newest first, with the keys that the standard requires', async () => {
    const found = await search('/studies');
    expect(valuesOf(found, '0020000D')).toEqual(['1.2', '1.1']);
    expect(found[1]).toMatchObject({
      '00080020': { vr: 'DA', Value: ['20240105'] },
      '00080050': { vr: 'SH' },
      '00080056': { vr: 'CS', Value: ['ONLINE'] },
      '00080061': { vr: 'CS', Value: ['MR', 'SEG'] },
      '00081190': { vr: 'UR', Value: [`${site.url}/studies/1.1`] },
      '00100020': { vr: 'LO', Value: ['R-0001'] },
      '00201206': { vr: 'IS', Value: [2] },
      '00201208': { vr: 'IS', Value: [4] },
    });
  });

  test('answers the same at the root', async () => {
    const reply = await fetch(`${site.url.replace('/dicom-web', '')}/studies`);
    expect(valuesOf((await reply.json()) as DicomJson[], '0020000D')).toEqual(['1.2', '1.1']);
  });

  test.each([
    ['/studies/1.1/series', '0020000E', ['1.1.1', '1.1.2']],
    ['/series', '0020000E', ['1.2.1', '1.1.1', '1.1.2']],
    ['/series?StudyInstanceUID=1.2', '0020000E', ['1.2.1']],
    ['/studies/1.1/instances', '00080018', ['1.1.1.2', '1.1.1.1', '1.1.1.3', '1.1.2.1']],
    ['/studies/1.1/series/1.1.1/instances', '00080018', ['1.1.1.2', '1.1.1.1', '1.1.1.3']],
    ['/instances?limit=2', '00080018', ['1.2.1.1', '1.1.1.2']],
    ['/instances?limit=2&offset=3', '00080018', ['1.1.1.3', '1.1.2.1']],
    ['/studies/9.9/series', '0020000E', []],
    ['/studies?PatientID=R-0002', '0020000D', ['1.2']],
    ['/studies?00100020=R-000*', '0020000D', ['1.2', '1.1']],
    ['/studies?PatientID=r-0002', '0020000D', []],
    ['/studies?PatientID=R-000%3F', '0020000D', ['1.2', '1.1']],
    ['/studies?PatientID=', '0020000D', ['1.2', '1.1']],
    ['/studies?StudyInstanceUID=1.2,1.1,7.7', '0020000D', ['1.2', '1.1']],
    ['/studies?StudyInstanceUID=1.1%5C1.2', '0020000D', ['1.2', '1.1']],
    ['/studies?StudyDate=20240105', '0020000D', ['1.1']],
    ['/studies?StudyDate=20240106-', '0020000D', ['1.2']],
    ['/studies?StudyDate=-20240105', '0020000D', ['1.1']],
    ['/studies?StudyDate=20240101-20251231', '0020000D', ['1.2', '1.1']],
    ['/studies?StudyTime=10-11', '0020000D', ['1.1']],
    ['/studies?ModalitiesInStudy=SEG', '0020000D', ['1.1']],
    ['/studies?Modality=SEG', '0020000D', ['1.1']],
    ['/studies?Modality=SEG&SeriesNumber=1', '0020000D', []],
    ['/studies?SOPInstanceUID=1.1.2.1', '0020000D', ['1.1']],
    ['/studies?NumberOfStudyRelatedInstances=4', '0020000D', ['1.1']],
    ['/series?NumberOfSeriesRelatedInstances=3', '0020000E', ['1.1.1']],
    ['/instances?NumberOfFrames=3', '00080018', ['1.1.1.3']],
    ['/instances?BitsStored=12&InstanceNumber=2', '00080018', ['1.1.1.1']],
    ['/series?PatientName=yamada%5Etarou', '0020000E', ['1.2.1']],
    ['/studies?PatientName=tarou&fuzzymatching=true', '0020000D', ['1.2']],
    ['/studies?PatientName=tarou', '0020000D', []],
  ])('%s', async (path, tag, expected) => {
    expect(valuesOf(await search(path), tag)).toEqual(expected);
  });

  test('answers 204 without a body when nothing matches', async () => {
    const reply = await get('/studies?PatientID=nobody');
    expect([reply.status, await reply.text()]).toEqual([204, '']);
  });

  test('says how many match in all, beside a page of them', async () => {
    const reply = await get('/instances?limit=1');
    expect(reply.headers.get('x-total-count')).toBe('5');
    expect(await reply.json()).toHaveLength(1);
  });

  test('includes fields that are asked for, by keyword, tag or all', async () => {
    expect((await search('/instances?SOPInstanceUID=1.1.1.1'))[0]).not.toHaveProperty('00280101');
    expect((await search('/instances?SOPInstanceUID=1.1.1.1&includefield=BitsStored,00280102'))[0]).toMatchObject({
      '00280101': { vr: 'US', Value: [12] },
      '00280102': { vr: 'US', Value: [11] },
    });
    expect((await search('/instances?SOPInstanceUID=1.1.1.1&includefield=all'))[0]).toHaveProperty('00200013');
  });

  test('warns of parameters that it does not know, and answers the rest', async () => {
    const reply = await get('/studies?PatientID=R-0001&colour=red&includefield=Nonsense');
    expect(reply.headers.get('warning')).toMatch(/^299 .*colour, includefield=Nonsense/);
    expect(await reply.json()).toHaveLength(1);
  });

  test.each([
    '/studies?limit=-1',
    '/studies?offset=x',
    '/studies?fuzzymatching=maybe',
    '/studies?StudyDate=yesterday',
    '/studies?StudyInstanceUID=1.2%20OR',
    '/studies/not-a-uid/series',
  ])('answers 400 to %s', async (path) => {
    expect((await get(path)).status).toBe(400);
  });

  test.each([
    ['StudyDate', '20241301'],
    ['00080020', '20240230'],
    ['StudyTime', '2500'],
    ['SeriesNumber', 'first'],
  ])('says of %s=%s that it can not be one', async (name, value) => {
    const reply = await get(`/instances?${name}=${value}`);
    expect([reply.status, await reply.json()]).toEqual([
      400,
      { code: 'BAD_USER_INPUT', message: expect.stringMatching(`^${name}: expected .*, got "${value}"$`) as string },
    ]);
  });

  test('answers 406 to a client that takes XML alone', async () => {
    expect((await get('/studies', { accept: 'application/dicom+xml' })).status).toBe(406);
  });
});

describe('retrieve', () => {
  const instance = '/studies/1.1/series/1.1.1/instances/1.1.1.1';

  test.each([
    ['/studies/1.1', 4],
    ['/studies/1.1/series/1.1.1', 3],
    [instance, 1],
  ])('%s comes as multipart of the files as they are', async (path, count) => {
    const parts = await partsOf(await get(path));
    expect(parts).toHaveLength(count);
    for (const part of parts) {
      expect(part.headers.get('content-type')).toBe('application/dicom; transfer-syntax=1.2.840.10008.1.2.1');
      expect(Object.values(files).some((bytes) => Buffer.compare(bytes, part.body) === 0)).toBe(true);
    }
  });

  test('a series tells its length before it comes, and its head alone to who asks for that', async () => {
    const path = '/studies/1.1/series/1.1.1';
    const reply = await get(path);
    const length = Number(reply.headers.get('content-length'));
    expect((await reply.arrayBuffer()).byteLength).toBe(length);
    const head = await fetch(site.url + path, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(Number(head.headers.get('content-length'))).toBe(length);
  });

  test('many at once, some of whom go before the end, each get what they asked for', async () => {
    const leave = async () => {
      const stopped = new AbortController();
      const reply = await fetch(`${site.url}/studies/1.1`, { signal: stopped.signal });
      await reply.body?.getReader().read();
      stopped.abort();
    };
    const stay = async () => {
      const bodies = (await partsOf(await get('/studies/1.1'))).map(({ body }) => Buffer.from(body));
      const sent = ['one/b.dcm', 'one/a.dcm', 'one/c.dcm', 'two/d'].map((name) => Buffer.from(files[name] ?? []));
      expect(bodies).toEqual(sent);
    };
    await Promise.all(Array.from({ length: 20 }, (_, n) => (n % 2 === 0 ? stay() : leave())));
  });

  test('an instance comes as a single part to who wants that', async () => {
    const reply = await get(instance, { accept: 'application/dicom' });
    expect(reply.headers.get('content-type')).toMatch(/^application\/dicom; transfer-syntax=/);
    expect(Buffer.compare(Buffer.from(await reply.arrayBuffer()), files['one/a.dcm'] ?? new Uint8Array())).toBe(0);
  });

  test.each([
    ['multipart/related; type="application/dicom"; transfer-syntax=*', 200],
    ['multipart/related; type="application/dicom"; transfer-syntax=1.2.840.10008.1.2.1', 200],
    ['multipart/related; type="application/dicom"; transfer-syntax=1.2.840.10008.1.2.4.90', 406],
    [
      'multipart/related; type="application/dicom"; transfer-syntax=1.2.840.10008.1.2.4.90, multipart/related; type="application/dicom"; transfer-syntax=*',
      200,
    ],
    ['multipart/related; type="application/octet-stream"', 406],
    ['image/jpeg', 406],
    ['*/*', 200],
    ['multipart/related', 200],
  ])('to Accept: %s the answer is %i', async (accept, status) => {
    const reply = await get(instance, { accept });
    await reply.arrayBuffer();
    expect(reply.status).toBe(status);
  });

  test('metadata names where pixels are, and they are there', async () => {
    const [metadata] = (await (await get(`${instance}/metadata`)).json()) as DicomJson[];
    expect(metadata?.['00280010']).toEqual({ vr: 'US', Value: [8] });
    const address = metadata?.['7FE00010']?.BulkDataURI;
    expect(address).toBe(`${site.url}${instance}/bulkdata/7FE00010`);
    const [part] = await partsOf(await fetch(address ?? ''));
    expect(part?.body.byteLength).toBe(128);
    expect((await (await get('/studies/1.1/metadata')).json()) as DicomJson[]).toHaveLength(4);
  });

  test('metadata leads back here also for who leaves the port out of Host', async () => {
    const url = new URL(`${site.url}${instance}/metadata`);
    const reply = await new Promise<IncomingMessage>((resolve, reject) => {
      httpGet(url, { headers: { host: url.hostname } }, resolve).on('error', reject);
    });
    const [metadata] = (await json(reply)) as DicomJson[];
    expect(metadata?.['7FE00010']?.BulkDataURI).toBe(`${site.url}${instance}/bulkdata/7FE00010`);
  });

  test('frames come one a part, decoded to little endian', async () => {
    const parts = await partsOf(await get('/studies/1.1/series/1.1.1/instances/1.1.1.3/frames/3,1'));
    const first = Buffer.from(Uint16Array.from({ length: 64 }, (_, index) => (index * 37) % 4096).buffer);
    expect(parts.map((part) => part.body.byteLength)).toEqual([128, 128]);
    expect(Buffer.compare(parts[1]?.body ?? new Uint8Array(), first)).toBe(0);
    const [swapped] = await partsOf(await get('/studies/1.2/series/1.2.1/instances/1.2.1.1/frames/1'));
    expect(Buffer.compare(swapped?.body ?? new Uint8Array(), first)).toBe(0);
  });

  test.each([
    ['/studies/9', 404],
    ['/studies/1.1/series/9', 404],
    ['/studies/1.1/series/1.1.2/instances/1.1.1.1', 404],
    ['/studies/1.2/series/1.1.1/instances/1.1.1.1/metadata', 404],
    [`${instance}/frames/2`, 404],
    [`${instance}/frames/0`, 400],
    [`${instance}/frames/1,x`, 400],
    [`${instance}/bulkdata/00420011`, 404],
    [`${instance}/bulkdata/..%2f..%2fnotes.txt`, 400],
    ['/studies/..%2f..%2fetc/metadata', 400],
    ['/studies/1.1/series/1.1.1/instances/..%2f..%2fnotes.txt', 400],
    ['/../../../../etc/passwd', 404],
    ['/studies/1.1/nonsense', 404],
  ])('%s answers %i', async (path, status) => {
    expect((await get(path)).status).toBe(status);
  });

  test('a picture is a JPEG, or a PNG for who wants that, within the viewport', async () => {
    const jpeg = decodeJpeg(Buffer.from(await (await get(`${instance}/rendered`)).arrayBuffer()));
    expect([jpeg.width, jpeg.height]).toEqual([8, 8]);
    const reply = await get(`${instance}/rendered?viewport=4,4&window=2048,4096,linear`, { accept: 'image/png' });
    expect(reply.headers.get('content-type')).toBe('image/png');
    const png = decodePng(new Uint8Array(await reply.arrayBuffer()));
    expect([png.width, png.height, png.channels]).toEqual([4, 4, 1]);
    // Mean of pixels 0, 1, 8, 9, of which pixel n is 37 n: 166.5 of 4096.
    expect(png.data[0]).toBe(10);
    expect((await get('/studies/1.1/thumbnail')).headers.get('content-type')).toBe('image/jpeg');
  });

  test('a viewport with a region shows that part of the image, mirrored where it says so', async () => {
    const pixels = async (query: string) => {
      const reply = await get(`${instance}/rendered?window=2048,4096,linear&${query}`, { accept: 'image/png' });
      const { width, height, data } = decodePng(new Uint8Array(await reply.arrayBuffer()));
      return { width, height, data: [...data] };
    };
    const whole = (await pixels('viewport=8,8')).data;
    const at = (...places: readonly (readonly [number, number])[]) => places.map(([x, y]) => whole[y * 8 + x]);
    expect(await pixels('viewport=8,8,2,1,2,1')).toEqual({ width: 2, height: 1, data: at([2, 1], [3, 1]) });
    expect(await pixels('viewport=8,8,2,1,-2,2')).toMatchObject({ data: at([3, 1], [2, 1], [3, 2], [2, 2]) });
    expect(await pixels('viewport=8,8,,7')).toMatchObject({ width: 8, height: 1 });
    const beyond = await get(`${instance}/rendered?viewport=8,8,8,0`);
    expect([beyond.status, await beyond.json()]).toMatchObject([400, { code: 'BAD_USER_INPUT' }]);
  });

  test('a study or series is rendered as a multipart of a picture for each frame', async () => {
    for (const [path, count] of [
      ['/studies/1.1/rendered', 6],
      ['/studies/1.1/series/1.1.1/rendered?viewport=4,4', 5],
    ] as const) {
      const reply = await get(path, { accept: 'multipart/related; type="image/png"' });
      expect(reply.headers.get('content-type')).toMatch(/^multipart\/related; type="image\/png"/);
      const parts = await partsOf(reply);
      expect(parts).toHaveLength(count);
      expect(decodePng(parts[0]?.body ?? new Uint8Array()).width).toBe(count === 5 ? 4 : 8);
    }
    expect((await get('/studies/1.1/rendered')).headers.get('content-type')).toContain('type="image/jpeg"');
    expect((await get('/studies/1.1/rendered', { accept: 'image/jpeg' })).status).toBe(406);
    expect((await get('/studies/9/rendered')).status).toBe(404);
  });

  test.each([
    ['window=1', 400],
    ['window=1,0,linear', 400],
    ['window=1,2,spiral', 400],
    ['quality=0', 400],
    ['viewport=0,10', 400],
    ['viewport=1e9,1', 400],
    ['viewport=4,4,-1,0', 400],
    ['viewport=4,4,0,0,0,1', 400],
    ['viewport=4,4,0,0,1,1,1', 400],
    ['viewport=,4', 200],
  ])('rendered?%s answers %i', async (query, status) => {
    expect((await get(`${instance}/rendered?${query}`)).status).toBe(status);
  });
});

describe('store', () => {
  const image = (instance: string, study = '5.1', rows = 8) =>
    dicomImage({ study, series: `${study}.1`, instance, size: rows });
  const body = (parts: readonly Uint8Array[], contentType = 'application/dicom') =>
    Buffer.concat([
      ...writeMultipart(
        parts.map((bytes) => ({ contentType, body: bytes })),
        'x',
      ),
    ]);
  const post = (
    content: Uint8Array | ReadableStream,
    path = '/studies',
    type = 'multipart/related; type="application/dicom"; boundary=x',
  ) =>
    fetch(site.url + path, {
      method: 'POST',
      headers: { 'content-type': type },
      body: content,
      ...(content instanceof ReadableStream && { duplex: 'half' }),
    });
  const answer = async (reply: Response) => {
    const json = (await reply.json()) as DicomJson;
    const items = (tag: string) => (json[tag]?.Value ?? []) as readonly DicomJson[];
    return {
      status: reply.status,
      stored: valuesOf(items('00081199'), '00081155'),
      reasons: valuesOf(items('00081198'), '00081197'),
    };
  };

  test('stores, finds and gives back; the files are named by digests', async () => {
    const bytes = image('5.1.1.1');
    expect(await answer(await post(body([bytes])))).toEqual({ status: 200, stored: ['5.1.1.1'], reasons: [] });
    expect(valuesOf(await search('/studies/5.1/instances'), '00080018')).toEqual(['5.1.1.1']);
    const reply = await get('/studies/5.1/series/5.1.1/instances/5.1.1.1', { accept: 'application/dicom' });
    expect(Buffer.compare(Buffer.from(await reply.arrayBuffer()), bytes)).toBe(0);
    for (const name of await readdir(join(folder, 'stow'), { recursive: true }))
      expect(name).toMatch(/^(\.incoming|[0-9a-f]{16}(\/[0-9a-f]{32}\.dcm)?)$/);
  });

  test('takes the same content again, and refuses another under the same UID', async () => {
    await post(body([image('5.2.1.1', '5.2')]));
    expect(await answer(await post(body([image('5.2.1.1', '5.2')])))).toEqual({
      status: 200,
      stored: ['5.2.1.1'],
      reasons: [],
    });
    expect(await answer(await post(body([image('5.2.1.1', '5.2', 16)])))).toEqual({
      status: 409,
      stored: [],
      reasons: [0x0111],
    });
    expect(await answer(await post(body([image('1.1.1.1', '1.1')])))).toEqual({
      status: 409,
      stored: [],
      reasons: [0x0111],
    });
    expect(Buffer.compare(await readFile(join(folder, 'one/a.dcm')), files['one/a.dcm'] ?? new Uint8Array())).toBe(0);
  });

  test('one content wins when two are stored under one UID at the same time', async () => {
    const answers = await Promise.all(
      [8, 16, 24, 8].map(async (size) => answer(await post(body([image('5.3.1.1', '5.3', size)])))),
    );
    const [winner] = answers.filter(({ status }) => status === 200);
    expect(winner).toBeDefined();
    expect(answers.filter(({ status }) => status === 409).length).toBeGreaterThanOrEqual(2);
  });

  test('answers 202 when some could be stored, with the reason of each other', async () => {
    const whole = image('5.4.1.1', '5.4');
    const reply = await post(
      body([whole, Buffer.from('nonsense'), whole.subarray(0, whole.length - 20), image('5.9.1.1', '5.9')]),
      '/studies/5.4',
    );
    expect(await answer(reply)).toEqual({ status: 202, stored: ['5.4.1.1'], reasons: [0xc000, 0xc000, 0xa900] });
    expect(await search('/studies/5.9/instances')).toEqual([]);
  });

  test.each([
    ['JSON', 'application/json', 415],
    ['a multipart of JSON', 'multipart/related; type="application/dicom+json"; boundary=x', 415],
    ['no boundary', 'multipart/related; type="application/dicom"', 400],
    ['another boundary than the body has', 'multipart/related; type="application/dicom"; boundary=y', 400],
  ])('answers %s with its status', async (_, type, status) => {
    expect((await post(body([image('5.5.1.1')]), '/studies', type)).status).toBe(status);
  });

  test('answers 415 to parts of another type, and 400 to a body that ends early or holds none', async () => {
    expect((await post(body([image('5.5.1.1')], 'image/jpeg'))).status).toBe(415);
    expect((await post(body([image('5.5.1.1')]).subarray(0, 300))).status).toBe(400);
    expect((await post(Buffer.from('--x--'))).status).toBe(400);
  });

  test('a deflated file that swells to hundreds of megabytes is refused', async () => {
    const bomb = Buffer.concat([
      Buffer.alloc(128),
      Buffer.from('DICM'),
      Buffer.from([2, 0, 0x10, 0]),
      Buffer.from('UI'),
      Buffer.from([22, 0]),
      Buffer.from('1.2.840.10008.1.2.1.99'),
      deflateRawSync(Buffer.alloc(300 * 1024 * 1024)),
    ]);
    expect(bomb.length).toBeLessThan(1024 * 1024);
    expect(await answer(await post(body([bomb, bomb])))).toEqual({
      status: 409,
      stored: [],
      reasons: [0xc000, 0xc000],
    });
    expect((await get('/studies')).status).toBe(200);
  });

  test('no tag becomes a path', async () => {
    const before = await readdir(tmpdir());
    const bytes = Buffer.from(image('5.6.1.1', '5.6'));
    const evil = Buffer.from(bytes.toString('latin1').replaceAll('5.6.1.1', '../../x'), 'latin1');
    expect((await answer(await post(body([evil])))).status).toBe(409);
    expect((await readdir(tmpdir())).filter((name) => !before.includes(name) && name.startsWith('x'))).toEqual([]);
  });

  test('a body of ten thousand parts is answered, each with its reason', async () => {
    const parts = Array.from({ length: 10_000 }, () => Buffer.from('junk'));
    const { status, reasons } = await answer(await post(body(parts)));
    expect([status, reasons.length]).toEqual([409, 10_000]);
  });
});

describe('a site with limits', () => {
  test('cuts off a part, a request or a number of parts that is over them', async () => {
    const own = await mkdtemp(join(tmpdir(), 'pesscara-site-'));
    const limited = await startSite({
      folder: own,
      host: '127.0.0.1',
      port: 0,
      token: null,
      limits: { maxInstanceBytes: 10_000, maxRequestBytes: 30_000, maxParts: 3 },
    });
    try {
      const post = async (sizes: readonly number[]) => {
        const parts = sizes.map((size) => ({ contentType: 'application/dicom', body: Buffer.alloc(size, 1) }));
        const reply = await fetch(`${limited.url}/studies`, {
          method: 'POST',
          headers: { 'content-type': 'multipart/related; type="application/dicom"; boundary=x' },
          body: Buffer.concat([...writeMultipart(parts, 'x')]),
        });
        return reply.status;
      };
      expect(await post([10_001])).toBe(413);
      expect(await post([9000, 9000, 9000, 9000])).toBe(413);
      expect(await post([1, 1, 1, 1])).toBe(413);
      expect(await post([1, 1, 1])).toBe(409);
    } finally {
      await limited.close(0);
      await rm(own, { recursive: true, force: true });
    }
  });
});

describe('the folder', () => {
  test('counts what it leaves out, and serves the rest', async () => {
    const health = (await (await fetch(new URL('/health', site.url))).json()) as {
      unreadable: number;
      duplicates: number;
      unreadableFiles: { path: string }[];
    };
    expect(health).toMatchObject({ unreadable: 2, duplicates: 1 });
    expect(health.unreadableFiles.map((file) => file.path)).toEqual(['empty.dcm', 'notes.txt']);
  });

  test('shows a file that comes while it runs, and forgets one that goes', async () => {
    const path = join(folder, 'late.dcm');
    await writeFile(path, dicomImage({ study: '6.1', series: '6.1.1', instance: '6.1.1.1' }));
    await expect.poll(async () => (await get('/studies/6.1')).status, { timeout: 5000 }).toBe(200);
    await rm(path);
    expect((await get('/studies/6.1/series/6.1.1/instances/6.1.1.1/rendered')).status).toBe(404);
  });

  test('follows a link within the folder, and none that leads out of it', async () => {
    const own = await mkdtemp(join(tmpdir(), 'pesscara-site-'));
    await mkdir(join(own, 'inside/.store'), { recursive: true });
    await writeFile(join(own, 'outside.dcm'), dicomImage({ study: '7.1', series: '7.1.1', instance: '7.1.1.1' }));
    await writeFile(join(own, 'inside/.store/x'), dicomImage({ study: '7.2', series: '7.2.1', instance: '7.2.1.1' }));
    await symlink(join(own, 'outside.dcm'), join(own, 'inside/out.dcm'));
    await symlink('.store/x', join(own, 'inside/in.dcm'));
    const linked = await startSite({ folder: join(own, 'inside'), host: '127.0.0.1', port: 0, token: null });
    try {
      expect(valuesOf((await (await fetch(`${linked.url}/studies`)).json()) as DicomJson[], '0020000D')).toEqual([
        '7.2',
      ]);
    } finally {
      await linked.close(0);
      await rm(own, { recursive: true, force: true });
    }
  });
});

test("pydicom's folder of real files is served whole: what can be indexed is retrieved", async () => {
  const real = await startSite({ folder: pydicom, host: '127.0.0.1', port: 0, token: null });
  try {
    expect(real.health()).toMatchObject({ instances: 118, studies: 31 });
    const studies = (await (await fetch(`${real.url}/studies`)).json()) as DicomJson[];
    for (const uid of valuesOf(studies, '0020000D').filter((value) => typeof value === 'string')) {
      const reply = await fetch(`${real.url}/studies/${uid}`);
      const count = studies.find((study) => study['0020000D']?.Value?.[0] === uid)?.['00201208']?.Value?.[0];
      expect(await partsOf(reply)).toHaveLength(Number(count));
    }
  } finally {
    await real.close(0);
  }
});
