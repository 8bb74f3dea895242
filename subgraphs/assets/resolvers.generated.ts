import type { Json } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Asset as AssetModel, Tag as TagModel } from '../../core/assets/asset.ts';
import type { ProjectReference, LineageNodeModel, AssetPage, AssetEdgeModel, VersionModel, VersionEdgeModel, VersionPage } from './models.ts';
import type { ProvActivity as ProvActivityModel, ProvAgent as ProvAgentModel, LineageEdge as LineageEdgeModel } from '../../core/provenance/activity.ts';
import type { VisibleLineage } from '../../core/assets/lineage.ts';
import type { CheckOut as CheckOutModel } from '../../core/versions/version.ts';
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
  /** Any JSON value. */
  JSON: { input: Json; output: Json; }
  /** A JSON object. */
  JSONObject: { input: JsonObject; output: JsonObject; }
  /** A text, number or boolean. */
  TagValue: { input: string | number | boolean; output: string | number | boolean; }
  _FieldSet: { input: unknown; output: unknown; }
};

/** Which past of an asset: give one of the two. */
export type AsOfInput = {
  /** The version that it had at that time. */
  at?: InputMaybe<Scalars['DateTime']['input']>;
  /** That version of it. */
  version?: InputMaybe<Scalars['Int']['input']>;
};

/** Anything with properties and provenance. */
export type Asset = {
  /** Who has it checked out; null when nobody has. */
  checkOut?: Maybe<CheckOut>;
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  /** What differs between two of its versions; null when it does not have both. */
  diff?: Maybe<AssetDiff>;
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  level: AssetLevel;
  lineage: Lineage;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  tags: Array<Tag>;
  /** Number of the version that this is: 1 as created, one more with each check-in or restore. */
  version: Scalars['Int']['output'];
  /** Its versions, newest first. Errors: BAD_USER_INPUT for a page that can't be. */
  versions: AssetVersionConnection;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** Anything with properties and provenance. */
export type AssetDiffArgs = {
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
};


/** Anything with properties and provenance. */
export type AssetLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};


/** Anything with properties and provenance. */
export type AssetVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

