import { canonicalJson, sha256 } from '../json.ts';

/** Names the images that a study has, whatever order they came in. @param sopInstanceUIDs of all that are registered */
export function imageSetOf(sopInstanceUIDs: Iterable<string>): string {
  return sha256(canonicalJson([...sopInstanceUIDs].toSorted())).slice(0, 32);
}
