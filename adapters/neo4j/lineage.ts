import type { LineageEdge, LineageNode, ProvRelation, WalkedLineage } from '../../core/provenance/activity.ts';
import { measuredLineage, withProjects } from '../../core/provenance/measured-lineage.ts';
import { knownIds } from './assets.ts';
import { integer, type Run } from './connection.ts';

interface WalkRow {
  readonly root: string;
  /** The nodes by our id and, at the same place, by Neo4j's number of this moment. */
  readonly ids: readonly string[];
  readonly numbers: readonly number[];
  /** By project, the numbers of its assets and activities among them. */
  readonly projects: readonly (readonly [string, readonly number[]])[];
  /** All that leaves them, by relation and role: a list of where from and one of where to, as numbers. */
  readonly edges: readonly (readonly [ProvRelation, string, readonly number[], readonly number[]])[];
}

const ends: Readonly<Record<ProvRelation, readonly [LineageNode['type'], LineageNode['type']]>> = {
  USED: ['ACTIVITY', 'ENTITY'],
  WAS_GENERATED_BY: ['ENTITY', 'ACTIVITY'],
  WAS_ASSOCIATED_WITH: ['ACTIVITY', 'AGENT'],
};

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

/** Depths that a walk goes to: the next of these, since each is a statement to be planned (0.1 s) and kept by the server. */
const depths = [1, 2, 4, 6, 10, 20, 50, 100];

/**
 * The statement for `$ids` and `$limit`; the depth is in its text, because Cypher takes no parameter there. Most of its time is
 * reading values, so it gives as few as will do: edges in lists of small numbers, and no types, which the edges tell.
 */
export function lineageCypher(direction: 'ANCESTORS' | 'DESCENDANTS', maxDepth: number): string {
  const depth = depths.find((each) => each >= maxDepth) ?? maxDepth;
  return `UNWIND $ids AS rootId MATCH (root:ProvEntity {id: rootId})
    CALL (root) { ${walks[direction](String(depth))} RETURN nodes }
    RETURN rootId AS root, [n IN nodes | n.id] AS ids, [n IN nodes | id(n)] AS numbers,
      COLLECT { UNWIND nodes AS n WITH n.projectId AS project, collect(id(n)) AS own WHERE project IS NOT NULL
        RETURN [project, own] } AS projects,
      COLLECT { UNWIND nodes AS n MATCH (n)-[r:USED|WAS_GENERATED_BY|WAS_ASSOCIATED_WITH]->(to)
        WITH type(r) AS relation, r.role AS role, collect(id(n)) AS fromNumbers, collect(id(to)) AS toNumbers
        RETURN [relation, role, fromNumbers, toNumbers] } AS edges`;
}

/** The lineage of each asset, in one statement. */
export async function lineagesOf(
  run: Run,
  assetIds: readonly string[],
  direction: 'ANCESTORS' | 'DESCENDANTS',
  maxDepth: number,
  maxNodes: number,
): Promise<ReadonlyMap<string, WalkedLineage>> {
  const rows = await run<WalkRow>(lineageCypher(direction, maxDepth), {
    ids: knownIds(assetIds),
    limit: integer(maxNodes + 1),
  });
  const walked = new Map(rows.map((row) => [row.root, row]));
  return new Map(
    assetIds.map((rootId) => {
      const types = new Map<string, LineageNode['type']>([[rootId, 'ENTITY']]);
      const walk = walked.get(rootId);
      const idOf = new Map(walk?.numbers.map((number, place) => [number, walk.ids[place] ?? '']));
      const edges = edgesOf(walk, idOf, types);
      const lineage = measuredLineage(rootId, types, edges, direction, maxDepth, maxNodes);
      return [rootId, withProjects(lineage, projectsOf(walk, idOf))];
    }),
  );
}

/** The edges between the walk's nodes, whose types are noted in `types`. */
function edgesOf(
  walk: WalkRow | undefined,
  idOf: ReadonlyMap<number, string>,
  types: Map<string, LineageNode['type']>,
): readonly LineageEdge[] {
  const edges: LineageEdge[] = [];
  for (const [relation, role, from, to] of walk?.edges ?? []) {
    const [fromType, toType] = ends[relation];
    for (const [place, number] of from.entries()) {
      const fromId = idOf.get(number);
      const toId = idOf.get(to[place] ?? -1);
      // Outside of the walk.
      if (fromId === undefined || toId === undefined) continue;
      types.set(fromId, fromType);
      types.set(toId, toType);
      edges.push({ relation, fromId, toId, role });
    }
  }
  return edges;
}

function projectsOf(walk: WalkRow | undefined, idOf: ReadonlyMap<number, string>): ReadonlyMap<string, string> {
  const projects = new Map<string, string>();
  for (const [projectId, numbers] of walk?.projects ?? []) {
    for (const number of numbers) {
      const id = idOf.get(number);
      if (id !== undefined) projects.set(id, projectId);
    }
  }
  return projects;
}