export type AssetConnection = {
  edges: Array<AssetEdge>;
  nodes: Array<Asset>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

/** What differs between two versions of an asset. */
export type AssetDiff = {
  /** Null when it is the same. */
  content?: Maybe<ContentDifference>;
  from: Scalars['Int']['output'];
  /** Null when it is the same. */
  label?: Maybe<LabelDifference>;
  /** In order of path; empty when nothing differs. */
  properties: Array<PropertyDifference>;
  /** In order of name; empty when nothing differs. */
  tags: Array<TagDifference>;
  to: Scalars['Int']['output'];
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

/** One state of an asset: label, properties, content and tags. It never changes. */
export type AssetVersion = {
  /** When: later than the version before. */
  at: Scalars['DateTime']['output'];
  /** The version that it was made from (of a restore, the one restored); null for version 1. */
  basedOn?: Maybe<Scalars['Int']['output']>;
  /** Username of who made it. */
  by: Scalars['String']['output'];
  /** Why it was made; null for version 1. */
  comment?: Maybe<Scalars['String']['output']>;
  /** Its `downloadPath` names the version, so that it gives these bytes also later. */
  content?: Maybe<Content>;
  kind: VersionKind;
  label: Scalars['String']['output'];
  /** 1 as created, then 2, 3, ... without a gap. */
  number: Scalars['Int']['output'];
  properties: Scalars['JSONObject']['output'];
  /** The tags that the asset had last while this was its version; of the current version those that it has now. */
  tags: Array<Tag>;
};

export type AssetVersionConnection = {
  edges: Array<AssetVersionEdge>;
  nodes: Array<AssetVersion>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type AssetVersionEdge = {
  cursor: Scalars['String']['output'];
  node: AssetVersion;
};

/** A measured value with its unit, written to its subject, exam or series. */
export type Biomarker = Asset & {
  checkOut?: Maybe<CheckOut>;
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  diff?: Maybe<AssetDiff>;
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
  version: Scalars['Int']['output'];
  versions: AssetVersionConnection;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A measured value with its unit, written to its subject, exam or series. */
export type BiomarkerDiffArgs = {
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
};


/** A measured value with its unit, written to its subject, exam or series. */
export type BiomarkerLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};


/** A measured value with its unit, written to its subject, exam or series. */
export type BiomarkerVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

export type BreakCheckOutInput = {
  assetId: Scalars['ID']['input'];
  /** 1 to 1000 characters: the owner gets it as a notification, and it stays in the audit trail. */
  reason: Scalars['String']['input'];
};

export type BreakCheckOutPayload = {
  asset: Asset;
};

export type CancelCheckOutInput = {
  assetId: Scalars['ID']['input'];
};

export type CancelCheckOutPayload = {
  asset: Asset;
};

/** Bytes that the hub has already; they are stored once, however many versions and assets have them. */
export type CheckInContentInput = {
  /** An asset that you may read and that has these bytes, or had them in a version. Without it: the asset that is checked in. */
  assetId?: InputMaybe<Scalars['ID']['input']>;
  /** Without it: as that asset has it. */
  mediaType?: InputMaybe<Scalars['String']['input']>;
  /** Lower-case hex SHA-256. */
  sha256: Scalars['String']['input'];
};

export type CheckInInput = {
  assetId: Scalars['ID']['input'];
  /** The version that your change was made on. */
  baseVersion: Scalars['Int']['input'];
  /** What changed and why, 1 to 1000 characters. */
  comment: Scalars['String']['input'];
  /** Without it: as it is. */
  content?: InputMaybe<CheckInContentInput>;
  /** True: you go on having the asset checked out, on the new version. */
  keepCheckedOut?: Scalars['Boolean']['input'];
  /** Without it: as it is. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** A JSON merge patch (RFC 7396): null takes a property away. What says which asset it is (UIDs, researchId) stays. */
  properties?: InputMaybe<Scalars['JSONObject']['input']>;
};

export type CheckInPayload = {
  asset: Asset;
  /** The version that was made. */
  version: AssetVersion;
};

/** Somebody has the asset in hand: until `endsAt` nobody else makes versions of it. */
export type CheckOut = {
  /** The version that they started from. */
  baseVersion: Scalars['Int']['output'];
  endsAt: Scalars['DateTime']['output'];
  /** Username. */
  owner: Scalars['String']['output'];
  reason: Scalars['String']['output'];
  since: Scalars['DateTime']['output'];
};

export type CheckOutInput = {
  assetId: Scalars['ID']['input'];
  /** How long, 1 to 10080 (a week). */
  minutes?: Scalars['Int']['input'];
  /** 1 to 1000 characters: others who want the asset read it. */
  reason: Scalars['String']['input'];
};

export type CheckOutPayload = {
  asset: Asset;
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

/** Bytes that differ, by hash or media type. */
export type ContentDifference = {
  /** Null where there are none any more. */
  new?: Maybe<Content>;
  /** Null where there were none. */
  old?: Maybe<Content>;
};

/** Anything made or imported beside the images: a NIfTI volume, segmentation, table, report. */
export type DerivedAsset = Asset & {
  checkOut?: Maybe<CheckOut>;
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  diff?: Maybe<AssetDiff>;
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
  version: Scalars['Int']['output'];
  versions: AssetVersionConnection;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** Anything made or imported beside the images: a NIfTI volume, segmentation, table, report. */
export type DerivedAssetDiffArgs = {
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
};


/** Anything made or imported beside the images: a NIfTI volume, segmentation, table, report. */
export type DerivedAssetLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};


/** Anything made or imported beside the images: a NIfTI volume, segmentation, table, report. */
export type DerivedAssetVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** What happened to one value between two versions. */
export type DifferenceKind =
  | 'ADDED'
  | 'CHANGED'
  | 'REMOVED';

/** A DICOM Study, de-identified. */
export type Exam = Asset & {
  /** Measured values of this exam and of its series. */
  biomarkers: Array<Biomarker>;
  checkOut?: Maybe<CheckOut>;
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  diff?: Maybe<AssetDiff>;
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
  version: Scalars['Int']['output'];
  versions: AssetVersionConnection;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A DICOM Study, de-identified. */
export type ExamDiffArgs = {
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
};


/** A DICOM Study, de-identified. */
export type ExamLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};


/** A DICOM Study, de-identified. */
export type ExamVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A DICOM (SOP) Instance, de-identified. */
export type Image = Asset & {
  checkOut?: Maybe<CheckOut>;
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  diff?: Maybe<AssetDiff>;
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
  version: Scalars['Int']['output'];
  versions: AssetVersionConnection;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A DICOM (SOP) Instance, de-identified. */
export type ImageDiffArgs = {
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
};


/** A DICOM (SOP) Instance, de-identified. */
export type ImageLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};


/** A DICOM (SOP) Instance, de-identified. */
export type ImageVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
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

/** A label that differs. */
export type LabelDifference = {
  new: Scalars['String']['output'];
  old: Scalars['String']['output'];
};

/** The provenance around one asset, as a directed acyclic graph (PROV-O). Nodes in order of depth. */
export type Lineage = {
  edges: Array<LineageEdge>;
  nodes: Array<LineageNode>;
  /** True when maxNodes cut it. */
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
  /** Ends somebody's check-out (owners and managers). Errors: NOT_FOUND, FORBIDDEN, NOT_CHECKED_OUT, BAD_USER_INPUT. */
  breakCheckOut: BreakCheckOutPayload;
  /** Gives an asset back as it is. Errors: NOT_FOUND, FORBIDDEN, NOT_CHECKED_OUT. */
  cancelCheckOut: CancelCheckOutPayload;
  /**
   * Makes the asset's next version. Errors: NOT_FOUND, FORBIDDEN, NOT_CHECKED_OUT, BAD_USER_INPUT, and CONFLICT when the base is not the
   * current version; its details hold base, current, and what changed since the base on the hub (ours) and with you (theirs).
   */
  checkIn: CheckInPayload;
  /** Takes an asset in hand, or goes on having it. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (details: owner, endsAt, reason), BAD_USER_INPUT. */
  checkOut: CheckOutPayload;
  /** Lets your check-out end later, or earlier. Errors: NOT_FOUND, FORBIDDEN, NOT_CHECKED_OUT, BAD_USER_INPUT. */
  renewCheckOut: RenewCheckOutPayload;
  /**
   * Makes an earlier version's state, tags included, the asset's next version. Needs no check-out, but nobody else may have one.
   * Errors: NOT_FOUND, FORBIDDEN, CONFLICT (details: owner, endsAt, reason), BAD_USER_INPUT.
   */
  restoreVersion: RestoreVersionPayload;
  /** Sets a tag; an earlier value of that name is replaced and kept in the audit trail. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  setTag: SetTagPayload;
};


export type MutationBreakCheckOutArgs = {
  input: BreakCheckOutInput;
};


export type MutationCancelCheckOutArgs = {
  input: CancelCheckOutInput;
};


export type MutationCheckInArgs = {
  input: CheckInInput;
};


export type MutationCheckOutArgs = {
  input: CheckOutInput;
};


export type MutationRenewCheckOutArgs = {
  input: RenewCheckOutInput;
};


export type MutationRestoreVersionArgs = {
  input: RestoreVersionInput;
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
  checkOut?: Maybe<CheckOut>;
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  diff?: Maybe<AssetDiff>;
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  level: AssetLevel;
  lineage: Lineage;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  tags: Array<Tag>;
  version: Scalars['Int']['output'];
  versions: AssetVersionConnection;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A project's own node in the graph: what holds for all of it hangs here. */
export type ProjectAssetDiffArgs = {
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
};


/** A project's own node in the graph: what holds for all of it hangs here. */
export type ProjectAssetLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};


/** A project's own node in the graph: what holds for all of it hangs here. */
export type ProjectAssetVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** A property that differs. */
export type PropertyDifference = {
  change: DifferenceKind;
  /** Null where there is none any more. */
  new?: Maybe<Scalars['JSON']['output']>;
  /** Null where there was none. */
  old?: Maybe<Scalars['JSON']['output']>;
  /** JSON Pointer (RFC 6901); objects are compared inside, lists as a whole. */
  path: Scalars['String']['output'];
};

/** PROV-O Activity: one execution of a method. */
export type ProvActivity = {
  endedAt: Scalars['DateTime']['output'];
  generated: Array<ProvUsage>;
  id: Scalars['ID']['output'];
  method: Scalars['String']['output'];
  methodVersion: Scalars['String']['output'];
  parameters: Scalars['JSONObject']['output'];
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

export type Query = {
  /**
   * One asset of any level; null when there is none that you may see. With `asOf` its label, properties, content, tags and version are those
   * of then (null when there was none then); all other fields are of now. Errors: BAD_USER_INPUT.
   */
  asset?: Maybe<Asset>;
  /** Assets that you may see, in order of id. */
  assets: AssetConnection;
  /** The subjects of a project (all your projects when none is given), in order of id. */
  subjects: SubjectConnection;
};


export type QueryAssetArgs = {
  asOf?: InputMaybe<AsOfInput>;
  id: Scalars['ID']['input'];
};


export type QueryAssetsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AssetFilter>;
  first?: Scalars['Int']['input'];
};


export type QuerySubjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  projectId?: InputMaybe<Scalars['ID']['input']>;
};

export type RenewCheckOutInput = {
  assetId: Scalars['ID']['input'];
  /** From now on, 1 to 10080 (a week). */
  minutes?: Scalars['Int']['input'];
};

export type RenewCheckOutPayload = {
  asset: Asset;
};

export type RestoreVersionInput = {
  assetId: Scalars['ID']['input'];
  /** 1 to 1000 characters; the comment of the version that is made. */
  reason: Scalars['String']['input'];
  /** An earlier version. */
  version: Scalars['Int']['input'];
};

export type RestoreVersionPayload = {
  asset: Asset;
  /** The version that was made. */
  version: AssetVersion;
};

/** A DICOM Series, de-identified. */
export type Series = Asset & {
  biomarkers: Array<Biomarker>;
  checkOut?: Maybe<CheckOut>;
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  /** What was made of it, without the biomarkers. */
  derived: Array<DerivedAsset>;
  diff?: Maybe<AssetDiff>;
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
  version: Scalars['Int']['output'];
  versions: AssetVersionConnection;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A DICOM Series, de-identified. */
export type SeriesDiffArgs = {
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
};


/** A DICOM Series, de-identified. */
export type SeriesImagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


/** A DICOM Series, de-identified. */
export type SeriesLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};


/** A DICOM Series, de-identified. */
export type SeriesVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
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
  checkOut?: Maybe<CheckOut>;
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  diff?: Maybe<AssetDiff>;
  exams: Array<Exam>;
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  level: AssetLevel;
  lineage: Lineage;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  researchId: Scalars['String']['output'];
  tags: Array<Tag>;
  version: Scalars['Int']['output'];
  versions: AssetVersionConnection;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A person, under a research identifier. */
export type SubjectDiffArgs = {
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
};


/** A person, under a research identifier. */
export type SubjectLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};


/** A person, under a research identifier. */
export type SubjectVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
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

/** A tag that differs. */
export type TagDifference = {
  change: DifferenceKind;
  name: Scalars['String']['output'];
  /** Null where there is none any more. */
  new?: Maybe<Scalars['TagValue']['output']>;
  /** Null where there was none. */
  old?: Maybe<Scalars['TagValue']['output']>;
};

export type TagFilter = {
  name: Scalars['String']['input'];
  value: Scalars['TagValue']['input'];
};

/** How a version came about. */
export type VersionKind =
  | 'CHECK_IN'
  /** As the asset was made: version 1. */
  | 'CREATED'
  /** An earlier version's state, made the newest one. */
  | 'RESTORE';



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
  AsOfInput: AsOfInput;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Asset: ResolverTypeWrapper<AssetModel>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  AssetConnection: ResolverTypeWrapper<AssetPage>;
  AssetDiff: ResolverTypeWrapper<AssetDiff>;
  AssetEdge: ResolverTypeWrapper<AssetEdgeModel>;
  AssetFilter: AssetFilter;
  AssetLevel: AssetLevel;
  AssetVersion: ResolverTypeWrapper<VersionModel>;
  AssetVersionConnection: ResolverTypeWrapper<VersionPage>;
  AssetVersionEdge: ResolverTypeWrapper<VersionEdgeModel>;
  Biomarker: ResolverTypeWrapper<AssetModel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  BreakCheckOutInput: BreakCheckOutInput;
  BreakCheckOutPayload: ResolverTypeWrapper<Omit<BreakCheckOutPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  CancelCheckOutInput: CancelCheckOutInput;
  CancelCheckOutPayload: ResolverTypeWrapper<Omit<CancelCheckOutPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  CheckInContentInput: CheckInContentInput;
  CheckInInput: CheckInInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CheckInPayload: ResolverTypeWrapper<Omit<CheckInPayload, 'asset' | 'version'> & { asset: ResolversTypes['Asset'], version: ResolversTypes['AssetVersion'] }>;
  CheckOut: ResolverTypeWrapper<CheckOutModel>;
  CheckOutInput: CheckOutInput;
  CheckOutPayload: ResolverTypeWrapper<Omit<CheckOutPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  Content: ResolverTypeWrapper<Content>;
  ContentDifference: ResolverTypeWrapper<ContentDifference>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DerivedAsset: ResolverTypeWrapper<AssetModel>;
  DifferenceKind: DifferenceKind;
  Exam: ResolverTypeWrapper<AssetModel>;
  Image: ResolverTypeWrapper<AssetModel>;
  ImageConnection: ResolverTypeWrapper<AssetPage>;
  ImageEdge: ResolverTypeWrapper<AssetEdgeModel>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  LabelDifference: ResolverTypeWrapper<LabelDifference>;
  Lineage: ResolverTypeWrapper<VisibleLineage>;
  LineageDirection: LineageDirection;
  LineageEdge: ResolverTypeWrapper<LineageEdgeModel>;
  LineageNode: ResolverTypeWrapper<LineageNodeModel>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Project: ResolverTypeWrapper<ProjectReference>;
  ProjectAsset: ResolverTypeWrapper<AssetModel>;
  PropertyDifference: ResolverTypeWrapper<PropertyDifference>;
  ProvActivity: ResolverTypeWrapper<ProvActivityModel>;
  ProvAgent: ResolverTypeWrapper<ProvAgentModel>;
  ProvAgentKind: ProvAgentKind;
  ProvAssociation: ResolverTypeWrapper<Omit<ProvAssociation, 'agent'> & { agent: ResolversTypes['ProvAgent'] }>;
  ProvRelation: ProvRelation;
  ProvUsage: ResolverTypeWrapper<Omit<ProvUsage, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RenewCheckOutInput: RenewCheckOutInput;
  RenewCheckOutPayload: ResolverTypeWrapper<Omit<RenewCheckOutPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  RestoreVersionInput: RestoreVersionInput;
  RestoreVersionPayload: ResolverTypeWrapper<Omit<RestoreVersionPayload, 'asset' | 'version'> & { asset: ResolversTypes['Asset'], version: ResolversTypes['AssetVersion'] }>;
  Series: ResolverTypeWrapper<AssetModel>;
  SetTagInput: SetTagInput;
  SetTagPayload: ResolverTypeWrapper<Omit<SetTagPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  Subject: ResolverTypeWrapper<AssetModel>;
  SubjectConnection: ResolverTypeWrapper<AssetPage>;
  SubjectEdge: ResolverTypeWrapper<AssetEdgeModel>;
  Tag: ResolverTypeWrapper<TagModel>;
  TagDifference: ResolverTypeWrapper<TagDifference>;
  TagFilter: TagFilter;
  TagValue: ResolverTypeWrapper<Scalars['TagValue']['output']>;
  VersionKind: VersionKind;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AsOfInput: AsOfInput;
  Int: Scalars['Int']['output'];
  Asset: AssetModel;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  AssetConnection: AssetPage;
  AssetDiff: AssetDiff;
  AssetEdge: AssetEdgeModel;
  AssetFilter: AssetFilter;
  AssetVersion: VersionModel;
  AssetVersionConnection: VersionPage;
  AssetVersionEdge: VersionEdgeModel;
  Biomarker: AssetModel;
  Float: Scalars['Float']['output'];
  BreakCheckOutInput: BreakCheckOutInput;
  BreakCheckOutPayload: Omit<BreakCheckOutPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  CancelCheckOutInput: CancelCheckOutInput;
  CancelCheckOutPayload: Omit<CancelCheckOutPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  CheckInContentInput: CheckInContentInput;
  CheckInInput: CheckInInput;
  Boolean: Scalars['Boolean']['output'];
  CheckInPayload: Omit<CheckInPayload, 'asset' | 'version'> & { asset: ResolversParentTypes['Asset'], version: ResolversParentTypes['AssetVersion'] };
  CheckOut: CheckOutModel;
  CheckOutInput: CheckOutInput;
  CheckOutPayload: Omit<CheckOutPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  Content: Content;
  ContentDifference: ContentDifference;
  DateTime: Scalars['DateTime']['output'];
  DerivedAsset: AssetModel;
  Exam: AssetModel;
  Image: AssetModel;
  ImageConnection: AssetPage;
  ImageEdge: AssetEdgeModel;
  JSON: Scalars['JSON']['output'];
  JSONObject: Scalars['JSONObject']['output'];
  LabelDifference: LabelDifference;
  Lineage: VisibleLineage;
  LineageEdge: LineageEdgeModel;
  LineageNode: LineageNodeModel;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Project: ProjectReference;
  ProjectAsset: AssetModel;
  PropertyDifference: PropertyDifference;
  ProvActivity: ProvActivityModel;
  ProvAgent: ProvAgentModel;
  ProvAssociation: Omit<ProvAssociation, 'agent'> & { agent: ResolversParentTypes['ProvAgent'] };
  ProvUsage: Omit<ProvUsage, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  Query: Record<PropertyKey, never>;
  RenewCheckOutInput: RenewCheckOutInput;
  RenewCheckOutPayload: Omit<RenewCheckOutPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  RestoreVersionInput: RestoreVersionInput;
  RestoreVersionPayload: Omit<RestoreVersionPayload, 'asset' | 'version'> & { asset: ResolversParentTypes['Asset'], version: ResolversParentTypes['AssetVersion'] };
  Series: AssetModel;
  SetTagInput: SetTagInput;
  SetTagPayload: Omit<SetTagPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  Subject: AssetModel;
  SubjectConnection: AssetPage;
  SubjectEdge: AssetEdgeModel;
  Tag: TagModel;
  TagDifference: TagDifference;
  TagFilter: TagFilter;
  TagValue: Scalars['TagValue']['output'];
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

export type AssetDiffResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AssetDiff'] = ResolversParentTypes['AssetDiff']> = {
  content?: Resolver<Maybe<ResolversTypes['ContentDifference']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  label?: Resolver<Maybe<ResolversTypes['LabelDifference']>, ParentType, ContextType>;
  properties?: Resolver<Array<ResolversTypes['PropertyDifference']>, ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['TagDifference']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AssetEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AssetEdge'] = ResolversParentTypes['AssetEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type AssetVersionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AssetVersion'] = ResolversParentTypes['AssetVersion']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  basedOn?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['VersionKind'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
};

export type AssetVersionConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AssetVersionConnection'] = ResolversParentTypes['AssetVersionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AssetVersionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['AssetVersion']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AssetVersionEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AssetVersionEdge'] = ResolversParentTypes['AssetVersionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AssetVersion'], ParentType, ContextType>;
};

