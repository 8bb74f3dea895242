import type { DatedAsset, GraphWrite } from '../../core/assets/graph-write.ts';
import type { AssetLevel, Tag } from '../../core/assets/asset.ts';
import { nameId } from '../../core/ids.ts';
import { canonicalJson, sha256 } from '../../core/json.ts';
import type { ProvActivity } from '../../core/provenance/activity.ts';
import { searchFields, tagSearchFields } from './asset-node.ts';
import type { Run } from './connection.ts';

export interface NumberedWrite {
  readonly seq: number;
  readonly write: GraphWrite;
}

/** A label a level, beside `Asset`: a level's count and its neighbours are found without looking at any node. */
export const levelLabels = {
  PROJECT: 'Project',
  SUBJECT: 'Subject',
  EXAM: 'Exam',
  SERIES: 'Series',
  IMAGE: 'Image',
  DERIVED: 'Derived',
} as const satisfies Record<AssetLevel, string>;

/** The key of the index of tags: name and value with its type. */
export function tagHash(name: string, value: Tag['value']): string {
  return sha256(canonicalJson([name, value]));
}

/**
 * Puts the writes into the graph. Doing so again, in part, or in another order ends in the same graph: things are made
 * once by their id, what is not there yet is made bare and filled later, and a tag yields only to a later write.
 */
export async function applyWrites(run: Run, writes: readonly NumberedWrite[]): Promise<void> {
  const assets = new Map<string, DatedAsset>();
  const parts: { child: string; parent: string }[] = [];
  const tags = new Map<string, { seq: number; tag: Tag }>();
  const activities = new Map<string, ProvActivity>();
  for (const { seq, write } of writes) {
    switch (write.kind) {
      case 'ASSETS':
        for (const asset of write.assets) {
          if (!assets.has(asset.id)) assets.set(asset.id, asset);
          for (const parent of asset.parentIds) parts.push({ child: asset.id, parent });
        }
        break;
      case 'TAGS':
        for (const tag of write.tags) tags.set(nameId('tag', tag.assetId, tag.name), { seq, tag });
        break;
      case 'ACTIVITY':
        if (!activities.has(write.activity.id)) activities.set(write.activity.id, write.activity);
    }
  }
  if (assets.size > 0) await putAssets(run, [...assets.values()], parts);
  if (tags.size > 0) await putTags(run, tags);
  if (activities.size > 0) await putActivities(run, [...activities.values()]);
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);

/** In order of id, so that two processes which apply the same wait for each other instead of deadlocking. */
async function putAssets(
  run: Run,
  assets: readonly DatedAsset[],
  parts: readonly { readonly child: string; readonly parent: string }[],
): Promise<void> {
  const rows = assets.toSorted(byId).map(({ parentIds: _, createdAt, content, properties, ...rest }) => ({
    id: rest.id,
    label: levelLabels[rest.level],
    createdAt: createdAt.toISOString(),
    node: { ...searchFields({ ...rest, properties }), ...rest, ...content, properties: JSON.stringify(properties) },
  }));
  await run(
    `UNWIND $rows AS row MERGE (e:ProvEntity {id: row.id})
     WITH e, row WHERE NOT e:Asset
     SET e:Asset, e:$(row.label), e += row.node, e.createdAt = datetime(row.createdAt)`,
    { rows },
  );
  if (parts.length === 0) return;
  await run(
    `UNWIND $parts AS part MERGE (child:ProvEntity {id: part.child}) MERGE (parent:ProvEntity {id: part.parent})
     MERGE (child)-[:PART_OF]->(parent)`,
    { parts },
  );
}

