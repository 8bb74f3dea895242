import { expect, test } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { assetIds } from '../assets/asset-ids.ts';
import type { DicomJson } from '../dicom/dicom-json.ts';
import { nameId } from '../ids.ts';
import type { ArchivePage } from '../ports/archive.ts';
import { createArchives } from './archives.ts';

const project = nameId('test-project', 'door-search');
const member = testActor({ roles: { [project]: ['VIEWER'] } });
const search = {
  site: null,
  resource: { kind: 'search', level: 'study', scope: {}, path: 'studies' },
  parameters: new URLSearchParams(),
  base: 'http://hub/dicom-web',
} as const;

function study(uid: string, description: string | null, date = '20240101'): DicomJson {
  return {
    '0020000D': { vr: 'UI', Value: [uid] },
    '00080020': { vr: 'DA', Value: [date] },
    '00081030': description === null ? { vr: 'LO' } : { vr: 'LO', Value: [description] },
  };
}

/** Two sites whose answers come when the test says so; `asked` resolves with the first question to the graph of so many exams. */
function twoSites() {
  const pages = [Promise.withResolvers<ArchivePage>(), Promise.withResolvers<ArchivePage>()];
  const asked = Promise.withResolvers<readonly string[]>();
  const sites = pages.map((_, n) => ({
    id: nameId('site', String(n)),
    name: `site-${String(n)}`,
    url: 'http://x',
    sealedToken: null,
    sealedTls: null,
    deadlineMs: 60_000,
  }));
  const archives = createArchives({
    sites: {
      getSites: () => Promise.resolve(new Map(sites.map((site) => [site.id, site]))),
      projectSites: () => Promise.resolve(sites.map(({ id }) => ({ siteId: id, projectId: project }))),
    },
    graph: {
      getAssets: (ids: readonly string[]) => {
        if (ids.length > 0) asked.resolve(ids);
        return Promise.resolve(new Map(ids.map((id) => [id, { id, projectId: project }])));
      },
    },
    secrets: { key: () => Promise.resolve(new Uint8Array(32)) },
    openArchive: ({ name }: { readonly name: string }) => ({ search: () => pages[Number(name.slice(-1))]?.promise }),
  } as unknown as Parameters<typeof createArchives>[0]);
  const answer = (site: number, rows: readonly DicomJson[]) =>
    pages[site]?.resolve({ rows, total: rows.length, hasMore: false });
  return { archives, asked: asked.promise, answer };
}

test('asks the graph about what one site has answered while another is awaited', async () => {
  const { archives, asked, answer } = twoSites();
  const found = archives.searchAtDoor(member, search);
  answer(1, [study('1.2', 'of the second')]);
  expect(await asked).toEqual([assetIds.exam(project, '1.2')]);
  answer(0, []);
  expect((await found).rows.map((row) => row['0020000D']?.Value)).toEqual([['1.2']]);
});

test.each([
  ['the first site answers first', [0, 1]],
  ['the second site answers first', [1, 0]],
] as const)('answers the same when %s', async (_, order) => {
  const { archives, asked, answer } = twoSites();
  const rows = [
    [study('1.1', 'said by the first'), study('1.2', null), study('1.4', 'older', '20230101')],
    [study('1.3', 'newest', '20250101'), study('1.1', 'said by the second'), study('1.2', 'only the second says')],
  ];
  const found = archives.searchAtDoor(member, search);
  for (const site of order) {
    answer(site, rows[site] ?? []);
    await asked;
  }
  const { rows: answered, total } = await found;
  expect(
    answered.map((row) => [row['0020000D'], row['00081030'], row['00081190']].map((one) => one?.Value?.[0])),
  ).toEqual([
    ['1.3', 'newest', 'http://hub/dicom-web/studies/1.3'],
    ['1.1', 'said by the first', 'http://hub/dicom-web/studies/1.1'],
    ['1.2', 'only the second says', 'http://hub/dicom-web/studies/1.2'],
    ['1.4', 'older', 'http://hub/dicom-web/studies/1.4'],
  ]);
  expect(total).toBe(4);
});
