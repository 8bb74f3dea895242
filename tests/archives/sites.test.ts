import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer as createPlain } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openDicomWebArchive } from '../../adapters/dicomweb/archive.ts';
import { newId } from '../../core/ids.ts';
import { anonymous } from '../../core/policy/policy.ts';
import type { Archive } from '../../core/ports/archive.ts';
import { HubError } from '../../core/errors.ts';
import { admin, alpha, ArchivesHub, member } from './hub.ts';

const run = promisify(execFile);
let hub: ArchivesHub;
let dead: ReadonlySet<string>;
let asked: string[];

/** Archives that answer nothing, or are dead; over https the real ones. */
beforeAll(async () => {
  hub = await ArchivesHub.open({
    circuit: { failures: 2, openMs: 60_000 },
    openArchive: (site) => {
      if (site.url.startsWith('https:')) return openDicomWebArchive(site);
      const answer = <T>(value: T): Promise<T> => {
        asked.push(site.name);
        return dead.has(site.name)
          ? Promise.reject(new HubError('UPSTREAM_UNAVAILABLE', 'the archive cannot be reached'))
          : Promise.resolve(value);
      };
      return {
        searchStudies: () => answer([]),
        search: () => answer({ rows: [], total: 0, hasMore: false }),
      } as unknown as Archive;
    },
  });
});
afterAll(() => hub.close());
beforeEach(async () => {
  [dead, asked] = [new Set(), []];
  await hub.sql.query('DELETE FROM pool');
  await hub.sql.query('DELETE FROM site');
});

const page = { first: 10, after: null };
const register = (name: string) =>
  hub.archives.registerSite(admin, { name, url: `http://${name}.example/dicom-web`, token: null });
const audited = async () =>
  (await hub.sql.query<{ action: string }>('SELECT action FROM audit ORDER BY sequence DESC LIMIT 2')).map(
    ({ action }) => action,
  );

