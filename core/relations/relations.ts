import type { Asset, AssetLevel } from '../assets/asset.ts';
import { requireLiving } from '../assets/living.ts';
import type { KnownAsset } from '../assets/asset-use-cases.ts';
import { badInput, HubError, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { pageOf } from '../page.ts';
import { actorName, authorize, may, permittedProjects, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AssetGraph, Page } from '../ports/asset-graph.ts';
import { assetChanges, changed } from '../assets/asset-changes.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { ChangeFeed } from '../ports/change-feed.ts';
import type { RelationDirection, RelationGraph } from '../ports/relation-graph.ts';
import type { RelationDefinitionStore } from '../ports/relation-definition-store.ts';
import type { Transactor } from '../ports/transactor.ts';
import { createRelationDefinitions, type RelationDefinitions } from './relation-definitions.ts';
import { relationId, relationDefinitionId, type Relation, type RelationDefinition } from './relation.ts';

export interface RelationPorts {
  readonly graph: AssetGraph;
  readonly relations: RelationGraph;
  readonly relationDefinitions: RelationDefinitionStore;
  readonly audit: AuditTrail;
  readonly feed: ChangeFeed;
  readonly transactor: Transactor;
}

export interface RelateInput {
  readonly type: string;
  readonly fromId: string;
  readonly toId: string;
  readonly reason?: string | null | undefined;
}

export interface Relations extends RelationDefinitions {
  /**
   * Says that an asset has a relation to another; the type is one of the first one's project. Saying it again changes nothing.
   * @throws NOT_FOUND for an end or type that is absent or invisible, FORBIDDEN, BAD_USER_INPUT for a level that the type has no
   * place for, WITHDRAWN, CONFLICT for a cycle that the type forbids or a type that is retired
   */
  relate(actor: Actor, input: RelateInput): Promise<Relation>;
  /** Takes a relation away, and answers it; the audit trail keeps it. @throws NOT_FOUND, FORBIDDEN */
  unrelate(actor: Actor, id: string, reason: string | null | undefined): Promise<Relation>;
  /** A page for each asset: its relations to assets that the actor may read. @throws BAD_USER_INPUT for a page that can't be */
  relationsOf(
    actor: Actor,
    assets: readonly KnownAsset[],
    query: { readonly direction: RelationDirection; readonly type?: string | null | undefined },
    first: number,
    after?: string | null,
  ): Promise<ReadonlyMap<string, Page<Relation>>>;
}

export function createRelations(ports: RelationPorts): Relations {
  const { graph, relations, relationDefinitions, audit, feed, transactor } = ports;
  const types = createRelationDefinitions({ types: relationDefinitions, audit, transactor });

  /** Tells those who watch either end, and the audit trail. */
  const tell = async (actor: Actor, action: string, relation: Relation, ends: readonly Asset[], isThere: boolean) => {
    const { type, fromId, toId } = relation;
    // In the order of their projects, so that two relations between the same projects wait for each other instead of blocking each other.
    for (const end of ends.toSorted((a, b) => (a.projectId < b.projectId ? -1 : 1)))
      await assetChanges.append(feed, end.projectId, actorName(actor), [changed(end, 'RELATED')]);
    await audit.append({
      actor: actorName(actor),
      action,
      target: `asset:${fromId}`,
      projectId: ends.find(({ id }) => id === fromId)?.projectId ?? null,
      reason: relation.reason,
      oldValue: isThere ? null : { type, fromId, toId },
      newValue: isThere ? { type, fromId, toId } : null,
    });
  };

  return {
    ...types,
    relate: async (actor, { type: name, fromId, toId, reason }) => {
      requireSignedIn(actor);
      const checkedReason = reasonOf(reason);
      return transactor.transact(async () => {
        const found = await graph.getAssets([fromId, toId]);
        const from = readable(actor, found.get(fromId), 'input.fromId');
        const to = readable(actor, found.get(toId), 'input.toId');
        authorize(actor, 'asset.write', from.projectId);
        requireLiving('input.fromId', from);
        requireLiving('input.toId', to);
        // Held to the end, so that two relations can't close a circle of which each sees one half.
        const type = await relationDefinitions.lockType(relationDefinitionId(from.projectId, name));
        if (!type) throw badInput('input.type', "a type of relation of the first asset's project", name);
        const id = relationId(type.id, fromId, toId);
        const known = (await relations.getRelations([id])).get(id);
        if (known) return known;
        checkEnds(type, from, to);
        if (type.acyclic && (await relations.reaches(type.id, toId, fromId))) {
          const message = `input.toId: ${name} may not lead back to where it began, and it leads from ${toId} to ${fromId}`;
          throw new HubError('CONFLICT', message, { field: 'input.toId', expected: 'no cycle', received: toId });
        }
        const relation: Relation = {
          ...{ id, typeId: type.id, type: name, fromId, toId, reason: checkedReason },
          setBy: actorName(actor),
          setAt: new Date(),
        };
        await relations.putRelations([relation]);
        await tell(actor, 'relation.put', relation, [from, to], true);
        return relation;
      });
    },
    unrelate: async (actor, id, reason) => {
      requireSignedIn(actor);
      const checkedReason = reasonOf(reason);
      return transactor.transact(async () => {
        const relation = isId(id) ? (await relations.getRelations([id])).get(id) : undefined;
        const ends = await graph.getAssets(relation ? [relation.fromId, relation.toId] : []);
        const from = relation && ends.get(relation.fromId);
        if (!relation || !from || !may(actor, 'asset.read', from.projectId)) throw notFound('relation');
        authorize(actor, 'asset.write', from.projectId);
        await relationDefinitions.lockType(relation.typeId);
        const gone = { ...relation, setBy: actorName(actor), setAt: new Date(), reason: checkedReason };
        await relations.removeRelations([gone]);
        await tell(actor, 'relation.removed', gone, [...ends.values()], false);
        return relation;
      });
    },
    relationsOf: async (actor, assets, { direction, type }, first, after) => {
      const projectIds = permittedProjects(actor, 'asset.read');
      const own = assets.filter(({ projectId }) => may(actor, 'asset.read', projectId)).map(({ id }) => id);
      const query = { direction, projectIds, ...(typeof type === 'string' ? { type } : {}) };
      return relations.relationsOf(own, query, pageOf(first, after));
    },
  };
}

function readable(actor: Actor, asset: Asset | undefined, field: string): Asset {
  if (!asset || !may(actor, 'asset.read', asset.projectId)) {
    throw new HubError('NOT_FOUND', `${field}: no asset that you may see`, { field });
  }
  return asset;
}

function checkEnds(type: RelationDefinition, from: Asset, to: Asset): void {
  if (type.retiredAt) throw new HubError('CONFLICT', `input.type: ${type.name} is retired`, { field: 'input.type' });
  if (from.id === to.id) throw badInput('input.toId', 'another asset than fromId', to.id);
  const check = (field: string, levels: readonly AssetLevel[], { level }: Asset) => {
    if (levels.length > 0 && !levels.includes(level))
      throw badInput(field, `an asset of level ${levels.join(', ')} (${type.name})`, level);
  };
  check('input.fromId', type.fromLevels, from);
  check('input.toId', type.toLevels, to);
}

function reasonOf(reason: string | null | undefined): string | null {
  if (reason === null || reason === undefined || reason === '') return null;
  if (reason.length > 1000) throw badInput('input.reason', 'at most 1000 characters', reason);
  return reason;
}
