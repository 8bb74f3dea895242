import type { JsonObject } from '../../core/json.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Pool as PoolModel, Ingestion as IngestionModel, QuarantinedExam as QuarantinedExamModel, ReceivedFile as ReceivedFileModel } from '../../core/intake/intake.ts';
import type { RefusedFile as RefusedFileModel } from '../../core/ports/refused-store.ts';
import type { ProfileVersion as ProfileVersionModel } from '../../core/ports/profile-store.ts';
import type { ProfileInput as ProfileInputModel } from '../../core/deidentification/profile-input.ts';
import type { LookupCounts as LookupCountsModel } from '../../core/intake/profiles.ts';
import type { ProfiledPreview as ProfiledPreviewModel } from '../../core/intake/preview.ts';
import type { VisibleSite } from '../../core/archives/sites.ts';
import type { ImagingStudy as ImagingStudyModel, SiteAnswer as SiteAnswerModel } from '../../core/archives/search.ts';
import type { SiteHealth as SiteHealthModel } from '../../core/archives/site-health.ts';
import type { ImagingSeries as ImagingSeriesModel } from '../../core/archives/series.ts';
import type { ArchivedCopy as ArchivedCopyModel } from '../../core/archives/copies.ts';
import type { ProtocolVersion as ProtocolVersionModel, ProtocolReport as ProtocolReportModel, PoolSummary as PoolSummaryModel } from '../../core/ports/protocol-store.ts';
import type { FindingModel, ImageModel, SeriesModel } from './models.ts';
import type { ProtocolMessage as ProtocolMessageModel } from '../../core/ports/contact-store.ts';
import type { ShownSignature } from '../../core/intake/review-records.ts';
import type { KnownPerson } from '../../core/signatures/confirm-person.ts';
import type { RecordedRedaction } from '../../core/ports/review-store.ts';
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

export type AcceptDeviationInput = {
  examId: Scalars['ID']['input'];
  /** 1 to 1000 characters; no patient's name or number. */
  reason: Scalars['String']['input'];
  /** Rules whose fault is accepted; absent: all that the exam doesn't keep. */
  rules?: InputMaybe<Array<Scalars['String']['input']>>;
};

export type AcceptDeviationPayload = {
  report: ProtocolReport;
};

/** What waits for your decision in a project, to be approved together. */
export type ApproveAllExamsInput = {
  /** Kept with each approval. */
  comment?: InputMaybe<Scalars['String']['input']>;
  projectId: Scalars['ID']['input'];
  /** Signs the first; those after it go on in the same session. */
  signature?: InputMaybe<SignatureInput>;
};

/** What became of the exams. */
export type ApproveAllExamsPayload = {
  approved: Array<QuarantinedExam>;
  /** Signed by you, and in quarantine still: their pools want another person's approval, too. */
  awaitingSecond: Array<QuarantinedExam>;
};

/** Where the pixels of an exam or series are: one row for each site that was asked, also when it did not answer. */
export type ArchivedCopy = {
  /** Instances that the site holds; null when it did not answer, 0 when it has none. */
  instanceCount?: Maybe<Scalars['Int']['output']>;
  site: Site;
  status: SiteStatus;
};

export type AssignReviewersInput = {
  poolId: Scalars['ID']['input'];
  /** Members who may review, in the place of those before; none: everybody who may review in the project. */
  usernames: Array<Scalars['String']['input']>;
};

/** One who reviews. */
export type AssignedReviewer = {
  accountId: Scalars['ID']['output'];
  displayName: Scalars['String']['output'];
  username: Scalars['String']['output'];
};

export type ChangeRefusedFilesInput = {
  /** 1 to 100 refused files that are kept. */
  fileIds: Array<Scalars['ID']['input']>;
  projectId: Scalars['ID']['input'];
  /** Why, for the audit trail: 1 to 2000 characters. */
  reason: Scalars['String']['input'];
};

export type CheckProtocolInput = {
  examId: Scalars['ID']['input'];
};

export type CheckProtocolPayload = {
  report: ProtocolReport;
};

/** Whether the hub asks a site. */
export type CircuitState =
  /** Yes. */
  | 'CLOSED'
  /** The next question goes there, to see whether it answers again. */
  | 'HALF_OPEN'
  /** Not for now: it failed five times in a row, less than 30 s ago. */
  | 'OPEN';

/** An exam in quarantine that has become complete. */
export type CompletedExamEvent = {
  /** Resumes this subscription after it. */
  cursor: Scalars['String']['output'];
  quarantinedExam: QuarantinedExam;
};

/** A message about an exam's state to one contact; one for each state that lasts. */
export type ContactMessage = {
  contact: PoolContact;
  /** Null while it waits. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  exam: Exam;
  id: Scalars['ID']['output'];
  madeAt: Scalars['DateTime']['output'];
  pool: Pool;
  /** What the mail server said, or why it was not sent. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Of the exam, that it tells of. */
  state: ProtocolState;
  status: ContactMessageStatus;
};

