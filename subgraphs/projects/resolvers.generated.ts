import type { JsonObject } from '../../core/json.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Account as AccountModel } from '../../core/ports/account-store.ts';
import type { Project as ProjectModel, Membership as MembershipModel } from '../../core/ports/project-store.ts';
import type { AuditLink } from '../../core/ports/audit-trail.ts';
import type { AccessToken as AccessTokenModel } from '../../core/ports/access-token-store.ts';
import type { HubContext } from '../../schema/subgraph.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** An instant, ISO 8601 with offset; always UTC in answers. */
  DateTime: { input: Date; output: Date; }
  /** A JSON object. */
  JSONObject: { input: JsonObject; output: JsonObject; }
  _FieldSet: { input: unknown; output: unknown; }
};

/**
 * A personal access token: for programs that act for a person for longer than a session. It may what its person may at that moment, narrowed
 * as it says; never what needs a person who signed in: docs/access.md has the list. Its secret is answered once, when it is made.
 */
export type AccessToken = {
  createdAt: Scalars['DateTime']['output'];
  expiresAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  /** Up to ten minutes behind; null before its first use. */
  lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What its person calls it; beside their name in the audit trail. */
  name: Scalars['String']['output'];
  /** The projects that it is for, those of them that you see; null: each project that its person sees. */
  projects?: Maybe<Array<Project>>;
  /** True when it changes nothing. */
  readOnly: Scalars['Boolean']['output'];
  revokedAt?: Maybe<Scalars['DateTime']['output']>;
  state: AccessTokenState;
  /** Whose it is. */
  user: User;
};