async function putTags(run: Run, tags: ReadonlyMap<string, { seq: number; tag: Tag }>): Promise<void> {
  const rows = [...tags]
    .map(
      ([
        id,
        {
          seq,
          tag: { assetId, setAt, ...tag },
        },
      ]) => ({
        id,
        seq,
        assetId,
        setAt: setAt.toISOString(),
        node: { id, seq, hash: tagHash(tag.name, tag.value), ...tagSearchFields({ assetId, ...tag }), ...tag },
      }),
    )
    .toSorted(byId);
  // The first SET takes the node's lock; only then is what it holds compared.
  await run(
    `UNWIND $rows AS row MERGE (e:ProvEntity {id: row.assetId}) MERGE (t:Tag {id: row.id})
     SET t.offered = row.seq
     WITH e, t, row WHERE coalesce(t.seq, -1) < row.seq
     SET t = row.node, t.setAt = datetime(row.setAt)
     MERGE (e)-[:HAS_TAG]->(t)`,
    { rows },
  );
}

async function putActivities(run: Run, activities: readonly ProvActivity[]): Promise<void> {
  const agents = new Map(activities.flatMap((each) => each.agents.map(({ agent }) => [agent.id, agent])));
  // Statements are sent together where none needs the answer of another; the server runs them in this order.
  const agentsDone = run(`UNWIND $agents AS agent MERGE (g:ProvAgent {id: agent.id}) ON CREATE SET g += agent`, {
    agents: [...agents.values()].toSorted(byId),
  });
  const rows = activities
    .toSorted(byId)
    .map(({ used: _used, generated: _generated, agents: _agents, startedAt, endedAt, parameters, ...rest }) => ({
      id: rest.id,
      startedAt: startedAt.toISOString(),
      endedAt: endedAt.toISOString(),
      node: { ...rest, parameters: JSON.stringify(parameters) },
    }));
  // An activity comes with all its edges or not at all, so those of one that is there need no second look.
  const activitiesDone = run<{ id: string }>(
    `UNWIND $rows AS row MERGE (p:ProvActivity {id: row.id})
     ON CREATE SET p += row.node, p.startedAt = datetime(row.startedAt), p.endedAt = datetime(row.endedAt), p.isNew = true
     WITH p WHERE p.isNew REMOVE p.isNew RETURN p.id AS id`,
    { rows },
  );
  const [created] = await Promise.all([activitiesDone, agentsDone]);
  const fresh = new Set(created.map((row) => row.id));
  const added = activities.filter((each) => fresh.has(each.id));
  const usages = (side: 'used' | 'generated') =>
    added.flatMap((each) =>
      once(each[side].map(({ assetId, role }, position) => ({ activity: each.id, other: assetId, role, position }))),
    );
  const associations = added.flatMap((each) =>
    once(each.agents.map(({ agent, role }, position) => ({ activity: each.id, other: agent.id, role, position }))),
  );
  const properties = '{role: edge.role, position: edge.position}';
  await Promise.all([
    run(
      `UNWIND $edges AS edge MATCH (p:ProvActivity {id: edge.activity}) MERGE (e:ProvEntity {id: edge.other})
       CREATE (p)-[:USED ${properties}]->(e)`,
      { edges: usages('used') },
    ),
    run(
      `UNWIND $edges AS edge MATCH (p:ProvActivity {id: edge.activity}) MERGE (e:ProvEntity {id: edge.other})
       CREATE (e)-[:WAS_GENERATED_BY ${properties}]->(p)`,
      { edges: usages('generated') },
    ),
    run(
      `UNWIND $edges AS edge MATCH (p:ProvActivity {id: edge.activity}) MATCH (g:ProvAgent {id: edge.other})
       CREATE (p)-[:WAS_ASSOCIATED_WITH ${properties}]->(g)`,
      { edges: associations },
    ),
  ]);
}

/** An edge is one by its ends and role. */
function once<T extends { readonly other: string; readonly role: string }>(edges: readonly T[]): readonly T[] {
  const kept = new Map<string, T>();
  for (const edge of edges) {
    const key = JSON.stringify([edge.other, edge.role]);
    if (!kept.has(key)) kept.set(key, edge);
  }
  return [...kept.values()];
}