export type ContactMessageConnection = {
  edges: Array<ContactMessageEdge>;
  nodes: Array<ContactMessage>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type ContactMessageEdge = {
  cursor: Scalars['String']['output'];
  node: ContactMessage;
};

/** What became of a message to a contact. */
export type ContactMessageStatus =
  /** Given up, or there is no mail server. */
  | 'NOT_SENT'
  /** The mail server won't take it. */
  | 'REFUSED'
  | 'SENDING'
  /** The mail server has taken it over, or it is shown in the hub. */
  | 'SENT'
  /** Nobody knows whether the mail server took it: it is not sent again. */
  | 'UNCERTAIN'
  /** To be sent, or to be tried again. */
  | 'WAITING';

export type CreatePoolInput = {
  /** What becomes, from now on, of other content of images that the project has. Absent: as it is; `REFUSE` for a new pool. */
  existing?: InputMaybe<ExistingImages>;
  /**
   * Keeps identified originals after approval, from now on: what is gone does not come back, and switching it off deletes none that are
   * there. Owners alone switch it on. Absent: as it is; false for a new pool.
   */
  keepOriginals?: InputMaybe<Scalars['Boolean']['input']>;
  /** 1 to 64 letters, digits, '.', '_' or '-'. */
  name: Scalars['String']['input'];
  /**
   * How what arrives from now on is de-identified: 'basic/1', 'research/1', or a profile of the project as 'name@version', or 'name' for its
   * newest version now. Absent: as it is; 'research/1' for a new pool.
   */
  profile?: InputMaybe<Scalars['String']['input']>;
  projectId: Scalars['ID']['input'];
  /** The site whose archive gets approved images. */
  siteName?: InputMaybe<Scalars['String']['input']>;
};

export type CreatePoolPayload = {
  pool: Pool;
};

/** What became of an attribute. */
export type DeidentificationAction =
  /** By de-identification itself. */
  | 'ADDED'
  /** All but harmless words dropped. */
  | 'CLEANED'
  | 'EMPTIED'
  | 'KEPT'
  /** A UID by a new one, the same wherever it stands. */
  | 'MAPPED'
  | 'REMOVED'
  /** By a value that says nothing, or that the profile says. */
  | 'REPLACED'
  /** A date by the days of its person. */
  | 'SHIFTED';

/** What a profile says, in the words that `putDeidentificationProfile` takes. */
export type DeidentificationDefinition = {
  /** The built-in profile whose options are on from the beginning: basic/1 or research/1. */
  base: Scalars['String']['output'];
  /** Text that is found is blacked out in every frame, and told all the same. */
  blackOutText: Scalars['Boolean']['output'];
  findText: TextSearch;
  lookups: Array<DeidentificationLookup>;
  options: Array<DeidentificationOption>;
  overrides: Array<DeidentificationOverride>;
  /** The first that an image meets counts. */
  regions: Array<PixelRegion>;
  /** Type of the lookup table that has research identifiers by Patient ID; null: the project's key makes them. */
  researchIds?: Maybe<Scalars['String']['output']>;
  /** Besides those of PS3.15 Table E.3.10-1 that are numbers or terms. */
  safePrivate: Array<SafePrivateAttribute>;
};

/** An attribute whose values are looked up. */
export type DeidentificationLookup = {
  /** Null: QUARANTINE. */
  missing?: Maybe<MissingEntry>;
  /** Eight hex digits, or a keyword. */
  tag: Scalars['String']['output'];
  /** Of the lookup table. */
  type: Scalars['String']['output'];
  /** With DEFAULT. */
  value?: Maybe<Scalars['String']['output']>;
};

export type DeidentificationLookupInput = {
  missing?: InputMaybe<MissingEntry>;
  /** As in overrides: an attribute of text. */
  tag: Scalars['String']['input'];
  /** 1 to 32 letters, digits, '_', '.' or '-'. */
  type: Scalars['String']['input'];
  /** With DEFAULT alone. */
  value?: InputMaybe<Scalars['String']['input']>;
};

/** The lookup tables of a profile, which all of its versions share. */
export type DeidentificationLookups = {
  profile: Scalars['String']['output'];
  tables: Array<LookupTable>;
};

/**
 * An option of PS3.15 Annex E over the Basic Profile. De-identification Method Code Sequence (0012,0064) of each image says which were
 * on, by the codes given here (scheme DCM).
 */
export type DeidentificationOption =
  /** 113105: of descriptions and comments keep the words that are terms of imaging. */
  | 'CLEAN_DESCRIPTORS'
  /** 113103: keep drawings of Graphic Annotation Sequence, their texts cleaned. Overlays and curves go all the same. */
  | 'CLEAN_GRAPHICS'
  /** 113101: black out the profile's regions. The code is said of images that a region rule covers. */
  | 'CLEAN_PIXEL_DATA'
  /** 113102: not built in; refused as UNSUPPORTED. */
  | 'CLEAN_RECOGNIZABLE_VISUAL_FEATURES'
  /** 113104: keep codes, numbers and references of reports; free text is cleaned, names and local codes are replaced. */
  | 'CLEAN_STRUCTURED_CONTENT'
  /** 113109: keep names, serial numbers and calibration dates of devices. AE titles go all the same. */
  | 'RETAIN_DEVICE_IDENTITY'
  /** 113106: keep dates and times as they are. Not with RETAIN_MODIFIED_DATES. */
  | 'RETAIN_FULL_DATES'
  /** 113112: keep names and addresses of institutions. */
  | 'RETAIN_INSTITUTION_IDENTITY'
  /** 113107: move all dates of a person by the same number of days. */
  | 'RETAIN_MODIFIED_DATES'
  /** 113108: keep sex, age, size, weight, ethnic group, smoking and pregnancy status. */
  | 'RETAIN_PATIENT_CHARACTERISTICS'
  /** 113111: keep private attributes that are listed as safe, with their creators. */
  | 'RETAIN_SAFE_PRIVATE'
  /** 113110: keep UIDs. */
  | 'RETAIN_UIDS';

/** One attribute's own rule. */
export type DeidentificationOverride = {
  action: OverrideAction;
  /** Eight hex digits, or a keyword. */
  tag: Scalars['String']['output'];
  /** With REPLACE. */
  value?: Maybe<Scalars['String']['output']>;
};

export type DeidentificationOverrideInput = {
  action: OverrideAction;
  /** (0008,1030), 00081030 or StudyDescription: an attribute of the standard, wherever it is in the object. */
  tag: Scalars['String']['input'];
  /** With REPLACE alone: printable ASCII that the attribute's VR can hold. */
  value?: InputMaybe<Scalars['String']['input']>;
};

/** What de-identification does to one file; nothing of it is stored. */
export type DeidentificationPreview = {
  /** In the order of the file, sequences before what is in them. What is in a sequence that goes is not listed. */
  attributes: Array<PreviewedAttribute>;
  /** Why a reviewer would look closely. */
  findings: Array<PreviewFinding>;
  /** With its version. */
  profile: Scalars['String']['output'];
  researchId: Scalars['String']['output'];
};

/** One version of a project's de-identification profile. It never changes: a change is the next version. */
export type DeidentificationProfile = {
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  definition: DeidentificationDefinition;
  /** `name@version`, as pools and provenance hold it. */
  fullName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  /** From 1. */
  version: Scalars['Int']['output'];
};

export type DeidentificationProfileConnection = {
  edges: Array<DeidentificationProfileEdge>;
  nodes: Array<DeidentificationProfile>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type DeidentificationProfileEdge = {
  cursor: Scalars['String']['output'];
  node: DeidentificationProfile;
};

export type DiscardRefusedFilesPayload = {
  /** Those whose bytes are deleted. */
  fileIds: Array<Scalars['ID']['output']>;
};

/** A DICOM Study, de-identified: where its pixels are. */
export type Exam = {
  /** The copies of this exam at the sites of its project. */
  archives: Array<ArchivedCopy>;
  id: Scalars['ID']['output'];
  /** The newest report of the check by the project's protocol; null before the first. */
  protocolReport?: Maybe<ProtocolReport>;
  studyInstanceUID?: Maybe<Scalars['String']['output']>;
};

/** What a reviewer blacked out. */
export type ExamRedaction = {
  /** From 1; null: all. */
  frames?: Maybe<Array<Scalars['Int']['output']>>;
  id: Scalars['ID']['output'];
  /** How many images it changed. */
  imageCount: Scalars['Int']['output'];
  redactedAt: Scalars['DateTime']['output'];
  redactedBy: Scalars['String']['output'];
  regions: Array<PixelRectangle>;
};

/** What becomes of other content under a SOP Instance UID that the project has. */
export type ExistingImages =
  /** It is a conflict: refused, and kept aside with its reason. */
  | 'REFUSE'
  /**
   * It waits in quarantine with the finding `REPLACES_IMAGE`, and becomes the next version of the image's asset once it is approved. It takes the place
   * of what waits undecided in the pool. Refused all the same: content of another study, series or patient, and of an image that waits in another pool.
   */
  | 'UPDATE';

export type FindResearchIdsInput = {
  /** At most 1000. */
  patients: Array<PatientInput>;
  projectId: Scalars['ID']['input'];
  /** What the answer is for; it stands in the audit trail, the patients don't. */
  reason: Scalars['String']['input'];
};

export type FindResearchIdsPayload = {
  /** Of each patient, in their order; null for one of whom nothing came. */
  researchIds: Array<Maybe<Scalars['String']['output']>>;
};

/** Why a reviewer should look closely. */
export type Finding = {
  detail: Scalars['String']['output'];
  imageCount: Scalars['Int']['output'];
  /** BURNED_IN_SUSPECT, REPORT_TEXT, REPLACES_IMAGE (approved, it becomes the next version of an image that the project has), ... */
  kind: Scalars['String']['output'];
};

/** A place in an image's pixels that looks like text. What it says is not kept: it may be a name. */
export type FoundRegion = {
  /** How sure the reader is, 0 to 1. */
  confidence: Scalars['Float']['output'];
  /** From 1; null: in every frame. */
  frame?: Maybe<Scalars['Int']['output']>;
  /** In pixels. */
  height: Scalars['Int']['output'];
  /** In pixels. */
  width: Scalars['Int']['output'];
  /** In pixels from the left upper corner, from 0. */
  x: Scalars['Int']['output'];
  /** In pixels from the left upper corner, from 0. */
  y: Scalars['Int']['output'];
};

/** Who a research identifier stands for, outside of the project. Protected health information: show it to the person who asked, keep it nowhere. */
export type Identity = {
  /** Issuer of Patient ID (0010,0021); empty without one. */
  issuer: Scalars['String']['output'];
  /** Patient ID (0010,0020). */
  patientId: Scalars['String']['output'];
};

/** Why a reviewer should look closely at an image. */
export type ImageFinding = {
  detail: Scalars['String']['output'];
  /** BURNED_IN_SUSPECT, REPORT_TEXT, TEXT_IN_PIXELS, ... */
  kind: Scalars['String']['output'];
  /** Where in the pixels; empty where the finding is not about places. */
  regions: Array<FoundRegion>;
};

/** One image of a series as the archives know it. */
export type ImagingImage = {
  /** Columns (0028,0011). */
  columns?: Maybe<Scalars['Int']['output']>;
  /** Number of Frames (0028,0008); null where the archive does not say it. */
  frameCount?: Maybe<Scalars['Int']['output']>;
  /** Instance Number (0020,0013). */
  number?: Maybe<Scalars['Int']['output']>;
  /** Rows (0028,0010). */
  rows?: Maybe<Scalars['Int']['output']>;
  /** SOP Class UID (0008,0016). */
  sopClassUID?: Maybe<Scalars['String']['output']>;
  /** SOP Instance UID (0008,0018). */
  sopInstanceUID: Scalars['String']['output'];
};

/** One series of a study as the archives know it. */
export type ImagingSeries = {
  /** Series Description (0008,103E). */
  description?: Maybe<Scalars['String']['output']>;
  /** Its images, merged over the sites, by number: the first of them. Null when none of its sites answered. */
  images?: Maybe<Array<ImagingImage>>;
  /** Number of Series Related Instances (0020,1209), the largest that a site says. */
  instanceCount?: Maybe<Scalars['Int']['output']>;
  /** Modality (0008,0060). */
  modality?: Maybe<Scalars['String']['output']>;
  /** Series Number (0020,0011). */
  number?: Maybe<Scalars['Int']['output']>;
  /** Series Instance UID (0020,000E). */
  seriesInstanceUID: Scalars['String']['output'];
};


/** One series of a study as the archives know it. */
export type ImagingSeriesImagesArgs = {
  first?: Scalars['Int']['input'];
};

/** One study as the archives know it, merged over all sites that hold it. */
export type ImagingStudy = {
  /** Number of Study Related Instances (0020,1208), the largest that a site says. */
  instanceCount?: Maybe<Scalars['Int']['output']>;
  /** Modalities in Study (0008,0061). */
  modalities: Array<Scalars['String']['output']>;
  /** Patient ID (0010,0020): the research identifier. */
  patientId?: Maybe<Scalars['String']['output']>;
  /** Its series, merged over the sites, by number. Null when none of its sites answered. */
  series?: Maybe<Array<ImagingSeries>>;
  /** Every site that holds it. */
  sites: Array<Site>;
  /** Study Date (0008,0020), YYYY-MM-DD. */
  studyDate?: Maybe<Scalars['String']['output']>;
  /** Study Description (0008,1030). */
  studyDescription?: Maybe<Scalars['String']['output']>;
  /** Study Instance UID (0020,000D). */
  studyInstanceUID: Scalars['String']['output'];
};

export type ImagingStudyConnection = {
  edges: Array<ImagingStudyEdge>;
  nodes: Array<ImagingStudy>;
  pageInfo: PageInfo;
  /** How each site answered: a dead archive is data, not an outage. */
  siteAnswers: Array<SiteAnswer>;
  /** Studies that match, each once; null when a site did not answer, or has more than the hub reads: then nobody knows. */
  totalCount?: Maybe<Scalars['Int']['output']>;
};

export type ImagingStudyEdge = {
  cursor: Scalars['String']['output'];
  node: ImagingStudy;
};

export type ImagingStudyFilter = {
  /** Modality in the study, e.g. MR. */
  modality?: InputMaybe<Scalars['String']['input']>;
  patientId?: InputMaybe<Scalars['String']['input']>;
  /** Only archives of this project; all your projects when absent. */
  projectId?: InputMaybe<Scalars['ID']['input']>;
  /** YYYY-MM-DD, inclusive. */
  studyDateFrom?: InputMaybe<Scalars['String']['input']>;
  /** YYYY-MM-DD, inclusive. */
  studyDateTo?: InputMaybe<Scalars['String']['input']>;
  studyInstanceUID?: InputMaybe<Scalars['String']['input']>;
};

export type ImportCtpScriptInput = {
  projectId: Scalars['ID']['input'];
  /** The XML of an RSNA CTP DICOM anonymizer script, without a document type. */
  script: Scalars['String']['input'];
};

export type ImportCtpScriptPayload = {
  /** To be looked at and put under a name by `putDeidentificationProfile`; nothing is stored yet. */
  draft: DeidentificationDefinition;
  untranslated: Array<UntranslatedCtpElement>;
};

/** One sending of files to a pool. */
export type Ingestion = {
  counts: IngestionCounts;
  files: ReceivedFileConnection;
  id: Scalars['ID']['output'];
  pool: Pool;
  /** True when no file waits for de-identification any more. */
  settled: Scalars['Boolean']['output'];
  startedAt: Scalars['DateTime']['output'];
  startedBy: Scalars['String']['output'];
};


/** One sending of files to a pool. */
export type IngestionFilesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  state?: InputMaybe<ReceivedState>;
};

/** Files of an ingestion by state. */
export type IngestionCounts = {
  approved: Scalars['Int']['output'];
  duplicate: Scalars['Int']['output'];
  quarantined: Scalars['Int']['output'];
  received: Scalars['Int']['output'];
  refused: Scalars['Int']['output'];
  rejected: Scalars['Int']['output'];
  replaced: Scalars['Int']['output'];
  total: Scalars['Int']['output'];
};

/** What happened in an ingestion. */
export type IngestionEvent = {
  /** Resumes this subscription after it. */
  cursor: Scalars['String']['output'];
  ingestion: Ingestion;
};

/** How many entries a lookup table has. What they are is never answered: they lead to patients. */
export type LookupTable = {
  entryCount: Scalars['Int']['output'];
  type: Scalars['String']['output'];
};

/** A key of the identity map. Every identity is sealed (AES-256-GCM) under one of them. */
export type MappingKey = {
  /** People whose identities are sealed under it. */
  identityCount: Scalars['Int']['output'];
  madeAt?: Maybe<Scalars['DateTime']['output']>;
  /** Null for the first one, which is as old as the hub; likewise `madeAt`. */
  madeBy?: Maybe<Scalars['String']['output']>;
  /** When it was destroyed, after the last identity had been sealed under a newer one; null before. */
  retiredAt?: Maybe<Scalars['DateTime']['output']>;
  /** 1, 2, ... in the order in which they were made; the highest is in use. */
  version: Scalars['Int']['output'];
};

/** What becomes of a value that a lookup table does not have. */
export type MissingEntry =
  /** The lookup's own value. */
  | 'DEFAULT'
  | 'EMPTY'
  | 'KEEP'
  /** What table and options say, and a finding LOOKUP_MISSING for the reviewer. */
  | 'QUARANTINE'
  | 'REMOVE';

export type Mutation = {
  /**
   * Takes what an exam lacks, or how it deviates, as it is; the reason is in the audit trail. Owners, managers and reviewers. Errors:
   * NOT_FOUND, FORBIDDEN, WITHDRAWN, BAD_USER_INPUT, CONFLICT (it has no such fault).
   */
  acceptDeviation: AcceptDeviationPayload;
  /**
   * Approves what waits for your decision in the project, by each pool's rules: not what other reviewers are assigned to, nor what you have approved
   * already. At most 1000 exams; what came, changed or was decided meanwhile is left out. With or without findings: look before. Errors: as `approveExam`,
   * where those before it stay approved.
   */
  approveAllExams: ApproveAllExamsPayload;
  /**
   * Releases an exam from quarantine; signed with your name and time. Where the pool wants two people's approval, the first leaves it in quarantine.
   * Approving twice is no error. Errors: NOT_FOUND, FORBIDDEN (also where others are assigned), CONFLICT (decided otherwise already, or images arrived
   * meanwhile), BAD_USER_INPUT (the pool demands a password), UNAUTHENTICATED (a wrong one).
   */
  approveExam: ReviewExamPayload;
  /** Says who reviews exams of a pool. Owners and managers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  assignReviewers: PoolReviewPayload;
  /** Checks an exam now; where nothing has changed, the report is the last one. Errors: NOT_FOUND (also without a protocol), FORBIDDEN, WITHDRAWN. */
  checkProtocol: CheckProtocolPayload;
  /** Creates a pool, or answers (and re-points to the given site and profile) the one of that name. Owners and managers. */
  createPool: CreatePoolPayload;
  /** Deletes the bytes of refused files; that they came, and why they were refused, stays known. Owners and managers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT (retried meanwhile). */
  discardRefusedFiles: DiscardRefusedFilesPayload;
  /**
   * The research identifiers of patients, to join data that name them. Owners of the project only; each search is in the audit
   * trail. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT.
   */
  findResearchIds: FindResearchIdsPayload;
  /** Lets a project use a site: its members see it, search it and retrieve their studies from it. Administrators only. Errors: NOT_FOUND. */
  grantSite: SiteGrantPayload;
  /** Reads an RSNA CTP anonymizer script as a draft of a profile. Owners and managers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  importCtpScript: ImportCtpScriptPayload;
  /** Rejects undecided exams that wait for long, and deletes what they hold. Owners. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  purgeQuarantine: PurgeQuarantinePayload;
  /**
   * Adds entries to a profile's lookup tables. They hold for what is de-identified from now on, under every version. Kept encrypted.
   * Owners and managers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT with the line (never with what is in it), LIMIT_EXCEEDED.
   */
  putDeidentificationLookups: PutDeidentificationLookupsPayload;
  /**
   * Adds a version of a de-identification profile; answers the newest one when it says the same. Pools go on with the version that they
   * name. Owners and managers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT with the field, UNSUPPORTED for an option that is not built in.
   */
  putDeidentificationProfile: PutDeidentificationProfilePayload;
  /**
   * Blacks out regions in the de-identified images, for good; the exam stays in quarantine, and nobody has looked at the new images yet
   * (`viewedImageCount`). Their pictures show it. Doing it again changes nothing. Owners and reviewers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
   * (a region or frame outside of an image), UNAUTHENTICATED (wrong password), CONFLICT (decided already, or changed meanwhile), UNSUPPORTED (pixels
   * that can't be changed), LIMIT_EXCEEDED, UNAVAILABLE.
   */
  redactImages: ReviewExamPayload;
  /** Registers a site, or replaces address, credentials and deadline of the one of that name. Administrators only. Errors: BAD_USER_INPUT. */
  registerSite: RegisterSitePayload;
  /** Keeps an exam out for good; a comment is required. Errors: as `approveExam`, BAD_USER_INPUT (no comment). */
  rejectExam: ReviewExamPayload;
  /**
   * Sends the exam back: its images vanish, and what came in is de-identified anew by the named profile. The outcome waits as new exams in
   * quarantine. Doing it again changes nothing. Owners and reviewers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, UNAUTHENTICATED (wrong password),
   * CONFLICT (decided already, sent back through another profile, or images arrived meanwhile).
   */
  requeueExam: ReviewExamPayload;
  /**
   * De-identifies an approved exam anew, of its kept originals, by another profile. What that makes waits for a reviewer as the exam's next one in
   * quarantine; approved, it becomes new versions of the images, under the same UIDs. Owners and managers; with `eraseOlder`, owners. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT
   * (also a profile that the project does not have), WITHDRAWN, CONFLICT (originals that are not kept, or other content of the images that waits).
   */
  rerunDeidentification: RerunDeidentificationPayload;
  /** Takes refused files in again: after a profile or a lookup table was mended, or what they were in conflict with is gone. Owners and managers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  retryRefusedFiles: RetryRefusedFilesPayload;
  /** Who a research identifier stands for. Owners of the project only; each reading is in the audit trail. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  revealIdentity: RevealIdentityPayload;
  /** Takes a grant back; a pool of the project that points to the site keeps the site its. Administrators only. Errors: NOT_FOUND. */
  revokeSite: SiteGrantPayload;
  /** Makes a new key for the identity map, and seals everything again under it. Administrators only. Errors: BAD_USER_INPUT, CONFLICT. */
  rotateMappingKey: RotateMappingKeyPayload;
  /** Says when exams that come into the pool are complete. Owners and managers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  setPoolCompleteness: SetPoolCompletenessPayload;
  /** Says whom the centre behind a pool has to be told. Owners and managers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  setPoolContacts: SetPoolContactsPayload;
  /** Gives a pool an AE title, under which senders store images into it. Owners and managers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT (another pool of the hub has the title). */
  setPoolReceiver: SetPoolReceiverPayload;
  /** Says how exams of a pool are reviewed. Owners and managers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  setPoolReview: PoolReviewPayload;
  /**
   * Says what the exams of a project must have. A text that says what the newest version says makes no new one. All exams are checked
   * anew in the background. Owners and managers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT (every problem with its line and field),
   * CONFLICT (the project has a tag `protocol` of its own on EXAM).
   */
  setProtocol: SetProtocolPayload;
  /** Opens an ingestion to send files to. Owners, managers and curators. Errors: NOT_FOUND. */
  startIngestion: StartIngestionPayload;
};


export type MutationAcceptDeviationArgs = {
  input: AcceptDeviationInput;
};


export type MutationApproveAllExamsArgs = {
  input: ApproveAllExamsInput;
};


export type MutationApproveExamArgs = {
  input: ReviewExamInput;
};


export type MutationAssignReviewersArgs = {
  input: AssignReviewersInput;
};


export type MutationCheckProtocolArgs = {
  input: CheckProtocolInput;
};


export type MutationCreatePoolArgs = {
  input: CreatePoolInput;
};


export type MutationDiscardRefusedFilesArgs = {
  input: ChangeRefusedFilesInput;
};


export type MutationFindResearchIdsArgs = {
  input: FindResearchIdsInput;
};


export type MutationGrantSiteArgs = {
  input: SiteGrantInput;
};


export type MutationImportCtpScriptArgs = {
  input: ImportCtpScriptInput;
};


export type MutationPurgeQuarantineArgs = {
  input: PurgeQuarantineInput;
};


export type MutationPutDeidentificationLookupsArgs = {
  input: PutDeidentificationLookupsInput;
};


export type MutationPutDeidentificationProfileArgs = {
  input: PutDeidentificationProfileInput;
};


export type MutationRedactImagesArgs = {
  input: RedactImagesInput;
};


export type MutationRegisterSiteArgs = {
  input: RegisterSiteInput;
};


export type MutationRejectExamArgs = {
  input: ReviewExamInput;
};


export type MutationRequeueExamArgs = {
  input: RequeueExamInput;
};


export type MutationRerunDeidentificationArgs = {
  input: RerunDeidentificationInput;
};


export type MutationRetryRefusedFilesArgs = {
  input: ChangeRefusedFilesInput;
};


export type MutationRevealIdentityArgs = {
  input: RevealIdentityInput;
};


export type MutationRevokeSiteArgs = {
  input: SiteGrantInput;
};


export type MutationRotateMappingKeyArgs = {
  input: RotateMappingKeyInput;
};


export type MutationSetPoolCompletenessArgs = {
  input: SetPoolCompletenessInput;
};


export type MutationSetPoolContactsArgs = {
  input: SetPoolContactsInput;
};


export type MutationSetPoolReceiverArgs = {
  input: SetPoolReceiverInput;
};


export type MutationSetPoolReviewArgs = {
  input: SetPoolReviewInput;
};


export type MutationSetProtocolArgs = {
  input: SetProtocolInput;
};


export type MutationStartIngestionArgs = {
  input: StartIngestionInput;
};

/** What becomes of one attribute in the place of table and options. */
export type OverrideAction =
  | 'EMPTY'
  /** By 16 hex digits that depend on the value and the project's key (UIDs: by a new UID). */
  | 'HASH'
  /** As it is, whatever it holds; items of a sequence are cleaned. De-identification Method (0012,0063) names it. */
  | 'KEEP'
  | 'REMOVE'
  /** By the value of the profile. An attribute that is not there is not made. */
  | 'REPLACE';

export type PageInfo = {
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

export type PatientInput = {
  /** Issuer of Patient ID (0010,0021), where images of this patient have one. */
  issuer?: InputMaybe<Scalars['String']['input']>;
  /** Patient ID (0010,0020). */
  patientId: Scalars['String']['input'];
};

/** Pixels, from the left upper corner of every frame. */
export type PixelRectangle = {
  height: Scalars['Int']['output'];
  width: Scalars['Int']['output'];
  x: Scalars['Int']['output'];
  y: Scalars['Int']['output'];
};

export type PixelRectangleInput = {
  /** From 1. */
  height: Scalars['Int']['input'];
  /** From 1. */
  width: Scalars['Int']['input'];
  /** From 0. */
  x: Scalars['Int']['input'];
  /** From 0. */
  y: Scalars['Int']['input'];
};

/** Where images of a device have text in their pixels; null is any. */
export type PixelRegion = {
  columns?: Maybe<Scalars['Int']['output']>;
  /** A value of Image Type (0008,0008) has this in it, without regard to case. */
  imageType?: Maybe<Scalars['String']['output']>;
  /** Manufacturer (0008,0070) has this in it, without regard to case. */
  manufacturer?: Maybe<Scalars['String']['output']>;
  /** Modality (0008,0060). */
  modality?: Maybe<Scalars['String']['output']>;
  /** Manufacturer's Model Name (0008,1090) has this in it, without regard to case. */
  model?: Maybe<Scalars['String']['output']>;
  /** None: nothing is blacked out, and no later rule is for such images. */
  rectangles: Array<PixelRectangle>;
  rows?: Maybe<Scalars['Int']['output']>;
};

/** At least one condition. */
export type PixelRegionInput = {
  columns?: InputMaybe<Scalars['Int']['input']>;
  imageType?: InputMaybe<Scalars['String']['input']>;
  manufacturer?: InputMaybe<Scalars['String']['input']>;
  modality?: InputMaybe<Scalars['String']['input']>;
  model?: InputMaybe<Scalars['String']['input']>;
  rectangles: Array<PixelRectangleInput>;
  rows?: InputMaybe<Scalars['Int']['input']>;
};

/** An ingestion door: what arrives here goes to its project, through its de-identification profile, before its reviewers. */
export type Pool = {
  /** When exams that come into the pool are complete. */
  completeness: PoolCompleteness;
  /** Whom its centre has to be told. Null unless you manage the pool: these are personal data. */
  contacts?: Maybe<Array<PoolContact>>;
  /** What becomes of other content of images that the project has. The same bytes again are a duplicate in any case. */
  existing: ExistingImages;
  id: Scalars['ID']['output'];
  /**
   * True where identified originals stay after approval, sealed under the hub's key, until they are withdrawn. A dry run can then show what
   * another profile would have made of them. False: they are deleted as soon as an exam was decided.
   */
  keepsOriginals: Scalars['Boolean']['output'];
  name: Scalars['String']['output'];
  /** De-identification profile, with its version. */
  profile: Scalars['String']['output'];
  project: Project;
  /** How senders reach the pool by DIMSE; null when they can't. */
  receiver?: Maybe<PoolReceiver>;
  review: PoolReview;
  /** Who alone decides about its exams, by username; empty: everybody who may review in the project. */
  reviewers: Array<AssignedReviewer>;
  /** The site whose archive gets approved images; null keeps them in the hub only. */
  site?: Maybe<Site>;
};

/** An exam is complete when no image of it came for the quiet time, or as soon as it has as many images as expected. */
export type PoolCompleteness = {
  /** Images that each exam of the pool should have; null: as the images say in Number of Study Related Instances (0020,1208), if they do. */
  expectedImages?: Maybe<Scalars['Int']['output']>;
  /** Seconds without another image; 30 unless set. */
  quietSeconds: Scalars['Int']['output'];
};

/** Whom a pool's centre has to be told. */
export type PoolContact = {
  /** One of email and userId. */
  email?: Maybe<Scalars['String']['output']>;
  name: Scalars['String']['output'];
  userId?: Maybe<Scalars['ID']['output']>;
};

export type PoolContactInput = {
  /** One of email and userId. */
  email?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 100 characters. */
  name: Scalars['String']['input'];
  /** A member of the project: hears of it in the hub. */
  userId?: InputMaybe<Scalars['ID']['input']>;
};

/** How the exams that came by one pool stand. */
export type PoolProtocolSummary = {
  complete: Scalars['Int']['output'];
  deviates: Scalars['Int']['output'];
  incomplete: Scalars['Int']['output'];
  /** Null: exams that came by none. */
  pool?: Maybe<Pool>;
  /** Rules that some exam doesn't keep, also where that was accepted; in order of name. */
  rules: Array<ProtocolRuleCount>;
};

/** How a pool is reached by DIMSE (C-STORE, PS3.4 Annex B), and by whom. */
export type PoolReceiver = {
  /** The AE title that senders call; unique in the hub. */
  aeTitle: Scalars['String']['output'];
  /** Addresses (`10.1.2.3`) and networks (`10.1.0.0/16`) that may call; none: any. */
  callingAddresses: Array<Scalars['String']['output']>;
  /** AE titles that may call; none: any. */
  callingAeTitles: Array<Scalars['String']['output']>;
};

/** How exams that come into a pool are reviewed. */
export type PoolReview = {
  /** Exams whose last image came longer ago are rejected by the hub, a week after their reviewers were told. Null: never. */
  purgeAfterDays?: Maybe<Scalars['Int']['output']>;
  /** Decisions want a password: at the first in a session, and after 10 minutes without one (21 CFR 11.200). */
  requireSignature: Scalars['Boolean']['output'];
  /** So many people approve an exam: 1 or 2. */
  reviewsNeeded: Scalars['Int']['output'];
};

export type PoolReviewPayload = {
  pool: Pool;
};

/** Why a reviewer would look closely at the image. */
export type PreviewFinding = {
  detail: Scalars['String']['output'];
  kind: Scalars['String']['output'];
  /** Where in the pixels; empty where the finding is not about places. */
  regions: Array<FoundRegion>;
};

/** One attribute before and after. */
export type PreviewedAttribute = {
  action: DeidentificationAction;
  after?: Maybe<Scalars['String']['output']>;
  /** Values parted by a backslash, what is no text by its size, cut after 200 characters; null: absent. Identified! */
  before?: Maybe<Scalars['String']['output']>;
  /** Null for private and unknown attributes. */
  keyword?: Maybe<Scalars['String']['output']>;
  /** From the file's own level down, items counted from 1: (0040,A730)[2].(0040,A160) */
  path: Scalars['String']['output'];
  /** What decided: the table, an option, the profile, or a rule of the hub's own. */
  rule: Scalars['String']['output'];
  /** Eight hex digits. */
  tag: Scalars['String']['output'];
  vr: Scalars['String']['output'];
};

export type Project = {
  id: Scalars['ID']['output'];
};

/** One version of what the exams of a project must have. */
export type Protocol = {
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  project: Project;
  /** As it was written, YAML or JSON: docs/protocol.md. */
  text: Scalars['String']['output'];
  /** From 1; each change is a new version. */
  version: Scalars['Int']['output'];
};

/** That a person took a fault as it is. It holds until the fault is another one. */
export type ProtocolAcceptance = {
  acceptedAt: Scalars['DateTime']['output'];
  acceptedBy: Scalars['String']['output'];
  reason: Scalars['String']['output'];
};

/** Why an exam was looked at. */
export type ProtocolCause =
  /** A person has accepted something. */
  | 'ACCEPTED'
  /** Its images have come. */
  | 'COMPLETED'
  /** A person asked for it. */
  | 'PERSON'
  /** The protocol has a new version, or an earlier exam of the subject has come. */
  | 'PROTOCOL'
  /** A tag of its series has changed. */
  | 'TAGS';

export type ProtocolConnection = {
  edges: Array<ProtocolEdge>;
  nodes: Array<Protocol>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

/** How a series differs from what its rule says of its images. */
export type ProtocolDeviation = {
  /** `at most 1.5` */
  expected: Scalars['String']['output'];
  /** Numbers and truth values; of a text only that it is another. */
  found: Scalars['String']['output'];
  /** A property of the series: `sliceThickness` (mm), `imageCount`, ... */
  property: Scalars['String']['output'];
};

export type ProtocolEdge = {
  cursor: Scalars['String']['output'];
  node: Protocol;
};

/** What became of one rule. */
export type ProtocolFinding = {
  /** Null, unless a person has accepted this fault as it is. */
  accepted?: Maybe<ProtocolAcceptance>;
  /** How many series: `at least 1`, `1 to 2`. */
  expected: Scalars['String']['output'];
  outcome: ProtocolOutcome;
  required: Scalars['Boolean']['output'];
  rule: Scalars['String']['output'];
  /** The series that serve it, best first. A series serves one rule alone; of all ways to share them out it is one with the fewest faults. */
  series: Array<ProtocolMatch>;
  /** Further series of this kind, beyond the maximum. */
  tooMany: Scalars['Int']['output'];
};

/** A series that serves a rule. */
export type ProtocolMatch = {
  /** Empty: it is as the rule says. */
  deviations: Array<ProtocolDeviation>;
  series: Series;
};

/** What became of one rule of the protocol. */
export type ProtocolOutcome =
  /** An optional series that is not there, which is no fault. */
  | 'ABSENT'
  /** There, but with other images than the limits permit, or more than the maximum. */
  | 'DEVIATES'
  | 'MET'
  /** Fewer series than there must be. */
  | 'MISSING';

/** What the check said of an exam. Reports are added, never changed. */
export type ProtocolReport = {
  cause: ProtocolCause;
  /** A username, or `service:protocol`. */
  causedBy: Scalars['String']['output'];
  /** Days since the subject's first exam; null when the protocol tells no time points apart, or a study date is not kept. */
  day?: Maybe<Scalars['Int']['output']>;
  exam: Exam;
  /** Series that serve no rule and that the protocol doesn't ignore. */
  extraSeries: Array<Series>;
  findings: Array<ProtocolFinding>;
  id: Scalars['ID']['output'];
  madeAt: Scalars['DateTime']['output'];
  /** The door that the exam came by; null for one that was made otherwise. */
  pool?: Maybe<Pool>;
  protocolVersion: Scalars['Int']['output'];
  state: ProtocolState;
  /** Null when the protocol has none for that day, or a study date is not kept. */
  timePoint?: Maybe<Scalars['String']['output']>;
};

export type ProtocolReportConnection = {
  edges: Array<ProtocolReportEdge>;
  nodes: Array<ProtocolReport>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type ProtocolReportEdge = {
  cursor: Scalars['String']['output'];
  node: ProtocolReport;
};

/** How many exams of a pool don't keep a rule. */
export type ProtocolRuleCount = {
  deviates: Scalars['Int']['output'];
  missing: Scalars['Int']['output'];
  rule: Scalars['String']['output'];
};

/** How an exam stands by its project's protocol. */
export type ProtocolState =
  /** It has all series that it must have, as they must be, or was accepted as it is. */
  | 'COMPLETE'
  /** All are there, and some are not as the protocol says. */
  | 'DEVIATES'
  /** Series are missing. */
  | 'INCOMPLETE';

export type PurgeQuarantineInput = {
  /** Kept as the reason; 'purged by age' without one. */
  comment?: InputMaybe<Scalars['String']['input']>;
  /** Days since an exam's last image came, from 1. */
  olderThanDays: Scalars['Int']['input'];
  projectId: Scalars['ID']['input'];
};

export type PurgeQuarantinePayload = {
  /** At most 1000; ask again for more. */
  quarantinedExams: Array<QuarantinedExam>;
};

export type PutDeidentificationLookupsInput = {
  /** Name of the profile, without a version. */
  profile: Scalars['String']['input'];
  projectId: Scalars['ID']['input'];
  /** Types whose entries are forgotten before; without it, entries are added or replaced one by one. */
  replaceTypes?: InputMaybe<Array<Scalars['String']['input']>>;
  /** Lines 'type/key = value', as RSNA CTP's lookup tables are written; at most 100,000. A line that begins with # is a remark. */
  text: Scalars['String']['input'];
};

export type PutDeidentificationLookupsPayload = {
  lookups: DeidentificationLookups;
};

export type PutDeidentificationProfileInput = {
  /** basic/1 or research/1. */
  base: Scalars['String']['input'];
  /** Blacks out text that is found, with a margin of half its height, in every frame. With CLEAN_PIXEL_DATA, and not with findText NEVER. */
  blackOutText?: InputMaybe<Scalars['Boolean']['input']>;
  /** Absent: SUSPECT. */
  findText?: InputMaybe<TextSearch>;
  lookups?: InputMaybe<Array<DeidentificationLookupInput>>;
  /** 1 to 40 letters, digits, '.', '_' or '-', the first no sign. */
  name: Scalars['String']['input'];
  /** Besides those of the base. */
  options?: InputMaybe<Array<DeidentificationOption>>;
  overrides?: InputMaybe<Array<DeidentificationOverrideInput>>;
  projectId: Scalars['ID']['input'];
  /** With the option CLEAN_PIXEL_DATA, which needs at least one, or blackOutText. */
  regions?: InputMaybe<Array<PixelRegionInput>>;
  researchIds?: InputMaybe<Scalars['String']['input']>;
  /** With the option RETAIN_SAFE_PRIVATE. */
  safePrivate?: InputMaybe<Array<SafePrivateAttributeInput>>;
};

export type PutDeidentificationProfilePayload = {
  profile: DeidentificationProfile;
};

/** A de-identified exam in quarantine: nothing leaves before the assigned person approves. */
export type QuarantinedExam = {
  /** False while more images are expected. It can be reviewed all the same: what comes after the review waits as a quarantined exam of its own, and joins the same exam. */
  complete: Scalars['Boolean']['output'];
  /** When it became complete; another image makes it incomplete again. Null while it is not. */
  completeAt?: Maybe<Scalars['DateTime']['output']>;
  /** The asset made of it; null before the approval has been carried out. */
  exam?: Maybe<Exam>;
  /** Images that it should have: by the pool's rule, else by (0020,1208). Null when neither says. Fewer than that after the quiet time may mean that some are missing. */
  expectedImages?: Maybe<Scalars['Int']['output']>;
  findings: Array<Finding>;
  id: Scalars['ID']['output'];
  imageCount: Scalars['Int']['output'];
  /** Its images, or those of one series, in order of series and instance number; at most 1000 at once. Errors: BAD_USER_INPUT. */
  images: QuarantinedImageConnection;
  modalities: Array<Scalars['String']['output']>;
  pool: Pool;
  project: Project;
  /** What reviewers blacked out in its images, oldest first. */
  redactions: Array<ExamRedaction>;
  /** Research identifier. */
  researchId: Scalars['String']['output'];
  reviewComment?: Maybe<Scalars['String']['output']>;
  reviewedAt?: Maybe<Scalars['DateTime']['output']>;
  reviewedBy?: Maybe<Scalars['String']['output']>;
  /** Its series, in order of series number. */
  series: Array<QuarantinedSeries>;
  seriesCount: Scalars['Int']['output'];
  /** Signed decisions about it, oldest first, each checked now. */
  signatures: Array<ReviewSignature>;
  state: ReviewState;
  studyDate?: Maybe<Scalars['String']['output']>;
  /** De-identified. */
  studyInstanceUID: Scalars['String']['output'];
  /** How many of its images you have looked at: had a picture of, or the file. */
  viewedImageCount: Scalars['Int']['output'];
};


/** A de-identified exam in quarantine: nothing leaves before the assigned person approves. */
export type QuarantinedExamImagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  seriesInstanceUID?: InputMaybe<Scalars['String']['input']>;
};

export type QuarantinedExamConnection = {
  edges: Array<QuarantinedExamEdge>;
  nodes: Array<QuarantinedExam>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type QuarantinedExamEdge = {
  cursor: Scalars['String']['output'];
  node: QuarantinedExam;
};

/** A de-identified image in quarantine. */
export type QuarantinedImage = {
  /** Address of the de-identified DICOM file; likewise. */
  fileUrl?: Maybe<Scalars['String']['output']>;
  /** Why a reviewer should look closely. */
  findings: Array<ImageFinding>;
  id: Scalars['ID']['output'];
  /** Instance Number (0020,0013). */
  instanceNumber?: Maybe<Scalars['Int']['output']>;
  /**
   * Address of a picture of a frame, good without a token for an hour: JPEG, or PNG where `Accept` wants that; made smaller to fit
   * `size` pixels a side. For reviewers; null for others, and once the exam was reviewed. With a token the path also takes
   * `?frame=`, `window=center,width` and `viewport=width,height` (PS3.18 §8.3.5).
   */
  pictureUrl?: Maybe<Scalars['String']['output']>;
  seriesInstanceUID: Scalars['String']['output'];
  /** SHA-256 of the de-identified file, hex. */
  sha256: Scalars['String']['output'];
  /** Of the de-identified file. */
  sizeBytes: Scalars['Float']['output'];
  /** SOP Instance UID (0008,0018), de-identified. */
  sopInstanceUID: Scalars['String']['output'];
};


/** A de-identified image in quarantine. */
export type QuarantinedImagePictureUrlArgs = {
  frame?: Scalars['Int']['input'];
  size?: InputMaybe<Scalars['Int']['input']>;
};

export type QuarantinedImageConnection = {
  edges: Array<QuarantinedImageEdge>;
  nodes: Array<QuarantinedImage>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type QuarantinedImageEdge = {
  cursor: Scalars['String']['output'];
  node: QuarantinedImage;
};

/** A series of an exam in quarantine, de-identified. */
export type QuarantinedSeries = {
  imageCount: Scalars['Int']['output'];
  /** Modality (0008,0060). */
  modality?: Maybe<Scalars['String']['output']>;
  /** Series Description (0008,103E), as the pool's profile leaves it. */
  seriesDescription?: Maybe<Scalars['String']['output']>;
  /** Series Instance UID (0020,000E). */
  seriesInstanceUID: Scalars['String']['output'];
  /** Series Number (0020,0011). */
  seriesNumber?: Maybe<Scalars['Int']['output']>;
  /** Images of it that have a finding. */
  suspectCount: Scalars['Int']['output'];
  /**
   * Address of a small picture of its middle image (JPEG, at most 128 pixels a side), good without a token for an hour. For
   * reviewers; null for others, and once the exam was reviewed.
   */
  thumbnailUrl?: Maybe<Scalars['String']['output']>;
};

export type Query = {
  /** Messages to contacts, newest first. Owners and managers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  contactMessages: ContactMessageConnection;
  /** How many entries the lookup tables of a profile have. Owners and managers. Errors: NOT_FOUND, FORBIDDEN. */
  deidentificationLookups: DeidentificationLookups;
  /**
   * What a profile does to a file that came in, as long as its original is kept. Who may read identities; each is in the audit trail,
   * with the reason, before it is answered. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, UNSUPPORTED.
   */
  deidentificationPreview: DeidentificationPreview;
  /** One version; null when it is not there or not visible. */
  deidentificationProfile?: Maybe<DeidentificationProfile>;
  /** Versions of the project's de-identification profiles, newest first; those of one name when it is given. Errors: NOT_FOUND, BAD_USER_INPUT. */
  deidentificationProfiles: DeidentificationProfileConnection;
  /** Searches all archives of your projects at once (QIDO-RS), newest study first. */
  imagingStudies: ImagingStudyConnection;
  ingestion?: Maybe<Ingestion>;
  /** The newest ingestions of a project first. */
  ingestions: Array<Ingestion>;
  /** The keys of the identity map, the newest first. Administrators only. */
  mappingKeys: Array<MappingKey>;
  /** The pools of a project. */
  pools: Array<Pool>;
  /** The newest protocol of a project, or that version; null when there is none that you may see. */
  protocol?: Maybe<Protocol>;
  /** All reports of an exam, newest first. Errors: NOT_FOUND, BAD_USER_INPUT. */
  protocolHistory: ProtocolReportConnection;
  /** The newest report of each exam of a project, those in one state if it is given; newest first. Errors: NOT_FOUND, BAD_USER_INPUT. */
  protocolReports: ProtocolReportConnection;
  /** How the exams of each pool stand: which centre lacks what. Errors: NOT_FOUND. */
  protocolSummary: Array<PoolProtocolSummary>;
  /** Versions of the project's protocol, newest first. Errors: NOT_FOUND, BAD_USER_INPUT. */
  protocolVersions: ProtocolConnection;
  /**
   * Exams waiting for review, or reviewed; oldest first. With `mine`, only those that wait for your decision, whatever `state` says: not those that
   * are assigned to others, nor those that you have approved and that wait for a second person.
   */
  quarantine: QuarantinedExamConnection;
  /** One exam in quarantine, or reviewed; null when there is none that you may see. */
  quarantinedExam?: Maybe<QuarantinedExam>;
  /** What was refused in a project, in order of arrival. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  refusedFiles: RefusedFileConnection;
  /** The sites that serve a project of yours, by name; all of them for administrators. */
  sites: Array<Site>;
};


export type QueryContactMessagesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  projectId: Scalars['ID']['input'];
  status?: InputMaybe<ContactMessageStatus>;
};


export type QueryDeidentificationLookupsArgs = {
  profile: Scalars['String']['input'];
  projectId: Scalars['ID']['input'];
};


export type QueryDeidentificationPreviewArgs = {
  fileId: Scalars['ID']['input'];
  profile: Scalars['String']['input'];
  projectId: Scalars['ID']['input'];
  reason: Scalars['String']['input'];
};


export type QueryDeidentificationProfileArgs = {
  id: Scalars['ID']['input'];
};


export type QueryDeidentificationProfilesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  name?: InputMaybe<Scalars['String']['input']>;
  projectId: Scalars['ID']['input'];
};


export type QueryImagingStudiesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ImagingStudyFilter>;
  first?: Scalars['Int']['input'];
};


export type QueryIngestionArgs = {
  id: Scalars['ID']['input'];
};


export type QueryIngestionsArgs = {
  first?: Scalars['Int']['input'];
  projectId: Scalars['ID']['input'];
};


export type QueryPoolsArgs = {
  projectId: Scalars['ID']['input'];
};


export type QueryProtocolArgs = {
  projectId: Scalars['ID']['input'];
  version?: InputMaybe<Scalars['Int']['input']>;
};


export type QueryProtocolHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  examId: Scalars['ID']['input'];
  first?: Scalars['Int']['input'];
};


export type QueryProtocolReportsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  projectId: Scalars['ID']['input'];
  state?: InputMaybe<ProtocolState>;
};


