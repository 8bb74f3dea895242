import { nameId } from '../ids.ts';
import type { ProvAgent } from './activity.ts';

/** A person with an account as an agent; one node however often they act. */
export function personAgent(userId: string, username: string): ProvAgent {
  return { id: nameId('agent', 'PERSON', userId), kind: 'PERSON', name: username, version: null };
}

/** A program in one version as an agent. */
export function softwareAgent(name: string, version: string): ProvAgent {
  return { id: nameId('agent', 'SOFTWARE', name, version), kind: 'SOFTWARE', name, version };
}

/** A site or another institution that the hub knows by an id. */
export function organizationAgent(id: string, name: string): ProvAgent {
  return { id: nameId('agent', 'ORGANIZATION', id), kind: 'ORGANIZATION', name, version: null };
}

/** An agent that a client names, and the hub knows by nothing else: the same words are the same agent within the project. */
export function namedAgent(projectId: string, { kind, name, version }: Omit<ProvAgent, 'id'>): ProvAgent {
  if (kind === 'SOFTWARE' && version !== null) return softwareAgent(name, version);
  return { id: nameId('agent named in', projectId, kind, name, version ?? ''), kind, name, version };
}
