import type { Lineage, LineageEdge, LineageNode, ProvRelation } from '../../core/provenance/activity.ts';
import { measuredLineage } from '../../core/provenance/measured-lineage.ts';
import { knownIds } from './assets.ts';
import { integer, type Run } from './connection.ts';

interface NodeRow {
  readonly root: string;
  readonly id: string;
  readonly type: LineageNode['type'];
  /** What leaves it: the relation's letter, the other end's id, and the role, in one text, because reading many values takes longest. */
  readonly edges: readonly string[];
}

const relations: Readonly<Record<string, ProvRelation>> = {
  U: 'USED',
  G: 'WAS_GENERATED_BY',
  A: 'WAS_ASSOCIATED_WITH',
};
const idLength = 36;

/**
 * The walk, by direction, from `root` to `nodes`. DISTINCT lets Neo4j go in breadth and take each node once
 * (BFSPruningVarLengthExpand), and LIMIT ends the walk there, so that time grows with the answer and not with the graph.
 * Nobody walks through an agent, since nothing leaves one. On the way down agents hang on the activities that were found: that
 * they come in addition only makes the walk longer than it must be.
 */
const walks = {
  ANCESTORS: (depth: string) => `
    MATCH (root)-[:USED|WAS_GENERATED_BY|WAS_ASSOCIATED_WITH*0..${depth}]->(n)
    WITH DISTINCT n LIMIT $limit WITH collect(n) AS nodes`,
  DESCENDANTS: (depth: string) => `
    MATCH (root)<-[:USED|WAS_GENERATED_BY*0..${depth}]-(n) WITH DISTINCT n LIMIT $limit WITH collect(n) AS walked
    WITH walked + COLLECT { UNWIND walked AS p MATCH (p)-[:WAS_ASSOCIATED_WITH]->(g) RETURN DISTINCT g } AS nodes`,
} as const;

/** The lineage of each asset, in one statement. */
export async function lineagesOf(
  run: Run,
  assetIds: readonly string[],
  direction: 'ANCESTORS' | 'DESCENDANTS',
  maxDepth: number,
  maxNodes: number,
): Promise<ReadonlyMap<string, Lineage>> {
  const rows = await run<NodeRow>(lineageCypher(direction, maxDepth), {
    ids: knownIds(assetIds),
    limit: integer(maxNodes + 1),
  });
  const walked = Map.groupBy(rows, (row) => row.root);
  return new Map(
    assetIds.map((rootId) => {
      const nodes = walked.get(rootId) ?? [];
      const types = new Map(nodes.map((node) => [node.id, node.type]));
      const edges = nodes.flatMap((node) => node.edges.map((text) => toEdge(node.id, text)));
      const within = edges.filter((edge) => types.has(edge.toId));
      return [rootId, measuredLineage(rootId, types, within, direction, maxDepth, maxNodes)];
    }),
  );
}

/** The statement for `$ids` and `$limit`; the depth is in its text, because Cypher takes no parameter there. */
export function lineageCypher(direction: 'ANCESTORS' | 'DESCENDANTS', maxDepth: number): string {
  return `UNWIND $ids AS rootId MATCH (root:ProvEntity {id: rootId})
    CALL (root) { ${walks[direction](String(maxDepth))} UNWIND nodes AS node RETURN node }
    RETURN rootId AS root, node.id AS id,
      CASE WHEN node:ProvEntity THEN 'ENTITY' WHEN node:ProvActivity THEN 'ACTIVITY' ELSE 'AGENT' END AS type,
      COLLECT { MATCH (node)-[r:USED|WAS_GENERATED_BY|WAS_ASSOCIATED_WITH]->(to)
        WITH CASE type(r) WHEN 'USED' THEN 'U' WHEN 'WAS_GENERATED_BY' THEN 'G' ELSE 'A' END AS relation, r, to
        RETURN relation + to.id + r.role ORDER BY relation, r.position, to.id, r.role } AS edges`;
}

function toEdge(fromId: string, text: string): LineageEdge {
  const relation = relations[text.charAt(0)];
  if (!relation) throw new Error(`an edge of an unknown relation: ${text}`);
  return { relation, fromId, toId: text.slice(1, 1 + idLength), role: text.slice(1 + idLength) };
}
