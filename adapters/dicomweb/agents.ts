import { createHash } from 'node:crypto';
import { Agent } from 'undici';
import type { SiteTls } from '../../core/ports/archive.ts';

/** Agents with certificates of their own, by a hash of these: connections are kept from call to call. */
const agents = new Map<string, Agent>();
const most = 64;

/** The connections that show these certificates. */
export function agentOf({ certificate, privateKey, authority }: SiteTls): Agent {
  const key = createHash('sha256')
    .update(JSON.stringify([certificate, privateKey, authority]))
    .digest('hex');
  const known = agents.get(key);
  if (known) return known;
  const agent = new Agent({
    connect: {
      ...(certificate === null ? {} : { cert: certificate }),
      ...(privateKey === null ? {} : { key: privateKey }),
      ...(authority === null ? {} : { ca: authority }),
    },
  });
  agents.set(key, agent);
  for (const [oldest, old] of agents) {
    if (agents.size <= most) break;
    agents.delete(oldest);
    // Lets its requests end.
    old.close().catch(() => undefined);
  }
  return agent;
}
