import { overLimit } from '../programs/program-limits.ts';
import type { WorkflowDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import { Problems } from './problems.ts';

/**
 * @throws BAD_USER_INPUT naming each step whose kind this hub does not offer, and how who runs it can turn it on; or which asks for more than
 * this hub permits
 */
export function requireOffered(
  { whyNotOffered, programLimits }: Pick<WorkflowPorts, 'whyNotOffered' | 'programLimits'>,
  { steps }: WorkflowDefinition,
): void {
  const problems = new Problems();
  for (const { id, uses, with: given } of steps) {
    const why = whyNotOffered(uses, given);
    if (why !== null) problems.add(`document.steps.${id}.uses`, `a kind of step that this hub offers (${why})`, uses);
    const over = overLimit(programLimits, given);
    if (over) problems.add(`document.steps.${id}.with.${over.field}`, over.expected, over.received);
  }
  problems.throwIfAny();
}
