import type { DatedAsset, GraphWrite } from '../../core/assets/graph-write.ts';
import type { AssetLevel, AssetState } from '../../core/assets/asset.ts';
import type { Tombstone } from '../../core/ports/asset-tombstones.ts';
import type { ProvActivity } from '../../core/provenance/activity.ts';
import type { RelationState } from '../../core/relations/relation.ts';
import { putStates, stateNode } from './asset-state.ts';
import type { Run } from './connection.ts';
import { applyParents } from './apply-parents.ts';
import { applyRelations } from './apply-relations.ts';
import { applyTombstones } from './apply-tombstones.ts';
import { changeTags, tagChanges, type TagChange } from './tags.ts';

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

/**
 * Puts the writes into the graph. Doing so again, in part, or in another order ends in the same graph: things are made
 * once by their id, what is not there yet is made bare and filled later, and a tag or a state yields only to a later write.
 */
export async function applyWrites(run: Run, writes: readonly NumberedWrite[]): Promise<void> {
  const assets = new Map<string, DatedAsset>();
  const relations = new Map<string, { seq: number; relation: RelationState }>();
  const parents = new Map<string, { seq: number; parentIds: readonly string[] }>();
  const states = new Map<string, { seq: number; state: AssetState }>();
  const tags = new Map<string, TagChange>();
  const activities = new Map<string, ProvActivity>();
  const tombstones = new Map<string, Tombstone>();
  for (const { seq, write } of writes) {
    switch (write.kind) {
      case 'ASSETS':
        for (const asset of write.assets) if (!assets.has(asset.id)) assets.set(asset.id, asset);
        break;
      case 'TAGS':
        for (const change of tagChanges(seq, write)) tags.set(change.id, change);
        break;
      case 'STATES':
        for (const state of write.states) states.set(state.assetId, { seq, state });
        break;
      case 'RELATIONS':
        for (const relation of write.relations) relations.set(relation.id, { seq, relation });
        break;
      case 'PARENTS':
        for (const { id, parentIds } of write.parents) parents.set(id, { seq, parentIds });
        break;
      case 'TOMBSTONES':
        for (const each of write.tombstones) if (!tombstones.has(each.id)) tombstones.set(each.id, each);
        break;
      case 'ACTIVITY':
        if (!activities.has(write.activity.id)) activities.set(write.activity.id, write.activity);
    }
  }
  // Each sends its first statements at once, and the server runs them in this order: it works on the one while the next is made.
  await Promise.all([
    assets.size > 0 && putAssets(run, [...assets.values()]),
    states.size > 0 && putStates(run, states),
    relations.size > 0 && applyRelations(run, relations),
    parents.size > 0 && applyParents(run, parents),
    tags.size > 0 && changeTags(run, [...tags.values()]),
    activities.size > 0 && putActivities(run, [...activities.values()]),
  ]);
  // After all else, so that nothing of this batch is left on what it takes away.
  if (tombstones.size > 0) await applyTombstones(run, [...tombstones.values()]);
}

const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);

/**
 * In order of id, so that two processes which apply the same wait for each other instead of deadlocking. What an asset is part of comes with it, in one
 * transaction, so that of one that is there nothing is left to do; nor where it was given other parents meanwhile (apply-parents.ts). Labels come
 * last: indexes then hear of a node once, and not of each property.
 */
async function putAssets(run: Run, assets: readonly DatedAsset[]): Promise<void> {
  const rows = assets
    .toSorted(byId)
    .map((asset) => ({ ...assetNode(asset), parentIds: [...new Set(asset.parentIds)] }));
  // What is there already is locked before it is looked at. A state that came first is later than this one.
  await run(
    `UNWIND $rows AS row MERGE (e:ProvEntity {id: row.id}) ON MATCH SET e.offered = true
     WITH e, row WHERE NOT e:Asset AND NOT e:Withdrawn
     SET e += row.fixed, e.createdAt = datetime(row.createdAt), e += CASE WHEN e.stateSeq IS NULL THEN row.state ELSE {} END
     SET e:Asset:$(row.label)
     WITH e, row WHERE e.partsSeq IS NULL
     UNWIND row.parentIds AS parentId WITH parentId, collect(e) AS parts ORDER BY parentId
     MERGE (parent:ProvEntity {id: parentId})
     WITH parent, parts UNWIND parts AS part CREATE (part)-[:PART_OF]->(parent)`,
    { rows },
  );
  // A tombstone that came first keeps what its asset was part of. How many there are at all is a number that the store keeps.
  await run(
    `MATCH (w:Withdrawn) WITH count(w) AS withdrawn WHERE withdrawn > 0
     UNWIND $rows AS row MATCH (e:ProvEntity {id: row.id}) WHERE e:Withdrawn AND e.partsSeq IS NULL
     UNWIND row.parentIds AS parentId MERGE (parent:ProvEntity {id: parentId}) MERGE (e)-[:PART_OF]->(parent)`,
    { rows: rows.map(({ id, parentIds }) => ({ id, parentIds })) },
  );
}

/** What an asset's node holds, and its label beside `Asset`. */
export function assetNode({ parentIds: _, createdAt, label, properties, content, version = 1, ...fixed }: DatedAsset) {
  return {
    id: fixed.id,
    label: levelLabels[fixed.level],
    createdAt: createdAt.toISOString(),
    fixed,
    // That nobody changed it needs no saying: there may be a million of them.
    state: stateNode({ label, properties, content, version: version === 1 ? null : version }),
  };
}

async function putActivities(run: Run, activities: readonly ProvActivity[]): Promise<void> {
  const agents = new Map(activities.flatMap((each) => each.agents.map(({ agent }) => [agent.id, agent])));
  // Statements are sent together where none needs the answer of another; the server runs them in this order.
  const agentsDone = run(`UNWIND $agents AS agent MERGE (g:ProvAgent {id: agent.id}) ON CREATE SET g += agent`, {
    agents: [...agents.values()].toSorted(byId),
  });
  const rows = activities.toSorted(byId).map(activityNode);
  // An activity comes with all its edges or not at all, so those of one that is there need no second look.
  const activitiesDone = run<{ id: string }>(
    `UNWIND $rows AS row MERGE (p:ProvActivity {id: row.id})
     ON CREATE SET p += row.node, p.startedAt = datetime(row.startedAt), p.endedAt = datetime(row.endedAt),
       p.recordedAt = datetime(row.recordedAt), p.isNew = true
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

/** What an activity's node holds. */
export function activityNode(activity: ProvActivity) {
  const { used: _1, generated: _2, agents: _3, startedAt, endedAt, recordedAt, ...rest } = activity;
  const { parameters, environment, derivations } = rest;
  return {
    id: rest.id,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    recordedAt: recordedAt.toISOString(),
    node: {
      ...rest,
      parameters: JSON.stringify(parameters),
      environment: JSON.stringify(environment),
      derivations: derivations && JSON.stringify(derivations),
    },
  };
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
