import { type ImportedScript, translateCtpScript } from '../deidentification/ctp-script.ts';
import { isListedResearchId, readLookups, isLookupType } from '../deidentification/lookup-file.ts';
import { definitionOf, isProfileName, type ProfileInput, readProfile } from '../deidentification/profile-input.ts';
import { builtInProfile, type DeidentificationProfile, researchProfile } from '../deidentification/profile.ts';
import { badInput, HubError, notFound } from '../errors.ts';
import { isId, newId } from '../ids.ts';
import { canonicalJson, type JsonObject } from '../json.ts';
import { pageOf } from '../page.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Page } from '../ports/asset-graph.ts';
import type { ProfileStore, ProfileVersion } from '../ports/profile-store.ts';
import { sealLookup } from './lookups.ts';
import type { IntakePorts } from './ports.ts';

export interface PutProfile extends ProfileInput {
  readonly projectId: string;
  readonly name: string;
}

export interface PutLookups {
  readonly projectId: string;
  /** Name of the profile, without a version. */
  readonly profile: string;
  /** Lines `type/key = value`. */
  readonly text: string;
  /** Types whose entries are forgotten before. */
  readonly replaceTypes?: readonly string[] | null | undefined;
}

/** How many entries a profile's lookup tables have. */
export interface LookupCounts {
  readonly projectId: string;
  readonly profile: string;
  readonly tables: readonly { readonly type: string; readonly entryCount: number }[];
}

/** `name@version`, as pools and provenance hold it. */
export const fullName = ({ name, version }: Pick<ProfileVersion, 'name' | 'version'>): string =>
  `${name}@${String(version)}`;

/** Name and version of `name` or `name@3` (version null: the newest); null for what can't be one. */
function parsed(text: string): { readonly name: string; readonly version: number | null } | null {
  const [, name = '', version] = /^([^@]*)(?:@([1-9]\d{0,8}))?$/.exec(text) ?? [];
  return isProfileName(name) ? { name, version: version === undefined ? null : Number(version) } : null;
}

/** The profile that a pool names. @throws NOT_FOUND */
export async function profileOfPool(
  store: ProfileStore,
  projectId: string,
  text: string,
): Promise<DeidentificationProfile> {
  const builtIn = builtInProfile(text);
  if (builtIn !== null) return builtIn;
  const named = parsed(text);
  const found = named && (await store.findProfile(projectId, named.name, named.version));
  if (!found) throw notFound('de-identification profile');
  // Valid when it was added, and what is valid only ever grows.
  return readProfile(fullName(found), found.definition as unknown as ProfileInput, 'definition');
}

/** What a client names, as a pool holds it: a name without a version means the newest now. @throws BAD_USER_INPUT */
export async function pinnedProfile(
  store: ProfileStore,
  projectId: string,
  text: string | null | undefined,
  field: string,
): Promise<string> {
  if (text === null || text === undefined) return researchProfile.name;
  if (builtInProfile(text) !== null) return text;
  const named = parsed(text);
  const found = named && (await store.findProfile(projectId, named.name, named.version));
  if (!found) throw badInput(field, 'a built-in profile, or one of the project as name or name@version', text);
  return fullName(found);
}

