import { badInput } from '../errors.ts';
import { authorizeOnHub, type Actor } from '../policy/policy.ts';
import type { AuditCheckpoint, AuditTrail } from '../ports/audit-trail.ts';

export interface AuditVerification {
  /** Entries whose hashes fit, from the first on; those up to the place where the check began are counted unseen. */
  readonly entries: number;
  readonly isWhole: boolean;
  /** Number of the first entry that does not fit; null when the chain is whole. */
  readonly firstBroken: number | null;
  /** Of the last entry that fits; null when there is none. */
  readonly lastHash: string | null;
}

/** The check of the audit trail, for administrators. */
export function createAuditCheck({ audit }: { readonly audit: Pick<AuditTrail, 'verify'> }) {
  return {
    /** Whether the chain fits, now: all of it, or from a place on that was noted earlier. @throws UNAUTHENTICATED, FORBIDDEN, BAD_USER_INPUT */
    async verify(actor: Actor, since: AuditCheckpoint | null = null): Promise<AuditVerification> {
      authorizeOnHub(actor, 'audit.read');
      if (since !== null && since.sequence < 1)
        throw badInput('since.sequence', 'the number of an entry, 1 or more', since.sequence);
      const found = await audit.verify(since ?? undefined);
      return { ...found, isWhole: found.firstBroken === null };
    },
  };
}
export type AuditCheck = ReturnType<typeof createAuditCheck>;
