import { describe, expect, test } from 'vitest';
import type { AssetGraph } from '../../core/ports/asset-graph.ts';
import type { Lineage, LineageNode, ProvActivity } from '../../core/provenance/activity.ts';
import { fc } from '../support/fast-check.ts';
import { activity, agent, asset, id } from './asset-graph-data.ts';

type Direction = 'ANCESTORS' | 'DESCENDANTS';

/** Least depth of every node around the asset, by the definition and nothing else. */
function naiveDepths(activities: readonly ProvActivity[], rootId: string, direction: Direction): Map<string, number> {
  const depths = new Map([[rootId, 0]]);
  for (let depth = 0, grew = true; grew; depth++) {
    grew = false;
    for (const [node] of [...depths].filter(([, at]) => at === depth)) {
      for (const each of activities) {
        const [from, to] = direction === 'ANCESTORS' ? [each.generated, each.used] : [each.used, each.generated];
        const next = [
          ...(from.some((usage) => usage.assetId === node) ? [each.id] : []),
          ...(each.id === node ? [...to.map((usage) => usage.assetId), ...each.agents.map((one) => one.agent.id)] : []),
        ];
        for (const reached of next) {
          if (depths.has(reached)) continue;
          depths.set(reached, depth + 1);
          grew = true;
        }
      }
    }
  }
  return depths;
}

function naiveEdges(activities: readonly ProvActivity[], within: ReadonlySet<string>): string[] {
  return activities
    .flatMap((each) => [
      ...each.used.map((usage) => ['USED', each.id, usage.assetId, usage.role]),
      ...each.generated.map((usage) => ['WAS_GENERATED_BY', usage.assetId, each.id, usage.role]),
      ...each.agents.map((one) => ['WAS_ASSOCIATED_WITH', each.id, one.agent.id, one.role]),
    ])
    .filter(([, from = '', to = '']) => within.has(from) && within.has(to))
    .map((edge) => edge.join(' '))
    .toSorted();
}

const edgesOf = (lineage: Lineage) =>
  lineage.edges.map((edge) => [edge.relation, edge.fromId, edge.toId, edge.role].join(' ')).toSorted();
const depthsOf = (lineage: Lineage) => new Map(lineage.nodes.map((node) => [node.id, node.depth]));

/** Activities over the entities 0..n-1, each from some entities to one that is not among them. */
const dags = fc.integer({ min: 1, max: 12 }).chain((size) =>
  fc.array(
    fc.record({
      used: fc.uniqueArray(fc.integer({ min: 0, max: size - 1 }), { maxLength: 4 }),
      generated: fc.integer({ min: 0, max: size - 1 }),
      agents: fc.subarray(['ann', 'bob', 'tool']),
    }),
    { maxLength: 12 },
  ),
);

