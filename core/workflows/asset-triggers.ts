import type { Asset } from '../assets/asset.ts';
import type { AssetChanges, ChangedAsset } from '../assets/asset-changes.ts';
import { factsOf } from '../assets/condition.ts';
import type { SeenChange } from '../ports/trigger-store.ts';
import { examsOf } from './exams-of.ts';
import type { WorkflowPorts } from './ports.ts';
import { startableWorkflows } from './promoted.ts';
import type { Workflow } from './run.ts';
import { startOnce } from './start-run.ts';
import { unmetBy, type ItemFacts } from './step-condition.ts';
import { isAssetTrigger, type AssetTrigger } from './trigger.ts';
import { assetEventsJob } from './triggering-feed.ts';
import { storedDefinition } from './validate-definition.ts';

/** Rows of the feed that are read at a time, and about how many assets are looked at before other jobs have their turn. */
const mostRows = 50;
const mostAssets = 200;

const kinds = {
  ASSET_CREATED: 'CREATED',
  ASSET_TAGGED: 'TAGGED',
  ASSET_UPDATED: 'UPDATED',
  ASSET_RELATED: 'RELATED',
} as const satisfies Record<AssetTrigger['on'], ChangedAsset['change']>;

interface Candidate {
  readonly workflow: Workflow;
  readonly triggers: readonly AssetTrigger[];
}

/**
 * Starts what the next changes of a project's assets start, each once however often it is done, and queues itself again while there are
 * more. What is in memory is a page of changes.
 */
export async function startByAssetEvents(ports: WorkflowPorts, projectId: string): Promise<void> {
  await ports.triggers.takeNote(projectId);
  const rows = await ports.triggers.nextChanges(projectId, mostRows);
  const page: SeenChange[] = [];
  for (let assets = 0; assets < mostAssets && page.length < rows.length;) {
    const row = rows[page.length];
    if (!row) break;
    page.push(row);
    assets += row.changes.assets.length;
  }
  const last = page.at(-1);
  if (!last) return;
  const candidates = (await startableWorkflows(ports, projectId)).flatMap((workflow): Candidate[] => {
    const triggers = storedDefinition(workflow.document).triggers.filter(isAssetTrigger);
    return triggers.length === 0 ? [] : [{ workflow, triggers }];
  });
  if (candidates.length > 0) await startFor(ports, candidates, page);
  await ports.transactor.transact(async () => {
    await ports.triggers.sawChanges(projectId, last.cursor);
    if (page.length < rows.length || rows.length === mostRows) await ports.queue.enqueue([assetEventsJob(projectId)]);
  });
}

async function startFor(
  ports: WorkflowPorts,
  candidates: readonly Candidate[],
  page: readonly SeenChange[],
): Promise<void> {
  const changes = page.flatMap((row) => row.changes.assets.map((asset) => ({ row, asset })));
  const ids = [...new Set(changes.map(({ asset }) => asset.assetId))];
  const [assets, tags] = await Promise.all([ports.graph.getAssets(ids), ports.graph.tagsOf(ids)]);
  const exams = await examsOf(ports.graph, [...assets.values()]);
  const causes = await causesOf(ports, page);
  for (const { row, asset: changed } of changes) {
    const asset = assets.get(changed.assetId);
    const cause = row.changes.runId === undefined ? null : causes.get(row.changes.runId);
    if (!asset || asset.withdrawn || cause?.isEvent) continue;
    const facts = itemFacts(asset, tags.get(asset.id) ?? []);
    for (const { workflow, triggers } of candidates) {
      if (cause?.workflow === workflow.name) continue;
      const trigger = triggers.find((one) => fits(one, changed, facts));
      if (!trigger) continue;
      for (const exam of exams.get(asset.id) ?? []) {
        await startOnce(ports, exam, workflow, `asset-change:${row.cursor}`, `event:${trigger.on}`);
      }
    }
  }
}

/** What made the changes of the page, by run: a run that an asset event started starts nothing, and none starts its own workflow. */
async function causesOf({ store }: WorkflowPorts, page: readonly SeenChange[]) {
  const ids = page.flatMap(({ changes }: { readonly changes: AssetChanges }) => changes.runId ?? []);
  const runs = await store.getRuns([...new Set(ids)]);
  const workflows = await store.getWorkflows([...runs.values()].map(({ workflowId }) => workflowId));
  return new Map(
    [...runs].map(([id, { workflowId, startedBy }]) => [
      id,
      { workflow: workflows.get(workflowId)?.name ?? '', isEvent: startedBy.startsWith('event:ASSET_') },
    ]),
  );
}

function fits(trigger: AssetTrigger, { level, kind, change }: ChangedAsset, facts: ItemFacts): boolean {
  if (kinds[trigger.on] !== change) return false;
  if (trigger.level !== null && !trigger.level.includes(level)) return false;
  if (trigger.kind !== null && (kind === null || !trigger.kind.includes(kind))) return false;
  return trigger.if === null || unmetBy(trigger.if, facts) === null;
}

/** What conditions of triggers may ask about an asset. */
export function itemFacts(asset: Asset, tags: Parameters<typeof factsOf>[1]): ItemFacts {
  const own = factsOf(asset, tags);
  return {
    modality: null,
    seriesType: null,
    levels: new Map([
      ['ITEM', own],
      [asset.level, own],
    ]),
  };
}
