import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Pool as PoolModel, Ingestion as IngestionModel, QuarantinedExam as QuarantinedExamModel, ReceivedFile as ReceivedFileModel } from '../../core/intake/intake.ts';
import type { ProfileVersion as ProfileVersionModel } from '../../core/ports/profile-store.ts';
import type { ProfileInput as ProfileInputModel } from '../../core/deidentification/profile-input.ts';
import type { LookupCounts as LookupCountsModel } from '../../core/intake/profiles.ts';
import type { ProfiledPreview as ProfiledPreviewModel } from '../../core/intake/preview.ts';
import type { VisibleSite } from '../../core/archives/sites.ts';
import type { ImagingStudy as ImagingStudyModel, SiteAnswer as SiteAnswerModel } from '../../core/archives/search.ts';
import type { SiteHealth as SiteHealthModel } from '../../core/archives/site-health.ts';
import type { ImagingSeries as ImagingSeriesModel } from '../../core/archives/series.ts';
import type { ArchivedCopy as ArchivedCopyModel } from '../../core/archives/copies.ts';
import type { ImageModel, SeriesModel } from './models.ts';
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
  _FieldSet: { input: unknown; output: unknown; }
};

/** Where the pixels of an exam or series are: one row for each site that was asked, also when it did not answer. */
export type ArchivedCopy = {
  /** Instances that the site holds; null when it did not answer, 0 when it has none. */
  instanceCount?: Maybe<Scalars['Int']['output']>;
  site: Site;
  status: SiteStatus;
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

export type CreatePoolInput = {
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

/** A DICOM Study, de-identified: where its pixels are. */
export type Exam = {
  /** The copies of this exam at the sites of its project. */
  archives: Array<ArchivedCopy>;
  id: Scalars['ID']['output'];
  studyInstanceUID?: Maybe<Scalars['String']['output']>;
};

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
  /** BURNED_IN_SUSPECT, REPORT_TEXT, ... */
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
  /** Releases an exam from quarantine; signed with your name and time. Approving twice is no error. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (rejected already, or images arrived meanwhile). */
  approveExam: ReviewExamPayload;
  /** Creates a pool, or answers (and re-points to the given site and profile) the one of that name. Owners and managers. */
  createPool: CreatePoolPayload;
  /**
   * The research identifiers of patients, to join data that name them. Owners of the project only; each search is in the audit
   * trail. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT.
   */
  findResearchIds: FindResearchIdsPayload;
  /** Lets a project use a site: its members see it, search it and retrieve their studies from it. Administrators only. Errors: NOT_FOUND. */
  grantSite: SiteGrantPayload;
  /** Reads an RSNA CTP anonymizer script as a draft of a profile. Owners and managers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  importCtpScript: ImportCtpScriptPayload;
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
  /** Registers a site, or replaces address, credentials and deadline of the one of that name. Administrators only. Errors: BAD_USER_INPUT. */
  registerSite: RegisterSitePayload;
  /** Keeps an exam out for good; a comment is required. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT (approved already, or images arrived meanwhile). */
  rejectExam: ReviewExamPayload;
  /** Who a research identifier stands for. Owners of the project only; each reading is in the audit trail. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  revealIdentity: RevealIdentityPayload;
  /** Takes a grant back; a pool of the project that points to the site keeps the site its. Administrators only. Errors: NOT_FOUND. */
  revokeSite: SiteGrantPayload;
  /** Makes a new key for the identity map, and seals everything again under it. Administrators only. Errors: BAD_USER_INPUT, CONFLICT. */
  rotateMappingKey: RotateMappingKeyPayload;
  /** Says when exams that come into the pool are complete. Owners and managers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  setPoolCompleteness: SetPoolCompletenessPayload;
  /** Gives a pool an AE title, under which senders store images into it. Owners and managers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT (another pool of the hub has the title). */
  setPoolReceiver: SetPoolReceiverPayload;
  /** Opens an ingestion to send files to. Owners, managers and curators. Errors: NOT_FOUND. */
  startIngestion: StartIngestionPayload;
};


export type MutationApproveExamArgs = {
  input: ReviewExamInput;
};


export type MutationCreatePoolArgs = {
  input: CreatePoolInput;
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


export type MutationPutDeidentificationLookupsArgs = {
  input: PutDeidentificationLookupsInput;
};


export type MutationPutDeidentificationProfileArgs = {
  input: PutDeidentificationProfileInput;
};


export type MutationRegisterSiteArgs = {
  input: RegisterSiteInput;
};


export type MutationRejectExamArgs = {
  input: ReviewExamInput;
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


export type MutationSetPoolReceiverArgs = {
  input: SetPoolReceiverInput;
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

/** How a pool is reached by DIMSE (C-STORE, PS3.4 Annex B), and by whom. */
export type PoolReceiver = {
  /** The AE title that senders call; unique in the hub. */
  aeTitle: Scalars['String']['output'];
  /** Addresses (`10.1.2.3`) and networks (`10.1.0.0/16`) that may call; none: any. */
  callingAddresses: Array<Scalars['String']['output']>;
  /** AE titles that may call; none: any. */
  callingAeTitles: Array<Scalars['String']['output']>;
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
  /** Research identifier. */
  researchId: Scalars['String']['output'];
  reviewComment?: Maybe<Scalars['String']['output']>;
  reviewedAt?: Maybe<Scalars['DateTime']['output']>;
  reviewedBy?: Maybe<Scalars['String']['output']>;
  /** Its series, in order of series number. */
  series: Array<QuarantinedSeries>;
  seriesCount: Scalars['Int']['output'];
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
  /** Exams waiting for review, or reviewed; oldest first. */
  quarantine: QuarantinedExamConnection;
  /** The sites that serve a project of yours, by name; all of them for administrators. */
  sites: Array<Site>;
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


export type QueryQuarantineArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  projectId: Scalars['ID']['input'];
  state?: InputMaybe<ReviewState>;
};

/** One file that came to a pool. */
export type ReceivedFile = {
  /** As the sender named it. */
  fileName: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** Why it was refused or rejected. */
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
  | 'REJECTED';

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

export type ReviewExamInput = {
  comment?: InputMaybe<Scalars['String']['input']>;
  /** The images that you have looked at: when more have arrived meanwhile, the review is refused (CONFLICT) and nothing is released unseen. */
  imageCount?: InputMaybe<Scalars['Int']['input']>;
  quarantinedExamId: Scalars['ID']['input'];
};

export type ReviewExamPayload = {
  quarantinedExam: QuarantinedExam;
};

/** What a reviewer has said of an exam. */
export type ReviewState =
  | 'APPROVED'
  | 'QUARANTINED'
  | 'REJECTED';

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
  ArchivedCopy: ResolverTypeWrapper<ArchivedCopyModel>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  CircuitState: CircuitState;
  CompletedExamEvent: ResolverTypeWrapper<Omit<CompletedExamEvent, 'quarantinedExam'> & { quarantinedExam: ResolversTypes['QuarantinedExam'] }>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  CreatePoolInput: CreatePoolInput;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
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
  Exam: ResolverTypeWrapper<{ id: string; studyInstanceUID: string }>;
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
  PoolReceiver: ResolverTypeWrapper<PoolReceiver>;
  PreviewFinding: ResolverTypeWrapper<PreviewFinding>;
  PreviewedAttribute: ResolverTypeWrapper<PreviewedAttribute>;
  Project: ResolverTypeWrapper<Project>;
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
  RegisterSiteInput: RegisterSiteInput;
  RegisterSitePayload: ResolverTypeWrapper<Omit<RegisterSitePayload, 'site'> & { site: ResolversTypes['Site'] }>;
  RevealIdentityInput: RevealIdentityInput;
  RevealIdentityPayload: ResolverTypeWrapper<RevealIdentityPayload>;
  ReviewExamInput: ReviewExamInput;
  ReviewExamPayload: ResolverTypeWrapper<Omit<ReviewExamPayload, 'quarantinedExam'> & { quarantinedExam: ResolversTypes['QuarantinedExam'] }>;
  ReviewState: ReviewState;
  RotateMappingKeyInput: RotateMappingKeyInput;
  RotateMappingKeyPayload: ResolverTypeWrapper<RotateMappingKeyPayload>;
  SafePrivateAttribute: ResolverTypeWrapper<SafePrivateAttribute>;
  SafePrivateAttributeInput: SafePrivateAttributeInput;
  Series: ResolverTypeWrapper<{ id: string; seriesInstanceUID: string }>;
  SetPoolCompletenessInput: SetPoolCompletenessInput;
  SetPoolCompletenessPayload: ResolverTypeWrapper<Omit<SetPoolCompletenessPayload, 'pool'> & { pool: ResolversTypes['Pool'] }>;
  SetPoolReceiverInput: SetPoolReceiverInput;
  SetPoolReceiverPayload: ResolverTypeWrapper<Omit<SetPoolReceiverPayload, 'pool'> & { pool: ResolversTypes['Pool'] }>;
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
  ArchivedCopy: ArchivedCopyModel;
  Int: Scalars['Int']['output'];
  CompletedExamEvent: Omit<CompletedExamEvent, 'quarantinedExam'> & { quarantinedExam: ResolversParentTypes['QuarantinedExam'] };
  String: Scalars['String']['output'];
  CreatePoolInput: CreatePoolInput;
  Boolean: Scalars['Boolean']['output'];
  ID: Scalars['ID']['output'];
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
  Exam: { id: string; studyInstanceUID: string };
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
  PoolReceiver: PoolReceiver;
  PreviewFinding: PreviewFinding;
  PreviewedAttribute: PreviewedAttribute;
  Project: Project;
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
  RegisterSiteInput: RegisterSiteInput;
  RegisterSitePayload: Omit<RegisterSitePayload, 'site'> & { site: ResolversParentTypes['Site'] };
  RevealIdentityInput: RevealIdentityInput;
  RevealIdentityPayload: RevealIdentityPayload;
  ReviewExamInput: ReviewExamInput;
  ReviewExamPayload: Omit<ReviewExamPayload, 'quarantinedExam'> & { quarantinedExam: ResolversParentTypes['QuarantinedExam'] };
  RotateMappingKeyInput: RotateMappingKeyInput;
  RotateMappingKeyPayload: RotateMappingKeyPayload;
  SafePrivateAttribute: SafePrivateAttribute;
  SafePrivateAttributeInput: SafePrivateAttributeInput;
  Series: { id: string; seriesInstanceUID: string };
  SetPoolCompletenessInput: SetPoolCompletenessInput;
  SetPoolCompletenessPayload: Omit<SetPoolCompletenessPayload, 'pool'> & { pool: ResolversParentTypes['Pool'] };
  SetPoolReceiverInput: SetPoolReceiverInput;
  SetPoolReceiverPayload: Omit<SetPoolReceiverPayload, 'pool'> & { pool: ResolversParentTypes['Pool'] };
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

export type ArchivedCopyResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ArchivedCopy'] = ResolversParentTypes['ArchivedCopy']> = {
  instanceCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  site?: Resolver<ResolversTypes['Site'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SiteStatus'], ParentType, ContextType>;
};

export type CompletedExamEventResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CompletedExamEvent'] = ResolversParentTypes['CompletedExamEvent']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  quarantinedExam?: Resolver<ResolversTypes['QuarantinedExam'], ParentType, ContextType>;
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

export type ExamResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Exam'] = ResolversParentTypes['Exam'], FederationReferenceType extends FederationReferenceTypes['Exam'] = FederationReferenceTypes['Exam']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Exam']> | FederationReferenceType, FederationReferenceType, ContextType>;
  archives?: Resolver<Array<ResolversTypes['ArchivedCopy']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
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
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type IngestionEventResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['IngestionEvent'] = ResolversParentTypes['IngestionEvent']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  ingestion?: Resolver<ResolversTypes['Ingestion'], ParentType, ContextType>;
};

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
  approveExam?: Resolver<ResolversTypes['ReviewExamPayload'], ParentType, ContextType, RequireFields<MutationApproveExamArgs, 'input'>>;
  createPool?: Resolver<ResolversTypes['CreatePoolPayload'], ParentType, ContextType, RequireFields<MutationCreatePoolArgs, 'input'>>;
  findResearchIds?: Resolver<ResolversTypes['FindResearchIdsPayload'], ParentType, ContextType, RequireFields<MutationFindResearchIdsArgs, 'input'>>;
  grantSite?: Resolver<ResolversTypes['SiteGrantPayload'], ParentType, ContextType, RequireFields<MutationGrantSiteArgs, 'input'>>;
  importCtpScript?: Resolver<ResolversTypes['ImportCtpScriptPayload'], ParentType, ContextType, RequireFields<MutationImportCtpScriptArgs, 'input'>>;
  putDeidentificationLookups?: Resolver<ResolversTypes['PutDeidentificationLookupsPayload'], ParentType, ContextType, RequireFields<MutationPutDeidentificationLookupsArgs, 'input'>>;
  putDeidentificationProfile?: Resolver<ResolversTypes['PutDeidentificationProfilePayload'], ParentType, ContextType, RequireFields<MutationPutDeidentificationProfileArgs, 'input'>>;
  registerSite?: Resolver<ResolversTypes['RegisterSitePayload'], ParentType, ContextType, RequireFields<MutationRegisterSiteArgs, 'input'>>;
  rejectExam?: Resolver<ResolversTypes['ReviewExamPayload'], ParentType, ContextType, RequireFields<MutationRejectExamArgs, 'input'>>;
  revealIdentity?: Resolver<ResolversTypes['RevealIdentityPayload'], ParentType, ContextType, RequireFields<MutationRevealIdentityArgs, 'input'>>;
  revokeSite?: Resolver<ResolversTypes['SiteGrantPayload'], ParentType, ContextType, RequireFields<MutationRevokeSiteArgs, 'input'>>;
  rotateMappingKey?: Resolver<ResolversTypes['RotateMappingKeyPayload'], ParentType, ContextType, RequireFields<MutationRotateMappingKeyArgs, 'input'>>;
  setPoolCompleteness?: Resolver<ResolversTypes['SetPoolCompletenessPayload'], ParentType, ContextType, RequireFields<MutationSetPoolCompletenessArgs, 'input'>>;
  setPoolReceiver?: Resolver<ResolversTypes['SetPoolReceiverPayload'], ParentType, ContextType, RequireFields<MutationSetPoolReceiverArgs, 'input'>>;
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
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  keepsOriginals?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  profile?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  receiver?: Resolver<Maybe<ResolversTypes['PoolReceiver']>, ParentType, ContextType>;
  site?: Resolver<Maybe<ResolversTypes['Site']>, ParentType, ContextType>;
};

export type PoolCompletenessResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PoolCompleteness'] = ResolversParentTypes['PoolCompleteness']> = {
  expectedImages?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  quietSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PoolReceiverResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PoolReceiver'] = ResolversParentTypes['PoolReceiver']> = {
  aeTitle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  callingAddresses?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  callingAeTitles?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
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
  researchId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reviewComment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reviewedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reviewedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  series?: Resolver<Array<ResolversTypes['QuarantinedSeries']>, ParentType, ContextType>;
  seriesCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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
  deidentificationLookups?: Resolver<ResolversTypes['DeidentificationLookups'], ParentType, ContextType, RequireFields<QueryDeidentificationLookupsArgs, 'profile' | 'projectId'>>;
  deidentificationPreview?: Resolver<ResolversTypes['DeidentificationPreview'], ParentType, ContextType, RequireFields<QueryDeidentificationPreviewArgs, 'fileId' | 'profile' | 'projectId' | 'reason'>>;
  deidentificationProfile?: Resolver<Maybe<ResolversTypes['DeidentificationProfile']>, ParentType, ContextType, RequireFields<QueryDeidentificationProfileArgs, 'id'>>;
  deidentificationProfiles?: Resolver<ResolversTypes['DeidentificationProfileConnection'], ParentType, ContextType, RequireFields<QueryDeidentificationProfilesArgs, 'first' | 'projectId'>>;
  imagingStudies?: Resolver<ResolversTypes['ImagingStudyConnection'], ParentType, ContextType, RequireFields<QueryImagingStudiesArgs, 'first'>>;
  ingestion?: Resolver<Maybe<ResolversTypes['Ingestion']>, ParentType, ContextType, RequireFields<QueryIngestionArgs, 'id'>>;
  ingestions?: Resolver<Array<ResolversTypes['Ingestion']>, ParentType, ContextType, RequireFields<QueryIngestionsArgs, 'first' | 'projectId'>>;
  mappingKeys?: Resolver<Array<ResolversTypes['MappingKey']>, ParentType, ContextType>;
  pools?: Resolver<Array<ResolversTypes['Pool']>, ParentType, ContextType, RequireFields<QueryPoolsArgs, 'projectId'>>;
  quarantine?: Resolver<ResolversTypes['QuarantinedExamConnection'], ParentType, ContextType, RequireFields<QueryQuarantineArgs, 'first' | 'projectId' | 'state'>>;
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

export type RegisterSitePayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RegisterSitePayload'] = ResolversParentTypes['RegisterSitePayload']> = {
  site?: Resolver<ResolversTypes['Site'], ParentType, ContextType>;
};

export type RevealIdentityPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RevealIdentityPayload'] = ResolversParentTypes['RevealIdentityPayload']> = {
  identities?: Resolver<Array<ResolversTypes['Identity']>, ParentType, ContextType>;
};

