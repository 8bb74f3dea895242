import { expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { nameId } from '../ids.ts';
import { assetIds } from '../assets/asset-ids.ts';
import { testActor } from '../../tests/support/actors.ts';
import type { DicomJson } from '../dicom/dicom-json.ts';
import type { Archive, ArchivePage, ArchiveSearch } from '../ports/archive.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import { createArchives } from './archives.ts';

const project = nameId('test-project', 'pages');
const member = testActor({ roles: { [project]: ['VIEWER'] } });

/** One archive: what it holds, in its own order, and how it pages. */
interface Source {
  readonly studies: readonly { readonly uid: string; readonly date: string | null }[];
  /** Most that it answers at once, whatever it is asked for; null: as many as asked for. */
  readonly cap: number | null;
  readonly saysTotal: boolean;
  readonly dead: boolean;
}

const uids = Array.from({ length: 12 }, (_, index) => `1.${String(index)}`);
const dates = ['20240101', '20240102', '20250101', null];
const source: fc.Arbitrary<Source> = fc.record({
  studies: fc
    .uniqueArray(fc.record({ uid: fc.constantFrom(...uids), date: fc.constantFrom(...dates) }), {
      selector: ({ uid }) => uid,
      maxLength: 12,
    })
    .chain((studies) => fc.shuffledSubarray(studies, { minLength: studies.length })),
  cap: fc.option(fc.integer({ min: 1, max: 4 })),
  saysTotal: fc.boolean(),
  dead: fc.constant(false),
});

function rowOf({ uid, date }: Source['studies'][number]): DicomJson {
  return {
    '0020000D': { vr: 'UI', Value: [uid] },
    '00080020': date === null ? { vr: 'DA' } : { vr: 'DA', Value: [date] },
  };
}

function archiveOf({ studies, cap, saysTotal, dead }: Source): Pick<Archive, 'search'> {
  return {
    search: ({ limit, offset }: ArchiveSearch): Promise<ArchivePage> => {
      if (dead) return Promise.reject(new Error('dead'));
      const rows = studies.slice(offset, offset + Math.min(limit, cap ?? limit));
      const hasMore = cap !== null && offset + rows.length < studies.length;
      return Promise.resolve({ rows: rows.map(rowOf), total: saysTotal ? studies.length : null, hasMore });
    },
  };
}

/** The use cases over these sources; the project has an exam of each study in `known`. */
function archivesOver(sources: readonly Source[], known: ReadonlySet<string>) {
  const sites = sources.map((_, index) => ({
    id: nameId('site', String(index)),
    name: `site-${String(index).padStart(2, '0')}`,
    url: 'http://x',
    sealedToken: null,
    sealedTls: null,
    deadlineMs: null,
  }));
  const exams = new Map(
    [...known].map((uid) => [assetIds.exam(project, uid), { projectId: project, level: 'EXAM' }] as const),
  );
  return createArchives({
    sites: {
      getSites: (ids: readonly string[]) =>
        Promise.resolve(new Map(sites.filter(({ id }) => ids.includes(id)).map((site) => [site.id, site]))),
      projectSites: () => Promise.resolve(sites.map(({ id }) => ({ siteId: id, projectId: project }))),
    },
    graph: {
      getAssets: (ids: readonly string[]) =>
        Promise.resolve(new Map(ids.flatMap((id) => (exams.has(id) ? [[id, exams.get(id)] as const] : [])))),
    } as unknown as AssetGraph,
    secrets: { key: () => Promise.resolve(new Uint8Array(32)) },
    openArchive: ({ name }: { readonly name: string }) => sources.map(archiveOf)[Number(name.slice(-2))],
  } as unknown as Parameters<typeof createArchives>[0]);
}

async function allPages(sources: readonly Source[], known: ReadonlySet<string>, first: number) {
  const archives = archivesOver(sources, known);
  const seen: { uid: string; date: string }[] = [];
  const totals = new Set<number | null>();
  let after: string | null = null;
  for (;;) {
    const page: Awaited<ReturnType<typeof archives.searchStudies>> = await archives.searchStudies(
      member,
      {},
      { first, after },
    );
    totals.add(page.totalCount);
    seen.push(...page.studies.map(({ study }) => ({ uid: study.studyInstanceUID, date: study.studyDate ?? '' })));
    after = page.studies.at(-1)?.cursor ?? null;
    if (!page.hasNextPage) return { seen, totals, siteAnswers: page.siteAnswers };
  }
}

const sourcesOf = fc.array(source, { minLength: 1, maxLength: 5 });
const knownOf = fc.subarray(uids).map((some) => new Set(some));

test('the pages together are what the sites hold and the caller may see, in order, none twice', async () => {
  await fc.assert(
    fc.asyncProperty(sourcesOf, knownOf, fc.integer({ min: 1, max: 7 }), async (sources, known, first) => {
      const { seen, totals } = await allPages(sources, known, first);
      const held = new Set(sources.flatMap(({ studies }) => studies.map(({ uid }) => uid)));
      expect(seen.map(({ uid }) => uid).toSorted()).toEqual([...held].filter((uid) => known.has(uid)).toSorted());
      // Newest first, those without a date last, by UID within a day.
      const keys = seen.map(
        ({ uid, date }) => `${date === '' ? '~' : String(99999999 - Number(date.replaceAll('-', '')))} ${uid}`,
      );
      expect(keys).toEqual(keys.toSorted());
      expect([...totals]).toEqual([seen.length]);
    }),
  );
});

test('a dead site takes its studies with it, and the total, and nothing else', async () => {
  await fc.assert(
    fc.asyncProperty(sourcesOf, fc.nat(), fc.integer({ min: 1, max: 7 }), async (sources, which, first) => {
      const dead = which % sources.length;
      const known = new Set(uids);
      const { seen, totals, siteAnswers } = await allPages(
        sources.map((one, index) => (index === dead ? { ...one, dead: true } : one)),
        known,
        first,
      );
      const held = new Set(
        sources.flatMap(({ studies }, index) => (index === dead ? [] : studies.map(({ uid }) => uid))),
      );
      expect(seen.map(({ uid }) => uid).toSorted()).toEqual([...held].toSorted());
      expect([...totals]).toEqual([null]);
      expect(siteAnswers.map(({ status }) => status.reachable)).toEqual(sources.map((_, index) => index !== dead));
    }),
  );
});
