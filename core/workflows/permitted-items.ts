import { refusalsOf } from '../assets/require-permitted.ts';
import type { Actor } from '../policy/policy.ts';
import type { StepDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import { runItems, type RunItems } from './run-items.ts';

const service: Actor = { kind: 'service', name: 'workflow' };

/** What the steps of a run of that workflow are done for: other exams of the subject only where their own contexts permit the workflow. */
export async function permittedItems(
  ports: Pick<WorkflowPorts, 'graph' | 'tags' | 'contexts'>,
  workflow: string,
  examId: string,
  steps: readonly Pick<StepDefinition, 'foreach'>[],
): Promise<RunItems> {
  const items = await runItems(ports.graph, examId, steps);
  const refusals = await Promise.all(
    items.exams.map(async (exam) =>
      exam.id === examId ? null : refusalsOf(ports, service, exam, 'WORKFLOW', workflow),
    ),
  );
  return { ...items, exams: items.exams.filter((_, index) => refusals[index] === null) };
}
