import { HubError } from '../errors.ts';
import { canonicalJson } from '../json.ts';
import type { NewRun } from '../ports/workflow-store.ts';
import type { Run } from './run.ts';

/**
 * Passes where a client key that was used before is used for the same start again. Not for the priority: it may have been set anew since.
 * @throws CONFLICT naming the field, what the key was used with and what came
 */
export function requireSameStart(before: Run, asked: NewRun): void {
  requireSame('workflowId', before.workflowId, asked.workflowId);
  requireSame('reuse', before.reuse, asked.reuse);
  requireSame('parameters', shown(before.parameters), shown(asked.parameters ?? null));
}

const shown = (parameters: Run['parameters']): string => (parameters === null ? 'none' : canonicalJson(parameters));

function requireSame(name: string, before: string, asked: string): void {
  if (before === asked) return;
  const [field, expected, received] = [`input.${name}`, before.slice(0, 200), asked.slice(0, 200)];
  const message = `${field}: this client key started a run with ${expected}, and now came ${received}`;
  throw new HubError('CONFLICT', message, { field, expected, received });
}
