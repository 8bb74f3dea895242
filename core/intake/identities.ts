import { createHmac } from 'node:crypto';
import { badInput } from '../errors.ts';
import { actorName, authorize, type Actor } from '../policy/policy.ts';
import type { SealedIdentity } from '../ports/identity-map.ts';
import type { IntakePorts } from './ports.ts';
import { seal, unseal } from './seal.ts';

/** Who a person is outside of the project. */
export interface Identity {
  readonly patientId: string;
  readonly issuer: string;
}

const nameOf = (projectId: string, digest: string): string => `identity:${projectId}:${digest}`;

/** The row of the identity map for a person. `key` is the hub's own for this purpose (`identity-map`). */
export function sealIdentity(
  key: Uint8Array,
  projectId: string,
  researchId: string,
  identity: Identity,
): SealedIdentity {
  const person = JSON.stringify({ patientId: identity.patientId, issuer: identity.issuer });
  const digest = createHmac('sha256', key).update(`digest\0${projectId}\0${person}`).digest('hex');
  return { projectId, digest, researchId, sealed: seal(key, nameOf(projectId, digest), Buffer.from(person)) };
}

/** Reading the identity map: one role, a reason each time, each reading in the audit trail before it is answered. */
export function createIdentities({ identities, secrets, audit, transactor }: IntakePorts) {
  return {
    /** The identities behind a research identifier. @throws NOT_FOUND (project), FORBIDDEN, BAD_USER_INPUT (no reason) */
    async revealIdentity(
      actor: Actor,
      projectId: string,
      researchId: string,
      reason: string,
    ): Promise<readonly Identity[]> {
      authorize(actor, 'identity.read', projectId);
      if (reason.trim() === '') throw badInput('reason', 'why the identity is needed', reason);
      const found = await transactor.transact(async () => {
        const rows = await identities.find(projectId, researchId);
        await audit.append({
          actor: actorName(actor),
          action: 'identity.read',
          target: `research-id:${researchId}`,
          projectId,
          reason,
          oldValue: null,
          newValue: { found: rows.length },
        });
        return rows;
      });
      const key = await secrets.key('identity-map');
      return found.map(
        (row) => JSON.parse(unseal(key, nameOf(projectId, row.digest), row.sealed).toString('utf8')) as Identity,
      );
    },
  };
}
