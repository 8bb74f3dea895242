import type { JsonObject } from '../../core/json.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Asset as AssetModel, Tag as TagModel } from '../../core/assets/asset.ts';
import type { ProjectReference, LineageModel, LineageNodeModel, AssetPage, AssetEdgeModel } from './models.ts';
import type { ProvActivity as ProvActivityModel, ProvAgent as ProvAgentModel, LineageEdge as LineageEdgeModel } from '../../core/provenance/activity.ts';
import type { AssetCount as AssetCountModel } from '../../core/ports/provenance-graph.ts';
import type { WithdrawalImpact as WithdrawalImpactModel } from '../../core/provenance/withdrawal.ts';
import type { ReusableResult as ReusableResultModel } from '../../core/provenance/reusable-result.ts';
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
  /** A text, number or boolean. */
  TagValue: { input: string | number | boolean; output: string | number | boolean; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** Anything with properties and provenance. */
export type Asset = {
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  level: AssetLevel;
  /** What it came from, or what came of it. With `first` (1 to 1000) or `asOf` in pages of nodes in order of depth, then id (`maxNodes` then counts only without `first`); `asOf` counts activities that had ended and assets that existed by then. */
  lineage: Lineage;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  tags: Array<Tag>;
  /** PROV-O wasDerivedFrom: what it was directly made from, as far as you may see it. */
  wasDerivedFrom: Array<Asset>;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** Anything with properties and provenance. */
export type AssetLineageArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  direction?: LineageDirection;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};

export type AssetConnection = {
  edges: Array<AssetEdge>;
  nodes: Array<Asset>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

/** How many assets of one project, level and kind. */
export type AssetCount = {
  count: Scalars['Int']['output'];
  /** Of derived assets. */
  kind?: Maybe<Scalars['String']['output']>;
  level: AssetLevel;
  project: Project;
};

export type AssetEdge = {
  cursor: Scalars['String']['output'];
  node: Asset;
};

export type AssetFilter = {
  /** Kind of a derived asset: nifti, biomarker, ... */
  kind?: InputMaybe<Scalars['String']['input']>;
  level?: InputMaybe<AssetLevel>;
  /** Directly part of this asset. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
  projectId?: InputMaybe<Scalars['ID']['input']>;
  tag?: InputMaybe<TagFilter>;
};

/** What an asset stands for: the levels below a project, as DICOM has them, and what is made beside them. */
export type AssetLevel =
  | 'DERIVED'
  | 'EXAM'
  | 'IMAGE'
  | 'PROJECT'
  | 'SERIES'
  | 'SUBJECT';

/** A measured value with its unit, written to its subject, exam or series. */
export type Biomarker = Asset & {
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  level: AssetLevel;
  lineage: Lineage;
  name: Scalars['String']['output'];
  parents: Array<Asset>;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  tags: Array<Tag>;
  /** UCUM code: mm3, mL, 1 (no unit). */
  unit: Scalars['String']['output'];
  value: Scalars['Float']['output'];
  wasDerivedFrom: Array<Asset>;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A measured value with its unit, written to its subject, exam or series. */
export type BiomarkerLineageArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  direction?: LineageDirection;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};

/** Bytes of an asset, by content address. */
export type Content = {
  /** Path at this hub's door that answers the bytes to a caller with a token: GET, ranges supported. */
  downloadPath: Scalars['String']['output'];
  mediaType: Scalars['String']['output'];
  /** Lower-case hex SHA-256 of the bytes. */
  sha256: Scalars['String']['output'];
  /** Bytes, decimal; a Float because files outgrow GraphQL's 32-bit Int. */
  sizeBytes: Scalars['Float']['output'];
};

export type DerivationInput = {
  /** Place in `generated`, from 0. */
  generated: Scalars['Int']['input'];
  /** A used asset. */
  usedId: Scalars['ID']['input'];
};

/** Anything made or imported beside the images: a NIfTI volume, segmentation, table, report. */
export type DerivedAsset = Asset & {
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** nifti, table, received-series, ... */
  kind: Scalars['String']['output'];
  label: Scalars['String']['output'];
  level: AssetLevel;
  lineage: Lineage;
  /** What it belongs to. */
  parents: Array<Asset>;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  tags: Array<Tag>;
  wasDerivedFrom: Array<Asset>;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** Anything made or imported beside the images: a NIfTI volume, segmentation, table, report. */
export type DerivedAssetLineageArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  direction?: LineageDirection;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};

/** A DICOM Study, de-identified. */
export type Exam = Asset & {
  /** Measured values of this exam and of its series. */
  biomarkers: Array<Biomarker>;
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  level: AssetLevel;
  lineage: Lineage;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  series: Array<Series>;
  /** Study Date (0008,0020), de-identified, YYYY-MM-DD. */
  studyDate?: Maybe<Scalars['String']['output']>;
  /** Study Description (0008,1030). */
  studyDescription?: Maybe<Scalars['String']['output']>;
  /** Study Instance UID (0020,000D), de-identified. */
  studyInstanceUID: Scalars['String']['output'];
  subjects: Array<Subject>;
  tags: Array<Tag>;
  wasDerivedFrom: Array<Asset>;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A DICOM Study, de-identified. */
export type ExamLineageArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  direction?: LineageDirection;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};

/** A derived asset that is made with its activity. */
export type GeneratedAssetInput = {
  content?: InputMaybe<GeneratedContentInput>;
  /** table, nifti, report, ...; 1 to 64 of a-z, 0-9, '.', '_' and '-', and not biomarker. */
  kind: Scalars['String']['input'];
  label: Scalars['String']['input'];
  /** What it belongs to: assets of the activity's project, at least one. */
  parentIds: Array<Scalars['ID']['input']>;
  properties?: Scalars['JSONObject']['input'];
};

/** Bytes that the hub holds already, of an asset that you may read. */
export type GeneratedContentInput = {
  /** type/subtype */
  mediaType: Scalars['String']['input'];
  /** Lower-case hex SHA-256. */
  sha256: Scalars['String']['input'];
};

/** Either assetId or asset. */
export type GeneratedInput = {
  /** A new one. */
  asset?: InputMaybe<GeneratedAssetInput>;
  /** An asset of the activity's project that no other activity generated. */
  assetId?: InputMaybe<Scalars['ID']['input']>;
  role?: Scalars['String']['input'];
};

/** A DICOM (SOP) Instance, de-identified. */
export type Image = Asset & {
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** Instance Number (0020,0013). */
  instanceNumber?: Maybe<Scalars['Int']['output']>;
  label: Scalars['String']['output'];
  level: AssetLevel;
  lineage: Lineage;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  series?: Maybe<Series>;
  /** SOP Class UID (0008,0016). */
  sopClassUID: Scalars['String']['output'];
  /** SOP Instance UID (0008,0018), de-identified. */
  sopInstanceUID: Scalars['String']['output'];
  tags: Array<Tag>;
  wasDerivedFrom: Array<Asset>;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A DICOM (SOP) Instance, de-identified. */
export type ImageLineageArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  direction?: LineageDirection;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};

export type ImageConnection = {
  edges: Array<ImageEdge>;
  nodes: Array<Image>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type ImageEdge = {
  cursor: Scalars['String']['output'];
  node: Image;
};

/** The provenance around one asset, as a directed acyclic graph (PROV-O). Nodes in order of depth. */
export type Lineage = {
  edges: Array<LineageEdge>;
  nodes: Array<LineageNode>;
  /** Where the next page begins; null unless `first` or `asOf` was given. */
  pageInfo?: Maybe<PageInfo>;
  /** True when maxNodes cut it, or another page follows. */
  truncated: Scalars['Boolean']['output'];
};

/** Which way a lineage goes. */
export type LineageDirection =
  /** What it came from. */
  | 'ANCESTORS'
  /** What came of it. */
  | 'DESCENDANTS';

export type LineageEdge = {
  fromId: Scalars['ID']['output'];
  relation: ProvRelation;
  role: Scalars['String']['output'];
  toId: Scalars['ID']['output'];
};

/** One of asset, activity and agent is set. */
export type LineageNode = {
  activity?: Maybe<ProvActivity>;
  agent?: Maybe<ProvAgent>;
  asset?: Maybe<Asset>;
  /** Steps from the asset asked about; an asset and the activity that made it are one step apart. */
  depth: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
};

export type Mutation = {
  /** Records what a notebook or program outside of the hub did. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT (the client key with other input, an asset that another activity generated, a cycle). */
  recordActivity: RecordActivityPayload;
  /** Sets a tag; an earlier value of that name is replaced and kept in the audit trail. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  setTag: SetTagPayload;
};


export type MutationRecordActivityArgs = {
  input: RecordActivityInput;
};


export type MutationSetTagArgs = {
  input: SetTagInput;
};

export type PageInfo = {
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

export type Project = {
  id: Scalars['ID']['output'];
  /** Subjects, in order of id. */
  subjects: SubjectConnection;
};


export type ProjectSubjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A project's own node in the graph: what holds for all of it hangs here. */
export type ProjectAsset = Asset & {
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  level: AssetLevel;
  lineage: Lineage;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  tags: Array<Tag>;
  wasDerivedFrom: Array<Asset>;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A project's own node in the graph: what holds for all of it hangs here. */
export type ProjectAssetLineageArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  direction?: LineageDirection;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};

/** PROV-O Activity: one execution of a method. */
export type ProvActivity = {
  endedAt: Scalars['DateTime']['output'];
  /** Where it ran: image digest, packages with their versions, kind of host. Empty when nobody said it. */
  environment: Scalars['JSONObject']['output'];
  generated: Array<ProvUsage>;
  id: Scalars['ID']['output'];
  method: Scalars['String']['output'];
  methodVersion: Scalars['String']['output'];
  parameters: Scalars['JSONObject']['output'];
  /** The project that it belongs to. */
  project: Project;
  recordedAt: Scalars['DateTime']['output'];
  /** Who told the hub of it: a username, or service:NAME. */
  recordedBy: Scalars['String']['output'];
  startedAt: Scalars['DateTime']['output'];
  used: Array<ProvUsage>;
  wasAssociatedWith: Array<ProvAssociation>;
};

/** PROV-O Agent: who or what bears responsibility for an activity. */
export type ProvAgent = {
  id: Scalars['ID']['output'];
  kind: ProvAgentKind;
  name: Scalars['String']['output'];
  version?: Maybe<Scalars['String']['output']>;
};

export type ProvAgentInput = {
  kind: ProvAgentKind;
  name: Scalars['String']['input'];
  role: Scalars['String']['input'];
  version?: InputMaybe<Scalars['String']['input']>;
};

/** What kind of agent. */
export type ProvAgentKind =
  | 'ORGANIZATION'
  | 'PERSON'
  | 'SOFTWARE';

/** PROV-O Association: an agent's part in an activity. */
export type ProvAssociation = {
  agent: ProvAgent;
  role: Scalars['String']['output'];
};

/** PROV-O relations, from the later to the earlier. */
export type ProvRelation =
  | 'USED'
  | 'WAS_ASSOCIATED_WITH'
  | 'WAS_GENERATED_BY';

/** An asset's part in an activity. */
export type ProvUsage = {
  asset: Asset;
  role: Scalars['String']['output'];
};

export type ProvUsageInput = {
  /** An asset of any project that you may read. */
  assetId: Scalars['ID']['input'];
  /** The part that it plays: input, mask, atlas. */
  role?: Scalars['String']['input'];
};

export type Query = {
  /** One asset of any level; null when there is none that you may see. */
  asset?: Maybe<Asset>;
  /** Assets that you may see, in order of id. */
  assets: AssetConnection;
  /** The earliest result of the same method, version, parameters and input content in any project that you may read; null when there is none. Errors: NOT_FOUND (an input), BAD_USER_INPUT. */
  reusableResult?: Maybe<ReusableResult>;
  /** The subjects of a project (all your projects when none is given), in order of id. */
  subjects: SubjectConnection;
  /** What would be touched if this asset were withdrawn; null when there is no such asset that you may see. */
  withdrawalImpact?: Maybe<WithdrawalImpact>;
};


export type QueryAssetArgs = {
  id: Scalars['ID']['input'];
};


export type QueryAssetsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AssetFilter>;
  first?: Scalars['Int']['input'];
};


export type QueryReusableResultArgs = {
  input: ReusableResultInput;
};


export type QuerySubjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  projectId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryWithdrawalImpactArgs = {
  assetId: Scalars['ID']['input'];
};

export type RecordActivityInput = {
  /** Beside you, who are always an agent with the role operator. */
  agents?: InputMaybe<Array<ProvAgentInput>>;
  /** A retry with the same key answers the same activity. */
  clientKey?: InputMaybe<Scalars['String']['input']>;
  /** PROV-O wasDerivedFrom; when it is left out, each generated asset was derived from each used one. */
  derivations?: InputMaybe<Array<DerivationInput>>;
  /** Not before startedAt, and not in the future. */
  endedAt: Scalars['DateTime']['input'];
  /** Image digest, packages with their versions, kind of host; no names of people or of their machines. */
  environment?: Scalars['JSONObject']['input'];
  generated: Array<GeneratedInput>;
  /** 1 to 200 characters; not pesscara/... or python/..., which are the hub's own. */
  method: Scalars['String']['input'];
  /** A git commit, a container's digest, a release. */
  methodVersion: Scalars['String']['input'];
  parameters?: Scalars['JSONObject']['input'];
  projectId: Scalars['ID']['input'];
  /** False for a method that gives another result each time: it is not found by reusableResult. */
  reusable?: Scalars['Boolean']['input'];
  startedAt: Scalars['DateTime']['input'];
  used: Array<ProvUsageInput>;
};

export type RecordActivityPayload = {
  activity: ProvActivity;
};

/** An existing result: who computed it (wasAssociatedWith) and when (endedAt) is in its activity. */
export type ReusableResult = {
  activity: ProvActivity;
  /** What it generated. */
  assets: Array<Asset>;
};

export type ReusableResultInput = {
  /** Compared by content (SHA-256 of the bytes), in any order; a series, exam or subject is compared by its identity. */
  inputs: Array<ReuseInput>;
  method: Scalars['String']['input'];
  /** A git commit, a container's digest, a release. */
  methodVersion: Scalars['String']['input'];
  parameters?: Scalars['JSONObject']['input'];
};

export type ReuseInput = {
  assetId: Scalars['ID']['input'];
  /** The part that it plays in the method. */
  role?: Scalars['String']['input'];
};

/** A run of a workflow, as the subgraph of workflows tells of it. */
export type Run = {
  id: Scalars['ID']['output'];
};

/** A DICOM Series, de-identified. */
export type Series = Asset & {
  biomarkers: Array<Biomarker>;
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  /** What was made of it, without the biomarkers. */
  derived: Array<DerivedAsset>;
  exam?: Maybe<Exam>;
  id: Scalars['ID']['output'];
  /** Images that the hub has of it. */
  imageCount: Scalars['Int']['output'];
  images: ImageConnection;
  label: Scalars['String']['output'];
  level: AssetLevel;
  lineage: Lineage;
  /** Modality (0008,0060). */
  modality?: Maybe<Scalars['String']['output']>;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  /** Series Description (0008,103E), cleaned. */
  seriesDescription?: Maybe<Scalars['String']['output']>;
  /** Series Instance UID (0020,000E), de-identified. */
  seriesInstanceUID: Scalars['String']['output'];
  /** Series Number (0020,0011). */
  seriesNumber?: Maybe<Scalars['Int']['output']>;
  /** The normalized series type that the classifier or a curator set, e.g. 'T1 post-contrast'; null before that. */
  seriesType?: Maybe<Scalars['String']['output']>;
  tags: Array<Tag>;
  wasDerivedFrom: Array<Asset>;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A DICOM Series, de-identified. */
export type SeriesImagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/** A DICOM Series, de-identified. */
export type SeriesLineageArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  direction?: LineageDirection;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};

export type SetTagInput = {
  assetId: Scalars['ID']['input'];
  /** 1 to 64 letters, digits, '.', '_' or '-'. */
  name: Scalars['String']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
  value: Scalars['TagValue']['input'];
};

export type SetTagPayload = {
  asset: Asset;
};

/** A person, under a research identifier. */
export type Subject = Asset & {
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  exams: Array<Exam>;
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  level: AssetLevel;
  lineage: Lineage;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  researchId: Scalars['String']['output'];
  tags: Array<Tag>;
  wasDerivedFrom: Array<Asset>;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A person, under a research identifier. */
export type SubjectLineageArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  direction?: LineageDirection;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};

export type SubjectConnection = {
  edges: Array<SubjectEdge>;
  nodes: Array<Subject>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type SubjectEdge = {
  cursor: Scalars['String']['output'];
  node: Subject;
};

/** A typed property on an asset, with who set it, when and why. */
export type Tag = {
  name: Scalars['String']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  setAt: Scalars['DateTime']['output'];
  setBy: Scalars['String']['output'];
  value: Scalars['TagValue']['output'];
};

export type TagFilter = {
  name: Scalars['String']['input'];
  value: Scalars['TagValue']['input'];
};

/** What would be touched if an asset were withdrawn: what is part of it, what came of it, and so on from there. Nothing is changed by asking. */
export type WithdrawalImpact = {
  asset: Asset;
  /** In order of id. */
  assets: AssetConnection;
  /** In order of project, level and kind. */
  groups: Array<AssetCount>;
  /** How many more lie in projects that you may not see. */
  hiddenCount: Scalars['Int']['output'];
  /** Runs that have not ended and work on something of it. */
  runs: Array<Run>;
  /** Assets that you may see, without the asset itself. */
  totalCount: Scalars['Int']['output'];
};


/** What would be touched if an asset were withdrawn: what is part of it, what came of it, and so on from there. Nothing is changed by asking. */
export type WithdrawalImpactAssetsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
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
  Biomarker: Biomarker;
  DerivedAsset: DerivedAsset;
  Exam: Exam;
  Image: Image;
  Project: Project;
  ProjectAsset: ProjectAsset;
  Series: Series;
  Subject: Subject;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Biomarker:
    ( { __typename: 'Biomarker' }
    & GraphQLRecursivePick<FederationTypes['Biomarker'], {"id":true}> );
  DerivedAsset:
    ( { __typename: 'DerivedAsset' }
    & GraphQLRecursivePick<FederationTypes['DerivedAsset'], {"id":true}> );
  Exam:
    ( { __typename: 'Exam' }
    & GraphQLRecursivePick<FederationTypes['Exam'], {"id":true}> );
  Image:
    ( { __typename: 'Image' }
    & GraphQLRecursivePick<FederationTypes['Image'], {"id":true}> );
  Project:
    ( { __typename: 'Project' }
    & GraphQLRecursivePick<FederationTypes['Project'], {"id":true}> );
  ProjectAsset:
    ( { __typename: 'ProjectAsset' }
    & GraphQLRecursivePick<FederationTypes['ProjectAsset'], {"id":true}> );
  Series:
    ( { __typename: 'Series' }
    & GraphQLRecursivePick<FederationTypes['Series'], {"id":true}> );
  Subject:
    ( { __typename: 'Subject' }
    & GraphQLRecursivePick<FederationTypes['Subject'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Asset: ResolverTypeWrapper<AssetModel>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AssetConnection: ResolverTypeWrapper<AssetPage>;
  AssetCount: ResolverTypeWrapper<AssetCountModel>;
  AssetEdge: ResolverTypeWrapper<AssetEdgeModel>;
  AssetFilter: AssetFilter;
  AssetLevel: AssetLevel;
  Biomarker: ResolverTypeWrapper<AssetModel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Content: ResolverTypeWrapper<Content>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DerivationInput: DerivationInput;
  DerivedAsset: ResolverTypeWrapper<AssetModel>;
  Exam: ResolverTypeWrapper<AssetModel>;
  GeneratedAssetInput: GeneratedAssetInput;
  GeneratedContentInput: GeneratedContentInput;
  GeneratedInput: GeneratedInput;
  Image: ResolverTypeWrapper<AssetModel>;
  ImageConnection: ResolverTypeWrapper<AssetPage>;
  ImageEdge: ResolverTypeWrapper<AssetEdgeModel>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  Lineage: ResolverTypeWrapper<LineageModel>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  LineageDirection: LineageDirection;
  LineageEdge: ResolverTypeWrapper<LineageEdgeModel>;
  LineageNode: ResolverTypeWrapper<LineageNodeModel>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Project: ResolverTypeWrapper<ProjectReference>;
  ProjectAsset: ResolverTypeWrapper<AssetModel>;
  ProvActivity: ResolverTypeWrapper<ProvActivityModel>;
  ProvAgent: ResolverTypeWrapper<ProvAgentModel>;
  ProvAgentInput: ProvAgentInput;
  ProvAgentKind: ProvAgentKind;
  ProvAssociation: ResolverTypeWrapper<Omit<ProvAssociation, 'agent'> & { agent: ResolversTypes['ProvAgent'] }>;
  ProvRelation: ProvRelation;
  ProvUsage: ResolverTypeWrapper<Omit<ProvUsage, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  ProvUsageInput: ProvUsageInput;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordActivityInput: RecordActivityInput;
  RecordActivityPayload: ResolverTypeWrapper<Omit<RecordActivityPayload, 'activity'> & { activity: ResolversTypes['ProvActivity'] }>;
  ReusableResult: ResolverTypeWrapper<ReusableResultModel>;
  ReusableResultInput: ReusableResultInput;
  ReuseInput: ReuseInput;
  Run: ResolverTypeWrapper<Run>;
  Series: ResolverTypeWrapper<AssetModel>;
  SetTagInput: SetTagInput;
  SetTagPayload: ResolverTypeWrapper<Omit<SetTagPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  Subject: ResolverTypeWrapper<AssetModel>;
  SubjectConnection: ResolverTypeWrapper<AssetPage>;
  SubjectEdge: ResolverTypeWrapper<AssetEdgeModel>;
  Tag: ResolverTypeWrapper<TagModel>;
  TagFilter: TagFilter;
  TagValue: ResolverTypeWrapper<Scalars['TagValue']['output']>;
  WithdrawalImpact: ResolverTypeWrapper<WithdrawalImpactModel>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Asset: AssetModel;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  AssetConnection: AssetPage;
  AssetCount: AssetCountModel;
  AssetEdge: AssetEdgeModel;
  AssetFilter: AssetFilter;
  Biomarker: AssetModel;
  Float: Scalars['Float']['output'];
  Content: Content;
  DateTime: Scalars['DateTime']['output'];
  DerivationInput: DerivationInput;
  DerivedAsset: AssetModel;
  Exam: AssetModel;
  GeneratedAssetInput: GeneratedAssetInput;
  GeneratedContentInput: GeneratedContentInput;
  GeneratedInput: GeneratedInput;
  Image: AssetModel;
  ImageConnection: AssetPage;
  ImageEdge: AssetEdgeModel;
  JSONObject: Scalars['JSONObject']['output'];
  Lineage: LineageModel;
  Boolean: Scalars['Boolean']['output'];
  LineageEdge: LineageEdgeModel;
  LineageNode: LineageNodeModel;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Project: ProjectReference;
  ProjectAsset: AssetModel;
  ProvActivity: ProvActivityModel;
  ProvAgent: ProvAgentModel;
  ProvAgentInput: ProvAgentInput;
  ProvAssociation: Omit<ProvAssociation, 'agent'> & { agent: ResolversParentTypes['ProvAgent'] };
  ProvUsage: Omit<ProvUsage, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  ProvUsageInput: ProvUsageInput;
  Query: Record<PropertyKey, never>;
  RecordActivityInput: RecordActivityInput;
  RecordActivityPayload: Omit<RecordActivityPayload, 'activity'> & { activity: ResolversParentTypes['ProvActivity'] };
  ReusableResult: ReusableResultModel;
  ReusableResultInput: ReusableResultInput;
  ReuseInput: ReuseInput;
  Run: Run;
  Series: AssetModel;
  SetTagInput: SetTagInput;
  SetTagPayload: Omit<SetTagPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  Subject: AssetModel;
  SubjectConnection: AssetPage;
  SubjectEdge: AssetEdgeModel;
  Tag: TagModel;
  TagFilter: TagFilter;
  TagValue: Scalars['TagValue']['output'];
  WithdrawalImpact: WithdrawalImpactModel;
};

export type AssetResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Asset'] = ResolversParentTypes['Asset']> = {
  __resolveType: TypeResolveFn<'Biomarker' | 'DerivedAsset' | 'Exam' | 'Image' | 'ProjectAsset' | 'Series' | 'Subject', ParentType, ContextType>;
};

export type AssetConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AssetConnection'] = ResolversParentTypes['AssetConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AssetEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AssetCountResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AssetCount'] = ResolversParentTypes['AssetCount']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
};

export type AssetEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AssetEdge'] = ResolversParentTypes['AssetEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type BiomarkerResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Biomarker'] = ResolversParentTypes['Biomarker'], FederationReferenceType extends FederationReferenceTypes['Biomarker'] = FederationReferenceTypes['Biomarker']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Biomarker']> | FederationReferenceType, FederationReferenceType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  lineage?: Resolver<ResolversTypes['Lineage'], ParentType, ContextType, RequireFields<BiomarkerLineageArgs, 'direction' | 'maxDepth' | 'maxNodes'>>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parents?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  wasDerivedFrom?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContentResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Content'] = ResolversParentTypes['Content']> = {
  downloadPath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DerivedAssetResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['DerivedAsset'] = ResolversParentTypes['DerivedAsset'], FederationReferenceType extends FederationReferenceTypes['DerivedAsset'] = FederationReferenceTypes['DerivedAsset']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['DerivedAsset']> | FederationReferenceType, FederationReferenceType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  lineage?: Resolver<ResolversTypes['Lineage'], ParentType, ContextType, RequireFields<DerivedAssetLineageArgs, 'direction' | 'maxDepth' | 'maxNodes'>>;
  parents?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  wasDerivedFrom?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExamResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Exam'] = ResolversParentTypes['Exam'], FederationReferenceType extends FederationReferenceTypes['Exam'] = FederationReferenceTypes['Exam']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Exam']> | FederationReferenceType, FederationReferenceType, ContextType>;
  biomarkers?: Resolver<Array<ResolversTypes['Biomarker']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  lineage?: Resolver<ResolversTypes['Lineage'], ParentType, ContextType, RequireFields<ExamLineageArgs, 'direction' | 'maxDepth' | 'maxNodes'>>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  series?: Resolver<Array<ResolversTypes['Series']>, ParentType, ContextType>;
  studyDate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  studyDescription?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  studyInstanceUID?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subjects?: Resolver<Array<ResolversTypes['Subject']>, ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  wasDerivedFrom?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImageResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Image'] = ResolversParentTypes['Image'], FederationReferenceType extends FederationReferenceTypes['Image'] = FederationReferenceTypes['Image']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Image']> | FederationReferenceType, FederationReferenceType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  instanceNumber?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  lineage?: Resolver<ResolversTypes['Lineage'], ParentType, ContextType, RequireFields<ImageLineageArgs, 'direction' | 'maxDepth' | 'maxNodes'>>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType>;
  sopClassUID?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sopInstanceUID?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  wasDerivedFrom?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImageConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ImageConnection'] = ResolversParentTypes['ImageConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ImageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Image']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ImageEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ImageEdge'] = ResolversParentTypes['ImageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Image'], ParentType, ContextType>;
};

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type LineageResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Lineage'] = ResolversParentTypes['Lineage']> = {
  edges?: Resolver<Array<ResolversTypes['LineageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['LineageNode']>, ParentType, ContextType>;
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  truncated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type LineageEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['LineageEdge'] = ResolversParentTypes['LineageEdge']> = {
  fromId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  relation?: Resolver<ResolversTypes['ProvRelation'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  toId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type LineageNodeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['LineageNode'] = ResolversParentTypes['LineageNode']> = {
  activity?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  agent?: Resolver<Maybe<ResolversTypes['ProvAgent']>, ParentType, ContextType>;
  asset?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType>;
  depth?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  recordActivity?: Resolver<ResolversTypes['RecordActivityPayload'], ParentType, ContextType, RequireFields<MutationRecordActivityArgs, 'input'>>;
  setTag?: Resolver<ResolversTypes['SetTagPayload'], ParentType, ContextType, RequireFields<MutationSetTagArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project'], FederationReferenceType extends FederationReferenceTypes['Project'] = FederationReferenceTypes['Project']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Project']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subjects?: Resolver<ResolversTypes['SubjectConnection'], ParentType, ContextType, RequireFields<ProjectSubjectsArgs, 'first'>>;
};

export type ProjectAssetResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProjectAsset'] = ResolversParentTypes['ProjectAsset'], FederationReferenceType extends FederationReferenceTypes['ProjectAsset'] = FederationReferenceTypes['ProjectAsset']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ProjectAsset']> | FederationReferenceType, FederationReferenceType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  lineage?: Resolver<ResolversTypes['Lineage'], ParentType, ContextType, RequireFields<ProjectAssetLineageArgs, 'direction' | 'maxDepth' | 'maxNodes'>>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  wasDerivedFrom?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProvActivityResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProvActivity'] = ResolversParentTypes['ProvActivity']> = {
  endedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  environment?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  generated?: Resolver<Array<ResolversTypes['ProvUsage']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  methodVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parameters?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  recordedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  recordedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  used?: Resolver<Array<ResolversTypes['ProvUsage']>, ParentType, ContextType>;
  wasAssociatedWith?: Resolver<Array<ResolversTypes['ProvAssociation']>, ParentType, ContextType>;
};

