import { HubError } from '../errors.ts';
import { requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Secrets } from '../ports/secrets.ts';
import { openSignedPath, signPath, type SignedParameters } from './signed-path.ts';

export interface LinkPorts {
  readonly secrets: Secrets;
  /** The person of that account with the roles of now; anonymous when the account is disabled or gone. */
  readonly actorOf: (accountId: string) => Promise<Actor>;
  readonly now?: () => Date;
}

/** What a link that was opened says. */
export interface OpenLink {
  /** The person it was given to, with the roles of now: whoever uses it may do what they may, and no more. */
  readonly actor: Actor;
  readonly parameters: SignedParameters;
}

/** Links that need no token: for programs that can't send one, for a time. */
export interface Links {
  /**
   * A path at the hub's door with its signature, good for this person until then.
   * @throws UNAUTHENTICATED for an anonymous actor, FORBIDDEN for one that is no person
   */
  sign(actor: Actor, path: string, until: Date, parameters?: SignedParameters): Promise<string>;
  /** @throws FORBIDDEN when it was changed or has ended, or its person has no account any more */
  open(path: string, query: Readonly<Record<string, unknown>>): Promise<OpenLink>;
}

export function createLinks({ secrets, actorOf, now = () => new Date() }: LinkPorts): Links {
  const refused = () => new HubError('FORBIDDEN', 'this link was changed or has ended: ask the hub for a new one');
  return {
    sign: async (actor, path, until, parameters = {}) => {
      requireSignedIn(actor);
      if (actor.kind !== 'user') throw new HubError('FORBIDDEN', 'links are for people');
      const seconds = Math.floor(until.getTime() / 1000);
      return signPath(await secrets.key('links'), path, { ...parameters, by: actor.id, until: String(seconds) });
    },
    open: async (path, query) => {
      const signed = openSignedPath(await secrets.key('links'), path, query);
      const { by, until, ...parameters } = signed ?? {};
      if (by === undefined || until === undefined || Number(until) * 1000 <= now().getTime()) throw refused();
      const actor = await actorOf(by);
      if (actor.kind === 'anonymous') throw refused();
      return { actor, parameters };
    },
  };
}

/** A link to the bytes of an asset (or of a version of it), which must still be those when it is used. */
export function downloadLink(
  links: Links,
  actor: Actor,
  { assetId, sha256, version }: { readonly assetId: string; readonly sha256: string; readonly version: number | null },
  minutes: number,
): Promise<string> {
  return links.sign(actor, `/files/${assetId}`, new Date(Date.now() + minutes * 60_000), {
    sha256,
    ...(version === null ? {} : { version: String(version) }),
  });
}
