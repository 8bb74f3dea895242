import type { Json } from '../../core/json.ts';
import type { JsonObject } from '../../core/json.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Asset as AssetModel, Tag as TagModel, WithdrawnMark } from '../../core/assets/asset.ts';
import type { BiomarkerPage, AssetEdgeModel, ProjectReference, LineageModel, LineageNodeModel, AssetPage, RelationPage, RelationEdgeModel, CorrectionPage, CorrectionEdgeModel, VersionModel, VersionEdgeModel, VersionPage, ContentModel, SavedQueryEdgeModel, SavedQueryPage, WithdrawalPage, WithdrawalEdgeModel, WithdrawalItemPage, WithdrawalItemEdgeModel } from './models.ts';
import type { TagDefinition as TagDefinitionModel } from '../../core/assets/tag-definition.ts';
import type { TagRule as TagRuleModel } from '../../core/assets/tag-rule.ts';
import type { RuleApplication as RuleApplicationModel } from '../../core/ports/rule-application-store.ts';
import type { TagChange as TagChangeModel } from '../../core/ports/tag-store.ts';
import type { TagHistoryPage } from '../../core/assets/tag-views.ts';
import type { Context as ContextModel } from '../../core/assets/context.ts';
import type { PermittedName as PermittedNameModel } from '../../core/assets/contexts.ts';
import type { ProvActivity as ProvActivityModel, ProvAgent as ProvAgentModel, LineageEdge as LineageEdgeModel } from '../../core/provenance/activity.ts';
import type { AssetCount as AssetCountModel } from '../../core/ports/provenance-graph.ts';
import type { WithdrawalImpact as WithdrawalImpactModel } from '../../core/provenance/withdrawal.ts';
import type { ReusableResult as ReusableResultModel } from '../../core/provenance/reusable-result.ts';
import type { FoundAssets } from '../../core/assets/find-assets.ts';
import type { RelationDefinition as RelationDefinitionModel, Relation as RelationModel } from '../../core/relations/relation.ts';
import type { Correction as CorrectionModel, ReviewFlag as ReviewFlagModel } from '../../core/corrections/correction.ts';
import type { CheckOut as CheckOutModel } from '../../core/versions/version.ts';
import type { Upload as UploadModel } from '../../core/uploads/upload.ts';
import type { AssetChangeEvent } from '../../core/assets/live.ts';
import type { SavedQuery as SavedQueryModel } from '../../core/ports/saved-queries.ts';
import type { Withdrawal as WithdrawalModel, WithdrawalItem as WithdrawalItemModel, WithdrawalExtras as WithdrawalExtrasModel } from '../../core/withdrawals/withdrawal.ts';
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

export type AddSubjectToExamInput = {
  /** An exam (EXAM). */
  examId: Scalars['ID']['input'];
  /** Kept in the audit trail. */
  reason: Scalars['String']['input'];
  /** A subject (SUBJECT) of the same project. */
  subjectId: Scalars['ID']['input'];
};

export type AddSubjectToExamPayload = {
  exam: Exam;
};

export type ApplyTagRulesInput = {
  /** True: counts what would change, and sets nothing. */
  dryRun?: Scalars['Boolean']['input'];
  projectId: Scalars['ID']['input'];
  /** Only this rule, and what follows from it; null for all rules of the project. */
  ruleName?: InputMaybe<Scalars['String']['input']>;
};

export type ApplyTagRulesPayload = {
  application: TagRuleApplication;
};

/** Which past of an asset: give one of the two. */
export type AsOfInput = {
  /** The version that it had at that time, with the tags of that moment. */
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
  /** What differs between two of its versions; null when it does not have both, or one was erased. */
  diff?: Maybe<AssetDiff>;
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  level: AssetLevel;
  /** What it came from, or what came of it. With `first` (1 to 1000) or `asOf` in pages of nodes in order of depth, then id (`maxNodes` then counts only without `first`); `asOf` counts activities that had ended and assets that existed by then. */
  lineage: Lineage;
  /** Tags that the project requires at this level and of which this asset has no value. */
  missingTags: Array<TagDefinition>;
  /** Methods that you may record on it: by your roles, and by the contexts of its level. Where no context restricts it the one name `*`, any. */
  permittedMethods: Array<PermittedName>;
  /** Workflows that you may start on it: by your roles, and by the contexts of its level where the project has any. In order of name. */
  permittedWorkflows: Array<PermittedName>;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  /** Relations to assets that you may see, in order of id; `type` is a definition's name. */
  relations: RelationConnection;
  /** What happened to its tags (to that one), newest first. */
  tagHistory: TagChangeConnection;
  tags: Array<Tag>;
  /** Number of the version that this is: 1 as created, one more with each check-in or restore. */
  version: Scalars['Int']['output'];
  /** Its versions, newest first. Errors: BAD_USER_INPUT for a page that can't be. */
  versions: AssetVersionConnection;
  /** PROV-O wasDerivedFrom: what it was directly made from, as far as you may see it. */
  wasDerivedFrom: Array<Asset>;
  wasGeneratedBy?: Maybe<ProvActivity>;
  /** Null for an asset that is there. Else it is a tombstone: its label is 'withdrawn', and it has no properties, tags, content and relations. */
  withdrawn?: Maybe<Withdrawn>;
};


/** Anything with properties and provenance. */
export type AssetDiffArgs = {
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
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


/** Anything with properties and provenance. */
export type AssetRelationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  direction?: RelationDirection;
  first?: Scalars['Int']['input'];
  type?: InputMaybe<Scalars['String']['input']>;
};


/** Anything with properties and provenance. */
export type AssetTagHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
};


/** Anything with properties and provenance. */
export type AssetVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** One change of one asset. Images that came in are told by the series: one change with how many, not one for each. */
export type AssetChange = {
  /** As it is now; null when it is gone. Of images that came in, their series. */
  asset?: Maybe<Asset>;
  at: Scalars['DateTime']['output'];
  /** Who did it: a person's name, or `service:` and the service's. */
  by: Scalars['String']['output'];
  change: AssetChangeKind;
  /** 1, or how many images came in. */
  count: Scalars['Int']['output'];
  /** Resumes this subscription after it. */
  cursor: Scalars['String']['output'];
  /** Kind of a derived asset; null at the other levels. */
  kind?: Maybe<Scalars['String']['output']>;
  /** Of what was changed: IMAGE for images that came in, although `asset` is then their series. */
  level: AssetLevel;
};

/** All conditions hold at once; null and absent both mean any. */
export type AssetChangeFilter = {
  assetId?: InputMaybe<Scalars['ID']['input']>;
  changes?: InputMaybe<Array<AssetChangeKind>>;
  /** Kind of a derived asset: nifti, biomarker, ... */
  kind?: InputMaybe<Scalars['String']['input']>;
  level?: InputMaybe<AssetLevel>;
  projectId: Scalars['ID']['input'];
};

/** What happened to an asset. */
export type AssetChangeKind =
  /** It is there now. */
  | 'CREATED'
  /** It has another relation: one more subject, ... */
  | 'RELATED'
  /** It is no longer there. */
  | 'REMOVED'
  /** Its tags changed. */
  | 'TAGGED'
  /** It has a new version. */
  | 'UPDATED';

export type AssetConnection = {
  edges: Array<AssetEdge>;
  /** At most 20 fields, and 1000 buckets of each, in the order asked for. Errors: BAD_USER_INPUT, UNKNOWN_FIELD. */
  facets: Array<Facet>;
  nodes: Array<Asset>;
  pageInfo: PageInfo;
  /** All that the filter finds. Counted when asked for: that costs more than a page. */
  totalCount: Scalars['Int']['output'];
};


export type AssetConnectionFacetsArgs = {
  fields: Array<FacetField>;
  first?: Scalars['Int']['input'];
};

/** How many assets of one project, level and kind. */
export type AssetCount = {
  count: Scalars['Int']['output'];
  /** Of derived assets. */
  kind?: Maybe<Scalars['String']['output']>;
  level: AssetLevel;
  project: Project;
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

/** What assets must be like: all that is given must hold. At most 10 filters deep, and 100 conditions in all (LIMIT_EXCEEDED). */
export type AssetFilter = {
  /** All of them hold. */
  and?: InputMaybe<Array<AssetFilter>>;
  /** Some direct part that you may see is like that. */
  child?: InputMaybe<AssetFilter>;
  createdAt?: InputMaybe<TimeSpan>;
  createdBy?: InputMaybe<Scalars['String']['input']>;
  hasContent?: InputMaybe<Scalars['Boolean']['input']>;
  /** One of these, at most 1000. */
  ids?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Kind of a derived asset: nifti, biomarker, ... */
  kind?: InputMaybe<Scalars['String']['input']>;
  label?: InputMaybe<TextMatch>;
  level?: InputMaybe<AssetLevel>;
  /** One of these levels. */
  levels?: InputMaybe<Array<AssetLevel>>;
  /** Of the content: application/dicom, text/csv, ... */
  mediaType?: InputMaybe<Scalars['String']['input']>;
  /** It does not hold. */
  not?: InputMaybe<AssetFilter>;
  /** At least one of them holds. */
  or?: InputMaybe<Array<AssetFilter>>;
  /** Some direct parent that you may see is like that. */
  parent?: InputMaybe<AssetFilter>;
  /** Directly part of this asset. */
  parentId?: InputMaybe<Scalars['ID']['input']>;
  projectId?: InputMaybe<Scalars['ID']['input']>;
  property?: InputMaybe<PropertyFilter>;
  /** Some relation to another asset that you may see is like that. */
  relation?: InputMaybe<RelationFilter>;
  tag?: InputMaybe<TagFilter>;
  /**
   * Words, all of which must occur in the label, in textual properties, or in names and values of tags. Words are letters and digits, whatever their
   * case; `spin*` is any word that begins with spin.
   */
  text?: InputMaybe<Scalars['String']['input']>;
  /** Part of this asset, directly or over any number of steps. */
  within?: InputMaybe<Scalars['ID']['input']>;
};

/** What an asset stands for: the levels below a project, as DICOM has them, and what is made beside them. */
export type AssetLevel =
  | 'DERIVED'
  | 'EXAM'
  | 'IMAGE'
  | 'PROJECT'
  | 'SERIES'
  | 'SUBJECT';

/** Assets of a list that is no search. */
export type AssetListConnection = {
  edges: Array<AssetEdge>;
  nodes: Array<Asset>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

/** An order of assets; those that are equal in it are in order of id. A cursor belongs to the order that it comes from. */
export type AssetOrder = {
  direction?: SortDirection;
  field?: AssetOrderField;
  /** The name of a property, with the field PROPERTY alone. */
  property?: InputMaybe<Scalars['String']['input']>;
};

/** What assets are ordered by. */
export type AssetOrderField =
  | 'CREATED_AT'
  | 'ID'
  /** By the first 200 characters, in order of code point. */
  | 'LABEL'
  /** By a property: texts, then false and true, then numbers. Assets without it (or with a list, an object or a very long text) are last either way. */
  | 'PROPERTY';

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
  /**
   * Since when nothing is left of what it held (its label is 'erased', it has no properties and no content): an approved re-run of de-identification
   * took its place for good. Null: it is as it was made.
   */
  erasedAt?: Maybe<Scalars['DateTime']['output']>;
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
  /** How sure the value is, 0 to 1, as its method understands it (docs/workflows.md); null where the method doesn't say. */
  confidence?: Maybe<Scalars['Float']['output']>;
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  diff?: Maybe<AssetDiff>;
  /** The exam that it was measured on, the latest of several; null for one of the subject alone. */
  exam?: Maybe<Exam>;
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  level: AssetLevel;
  lineage: Lineage;
  /** How it was measured, in words or as the method's name; null where nobody said. */
  method?: Maybe<Scalars['String']['output']>;
  /** Tags that the project requires at this level and of which this asset has no value. */
  missingTags: Array<TagDefinition>;
  /** Null once it was withdrawn, as value and unit. */
  name?: Maybe<Scalars['String']['output']>;
  parents: Array<Asset>;
  /** Methods that you may record on it: by your roles, and by the contexts of its level. Where no context restricts it the one name `*`, any. */
  permittedMethods: Array<PermittedName>;
  /** Workflows that you may start on it: by your roles, and by the contexts of its level where the project has any. In order of name. */
  permittedWorkflows: Array<PermittedName>;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  /** Relations to assets that you may see, in order of id; `type` is a definition's name. */
  relations: RelationConnection;
  /** Why it should be looked at again; empty when there is no reason. */
  reviewFlags: Array<ReviewFlag>;
  /** What happened to its tags (to that one), newest first. */
  tagHistory: TagChangeConnection;
  tags: Array<Tag>;
  /** UCUM code: mm3, mL, 1 (no unit). */
  unit?: Maybe<Scalars['String']['output']>;
  value?: Maybe<Scalars['Float']['output']>;
  version: Scalars['Int']['output'];
  versions: AssetVersionConnection;
  wasDerivedFrom: Array<Asset>;
  wasGeneratedBy?: Maybe<ProvActivity>;
  withdrawn?: Maybe<Withdrawn>;
};


/** A measured value with its unit, written to its subject, exam or series. */
export type BiomarkerDiffArgs = {
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
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


/** A measured value with its unit, written to its subject, exam or series. */
export type BiomarkerRelationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  direction?: RelationDirection;
  first?: Scalars['Int']['input'];
  type?: InputMaybe<Scalars['String']['input']>;
};


/** A measured value with its unit, written to its subject, exam or series. */
export type BiomarkerTagHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
};


/** A measured value with its unit, written to its subject, exam or series. */
export type BiomarkerVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

export type BiomarkerConnection = {
  edges: Array<BiomarkerEdge>;
  nodes: Array<Biomarker>;
  pageInfo: PageInfo;
  /** Of all pages. */
  totalCount: Scalars['Int']['output'];
};

