import { HubError, type ErrorCode } from '../errors.ts';
import { permittedProjects, type Actor } from '../policy/policy.ts';
import type { AssetSearch } from '../ports/asset-search.ts';
import type { PropertyNames } from '../ports/property-names.ts';
import type { RelationDefinitionStore } from '../ports/relation-definition-store.ts';
import type { TagStore } from '../ports/tag-store.ts';
import { allOf, valuesOf, type AssetCondition } from './asset-filter.ts';
import type { NamedProperty, NamedThing, ReadFilter } from './read-filter.ts';
import { searchWordsOf } from './search-words.ts';
import { standardProperties } from './standard-properties.ts';
import { builtInDefinitions } from './tag-definition.ts';

export interface NamePorts {
  readonly graph: AssetSearch;
  readonly propertyNames: PropertyNames;
  readonly tags: Pick<TagStore, 'definedNames'>;
  readonly relationDefinitions: Pick<RelationDefinitionStore, 'typeNames'>;
}

/** Refuses a filter that names a property, a tag or a type of relation which the actor can't have meant. @throws UNKNOWN_FIELD, UNKNOWN_TAG */
export async function checkNames(ports: NamePorts, actor: Actor, read: ReadFilter): Promise<void> {
  await checkPropertyNames(ports.propertyNames, actor, read.condition, read.properties);
  await checkTagNames(ports, actor, read.tags);
  await checkRelationTypes(ports, actor, read.relations);
}

/** Refuses names that no asset of the projects asked for has (of all projects that the actor may read, for a neighbour's property). */
export async function checkPropertyNames(
  propertyNames: PropertyNames,
  actor: Actor,
  condition: AssetCondition,
  named: readonly NamedProperty[],
): Promise<void> {
  const permitted = permittedProjects(actor, 'asset.read');
  for (const ofNeighbour of [false, true]) {
    const names = named.filter((each) => each.ofNeighbour === ofNeighbour && !standardProperties.has(each.name));
    if (names.length === 0) continue;
    const projectIds = ofNeighbour ? permitted : (valuesOf(condition, 'projectId') ?? permitted);
    const known = await propertyNames.known(projectIds, [...new Set(names.map(({ name }) => name))]);
    const unknown = names.find(({ name }) => !known.has(name));
    if (!unknown) continue;
    const others = [...(await propertyNames.some(projectIds, 50)), ...standardProperties];
    throw unknownName('UNKNOWN_FIELD', unknown, 'no asset of these projects has a property', others);
  }
}

/** Refuses tags that no project of the actor defines, or ever defined, and of which no asset there has a value. */
async function checkTagNames({ tags, graph }: NamePorts, actor: Actor, named: readonly NamedThing[]): Promise<void> {
  const asked = named.filter(({ name }) => !builtInDefinitions.some((one) => one.name === name));
  if (asked.length === 0) return;
  const permitted = permittedProjects(actor, 'asset.read');
  const defined = await tags.definedNames(permitted);
  for (const each of asked) {
    if (defined.includes(each.name)) continue;
    const { items } = await graph.searchAssets(taggedWith(each.name, permitted), byId, onlyOne);
    if (items.length > 0) continue;
    const others = [...defined, ...builtInDefinitions.map(({ name }) => name)];
    throw unknownName('UNKNOWN_TAG', each, 'no project that you may read defines a tag', others);
  }
}

const byId = { by: 'ID', descending: false } as const;
const onlyOne = { first: 1, after: null } as const;

/** Assets with any tag of that name; the words of the name are there for an index to find them by. */
function taggedWith(name: string, projectIds: 'ALL' | readonly string[]): AssetCondition {
  const words = searchWordsOf(name);
  return allOf([
    ...(projectIds === 'ALL' ? [] : [{ kind: 'IS', field: 'projectId', values: projectIds } as const]),
    ...(words.length === 0 ? [] : [{ kind: 'TEXT', words } as const]),
    { kind: 'TAG', name, comparisons: [], setBy: null, setAfter: null, setBefore: null },
  ]);
}

/** Refuses types of relation that no project of the actor defines, or ever defined. */
async function checkRelationTypes(
  { relationDefinitions }: NamePorts,
  actor: Actor,
  named: readonly NamedThing[],
): Promise<void> {
  if (named.length === 0) return;
  const defined = await relationDefinitions.typeNames(permittedProjects(actor, 'asset.read'));
  const unknown = named.find(({ name }) => !defined.includes(name));
  if (unknown)
    throw unknownName('UNKNOWN_FIELD', unknown, 'no project that you may read defines a type of relation', defined);
}

function unknownName(code: ErrorCode, { name, field }: NamedThing, what: string, known: readonly string[]): HubError {
  const names = [...new Set(known)].toSorted();
  const expected = names.length === 0 ? 'none: there are none' : `one of ${names.slice(0, 100).join(', ')}`;
  const received = JSON.stringify(name.slice(0, 80));
  return new HubError(code, `${field}: ${what} ${received}`, { field, expected, received });
}
