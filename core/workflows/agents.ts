import type { ProvActivity } from '../provenance/activity.ts';
import { personAgent, softwareAgent } from '../provenance/agents.ts';
import type { Run } from './run.ts';

type Association = ProvActivity['agents'][number];

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
