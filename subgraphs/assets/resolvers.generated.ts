import type { JsonObject } from '../../core/json.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Asset as AssetModel, Tag as TagModel } from '../../core/assets/asset.ts';
import type { ProjectReference, LineageNodeModel, AssetPage, AssetEdgeModel, SavedQueryEdgeModel, SavedQueryPage } from './models.ts';
import type { ProvActivity as ProvActivityModel, ProvAgent as ProvAgentModel, LineageEdge as LineageEdgeModel } from '../../core/provenance/activity.ts';
import type { VisibleLineage } from '../../core/assets/lineage.ts';
import type { FoundAssets } from '../../core/assets/find-assets.ts';
import type { SavedQuery as SavedQueryModel } from '../../core/ports/saved-queries.ts';
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
  project: Project;
  properties: Scalars['JSONObject']['output'];
  tags: Array<Tag>;
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** Anything with properties and provenance. */
export type AssetLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
};

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
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A measured value with its unit, written to its subject, exam or series. */
export type BiomarkerLineageArgs = {
  direction?: LineageDirection;
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

export type DeleteSavedQueryInput = {
  id: Scalars['ID']['input'];
};

export type DeleteSavedQueryPayload = {
  /** As it was. */
  savedQuery: SavedQuery;
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
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** Anything made or imported beside the images: a NIfTI volume, segmentation, table, report. */
export type DerivedAssetLineageArgs = {
  direction?: LineageDirection;
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
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A DICOM Study, de-identified. */
export type ExamLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
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
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A DICOM (SOP) Instance, de-identified. */
export type ImageLineageArgs = {
  direction?: LineageDirection;
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
  /** Deletes one of yours, or a shared one where you have asset.write. Errors: NOT_FOUND, FORBIDDEN. */
  deleteSavedQuery: DeleteSavedQueryPayload;
  /** Keeps a search by its name; doing so again changes nothing. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, LIMIT_EXCEEDED, UNKNOWN_FIELD. */
  saveQuery: SaveQueryPayload;
  /** Sets a tag; an earlier value of that name is replaced and kept in the audit trail. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  setTag: SetTagPayload;
};


export type MutationDeleteSavedQueryArgs = {
  input: DeleteSavedQueryInput;
};


export type MutationSaveQueryArgs = {
  input: SaveQueryInput;
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
  /** The properties that its assets have, of one level or of all, in order of level and name. */
  propertyNames: Array<PropertyName>;
  /** Subjects, in order of id. */
  subjects: SubjectConnection;
};


export type ProjectPropertyNamesArgs = {
  level?: InputMaybe<AssetLevel>;
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
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A project's own node in the graph: what holds for all of it hangs here. */
export type ProjectAssetLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
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
  /** One asset of any level; null when there is none that you may see. */
  asset?: Maybe<Asset>;
  /** Assets that you may see, in order of id unless another order is asked for. Errors: BAD_USER_INPUT, LIMIT_EXCEEDED, UNKNOWN_FIELD. */
  assets: AssetConnection;
  /** Your own saved queries and those of your projects, or those of one project, in order of id. */
  savedQueries: SavedQueryConnection;
  /** A saved query; null when there is none that you may see. */
  savedQuery?: Maybe<SavedQuery>;
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
  order?: InputMaybe<AssetOrder>;
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

/** Which end comes first. */
export type SortDirection =
  | 'ASC'
  | 'DESC';

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
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A person, under a research identifier. */
export type SubjectLineageArgs = {
  direction?: LineageDirection;
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
  AssetConnection: ResolverTypeWrapper<FoundAssets>;
  AssetEdge: ResolverTypeWrapper<AssetEdgeModel>;
  AssetFilter: AssetFilter;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  AssetLevel: AssetLevel;
  AssetOrder: AssetOrder;
  AssetOrderField: AssetOrderField;
  Biomarker: ResolverTypeWrapper<AssetModel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Content: ResolverTypeWrapper<Content>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteSavedQueryInput: DeleteSavedQueryInput;
  DeleteSavedQueryPayload: ResolverTypeWrapper<Omit<DeleteSavedQueryPayload, 'savedQuery'> & { savedQuery: ResolversTypes['SavedQuery'] }>;
  DerivedAsset: ResolverTypeWrapper<AssetModel>;
  Exam: ResolverTypeWrapper<AssetModel>;
  Facet: ResolverTypeWrapper<Facet>;
  FacetAttribute: FacetAttribute;
  FacetBucket: ResolverTypeWrapper<FacetBucket>;
  FacetField: FacetField;
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
  Project: ResolverTypeWrapper<ProjectReference>;
  ProjectAsset: ResolverTypeWrapper<AssetModel>;
  PropertyFilter: PropertyFilter;
  PropertyName: ResolverTypeWrapper<PropertyName>;
  PropertyType: PropertyType;
  ProvActivity: ResolverTypeWrapper<ProvActivityModel>;
  ProvAgent: ResolverTypeWrapper<ProvAgentModel>;
  ProvAgentKind: ProvAgentKind;
  ProvAssociation: ResolverTypeWrapper<Omit<ProvAssociation, 'agent'> & { agent: ResolversTypes['ProvAgent'] }>;
  ProvRelation: ProvRelation;
  ProvUsage: ResolverTypeWrapper<Omit<ProvUsage, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SaveQueryInput: SaveQueryInput;
  SaveQueryPayload: ResolverTypeWrapper<Omit<SaveQueryPayload, 'savedQuery'> & { savedQuery: ResolversTypes['SavedQuery'] }>;
  SavedQuery: ResolverTypeWrapper<SavedQueryModel>;
  SavedQueryConnection: ResolverTypeWrapper<SavedQueryPage>;
  SavedQueryEdge: ResolverTypeWrapper<SavedQueryEdgeModel>;
  Series: ResolverTypeWrapper<AssetModel>;
  SetTagInput: SetTagInput;
  SetTagPayload: ResolverTypeWrapper<Omit<SetTagPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  SortDirection: SortDirection;
  Subject: ResolverTypeWrapper<AssetModel>;
  SubjectConnection: ResolverTypeWrapper<AssetPage>;
  SubjectEdge: ResolverTypeWrapper<AssetEdgeModel>;
  Tag: ResolverTypeWrapper<TagModel>;
  TagFilter: TagFilter;
  TagValue: ResolverTypeWrapper<Scalars['TagValue']['output']>;
  TextMatch: TextMatch;
  TimeSpan: TimeSpan;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Asset: AssetModel;
  String: Scalars['String']['output'];
  ID: Scalars['ID']['output'];
  Int: Scalars['Int']['output'];
  AssetConnection: FoundAssets;
  AssetEdge: AssetEdgeModel;
  AssetFilter: AssetFilter;
  Boolean: Scalars['Boolean']['output'];
  AssetOrder: AssetOrder;
  Biomarker: AssetModel;
  Float: Scalars['Float']['output'];
  Content: Content;
  DateTime: Scalars['DateTime']['output'];
  DeleteSavedQueryInput: DeleteSavedQueryInput;
  DeleteSavedQueryPayload: Omit<DeleteSavedQueryPayload, 'savedQuery'> & { savedQuery: ResolversParentTypes['SavedQuery'] };
  DerivedAsset: AssetModel;
  Exam: AssetModel;
  Facet: Facet;
  FacetBucket: FacetBucket;
  FacetField: FacetField;
  Image: AssetModel;
  ImageConnection: AssetPage;
  ImageEdge: AssetEdgeModel;
  JSONObject: Scalars['JSONObject']['output'];
  Lineage: VisibleLineage;
  LineageEdge: LineageEdgeModel;
  LineageNode: LineageNodeModel;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Project: ProjectReference;
  ProjectAsset: AssetModel;
  PropertyFilter: PropertyFilter;
  PropertyName: PropertyName;
  ProvActivity: ProvActivityModel;
  ProvAgent: ProvAgentModel;
  ProvAssociation: Omit<ProvAssociation, 'agent'> & { agent: ResolversParentTypes['ProvAgent'] };
  ProvUsage: Omit<ProvUsage, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  Query: Record<PropertyKey, never>;
  SaveQueryInput: SaveQueryInput;
  SaveQueryPayload: Omit<SaveQueryPayload, 'savedQuery'> & { savedQuery: ResolversParentTypes['SavedQuery'] };
  SavedQuery: SavedQueryModel;
  SavedQueryConnection: SavedQueryPage;
  SavedQueryEdge: SavedQueryEdgeModel;
  Series: AssetModel;
  SetTagInput: SetTagInput;
  SetTagPayload: Omit<SetTagPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  Subject: AssetModel;
  SubjectConnection: AssetPage;
  SubjectEdge: AssetEdgeModel;
  Tag: TagModel;
  TagFilter: TagFilter;
  TagValue: Scalars['TagValue']['output'];
  TextMatch: TextMatch;
  TimeSpan: TimeSpan;
};

export type AssetResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Asset'] = ResolversParentTypes['Asset']> = {
  __resolveType: TypeResolveFn<'Biomarker' | 'DerivedAsset' | 'Exam' | 'Image' | 'ProjectAsset' | 'Series' | 'Subject', ParentType, ContextType>;
};

export type AssetConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AssetConnection'] = ResolversParentTypes['AssetConnection']> = {
  edges?: Resolver<Array<ResolversTypes['AssetEdge']>, ParentType, ContextType>;
  facets?: Resolver<Array<ResolversTypes['Facet']>, ParentType, ContextType, RequireFields<AssetConnectionFacetsArgs, 'fields' | 'first'>>;
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
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parents?: Resolver<Array<ResolversTypes['Asset']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  properties?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
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

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteSavedQueryPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['DeleteSavedQueryPayload'] = ResolversParentTypes['DeleteSavedQueryPayload']> = {
  savedQuery?: Resolver<ResolversTypes['SavedQuery'], ParentType, ContextType>;
};

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
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
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
  deleteSavedQuery?: Resolver<ResolversTypes['DeleteSavedQueryPayload'], ParentType, ContextType, RequireFields<MutationDeleteSavedQueryArgs, 'input'>>;
  saveQuery?: Resolver<ResolversTypes['SaveQueryPayload'], ParentType, ContextType, RequireFields<MutationSaveQueryArgs, 'input'>>;
  setTag?: Resolver<ResolversTypes['SetTagPayload'], ParentType, ContextType, RequireFields<MutationSetTagArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project'], FederationReferenceType extends FederationReferenceTypes['Project'] = FederationReferenceTypes['Project']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Project']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  propertyNames?: Resolver<Array<ResolversTypes['PropertyName']>, ParentType, ContextType, Partial<ProjectPropertyNamesArgs>>;
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
  wasGeneratedBy?: Resolver<Maybe<ResolversTypes['ProvActivity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PropertyNameResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PropertyName'] = ResolversParentTypes['PropertyName']> = {
  level?: Resolver<ResolversTypes['AssetLevel'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  types?: Resolver<Array<ResolversTypes['PropertyType']>, ParentType, ContextType>;
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
  savedQueries?: Resolver<ResolversTypes['SavedQueryConnection'], ParentType, ContextType, RequireFields<QuerySavedQueriesArgs, 'first'>>;
  savedQuery?: Resolver<Maybe<ResolversTypes['SavedQuery']>, ParentType, ContextType, RequireFields<QuerySavedQueryArgs, 'id'>>;
  subjects?: Resolver<ResolversTypes['SubjectConnection'], ParentType, ContextType, RequireFields<QuerySubjectsArgs, 'first'>>;
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

export type Resolvers<ContextType = HubContext> = {
  Asset?: AssetResolvers<ContextType>;
  AssetConnection?: AssetConnectionResolvers<ContextType>;
  AssetEdge?: AssetEdgeResolvers<ContextType>;
  Biomarker?: BiomarkerResolvers<ContextType>;
  Content?: ContentResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteSavedQueryPayload?: DeleteSavedQueryPayloadResolvers<ContextType>;
  DerivedAsset?: DerivedAssetResolvers<ContextType>;
  Exam?: ExamResolvers<ContextType>;
  Facet?: FacetResolvers<ContextType>;
  FacetBucket?: FacetBucketResolvers<ContextType>;
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
  PropertyName?: PropertyNameResolvers<ContextType>;
  ProvActivity?: ProvActivityResolvers<ContextType>;
  ProvAgent?: ProvAgentResolvers<ContextType>;
  ProvAssociation?: ProvAssociationResolvers<ContextType>;
  ProvUsage?: ProvUsageResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  SaveQueryPayload?: SaveQueryPayloadResolvers<ContextType>;
  SavedQuery?: SavedQueryResolvers<ContextType>;
  SavedQueryConnection?: SavedQueryConnectionResolvers<ContextType>;
  SavedQueryEdge?: SavedQueryEdgeResolvers<ContextType>;
  Series?: SeriesResolvers<ContextType>;
  SetTagPayload?: SetTagPayloadResolvers<ContextType>;
  Subject?: SubjectResolvers<ContextType>;
  SubjectConnection?: SubjectConnectionResolvers<ContextType>;
  SubjectEdge?: SubjectEdgeResolvers<ContextType>;
  Tag?: TagResolvers<ContextType>;
  TagValue?: GraphQLScalarType;
};

