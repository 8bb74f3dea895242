import { pageOf } from '../page.ts';
import { may, permittedProjects, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { PropertyName } from '../ports/property-names.ts';
import type { Asset, AssetLevel } from './asset.ts';
import { allOf, type AssetCondition, type AssetOrder } from './asset-filter.ts';
import type { AssetFilterInput } from './asset-filter-input.ts';
import { cursorOf, readCursor, readOrder, type AssetOrderInput } from './asset-order.ts';
import { readFacets, type Facet, type FacetInput } from './facets.ts';
import { checkNames, checkPropertyNames, type NamePorts } from './known-names.ts';
import { readFilter, type NamedProperty } from './read-filter.ts';

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
  /** @throws BAD_USER_INPUT, LIMIT_EXCEEDED, UNKNOWN_FIELD for a property that no asset of the projects has, UNKNOWN_TAG */
  searchAssets(actor: Actor, query: AssetSearchQuery, first: number, after?: string | null): Promise<FoundAssets>;
  /** What can be asked of the assets of a project; none of one that the actor may not read. */
  propertyNamesOf(actor: Actor, projectId: string, level?: AssetLevel | null): Promise<readonly PropertyName[]>;
}

interface ReadQuery {
  readonly condition: AssetCondition;
  readonly order: AssetOrder;
}

export function createFinding(ports: NamePorts): Finding {
  const { graph, propertyNames } = ports;
  return {
    searchAssets: async (actor, query, first, after) => {
      const { condition, order } = await readQuery(ports, actor, query);
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
          await checkPropertyNames(propertyNames, actor, condition, named);
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

/** What the query means for the actor; errors name its fields below `path`. @throws UNAUTHENTICATED, BAD_USER_INPUT, LIMIT_EXCEEDED, UNKNOWN_FIELD, UNKNOWN_TAG */
export async function readQuery(
  ports: NamePorts,
  actor: Actor,
  { filter, order: orderInput, includeWithdrawn = false }: AssetSearchQuery,
  path = '',
): Promise<ReadQuery> {
  const permitted = permittedProjects(actor, 'asset.read');
  const read = readFilter(`${path}filter`, filter ?? {}, permitted);
  const condition = includeWithdrawn ? allOf([{ kind: 'WITHDRAWN_TOO' }, read.condition]) : read.condition;
  const order = readOrder(`${path}order`, orderInput);
  const ordered: readonly NamedProperty[] =
    order.by === 'PROPERTY' ? [{ name: order.property, field: `${path}order.property`, ofNeighbour: false }] : [];
  await checkNames(ports, actor, { ...read, properties: [...read.properties, ...ordered] });
  return { condition, order };
}
