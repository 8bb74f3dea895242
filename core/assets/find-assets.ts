import { HubError } from '../errors.ts';
import { pageOf } from '../page.ts';
import { may, permittedProjects, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AssetSearch } from '../ports/asset-search.ts';
import type { PropertyName, PropertyNames } from '../ports/property-names.ts';
import type { Asset, AssetLevel } from './asset.ts';
import { allOf, valuesOf, type AssetCondition, type AssetOrder } from './asset-filter.ts';
import type { AssetFilterInput } from './asset-filter-input.ts';
import { cursorOf, readCursor, readOrder, type AssetOrderInput } from './asset-order.ts';
import { readFacets, type Facet, type FacetInput } from './facets.ts';
import { readFilter, type NamedProperty } from './read-filter.ts';
import { standardProperties } from './standard-properties.ts';

/** What to find, as a client asks: null and absent both mean any. */
export interface AssetSearchQuery {
  readonly filter?: AssetFilterInput | null | undefined;
  readonly order?: AssetOrderInput | null | undefined;
  /** Finds what was withdrawn too. @default false */
  readonly includeWithdrawn?: boolean | undefined;
}

/** A page of what was found; the rest is counted when it is asked for. */
export interface FoundAssets {
  readonly edges: readonly { readonly cursor: string; readonly node: Asset }[];
  readonly hasNextPage: boolean;
  totalCount(): Promise<number>;
  /** In the order asked for. @throws BAD_USER_INPUT, UNKNOWN_FIELD */
  facets(fields: readonly FacetInput[], first: number): Promise<readonly Facet[]>;
}

/** Finding assets among those that the actor may read. Throws UNAUTHENTICATED for an anonymous actor. */
export interface Finding {
  /** @throws BAD_USER_INPUT, LIMIT_EXCEEDED, UNKNOWN_FIELD for a property that no asset of the projects has */
  searchAssets(actor: Actor, query: AssetSearchQuery, first: number, after?: string | null): Promise<FoundAssets>;
  /** What can be asked of the assets of a project; none of one that the actor may not read. */
  propertyNamesOf(actor: Actor, projectId: string, level?: AssetLevel | null): Promise<readonly PropertyName[]>;
}

export interface FindingPorts {
  readonly graph: AssetSearch;
  readonly propertyNames: PropertyNames;
}

interface ReadQuery {
  readonly condition: AssetCondition;
  readonly order: AssetOrder;
}

export function createFinding({ graph, propertyNames }: FindingPorts): Finding {
  const checkNames = createNameCheck(propertyNames);
  return {
    searchAssets: async (actor, query, first, after) => {
      const { condition, order } = await readQuery(propertyNames, actor, query);
      const position = readCursor(order, after);
      const { items, hasNextPage } = await graph.searchAssets(condition, order, {
        first: pageOf(first, null).first,
        after: position,
      });
      return {
        edges: items.map((item) => ({ cursor: cursorOf(order, item.position), node: item.asset })),
        hasNextPage,
        totalCount: () => graph.countAssets(condition),
        facets: async (fields, most) => {
          const read = readFacets(fields, most);
          const named = fields.flatMap(({ property }, index) =>
            typeof property === 'string'
              ? [{ name: property, field: `fields[${String(index)}].property`, ofNeighbour: false }]
              : [],
          );
          await checkNames(actor, condition, named);
          const counts = await Promise.all(read.map((field) => graph.countFacet(condition, field, most)));
          return counts.map((count, index) => {
            const { property = null, tag = null, attribute = null } = fields[index] ?? {};
            return { property, tag, attribute, ...count };
          });
        },
      };
    },
    propertyNamesOf: async (actor, projectId, level) => {
      requireSignedIn(actor);
      if (!may(actor, 'asset.read', projectId)) return [];
      const names = await propertyNames.ofProject(projectId);
      return level ? names.filter((each) => each.level === level) : names;
    },
  };
}

/** What the query means for the actor; errors name its fields below `path`. @throws UNAUTHENTICATED, BAD_USER_INPUT, LIMIT_EXCEEDED, UNKNOWN_FIELD */
export async function readQuery(
  propertyNames: PropertyNames,
  actor: Actor,
  { filter, order: orderInput, includeWithdrawn = false }: AssetSearchQuery,
  path = '',
): Promise<ReadQuery> {
  const permitted = permittedProjects(actor, 'asset.read');
  const { condition: read, properties } = readFilter(`${path}filter`, filter ?? {}, permitted);
  const condition = includeWithdrawn ? allOf([{ kind: 'WITHDRAWN_TOO' }, read]) : read;
  const order = readOrder(`${path}order`, orderInput);
  const ordered: readonly NamedProperty[] =
    order.by === 'PROPERTY' ? [{ name: order.property, field: `${path}order.property`, ofNeighbour: false }] : [];
  await createNameCheck(propertyNames)(actor, condition, [...properties, ...ordered]);
  return { condition, order };
}

/** Refuses names that no asset of the projects asked for has (of all projects that the actor may read, for a neighbour's property). */
function createNameCheck(propertyNames: PropertyNames) {
  return async (actor: Actor, condition: AssetCondition, named: readonly NamedProperty[]): Promise<void> => {
    const permitted = permittedProjects(actor, 'asset.read');
    for (const ofNeighbour of [false, true]) {
      const names = named.filter((each) => each.ofNeighbour === ofNeighbour && !standardProperties.has(each.name));
      if (names.length === 0) continue;
      const projectIds = ofNeighbour ? permitted : (valuesOf(condition, 'projectId') ?? permitted);
      const known = await propertyNames.known(projectIds, [...new Set(names.map(({ name }) => name))]);
      const unknown = names.find(({ name }) => !known.has(name));
      if (unknown) throw unknownField(unknown, await propertyNames.some(projectIds, 50));
    }
  };
}

function unknownField({ name, field }: NamedProperty, known: readonly string[]): HubError {
  const names = [...new Set([...known, ...standardProperties])].toSorted();
  const expected = `one of ${names.join(', ')}`;
  const received = JSON.stringify(name.slice(0, 80));
  return new HubError('UNKNOWN_FIELD', `${field}: no asset of these projects has a property ${received}`, {
    field,
    expected,
    received,
  });
}
