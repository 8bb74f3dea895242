import { describe, expect, test } from 'vitest';
import type { NewAsset } from '../../core/assets/asset.ts';
import { nameId } from '../../core/ids.ts';
import type { AssetGraph } from '../../core/ports/asset-graph.ts';
import type { LineageEdge, ProvActivity } from '../../core/provenance/activity.ts';
import { lineagePageOf, type LineagePage, type LineagePageQuery } from '../../core/provenance/lineage-page.ts';
import { fc } from '../support/fast-check.ts';
import { activity, agent, asset, id, tree } from './asset-graph-data.ts';

type Direction = LineagePageQuery['direction'];

/** An acyclic history of entities 0..n-1 over two projects: activity k makes entities from lower ones. */
interface History {
  readonly entities: readonly NewAsset[];
  readonly activities: readonly ProvActivity[];
}

const drafts = fc.array(
  fc.record({
    generated: fc.integer({ min: 1, max: 9 }),
    used: fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { maxLength: 4 }),
    agents: fc.subarray(['ann', 'tool']),
    elsewhere: fc.boolean(),
    day: fc.integer({ min: 1, max: 9 }),
  }),
  { maxLength: 14 },
);
interface Draft {
  readonly generated: number;
  readonly used: readonly number[];
  readonly agents: readonly string[];
  readonly elsewhere: boolean;
  readonly day: number;
}

const day = (n: number) => new Date(Date.UTC(2026, 0, n));

async function recorded(graph: AssetGraph, name: string, drafted: readonly Draft[]): Promise<History> {
  const projects = [nameId('here', name), nameId('elsewhere', name)] as const;
  const roots = projects.map((projectId, n) => asset('PROJECT', `${name} ${String(n)}`, [], { projectId }));
  const entities = Array.from({ length: 10 }, (_, n) =>
    asset('DERIVED', `${name} entity ${String(n)}`, [roots[n % 3 === 2 ? 1 : 0]?.id ?? ''], {
      projectId: projects[n % 3 === 2 ? 1 : 0],
    }),
  );
  await graph.putAssets([...roots, ...entities]);
  const idOf = (n: number) => entities[n]?.id ?? '';
  const activities = drafted.map((draft, n) =>
    activity(
      `${name} ${String(n)}`,
      draft.used.filter((one) => one < draft.generated).map(idOf),
      [idOf(draft.generated)],
      {
        projectId: projects[draft.elsewhere ? 1 : 0],
        agents: draft.agents.map((who) => ({ agent: agent(`${name} ${who}`), role: 'executor' })),
        startedAt: day(draft.day),
        endedAt: day(draft.day + 1),
      },
    ),
  );
  for (const each of activities) await graph.recordActivity(each);
  return { entities, activities };
}

function edgesOfAll(activities: readonly ProvActivity[]): readonly LineageEdge[] {
  return activities.flatMap((each): LineageEdge[] => [
    ...each.used.map(({ assetId, role }) => ({ relation: 'USED' as const, fromId: each.id, toId: assetId, role })),
    ...each.generated.map(({ assetId, role }) => ({
      relation: 'WAS_GENERATED_BY' as const,
      fromId: assetId,
      toId: each.id,
      role,
    })),
    ...each.agents.map(({ agent: { id: toId }, role }) => ({
      relation: 'WAS_ASSOCIATED_WITH' as const,
      fromId: each.id,
      toId,
      role,
    })),
  ]);
}

/** Least depths and edges by the definition and nothing else. */
function naive(
  history: History,
  rootId: string,
  { direction, maxDepth, asOf }: LineagePageQuery,
  projectId: string | null,
) {
  const seen = (one: { readonly projectId: string }) => projectId === null || one.projectId === projectId;
  const activities = history.activities.filter((each) => seen(each) && (asOf === null || each.endedAt <= asOf));
  const hidden = new Set(history.entities.filter((one) => !seen(one)).map((one) => one.id));
  const edges = edgesOfAll(activities).filter(({ fromId, toId }) => !hidden.has(fromId) && !hidden.has(toId));
  const depths = new Map([[rootId, 0]]);
  for (const [node, depth] of depths) {
    if (depth === maxDepth) continue;
    for (const { relation, fromId, toId } of edges) {
      const [from, to] =
        direction === 'ANCESTORS' || relation === 'WAS_ASSOCIATED_WITH' ? [fromId, toId] : [toId, fromId];
      if (from === node && !depths.has(to)) depths.set(to, depth + 1);
    }
  }
  return { depths, edges: edges.filter(({ fromId, toId }) => depths.has(fromId) && depths.has(toId)) };
}

const texts = (edges: readonly LineageEdge[]) => edges.map((edge) => Object.values(edge).join(' ')).toSorted();
const textOf = ({ relation, fromId, toId, role }: LineageEdge) => ({ relation, fromId, toId, role });

