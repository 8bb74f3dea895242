import { execFile } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openDicomWebArchive } from '../../../adapters/dicomweb/archive.ts';
import { examsInQuarantine, reviewExam } from '../../../cli/commands/review.ts';
import { HubClient } from '../../../cli/hub-client.ts';
import { filesBelow, ingestFiles, waitUntilSettled } from '../../../cli/ingest-folder.ts';
import { ensurePlace } from '../../../cli/places.ts';
import { startSite } from '../../../cli/wire-site.ts';
import { parseMediaType, parseMultipart } from '../../../core/dicomweb/multipart.ts';
import type { RunningSite } from '../../../site/serve-site.ts';
import { serviceUrl } from '../../services/addresses.ts';
import { pythonWith } from '../../services/python.ts';
import { dicomImage } from '../../support/dicom-image.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { until } from '../../support/project-with-run.ts';

const run = promisify(execFile);
const siteToken = 'a-token-for-tests-only';
const project = 'FEDERATED';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
const sites = new Map<string, RunningSite>();
let projectId: string;
/** A viewer of the project, who knows no site's address. */
let viewer: HubClient;

const id = z.object({ id: z.string() });
const studiesAnswer = z.object({
  imagingStudies: z.object({
    totalCount: z.number().nullable(),
    nodes: z.array(
      z.object({
        studyInstanceUID: z.string(),
        instanceCount: z.number(),
        sites: z.array(z.object({ name: z.string() })),
        series: z.array(z.object({ images: z.array(z.object({ sopInstanceUID: z.string() })) })),
      }),
    ),
    siteAnswers: z.array(
      z.object({ site: z.object({ name: z.string() }), status: z.object({ reachable: z.boolean() }) }),
    ),
  }),
});
const studies = async (client: HubClient) =>
  (
    await client.request(
      studiesAnswer,
      `{ imagingStudies { totalCount nodes { studyInstanceUID instanceCount sites { name } series { images { sopInstanceUID } } }
         siteAnswers { site { name } status { reachable } } } }`,
    )
  ).imagingStudies;

function orthanc(address: string) {
  const { origin, pathname, username, password } = new URL(address);
  return { url: `${origin}${pathname}`, basic: { username, password } };
}
const orthancs = { 'orthanc-a': orthanc(serviceUrl('orthanc-a')), 'orthanc-b': orthanc(serviceUrl('orthanc-b')) };

/** Two images of one series, sent through a pool and approved: they end up at the pool's site. */
async function sendStudy(pool: string): Promise<void> {
  const images = join(folder.path, `images-${pool}`);
  await mkdir(images);
  // Orthancs outlive a run, so each has UIDs of its own.
  const study = `1.2.826.0.1.3680043.8.498.${String(randomInt(1e12))}`;
  for (const n of [1, 2]) {
    const bytes = dicomImage({ study, series: `${study}.1`, instance: `${study}.1.${String(n)}`, size: 64, text: { PatientID: `P-${pool}`, InstanceNumber: String(n) } }); // prettier-ignore
    await writeFile(join(images, `${String(n)}.dcm`), bytes);
  }
  const place = { projectId, pool };
  const { ingestionId } = await ingestFiles(hub.operator, place, images, await filesBelow(images), () => undefined);
  await waitUntilSettled(hub.operator, ingestionId, () => undefined);
}

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'));
  const { operator } = hub;
  const register = (input: object) =>
    operator.request(
      z.object({ registerSite: z.object({ site: id }) }),
      'mutation ($input: RegisterSiteInput!) { registerSite(input: $input) { site { id } } }',
      { input },
    );
  for (const name of ['north', 'south']) {
    const archive = join(folder.path, name);
    await mkdir(archive);
    const site = await startSite({ folder: archive, host: '127.0.0.1', port: 0, token: siteToken });
    sites.set(name, site);
    await register({ name, url: site.url, token: siteToken });
  }
  await register({ name: 'orthanc-a', ...orthancs['orthanc-a'] });
  const { registerSite } = await register({ name: 'orthanc-b', ...orthancs['orthanc-b'] });
  for (const siteName of ['north', 'south', 'orthanc-a'])
    projectId = await ensurePlace(operator, { project, pool: siteName, siteName }, true, () => undefined);
  const grant = 'mutation ($input: SiteGrantInput!) { grantSite(input: $input) { site { id } } }';
  await operator.request(z.unknown(), grant, { input: { siteId: registerSite.site.id, projectId } });

  const input = { username: 'vera', password: 'a password of vera' };
  await operator.request(z.unknown(), 'mutation ($input: AddUserInput!) { addUser(input: $input) { user { id } } }', {
    input,
  });
  const member = { projectId, username: input.username, roles: ['VIEWER'] };
  await operator.request(
    z.unknown(),
    'mutation ($input: SetMemberInput!) { setMember(input: $input) { project { id } } }',
    { input: member },
  );
  const { login } = await operator.request(
    z.object({ login: z.object({ accessToken: z.string() }) }),
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    { input },
  );
  viewer = new HubClient(hub.process.url, login.accessToken);

  for (const pool of ['north', 'south', 'orthanc-a']) await sendStudy(pool);
  for (const exam of await examsInQuarantine(operator, projectId))
    await reviewExam(operator, 'approveExam', exam.id, null);
  await until(async () => ((await studies(viewer)).nodes.length === 3 ? true : undefined));
}, 180_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  for (const site of sites.values()) await site.close(0);
  await folder[Symbol.asyncDispose]();
});