export type QueryProtocolSummaryArgs = {
  projectId: Scalars['ID']['input'];
};


export type QueryProtocolVersionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  projectId: Scalars['ID']['input'];
};


export type QueryQuarantineArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  mine?: Scalars['Boolean']['input'];
  projectId: Scalars['ID']['input'];
  state?: InputMaybe<ReviewState>;
};


export type QueryQuarantinedExamArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRefusedFilesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  projectId: Scalars['ID']['input'];
};

/** One file that came to a pool. */
export type ReceivedFile = {
  /** As the sender named it. */
  fileName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** Why it was refused, rejected or replaced. */
  reason?: Maybe<Scalars['String']['output']>;
  receivedAt: Scalars['DateTime']['output'];
  sizeBytes: Scalars['Float']['output'];
  state: ReceivedState;
};

export type ReceivedFileConnection = {
  edges: Array<ReceivedFileEdge>;
  nodes: Array<ReceivedFile>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type ReceivedFileEdge = {
  cursor: Scalars['String']['output'];
  node: ReceivedFile;
};

/** How far a file that came has got. */
export type ReceivedState =
  /** Approved: an Image asset of the project. */
  | 'APPROVED'
  /** The same bytes came before; nothing more to do. */
  | 'DUPLICATE'
  /** De-identified, waiting for a reviewer. */
  | 'QUARANTINED'
  /** On disk, waiting for de-identification. */
  | 'RECEIVED'
  /** Not taken in: see the reason. */
  | 'REFUSED'
  /** Rejected by a reviewer. */
  | 'REJECTED'
  /** Other content under its SOP Instance UID came after it: it waits no more, or is an earlier version of the Image asset. */
  | 'REPLACED';

export type RedactImagesInput = {
  columns?: InputMaybe<Scalars['Int']['input']>;
  comment?: InputMaybe<Scalars['String']['input']>;
  /** Frames, from 1; absent: all. */
  frames?: InputMaybe<Array<Scalars['Int']['input']>>;
  /** The images that the exam has, as you know it: when more have arrived meanwhile, the answer is CONFLICT. */
  imageCount?: InputMaybe<Scalars['Int']['input']>;
  /** These images. Of this, `seriesInstanceUID` and the size one is needed; an image is chosen when it meets all that are given. At most 2000 images. */
  imageIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  quarantinedExamId: Scalars['ID']['input'];
  /** 1 to 100, each inside of every chosen image. */
  regions: Array<PixelRectangleInput>;
  /** All images of so many rows and columns. */
  rows?: InputMaybe<Scalars['Int']['input']>;
  /** All images of the series. */
  seriesInstanceUID?: InputMaybe<Scalars['String']['input']>;
  signature?: InputMaybe<SignatureInput>;
};

/** A file that a pool has refused. Its name may hold a patient's: for those with `intake.read` alone. */
export type RefusedFile = {
  /** Owners get the bytes here, as they came, with their token (each download is audited); null when they aren't kept. */
  downloadPath?: Maybe<Scalars['String']['output']>;
  /** As the sender named it. */
  fileName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** Until when its bytes are kept aside, sealed; null when they aren't kept: too large, unreadable in an archive, discarded, or their time is over. */
  keptUntil?: Maybe<Scalars['DateTime']['output']>;
  pool: Pool;
  /** Why it was refused; holds nothing of the file. */
  reason: Scalars['String']['output'];
  receivedAt: Scalars['DateTime']['output'];
  /** In bytes. */
  sizeBytes: Scalars['Float']['output'];
};

export type RefusedFileConnection = {
  edges: Array<RefusedFileEdge>;
  nodes: Array<RefusedFile>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type RefusedFileEdge = {
  cursor: Scalars['String']['output'];
  node: RefusedFile;
};

export type RegisterSiteInput = {
  /** Name and password of HTTP Basic, in place of `token`; kept encrypted, never answered. */
  basic?: InputMaybe<SiteBasicInput>;
  /** What a question to it may take, 100 to 60000 milliseconds; the hub's default of 3000 when absent. */
  deadlineMs?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 64 letters, digits, '.', '_' or '-'. */
  name: Scalars['String']['input'];
  /** Certificates of an https site: mutual TLS, an authority of its own, or both. Kept encrypted, never answered. */
  tls?: InputMaybe<SiteTlsInput>;
  /** Bearer token that the site asks for, or `name:password` where it asks for HTTP Basic; kept encrypted, never answered. */
  token?: InputMaybe<Scalars['String']['input']>;
  /** http or https base URL of the DICOMweb service. */
  url: Scalars['String']['input'];
};

export type RegisterSitePayload = {
  site: Site;
};

export type RequeueExamInput = {
  /** Why. */
  comment: Scalars['String']['input'];
  /** As in RedactImagesInput. */
  imageCount?: InputMaybe<Scalars['Int']['input']>;
  /** A built-in profile, or one of the project as 'name@version', or 'name' for its newest version. */
  profile: Scalars['String']['input'];
  quarantinedExamId: Scalars['ID']['input'];
  signature?: InputMaybe<SignatureInput>;
};

/** An approved exam that is to be de-identified anew. */
export type RerunDeidentificationInput = {
  /**
   * Once the outcome is approved, what earlier versions of the exam, its series and images held is erased for good: labels, properties and bytes. For
   * exams of which something was released that should not have been. Owners only. Absent: they can be read as before.
   */
  eraseOlder?: InputMaybe<Scalars['Boolean']['input']>;
  /** Of the exam's asset. */
  examId: Scalars['ID']['input'];
  /** 'basic/1', 'research/1', or a profile of the project as 'name@version', or 'name' for its newest version now. */
  profile: Scalars['String']['input'];
  /** Why, for the audit trail: 1 to 2000 characters. */
  reason: Scalars['String']['input'];
};

/** What was begun. */
export type RerunDeidentificationPayload = {
  /** As it is until the outcome is approved. */
  exam: Exam;
  /** One for each pool that the exam's images came through: how far their files have got. */
  ingestions: Array<Ingestion>;
};

/** What became of a refused file that was tried again. */
export type RetriedFile = {
  fileId: Scalars['ID']['output'];
  /** Why it stays refused; null when it waits for de-identification now. */
  refused?: Maybe<Scalars['String']['output']>;
};

export type RetryRefusedFilesPayload = {
  /** In the order of the input. */
  files: Array<RetriedFile>;
};

export type RevealIdentityInput = {
  projectId: Scalars['ID']['input'];
  /** Why the identity is needed; it stands in the audit trail. */
  reason: Scalars['String']['input'];
  /** Research identifier of the subject. */
  researchId: Scalars['String']['input'];
};

export type RevealIdentityPayload = {
  /** Usually one; several when a person came under several identifiers, none when nothing came under that research identifier. */
  identities: Array<Identity>;
};

/** What somebody decided about an exam in quarantine. */
export type ReviewDecision =
  | 'APPROVE'
  /** Blacked out regions of its images. */
  | 'REDACT'
  | 'REJECT'
  /** Sent it back through another profile. */
  | 'REQUEUE';

export type ReviewExamInput = {
  comment?: InputMaybe<Scalars['String']['input']>;
  /** The images that you have looked at: when more have arrived meanwhile, the review is refused (CONFLICT) and nothing is released unseen. */
  imageCount?: InputMaybe<Scalars['Int']['input']>;
  quarantinedExamId: Scalars['ID']['input'];
  signature?: InputMaybe<SignatureInput>;
};

export type ReviewExamPayload = {
  quarantinedExam: QuarantinedExam;
};

/** A signed decision (21 CFR 11.50, 11.70): who, when, what it means, and what exactly it is of. */
export type ReviewSignature = {
  comment?: Maybe<Scalars['String']['output']>;
  decision: ReviewDecision;
  /** All that was signed. */
  document: Scalars['JSONObject']['output'];
  /** SHA-256 (hex) of the document as canonical JSON (RFC 8785). */
  hash: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** How many images the exam had. */
  imageCount: Scalars['Int']['output'];
  /** SHA-256 (hex) over the lines `id of the image`, space, `sha256` of its de-identified file, newline, in order of the ids. */
  imagesDigest: Scalars['String']['output'];
  /** The document with the hub's signature: JWS in compact form (RFC 7515), Ed25519, its public key included. */
  jws: Scalars['String']['output'];
  meaning: SignatureMeaning;
  /** UTC. */
  signedAt: Scalars['DateTime']['output'];
  signedWith: SignedWith;
  /** The signer's printed name, as it was then. */
  signerName: Scalars['String']['output'];
  signerUsername: Scalars['String']['output'];
  state: SignatureState;
};

/** What a reviewer has said of an exam. */
export type ReviewState =
  | 'APPROVED'
  | 'QUARANTINED'
  | 'REJECTED'
  /** Sent back through another profile: its images wait as other exams. */
  | 'REQUEUED';

export type RotateMappingKeyInput = {
  /** Why; it stands in the audit trail. */
  reason: Scalars['String']['input'];
};

export type RotateMappingKeyPayload = {
  /** All keys, the newest first. A job now seals what is under the others again under the newest, and destroys them. */
  mappingKeys: Array<MappingKey>;
};

/** A private attribute that holds no identity. */
export type SafePrivateAttribute = {
  /** Private Creator; compared without regard to case. */
  creator: Scalars['String']['output'];
  /** The last two hex digits of the element. */
  element: Scalars['String']['output'];
  /** Four hex digits, odd. */
  group: Scalars['String']['output'];
  /** Its VR; what is of another VR is removed. */
  vr: Scalars['String']['output'];
};

export type SafePrivateAttributeInput = {
  creator: Scalars['String']['input'];
  element: Scalars['String']['input'];
  group: Scalars['String']['input'];
  /** Not UN, not PN. */
  vr: Scalars['String']['input'];
};

/** A DICOM Series, de-identified: where its pixels are. */
export type Series = {
  /** The copies of this series at the sites of its project. */
  archives: Array<ArchivedCopy>;
  id: Scalars['ID']['output'];
  seriesInstanceUID?: Maybe<Scalars['String']['output']>;
};

export type SetPoolCompletenessInput = {
  /** 1 to 1000000; null: as the images say, if they do. */
  expectedImages?: InputMaybe<Scalars['Int']['input']>;
  poolId: Scalars['ID']['input'];
  /** Seconds, 0 to 86400. */
  quietSeconds?: Scalars['Int']['input'];
};

export type SetPoolCompletenessPayload = {
  pool: Pool;
};

export type SetPoolContactsInput = {
  /** At most 20; replaces those before. */
  contacts: Array<PoolContactInput>;
  poolId: Scalars['ID']['input'];
};

export type SetPoolContactsPayload = {
  pool: Pool;
};

export type SetPoolReceiverInput = {
  /** 1 to 16 characters (PS3.5, AE). Null takes the receiver away. */
  aeTitle?: InputMaybe<Scalars['String']['input']>;
  /** Addresses (`10.1.2.3`) and networks (`10.1.0.0/16`) that may call; absent or empty: any. Replaces what was set before. */
  callingAddresses?: InputMaybe<Array<Scalars['String']['input']>>;
  /** AE titles that may call; absent or empty: any. Replaces what was set before. */
  callingAeTitles?: InputMaybe<Array<Scalars['String']['input']>>;
  poolId: Scalars['ID']['input'];
};

export type SetPoolReceiverPayload = {
  pool: Pool;
};

export type SetPoolReviewInput = {
  poolId: Scalars['ID']['input'];
  /** 7 to 3650; null: never. Absent: as it is. */
  purgeAfterDays?: InputMaybe<Scalars['Int']['input']>;
  /** Absent: as it is; false at first. */
  requireSignature?: InputMaybe<Scalars['Boolean']['input']>;
  /** 1 or 2. Absent: as it is; 1 at first. */
  reviewsNeeded?: InputMaybe<Scalars['Int']['input']>;
};

export type SetProtocolInput = {
  projectId: Scalars['ID']['input'];
  /** YAML or JSON, at most 200000 characters: docs/protocol.md. */
  text: Scalars['String']['input'];
};

export type SetProtocolPayload = {
  protocol: Protocol;
  /** What is permitted and likely a slip, such as a property that intake doesn't give. */
  warnings: Array<Scalars['String']['output']>;
};

/** How a decision is signed. Each one is; a password is needed only where the pool demands it. */
export type SignatureInput = {
  /** Absent: APPROVAL, REJECTION, for a redaction AUTHORSHIP, for a requeue RESPONSIBILITY. */
  meaning?: InputMaybe<SignatureMeaning>;
  /** Your own. */
  password?: InputMaybe<Scalars['String']['input']>;
};

/** What a signature means (21 CFR 11.50(a)(3)). */
export type SignatureMeaning =
  | 'APPROVAL'
  | 'AUTHORSHIP'
  | 'REJECTION'
  | 'RESPONSIBILITY'
  | 'REVIEW';

/** Whether a signature fits its record. */
export type SignatureState =
  /** Changed since it was signed, or taken from another record. */
  | 'BROKEN'
  /** Signed by the hub, for this exam; since then images of it were redacted, arrived, went back or were withdrawn. */
  | 'SUPERSEDED'
  /** Signed by the hub, for this exam, and its images are those that were signed. */
  | 'VALID';

/** How the signer showed who they are. */
export type SignedWith =
  /** By their password, at this decision. */
  | 'PASSWORD'
  /** By their session: the password was given less than 10 minutes before, or the pool does not demand one. */
  | 'SESSION';

/** An institution with a DICOMweb archive (PS3.18). */
export type Site = {
  /**
   * What its archive can do, tried now on what it holds, within its deadline; null when it does not answer. The hub does without most of
   * it, and finds its way by what comes; this says why a site shows no pictures, say. Administrators only. Errors: FORBIDDEN.
   */
  capabilities?: Maybe<Array<SiteCapability>>;
  /** What a question to it may take, in milliseconds. Administrators only, else null; null also for the hub's default of 3000. */
  deadlineMs?: Maybe<Scalars['Int']['output']>;
  /** What the hub's looks at it, one a minute, have found. */
  health: SiteHealth;
  id: Scalars['ID']['output'];
  /** Short unique name. */
  name: Scalars['String']['output'];
  /** The projects that it serves, of those you may read: by a pool that points to it, or by a grant. */
  projects: Array<Project>;
  /** Asks the archive now, within its deadline. */
  status: SiteStatus;
  /** Base URL of its DICOMweb service. Administrators only, else null. */
  url?: Maybe<Scalars['String']['output']>;
};

/** What one site answered to a search. */
export type SiteAnswer = {
  /** Studies of your projects that matched there; null when it did not answer. */
  matched?: Maybe<Scalars['Int']['output']>;
  site: Site;
  status: SiteStatus;
  /** True when the site has more matches than the hub reads: narrow the filter. */
  truncated: Scalars['Boolean']['output'];
};

/** Credentials of HTTP Basic (RFC 7617). */
export type SiteBasicInput = {
  password: Scalars['String']['input'];
  /** Without a colon. */
  username: Scalars['String']['input'];
};

/** Whether an archive can do one thing, as it was tried. */
export type SiteCapability = {
  /** Null where the archive holds too little to tell. */
  isSupported?: Maybe<Scalars['Boolean']['output']>;
  name: SiteCapabilityName;
};

/** One thing that an archive may be able to do (PS3.18). */
export type SiteCapabilityName =
  | 'FRAMES'
  | 'INCLUDEFIELD'
  | 'LIMIT'
  | 'METADATA'
  | 'OFFSET'
  | 'RENDERED'
  | 'RETRIEVE_INSTANCE'
  | 'RETRIEVE_SERIES'
  /** An instance by itself, not as a part of a multipart. */
  | 'RETRIEVE_SINGLE_PART'
  | 'RETRIEVE_STUDY'
  /** Over all studies. */
  | 'SEARCH_INSTANCES'
  /** Over all studies. */
  | 'SEARCH_SERIES'
  | 'SEARCH_STUDIES'
  | 'THUMBNAIL'
  /** Says how many match in all (X-Total-Count). */
  | 'TOTAL';

export type SiteGrantInput = {
  projectId: Scalars['ID']['input'];
  siteId: Scalars['ID']['input'];
};

export type SiteGrantPayload = {
  site: Site;
};

/** How a site has been of late: the last 200 looks are kept, some three hours. */
export type SiteHealth = {
  /** As the process that answers you sees it: each has its own. */
  circuit: CircuitState;
  /** Median of the looks that it answered, in milliseconds; null without any. */
  latencyP50Ms?: Maybe<Scalars['Int']['output']>;
  /** Newest first. */
  looks: Array<SiteLook>;
  /** As of the newest look; null before the first. */
  reachable?: Maybe<Scalars['Boolean']['output']>;
  /** When the looks that all said so began, of those that are kept: for a dead site, since when it has been dead. Null before the first. */
  since?: Maybe<Scalars['DateTime']['output']>;
};


/** How a site has been of late: the last 200 looks are kept, some three hours. */
export type SiteHealthLooksArgs = {
  first?: Scalars['Int']['input'];
};

/** One look at whether a site answers. */
export type SiteLook = {
  at: Scalars['DateTime']['output'];
  /** Why not, without addresses or credentials; null when it answered. */
  error?: Maybe<Scalars['String']['output']>;
  /** Milliseconds to the answer; null when it did not answer. */
  latencyMs?: Maybe<Scalars['Int']['output']>;
};

/** How a site's archive answered, last time or within this request. */
export type SiteStatus = {
  checkedAt: Scalars['DateTime']['output'];
  /** Why not, without addresses or credentials; null when reachable. */
  error?: Maybe<Scalars['String']['output']>;
  /** Milliseconds to the answer; null when it did not answer. */
  latencyMs?: Maybe<Scalars['Int']['output']>;
  reachable: Scalars['Boolean']['output'];
};

/** Certificates in PEM. */
export type SiteTlsInput = {
  /** Who signed the site's certificate, where that is none of the authorities that everyone trusts. */
  authority?: InputMaybe<Scalars['String']['input']>;
  /** What the hub shows of itself (mutual TLS), with its chain; needs `privateKey`. */
  certificate?: InputMaybe<Scalars['String']['input']>;
  /** Of `certificate`, without a passphrase. */
  privateKey?: InputMaybe<Scalars['String']['input']>;
};

export type StartIngestionInput = {
  pool: Scalars['String']['input'];
  projectId: Scalars['ID']['input'];
};

export type StartIngestionPayload = {
  ingestion: Ingestion;
  /** PUT each file to this path with ?name=<file name>; the answer says what became of it. */
  uploadPath: Scalars['String']['output'];
};

export type Subscription = {
  /** Exams of a project's quarantine as they become complete; `after` resumes from a cursor seen before. Errors: NOT_FOUND, FORBIDDEN. */
  examCompleted: CompletedExamEvent;
  /** Files of one ingestion as they pass; `after` resumes from a cursor seen before. */
  ingestionProgress: IngestionEvent;
};


export type SubscriptionExamCompletedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  projectId: Scalars['ID']['input'];
};


export type SubscriptionIngestionProgressArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};