export type AccessTokenConnection = {
  edges: Array<AccessTokenEdge>;
  nodes: Array<AccessToken>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type AccessTokenEdge = {
  cursor: Scalars['String']['output'];
  node: AccessToken;
};

/** Whether a personal access token is good. */
export type AccessTokenState =
  | 'ACTIVE'
  /** Its time is over. */
  | 'EXPIRED'
  /** Its person, or an administrator, ended it. */
  | 'REVOKED';

export type AddUserInput = {
  displayName?: InputMaybe<Scalars['String']['input']>;
  isAdministrator?: Scalars['Boolean']['input'];
  /** 10 to 1024 characters, not the username. */
  password: Scalars['String']['input'];
  /** 3 to 64 letters, digits, '.', '_', '-' or '@'. */
  username: Scalars['String']['input'];
};

export type AddUserPayload = {
  user: User;
};

/** An entry whose hash was noted earlier. */
export type AuditCheckpointInput = {
  /** Its hash (`lastHash` of that verification). */
  hash: Scalars['String']['input'];
  /** Number of the entry (`entries` of a verification that found the trail whole). */
  sequence: Scalars['Int']['input'];
};

/** An entry of the audit trail (21 CFR 11.10(e)): who did what to which object, when. */
export type AuditEntry = {
  /** What: `exam.approved`, `identity.read`, ... */
  action: Scalars['String']['output'];
  /** Who: a username, with a token of theirs `ann (token laptop)`, or `service:<name>`. */
  actor: Scalars['String']['output'];
  at: Scalars['DateTime']['output'];
  /** SHA-256 over number, time, content and the hash of the entry before. */
  hash: Scalars['String']['output'];
  newValue?: Maybe<Scalars['JSONObject']['output']>;
  /** What it was before, where something changed. */
  oldValue?: Maybe<Scalars['JSONObject']['output']>;
  /** Of which project; null for what belongs to none. */
  projectId?: Maybe<Scalars['ID']['output']>;
  reason?: Maybe<Scalars['String']['output']>;
  /** 1, 2, ... over the whole hub. */
  sequence: Scalars['Int']['output'];
  /** To what: `<type>:<id>`. */
  target: Scalars['String']['output'];
};

export type AuditEntryConnection = {
  edges: Array<AuditEntryEdge>;
  nodes: Array<AuditEntry>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type AuditEntryEdge = {
  cursor: Scalars['String']['output'];
  node: AuditEntry;
};

/** Which entries: all conditions hold. */
export type AuditFilter = {
  /** An action, or with `*` at its end all that begin so: `identity.*`. */
  action?: InputMaybe<Scalars['String']['input']>;
  /** Username of who did it, by whichever token. */
  actor?: InputMaybe<Scalars['String']['input']>;
  /** From this moment on. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  projectId?: InputMaybe<Scalars['ID']['input']>;
  /** `<type>:<id>`. */
  target?: InputMaybe<Scalars['String']['input']>;
  /** Before this moment. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Whether the audit trail is as it was written: each entry holds a hash over its content and the hash of the one before. */
export type AuditVerification = {
  /** Entries that fit, from the first on; those before `since` are counted, though not looked at again. */
  entries: Scalars['Int']['output'];
  /** Number of the first entry that does not fit (it was changed, removed, moved or put in); null when the trail is whole. */
  firstBroken?: Maybe<Scalars['Int']['output']>;
  /** True when all entries fit. */
  isWhole: Scalars['Boolean']['output'];
  /** SHA-256 of the last entry that fits; null when there is none. Note it with each backup: docs/access.md says why. */
  lastHash?: Maybe<Scalars['String']['output']>;
};

export type CreateAccessTokenInput = {
  /** At most a year from now; 90 days from now without it. */
  expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** 1 to 64 letters, digits, spaces, '.', '_', '@', '/' or '-'. */
  name: Scalars['String']['input'];
  /** 1 to 100 projects that it is for; without it, each project that you see, also later ones. */
  projectIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** True: it changes nothing. */
  readOnly?: Scalars['Boolean']['input'];
};

export type CreateAccessTokenPayload = {
  accessToken: AccessToken;
  /** `pess_` and 49 letters and digits: shown this once, and kept nowhere. `Authorization: Bearer <secret>`, or the password of HTTP Basic. */
  secret: Scalars['String']['output'];
};

export type CreateProjectInput = {
  irbNumber?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 64 letters, digits, '.', '_' or '-'. */
  name: Scalars['String']['input'];
  title?: InputMaybe<Scalars['String']['input']>;
};

export type CreateProjectPayload = {
  project: Project;
};

export type LoginInput = {
  password: Scalars['String']['input'];
  username: Scalars['String']['input'];
};

/** Tokens for the door: send `Authorization: Bearer <accessToken>`, on WebSocket as `authorization` in connection_init. */
export type LoginPayload = {
  accessToken: Scalars['String']['output'];
  /** When the access token ends. */
  expiresAt: Scalars['DateTime']['output'];
  /**
   * Good for one refresh, within 30 days of the login; using it again ends the whole session (it was stolen or replayed), also
   * when it is a client's retry: refresh one at a time.
   */
  refreshToken: Scalars['String']['output'];
};

export type LogoutInput = {
  refreshToken: Scalars['String']['input'];
};

export type LogoutPayload = {
  loggedOut: Scalars['Boolean']['output'];
};

/** One person's roles in one project. */
export type Member = {
  roles: Array<Role>;
  /** The site that the person works at in this project; null when none is said. */
  site?: Maybe<Site>;
  user: User;
};

export type Mutation = {
  /** Creates an account. Administrators only. Errors: BAD_USER_INPUT, CONFLICT (the name is taken). */
  addUser: AddUserPayload;
  /** Makes a personal access token of yours. Errors: FORBIDDEN (for a token), BAD_USER_INPUT, NOT_FOUND (project), CONFLICT (100 are good already). */
  createAccessToken: CreateAccessTokenPayload;
  /** Creates a project, or answers the one of that name. Administrators only. Errors: BAD_USER_INPUT. */
  createProject: CreateProjectPayload;
  /**
   * Signs in. The one mutation, with refreshToken, that needs no token. Errors: UNAUTHENTICATED (the same for a wrong name
   * and a wrong password; after 5 failures with a name its next try must wait, 60 s at most, see extensions.retryAfterMs).
   */
  login: LoginPayload;
  /** Ends your session that the refresh token belongs to, its access tokens too; false when there is none to end. */
  logout: LogoutPayload;
  /** Trades a refresh token for new tokens. Errors: UNAUTHENTICATED. */
  refreshToken: LoginPayload;
  /**
   * Ends a token of yours; administrators, anybody's. From the next request on it is refused, by each process of the hub. Once more is no
   * error. Errors: FORBIDDEN (for a token), NOT_FOUND.
   */
  revokeAccessToken: RevokeAccessTokenPayload;
  /** Sets one person's roles in a project. Owners, managers and administrators; only owners and administrators make or unmake an owner. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT (a site that does not serve the project). */
  setMember: SetMemberPayload;
};


export type MutationAddUserArgs = {
  input: AddUserInput;
};


export type MutationCreateAccessTokenArgs = {
  input: CreateAccessTokenInput;
};


export type MutationCreateProjectArgs = {
  input: CreateProjectInput;
};


export type MutationLoginArgs = {
  input: LoginInput;
};


export type MutationLogoutArgs = {
  input: LogoutInput;
};


export type MutationRefreshTokenArgs = {
  input: RefreshTokenInput;
};


export type MutationRevokeAccessTokenArgs = {
  input: RevokeAccessTokenInput;
};


export type MutationSetMemberArgs = {
  input: SetMemberInput;
};

/** Where a page stands in its list (Relay cursor connections). */
export type PageInfo = {
  /** Cursor of the last edge, to pass as `after`; null on an empty page. */
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

/** What an ethics board (IRB) approves: the top level of data. DICOM's 'study' is an Exam here. */
export type Project = {
  createdAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  /** The board's approval number. */
  irbNumber?: Maybe<Scalars['String']['output']>;
  /** Everyone with a role here; visible to owners and managers, else only yourself. */
  members: Array<Member>;
  /** Your own roles; empty for an administrator without a membership. */
  myRoles: Array<Role>;
  /** Short unique name, used on the command line. */
  name: Scalars['String']['output'];
  title: Scalars['String']['output'];
};

export type ProjectConnection = {
  edges: Array<ProjectEdge>;
  nodes: Array<Project>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type ProjectEdge = {
  cursor: Scalars['String']['output'];
  node: Project;
};

export type Query = {
  /**
   * Your personal access tokens, or with `ofEveryone` those of all people (administrators only), in order of making; also those that ended in
   * the last 90 days. At most 1000 at once. Errors: FORBIDDEN (also for a token), BAD_USER_INPUT.
   */
  accessTokens: AccessTokenConnection;
  /**
   * Entries of the audit trail, newest first; at most 1000 at once. Administrators see all; owners and managers those of their
   * project, which they name. `GET /audit.ndjson` exports all of it. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT.
   */
  auditEntries: AuditEntryConnection;
  /** The signed-in person. */
  me: User;
  /** By id or by name (both, when both are given); null when there is none that you may see. */
  project?: Maybe<Project>;
  /** The projects that you may see, in order of id; at most 1000. */
  projects: ProjectConnection;
  /** All accounts. Administrators only. */
  users: Array<User>;
  /**
   * Follows the audit trail, now: all of it, or from an entry on whose hash was noted earlier. Administrators only. Errors:
   * BAD_USER_INPUT.
   */
  verifyAudit: AuditVerification;
};


export type QueryAccessTokensArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  ofEveryone?: Scalars['Boolean']['input'];
};


export type QueryAuditEntriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditFilter>;
  first?: Scalars['Int']['input'];
};


export type QueryProjectArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  name?: InputMaybe<Scalars['String']['input']>;
};


export type QueryProjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryVerifyAuditArgs = {
  since?: InputMaybe<AuditCheckpointInput>;
};

export type RefreshTokenInput = {
  refreshToken: Scalars['String']['input'];
};

export type RevokeAccessTokenInput = {
  id: Scalars['ID']['input'];
};

export type RevokeAccessTokenPayload = {
  accessToken: AccessToken;
};

/** What a member of a project may be. See docs/access.md for what each may do. */
export type Role =
  | 'CURATOR'
  | 'MANAGER'
  | 'OWNER'
  | 'RESEARCHER'
  | 'REVIEWER'
  | 'VIEWER';

export type SetMemberInput = {
  projectId: Scalars['ID']['input'];
  /** Empty removes the member. */
  roles: Array<Role>;
  /** The name of the site, of those that serve the project, that the person works at; null: none. Left out: as it was. */
  site?: InputMaybe<Scalars['String']['input']>;
  username: Scalars['String']['input'];
};

export type SetMemberPayload = {
  project: Project;
};

export type Site = {
  id: Scalars['ID']['output'];
};

/** A person (or a site's service) who can sign in. Visible to administrators, to people who share a project, and to oneself. */
export type User = {
  displayName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  isAdministrator: Scalars['Boolean']['output'];
  username: Scalars['String']['output'];
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Project: Project;
  User: User;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Project:
    ( { __typename: 'Project' }
    & GraphQLRecursivePick<FederationTypes['Project'], {"id":true}> );
  User:
    ( { __typename: 'User' }
    & GraphQLRecursivePick<FederationTypes['User'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AccessToken: ResolverTypeWrapper<AccessTokenModel>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  AccessTokenConnection: ResolverTypeWrapper<Omit<AccessTokenConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['AccessTokenEdge']>, nodes: Array<ResolversTypes['AccessToken']> }>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AccessTokenEdge: ResolverTypeWrapper<Omit<AccessTokenEdge, 'node'> & { node: ResolversTypes['AccessToken'] }>;
  AccessTokenState: AccessTokenState;
  AddUserInput: AddUserInput;
  AddUserPayload: ResolverTypeWrapper<Omit<AddUserPayload, 'user'> & { user: ResolversTypes['User'] }>;
  AuditCheckpointInput: AuditCheckpointInput;
  AuditEntry: ResolverTypeWrapper<AuditLink>;
  AuditEntryConnection: ResolverTypeWrapper<Omit<AuditEntryConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['AuditEntryEdge']>, nodes: Array<ResolversTypes['AuditEntry']> }>;
  AuditEntryEdge: ResolverTypeWrapper<Omit<AuditEntryEdge, 'node'> & { node: ResolversTypes['AuditEntry'] }>;
  AuditFilter: AuditFilter;
  AuditVerification: ResolverTypeWrapper<AuditVerification>;
  CreateAccessTokenInput: CreateAccessTokenInput;
  CreateAccessTokenPayload: ResolverTypeWrapper<Omit<CreateAccessTokenPayload, 'accessToken'> & { accessToken: ResolversTypes['AccessToken'] }>;
  CreateProjectInput: CreateProjectInput;
  CreateProjectPayload: ResolverTypeWrapper<Omit<CreateProjectPayload, 'project'> & { project: ResolversTypes['Project'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  LoginInput: LoginInput;
  LoginPayload: ResolverTypeWrapper<LoginPayload>;
  LogoutInput: LogoutInput;
  LogoutPayload: ResolverTypeWrapper<LogoutPayload>;
  Member: ResolverTypeWrapper<MembershipModel>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Project: ResolverTypeWrapper<ProjectModel>;
  ProjectConnection: ResolverTypeWrapper<Omit<ProjectConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ProjectEdge']>, nodes: Array<ResolversTypes['Project']> }>;
  ProjectEdge: ResolverTypeWrapper<Omit<ProjectEdge, 'node'> & { node: ResolversTypes['Project'] }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RefreshTokenInput: RefreshTokenInput;
  RevokeAccessTokenInput: RevokeAccessTokenInput;
  RevokeAccessTokenPayload: ResolverTypeWrapper<Omit<RevokeAccessTokenPayload, 'accessToken'> & { accessToken: ResolversTypes['AccessToken'] }>;
  Role: Role;
  SetMemberInput: SetMemberInput;
  SetMemberPayload: ResolverTypeWrapper<Omit<SetMemberPayload, 'project'> & { project: ResolversTypes['Project'] }>;
  Site: ResolverTypeWrapper<Site>;
  User: ResolverTypeWrapper<AccountModel>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AccessToken: AccessTokenModel;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
  AccessTokenConnection: Omit<AccessTokenConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AccessTokenEdge']>, nodes: Array<ResolversParentTypes['AccessToken']> };
  Int: Scalars['Int']['output'];
  AccessTokenEdge: Omit<AccessTokenEdge, 'node'> & { node: ResolversParentTypes['AccessToken'] };
  AddUserInput: AddUserInput;
  AddUserPayload: Omit<AddUserPayload, 'user'> & { user: ResolversParentTypes['User'] };
  AuditCheckpointInput: AuditCheckpointInput;
  AuditEntry: AuditLink;
  AuditEntryConnection: Omit<AuditEntryConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['AuditEntryEdge']>, nodes: Array<ResolversParentTypes['AuditEntry']> };
  AuditEntryEdge: Omit<AuditEntryEdge, 'node'> & { node: ResolversParentTypes['AuditEntry'] };
  AuditFilter: AuditFilter;
  AuditVerification: AuditVerification;
  CreateAccessTokenInput: CreateAccessTokenInput;
  CreateAccessTokenPayload: Omit<CreateAccessTokenPayload, 'accessToken'> & { accessToken: ResolversParentTypes['AccessToken'] };
  CreateProjectInput: CreateProjectInput;
  CreateProjectPayload: Omit<CreateProjectPayload, 'project'> & { project: ResolversParentTypes['Project'] };
  DateTime: Scalars['DateTime']['output'];
  JSONObject: Scalars['JSONObject']['output'];
  LoginInput: LoginInput;
  LoginPayload: LoginPayload;
  LogoutInput: LogoutInput;
  LogoutPayload: LogoutPayload;
  Member: MembershipModel;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Project: ProjectModel;
  ProjectConnection: Omit<ProjectConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ProjectEdge']>, nodes: Array<ResolversParentTypes['Project']> };
  ProjectEdge: Omit<ProjectEdge, 'node'> & { node: ResolversParentTypes['Project'] };
  Query: Record<PropertyKey, never>;
  RefreshTokenInput: RefreshTokenInput;
  RevokeAccessTokenInput: RevokeAccessTokenInput;
  RevokeAccessTokenPayload: Omit<RevokeAccessTokenPayload, 'accessToken'> & { accessToken: ResolversParentTypes['AccessToken'] };
  SetMemberInput: SetMemberInput;
  SetMemberPayload: Omit<SetMemberPayload, 'project'> & { project: ResolversParentTypes['Project'] };
  Site: Site;
  User: AccountModel;
};

export type AccessTokenResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AccessToken'] = ResolversParentTypes['AccessToken']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  projects?: Resolver<Maybe<Array<ResolversTypes['Project']>>, ParentType, ContextType>;
  readOnly?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['AccessTokenState'], ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type AccessTokenConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AccessTokenConnection'] = ResolversParentTypes['AccessTokenConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AccessTokenEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AccessToken']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AccessTokenEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AccessTokenEdge'] = ResolversParentTypes['AccessTokenEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AccessToken'], ParentType, ContextType>;
};

export type AddUserPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AddUserPayload'] = ResolversParentTypes['AddUserPayload']> = {
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  actor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  newValue?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  oldValue?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  projectId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sequence?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  target?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type AuditEntryConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AuditEntryConnection'] = ResolversParentTypes['AuditEntryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AuditEntryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AuditEntry']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AuditEntryEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AuditEntryEdge'] = ResolversParentTypes['AuditEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type AuditVerificationResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AuditVerification'] = ResolversParentTypes['AuditVerification']> = {
  entries?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  firstBroken?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  isWhole?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastHash?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type CreateAccessTokenPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CreateAccessTokenPayload'] = ResolversParentTypes['CreateAccessTokenPayload']> = {
  accessToken?: Resolver<ResolversTypes['AccessToken'], ParentType, ContextType>;
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CreateProjectPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CreateProjectPayload'] = ResolversParentTypes['CreateProjectPayload']> = {
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type LoginPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['LoginPayload'] = ResolversParentTypes['LoginPayload']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LogoutPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['LogoutPayload'] = ResolversParentTypes['LogoutPayload']> = {
  loggedOut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type MemberResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Member'] = ResolversParentTypes['Member']> = {
  roles?: Resolver<Array<ResolversTypes['Role']>, ParentType, ContextType>;
  site?: Resolver<Maybe<ResolversTypes['Site']>, ParentType, ContextType>;
  user?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  addUser?: Resolver<ResolversTypes['AddUserPayload'], ParentType, ContextType, RequireFields<MutationAddUserArgs, 'input'>>;
  createAccessToken?: Resolver<ResolversTypes['CreateAccessTokenPayload'], ParentType, ContextType, RequireFields<MutationCreateAccessTokenArgs, 'input'>>;
  createProject?: Resolver<ResolversTypes['CreateProjectPayload'], ParentType, ContextType, RequireFields<MutationCreateProjectArgs, 'input'>>;
  login?: Resolver<ResolversTypes['LoginPayload'], ParentType, ContextType, RequireFields<MutationLoginArgs, 'input'>>;
  logout?: Resolver<ResolversTypes['LogoutPayload'], ParentType, ContextType, RequireFields<MutationLogoutArgs, 'input'>>;
  refreshToken?: Resolver<ResolversTypes['LoginPayload'], ParentType, ContextType, RequireFields<MutationRefreshTokenArgs, 'input'>>;
  revokeAccessToken?: Resolver<ResolversTypes['RevokeAccessTokenPayload'], ParentType, ContextType, RequireFields<MutationRevokeAccessTokenArgs, 'input'>>;
  setMember?: Resolver<ResolversTypes['SetMemberPayload'], ParentType, ContextType, RequireFields<MutationSetMemberArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project'], FederationReferenceType extends FederationReferenceTypes['Project'] = FederationReferenceTypes['Project']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Project']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  irbNumber?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  members?: Resolver<Array<ResolversTypes['Member']>, ParentType, ContextType>;
  myRoles?: Resolver<Array<ResolversTypes['Role']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProjectConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProjectConnection'] = ResolversParentTypes['ProjectConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProjectEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Project']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProjectEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProjectEdge'] = ResolversParentTypes['ProjectEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  accessTokens?: Resolver<ResolversTypes['AccessTokenConnection'], ParentType, ContextType, RequireFields<QueryAccessTokensArgs, 'first' | 'ofEveryone'>>;
  auditEntries?: Resolver<ResolversTypes['AuditEntryConnection'], ParentType, ContextType, RequireFields<QueryAuditEntriesArgs, 'first'>>;
  me?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType, Partial<QueryProjectArgs>>;
  projects?: Resolver<ResolversTypes['ProjectConnection'], ParentType, ContextType, RequireFields<QueryProjectsArgs, 'first'>>;
  users?: Resolver<Array<ResolversTypes['User']>, ParentType, ContextType>;
  verifyAudit?: Resolver<ResolversTypes['AuditVerification'], ParentType, ContextType, Partial<QueryVerifyAuditArgs>>;
};

