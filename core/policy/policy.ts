import { HubError } from '../errors.ts';
import { isId } from '../ids.ts';

/** What a member of a project may be. A person can have several roles in one project. */
export const roles = ['OWNER', 'MANAGER', 'CURATOR', 'REVIEWER', 'RESEARCHER', 'VIEWER'] as const;
export type Role = (typeof roles)[number];

/** What a personal access token leaves of what its person may. */
export interface TokenLimits {
  readonly id: string;
  readonly name: string;
  readonly readOnly: boolean;
  /** Null: each project of the person. */
  readonly projectIds: ReadonlySet<string> | null;
}

/** Who asks. Built at the door for each request, so that a changed membership acts at once. */
export type Actor =
  | { readonly kind: 'anonymous' }
  | {
      readonly kind: 'user';
      readonly id: string;
      readonly username: string;
      readonly isAdministrator: boolean;
      /** Of their login; absent where they came in another way. */
      readonly sessionId?: string;
      /** Roles by project id. */
      readonly memberships: ReadonlyMap<string, ReadonlySet<Role>>;
      /** Absent for a person who signed in. */
      readonly token?: TokenLimits;
    }
  /** The hub's own workers, acting on what an authorized person or event started. */
  | { readonly kind: 'service'; readonly name: string };

/** A person, by whatever they came in: a session or a token. */
export type Person = Extract<Actor, { kind: 'user' }>;

export const anonymous: Actor = { kind: 'anonymous' };

/** Actions within a project, and the roles that permit each. */
export const projectActions = {
  'project.read': roles,
  'project.manage': ['OWNER', 'MANAGER'],
  // making and unmaking owners: no manager rises above who appointed them
  'project.own': ['OWNER'],
  // what the audit trail says of the project
  'project.audit': ['OWNER', 'MANAGER'],
  'asset.read': roles,
  'asset.write': ['OWNER', 'MANAGER', 'CURATOR', 'RESEARCHER'],
  // whose an exam is: merging, splitting and moving, and taking that back
  'subject.correct': ['OWNER', 'MANAGER'],
  'clinical.read': ['OWNER', 'MANAGER', 'CURATOR', 'RESEARCHER'],
  'clinical.write': ['OWNER', 'MANAGER', 'CURATOR'],
  'intake.submit': ['OWNER', 'MANAGER', 'CURATOR'],
  'intake.read': ['OWNER', 'MANAGER', 'CURATOR', 'REVIEWER'],
  'intake.review': ['OWNER', 'REVIEWER'],
  // the way back from research identifiers to patients; each reading is audited
  'identity.read': ['OWNER'],
  'pool.manage': ['OWNER', 'MANAGER'],
  // taking an exam as it is that does not keep the project's protocol
  'protocol.accept': ['OWNER', 'MANAGER', 'REVIEWER'],
  'workflow.read': roles,
  'workflow.run': ['OWNER', 'MANAGER', 'CURATOR', 'RESEARCHER'],
  'workflow.manage': ['OWNER', 'MANAGER'],
  // which versions run in a trial: promoting, importing bundles, withdrawing
  'workflow.promote': ['OWNER', 'MANAGER'],
  'task.complete': ['OWNER', 'MANAGER', 'CURATOR', 'REVIEWER'],
} as const satisfies Record<string, readonly Role[]>;
export type ProjectAction = keyof typeof projectActions;

/** What no administrator may do without the role: it leads to patients. Taking the role is an act of its own, in the audit trail. */
const membersAlone: ReadonlySet<ProjectAction> = new Set(['identity.read']);

/** Actions on the hub as a whole: administrators only, except those any signed-in person may do. */
export const hubActions = {
  'user.manage': 'administrator',
  'project.create': 'administrator',
  'site.manage': 'administrator',
  'site.read': 'anyone signed in',
  'audit.read': 'administrator',
  'jobs.manage': 'administrator',
  // changing the key under which identities are sealed; it shows none of them
  'mapping.rotate': 'administrator',
} as const;
export type HubAction = keyof typeof hubActions;

/** What a read-only token permits. */
const reading: ReadonlySet<ProjectAction | HubAction> = new Set<ProjectAction | HubAction>([
  ...(['project.read', 'project.audit', 'asset.read', 'clinical.read', 'intake.read', 'workflow.read'] as const),
  ...(['site.read', 'audit.read'] as const),
]);

/** What no token permits: decisions that stand with a person's name, the way to patients, what gives rights to others, and where images go. */
const peopleAlone: ReadonlySet<ProjectAction | HubAction> = new Set<ProjectAction | HubAction>([
  ...([
    'project.own',
    'intake.review',
    'protocol.accept',
    'task.complete',
    'workflow.promote',
    'identity.read',
  ] as const),
  ...(['user.manage', 'site.manage', 'mapping.rotate'] as const),
]);

