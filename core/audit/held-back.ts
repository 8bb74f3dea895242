import type { AuditEntry, AuditTrail } from '../ports/audit-trail.ts';

/**
 * The trail, for a transaction that makes many entries on its way: they are kept back until `write`. Whoever appends holds the head of the chain until its
 * transaction ends, and all others wait.
 */
export function heldBack(trail: AuditTrail): AuditTrail & { write(): Promise<void> } {
  const entries: AuditEntry[] = [];
  return {
    append: (entry) => {
      entries.push(entry);
      return Promise.resolve();
    },
    verify: (since) => trail.verify(since),
    write: async () => {
      for (const entry of entries.splice(0)) await trail.append(entry);
    },
  };
}
