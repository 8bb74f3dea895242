import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { AssetGraph } from '../ports/asset-graph.ts';
import { assetLevels, type AssetLevel, type NewAsset } from './asset.ts';
import { parentLevels } from './levels.ts';
import { putAssets } from './put-assets.ts';

function asset(id: string, level: AssetLevel, ...parentIds: readonly string[]): NewAsset {
  const rest = { projectId: 'p', kind: null, label: id, properties: {}, content: null, createdBy: 'ann' };
  return { id, level, parentIds, ...rest };
}

/** A graph that holds these, and what is put into it. */
function graphOf(...there: readonly NewAsset[]) {
  const put: string[] = [];
  const graph = {
    getAssets: (ids: readonly string[]) =>
      Promise.resolve(new Map(there.filter(({ id }) => ids.includes(id)).map((each) => [each.id, each]))),
    putAssets: (assets: readonly NewAsset[]) => {
      put.push(...assets.map(({ id }) => id));
      return Promise.resolve();
    },
  };
  return { graph: graph as unknown as AssetGraph, put };
}

describe('assets, whoever writes them', () => {
  test.each(assetLevels.flatMap((child) => assetLevels.map((parent) => [child, parent] as const)))(
    'a %s below a %s is what its level can be part of, or is refused',
    async (child, parent) => {
      const permitted: readonly AssetLevel[] = parentLevels[child];
      for (const together of [true, false]) {
        const [above, below] = [asset('above', parent), asset('below', child, 'above')];
        const { graph, put } = graphOf(...(together ? [] : [above]));
        const writing = putAssets(graph, together ? [below, above] : [below], 'input.parentId');
        if (permitted.includes(parent)) await writing;
        else {
          await expect(writing).rejects.toMatchObject({
            code: 'WRONG_PARENT_LEVEL',
            details: { field: 'input.parentId', expected: permitted.join(' or '), received: parent },
          });
        }
        expect(put.length > 0).toBe(permitted.includes(parent));
      }
    },
  );

  test('nobody in core writes them in another way', () => {
    const core = new URL('../', import.meta.url);
    const writers = readdirSync(core, { recursive: true, encoding: 'utf8' }).filter(
      (path) =>
        path.endsWith('.ts') &&
        !path.endsWith('.test.ts') &&
        !path.includes('testing/') &&
        readFileSync(new URL(path, core), 'utf8').includes('graph.putAssets('),
    );
    // The other one hands on what somebody writes, to a graph that it stands before.
    expect(writers.toSorted()).toEqual(['assets/put-assets.ts', 'withdrawals/guarded-graph.ts']);
  });
});
