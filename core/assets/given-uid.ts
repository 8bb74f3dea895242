import { HubError } from '../errors.ts';
import { mayOnHub, type Actor } from '../policy/policy.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';

export interface GivenUidPorts {
  readonly graph: AssetGraph;
  /** Whether sites serve the project. */
  readonly hasSites: (projectId: string) => Promise<boolean>;
}

/**
 * Passes unless the asset would be a new one under a UID of the person's own choice in a project that sites serve: an exam is what
 * gives the right to a study of their archives, and so nobody may name whichever they like.
 * @throws FORBIDDEN naming the field, for who is no administrator
 */
export async function requireUidRight(
  { graph, hasSites }: GivenUidPorts,
  actor: Actor,
  field: string,
  given: string | null | undefined,
  { id, projectId }: { readonly id: string; readonly projectId: string },
): Promise<void> {
  if (typeof given !== 'string' || mayOnHub(actor, 'site.manage')) return;
  if ((await graph.getAssets([id])).has(id) || !(await hasSites(projectId))) return;
  const expected = 'none: an administrator says which studies of an archive are the project’s';
  throw new HubError('FORBIDDEN', `${field}: expected ${expected}`, { field, expected, received: 'a UID' });
}