const atSite = async (name: string) =>
  (await studies(viewer)).nodes.filter((study) => study.sites.some((site) => site.name === name));

test('a study goes from one site to another through the door, and the two copies are one', async () => {
  const [study] = await atSite('north');
  const answer = await viewer.fetch(`/dicom-web/studies/${study?.studyInstanceUID ?? ''}`);
  expect(answer.status).toBe(200);
  const { parameters } = parseMediaType(answer.headers.get('content-type') ?? '');
  const files: Uint8Array[] = [];
  if (!answer.body) throw new Error('no body');
  for await (const { headers, body } of parseMultipart(answer.body, parameters.get('boundary') ?? '', {
    maxPartBytes: 1e9,
  })) {
    expect(headers.get('content-location')).toMatch(`${hub.process.url}/dicom-web/sites/`);
    files.push(body);
  }
  expect(files).toHaveLength(2);
  const { url, basic } = orthancs['orthanc-b'];
  const archive = openDicomWebArchive({ id: 'b', name: 'b', url, token: `${basic.username}:${basic.password}` });
  expect((await archive.store(files, AbortSignal.timeout(20_000))).failed).toEqual([]);
});

test('two Orthancs and two sites of ours answer one question', async () => {
  const found = await studies(viewer);
  expect(found.siteAnswers).toEqual(
    ['north', 'orthanc-a', 'orthanc-b', 'south'].map((name) => ({ site: { name }, status: { reachable: true } })),
  );
  expect(found.totalCount).toBe(3);
  expect(found.nodes.map((study) => study.sites.map(({ name }) => name).join(' ')).toSorted()).toEqual([
    'north orthanc-b',
    'orthanc-a',
    'south',
  ]);
  for (const { instanceCount, series } of found.nodes) {
    expect(instanceCount).toBe(2);
    expect(series.map(({ images }) => images.length)).toEqual([2]);
  }
});

