import type { WaitingStart } from '../ports/run-quotas.ts';
import type { WorkflowPorts } from './ports.ts';
import { startableWorkflows } from './promoted.ts';
import { callWaiting, roomOf } from './run-room.ts';
import { startOnce } from './start-by-event.ts';

/** Starts before other jobs have their turn. */
const mostStarts = 50;

/** Starts what waits for room in the project, as far as there is some, those first that wait the longest; and has it looked at again. */
export async function startWaiting(ports: WorkflowPorts, projectId: string, turn: number | null): Promise<void> {
  const { quotas, transactor } = ports;
  const room = roomOf(await quotas.use(projectId));
  for (const start of await quotas.nextWaiting(projectId, Math.min(room, mostStarts)))
    if (!(await begin(ports, start))) break;
  await transactor.transact(() => callWaiting(ports, projectId, turn));
}

/** False: there is no room any more. */
async function begin(ports: WorkflowPorts, start: WaitingStart): Promise<boolean> {
  const { runId, projectId, examId, workflow: name, key, startedBy, startedById, causeRunId } = start;
  const exam = (await ports.graph.getAssets([examId])).get(examId);
  const workflow = (await startableWorkflows(ports, projectId)).find((one) => one.name === name);
  return ports.transactor.transact(async () => {
    if (exam && !exam.withdrawn && workflow) {
      const event = { key, startedBy, startedById, causeRunId: causeRunId ?? undefined, ifFull: 'STOP' } as const;
      if ((await startOnce(ports, exam, workflow, event)) === 'QUOTA_EXCEEDED') return false;
    }
    await ports.quotas.forget([runId]);
    return true;
  });
}
