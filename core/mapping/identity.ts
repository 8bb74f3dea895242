import { createHmac } from 'node:crypto';
import { seal, unseal } from '../intake/seal.ts';
import type { SealedIdentity } from '../ports/identity-map.ts';
import type { MappingKey } from './mapping-keys.ts';

/** Who a person is outside of the project. */
export interface Identity {
  /** Patient ID (0010,0020). */
  readonly patientId: string;
  /** Issuer of Patient ID (0010,0021); empty without one. */
  readonly issuer: string;
}

/** A person's row of the identity map under a key. */
export function sealIdentity(key: MappingKey, projectId: string, researchId: string, person: Identity): SealedIdentity {
  const digest = digestOf(key, projectId, person);
  const sealed = seal(key.bytes, nameOf(projectId, digest), Buffer.from(textOf(person)));
  return { projectId, digest, researchId, keyVersion: key.version, sealed };
}

/** Who a row stands for. @throws INTERNAL_SERVER_ERROR when it is not sealed under that key, or was changed */
export function openIdentity(key: MappingKey, { projectId, digest, sealed }: SealedIdentity): Identity {
  return JSON.parse(unseal(key.bytes, nameOf(projectId, digest), sealed).toString('utf8')) as Identity;
}

/** What finds a person's row under a key, and tells nothing without it. */
export function digestOf(key: MappingKey, projectId: string, person: Identity): string {
  return createHmac('sha256', key.bytes)
    .update(`digest\0${projectId}\0${textOf(person)}`)
    .digest('hex');
}

const nameOf = (projectId: string, digest: string): string => `identity:${projectId}:${digest}`;
const textOf = ({ patientId, issuer }: Identity): string => JSON.stringify({ patientId, issuer });
