import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PostgresAssetGraph } from '../../adapters/postgres/asset-graph.ts';
import { PostgresAuditTrail } from '../../adapters/postgres/audit-trail.ts';
import { PostgresSiteLooks } from '../../adapters/postgres/site-looks.ts';
import { PostgresSites } from '../../adapters/postgres/sites.ts';
import { testDatabase, type TestDatabase } from '../../adapters/postgres/test-database.ts';
import { testActor } from '../../tests/support/actors.ts';
import { assetIds } from '../assets/asset-ids.ts';
import type { DicomJson } from '../dicom/dicom-json.ts';
import { HubError } from '../errors.ts';
import { newId } from '../ids.ts';
import { anonymous, type Actor } from '../policy/policy.ts';
import type { Archive, ArchivedStudy } from '../ports/archive.ts';
import { createArchives, type Archives } from './archives.ts';

const admin = testActor({ administrator: true, username: 'admin' });
const worker: Actor = { kind: 'service', name: 'archive' };
const [alpha, beta] = [newId(), newId()];
const alphaMember = testActor({ roles: { [alpha]: ['VIEWER'] } });
const both = testActor({ roles: { [alpha]: ['RESEARCHER'], [beta]: ['VIEWER'] } });
const stranger = testActor();

const study = (uid: string, more: Partial<ArchivedStudy> = {}): ArchivedStudy => ({
  studyInstanceUID: uid,
  studyDate: '2024-01-01',
  studyDescription: null,
  patientId: 'R-1',
  modalities: ['MR'],
  instanceCount: 1,
  ...more,
});

/** As an archive's search answers it. */
function rowOf(one: ArchivedStudy): DicomJson {
  const element = (vr: string, ...values: readonly (string | number | null)[]) => ({
    vr,
    Value: values.filter((value) => value !== null),
  });
  return {
    '0020000D': element('UI', one.studyInstanceUID),
    '00080020': element('DA', one.studyDate?.replaceAll('-', '') ?? null),
    '00081030': element('LO', one.studyDescription),
    '00100020': element('LO', one.patientId),
    '00080061': element('CS', ...one.modalities),
    '00201208': element('IS', one.instanceCount),
  };
}

/** What each site of the tests holds, by its address; and what it was asked. */
let holdings: Record<string, readonly ArchivedStudy[] | 'dead' | 'hanging'>;
let calls: string[];
let tokens: (string | null)[];

function archiveAt(url: string): Archive {
  const held = async (call: string): Promise<readonly ArchivedStudy[]> => {
    calls.push(`${url} ${call}`);
    const found = holdings[url] ?? [];
    if (found === 'dead') throw new HubError('UPSTREAM_UNAVAILABLE', 'the archive cannot be reached');
    if (found === 'hanging') return new Promise(() => undefined);
    return found;
  };
  return {
    searchStudies: async (_, limit) => (await held('search')).slice(0, limit),
    countInstances: async (of) => {
      const uids = 'studyInstanceUIDs' in of ? of.studyInstanceUIDs : of.seriesInstanceUIDs;
      const found = await held(`count ${uids.toSorted().join(',')}`);
      return new Map(uids.map((uid) => [uid, found.find((one) => one.studyInstanceUID === uid)?.instanceCount ?? 0]));
    },
    search: async ({ limit, offset }) => ({
      rows: (await held('search')).slice(offset, offset + limit).map(rowOf),
      total: null,
      hasMore: false,
    }),
    retrieve: () => Promise.reject(new Error('not asked for')),
    retrieveInstance: () => Promise.reject(new Error('not asked for')),
    store: async (instances) => ({
      stored: (await held('store')).map((one) => one.studyInstanceUID).slice(0, instances.length),
      failed: [],
    }),
  };
}

let database: TestDatabase;
let archives: Archives;

beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.end());

beforeEach(async () => {
  await database.empty('site', 'pool', 'project', 'asset');
  [calls, tokens, holdings] = [[], [], {}];
  const { sql } = database;
  const key = new Uint8Array(randomBytes(32));
  archives = createArchives({
    sites: new PostgresSites(sql),
    looks: new PostgresSiteLooks(sql),
    graph: new PostgresAssetGraph(sql),
    audit: new PostgresAuditTrail(sql),
    transactor: sql,
    secrets: { key: () => Promise.resolve(key) },
    openArchive: (site) => {
      tokens.push(site.token);
      return archiveAt(site.url);
    },
    // More than a second try of a dead site waits for.
    deadlineMs: 500,
    perSite: 4,
  });
  for (const [id, name] of [
    [alpha, 'alpha'],
    [beta, 'beta'],
  ] as const)
    await sql.query('INSERT INTO project (id, name) VALUES ($1, $2)', [id, name]);
});

