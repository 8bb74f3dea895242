import { HubError } from '../errors.ts';
import type { WaitingStart } from '../ports/run-quotas.ts';
import type { WorkflowPorts } from './ports.ts';
import { startableWorkflows } from './promoted.ts';
import { callWaiting, roomOf } from './run-room.ts';
import type { Workflow } from './run.ts';
import { auditRefusal, startOnce } from './start-by-event.ts';
import { storedDefinition } from './validate-definition.ts';

/** Starts before other jobs have their turn. */
const mostStarts = 50;

/** Starts what waits for room in the project, as far as there is some, those first that wait the longest; and has it looked at again. */
export async function startWaiting(ports: WorkflowPorts, projectId: string, turn: number | null): Promise<void> {
  const { quotas, transactor } = ports;
  const room = roomOf(await quotas.use(projectId));
  for (const start of await quotas.nextWaiting(projectId, Math.min(room, mostStarts)))
    if (!(await beginOrForget(ports, start))) break;
  await transactor.transact(() => callWaiting(ports, projectId, turn));
}

/** False: there is no room any more. One that can't begin at all, now or later, is forgotten: those behind it have their turn. */
async function beginOrForget(ports: WorkflowPorts, start: WaitingStart): Promise<boolean> {
  try {
    return await begin(ports, start);
  } catch (error) {
    if (!(error instanceof HubError) || error.retryable) throw error;
    const { code } = error;
    await ports.transactor.transact(async () => {
      await ports.quotas.forget([start.runId]);
      const { projectId, workflow: name, on, key } = start;
      await auditRefusal(ports, `asset:${start.examId}`, { id: null, name, projectId }, code, { on, key });
    });
    return true;
  }
}

async function begin(ports: WorkflowPorts, start: WaitingStart): Promise<boolean> {
  const { runId, projectId, examId, workflow: name, key, on, startedBy, startedById, causeRunId } = start;
  const exam = (await ports.graph.getAssets([examId])).get(examId);
  const workflow = (await startableWorkflows(ports, projectId)).find((one) => one.name === name);
  return ports.transactor.transact(async () => {
    const isOver = workflow !== undefined && !asksFor(workflow, on);
    if (exam && !exam.withdrawn && workflow && !isOver) {
      const event = { key, on, startedBy, startedById, causeRunId: causeRunId ?? undefined, ifFull: 'STOP' } as const;
      if ((await startOnce(ports, exam, workflow, event)) === 'QUOTA_EXCEEDED') return false;
    }
    await ports.quotas.forget([runId]);
    if (isOver) await auditRefusal(ports, `asset:${examId}`, workflow, 'NO_TRIGGER', { on, key });
    return true;
  });
}

/** Whether the workflow, as it is now, still starts by what happened then. */
function asksFor({ document }: Workflow, on: WaitingStart['on']): boolean {
  return on === null || storedDefinition(document).triggers.some((trigger) => trigger.on === on);
}
