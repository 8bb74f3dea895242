import type { Asset } from '../assets/asset.ts';
import { badInput } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import type { NewJob } from '../ports/job-queue.ts';
import type { WorkflowDefinition } from './definition.ts';
import { itemFacts } from './item-facts.ts';
import { startsByItself } from './paused-triggers.ts';
import type { WorkflowPorts } from './ports.ts';
import { startableWorkflows } from './promoted.ts';
import type { Workflow } from './run.ts';
import { startOnce } from './start-by-event.ts';
import { unmetBy } from './step-condition.ts';
import type { ScheduleTrigger } from './trigger.ts';
import { storedDefinition } from './validate-definition.ts';

/** Exams that are looked at before other jobs have their turn. */
const mostExams = 100;

/** One time of a schedule, as its job says it. */
type Due = Pick<ScheduleTrigger, 'cron' | 'timeZone'> & {
  readonly projectId: string;
  readonly workflow: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** The last exam that was looked at; null for the first page. */
  readonly after: string | null;
};

function schedulesOf({ triggers }: WorkflowDefinition): readonly ScheduleTrigger[] {
  return triggers.filter((trigger) => trigger.on === 'SCHEDULE');
}

function jobOf(due: Due): NewJob {
  const { projectId, workflow, cron, timeZone, at, after } = due;
  return {
    queue: 'advance',
    key: ['schedule', projectId, workflow, cron, timeZone, at, ...(after === null ? [] : [after])].join(':'),
    payload: { schedule: due },
    runAfter: new Date(at),
  };
}

/** The jobs of the next time of each schedule; one that is queued already stays. */
export function nextTimes(
  { calendar }: Pick<WorkflowPorts, 'calendar'>,
  { projectId, name }: Pick<Workflow, 'projectId' | 'name'>,
  definition: WorkflowDefinition,
  now: Date,
): readonly NewJob[] {
  return schedulesOf(definition).flatMap(({ cron, timeZone }) => {
    const at = calendar.next(cron, timeZone, now);
    return at ? [jobOf({ projectId, workflow: name, cron, timeZone, at: at.toISOString(), after: null })] : [];
  });
}

/**
 * Starts the runs of one time of a schedule, a page of exams at once, and queues the next page and the next time. Times that passed while
 * the hub was down are made up for once. Nothing when the workflow no longer has that schedule.
 */
export async function startBySchedule(ports: WorkflowPorts, payload: JsonObject, now = new Date()): Promise<void> {
  const due = dueOf(payload);
  const { projectId, workflow: name, cron, timeZone, at, after } = due;
  const workflow = (await startableWorkflows(ports, projectId)).find((one) => one.name === name);
  const definition = workflow && storedDefinition(workflow.document);
  const trigger = definition && schedulesOf(definition).find((one) => one.cron === cron && one.timeZone === timeZone);
  if (!workflow || !definition || !trigger) return;
  if (after === null) {
    const from = new Date(Math.max(now.getTime(), new Date(at).getTime()));
    // The same schedule twice in a document is one.
    const next = nextTimes(ports, workflow, { ...definition, triggers: [trigger] }, from);
    if (next.length > 0) await ports.queue.enqueue(next);
  }
  if (!(await startsByItself(ports, workflow))) return;
  const page = await ports.graph.findAssets({ projectIds: [projectId], level: 'EXAM' }, { first: mostExams, after });
  const wanted = await wantedOf(ports, trigger, workflow, page.items);
  for (const exam of wanted)
    await startOnce(ports, exam, workflow, { key: `schedule:${at}`, on: 'SCHEDULE', startedBy: 'event:SCHEDULE' });
  const last = page.items.at(-1);
  if (page.hasNextPage && last) await ports.queue.enqueue([jobOf({ ...due, after: last.id })]);
}

/** What waits for room in the project has as good as been started. */
async function wantedOf(
  { graph, store, quotas }: WorkflowPorts,
  trigger: ScheduleTrigger,
  { projectId, name }: Workflow,
  exams: readonly Asset[],
): Promise<readonly Asset[]> {
  const living = exams.filter(({ withdrawn }) => !withdrawn);
  const ids = living.map(({ id }) => id);
  const tags = await graph.tagsOf(ids);
  const fitting = living.filter(
    (exam) => trigger.if === null || unmetBy(trigger.if, itemFacts(exam, tags.get(exam.id) ?? [])) === null,
  );
  if (trigger.exams === 'ALL') return fitting;
  // First, since one that begins meanwhile is among the runs.
  const waiting = await quotas.waitingExams(projectId, name, ids);
  const runs = await store.runsOfExams(ids, [...new Set(living.map(({ projectId }) => projectId))]);
  const used = await store.getWorkflows([...new Set([...runs.values()].flat().map(({ workflowId }) => workflowId))]);
  return fitting.filter(
    ({ id }) => !waiting.has(id) && !runs.get(id)?.some((run) => used.get(run.workflowId)?.name === name),
  );
}

function dueOf(payload: JsonObject): Due {
  const { projectId, workflow, cron, timeZone, at, after = null } = payload;
  const texts = [projectId, workflow, cron, timeZone, at];
  if (!texts.every((one) => typeof one === 'string') || !(after === null || typeof after === 'string'))
    throw badInput('payload.schedule', 'a time of a schedule', JSON.stringify(payload));
  const [project = '', name = '', fields = '', zone = '', time = ''] = texts;
  return { projectId: project, workflow: name, cron: fields, timeZone: zone, at: time, after };
}
