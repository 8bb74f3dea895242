import type { JsonObject } from '../../core/json.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Asset as AssetModel, Tag as TagModel } from '../../core/assets/asset.ts';
import type { ProjectReference, LineageNodeModel, AssetPage, AssetEdgeModel } from './models.ts';
import type { TagDefinition as TagDefinitionModel } from '../../core/assets/tag-definition.ts';
import type { TagRule as TagRuleModel } from '../../core/assets/tag-rule.ts';
import type { TagChange as TagChangeModel } from '../../core/ports/tag-store.ts';
import type { TagHistoryPage } from '../../core/assets/tag-views.ts';
import type { Context as ContextModel } from '../../core/assets/context.ts';
import type { PermittedName as PermittedNameModel } from '../../core/assets/contexts.ts';
import type { ProvActivity as ProvActivityModel, ProvAgent as ProvAgentModel, LineageEdge as LineageEdgeModel } from '../../core/provenance/activity.ts';
import type { VisibleLineage } from '../../core/assets/lineage.ts';
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
  lineage: Lineage;
  /** Tags that the project requires at this level and of which this asset has no value. */
  missingTags: Array<TagDefinition>;
  /** Methods that you may record on it: by your roles, and by the contexts of its level. Where no context restricts it the one name `*`, any. */
  permittedMethods: Array<PermittedName>;
  /** Workflows that you may start on it: by your roles, and by the contexts of its level where the project has any. In order of name. */
  permittedWorkflows: Array<PermittedName>;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  /** What happened to its tags (to that one), newest first. */
  tagHistory: TagChangeConnection;
  tags: Array<Tag>;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** Anything with properties and provenance. */
export type AssetLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};


/** Anything with properties and provenance. */
export type AssetTagHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
};

export type AssetConnection = {
  edges: Array<AssetEdge>;
  nodes: Array<Asset>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
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
  /** Tags that the project requires at this level and of which this asset has no value. */
  missingTags: Array<TagDefinition>;
  name: Scalars['String']['output'];
  parents: Array<Asset>;
  /** Methods that you may record on it: by your roles, and by the contexts of its level. Where no context restricts it the one name `*`, any. */
  permittedMethods: Array<PermittedName>;
  /** Workflows that you may start on it: by your roles, and by the contexts of its level where the project has any. In order of name. */
  permittedWorkflows: Array<PermittedName>;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  /** What happened to its tags (to that one), newest first. */
  tagHistory: TagChangeConnection;
  tags: Array<Tag>;
  /** UCUM code: mm3, mL, 1 (no unit). */
  unit: Scalars['String']['output'];
  value: Scalars['Float']['output'];
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A measured value with its unit, written to its subject, exam or series. */
export type BiomarkerLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};


/** A measured value with its unit, written to its subject, exam or series. */
export type BiomarkerTagHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
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
  mediaType: Scalars['String']['output'];
  /** Lower-case hex SHA-256 of the bytes. */
  sha256: Scalars['String']['output'];
  /** Bytes, decimal; a Float because files outgrow GraphQL's 32-bit Int. */
  sizeBytes: Scalars['Float']['output'];
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
  /** What happened to its tags (to that one), newest first. */
  tagHistory: TagChangeConnection;
  tags: Array<Tag>;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** Anything made or imported beside the images: a NIfTI volume, segmentation, table, report. */
export type DerivedAssetLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};


/** Anything made or imported beside the images: a NIfTI volume, segmentation, table, report. */
export type DerivedAssetTagHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
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
  /** Tags that the project requires at this level and of which this asset has no value. */
  missingTags: Array<TagDefinition>;
  /** Methods that you may record on it: by your roles, and by the contexts of its level. Where no context restricts it the one name `*`, any. */
  permittedMethods: Array<PermittedName>;
  /** Workflows that you may start on it: by your roles, and by the contexts of its level where the project has any. In order of name. */
  permittedWorkflows: Array<PermittedName>;
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
  /** What happened to its tags (to that one), newest first. */
  tagHistory: TagChangeConnection;
  tags: Array<Tag>;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A DICOM Study, de-identified. */