export type BiomarkerResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Biomarker'] = ResolversParentTypes['Biomarker'], FederationReferenceType extends FederationReferenceTypes['Biomarker'] = FederationReferenceTypes['Biomarker']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Biomarker']> | FederationReferenceType, FederationReferenceType, ContextType>;
  checkOut?: Resolver<Maybe<ResolversTypes['CheckOut']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  diff?: Resolver<Maybe<ResolversTypes['AssetDiff']>, ParentType, ContextType, RequireFields<BiomarkerDiffArgs, 'from' | 'to'>>;
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
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['AssetVersionConnection'], ParentType, ContextType, RequireFields<BiomarkerVersionsArgs, 'first'>>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BreakCheckOutPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['BreakCheckOutPayload'] = ResolversParentTypes['BreakCheckOutPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type CancelCheckOutPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CancelCheckOutPayload'] = ResolversParentTypes['CancelCheckOutPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type CheckInPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CheckInPayload'] = ResolversParentTypes['CheckInPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['AssetVersion'], ParentType, ContextType>;
};

export type CheckOutResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CheckOut'] = ResolversParentTypes['CheckOut']> = {
  baseVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type CheckOutPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CheckOutPayload'] = ResolversParentTypes['CheckOutPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type ContentResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Content'] = ResolversParentTypes['Content']> = {
  downloadPath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ContentDifferenceResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ContentDifference'] = ResolversParentTypes['ContentDifference']> = {
  new?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  old?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DerivedAssetResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['DerivedAsset'] = ResolversParentTypes['DerivedAsset'], FederationReferenceType extends FederationReferenceTypes['DerivedAsset'] = FederationReferenceTypes['DerivedAsset']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['DerivedAsset']> | FederationReferenceType, FederationReferenceType, ContextType>;
  checkOut?: Resolver<Maybe<ResolversTypes['CheckOut']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  diff?: Resolver<Maybe<ResolversTypes['AssetDiff']>, ParentType, ContextType, RequireFields<DerivedAssetDiffArgs, 'from' | 'to'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  lineage?: Resolver<ResolversTypes['Lineage'], ParentType, ContextType, RequireFields<DerivedAssetLineageArgs, 'direction' | 'maxDepth' | 'maxNodes'>>;
  parents?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['AssetVersionConnection'], ParentType, ContextType, RequireFields<DerivedAssetVersionsArgs, 'first'>>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExamResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Exam'] = ResolversParentTypes['Exam'], FederationReferenceType extends FederationReferenceTypes['Exam'] = FederationReferenceTypes['Exam']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Exam']> | FederationReferenceType, FederationReferenceType, ContextType>;
  biomarkers?: Resolver<Array<ResolversTypes['Biomarker']>, ParentType, ContextType>;
  checkOut?: Resolver<Maybe<ResolversTypes['CheckOut']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  diff?: Resolver<Maybe<ResolversTypes['AssetDiff']>, ParentType, ContextType, RequireFields<ExamDiffArgs, 'from' | 'to'>>;
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
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['AssetVersionConnection'], ParentType, ContextType, RequireFields<ExamVersionsArgs, 'first'>>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ImageResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Image'] = ResolversParentTypes['Image'], FederationReferenceType extends FederationReferenceTypes['Image'] = FederationReferenceTypes['Image']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Image']> | FederationReferenceType, FederationReferenceType, ContextType>;
  checkOut?: Resolver<Maybe<ResolversTypes['CheckOut']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  diff?: Resolver<Maybe<ResolversTypes['AssetDiff']>, ParentType, ContextType, RequireFields<ImageDiffArgs, 'from' | 'to'>>;
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
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['AssetVersionConnection'], ParentType, ContextType, RequireFields<ImageVersionsArgs, 'first'>>;
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

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type LabelDifferenceResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['LabelDifference'] = ResolversParentTypes['LabelDifference']> = {
  new?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  old?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LineageResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Lineage'] = ResolversParentTypes['Lineage']> = {
  edges?: Resolver<Array<ResolversTypes['LineageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['LineageNode']>, ParentType, ContextType>;
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
  breakCheckOut?: Resolver<ResolversTypes['BreakCheckOutPayload'], ParentType, ContextType, RequireFields<MutationBreakCheckOutArgs, 'input'>>;
  cancelCheckOut?: Resolver<ResolversTypes['CancelCheckOutPayload'], ParentType, ContextType, RequireFields<MutationCancelCheckOutArgs, 'input'>>;
  checkIn?: Resolver<ResolversTypes['CheckInPayload'], ParentType, ContextType, RequireFields<MutationCheckInArgs, 'input'>>;
  checkOut?: Resolver<ResolversTypes['CheckOutPayload'], ParentType, ContextType, RequireFields<MutationCheckOutArgs, 'input'>>;
  renewCheckOut?: Resolver<ResolversTypes['RenewCheckOutPayload'], ParentType, ContextType, RequireFields<MutationRenewCheckOutArgs, 'input'>>;
  restoreVersion?: Resolver<ResolversTypes['RestoreVersionPayload'], ParentType, ContextType, RequireFields<MutationRestoreVersionArgs, 'input'>>;
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
  checkOut?: Resolver<Maybe<ResolversTypes['CheckOut']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  diff?: Resolver<Maybe<ResolversTypes['AssetDiff']>, ParentType, ContextType, RequireFields<ProjectAssetDiffArgs, 'from' | 'to'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  lineage?: Resolver<ResolversTypes['Lineage'], ParentType, ContextType, RequireFields<ProjectAssetLineageArgs, 'direction' | 'maxDepth' | 'maxNodes'>>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['AssetVersionConnection'], ParentType, ContextType, RequireFields<ProjectAssetVersionsArgs, 'first'>>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PropertyDifferenceResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PropertyDifference'] = ResolversParentTypes['PropertyDifference']> = {
  change?: Resolver<ResolversTypes['DifferenceKind'], ParentType, ContextType>;
  new?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  old?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProvActivityResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProvActivity'] = ResolversParentTypes['ProvActivity']> = {
  endedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  generated?: Resolver<Array<ResolversTypes['ProvUsage']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  methodVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parameters?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
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
  subjects?: Resolver<ResolversTypes['SubjectConnection'], ParentType, ContextType, RequireFields<QuerySubjectsArgs, 'first'>>;
};

export type RenewCheckOutPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RenewCheckOutPayload'] = ResolversParentTypes['RenewCheckOutPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type RestoreVersionPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RestoreVersionPayload'] = ResolversParentTypes['RestoreVersionPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['AssetVersion'], ParentType, ContextType>;
};

