import type { Asset, Tag } from '../assets/asset.ts';
import { allOf } from '../assets/asset-filter.ts';
import { readFilter } from '../assets/read-filter.ts';
import { assetQueryOf, sharedQueryId } from '../assets/saved-queries.ts';
import { HubError } from '../errors.ts';
import type { Actor } from '../policy/policy.ts';
import type { AssetSource, StepDefinition, WorkflowDefinition } from './definition.ts';
import { itemFacts } from './item-facts.ts';
import type { WorkflowPorts } from './ports.ts';
import { Problems } from './problems.ts';
import { unmetBy } from './step-condition.ts';

const service: Actor = { kind: 'service', name: 'workflow' };
const pageSize = 500;
/** A condition is asked of each asset by itself: of more of them a saved query must make a choice first. */
const mostLookedAt = 20_000;

type Reads = Pick<WorkflowPorts, 'graph' | 'finding'>;
type Step = Pick<StepDefinition, 'id' | 'over'>;

/** What steps over assets of the project are done for each of, by step and in order of id, or why a run can't be done. */
export async function foundItems(
  ports: Reads,
  projectId: string,
  steps: readonly Step[],
): Promise<{ readonly found: ReadonlyMap<string, readonly Asset[]>; readonly problem: string | null }> {
  const found = new Map<string, readonly Asset[]>();
  for (const { id, over } of steps) {
    if (over === null) continue;
    const assets = await assetsOf(ports, projectId, over);
    if (typeof assets === 'string') return { found: new Map(), problem: `${id} can't be done for each: ${assets}` };
    found.set(id, assets);
  }
  return { found, problem: null };
}

/** The assets of the project, or why there are none to be had. */
async function assetsOf(
  { graph, finding }: Reads,
  projectId: string,
  { level, query, if: asked, most }: AssetSource,
): Promise<readonly Asset[] | string> {
  const saved = query === null ? null : await finding.savedQuery(service, sharedQueryId(projectId, query));
  if (query !== null && !saved) return `the project shares no query ${query}`;
  // Saved queries may speak of other projects, of which a run sees nothing.
  const condition = allOf([
    { kind: 'IS', field: 'projectId', values: [projectId] },
    { kind: 'IS', field: 'level', values: [level] },
    ...(saved ? [readFilter('query', assetQueryOf(saved).filter ?? {}, [projectId]).condition] : []),
  ]);
  const found: Asset[] = [];
  let looked = 0;
  for (let after: Parameters<typeof graph.searchAssets>[2]['after'] = null; ;) {
    const page = await graph.searchAssets(condition, { by: 'ID', descending: false }, { first: pageSize, after });
    const assets = page.items.map(({ asset }) => asset);
    const tags = asked === null ? null : await graph.tagsOf(assets.map(({ id }) => id));
    found.push(...assets.filter((asset) => asked === null || isWanted(asked, asset, tags?.get(asset.id) ?? [])));
    if (found.length > most) return `more than ${String(most)} assets are found, which is the most that it permits`;
    looked += assets.length;
    after = page.items.at(-1)?.position ?? null;
    if (!page.hasNextPage || after === null) return found;
    if (looked >= mostLookedAt)
      return `its condition would be asked of more than ${String(mostLookedAt)} assets: name a query that finds fewer`;
  }
}

function isWanted(asked: NonNullable<AssetSource['if']>, asset: Asset, tags: readonly Tag[]): boolean {
  const { modality } = asset.properties;
  const type = tags.find(({ name }) => name === 'seriesType')?.value;
  const facts = {
    ...itemFacts(asset, tags),
    modality: typeof modality === 'string' ? modality : null,
    seriesType: type === undefined ? null : String(type),
  };
  return unmetBy(asked, facts) === null;
}

/** Checks that the project shares the queries that steps name. @throws BAD_USER_INPUT naming each */
export async function checkQueries(
  { finding }: Pick<WorkflowPorts, 'finding'>,
  projectId: string,
  { steps }: Pick<WorkflowDefinition, 'steps'>,
): Promise<void> {
  const problems = new Problems();
  for (const { id, over } of steps) {
    if (typeof over?.query !== 'string') continue;
    if (!(await finding.savedQuery(service, sharedQueryId(projectId, over.query))))
      problems.add(
        `document.steps.${id}.foreach.assets.query`,
        'the name of a query shared in the project',
        over.query,
      );
  }
  problems.throwIfAny();
}

/** What is promoted is frozen, and a query may change. @throws CONFLICT */
export function requireNoQuery({ name, steps }: Pick<WorkflowDefinition, 'name' | 'steps'>): void {
  const step = steps.find(({ over }) => typeof over?.query === 'string');
  if (step)
    throw new HubError(
      'CONFLICT',
      `the step ${step.id} of ${name} asks a saved query, which may change: say what it asks in its condition`,
    );
}