/** Of which images the pixels are read for text. */
export type TextSearch =
  | 'ALWAYS'
  | 'NEVER'
  /** Those that may have text in them: by modality, kind, device and Burned In Annotation. Plain CT, MR, PET and NM are not read. */
  | 'SUSPECT';

/** What of a script could not be said in a profile. */
export type UntranslatedCtpElement = {
  /** As the script names it. */
  element: Scalars['String']['output'];
  /** What is done in its place. */
  instead: Scalars['String']['output'];
  /** Of the script, from 1. */
  line: Scalars['Int']['output'];
  script: Scalars['String']['output'];
  why: Scalars['String']['output'];
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
  DeidentificationProfile: DeidentificationProfile;
  Exam: Exam;
  Ingestion: Ingestion;
  Pool: Pool;
  QuarantinedExam: QuarantinedExam;
  Series: Series;
  Site: Site;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  DeidentificationProfile:
    ( { __typename: 'DeidentificationProfile' }
    & GraphQLRecursivePick<FederationTypes['DeidentificationProfile'], {"id":true}> );
  Exam:
    ( { __typename: 'Exam' }
    & GraphQLRecursivePick<FederationTypes['Exam'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Exam'], {"studyInstanceUID":true}> ) );
  Ingestion:
    ( { __typename: 'Ingestion' }
    & GraphQLRecursivePick<FederationTypes['Ingestion'], {"id":true}> );
  Pool:
    ( { __typename: 'Pool' }
    & GraphQLRecursivePick<FederationTypes['Pool'], {"id":true}> );
  QuarantinedExam:
    ( { __typename: 'QuarantinedExam' }
    & GraphQLRecursivePick<FederationTypes['QuarantinedExam'], {"id":true}> );
  Series:
    ( { __typename: 'Series' }
    & GraphQLRecursivePick<FederationTypes['Series'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['Series'], {"seriesInstanceUID":true}> ) );
  Site:
    ( { __typename: 'Site' }
    & GraphQLRecursivePick<FederationTypes['Site'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcceptDeviationInput: AcceptDeviationInput;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  AcceptDeviationPayload: ResolverTypeWrapper<Omit<AcceptDeviationPayload, 'report'> & { report: ResolversTypes['ProtocolReport'] }>;
  ApproveAllExamsInput: ApproveAllExamsInput;
  ApproveAllExamsPayload: ResolverTypeWrapper<Omit<ApproveAllExamsPayload, 'approved' | 'awaitingSecond'> & { approved: Array<ResolversTypes['QuarantinedExam']>, awaitingSecond: Array<ResolversTypes['QuarantinedExam']> }>;
  ArchivedCopy: ResolverTypeWrapper<ArchivedCopyModel>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  AssignReviewersInput: AssignReviewersInput;
  AssignedReviewer: ResolverTypeWrapper<KnownPerson>;
  ChangeRefusedFilesInput: ChangeRefusedFilesInput;
  CheckProtocolInput: CheckProtocolInput;
  CheckProtocolPayload: ResolverTypeWrapper<Omit<CheckProtocolPayload, 'report'> & { report: ResolversTypes['ProtocolReport'] }>;
  CircuitState: CircuitState;
  CompletedExamEvent: ResolverTypeWrapper<Omit<CompletedExamEvent, 'quarantinedExam'> & { quarantinedExam: ResolversTypes['QuarantinedExam'] }>;
  ContactMessage: ResolverTypeWrapper<ProtocolMessageModel>;
  ContactMessageConnection: ResolverTypeWrapper<Omit<ContactMessageConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ContactMessageEdge']>, nodes: Array<ResolversTypes['ContactMessage']> }>;
  ContactMessageEdge: ResolverTypeWrapper<Omit<ContactMessageEdge, 'node'> & { node: ResolversTypes['ContactMessage'] }>;
  ContactMessageStatus: ContactMessageStatus;
  CreatePoolInput: CreatePoolInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CreatePoolPayload: ResolverTypeWrapper<Omit<CreatePoolPayload, 'pool'> & { pool: ResolversTypes['Pool'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeidentificationAction: DeidentificationAction;
  DeidentificationDefinition: ResolverTypeWrapper<ProfileInputModel>;
  DeidentificationLookup: ResolverTypeWrapper<DeidentificationLookup>;
  DeidentificationLookupInput: DeidentificationLookupInput;
  DeidentificationLookups: ResolverTypeWrapper<LookupCountsModel>;
  DeidentificationOption: DeidentificationOption;
  DeidentificationOverride: ResolverTypeWrapper<DeidentificationOverride>;
  DeidentificationOverrideInput: DeidentificationOverrideInput;
  DeidentificationPreview: ResolverTypeWrapper<ProfiledPreviewModel>;
  DeidentificationProfile: ResolverTypeWrapper<ProfileVersionModel>;
  DeidentificationProfileConnection: ResolverTypeWrapper<Omit<DeidentificationProfileConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['DeidentificationProfileEdge']>, nodes: Array<ResolversTypes['DeidentificationProfile']> }>;
  DeidentificationProfileEdge: ResolverTypeWrapper<Omit<DeidentificationProfileEdge, 'node'> & { node: ResolversTypes['DeidentificationProfile'] }>;
  DiscardRefusedFilesPayload: ResolverTypeWrapper<DiscardRefusedFilesPayload>;
  Exam: ResolverTypeWrapper<{ id: string; studyInstanceUID: string }>;
  ExamRedaction: ResolverTypeWrapper<RecordedRedaction>;
  ExistingImages: ExistingImages;
  FindResearchIdsInput: FindResearchIdsInput;
  FindResearchIdsPayload: ResolverTypeWrapper<FindResearchIdsPayload>;
  Finding: ResolverTypeWrapper<Finding>;
  FoundRegion: ResolverTypeWrapper<FoundRegion>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Identity: ResolverTypeWrapper<Identity>;
  ImageFinding: ResolverTypeWrapper<ImageFinding>;
  ImagingImage: ResolverTypeWrapper<ImagingImage>;
  ImagingSeries: ResolverTypeWrapper<ImagingSeriesModel>;
  ImagingStudy: ResolverTypeWrapper<ImagingStudyModel>;
  ImagingStudyConnection: ResolverTypeWrapper<Omit<ImagingStudyConnection, 'edges' | 'nodes' | 'siteAnswers'> & { edges: Array<ResolversTypes['ImagingStudyEdge']>, nodes: Array<ResolversTypes['ImagingStudy']>, siteAnswers: Array<ResolversTypes['SiteAnswer']> }>;
  ImagingStudyEdge: ResolverTypeWrapper<Omit<ImagingStudyEdge, 'node'> & { node: ResolversTypes['ImagingStudy'] }>;
  ImagingStudyFilter: ImagingStudyFilter;
  ImportCtpScriptInput: ImportCtpScriptInput;
  ImportCtpScriptPayload: ResolverTypeWrapper<Omit<ImportCtpScriptPayload, 'draft'> & { draft: ResolversTypes['DeidentificationDefinition'] }>;
  Ingestion: ResolverTypeWrapper<IngestionModel>;
  IngestionCounts: ResolverTypeWrapper<IngestionCounts>;
  IngestionEvent: ResolverTypeWrapper<Omit<IngestionEvent, 'ingestion'> & { ingestion: ResolversTypes['Ingestion'] }>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  LookupTable: ResolverTypeWrapper<LookupTable>;
  MappingKey: ResolverTypeWrapper<MappingKey>;
  MissingEntry: MissingEntry;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  OverrideAction: OverrideAction;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PatientInput: PatientInput;
  PixelRectangle: ResolverTypeWrapper<PixelRectangle>;
  PixelRectangleInput: PixelRectangleInput;
  PixelRegion: ResolverTypeWrapper<PixelRegion>;
  PixelRegionInput: PixelRegionInput;
  Pool: ResolverTypeWrapper<PoolModel>;
  PoolCompleteness: ResolverTypeWrapper<PoolCompleteness>;
  PoolContact: ResolverTypeWrapper<PoolContact>;
  PoolContactInput: PoolContactInput;
  PoolProtocolSummary: ResolverTypeWrapper<PoolSummaryModel>;
  PoolReceiver: ResolverTypeWrapper<PoolReceiver>;
  PoolReview: ResolverTypeWrapper<PoolReview>;
  PoolReviewPayload: ResolverTypeWrapper<Omit<PoolReviewPayload, 'pool'> & { pool: ResolversTypes['Pool'] }>;
  PreviewFinding: ResolverTypeWrapper<PreviewFinding>;
  PreviewedAttribute: ResolverTypeWrapper<PreviewedAttribute>;
  Project: ResolverTypeWrapper<Project>;
  Protocol: ResolverTypeWrapper<ProtocolVersionModel>;
  ProtocolAcceptance: ResolverTypeWrapper<ProtocolAcceptance>;
  ProtocolCause: ProtocolCause;
  ProtocolConnection: ResolverTypeWrapper<Omit<ProtocolConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ProtocolEdge']>, nodes: Array<ResolversTypes['Protocol']> }>;
  ProtocolDeviation: ResolverTypeWrapper<ProtocolDeviation>;
  ProtocolEdge: ResolverTypeWrapper<Omit<ProtocolEdge, 'node'> & { node: ResolversTypes['Protocol'] }>;
  ProtocolFinding: ResolverTypeWrapper<FindingModel>;
  ProtocolMatch: ResolverTypeWrapper<Omit<ProtocolMatch, 'series'> & { series: ResolversTypes['Series'] }>;
  ProtocolOutcome: ProtocolOutcome;
  ProtocolReport: ResolverTypeWrapper<ProtocolReportModel>;
  ProtocolReportConnection: ResolverTypeWrapper<Omit<ProtocolReportConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ProtocolReportEdge']>, nodes: Array<ResolversTypes['ProtocolReport']> }>;
  ProtocolReportEdge: ResolverTypeWrapper<Omit<ProtocolReportEdge, 'node'> & { node: ResolversTypes['ProtocolReport'] }>;
  ProtocolRuleCount: ResolverTypeWrapper<ProtocolRuleCount>;
  ProtocolState: ProtocolState;
  PurgeQuarantineInput: PurgeQuarantineInput;
  PurgeQuarantinePayload: ResolverTypeWrapper<Omit<PurgeQuarantinePayload, 'quarantinedExams'> & { quarantinedExams: Array<ResolversTypes['QuarantinedExam']> }>;
  PutDeidentificationLookupsInput: PutDeidentificationLookupsInput;
  PutDeidentificationLookupsPayload: ResolverTypeWrapper<Omit<PutDeidentificationLookupsPayload, 'lookups'> & { lookups: ResolversTypes['DeidentificationLookups'] }>;
  PutDeidentificationProfileInput: PutDeidentificationProfileInput;
  PutDeidentificationProfilePayload: ResolverTypeWrapper<Omit<PutDeidentificationProfilePayload, 'profile'> & { profile: ResolversTypes['DeidentificationProfile'] }>;
  QuarantinedExam: ResolverTypeWrapper<QuarantinedExamModel>;
  QuarantinedExamConnection: ResolverTypeWrapper<Omit<QuarantinedExamConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['QuarantinedExamEdge']>, nodes: Array<ResolversTypes['QuarantinedExam']> }>;
  QuarantinedExamEdge: ResolverTypeWrapper<Omit<QuarantinedExamEdge, 'node'> & { node: ResolversTypes['QuarantinedExam'] }>;
  QuarantinedImage: ResolverTypeWrapper<ImageModel>;
  QuarantinedImageConnection: ResolverTypeWrapper<Omit<QuarantinedImageConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['QuarantinedImageEdge']>, nodes: Array<ResolversTypes['QuarantinedImage']> }>;
  QuarantinedImageEdge: ResolverTypeWrapper<Omit<QuarantinedImageEdge, 'node'> & { node: ResolversTypes['QuarantinedImage'] }>;
  QuarantinedSeries: ResolverTypeWrapper<SeriesModel>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ReceivedFile: ResolverTypeWrapper<ReceivedFileModel>;
  ReceivedFileConnection: ResolverTypeWrapper<Omit<ReceivedFileConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ReceivedFileEdge']>, nodes: Array<ResolversTypes['ReceivedFile']> }>;
  ReceivedFileEdge: ResolverTypeWrapper<Omit<ReceivedFileEdge, 'node'> & { node: ResolversTypes['ReceivedFile'] }>;
  ReceivedState: ReceivedState;
  RedactImagesInput: RedactImagesInput;
  RefusedFile: ResolverTypeWrapper<RefusedFileModel>;
  RefusedFileConnection: ResolverTypeWrapper<Omit<RefusedFileConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['RefusedFileEdge']>, nodes: Array<ResolversTypes['RefusedFile']> }>;
  RefusedFileEdge: ResolverTypeWrapper<Omit<RefusedFileEdge, 'node'> & { node: ResolversTypes['RefusedFile'] }>;
  RegisterSiteInput: RegisterSiteInput;
  RegisterSitePayload: ResolverTypeWrapper<Omit<RegisterSitePayload, 'site'> & { site: ResolversTypes['Site'] }>;
  RequeueExamInput: RequeueExamInput;
  RerunDeidentificationInput: RerunDeidentificationInput;
  RerunDeidentificationPayload: ResolverTypeWrapper<Omit<RerunDeidentificationPayload, 'exam' | 'ingestions'> & { exam: ResolversTypes['Exam'], ingestions: Array<ResolversTypes['Ingestion']> }>;
  RetriedFile: ResolverTypeWrapper<RetriedFile>;
  RetryRefusedFilesPayload: ResolverTypeWrapper<RetryRefusedFilesPayload>;
  RevealIdentityInput: RevealIdentityInput;
  RevealIdentityPayload: ResolverTypeWrapper<RevealIdentityPayload>;
  ReviewDecision: ReviewDecision;
  ReviewExamInput: ReviewExamInput;
  ReviewExamPayload: ResolverTypeWrapper<Omit<ReviewExamPayload, 'quarantinedExam'> & { quarantinedExam: ResolversTypes['QuarantinedExam'] }>;
  ReviewSignature: ResolverTypeWrapper<ShownSignature>;
  ReviewState: ReviewState;
  RotateMappingKeyInput: RotateMappingKeyInput;
  RotateMappingKeyPayload: ResolverTypeWrapper<RotateMappingKeyPayload>;
  SafePrivateAttribute: ResolverTypeWrapper<SafePrivateAttribute>;
  SafePrivateAttributeInput: SafePrivateAttributeInput;
  Series: ResolverTypeWrapper<{ id: string; seriesInstanceUID: string }>;
  SetPoolCompletenessInput: SetPoolCompletenessInput;
  SetPoolCompletenessPayload: ResolverTypeWrapper<Omit<SetPoolCompletenessPayload, 'pool'> & { pool: ResolversTypes['Pool'] }>;
  SetPoolContactsInput: SetPoolContactsInput;
  SetPoolContactsPayload: ResolverTypeWrapper<Omit<SetPoolContactsPayload, 'pool'> & { pool: ResolversTypes['Pool'] }>;
  SetPoolReceiverInput: SetPoolReceiverInput;
  SetPoolReceiverPayload: ResolverTypeWrapper<Omit<SetPoolReceiverPayload, 'pool'> & { pool: ResolversTypes['Pool'] }>;
  SetPoolReviewInput: SetPoolReviewInput;
  SetProtocolInput: SetProtocolInput;
  SetProtocolPayload: ResolverTypeWrapper<Omit<SetProtocolPayload, 'protocol'> & { protocol: ResolversTypes['Protocol'] }>;
  SignatureInput: SignatureInput;
  SignatureMeaning: SignatureMeaning;
  SignatureState: SignatureState;
  SignedWith: SignedWith;
  Site: ResolverTypeWrapper<VisibleSite>;
  SiteAnswer: ResolverTypeWrapper<SiteAnswerModel>;
  SiteBasicInput: SiteBasicInput;
  SiteCapability: ResolverTypeWrapper<SiteCapability>;
  SiteCapabilityName: SiteCapabilityName;
  SiteGrantInput: SiteGrantInput;
  SiteGrantPayload: ResolverTypeWrapper<Omit<SiteGrantPayload, 'site'> & { site: ResolversTypes['Site'] }>;
  SiteHealth: ResolverTypeWrapper<SiteHealthModel>;
  SiteLook: ResolverTypeWrapper<SiteLook>;
  SiteStatus: ResolverTypeWrapper<SiteStatus>;
  SiteTlsInput: SiteTlsInput;
  StartIngestionInput: StartIngestionInput;
  StartIngestionPayload: ResolverTypeWrapper<Omit<StartIngestionPayload, 'ingestion'> & { ingestion: ResolversTypes['Ingestion'] }>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  TextSearch: TextSearch;
  UntranslatedCtpElement: ResolverTypeWrapper<UntranslatedCtpElement>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcceptDeviationInput: AcceptDeviationInput;
  ID: Scalars['ID']['output'];
  String: Scalars['String']['output'];
  AcceptDeviationPayload: Omit<AcceptDeviationPayload, 'report'> & { report: ResolversParentTypes['ProtocolReport'] };
  ApproveAllExamsInput: ApproveAllExamsInput;
  ApproveAllExamsPayload: Omit<ApproveAllExamsPayload, 'approved' | 'awaitingSecond'> & { approved: Array<ResolversParentTypes['QuarantinedExam']>, awaitingSecond: Array<ResolversParentTypes['QuarantinedExam']> };
  ArchivedCopy: ArchivedCopyModel;
  Int: Scalars['Int']['output'];
  AssignReviewersInput: AssignReviewersInput;
  AssignedReviewer: KnownPerson;
  ChangeRefusedFilesInput: ChangeRefusedFilesInput;
  CheckProtocolInput: CheckProtocolInput;
  CheckProtocolPayload: Omit<CheckProtocolPayload, 'report'> & { report: ResolversParentTypes['ProtocolReport'] };
  CompletedExamEvent: Omit<CompletedExamEvent, 'quarantinedExam'> & { quarantinedExam: ResolversParentTypes['QuarantinedExam'] };
  ContactMessage: ProtocolMessageModel;
  ContactMessageConnection: Omit<ContactMessageConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ContactMessageEdge']>, nodes: Array<ResolversParentTypes['ContactMessage']> };
  ContactMessageEdge: Omit<ContactMessageEdge, 'node'> & { node: ResolversParentTypes['ContactMessage'] };
  CreatePoolInput: CreatePoolInput;
  Boolean: Scalars['Boolean']['output'];
  CreatePoolPayload: Omit<CreatePoolPayload, 'pool'> & { pool: ResolversParentTypes['Pool'] };
  DateTime: Scalars['DateTime']['output'];
  DeidentificationDefinition: ProfileInputModel;
  DeidentificationLookup: DeidentificationLookup;
  DeidentificationLookupInput: DeidentificationLookupInput;
  DeidentificationLookups: LookupCountsModel;
  DeidentificationOverride: DeidentificationOverride;
  DeidentificationOverrideInput: DeidentificationOverrideInput;
  DeidentificationPreview: ProfiledPreviewModel;
  DeidentificationProfile: ProfileVersionModel;
  DeidentificationProfileConnection: Omit<DeidentificationProfileConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['DeidentificationProfileEdge']>, nodes: Array<ResolversParentTypes['DeidentificationProfile']> };
  DeidentificationProfileEdge: Omit<DeidentificationProfileEdge, 'node'> & { node: ResolversParentTypes['DeidentificationProfile'] };
  DiscardRefusedFilesPayload: DiscardRefusedFilesPayload;
  Exam: { id: string; studyInstanceUID: string };
  ExamRedaction: RecordedRedaction;
  FindResearchIdsInput: FindResearchIdsInput;
  FindResearchIdsPayload: FindResearchIdsPayload;
  Finding: Finding;
  FoundRegion: FoundRegion;
  Float: Scalars['Float']['output'];
  Identity: Identity;
  ImageFinding: ImageFinding;
  ImagingImage: ImagingImage;
  ImagingSeries: ImagingSeriesModel;
  ImagingStudy: ImagingStudyModel;
  ImagingStudyConnection: Omit<ImagingStudyConnection, 'edges' | 'nodes' | 'siteAnswers'> & { edges: Array<ResolversParentTypes['ImagingStudyEdge']>, nodes: Array<ResolversParentTypes['ImagingStudy']>, siteAnswers: Array<ResolversParentTypes['SiteAnswer']> };
  ImagingStudyEdge: Omit<ImagingStudyEdge, 'node'> & { node: ResolversParentTypes['ImagingStudy'] };
  ImagingStudyFilter: ImagingStudyFilter;
  ImportCtpScriptInput: ImportCtpScriptInput;
  ImportCtpScriptPayload: Omit<ImportCtpScriptPayload, 'draft'> & { draft: ResolversParentTypes['DeidentificationDefinition'] };
  Ingestion: IngestionModel;
  IngestionCounts: IngestionCounts;
  IngestionEvent: Omit<IngestionEvent, 'ingestion'> & { ingestion: ResolversParentTypes['Ingestion'] };
  JSONObject: Scalars['JSONObject']['output'];
  LookupTable: LookupTable;
  MappingKey: MappingKey;
  Mutation: Record<PropertyKey, never>;
  PageInfo: PageInfo;
  PatientInput: PatientInput;
  PixelRectangle: PixelRectangle;
  PixelRectangleInput: PixelRectangleInput;
  PixelRegion: PixelRegion;
  PixelRegionInput: PixelRegionInput;
  Pool: PoolModel;
  PoolCompleteness: PoolCompleteness;
  PoolContact: PoolContact;
  PoolContactInput: PoolContactInput;
  PoolProtocolSummary: PoolSummaryModel;
  PoolReceiver: PoolReceiver;
  PoolReview: PoolReview;
  PoolReviewPayload: Omit<PoolReviewPayload, 'pool'> & { pool: ResolversParentTypes['Pool'] };
  PreviewFinding: PreviewFinding;
  PreviewedAttribute: PreviewedAttribute;
  Project: Project;
  Protocol: ProtocolVersionModel;
  ProtocolAcceptance: ProtocolAcceptance;
  ProtocolConnection: Omit<ProtocolConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ProtocolEdge']>, nodes: Array<ResolversParentTypes['Protocol']> };
  ProtocolDeviation: ProtocolDeviation;
  ProtocolEdge: Omit<ProtocolEdge, 'node'> & { node: ResolversParentTypes['Protocol'] };
  ProtocolFinding: FindingModel;
  ProtocolMatch: Omit<ProtocolMatch, 'series'> & { series: ResolversParentTypes['Series'] };
  ProtocolReport: ProtocolReportModel;
  ProtocolReportConnection: Omit<ProtocolReportConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ProtocolReportEdge']>, nodes: Array<ResolversParentTypes['ProtocolReport']> };
  ProtocolReportEdge: Omit<ProtocolReportEdge, 'node'> & { node: ResolversParentTypes['ProtocolReport'] };
  ProtocolRuleCount: ProtocolRuleCount;
  PurgeQuarantineInput: PurgeQuarantineInput;
  PurgeQuarantinePayload: Omit<PurgeQuarantinePayload, 'quarantinedExams'> & { quarantinedExams: Array<ResolversParentTypes['QuarantinedExam']> };
  PutDeidentificationLookupsInput: PutDeidentificationLookupsInput;
  PutDeidentificationLookupsPayload: Omit<PutDeidentificationLookupsPayload, 'lookups'> & { lookups: ResolversParentTypes['DeidentificationLookups'] };
  PutDeidentificationProfileInput: PutDeidentificationProfileInput;
  PutDeidentificationProfilePayload: Omit<PutDeidentificationProfilePayload, 'profile'> & { profile: ResolversParentTypes['DeidentificationProfile'] };
  QuarantinedExam: QuarantinedExamModel;
  QuarantinedExamConnection: Omit<QuarantinedExamConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['QuarantinedExamEdge']>, nodes: Array<ResolversParentTypes['QuarantinedExam']> };
  QuarantinedExamEdge: Omit<QuarantinedExamEdge, 'node'> & { node: ResolversParentTypes['QuarantinedExam'] };
  QuarantinedImage: ImageModel;
  QuarantinedImageConnection: Omit<QuarantinedImageConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['QuarantinedImageEdge']>, nodes: Array<ResolversParentTypes['QuarantinedImage']> };
  QuarantinedImageEdge: Omit<QuarantinedImageEdge, 'node'> & { node: ResolversParentTypes['QuarantinedImage'] };
  QuarantinedSeries: SeriesModel;
  Query: Record<PropertyKey, never>;
  ReceivedFile: ReceivedFileModel;
  ReceivedFileConnection: Omit<ReceivedFileConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ReceivedFileEdge']>, nodes: Array<ResolversParentTypes['ReceivedFile']> };
  ReceivedFileEdge: Omit<ReceivedFileEdge, 'node'> & { node: ResolversParentTypes['ReceivedFile'] };
  RedactImagesInput: RedactImagesInput;
  RefusedFile: RefusedFileModel;
  RefusedFileConnection: Omit<RefusedFileConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['RefusedFileEdge']>, nodes: Array<ResolversParentTypes['RefusedFile']> };
  RefusedFileEdge: Omit<RefusedFileEdge, 'node'> & { node: ResolversParentTypes['RefusedFile'] };
  RegisterSiteInput: RegisterSiteInput;
  RegisterSitePayload: Omit<RegisterSitePayload, 'site'> & { site: ResolversParentTypes['Site'] };
  RequeueExamInput: RequeueExamInput;
  RerunDeidentificationInput: RerunDeidentificationInput;
  RerunDeidentificationPayload: Omit<RerunDeidentificationPayload, 'exam' | 'ingestions'> & { exam: ResolversParentTypes['Exam'], ingestions: Array<ResolversParentTypes['Ingestion']> };
  RetriedFile: RetriedFile;
  RetryRefusedFilesPayload: RetryRefusedFilesPayload;
  RevealIdentityInput: RevealIdentityInput;
  RevealIdentityPayload: RevealIdentityPayload;
  ReviewExamInput: ReviewExamInput;
  ReviewExamPayload: Omit<ReviewExamPayload, 'quarantinedExam'> & { quarantinedExam: ResolversParentTypes['QuarantinedExam'] };
  ReviewSignature: ShownSignature;
  RotateMappingKeyInput: RotateMappingKeyInput;
  RotateMappingKeyPayload: RotateMappingKeyPayload;
  SafePrivateAttribute: SafePrivateAttribute;
  SafePrivateAttributeInput: SafePrivateAttributeInput;
  Series: { id: string; seriesInstanceUID: string };
  SetPoolCompletenessInput: SetPoolCompletenessInput;
  SetPoolCompletenessPayload: Omit<SetPoolCompletenessPayload, 'pool'> & { pool: ResolversParentTypes['Pool'] };
  SetPoolContactsInput: SetPoolContactsInput;
  SetPoolContactsPayload: Omit<SetPoolContactsPayload, 'pool'> & { pool: ResolversParentTypes['Pool'] };
  SetPoolReceiverInput: SetPoolReceiverInput;
  SetPoolReceiverPayload: Omit<SetPoolReceiverPayload, 'pool'> & { pool: ResolversParentTypes['Pool'] };
  SetPoolReviewInput: SetPoolReviewInput;
  SetProtocolInput: SetProtocolInput;
  SetProtocolPayload: Omit<SetProtocolPayload, 'protocol'> & { protocol: ResolversParentTypes['Protocol'] };
  SignatureInput: SignatureInput;
  Site: VisibleSite;
  SiteAnswer: SiteAnswerModel;
  SiteBasicInput: SiteBasicInput;
  SiteCapability: SiteCapability;
  SiteGrantInput: SiteGrantInput;
  SiteGrantPayload: Omit<SiteGrantPayload, 'site'> & { site: ResolversParentTypes['Site'] };
  SiteHealth: SiteHealthModel;
  SiteLook: SiteLook;
  SiteStatus: SiteStatus;
  SiteTlsInput: SiteTlsInput;
  StartIngestionInput: StartIngestionInput;
  StartIngestionPayload: Omit<StartIngestionPayload, 'ingestion'> & { ingestion: ResolversParentTypes['Ingestion'] };
  Subscription: Record<PropertyKey, never>;
  UntranslatedCtpElement: UntranslatedCtpElement;
};

