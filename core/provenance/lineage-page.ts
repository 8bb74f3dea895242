import type { Asset } from '../assets/asset.ts';
import { badInput } from '../errors.ts';
import { isId } from '../ids.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { ProjectScope } from '../ports/project-scope.ts';
import type { Lineage } from './activity.ts';
import { contentsOf, type NodeContents } from './node-contents.ts';
import { walkPage, type WalkDirection, type WalkPlace } from './walk.ts';

/** A page of a lineage as a client asks for it; null of `asOf` is now, of `after` the start. */
export interface LineagePageQuery {
  readonly direction: WalkDirection;
  /** 0 to 1000 steps. */
  readonly maxDepth: number;
  readonly asOf: Date | null;
  /** 1 to 1000 nodes. */
  readonly first: number;
  readonly after: string | null;
}

/** A page of a lineage of which the actor may read every node, with what the nodes stand for. */
export interface LineagePage extends Lineage, NodeContents {
  /** Where the next page goes on; null for an empty page. */
  readonly endCursor: string | null;
}

const maxDepthLimit = 1000;
const maxFirst = 1000;

/** The cursor of a node: its depth and id. */
function cursorOf({ depth, id }: WalkPlace): string {
  return `${String(depth)}~${id}`;
}

/** @throws BAD_USER_INPUT for a text that is no cursor of a lineage */
function readCursor(text: string | null): WalkPlace | null {
  if (text === null) return null;
  const [, depth = '', id = ''] = /^(\d{1,4})~(.*)$/s.exec(text) ?? [];
  if (depth === '' || !isId(id)) throw badInput('after', 'the endCursor of a page of this lineage', text);
  return { depth: Number(depth), id };
}

/** @throws BAD_USER_INPUT */
export function checkPageQuery({ maxDepth, first, after, asOf }: LineagePageQuery): void {
  const check = (field: string, value: number, least: number, most: number) => {
    if (!Number.isInteger(value) || value < least || value > most)
      throw badInput(field, `${String(least)} to ${String(most)}`, value);
  };
  check('maxDepth', maxDepth, 0, maxDepthLimit);
  check('first', first, 1, maxFirst);
  if (asOf) check('asOf', asOf.getUTCFullYear(), 1900, 9999);
  readCursor(after);
}

/**
 * A page of the asset's lineage within the projects: nodes in order of depth, then id, and the edges among them and those before. Empty when the
 * asset did not exist at `asOf`.
 * @throws BAD_USER_INPUT, LIMIT_EXCEEDED
 */
export async function lineagePageOf(
  graph: AssetGraph,
  root: Pick<Asset, 'id'>,
  projectIds: ProjectScope,
  query: LineagePageQuery,
): Promise<LineagePage> {
  checkPageQuery(query);
  const { direction, maxDepth, asOf, first, after } = query;
  const born = (await graph.getAssets([root.id])).get(root.id)?.createdAt;
  const exists = born !== undefined && (asOf === null || born <= asOf);
  const found = exists
    ? await walkPage(
        graph,
        { rootId: root.id, direction, maxDepth, scope: { projectIds, asOf } },
        readCursor(after),
        first,
      )
    : { nodes: [], edges: [], hasMore: false };
  const last = found.nodes.at(-1);
  return {
    nodes: found.nodes,
    edges: found.edges,
    truncated: found.hasMore,
    ...contentsOf(graph, found.nodes),
    endCursor: last ? cursorOf(last) : null,
  };
}
