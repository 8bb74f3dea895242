import { badInput, HubError, notFound } from '../errors.ts';
import { isId, nameId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { pageOf } from '../page.ts';
import { actorName, authorize, may, permittedProjects, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Page } from '../ports/asset-graph.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { SavedQueries, SavedQuery } from '../ports/saved-queries.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { AssetFilterInput } from './asset-filter-input.ts';
import type { AssetOrderInput } from './asset-order.ts';
import { readQuery, type AssetSearchQuery } from './find-assets.ts';
import type { NamePorts } from './known-names.ts';
import { checkedText } from './read-comparison.ts';

export interface SaveQueryInput {
  /** Shared with the members of that project; null or absent: private. */
  readonly projectId?: string | null | undefined;
  readonly name: string;
  readonly description?: string | null | undefined;
  readonly filter: AssetFilterInput;
  readonly order?: AssetOrderInput | null | undefined;
}

/** Searches that are kept by name. Each throws UNAUTHENTICATED for an anonymous actor. */
export interface Saving {
  /**
   * Keeps the query under its name, in the project or for its owner alone; one of the same name there is replaced.
   * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, LIMIT_EXCEEDED, UNKNOWN_FIELD, UNKNOWN_TAG
   */
  saveQuery(actor: Actor, input: SaveQueryInput): Promise<SavedQuery>;
  /** Answers the one that is gone. @throws NOT_FOUND, FORBIDDEN */
  deleteSavedQuery(actor: Actor, id: string): Promise<SavedQuery>;
  savedQuery(actor: Actor, id: string): Promise<SavedQuery | null>;
  /** In order of id: the actor's own and those of their projects, or those of one project. @throws BAD_USER_INPUT */
  savedQueries(
    actor: Actor,
    projectId: string | null | undefined,
    first: number,
    after?: string | null,
  ): Promise<Page<SavedQuery>>;
}

export interface SavingPorts extends NamePorts {
  readonly savedQueries: SavedQueries;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
}

/** What the query finds, as `searchAssets` takes it. */
export function assetQueryOf({ filter, order }: SavedQuery): AssetSearchQuery {
  // They were such inputs when they were saved.
  return { filter, order };
}

/** The id of the query of that name that is shared in the project. */
export const sharedQueryId = (projectId: string, name: string): string =>
  nameId('saved query', `in ${projectId}`, name);

const maxName = 200;
const maxDescription = 1000;

export function createSaving(ports: SavingPorts): Saving {
  const { savedQueries, audit, transactor } = ports;
  const isVisible = (actor: Actor, { projectId, ownerId }: SavedQuery) =>
    projectId === null ? ownerId === accountOf(actor) : may(actor, 'asset.read', projectId);

  const visible = async (actor: Actor, id: string): Promise<SavedQuery | null> => {
    const found = isId(id) ? (await savedQueries.byIds([id])).get(id) : undefined;
    return found && isVisible(actor, found) ? found : null;
  };

  const record = (actor: Actor, verb: 'saved' | 'deleted', { id, name, projectId }: SavedQuery) =>
    audit.append({
      actor: actorName(actor),
      action: `query.${verb}`,
      target: `query:${id}`,
      projectId,
      reason: null,
      // Without the filter, in which someone may have written a patient's name.
      oldValue: verb === 'deleted' ? { name } : null,
      newValue: verb === 'saved' ? { name } : null,
    });

  return {
    saveQuery: async (actor, input) => {
      requireSignedIn(actor);
      const { projectId = null, filter, order = null } = input;
      if (projectId !== null) authorize(actor, 'asset.write', projectId);
      const ownerId = accountOf(actor);
      if (ownerId === null) throw new HubError('FORBIDDEN', 'queries are saved by persons');
      const name = checkedName(input.name);
      await readQuery(ports, actor, { filter, order }, 'input.');
      const query: SavedQuery = {
        id: projectId === null ? nameId('saved query', `of ${ownerId}`, name) : sharedQueryId(projectId, name),
        ownerId,
        owner: actorName(actor),
        projectId,
        name,
        description: checkedDescription(input.description),
        filter: jsonOf(filter),
        order: order === null ? null : jsonOf(order),
        savedAt: new Date(),
      };
      return transactor.transact(async () => {
        await savedQueries.put(query);
        await record(actor, 'saved', query);
        return (await savedQueries.byIds([query.id])).get(query.id) ?? query;
      });
    },
    deleteSavedQuery: async (actor, id) => {
      requireSignedIn(actor);
      return transactor.transact(async () => {
        const query = await visible(actor, id);
        if (!query) throw notFound('saved query');
        if (query.projectId !== null) authorize(actor, 'asset.write', query.projectId);
        await savedQueries.remove(id);
        await record(actor, 'deleted', query);
        return query;
      });
    },
    savedQuery: async (actor, id) => {
      requireSignedIn(actor);
      return visible(actor, id);
    },
    savedQueries: async (actor, projectId, first, after) => {
      requireSignedIn(actor);
      const page = pageOf(first, after);
      if (typeof projectId !== 'string') {
        return savedQueries.page(
          { ownerId: accountOf(actor), projectIds: permittedProjects(actor, 'asset.read') },
          page,
        );
      }
      const projectIds = [projectId].filter((id) => isId(id) && may(actor, 'asset.read', id));
      return savedQueries.page({ ownerId: null, projectIds }, page);
    },
  };
}

function accountOf(actor: Actor): string | null {
  return actor.kind === 'user' ? actor.id : null;
}

/** As JSON; moments become ISO 8601. */
function jsonOf(input: AssetFilterInput | AssetOrderInput): JsonObject {
  return JSON.parse(JSON.stringify(input)) as JsonObject;
}

function checkedName(name: string): string {
  const text = checkedText('input.name', name).trim();
  if (text === '' || text.length > maxName) throw badInput('input.name', `1 to ${String(maxName)} characters`, name);
  return text;
}

function checkedDescription(description: string | null | undefined): string | null {
  if (description === null || description === undefined || description === '') return null;
  if (description.length > maxDescription)
    throw badInput('input.description', `at most ${String(maxDescription)} characters`, description);
  return checkedText('input.description', description);
}