async function allPages(
  graph: AssetGraph,
  rootId: string,
  projectIds: 'ALL' | readonly string[],
  query: Omit<LineagePageQuery, 'after'>,
): Promise<readonly LineagePage[]> {
  const pages: LineagePage[] = [];
  for (let after: string | null = null; ;) {
    const page: LineagePage = await lineagePageOf(graph, { id: rootId }, projectIds, { ...query, after });
    pages.push(page);
    if (!page.truncated) return pages;
    after = page.endCursor;
  }
}

export function provenanceContract(graphOf: () => AssetGraph): void {
  describe('provenance walks', () => {
    test('give back all that an activity says', async () => {
      const graph = graphOf();
      const said = activity('a', [id('x'), id('y')], [id('z')], {
        environment: { image: 'sha256:12', packages: { numpy: '2.1' } },
        derivations: [{ generatedId: id('z'), usedId: id('y') }],
        recordedBy: 'bob',
        recordedAt: new Date('2026-02-03T04:05:06.789Z'),
      });
      await graph.recordActivity(said);
      await graph.recordActivity({ ...said, recordedBy: 'eve', recordedAt: new Date() });
      expect((await graph.getActivities([said.id])).get(said.id)).toEqual(said);
    });

    test('page through every ancestor and descendant once, in order, with each edge once, as of any moment', async () => {
      const graph = graphOf();
      let runs = 0;
      await fc.assert(
        fc.asyncProperty(
          drafts,
          fc.constantFrom<Direction>('ANCESTORS', 'DESCENDANTS'),
          fc.integer({ min: 0, max: 9 }),
          fc.integer({ min: 0, max: 12 }),
          fc.integer({ min: 1, max: 7 }),
          fc.boolean(),
          async (drafted, direction, root, maxDepth, first, onlyHere) => {
            const name = `walk ${String(runs++)}`;
            const history = await recorded(graph, name, drafted);
            // One that is seen from here.
            const rootId = history.entities[root % 3 === 2 ? root - 1 : root]?.id ?? '';
            const projectId = history.entities[0]?.projectId ?? '';
            const scope = onlyHere ? [projectId] : ('ALL' as const);
            const query = { direction, maxDepth, first, asOf: null };
            const pages = await allPages(graph, rootId, scope, query);
            const expected = naive(history, rootId, { ...query, after: null }, onlyHere ? projectId : null);
            const nodes = pages.flatMap((page) => page.nodes);
            const order = [...expected.depths]
              .map(([nodeId, depth]) => ({ id: nodeId, depth }))
              .toSorted((a, b) => a.depth - b.depth || (a.id < b.id ? -1 : 1));
            expect(nodes.map((node) => ({ id: node.id, depth: node.depth }))).toEqual(order);
            expect(pages.slice(0, -1).every((page) => page.nodes.length === first)).toBe(true);
            expect(texts(pages.flatMap((page) => page.edges.map(textOf)))).toEqual(texts(expected.edges.map(textOf)));
            // An edge comes with the later of its ends.
            const served = new Set<string>();
            for (const page of pages) {
              for (const node of page.nodes) served.add(node.id);
              for (const { fromId, toId } of page.edges) expect(served.has(fromId) && served.has(toId)).toBe(true);
            }
            const contents = pages.flatMap((page) => [page.assets(), page.activities(), page.agents()] as const);
            const loaded = await Promise.all<ReadonlyMap<string, unknown>>(contents);
            const known = (node: string) => loaded.some((each) => each.has(node));
            expect(nodes.every((node) => known(node.id))).toBe(true);
          },
        ),
        { numRuns: 40 },
      );
    }, 120_000);

    test('as of a moment only leave out: what had not ended by then, and what only that leads to', async () => {
      const graph = graphOf();
      let runs = 0;
      await fc.assert(
        fc.asyncProperty(
          drafts,
          fc.integer({ min: 0, max: 9 }),
          fc.integer({ min: 1, max: 11 }),
          async (drafted, root, until) => {
            const history = await recorded(graph, `moment ${String(runs++)}`, drafted);
            const rootId = history.entities[root]?.id ?? '';
            const born = (await graph.getAssets([rootId])).get(rootId)?.createdAt ?? new Date(0);
            const query = { direction: 'ANCESTORS', maxDepth: 50, first: 1000 } as const;
            // These assets exist since now, and their activities are long past: so the moment moves the activities, not the assets.
            const late = history.activities.map((each) => ({
              ...each,
              endedAt: new Date(each.endedAt.getTime() - day(until).getTime() + born.getTime() + 60_000),
            }));
            const moved = late.map((each) => ({ ...each, id: nameId('moved', each.id), startedAt: each.endedAt }));
            for (const each of moved) await graph.recordActivity(each);
            const asOf = new Date(born.getTime() + 60_000);
            const whole = { ...history, activities: [...history.activities, ...moved] };
            const [page] = await allPages(graph, rootId, 'ALL', { ...query, asOf });
            const [now] = await allPages(graph, rootId, 'ALL', { ...query, asOf: null });
            const expected = naive(whole, rootId, { ...query, asOf, after: null }, null);
            expect(new Map(page?.nodes.map((node) => [node.id, node.depth]))).toEqual(expected.depths);
            const ids = new Set(now?.nodes.map((node) => node.id));
            expect(page?.nodes.every((node) => ids.has(node.id))).toBe(true);
            const before = new Date(born.getTime() - 1);
            expect((await allPages(graph, rootId, 'ALL', { ...query, asOf: before }))[0]?.nodes).toEqual([]);
          },
        ),
        { numRuns: 20 },
      );
    }, 120_000);
  });

  describe('dependents', () => {
    test('are what is part of it, what came of it, and so on, in all projects, each once', async () => {
      const graph = graphOf();
      const [p, q] = [tree('p', 3), tree('q', 1)];
      const nifti = asset('DERIVED', 'nifti', [p.series.id], { kind: 'nifti', projectId: p.subject.projectId });
      const note = asset('DERIVED', 'note', [nifti.id], { kind: 'note', projectId: p.subject.projectId });
      const mean = asset('DERIVED', 'mean', [q.exam.id], { kind: 'table', projectId: q.subject.projectId });
      await graph.putAssets([...p.all, ...q.all, nifti, note, mean]);
      const images = p.images.map((image) => image.id);
      await graph.recordActivity(activity('convert', images, [nifti.id]));
      await graph.recordActivity(activity('average', [nifti.id, q.images[0]?.id ?? ''], [mean.id]));
      const counts = await graph.countDependents(p.exam.id);
      const shown = counts.map(({ projectId, level, kind, count }) => [projectId, level, kind, count]);
      const [here, there] = [p.subject.projectId, q.subject.projectId];
      expect(new Set(shown)).toEqual(
        new Set([
          [here, 'SERIES', null, 1],
          [here, 'IMAGE', null, 3],
          [here, 'DERIVED', 'nifti', 1],
          [here, 'DERIVED', 'note', 1],
          [there, 'DERIVED', 'table', 1],
        ]),
      );
      const own = [p.series.id, ...images, nifti.id, note.id].toSorted();
      const first = await graph.dependentsOf(p.exam.id, [here], { first: 4, after: null });
      expect(first).toMatchObject({ totalCount: 6, hasNextPage: true });
      const rest = await graph.dependentsOf(p.exam.id, [here], { first: 4, after: first.items[3]?.id ?? '' });
      expect(rest).toMatchObject({ totalCount: 6, hasNextPage: false });
      expect([...first.items, ...rest.items].map((one) => one.id)).toEqual(own);
      expect((await graph.dependentsOf(p.exam.id, 'ALL', { first: 0, after: null })).totalCount).toBe(7);
      expect(await graph.dependentsAmong(p.images[0]?.id ?? '', [mean.id, p.series.id, nifti.id, id('none')])).toEqual(
        new Set([mean.id, nifti.id]),
      );
      expect(await graph.dependentsAmong(mean.id, [mean.id, nifti.id])).toEqual(new Set([mean.id]));
      expect(await graph.countDependents(mean.id)).toEqual([]);
      expect(await graph.dependentsOf('x', 'ALL', { first: 1, after: null })).toMatchObject({
        items: [],
        totalCount: 0,
      });
    });
  });

  describe('content', () => {
    test('is found by its hash within the projects, and results by their key in all of them', async () => {
      const graph = graphOf();
      const made = tree('p', 1);
      const sha256 = 'cd'.repeat(32);
      const file = asset('DERIVED', 'file', [made.exam.id], {
        projectId: made.subject.projectId,
        content: { sha256, sizeBytes: 3, mediaType: 'text/plain' },
      });
      await graph.putAssets([...made.all, file]);
      expect((await graph.holderOf(sha256, 'ALL'))?.id).toBe(file.id);
      expect((await graph.holderOf(sha256, [made.subject.projectId]))?.id).toBe(file.id);
      expect(await graph.holderOf(sha256, [nameId('other')])).toBeNull();
      expect(await graph.holderOf('ab'.repeat(32), 'ALL')).toBeNull();
      await graph.recordActivity(activity('made', [], [file.id], { reuseKey: 'key of all' }));
      expect((await graph.findReusable('key of all', 'ALL'))?.method).toBe('made');
      expect(await graph.findReusable('key of all', [nameId('other')])).toBeNull();
    });
  });
}
