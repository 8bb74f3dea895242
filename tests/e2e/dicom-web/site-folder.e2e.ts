import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { dicomImage } from '../../support/dicom-image.ts';
import { PesscaraProcess, temporaryFolder } from '../../support/pesscara-process.ts';

const health = z.object({ status: z.string(), indexing: z.boolean(), instances: z.number(), watching: z.string() });

const studies = 300;
const perStudy = 10;

async function healthOf(site: PesscaraProcess): Promise<z.infer<typeof health>> {
  return health.parse(await (await fetch(new URL('/health', site.url))).json());
}

/** Metadata of how many instances the study is answered with; 0 when it isn't there. */
async function instancesOf(site: PesscaraProcess, study: number): Promise<number> {
  const reply = await fetch(`${site.url}/studies/1.${String(study)}/metadata`);
  const body: unknown = await reply.json();
  return reply.ok ? z.array(z.unknown()).parse(body).length : 0;
}

test('a site over a folder is killed while it indexes, goes on where it was, and follows what happens to the files', async () => {
  await using folder = await temporaryFolder();
  const archive = join(folder.path, 'archive');
  const options = ['site', archive, '--port', '0', '--index', join(folder.path, 'index')];
  for (let study = 1; study <= studies; study += 1) {
    const path = join(archive, String(study));
    await mkdir(path, { recursive: true });
    for (let n = 1; n <= perStudy; n += 1) {
      const uid = { study: `1.${String(study)}`, series: `1.${String(study)}.1` };
      await writeFile(join(path, String(n)), dicomImage({ ...uid, instance: `1.${String(study)}.1.${String(n)}` }));
    }
  }
  // Killed once it has taken something in.
  const first = await PesscaraProcess.start(options, {});
  await expect.poll(async () => (await healthOf(first)).instances, { timeout: 30_000, interval: 5 }).toBeGreaterThan(0);
  await first.end('SIGKILL');

  await using site = await PesscaraProcess.start(options, {});
  await expect
    .poll(() => healthOf(site), { timeout: 60_000 })
    .toMatchObject({
      ...{ status: 'ok', indexing: false, watching: 'events', instances: studies * perStudy },
    });
  expect(await instancesOf(site, 7)).toBe(perStudy);

  await rename(join(archive, '7'), join(archive, 'elsewhere'));
  expect(await instancesOf(site, 7)).toBe(perStudy);
  const retrieved = await fetch(`${site.url}/studies/1.7`);
  expect(retrieved.status).toBe(200);
  expect((await retrieved.arrayBuffer()).byteLength).toBeGreaterThan(perStudy * 500);

  await rm(join(archive, '8'), { recursive: true });
  await expect.poll(() => instancesOf(site, 8), { timeout: 10_000 }).toBe(0);
  await writeFile(join(archive, 'new'), dicomImage({ study: '1.999', series: '1.999.1', instance: '1.999.1.1' }));
  await expect.poll(() => instancesOf(site, 999), { timeout: 10_000 }).toBe(1);

  await rename(archive, join(folder.path, 'away'));
  await expect.poll(async () => (await fetch(new URL('/health', site.url))).status, { timeout: 10_000 }).toBe(503);
  const searched = await fetch(`${site.url}/studies?StudyInstanceUID=1.7`);
  expect(searched.status).toBe(200);
  expect((await fetch(`${site.url}/studies/1.7`)).status).toBe(503);
  await rename(join(folder.path, 'away'), archive);
  await expect.poll(async () => (await fetch(`${site.url}/studies/1.7`)).status, { timeout: 10_000 }).toBe(200);
}, 180_000);