async function addSite(name: string, ...projects: readonly string[]): Promise<string> {
  const site = await archives.registerSite(admin, { name, url: `http://${name}.example/dicom-web`, token: null });
  for (const project of projects) {
    const { sql } = database;
    await sql.query(
      "INSERT INTO pool (id, project_id, name, profile, site_id, created_by) VALUES ($1, $2, $3, 'research', $4, 'test')",
      [newId(), project, `for-${name}`, site.id],
    );
  }
  return site.id;
}

async function addExam(project: string, uid: string): Promise<string> {
  const graph = new PostgresAssetGraph(database.sql);
  const common = { projectId: project, kind: null, content: null, createdBy: 'test' };
  const [projectAsset, subject, exam] = [
    assetIds.project(project),
    assetIds.subject(project, 'R-1'),
    assetIds.exam(project, uid),
  ];
  await graph.putAssets([
    { ...common, id: projectAsset, level: 'PROJECT', label: 'p', properties: {}, parentIds: [] },
    {
      ...common,
      id: subject,
      level: 'SUBJECT',
      label: 'R-1',
      properties: { researchId: 'R-1' },
      parentIds: [projectAsset],
    },
    { ...common, id: exam, level: 'EXAM', label: uid, properties: { studyInstanceUID: uid }, parentIds: [subject] },
  ]);
  return exam;
}

