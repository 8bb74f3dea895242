import { badInput } from '../errors.ts';
import { actorName, authorize, type Actor } from '../policy/policy.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { IdentityMap } from '../ports/identity-map.ts';
import type { Transactor } from '../ports/transactor.ts';
import { findResearchIds } from './find-research-ids.ts';
import { openIdentity, type Identity } from './identity.ts';
import type { MappingKeys } from './mapping-keys.ts';
import { isResearchId } from './research-id.ts';

export interface MappingPorts {
  readonly identities: IdentityMap;
  readonly mappingKeys: MappingKeys;
  readonly audit: AuditTrail;
  readonly transactor: Transactor;
}

const maxPatients = 1000;

/**
 * The way between patients and research identifiers, in both directions: for one role, with a reason each time, and each reading in the audit
 * trail before it is answered. The trail names research identifiers and numbers of patients, never a patient.
 */
export function createMapping({ identities, mappingKeys, audit, transactor }: MappingPorts) {
  const tell = (actor: Actor, projectId: string, action: string, target: string, reason: string, found: number) =>
    audit.append({
      actor: actorName(actor),
      action,
      target,
      projectId,
      reason,
      oldValue: null,
      newValue: { found },
    });

  return {
    /** The identities behind a research identifier. @throws NOT_FOUND (project), FORBIDDEN, BAD_USER_INPUT (no reason) */
    async revealIdentity(
      actor: Actor,
      projectId: string,
      researchId: string,
      reason: string,
    ): Promise<readonly Identity[]> {
      authorize(actor, 'identity.read', projectId);
      requireReason(reason);
      // Said back nowhere: it may be a patient's.
      if (!isResearchId(researchId))
        throw badInput('input.researchId', "1 to 64 letters, digits, '.', '_' or '-'", 'something else');
      return transactor.transact(async () => {
        const keys = await mappingKeys.hold();
        const rows = await identities.find(projectId, researchId);
        const people = rows.map((row) => openIdentity(keys.of(row.keyVersion), row));
        // What names nobody here may be a patient's identifier, which the trail must not hold.
        const target = rows.length > 0 ? `research-id:${researchId}` : `project:${projectId}`;
        await tell(actor, projectId, 'identity.read', target, reason, rows.length);
        // Somebody may be there under two keys while one takes the place of the other.
        return [...new Map(people.map((person) => [JSON.stringify(person), person])).values()];
      });
    },

    /**
     * The research identifier of each patient, in their order; null for one of whom nothing came. So that data which name patients (pathology, a
     * registry) can be joined outside. @throws NOT_FOUND (project), FORBIDDEN, BAD_USER_INPUT
     */
    async findResearchIds(
      actor: Actor,
      projectId: string,
      patients: readonly { readonly patientId: string; readonly issuer?: string | null | undefined }[],
      reason: string,
    ): Promise<readonly (string | null)[]> {
      authorize(actor, 'identity.read', projectId);
      requireReason(reason);
      if (patients.length > maxPatients)
        throw badInput('input.patients', `at most ${String(maxPatients)} patients`, patients.length);
      const people = patients.map(({ patientId, issuer }, index) => {
        // The identifier itself is not told back: errors are logged, and may be shown to others.
        if (patientId.trim() === '')
          throw badInput(`input.patients[${String(index)}].patientId`, 'a Patient ID', 'none');
        return { patientId, issuer: issuer ?? '' };
      });
      return transactor.transact(async () => {
        const researchIds = await findResearchIds({ identities, mappingKeys }, projectId, people);
        const known = researchIds.filter((id) => id !== null).length;
        await tell(actor, projectId, 'identity.sought', `project:${projectId}`, reason, known);
        return researchIds;
      });
    },
  };
}

export type Mapping = ReturnType<typeof createMapping>;

function requireReason(reason: string): void {
  if (reason.trim() === '' || reason.includes('\0'))
    throw badInput('input.reason', 'why the identity is needed', reason);
}
