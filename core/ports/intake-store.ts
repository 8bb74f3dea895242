import type { JsonObject } from '../json.ts';
import type {
  Ingestion,
  IngestionCounts,
  Pool,
  QuarantinedExam,
  QuarantinedImage,
  ReceivedFile,
  ReceivedState,
  ReviewState,
} from '../intake/intake.ts';
import type { Page, PageRequest } from './asset-graph.ts';

/** A file at the door that can be taken in. */
export interface ArrivedFile {
  readonly id: string;
  readonly ingestionId: string;
  readonly poolId: string;
  readonly projectId: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  /** SHA-256 of the bytes as they came. */
  readonly contentSha256: string;
  /** As it came. */
  readonly sopInstanceUID: string;
  /** Where the object store has the sealed bytes. */
  readonly originalObject: string;
  /** Its object needs no note: a process that dies before the file is admitted leaves a trace of it. */
  readonly isTraced: boolean;
  /** It is to replace what the project has under its SOP Instance UID (`Known.isUpdate`). */
  readonly isUpdate: boolean;
}

/** A file that is not taken in. */
export interface TurnedAwayFile {
  readonly id: string;
  readonly ingestionId: string;
  readonly poolId: string;
  readonly projectId: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  readonly contentSha256: string | null;
  readonly state: 'DUPLICATE' | 'REFUSED';
  readonly reason: string | null;
  /** Where its sealed bytes are kept aside; null when they aren't. */
  readonly originalObject: string | null;
}

/** What a pool (and its project) already has of an arriving file. */
export interface Known {
  /** What became of the file itself, when it was sent before; null when it was not. */
  readonly before: { readonly state: ReceivedState; readonly reason: string | null } | null;
  /** State of the file of these very bytes in the pool; null when there is none, it was refused, or nothing is left of what took its place. */
  readonly sameContent: ReceivedState | null;
  /** True when the project holds other bytes under that SOP Instance UID (refused, rejected and replaced ones don't count), which these can't replace. */
  readonly conflict: boolean;
  /** True when it holds other bytes that these may replace: the pool says so, and no other pool's reviewers have them before them. */
  readonly isUpdate: boolean;
}

/** A file waiting for de-identification. */
export interface WaitingFile {
  readonly id: string;
  readonly sizeBytes: number;
  readonly contentSha256: string;
  /** Null: the bytes are lost. */
  readonly originalObject: string | null;
  /** The file under whose name they are sealed: itself, or the one that it is made of anew. */
  readonly sealedAs: string;
  /** To de-identify it by; null: its pool's. */
  readonly profile: string | null;
  /** How often it was sent back. */
  readonly round: number;
  readonly isUpdate: boolean;
}

/** Where an image belongs; all UIDs are de-identified. */
export interface ImagePlace {
  readonly sopInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly studyInstanceUID: string;
  readonly researchId: string;
}

/** What came of bringing images into quarantine. */
export interface Quarantined {
  /** Files that have come into quarantine and made their exams larger: not those that took the place of another. */
  readonly added: ReadonlySet<string>;
  /** Images that took the place of ones that waited, by exam. */
  readonly replaced: ReadonlyMap<string, number>;
  /** Ingestions of files that were replaced. */
  readonly ingestionIds: readonly string[];
  /** Sealed objects that nothing leads to any more, noted as being deleted: once this is committed they are, and the notes forgotten. */
  readonly objects: readonly string[];
}

/** A de-identified image with where it belongs, on its way into quarantine. */
export interface NewQuarantinedImage extends QuarantinedImage {
  readonly studyInstanceUID: string;
  readonly researchId: string;
  readonly studyDate: string | null;
  readonly studyDescription: string | null;
  /** Images of the study as this one says (0020,1208); null when it doesn't. */
  readonly saidImages: number | null;
  /** Where the object store has the sealed de-identified file. */
  readonly sealedObject: string;
}

/** An image of an exam, with the sealed objects that are still there. */
export interface HeldImage extends QuarantinedImage {
  readonly sealedObject: string | null;
  /** What came in, where it is the file's own. */
  readonly originalObject: string | null;
  /** What came in is there, its own or that of the file that it is made of anew. */
  readonly hasOriginal: boolean;
  readonly archived: boolean;
  /** It is to replace what the project had of this image when it came. */
  readonly isUpdate: boolean;
}

/** A file whose place other content has taken. */
export interface ReplacedFile {
  readonly fileId: string;
  /** What is approved in its place, with its pool's site; null where nothing is. */
  readonly by: { readonly fileId: string; readonly quarantinedExamId: string; readonly siteId: string | null } | null;
}