describe('registerSite', () => {
  test('keeps the token sealed and opens the archive with it', async () => {
    const token = 'a-very-secret-token';
    const site = await archives.registerSite(admin, { name: 'a', url: 'https://a.example/dicom-web/', token });
    expect(site).toEqual({
      id: expect.any(String) as string,
      name: 'a',
      url: 'https://a.example/dicom-web',
      deadlineMs: null,
    });
    const rows = await database.sql.query<Record<string, unknown>>('SELECT site::text AS site FROM site');
    expect(JSON.stringify(rows)).not.toContain(token);
    await archives.statusOf(admin, [site.id]);
    expect(tokens).toEqual([token]);
  });

  test('changes the site of that name, and says both in the audit trail, without the token', async () => {
    const first = await archives.registerSite(admin, { name: 'a', url: 'http://one.example', token: 'secret-secret' });
    const second = await archives.registerSite(admin, { name: 'a', url: 'http://two.example', token: null });
    expect(second.id).toBe(first.id);
    const [entry] = await database.sql.query<{ action: string; entry: string }>(
      'SELECT action, a::text AS entry FROM audit a ORDER BY sequence DESC LIMIT 2',
    );
    expect(entry?.action).toBe('site.registered');
    expect(entry?.entry).toContain('http://one.example');
    expect(entry?.entry).not.toContain('secret-secret');
  });

  test.each([
    { name: 'a b', url: 'http://x', token: null },
    { name: '', url: 'http://x', token: null },
    { name: 'a', url: 'ftp://x', token: null },
    { name: 'a', url: 'file:///etc', token: null },
    { name: 'a', url: 'nonsense', token: null },
    { name: 'a', url: 'http://user:password@x', token: null },
    { name: 'a', url: 'http://x/?a=1', token: null },
    { name: 'a', url: 'http://x', token: 'with space' },
    { name: 'a', url: 'http://x', token: 'line\nbreak' },
    { name: 'a', url: 'http://x', token: '' },
  ])('refuses $name at $url', async (input) => {
    const failure = archives.registerSite(admin, input);
    await expect(failure).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.not.stringContaining('password@') as string,
    });
  });

  test('is for administrators', async () => {
    const input = { name: 'a', url: 'http://x', token: null };
    await expect(archives.registerSite(both, input)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(archives.registerSite(anonymous, input)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('who sees a site', () => {
  test('members of a project that a pool connects to it; its address only administrators', async () => {
    const a = await addSite('a', alpha);
    const b = await addSite('b', beta);
    const c = await addSite('c');
    const names = async (actor: Actor) =>
      (await archives.listSites(actor)).map((site) => [site.name, site.url !== null]);
    expect(await names(admin)).toEqual([
      ['a', true],
      ['b', true],
      ['c', true],
    ]);
    expect(await names(both)).toEqual([
      ['a', false],
      ['b', false],
    ]);
    expect(await names(alphaMember)).toEqual([['a', false]]);
    expect(await names(stranger)).toEqual([]);
    expect([...(await archives.sitesByIds(alphaMember, [a, b, c, 'no id', newId()])).keys()]).toEqual([a]);
    expect([...(await archives.statusOf(alphaMember, [a, b])).keys()]).toEqual([a]);
    await expect(archives.listSites(anonymous)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(archives.sitesByIds(anonymous, [a])).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('statusOf', () => {
  test('a dead and a hanging site are data, and cost no more than the deadline', async () => {
    const [a, b, c] = [await addSite('a'), await addSite('b'), await addSite('c')];
    holdings = {
      'http://a.example/dicom-web': [],
      'http://b.example/dicom-web': 'dead',
      'http://c.example/dicom-web': 'hanging',
    };
    const found = await archives.statusOf(admin, [a, b, c]);
    expect(found.get(a)).toMatchObject({ reachable: true, error: null });
    expect(found.get(a)?.latencyMs).toBeGreaterThanOrEqual(0);
    expect(found.get(b)).toMatchObject({ reachable: false, latencyMs: null, error: 'the archive cannot be reached' });
    expect(found.get(c)).toMatchObject({
      reachable: false,
      latencyMs: null,
      error: 'the archive did not answer in time',
    });
  });
});

describe('searchStudies', () => {
  const page = { first: 10, after: null };
  const uids = (found: Awaited<ReturnType<Archives['searchStudies']>>) =>
    found.studies.map(({ study: one }) => one.studyInstanceUID);

  test('merges what several sites say of one study, newest first', async () => {
    const [a, b] = [await addSite('a', alpha), await addSite('b', alpha)];
    for (const uid of ['1', '2', '3', '4']) await addExam(alpha, uid);
    holdings['http://a.example/dicom-web'] = [
      study('1', { modalities: ['CT'], instanceCount: 3 }),
      study('3', { studyDate: null }),
    ];
    holdings['http://b.example/dicom-web'] = [
      study('2', { studyDate: '2025-01-01' }),
      study('1', { instanceCount: 7, studyDescription: 'Brain' }),
      study('4'),
    ];
    const found = await archives.searchStudies(alphaMember, {}, page);
    expect(uids(found)).toEqual(['2', '1', '4', '3']);
    expect(found.studies[1]?.study).toEqual({
      ...study('1'),
      studyDescription: 'Brain',
      modalities: ['CT', 'MR'],
      instanceCount: 7,
      siteIds: [a, b],
    });
    expect(found.siteAnswers.map(({ siteId, matched, truncated }) => [siteId, matched, truncated])).toEqual([
      [a, 2, false],
      [b, 3, false],
    ]);
  });

  test('shows no study, and counts none, that is no exam of a project which the actor may read', async () => {
    await addSite('a', alpha, beta);
    await addExam(alpha, '1');
    await addExam(beta, '2');
    holdings['http://a.example/dicom-web'] = [study('1'), study('2'), study('3')];
    const asked = async (actor: Actor, projectId?: string) => {
      const found = await archives.searchStudies(actor, projectId === undefined ? {} : { projectId }, page);
      return [uids(found), found.siteAnswers.map((answer) => answer.matched)];
    };
    expect(await asked(alphaMember)).toEqual([['1'], [1]]);
    expect(await asked(both)).toEqual([['1', '2'], [2]]);
    expect(await asked(both, beta)).toEqual([['2'], [1]]);
    expect(await asked(admin)).toEqual([['1', '2'], [2]]);
    expect(await asked(stranger)).toEqual([[], []]);
    await expect(asked(alphaMember, beta)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(asked(anonymous)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  test('asks no site of another project', async () => {
    await addSite('a', alpha);
    await addSite('b', beta);
    await archives.searchStudies(alphaMember, {}, page);
    expect(calls).toEqual(['http://a.example/dicom-web search']);
  });

  test('answers what it has when one site is dead and one hangs', async () => {
    await addSite('a', alpha);
    await addSite('b', alpha);
    await addSite('c', alpha);
    await addExam(alpha, '1');
    holdings = {
      'http://a.example/dicom-web': 'dead',
      'http://b.example/dicom-web': [study('1')],
      'http://c.example/dicom-web': 'hanging',
    };
    const found = await archives.searchStudies(alphaMember, {}, page);
    expect(uids(found)).toEqual(['1']);
    expect(found.siteAnswers.map(({ status, matched }) => [status.reachable, matched])).toEqual([
      [false, null],
      [true, 1],
      [false, null],
    ]);
  });

  test('pages by cursor, each study once', async () => {
    await addSite('a', alpha);
    holdings['http://a.example/dicom-web'] = [
      study('1', { studyDate: null }),
      study('2'),
      study('3', { studyDate: '2025-05-05' }),
      study('4'),
    ];
    for (const uid of ['1', '2', '3', '4']) await addExam(alpha, uid);
    const seen: string[] = [];
    let after: string | null = null;
    for (let more = true; more;) {
      const found: Awaited<ReturnType<Archives['searchStudies']>> = await archives.searchStudies(
        alphaMember,
        {},
        { first: 1, after },
      );
      seen.push(...uids(found));
      after = found.studies.at(-1)?.cursor ?? null;
      more = found.hasNextPage;
    }
    expect(seen).toEqual(['3', '2', '4', '1']);
  });

  test('says when a site has more than it asks for', async () => {
    await addSite('a', alpha);
    holdings['http://a.example/dicom-web'] = ['1', '2', '3', '4', '5', '6'].map((uid) => study(uid));
    expect((await archives.searchStudies(alphaMember, {}, page)).siteAnswers).toMatchObject([{ truncated: true }]);
  });

  test.each([
    [{}, { first: -1, after: null }],
    [{}, { first: 1001, after: null }],
    [{}, { first: 1, after: 'nonsense' }],
    [{ studyDateFrom: '05.01.2024' }, page],
    [{ studyDateFrom: '2024-01-06', studyDateTo: '2024-01-05' }, page],
    [{ studyInstanceUID: 'abc' }, page],
    [{ studyInstanceUID: '' }, page],
    [{ studyDateTo: '2024-13-01' }, page],
  ])('refuses %j with %j', async (search, asked) => {
    await expect(archives.searchStudies(admin, search, asked)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('copiesOf', () => {
  test('asks each site once for all exams, and says what each holds', async () => {
    const [a, b] = [await addSite('a', alpha), await addSite('b', alpha)];
    const [one, two] = [await addExam(alpha, '1'), await addExam(alpha, '2')];
    holdings = {
      'http://a.example/dicom-web': [study('1', { instanceCount: 5 })],
      'http://b.example/dicom-web': 'dead',
    };
    const copies = await archives.copiesOf(alphaMember, 'EXAM', [one, two]);
    // The dead one was tried once more.
    expect(calls.toSorted()).toEqual(['a', 'b', 'b'].map((name) => `http://${name}.example/dicom-web count 1,2`));
    const shown = (id: string) =>
      copies.get(id)?.map(({ siteId, instanceCount, status }) => [siteId, instanceCount, status.reachable]);
    expect(shown(one)).toEqual([
      [a, 5, true],
      [b, null, false],
    ]);
    expect(shown(two)).toEqual([
      [a, 0, true],
      [b, null, false],
    ]);
  });

  test("asks only sites of the exam's own project, and answers nothing of exams that the actor may not read", async () => {
    await addSite('a', alpha);
    await addSite('b', beta);
    const [ofAlpha, ofBeta] = [await addExam(alpha, '1'), await addExam(beta, '2')];
    expect([...(await archives.copiesOf(alphaMember, 'EXAM', [ofAlpha, ofBeta, newId()])).keys()]).toEqual([ofAlpha]);
    expect(calls).toEqual(['http://a.example/dicom-web count 1']);
    expect((await archives.copiesOf(stranger, 'EXAM', [ofAlpha])).size).toBe(0);
    expect((await archives.copiesOf(alphaMember, 'SERIES', [ofAlpha])).size).toBe(0);
    expect((await archives.readableOf(alphaMember, 'EXAM', [ofAlpha, ofBeta])).size).toBe(1);
    await expect(archives.copiesOf(anonymous, 'EXAM', [ofAlpha])).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('store', () => {
  test("is for the hub's workers alone, and passes failures on, so that the job is tried again", async () => {
    const a = await addSite('a', alpha);
    holdings['http://a.example/dicom-web'] = [study('1')];
    const signal = AbortSignal.timeout(1000);
    expect(await archives.store(worker, a, [new Uint8Array(1)], signal)).toEqual({ stored: ['1'], failed: [] });
    await expect(archives.store(admin, a, [], signal)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(archives.store(anonymous, a, [], signal)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(archives.store(worker, newId(), [], signal)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    holdings['http://a.example/dicom-web'] = 'dead';
    await expect(archives.store(worker, a, [new Uint8Array(1)], signal)).rejects.toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
    });
  });
});