export type ExamLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};


/** A DICOM Study, de-identified. */
export type ExamTagHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
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
  /** Tags that the project requires at this level and of which this asset has no value. */
  missingTags: Array<TagDefinition>;
  /** Methods that you may record on it: by your roles, and by the contexts of its level. Where no context restricts it the one name `*`, any. */
  permittedMethods: Array<PermittedName>;
  /** Workflows that you may start on it: by your roles, and by the contexts of its level where the project has any. In order of name. */
  permittedWorkflows: Array<PermittedName>;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  series?: Maybe<Series>;
  /** SOP Class UID (0008,0016). */
  sopClassUID: Scalars['String']['output'];
  /** SOP Instance UID (0008,0018), de-identified. */
  sopInstanceUID: Scalars['String']['output'];
  /** What happened to its tags (to that one), newest first. */
  tagHistory: TagChangeConnection;
  tags: Array<Tag>;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A DICOM (SOP) Instance, de-identified. */
export type ImageLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};


/** A DICOM (SOP) Instance, de-identified. */
export type ImageTagHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
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
  /** Makes a context, or changes it. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, LIMIT_EXCEEDED, CONFLICT. */
  putContext: PutContextPayload;
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
  /** The context decides no more. Errors: NOT_FOUND, FORBIDDEN, CONFLICT. */
  removeContext: RemoveContextPayload;
  /** Takes a tag away; nothing when there is none. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  removeTag: RemoveTagPayload;
  /** The rule acts no more; the tags that it has set stay. Errors: NOT_FOUND, FORBIDDEN, CONFLICT. */
  removeTagRule: RemoveTagRulePayload;
  /** No value of the tag may be set any more; those that are there stay. Errors: NOT_FOUND, FORBIDDEN, CONFLICT. */
  retireTagDefinition: RetireTagDefinitionPayload;
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
};


export type MutationPutContextArgs = {
  input: PutContextInput;
};


export type MutationPutTagDefinitionArgs = {
  input: PutTagDefinitionInput;
};