export type BiomarkerEdge = {
  cursor: Scalars['String']['output'];
  node: Biomarker;
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

export type CancelWithdrawalInput = {
  withdrawalId: Scalars['ID']['input'];
};

export type CancelWithdrawalPayload = {
  withdrawal: Withdrawal;
};

/**
 * Either bytes that the hub has already (`sha256`), or an upload of yours (`uploadId`). They are stored once, however many versions and assets
 * have them.
 */
export type CheckInContentInput = {
  /** Beside `sha256`: an asset that you may read and that has these bytes, or had them in a version. Without it: the asset that is checked in. */
  assetId?: InputMaybe<Scalars['ID']['input']>;
  /** Without it: as that asset, or the upload, has it. Bytes of an upload that do not begin as the format's must are BAD_USER_INPUT. */
  mediaType?: InputMaybe<Scalars['String']['input']>;
  /** Lower-case hex SHA-256 of bytes that the hub has. */
  sha256?: InputMaybe<Scalars['String']['input']>;
  /** An upload of yours in the asset's project. */
  uploadId?: InputMaybe<Scalars['ID']['input']>;
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

export type ClearReviewFlagsInput = {
  assetId: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
};

export type ClearReviewFlagsPayload = {
  asset: Asset;
};

/** A boolean tree: exactly one of the fields. At most 10 levels and 200 conditions. */
export type ConditionInput = {
  /** All hold; none given: always. */
  all?: InputMaybe<Array<ConditionInput>>;
  /** At least one holds. */
  any?: InputMaybe<Array<ConditionInput>>;
  not?: InputMaybe<ConditionInput>;
  /** A property of the asset, such as modality. */
  property?: InputMaybe<ConditionTestInput>;
  /** A tag of the asset. */
  tag?: InputMaybe<ConditionTestInput>;
};

/** One question about a tag or property: its name, and exactly one of the comparisons. A tag with several values passes when one does. */
export type ConditionTestInput = {
  /** Equal, and of the same type. */
  eq?: InputMaybe<Scalars['TagValue']['input']>;
  /** True: there is a value; false: there is none. */
  exists?: InputMaybe<Scalars['Boolean']['input']>;
  gt?: InputMaybe<Scalars['TagValue']['input']>;
  gte?: InputMaybe<Scalars['TagValue']['input']>;
  /** Equal to one of these. */
  in?: InputMaybe<Array<Scalars['TagValue']['input']>>;
  /** Less: numbers by size, texts (and dates) by their order. */
  lt?: InputMaybe<Scalars['TagValue']['input']>;
  lte?: InputMaybe<Scalars['TagValue']['input']>;
  name: Scalars['String']['input'];
  /** Not equal; passes also without a value. */
  ne?: InputMaybe<Scalars['TagValue']['input']>;
};

/** Bytes of an asset, by content address. */
export type Content = {
  /** Path at this hub's door that answers the bytes to a caller with a token: GET, ranges supported. */
  downloadPath: Scalars['String']['output'];
  /**
   * Path at this hub's door that answers the bytes without a token, for `minutes` (1 to 1440): GET and HEAD, ranges supported. Signed for
   * you, this asset and these bytes: it answers only as long as you may read the asset. Errors: BAD_USER_INPUT.
   */
  downloadUrl: Scalars['String']['output'];
  mediaType: Scalars['String']['output'];
  /** Lower-case hex SHA-256 of the bytes. */
  sha256: Scalars['String']['output'];
  /** Bytes, decimal; a Float because files outgrow GraphQL's 32-bit Int. */
  sizeBytes: Scalars['Float']['output'];
};


/** Bytes of an asset, by content address. */
export type ContentDownloadUrlArgs = {
  minutes?: Scalars['Int']['input'];
};

/** Bytes that differ, by hash or media type. */
export type ContentDifference = {
  /** Null where there are none any more. */
  new?: Maybe<Content>;
  /** Null where there were none. */
  old?: Maybe<Content>;
};

/**
 * A rule over tags: what an asset of the level permits while the condition holds. Where a project has a context for a level, only
 * what a context permits may be done there; where it has none, roles alone decide.
 */
export type Context = {
  changedAt: Scalars['DateTime']['output'];
  changedBy: Scalars['String']['output'];
  /** Of derived assets, those of this kind alone; null for all of the level. */
  kind?: Maybe<Scalars['String']['output']>;
  level: AssetLevel;
  name: Scalars['String']['output'];
  permits: Array<Permit>;
  /** From 1 on; each change makes the next. */
  revision: Scalars['Int']['output'];
  /** The condition, as its input was written, with one of all, any, not, tag, property at each place. */
  when: Scalars['JSONObject']['output'];
};

/** One decision that data is another subject's than was thought. It can be reversed; both decisions stay on record, with a ProvActivity each. */
export type Correction = {
  /** The subject that the data was said to be of. */
  from: Subject;
  id: Scalars['ID']['output'];
  kind: CorrectionKind;
  madeAt: Scalars['DateTime']['output'];
  madeBy: Scalars['String']['output'];
  /** What has other parents because of it: exams, and what is directly part of a subject. Also what arrived later and went the same way. */
  moved: Array<Asset>;
  reason: Scalars['String']['output'];
  /** Null while the correction is in force. */
  reversal?: Maybe<CorrectionReversal>;
  /** The subject that it is of. */
  to: Subject;
};

export type CorrectionConnection = {
  edges: Array<CorrectionEdge>;
  nodes: Array<Correction>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type CorrectionEdge = {
  cursor: Scalars['String']['output'];
  node: Correction;
};

/** What a correction does. */
export type CorrectionKind =
  /** All that one subject has becomes another's, also what still arrives for it. */
  | 'MERGE'
  /** An exam becomes another subject's. */
  | 'MOVE'
  /** Some exams of a subject become those of a new one. */
  | 'SPLIT';

export type CorrectionPayload = {
  correction: Correction;
};

/** Who took a correction back, when and why. */
export type CorrectionReversal = {
  at: Scalars['DateTime']['output'];
  by: Scalars['String']['output'];
  reason: Scalars['String']['output'];
};

export type CreateDerivedAssetInput = {
  /** Your name for this request: asking twice with it makes one asset; another asset under it is a CONFLICT. */
  clientKey?: InputMaybe<Scalars['String']['input']>;
  /** What it is, 1 to 64 of a-z, 0-9 and '-': nifti, segmentation, table, report, notebook, ... */
  kind: Scalars['String']['input'];
  /** The file's name, without a file the kind, when it is null or absent. Never anything of a patient. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** The upload's when it is null or absent. Bytes that do not begin as the format's must are BAD_USER_INPUT `input.mediaType`. */
  mediaType?: InputMaybe<Scalars['String']['input']>;
  /** What it belongs to: 1 to 100 assets of the project, of any level. */
  parentIds: Array<Scalars['ID']['input']>;
  projectId: Scalars['ID']['input'];
  /** At most 64 KiB of JSON. A biomarker has name, value (a number) and unit (UCUM), and may have method (a text) and confidence (0 to 1). */
  properties?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Up to 1000 assets that it was made from, also of other projects: the lineage leads to them. */
  sourceIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Its bytes: an upload of yours in this project. Null or absent: an asset of properties alone. */
  uploadId?: InputMaybe<Scalars['ID']['input']>;
};

export type CreateDerivedAssetPayload = {
  asset: Asset;
};

export type CreateExamInput = {
  /** Your name for this request: asking twice with it makes one exam. Where a UID is given, that is enough. */
  clientKey?: InputMaybe<Scalars['String']['input']>;
  label?: InputMaybe<Scalars['String']['input']>;
  properties?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Study Date (0008,0020), de-identified, YYYY-MM-DD. */
  studyDate?: InputMaybe<Scalars['String']['input']>;
  /** Study Description (0008,1030). */
  studyDescription?: InputMaybe<Scalars['String']['input']>;
  /** Study Instance UID (0020,000D). A study that is there already is answered as it is; in a project that sites serve, a new one under a UID of yours needs an administrator. Null or absent: a new one. */
  studyInstanceUID?: InputMaybe<Scalars['String']['input']>;
  /** One or more subjects (SUBJECT) of one project: several where reality has them, a mother and her foetus, twins. */
  subjectIds: Array<Scalars['ID']['input']>;
};

export type CreateExamPayload = {
  exam: Exam;
};

export type CreateImageInput = {
  /** Your name for this request: asking twice with it makes one image. Where a UID is given, that is enough. */
  clientKey?: InputMaybe<Scalars['String']['input']>;
  /** Its bytes, which must be de-identified: the hub doesn't look into them. Null or absent: none. */
  content?: InputMaybe<CheckInContentInput>;
  /** Instance Number (0020,0013). */
  instanceNumber?: InputMaybe<Scalars['Int']['input']>;
  /** 'Image' and its number, when it is null or absent. */
  label?: InputMaybe<Scalars['String']['input']>;
  properties?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The series (SERIES) that it is part of. */
  seriesId: Scalars['ID']['input'];
  /** SOP Class UID (0008,0016). */
  sopClassUID: Scalars['String']['input'];
  /** SOP Instance UID (0008,0018), de-identified. An image that is there already is answered as it is; in a project that sites serve, a new one under a UID of yours needs an administrator. Null or absent: a new one. */
  sopInstanceUID?: InputMaybe<Scalars['String']['input']>;
};

export type CreateImagePayload = {
  image: Image;
};

export type CreateSeriesInput = {
  /** Your name for this request: asking twice with it makes one series. Where a UID is given, that is enough. */
  clientKey?: InputMaybe<Scalars['String']['input']>;
  /** The exam (EXAM) that it is part of. */
  examId: Scalars['ID']['input'];
  label?: InputMaybe<Scalars['String']['input']>;
  /** Modality (0008,0060): MR, CT, ... */
  modality?: InputMaybe<Scalars['String']['input']>;
  properties?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Series Description (0008,103E). */
  seriesDescription?: InputMaybe<Scalars['String']['input']>;
  /** Series Instance UID (0020,000E). A series that is there already is answered as it is; in a project that sites serve, a new one under a UID of yours needs an administrator. Null or absent: a new one. */
  seriesInstanceUID?: InputMaybe<Scalars['String']['input']>;
  /** Series Number (0020,0011). */
  seriesNumber?: InputMaybe<Scalars['Int']['input']>;
};

export type CreateSeriesPayload = {
  series: Series;
};

export type CreateSubjectInput = {
  /** The research identifier when it is null or absent. */
  label?: InputMaybe<Scalars['String']['input']>;
  projectId: Scalars['ID']['input'];
  properties?: InputMaybe<Scalars['JSONObject']['input']>;
  /** 1 to 64 letters, digits, '.', '_' or '-'; never a patient's identifier. A subject that has it already is answered as it is. */
  researchId: Scalars['String']['input'];
};

export type CreateSubjectPayload = {
  subject: Subject;
};

export type CreateUploadInput = {
  /** 1 to 255 characters. */
  fileName: Scalars['String']['input'];
  /** By the ending of the file name when it is null or absent. */
  mediaType?: InputMaybe<Scalars['String']['input']>;
  projectId: Scalars['ID']['input'];
  /** Lower-case hex SHA-256 of the file: other bytes are refused. Null or absent: nothing is compared. */
  sha256?: InputMaybe<Scalars['String']['input']>;
  /** Bytes, at most 2^40 (1 TiB). */
  sizeBytes: Scalars['Float']['input'];
};

export type CreateUploadPayload = {
  upload: Upload;
};

export type DeleteSavedQueryInput = {
  id: Scalars['ID']['input'];
};

export type DeleteSavedQueryPayload = {
  /** As it was. */
  savedQuery: SavedQuery;
};

export type DerivationInput = {
  /** Place in `generated`, from 0. */
  generated: Scalars['Int']['input'];
  /** A used asset. */
  usedId: Scalars['ID']['input'];
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
  /** Tags that the project requires at this level and of which this asset has no value. */
  missingTags: Array<TagDefinition>;
  /** What it belongs to. */
  parents: Array<Asset>;
  /** Methods that you may record on it: by your roles, and by the contexts of its level. Where no context restricts it the one name `*`, any. */
  permittedMethods: Array<PermittedName>;
  /** Workflows that you may start on it: by your roles, and by the contexts of its level where the project has any. In order of name. */
  permittedWorkflows: Array<PermittedName>;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  /** Relations to assets that you may see, in order of id; `type` is a definition's name. */
  relations: RelationConnection;
  /** Why it should be looked at again; empty when there is no reason. */
  reviewFlags: Array<ReviewFlag>;
  /** What happened to its tags (to that one), newest first. */
  tagHistory: TagChangeConnection;
  tags: Array<Tag>;
  version: Scalars['Int']['output'];
  versions: AssetVersionConnection;
  wasDerivedFrom: Array<Asset>;
  wasGeneratedBy?: Maybe<ProvActivity>;
  withdrawn?: Maybe<Withdrawn>;
};


/** Anything made or imported beside the images: a NIfTI volume, segmentation, table, report. */
export type DerivedAssetDiffArgs = {
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
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


/** Anything made or imported beside the images: a NIfTI volume, segmentation, table, report. */
export type DerivedAssetRelationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  direction?: RelationDirection;
  first?: Scalars['Int']['input'];
  type?: InputMaybe<Scalars['String']['input']>;
};


/** Anything made or imported beside the images: a NIfTI volume, segmentation, table, report. */
export type DerivedAssetTagHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
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
  /** Tags that the project requires at this level and of which this asset has no value. */
  missingTags: Array<TagDefinition>;
  /** Methods that you may record on it: by your roles, and by the contexts of its level. Where no context restricts it the one name `*`, any. */
  permittedMethods: Array<PermittedName>;
  /** Workflows that you may start on it: by your roles, and by the contexts of its level where the project has any. In order of name. */
  permittedWorkflows: Array<PermittedName>;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  /** Relations to assets that you may see, in order of id; `type` is a definition's name. */
  relations: RelationConnection;
  series: Array<Series>;
  /** Study Date (0008,0020), de-identified, YYYY-MM-DD. */
  studyDate?: Maybe<Scalars['String']['output']>;
  /** Study Description (0008,1030). */
  studyDescription?: Maybe<Scalars['String']['output']>;
  /** Study Instance UID (0020,000D), de-identified; null once it was withdrawn. */
  studyInstanceUID?: Maybe<Scalars['String']['output']>;
  subjects: Array<Subject>;
  /** What happened to its tags (to that one), newest first. */
  tagHistory: TagChangeConnection;
  tags: Array<Tag>;
  version: Scalars['Int']['output'];
  versions: AssetVersionConnection;
  wasDerivedFrom: Array<Asset>;
  wasGeneratedBy?: Maybe<ProvActivity>;
  withdrawn?: Maybe<Withdrawn>;
};


/** A DICOM Study, de-identified. */
export type ExamDiffArgs = {
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
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


/** A DICOM Study, de-identified. */
export type ExamRelationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  direction?: RelationDirection;
  first?: Scalars['Int']['input'];
  type?: InputMaybe<Scalars['String']['input']>;
};


/** A DICOM Study, de-identified. */
export type ExamTagHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
};


/** A DICOM Study, de-identified. */
export type ExamVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

/** How often each value occurs among all assets that the filter finds, not on one page alone. */
export type Facet = {
  attribute?: Maybe<FacetAttribute>;
  /** The most frequent first. */
  buckets: Array<FacetBucket>;
  /** Assets without a value, or with one that can't be compared: a list, an object, a text of more than 1000 characters. */
  missingCount: Scalars['Int']['output'];
  /** How many more there are, with other values. */
  otherCount: Scalars['Int']['output'];
  property?: Maybe<Scalars['String']['output']>;
  tag?: Maybe<Scalars['String']['output']>;
};

/** What every asset has that can be counted. */
export type FacetAttribute =
  | 'CREATED_BY'
  /** A number, in UTC. */
  | 'CREATED_YEAR'
  /** Of derived assets. */
  | 'KIND'
  | 'LEVEL'
  /** Of the content. */
  | 'MEDIA_TYPE'
  /** By id. */
  | 'PROJECT';

/** How many assets have that value. */
export type FacetBucket = {
  count: Scalars['Int']['output'];
  value: Scalars['TagValue']['output'];
};

/** What to count: one of the three. */
export type FacetField = {
  attribute?: InputMaybe<FacetAttribute>;
  property?: InputMaybe<Scalars['String']['input']>;
  tag?: InputMaybe<Scalars['String']['input']>;
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
  /** Tags that the project requires at this level and of which this asset has no value. */
  missingTags: Array<TagDefinition>;
  /** Methods that you may record on it: by your roles, and by the contexts of its level. Where no context restricts it the one name `*`, any. */
  permittedMethods: Array<PermittedName>;
  /** Workflows that you may start on it: by your roles, and by the contexts of its level where the project has any. In order of name. */
  permittedWorkflows: Array<PermittedName>;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  /** Relations to assets that you may see, in order of id; `type` is a definition's name. */
  relations: RelationConnection;
  series?: Maybe<Series>;
  /** SOP Class UID (0008,0016); null once it was withdrawn. */
  sopClassUID?: Maybe<Scalars['String']['output']>;
  /** SOP Instance UID (0008,0018), de-identified; null once it was withdrawn. */
  sopInstanceUID?: Maybe<Scalars['String']['output']>;
  /** What happened to its tags (to that one), newest first. */
  tagHistory: TagChangeConnection;
  tags: Array<Tag>;
  version: Scalars['Int']['output'];
  versions: AssetVersionConnection;
  wasDerivedFrom: Array<Asset>;
  wasGeneratedBy?: Maybe<ProvActivity>;
  withdrawn?: Maybe<Withdrawn>;
};


/** A DICOM (SOP) Instance, de-identified. */
export type ImageDiffArgs = {
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
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


/** A DICOM (SOP) Instance, de-identified. */
export type ImageRelationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  direction?: RelationDirection;
  first?: Scalars['Int']['input'];
  type?: InputMaybe<Scalars['String']['input']>;
};


/** A DICOM (SOP) Instance, de-identified. */
export type ImageTagHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
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

export type MergeSubjectsInput = {
  /** The subject that is another one: a temporary identity. */
  fromId: Scalars['ID']['input'];
  /** The subject that it is. */
  intoId: Scalars['ID']['input'];
  /** 1 to 1000 characters. */
  reason: Scalars['String']['input'];
};

export type MoveExamInput = {
  examId: Scalars['ID']['input'];
  /** The subject whose it is not. */
  fromId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
  /** The subject whose it is, of the same project. */
  toId: Scalars['ID']['input'];
};

export type Mutation = {
  /** One more subject of an exam; again changes nothing. Audited. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, WRONG_PARENT_LEVEL. */
  addSubjectToExam: AddSubjectToExamPayload;
  /**
   * Lets a project's rules act on the assets that are there already (owners and managers). Each change is as a rule's change always is; what a
   * person set stays. The audit trail has one entry, at the end. Errors: NOT_FOUND, FORBIDDEN.
   */
  applyTagRules: ApplyTagRulesPayload;
  /** Ends somebody's check-out (owners and managers). Errors: NOT_FOUND, FORBIDDEN, NOT_CHECKED_OUT, BAD_USER_INPUT. */
  breakCheckOut: BreakCheckOutPayload;
  /** Gives an asset back as it is. Errors: NOT_FOUND, FORBIDDEN, NOT_CHECKED_OUT. */
  cancelCheckOut: CancelCheckOutPayload;
  /** Gives a list up. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (not LISTED any more). */
  cancelWithdrawal: CancelWithdrawalPayload;
  /**
   * Makes the asset's next version. Errors: NOT_FOUND, FORBIDDEN, NOT_CHECKED_OUT, BAD_USER_INPUT, and CONFLICT when the base is not the
   * current version; its details hold base, current, and what changed since the base on the hub (ours) and with you (theirs). Of an upload
   * also INCOMPLETE_UPLOAD and HASH_MISMATCH, at `input.content.uploadId`.
   */
  checkIn: CheckInPayload;
  /** Takes an asset in hand, or goes on having it. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (details: owner, endsAt, reason), BAD_USER_INPUT. */
  checkOut: CheckOutPayload;
  /** Somebody has looked at a flagged asset. Errors: NOT_FOUND, FORBIDDEN. */
  clearReviewFlags: ClearReviewFlagsPayload;
  /**
   * An asset that was made elsewhere, with its provenance: an activity `pesscara/import` with you as agent, which used the sources.
   * Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, INCOMPLETE_UPLOAD, HASH_MISMATCH, CONFLICT.
   */
  createDerivedAsset: CreateDerivedAssetPayload;
  /** An exam of one or several subjects. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, WRONG_PARENT_LEVEL, CONFLICT (the study is there, of other subjects). */
  createExam: CreateExamPayload;
  /**
   * An image of a series, by hand; with bytes it has an activity `pesscara/import` with you as agent. Errors: NOT_FOUND, FORBIDDEN,
   * BAD_USER_INPUT, WRONG_PARENT_LEVEL, INCOMPLETE_UPLOAD, HASH_MISMATCH, CONFLICT (the image is there, in another series or with other bytes).
   */
  createImage: CreateImagePayload;
  /** A series of an exam. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, WRONG_PARENT_LEVEL, CONFLICT (the series is there, in another exam). */
  createSeries: CreateSeriesPayload;
  /** A subject of a project. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  createSubject: CreateSubjectPayload;
  /** Begins an upload; its bytes then go to `upload.url`. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, TOO_LARGE. */
  createUpload: CreateUploadPayload;
  /** Deletes one of yours, or a shared one where you have asset.write. Errors: NOT_FOUND, FORBIDDEN. */
  deleteSavedQuery: DeleteSavedQueryPayload;
  /**
   * Says that two subjects of a project are one. The first one stays, empty, and what still arrives for it goes to the second. Derived assets of what moves are flagged
   * for review. Dates of the two were shifted by different amounts (PS3.15, Retain Longitudinal Temporal Information), so that times between their
   * exams are not comparable. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT.
   */
  mergeSubjects: CorrectionPayload;
  /** Says that an exam is another subject's. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT. */
  moveExam: CorrectionPayload;
  /**
   * Lists what a withdrawal of consent would do, and changes nothing; an earlier list of the same asset is cancelled. Owners and managers.
   * Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, WITHDRAWN, LIMIT_EXCEEDED, CONFLICT (a subject that was merged into another).
   */
  prepareWithdrawal: PrepareWithdrawalPayload;
  /** Makes a context, or changes it. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, LIMIT_EXCEEDED, CONFLICT. */
  putContext: PutContextPayload;
  /**
   * Makes a type of relation, or changes its inverse name, description or levels; relations that exist stay. One that was retired is in use again.
   * Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT (`acyclic` can't change).
   */
  putRelationDefinition: PutRelationDefinitionPayload;
  /**
   * Makes the definition of a tag, or its next revision; the same again changes nothing. Values that were set keep the revision that they
   * were set under. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT (another revision; a rule sets what would not be permitted).
   */
  putTagDefinition: PutTagDefinitionPayload;
  /**
   * Makes a rule by which a tag sets itself, when assets are registered and whenever their tags change; or changes it. Errors: NOT_FOUND,
   * FORBIDDEN, BAD_USER_INPUT, LIMIT_EXCEEDED, CONFLICT, UNKNOWN_TAG, TAG_TYPE_MISMATCH, TAG_VALUE_NOT_PERMITTED.
   */
  putTagRule: PutTagRulePayload;
  /** Records what a notebook or program outside of the hub did. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT (the client key with other input, an asset that another activity generated, a cycle). */
  recordActivity: RecordActivityPayload;
  /**
   * Says that an asset has a relation to another; to say it again changes nothing. Errors: NOT_FOUND (an end that you may not see), FORBIDDEN,
   * BAD_USER_INPUT (a type or level that doesn't fit), CONFLICT (a cycle that the type forbids, a retired type).
   */
  relate: RelatePayload;
  /** The context decides no more. Errors: NOT_FOUND, FORBIDDEN, CONFLICT. */
  removeContext: RemoveContextPayload;
  /** Takes a tag away; nothing when there is none. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  removeTag: RemoveTagPayload;
  /** The rule acts no more; the tags that it has set stay. Errors: NOT_FOUND, FORBIDDEN, CONFLICT. */
  removeTagRule: RemoveTagRulePayload;
  /** Lets your check-out end later, or earlier. Errors: NOT_FOUND, FORBIDDEN, NOT_CHECKED_OUT, BAD_USER_INPUT. */
  renewCheckOut: RenewCheckOutPayload;
  /**
   * Makes an earlier version's state, tags included, the asset's next version. Needs no check-out, but nobody else may have one.
   * Errors: NOT_FOUND, FORBIDDEN, CONFLICT (details: owner, endsAt, reason), BAD_USER_INPUT.
   */
  restoreVersion: RestoreVersionPayload;
  /** No new relation of it is made. Errors: NOT_FOUND, FORBIDDEN. */
  retireRelationDefinition: RetireRelationDefinitionPayload;
  /** No value of the tag may be set any more; those that are there stay. Errors: NOT_FOUND, FORBIDDEN, CONFLICT. */
  retireTagDefinition: RetireTagDefinitionPayload;
  /** Takes a correction back: all that it moved goes back. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (a later correction must go back first). */
  reverseCorrection: CorrectionPayload;
  /** Keeps a search by its name; doing so again changes nothing. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, LIMIT_EXCEEDED, UNKNOWN_FIELD. */
  saveQuery: SaveQueryPayload;
  /**
   * Sets a tag that the project defines; an earlier value of that name is replaced, or stays beside it where the definition says `many`, and
   * is kept in the tag's history. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, UNKNOWN_TAG, TAG_TYPE_MISMATCH, TAG_UNIT_MISMATCH,
   * TAG_VALUE_NOT_PERMITTED.
   */
  setTag: SetTagPayload;
  /**
   * Sets one tag on each of a selection, on all or on none; each has its entry in the audit trail. Errors: those of setTag, LIMIT_EXCEEDED,
   * CONFLICT (the filter finds another number).
   */
  setTags: SetTagsPayload;
  /** Says that exams of a subject are another person's, who becomes a new subject. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  splitSubject: CorrectionPayload;
  /** Takes a relation away; the audit trail keeps it. Errors: NOT_FOUND, FORBIDDEN. */
  unrelate: UnrelatePayload;
  /**
   * Carries a withdrawal out: it can not be taken back. Errors: NOT_FOUND, FORBIDDEN, UNAUTHENTICATED (a wrong password), CONFLICT (not LISTED any more,
   * or another list now: details.listDigest is of the new one).
   */
  withdraw: WithdrawPayload;
};


export type MutationAddSubjectToExamArgs = {
  input: AddSubjectToExamInput;
};


export type MutationApplyTagRulesArgs = {
  input: ApplyTagRulesInput;
};


export type MutationBreakCheckOutArgs = {
  input: BreakCheckOutInput;
};


export type MutationCancelCheckOutArgs = {
  input: CancelCheckOutInput;
};


export type MutationCancelWithdrawalArgs = {
  input: CancelWithdrawalInput;
};


export type MutationCheckInArgs = {
  input: CheckInInput;
};


export type MutationCheckOutArgs = {
  input: CheckOutInput;
};


export type MutationClearReviewFlagsArgs = {
  input: ClearReviewFlagsInput;
};


export type MutationCreateDerivedAssetArgs = {
  input: CreateDerivedAssetInput;
};


export type MutationCreateExamArgs = {
  input: CreateExamInput;
};


export type MutationCreateImageArgs = {
  input: CreateImageInput;
};


export type MutationCreateSeriesArgs = {
  input: CreateSeriesInput;
};


export type MutationCreateSubjectArgs = {
  input: CreateSubjectInput;
};


export type MutationCreateUploadArgs = {
  input: CreateUploadInput;
};


export type MutationDeleteSavedQueryArgs = {
  input: DeleteSavedQueryInput;
};


export type MutationMergeSubjectsArgs = {
  input: MergeSubjectsInput;
};


export type MutationMoveExamArgs = {
  input: MoveExamInput;
};


export type MutationPrepareWithdrawalArgs = {
  input: PrepareWithdrawalInput;
};


export type MutationPutContextArgs = {
  input: PutContextInput;
};


export type MutationPutRelationDefinitionArgs = {
  input: PutRelationDefinitionInput;
};


export type MutationPutTagDefinitionArgs = {
  input: PutTagDefinitionInput;
};


export type MutationPutTagRuleArgs = {
  input: PutTagRuleInput;
};


export type MutationRecordActivityArgs = {
  input: RecordActivityInput;
};


export type MutationRelateArgs = {
  input: RelateInput;
};


export type MutationRemoveContextArgs = {
  input: RemoveContextInput;
};


export type MutationRemoveTagArgs = {
  input: RemoveTagInput;
};


export type MutationRemoveTagRuleArgs = {
  input: RemoveTagRuleInput;
};


export type MutationRenewCheckOutArgs = {
  input: RenewCheckOutInput;
};


export type MutationRestoreVersionArgs = {
  input: RestoreVersionInput;
};


export type MutationRetireRelationDefinitionArgs = {
  input: RetireRelationDefinitionInput;
};


export type MutationRetireTagDefinitionArgs = {
  input: RetireTagDefinitionInput;
};


export type MutationReverseCorrectionArgs = {
  input: ReverseCorrectionInput;
};


export type MutationSaveQueryArgs = {
  input: SaveQueryInput;
};


export type MutationSetTagArgs = {
  input: SetTagInput;
};


export type MutationSetTagsArgs = {
  input: SetTagsInput;
};


export type MutationSplitSubjectArgs = {
  input: SplitSubjectInput;
};


export type MutationUnrelateArgs = {
  input: UnrelateInput;
};


export type MutationWithdrawArgs = {
  input: WithdrawInput;
};

export type PageInfo = {
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

/** Something that a context permits, and to whom: to who has one of the roles. Administrators and the hub itself have all. */
export type Permit = {
  kind: PermitKind;
  /** `*` for each. */
  name: Scalars['String']['output'];
  roles: Array<Role>;
};

export type PermitInput = {
  kind: PermitKind;
  /** 1 to 200 characters; `*` for each. */
  name: Scalars['String']['input'];
  /** At least one. */
  roles: Array<Role>;
};

/** What a context permits. */
export type PermitKind =
  /** A method, as provenance names it: pesscara/measure. */
  | 'METHOD'
  /** A workflow, by its name in the project. */
  | 'WORKFLOW';

/** A method or workflow that is permitted. */
export type PermittedName = {
  /** The contexts that permit it to you now; empty where none restricts the asset. */
  contexts: Array<Context>;
  name: Scalars['String']['output'];
};

export type PrepareWithdrawalInput = {
  /** A subject, or an exam, series, image or derived asset. */
  assetId: Scalars['ID']['input'];
  /** Of an earlier list, what was under REVIEW and shall go too. */
  purgeAlso?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** 1 to 1000 characters, without names of people: it stays readable for ever. */
  reason: Scalars['String']['input'];
};

export type PrepareWithdrawalPayload = {
  withdrawal: Withdrawal;
};

export type Project = {
  /** What tagged assets permit, in order of name; 200 at most. */
  contexts: Array<Context>;
  /** In order of time. */
  corrections: CorrectionConnection;
  id: Scalars['ID']['output'];
  /** The properties that its assets have, of one level or of all, in order of level and name. */
  propertyNames: Array<PropertyName>;
  /** In order of name. */
  relationDefinitions: Array<RelationDefinition>;
  /** Subjects, in order of id. */
  subjects: SubjectConnection;
  /** What tags of the project's assets (of that level) may hold now, in order of level and name; about 1000 at most. */
  tagDefinitions: Array<TagDefinition>;
  /** The rules by which tags set themselves, in order of name; 200 at most. */
  tagRules: Array<TagRule>;
  /** Derived assets that should be looked at again because of corrections and withdrawals, in order of id. */
  toReview: AssetListConnection;
  /** In order of time; none for those who do not manage the project. */
  withdrawals: WithdrawalConnection;
};


export type ProjectContextsArgs = {
  level?: InputMaybe<AssetLevel>;
};


export type ProjectCorrectionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type ProjectPropertyNamesArgs = {
  level?: InputMaybe<AssetLevel>;
};


export type ProjectSubjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type ProjectTagDefinitionsArgs = {
  level?: InputMaybe<AssetLevel>;
};


export type ProjectTagRulesArgs = {
  level?: InputMaybe<AssetLevel>;
};


export type ProjectToReviewArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type ProjectWithdrawalsArgs = {
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
  /** Tags that the project requires at this level and of which this asset has no value. */
  missingTags: Array<TagDefinition>;
  /** Methods that you may record on it: by your roles, and by the contexts of its level. Where no context restricts it the one name `*`, any. */
  permittedMethods: Array<PermittedName>;
  /** Workflows that you may start on it: by your roles, and by the contexts of its level where the project has any. In order of name. */
  permittedWorkflows: Array<PermittedName>;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  /** Relations to assets that you may see, in order of id; `type` is a definition's name. */
  relations: RelationConnection;
  /** What happened to its tags (to that one), newest first. */
  tagHistory: TagChangeConnection;
  tags: Array<Tag>;
  version: Scalars['Int']['output'];
  versions: AssetVersionConnection;
  wasDerivedFrom: Array<Asset>;
  wasGeneratedBy?: Maybe<ProvActivity>;
  withdrawn?: Maybe<Withdrawn>;
};


/** A project's own node in the graph: what holds for all of it hangs here. */
export type ProjectAssetDiffArgs = {
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
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


/** A project's own node in the graph: what holds for all of it hangs here. */
export type ProjectAssetRelationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  direction?: RelationDirection;
  first?: Scalars['Int']['input'];
  type?: InputMaybe<Scalars['String']['input']>;
};


/** A project's own node in the graph: what holds for all of it hangs here. */
export type ProjectAssetTagHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
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

/**
 * A property by its name. What is given must all hold; with the name alone the property must be there.
 * A number is compared with numbers alone, and a text with texts, in order of code point, so that ISO 8601 dates are in order.
 * Texts of more than 1000 characters are compared with nothing.
 */
export type PropertyFilter = {
  eq?: InputMaybe<Scalars['TagValue']['input']>;
  /** True: there, whatever it holds; false: not there. */
  exists?: InputMaybe<Scalars['Boolean']['input']>;
  gt?: InputMaybe<Scalars['TagValue']['input']>;
  gte?: InputMaybe<Scalars['TagValue']['input']>;
  /** One of them, at most 1000. */
  in?: InputMaybe<Array<Scalars['TagValue']['input']>>;
  /** A number or a text. */
  lt?: InputMaybe<Scalars['TagValue']['input']>;
  lte?: InputMaybe<Scalars['TagValue']['input']>;
  /** As in `properties`; a name that no asset of the projects has is UNKNOWN_FIELD. */
  name: Scalars['String']['input'];
  /** There, and not equal. */
  ne?: InputMaybe<Scalars['TagValue']['input']>;
  startsWith?: InputMaybe<Scalars['String']['input']>;
};

/** A property that assets of a level have or had. */
export type PropertyName = {
  level: AssetLevel;
  name: Scalars['String']['output'];
  types: Array<PropertyType>;
};

/** What a property holds: OTHER are lists and objects. */
export type PropertyType =
  | 'BOOLEAN'
  | 'NUMBER'
  | 'OTHER'
  | 'TEXT';

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

export type PutContextInput = {
  /** The revision that you have seen, 0 for none; null for whichever. */
  expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  /** At the level DERIVED: of this kind alone. */
  kind?: InputMaybe<Scalars['String']['input']>;
  level: AssetLevel;
  /** 1 to 64 letters, digits, '.', '_' or '-'. */
  name: Scalars['String']['input'];
  permits: Array<PermitInput>;
  projectId: Scalars['ID']['input'];
  when: ConditionInput;
};

export type PutContextPayload = {
  context: Context;
};

export type PutRelationDefinitionInput = {
  /** Can't change later. */
  acyclic?: InputMaybe<Scalars['Boolean']['input']>;
  description?: InputMaybe<Scalars['String']['input']>;
  /** Any when empty. */
  fromLevels?: InputMaybe<Array<AssetLevel>>;
  inverseName?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 64 letters, digits, '.', '_' or '-', a letter first. */
  name: Scalars['String']['input'];
  projectId: Scalars['ID']['input'];
  /** Any when empty. */
  toLevels?: InputMaybe<Array<AssetLevel>>;
};

export type PutRelationDefinitionPayload = {
  relationDefinition: RelationDefinition;
};

export type PutTagDefinitionInput = {
  /** CHOICE: 1 to 1000. */
  choices?: InputMaybe<Array<TagChoiceInput>>;
  /** CODE: the absolute URI of a coding system, such as http://snomed.info/sct. */
  codeSystem?: InputMaybe<Scalars['String']['input']>;
  /** CODE: 1 to 1000 terms permitted; null for all of the system. */
  codes?: InputMaybe<Array<TagCodeInput>>;
  /** Up to 1000 characters. */
  description?: InputMaybe<Scalars['String']['input']>;
  /** The revision that you have seen, 0 for none or what is built in; null for whichever. */
  expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  level: AssetLevel;
  many?: Scalars['Boolean']['input'];
  /** NUMBER: inclusive, in the unit. */
  max?: InputMaybe<Scalars['Float']['input']>;
  /** NUMBER: inclusive, in the unit. */
  min?: InputMaybe<Scalars['Float']['input']>;
  /** 1 to 64 letters, digits, '.', '_' or '-'. */
  name: Scalars['String']['input'];
  projectId: Scalars['ID']['input'];
  required?: Scalars['Boolean']['input'];
  type: TagType;
  /** NUMBER: a UCUM code. */
  unit?: InputMaybe<Scalars['String']['input']>;
};

export type PutTagDefinitionPayload = {
  definition: TagDefinition;
};

export type PutTagRuleInput = {
  /** The revision that you have seen, 0 for none; null for whichever. */
  expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  level: AssetLevel;
  /** 1 to 64 letters, digits, '.', '_' or '-'. */
  name: Scalars['String']['input'];
  projectId: Scalars['ID']['input'];
  set: TagRuleSetInput;
  when: ConditionInput;
};

export type PutTagRulePayload = {
  rule: TagRule;
};

export type Query = {
  /**
   * One asset of any level; null when there is none that you may see. With `asOf` its label, properties, content, tags and version are those
   * of then (null when there was none then); all other fields are of now. Errors: BAD_USER_INPUT.
   */
  asset?: Maybe<Asset>;
  /** Assets that you may see, in order of id unless another order is asked for; without those that were withdrawn, unless you ask for them too. Errors: BAD_USER_INPUT, LIMIT_EXCEEDED, UNKNOWN_FIELD, UNKNOWN_TAG. */
  assets: AssetConnection;
  /** The public key of this hub's certificates, as a JWK (RFC 7517; Ed25519): with it they are verified without the hub. */
  certificateKey: Scalars['JSONObject']['output'];
  /** The earliest result of the same method, version, parameters and input content in any project that you may read; null when there is none. Errors: NOT_FOUND (an input), BAD_USER_INPUT. */
  reusableResult?: Maybe<ReusableResult>;
  /** Your own saved queries and those of your projects, or those of one project, in order of id. */
  savedQueries: SavedQueryConnection;
  /** A saved query; null when there is none that you may see. */
  savedQuery?: Maybe<SavedQuery>;
  /** The subjects of a project (all your projects when none is given), in order of id. */
  subjects: SubjectConnection;
  /** How far rules have come that go over a project's assets; null when there is none of that id that you may see. */
  tagRuleApplication?: Maybe<TagRuleApplication>;
  /** An upload of yours; null when there is none, or it has ended. */
  upload?: Maybe<Upload>;
  /** What a certificate says, if this hub signed it and nobody changed it; null for anything else. */
  verifyCertificate?: Maybe<Scalars['JSONObject']['output']>;
  /** A withdrawal of a project that you manage; null when there is none. */
  withdrawal?: Maybe<Withdrawal>;
  /** What would be touched if this asset were withdrawn; null when there is no such asset that you may see. */
  withdrawalImpact?: Maybe<WithdrawalImpact>;
};


export type QueryAssetArgs = {
  asOf?: InputMaybe<AsOfInput>;
  id: Scalars['ID']['input'];
};


export type QueryAssetsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AssetFilter>;
  first?: Scalars['Int']['input'];
  includeWithdrawn?: Scalars['Boolean']['input'];
  order?: InputMaybe<AssetOrder>;
};


export type QueryReusableResultArgs = {
  input: ReusableResultInput;
};


export type QuerySavedQueriesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  projectId?: InputMaybe<Scalars['ID']['input']>;
};


