import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDicomWebArchive } from '../../adapters/dicomweb/archive.ts';
import type { DicomJson } from '../../core/dicom/dicom-json.ts';
import { parseMediaType, parseMultipart } from '../../core/dicomweb/multipart.ts';
import { textIn, uidTags } from '../../core/dicomweb/rows.ts';
import type { RunningSite } from '../../site/serve-site.ts';
import { dicomImage } from '../support/dicom-image.ts';
import { admin, alpha, ArchivesHub, beta, member, siteToken, stranger } from './hub.ts';

const image = (study: string, series: string, instance: string, text: Record<string, string> = {}) =>
  dicomImage({ study, series, instance, size: 32, text: { ...text, SeriesNumber: series.at(-1) ?? '' } });

/** Site `north` has 1.1 (two series) and 1.2; `south` 1.1 (one series) and 1.3; 1.4 is at `north`, and an exam of beta alone. */
const held = {
  north: [
    image('1.1', '1.1.1', '1.1.1.1', { StudyDate: '20240101' }),
    image('1.1', '1.1.1', '1.1.1.2', { StudyDate: '20240101' }),
    image('1.1', '1.1.2', '1.1.2.1', { StudyDate: '20240101', Modality: 'SEG' }),
    image('1.2', '1.2.1', '1.2.1.1', { StudyDate: '20250101' }),
    image('1.4', '1.4.1', '1.4.1.1'),
  ],
  south: [
    image('1.1', '1.1.1', '1.1.1.1', { StudyDate: '20240101' }),
    image('1.3', '1.3.1', '1.3.1.1', { StudyDate: '20260101', Modality: 'CT' }),
  ],
};

let hub: ArchivesHub;
let sites: { north: RunningSite; south: RunningSite };
let ids: { north: string; south: string };
const servers: Server[] = [];