/** A series of an exam in quarantine. */
export interface QuarantinedSeries {
  readonly quarantinedExamId: string;
  readonly seriesInstanceUID: string;
  /** Properties of the SERIES asset, as its first image says them. */
  readonly properties: JsonObject;
  readonly imageCount: number;
  /** Images of it that have a finding. */
  readonly suspectCount: number;
  /** The image in its middle, which stands for it. */
  readonly middleFileId: string;
}

/** Pools, and what came through them. Every write joins the ambient transaction. */
export interface IntakeStore {
  /** Makes the pool, or gives the existing one of that project and name the profile, and the new site (when not undefined). */
  putPool(pool: Omit<Pool, 'siteId'>, siteId: string | null | undefined, createdBy: string): Promise<Pool>;
  getPools(ids: readonly string[]): Promise<ReadonlyMap<string, Pool>>;
  findPool(projectId: string, name: string): Promise<Pool | null>;
  /** In order of name. */
  poolsOf(projectId: string): Promise<readonly Pool[]>;

  /** Opens it unless it is open already. */
  putIngestion(ingestion: Omit<Ingestion, 'startedAt'>): Promise<Ingestion>;
  getIngestions(ids: readonly string[]): Promise<ReadonlyMap<string, Ingestion>>;
  /** Newest first. */
  ingestionsOfProject(projectId: string, first: number): Promise<readonly Ingestion[]>;
  countsOf(ingestionIds: readonly string[]): Promise<ReadonlyMap<string, IngestionCounts>>;
  /** In order of arrival; `after` is a file's id. */
  filesOf(ingestionId: string, state: ReceivedState | null, page: PageRequest): Promise<Page<ReceivedFile>>;

  /**
   * What is known of each file, in their order; the object of one that may be taken in, or kept aside, is noted as `noteArriving` does, unless it is
   * traced: then no sweep claims it meanwhile (`isNoted` false for the others, and while a sweep is deleting it).
   */
  meet(
    files: readonly (Pick<
      ArrivedFile,
      'id' | 'poolId' | 'projectId' | 'contentSha256' | 'originalObject' | 'isTraced'
    > & {
      readonly sopInstanceUID: string | null;
    })[],
  ): Promise<readonly (Known & { readonly isNoted: boolean })[]>;
  /** Notes an object before its bytes are stored, until `admit` or `forgetArriving`; false while a sweep is deleting it. */
  noteArriving(object: string): Promise<boolean>;
  /** Notes an object that a dead process left, unless a file leads to it. */
  noteLeftover(object: string): Promise<void>;
  /** Objects noted so long ago that whoever brought them is gone, and of no file; from now on they can't arrive until forgotten. */
  claimAbandoned(olderThanMs: number): Promise<readonly string[]>;
  forgetArriving(objects: readonly string[]): Promise<void>;
  /**
   * Takes files in as RECEIVED, each into its ingestion's open batch, whose number it answers by the file's id; without one of which another
   * with the same SOP Instance UID came into the pool in the meantime, or whose object isn't noted (of a traced one: is being deleted). The same id
   * again changes nothing.
   */
  admit(files: readonly ArrivedFile[]): Promise<ReadonlyMap<string, number>>;
  /**
   * Notes a file that is not taken in. The same id again changes nothing, but for the bytes of a refused one of which none are kept. Bytes are taken up
   * as `admit` does: where they aren't noted, the file has none.
   */
  turnAway(file: TurnedAwayFile): Promise<void>;

  /** Where the sealed original of a file is, and under which file's name it is sealed; null when there is no such file, or it isn't kept any more. */
  originalOf(
    fileId: string,
  ): Promise<{ readonly projectId: string; readonly originalObject: string; readonly sealedAs: string } | null>;

  /** Closes a batch of an ingestion, so that later files go into the next; closed already is no error. */
  closeBatch(ingestionId: string, batch: number): Promise<void>;
  /** Files of the batch, and of those before it, that still wait, but for `except`; in order of arrival. */
  waiting(
    ingestionId: string,
    batch: number,
    limit: number,
    except?: readonly string[],
  ): Promise<readonly WaitingFile[]>;
  /** What `work` answers, while nobody else holds the file; null, and nothing done, where somebody does. A process that ends lets it go. */
  holdFile<T>(fileId: string, work: () => Promise<T>): Promise<{ readonly done: T } | null>;
  /**
   * Notes that a file is begun alone, by who holds it; answers how often it was before, and now, without `forgetTries` or `refuse`. Both outside of
   * any other transaction.
   */
  noteTry(fileId: string): Promise<number>;
  forgetTries(fileId: string): Promise<void>;
  /** RECEIVED files become REFUSED, and their tries are forgotten; answers those that did. */
  refuse(files: readonly { readonly id: string; readonly reason: string }[]): Promise<readonly string[]>;
  /** Sealed originals of files of an ingestion that were refused for that reason (null: for any) and are still noted, to be deleted. */
  refusedOriginals(
    ingestionId: string,
    reason: string | null,
  ): Promise<readonly { readonly id: string; readonly originalObject: string }[]>;
}

