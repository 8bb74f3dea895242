import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { examsInQuarantine, reviewExam } from '../../../cli/commands/review.ts';
import { filesBelow, ingestFiles, waitUntilSettled } from '../../../cli/ingest-folder.ts';
import { ensurePlace } from '../../../cli/places.ts';
import { startSite } from '../../../cli/wire-site.ts';
import type { RunningSite } from '../../../site/serve-site.ts';
import { chromiumArguments, chromiumPath } from '../../services/chromium.ts';
import { ohifFolder } from '../../services/ohif.ts';
import { dicomImage } from '../../support/dicom-image.ts';
import { repository, startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { until } from '../../support/project-with-run.ts';

const siteToken = 'a-token-for-tests-only';
const [size, slices] = [256, 6];
const person = { username: 'vera', password: 'a password of vera' };
const pictures = join(repository, '.cache', 'test-output', process.env['PESSCARA_TEST_HUB'] ?? 'embedded');

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let browser: Browser;
const sites: RunningSite[] = [];

/** A quarter bright, one grey, two dark: turned or mirrored it would look otherwise. A disc grows from slice to slice. */
function pattern(x: number, y: number, slice: number): number {
  const half = size / 2;
  if (Math.hypot(x - half, y - half) < 8 + slice * 4) return 1400;
  if (x < half && y < half) return 2000;
  return x >= half && y >= half ? 1000 : 60;
}

async function sendStudy(projectId: string, pool: string, number: number): Promise<void> {
  const images = join(folder.path, `images-${String(number)}`);
  await mkdir(images);
  const study = `1.2.826.0.1.3680043.8.498.77.${String(number)}`;
  for (let n = 0; n < slices; n += 1) {
    const bytes = dicomImage({
      study,
      series: `${study}.1`,
      instance: `${study}.1.${String(n + 1)}`,
      size,
      pixel: (x, y) => pattern(x, y, n),
      text: {
        SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
        Modality: 'CT',
        PatientID: `P-${String(number)}`,
        SeriesNumber: '1',
        InstanceNumber: String(n + 1),
        FrameOfReferenceUID: `${study}.9`,
        ImageOrientationPatient: '1\\0\\0\\0\\1\\0',
        ImagePositionPatient: `-128\\-128\\${String(n * 5)}`,
        PixelSpacing: '1\\1',
        SliceThickness: '5',
        RescaleIntercept: '-1024',
        RescaleSlope: '1',
        WindowCenter: '0',
        WindowWidth: '2000',
      },
    });
    await writeFile(join(images, `${String(n)}.dcm`), bytes);
  }
  const place = { projectId, pool };
  const { ingestionId } = await ingestFiles(hub.operator, place, images, await filesBelow(images), () => undefined);
  await waitUntilSettled(hub.operator, ingestionId, () => undefined);
  for (const exam of await examsInQuarantine(hub.operator, projectId))
    await reviewExam(hub.operator, 'approveExam', exam.id, null);
}

const change = (name: string, answer: string, input: object) =>
  hub.operator.request(
    z.unknown(),
    `mutation ($input: ${name.charAt(0).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { ${answer} } }`,
    { input },
  );
const studiesAnswer = z.object({
  imagingStudies: z.object({ nodes: z.array(z.object({ instanceCount: z.number() })) }),
});

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'), { PESSCARA_VIEWER: await ohifFolder() });
  for (const name of ['north', 'south']) {
    const archive = join(folder.path, name);
    await mkdir(archive);
    const site = await startSite({ folder: archive, host: '127.0.0.1', port: 0, token: siteToken });
    sites.push(site);
    await change('registerSite', 'site { id }', { name, url: site.url, token: siteToken });
  }
  const place = (project: string, siteName: string) =>
    ensurePlace(hub.operator, { project, pool: siteName, siteName }, true, () => undefined);
  await change('addUser', 'user { id }', person);
  const projectId = await place('SEEN', 'north');
  await place('SEEN', 'south');
  await change('setMember', 'project { id }', { projectId, username: person.username, roles: ['VIEWER'] });
  const hidden = await place('HIDDEN', 'north');
  await sendStudy(projectId, 'north', 1);
  await sendStudy(projectId, 'south', 2);
  await sendStudy(hidden, 'north', 3);
  await until(async () => {
    const found = await hub.operator.request(studiesAnswer, '{ imagingStudies { nodes { instanceCount } } }');
    const counts = found.imagingStudies.nodes.map(({ instanceCount }) => instanceCount);
    return counts.length === 3 && counts.every((count) => count === slices) ? true : undefined;
  });
  browser = await chromium.launch({
    executablePath: await chromiumPath(),
    args: [
      ...chromiumArguments.filter((argument) => argument !== '--disable-gpu'),
      ...['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
    ],
  });
  await mkdir(pictures, { recursive: true });
}, 300_000);
afterAll(async () => {
  await browser.close();
  await hub[Symbol.asyncDispose]();
  for (const site of sites) await site.close(0);
  await folder[Symbol.asyncDispose]();
});

