import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { HubClient } from '../../../cli/hub-client.ts';
import { drawOn, writePerfusionExam } from '../../support/perfusion-exam.ts';
import { phantom, timeToPeak, type Place } from '../../support/perfusion-phantom.ts';
import { repository, startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { password, threeCenters } from '../../support/three-centers.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let centers: Awaited<ReturnType<typeof threeCenters>>;
let source: string;

beforeAll(async () => {
  folder = await temporaryFolder();
  source = await readFile(join(repository, 'docs', 'examples', 'workflows', 'perfusion.yaml'), 'utf8');
  hub = await startHub(join(folder.path, 'hub'));
  centers = await threeCenters(hub, 'PERFUSION');
  await writePerfusionExam(join(folder.path, 'exam'));
  await centers.receive(join(folder.path, 'exam'));
}, 180_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const mapShape = z.object({ asset: z.object({ content: z.object({ downloadUrl: z.string() }) }) });
const seriesShape = z.object({
  asset: z.object({
    series: z.array(
      z.object({
        id: z.string(),
        seriesType: z.string().nullable(),
        images: z.object({ nodes: z.array(z.object({ id: z.string() })) }),
      }),
    ),
  }),
});

const subjectShape = z.object({
  asset: z.object({
    subjects: z.array(z.object({ biomarkers: z.object({ nodes: z.array(z.record(z.string(), z.unknown())) }) })),
  }),
});
const subjectQuery = `query ($id: ID!) { asset(id: $id) { ... on Exam { subjects {
  biomarkers(name: "rCBVRatio") { nodes { id unit confidence method exam { id } parents { level } } } } } } }`;

test('perfusion: five people of three centers bring an exam to the blood volume of its tumour, near the known truth', async () => {
  const { member, take, complete } = centers;
  const nora = await member('nora', 'Nora One', ['RESEARCHER'], 'Center-1');
  const seb = await member('seb', 'Seb Two', ['CURATOR'], 'Center-2');
  const quinn = await member('quinn', 'Quinn Two', ['REVIEWER'], 'Center-2');
  const carla = await member('carla', 'Carla Three', ['CURATOR'], 'Center-3');
  const rita = await member('rita', 'Rita Three', ['REVIEWER'], 'Center-3');
  const [examId = ''] = await centers.assets('EXAM');
  await centers.assets('SERIES', 3);
  const series = async () => {
    const query =
      'query ($id: ID!) { asset(id: $id) { ... on Exam { series { id seriesType images(first: 1000) { nodes { id } } } } } }';
    return (await nora.request(seriesShape, query, { id: examId })).asset.series;
  };
  const draw = async (title: string, marked: (place: Place) => boolean) => {
    const [map = ''] = await derived(nora, 'rCBV of');
    const perfusion = (await series()).find(({ seriesType }) => seriesType === 'perfusion');
    const { asset } = await nora.request(mapShape, 'query ($id: ID!) { asset(id: $id) { content { downloadUrl } } }', {
      id: map,
    });
    const bytes = new Uint8Array(await (await fetch(hub.process.url + asset.content.downloadUrl)).arrayBuffer());
    return centers.bringMask(seb, perfusion?.id ?? '', title, await drawOn(bytes, marked));
  };
  const drawing = () => take(seb, 'Draw the tumour and normal white matter');
  const handIn = async (taskId: string, tumour: string, whiteMatter: string) => {
    const outputs = [
      { assetId: tumour, role: 'tumour' },
      { assetId: whiteMatter, role: 'whiteMatter' },
    ];
    return complete(seb, { taskId, outcome: 'APPROVED', outputs });
  };
  const check = async (outcome: object) => {
    const taskId = await take(quinn, 'Check the region and the values');
    return complete(quinn, { taskId, ...outcome });
  };
  const types = async () => {
    const taskId = await take(carla, 'Is each series what the classifier says?');
    return complete(carla, { taskId, outcome: 'APPROVED' });
  };
  const review = async () => {
    const taskId = await take(rita, 'Review the blood volume');
    return complete(rita, { taskId, outcome: 'APPROVED', signature: { password } });
  };
  const passes = { outcome: 'APPROVED', values: { bolus: true } };

  const runId = await centers.start({ source }, examId);
  await types();
  const first = await drawing();
  expect((await series()).map(({ seriesType }) => seriesType)).toEqual(['T1 post-contrast', 'FLAIR', 'perfusion']);
  const coarse = await draw('tumour with much around it', (place) => place === 'tumour' || place === 'greyMatter');
  const whiteMatter = await draw('white matter', (place) => place === 'whiteMatter');
  await handIn(first, coarse, whiteMatter);
  expect(await check({ outcome: 'SENT_BACK', comment: 'too large' })).toMatchObject({ task: { state: 'SENT_BACK' } });
  const fine = await draw('tumour', (place) => place === 'tumour');
  expect(await handIn(await drawing(), fine, whiteMatter)).toMatchObject({
    task: { note: 'sent back by quinn: too large' },
  });
  await check(passes);
  await review();

  const run = await centers.ended(runId);
  expect(run).toMatchObject({ state: 'COMPLETED', error: null });
  const values = run.steps.find(({ step }) => step === 'biomarkers')?.biomarkers ?? [];
  const value = (name: string) => values.find((found) => found.name === name)?.value ?? Number.NaN;
  const { tumour, whiteMatter: normal } = phantom;
  expect(Math.abs(value('rCBVRatio') / (tumour.cbv / normal.cbv) - 1)).toBeLessThan(0.03);
  expect(Math.abs(value('TTP') - timeToPeak(tumour))).toBeLessThan(phantom.secondsPerVolume / 2);
  expect(Math.abs(value('MTTRatio') / (tumour.mtt / normal.mtt) - 1)).toBeLessThan(0.1);
  expect(run.steps.find(({ step }) => step === 'review')?.task?.decisions).toMatchObject([
    { username: 'rita', signature: { signerName: 'Rita Three', meaning: 'APPROVAL', state: 'VALID' } },
  ]);
  expect(await centers.told(nora)).toEqual(['The relative blood volume is ready.']);

  // It is the subject's, with what is known of it.
  const { asset } = await nora.request(subjectShape, subjectQuery, { id: examId });
  expect(asset.subjects[0]?.biomarkers.nodes).toEqual([
    {
      id: values.find(({ name }) => name === 'rCBVRatio')?.id,
      unit: '1',
      confidence: 1,
      method: expect.stringMatching(/Ostergaard 1996.*mean over tumour, divided by that over whiteMatter/) as string,
      exam: { id: examId },
      parents: expect.toSatisfy((parents: { level: string }[]) =>
        ['SERIES', 'EXAM', 'SUBJECT'].every((level) => parents.some((parent) => parent.level === level)),
      ) as unknown,
    },
  ]);

  // The value descends from each image of the perfusion series, from no other image, and from the second mask alone.
  const ratio = values.find(({ name }) => name === 'rCBVRatio')?.id ?? '';
  const ancestors = await centers.ancestors(nora, ratio);
  for (const { seriesType, images } of await series()) {
    const found = images.nodes.filter(({ id }) => ancestors.has(id)).length;
    expect([seriesType, found]).toEqual([seriesType, seriesType === 'perfusion' ? images.nodes.length : 0]);
  }
  expect([fine, whiteMatter, coarse].map((id) => ancestors.has(id))).toEqual([true, true, false]);

  // An equal run computes nothing again, and its values are the same ones.
  const again = await centers.start({ source }, examId);
  await types();
  await handIn(await drawing(), fine, whiteMatter);
  await check(passes);
  await review();
  const { state, steps } = await centers.ended(again);
  expect(state).toBe('COMPLETED');
  const computed = new Set(['classify', 'convert', 'maps', 'measure', 'biomarkers']);
  const done = steps.filter(({ step, state: of }) => computed.has(step) && of === 'COMPLETED');
  expect(done.map(({ step }) => step).toSorted()).toEqual([
    'biomarkers',
    ...Array.from({ length: 3 }, () => 'classify'),
    ...Array.from({ length: 3 }, () => 'convert'),
    'maps',
    'measure',
  ]);
  for (const { step, reused } of done) expect([step, reused]).toEqual([step, { by: expect.any(String) as string }]);
  expect(steps.find(({ step }) => step === 'biomarkers')?.biomarkers.find(({ id }) => id === ratio)).toBeDefined();
}, 240_000);

/** Ids of the derived assets whose label begins so. */
async function derived(who: HubClient, beginning: string): Promise<readonly string[]> {
  const shape = z.object({ assets: z.object({ nodes: z.array(z.object({ id: z.string(), label: z.string() })) }) });
  const query = 'query ($f: AssetFilter) { assets(filter: $f, first: 100) { nodes { id label } } }';
  const filter = { projectId: centers.projectId, level: 'DERIVED', kind: 'nifti' };
  const { assets } = await who.request(shape, query, { f: filter });
  return assets.nodes.filter(({ label }) => label.startsWith(beginning)).map(({ id }) => id);
}