export type QuerySavedQueryArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySubjectsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  projectId?: InputMaybe<Scalars['ID']['input']>;
};


export type QueryTagRuleApplicationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryUploadArgs = {
  id: Scalars['ID']['input'];
};


export type QueryVerifyCertificateArgs = {
  jws: Scalars['String']['input'];
};


export type QueryWithdrawalArgs = {
  id: Scalars['ID']['input'];
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

export type RelateInput = {
  /** The asset that has the relation; you must be able to write in its project. */
  fromId: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
  /** The asset that it leads to; you must be able to see it. */
  toId: Scalars['ID']['input'];
  /** Name of a type of relation of the first asset's project. */
  type: Scalars['String']['input'];
};

export type RelatePayload = {
  relation: Relation;
};

/** One asset's relation to another, with who said so, when and why. */
export type Relation = {
  definition: RelationDefinition;
  /** The asset that has the relation. */
  from: Asset;
  id: Scalars['ID']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  setAt: Scalars['DateTime']['output'];
  setBy: Scalars['String']['output'];
  /** The asset that it leads to. */
  to: Asset;
  /** The definition's name. */
  type: Scalars['String']['output'];
};

export type RelationConnection = {
  edges: Array<RelationEdge>;
  nodes: Array<Relation>;
  pageInfo: PageInfo;
  /** Of the relations to assets that you may see. */
  totalCount: Scalars['Int']['output'];
};

/** What a project lets assets be to each other. Directed: from an asset of the project to another asset, which may be another project's. */
export type RelationDefinition = {
  /** True when relations of this type may not lead back to where they began: one that would close a cycle is refused. */
  acyclic: Scalars['Boolean']['output'];
  description: Scalars['String']['output'];
  /** Levels that the first asset may have; empty for any. */
  fromLevels: Array<AssetLevel>;
  id: Scalars['ID']['output'];
  /** The same, read from the second to the first: hasFollowUp. */
  inverseName?: Maybe<Scalars['String']['output']>;
  /** Read from the first asset to the second: followUpOf, registeredTo. A project has a name once. */
  name: Scalars['String']['output'];
  /** From when no new relation of it is made; those that exist stay. Null while it is in use. */
  retiredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Levels that the second asset may have; empty for any. */
  toLevels: Array<AssetLevel>;
};

/** Relations as seen from one asset. */
export type RelationDirection =
  | 'BOTH'
  /** From others to the asset. */
  | 'IN'
  /** From the asset to others. */
  | 'OUT';

export type RelationEdge = {
  cursor: Scalars['String']['output'];
  node: Relation;
};

/** Some relation to another asset that you may see. What is given must hold; with nothing given, any relation will do. */
export type RelationFilter = {
  direction?: RelationDirection;
  /** What the other asset is like. */
  to?: InputMaybe<AssetFilter>;
  /** Which one the other asset is. */
  toId?: InputMaybe<Scalars['ID']['input']>;
  /** Name of the type; one that no project that you may read defines (or ever did) is UNKNOWN_FIELD. */
  type?: InputMaybe<Scalars['String']['input']>;
};

export type RemoveContextInput = {
  expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  name: Scalars['String']['input'];
  projectId: Scalars['ID']['input'];
};

export type RemoveContextPayload = {
  context: Context;
};

export type RemoveTagInput = {
  assetId: Scalars['ID']['input'];
  name: Scalars['String']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Of a tag with several values only this one; null for all of the name. */
  value?: InputMaybe<Scalars['TagValue']['input']>;
};

export type RemoveTagPayload = {
  asset: Asset;
};

export type RemoveTagRuleInput = {
  expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  name: Scalars['String']['input'];
  projectId: Scalars['ID']['input'];
};

export type RemoveTagRulePayload = {
  rule: TagRule;
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

export type RetireRelationDefinitionInput = {
  id: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
};

export type RetireRelationDefinitionPayload = {
  relationDefinition: RelationDefinition;
};

export type RetireTagDefinitionInput = {
  /** The revision that you have seen; null for whichever. */
  expectedRevision?: InputMaybe<Scalars['Int']['input']>;
  level: AssetLevel;
  name: Scalars['String']['input'];
  projectId: Scalars['ID']['input'];
};

export type RetireTagDefinitionPayload = {
  definition: TagDefinition;
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

export type ReverseCorrectionInput = {
  /** The correction's id. */
  id: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};

/** Why a derived asset should be looked at again: what it was made of became another subject's, or was withdrawn in part. */
export type ReviewFlag = {
  /** Null when it was a withdrawal. */
  correction?: Maybe<Correction>;
  since: Scalars['DateTime']['output'];
  /** Null when it was a correction, and for those who do not manage the project of what was withdrawn. */
  withdrawal?: Maybe<Withdrawal>;
};

/** What a member of a project may be. See docs/access.md for what each may do. */
export type Role =
  | 'CURATOR'
  | 'MANAGER'
  | 'OWNER'
  | 'RESEARCHER'
  | 'REVIEWER'
  | 'VIEWER';

/** A run of a workflow, as the subgraph of workflows tells of it. */
export type Run = {
  id: Scalars['ID']['output'];
};

export type SaveQueryInput = {
  description?: InputMaybe<Scalars['String']['input']>;
  filter: AssetFilter;
  /** 1 to 200 characters. One of that name, in the project or of yours, is replaced. */
  name: Scalars['String']['input'];
  order?: InputMaybe<AssetOrder>;
  /** Shares it with the members of that project, which needs asset.write there; without one it is yours alone. */
  projectId?: InputMaybe<Scalars['ID']['input']>;
};

export type SaveQueryPayload = {
  savedQuery: SavedQuery;
};

/** A search that someone keeps. Whoever runs it finds what they themselves may see. */
export type SavedQuery = {
  /** What it finds now. Errors: UNKNOWN_FIELD when you may see no asset with a property that it names. */
  assets: AssetConnection;
  description?: Maybe<Scalars['String']['output']>;
  /** As it was given to saveQuery. */
  filter: Scalars['JSONObject']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** As it was given to saveQuery; null is in order of id. */
  order?: Maybe<Scalars['JSONObject']['output']>;
  /** The username of who saved it first. */
  owner: Scalars['String']['output'];
  /** The project with whose members it is shared; null when it is the owner's alone. */
  project?: Maybe<Project>;
  savedAt: Scalars['DateTime']['output'];
};


/** A search that someone keeps. Whoever runs it finds what they themselves may see. */
export type SavedQueryAssetsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};

export type SavedQueryConnection = {
  edges: Array<SavedQueryEdge>;
  nodes: Array<SavedQuery>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type SavedQueryEdge = {
  cursor: Scalars['String']['output'];
  node: SavedQuery;
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
  /** Tags that the project requires at this level and of which this asset has no value. */
  missingTags: Array<TagDefinition>;
  /** Modality (0008,0060). */
  modality?: Maybe<Scalars['String']['output']>;
  /** Methods that you may record on it: by your roles, and by the contexts of its level. Where no context restricts it the one name `*`, any. */
  permittedMethods: Array<PermittedName>;
  /** Workflows that you may start on it: by your roles, and by the contexts of its level where the project has any. In order of name. */
  permittedWorkflows: Array<PermittedName>;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  /** Relations to assets that you may see, in order of id; `type` is a definition's name. */
  relations: RelationConnection;
  /** Series Description (0008,103E), cleaned. */
  seriesDescription?: Maybe<Scalars['String']['output']>;
  /** Series Instance UID (0020,000E), de-identified; null once it was withdrawn. */
  seriesInstanceUID?: Maybe<Scalars['String']['output']>;
  /** Series Number (0020,0011). */
  seriesNumber?: Maybe<Scalars['Int']['output']>;
  /** The normalized series type that the classifier or a curator set, e.g. 'T1 post-contrast'; null before that. */
  seriesType?: Maybe<Scalars['String']['output']>;
  /** What happened to its tags (to that one), newest first. */
  tagHistory: TagChangeConnection;
  tags: Array<Tag>;
  version: Scalars['Int']['output'];
  versions: AssetVersionConnection;
  wasDerivedFrom: Array<Asset>;
  wasGeneratedBy?: Maybe<ProvActivity>;
  withdrawn?: Maybe<Withdrawn>;
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
  after?: InputMaybe<Scalars['String']['input']>;
  asOf?: InputMaybe<Scalars['DateTime']['input']>;
  direction?: LineageDirection;
  first?: InputMaybe<Scalars['Int']['input']>;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};


/** A DICOM Series, de-identified. */
export type SeriesRelationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  direction?: RelationDirection;
  first?: Scalars['Int']['input'];
  type?: InputMaybe<Scalars['String']['input']>;
};


/** A DICOM Series, de-identified. */
export type SeriesTagHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
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
  /** Only to be checked; null for the definition's. */
  unit?: InputMaybe<Scalars['String']['input']>;
  /** As the tag's definition says. */
  value: Scalars['TagValue']['input'];
};

export type SetTagPayload = {
  asset: Asset;
};

export type SetTagsInput = {
  /** 1 to 1000 assets; this or a filter. */
  assetIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** With a filter: how many assets you mean, as totalCount said. */
  expectedCount?: InputMaybe<Scalars['Int']['input']>;
  /** All that it finds, 1000 at most; this or assetIds. */
  filter?: InputMaybe<AssetFilter>;
  name: Scalars['String']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
  /** Only to be checked; null for the definition's. */
  unit?: InputMaybe<Scalars['String']['input']>;
  value: Scalars['TagValue']['input'];
};

export type SetTagsPayload = {
  /** In order of id. */
  assets: Array<Asset>;
};

/** Images that a site's archive was given. The hub can not delete there (DICOMweb offers nothing for it): the site removes them. */
export type SiteCopies = {
  imageCount: Scalars['Int']['output'];
  siteName: Scalars['String']['output'];
  /** Study Instance UID (0020,000D), de-identified: by which the site finds them. */
  studyInstanceUID: Scalars['String']['output'];
};

/** Which end comes first. */
export type SortDirection =
  | 'ASC'
  | 'DESC';

export type SplitSubjectInput = {
  /** The exams that are another person's. */
  examIds: Array<Scalars['ID']['input']>;
  reason: Scalars['String']['input'];
  subjectId: Scalars['ID']['input'];
};

/** A person, under a research identifier. */
export type Subject = Asset & {
  /**
   * The measured values of the subject, of its exams and their series, as a time series: by the study date of their exam (shifted, where dates are), those
   * without one last. `name`: of this name alone; at most 1000 a page. Errors: BAD_USER_INPUT.
   */
  biomarkers: BiomarkerConnection;
  checkOut?: Maybe<CheckOut>;
  content?: Maybe<Content>;
  /** Corrections from or to this subject, oldest first. */
  corrections: Array<Correction>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  diff?: Maybe<AssetDiff>;
  exams: Array<Exam>;
  id: Scalars['ID']['output'];
  label: Scalars['String']['output'];
  level: AssetLevel;
  lineage: Lineage;
  /** The subject that this one was merged into; null where it is its own. */
  mergedInto?: Maybe<Subject>;
  /** Tags that the project requires at this level and of which this asset has no value. */
  missingTags: Array<TagDefinition>;
  /** Methods that you may record on it: by your roles, and by the contexts of its level. Where no context restricts it the one name `*`, any. */
  permittedMethods: Array<PermittedName>;
  /** Workflows that you may start on it: by your roles, and by the contexts of its level where the project has any. In order of name. */
  permittedWorkflows: Array<PermittedName>;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  /** Relations to assets that you may see, in order of id; `type` is a definition's name. */
  relations: RelationConnection;
  /** Null once it was withdrawn. */
  researchId?: Maybe<Scalars['String']['output']>;
  /** What happened to its tags (to that one), newest first. */
  tagHistory: TagChangeConnection;
  tags: Array<Tag>;
  version: Scalars['Int']['output'];
  versions: AssetVersionConnection;
  wasDerivedFrom: Array<Asset>;
  wasGeneratedBy?: Maybe<ProvActivity>;
  withdrawn?: Maybe<Withdrawn>;
};


/** A person, under a research identifier. */
export type SubjectBiomarkersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
};


