import type { IdentityMap } from '../ports/identity-map.ts';
import { digestOf, type Identity } from './identity.ts';
import type { MappingKeys } from './mapping-keys.ts';

export interface ResearchIdPorts {
  readonly identities: Pick<IdentityMap, 'findByDigest'>;
  readonly mappingKeys: Pick<MappingKeys, 'hold'>;
}

/**
 * The research identifier under which images of each person came, in their order; null for one of whom none did. In the ambient transaction. It
 * asks no policy: whoever calls it either has, or tells nobody whom it found.
 */
export async function findResearchIds(
  { identities, mappingKeys }: ResearchIdPorts,
  projectId: string,
  people: readonly Identity[],
): Promise<readonly (string | null)[]> {
  const keys = (await mappingKeys.hold()).all;
  const digests = people.map((person) => keys.map((key) => digestOf(key, projectId, trimmed(person))));
  const found = await identities.findByDigest(projectId, digests.flat());
  return digests.map((each) => each.map((digest) => found.get(digest)).find((id) => id !== undefined) ?? null);
}

/** Archives pad and trim identifiers at will (PS3.5 6.2: LO ignores outer spaces). */
const trimmed = ({ patientId, issuer }: Identity): Identity => ({
  patientId: patientId.trim(),
  issuer: issuer.trim(),
});