export type SeriesResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Series'] = ResolversParentTypes['Series'], FederationReferenceType extends FederationReferenceTypes['Series'] = FederationReferenceTypes['Series']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Series']> | FederationReferenceType, FederationReferenceType, ContextType>;
  biomarkers?: Resolver<Array<ResolversTypes['Biomarker']>, ParentType, ContextType>;
  checkOut?: Resolver<Maybe<ResolversTypes['CheckOut']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  derived?: Resolver<Array<ResolversTypes['DerivedAsset']>, ParentType, ContextType>;
  diff?: Resolver<Maybe<ResolversTypes['AssetDiff']>, ParentType, ContextType, RequireFields<SeriesDiffArgs, 'from' | 'to'>>;
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
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['AssetVersionConnection'], ParentType, ContextType, RequireFields<SeriesVersionsArgs, 'first'>>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SetTagPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SetTagPayload'] = ResolversParentTypes['SetTagPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type SubjectResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Subject'] = ResolversParentTypes['Subject'], FederationReferenceType extends FederationReferenceTypes['Subject'] = FederationReferenceTypes['Subject']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Subject']> | FederationReferenceType, FederationReferenceType, ContextType>;
  checkOut?: Resolver<Maybe<ResolversTypes['CheckOut']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  diff?: Resolver<Maybe<ResolversTypes['AssetDiff']>, ParentType, ContextType, RequireFields<SubjectDiffArgs, 'from' | 'to'>>;
  exams?: Resolver<Array<ResolversTypes['Exam']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  lineage?: Resolver<ResolversTypes['Lineage'], ParentType, ContextType, RequireFields<SubjectLineageArgs, 'direction' | 'maxDepth' | 'maxNodes'>>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  researchId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['AssetVersionConnection'], ParentType, ContextType, RequireFields<SubjectVersionsArgs, 'first'>>;
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

