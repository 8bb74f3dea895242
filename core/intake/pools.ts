import { badInput, notFound } from '../errors.ts';
import { nameId } from '../ids.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Existing, Pool } from './intake.ts';
import type { IntakePorts } from './ports.ts';
import { pinnedProfile } from './profiles.ts';

export interface CreatePool {
  readonly projectId: string;
  readonly name: string;
  /** Undefined leaves an existing pool's site as it is; null takes it away. */
  readonly siteName?: string | null | undefined;
  /** A built-in profile, or one of the project as `name@version`, or `name`: its newest version. @default the pool's own; research/1 for a new one */
  readonly profile?: string | null | undefined;
  /** Keeps the identified originals after registration; owners alone switch it on. @default the pool's own; false for a new one */
  readonly keepOriginals?: boolean | null | undefined;
  /** What becomes of other content of images that the project has. @default the pool's own; REFUSE for a new one */
  readonly existing?: Existing | null | undefined;
}

/** True for what can be the name of a pool. */
export function isPoolName(name: string): boolean {
  return /^[A-Za-z0-9._-]{1,64}$/.test(name);
}

/** The doors of projects. */
export function createPools({ intake, profiles, sites, projects, audit, transactor }: IntakePorts) {
  /**
   * A pool's site gets the project's images, with the hub's credential for it: so nobody may name one that they do not see. The first
   * site of a project is therefore an administrator's to give. @throws NOT_FOUND
   */
  async function visibleSite(actor: Actor, name: string): Promise<string> {
    const { id } = await sites.siteByName(name);
    if (!(await sites.sitesByIds(actor, [id])).has(id)) throw notFound('site');
    return id;
  }

  return {
    /** Makes a pool, or answers (and re-points to the given site and profile) the one of that name. @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT */
    async createPool(actor: Actor, input: CreatePool): Promise<Pool> {
      authorize(actor, 'pool.manage', input.projectId);
      if (!isPoolName(input.name)) throw badInput('input.name', "1 to 64 letters, digits, '.', '_' or '-'", input.name);
      if ((await projects.nameOf(input.projectId)) === null) throw notFound('project');
      const siteId = typeof input.siteName === 'string' ? await visibleSite(actor, input.siteName) : input.siteName;
      const named = await pinnedProfile(profiles, input.projectId, input.profile, 'input.profile');
      return transactor.transact(async () => {
        const old = await intake.findPool(input.projectId, input.name);
        const id = nameId('pool', input.projectId, input.name);
        const { projectId, name } = input;
        const keepsOriginals = input.keepOriginals ?? old?.keepsOriginals ?? false;
        // Originals lead to patients: who may not read these may not have them kept.
        if (keepsOriginals && old?.keepsOriginals !== true) authorize(actor, 'identity.read', projectId);
        const profile = typeof input.profile === 'string' ? named : (old?.profile ?? named);
        const existing = input.existing ?? old?.existing ?? 'REFUSE';
        const wanted = { id, projectId, name, profile, keepsOriginals, existing };
        const pool = await intake.putPool(wanted, siteId, actorName(actor));
        if (
          old === null ||
          old.siteId !== pool.siteId ||
          old.profile !== pool.profile ||
          old.existing !== pool.existing ||
          old.keepsOriginals !== keepsOriginals
        ) {
          const summary = (of: Pool) => ({
            name: of.name,
            profile: of.profile,
            siteId: of.siteId,
            keepsOriginals: of.keepsOriginals,
            existing: of.existing,
          });
          await audit.append({
            actor: actorName(actor),
            action: old === null ? 'pool.created' : 'pool.changed',
            target: `pool:${pool.id}`,
            projectId,
            reason: null,
            oldValue: old && summary(old),
            newValue: summary(pool),
          });
        }
        return pool;
      });
    },

    /** The pools of a project, by name. @throws NOT_FOUND */
    async pools(actor: Actor, projectId: string): Promise<readonly Pool[]> {
      authorize(actor, 'project.read', projectId);
      return intake.poolsOf(projectId);
    },

    /** Of these ids, the pools of projects that the actor may see. */
    async poolsByIds(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, Pool>> {
      requireSignedIn(actor);
      const found = await intake.getPools(ids);
      return new Map([...found].filter(([, pool]) => may(actor, 'project.read', pool.projectId)));
    },

    /** Of these ids, the sites that the actor may see. */
    sitesByIds: (actor: Actor, ids: readonly string[]) => sites.sitesByIds(actor, ids),
  };
}