export type RevokeAccessTokenPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RevokeAccessTokenPayload'] = ResolversParentTypes['RevokeAccessTokenPayload']> = {
  accessToken?: Resolver<ResolversTypes['AccessToken'], ParentType, ContextType>;
};

export type SetMemberPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SetMemberPayload'] = ResolversParentTypes['SetMemberPayload']> = {
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
};

export type SiteResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Site'] = ResolversParentTypes['Site']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UserResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'], FederationReferenceType extends FederationReferenceTypes['User'] = FederationReferenceTypes['User']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['User']> | FederationReferenceType, FederationReferenceType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isAdministrator?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  username?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = HubContext> = {
  AccessToken?: AccessTokenResolvers<ContextType>;
  AccessTokenConnection?: AccessTokenConnectionResolvers<ContextType>;
  AccessTokenEdge?: AccessTokenEdgeResolvers<ContextType>;
  AddUserPayload?: AddUserPayloadResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditEntryConnection?: AuditEntryConnectionResolvers<ContextType>;
  AuditEntryEdge?: AuditEntryEdgeResolvers<ContextType>;
  AuditVerification?: AuditVerificationResolvers<ContextType>;
  CreateAccessTokenPayload?: CreateAccessTokenPayloadResolvers<ContextType>;
  CreateProjectPayload?: CreateProjectPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  JSONObject?: GraphQLScalarType;
  LoginPayload?: LoginPayloadResolvers<ContextType>;
  LogoutPayload?: LogoutPayloadResolvers<ContextType>;
  Member?: MemberResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectConnection?: ProjectConnectionResolvers<ContextType>;
  ProjectEdge?: ProjectEdgeResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RevokeAccessTokenPayload?: RevokeAccessTokenPayloadResolvers<ContextType>;
  SetMemberPayload?: SetMemberPayloadResolvers<ContextType>;
  Site?: SiteResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
};