test("Python's dicomweb-client searches and retrieves at the door", { timeout: 300_000 }, async () => {
  const python = await pythonWith('dicomweb-client', join(import.meta.dirname, 'requirements.txt'));
  const script = join(import.meta.dirname, 'client.py');
  const { stdout } = await run(python, [script, `${hub.process.url}/dicom-web`, 'vera', viewer.token ?? ''], {
    timeout: 120_000,
  });
  const text = z.string();
  const { found, pages } = z
    .object({
      found: z.array(
        z.object({
          study: text,
          series: z.array(text),
          instances: z.array(text),
          retrieved: z.array(text),
          metadata: z.number(),
          pixels: z.array(z.number()),
          one: text,
          ofStudy: z.array(text),
          frame: text,
          pixelData: z.array(text),
        }),
      ),
      pages: z.array(text),
    })
    .parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
  const { nodes } = await studies(viewer);
  expect(found.map(({ study }) => study).toSorted()).toEqual(nodes.map((one) => one.studyInstanceUID).toSorted());
  expect(pages).toEqual(found.map(({ study }) => study));
  for (const one of found) {
    expect(one.series).toHaveLength(1);
    expect(one.retrieved).toEqual(one.instances.toSorted());
    expect([one.retrieved.length, one.metadata]).toEqual([2, 2]);
    expect(one.pixels).toEqual([64, 64]);
    expect(one.ofStudy).toContain(one.one);
    expect(one.pixelData).toContain(one.frame);
  }
});

test('metadata leads to bulk data at the hub, whichever make the site is of', async () => {
  for (const name of ['south', 'orthanc-a']) {
    const [study] = await atSite(name);
    const answer = await viewer.fetch(`/dicom-web/studies/${study?.studyInstanceUID ?? ''}/metadata`);
    const text = await answer.text();
    expect(text).not.toContain(new URL(orthancs['orthanc-a'].url).host);
    const uris = [...text.matchAll(/"BulkDataURI":"([^"]*)"/g)].map(([, uri = '']) => uri);
    expect(uris.length).toBeGreaterThan(0);
    for (const uri of uris) {
      expect(uri).toMatch(`${hub.process.url}/dicom-web/sites/`);
      const bulk = await viewer.fetch(new URL(uri).pathname, { headers: { accept: '*/*' } });
      expect([name, bulk.status]).toEqual([name, 200]);
      expect((await bulk.arrayBuffer()).byteLength).toBeGreaterThanOrEqual(64 * 64 * 2);
    }
  }
});

test('pictures come where the site can draw', async () => {
  const [study] = await atSite('south');
  const path = `/dicom-web/studies/${study?.studyInstanceUID ?? ''}`;
  const picture = await viewer.fetch(`${path}/thumbnail`, { headers: { accept: 'image/png' } });
  expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
});

test('who is no member finds nothing, and the audit trail is whole', async () => {
  const [study] = await atSite('south');
  const input = { username: 'otto', password: 'a password of otto' };
  await hub.operator.request(z.unknown(), 'mutation ($input: AddUserInput!) { addUser(input: $input) { user { id } } }', { input }); // prettier-ignore
  const { login } = await hub.operator.request(
    z.object({ login: z.object({ accessToken: z.string() }) }),
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    { input },
  );
  const otto = new HubClient(hub.process.url, login.accessToken);
  expect((await otto.fetch('/dicom-web/studies')).status).toBe(204);
  expect((await otto.fetch(`/dicom-web/studies/${study?.studyInstanceUID ?? ''}`)).status).toBe(404);
  expect((await otto.fetch('/dicom-web/sites/south/studies')).status).toBe(404);
  const { verifyAudit } = await hub.operator.request(
    z.object({ verifyAudit: z.object({ firstBroken: z.unknown() }) }),
    '{ verifyAudit { firstBroken } }',
  );
  expect(verifyAudit.firstBroken).toBeNull();
});

test('a dead site is named; what another has as well is still there', async () => {
  const [study] = await atSite('north');
  await sites.get('north')?.close(0);
  sites.delete('north');
  const answer = await viewer.fetch('/dicom-web/studies');
  expect(answer.headers.get('warning')).toBe(
    '299 pesscara "These sites did not answer: north (the archive cannot be reached)"',
  );
  expect((await answer.json()) as unknown[]).toHaveLength(3);
  const path = `/dicom-web/studies/${study?.studyInstanceUID ?? ''}`;
  const retrieved = await viewer.fetch(path);
  expect(retrieved.status).toBe(200);
  expect((await retrieved.arrayBuffer()).byteLength).toBeGreaterThan(2 * 64 * 64 * 2);
  const found = await studies(viewer);
  expect([found.totalCount, found.nodes.length]).toEqual([null, 3]);
});