export type AcceptDeviationPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AcceptDeviationPayload'] = ResolversParentTypes['AcceptDeviationPayload']> = {
  report?: Resolver<ResolversTypes['ProtocolReport'], ParentType, ContextType>;
};

export type ApproveAllExamsPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ApproveAllExamsPayload'] = ResolversParentTypes['ApproveAllExamsPayload']> = {
  approved?: Resolver<Array<ResolversTypes['QuarantinedExam']>, ParentType, ContextType>;
  awaitingSecond?: Resolver<Array<ResolversTypes['QuarantinedExam']>, ParentType, ContextType>;
};

export type ArchivedCopyResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ArchivedCopy'] = ResolversParentTypes['ArchivedCopy']> = {
  instanceCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  site?: Resolver<ResolversTypes['Site'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SiteStatus'], ParentType, ContextType>;
};

export type AssignedReviewerResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['AssignedReviewer'] = ResolversParentTypes['AssignedReviewer']> = {
  accountId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  username?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type CheckProtocolPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CheckProtocolPayload'] = ResolversParentTypes['CheckProtocolPayload']> = {
  report?: Resolver<ResolversTypes['ProtocolReport'], ParentType, ContextType>;
};

export type CompletedExamEventResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CompletedExamEvent'] = ResolversParentTypes['CompletedExamEvent']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quarantinedExam?: Resolver<ResolversTypes['QuarantinedExam'], ParentType, ContextType>;
};

