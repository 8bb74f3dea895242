import { HubError, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { canonicalJson, type Json, type JsonObject } from '../json.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { TagStore } from '../ports/tag-store.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { AssetLevel } from './asset.ts';
import {
  checkCount,
  checkedDefinition,
  checkedName,
  checkKeepsBuiltIn,
  type TagDefinitionInput,
} from './check-definition.ts';
import { checkedTagValue } from './check-tag-value.ts';
import { TagCatalogue } from './tag-catalogue.ts';
import {
  builtInDefinition,
  builtInDefinitions,
  definitionId,
  type TagDefinition,
  type TagDefinitionBody,
} from './tag-definition.ts';

interface TagPlace {
  readonly projectId: string;
  readonly level: AssetLevel;
  readonly name: string;
  /** The revision that the caller has seen, 0 for none or what is built in; null and absent: whichever. */
  readonly expectedRevision?: number | null | undefined;
}

export type PutTagDefinitionInput = TagPlace & TagDefinitionInput;

export interface TagDefinitionUseCases {
  /**
   * Makes the definition, or the next revision of it; answers the newest as it is when it says the same. Values that were set keep
   * the revision that they were set under.
   * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT for a stale revision, or where a rule sets what would not be permitted
   */
  putTagDefinition(actor: Actor, input: PutTagDefinitionInput): Promise<TagDefinition>;
  /** From now on no value of that tag may be set; those that are there stay. @throws NOT_FOUND, FORBIDDEN, CONFLICT */
  retireTagDefinition(actor: Actor, input: TagPlace): Promise<TagDefinition>;
  /** Those that hold now, of each project that the actor may read, in order of level and name. */
  tagDefinitionsOf(actor: Actor, projectIds: readonly string[]): Promise<ReadonlyMap<string, readonly TagDefinition[]>>;
  /** Revisions by id, of projects that the actor may read. */
  getTagDefinitions(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, TagDefinition>>;
}

interface DefinitionPorts {
  readonly tags: TagStore;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
}

const maxDefinitions = 1000;

export function createTagDefinitions({ tags: store, audit, transactor }: DefinitionPorts): TagDefinitionUseCases {
  /** The next revision after the newest, which `next` makes the body and state of; null where that is to stay. */
  async function revise(
    actor: Actor,
    { projectId, level, name, expectedRevision }: TagPlace,
    action: string,
    next: (newest: TagDefinition | null) => (TagDefinitionBody & Pick<TagDefinition, 'retired'>) | null,
  ): Promise<TagDefinition> {
    return transactor.transact(async () => {
      await store.lockDefinitions(projectId);
      const newest = (await store.newestDefinition(projectId, level, name)) ?? builtInDefinition(level, name);
      checkRevision(expectedRevision, newest?.revision ?? 0);
      const made = next(newest);
      if (made === null) {
        if (!newest) throw notFound('tag definition');
        return newest;
      }
      if (!newest) checkCount('input.name', (await store.newestDefinitions([projectId])).length, maxDefinitions);
      const revision = (newest?.revision ?? 0) + 1;
      const id = definitionId(projectId, level, name, revision);
      const createdBy = actorName(actor);
      const definition = { ...made, id, projectId, level, name, revision, createdAt: new Date(), createdBy };
      await checkRules(store, definition);
      if (!(await store.insertDefinition(definition))) throw stale(expectedRevision, revision);
      await audit.append({
        actor: createdBy,
        action,
        target: `tag-definition:${id}`,
        projectId,
        reason: null,
        oldValue: newest && { level, name, revision: newest.revision, ...jsonOf(newest) },
        newValue: { level, name, revision, retired: made.retired, ...jsonOf(made) },
      });
      return definition;
    });
  }

  return {
    putTagDefinition: async (actor, input) => {
      authorize(actor, 'project.manage', input.projectId);
      checkedName('input.name', input.name);
      const body = checkedDefinition(input);
      const builtIn = builtInDefinition(input.level, input.name);
      if (builtIn) checkKeepsBuiltIn(builtIn, body);
      return revise(actor, input, 'tag-definition.set', (newest) => {
        const isSame = newest && !newest.retired && canonicalJson(jsonOf(newest)) === canonicalJson(jsonOf(body));
        return isSame ? null : { ...body, retired: false };
      });
    },
    retireTagDefinition: async (actor, input) => {
      authorize(actor, 'project.manage', input.projectId);
      if (builtInDefinition(input.level, input.name)) {
        throw new HubError('CONFLICT', `input.name: the hub itself sets the tag ${input.name}`, {
          field: 'input.name',
        });
      }
      return revise(actor, input, 'tag-definition.retired', (newest) =>
        newest === null || newest.retired ? null : { ...bodyOf(newest), retired: true },
      );
    },
    tagDefinitionsOf: async (actor, projectIds) => {
      requireSignedIn(actor);
      const readable = projectIds.filter((id) => isId(id) && may(actor, 'asset.read', id));
      const catalogue = await TagCatalogue.open(store, readable);
      return new Map(readable.map((id) => [id, catalogue.of(id)]));
    },
    getTagDefinitions: async (actor, ids) => {
      requireSignedIn(actor);
      const builtIn = builtInDefinitions.filter(({ id }) => ids.includes(id));
      const stored = await store.definitionsByIds(ids);
      const readable = [...stored.values()].filter(
        ({ projectId }) => projectId !== null && may(actor, 'asset.read', projectId),
      );
      return new Map([...builtIn, ...readable].map((one) => [one.id, one]));
    },
  };
}

/** @throws CONFLICT when a rule sets a value that the definition would not permit */
async function checkRules(store: TagStore, definition: TagDefinition & { readonly projectId: string }): Promise<void> {
  const rules = (await store.rules([definition.projectId])).filter(
    ({ level, tagName }) => level === definition.level && tagName === definition.name,
  );
  for (const rule of rules) {
    if (!definition.retired && accepts(definition, rule.tagValue)) continue;
    const message = `the rule ${rule.name} sets the tag ${rule.tagName} to what this definition does not permit: change it first`;
    throw new HubError('CONFLICT', message, { rule: rule.name });
  }
}

function accepts(definition: TagDefinition, value: unknown): boolean {
  try {
    checkedTagValue(definition, value, 'input');
    return true;
  } catch (caught) {
    if (caught instanceof HubError) return false;
    throw caught;
  }
}

/** @throws CONFLICT */
export function checkRevision(expected: number | null | undefined, revision: number): void {
  if (expected !== null && expected !== undefined && expected !== revision) throw stale(expected, revision);
}

export function stale(expected: number | null | undefined, revision: number): HubError {
  const message = `input.expectedRevision: the newest revision is ${String(revision)}`;
  return new HubError('CONFLICT', message, {
    field: 'input.expectedRevision',
    expected: String(revision),
    received: String(expected ?? null),
  });
}

function bodyOf(body: TagDefinitionBody): TagDefinitionBody {
  const { type, description, unit, min, max, choices, codeSystem, codes, required, many } = body;
  return { type, description, unit, min, max, choices, codeSystem, codes, required, many };
}

function jsonOf(body: TagDefinitionBody): JsonObject {
  return bodyOf(body) as unknown as Json as JsonObject;
}