/** Profiles of projects: versions that are added and never changed, and the tables that they look up in. */
export function createProfiles({ profiles, projects, secrets, xml, audit, transactor }: IntakePorts) {
  return {
    /**
     * Adds a version of the profile; the newest one when it says the same already.
     * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, UNSUPPORTED
     */
    async putProfile(actor: Actor, input: PutProfile): Promise<ProfileVersion> {
      authorize(actor, 'pool.manage', input.projectId);
      const { projectId, name } = input;
      if (!isProfileName(name))
        throw badInput('input.name', "1 to 40 letters, digits, '.', '_' or '-', no sign first", name);
      readProfile(name, input, 'input');
      if ((await projects.nameOf(projectId)) === null) throw notFound('project');
      const definition = definitionOf(input);
      return transactor.transact(async () => {
        await profiles.lockProfile(projectId, name);
        const newest = await profiles.findProfile(projectId, name, null);
        if (newest !== null && canonicalJson(newest.definition) === canonicalJson(definition)) return newest;
        const version = (newest?.version ?? 0) + 1;
        const createdBy = actorName(actor);
        const added = await profiles.addProfile({ id: newId(), projectId, name, version, definition, createdBy });
        await audit.append({
          actor: createdBy,
          action: 'profile.added',
          target: `profile:${added.id}`,
          projectId,
          reason: null,
          oldValue: newest && { profile: fullName(newest), definition: newest.definition },
          newValue: { profile: fullName(added), definition },
        });
        return added;
      });
    },

    /**
     * What an RSNA CTP anonymizer script would be as a profile, and what of it can't be. Nothing is stored.
     * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
     */
    importCtpScript(actor: Actor, projectId: string, script: string): ImportedScript {
      authorize(actor, 'pool.manage', projectId);
      return translateCtpScript(xml.read(script, 'input.script'), 'input.script');
    },

    /** Versions of the project's profiles, newest first, or those of one name. @throws NOT_FOUND, BAD_USER_INPUT */
    async profilesOfProject(
      actor: Actor,
      projectId: string,
      name: string | null,
      first: number,
      after?: string | null,
    ): Promise<Page<ProfileVersion>> {
      authorize(actor, 'project.read', projectId);
      return profiles.profilesOf(projectId, name, pageOf(first, after));
    },

    /** Of these ids, the versions that the actor may see. */
    async profilesByIds(actor: Actor, ids: readonly string[]): Promise<ReadonlyMap<string, ProfileVersion>> {
      requireSignedIn(actor);
      const found = await profiles.getProfiles(ids.filter(isId));
      return new Map([...found].filter(([, profile]) => may(actor, 'project.read', profile.projectId)));
    },

    /**
     * Adds entries to the profile's lookup tables, or puts them in the place of those with the same key. They hold for every
     * version of the profile, for what is de-identified from now on.
     * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT (with the line), LIMIT_EXCEEDED
     */
    async putLookups(actor: Actor, input: PutLookups): Promise<LookupCounts> {
      authorize(actor, 'pool.manage', input.projectId);
      const { projectId, profile, replaceTypes } = input;
      const newest = isProfileName(profile) ? await profiles.findProfile(projectId, profile, null) : null;
      if (newest === null) throw notFound('de-identification profile');
      const entries = readLookups(input.text, 'input.text');
      const { researchIds } = newest.definition as { readonly researchIds?: string };
      const bad = entries.find(({ type, value }) => type === researchIds && !isListedResearchId(value));
      if (bad !== undefined)
        throw new HubError(
          'BAD_USER_INPUT',
          `input.text: expected research identifiers of 1 to 64 letters, digits, '.', '_' or '-' in the table ${bad.type}`,
          { field: 'input.text', expected: "1 to 64 letters, digits, '.', '_' or '-'" },
        );
      for (const [index, type] of (replaceTypes ?? []).entries()) {
        if (!isLookupType(type)) throw badInput(`input.replaceTypes[${String(index)}]`, 'a type of lookup table', type);
      }
      const scope = { projectId, profile, key: await secrets.key('lookups') };
      return transactor.transact(async () => {
        const removed: Record<string, number> = {};
        for (const type of replaceTypes ?? []) removed[type] = await profiles.removeLookups(projectId, profile, type);
        for (let at = 0; at < entries.length; at += 1000) {
          const part = entries.slice(at, at + 1000);
          await profiles.putLookups(
            projectId,
            profile,
            part.map((entry) => sealLookup(scope, entry)),
          );
        }
        const given: JsonObject = Object.fromEntries(
          [...Map.groupBy(entries, ({ type }) => type)].map(([type, of]) => [type, of.length]),
        );
        await audit.append({
          actor: actorName(actor),
          action: 'lookups.changed',
          target: `profile:${newest.id}`,
          projectId,
          reason: null,
          // Numbers alone: keys are patients' identifiers.
          oldValue: Object.keys(removed).length === 0 ? null : { removed },
          newValue: { profile, given },
        });
        return countsOf(projectId, profile);
      });
    },

    /** How many entries the profile's lookup tables have. @throws NOT_FOUND, FORBIDDEN */
    async lookupCounts(actor: Actor, projectId: string, profile: string): Promise<LookupCounts> {
      authorize(actor, 'pool.manage', projectId);
      if (!isProfileName(profile) || (await profiles.findProfile(projectId, profile, null)) === null)
        throw notFound('de-identification profile');
      return countsOf(projectId, profile);
    },
  };

  async function countsOf(projectId: string, profile: string): Promise<LookupCounts> {
    const counts = await profiles.countLookups(projectId, profile);
    return { projectId, profile, tables: [...counts].map(([type, entryCount]) => ({ type, entryCount })) };
  }
}