/** A person, under a research identifier. */
export type SubjectDiffArgs = {
  from: Scalars['Int']['input'];
  to: Scalars['Int']['input'];
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


/** A person, under a research identifier. */
export type SubjectRelationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  direction?: RelationDirection;
  first?: Scalars['Int']['input'];
  type?: InputMaybe<Scalars['String']['input']>;
};


/** A person, under a research identifier. */
export type SubjectTagHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
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

export type Subscription = {
  /** Changes of a project's assets as they come; stays open, and ends when you may no longer read them. `after` resumes from a cursor seen before, '0' replays from the beginning. */
  assetChanged: AssetChange;
};


export type SubscriptionAssetChangedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter: AssetChangeFilter;
};

/** A typed property on an asset, with who set it, when and why. */
export type Tag = {
  /** CODE: the term that the value is the code of. */
  code?: Maybe<TagCode>;
  /** The revision of the definition that it was set under; null for a tag from before there were any. */
  definition?: Maybe<TagDefinition>;
  name: Scalars['String']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  setAt: Scalars['DateTime']['output'];
  setBy: Scalars['String']['output'];
  source: TagSource;
  /** NUMBER: the unit (UCUM) of the value, by the revision that it was set under; null without one. */
  unit?: Maybe<Scalars['String']['output']>;
  value: Scalars['TagValue']['output'];
};

/** One change of a tag. */
export type TagChange = {
  changedAt: Scalars['DateTime']['output'];
  changedBy: Scalars['String']['output'];
  /** The revision that the new value was set under; null when it was removed. */
  definition?: Maybe<TagDefinition>;
  name: Scalars['String']['output'];
  /** What it became; null when it was removed. */
  newValue?: Maybe<Scalars['TagValue']['output']>;
  /** What it was before; null when it was not there. */
  oldValue?: Maybe<Scalars['TagValue']['output']>;
  reason?: Maybe<Scalars['String']['output']>;
  source: TagSource;
};

export type TagChangeConnection = {
  edges: Array<TagChangeEdge>;
  nodes: Array<TagChange>;
  pageInfo: PageInfo;
};

export type TagChangeEdge = {
  cursor: Scalars['String']['output'];
  node: TagChange;
};

/** A value that a tag of type CHOICE may have. */
export type TagChoice = {
  label: Scalars['String']['output'];
  value: Scalars['String']['output'];
};

export type TagChoiceInput = {
  /** Up to 200 characters; null for the value itself. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 200 characters. */
  value: Scalars['String']['input'];
};

/** A term of a coding system (HL7 FHIR Coding). */
export type TagCode = {
  code: Scalars['String']['output'];
  /** The term in words; null where the definition does not list it. */
  display?: Maybe<Scalars['String']['output']>;
  /** The URI of the coding system. */
  system: Scalars['String']['output'];
};

export type TagCodeInput = {
  /** 1 to 200 characters. */
  code: Scalars['String']['input'];
  /** Up to 500 characters; null for the code itself. */
  display?: InputMaybe<Scalars['String']['input']>;
};

/**
 * One revision of what a tag of that name may hold, for a project and level. The hub itself sets seriesType, seriesTypeConfidence,
 * seriesTypeReason, normalizedDescription and normalizedDescriptionConfidence on series, the protocol check protocol on exams: every project has these definitions (revision 0), and may describe them otherwise and add series types.
 */