export type ReviewExamPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ReviewExamPayload'] = ResolversParentTypes['ReviewExamPayload']> = {
  quarantinedExam?: Resolver<ResolversTypes['QuarantinedExam'], ParentType, ContextType>;
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

export type SetPoolReceiverPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SetPoolReceiverPayload'] = ResolversParentTypes['SetPoolReceiverPayload']> = {
  pool?: Resolver<ResolversTypes['Pool'], ParentType, ContextType>;
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
  ArchivedCopy?: ArchivedCopyResolvers<ContextType>;
  CompletedExamEvent?: CompletedExamEventResolvers<ContextType>;
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
  Exam?: ExamResolvers<ContextType>;
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
  LookupTable?: LookupTableResolvers<ContextType>;
  MappingKey?: MappingKeyResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PixelRectangle?: PixelRectangleResolvers<ContextType>;
  PixelRegion?: PixelRegionResolvers<ContextType>;
  Pool?: PoolResolvers<ContextType>;
  PoolCompleteness?: PoolCompletenessResolvers<ContextType>;
  PoolReceiver?: PoolReceiverResolvers<ContextType>;
  PreviewFinding?: PreviewFindingResolvers<ContextType>;
  PreviewedAttribute?: PreviewedAttributeResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
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
  RegisterSitePayload?: RegisterSitePayloadResolvers<ContextType>;
  RevealIdentityPayload?: RevealIdentityPayloadResolvers<ContextType>;
  ReviewExamPayload?: ReviewExamPayloadResolvers<ContextType>;
  RotateMappingKeyPayload?: RotateMappingKeyPayloadResolvers<ContextType>;
  SafePrivateAttribute?: SafePrivateAttributeResolvers<ContextType>;
  Series?: SeriesResolvers<ContextType>;
  SetPoolCompletenessPayload?: SetPoolCompletenessPayloadResolvers<ContextType>;
  SetPoolReceiverPayload?: SetPoolReceiverPayloadResolvers<ContextType>;
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

