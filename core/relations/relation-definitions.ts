import { assetLevels, type AssetLevel } from '../assets/asset.ts';
import { badInput, HubError, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { RelationDefinitionStore } from '../ports/relation-definition-store.ts';
import type { Transactor } from '../ports/transactor.ts';
import { relationDefinitionId, type RelationDefinition } from './relation.ts';

export interface RelationDefinitionInput {
  readonly projectId: string;
  readonly name: string;
  readonly inverseName?: string | null | undefined;
  readonly description?: string | null | undefined;
  readonly fromLevels?: readonly AssetLevel[] | null | undefined;
  readonly toLevels?: readonly AssetLevel[] | null | undefined;
  readonly acyclic?: boolean | null | undefined;
}

export interface RelationDefinitions {
  /**
   * Makes a type of relation, or changes one: its inverse name, description, levels. Relations that exist stay. A type that was retired is in use again.
   * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT where `acyclic` of a type with relations would change
   */
  putRelationDefinition(actor: Actor, input: RelationDefinitionInput): Promise<RelationDefinition>;
  /** No new relation of it is made; those that exist stay. @throws NOT_FOUND, FORBIDDEN */
  retireRelationDefinition(actor: Actor, id: string, reason: string | null | undefined): Promise<RelationDefinition>;
  /** Of each project that the actor may see; every given id has a (perhaps empty) list. */
  relationDefinitionsOf(
    actor: Actor,
    projectIds: readonly string[],
  ): Promise<ReadonlyMap<string, readonly RelationDefinition[]>>;
  getRelationDefinitions(ids: readonly string[]): Promise<ReadonlyMap<string, RelationDefinition>>;
}

const names = /^[A-Za-z][A-Za-z0-9._-]{0,63}$/;
const nameRule = "1 to 64 letters, digits, '.', '_' or '-', a letter first";

export function createRelationDefinitions({
  types,
  audit,
  transactor,
}: {
  readonly types: RelationDefinitionStore;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
}): RelationDefinitions {
  const change = async (
    actor: Actor,
    action: 'relationDefinition.put' | 'relationDefinition.retired',
    earlier: RelationDefinition | null,
    type: RelationDefinition,
    reason: string | null,
  ) => {
    await types.putType(type);
    await audit.append({
      actor: actorName(actor),
      action,
      target: `relation-definition:${type.id}`,
      projectId: type.projectId,
      reason,
      oldValue: earlier && factsOf(earlier),
      newValue: factsOf(type),
    });
    return type;
  };
  return {
    putRelationDefinition: async (actor, input) => {
      authorize(actor, 'project.manage', input.projectId);
      const wanted = checked(input);
      return transactor.transact(async () => {
        const earlier = await types.lockType(wanted.id);
        if (earlier && earlier.acyclic !== wanted.acyclic) {
          throw new HubError(
            'CONFLICT',
            `input.acyclic: ${wanted.name} is there with ${String(earlier.acyclic)}, which can not change: make another type`,
            { field: 'input.acyclic', expected: String(earlier.acyclic), received: String(wanted.acyclic) },
          );
        }
        return change(actor, 'relationDefinition.put', earlier, wanted, null);
      });
    },
    retireRelationDefinition: async (actor, id, reason) => {
      requireSignedIn(actor);
      return transactor.transact(async () => {
        const type = isId(id) ? await types.lockType(id) : null;
        if (!type || !may(actor, 'project.read', type.projectId)) throw notFound('relation definition');
        authorize(actor, 'project.manage', type.projectId);
        if (type.retiredAt) return type;
        return change(actor, 'relationDefinition.retired', type, { ...type, retiredAt: new Date() }, reason ?? null);
      });
    },
    relationDefinitionsOf: async (actor, projectIds) => {
      requireSignedIn(actor);
      const found = await types.typesOf(projectIds.filter((id) => isId(id) && may(actor, 'project.read', id)));
      return new Map(projectIds.map((id) => [id, found.get(id) ?? []]));
    },
    getRelationDefinitions: (ids) => types.getTypes(ids),
  };
}

function checked(input: RelationDefinitionInput): RelationDefinition {
  const { projectId, name, inverseName = null, description = null, acyclic = null } = input;
  if (!names.test(name)) throw badInput('input.name', nameRule, name);
  if (inverseName !== null && !names.test(inverseName)) throw badInput('input.inverseName', nameRule, inverseName);
  if ((description ?? '').length > 1000)
    throw badInput('input.description', 'at most 1000 characters', `${String(description?.length)} characters`);
  return {
    id: relationDefinitionId(projectId, name),
    projectId,
    name,
    inverseName,
    description: description ?? '',
    fromLevels: levelsOf(input.fromLevels),
    toLevels: levelsOf(input.toLevels),
    acyclic: acyclic ?? false,
    retiredAt: null,
  };
}

/** In the order of levels, each once. */
function levelsOf(levels: readonly AssetLevel[] | null | undefined): readonly AssetLevel[] {
  return assetLevels.filter((level) => levels?.includes(level));
}

function factsOf({ name, inverseName, description, fromLevels, toLevels, acyclic, retiredAt }: RelationDefinition) {
  return {
    ...{ name, inverseName, description, acyclic },
    fromLevels: [...fromLevels],
    toLevels: [...toLevels],
    retiredAt: retiredAt?.toISOString() ?? null,
  };
}