export type MutationPutTagRuleArgs = {
  input: PutTagRuleInput;
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


export type MutationRetireTagDefinitionArgs = {
  input: RetireTagDefinitionInput;
};


export type MutationSetTagArgs = {
  input: SetTagInput;
};


export type MutationSetTagsArgs = {
  input: SetTagsInput;
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

export type Project = {
  /** What tagged assets permit, in order of name; 200 at most. */
  contexts: Array<Context>;
  id: Scalars['ID']['output'];
  /** Subjects, in order of id. */
  subjects: SubjectConnection;
  /** What tags of the project's assets (of that level) may hold now, in order of level and name; about 1000 at most. */
  tagDefinitions: Array<TagDefinition>;
  /** The rules by which tags set themselves, in order of name; 200 at most. */
  tagRules: Array<TagRule>;
};


export type ProjectContextsArgs = {
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

/** A project's own node in the graph: what holds for all of it hangs here. */
export type ProjectAsset = Asset & {
  content?: Maybe<Content>;
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
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
  /** What happened to its tags (to that one), newest first. */
  tagHistory: TagChangeConnection;
  tags: Array<Tag>;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A project's own node in the graph: what holds for all of it hangs here. */
export type ProjectAssetLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};


/** A project's own node in the graph: what holds for all of it hangs here. */
export type ProjectAssetTagHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
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
  /** One asset of any level; null when there is none that you may see. */
  asset?: Maybe<Asset>;
  /** Assets that you may see, in order of id. */
  assets: AssetConnection;
  /** The subjects of a project (all your projects when none is given), in order of id. */
  subjects: SubjectConnection;
};


export type QueryAssetArgs = {
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

/** What a member of a project may be. See docs/access.md for what each may do. */
export type Role =
  | 'CURATOR'
  | 'MANAGER'
  | 'OWNER'
  | 'RESEARCHER'
  | 'REVIEWER'
  | 'VIEWER';

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
  /** Series Description (0008,103E), cleaned. */
  seriesDescription?: Maybe<Scalars['String']['output']>;
  /** Series Instance UID (0020,000E), de-identified. */
  seriesInstanceUID: Scalars['String']['output'];
  /** Series Number (0020,0011). */
  seriesNumber?: Maybe<Scalars['Int']['output']>;
  /** The normalized series type that the classifier or a curator set, e.g. 'T1 post-contrast'; null before that. */
  seriesType?: Maybe<Scalars['String']['output']>;
  /** What happened to its tags (to that one), newest first. */
  tagHistory: TagChangeConnection;
  tags: Array<Tag>;
  wasGeneratedBy?: Maybe<ProvActivity>;
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
export type SeriesTagHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
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
  /** Tags that the project requires at this level and of which this asset has no value. */
  missingTags: Array<TagDefinition>;
  /** Methods that you may record on it: by your roles, and by the contexts of its level. Where no context restricts it the one name `*`, any. */
  permittedMethods: Array<PermittedName>;
  /** Workflows that you may start on it: by your roles, and by the contexts of its level where the project has any. In order of name. */
  permittedWorkflows: Array<PermittedName>;
  project: Project;
  properties: Scalars['JSONObject']['output'];
  researchId: Scalars['String']['output'];
  /** What happened to its tags (to that one), newest first. */
  tagHistory: TagChangeConnection;
  tags: Array<Tag>;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A person, under a research identifier. */
export type SubjectLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};


/** A person, under a research identifier. */
export type SubjectTagHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
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
 * One revision of what a tag of that name may hold, for a project and level. The hub itself sets seriesType, seriesTypeConfidence and
 * seriesTypeReason on series: every project has these definitions (revision 0), and may describe them otherwise and add series types.
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

export type TagFilter = {
  name: Scalars['String']['input'];
  value: Scalars['TagValue']['input'];
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
  AssetEdge: ResolverTypeWrapper<AssetEdgeModel>;
  AssetFilter: AssetFilter;
  AssetLevel: AssetLevel;
  Biomarker: ResolverTypeWrapper<AssetModel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ConditionInput: ConditionInput;
  ConditionTestInput: ConditionTestInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  Content: ResolverTypeWrapper<Content>;
  Context: ResolverTypeWrapper<ContextModel>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DerivedAsset: ResolverTypeWrapper<AssetModel>;
  Exam: ResolverTypeWrapper<AssetModel>;
  Image: ResolverTypeWrapper<AssetModel>;
  ImageConnection: ResolverTypeWrapper<AssetPage>;
  ImageEdge: ResolverTypeWrapper<AssetEdgeModel>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  Lineage: ResolverTypeWrapper<VisibleLineage>;
  LineageDirection: LineageDirection;
  LineageEdge: ResolverTypeWrapper<LineageEdgeModel>;
  LineageNode: ResolverTypeWrapper<LineageNodeModel>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Permit: ResolverTypeWrapper<Permit>;
  PermitInput: PermitInput;
  PermitKind: PermitKind;
  PermittedName: ResolverTypeWrapper<PermittedNameModel>;
  Project: ResolverTypeWrapper<ProjectReference>;
  ProjectAsset: ResolverTypeWrapper<AssetModel>;
  ProvActivity: ResolverTypeWrapper<ProvActivityModel>;
  ProvAgent: ResolverTypeWrapper<ProvAgentModel>;
  ProvAgentKind: ProvAgentKind;
  ProvAssociation: ResolverTypeWrapper<Omit<ProvAssociation, 'agent'> & { agent: ResolversTypes['ProvAgent'] }>;
  ProvRelation: ProvRelation;
  ProvUsage: ResolverTypeWrapper<Omit<ProvUsage, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  PutContextInput: PutContextInput;
  PutContextPayload: ResolverTypeWrapper<Omit<PutContextPayload, 'context'> & { context: ResolversTypes['Context'] }>;
  PutTagDefinitionInput: PutTagDefinitionInput;
  PutTagDefinitionPayload: ResolverTypeWrapper<Omit<PutTagDefinitionPayload, 'definition'> & { definition: ResolversTypes['TagDefinition'] }>;
  PutTagRuleInput: PutTagRuleInput;
  PutTagRulePayload: ResolverTypeWrapper<Omit<PutTagRulePayload, 'rule'> & { rule: ResolversTypes['TagRule'] }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RemoveContextInput: RemoveContextInput;
  RemoveContextPayload: ResolverTypeWrapper<Omit<RemoveContextPayload, 'context'> & { context: ResolversTypes['Context'] }>;
  RemoveTagInput: RemoveTagInput;
  RemoveTagPayload: ResolverTypeWrapper<Omit<RemoveTagPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  RemoveTagRuleInput: RemoveTagRuleInput;
  RemoveTagRulePayload: ResolverTypeWrapper<Omit<RemoveTagRulePayload, 'rule'> & { rule: ResolversTypes['TagRule'] }>;
  RetireTagDefinitionInput: RetireTagDefinitionInput;
  RetireTagDefinitionPayload: ResolverTypeWrapper<Omit<RetireTagDefinitionPayload, 'definition'> & { definition: ResolversTypes['TagDefinition'] }>;
  Role: Role;
  Series: ResolverTypeWrapper<AssetModel>;
  SetTagInput: SetTagInput;
  SetTagPayload: ResolverTypeWrapper<Omit<SetTagPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  SetTagsInput: SetTagsInput;
  SetTagsPayload: ResolverTypeWrapper<Omit<SetTagsPayload, 'assets'> & { assets: Array<ResolversTypes['Asset']> }>;
  Subject: ResolverTypeWrapper<AssetModel>;
  SubjectConnection: ResolverTypeWrapper<AssetPage>;
  SubjectEdge: ResolverTypeWrapper<AssetEdgeModel>;
  Tag: ResolverTypeWrapper<TagModel>;
  TagChange: ResolverTypeWrapper<TagChangeModel>;
  TagChangeConnection: ResolverTypeWrapper<TagHistoryPage>;
  TagChangeEdge: ResolverTypeWrapper<Omit<TagChangeEdge, 'node'> & { node: ResolversTypes['TagChange'] }>;
  TagChoice: ResolverTypeWrapper<TagChoice>;
  TagChoiceInput: TagChoiceInput;
  TagCode: ResolverTypeWrapper<TagCode>;
  TagCodeInput: TagCodeInput;
  TagDefinition: ResolverTypeWrapper<TagDefinitionModel>;
  TagFilter: TagFilter;
  TagRule: ResolverTypeWrapper<TagRuleModel>;
  TagRuleSetInput: TagRuleSetInput;
  TagSource: TagSource;
  TagType: TagType;
  TagValue: ResolverTypeWrapper<Scalars['TagValue']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Asset: AssetModel;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  AssetConnection: AssetPage;
  AssetEdge: AssetEdgeModel;
  AssetFilter: AssetFilter;
  Biomarker: AssetModel;
  Float: Scalars['Float']['output'];
  ConditionInput: ConditionInput;
  ConditionTestInput: ConditionTestInput;
  Boolean: Scalars['Boolean']['output'];
  Content: Content;
  Context: ContextModel;
  DateTime: Scalars['DateTime']['output'];
  DerivedAsset: AssetModel;
  Exam: AssetModel;
  Image: AssetModel;
  ImageConnection: AssetPage;
  ImageEdge: AssetEdgeModel;
  JSONObject: Scalars['JSONObject']['output'];
  Lineage: VisibleLineage;
  LineageEdge: LineageEdgeModel;
  LineageNode: LineageNodeModel;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Permit: Permit;
  PermitInput: PermitInput;
  PermittedName: PermittedNameModel;
  Project: ProjectReference;
  ProjectAsset: AssetModel;
  ProvActivity: ProvActivityModel;
  ProvAgent: ProvAgentModel;
  ProvAssociation: Omit<ProvAssociation, 'agent'> & { agent: ResolversParentTypes['ProvAgent'] };
  ProvUsage: Omit<ProvUsage, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  PutContextInput: PutContextInput;
  PutContextPayload: Omit<PutContextPayload, 'context'> & { context: ResolversParentTypes['Context'] };
  PutTagDefinitionInput: PutTagDefinitionInput;
  PutTagDefinitionPayload: Omit<PutTagDefinitionPayload, 'definition'> & { definition: ResolversParentTypes['TagDefinition'] };
  PutTagRuleInput: PutTagRuleInput;
  PutTagRulePayload: Omit<PutTagRulePayload, 'rule'> & { rule: ResolversParentTypes['TagRule'] };
  Query: Record<PropertyKey, never>;
  RemoveContextInput: RemoveContextInput;
  RemoveContextPayload: Omit<RemoveContextPayload, 'context'> & { context: ResolversParentTypes['Context'] };
  RemoveTagInput: RemoveTagInput;
  RemoveTagPayload: Omit<RemoveTagPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  RemoveTagRuleInput: RemoveTagRuleInput;
  RemoveTagRulePayload: Omit<RemoveTagRulePayload, 'rule'> & { rule: ResolversParentTypes['TagRule'] };
  RetireTagDefinitionInput: RetireTagDefinitionInput;
  RetireTagDefinitionPayload: Omit<RetireTagDefinitionPayload, 'definition'> & { definition: ResolversParentTypes['TagDefinition'] };
  Series: AssetModel;
  SetTagInput: SetTagInput;
  SetTagPayload: Omit<SetTagPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  SetTagsInput: SetTagsInput;
  SetTagsPayload: Omit<SetTagsPayload, 'assets'> & { assets: Array<ResolversParentTypes['Asset']> };
  Subject: AssetModel;
  SubjectConnection: AssetPage;
  SubjectEdge: AssetEdgeModel;
  Tag: TagModel;
  TagChange: TagChangeModel;
  TagChangeConnection: TagHistoryPage;
  TagChangeEdge: Omit<TagChangeEdge, 'node'> & { node: ResolversParentTypes['TagChange'] };
  TagChoice: TagChoice;
  TagChoiceInput: TagChoiceInput;
  TagCode: TagCode;
  TagCodeInput: TagCodeInput;
  TagDefinition: TagDefinitionModel;
  TagFilter: TagFilter;
  TagRule: TagRuleModel;
  TagRuleSetInput: TagRuleSetInput;
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
  missingTags?: Resolver<Array<ResolversTypes['TagDefinition']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parents?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  permittedMethods?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  permittedWorkflows?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  tagHistory?: Resolver<ResolversTypes['TagChangeConnection'], ParentType, ContextType, RequireFields<BiomarkerTagHistoryArgs, 'first'>>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ContentResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Content'] = ResolversParentTypes['Content']> = {
  downloadPath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
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
  missingTags?: Resolver<Array<ResolversTypes['TagDefinition']>, ParentType, ContextType>;
  parents?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  permittedMethods?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  permittedWorkflows?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  tagHistory?: Resolver<ResolversTypes['TagChangeConnection'], ParentType, ContextType, RequireFields<DerivedAssetTagHistoryArgs, 'first'>>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
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
  missingTags?: Resolver<Array<ResolversTypes['TagDefinition']>, ParentType, ContextType>;
  permittedMethods?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  permittedWorkflows?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  series?: Resolver<Array<ResolversTypes['Series']>, ParentType, ContextType>;
  studyDate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  studyDescription?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  studyInstanceUID?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subjects?: Resolver<Array<ResolversTypes['Subject']>, ParentType, ContextType>;
  tagHistory?: Resolver<ResolversTypes['TagChangeConnection'], ParentType, ContextType, RequireFields<ExamTagHistoryArgs, 'first'>>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
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
  missingTags?: Resolver<Array<ResolversTypes['TagDefinition']>, ParentType, ContextType>;
  permittedMethods?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  permittedWorkflows?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType>;
  sopClassUID?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sopInstanceUID?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tagHistory?: Resolver<ResolversTypes['TagChangeConnection'], ParentType, ContextType, RequireFields<ImageTagHistoryArgs, 'first'>>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
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
  putContext?: Resolver<ResolversTypes['PutContextPayload'], ParentType, ContextType, RequireFields<MutationPutContextArgs, 'input'>>;
  putTagDefinition?: Resolver<ResolversTypes['PutTagDefinitionPayload'], ParentType, ContextType, RequireFields<MutationPutTagDefinitionArgs, 'input'>>;
  putTagRule?: Resolver<ResolversTypes['PutTagRulePayload'], ParentType, ContextType, RequireFields<MutationPutTagRuleArgs, 'input'>>;
  removeContext?: Resolver<ResolversTypes['RemoveContextPayload'], ParentType, ContextType, RequireFields<MutationRemoveContextArgs, 'input'>>;
  removeTag?: Resolver<ResolversTypes['RemoveTagPayload'], ParentType, ContextType, RequireFields<MutationRemoveTagArgs, 'input'>>;
  removeTagRule?: Resolver<ResolversTypes['RemoveTagRulePayload'], ParentType, ContextType, RequireFields<MutationRemoveTagRuleArgs, 'input'>>;
  retireTagDefinition?: Resolver<ResolversTypes['RetireTagDefinitionPayload'], ParentType, ContextType, RequireFields<MutationRetireTagDefinitionArgs, 'input'>>;
  setTag?: Resolver<ResolversTypes['SetTagPayload'], ParentType, ContextType, RequireFields<MutationSetTagArgs, 'input'>>;
  setTags?: Resolver<ResolversTypes['SetTagsPayload'], ParentType, ContextType, RequireFields<MutationSetTagsArgs, 'input'>>;
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

export type ProjectResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project'], FederationReferenceType extends FederationReferenceTypes['Project'] = FederationReferenceTypes['Project']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Project']> | FederationReferenceType, FederationReferenceType, ContextType>;
  contexts?: Resolver<Array<ResolversTypes['Context']>, ParentType, ContextType, Partial<ProjectContextsArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subjects?: Resolver<ResolversTypes['SubjectConnection'], ParentType, ContextType, RequireFields<ProjectSubjectsArgs, 'first'>>;
  tagDefinitions?: Resolver<Array<ResolversTypes['TagDefinition']>, ParentType, ContextType, Partial<ProjectTagDefinitionsArgs>>;
  tagRules?: Resolver<Array<ResolversTypes['TagRule']>, ParentType, ContextType, Partial<ProjectTagRulesArgs>>;
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
  missingTags?: Resolver<Array<ResolversTypes['TagDefinition']>, ParentType, ContextType>;
  permittedMethods?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  permittedWorkflows?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  tagHistory?: Resolver<ResolversTypes['TagChangeConnection'], ParentType, ContextType, RequireFields<ProjectAssetTagHistoryArgs, 'first'>>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
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

export type PutContextPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PutContextPayload'] = ResolversParentTypes['PutContextPayload']> = {
  context?: Resolver<ResolversTypes['Context'], ParentType, ContextType>;
};

export type PutTagDefinitionPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PutTagDefinitionPayload'] = ResolversParentTypes['PutTagDefinitionPayload']> = {
  definition?: Resolver<ResolversTypes['TagDefinition'], ParentType, ContextType>;
};