export type TagDefinition = {
  /** CHOICE: what may be chosen. */
  choices?: Maybe<Array<TagChoice>>;
  /** CODE: the URI of the coding system. */
  codeSystem?: Maybe<Scalars['String']['output']>;
  /** CODE: the terms permitted; null for all of the system. */
  codes?: Maybe<Array<TagCode>>;
  /** When the revision was made; null for what is built in. */
  createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who made the revision; null for what is built in. */
  createdBy?: Maybe<Scalars['String']['output']>;
  description?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  level: AssetLevel;
  /** An asset may have several values at a time. */
  many: Scalars['Boolean']['output'];
  /** NUMBER: the greatest value permitted, in the unit; null for any. */
  max?: Maybe<Scalars['Float']['output']>;
  /** NUMBER: the least value permitted, in the unit; null for any. */
  min?: Maybe<Scalars['Float']['output']>;
  /** 1 to 64 letters, digits, '.', '_' or '-'. */
  name: Scalars['String']['output'];
  /** An asset without a value lists it in missingTags. */
  required: Scalars['Boolean']['output'];
  /** No value may be set any more; those that are there stay. */
  retired: Scalars['Boolean']['output'];
  /** From 1 on; 0 for what is built into the hub. */
  revision: Scalars['Int']['output'];
  type: TagType;
  /** NUMBER: the UCUM code of the unit; null for a number without one. */
  unit?: Maybe<Scalars['String']['output']>;
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

/** A tag by its name: one tag for which all that is given holds. Compared as properties are. */
export type TagFilter = {
  eq?: InputMaybe<Scalars['TagValue']['input']>;
  /** False: no tag for which the rest holds. */
  exists?: InputMaybe<Scalars['Boolean']['input']>;
  gt?: InputMaybe<Scalars['TagValue']['input']>;
  gte?: InputMaybe<Scalars['TagValue']['input']>;
  /** One of them, at most 1000. */
  in?: InputMaybe<Array<Scalars['TagValue']['input']>>;
  /** A number or a text. */
  lt?: InputMaybe<Scalars['TagValue']['input']>;
  lte?: InputMaybe<Scalars['TagValue']['input']>;
  /** A name that no project that you may read defines (or ever did), and of which no asset there has a value, is UNKNOWN_TAG. */
  name: Scalars['String']['input'];
  /** There, and not equal. */
  ne?: InputMaybe<Scalars['TagValue']['input']>;
  /** From that moment on. */
  setAfter?: InputMaybe<Scalars['DateTime']['input']>;
  /** Before that moment. */
  setBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Who set it. */
  setBy?: InputMaybe<Scalars['String']['input']>;
  startsWith?: InputMaybe<Scalars['String']['input']>;
  /** The same as eq. */
  value?: InputMaybe<Scalars['TagValue']['input']>;
};

/** A tag that sets itself on each asset of a project and level for which its condition holds. It never replaces a person's value. */
export type TagRule = {
  changedAt: Scalars['DateTime']['output'];
  changedBy: Scalars['String']['output'];
  level: AssetLevel;
  name: Scalars['String']['output'];
  /** From 1 on; each change makes the next. */
  revision: Scalars['Int']['output'];
  /** The tag that it sets. */
  tagName: Scalars['String']['output'];
  tagValue: Scalars['TagValue']['output'];
  /** The condition, as its input was written, with one of all, any, not, tag, property at each place. */
  when: Scalars['JSONObject']['output'];
};

/**
 * Rules that set tags, going over the assets that a project has already. It goes on by itself, in batches, also when the hub was restarted
 * meanwhile: ask for it again until `endedAt` is there.
 */
export type TagRuleApplication = {
  /** Assets of these on which rules have set something, or would. */
  changedAssets: Scalars['Int']['output'];
  /** Tags that were set, or would be. */
  changes: Scalars['Int']['output'];
  /** True: nothing is set, it is only counted. */
  dryRun: Scalars['Boolean']['output'];
  /** Null while it goes on. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  /** Assets that were looked at so far. */
  lookedAt: Scalars['Int']['output'];
  project: Project;
  requestedAt: Scalars['DateTime']['output'];
  requestedBy: Scalars['String']['output'];
  /** The rule; null for all of the project. */
  ruleName?: Maybe<Scalars['String']['output']>;
  /** Assets of the rules' levels when it was asked for. */
  total: Scalars['Int']['output'];
};

export type TagRuleSetInput = {
  name: Scalars['String']['input'];
  value: Scalars['TagValue']['input'];
};

/** Who set a tag. */
export type TagSource =
  | 'PERSON'
  /** A tag rule of the project. */
  | 'RULE'
  /** A step of a workflow. */
  | 'WORKFLOW';

/** What the value of a tag is. */
export type TagType =
  | 'BOOLEAN'
  /** One of the definition's choices, by its value. */
  | 'CHOICE'
  /** A term of a coding system, by its code. */
  | 'CODE'
  /** YYYY-MM-DD, or an instant of ISO 8601, which is kept in UTC. Texts, so that their order is that of time within each of the two. */
  | 'DATE'
  /** With a unit or without. */
  | 'NUMBER'
  /** 1 to 1000 characters. */
  | 'TEXT';

/** How a label is compared, as it is written (capitals differ from small letters). */
export type TextMatch = {
  contains?: InputMaybe<Scalars['String']['input']>;
  equals?: InputMaybe<Scalars['String']['input']>;
  startsWith?: InputMaybe<Scalars['String']['input']>;
};

/** A span of time. */
export type TimeSpan = {
  /** Inclusive. */
  from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Exclusive. */
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

export type UnrelateInput = {
  /** The relation's id. */
  id: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
};

export type UnrelatePayload = {
  /** The relation as it was. */
  relation: Relation;
};

/** A file on its way in, in as many requests as it takes. Only the person who made it sees and uses it. */
export type Upload = {
  createdAt: Scalars['DateTime']['output'];
  /** What is not used by an asset then is deleted. */
  expiresAt: Scalars['DateTime']['output'];
  fileName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  mediaType: Scalars['String']['output'];
  /** Bytes that are acknowledged: the next one has this number, counted from 0. */
  offset: Scalars['Float']['output'];
  project: Project;
  /** Lower-case hex SHA-256 of all bytes; null until they are all here and were compared. */
  sha256?: Maybe<Scalars['String']['output']>;
  /** Bytes of the whole file, as announced. */
  sizeBytes: Scalars['Float']['output'];
  state: UploadState;
  /**
   * Where the bytes go, by tus 1.0 (https://tus.io/protocols/resumable-upload): PATCH, HEAD and DELETE, without a token. A path at this hub's
   * door, signed for you and this upload; who has it can write to the upload in your name, until `expiresAt` or as long as you may.
   */
  url: Scalars['String']['output'];
};

/** How far an upload has come. */
export type UploadState =
  /** All bytes are here, and are those that were announced. */
  | 'COMPLETE'
  /** Takes bytes. */
  | 'OPEN'
  /** All bytes are here; their hash is compared, at the latest when they are used. */
  | 'RECEIVED'
  /** The bytes have another hash than was announced (HASH_MISMATCH), and were deleted: make a new upload. */
  | 'REFUSED'
  /** They are the content of an asset. */
  | 'USED';

/** How a version came about. */
export type VersionKind =
  | 'CHECK_IN'
  /** As the asset was made: version 1. */
  | 'CREATED'
  /** An earlier version's state, made the newest one. */
  | 'RESTORE';

export type WithdrawInput = {
  /** The digest of the list that you have seen. */
  listDigest: Scalars['String']['input'];
  /** Your password, where your project wants withdrawals signed (21 CFR 11.200). */
  password?: InputMaybe<Scalars['String']['input']>;
  withdrawalId: Scalars['ID']['input'];
};

export type WithdrawPayload = {
  withdrawal: Withdrawal;
};

/** Withdrawal of consent for an asset, and all that came of it. */
export type Withdrawal = {
  also: WithdrawalExtras;
  asset: Asset;
  /** Null before it is COMPLETED. */
  certificate?: Maybe<WithdrawalCertificate>;
  /** When the last byte was gone; null before. */
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How many of all these lie in projects that you may not see. */
  hiddenCount: Scalars['Int']['output'];
  id: Scalars['ID']['output'];
  /** Assets that you may see, each with its fate, in order of id. */
  items: WithdrawalItemConnection;
  /** SHA-256 over what is listed; `withdraw` asks for it, so that nobody carries out what they have not seen. */
  listDigest: Scalars['String']['output'];
  /** Whether who carried it out gave their password again for it; null before. */
  passwordConfirmed?: Maybe<Scalars['Boolean']['output']>;
  preparedAt: Scalars['DateTime']['output'];
  preparedBy: Scalars['String']['output'];
  project: Project;
  /** How many assets go, also where you may not see them. */
  purgeCount: Scalars['Int']['output'];
  reason: Scalars['String']['output'];
  /** How many stay and have something of others in them, also where you may not see them. */
  reviewCount: Scalars['Int']['output'];
  state: WithdrawalState;
  withdrawnAt?: Maybe<Scalars['DateTime']['output']>;
  /** Null before it is carried out. */
  withdrawnBy?: Maybe<Scalars['String']['output']>;
};


/** Withdrawal of consent for an asset, and all that came of it. */
export type WithdrawalItemsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  fate?: InputMaybe<WithdrawalFate>;
  first?: Scalars['Int']['input'];
};

/** What happened, for ever. It holds no identity of a person but of those who decided. */
export type WithdrawalCertificate = {
  /** Who decided what, when and why; each asset with the SHA-256 and size of what was deleted; what was kept and why; what sites must remove; the audit trail at that point. */
  document: Scalars['JSONObject']['output'];
  /** The document, signed by the hub with Ed25519: a JWS in compact form (RFC 7515), which anybody verifies with `certificateKey`. */
  jws: Scalars['String']['output'];
};

export type WithdrawalConnection = {
  edges: Array<WithdrawalEdge>;
  nodes: Array<Withdrawal>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type WithdrawalEdge = {
  cursor: Scalars['String']['output'];
  node: Withdrawal;
};

/** What is touched beside assets. */
export type WithdrawalExtras = {
  /** Check-outs that end. */
  checkOuts: Scalars['Int']['output'];
  clinicalRecords: Scalars['Int']['output'];
  /** Entries of the map from patients to research identifiers. */
  identities: Scalars['Int']['output'];
  /** Exams in quarantine, or registered from there, of which all that was known goes. */
  quarantinedExams: Scalars['Int']['output'];
  /** Files as they came, with their names and sealed bytes. */
  receivedFiles: Scalars['Int']['output'];
  /** Runs that have not ended and work on it: they fail. */
  runs: Array<Run>;
  sites: Array<SiteCopies>;
};

/** What becomes of an asset. */
export type WithdrawalFate =
  /** It goes: all that it is part of goes, or all that it was made from. */
  | 'PURGE'
  /** Something of others is in it too: it stays, and a derived asset is flagged for review. */
  | 'REVIEW';

/** What would be touched if an asset were withdrawn: what is part of it, what came of it, and so on from there. Nothing is changed by asking. */
export type WithdrawalImpact = {
  asset: Asset;
  /** In order of id. */
  assets: AssetListConnection;
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

/** An asset of a list. */
export type WithdrawalItem = {
  /** A tombstone, once it went. */
  asset?: Maybe<Asset>;
  assetId: Scalars['ID']['output'];
  fate: WithdrawalFate;
};

export type WithdrawalItemConnection = {
  edges: Array<WithdrawalItemEdge>;
  nodes: Array<WithdrawalItem>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type WithdrawalItemEdge = {
  cursor: Scalars['String']['output'];
  node: WithdrawalItem;
};

/** How far a withdrawal of consent has come. */
export type WithdrawalState =
  /** Given up, or replaced by a newer list of the same asset. */
  | 'CANCELLED'
  /** The assets are tombstones, and nothing of them is read any more; their bytes are being deleted. */
  | 'CARRIED_OUT'
  /** The bytes are gone, and there is a certificate. */
  | 'COMPLETED'
  /** What would happen is listed, and nothing has. */
  | 'LISTED';

/** Why an asset is a tombstone: it has its id, level, kind, project, parents and lineage, and nothing else any more. */
export type Withdrawn = {
  at: Scalars['DateTime']['output'];
  reason: Scalars['String']['output'];
  /** Null for those who do not manage the project of the asset that was withdrawn. */
  withdrawal?: Maybe<Withdrawal>;
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
  AddSubjectToExamInput: AddSubjectToExamInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AddSubjectToExamPayload: ResolverTypeWrapper<Omit<AddSubjectToExamPayload, 'exam'> & { exam: ResolversTypes['Exam'] }>;
  ApplyTagRulesInput: ApplyTagRulesInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ApplyTagRulesPayload: ResolverTypeWrapper<Omit<ApplyTagRulesPayload, 'application'> & { application: ResolversTypes['TagRuleApplication'] }>;
  AsOfInput: AsOfInput;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Asset: ResolverTypeWrapper<AssetModel>;
  AssetChange: ResolverTypeWrapper<AssetChangeEvent>;
  AssetChangeFilter: AssetChangeFilter;
  AssetChangeKind: AssetChangeKind;
  AssetConnection: ResolverTypeWrapper<FoundAssets>;
  AssetCount: ResolverTypeWrapper<AssetCountModel>;
  AssetDiff: ResolverTypeWrapper<Omit<AssetDiff, 'content'> & { content?: Maybe<ResolversTypes['ContentDifference']> }>;
  AssetEdge: ResolverTypeWrapper<AssetEdgeModel>;
  AssetFilter: AssetFilter;
  AssetLevel: AssetLevel;
  AssetListConnection: ResolverTypeWrapper<AssetPage>;
  AssetOrder: AssetOrder;
  AssetOrderField: AssetOrderField;
  AssetVersion: ResolverTypeWrapper<VersionModel>;
  AssetVersionConnection: ResolverTypeWrapper<VersionPage>;
  AssetVersionEdge: ResolverTypeWrapper<VersionEdgeModel>;
  Biomarker: ResolverTypeWrapper<AssetModel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  BiomarkerConnection: ResolverTypeWrapper<BiomarkerPage>;
  BiomarkerEdge: ResolverTypeWrapper<AssetEdgeModel>;
  BreakCheckOutInput: BreakCheckOutInput;
  BreakCheckOutPayload: ResolverTypeWrapper<Omit<BreakCheckOutPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  CancelCheckOutInput: CancelCheckOutInput;
  CancelCheckOutPayload: ResolverTypeWrapper<Omit<CancelCheckOutPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  CancelWithdrawalInput: CancelWithdrawalInput;
  CancelWithdrawalPayload: ResolverTypeWrapper<Omit<CancelWithdrawalPayload, 'withdrawal'> & { withdrawal: ResolversTypes['Withdrawal'] }>;
  CheckInContentInput: CheckInContentInput;
  CheckInInput: CheckInInput;
  CheckInPayload: ResolverTypeWrapper<Omit<CheckInPayload, 'asset' | 'version'> & { asset: ResolversTypes['Asset'], version: ResolversTypes['AssetVersion'] }>;
  CheckOut: ResolverTypeWrapper<CheckOutModel>;
  CheckOutInput: CheckOutInput;
  CheckOutPayload: ResolverTypeWrapper<Omit<CheckOutPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  ClearReviewFlagsInput: ClearReviewFlagsInput;
  ClearReviewFlagsPayload: ResolverTypeWrapper<Omit<ClearReviewFlagsPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  ConditionInput: ConditionInput;
  ConditionTestInput: ConditionTestInput;
  Content: ResolverTypeWrapper<ContentModel>;
  ContentDifference: ResolverTypeWrapper<Omit<ContentDifference, 'new' | 'old'> & { new?: Maybe<ResolversTypes['Content']>, old?: Maybe<ResolversTypes['Content']> }>;
  Context: ResolverTypeWrapper<ContextModel>;
  Correction: ResolverTypeWrapper<CorrectionModel>;
  CorrectionConnection: ResolverTypeWrapper<CorrectionPage>;
  CorrectionEdge: ResolverTypeWrapper<CorrectionEdgeModel>;
  CorrectionKind: CorrectionKind;
  CorrectionPayload: ResolverTypeWrapper<Omit<CorrectionPayload, 'correction'> & { correction: ResolversTypes['Correction'] }>;
  CorrectionReversal: ResolverTypeWrapper<CorrectionReversal>;
  CreateDerivedAssetInput: CreateDerivedAssetInput;
  CreateDerivedAssetPayload: ResolverTypeWrapper<Omit<CreateDerivedAssetPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  CreateExamInput: CreateExamInput;
  CreateExamPayload: ResolverTypeWrapper<Omit<CreateExamPayload, 'exam'> & { exam: ResolversTypes['Exam'] }>;
  CreateImageInput: CreateImageInput;
  CreateImagePayload: ResolverTypeWrapper<Omit<CreateImagePayload, 'image'> & { image: ResolversTypes['Image'] }>;
  CreateSeriesInput: CreateSeriesInput;
  CreateSeriesPayload: ResolverTypeWrapper<Omit<CreateSeriesPayload, 'series'> & { series: ResolversTypes['Series'] }>;
  CreateSubjectInput: CreateSubjectInput;
  CreateSubjectPayload: ResolverTypeWrapper<Omit<CreateSubjectPayload, 'subject'> & { subject: ResolversTypes['Subject'] }>;
  CreateUploadInput: CreateUploadInput;
  CreateUploadPayload: ResolverTypeWrapper<Omit<CreateUploadPayload, 'upload'> & { upload: ResolversTypes['Upload'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteSavedQueryInput: DeleteSavedQueryInput;
  DeleteSavedQueryPayload: ResolverTypeWrapper<Omit<DeleteSavedQueryPayload, 'savedQuery'> & { savedQuery: ResolversTypes['SavedQuery'] }>;
  DerivationInput: DerivationInput;
  DerivedAsset: ResolverTypeWrapper<AssetModel>;
  DifferenceKind: DifferenceKind;
  Exam: ResolverTypeWrapper<AssetModel>;
  Facet: ResolverTypeWrapper<Facet>;
  FacetAttribute: FacetAttribute;
  FacetBucket: ResolverTypeWrapper<FacetBucket>;
  FacetField: FacetField;
  GeneratedAssetInput: GeneratedAssetInput;
  GeneratedContentInput: GeneratedContentInput;
  GeneratedInput: GeneratedInput;
  Image: ResolverTypeWrapper<AssetModel>;
  ImageConnection: ResolverTypeWrapper<AssetPage>;
  ImageEdge: ResolverTypeWrapper<AssetEdgeModel>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  LabelDifference: ResolverTypeWrapper<LabelDifference>;
  Lineage: ResolverTypeWrapper<LineageModel>;
  LineageDirection: LineageDirection;
  LineageEdge: ResolverTypeWrapper<LineageEdgeModel>;
  LineageNode: ResolverTypeWrapper<LineageNodeModel>;
  MergeSubjectsInput: MergeSubjectsInput;
  MoveExamInput: MoveExamInput;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Permit: ResolverTypeWrapper<Permit>;
  PermitInput: PermitInput;
  PermitKind: PermitKind;
  PermittedName: ResolverTypeWrapper<PermittedNameModel>;
  PrepareWithdrawalInput: PrepareWithdrawalInput;
  PrepareWithdrawalPayload: ResolverTypeWrapper<Omit<PrepareWithdrawalPayload, 'withdrawal'> & { withdrawal: ResolversTypes['Withdrawal'] }>;
  Project: ResolverTypeWrapper<ProjectReference>;
  ProjectAsset: ResolverTypeWrapper<AssetModel>;
  PropertyDifference: ResolverTypeWrapper<PropertyDifference>;
  PropertyFilter: PropertyFilter;
  PropertyName: ResolverTypeWrapper<PropertyName>;
  PropertyType: PropertyType;
  ProvActivity: ResolverTypeWrapper<ProvActivityModel>;
  ProvAgent: ResolverTypeWrapper<ProvAgentModel>;
  ProvAgentInput: ProvAgentInput;
  ProvAgentKind: ProvAgentKind;
  ProvAssociation: ResolverTypeWrapper<Omit<ProvAssociation, 'agent'> & { agent: ResolversTypes['ProvAgent'] }>;
  ProvRelation: ProvRelation;
  ProvUsage: ResolverTypeWrapper<Omit<ProvUsage, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  ProvUsageInput: ProvUsageInput;
  PutContextInput: PutContextInput;
  PutContextPayload: ResolverTypeWrapper<Omit<PutContextPayload, 'context'> & { context: ResolversTypes['Context'] }>;
  PutRelationDefinitionInput: PutRelationDefinitionInput;
  PutRelationDefinitionPayload: ResolverTypeWrapper<Omit<PutRelationDefinitionPayload, 'relationDefinition'> & { relationDefinition: ResolversTypes['RelationDefinition'] }>;
  PutTagDefinitionInput: PutTagDefinitionInput;
  PutTagDefinitionPayload: ResolverTypeWrapper<Omit<PutTagDefinitionPayload, 'definition'> & { definition: ResolversTypes['TagDefinition'] }>;
  PutTagRuleInput: PutTagRuleInput;
  PutTagRulePayload: ResolverTypeWrapper<Omit<PutTagRulePayload, 'rule'> & { rule: ResolversTypes['TagRule'] }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordActivityInput: RecordActivityInput;
  RecordActivityPayload: ResolverTypeWrapper<Omit<RecordActivityPayload, 'activity'> & { activity: ResolversTypes['ProvActivity'] }>;
  RelateInput: RelateInput;
  RelatePayload: ResolverTypeWrapper<Omit<RelatePayload, 'relation'> & { relation: ResolversTypes['Relation'] }>;
  Relation: ResolverTypeWrapper<RelationModel>;
  RelationConnection: ResolverTypeWrapper<RelationPage>;
  RelationDefinition: ResolverTypeWrapper<RelationDefinitionModel>;
  RelationDirection: RelationDirection;
  RelationEdge: ResolverTypeWrapper<RelationEdgeModel>;
  RelationFilter: RelationFilter;
  RemoveContextInput: RemoveContextInput;
  RemoveContextPayload: ResolverTypeWrapper<Omit<RemoveContextPayload, 'context'> & { context: ResolversTypes['Context'] }>;
  RemoveTagInput: RemoveTagInput;
  RemoveTagPayload: ResolverTypeWrapper<Omit<RemoveTagPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  RemoveTagRuleInput: RemoveTagRuleInput;
  RemoveTagRulePayload: ResolverTypeWrapper<Omit<RemoveTagRulePayload, 'rule'> & { rule: ResolversTypes['TagRule'] }>;
  RenewCheckOutInput: RenewCheckOutInput;
  RenewCheckOutPayload: ResolverTypeWrapper<Omit<RenewCheckOutPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  RestoreVersionInput: RestoreVersionInput;
  RestoreVersionPayload: ResolverTypeWrapper<Omit<RestoreVersionPayload, 'asset' | 'version'> & { asset: ResolversTypes['Asset'], version: ResolversTypes['AssetVersion'] }>;
  RetireRelationDefinitionInput: RetireRelationDefinitionInput;
  RetireRelationDefinitionPayload: ResolverTypeWrapper<Omit<RetireRelationDefinitionPayload, 'relationDefinition'> & { relationDefinition: ResolversTypes['RelationDefinition'] }>;
  RetireTagDefinitionInput: RetireTagDefinitionInput;
  RetireTagDefinitionPayload: ResolverTypeWrapper<Omit<RetireTagDefinitionPayload, 'definition'> & { definition: ResolversTypes['TagDefinition'] }>;
  ReusableResult: ResolverTypeWrapper<ReusableResultModel>;
  ReusableResultInput: ReusableResultInput;
  ReuseInput: ReuseInput;
  ReverseCorrectionInput: ReverseCorrectionInput;
  ReviewFlag: ResolverTypeWrapper<ReviewFlagModel>;
  Role: Role;
  Run: ResolverTypeWrapper<Run>;
  SaveQueryInput: SaveQueryInput;
  SaveQueryPayload: ResolverTypeWrapper<Omit<SaveQueryPayload, 'savedQuery'> & { savedQuery: ResolversTypes['SavedQuery'] }>;
  SavedQuery: ResolverTypeWrapper<SavedQueryModel>;
  SavedQueryConnection: ResolverTypeWrapper<SavedQueryPage>;
  SavedQueryEdge: ResolverTypeWrapper<SavedQueryEdgeModel>;
  Series: ResolverTypeWrapper<AssetModel>;
  SetTagInput: SetTagInput;
  SetTagPayload: ResolverTypeWrapper<Omit<SetTagPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  SetTagsInput: SetTagsInput;
  SetTagsPayload: ResolverTypeWrapper<Omit<SetTagsPayload, 'assets'> & { assets: Array<ResolversTypes['Asset']> }>;
  SiteCopies: ResolverTypeWrapper<SiteCopies>;
  SortDirection: SortDirection;
  SplitSubjectInput: SplitSubjectInput;
  Subject: ResolverTypeWrapper<AssetModel>;
  SubjectConnection: ResolverTypeWrapper<AssetPage>;
  SubjectEdge: ResolverTypeWrapper<AssetEdgeModel>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Tag: ResolverTypeWrapper<TagModel>;
  TagChange: ResolverTypeWrapper<TagChangeModel>;
  TagChangeConnection: ResolverTypeWrapper<TagHistoryPage>;
  TagChangeEdge: ResolverTypeWrapper<Omit<TagChangeEdge, 'node'> & { node: ResolversTypes['TagChange'] }>;
  TagChoice: ResolverTypeWrapper<TagChoice>;
  TagChoiceInput: TagChoiceInput;
  TagCode: ResolverTypeWrapper<TagCode>;
  TagCodeInput: TagCodeInput;
  TagDefinition: ResolverTypeWrapper<TagDefinitionModel>;
  TagDifference: ResolverTypeWrapper<TagDifference>;
  TagFilter: TagFilter;
  TagRule: ResolverTypeWrapper<TagRuleModel>;
  TagRuleApplication: ResolverTypeWrapper<RuleApplicationModel>;
  TagRuleSetInput: TagRuleSetInput;
  TagSource: TagSource;
  TagType: TagType;
  TagValue: ResolverTypeWrapper<Scalars['TagValue']['output']>;
  TextMatch: TextMatch;
  TimeSpan: TimeSpan;
  UnrelateInput: UnrelateInput;
  UnrelatePayload: ResolverTypeWrapper<Omit<UnrelatePayload, 'relation'> & { relation: ResolversTypes['Relation'] }>;
  Upload: ResolverTypeWrapper<UploadModel>;
  UploadState: UploadState;
  VersionKind: VersionKind;
  WithdrawInput: WithdrawInput;
  WithdrawPayload: ResolverTypeWrapper<Omit<WithdrawPayload, 'withdrawal'> & { withdrawal: ResolversTypes['Withdrawal'] }>;
  Withdrawal: ResolverTypeWrapper<WithdrawalModel>;
  WithdrawalCertificate: ResolverTypeWrapper<WithdrawalCertificate>;
  WithdrawalConnection: ResolverTypeWrapper<WithdrawalPage>;
  WithdrawalEdge: ResolverTypeWrapper<WithdrawalEdgeModel>;
  WithdrawalExtras: ResolverTypeWrapper<WithdrawalExtrasModel>;
  WithdrawalFate: WithdrawalFate;
  WithdrawalImpact: ResolverTypeWrapper<WithdrawalImpactModel>;
  WithdrawalItem: ResolverTypeWrapper<WithdrawalItemModel>;
  WithdrawalItemConnection: ResolverTypeWrapper<WithdrawalItemPage>;
  WithdrawalItemEdge: ResolverTypeWrapper<WithdrawalItemEdgeModel>;
  WithdrawalState: WithdrawalState;
  Withdrawn: ResolverTypeWrapper<WithdrawnMark>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddSubjectToExamInput: AddSubjectToExamInput;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  AddSubjectToExamPayload: Omit<AddSubjectToExamPayload, 'exam'> & { exam: ResolversParentTypes['Exam'] };
  ApplyTagRulesInput: ApplyTagRulesInput;
  Boolean: Scalars['Boolean']['output'];
  ApplyTagRulesPayload: Omit<ApplyTagRulesPayload, 'application'> & { application: ResolversParentTypes['TagRuleApplication'] };
  AsOfInput: AsOfInput;
  Int: Scalars['Int']['output'];
  Asset: AssetModel;
  AssetChange: AssetChangeEvent;
  AssetChangeFilter: AssetChangeFilter;
  AssetConnection: FoundAssets;
  AssetCount: AssetCountModel;
  AssetDiff: Omit<AssetDiff, 'content'> & { content?: Maybe<ResolversParentTypes['ContentDifference']> };
  AssetEdge: AssetEdgeModel;
  AssetFilter: AssetFilter;
  AssetListConnection: AssetPage;
  AssetOrder: AssetOrder;
  AssetVersion: VersionModel;
  AssetVersionConnection: VersionPage;
  AssetVersionEdge: VersionEdgeModel;
  Biomarker: AssetModel;
  Float: Scalars['Float']['output'];
  BiomarkerConnection: BiomarkerPage;
  BiomarkerEdge: AssetEdgeModel;
  BreakCheckOutInput: BreakCheckOutInput;
  BreakCheckOutPayload: Omit<BreakCheckOutPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  CancelCheckOutInput: CancelCheckOutInput;
  CancelCheckOutPayload: Omit<CancelCheckOutPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  CancelWithdrawalInput: CancelWithdrawalInput;
  CancelWithdrawalPayload: Omit<CancelWithdrawalPayload, 'withdrawal'> & { withdrawal: ResolversParentTypes['Withdrawal'] };
  CheckInContentInput: CheckInContentInput;
  CheckInInput: CheckInInput;
  CheckInPayload: Omit<CheckInPayload, 'asset' | 'version'> & { asset: ResolversParentTypes['Asset'], version: ResolversParentTypes['AssetVersion'] };
  CheckOut: CheckOutModel;
  CheckOutInput: CheckOutInput;
  CheckOutPayload: Omit<CheckOutPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  ClearReviewFlagsInput: ClearReviewFlagsInput;
  ClearReviewFlagsPayload: Omit<ClearReviewFlagsPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  ConditionInput: ConditionInput;
  ConditionTestInput: ConditionTestInput;
  Content: ContentModel;
  ContentDifference: Omit<ContentDifference, 'new' | 'old'> & { new?: Maybe<ResolversParentTypes['Content']>, old?: Maybe<ResolversParentTypes['Content']> };
  Context: ContextModel;
  Correction: CorrectionModel;
  CorrectionConnection: CorrectionPage;
  CorrectionEdge: CorrectionEdgeModel;
  CorrectionPayload: Omit<CorrectionPayload, 'correction'> & { correction: ResolversParentTypes['Correction'] };
  CorrectionReversal: CorrectionReversal;
  CreateDerivedAssetInput: CreateDerivedAssetInput;
  CreateDerivedAssetPayload: Omit<CreateDerivedAssetPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  CreateExamInput: CreateExamInput;
  CreateExamPayload: Omit<CreateExamPayload, 'exam'> & { exam: ResolversParentTypes['Exam'] };
  CreateImageInput: CreateImageInput;
  CreateImagePayload: Omit<CreateImagePayload, 'image'> & { image: ResolversParentTypes['Image'] };
  CreateSeriesInput: CreateSeriesInput;
  CreateSeriesPayload: Omit<CreateSeriesPayload, 'series'> & { series: ResolversParentTypes['Series'] };
  CreateSubjectInput: CreateSubjectInput;
  CreateSubjectPayload: Omit<CreateSubjectPayload, 'subject'> & { subject: ResolversParentTypes['Subject'] };
  CreateUploadInput: CreateUploadInput;
  CreateUploadPayload: Omit<CreateUploadPayload, 'upload'> & { upload: ResolversParentTypes['Upload'] };
  DateTime: Scalars['DateTime']['output'];
  DeleteSavedQueryInput: DeleteSavedQueryInput;
  DeleteSavedQueryPayload: Omit<DeleteSavedQueryPayload, 'savedQuery'> & { savedQuery: ResolversParentTypes['SavedQuery'] };
  DerivationInput: DerivationInput;
  DerivedAsset: AssetModel;
  Exam: AssetModel;
  Facet: Facet;
  FacetBucket: FacetBucket;
  FacetField: FacetField;
  GeneratedAssetInput: GeneratedAssetInput;
  GeneratedContentInput: GeneratedContentInput;
  GeneratedInput: GeneratedInput;
  Image: AssetModel;
  ImageConnection: AssetPage;
  ImageEdge: AssetEdgeModel;
  JSON: Scalars['JSON']['output'];
  JSONObject: Scalars['JSONObject']['output'];
  LabelDifference: LabelDifference;
  Lineage: LineageModel;
  LineageEdge: LineageEdgeModel;
  LineageNode: LineageNodeModel;
  MergeSubjectsInput: MergeSubjectsInput;
  MoveExamInput: MoveExamInput;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Permit: Permit;
  PermitInput: PermitInput;
  PermittedName: PermittedNameModel;
  PrepareWithdrawalInput: PrepareWithdrawalInput;
  PrepareWithdrawalPayload: Omit<PrepareWithdrawalPayload, 'withdrawal'> & { withdrawal: ResolversParentTypes['Withdrawal'] };
  Project: ProjectReference;
  ProjectAsset: AssetModel;
  PropertyDifference: PropertyDifference;
  PropertyFilter: PropertyFilter;
  PropertyName: PropertyName;
  ProvActivity: ProvActivityModel;
  ProvAgent: ProvAgentModel;
  ProvAgentInput: ProvAgentInput;
  ProvAssociation: Omit<ProvAssociation, 'agent'> & { agent: ResolversParentTypes['ProvAgent'] };
  ProvUsage: Omit<ProvUsage, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  ProvUsageInput: ProvUsageInput;
  PutContextInput: PutContextInput;
  PutContextPayload: Omit<PutContextPayload, 'context'> & { context: ResolversParentTypes['Context'] };
  PutRelationDefinitionInput: PutRelationDefinitionInput;
  PutRelationDefinitionPayload: Omit<PutRelationDefinitionPayload, 'relationDefinition'> & { relationDefinition: ResolversParentTypes['RelationDefinition'] };
  PutTagDefinitionInput: PutTagDefinitionInput;
  PutTagDefinitionPayload: Omit<PutTagDefinitionPayload, 'definition'> & { definition: ResolversParentTypes['TagDefinition'] };
  PutTagRuleInput: PutTagRuleInput;
  PutTagRulePayload: Omit<PutTagRulePayload, 'rule'> & { rule: ResolversParentTypes['TagRule'] };
  Query: Record<PropertyKey, never>;
  RecordActivityInput: RecordActivityInput;
  RecordActivityPayload: Omit<RecordActivityPayload, 'activity'> & { activity: ResolversParentTypes['ProvActivity'] };
  RelateInput: RelateInput;
  RelatePayload: Omit<RelatePayload, 'relation'> & { relation: ResolversParentTypes['Relation'] };
  Relation: RelationModel;
  RelationConnection: RelationPage;
  RelationDefinition: RelationDefinitionModel;
  RelationEdge: RelationEdgeModel;
  RelationFilter: RelationFilter;
  RemoveContextInput: RemoveContextInput;
  RemoveContextPayload: Omit<RemoveContextPayload, 'context'> & { context: ResolversParentTypes['Context'] };
  RemoveTagInput: RemoveTagInput;
  RemoveTagPayload: Omit<RemoveTagPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  RemoveTagRuleInput: RemoveTagRuleInput;
  RemoveTagRulePayload: Omit<RemoveTagRulePayload, 'rule'> & { rule: ResolversParentTypes['TagRule'] };
  RenewCheckOutInput: RenewCheckOutInput;
  RenewCheckOutPayload: Omit<RenewCheckOutPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  RestoreVersionInput: RestoreVersionInput;
  RestoreVersionPayload: Omit<RestoreVersionPayload, 'asset' | 'version'> & { asset: ResolversParentTypes['Asset'], version: ResolversParentTypes['AssetVersion'] };
  RetireRelationDefinitionInput: RetireRelationDefinitionInput;
  RetireRelationDefinitionPayload: Omit<RetireRelationDefinitionPayload, 'relationDefinition'> & { relationDefinition: ResolversParentTypes['RelationDefinition'] };
  RetireTagDefinitionInput: RetireTagDefinitionInput;
  RetireTagDefinitionPayload: Omit<RetireTagDefinitionPayload, 'definition'> & { definition: ResolversParentTypes['TagDefinition'] };
  ReusableResult: ReusableResultModel;
  ReusableResultInput: ReusableResultInput;
  ReuseInput: ReuseInput;
  ReverseCorrectionInput: ReverseCorrectionInput;
  ReviewFlag: ReviewFlagModel;
  Run: Run;
  SaveQueryInput: SaveQueryInput;
  SaveQueryPayload: Omit<SaveQueryPayload, 'savedQuery'> & { savedQuery: ResolversParentTypes['SavedQuery'] };
  SavedQuery: SavedQueryModel;
  SavedQueryConnection: SavedQueryPage;
  SavedQueryEdge: SavedQueryEdgeModel;
  Series: AssetModel;
  SetTagInput: SetTagInput;
  SetTagPayload: Omit<SetTagPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  SetTagsInput: SetTagsInput;
  SetTagsPayload: Omit<SetTagsPayload, 'assets'> & { assets: Array<ResolversParentTypes['Asset']> };
  SiteCopies: SiteCopies;
  SplitSubjectInput: SplitSubjectInput;
  Subject: AssetModel;
  SubjectConnection: AssetPage;
  SubjectEdge: AssetEdgeModel;
  Subscription: Record<PropertyKey, never>;
  Tag: TagModel;
  TagChange: TagChangeModel;
  TagChangeConnection: TagHistoryPage;
  TagChangeEdge: Omit<TagChangeEdge, 'node'> & { node: ResolversParentTypes['TagChange'] };
  TagChoice: TagChoice;
  TagChoiceInput: TagChoiceInput;
  TagCode: TagCode;
  TagCodeInput: TagCodeInput;
  TagDefinition: TagDefinitionModel;
  TagDifference: TagDifference;
  TagFilter: TagFilter;
  TagRule: TagRuleModel;
  TagRuleApplication: RuleApplicationModel;
  TagRuleSetInput: TagRuleSetInput;
  TagValue: Scalars['TagValue']['output'];
  TextMatch: TextMatch;
  TimeSpan: TimeSpan;
  UnrelateInput: UnrelateInput;
  UnrelatePayload: Omit<UnrelatePayload, 'relation'> & { relation: ResolversParentTypes['Relation'] };
  Upload: UploadModel;
  WithdrawInput: WithdrawInput;
  WithdrawPayload: Omit<WithdrawPayload, 'withdrawal'> & { withdrawal: ResolversParentTypes['Withdrawal'] };
  Withdrawal: WithdrawalModel;
  WithdrawalCertificate: WithdrawalCertificate;
  WithdrawalConnection: WithdrawalPage;
  WithdrawalEdge: WithdrawalEdgeModel;
  WithdrawalExtras: WithdrawalExtrasModel;
  WithdrawalImpact: WithdrawalImpactModel;
  WithdrawalItem: WithdrawalItemModel;
  WithdrawalItemConnection: WithdrawalItemPage;
  WithdrawalItemEdge: WithdrawalItemEdgeModel;
  Withdrawn: WithdrawnMark;
};

export type AddSubjectToExamPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AddSubjectToExamPayload'] = ResolversParentTypes['AddSubjectToExamPayload']> = {
  exam?: Resolver<ResolversTypes['Exam'], ParentType, ContextType>;
};

export type ApplyTagRulesPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ApplyTagRulesPayload'] = ResolversParentTypes['ApplyTagRulesPayload']> = {
  application?: Resolver<ResolversTypes['TagRuleApplication'], ParentType, ContextType>;
};

export type AssetResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Asset'] = ResolversParentTypes['Asset']> = {
  __resolveType: TypeResolveFn<'Biomarker' | 'DerivedAsset' | 'Exam' | 'Image' | 'ProjectAsset' | 'Series' | 'Subject', ParentType, ContextType>;
};

export type AssetChangeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AssetChange'] = ResolversParentTypes['AssetChange']> = {
  asset?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  change?: Resolver<ResolversTypes['AssetChangeKind'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
};

export type AssetConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AssetConnection'] = ResolversParentTypes['AssetConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AssetEdge']>, ParentType, ContextType>;
  facets?: Resolver<Array<ResolversTypes['Facet']>, ParentType, ContextType, RequireFields<AssetConnectionFacetsArgs, 'fields' | 'first'>>;
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

export type AssetListConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AssetListConnection'] = ResolversParentTypes['AssetListConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AssetEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type AssetVersionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AssetVersion'] = ResolversParentTypes['AssetVersion']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  basedOn?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  erasedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
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
  confidence?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  diff?: Resolver<Maybe<ResolversTypes['AssetDiff']>, ParentType, ContextType, RequireFields<BiomarkerDiffArgs, 'from' | 'to'>>;
  exam?: Resolver<Maybe<ResolversTypes['Exam']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  lineage?: Resolver<ResolversTypes['Lineage'], ParentType, ContextType, RequireFields<BiomarkerLineageArgs, 'direction' | 'maxDepth' | 'maxNodes'>>;
  method?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  missingTags?: Resolver<Array<ResolversTypes['TagDefinition']>, ParentType, ContextType>;
  name?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  parents?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  permittedMethods?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  permittedWorkflows?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  relations?: Resolver<ResolversTypes['RelationConnection'], ParentType, ContextType, RequireFields<BiomarkerRelationsArgs, 'direction' | 'first'>>;
  reviewFlags?: Resolver<Array<ResolversTypes['ReviewFlag']>, ParentType, ContextType>;
  tagHistory?: Resolver<ResolversTypes['TagChangeConnection'], ParentType, ContextType, RequireFields<BiomarkerTagHistoryArgs, 'first'>>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['AssetVersionConnection'], ParentType, ContextType, RequireFields<BiomarkerVersionsArgs, 'first'>>;
  wasDerivedFrom?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  withdrawn?: Resolver<Maybe<ResolversTypes['Withdrawn']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BiomarkerConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['BiomarkerConnection'] = ResolversParentTypes['BiomarkerConnection']> = {
  edges?: Resolver<Array<ResolversTypes['BiomarkerEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Biomarker']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BiomarkerEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['BiomarkerEdge'] = ResolversParentTypes['BiomarkerEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Biomarker'], ParentType, ContextType>;
};

export type BreakCheckOutPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['BreakCheckOutPayload'] = ResolversParentTypes['BreakCheckOutPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type CancelCheckOutPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CancelCheckOutPayload'] = ResolversParentTypes['CancelCheckOutPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type CancelWithdrawalPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CancelWithdrawalPayload'] = ResolversParentTypes['CancelWithdrawalPayload']> = {
  withdrawal?: Resolver<ResolversTypes['Withdrawal'], ParentType, ContextType>;
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

export type ClearReviewFlagsPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ClearReviewFlagsPayload'] = ResolversParentTypes['ClearReviewFlagsPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type ContentResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Content'] = ResolversParentTypes['Content']> = {
  downloadPath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  downloadUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<ContentDownloadUrlArgs, 'minutes'>>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type ContentDifferenceResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ContentDifference'] = ResolversParentTypes['ContentDifference']> = {
  new?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  old?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
};

export type ContextResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Context'] = ResolversParentTypes['Context']> = {
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  changedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  permits?: Resolver<Array<ResolversTypes['Permit']>, ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  when?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
};

export type CorrectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Correction'] = ResolversParentTypes['Correction']> = {
  from?: Resolver<ResolversTypes['Subject'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['CorrectionKind'], ParentType, ContextType>;
  madeAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  madeBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  moved?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reversal?: Resolver<Maybe<ResolversTypes['CorrectionReversal']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Subject'], ParentType, ContextType>;
};

export type CorrectionConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CorrectionConnection'] = ResolversParentTypes['CorrectionConnection']> = {
  edges?: Resolver<Array<ResolversTypes['CorrectionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Correction']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CorrectionEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CorrectionEdge'] = ResolversParentTypes['CorrectionEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Correction'], ParentType, ContextType>;
};

export type CorrectionPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CorrectionPayload'] = ResolversParentTypes['CorrectionPayload']> = {
  correction?: Resolver<ResolversTypes['Correction'], ParentType, ContextType>;
};

