import { badInput } from '../errors.ts';
import type { WorkflowDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';

/** @throws BAD_USER_INPUT naming the first step whose kind this hub does not offer, and how who runs it can turn it on */
export function requireOffered(
  { whyNotOffered }: Pick<WorkflowPorts, 'whyNotOffered'>,
  { steps }: WorkflowDefinition,
): void {
  for (const { id, uses, with: settings } of steps) {
    const why = whyNotOffered(uses, settings);
    if (why !== null) throw badInput(`document.steps.${id}.uses`, `a kind of step that this hub offers (${why})`, uses);
  }
}