export type ProvAgentResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProvAgent'] = ResolversParentTypes['ProvAgent']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ProvAgentKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProvAssociationResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProvAssociation'] = ResolversParentTypes['ProvAssociation']> = {
  agent?: Resolver<ResolversTypes['ProvAgent'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProvUsageResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProvUsage'] = ResolversParentTypes['ProvUsage']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  asset?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType, RequireFields<QueryAssetArgs, 'id'>>;
  assets?: Resolver<ResolversTypes['AssetConnection'], ParentType, ContextType, RequireFields<QueryAssetsArgs, 'first'>>;
  reusableResult?: Resolver<Maybe<ResolversTypes['ReusableResult']>, ParentType, ContextType, RequireFields<QueryReusableResultArgs, 'input'>>;
  subjects?: Resolver<ResolversTypes['SubjectConnection'], ParentType, ContextType, RequireFields<QuerySubjectsArgs, 'first'>>;
  withdrawalImpact?: Resolver<Maybe<ResolversTypes['WithdrawalImpact']>, ParentType, ContextType, RequireFields<QueryWithdrawalImpactArgs, 'assetId'>>;
};

export type RecordActivityPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RecordActivityPayload'] = ResolversParentTypes['RecordActivityPayload']> = {
  activity?: Resolver<ResolversTypes['ProvActivity'], ParentType, ContextType>;
};