/** What waits for a reviewer, and what became of it. Every write joins the ambient transaction. */
export interface QuarantineStore {
  /**
   * RECEIVED files become QUARANTINED, each image in the open exam of its study and pool, or in a new generation.
   * An image whose file isn't RECEIVED any more, or was sent back since, is left out. An update takes the place of what waits undecided in the pool
   * under its SOP Instance UID; one that came before what waits or was approved there is REPLACED at once. One of an approved image gets the finding
   * REPLACES_IMAGE.
   */
  quarantine(pool: Pool, images: readonly NewQuarantinedImage[]): Promise<Quarantined>;
  /** Places of the images that the project has or has waiting under the SOP Instance UIDs of these files, by file; without the files' own. */
  placesBeside(fileIds: readonly string[]): Promise<ReadonlyMap<string, readonly ImagePlace[]>>;
  /** Images of the exam that took the place of others and that somebody has not looked at. */
  countUnseenReplacing(quarantinedExamId: string, accountId: string): Promise<number>;

  getExams(ids: readonly string[]): Promise<ReadonlyMap<string, QuarantinedExam>>;
  /** Oldest first; `after` is an exam's id. With `reviewerId`, only those that this person may decide and has not approved as they are now. */
  examsOf(
    projectId: string,
    state: ReviewState | null,
    page: PageRequest,
    reviewerId?: string,
  ): Promise<Page<QuarantinedExam>>;
  /**
   * QUARANTINED becomes the outcome, signed; false when it was reviewed already, or has another number of images than
   * `seenImages` (unless null). A rejection also rejects its files.
   */
  review(
    examId: string,
    outcome: 'APPROVED' | 'REJECTED',
    by: { readonly id: string; readonly name: string },
    comment: string | null,
    seenImages: number | null,
  ): Promise<boolean>;
  /** In order of series and SOP Instance UID. */
  imagesOf(quarantinedExamId: string): Promise<readonly HeldImage[]>;
  /** A page of the exam's images, of one series or (null) of all, in order of series, instance number and SOP Instance UID; a cursor is a file's id. */
  imagesPage(quarantinedExamId: string, seriesInstanceUID: string | null, page: PageRequest): Promise<Page<HeldImage>>;
  /** Series of these exams, in order of series number. */
  seriesOf(quarantinedExamIds: readonly string[]): Promise<ReadonlyMap<string, readonly QuarantinedSeries[]>>;
  /** An image with its exam; null when there is none of that file. */
  findImage(fileId: string): Promise<{ readonly quarantinedExamId: string; readonly image: HeldImage } | null>;
  /** Notes that somebody has seen an image, once; answers how many of the exam's they have seen now, or 0 when they had seen this one. */
  noteView(quarantinedExamId: string, accountId: string, fileId: string): Promise<number>;
  /** How many images of each exam somebody has seen. */
  countViews(accountId: string, quarantinedExamIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** Ingestions that the exam's files came with. */
  ingestionsOf(quarantinedExamId: string): Promise<readonly string[]>;
  /** Keeps others from registering exams of that study until the ambient transaction ends; waits for one who does. */
  lockStudy(projectId: string, studyInstanceUID: string): Promise<void>;
  /** Notes the asset made of it, and its files as APPROVED; false when that was done before. */
  markRegistered(quarantinedExamId: string, examId: string): Promise<boolean>;
  /** Approved files whose images those of the exam replace become REPLACED; answers their ingestions. */
  replaceOlder(quarantinedExamId: string): Promise<readonly string[]>;
  /**
   * Images of the exam of which later content was registered meanwhile, through another pool, become REPLACED; answers their files. They are to change
   * nothing.
   */
  replaceOutdated(quarantinedExamId: string): Promise<ReadonlySet<string>>;
  /** Of these files, those that are REPLACED. */
  replacedAmong(fileIds: readonly string[]): Promise<readonly ReplacedFile[]>;
  /** Profiles of what `replaceOlder` will replace, each once; null: its pool's, from the time when that could not change. */
  profilesReplaced(quarantinedExamId: string): Promise<readonly (string | null)[]>;
  /** True when an exam that came into quarantine before it and is approved, with an image that this one replaces, has not been registered yet. */
  awaitsEarlier(quarantinedExamId: string): Promise<boolean>;
  /** De-identified images of the study registered in the project so far, over all pools and generations: series by SOP Instance UID. */
  registeredImages(projectId: string, studyInstanceUID: string): Promise<ReadonlyMap<string, string>>;
  /** Forgets the sealed objects of images (after they were deleted). */
  forgetSealed(fileIds: readonly string[], originalsToo: boolean): Promise<void>;
  markArchived(fileIds: readonly string[]): Promise<void>;
}
