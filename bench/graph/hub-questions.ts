import type { AssetFilterInput } from '../../core/assets/asset-filter-input.ts';
import type { AssetOrderInput } from '../../core/assets/asset-order.ts';
import { cursorOf, readOrder } from '../../core/assets/asset-order.ts';
import { readFacets, type FacetInput } from '../../core/assets/facets.ts';
import { readFilter } from '../../core/assets/read-filter.ts';
import type { AssetGraph } from '../../core/ports/asset-graph.ts';
import type { SearchPosition } from '../../core/ports/asset-search.ts';
import { seriesId, type Projects } from './hub-data.ts';
import { assetId } from './lineage-data.ts';

/** What a question asks of the graph's port, whose statements the bare driver then runs. */
export type Reads = Pick<
  AssetGraph,
  'getAssets' | 'getActivities' | 'getAgents' | 'searchAssets' | 'countAssets' | 'countFacet' | 'lineagesOf'
>;

/** One question, in the words of the public door and in those of the port; `turn` counts 0, 1, 2, ... */
export interface Question {
  readonly what: string;
  readonly query: string;
  readonly variables: (turn: number) => Readonly<Record<string, unknown>>;
  readonly work: (graph: Reads, turn: number) => Promise<unknown>;
}

const middleId = '80000000-0000-5000-8000-000000000000';
const maxNodes = 10_000;

interface Find {
  readonly filter: AssetFilterInput;
  readonly order?: AssetOrderInput;
  readonly after?: SearchPosition;
  readonly facets?: readonly FacetInput[];
  readonly counted?: true;
}

function find(what: string, { filter, order, after, facets, counted }: Find): Question {
  const { condition } = readFilter('filter', filter, 'ALL');
  const read = readOrder('order', order);
  const asked = [
    'nodes { id level label properties createdAt } pageInfo { hasNextPage endCursor }',
    ...(counted ? ['totalCount'] : []),
    ...(facets ? ['facets(fields: $facets) { buckets { value count } otherCount missingCount }'] : []),
  ].join(' ');
  return {
    what,
    query: `query ($filter: AssetFilter, $order: AssetOrder, $after: String${facets ? ', $facets: [FacetField!]!' : ''}) {
      found: assets(filter: $filter, order: $order, first: 50, after: $after) { ${asked} } }`,
    variables: () => ({ filter, order, after: after && cursorOf(read, after), ...(facets ? { facets } : {}) }),
    work: async (graph) => {
      await graph.searchAssets(condition, read, { first: 50, after: after ?? null });
      await Promise.all([
        ...(counted ? [graph.countAssets(condition)] : []),
        ...readFacets(facets ?? [], 20).map((field) => graph.countFacet(condition, field, 20)),
      ]);
    },
  };
}

/** First page, and one in the middle of what there is. */
function pages(what: string, asked: Omit<Find, 'after'>, middle: SearchPosition): readonly Question[] {
  return [find(`${what}, first page`, asked), find(`${what}, middle page`, { ...asked, after: middle })];
}

const lineageFields = {
  all: 'nodes { id depth asset { label } activity { method } agent { name } } edges { relation fromId toId role } truncated',
  ids: 'nodes { id } edges { relation fromId toId }',
} as const;

function lineage(size: number, depth: number, fields: keyof typeof lineageFields): Question {
  const rootOf = (turn: number) => assetId(size - 1 - ((turn * 9973) % Math.floor(size / 2)));
  return {
    what: `lineage of depth ${String(depth)}, ${fields === 'all' ? 'with names and methods' : 'ids and edges'}`,
    query: `query ($id: ID!) { found: asset(id: $id) { lineage(maxDepth: ${String(depth)}, maxNodes: ${String(maxNodes)}) { ${lineageFields[fields]} } } }`,
    variables: (turn) => ({ id: rootOf(turn) }),
    work: async (graph, turn) => {
      const id = rootOf(turn);
      await graph.getAssets([id]);
      const nodes = (await graph.lineagesOf([id], 'ANCESTORS', depth, maxNodes)).get(id)?.nodes ?? [];
      if (fields === 'ids') return;
      const idsOf = (type: string) => nodes.flatMap((node) => (node.type === type ? node.id : []));
      await Promise.all([
        graph.getAssets(idsOf('ENTITY')),
        graph.getActivities(idsOf('ACTIVITY')),
        graph.getAgents(idsOf('AGENT')),
      ]);
    },
  };
}