/** How bright the image of the first viewport is in the middle of each quarter, and in its middle; null before one is drawn. */
async function brightness(page: Page): Promise<number[] | null> {
  return page.evaluate<number[] | null>(`(() => {
    const canvas = document.querySelector('canvas.cornerstone-canvas');
    if (!canvas || canvas.width === 0) return null;
    const side = Math.min(canvas.width, canvas.height);
    const [left, top] = [(canvas.width - side) / 2, (canvas.height - side) / 2];
    const at = (x, y) => canvas.getContext('2d').getImageData(left + side * x, top + side * y, 1, 1).data[0];
    return [[0.3, 0.3], [0.7, 0.3], [0.3, 0.7], [0.7, 0.7], [0.5, 0.5]].map(([x, y]) => at(x, y));
  })()`);
}

test("OHIF lists the studies of one's projects, and shows one as it is", { timeout: 400_000 }, async () => {
  const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
  page.setDefaultTimeout(90_000);
  const troubles: string[] = [];
  page.on('request', (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && !url.startsWith(hub.process.url)) troubles.push(`asked ${url}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) troubles.push(`${String(response.status())} ${response.url()}`);
  });
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') troubles.push(message.text());
  });

  await page.goto(`${hub.process.url}/viewer/`);
  await page.getByLabel('Username').fill(person.username);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  try {
    const rows = page.getByText(/^R-[0-9A-Z]{10}$/);
    await rows.first().waitFor();
    expect(await rows.count()).toBe(2);
    await page.screenshot({ path: join(pictures, 'ohif-studies.png') });

    const found = await page.evaluate<string>(
      `fetch('/dicom-web/studies', { headers: { authorization: 'Bearer ' + JSON.parse(sessionStorage.getItem('pesscara:session')).accessToken } }).then((answer) => answer.text())`,
    );
    const studies = (JSON.parse(found) as Record<string, { Value: string[] }>[]).map(
      (row) => row['0020000D']?.Value[0],
    );
    expect(studies).toHaveLength(2);
    await page.goto(`${hub.process.url}/viewer/viewer?StudyInstanceUIDs=${studies[0] ?? ''}`);
    await expect
      .poll(async () => ((await brightness(page)) ?? [0]).some((value) => value > 200), {
        timeout: 120_000,
        interval: 500,
      })
      .toBe(true);
    const [bright = 0, right = 0, below = 0, grey = 0, middle = 0] = (await brightness(page)) ?? [];
    expect(bright).toBeGreaterThan(220);
    expect(right).toBeLessThan(30);
    expect(below).toBeLessThan(30);
    expect(grey).toBeGreaterThan(90);
    expect(grey).toBeLessThan(160);
    expect(middle).toBeGreaterThan(160);
    expect(middle).toBeLessThan(bright);
    // What OHIF tells a newcomer lies over the image.
    await page.getByText('Skip all').click();
    await page.getByText('Confirm and hide').click();
    expect(troubles).toEqual([]);
  } finally {
    await page.screenshot({ path: join(pictures, 'ohif-viewer.png') });
  }
  await page.close();
});
