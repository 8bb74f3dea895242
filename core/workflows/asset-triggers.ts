import type { ChangedAsset } from '../assets/asset-changes.ts';
import type { SeenChange } from '../ports/trigger-store.ts';
import { examsOf } from './exams-of.ts';
import { itemFacts } from './item-facts.ts';
import { startsByItself } from './paused-triggers.ts';
import type { WorkflowPorts } from './ports.ts';
import { startableWorkflows } from './promoted.ts';
import type { Workflow } from './run.ts';
import { auditRefusal, startOnce } from './start-by-event.ts';
import { unmetBy, type ItemFacts } from './step-condition.ts';
import { isAssetTrigger, type AssetTrigger } from './trigger.ts';
import { causesOf, whyEndless, type Cause } from './trigger-causes.ts';
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
  const candidates: Candidate[] = [];
  for (const workflow of await startableWorkflows(ports, projectId)) {
    const triggers = storedDefinition(workflow.document).triggers.filter(isAssetTrigger);
    if (triggers.length > 0 && (await startsByItself(ports, workflow))) candidates.push({ workflow, triggers });
  }
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
  const causes = await causesOf(
    ports,
    page.flatMap((row) => row.changes.runId ?? []),
  );
  for (const { row, asset: changed } of changes) {
    const asset = assets.get(changed.assetId);
    const cause = causes.get(row.changes.runId ?? '');
    if (!asset || asset.withdrawn) continue;
    const facts = itemFacts(asset, tags.get(asset.id) ?? []);
    for (const { workflow, triggers } of candidates) {
      if (cause?.workflow === workflow.name) continue;
      const trigger = triggers.find((one) => fits(one, changed, facts));
      if (!trigger) continue;
      const why = cause ? whyEndless(cause, workflow) : null;
      if (cause && why !== null) {
        await refuseEndless(ports, cause, workflow, why);
        continue;
      }
      const { on } = trigger;
      const event = { key: `asset-change:${row.cursor}`, on, startedBy: `event:${on}`, causeRunId: cause?.runId };
      for (const exam of exams.get(asset.id) ?? []) await startOnce(ports, exam, workflow, event);
    }
  }
}

/** Says once that changes of the run start no run of the workflow. */
async function refuseEndless(ports: WorkflowPorts, { runId }: Cause, workflow: Workflow, why: string): Promise<void> {
  await ports.transactor.transact(async () => {
    if (await ports.triggers.noteLoop(runId, workflow.name))
      await auditRefusal(ports, `run:${runId}`, workflow, 'NO_END', { why });
  });
}

function fits(trigger: AssetTrigger, { level, kind, change }: ChangedAsset, facts: ItemFacts): boolean {
  if (kinds[trigger.on] !== change) return false;
  if (trigger.level !== null && !trigger.level.includes(level)) return false;
  if (trigger.kind !== null && (kind === null || !trigger.kind.includes(kind))) return false;
  return trigger.if === null || unmetBy(trigger.if, facts) === null;
}