export type ReusableResultResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ReusableResult'] = ResolversParentTypes['ReusableResult']> = {
  activity?: Resolver<ResolversTypes['ProvActivity'], ParentType, ContextType>;
  assets?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
};

export type RunResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Run'] = ResolversParentTypes['Run']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SeriesResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Series'] = ResolversParentTypes['Series'], FederationReferenceType extends FederationReferenceTypes['Series'] = FederationReferenceTypes['Series']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Series']> | FederationReferenceType, FederationReferenceType, ContextType>;
  biomarkers?: Resolver<Array<ResolversTypes['Biomarker']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  derived?: Resolver<Array<ResolversTypes['DerivedAsset']>, ParentType, ContextType>;
  exam?: Resolver<Maybe<ResolversTypes['Exam']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  images?: Resolver<ResolversTypes['ImageConnection'], ParentType, ContextType, RequireFields<SeriesImagesArgs, 'first'>>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  lineage?: Resolver<ResolversTypes['Lineage'], ParentType, ContextType, RequireFields<SeriesLineageArgs, 'direction' | 'maxDepth' | 'maxNodes'>>;
  modality?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  seriesDescription?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seriesInstanceUID?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seriesNumber?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  seriesType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  wasDerivedFrom?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SetTagPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SetTagPayload'] = ResolversParentTypes['SetTagPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type SubjectResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Subject'] = ResolversParentTypes['Subject'], FederationReferenceType extends FederationReferenceTypes['Subject'] = FederationReferenceTypes['Subject']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Subject']> | FederationReferenceType, FederationReferenceType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  exams?: Resolver<Array<ResolversTypes['Exam']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  lineage?: Resolver<ResolversTypes['Lineage'], ParentType, ContextType, RequireFields<SubjectLineageArgs, 'direction' | 'maxDepth' | 'maxNodes'>>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  researchId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  wasDerivedFrom?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SubjectConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SubjectConnection'] = ResolversParentTypes['SubjectConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SubjectEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Subject']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SubjectEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SubjectEdge'] = ResolversParentTypes['SubjectEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Subject'], ParentType, ContextType>;
};

