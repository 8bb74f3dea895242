import { nameId } from '../ids.ts';
import type { ProvActivity, ProvAgent } from '../provenance/activity.ts';
import type { Run } from './run.ts';

type Association = ProvActivity['agents'][number];

/** A person as an agent; one node however often they act. */
export function personAgent(userId: string, username: string): ProvAgent {
  return { id: nameId('agent', 'PERSON', userId), kind: 'PERSON', name: username, version: null };
}

/** A program in one version as an agent. */
function softwareAgent(name: string, version: string): ProvAgent {
  return { id: nameId('agent', 'SOFTWARE', name, version), kind: 'SOFTWARE', name, version };
}

/** Who bears responsibility for a step: the program, and the person who started the run. */
export function stepAgents(
  software: { readonly name: string; readonly version: string },
  run: Run,
): readonly Association[] {
  const program: Association = { agent: softwareAgent(software.name, software.version), role: 'executor' };
  return run.startedById === null
    ? [program]
    : [program, { agent: personAgent(run.startedById, run.startedBy), role: 'starter' }];
}