export type CorrectionReversalResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CorrectionReversal'] = ResolversParentTypes['CorrectionReversal']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CreateDerivedAssetPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CreateDerivedAssetPayload'] = ResolversParentTypes['CreateDerivedAssetPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type CreateExamPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CreateExamPayload'] = ResolversParentTypes['CreateExamPayload']> = {
  exam?: Resolver<ResolversTypes['Exam'], ParentType, ContextType>;
};

export type CreateImagePayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CreateImagePayload'] = ResolversParentTypes['CreateImagePayload']> = {
  image?: Resolver<ResolversTypes['Image'], ParentType, ContextType>;
};

export type CreateSeriesPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CreateSeriesPayload'] = ResolversParentTypes['CreateSeriesPayload']> = {
  series?: Resolver<ResolversTypes['Series'], ParentType, ContextType>;
};

export type CreateSubjectPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CreateSubjectPayload'] = ResolversParentTypes['CreateSubjectPayload']> = {
  subject?: Resolver<ResolversTypes['Subject'], ParentType, ContextType>;
};

export type CreateUploadPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CreateUploadPayload'] = ResolversParentTypes['CreateUploadPayload']> = {
  upload?: Resolver<ResolversTypes['Upload'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteSavedQueryPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['DeleteSavedQueryPayload'] = ResolversParentTypes['DeleteSavedQueryPayload']> = {
  savedQuery?: Resolver<ResolversTypes['SavedQuery'], ParentType, ContextType>;
};

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
  missingTags?: Resolver<Array<ResolversTypes['TagDefinition']>, ParentType, ContextType>;
  parents?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  permittedMethods?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  permittedWorkflows?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  relations?: Resolver<ResolversTypes['RelationConnection'], ParentType, ContextType, RequireFields<DerivedAssetRelationsArgs, 'direction' | 'first'>>;
  reviewFlags?: Resolver<Array<ResolversTypes['ReviewFlag']>, ParentType, ContextType>;
  tagHistory?: Resolver<ResolversTypes['TagChangeConnection'], ParentType, ContextType, RequireFields<DerivedAssetTagHistoryArgs, 'first'>>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['AssetVersionConnection'], ParentType, ContextType, RequireFields<DerivedAssetVersionsArgs, 'first'>>;
  wasDerivedFrom?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  withdrawn?: Resolver<Maybe<ResolversTypes['Withdrawn']>, ParentType, ContextType>;
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
  missingTags?: Resolver<Array<ResolversTypes['TagDefinition']>, ParentType, ContextType>;
  permittedMethods?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  permittedWorkflows?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  relations?: Resolver<ResolversTypes['RelationConnection'], ParentType, ContextType, RequireFields<ExamRelationsArgs, 'direction' | 'first'>>;
  series?: Resolver<Array<ResolversTypes['Series']>, ParentType, ContextType>;
  studyDate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  studyDescription?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  studyInstanceUID?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  subjects?: Resolver<Array<ResolversTypes['Subject']>, ParentType, ContextType>;
  tagHistory?: Resolver<ResolversTypes['TagChangeConnection'], ParentType, ContextType, RequireFields<ExamTagHistoryArgs, 'first'>>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['AssetVersionConnection'], ParentType, ContextType, RequireFields<ExamVersionsArgs, 'first'>>;
  wasDerivedFrom?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  withdrawn?: Resolver<Maybe<ResolversTypes['Withdrawn']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type FacetResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Facet'] = ResolversParentTypes['Facet']> = {
  attribute?: Resolver<Maybe<ResolversTypes['FacetAttribute']>, ParentType, ContextType>;
  buckets?: Resolver<Array<ResolversTypes['FacetBucket']>, ParentType, ContextType>;
  missingCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  otherCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  property?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tag?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type FacetBucketResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['FacetBucket'] = ResolversParentTypes['FacetBucket']> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['TagValue'], ParentType, ContextType>;
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
  missingTags?: Resolver<Array<ResolversTypes['TagDefinition']>, ParentType, ContextType>;
  permittedMethods?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  permittedWorkflows?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  relations?: Resolver<ResolversTypes['RelationConnection'], ParentType, ContextType, RequireFields<ImageRelationsArgs, 'direction' | 'first'>>;
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType>;
  sopClassUID?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sopInstanceUID?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tagHistory?: Resolver<ResolversTypes['TagChangeConnection'], ParentType, ContextType, RequireFields<ImageTagHistoryArgs, 'first'>>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['AssetVersionConnection'], ParentType, ContextType, RequireFields<ImageVersionsArgs, 'first'>>;
  wasDerivedFrom?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  withdrawn?: Resolver<Maybe<ResolversTypes['Withdrawn']>, ParentType, ContextType>;
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
  addSubjectToExam?: Resolver<ResolversTypes['AddSubjectToExamPayload'], ParentType, ContextType, RequireFields<MutationAddSubjectToExamArgs, 'input'>>;
  applyTagRules?: Resolver<ResolversTypes['ApplyTagRulesPayload'], ParentType, ContextType, RequireFields<MutationApplyTagRulesArgs, 'input'>>;
  breakCheckOut?: Resolver<ResolversTypes['BreakCheckOutPayload'], ParentType, ContextType, RequireFields<MutationBreakCheckOutArgs, 'input'>>;
  cancelCheckOut?: Resolver<ResolversTypes['CancelCheckOutPayload'], ParentType, ContextType, RequireFields<MutationCancelCheckOutArgs, 'input'>>;
  cancelWithdrawal?: Resolver<ResolversTypes['CancelWithdrawalPayload'], ParentType, ContextType, RequireFields<MutationCancelWithdrawalArgs, 'input'>>;
  checkIn?: Resolver<ResolversTypes['CheckInPayload'], ParentType, ContextType, RequireFields<MutationCheckInArgs, 'input'>>;
  checkOut?: Resolver<ResolversTypes['CheckOutPayload'], ParentType, ContextType, RequireFields<MutationCheckOutArgs, 'input'>>;
  clearReviewFlags?: Resolver<ResolversTypes['ClearReviewFlagsPayload'], ParentType, ContextType, RequireFields<MutationClearReviewFlagsArgs, 'input'>>;
  createDerivedAsset?: Resolver<ResolversTypes['CreateDerivedAssetPayload'], ParentType, ContextType, RequireFields<MutationCreateDerivedAssetArgs, 'input'>>;
  createExam?: Resolver<ResolversTypes['CreateExamPayload'], ParentType, ContextType, RequireFields<MutationCreateExamArgs, 'input'>>;
  createImage?: Resolver<ResolversTypes['CreateImagePayload'], ParentType, ContextType, RequireFields<MutationCreateImageArgs, 'input'>>;
  createSeries?: Resolver<ResolversTypes['CreateSeriesPayload'], ParentType, ContextType, RequireFields<MutationCreateSeriesArgs, 'input'>>;
  createSubject?: Resolver<ResolversTypes['CreateSubjectPayload'], ParentType, ContextType, RequireFields<MutationCreateSubjectArgs, 'input'>>;
  createUpload?: Resolver<ResolversTypes['CreateUploadPayload'], ParentType, ContextType, RequireFields<MutationCreateUploadArgs, 'input'>>;
  deleteSavedQuery?: Resolver<ResolversTypes['DeleteSavedQueryPayload'], ParentType, ContextType, RequireFields<MutationDeleteSavedQueryArgs, 'input'>>;
  mergeSubjects?: Resolver<ResolversTypes['CorrectionPayload'], ParentType, ContextType, RequireFields<MutationMergeSubjectsArgs, 'input'>>;
  moveExam?: Resolver<ResolversTypes['CorrectionPayload'], ParentType, ContextType, RequireFields<MutationMoveExamArgs, 'input'>>;
  prepareWithdrawal?: Resolver<ResolversTypes['PrepareWithdrawalPayload'], ParentType, ContextType, RequireFields<MutationPrepareWithdrawalArgs, 'input'>>;
  putContext?: Resolver<ResolversTypes['PutContextPayload'], ParentType, ContextType, RequireFields<MutationPutContextArgs, 'input'>>;
  putRelationDefinition?: Resolver<ResolversTypes['PutRelationDefinitionPayload'], ParentType, ContextType, RequireFields<MutationPutRelationDefinitionArgs, 'input'>>;
  putTagDefinition?: Resolver<ResolversTypes['PutTagDefinitionPayload'], ParentType, ContextType, RequireFields<MutationPutTagDefinitionArgs, 'input'>>;
  putTagRule?: Resolver<ResolversTypes['PutTagRulePayload'], ParentType, ContextType, RequireFields<MutationPutTagRuleArgs, 'input'>>;
  recordActivity?: Resolver<ResolversTypes['RecordActivityPayload'], ParentType, ContextType, RequireFields<MutationRecordActivityArgs, 'input'>>;
  relate?: Resolver<ResolversTypes['RelatePayload'], ParentType, ContextType, RequireFields<MutationRelateArgs, 'input'>>;
  removeContext?: Resolver<ResolversTypes['RemoveContextPayload'], ParentType, ContextType, RequireFields<MutationRemoveContextArgs, 'input'>>;
  removeTag?: Resolver<ResolversTypes['RemoveTagPayload'], ParentType, ContextType, RequireFields<MutationRemoveTagArgs, 'input'>>;
  removeTagRule?: Resolver<ResolversTypes['RemoveTagRulePayload'], ParentType, ContextType, RequireFields<MutationRemoveTagRuleArgs, 'input'>>;
  renewCheckOut?: Resolver<ResolversTypes['RenewCheckOutPayload'], ParentType, ContextType, RequireFields<MutationRenewCheckOutArgs, 'input'>>;
  restoreVersion?: Resolver<ResolversTypes['RestoreVersionPayload'], ParentType, ContextType, RequireFields<MutationRestoreVersionArgs, 'input'>>;
  retireRelationDefinition?: Resolver<ResolversTypes['RetireRelationDefinitionPayload'], ParentType, ContextType, RequireFields<MutationRetireRelationDefinitionArgs, 'input'>>;
  retireTagDefinition?: Resolver<ResolversTypes['RetireTagDefinitionPayload'], ParentType, ContextType, RequireFields<MutationRetireTagDefinitionArgs, 'input'>>;
  reverseCorrection?: Resolver<ResolversTypes['CorrectionPayload'], ParentType, ContextType, RequireFields<MutationReverseCorrectionArgs, 'input'>>;
  saveQuery?: Resolver<ResolversTypes['SaveQueryPayload'], ParentType, ContextType, RequireFields<MutationSaveQueryArgs, 'input'>>;
  setTag?: Resolver<ResolversTypes['SetTagPayload'], ParentType, ContextType, RequireFields<MutationSetTagArgs, 'input'>>;
  setTags?: Resolver<ResolversTypes['SetTagsPayload'], ParentType, ContextType, RequireFields<MutationSetTagsArgs, 'input'>>;
  splitSubject?: Resolver<ResolversTypes['CorrectionPayload'], ParentType, ContextType, RequireFields<MutationSplitSubjectArgs, 'input'>>;
  unrelate?: Resolver<ResolversTypes['UnrelatePayload'], ParentType, ContextType, RequireFields<MutationUnrelateArgs, 'input'>>;
  withdraw?: Resolver<ResolversTypes['WithdrawPayload'], ParentType, ContextType, RequireFields<MutationWithdrawArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PermitResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Permit'] = ResolversParentTypes['Permit']> = {
  kind?: Resolver<ResolversTypes['PermitKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['Role']>, ParentType, ContextType>;
};

export type PermittedNameResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PermittedName'] = ResolversParentTypes['PermittedName']> = {
  contexts?: Resolver<Array<ResolversTypes['Context']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PrepareWithdrawalPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PrepareWithdrawalPayload'] = ResolversParentTypes['PrepareWithdrawalPayload']> = {
  withdrawal?: Resolver<ResolversTypes['Withdrawal'], ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project'], FederationReferenceType extends FederationReferenceTypes['Project'] = FederationReferenceTypes['Project']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Project']> | FederationReferenceType, FederationReferenceType, ContextType>;
  contexts?: Resolver<Array<ResolversTypes['Context']>, ParentType, ContextType, Partial<ProjectContextsArgs>>;
  corrections?: Resolver<ResolversTypes['CorrectionConnection'], ParentType, ContextType, RequireFields<ProjectCorrectionsArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  propertyNames?: Resolver<Array<ResolversTypes['PropertyName']>, ParentType, ContextType, Partial<ProjectPropertyNamesArgs>>;
  relationDefinitions?: Resolver<Array<ResolversTypes['RelationDefinition']>, ParentType, ContextType>;
  subjects?: Resolver<ResolversTypes['SubjectConnection'], ParentType, ContextType, RequireFields<ProjectSubjectsArgs, 'first'>>;
  tagDefinitions?: Resolver<Array<ResolversTypes['TagDefinition']>, ParentType, ContextType, Partial<ProjectTagDefinitionsArgs>>;
  tagRules?: Resolver<Array<ResolversTypes['TagRule']>, ParentType, ContextType, Partial<ProjectTagRulesArgs>>;
  toReview?: Resolver<ResolversTypes['AssetListConnection'], ParentType, ContextType, RequireFields<ProjectToReviewArgs, 'first'>>;
  withdrawals?: Resolver<ResolversTypes['WithdrawalConnection'], ParentType, ContextType, RequireFields<ProjectWithdrawalsArgs, 'first'>>;
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
  missingTags?: Resolver<Array<ResolversTypes['TagDefinition']>, ParentType, ContextType>;
  permittedMethods?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  permittedWorkflows?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  relations?: Resolver<ResolversTypes['RelationConnection'], ParentType, ContextType, RequireFields<ProjectAssetRelationsArgs, 'direction' | 'first'>>;
  tagHistory?: Resolver<ResolversTypes['TagChangeConnection'], ParentType, ContextType, RequireFields<ProjectAssetTagHistoryArgs, 'first'>>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['AssetVersionConnection'], ParentType, ContextType, RequireFields<ProjectAssetVersionsArgs, 'first'>>;
  wasDerivedFrom?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  withdrawn?: Resolver<Maybe<ResolversTypes['Withdrawn']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PropertyDifferenceResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PropertyDifference'] = ResolversParentTypes['PropertyDifference']> = {
  change?: Resolver<ResolversTypes['DifferenceKind'], ParentType, ContextType>;
  new?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  old?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PropertyNameResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PropertyName'] = ResolversParentTypes['PropertyName']> = {
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  types?: Resolver<Array<ResolversTypes['PropertyType']>, ParentType, ContextType>;
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