/** The questions of the asset graph's figures on `hubData(size)`. */
export function hubQuestions(size: number, [large]: Projects): readonly Question[] {
  const biomarkers = { projectId: large, level: 'DERIVED' } as const;
  const middle = { value: null, id: middleId };
  const exams = Math.floor(size / 50);
  // Texts in order: about half of the numbers of n begin below 5.
  const [label, created] = [`volume ${String(Math.floor(size / 2))}`, Date.UTC(2010, 0, 1) + size * 210_000];
  const parentId = (turn: number) => seriesId((turn * 7919) % exams, 1);
  const byParent = find("filter by a parent's id", { filter: { parentId: parentId(0) } });
  return [
    {
      what: 'asset by id',
      query: 'query ($id: ID!) { found: asset(id: $id) { id level label properties createdAt createdBy } }',
      variables: (turn) => ({ id: assetId((turn * 9973) % size) }),
      work: (graph, turn) => graph.getAssets([assetId((turn * 9973) % size)]),
    },
    ...pages('all assets', { filter: {} }, middle),
    ...pages('biomarkers of a project', { filter: biomarkers }, middle),
    ...pages(
      'biomarkers with two facets and their count',
      { filter: biomarkers, facets: [{ property: 'unit' }, { tag: 'quality' }], counted: true },
      middle,
    ),
    find('series with a facet of modality and their count', {
      filter: { projectId: large, level: 'SERIES' },
      facets: [{ property: 'modality' }],
      counted: true,
    }),
    find('all assets with facets of level and year, and their count', {
      filter: {},
      facets: [{ attribute: 'LEVEL' }, { attribute: 'CREATED_YEAR' }],
      counted: true,
    }),
    ...pages('tag that many have', { filter: { projectId: large, tag: { name: 'quality', eq: 'good' } } }, middle),
    find('tag that many have, no project', { filter: { tag: { name: 'quality', eq: 'good' } } }),
    find('tag that few have', { filter: { projectId: large, tag: { name: 'finding', eq: 'artefact' } } }),
    find('tag that few have, no project', { filter: { tag: { name: 'finding', eq: 'artefact' } } }),
    find('tag that few have, counted', { filter: { tag: { name: 'finding', eq: 'artefact' } }, counted: true }),
    ...pages('word that many have', { filter: { projectId: large, text: 'axial' } }, middle),
    find('word that few have', { filter: { text: 'rareword' } }),
    find('one UID by property', {
      filter: { property: { name: 'sopInstanceUID', eq: `2.25.${String(exams - 1)}.2.10` } },
    }),
    find('modality of series', {
      filter: { projectId: large, level: 'SERIES', property: { name: 'modality', eq: 'CT' } },
    }),
    find('rare range of a number', { filter: { ...biomarkers, property: { name: 'value', gt: 12_495 } } }),
    {
      ...byParent,
      variables: (turn) => ({ filter: { parentId: parentId(turn) } }),
      work: (graph, turn) => find('', { filter: { parentId: parentId(turn) } }).work(graph, turn),
    },
    ...pages(
      'biomarkers of CT series',
      { filter: { ...biomarkers, parent: { property: { name: 'modality', eq: 'CT' } } } },
      middle,
    ),
    find('images of exams of a day', {
      filter: { projectId: large, level: 'SERIES', parent: { property: { name: 'studyDate', eq: '2010-01-10' } } },
    }),
    ...pages(
      'biomarkers by value',
      { filter: biomarkers, order: { field: 'PROPERTY', property: 'value' } },
      { value: 6250, id: middleId },
    ),
    find('biomarkers by value, descending', {
      filter: biomarkers,
      order: { field: 'PROPERTY', property: 'value', direction: 'DESC' },
    }),
    ...pages(
      'series by modality',
      { filter: { projectId: large, level: 'SERIES' }, order: { field: 'PROPERTY', property: 'modality' } },
      { value: 'MR', id: middleId },
    ),
    ...pages('biomarkers by label', { filter: biomarkers, order: { field: 'LABEL' } }, { value: label, id: middleId }),
    ...pages('all assets by label', { filter: {}, order: { field: 'LABEL' } }, { value: label, id: middleId }),
    ...pages(
      'all assets by creation, newest first',
      { filter: {}, order: { field: 'CREATED_AT', direction: 'DESC' } },
      { value: created, id: middleId },
    ),
    ...pages(
      'a project by creation',
      { filter: { projectId: large }, order: { field: 'CREATED_AT' } },
      { value: created, id: middleId },
    ),
    lineage(size, 10, 'all'),
    lineage(size, 10, 'ids'),
    lineage(size, 50, 'all'),
    lineage(size, 50, 'ids'),
  ];
}