export type PutTagRulePayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PutTagRulePayload'] = ResolversParentTypes['PutTagRulePayload']> = {
  rule?: Resolver<ResolversTypes['TagRule'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  asset?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType, RequireFields<QueryAssetArgs, 'id'>>;
  assets?: Resolver<ResolversTypes['AssetConnection'], ParentType, ContextType, RequireFields<QueryAssetsArgs, 'first'>>;
  subjects?: Resolver<ResolversTypes['SubjectConnection'], ParentType, ContextType, RequireFields<QuerySubjectsArgs, 'first'>>;
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

export type RetireTagDefinitionPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RetireTagDefinitionPayload'] = ResolversParentTypes['RetireTagDefinitionPayload']> = {
  definition?: Resolver<ResolversTypes['TagDefinition'], ParentType, ContextType>;
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
  missingTags?: Resolver<Array<ResolversTypes['TagDefinition']>, ParentType, ContextType>;
  modality?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  permittedMethods?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  permittedWorkflows?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  seriesDescription?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seriesInstanceUID?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seriesNumber?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  seriesType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  tagHistory?: Resolver<ResolversTypes['TagChangeConnection'], ParentType, ContextType, RequireFields<SeriesTagHistoryArgs, 'first'>>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SetTagPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SetTagPayload'] = ResolversParentTypes['SetTagPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type SetTagsPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SetTagsPayload'] = ResolversParentTypes['SetTagsPayload']> = {
  assets?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
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
  missingTags?: Resolver<Array<ResolversTypes['TagDefinition']>, ParentType, ContextType>;
  permittedMethods?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  permittedWorkflows?: Resolver<Array<ResolversTypes['PermittedName']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  researchId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tagHistory?: Resolver<ResolversTypes['TagChangeConnection'], ParentType, ContextType, RequireFields<SubjectTagHistoryArgs, 'first'>>;
  tags?: Resolver<Array<ResolversTypes['Tag']>, ParentType, ContextType>;
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

export interface TagValueScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['TagValue'], any> {
  name: 'TagValue';
}

export type Resolvers<ContextType = HubContext> = {
  Asset?: AssetResolvers<ContextType>;
  AssetConnection?: AssetConnectionResolvers<ContextType>;
  AssetEdge?: AssetEdgeResolvers<ContextType>;
  Biomarker?: BiomarkerResolvers<ContextType>;
  Content?: ContentResolvers<ContextType>;
  Context?: ContextResolvers<ContextType>;
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
  Permit?: PermitResolvers<ContextType>;
  PermittedName?: PermittedNameResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectAsset?: ProjectAssetResolvers<ContextType>;
  ProvActivity?: ProvActivityResolvers<ContextType>;
  ProvAgent?: ProvAgentResolvers<ContextType>;
  ProvAssociation?: ProvAssociationResolvers<ContextType>;
  ProvUsage?: ProvUsageResolvers<ContextType>;
  PutContextPayload?: PutContextPayloadResolvers<ContextType>;
  PutTagDefinitionPayload?: PutTagDefinitionPayloadResolvers<ContextType>;
  PutTagRulePayload?: PutTagRulePayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RemoveContextPayload?: RemoveContextPayloadResolvers<ContextType>;
  RemoveTagPayload?: RemoveTagPayloadResolvers<ContextType>;
  RemoveTagRulePayload?: RemoveTagRulePayloadResolvers<ContextType>;
  RetireTagDefinitionPayload?: RetireTagDefinitionPayloadResolvers<ContextType>;
  Series?: SeriesResolvers<ContextType>;
  SetTagPayload?: SetTagPayloadResolvers<ContextType>;
  SetTagsPayload?: SetTagsPayloadResolvers<ContextType>;
  Subject?: SubjectResolvers<ContextType>;
  SubjectConnection?: SubjectConnectionResolvers<ContextType>;
  SubjectEdge?: SubjectEdgeResolvers<ContextType>;
  Tag?: TagResolvers<ContextType>;
  TagChange?: TagChangeResolvers<ContextType>;
  TagChangeConnection?: TagChangeConnectionResolvers<ContextType>;
  TagChangeEdge?: TagChangeEdgeResolvers<ContextType>;
  TagChoice?: TagChoiceResolvers<ContextType>;
  TagCode?: TagCodeResolvers<ContextType>;
  TagDefinition?: TagDefinitionResolvers<ContextType>;
  TagRule?: TagRuleResolvers<ContextType>;
  TagValue?: GraphQLScalarType;
};