export type TagDifferenceResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['TagDifference'] = ResolversParentTypes['TagDifference']> = {
  change?: Resolver<ResolversTypes['DifferenceKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  new?: Resolver<Maybe<ResolversTypes['TagValue']>, ParentType, ContextType>;
  old?: Resolver<Maybe<ResolversTypes['TagValue']>, ParentType, ContextType>;
};

export interface TagValueScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['TagValue'], any> {
  name: 'TagValue';
}

export type Resolvers<ContextType = HubContext> = {
  Asset?: AssetResolvers<ContextType>;
  AssetConnection?: AssetConnectionResolvers<ContextType>;
  AssetDiff?: AssetDiffResolvers<ContextType>;
  AssetEdge?: AssetEdgeResolvers<ContextType>;
  AssetVersion?: AssetVersionResolvers<ContextType>;
  AssetVersionConnection?: AssetVersionConnectionResolvers<ContextType>;
  AssetVersionEdge?: AssetVersionEdgeResolvers<ContextType>;
  Biomarker?: BiomarkerResolvers<ContextType>;
  BreakCheckOutPayload?: BreakCheckOutPayloadResolvers<ContextType>;
  CancelCheckOutPayload?: CancelCheckOutPayloadResolvers<ContextType>;
  CheckInPayload?: CheckInPayloadResolvers<ContextType>;
  CheckOut?: CheckOutResolvers<ContextType>;
  CheckOutPayload?: CheckOutPayloadResolvers<ContextType>;
  Content?: ContentResolvers<ContextType>;
  ContentDifference?: ContentDifferenceResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DerivedAsset?: DerivedAssetResolvers<ContextType>;
  Exam?: ExamResolvers<ContextType>;
  Image?: ImageResolvers<ContextType>;
  ImageConnection?: ImageConnectionResolvers<ContextType>;
  ImageEdge?: ImageEdgeResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  JSONObject?: GraphQLScalarType;
  LabelDifference?: LabelDifferenceResolvers<ContextType>;
  Lineage?: LineageResolvers<ContextType>;
  LineageEdge?: LineageEdgeResolvers<ContextType>;
  LineageNode?: LineageNodeResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectAsset?: ProjectAssetResolvers<ContextType>;
  PropertyDifference?: PropertyDifferenceResolvers<ContextType>;
  ProvActivity?: ProvActivityResolvers<ContextType>;
  ProvAgent?: ProvAgentResolvers<ContextType>;
  ProvAssociation?: ProvAssociationResolvers<ContextType>;
  ProvUsage?: ProvUsageResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RenewCheckOutPayload?: RenewCheckOutPayloadResolvers<ContextType>;
  RestoreVersionPayload?: RestoreVersionPayloadResolvers<ContextType>;
  Series?: SeriesResolvers<ContextType>;
  SetTagPayload?: SetTagPayloadResolvers<ContextType>;
  Subject?: SubjectResolvers<ContextType>;
  SubjectConnection?: SubjectConnectionResolvers<ContextType>;
  SubjectEdge?: SubjectEdgeResolvers<ContextType>;
  Tag?: TagResolvers<ContextType>;
  TagDifference?: TagDifferenceResolvers<ContextType>;
  TagValue?: GraphQLScalarType;
};

