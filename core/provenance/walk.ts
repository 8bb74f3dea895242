import { HubError } from '../errors.ts';
import type { ProvenanceGraph, ProvenanceScope } from '../ports/provenance-graph.ts';
import type { LineageEdge, LineageNode } from './activity.ts';

export type WalkDirection = 'ANCESTORS' | 'DESCENDANTS';

export interface WalkRequest {
  readonly rootId: string;
  readonly direction: WalkDirection;
  readonly maxDepth: number;
  readonly scope: ProvenanceScope;
}

/** Nodes of a walk in order of depth, then id. `hasMore`: there are others behind them. */
export interface WalkPage {
  readonly nodes: readonly LineageNode[];
  /** Between nodes of the page, and between them and those before it. */
  readonly edges: readonly LineageEdge[];
  readonly hasMore: boolean;
}

/** A place in a walk. */
export type WalkPlace = Pick<LineageNode, 'depth' | 'id'>;

/** Nodes that one walk may visit, those before its page too: what a process can hold many times over. */
const maxVisited = 500_000;
/** Nodes of one question to the graph. */
const batchSize = 5000;

/**
 * The `first` nodes behind `after` (null: from the start, with the root). Levels are walked whole, so that a node's depth is its least
 * and the order is one order, whatever the pages; each page walks from the root again, since what was seen can't travel in a cursor.
 * @throws LIMIT_EXCEEDED when more than half a million nodes would have to be visited
 */
export async function walkPage(
  graph: ProvenanceGraph,
  request: WalkRequest,
  after: WalkPlace | null,
  first: number,
): Promise<WalkPage> {
  const walk = new Walk(graph, request);
  const behind = (node: LineageNode) => after === null || compare(node, after) > 0;
  let waiting = walk.level.filter(behind);
  const rest: LineageNode[] = [];
  for (;;) {
    rest.push(...waiting);
    if (rest.length > first || !(await walk.descend())) break;
    waiting = walk.level.filter(behind);
  }
  const nodes = rest.slice(0, first);
  const last = nodes.at(-1);
  if (!last) return { nodes, edges: [], hasMore: rest.length > 0 };
  const page = new Set(nodes.map((node) => node.id));
  const edges = (await walk.edgesUntil(last)).filter(({ fromId, toId }) => page.has(fromId) || page.has(toId));
  return { nodes, edges, hasMore: rest.length > first };
}

/** The first of the ids that a walk from the root comes to (the root itself counts); null when it comes to none. */
export async function findOnWalk(
  graph: ProvenanceGraph,
  request: WalkRequest,
  ids: ReadonlySet<string>,
): Promise<string | null> {
  const walk = new Walk(graph, request);
  for (;;) {
    const found = walk.level.find((node) => ids.has(node.id));
    if (found) return found.id;
    if (!(await walk.descend())) return null;
  }
}

function compare(a: WalkPlace, b: WalkPlace): number {
  if (a.depth !== b.depth) return a.depth - b.depth;
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}

/** What each relation leads from and to. */
const ends = {
  USED: ['ACTIVITY', 'ENTITY'],
  WAS_GENERATED_BY: ['ENTITY', 'ACTIVITY'],
  WAS_ASSOCIATED_WITH: ['ACTIVITY', 'AGENT'],
} as const satisfies Record<LineageEdge['relation'], readonly [LineageNode['type'], LineageNode['type']]>;

/** A walk in breadth, a level at a time. */
class Walk {
  /** The deepest level so far, in order of id. */
  level: readonly LineageNode[];
  readonly #graph: ProvenanceGraph;
  readonly #request: WalkRequest;
  readonly #seen: Map<string, LineageNode>;
  readonly #edges = new Map<string, LineageEdge>();

  constructor(graph: ProvenanceGraph, request: WalkRequest) {
    this.#graph = graph;
    this.#request = request;
    const root: LineageNode = { id: request.rootId, type: 'ENTITY', depth: 0 };
    this.level = [root];
    this.#seen = new Map([[root.id, root]]);
  }

  /** Goes one level down; false when there is none, or none that is asked for. */
  async descend(): Promise<boolean> {
    const depth = (this.level[0]?.depth ?? 0) + 1;
    if (depth > this.#request.maxDepth) return false;
    const next: LineageNode[] = [];
    for (const { relation, fromId, toId } of await this.#around(this.level)) {
      const [fromType, toType] = ends[relation];
      for (const node of [
        { id: fromId, type: fromType, depth },
        { id: toId, type: toType, depth },
      ]) {
        if (this.#seen.has(node.id)) continue;
        this.#seen.set(node.id, node);
        next.push(node);
      }
    }
    if (this.#seen.size > maxVisited) {
      throw new HubError(
        'LIMIT_EXCEEDED',
        `a lineage of more than ${String(maxVisited)} nodes can't be walked at once`,
      );
    }
    if (next.length === 0) return false;
    this.level = next.toSorted(compare);
    return true;
  }

  /** The edges between the nodes up to that one, which is of the deepest level or one above it. */
  async edgesUntil(last: LineageNode): Promise<readonly LineageEdge[]> {
    const isWithin = (id: string) => {
      const node = this.#seen.get(id);
      return node !== undefined && compare(node, last) <= 0;
    };
    await this.#around(this.level.filter((node) => compare(node, last) <= 0));
    return [...this.#edges.values()].filter(({ fromId, toId }) => isWithin(fromId) && isWithin(toId));
  }

  async #around(nodes: readonly LineageNode[]): Promise<readonly LineageEdge[]> {
    const { direction, scope } = this.#request;
    const all: LineageEdge[] = [];
    for (let from = 0; from < nodes.length; from += batchSize) {
      const batch = nodes.slice(from, from + batchSize);
      const idsOf = (type: LineageNode['type']) => batch.filter((node) => node.type === type).map((node) => node.id);
      const frontier = { entityIds: idsOf('ENTITY'), activityIds: idsOf('ACTIVITY') };
      if (frontier.entityIds.length + frontier.activityIds.length === 0) continue;
      for (const edge of await this.#graph.edgesAround(frontier, direction, scope)) {
        all.push(edge);
        this.#edges.set([edge.relation, edge.fromId, edge.toId, edge.role].join(' '), edge);
      }
    }
    return all;
  }
}