function tokenPermits(actor: Actor, action: ProjectAction | HubAction): boolean {
  if (actor.kind !== 'user' || !actor.token) return true;
  return !peopleAlone.has(action) && (!actor.token.readOnly || reading.has(action));
}

/** The projects that the actor's token is narrowed to; null when it is not. */
export const narrowedTo = (actor: Actor): ReadonlySet<string> | null =>
  actor.kind === 'user' ? (actor.token?.projectIds ?? null) : null;

/** True when the actor may do the action in the project. */
export function may(actor: Actor, action: ProjectAction, projectId: string): boolean {
  if (actor.kind === 'anonymous' || !tokenPermits(actor, action)) return false;
  if (narrowedTo(actor)?.has(projectId) === false) return false;
  if (actor.kind === 'service' || (actor.isAdministrator && !membersAlone.has(action))) return true;
  const held = actor.memberships.get(projectId);
  return held !== undefined && projectActions[action].some((role) => held.has(role));
}

/** True when the actor may do the action on the hub. */
export function mayOnHub(actor: Actor, action: HubAction): boolean {
  if (actor.kind === 'anonymous' || !tokenPermits(actor, action)) return false;
  if (hubActions[action] === 'anyone signed in') return true;
  // The hub as a whole is more than the projects that a token was narrowed to.
  return (actor.kind === 'service' || actor.isAdministrator) && narrowedTo(actor) === null;
}

/** @throws UNAUTHENTICATED for an anonymous actor. */
export function requireSignedIn(actor: Actor): asserts actor is Exclude<Actor, { kind: 'anonymous' }> {
  if (actor.kind === 'anonymous') throw new HubError('UNAUTHENTICATED', 'sign in first: this needs an access token');
}

/** Passes anyone but a personal access token: for what only a person who signed in may do. @throws FORBIDDEN */
export function refuseToken(actor: Actor): void {
  if (actor.kind === 'user' && actor.token)
    throw new HubError('FORBIDDEN', 'this needs a person who signed in, not an access token');
}

/** Passes a person who signed in. @throws UNAUTHENTICATED, FORBIDDEN for a personal access token, and for a service */
export function requirePerson(actor: Actor): asserts actor is Person {
  requireSignedIn(actor);
  if (actor.kind !== 'user') throw new HubError('FORBIDDEN', 'this is for people');
  refuseToken(actor);
}

/** @throws FORBIDDEN for what an access token of one's own does not permit, whatever its person may */
function requireTokenPermits(actor: Actor, action: ProjectAction | HubAction): void {
  if (tokenPermits(actor, action)) return;
  throw new HubError('FORBIDDEN', `this access token does not permit ${action}`, { action });
}

/**
 * @throws UNAUTHENTICATED for an anonymous actor; NOT_FOUND for one who may not even know the project (so that names
 * of projects can't be probed), and for anyone when it is no project's id; FORBIDDEN for a member without a permitting role.
 */
export function authorize(actor: Actor, action: ProjectAction, projectId: string): void {
  requireSignedIn(actor);
  // An administrator may do all, also with what can be no project: no store is asked for that.
  const isPossible = isId(projectId);
  if (isPossible && may(actor, action, projectId)) return;
  if (!isPossible || !may(actor, 'project.read', projectId))
    throw new HubError('NOT_FOUND', 'no project that you may see');
  requireTokenPermits(actor, action);
  throw new HubError('FORBIDDEN', `this needs one of the roles ${projectActions[action].join(', ')} in the project`, {
    action,
  });
}

/** @throws UNAUTHENTICATED or FORBIDDEN. */
export function authorizeOnHub(actor: Actor, action: HubAction): void {
  requireSignedIn(actor);
  if (mayOnHub(actor, action)) return;
  requireTokenPermits(actor, action);
  throw new HubError('FORBIDDEN', `this needs an administrator (${action})`, { action });
}

/** Ids of the projects in which the actor may do the action, or 'ALL'. Every list query filters by this. */
export function permittedProjects(actor: Actor, action: ProjectAction): 'ALL' | readonly string[] {
  requireSignedIn(actor);
  if (actor.kind === 'service' || (actor.isAdministrator && !membersAlone.has(action))) {
    const projects = narrowedTo(actor);
    if (projects === null && tokenPermits(actor, action)) return 'ALL';
    return [...(projects ?? [])].filter((projectId) => may(actor, action, projectId));
  }
  return [...actor.memberships.keys()].filter((projectId) => may(actor, action, projectId));
}

/** How the actor is named in provenance and audit: `ann`, `ann (token laptop)`, `service:hub`. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'user') return actor.token ? `${actor.username} (token ${actor.token.name})` : actor.username;
  return actor.kind === 'service' ? `service:${actor.name}` : 'anonymous';
}