beforeAll(async () => {
  hub = await ArchivesHub.open();
  sites = { north: await hub.startSite(), south: await hub.startSite() };
  for (const [name, site] of Object.entries(sites)) {
    const archive = openDicomWebArchive({ id: name, name, url: site.url, token: siteToken });
    await archive.store(held[name as keyof typeof held], AbortSignal.timeout(20_000));
  }
  ids = {
    north: await hub.addSite('north', sites.north.url, siteToken, alpha, beta),
    south: await hub.addSite('south', sites.south.url, siteToken, alpha),
  };
  for (const uid of ['1.1', '1.2', '1.3']) await hub.addExam(alpha, uid);
  await hub.addExam(beta, '1.4');
});
afterAll(async () => {
  await hub.close();
  for (const server of servers) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

const rowsOf = async (answer: Response) => (await answer.json()) as DicomJson[];
const uidsOf = async (answer: Response, tag: string = uidTags.study) =>
  (await rowsOf(answer)).map((row) => textIn(row, tag));

async function partsOf(answer: Response) {
  const { type, parameters } = parseMediaType(answer.headers.get('content-type') ?? '');
  expect(type).toBe('multipart/related');
  if (!answer.body) throw new Error('no body');
  const parts: { headers: ReadonlyMap<string, string>; body: Buffer }[] = [];
  for await (const { headers, body } of parseMultipart(answer.body, parameters.get('boundary') ?? '', {
    maxPartBytes: 1e9,
  }))
    parts.push({ headers, body: Buffer.from(body) });
  return parts;
}

/** A server that is no good archive. */
async function badArchive(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/dicom-web`;
}

async function withSite(name: string, url: string, use: () => Promise<void>): Promise<void> {
  const id = await hub.addSite(name, url, null, alpha);
  try {
    await use();
  } finally {
    await hub.sql.query('DELETE FROM pool WHERE site_id = $1', [id]);
    await hub.sql.query('DELETE FROM site WHERE id = $1', [id]);
  }
}

const retrieved = () =>
  hub.sql.query<{ actor: string; target: string; new_value: Record<string, unknown> }>(
    "SELECT actor, target, new_value FROM audit WHERE action = 'images.retrieved' ORDER BY sequence",
  );

describe('search', () => {
  test('all sites are one: duplicates merged, newest first, with addresses at the hub', async () => {
    const answer = await hub.ask('/studies');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/dicom+json');
    expect(answer.headers.get('x-total-count')).toBe('3');
    expect(answer.headers.get('warning')).toBeNull();
    const rows = await rowsOf(answer);
    expect(rows.map((row) => textIn(row, uidTags.study))).toEqual(['1.3', '1.2', '1.1']);
    expect(rows[2]).toMatchObject({
      '00080061': { Value: ['MR', 'SEG'] },
      '00201206': { Value: [2] },
      '00201208': { Value: [3] },
      '00081190': { Value: [`${hub.base}/studies/1.1`] },
    });
  });

  test('one site is asked by its name or id, and answers with addresses of its own door', async () => {
    for (const site of ['south', ids.south]) {
      const rows = await rowsOf(await hub.ask(`/sites/${site}/studies`));
      expect(rows.map((row) => textIn(row, '00081190'))).toEqual(
        ['1.3', '1.1'].map((uid) => `${hub.base}/sites/${site}/studies/${uid}`),
      );
    }
    expect((await hub.ask('/sites/east/studies')).status).toBe(404);
    expect((await hub.ask('/sites/south/studies', stranger)).status).toBe(404);
  });

  test('limit and offset page through the merged rows', async () => {
    const pages = [];
    for (const offset of [0, 1, 2, 3]) {
      const answer = await hub.ask(`/studies?limit=1&offset=${String(offset)}`);
      pages.push(answer.status === 204 ? [] : await uidsOf(answer));
    }
    expect(pages).toEqual([['1.3'], ['1.2'], ['1.1'], []]);
  });

  test('attributes match, includefield adds, and what is not known is said', async () => {
    expect(await uidsOf(await hub.ask('/studies?ModalitiesInStudy=CT'))).toEqual(['1.3']);
    expect(await uidsOf(await hub.ask('/studies?StudyDate=20240101-20250101'))).toEqual(['1.2', '1.1']);
    expect(await uidsOf(await hub.ask('/studies?StudyInstanceUID=1.1,1.4'))).toEqual(['1.1']);
    expect((await hub.ask('/studies?PatientID=none')).status).toBe(204);
    const [row] = await rowsOf(
      await hub.ask('/series?SeriesInstanceUID=1.1.2&includefield=SeriesDescription,00080080'),
    );
    expect(row?.['00080060']?.Value).toEqual(['SEG']);
    const odd = await hub.ask('/studies?colour=blue&fuzzymatching=true');
    expect(odd.headers.get('warning')).toMatch(/^299 pesscara "These .* colour", 299 pesscara "fuzzymatching/);
  });

  test('series and instances, of a study and of all', async () => {
    expect(await uidsOf(await hub.ask('/studies/1.1/series'), uidTags.series)).toEqual(['1.1.1', '1.1.2']);
    expect(await uidsOf(await hub.ask('/studies/1.1/series/1.1.1/instances'), uidTags.instance)).toEqual([
      '1.1.1.1',
      '1.1.1.2',
    ]);
    expect(await uidsOf(await hub.ask('/studies/1.1/instances'), uidTags.instance)).toHaveLength(3);
    expect(await uidsOf(await hub.ask('/series'), uidTags.series)).toEqual(['1.1.1', '1.1.2', '1.2.1', '1.3.1']);
    expect((await hub.ask('/studies/1.4/series')).status).toBe(204);
    expect((await hub.ask('/studies/9.9/series')).status).toBe(204);
  });

  test('what is no project of the caller is not there; administrators see all', async () => {
    expect((await hub.ask('/studies', stranger)).status).toBe(204);
    expect(await uidsOf(await hub.ask('/studies?StudyInstanceUID=1.4', admin))).toEqual(['1.4']);
    expect((await hub.ask('/studies?StudyInstanceUID=1.4')).status).toBe(204);
  });

  test('sites that do not answer are named, and cost their deadline', async () => {
    const silent = await badArchive(() => undefined);
    await withSite('silent', silent, () =>
      withSite('dead', 'http://127.0.0.1:1/dicom-web', async () => {
        const answer = await hub.ask('/studies');
        expect(await uidsOf(answer)).toEqual(['1.3', '1.2', '1.1']);
        expect(answer.headers.get('warning')).toBe(
          '299 pesscara "These sites did not answer: dead (the archive cannot be reached), silent (the archive did not answer in time)"',
        );
        expect(answer.headers.get('x-total-count')).toBeNull();
        expect((await hub.ask('/sites/dead/studies')).status).toBe(503);
      }),
    );
  });

  test.each([
    ['/studies?limit=x', 400],
    ['/studies?StudyDate=soon', 400],
    ['/studies/abc/series', 400],
    ['/patients', 404],
    ['/studies/1.1/nothing', 404],
    ['/studies/%E0%A4%A', 400],
  ])('%s answers %i', async (path, status) => {
    expect((await hub.ask(path)).status).toBe(status);
  });

  test('says of a date that is none which parameter it is, what was expected and what came', async () => {
    const answer = await hub.ask('/sites/north/studies?StudyDate=20240101-20241301');
    expect([answer.status, await answer.json()]).toEqual([
      400,
      {
        code: 'BAD_USER_INPUT',
        message: expect.stringMatching(/^StudyDate: expected a date as YYYYMMDD.*, got "20240101-20241301"$/) as string,
      },
    ]);
  });

  test('answers JSON alone', async () => {
    expect((await hub.ask('/studies', member, { accept: 'application/dicom+xml' })).status).toBe(406);
    expect((await hub.ask('/studies', member, { accept: 'application/json' })).headers.get('content-type')).toBe(
      'application/json',
    );
  });
});

describe('retrieve', () => {
  const instance = '/studies/1.1/series/1.1.1/instances/1.1.1.1';

  test('a study as the site stores it, its locations at the hub, and in the audit trail', async () => {
    const before = (await retrieved()).length;
    const answer = await hub.ask('/studies/1.1', member, { accept: 'multipart/related; type="application/dicom"' });
    expect(answer.status).toBe(200);
    const parts = await partsOf(answer);
    expect(parts.map(({ body }) => body.toString('base64')).toSorted()).toEqual(
      held.north
        .slice(0, 3)
        .map((bytes) => Buffer.from(bytes).toString('base64'))
        .toSorted(),
    );
    for (const { headers } of parts)
      expect(headers.get('content-location')).toMatch(`${hub.base}/sites/${ids.north}/studies/1.1/series/`);
    expect((await retrieved()).slice(before)).toEqual([
      {
        actor: 'member',
        target: expect.stringMatching(/^exam:/) as string,
        new_value: { site: 'north', part: 'instances', studyInstanceUID: '1.1' },
      },
    ]);
  });

  test('an instance alone or in parts, whole or a range', async () => {
    const bytes = Buffer.from(held.north[0] ?? []);
    const single = await hub.ask(instance, member, { accept: 'application/dicom' });
    expect(Buffer.compare(Buffer.from(await single.arrayBuffer()), bytes)).toBe(0);
    expect(single.headers.get('content-length')).toBe(String(bytes.length));
    expect(await partsOf(await hub.ask(instance))).toHaveLength(1);
  });

  test('metadata, whose bulk data is at the hub', async () => {
    const answer = await hub.ask('/studies/1.1/series/1.1.1/metadata');
    expect(answer.headers.get('content-type')).toBe('application/dicom+json');
    const rows = await rowsOf(answer);
    expect(rows).toHaveLength(2);
    const uri = rows[0]?.['7FE00010']?.BulkDataURI ?? '';
    expect(uri.startsWith(`${hub.base}/sites/${ids.north}/studies/1.1/series/1.1.1/instances/`)).toBe(true);
    const bulk = await hub.ask(uri.slice(hub.base.length), member, { accept: 'application/octet-stream' });
    expect((await bulk.arrayBuffer()).byteLength).toBe(32 * 32 * 2);
    expect((await hub.ask('/studies/1.1/metadata', member, { accept: 'application/dicom+xml' })).status).toBe(406);
  });

  test('HEAD fetches nothing', async () => {
    const before = (await retrieved()).length;
    expect((await hub.ask('/studies/1.1', member, {}, { method: 'HEAD' })).status).toBe(404);
    expect(await retrieved()).toHaveLength(before);
  });

  test('frames and pictures', async () => {
    const [frame] = await partsOf(await hub.ask(`${instance}/frames/1`));
    expect(frame?.body.length).toBe(32 * 32 * 2);
    const picture = await hub.ask(`${instance}/rendered?viewport=16,16`, member, { accept: 'image/png' });
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect((await hub.ask('/studies/1.1/series/1.1.1/thumbnail')).headers.get('content-type')).toBe('image/jpeg');
    expect((await hub.ask(`${instance}/frames/9`)).status).toBe(404);
    expect((await hub.ask(`${instance}/rendered`, member, { accept: 'video/mp4' })).status).toBe(406);
    for (const wrong of ['window=abc', 'viewport=0,16', 'quality=500']) {
      const refused = await hub.ask(`${instance}/rendered?${wrong}`, member);
      expect(refused.status).toBe(400);
      const [field = '', received = ''] = wrong.split('=');
      expect(await refused.json()).toMatchObject({
        code: 'BAD_USER_INPUT',
        message: expect.stringMatching(new RegExp(`^${field}: expected .*, got "${received}"$`)) as string,
      });
    }
  });

  test('is of studies that the caller may see, whichever series the path names', async () => {
    expect((await hub.ask('/studies/1.4')).status).toBe(404);
    expect((await hub.ask('/studies/1.4', admin)).status).toBe(200);
    expect((await hub.ask('/studies/1.1', stranger)).status).toBe(404);
    expect((await hub.ask('/studies/1.1/series/1.4.1')).status).toBe(404);
    // An archive that does not look at the study of the path, and answers any series.
    const careless = await badArchive((request, response) => {
      if (request.url?.includes('/series?') === true || request.url?.includes('/instances?') === true) {
        const row = { '0020000D': { vr: 'UI', Value: ['1.4'] }, '0020000E': { vr: 'UI', Value: ['1.4.1'] } };
        response.writeHead(200, { 'content-type': 'application/dicom+json' }).end(JSON.stringify([row]));
      } else response.writeHead(200, { 'content-type': 'application/dicom' }).end('secret');
    });
    await withSite('careless', careless, async () => {
      expect((await hub.ask('/sites/careless/studies/1.1/series/1.4.1')).status).toBe(404);
      expect((await hub.ask('/sites/careless/studies/1.1')).status).toBe(200);
      expect((await hub.ask('/sites/careless/studies/1.1/series')).status).toBe(204);
    });
  });

  test('passes over a site that fails before its first byte', async () => {
    const refusing = await badArchive((_request, response) => response.writeHead(500).end('patient data'));
    const breaking = await badArchive((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/dicom' });
      response.flushHeaders();
      response.destroy();
    });
    await withSite('a-refusing', refusing, () =>
      withSite('b-breaking', breaking, () =>
        withSite('c-dead', 'http://127.0.0.1:1', async () => {
          expect((await hub.ask('/studies/1.3')).status).toBe(200);
          const answer = await hub.ask('/studies/1.3/series/1.3.1/instances/7');
          expect(answer.status).toBe(503);
          const { message } = (await answer.json()) as { message: string };
          expect(message).toContain('a-refusing');
          expect(message).not.toMatch(/127|patient/);
        }),
      ),
    );
  });

  test('ends with an error when the site fails within its answer', async () => {
    const breaking = await badArchive((request, response) => {
      response.writeHead(200, { 'content-type': 'application/dicom' }).write('half');
      request.socket.setTimeout(50, () => response.destroy());
    });
    await withSite('a-breaking', breaking, async () => {
      await expect((await hub.ask('/studies/1.3')).arrayBuffer()).rejects.toThrow();
    });
  });

  test('holds little of what it passes, however much the site sends', async () => {
    const chunk = Buffer.alloc(256 * 1024);
    let sent = 0;
    const endless = await badArchive((_request, response) => {
      response.writeHead(200, { 'content-type': 'application/dicom' });
      const more = (): void => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
        response.once('drain', more);
      };
      more();
    });
    await withSite('a-endless', endless, async () => {
      const answer = await hub.ask('/sites/a-endless/studies/1.3');
      const reader = answer.body?.getReader();
      await reader?.read();
      // A reader that reads no more holds the site back; what is under way fills some buffers and no more.
      let [before, now] = [-1, sent];
      while (before !== now) {
        await new Promise((resolve) => setTimeout(resolve, 300));
        [before, now] = [now, sent];
      }
      expect(now).toBeLessThan(32 * 1024 * 1024);
      await reader?.cancel();
    });
  });

  test('a refusal is the client’s affair: its status, tried again with a smaller limit alone, and no reason to leave the site alone', async () => {
    const limits: (string | null)[] = [];
    let status = 400;
    const picky = await badArchive((request, response) => {
      limits.push(new URL(request.url ?? '', 'http://x').searchParams.get('limit'));
      response.writeHead(status).end();
    });
    await withSite('picky', picky, async () => {
      for (let count = 0; count < 7; count++)
        expect((await hub.ask('/sites/picky/studies?ModalitiesInStudy=MR')).status).toBe(400);
      // The limit is the hub's own choice, and may be what is refused.
      expect(limits).toEqual(Array.from({ length: 7 }, () => ['1000', '200']).flat());
      for (const [theirs, ours] of [
        [422, 406],
        [414, 400],
        [431, 400],
        [405, 400],
        [429, 503],
      ] as const) {
        status = theirs;
        expect((await hub.ask('/sites/picky/studies/1.1')).status, String(theirs)).toBe(ours);
      }
      expect((await hub.ask('/studies')).headers.get('warning')).toContain('picky');
    });
  });

  test('pixels of an object that has none are not found; a form that there is none of is not acceptable', async () => {
    const site = await hub.startSite();
    const archive = openDicomWebArchive({ id: 'plans', name: 'plans', url: site.url, token: siteToken });
    const ids = { study: '1.7', series: '1.7.1', instance: '1.7.1.1' };
    await archive.store([dicomImage({ ...ids, frames: 0 })], AbortSignal.timeout(20_000));
    await hub.addExam(alpha, '1.7');
    const siteId = await hub.addSite('plans', site.url, siteToken, alpha);
    try {
      const object = '/studies/1.7/series/1.7.1/instances/1.7.1.1';
      for (const path of [
        `${object}/frames/1`,
        `${object}/rendered`,
        '/studies/1.7/rendered',
        '/studies/1.7/thumbnail',
      ])
        expect((await hub.ask(path)).status, path).toBe(404);
      expect((await hub.ask(`${object}/rendered`, member, { accept: 'video/mp4' })).status).toBe(406);
    } finally {
      await hub.sql.query('DELETE FROM pool WHERE site_id = $1', [siteId]);
      await hub.sql.query('DELETE FROM site WHERE id = $1', [siteId]);
    }
  });

  test('what the hub itself can not do is no failure of the site', async () => {
    await hub.sql.query('ALTER TABLE audit RENAME TO audit_away');
    try {
      for (let count = 0; count < 6; count++) expect((await hub.ask('/sites/north/studies/1.1')).status).toBe(500);
    } finally {
      await hub.sql.query('ALTER TABLE audit_away RENAME TO audit');
    }
    expect((await hub.ask('/sites/north/studies/1.1')).status).toBe(200);
  });

  test('an archive that refuses the credential is unavailable, one that is without is not found', async () => {
    const closed = await badArchive((_request, response) => response.writeHead(401).end());
    await withSite('closed', closed, async () => {
      expect((await hub.ask('/sites/closed/studies/1.1')).status).toBe(503);
    });
    const gone = await badArchive((_request, response) => response.writeHead(410).end());
    await withSite('gone', gone, async () => {
      expect((await hub.ask('/sites/gone/studies/1.1')).status).toBe(410);
      expect((await hub.ask('/studies/1.2')).status).toBe(200);
    });
  });
});

test('a site of ours can do all that is tried; an empty one does not tell', async () => {
  const found = await hub.archives.capabilitiesOf(admin, ids.north);
  expect(found?.filter(({ isSupported }) => isSupported !== true)).toEqual([]);
  const empty = await hub.startSite();
  await withSite('empty', empty.url, async () => {
    const { id } = await hub.archives.registerSite(admin, { name: 'empty', url: empty.url, token: siteToken });
    const some = (await hub.archives.capabilitiesOf(admin, id)) ?? [];
    expect(some.filter(({ isSupported }) => isSupported === true).map(({ name }) => name)).toEqual([
      'SEARCH_STUDIES',
      'SEARCH_SERIES',
      'SEARCH_INSTANCES',
      'TOTAL',
    ]);
    expect(some.filter(({ isSupported }) => isSupported === false)).toEqual([]);
  });
  const odd = await badArchive((request, response) => {
    const isSearch = request.url?.startsWith('/dicom-web/studies?') === true;
    const rows = ['1', '2'].map((uid) => ({ '0020000D': { vr: 'UI', Value: [uid] } }));
    if (isSearch) response.writeHead(200, { 'content-type': 'application/dicom+json' }).end(JSON.stringify(rows));
    else response.writeHead(501).end();
  });
  await withSite('odd', odd, async () => {
    const { id } = await hub.archives.registerSite(admin, { name: 'odd', url: odd, token: null });
    const some = (await hub.archives.capabilitiesOf(admin, id)) ?? [];
    expect(some.filter(({ isSupported }) => isSupported === true).map(({ name }) => name)).toEqual(['SEARCH_STUDIES']);
  });
});

describe('who comes in', () => {
  test('nobody without a token, which may be the password of HTTP Basic', async () => {
    for (const path of ['/studies', '/studies/1.1', '/patients']) {
      const answer = await hub.ask(path, null);
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer, Basic realm="PESSCARA", charset="UTF-8"');
    }
    expect((await hub.ask('/studies', null, { origin: 'http://viewer' })).headers.get('www-authenticate')).toBe(
      'Bearer',
    );
    const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
    expect((await hub.ask('/studies', null, basic('anything:token-of-member'))).status).toBe(200);
    for (const text of ['anything:other', 'token-of-member', 'anything:'])
      expect((await hub.ask('/studies', null, basic(text))).status).toBe(401);
  });

  test('images come in through a pool alone', async () => {
    for (const path of ['/studies', '/studies/1.1', '/sites/north/studies']) {
      const answer = await hub.ask(
        path,
        member,
        { 'content-type': 'multipart/related' },
        { method: 'POST', body: 'x' },
      );
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({
        code: 'FORBIDDEN',
        message: expect.stringContaining('/pools/') as string,
      });
    }
    expect((await hub.ask('/studies', null, {}, { method: 'POST', body: 'x' })).status).toBe(401);
  });
});