export type ContactMessageResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ContactMessage'] = ResolversParentTypes['ContactMessage']> = {
  contact?: Resolver<ResolversTypes['PoolContact'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  exam?: Resolver<ResolversTypes['Exam'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  madeAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  pool?: Resolver<ResolversTypes['Pool'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ProtocolState'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ContactMessageStatus'], ParentType, ContextType>;
};

export type ContactMessageConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ContactMessageConnection'] = ResolversParentTypes['ContactMessageConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ContactMessageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ContactMessage']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ContactMessageEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ContactMessageEdge'] = ResolversParentTypes['ContactMessageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ContactMessage'], ParentType, ContextType>;
};

export type CreatePoolPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CreatePoolPayload'] = ResolversParentTypes['CreatePoolPayload']> = {
  pool?: Resolver<ResolversTypes['Pool'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeidentificationDefinitionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['DeidentificationDefinition'] = ResolversParentTypes['DeidentificationDefinition']> = {
  base?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  blackOutText?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  findText?: Resolver<ResolversTypes['TextSearch'], ParentType, ContextType>;
  lookups?: Resolver<Array<ResolversTypes['DeidentificationLookup']>, ParentType, ContextType>;
  options?: Resolver<Array<ResolversTypes['DeidentificationOption']>, ParentType, ContextType>;
  overrides?: Resolver<Array<ResolversTypes['DeidentificationOverride']>, ParentType, ContextType>;
  regions?: Resolver<Array<ResolversTypes['PixelRegion']>, ParentType, ContextType>;
  researchIds?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  safePrivate?: Resolver<Array<ResolversTypes['SafePrivateAttribute']>, ParentType, ContextType>;
};

export type DeidentificationLookupResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['DeidentificationLookup'] = ResolversParentTypes['DeidentificationLookup']> = {
  missing?: Resolver<Maybe<ResolversTypes['MissingEntry']>, ParentType, ContextType>;
  tag?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DeidentificationLookupsResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['DeidentificationLookups'] = ResolversParentTypes['DeidentificationLookups']> = {
  profile?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tables?: Resolver<Array<ResolversTypes['LookupTable']>, ParentType, ContextType>;
};

export type DeidentificationOverrideResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['DeidentificationOverride'] = ResolversParentTypes['DeidentificationOverride']> = {
  action?: Resolver<ResolversTypes['OverrideAction'], ParentType, ContextType>;
  tag?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DeidentificationPreviewResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['DeidentificationPreview'] = ResolversParentTypes['DeidentificationPreview']> = {
  attributes?: Resolver<Array<ResolversTypes['PreviewedAttribute']>, ParentType, ContextType>;
  findings?: Resolver<Array<ResolversTypes['PreviewFinding']>, ParentType, ContextType>;
  profile?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  researchId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type DeidentificationProfileResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['DeidentificationProfile'] = ResolversParentTypes['DeidentificationProfile'], FederationReferenceType extends FederationReferenceTypes['DeidentificationProfile'] = FederationReferenceTypes['DeidentificationProfile']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['DeidentificationProfile']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  definition?: Resolver<ResolversTypes['DeidentificationDefinition'], ParentType, ContextType>;
  fullName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DeidentificationProfileConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['DeidentificationProfileConnection'] = ResolversParentTypes['DeidentificationProfileConnection']> = {
  edges?: Resolver<Array<ResolversTypes['DeidentificationProfileEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['DeidentificationProfile']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type DeidentificationProfileEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['DeidentificationProfileEdge'] = ResolversParentTypes['DeidentificationProfileEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['DeidentificationProfile'], ParentType, ContextType>;
};

export type DiscardRefusedFilesPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['DiscardRefusedFilesPayload'] = ResolversParentTypes['DiscardRefusedFilesPayload']> = {
  fileIds?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ExamResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Exam'] = ResolversParentTypes['Exam'], FederationReferenceType extends FederationReferenceTypes['Exam'] = FederationReferenceTypes['Exam']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Exam']> | FederationReferenceType, FederationReferenceType, ContextType>;
  archives?: Resolver<Array<ResolversTypes['ArchivedCopy']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  protocolReport?: Resolver<Maybe<ResolversTypes['ProtocolReport']>, ParentType, ContextType>;
};

export type ExamRedactionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ExamRedaction'] = ResolversParentTypes['ExamRedaction']> = {
  frames?: Resolver<Maybe<Array<ResolversTypes['Int']>>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  redactedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  redactedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  regions?: Resolver<Array<ResolversTypes['PixelRectangle']>, ParentType, ContextType>;
};

export type FindResearchIdsPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['FindResearchIdsPayload'] = ResolversParentTypes['FindResearchIdsPayload']> = {
  researchIds?: Resolver<Array<Maybe<ResolversTypes['String']>>, ParentType, ContextType>;
};

export type FindingResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Finding'] = ResolversParentTypes['Finding']> = {
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  imageCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FoundRegionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['FoundRegion'] = ResolversParentTypes['FoundRegion']> = {
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  frame?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  height?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  width?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  x?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  y?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type IdentityResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Identity'] = ResolversParentTypes['Identity']> = {
  issuer?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  patientId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ImageFindingResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ImageFinding'] = ResolversParentTypes['ImageFinding']> = {
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  regions?: Resolver<Array<ResolversTypes['FoundRegion']>, ParentType, ContextType>;
};

export type ImagingImageResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ImagingImage'] = ResolversParentTypes['ImagingImage']> = {
  columns?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  frameCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  rows?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sopClassUID?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sopInstanceUID?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ImagingSeriesResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ImagingSeries'] = ResolversParentTypes['ImagingSeries']> = {
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  images?: Resolver<Maybe<Array<ResolversTypes['ImagingImage']>>, ParentType, ContextType, RequireFields<ImagingSeriesImagesArgs, 'first'>>;
  instanceCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  modality?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  seriesInstanceUID?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ImagingStudyResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ImagingStudy'] = ResolversParentTypes['ImagingStudy']> = {
  instanceCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  modalities?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  patientId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  series?: Resolver<Maybe<Array<ResolversTypes['ImagingSeries']>>, ParentType, ContextType>;
  sites?: Resolver<Array<ResolversTypes['Site']>, ParentType, ContextType>;
  studyDate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  studyDescription?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  studyInstanceUID?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ImagingStudyConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ImagingStudyConnection'] = ResolversParentTypes['ImagingStudyConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ImagingStudyEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ImagingStudy']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  siteAnswers?: Resolver<Array<ResolversTypes['SiteAnswer']>, ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ImagingStudyEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ImagingStudyEdge'] = ResolversParentTypes['ImagingStudyEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ImagingStudy'], ParentType, ContextType>;
};

export type ImportCtpScriptPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ImportCtpScriptPayload'] = ResolversParentTypes['ImportCtpScriptPayload']> = {
  draft?: Resolver<ResolversTypes['DeidentificationDefinition'], ParentType, ContextType>;
  untranslated?: Resolver<Array<ResolversTypes['UntranslatedCtpElement']>, ParentType, ContextType>;
};

