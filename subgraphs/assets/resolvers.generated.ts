import type { JsonObject } from '../../core/json.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Asset as AssetModel, Tag as TagModel } from '../../core/assets/asset.ts';
import type { ProjectReference, LineageNodeModel, AssetPage, AssetEdgeModel, ContentModel } from './models.ts';
import type { ProvActivity as ProvActivityModel, ProvAgent as ProvAgentModel, LineageEdge as LineageEdgeModel } from '../../core/provenance/activity.ts';
import type { VisibleLineage } from '../../core/assets/lineage.ts';
import type { Upload as UploadModel } from '../../core/uploads/upload.ts';
import type { AssetChangeEvent } from '../../core/assets/live.ts';
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
  /** At most 64 KiB of JSON. A biomarker has name, value (a number) and unit (UCUM). */
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
  /** Study Instance UID (0020,000D). A study that is there already is answered as it is. Null or absent: a new one. */
  studyInstanceUID?: InputMaybe<Scalars['String']['input']>;
  /** One or more subjects (SUBJECT) of one project: several where reality has them, a mother and her foetus, twins. */
  subjectIds: Array<Scalars['ID']['input']>;
};

export type CreateExamPayload = {
  exam: Exam;
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
  /** Series Instance UID (0020,000E). A series that is there already is answered as it is. Null or absent: a new one. */
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
  /** One more subject of an exam; again changes nothing. Audited. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, WRONG_PARENT_LEVEL. */
  addSubjectToExam: AddSubjectToExamPayload;
  /**
   * An asset that was made elsewhere, with its provenance: an activity `pesscara/import` with you as agent, which used the sources.
   * Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, INCOMPLETE_UPLOAD, HASH_MISMATCH, CONFLICT.
   */
  createDerivedAsset: CreateDerivedAssetPayload;
  /** An exam of one or several subjects. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, WRONG_PARENT_LEVEL, CONFLICT (the study is there, of other subjects). */
  createExam: CreateExamPayload;
  /** A series of an exam. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, WRONG_PARENT_LEVEL, CONFLICT (the series is there, in another exam). */
  createSeries: CreateSeriesPayload;
  /** A subject of a project. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  createSubject: CreateSubjectPayload;
  /** Begins an upload; its bytes then go to `upload.url`. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, TOO_LARGE. */
  createUpload: CreateUploadPayload;
  /** Sets a tag; an earlier value of that name is replaced and kept in the audit trail. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  setTag: SetTagPayload;
};


export type MutationAddSubjectToExamArgs = {
  input: AddSubjectToExamInput;
};


export type MutationCreateDerivedAssetArgs = {
  input: CreateDerivedAssetInput;
};


export type MutationCreateExamArgs = {
  input: CreateExamInput;
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
  wasGeneratedBy?: Maybe<ProvActivity>;
};


/** A project's own node in the graph: what holds for all of it hangs here. */
export type ProjectAssetLineageArgs = {
  direction?: LineageDirection;
  maxDepth?: Scalars['Int']['input'];
  maxNodes?: Scalars['Int']['input'];
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
  /** One asset of any level; null when there is none that you may see. */
  asset?: Maybe<Asset>;
  /** Assets that you may see, in order of id. */
  assets: AssetConnection;
  /** The subjects of a project (all your projects when none is given), in order of id. */
  subjects: SubjectConnection;
  /** An upload of yours; null when there is none, or it has ended. */
  upload?: Maybe<Upload>;
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


export type QueryUploadArgs = {
  id: Scalars['ID']['input'];
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
  Asset: ResolverTypeWrapper<AssetModel>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AssetChange: ResolverTypeWrapper<AssetChangeEvent>;
  AssetChangeFilter: AssetChangeFilter;
  AssetChangeKind: AssetChangeKind;
  AssetConnection: ResolverTypeWrapper<AssetPage>;
  AssetEdge: ResolverTypeWrapper<AssetEdgeModel>;
  AssetFilter: AssetFilter;
  AssetLevel: AssetLevel;
  Biomarker: ResolverTypeWrapper<AssetModel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Content: ResolverTypeWrapper<ContentModel>;
  CreateDerivedAssetInput: CreateDerivedAssetInput;
  CreateDerivedAssetPayload: ResolverTypeWrapper<Omit<CreateDerivedAssetPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  CreateExamInput: CreateExamInput;
  CreateExamPayload: ResolverTypeWrapper<Omit<CreateExamPayload, 'exam'> & { exam: ResolversTypes['Exam'] }>;
  CreateSeriesInput: CreateSeriesInput;
  CreateSeriesPayload: ResolverTypeWrapper<Omit<CreateSeriesPayload, 'series'> & { series: ResolversTypes['Series'] }>;
  CreateSubjectInput: CreateSubjectInput;
  CreateSubjectPayload: ResolverTypeWrapper<Omit<CreateSubjectPayload, 'subject'> & { subject: ResolversTypes['Subject'] }>;
  CreateUploadInput: CreateUploadInput;
  CreateUploadPayload: ResolverTypeWrapper<Omit<CreateUploadPayload, 'upload'> & { upload: ResolversTypes['Upload'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DerivedAsset: ResolverTypeWrapper<AssetModel>;
  Exam: ResolverTypeWrapper<AssetModel>;
  Image: ResolverTypeWrapper<AssetModel>;
  ImageConnection: ResolverTypeWrapper<AssetPage>;
  ImageEdge: ResolverTypeWrapper<AssetEdgeModel>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  Lineage: ResolverTypeWrapper<VisibleLineage>;
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
  ProvAgentKind: ProvAgentKind;
  ProvAssociation: ResolverTypeWrapper<Omit<ProvAssociation, 'agent'> & { agent: ResolversTypes['ProvAgent'] }>;
  ProvRelation: ProvRelation;
  ProvUsage: ResolverTypeWrapper<Omit<ProvUsage, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Series: ResolverTypeWrapper<AssetModel>;
  SetTagInput: SetTagInput;
  SetTagPayload: ResolverTypeWrapper<Omit<SetTagPayload, 'asset'> & { asset: ResolversTypes['Asset'] }>;
  Subject: ResolverTypeWrapper<AssetModel>;
  SubjectConnection: ResolverTypeWrapper<AssetPage>;
  SubjectEdge: ResolverTypeWrapper<AssetEdgeModel>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Tag: ResolverTypeWrapper<TagModel>;
  TagFilter: TagFilter;
  TagValue: ResolverTypeWrapper<Scalars['TagValue']['output']>;
  Upload: ResolverTypeWrapper<UploadModel>;
  UploadState: UploadState;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AddSubjectToExamInput: AddSubjectToExamInput;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  AddSubjectToExamPayload: Omit<AddSubjectToExamPayload, 'exam'> & { exam: ResolversParentTypes['Exam'] };
  Asset: AssetModel;
  Int: Scalars['Int']['output'];
  AssetChange: AssetChangeEvent;
  AssetChangeFilter: AssetChangeFilter;
  AssetConnection: AssetPage;
  AssetEdge: AssetEdgeModel;
  AssetFilter: AssetFilter;
  Biomarker: AssetModel;
  Float: Scalars['Float']['output'];
  Content: ContentModel;
  CreateDerivedAssetInput: CreateDerivedAssetInput;
  CreateDerivedAssetPayload: Omit<CreateDerivedAssetPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  CreateExamInput: CreateExamInput;
  CreateExamPayload: Omit<CreateExamPayload, 'exam'> & { exam: ResolversParentTypes['Exam'] };
  CreateSeriesInput: CreateSeriesInput;
  CreateSeriesPayload: Omit<CreateSeriesPayload, 'series'> & { series: ResolversParentTypes['Series'] };
  CreateSubjectInput: CreateSubjectInput;
  CreateSubjectPayload: Omit<CreateSubjectPayload, 'subject'> & { subject: ResolversParentTypes['Subject'] };
  CreateUploadInput: CreateUploadInput;
  CreateUploadPayload: Omit<CreateUploadPayload, 'upload'> & { upload: ResolversParentTypes['Upload'] };
  DateTime: Scalars['DateTime']['output'];
  DerivedAsset: AssetModel;
  Exam: AssetModel;
  Image: AssetModel;
  ImageConnection: AssetPage;
  ImageEdge: AssetEdgeModel;
  JSONObject: Scalars['JSONObject']['output'];
  Lineage: VisibleLineage;
  Boolean: Scalars['Boolean']['output'];
  LineageEdge: LineageEdgeModel;
  LineageNode: LineageNodeModel;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  Project: ProjectReference;
  ProjectAsset: AssetModel;
  ProvActivity: ProvActivityModel;
  ProvAgent: ProvAgentModel;
  ProvAssociation: Omit<ProvAssociation, 'agent'> & { agent: ResolversParentTypes['ProvAgent'] };
  ProvUsage: Omit<ProvUsage, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  Query: Record<PropertyKey, never>;
  Series: AssetModel;
  SetTagInput: SetTagInput;
  SetTagPayload: Omit<SetTagPayload, 'asset'> & { asset: ResolversParentTypes['Asset'] };
  Subject: AssetModel;
  SubjectConnection: AssetPage;
  SubjectEdge: AssetEdgeModel;
  Subscription: Record<PropertyKey, never>;
  Tag: TagModel;
  TagFilter: TagFilter;
  TagValue: Scalars['TagValue']['output'];
  Upload: UploadModel;
};

export type AddSubjectToExamPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AddSubjectToExamPayload'] = ResolversParentTypes['AddSubjectToExamPayload']> = {
  exam?: Resolver<ResolversTypes['Exam'], ParentType, ContextType>;
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
  downloadUrl?: Resolver<ResolversTypes['String'], ParentType, ContextType, RequireFields<ContentDownloadUrlArgs, 'minutes'>>;
  mediaType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type CreateDerivedAssetPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CreateDerivedAssetPayload'] = ResolversParentTypes['CreateDerivedAssetPayload']> = {
  asset?: Resolver<ResolversTypes['Asset'], ParentType, ContextType>;
};

export type CreateExamPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CreateExamPayload'] = ResolversParentTypes['CreateExamPayload']> = {
  exam?: Resolver<ResolversTypes['Exam'], ParentType, ContextType>;
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
  addSubjectToExam?: Resolver<ResolversTypes['AddSubjectToExamPayload'], ParentType, ContextType, RequireFields<MutationAddSubjectToExamArgs, 'input'>>;
  createDerivedAsset?: Resolver<ResolversTypes['CreateDerivedAssetPayload'], ParentType, ContextType, RequireFields<MutationCreateDerivedAssetArgs, 'input'>>;
  createExam?: Resolver<ResolversTypes['CreateExamPayload'], ParentType, ContextType, RequireFields<MutationCreateExamArgs, 'input'>>;
  createSeries?: Resolver<ResolversTypes['CreateSeriesPayload'], ParentType, ContextType, RequireFields<MutationCreateSeriesArgs, 'input'>>;
  createSubject?: Resolver<ResolversTypes['CreateSubjectPayload'], ParentType, ContextType, RequireFields<MutationCreateSubjectArgs, 'input'>>;
  createUpload?: Resolver<ResolversTypes['CreateUploadPayload'], ParentType, ContextType, RequireFields<MutationCreateUploadArgs, 'input'>>;
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

export type QueryResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  asset?: Resolver<Maybe<ResolversTypes['Asset']>, ParentType, ContextType, RequireFields<QueryAssetArgs, 'id'>>;
  assets?: Resolver<ResolversTypes['AssetConnection'], ParentType, ContextType, RequireFields<QueryAssetsArgs, 'first'>>;
  subjects?: Resolver<ResolversTypes['SubjectConnection'], ParentType, ContextType, RequireFields<QuerySubjectsArgs, 'first'>>;
  upload?: Resolver<Maybe<ResolversTypes['Upload']>, ParentType, ContextType, RequireFields<QueryUploadArgs, 'id'>>;
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

export type SubscriptionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  assetChanged?: SubscriptionResolver<ResolversTypes['AssetChange'], "assetChanged", ParentType, ContextType, RequireFields<SubscriptionAssetChangedArgs, 'filter'>>;
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

export type Resolvers<ContextType = HubContext> = {
  AddSubjectToExamPayload?: AddSubjectToExamPayloadResolvers<ContextType>;
  Asset?: AssetResolvers<ContextType>;
  AssetChange?: AssetChangeResolvers<ContextType>;
  AssetConnection?: AssetConnectionResolvers<ContextType>;
  AssetEdge?: AssetEdgeResolvers<ContextType>;
  Biomarker?: BiomarkerResolvers<ContextType>;
  Content?: ContentResolvers<ContextType>;
  CreateDerivedAssetPayload?: CreateDerivedAssetPayloadResolvers<ContextType>;
  CreateExamPayload?: CreateExamPayloadResolvers<ContextType>;
  CreateSeriesPayload?: CreateSeriesPayloadResolvers<ContextType>;
  CreateSubjectPayload?: CreateSubjectPayloadResolvers<ContextType>;
  CreateUploadPayload?: CreateUploadPayloadResolvers<ContextType>;
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
  Series?: SeriesResolvers<ContextType>;
  SetTagPayload?: SetTagPayloadResolvers<ContextType>;
  Subject?: SubjectResolvers<ContextType>;
  SubjectConnection?: SubjectConnectionResolvers<ContextType>;
  SubjectEdge?: SubjectEdgeResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Tag?: TagResolvers<ContextType>;
  TagValue?: GraphQLScalarType;
  Upload?: UploadResolvers<ContextType>;
};