export function lineageContract(graphOf: () => AssetGraph): void {
  describe('lineage', () => {
    test('walks from a result to what it came from and who did it, each with its depth and edges', async () => {
      const graph = graphOf();
      const done = [
        activity('convert', [id('i1'), id('i2')], [id('nifti')]),
        activity('measure', [id('nifti')], [id('value')]),
      ];
      for (const each of done) await graph.recordActivity(each);
      const lineage = await graph.lineage(id('value'), 'ANCESTORS', 20, 1000);
      const expected: LineageNode[] = [
        { id: id('value'), type: 'ENTITY', depth: 0 },
        { id: id('activity measure'), type: 'ACTIVITY', depth: 1 },
        { id: id('nifti'), type: 'ENTITY', depth: 2 },
        { id: agent('software').id, type: 'AGENT', depth: 2 },
        { id: id('activity convert'), type: 'ACTIVITY', depth: 3 },
        { id: id('i1'), type: 'ENTITY', depth: 4 },
        { id: id('i2'), type: 'ENTITY', depth: 4 },
      ];
      expect(new Set(lineage.nodes)).toEqual(new Set(expected));
      expect(lineage.nodes.map((node) => node.depth)).toEqual([0, 1, 2, 2, 3, 4, 4]);
      expect(edgesOf(lineage)).toEqual(naiveEdges(done, new Set(expected.map((node) => node.id))));
      expect(lineage.truncated).toBe(false);
    });

    test('walks from a source to what came of it, with agents but not through them', async () => {
      const graph = graphOf();
      await graph.recordActivity(activity('convert', [id('i1')], [id('nifti')]));
      await graph.recordActivity(activity('other work of the same software', [id('elsewhere')], [id('other')]));
      const lineage = await graph.lineage(id('i1'), 'DESCENDANTS', 20, 1000);
      expect(depthsOf(lineage)).toEqual(
        new Map([
          [id('i1'), 0],
          [id('activity convert'), 1],
          [agent('software').id, 2],
          [id('nifti'), 2],
        ]),
      );
    });

    test('of an asset without history is that asset alone', async () => {
      expect(await graphOf().lineage(id('alone'), 'ANCESTORS', 20, 1000)).toEqual({
        nodes: [{ id: id('alone'), type: 'ENTITY', depth: 0 }],
        edges: [],
        truncated: false,
        projectIds: new Map(),
      });
    });

    test('tells the project of each asset and activity, and of nothing else', async () => {
      const graph = graphOf();
      const [ours, theirs] = [id('our project'), id('their project')];
      const source = { ...asset('DERIVED', 'source', []), projectId: theirs };
      const made = { ...asset('DERIVED', 'made', []), projectId: ours };
      const root = asset('PROJECT', 'root');
      await graph.putAssets([root, ...[source, made].map((each) => ({ ...each, parentIds: [root.id] }))]);
      const done = activity('borrow', [source.id, id('never put')], [made.id], { projectId: ours });
      await graph.recordActivity(done);
      const { nodes, projectIds } = await graph.lineage(made.id, 'ANCESTORS', 20, 1000);
      expect(nodes).toHaveLength(5);
      expect(projectIds).toEqual(
        new Map([
          [made.id, ours],
          [done.id, ours],
          [source.id, theirs],
        ]),
      );
    });

    test('equals the definition on any graph (also with cycles), for any limits', async () => {
      const graph = graphOf();
      let run = 0;
      await fc.assert(
        fc.asyncProperty(
          dags,
          fc.constantFrom<Direction>('ANCESTORS', 'DESCENDANTS'),
          fc.integer({ min: 0, max: 9 }),
          fc.integer({ min: 1, max: 40 }),
          async (dag, direction, maxDepth, maxNodes) => {
            const part = String(run++);
            const entity = (n: number) => id(`${part} entity ${String(n)}`);
            const activities = dag.map(({ used, generated, agents }, n) =>
              activity(
                `${part} ${String(n)}`,
                used.filter((one) => one !== generated).map(entity),
                [entity(generated)],
                {
                  agents: agents.map((name) => ({ agent: agent(`${part} ${name}`), role: 'executor' })),
                },
              ),
            );
            for (const each of activities) await graph.recordActivity(each);
            const lineage = await graph.lineage(entity(0), direction, maxDepth, maxNodes);
            const all = naiveDepths(activities, entity(0), direction);
            const wanted = [...all.values()].filter((depth) => depth <= maxDepth).toSorted((a, b) => a - b);
            // Which nodes of the farthest depth a cut takes is free; how many of each depth there are is not.
            expect(lineage.nodes.map((node) => node.depth)).toEqual(wanted.slice(0, maxNodes));
            for (const node of lineage.nodes) expect(node.depth).toBe(all.get(node.id));
            expect(lineage.truncated).toBe(wanted.length > maxNodes);
            expect(edgesOf(lineage)).toEqual(naiveEdges(activities, new Set(lineage.nodes.map((node) => node.id))));
            const other = entity(1);
            const batch = await graph.lineagesOf([entity(0), other, id('none')], direction, maxDepth, maxNodes);
            expect(batch.get(entity(0))).toEqual(lineage);
            expect(batch.get(other)).toEqual(await graph.lineage(other, direction, maxDepth, maxNodes));
            expect(batch.get(id('none'))?.nodes).toHaveLength(1);
          },
        ),
        { numRuns: 60 },
      );
    }, 120_000);

    test('of a series of 300 images is whole, and nothing of the other series', async () => {
      const graph = graphOf();
      const images = (series: string) => Array.from({ length: 300 }, (_, n) => id(`${series} ${String(n)}`));
      for (let n = 0; n < 5; n++) {
        const name = `series ${String(n)}`;
        await graph.recordActivity(activity(`receive ${name}`, [id(`${name} received`)], images(name)));
        await graph.recordActivity(activity(`convert ${name}`, images(name), [id(`${name} nifti`)]));
        await graph.recordActivity(activity(`measure ${name}`, [id(`${name} nifti`)], [id(`${name} value`)]));
      }
      for (let n = 0; n < 5; n++) {
        const lineage = await graph.lineage(id(`series ${String(n)} value`), 'ANCESTORS', 20, 1000);
        // Value, measure, volume, convert, 300 images, receive, what was received, software.
        expect(lineage.nodes).toHaveLength(307);
        expect(lineage.truncated).toBe(false);
      }
    });
  });
}