export type IngestionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Ingestion'] = ResolversParentTypes['Ingestion'], FederationReferenceType extends FederationReferenceTypes['Ingestion'] = FederationReferenceTypes['Ingestion']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Ingestion']> | FederationReferenceType, FederationReferenceType, ContextType>;
  counts?: Resolver<ResolversTypes['IngestionCounts'], ParentType, ContextType>;
  files?: Resolver<ResolversTypes['ReceivedFileConnection'], ParentType, ContextType, RequireFields<IngestionFilesArgs, 'first'>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  pool?: Resolver<ResolversTypes['Pool'], ParentType, ContextType>;
  settled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IngestionCountsResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['IngestionCounts'] = ResolversParentTypes['IngestionCounts']> = {
  approved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  duplicate?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  quarantined?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  received?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  refused?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rejected?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  replaced?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type IngestionEventResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['IngestionEvent'] = ResolversParentTypes['IngestionEvent']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ingestion?: Resolver<ResolversTypes['Ingestion'], ParentType, ContextType>;
};

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type LookupTableResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['LookupTable'] = ResolversParentTypes['LookupTable']> = {
  entryCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type MappingKeyResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['MappingKey'] = ResolversParentTypes['MappingKey']> = {
  identityCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  madeAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  madeBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retiredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  acceptDeviation?: Resolver<ResolversTypes['AcceptDeviationPayload'], ParentType, ContextType, RequireFields<MutationAcceptDeviationArgs, 'input'>>;
  approveAllExams?: Resolver<ResolversTypes['ApproveAllExamsPayload'], ParentType, ContextType, RequireFields<MutationApproveAllExamsArgs, 'input'>>;
  approveExam?: Resolver<ResolversTypes['ReviewExamPayload'], ParentType, ContextType, RequireFields<MutationApproveExamArgs, 'input'>>;
  assignReviewers?: Resolver<ResolversTypes['PoolReviewPayload'], ParentType, ContextType, RequireFields<MutationAssignReviewersArgs, 'input'>>;
  checkProtocol?: Resolver<ResolversTypes['CheckProtocolPayload'], ParentType, ContextType, RequireFields<MutationCheckProtocolArgs, 'input'>>;
  createPool?: Resolver<ResolversTypes['CreatePoolPayload'], ParentType, ContextType, RequireFields<MutationCreatePoolArgs, 'input'>>;
  discardRefusedFiles?: Resolver<ResolversTypes['DiscardRefusedFilesPayload'], ParentType, ContextType, RequireFields<MutationDiscardRefusedFilesArgs, 'input'>>;
  findResearchIds?: Resolver<ResolversTypes['FindResearchIdsPayload'], ParentType, ContextType, RequireFields<MutationFindResearchIdsArgs, 'input'>>;
  grantSite?: Resolver<ResolversTypes['SiteGrantPayload'], ParentType, ContextType, RequireFields<MutationGrantSiteArgs, 'input'>>;
  importCtpScript?: Resolver<ResolversTypes['ImportCtpScriptPayload'], ParentType, ContextType, RequireFields<MutationImportCtpScriptArgs, 'input'>>;
  purgeQuarantine?: Resolver<ResolversTypes['PurgeQuarantinePayload'], ParentType, ContextType, RequireFields<MutationPurgeQuarantineArgs, 'input'>>;
  putDeidentificationLookups?: Resolver<ResolversTypes['PutDeidentificationLookupsPayload'], ParentType, ContextType, RequireFields<MutationPutDeidentificationLookupsArgs, 'input'>>;
  putDeidentificationProfile?: Resolver<ResolversTypes['PutDeidentificationProfilePayload'], ParentType, ContextType, RequireFields<MutationPutDeidentificationProfileArgs, 'input'>>;
  redactImages?: Resolver<ResolversTypes['ReviewExamPayload'], ParentType, ContextType, RequireFields<MutationRedactImagesArgs, 'input'>>;
  registerSite?: Resolver<ResolversTypes['RegisterSitePayload'], ParentType, ContextType, RequireFields<MutationRegisterSiteArgs, 'input'>>;
  rejectExam?: Resolver<ResolversTypes['ReviewExamPayload'], ParentType, ContextType, RequireFields<MutationRejectExamArgs, 'input'>>;
  requeueExam?: Resolver<ResolversTypes['ReviewExamPayload'], ParentType, ContextType, RequireFields<MutationRequeueExamArgs, 'input'>>;
  rerunDeidentification?: Resolver<ResolversTypes['RerunDeidentificationPayload'], ParentType, ContextType, RequireFields<MutationRerunDeidentificationArgs, 'input'>>;
  retryRefusedFiles?: Resolver<ResolversTypes['RetryRefusedFilesPayload'], ParentType, ContextType, RequireFields<MutationRetryRefusedFilesArgs, 'input'>>;
  revealIdentity?: Resolver<ResolversTypes['RevealIdentityPayload'], ParentType, ContextType, RequireFields<MutationRevealIdentityArgs, 'input'>>;
  revokeSite?: Resolver<ResolversTypes['SiteGrantPayload'], ParentType, ContextType, RequireFields<MutationRevokeSiteArgs, 'input'>>;
  rotateMappingKey?: Resolver<ResolversTypes['RotateMappingKeyPayload'], ParentType, ContextType, RequireFields<MutationRotateMappingKeyArgs, 'input'>>;
  setPoolCompleteness?: Resolver<ResolversTypes['SetPoolCompletenessPayload'], ParentType, ContextType, RequireFields<MutationSetPoolCompletenessArgs, 'input'>>;
  setPoolContacts?: Resolver<ResolversTypes['SetPoolContactsPayload'], ParentType, ContextType, RequireFields<MutationSetPoolContactsArgs, 'input'>>;
  setPoolReceiver?: Resolver<ResolversTypes['SetPoolReceiverPayload'], ParentType, ContextType, RequireFields<MutationSetPoolReceiverArgs, 'input'>>;
  setPoolReview?: Resolver<ResolversTypes['PoolReviewPayload'], ParentType, ContextType, RequireFields<MutationSetPoolReviewArgs, 'input'>>;
  setProtocol?: Resolver<ResolversTypes['SetProtocolPayload'], ParentType, ContextType, RequireFields<MutationSetProtocolArgs, 'input'>>;
  startIngestion?: Resolver<ResolversTypes['StartIngestionPayload'], ParentType, ContextType, RequireFields<MutationStartIngestionArgs, 'input'>>;
};

export type PageInfoResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PixelRectangleResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PixelRectangle'] = ResolversParentTypes['PixelRectangle']> = {
  height?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  width?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  x?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  y?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PixelRegionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PixelRegion'] = ResolversParentTypes['PixelRegion']> = {
  columns?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  imageType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  manufacturer?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  modality?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  model?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  rectangles?: Resolver<Array<ResolversTypes['PixelRectangle']>, ParentType, ContextType>;
  rows?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type PoolResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Pool'] = ResolversParentTypes['Pool'], FederationReferenceType extends FederationReferenceTypes['Pool'] = FederationReferenceTypes['Pool']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Pool']> | FederationReferenceType, FederationReferenceType, ContextType>;
  completeness?: Resolver<ResolversTypes['PoolCompleteness'], ParentType, ContextType>;
  contacts?: Resolver<Maybe<Array<ResolversTypes['PoolContact']>>, ParentType, ContextType>;
  existing?: Resolver<ResolversTypes['ExistingImages'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  keepsOriginals?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  profile?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  receiver?: Resolver<Maybe<ResolversTypes['PoolReceiver']>, ParentType, ContextType>;
  review?: Resolver<ResolversTypes['PoolReview'], ParentType, ContextType>;
  reviewers?: Resolver<Array<ResolversTypes['AssignedReviewer']>, ParentType, ContextType>;
  site?: Resolver<Maybe<ResolversTypes['Site']>, ParentType, ContextType>;
};

export type PoolCompletenessResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PoolCompleteness'] = ResolversParentTypes['PoolCompleteness']> = {
  expectedImages?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  quietSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PoolContactResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PoolContact'] = ResolversParentTypes['PoolContact']> = {
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type PoolProtocolSummaryResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PoolProtocolSummary'] = ResolversParentTypes['PoolProtocolSummary']> = {
  complete?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deviates?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  incomplete?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  pool?: Resolver<Maybe<ResolversTypes['Pool']>, ParentType, ContextType>;
  rules?: Resolver<Array<ResolversTypes['ProtocolRuleCount']>, ParentType, ContextType>;
};

export type PoolReceiverResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PoolReceiver'] = ResolversParentTypes['PoolReceiver']> = {
  aeTitle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  callingAddresses?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  callingAeTitles?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PoolReviewResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PoolReview'] = ResolversParentTypes['PoolReview']> = {
  purgeAfterDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  requireSignature?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  reviewsNeeded?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PoolReviewPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PoolReviewPayload'] = ResolversParentTypes['PoolReviewPayload']> = {
  pool?: Resolver<ResolversTypes['Pool'], ParentType, ContextType>;
};

export type PreviewFindingResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PreviewFinding'] = ResolversParentTypes['PreviewFinding']> = {
  detail?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  regions?: Resolver<Array<ResolversTypes['FoundRegion']>, ParentType, ContextType>;
};

export type PreviewedAttributeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PreviewedAttribute'] = ResolversParentTypes['PreviewedAttribute']> = {
  action?: Resolver<ResolversTypes['DeidentificationAction'], ParentType, ContextType>;
  after?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  before?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  keyword?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tag?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  vr?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ProtocolResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Protocol'] = ResolversParentTypes['Protocol']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProtocolAcceptanceResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProtocolAcceptance'] = ResolversParentTypes['ProtocolAcceptance']> = {
  acceptedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  acceptedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProtocolConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProtocolConnection'] = ResolversParentTypes['ProtocolConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProtocolEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Protocol']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProtocolDeviationResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProtocolDeviation'] = ResolversParentTypes['ProtocolDeviation']> = {
  expected?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  found?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  property?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProtocolEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProtocolEdge'] = ResolversParentTypes['ProtocolEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Protocol'], ParentType, ContextType>;
};

export type ProtocolFindingResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProtocolFinding'] = ResolversParentTypes['ProtocolFinding']> = {
  accepted?: Resolver<Maybe<ResolversTypes['ProtocolAcceptance']>, ParentType, ContextType>;
  expected?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['ProtocolOutcome'], ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  series?: Resolver<Array<ResolversTypes['ProtocolMatch']>, ParentType, ContextType>;
  tooMany?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProtocolMatchResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProtocolMatch'] = ResolversParentTypes['ProtocolMatch']> = {
  deviations?: Resolver<Array<ResolversTypes['ProtocolDeviation']>, ParentType, ContextType>;
  series?: Resolver<ResolversTypes['Series'], ParentType, ContextType>;
};

export type ProtocolReportResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProtocolReport'] = ResolversParentTypes['ProtocolReport']> = {
  cause?: Resolver<ResolversTypes['ProtocolCause'], ParentType, ContextType>;
  causedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  day?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  exam?: Resolver<ResolversTypes['Exam'], ParentType, ContextType>;
  extraSeries?: Resolver<Array<ResolversTypes['Series']>, ParentType, ContextType>;
  findings?: Resolver<Array<ResolversTypes['ProtocolFinding']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  madeAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  pool?: Resolver<Maybe<ResolversTypes['Pool']>, ParentType, ContextType>;
  protocolVersion?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ProtocolState'], ParentType, ContextType>;
  timePoint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ProtocolReportConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProtocolReportConnection'] = ResolversParentTypes['ProtocolReportConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ProtocolReportEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ProtocolReport']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProtocolReportEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProtocolReportEdge'] = ResolversParentTypes['ProtocolReportEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ProtocolReport'], ParentType, ContextType>;
};

export type ProtocolRuleCountResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProtocolRuleCount'] = ResolversParentTypes['ProtocolRuleCount']> = {
  deviates?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  missing?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rule?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PurgeQuarantinePayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PurgeQuarantinePayload'] = ResolversParentTypes['PurgeQuarantinePayload']> = {
  quarantinedExams?: Resolver<Array<ResolversTypes['QuarantinedExam']>, ParentType, ContextType>;
};

export type PutDeidentificationLookupsPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PutDeidentificationLookupsPayload'] = ResolversParentTypes['PutDeidentificationLookupsPayload']> = {
  lookups?: Resolver<ResolversTypes['DeidentificationLookups'], ParentType, ContextType>;
};

export type PutDeidentificationProfilePayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PutDeidentificationProfilePayload'] = ResolversParentTypes['PutDeidentificationProfilePayload']> = {
  profile?: Resolver<ResolversTypes['DeidentificationProfile'], ParentType, ContextType>;
};