describe('grants', () => {
  test('a project may use a site from its grant to its revocation', async () => {
    const { id } = await register('a');
    expect(await hub.archives.listSites(member)).toEqual([]);
    await hub.archives.grantSite(admin, { siteId: id, projectId: alpha });
    await hub.archives.grantSite(admin, { siteId: id, projectId: alpha });
    expect((await audited())[1]).toBe('site.registered');
    expect(await hub.archives.listSites(member)).toEqual([{ id, name: 'a', url: null, deadlineMs: null }]);
    expect((await hub.archives.projectsOf(member, [id])).get(id)).toEqual([alpha]);
    expect((await hub.archives.searchStudies(member, {}, page)).siteAnswers).toHaveLength(1);
    await hub.archives.revokeSite(admin, { siteId: id, projectId: alpha });
    expect(await audited()).toEqual(['site.revoked', 'site.granted']);
    expect(await hub.archives.listSites(member)).toEqual([]);
    expect((await hub.archives.searchStudies(member, {}, page)).siteAnswers).toEqual([]);
  });

  test('are for administrators, of what is there', async () => {
    const { id } = await register('a');
    const grant = { siteId: id, projectId: alpha };
    for (const change of ['grantSite', 'revokeSite'] as const) {
      await expect(hub.archives[change](member, grant)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await expect(hub.archives[change](anonymous, grant)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
      await expect(hub.archives[change](admin, { ...grant, siteId: newId() })).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
      await expect(hub.archives[change](admin, { ...grant, projectId: 'x' })).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
      });
    }
    await expect(hub.archives.grantSite(admin, { ...grant, projectId: newId() })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('a site that fails', () => {
  test('is tried once more, then left alone after failures in a row; whoever asks how it is gets an answer of now', async () => {
    const { id } = await register('a');
    await hub.archives.grantSite(admin, { siteId: id, projectId: alpha });
    dead = new Set(['a']);
    const search = async () => (await hub.archives.searchStudies(member, {}, page)).siteAnswers[0]?.status.error;
    expect([await search(), asked.length]).toEqual(['the archive cannot be reached', 2]);
    expect([await search(), asked.length]).toEqual(['the archive cannot be reached', 4]);
    expect(await search()).toMatch('left alone');
    expect(asked.length).toBe(4);
    expect((await hub.ask('/sites/a/studies')).status).toBe(503);
    expect((await hub.archives.healthOf(member, [id])).get(id)?.circuit).toBe('OPEN');
    expect((await hub.archives.statusOf(member, [id])).get(id)?.error).toBe('the archive cannot be reached');
    dead = new Set();
    expect((await hub.archives.statusOf(member, [id])).get(id)?.reachable).toBe(true);
    expect(await search()).toBeNull();
    expect((await hub.archives.healthOf(member, [id])).get(id)?.circuit).toBe('CLOSED');
  });
});

describe('health', () => {
  test('of looks that one process takes, the last ones are kept', async () => {
    const [a, b] = [await register('a'), await register('b')];
    expect((await hub.archives.healthOf(admin, [a.id])).get(a.id)).toEqual({
      reachable: null,
      since: null,
      latencyP50Ms: null,
      circuit: 'CLOSED',
      looks: [],
    });
    dead = new Set(['b']);
    await Promise.all([hub.archives.lookAtSites(), hub.archives.lookAtSites()]);
    expect(asked.toSorted()).toEqual(['a', 'b', 'b']);
    const again = async () => {
      await hub.sql.query("UPDATE site SET looked_at = now() - interval '2 minutes'");
      await hub.archives.lookAtSites();
    };
    await again();
    dead = new Set(['a']);
    await again();
    const found = await hub.archives.healthOf(admin, [a.id, b.id]);
    expect(found.get(a.id)).toMatchObject({ reachable: false, latencyP50Ms: expect.any(Number) as number });
    expect(found.get(a.id)?.looks.map(({ error }) => error)).toEqual(['the archive cannot be reached', null, null]);
    expect(found.get(a.id)?.since).toEqual(found.get(a.id)?.looks[0]?.at);
    expect(found.get(b.id)).toMatchObject({ reachable: true });
    expect((await hub.archives.healthOf(member, [a.id])).size).toBe(0);
  });

  test('no more than 200 are kept of a site', async () => {
    const { id } = await register('a');
    await hub.sql.query(
      'INSERT INTO site_look SELECT $1, now() - make_interval(mins => n), 54321, null FROM generate_series(1, 300) n',
      [id],
    );
    await hub.archives.lookAtSites();
    const looks = (await hub.archives.healthOf(admin, [id])).get(id)?.looks ?? [];
    expect(looks).toHaveLength(200);
    expect(looks[0]?.latencyMs).not.toBe(54_321);
  });
});

describe('credentials', () => {
  let folder: string;
  const pem = (name: string) => readFile(join(folder, name), 'utf8');
  const openssl = (...args: string[]) => run('openssl', args, { cwd: folder });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pesscara-tls-'));
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    await openssl(
      'req',
      '-x509',
      ...key,
      '-keyout',
      'ca.key',
      '-out',
      'ca.pem',
      '-days',
      '2',
      '-subj',
      '/CN=authority',
    );
    for (const name of ['site', 'hub', 'other']) {
      await openssl('req', '-x509', '-CA', 'ca.pem', '-CAkey', 'ca.key', ...key, '-keyout', `${name}.key`, '-out', `${name}.pem`,
        '-days', '2', '-subj', `/CN=${name}`, '-addext', 'subjectAltName=IP:127.0.0.1', '-addext', 'basicConstraints=CA:FALSE'); // prettier-ignore
    }
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test('mutual TLS: the site sees the hub’s certificate, and its key is nowhere in the clear', async () => {
    const seen: string[] = [];
    const authorizations: (string | undefined)[] = [];
    const [ca, cert, key] = [await pem('ca.pem'), await pem('site.pem'), await pem('site.key')];
    const server = createServer({ ca, cert, key, requestCert: true, rejectUnauthorized: true }, (request, response) => {
      authorizations.push(request.headers.authorization);
      response.writeHead(200, { 'content-type': 'application/dicom+json' }).end('[]');
    });
    server.on('secureConnection', (socket) => {
      seen.push(String(socket.getPeerCertificate().subject.CN));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const url = `https://127.0.0.1:${String((server.address() as AddressInfo).port)}/dicom-web`;
      const tls = { certificate: await pem('hub.pem'), privateKey: await pem('hub.key'), authority: ca };
      const basic = { username: 'hub', password: 'pass word:ü' };
      const { id } = await hub.archives.registerSite(admin, { name: 'tls', url, token: null, basic, tls });
      await hub.archives.grantSite(admin, { siteId: id, projectId: alpha });
      expect((await hub.archives.statusOf(admin, [id])).get(id)).toMatchObject({ reachable: true, error: null });
      expect((await hub.archives.searchStudies(member, {}, page)).siteAnswers[0]?.status.reachable).toBe(true);
      expect(new Set(seen)).toEqual(new Set(['hub']));
      expect(new Set(authorizations)).toEqual(new Set([`Basic ${Buffer.from('hub:pass word:ü').toString('base64')}`]));
      const kept = JSON.stringify(await hub.sql.query('SELECT * FROM site'));
      const written = JSON.stringify(await hub.sql.query('SELECT * FROM audit'));
      for (const secret of ['PRIVATE KEY', 'pass word']) expect(kept + written).not.toContain(secret);
      // Without it, or without trust in the site's authority, there is no connection.
      for (const other of [
        { ...tls, certificate: null, privateKey: null },
        { ...tls, authority: null },
      ]) {
        await hub.archives.registerSite(admin, { name: 'tls', url, token: null, tls: other });
        expect((await hub.archives.statusOf(admin, [id])).get(id)?.reachable).toBe(false);
      }
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  });

  test('what is no credential is refused, and not repeated', async () => {
    const [certificate, privateKey, wrongKey] = [await pem('hub.pem'), await pem('hub.key'), await pem('other.key')];
    const given = { name: 'x', url: 'https://x', token: null };
    const none = { certificate: null, privateKey: null, authority: null };
    for (const input of [
      { ...given, url: 'http://x', tls: { ...none, authority: certificate } },
      { ...given, tls: { ...none, certificate } },
      { ...given, tls: { ...none, privateKey } },
      { ...given, tls: { ...none, certificate, privateKey: wrongKey } },
      { ...given, tls: { ...none, certificate, privateKey: 'secret-nonsense' } },
      { ...given, tls: { ...none, authority: 'secret-nonsense' } },
      { ...given, token: 'secret-nonsense', basic: { username: 'a', password: 'b' } },
      { ...given, basic: { username: 'secret:nonsense', password: 'b' } },
      { ...given, basic: { username: 'a', password: 'secret-nonsense\n' } },
      { ...given, deadlineMs: 99 },
      { ...given, deadlineMs: 1000.5 },
    ]) {
      await expect(hub.archives.registerSite(admin, input)).rejects.toMatchObject({
        code: 'BAD_USER_INPUT',
        message: expect.not.stringContaining('nonsense') as string,
      });
    }
  });
});

test('a site’s own deadline wins over the hub’s', async () => {
  const silent = createPlain(() => undefined);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const own = await ArchivesHub.open({ deadlineMs: 60_000 });
  try {
    const url = `http://127.0.0.1:${String((silent.address() as AddressInfo).port)}`;
    const { id } = await own.archives.registerSite(admin, { name: 'slow', url, token: null, deadlineMs: 100 });
    // Under the hub's own deadline the test would not end in time.
    expect((await own.archives.statusOf(admin, [id])).get(id)?.error).toBe('the archive did not answer in time');
  } finally {
    await own.close();
    silent.closeAllConnections();
    await new Promise((resolve) => silent.close(resolve));
  }
});