export type TagResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Tag'] = ResolversParentTypes['Tag']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  setAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  setBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['TagValue'], ParentType, ContextType>;
};

export interface TagValueScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['TagValue'], any> {
  name: 'TagValue';
}

export type WithdrawalImpactResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['WithdrawalImpact'] = ResolversParentTypes['WithdrawalImpact']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  assets?: Resolver<ResolversTypes['AssetConnection'], ParentType, ContextType, RequireFields<WithdrawalImpactAssetsArgs, 'first'>>;
  groups?: Resolver<Array<ResolversTypes['AssetCount']>, ParentType, ContextType>;
  hiddenCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  runs?: Resolver<Array<ResolversTypes['Run']>, ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type Resolvers<ContextType = HubContext> = {
  Asset?: AssetResolvers<ContextType>;
  AssetConnection?: AssetConnectionResolvers<ContextType>;
  AssetCount?: AssetCountResolvers<ContextType>;
  AssetEdge?: AssetEdgeResolvers<ContextType>;
  Biomarker?: BiomarkerResolvers<ContextType>;
  Content?: ContentResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DerivedAsset?: DerivedAssetResolvers<ContextType>;
  Exam?: ExamResolvers<ContextType>;
  Image?: ImageResolvers<ContextType>;
  ImageConnection?: ImageConnectionResolvers<ContextType>;
  ImageEdge?: ImageEdgeResolvers<ContextType>;
  JSONObject?: GraphQLScalarType;
  Lineage?: LineageResolvers<ContextType>;
  LineageEdge?: LineageEdgeResolvers<ContextType>;
  LineageNode?: LineageNodeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectAsset?: ProjectAssetResolvers<ContextType>;
  ProvActivity?: ProvActivityResolvers<ContextType>;
  ProvAgent?: ProvAgentResolvers<ContextType>;
  ProvAssociation?: ProvAssociationResolvers<ContextType>;
  ProvUsage?: ProvUsageResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordActivityPayload?: RecordActivityPayloadResolvers<ContextType>;
  ReusableResult?: ReusableResultResolvers<ContextType>;
  Run?: RunResolvers<ContextType>;
  Series?: SeriesResolvers<ContextType>;
  SetTagPayload?: SetTagPayloadResolvers<ContextType>;
  Subject?: SubjectResolvers<ContextType>;
  SubjectConnection?: SubjectConnectionResolvers<ContextType>;
  SubjectEdge?: SubjectEdgeResolvers<ContextType>;
  Tag?: TagResolvers<ContextType>;
  TagValue?: GraphQLScalarType;
  WithdrawalImpact?: WithdrawalImpactResolvers<ContextType>;
};