export type PutContextPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PutContextPayload'] = ResolversParentTypes['PutContextPayload']> = {
  context?: Resolver<ResolversTypes['Context'], ParentType, ContextType>;
};

export type PutRelationDefinitionPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PutRelationDefinitionPayload'] = ResolversParentTypes['PutRelationDefinitionPayload']> = {
  relationDefinition?: Resolver<ResolversTypes['RelationDefinition'], ParentType, ContextType>;
};

export type PutTagDefinitionPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PutTagDefinitionPayload'] = ResolversParentTypes['PutTagDefinitionPayload']> = {
  definition?: Resolver<ResolversTypes['TagDefinition'], ParentType, ContextType>;
};

export type PutTagRulePayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PutTagRulePayload'] = ResolversParentTypes['PutTagRulePayload']> = {
  rule?: Resolver<ResolversTypes['TagRule'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  asset?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType, RequireFields<QueryAssetArgs, 'id'>>;
  assets?: Resolver<ResolversTypes['AssetConnection'], ParentType, ContextType, RequireFields<QueryAssetsArgs, 'first' | 'includeWithdrawn'>>;
  certificateKey?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  reusableResult?: Resolver<Maybe<ResolversTypes['ReusableResult']>, ParentType, ContextType, RequireFields<QueryReusableResultArgs, 'input'>>;
  savedQueries?: Resolver<ResolversTypes['SavedQueryConnection'], ParentType, ContextType, RequireFields<QuerySavedQueriesArgs, 'first'>>;
  savedQuery?: Resolver<Maybe<ResolversTypes['SavedQuery']>, ParentType, ContextType, RequireFields<QuerySavedQueryArgs, 'id'>>;
  subjects?: Resolver<ResolversTypes['SubjectConnection'], ParentType, ContextType, RequireFields<QuerySubjectsArgs, 'first'>>;
  tagRuleApplication?: Resolver<Maybe<ResolversTypes['TagRuleApplication']>, ParentType, ContextType, RequireFields<QueryTagRuleApplicationArgs, 'id'>>;
  upload?: Resolver<Maybe<ResolversTypes['Upload']>, ParentType, ContextType, RequireFields<QueryUploadArgs, 'id'>>;
  verifyCertificate?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType, RequireFields<QueryVerifyCertificateArgs, 'jws'>>;
  withdrawal?: Resolver<Maybe<ResolversTypes['Withdrawal']>, ParentType, ContextType, RequireFields<QueryWithdrawalArgs, 'id'>>;
  withdrawalImpact?: Resolver<Maybe<ResolversTypes['WithdrawalImpact']>, ParentType, ContextType, RequireFields<QueryWithdrawalImpactArgs, 'assetId'>>;
};

export type RecordActivityPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RecordActivityPayload'] = ResolversParentTypes['RecordActivityPayload']> = {
  activity?: Resolver<ResolversTypes['ProvActivity'], ParentType, ContextType>;
};

export type RelatePayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RelatePayload'] = ResolversParentTypes['RelatePayload']> = {
  relation?: Resolver<ResolversTypes['Relation'], ParentType, ContextType>;
};

export type RelationResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Relation'] = ResolversParentTypes['Relation']> = {
  definition?: Resolver<ResolversTypes['RelationDefinition'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  setAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  setBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RelationConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RelationConnection'] = ResolversParentTypes['RelationConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RelationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Relation']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RelationDefinitionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RelationDefinition'] = ResolversParentTypes['RelationDefinition']> = {
  acyclic?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  fromLevels?: Resolver<Array<ResolversTypes['AssetLevel']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  inverseName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  retiredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  toLevels?: Resolver<Array<ResolversTypes['AssetLevel']>, ParentType, ContextType>;
};

export type RelationEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RelationEdge'] = ResolversParentTypes['RelationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Relation'], ParentType, ContextType>;
};

export type RemoveContextPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RemoveContextPayload'] = ResolversParentTypes['RemoveContextPayload']> = {
  context?: Resolver<ResolversTypes['Context'], ParentType, ContextType>;
};

export type RemoveTagPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RemoveTagPayload'] = ResolversParentTypes['RemoveTagPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type RemoveTagRulePayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RemoveTagRulePayload'] = ResolversParentTypes['RemoveTagRulePayload']> = {
  rule?: Resolver<ResolversTypes['TagRule'], ParentType, ContextType>;
};

export type RenewCheckOutPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RenewCheckOutPayload'] = ResolversParentTypes['RenewCheckOutPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type RestoreVersionPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RestoreVersionPayload'] = ResolversParentTypes['RestoreVersionPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['AssetVersion'], ParentType, ContextType>;
};