export type QuarantinedExamResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['QuarantinedExam'] = ResolversParentTypes['QuarantinedExam'], FederationReferenceType extends FederationReferenceTypes['QuarantinedExam'] = FederationReferenceTypes['QuarantinedExam']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['QuarantinedExam']> | FederationReferenceType, FederationReferenceType, ContextType>;
  complete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  completeAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  exam?: Resolver<Maybe<ResolversTypes['Exam']>, ParentType, ContextType>;
  expectedImages?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  findings?: Resolver<Array<ResolversTypes['Finding']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  images?: Resolver<ResolversTypes['QuarantinedImageConnection'], ParentType, ContextType, RequireFields<QuarantinedExamImagesArgs, 'first'>>;
  modalities?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  pool?: Resolver<ResolversTypes['Pool'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  redactions?: Resolver<Array<ResolversTypes['ExamRedaction']>, ParentType, ContextType>;
  researchId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reviewComment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reviewedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reviewedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  series?: Resolver<Array<ResolversTypes['QuarantinedSeries']>, ParentType, ContextType>;
  seriesCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  signatures?: Resolver<Array<ResolversTypes['ReviewSignature']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReviewState'], ParentType, ContextType>;
  studyDate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  studyInstanceUID?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  viewedImageCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QuarantinedExamConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['QuarantinedExamConnection'] = ResolversParentTypes['QuarantinedExamConnection']> = {
  edges?: Resolver<Array<ResolversTypes['QuarantinedExamEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['QuarantinedExam']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QuarantinedExamEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['QuarantinedExamEdge'] = ResolversParentTypes['QuarantinedExamEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['QuarantinedExam'], ParentType, ContextType>;
};

export type QuarantinedImageResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['QuarantinedImage'] = ResolversParentTypes['QuarantinedImage']> = {
  fileUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  findings?: Resolver<Array<ResolversTypes['ImageFinding']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  instanceNumber?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  pictureUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, RequireFields<QuarantinedImagePictureUrlArgs, 'frame'>>;
  seriesInstanceUID?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  sopInstanceUID?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type QuarantinedImageConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['QuarantinedImageConnection'] = ResolversParentTypes['QuarantinedImageConnection']> = {
  edges?: Resolver<Array<ResolversTypes['QuarantinedImageEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['QuarantinedImage']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type QuarantinedImageEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['QuarantinedImageEdge'] = ResolversParentTypes['QuarantinedImageEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['QuarantinedImage'], ParentType, ContextType>;
};

export type QuarantinedSeriesResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['QuarantinedSeries'] = ResolversParentTypes['QuarantinedSeries']> = {
  imageCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  modality?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seriesDescription?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seriesInstanceUID?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seriesNumber?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  suspectCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  thumbnailUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  contactMessages?: Resolver<ResolversTypes['ContactMessageConnection'], ParentType, ContextType, RequireFields<QueryContactMessagesArgs, 'first' | 'projectId'>>;
  deidentificationLookups?: Resolver<ResolversTypes['DeidentificationLookups'], ParentType, ContextType, RequireFields<QueryDeidentificationLookupsArgs, 'profile' | 'projectId'>>;
  deidentificationPreview?: Resolver<ResolversTypes['DeidentificationPreview'], ParentType, ContextType, RequireFields<QueryDeidentificationPreviewArgs, 'fileId' | 'profile' | 'projectId' | 'reason'>>;
  deidentificationProfile?: Resolver<Maybe<ResolversTypes['DeidentificationProfile']>, ParentType, ContextType, RequireFields<QueryDeidentificationProfileArgs, 'id'>>;
  deidentificationProfiles?: Resolver<ResolversTypes['DeidentificationProfileConnection'], ParentType, ContextType, RequireFields<QueryDeidentificationProfilesArgs, 'first' | 'projectId'>>;
  imagingStudies?: Resolver<ResolversTypes['ImagingStudyConnection'], ParentType, ContextType, RequireFields<QueryImagingStudiesArgs, 'first'>>;
  ingestion?: Resolver<Maybe<ResolversTypes['Ingestion']>, ParentType, ContextType, RequireFields<QueryIngestionArgs, 'id'>>;
  ingestions?: Resolver<Array<ResolversTypes['Ingestion']>, ParentType, ContextType, RequireFields<QueryIngestionsArgs, 'first' | 'projectId'>>;
  mappingKeys?: Resolver<Array<ResolversTypes['MappingKey']>, ParentType, ContextType>;
  pools?: Resolver<Array<ResolversTypes['Pool']>, ParentType, ContextType, RequireFields<QueryPoolsArgs, 'projectId'>>;
  protocol?: Resolver<Maybe<ResolversTypes['Protocol']>, ParentType, ContextType, RequireFields<QueryProtocolArgs, 'projectId'>>;
  protocolHistory?: Resolver<ResolversTypes['ProtocolReportConnection'], ParentType, ContextType, RequireFields<QueryProtocolHistoryArgs, 'examId' | 'first'>>;
  protocolReports?: Resolver<ResolversTypes['ProtocolReportConnection'], ParentType, ContextType, RequireFields<QueryProtocolReportsArgs, 'first' | 'projectId'>>;
  protocolSummary?: Resolver<Array<ResolversTypes['PoolProtocolSummary']>, ParentType, ContextType, RequireFields<QueryProtocolSummaryArgs, 'projectId'>>;
  protocolVersions?: Resolver<ResolversTypes['ProtocolConnection'], ParentType, ContextType, RequireFields<QueryProtocolVersionsArgs, 'first' | 'projectId'>>;
  quarantine?: Resolver<ResolversTypes['QuarantinedExamConnection'], ParentType, ContextType, RequireFields<QueryQuarantineArgs, 'first' | 'mine' | 'projectId' | 'state'>>;
  quarantinedExam?: Resolver<Maybe<ResolversTypes['QuarantinedExam']>, ParentType, ContextType, RequireFields<QueryQuarantinedExamArgs, 'id'>>;
  refusedFiles?: Resolver<ResolversTypes['RefusedFileConnection'], ParentType, ContextType, RequireFields<QueryRefusedFilesArgs, 'first' | 'projectId'>>;
  sites?: Resolver<Array<ResolversTypes['Site']>, ParentType, ContextType>;
};

export type ReceivedFileResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ReceivedFile'] = ResolversParentTypes['ReceivedFile']> = {
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['ReceivedState'], ParentType, ContextType>;
};

export type ReceivedFileConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ReceivedFileConnection'] = ResolversParentTypes['ReceivedFileConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ReceivedFileEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ReceivedFile']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ReceivedFileEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ReceivedFileEdge'] = ResolversParentTypes['ReceivedFileEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ReceivedFile'], ParentType, ContextType>;
};

export type RefusedFileResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RefusedFile'] = ResolversParentTypes['RefusedFile']> = {
  downloadPath?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  keptUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  pool?: Resolver<ResolversTypes['Pool'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  receivedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  sizeBytes?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type RefusedFileConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RefusedFileConnection'] = ResolversParentTypes['RefusedFileConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RefusedFileEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['RefusedFile']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RefusedFileEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RefusedFileEdge'] = ResolversParentTypes['RefusedFileEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RefusedFile'], ParentType, ContextType>;
};

export type RegisterSitePayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RegisterSitePayload'] = ResolversParentTypes['RegisterSitePayload']> = {
  site?: Resolver<ResolversTypes['Site'], ParentType, ContextType>;
};

export type RerunDeidentificationPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RerunDeidentificationPayload'] = ResolversParentTypes['RerunDeidentificationPayload']> = {
  exam?: Resolver<ResolversTypes['Exam'], ParentType, ContextType>;
  ingestions?: Resolver<Array<ResolversTypes['Ingestion']>, ParentType, ContextType>;
};

export type RetriedFileResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RetriedFile'] = ResolversParentTypes['RetriedFile']> = {
  fileId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  refused?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RetryRefusedFilesPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RetryRefusedFilesPayload'] = ResolversParentTypes['RetryRefusedFilesPayload']> = {
  files?: Resolver<Array<ResolversTypes['RetriedFile']>, ParentType, ContextType>;
};

export type RevealIdentityPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RevealIdentityPayload'] = ResolversParentTypes['RevealIdentityPayload']> = {
  identities?: Resolver<Array<ResolversTypes['Identity']>, ParentType, ContextType>;
};

export type ReviewExamPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ReviewExamPayload'] = ResolversParentTypes['ReviewExamPayload']> = {
  quarantinedExam?: Resolver<ResolversTypes['QuarantinedExam'], ParentType, ContextType>;
};

export type ReviewSignatureResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ReviewSignature'] = ResolversParentTypes['ReviewSignature']> = {
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  decision?: Resolver<ResolversTypes['ReviewDecision'], ParentType, ContextType>;
  document?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  imageCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  imagesDigest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  jws?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  meaning?: Resolver<ResolversTypes['SignatureMeaning'], ParentType, ContextType>;
  signedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  signedWith?: Resolver<ResolversTypes['SignedWith'], ParentType, ContextType>;
  signerName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  signerUsername?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SignatureState'], ParentType, ContextType>;
};

export type RotateMappingKeyPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RotateMappingKeyPayload'] = ResolversParentTypes['RotateMappingKeyPayload']> = {
  mappingKeys?: Resolver<Array<ResolversTypes['MappingKey']>, ParentType, ContextType>;
};

export type SafePrivateAttributeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SafePrivateAttribute'] = ResolversParentTypes['SafePrivateAttribute']> = {
  creator?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  element?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  group?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  vr?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SeriesResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Series'] = ResolversParentTypes['Series'], FederationReferenceType extends FederationReferenceTypes['Series'] = FederationReferenceTypes['Series']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Series']> | FederationReferenceType, FederationReferenceType, ContextType>;
  archives?: Resolver<Array<ResolversTypes['ArchivedCopy']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SetPoolCompletenessPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SetPoolCompletenessPayload'] = ResolversParentTypes['SetPoolCompletenessPayload']> = {
  pool?: Resolver<ResolversTypes['Pool'], ParentType, ContextType>;
};

export type SetPoolContactsPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SetPoolContactsPayload'] = ResolversParentTypes['SetPoolContactsPayload']> = {
  pool?: Resolver<ResolversTypes['Pool'], ParentType, ContextType>;
};

export type SetPoolReceiverPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SetPoolReceiverPayload'] = ResolversParentTypes['SetPoolReceiverPayload']> = {
  pool?: Resolver<ResolversTypes['Pool'], ParentType, ContextType>;
};

export type SetProtocolPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SetProtocolPayload'] = ResolversParentTypes['SetProtocolPayload']> = {
  protocol?: Resolver<ResolversTypes['Protocol'], ParentType, ContextType>;
  warnings?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SiteResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Site'] = ResolversParentTypes['Site'], FederationReferenceType extends FederationReferenceTypes['Site'] = FederationReferenceTypes['Site']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Site']> | FederationReferenceType, FederationReferenceType, ContextType>;
  capabilities?: Resolver<Maybe<Array<ResolversTypes['SiteCapability']>>, ParentType, ContextType>;
  deadlineMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  health?: Resolver<ResolversTypes['SiteHealth'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  projects?: Resolver<Array<ResolversTypes['Project']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SiteStatus'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type SiteAnswerResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SiteAnswer'] = ResolversParentTypes['SiteAnswer']> = {
  matched?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  site?: Resolver<ResolversTypes['Site'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SiteStatus'], ParentType, ContextType>;
  truncated?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type SiteCapabilityResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SiteCapability'] = ResolversParentTypes['SiteCapability']> = {
  isSupported?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['SiteCapabilityName'], ParentType, ContextType>;
};

export type SiteGrantPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SiteGrantPayload'] = ResolversParentTypes['SiteGrantPayload']> = {
  site?: Resolver<ResolversTypes['Site'], ParentType, ContextType>;
};

export type SiteHealthResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SiteHealth'] = ResolversParentTypes['SiteHealth']> = {
  circuit?: Resolver<ResolversTypes['CircuitState'], ParentType, ContextType>;
  latencyP50Ms?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  looks?: Resolver<Array<ResolversTypes['SiteLook']>, ParentType, ContextType, RequireFields<SiteHealthLooksArgs, 'first'>>;
  reachable?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  since?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type SiteLookResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SiteLook'] = ResolversParentTypes['SiteLook']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  latencyMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SiteStatusResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SiteStatus'] = ResolversParentTypes['SiteStatus']> = {
  checkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  latencyMs?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  reachable?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type StartIngestionPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['StartIngestionPayload'] = ResolversParentTypes['StartIngestionPayload']> = {
  ingestion?: Resolver<ResolversTypes['Ingestion'], ParentType, ContextType>;
  uploadPath?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  examCompleted?: SubscriptionResolver<ResolversTypes['CompletedExamEvent'], "examCompleted", ParentType, ContextType, RequireFields<SubscriptionExamCompletedArgs, 'projectId'>>;
  ingestionProgress?: SubscriptionResolver<ResolversTypes['IngestionEvent'], "ingestionProgress", ParentType, ContextType, RequireFields<SubscriptionIngestionProgressArgs, 'id'>>;
};

export type UntranslatedCtpElementResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['UntranslatedCtpElement'] = ResolversParentTypes['UntranslatedCtpElement']> = {
  element?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  instead?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  script?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  why?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = HubContext> = {
  AcceptDeviationPayload?: AcceptDeviationPayloadResolvers<ContextType>;
  ApproveAllExamsPayload?: ApproveAllExamsPayloadResolvers<ContextType>;
  ArchivedCopy?: ArchivedCopyResolvers<ContextType>;
  AssignedReviewer?: AssignedReviewerResolvers<ContextType>;
  CheckProtocolPayload?: CheckProtocolPayloadResolvers<ContextType>;
  CompletedExamEvent?: CompletedExamEventResolvers<ContextType>;
  ContactMessage?: ContactMessageResolvers<ContextType>;
  ContactMessageConnection?: ContactMessageConnectionResolvers<ContextType>;
  ContactMessageEdge?: ContactMessageEdgeResolvers<ContextType>;
  CreatePoolPayload?: CreatePoolPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeidentificationDefinition?: DeidentificationDefinitionResolvers<ContextType>;
  DeidentificationLookup?: DeidentificationLookupResolvers<ContextType>;
  DeidentificationLookups?: DeidentificationLookupsResolvers<ContextType>;
  DeidentificationOverride?: DeidentificationOverrideResolvers<ContextType>;
  DeidentificationPreview?: DeidentificationPreviewResolvers<ContextType>;
  DeidentificationProfile?: DeidentificationProfileResolvers<ContextType>;
  DeidentificationProfileConnection?: DeidentificationProfileConnectionResolvers<ContextType>;
  DeidentificationProfileEdge?: DeidentificationProfileEdgeResolvers<ContextType>;
  DiscardRefusedFilesPayload?: DiscardRefusedFilesPayloadResolvers<ContextType>;
  Exam?: ExamResolvers<ContextType>;
  ExamRedaction?: ExamRedactionResolvers<ContextType>;
  FindResearchIdsPayload?: FindResearchIdsPayloadResolvers<ContextType>;
  Finding?: FindingResolvers<ContextType>;
  FoundRegion?: FoundRegionResolvers<ContextType>;
  Identity?: IdentityResolvers<ContextType>;
  ImageFinding?: ImageFindingResolvers<ContextType>;
  ImagingImage?: ImagingImageResolvers<ContextType>;
  ImagingSeries?: ImagingSeriesResolvers<ContextType>;
  ImagingStudy?: ImagingStudyResolvers<ContextType>;
  ImagingStudyConnection?: ImagingStudyConnectionResolvers<ContextType>;
  ImagingStudyEdge?: ImagingStudyEdgeResolvers<ContextType>;
  ImportCtpScriptPayload?: ImportCtpScriptPayloadResolvers<ContextType>;
  Ingestion?: IngestionResolvers<ContextType>;
  IngestionCounts?: IngestionCountsResolvers<ContextType>;
  IngestionEvent?: IngestionEventResolvers<ContextType>;
  JSONObject?: GraphQLScalarType;
  LookupTable?: LookupTableResolvers<ContextType>;
  MappingKey?: MappingKeyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PixelRectangle?: PixelRectangleResolvers<ContextType>;
  PixelRegion?: PixelRegionResolvers<ContextType>;
  Pool?: PoolResolvers<ContextType>;
  PoolCompleteness?: PoolCompletenessResolvers<ContextType>;
  PoolContact?: PoolContactResolvers<ContextType>;
  PoolProtocolSummary?: PoolProtocolSummaryResolvers<ContextType>;
  PoolReceiver?: PoolReceiverResolvers<ContextType>;
  PoolReview?: PoolReviewResolvers<ContextType>;
  PoolReviewPayload?: PoolReviewPayloadResolvers<ContextType>;
  PreviewFinding?: PreviewFindingResolvers<ContextType>;
  PreviewedAttribute?: PreviewedAttributeResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  Protocol?: ProtocolResolvers<ContextType>;
  ProtocolAcceptance?: ProtocolAcceptanceResolvers<ContextType>;
  ProtocolConnection?: ProtocolConnectionResolvers<ContextType>;
  ProtocolDeviation?: ProtocolDeviationResolvers<ContextType>;
  ProtocolEdge?: ProtocolEdgeResolvers<ContextType>;
  ProtocolFinding?: ProtocolFindingResolvers<ContextType>;
  ProtocolMatch?: ProtocolMatchResolvers<ContextType>;
  ProtocolReport?: ProtocolReportResolvers<ContextType>;
  ProtocolReportConnection?: ProtocolReportConnectionResolvers<ContextType>;
  ProtocolReportEdge?: ProtocolReportEdgeResolvers<ContextType>;
  ProtocolRuleCount?: ProtocolRuleCountResolvers<ContextType>;
  PurgeQuarantinePayload?: PurgeQuarantinePayloadResolvers<ContextType>;
  PutDeidentificationLookupsPayload?: PutDeidentificationLookupsPayloadResolvers<ContextType>;
  PutDeidentificationProfilePayload?: PutDeidentificationProfilePayloadResolvers<ContextType>;
  QuarantinedExam?: QuarantinedExamResolvers<ContextType>;
  QuarantinedExamConnection?: QuarantinedExamConnectionResolvers<ContextType>;
  QuarantinedExamEdge?: QuarantinedExamEdgeResolvers<ContextType>;
  QuarantinedImage?: QuarantinedImageResolvers<ContextType>;
  QuarantinedImageConnection?: QuarantinedImageConnectionResolvers<ContextType>;
  QuarantinedImageEdge?: QuarantinedImageEdgeResolvers<ContextType>;
  QuarantinedSeries?: QuarantinedSeriesResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  ReceivedFile?: ReceivedFileResolvers<ContextType>;
  ReceivedFileConnection?: ReceivedFileConnectionResolvers<ContextType>;
  ReceivedFileEdge?: ReceivedFileEdgeResolvers<ContextType>;
  RefusedFile?: RefusedFileResolvers<ContextType>;
  RefusedFileConnection?: RefusedFileConnectionResolvers<ContextType>;
  RefusedFileEdge?: RefusedFileEdgeResolvers<ContextType>;
  RegisterSitePayload?: RegisterSitePayloadResolvers<ContextType>;
  RerunDeidentificationPayload?: RerunDeidentificationPayloadResolvers<ContextType>;
  RetriedFile?: RetriedFileResolvers<ContextType>;
  RetryRefusedFilesPayload?: RetryRefusedFilesPayloadResolvers<ContextType>;
  RevealIdentityPayload?: RevealIdentityPayloadResolvers<ContextType>;
  ReviewExamPayload?: ReviewExamPayloadResolvers<ContextType>;
  ReviewSignature?: ReviewSignatureResolvers<ContextType>;
  RotateMappingKeyPayload?: RotateMappingKeyPayloadResolvers<ContextType>;
  SafePrivateAttribute?: SafePrivateAttributeResolvers<ContextType>;
  Series?: SeriesResolvers<ContextType>;
  SetPoolCompletenessPayload?: SetPoolCompletenessPayloadResolvers<ContextType>;
  SetPoolContactsPayload?: SetPoolContactsPayloadResolvers<ContextType>;
  SetPoolReceiverPayload?: SetPoolReceiverPayloadResolvers<ContextType>;
  SetProtocolPayload?: SetProtocolPayloadResolvers<ContextType>;
  Site?: SiteResolvers<ContextType>;
  SiteAnswer?: SiteAnswerResolvers<ContextType>;
  SiteCapability?: SiteCapabilityResolvers<ContextType>;
  SiteGrantPayload?: SiteGrantPayloadResolvers<ContextType>;
  SiteHealth?: SiteHealthResolvers<ContextType>;
  SiteLook?: SiteLookResolvers<ContextType>;
  SiteStatus?: SiteStatusResolvers<ContextType>;
  StartIngestionPayload?: StartIngestionPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  UntranslatedCtpElement?: UntranslatedCtpElementResolvers<ContextType>;
};

