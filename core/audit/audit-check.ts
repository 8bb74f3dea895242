import { authorizeOnHub, type Actor } from '../policy/policy.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';

export interface AuditVerification {
  /** Entries whose hashes fit, from the first on. */
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
    /** Whether the whole chain fits, now. @throws UNAUTHENTICATED, FORBIDDEN */
    async verify(actor: Actor): Promise<AuditVerification> {
      authorizeOnHub(actor, 'audit.read');
      const found = await audit.verify();
      return { ...found, isWhole: found.firstBroken === null };
    },
  };
}
export type AuditCheck = ReturnType<typeof createAuditCheck>;
