import { afterAll, beforeAll, expect, test } from 'vitest';
import { openDicomWebArchive } from '../../adapters/dicomweb/archive.ts';
import { PostgresTombstones } from '../../adapters/postgres/asset-tombstones.ts';
import { assetIds } from '../../core/assets/asset-ids.ts';
import type { NewAsset } from '../../core/assets/asset.ts';
import type { DicomJson } from '../../core/dicom/dicom-json.ts';
import { textIn, uidTags } from '../../core/dicomweb/rows.ts';
import { newId } from '../../core/ids.ts';
import { dicomImage } from '../support/dicom-image.ts';
import { alpha, ArchivesHub, beta, member, siteToken } from './hub.ts';

/** Study, its series, their images; all at one site that serves both projects. */
const held = [
  ['1.1', '1.1.1', '1.1.1.1'],
  ['1.2', '1.2.1', '1.2.1.1'],
  ['1.2', '1.2.1', '1.2.1.2'],
  ['1.2', '1.2.2', '1.2.2.1'],
  ['1.3', '1.3.1', '1.3.1.1'],
] as const;

let hub: ArchivesHub;
beforeAll(async () => {
  hub = await ArchivesHub.open();
  const site = await hub.startSite();
  const archive = openDicomWebArchive({ id: 'a', name: 'a', url: site.url, token: siteToken });
  const images = held.map(([study, series, instance]) => dicomImage({ study, series, instance, size: 8, text: {} }));
  await archive.store(images, AbortSignal.timeout(20_000));
  await hub.addSite('north', site.url, siteToken, alpha, beta);
  for (const study of ['1.1', '1.2', '1.3']) await hub.addExam(alpha, study);
  await hub.addExam(beta, '1.1');
  for (const [study, series, instance] of held) {
    const common = { projectId: alpha, kind: null, label: 'l', properties: {}, content: null, createdBy: 'test' };
    const exam = assetIds.exam(alpha, study);
    const [ofSeries, ofImage] = [assetIds.series(alpha, series), assetIds.image(alpha, instance)];
    await hub.graph.putAssets([
      { ...common, id: ofSeries, level: 'SERIES', parentIds: [exam] },
      { ...common, id: ofImage, level: 'IMAGE', parentIds: [ofSeries] },
    ] satisfies NewAsset[]);
  }
  await withdraw(
    assetIds.exam(alpha, '1.1'),
    assetIds.series(alpha, '1.1.1'),
    assetIds.image(alpha, '1.1.1.1'),
    assetIds.series(alpha, '1.2.2'),
    assetIds.image(alpha, '1.2.1.2'),
  );
});
afterAll(() => hub.close());

async function withdraw(...ids: readonly string[]): Promise<void> {
  const withdrawn = { at: new Date('2026-02-03T04:05:06Z'), reason: 'asked to', withdrawalId: newId() };
  const assets = [...(await hub.graph.getAssets(ids)).values()];
  await new PostgresTombstones(hub.sql).put(
    assets.map(({ id, projectId, level, kind, createdAt, createdBy }) => ({
      ...{ id, projectId, level, kind, createdAt, createdBy },
      withdrawn,
    })),
  );
}

const statusOf = async (path: string) => (await hub.ask(path)).status;
async function uidsOf(path: string, tag: string): Promise<readonly (string | null)[]> {
  const answer = await hub.ask(path);
  return answer.status === 204 ? [] : ((await answer.json()) as DicomJson[]).map((row) => textIn(row, tag));
}

test('what was withdrawn is found no more, whatever the archive still has', async () => {
  expect((await uidsOf('/studies', uidTags.study)).toSorted()).toEqual(['1.2', '1.3']);
  expect(await uidsOf('/studies/1.1/series', uidTags.series)).toEqual([]);
  expect((await uidsOf('/series', uidTags.series)).toSorted()).toEqual(['1.2.1', '1.3.1']);
  expect(await uidsOf('/studies/1.2/series', uidTags.series)).toEqual(['1.2.1']);
  expect(await uidsOf('/studies/1.2/instances', uidTags.instance)).toEqual(['1.2.1.1']);
  expect(await uidsOf('/studies/1.2/series/1.2.2/instances', uidTags.instance)).toEqual([]);
  const { studies } = await hub.archives.searchStudies(member, {}, { first: 10, after: null });
  expect(studies.map(({ study }) => study.studyInstanceUID).toSorted()).toEqual(['1.2', '1.3']);
  const series = await hub.archives.seriesOf(member, ['1.1', '1.2']);
  expect([...series].map(([study, rows]) => [study, rows.map((row) => row.seriesInstanceUID)])).toEqual([
    ['1.2', ['1.2.1']],
  ]);
  const images = await hub.archives.imagesOf(member, ['1.2/1.2.1', '1.2/1.2.2']);
  expect([...images.values()].flat().map((row) => row.sopInstanceUID)).toEqual(['1.2.1.1']);
});

test.each([
  ['/studies/1.1', 404],
  ['/studies/1.1/series/1.1.1/instances/1.1.1.1', 404],
  // A withdrawn part by the path of a study that is there.
  ['/studies/1.3/series/1.1.1', 404],
  ['/studies/1.2/series/1.2.2', 404],
  ['/studies/1.2/series/1.2.2/instances/1.2.2.1', 404],
  ['/studies/1.2/series/1.2.1/instances/1.2.1.2', 404],
  ['/studies/1.2/series/1.2.1/instances/1.2.1.2/rendered', 404],
  // The whole holds a part that is gone.
  ['/studies/1.2', 410],
  ['/studies/1.2/metadata', 410],
  ['/studies/1.2/series/1.2.1', 410],
  ['/studies/1.2/series/1.2.1/instances/1.2.1.1', 200],
  ['/studies/1.3', 200],
  ['/studies/1.3/series/1.3.1', 200],
  // Registered both, but not one of the other.
  ['/studies/1.3/series/1.2.1/instances/1.2.1.1', 404],
  ['/studies/1.2/series/1.2.1/instances/1.3.1.1', 404],
])('%s answers %i', async (path, status) => {
  expect(await statusOf(path)).toBe(status);
});