export type RetireRelationDefinitionPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RetireRelationDefinitionPayload'] = ResolversParentTypes['RetireRelationDefinitionPayload']> = {
  relationDefinition?: Resolver<ResolversTypes['RelationDefinition'], ParentType, ContextType>;
};

export type RetireTagDefinitionPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RetireTagDefinitionPayload'] = ResolversParentTypes['RetireTagDefinitionPayload']> = {
  definition?: Resolver<ResolversTypes['TagDefinition'], ParentType, ContextType>;
};

export type ReusableResultResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ReusableResult'] = ResolversParentTypes['ReusableResult']> = {
  activity?: Resolver<ResolversTypes['ProvActivity'], ParentType, ContextType>;
  assets?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
};

export type ReviewFlagResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ReviewFlag'] = ResolversParentTypes['ReviewFlag']> = {
  correction?: Resolver<Maybe<ResolversTypes['Correction']>, ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  withdrawal?: Resolver<Maybe<ResolversTypes['Withdrawal']>, ParentType, ContextType>;
};

export type RunResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Run'] = ResolversParentTypes['Run']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SaveQueryPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SaveQueryPayload'] = ResolversParentTypes['SaveQueryPayload']> = {
  savedQuery?: Resolver<ResolversTypes['SavedQuery'], ParentType, ContextType>;
};

export type SavedQueryResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SavedQuery'] = ResolversParentTypes['SavedQuery']> = {
  assets?: Resolver<ResolversTypes['AssetConnection'], ParentType, ContextType, RequireFields<SavedQueryAssetsArgs, 'first'>>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  filter?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  order?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  owner?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  savedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SavedQueryConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SavedQueryConnection'] = ResolversParentTypes['SavedQueryConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SavedQueryEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['SavedQuery']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SavedQueryEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SavedQueryEdge'] = ResolversParentTypes['SavedQueryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SavedQuery'], ParentType, ContextType>;
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
  missingTags?: Resolver<Array<ResolversTypes['TagDefinition']>, ParentType, ContextType>;
  modality?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  permittedMethods?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  permittedWorkflows?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  relations?: Resolver<ResolversTypes['RelationConnection'], ParentType, ContextType, RequireFields<SeriesRelationsArgs, 'direction' | 'first'>>;
  seriesDescription?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seriesInstanceUID?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seriesNumber?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  seriesType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tagHistory?: Resolver<ResolversTypes['TagChangeConnection'], ParentType, ContextType, RequireFields<SeriesTagHistoryArgs, 'first'>>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['AssetVersionConnection'], ParentType, ContextType, RequireFields<SeriesVersionsArgs, 'first'>>;
  wasDerivedFrom?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  withdrawn?: Resolver<Maybe<ResolversTypes['Withdrawn']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SetTagPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SetTagPayload'] = ResolversParentTypes['SetTagPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type SetTagsPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SetTagsPayload'] = ResolversParentTypes['SetTagsPayload']> = {
  assets?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
};

export type SiteCopiesResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SiteCopies'] = ResolversParentTypes['SiteCopies']> = {
  imageCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  siteName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  studyInstanceUID?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SubjectResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Subject'] = ResolversParentTypes['Subject'], FederationReferenceType extends FederationReferenceTypes['Subject'] = FederationReferenceTypes['Subject']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Subject']> | FederationReferenceType, FederationReferenceType, ContextType>;
  biomarkers?: Resolver<ResolversTypes['BiomarkerConnection'], ParentType, ContextType, RequireFields<SubjectBiomarkersArgs, 'first'>>;
  checkOut?: Resolver<Maybe<ResolversTypes['CheckOut']>, ParentType, ContextType>;
  content?: Resolver<Maybe<ResolversTypes['Content']>, ParentType, ContextType>;
  corrections?: Resolver<Array<ResolversTypes['Correction']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  diff?: Resolver<Maybe<ResolversTypes['AssetDiff']>, ParentType, ContextType, RequireFields<SubjectDiffArgs, 'from' | 'to'>>;
  exams?: Resolver<Array<ResolversTypes['Exam']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  lineage?: Resolver<ResolversTypes['Lineage'], ParentType, ContextType, RequireFields<SubjectLineageArgs, 'direction' | 'maxDepth' | 'maxNodes'>>;
  mergedInto?: Resolver<Maybe<ResolversTypes['Subject']>, ParentType, ContextType>;
  missingTags?: Resolver<Array<ResolversTypes['TagDefinition']>, ParentType, ContextType>;
  permittedMethods?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  permittedWorkflows?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  relations?: Resolver<ResolversTypes['RelationConnection'], ParentType, ContextType, RequireFields<SubjectRelationsArgs, 'direction' | 'first'>>;
  researchId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tagHistory?: Resolver<ResolversTypes['TagChangeConnection'], ParentType, ContextType, RequireFields<SubjectTagHistoryArgs, 'first'>>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  versions?: Resolver<ResolversTypes['AssetVersionConnection'], ParentType, ContextType, RequireFields<SubjectVersionsArgs, 'first'>>;
  wasDerivedFrom?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  withdrawn?: Resolver<Maybe<ResolversTypes['Withdrawn']>, ParentType, ContextType>;
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

export type SubscriptionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  assetChanged?: SubscriptionResolver<ResolversTypes['AssetChange'], "assetChanged", ParentType, ContextType, RequireFields<SubscriptionAssetChangedArgs, 'filter'>>;
};

export type TagResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Tag'] = ResolversParentTypes['Tag']> = {
  code?: Resolver<Maybe<ResolversTypes['TagCode']>, ParentType, ContextType>;
  definition?: Resolver<Maybe<ResolversTypes['TagDefinition']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  setAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  setBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['TagSource'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  value?: Resolver<ResolversTypes['TagValue'], ParentType, ContextType>;
};

export type TagChangeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['TagChange'] = ResolversParentTypes['TagChange']> = {
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  changedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  definition?: Resolver<Maybe<ResolversTypes['TagDefinition']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  newValue?: Resolver<Maybe<ResolversTypes['TagValue']>, ParentType, ContextType>;
  oldValue?: Resolver<Maybe<ResolversTypes['TagValue']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['TagSource'], ParentType, ContextType>;
};

export type TagChangeConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['TagChangeConnection'] = ResolversParentTypes['TagChangeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TagChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['TagChange']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TagChangeEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['TagChangeEdge'] = ResolversParentTypes['TagChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TagChange'], ParentType, ContextType>;
};

export type TagChoiceResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['TagChoice'] = ResolversParentTypes['TagChoice']> = {
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TagCodeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['TagCode'] = ResolversParentTypes['TagCode']> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  display?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  system?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TagDefinitionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['TagDefinition'] = ResolversParentTypes['TagDefinition']> = {
  choices?: Resolver<Maybe<Array<ResolversTypes['TagChoice']>>, ParentType, ContextType>;
  codeSystem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  codes?: Resolver<Maybe<Array<ResolversTypes['TagCode']>>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  many?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  retired?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['TagType'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type TagDifferenceResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['TagDifference'] = ResolversParentTypes['TagDifference']> = {
  change?: Resolver<ResolversTypes['DifferenceKind'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  new?: Resolver<Maybe<ResolversTypes['TagValue']>, ParentType, ContextType>;
  old?: Resolver<Maybe<ResolversTypes['TagValue']>, ParentType, ContextType>;
};

export type TagRuleResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['TagRule'] = ResolversParentTypes['TagRule']> = {
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  changedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  tagName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tagValue?: Resolver<ResolversTypes['TagValue'], ParentType, ContextType>;
  when?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
};

export type TagRuleApplicationResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['TagRuleApplication'] = ResolversParentTypes['TagRuleApplication']> = {
  changedAssets?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  changes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dryRun?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lookedAt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  requestedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ruleName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export interface TagValueScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['TagValue'], any> {
  name: 'TagValue';
}

export type UnrelatePayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['UnrelatePayload'] = ResolversParentTypes['UnrelatePayload']> = {
  relation?: Resolver<ResolversTypes['Relation'], ParentType, ContextType>;
};

export type UploadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Upload'] = ResolversParentTypes['Upload']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  offset?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  sha256?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['UploadState'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WithdrawPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['WithdrawPayload'] = ResolversParentTypes['WithdrawPayload']> = {
  withdrawal?: Resolver<ResolversTypes['Withdrawal'], ParentType, ContextType>;
};

export type WithdrawalResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Withdrawal'] = ResolversParentTypes['Withdrawal']> = {
  also?: Resolver<ResolversTypes['WithdrawalExtras'], ParentType, ContextType>;
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  certificate?: Resolver<Maybe<ResolversTypes['WithdrawalCertificate']>, ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  hiddenCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  items?: Resolver<ResolversTypes['WithdrawalItemConnection'], ParentType, ContextType, RequireFields<WithdrawalItemsArgs, 'first'>>;
  listDigest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  passwordConfirmed?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  preparedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  preparedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  purgeCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reviewCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['WithdrawalState'], ParentType, ContextType>;
  withdrawnAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  withdrawnBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type WithdrawalCertificateResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['WithdrawalCertificate'] = ResolversParentTypes['WithdrawalCertificate']> = {
  document?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  jws?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WithdrawalConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['WithdrawalConnection'] = ResolversParentTypes['WithdrawalConnection']> = {
  edges?: Resolver<Array<ResolversTypes['WithdrawalEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Withdrawal']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WithdrawalEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['WithdrawalEdge'] = ResolversParentTypes['WithdrawalEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Withdrawal'], ParentType, ContextType>;
};

export type WithdrawalExtrasResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['WithdrawalExtras'] = ResolversParentTypes['WithdrawalExtras']> = {
  checkOuts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  clinicalRecords?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  identities?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quarantinedExams?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  receivedFiles?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  runs?: Resolver<Array<ResolversTypes['Run']>, ParentType, ContextType>;
  sites?: Resolver<Array<ResolversTypes['SiteCopies']>, ParentType, ContextType>;
};

export type WithdrawalImpactResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['WithdrawalImpact'] = ResolversParentTypes['WithdrawalImpact']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
  assets?: Resolver<ResolversTypes['AssetListConnection'], ParentType, ContextType, RequireFields<WithdrawalImpactAssetsArgs, 'first'>>;
  groups?: Resolver<Array<ResolversTypes['AssetCount']>, ParentType, ContextType>;
  hiddenCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  runs?: Resolver<Array<ResolversTypes['Run']>, ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WithdrawalItemResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['WithdrawalItem'] = ResolversParentTypes['WithdrawalItem']> = {
  asset?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType>;
  assetId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  fate?: Resolver<ResolversTypes['WithdrawalFate'], ParentType, ContextType>;
};

export type WithdrawalItemConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['WithdrawalItemConnection'] = ResolversParentTypes['WithdrawalItemConnection']> = {
  edges?: Resolver<Array<ResolversTypes['WithdrawalItemEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['WithdrawalItem']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WithdrawalItemEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['WithdrawalItemEdge'] = ResolversParentTypes['WithdrawalItemEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['WithdrawalItem'], ParentType, ContextType>;
};

export type WithdrawnResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Withdrawn'] = ResolversParentTypes['Withdrawn']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  withdrawal?: Resolver<Maybe<ResolversTypes['Withdrawal']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = HubContext> = {
  AddSubjectToExamPayload?: AddSubjectToExamPayloadResolvers<ContextType>;
  ApplyTagRulesPayload?: ApplyTagRulesPayloadResolvers<ContextType>;
  Asset?: AssetResolvers<ContextType>;
  AssetChange?: AssetChangeResolvers<ContextType>;
  AssetConnection?: AssetConnectionResolvers<ContextType>;
  AssetCount?: AssetCountResolvers<ContextType>;
  AssetDiff?: AssetDiffResolvers<ContextType>;
  AssetEdge?: AssetEdgeResolvers<ContextType>;
  AssetListConnection?: AssetListConnectionResolvers<ContextType>;
  AssetVersion?: AssetVersionResolvers<ContextType>;
  AssetVersionConnection?: AssetVersionConnectionResolvers<ContextType>;
  AssetVersionEdge?: AssetVersionEdgeResolvers<ContextType>;
  Biomarker?: BiomarkerResolvers<ContextType>;
  BiomarkerConnection?: BiomarkerConnectionResolvers<ContextType>;
  BiomarkerEdge?: BiomarkerEdgeResolvers<ContextType>;
  BreakCheckOutPayload?: BreakCheckOutPayloadResolvers<ContextType>;
  CancelCheckOutPayload?: CancelCheckOutPayloadResolvers<ContextType>;
  CancelWithdrawalPayload?: CancelWithdrawalPayloadResolvers<ContextType>;
  CheckInPayload?: CheckInPayloadResolvers<ContextType>;
  CheckOut?: CheckOutResolvers<ContextType>;
  CheckOutPayload?: CheckOutPayloadResolvers<ContextType>;
  ClearReviewFlagsPayload?: ClearReviewFlagsPayloadResolvers<ContextType>;
  Content?: ContentResolvers<ContextType>;
  ContentDifference?: ContentDifferenceResolvers<ContextType>;
  Context?: ContextResolvers<ContextType>;
  Correction?: CorrectionResolvers<ContextType>;
  CorrectionConnection?: CorrectionConnectionResolvers<ContextType>;
  CorrectionEdge?: CorrectionEdgeResolvers<ContextType>;
  CorrectionPayload?: CorrectionPayloadResolvers<ContextType>;
  CorrectionReversal?: CorrectionReversalResolvers<ContextType>;
  CreateDerivedAssetPayload?: CreateDerivedAssetPayloadResolvers<ContextType>;
  CreateExamPayload?: CreateExamPayloadResolvers<ContextType>;
  CreateImagePayload?: CreateImagePayloadResolvers<ContextType>;
  CreateSeriesPayload?: CreateSeriesPayloadResolvers<ContextType>;
  CreateSubjectPayload?: CreateSubjectPayloadResolvers<ContextType>;
  CreateUploadPayload?: CreateUploadPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteSavedQueryPayload?: DeleteSavedQueryPayloadResolvers<ContextType>;
  DerivedAsset?: DerivedAssetResolvers<ContextType>;
  Exam?: ExamResolvers<ContextType>;
  Facet?: FacetResolvers<ContextType>;
  FacetBucket?: FacetBucketResolvers<ContextType>;
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
  Permit?: PermitResolvers<ContextType>;
  PermittedName?: PermittedNameResolvers<ContextType>;
  PrepareWithdrawalPayload?: PrepareWithdrawalPayloadResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectAsset?: ProjectAssetResolvers<ContextType>;
  PropertyDifference?: PropertyDifferenceResolvers<ContextType>;
  PropertyName?: PropertyNameResolvers<ContextType>;
  ProvActivity?: ProvActivityResolvers<ContextType>;
  ProvAgent?: ProvAgentResolvers<ContextType>;
  ProvAssociation?: ProvAssociationResolvers<ContextType>;
  ProvUsage?: ProvUsageResolvers<ContextType>;
  PutContextPayload?: PutContextPayloadResolvers<ContextType>;
  PutRelationDefinitionPayload?: PutRelationDefinitionPayloadResolvers<ContextType>;
  PutTagDefinitionPayload?: PutTagDefinitionPayloadResolvers<ContextType>;
  PutTagRulePayload?: PutTagRulePayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordActivityPayload?: RecordActivityPayloadResolvers<ContextType>;
  RelatePayload?: RelatePayloadResolvers<ContextType>;
  Relation?: RelationResolvers<ContextType>;
  RelationConnection?: RelationConnectionResolvers<ContextType>;
  RelationDefinition?: RelationDefinitionResolvers<ContextType>;
  RelationEdge?: RelationEdgeResolvers<ContextType>;
  RemoveContextPayload?: RemoveContextPayloadResolvers<ContextType>;
  RemoveTagPayload?: RemoveTagPayloadResolvers<ContextType>;
  RemoveTagRulePayload?: RemoveTagRulePayloadResolvers<ContextType>;
  RenewCheckOutPayload?: RenewCheckOutPayloadResolvers<ContextType>;
  RestoreVersionPayload?: RestoreVersionPayloadResolvers<ContextType>;
  RetireRelationDefinitionPayload?: RetireRelationDefinitionPayloadResolvers<ContextType>;
  RetireTagDefinitionPayload?: RetireTagDefinitionPayloadResolvers<ContextType>;
  ReusableResult?: ReusableResultResolvers<ContextType>;
  ReviewFlag?: ReviewFlagResolvers<ContextType>;
  Run?: RunResolvers<ContextType>;
  SaveQueryPayload?: SaveQueryPayloadResolvers<ContextType>;
  SavedQuery?: SavedQueryResolvers<ContextType>;
  SavedQueryConnection?: SavedQueryConnectionResolvers<ContextType>;
  SavedQueryEdge?: SavedQueryEdgeResolvers<ContextType>;
  Series?: SeriesResolvers<ContextType>;
  SetTagPayload?: SetTagPayloadResolvers<ContextType>;
  SetTagsPayload?: SetTagsPayloadResolvers<ContextType>;
  SiteCopies?: SiteCopiesResolvers<ContextType>;
  Subject?: SubjectResolvers<ContextType>;
  SubjectConnection?: SubjectConnectionResolvers<ContextType>;
  SubjectEdge?: SubjectEdgeResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Tag?: TagResolvers<ContextType>;
  TagChange?: TagChangeResolvers<ContextType>;
  TagChangeConnection?: TagChangeConnectionResolvers<ContextType>;
  TagChangeEdge?: TagChangeEdgeResolvers<ContextType>;
  TagChoice?: TagChoiceResolvers<ContextType>;
  TagCode?: TagCodeResolvers<ContextType>;
  TagDefinition?: TagDefinitionResolvers<ContextType>;
  TagDifference?: TagDifferenceResolvers<ContextType>;
  TagRule?: TagRuleResolvers<ContextType>;
  TagRuleApplication?: TagRuleApplicationResolvers<ContextType>;
  TagValue?: GraphQLScalarType;
  UnrelatePayload?: UnrelatePayloadResolvers<ContextType>;
  Upload?: UploadResolvers<ContextType>;
  WithdrawPayload?: WithdrawPayloadResolvers<ContextType>;
  Withdrawal?: WithdrawalResolvers<ContextType>;
  WithdrawalCertificate?: WithdrawalCertificateResolvers<ContextType>;
  WithdrawalConnection?: WithdrawalConnectionResolvers<ContextType>;
  WithdrawalEdge?: WithdrawalEdgeResolvers<ContextType>;
  WithdrawalExtras?: WithdrawalExtrasResolvers<ContextType>;
  WithdrawalImpact?: WithdrawalImpactResolvers<ContextType>;
  WithdrawalItem?: WithdrawalItemResolvers<ContextType>;
  WithdrawalItemConnection?: WithdrawalItemConnectionResolvers<ContextType>;
  WithdrawalItemEdge?: WithdrawalItemEdgeResolvers<ContextType>;
  Withdrawn?: WithdrawnResolvers<ContextType>;
};

