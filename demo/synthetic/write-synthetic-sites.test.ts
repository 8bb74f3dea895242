import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeSyntheticSites, type SyntheticSites } from './write-synthetic-sites.ts';

interface Read {
  readonly PatientName: unknown;
  readonly StudyInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly InstanceNumber: number;
  readonly ReferringPhysicianName: unknown;
  readonly BurnedInAnnotation: string;
  readonly ContrastBolusAgent?: string;
  readonly PixelSpacing: readonly number[];
  readonly SpacingBetweenSlices: number;
  readonly PixelData: readonly ArrayBuffer[];
}

/** Another reader than ours; it comes without types. */
const { data, log } = createRequire(import.meta.url)('dcmjs') as {
  log: { getLogger(name: string): { setLevel(level: 'silent'): void } };
  data: {
    DicomMessage: { readFile(bytes: ArrayBuffer): { dict: unknown } };
    DicomMetaDictionary: { naturalizeDataset(dict: unknown): Read };
  };
};
// It complains of its own dictionary's VR of Pixel Data in Implicit VR.
log.getLogger('validation.dcmjs').setLevel('silent');

const folder = mkdtempSync(join(tmpdir(), 'pesscara-synthetic-'));
let sites: SyntheticSites;
beforeAll(async () => {
  sites = await writeSyntheticSites(join(folder, 'one'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const filesBelow = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const hashOf = (path: string): string[] =>
  filesBelow(path).map(
    (file) => file.slice(path.length) + createHash('sha256').update(readFileSync(file)).digest('hex'),
  );

function read(file: string): Read {
  const bytes = Uint8Array.from(readFileSync(file));
  return data.DicomMetaDictionary.naturalizeDataset(data.DicomMessage.readFile(bytes.buffer).dict);
}

test('writes the same bytes for the same seed, and others for another', async () => {
  await writeSyntheticSites(join(folder, 'two'));
  await writeSyntheticSites(join(folder, 'other'), { seed: 2 });
  const one = hashOf(join(folder, 'one'));
  expect(hashOf(join(folder, 'two'))).toEqual(one);
  expect(hashOf(join(folder, 'other'))).not.toEqual(one);
});

test('makes two exams each of three subjects at either site, with one FLAIR missing and one screenshot', () => {
  expect(sites.exams).toHaveLength(12);
  expect(new Set(sites.exams.map((exam) => `${exam.site} ${exam.patientId}`)).size).toBe(6);
  expect(sites.exams.filter((exam) => !exam.series.some(({ sequence }) => sequence === 'FLAIR'))).toHaveLength(1);
  const all = sites.exams.flatMap((exam) => exam.series);
  expect(all.filter(({ sequence }) => sequence === 'SCREENSHOT')).toHaveLength(1);
  expect(all.filter(({ sequence }) => sequence === 'T1C')).toHaveLength(12);
  expect(all.length).toBeLessThanOrEqual(40);
  expect(sites.instanceCount).toBe(sites.sites.flatMap((site) => filesBelow(site.folder)).length);
});

test('every file is readable by dcmjs, belongs to the series that was promised, and says that nobody is meant', () => {
  const found = new Map<string, number>();
  for (const file of sites.sites.flatMap((site) => filesBelow(site.folder))) {
    const dataset = read(file);
    expect(String(dataset.PatientName)).toMatch(/^SYNTHETIC\^Patient0\d$/);
    const key = `${dataset.StudyInstanceUID} ${dataset.SeriesInstanceUID}`;
    found.set(key, (found.get(key) ?? 0) + 1);
  }
  const promised = sites.exams.flatMap((exam) =>
    exam.series.map(
      ({ seriesInstanceUID, instanceCount }) =>
        [`${exam.studyInstanceUID} ${seriesInstanceUID}`, instanceCount] as const,
    ),
  );
  expect([...found].sort()).toEqual([...promised].sort());
});

test("names keep their letters in either site's character set", () => {
  const [siteA = '', siteB = ''] = sites.sites.map((site) => filesBelow(site.folder)[0]);
  expect(String(read(siteA).ReferringPhysicianName)).toBe('SYNTHETIC^Müller^^Dr.');
  expect(String(read(siteB).ReferringPhysicianName)).toBe('SYNTHETIC^Þórsdóttir^^Dr.');
});

test('the lesion that the truth states can be measured in the post-contrast image, and grows', () => {
  for (const [before, after] of pairs()) {
    expect(after.truth.lesionMm3).toBeGreaterThan(before.truth.lesionMm3);
    for (const exam of [before, after]) {
      // Halfway from what lies around the rim to the rim: what partial volumes lose here they win there.
      if (exam.truth.enhancingMm3 === 0) continue;
      const measured = brightMm3(exam.patientId, exam.timepoint);
      expect(measured / exam.truth.enhancingMm3).toBeGreaterThan(0.85);
      expect(measured / exam.truth.enhancingMm3).toBeLessThan(1.15);
    }
  }
});

function pairs() {
  return sites.exams.flatMap((exam, index) => {
    const next = sites.exams[index + 1];
    return exam.timepoint === 'baseline' && next ? [[exam, next] as const] : [];
  });
}

/** Volume of bright voxels of the post-contrast series inside the skull, in mm3. */
function brightMm3(patientId: string, timepoint: string): number {
  const site = sites.sites.find(({ folder: path }) => readdirSync(path).includes(patientId));
  const series = timepoint === 'baseline' ? '06' : '02';
  let volume = 0;
  for (const [slice, file] of filesBelow(join(site?.folder ?? '', patientId, timepoint, series)).entries()) {
    const dataset = read(file);
    expect(dataset.ContrastBolusAgent).toBe('Gadobutrol');
    const pixels = new Uint16Array(dataset.PixelData[0] ?? new ArrayBuffer(0));
    const gain = site?.name === 'site-a' ? 1 : 1.4;
    const [pixelMm = 0] = dataset.PixelSpacing;
    for (const [index, value] of pixels.entries()) {
      const x = ((index % 64) - 31.5) * pixelMm;
      const y = (Math.trunc(index / 64) - 31.5) * pixelMm;
      const z = (slice - 9.5) * dataset.SpacingBetweenSlices;
      const insideSkull = (x / 74) ** 2 + (y / 94) ** 2 + (z / 72) ** 2 < 0.86 ** 2;
      if (insideSkull && value > 670 * gain) volume += pixelMm ** 2 * dataset.SpacingBetweenSlices;
    }
  }
  return volume;
}

test('the facts beside the images name the same patients', () => {
  const written = JSON.parse(readFileSync(join(folder, 'one', 'clinical.json'), 'utf8')) as { records: unknown };
  expect(written.records).toEqual(sites.clinical);
  expect(sites.clinical.map(({ patientId }) => patientId)).toEqual([
    ...new Set(sites.exams.map((exam) => exam.patientId)),
  ]);
});
