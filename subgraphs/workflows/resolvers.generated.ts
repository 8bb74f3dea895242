import type { JsonObject } from '../../core/json.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Workflow as WorkflowModel, Run as RunModel, StepRun as StepRunModel, StepRound as StepRoundModel, Reused, Task as TaskModel, Notification as NotificationModel } from '../../core/workflows/run.ts';
import type { Webhook as WebhookModel } from '../../core/ports/trigger-store.ts';
import type { RunPlan as RunPlanModel, PlannedStep as PlannedStepModel } from '../../core/workflows/plan-run.ts';
import type { RunMessage as RunMessageModel } from '../../core/ports/run-messages.ts';
import type { ProjectShare as ProjectShareModel } from '../../core/workflows/shares.ts';
import type { ProjectQuota as ProjectQuotaModel } from '../../core/workflows/quotas.ts';
import type { TaskEvent as TaskEventModel, NotificationEvent as NotificationEventModel } from '../../core/workflows/watch.ts';
import type { FormField as FormFieldModel, WantedOutput as WantedOutputModel } from '../../core/workflows/task-spec.ts';
import type { ShownDecision } from '../../core/workflows/task-queue.ts';
import type { ShownTaskSignature } from '../../core/workflows/task-signature.ts';
import type { SeriesCase } from '../../core/workflows/series-case.ts';
import type { RunEvent as RunEventModel } from '../../core/workflows/subscriptions.ts';
import type { QueueState as QueueStateModel, DeadJob as DeadJobModel } from '../../core/jobs/dead-letters.ts';
import type { ShownPromotion } from '../../core/workflows/promotions.ts';
import type { PromotedPartModel, ProjectStub, ExamStub } from './models.ts';
import type { ShownChange } from '../../core/workflows/configuration.ts';
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

export type Biomarker = {
  id: Scalars['ID']['output'];
};

/** Which run is cancelled, and why. */
export type CancelRunInput = {
  /** 1 to 1000 characters; it stands in the audit trail and in the run's history. */
  reason: Scalars['String']['input'];
  runId: Scalars['ID']['input'];
};

export type ClaimTaskInput = {
  /** Minutes for which others can't do it, 1 to 10080. */
  minutes?: Scalars['Int']['input'];
  taskId: Scalars['ID']['input'];
};

export type ClaimTaskPayload = {
  task: Task;
};

export type CompleteTaskInput = {
  /** Required but for an approval. */
  comment?: InputMaybe<Scalars['String']['input']>;
  outcome: TaskOutcome;
  /** What you hand in. */
  outputs?: InputMaybe<Array<TaskOutputInput>>;
  /** With SENT_BACK: the step that is done again; needed where the task may go back to several. */
  sendBackTo?: InputMaybe<Scalars['String']['input']>;
  /** Required where the task asks for a signature. */
  signature?: InputMaybe<TaskSignatureInput>;
  taskId: Scalars['ID']['input'];
  /** What you filled in, by names of the form's fields. */
  values?: InputMaybe<Scalars['JSONObject']['input']>;
};

export type CompleteTaskPayload = {
  task: Task;
};

/** One change of a project's configuration. */
export type ConfigurationChange = {
  configuration: ProjectConfiguration;
  /** The signed document as a JWS in compact form (RFC 7515), Ed25519; null where no password was given. */
  jws?: Maybe<Scalars['String']['output']>;
  /** 1 for the project's first. */
  number: Scalars['Int']['output'];
  reason: Scalars['String']['output'];
  setAt: Scalars['DateTime']['output'];
  setBy: Scalars['String']['output'];
  /** Null without a signature. */
  signature?: Maybe<PromotionSignatureState>;
};

export type ConfigurationChangeConnection = {
  edges: Array<ConfigurationChangeEdge>;
  nodes: Array<ConfigurationChange>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type ConfigurationChangeEdge = {
  cursor: Scalars['String']['output'];
  node: ConfigurationChange;
};

/** Which run, and why. */
export type ControlRunInput = {
  /** Up to 1000 characters; it stands in the audit trail and in the run's history. */
  reason?: InputMaybe<Scalars['String']['input']>;
  runId: Scalars['ID']['input'];
};

export type CorrectSeriesTypeInput = {
  /** Plane, weighting and contrast in capital letters, as AX T1 POST; null: what follows from the type and the attributes. */
  normalizedDescription?: InputMaybe<Scalars['String']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
  seriesId: Scalars['ID']['input'];
  /**
   * localizer, T1, T1 post-contrast, T2, FLAIR, DWI, ADC, perfusion, perfusion map, SWI, MRA, fMRI, CT, PET, mammography, secondary capture or
   * other.
   */
  seriesType: Scalars['String']['input'];
};

export type CorrectSeriesTypePayload = {
  case: SeriesTypeCase;
};

export type CreateWebhookInput = {
  projectId: Scalars['ID']['input'];
  /** Name of a workflow with the trigger `on: WEBHOOK`. */
  workflow: Scalars['String']['input'];
};

export type CreateWebhookPayload = {
  /** Under which calls are signed. It is told this once, and stands nowhere: who loses it makes another webhook. */
  secret: Scalars['String']['output'];
  webhook: Webhook;
};

/** A job that the hub has given up. */
export type DeadJob = {
  /** Tries that were made. */
  attempts: Scalars['Int']['output'];
  /**
   * `CODE: message` of the last try. Of a fault (INTERNAL_SERVER_ERROR) the code alone, since its message may quote data; the
   * log has it under the job's key.
   */
  error: Scalars['String']['output'];
  failedAt: Scalars['DateTime']['output'];
  /** Names the job within its queue. */
  key: Scalars['String']['output'];
  queue: QueueName;
  /** The trace that the job belongs to; null when it was not traced. */
  traceId?: Maybe<Scalars['String']['output']>;
};

export type DerivedAsset = {
  id: Scalars['ID']['output'];
};

/** A DICOM Study, de-identified: what runs work on. */
export type Exam = {
  id: Scalars['ID']['output'];
  /** Runs on this exam, newest first. */
  runs: Array<Run>;
};

/** One field of a task's form. */
export type FormField = {
  /** What the person reads. */
  label: Scalars['String']['output'];
  /** Of a number, inclusive; null without a limit. */
  max?: Maybe<Scalars['Float']['output']>;
  /** Of a number, inclusive; null without a limit. */
  min?: Maybe<Scalars['Float']['output']>;
  /** Its key in `values`. */
  name: Scalars['String']['output'];
  /** Of a choice. */
  options: Array<Scalars['String']['output']>;
  /** Whether an approval needs it. */
  required: Scalars['Boolean']['output'];
  type: FormFieldType;
  /** UCUM code of a number; null without one. */
  unit?: Maybe<Scalars['String']['output']>;
};

/** What a field of a form takes. */
export type FormFieldType =
  | 'BOOLEAN'
  /** One of `options`. */
  | 'CHOICE'
  /** A day, YYYY-MM-DD. */
  | 'DATE'
  | 'INTEGER'
  | 'NUMBER'
  /** At most 4000 characters. */
  | 'TEXT';

/** What a change of the asset graph is about. */
export type GraphWriteKind =
  /** An activity of the provenance. */
  | 'ACTIVITY'
  /** New assets. */
  | 'ASSETS'
  /** What assets are part of. */
  | 'PARENTS'
  /** Relations between assets, made or taken away. */
  | 'RELATIONS'
  /** New versions. */
  | 'STATES'
  /** Tags, set or taken away. */
  | 'TAGS'
  /** Assets that were withdrawn. */
  | 'TOMBSTONES';

export type ImportWorkflowBundleInput = {
  /** Why it may run in the trial, in 1 to 1000 characters. */
  comment: Scalars['String']['input'];
  /** The key that you expect to have signed it: its thumbprint (RFC 7638), as the other hub's people told it. */
  fingerprint: Scalars['String']['input'];
  /** The bundle as `PromotedWorkflow.jws` has it. */
  jws: Scalars['String']['input'];
  /** Your password: it signs the import. */
  password: Scalars['String']['input'];
  /** A project in its trial configuration. */
  projectId: Scalars['ID']['input'];
};

/** How a message goes out of the hub. */
export type MessageChannel =
  /** By the hub's mail server (SMTP, RFC 5321). */
  | 'MAIL'
  /** As JSON by POST, to a web server that who runs the hub permits. */
  | 'WEBHOOK';

export type Mutation = {
  /**
   * Cancels a run: steps at work are stopped, wherever they work, nothing more begins, and open tasks are closed. Results that are there stay.
   * Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT (it has ended otherwise).
   */
  cancelRun: RunPayload;
  /**
   * Takes a task for some time, or prolongs it; of several who ask at once one gets it. Errors: NOT_FOUND, FORBIDDEN, CONFLICT
   * (somebody else has it: `heldBy`, `until`; or it is decided), BAD_USER_INPUT.
   */
  claimTask: ClaimTaskPayload;
  /**
   * Completes a person's task; the same outcome again, by the same person, is no error. Where two people approve, the first approval leaves it
   * OPEN. Errors: NOT_FOUND, FORBIDDEN (also who made what is looked at, where the task is for others), CONFLICT (completed otherwise or by
   * somebody else, somebody else has it, sent back too often), BAD_USER_INPUT naming the field (`input.values.diameter`), UNAUTHENTICATED (a
   * wrong password), WITHDRAWN.
   */
  completeTask: CompleteTaskPayload;
  /**
   * Says what a series is: sets its tags seriesType and normalizedDescription, which later runs leave alone, and keeps the case. The last correction of a series counts.
   * Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, WITHDRAWN.
   */
  correctSeriesType: CorrectSeriesTypePayload;
  /** Makes a webhook. Owners and managers. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (the workflow has no trigger `on: WEBHOOK`). */
  createWebhook: CreateWebhookPayload;
  /**
   * Puts a bundle that this hub or another one signed into a trial. Owners and managers of the trial, signed in. Errors: NOT_FOUND, FORBIDDEN,
   * BAD_USER_INPUT (no bundle, one that was changed, or another key), CONFLICT (the project is no trial, or has it), UNAUTHENTICATED.
   */
  importWorkflowBundle: PromotedWorkflowPayload;
  /**
   * Pauses a run: what has not begun waits, what has begun ends, tasks of people stay open. One that pauses stays as it is. For those who may start
   * runs. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT (it has ended).
   */
  pauseRun: RunPayload;
  /**
   * Puts a version of a workflow, with every version of others that it uses now, into a trial as a signed, frozen bundle. Owners and managers of
   * the trial, signed in, who wrote none of these versions. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT (a comment is missing, or what the hub or
   * the project doesn't offer), CONFLICT (the project is no trial, or has it), UNAUTHENTICATED (a wrong password).
   */
  promoteWorkflow: PromotedWorkflowPayload;
  /** Writes a workflow: a new version when the document differs from the newest of that name. Owners and managers. Errors: NOT_PROMOTED (the project is a trial), BAD_USER_INPUT; details.problems has the field of every problem, and its line and column where the input is a text. */
  putWorkflow: PutWorkflowPayload;
  /** Gives a task back; owners and managers take it from whoever has it. Errors: NOT_FOUND, FORBIDDEN. */
  releaseTask: ReleaseTaskPayload;
  /**
   * Gives a dead job a fresh set of attempts; the audit trail names who did. Administrators only. Errors: NOT_FOUND (no dead job
   * of that key), CONFLICT (doing it again would change nothing: its step, task or run has ended).
   */
  requeueDeadJob: RequeueDeadJobPayload;
  /** Starts a new run on the same exam, with changes. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, WITHDRAWN, OUTSIDE_CONTEXT, NOT_PROMOTED, QUOTA_EXCEEDED. */
  rerun: RunPayload;
  /** Lets a paused run go on; one that does not pause stays as it is. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT (it has ended). */
  resumeRun: RunPayload;
  /**
   * Lets a change that was refused be tried again, once what was wrong is mended; it yields to what was changed later. The audit trail names who
   * did. Administrators only. Errors: NOT_FOUND.
   */
  retryGraphWrite: RetryGraphWritePayload;
  /**
   * Does failed steps again, and steps that the run's end cut short, each with all that depends on it, in the same run: one that has ended goes
   * on. Existing results serve as the run's `reuse` says. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, CONFLICT (nothing has failed, and no step is
   * named), WITHDRAWN, OUTSIDE_CONTEXT, NOT_PROMOTED (it has ended, in a trial), QUOTA_EXCEEDED (it has ended).
   */
  retryRun: RunPayload;
  /** Closes a webhook for good; again is no error. Owners and managers. Errors: NOT_FOUND, FORBIDDEN. */
  revokeWebhook: RevokeWebhookPayload;
  /**
   * Sets the configuration of a project; runs that have begun go on. Owners, signed in. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT (no reason,
   * or no password to leave TRIAL), UNAUTHENTICATED (a wrong password).
   */
  setProjectConfiguration: SetProjectConfigurationPayload;
  /**
   * Sets how many runs a project may have. What is under way goes on. Above it, people are refused with QUOTA_EXCEEDED (details.limit: maxRuns or
   * maxRunsADay, details.max), and triggers wait. For administrators. Errors: UNAUTHENTICATED, FORBIDDEN, NOT_FOUND, BAD_USER_INPUT.
   */
  setProjectQuota: SetProjectQuotaPayload;
  /** Gives a project a limit of its own, or the hub's. Administrators. Errors: FORBIDDEN, NOT_FOUND, BAD_USER_INPUT. */
  setProjectShare: ProjectSharePayload;
  /** Gives a run another priority. For those who may start runs. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (it has ended). */
  setRunPriority: RunPayload;
  /** Starts a run. Errors: NOT_FOUND, FORBIDDEN, QUOTA_EXCEEDED (the project has as many runs as it may; details.limit), NOT_PROMOTED (the project is a trial), OUTSIDE_CONTEXT (the contexts of the exam do not permit the workflow to you; details.rules says why). */
  startRun: StartRunPayload;
  /**
   * Starts a run on each of several exams, with an answer for each; what one is refused leaves the others alone. Errors, of what is the same for
   * all: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, NOT_PROMOTED.
   */
  startRuns: StartRunsPayload;
  /**
   * Ends a promotion: the version starts no more, and runs that have begun go on. Withdrawing it again changes nothing. Owners and managers,
   * signed in. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT without a reason.
   */
  withdrawPromotedWorkflow: PromotedWorkflowPayload;
};


export type MutationCancelRunArgs = {
  input: CancelRunInput;
};


export type MutationClaimTaskArgs = {
  input: ClaimTaskInput;
};


export type MutationCompleteTaskArgs = {
  input: CompleteTaskInput;
};


export type MutationCorrectSeriesTypeArgs = {
  input: CorrectSeriesTypeInput;
};


export type MutationCreateWebhookArgs = {
  input: CreateWebhookInput;
};


export type MutationImportWorkflowBundleArgs = {
  input: ImportWorkflowBundleInput;
};


export type MutationPauseRunArgs = {
  input: ControlRunInput;
};


export type MutationPromoteWorkflowArgs = {
  input: PromoteWorkflowInput;
};


export type MutationPutWorkflowArgs = {
  input: PutWorkflowInput;
};


export type MutationReleaseTaskArgs = {
  input: ReleaseTaskInput;
};


export type MutationRequeueDeadJobArgs = {
  input: RequeueDeadJobInput;
};


export type MutationRerunArgs = {
  input: RerunInput;
};


export type MutationResumeRunArgs = {
  input: ControlRunInput;
};


export type MutationRetryGraphWriteArgs = {
  input: RetryGraphWriteInput;
};


export type MutationRetryRunArgs = {
  input: RetryRunInput;
};


export type MutationRevokeWebhookArgs = {
  input: RevokeWebhookInput;
};


export type MutationSetProjectConfigurationArgs = {
  input: SetProjectConfigurationInput;
};


export type MutationSetProjectQuotaArgs = {
  input: SetProjectQuotaInput;
};


export type MutationSetProjectShareArgs = {
  input: SetProjectShareInput;
};


export type MutationSetRunPriorityArgs = {
  input: SetRunPriorityInput;
};


export type MutationStartRunArgs = {
  input: StartRunInput;
};


export type MutationStartRunsArgs = {
  input: StartRunsInput;
};


export type MutationWithdrawPromotedWorkflowArgs = {
  input: WithdrawPromotedWorkflowInput;
};

/** A message of the hub to a person. */
export type Notification = {
  at: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  readAt?: Maybe<Scalars['DateTime']['output']>;
  run?: Maybe<Run>;
  text: Scalars['String']['output'];
};

/** A notification as it came. */
export type NotificationEvent = {
  at: Scalars['DateTime']['output'];
  /** Resumes this subscription after it. */
  cursor: Scalars['String']['output'];
  notification: Notification;
};

export type PageInfo = {
  endCursor?: Maybe<Scalars['String']['output']>;
  hasNextPage: Scalars['Boolean']['output'];
};

/** What would become of a step on an item. */
export type PlannedOutcome =
  /** That depends on what the run finds out, see the reason. */
  | 'DEPENDS'
  /** An existing result is likely to serve; that is certain once the inputs are there, and the method is the same. */
  | 'REUSE'
  /** It would be done. */
  | 'RUN'
  /** It would be left out, see the reason. */
  | 'SKIP';

/** One step on one item, as a run would do it. */
export type PlannedStep = {
  /** The run whose result is likely to serve; null for none, and for one that you may not see. */
  earlierRun?: Maybe<Run>;
  /** The exam of a step over exams of the subject or the project; null for other steps. */
  exam?: Maybe<Exam>;
  outcome: PlannedOutcome;
  /** Why it would be left out, or what that depends on. */
  reason?: Maybe<Scalars['String']['output']>;
  /** The series; null for a step of the whole exam, and for one over exams. */
  series?: Maybe<Series>;
  step: Scalars['String']['output'];
  uses: Scalars['String']['output'];
};

export type Project = {
  /** DEVELOPMENT until an owner sets it. */
  configuration: ProjectConfiguration;
  id: Scalars['ID']['output'];
};

/** How a project works. */
export type ProjectConfiguration =
  /** Workflows are written, changed and run. */
  | 'DEVELOPMENT'
  /** A clinical trial: only versions of workflows that were promoted to it run, and nobody edits them. */
  | 'TRIAL';

/** How many runs a project may have, and has. Runs that do a step of another run are not counted. */
export type ProjectQuota = {
  /** Under way at a time; null: any number. */
  maxRuns?: Maybe<Scalars['Int']['output']>;
  /** Started from midnight to midnight, UTC; null: any number. */
  maxRunsADay?: Maybe<Scalars['Int']['output']>;
  project: Project;
  /** Under way now: RUNNING, WAITING and PAUSED. */
  runs: Scalars['Int']['output'];
  /** Started since midnight, UTC. */
  runsToday: Scalars['Int']['output'];
  /** What triggers would have started: it waits for room, and starts by itself, what came first first. */
  waiting: Scalars['Int']['output'];
};

/** What a project has of the hub's workers: steps beyond its limit stand in line. People's tasks and messages do not count. */
export type ProjectShare = {
  /** Steps that are given out and have not ended. */
  activeSteps: Scalars['Int']['output'];
  /** The limit is the hub's (PESSCARA_PROJECT_STEPS), none of the project's own. */
  isDefault: Scalars['Boolean']['output'];
  /** Steps given to the workers at a time, and no more but for a few when processes decide at the same moment; null: any number. */
  maxActiveSteps?: Maybe<Scalars['Int']['output']>;
  project: Project;
  /** Steps that stand in line. */
  waitingSteps: Scalars['Int']['output'];
};

export type ProjectSharePayload = {
  share: ProjectShare;
};

export type PromoteWorkflowInput = {
  /** Why it may run in the trial, in 1 to 1000 characters. */
  comment: Scalars['String']['input'];
  /** Your password: it signs the bundle. */
  password: Scalars['String']['input'];
  /** A project in its trial configuration. */
  toProjectId: Scalars['ID']['input'];
  /** A version of a workflow, of whatever project that you may see. */
  workflowId: Scalars['ID']['input'];
};

/** A version of a workflow of a promotion, as it was written. */
export type PromotedPart = {
  name: Scalars['String']['output'];
  /** SHA-256 (hex) of its document as canonical JSON (RFC 8785). */
  sha256: Scalars['String']['output'];
  /** In the project that it was written in. */
  version: Scalars['Int']['output'];
  /** The version that runs in this project: the same document, with the versions of the workflows that are steps of it written down. */
  workflow: Workflow;
  writtenBy: Scalars['String']['output'];
};

/** A version of a workflow that was promoted into a trial as a signed, frozen bundle. */
export type PromotedWorkflow = {
  /**
   * What was signed: documents, versions, hashes of scripts, digests of images, the hub's version, who and when. The field `origin` holds the
   * bundle that was imported; null for one that was promoted here.
   */
  bundle: Scalars['JSONObject']['output'];
  comment: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** The key that signed the bundle that was imported: its thumbprint (RFC 7638). Null for one that was promoted here. */
  importedFrom?: Maybe<Scalars['String']['output']>;
  /** The bundle as a JWS in compact form (RFC 7515), Ed25519: what is exported. */
  jws: Scalars['String']['output'];
  /** It, and every version of another workflow that is a step of it, over whatever others. */
  parts: Array<PromotedPart>;
  project: Project;
  promotedAt: Scalars['DateTime']['output'];
  promotedBy: Scalars['String']['output'];
  /** SHA-256 (hex) of the bundle as canonical JSON (RFC 8785). */
  sha256: Scalars['String']['output'];
  signature: PromotionSignatureState;
  /** Null while it stands. */
  withdrawnAt?: Maybe<Scalars['DateTime']['output']>;
  withdrawnBy?: Maybe<Scalars['String']['output']>;
  withdrawnReason?: Maybe<Scalars['String']['output']>;
  /** The version that runs in this project. */
  workflow: Workflow;
};

export type PromotedWorkflowConnection = {
  edges: Array<PromotedWorkflowEdge>;
  nodes: Array<PromotedWorkflow>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type PromotedWorkflowEdge = {
  cursor: Scalars['String']['output'];
  node: PromotedWorkflow;
};

export type PromotedWorkflowPayload = {
  promotedWorkflow: PromotedWorkflow;
};

/** Whether a record is as it was signed; worked out anew at each reading. */
export type PromotionSignatureState =
  /** Changed since. Such a version does not start. */
  | 'BROKEN'
  /** Signed by this hub, and what stands there, and runs, is what was signed. */
  | 'VALID';

export type PutWorkflowInput = {
  /** See docs/workflows.md and schema/workflow.schema.json. Either this or `source`. */
  document?: InputMaybe<Scalars['JSONObject']['input']>;
  projectId: Scalars['ID']['input'];
  /** The same as a text, YAML or JSON, which is kept as it was written; problems are then told with line and column. */
  source?: InputMaybe<Scalars['String']['input']>;
};

export type PutWorkflowPayload = {
  workflow: Workflow;
};

export type Query = {
  /** How the project's configuration was changed, oldest first. Errors: NOT_FOUND, BAD_USER_INPUT. */
  configurationChanges: ConfigurationChangeConnection;
  /** Jobs that were given up, the newest to fail first; at most 1000. Administrators only. Errors: BAD_USER_INPUT. */
  deadJobs: Array<DeadJob>;
  /** Your newest notifications first. */
  notifications: Array<Notification>;
  /**
   * What a run of the workflow on the exam would do as things are now: which steps on which series, which are left out and why, and which would
   * take existing results. Nothing is written. For those who may start runs. Errors: NOT_FOUND, FORBIDDEN, WITHDRAWN.
   */
  planRun: RunPlan;
  /** How many runs the project may have, and has. For its members. Errors: NOT_FOUND. */
  projectQuota: ProjectQuota;
  /** What a project has of the hub's workers. Errors: NOT_FOUND, FORBIDDEN. */
  projectShare: ProjectShare;
  /** Null: none that you may see. */
  promotedWorkflow?: Maybe<PromotedWorkflow>;
  /** What was promoted to the project, also what was withdrawn, in order of id. Errors: NOT_FOUND, BAD_USER_INPUT. */
  promotedWorkflows: PromotedWorkflowConnection;
  /** Every queue of the hub. Administrators only. */
  queues: Array<QueueState>;
  /** Changes that the graph database refuses, the oldest first. Administrators only. Errors: BAD_USER_INPUT. */
  refusedGraphWrites: RefusedGraphWriteConnection;
  run?: Maybe<Run>;
  /** Runs that you may see, newest first. */
  runs: RunConnection;
  /** Corrections of the series classifier in a project, in order of series; at most 1000 a page. Errors: NOT_FOUND, BAD_USER_INPUT. */
  seriesTypeCases: SeriesTypeCaseConnection;
  /** What the classifier takes for what, by those corrections, most frequent first. Errors: NOT_FOUND. */
  seriesTypeConfusion: Array<SeriesTypeConfusion>;
  /**
   * The queue: tasks of a project (all your projects when none is given) by priority, then what is due first, then the oldest. `mine`:
   * those that you may do now. `held`: those that you have. `overdue`: those whose time is over. At most 1000 a page.
   * Errors: NOT_FOUND, BAD_USER_INPUT.
   */
  taskQueue: TaskConnection;
  /** Tasks that you may complete, oldest first. */
  tasks: Array<Task>;
  /**
   * What is wrong with a text (YAML or JSON) as a workflow of the project; nothing for a good one. Nothing is written. Errors: NOT_FOUND for a
   * project that you may not see.
   */
  validateWorkflow: Array<WorkflowProblem>;
  /** Webhooks of a project, in order of id; closed ones too. Owners and managers. Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT. */
  webhooks: WebhookConnection;
  /** The newest version of each workflow of a project (all your projects when none is given). */
  workflows: Array<Workflow>;
};


export type QueryConfigurationChangesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  projectId: Scalars['ID']['input'];
};


export type QueryDeadJobsArgs = {
  first?: Scalars['Int']['input'];
  queue: QueueName;
};


export type QueryNotificationsArgs = {
  first?: Scalars['Int']['input'];
};


export type QueryPlanRunArgs = {
  examId: Scalars['ID']['input'];
  workflowId: Scalars['ID']['input'];
};


export type QueryProjectQuotaArgs = {
  projectId: Scalars['ID']['input'];
};


export type QueryProjectShareArgs = {
  projectId: Scalars['ID']['input'];
};


export type QueryPromotedWorkflowArgs = {
  id: Scalars['ID']['input'];
};


export type QueryPromotedWorkflowsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  projectId: Scalars['ID']['input'];
};


export type QueryRefusedGraphWritesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
};


export type QueryRunArgs = {
  id: Scalars['ID']['input'];
};


export type QueryRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<RunFilter>;
  first?: Scalars['Int']['input'];
};


export type QuerySeriesTypeCasesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  projectId: Scalars['ID']['input'];
};


export type QuerySeriesTypeConfusionArgs = {
  projectId: Scalars['ID']['input'];
};


export type QueryTaskQueueArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  held?: Scalars['Boolean']['input'];
  mine?: Scalars['Boolean']['input'];
  overdue?: Scalars['Boolean']['input'];
  projectId?: InputMaybe<Scalars['ID']['input']>;
  state?: InputMaybe<TaskState>;
};


export type QueryTasksArgs = {
  first?: Scalars['Int']['input'];
  projectId?: InputMaybe<Scalars['ID']['input']>;
  state?: InputMaybe<TaskState>;
};


export type QueryValidateWorkflowArgs = {
  projectId: Scalars['ID']['input'];
  source: Scalars['String']['input'];
};


export type QueryWebhooksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  first?: Scalars['Int']['input'];
  projectId: Scalars['ID']['input'];
};


export type QueryWorkflowsArgs = {
  projectId?: InputMaybe<Scalars['ID']['input']>;
};

/** A queue of the hub's own jobs: each is the work of one kind. */
export type QueueName =
  /** What a run does next, and which runs an event starts. */
  | 'ADVANCE'
  /** An approved exam's copy goes to its site's archive. */
  | 'ARCHIVE'
  /** Received files become de-identified ones in quarantine. */
  | 'DEIDENTIFY'
  /** Mails are given to the mail server. */
  | 'MAIL'
  /** The identity map is sealed again under its newest key. */
  | 'MAPPING'
  /** Messages to people. */
  | 'NOTIFY'
  /** Exams are checked by their project's protocol, and the contacts at the centres are told. */
  | 'PROTOCOL'
  /** The bytes of what was withdrawn are deleted. */
  | 'PURGE'
  /** What a reviewer decided is carried out: an approved exam becomes assets. */
  | 'REGISTER'
  /** Rules that set tags go over the assets that a project has already. */
  | 'RULES'
  /** One step's program. */
  | 'STEP'
  /** What is left of uploads whose time is over is removed. */
  | 'UPLOADS';

/** How many jobs a queue has. */
export type QueueState = {
  /** A worker is at them. */
  active: Scalars['Int']['output'];
  /** Given up: `deadJobs` says why. */
  dead: Scalars['Int']['output'];
  name: QueueName;
  /** Milliseconds that the oldest due job waits for a worker; null when none does. */
  oldestWaitMs?: Maybe<Scalars['Float']['output']>;
  /** Waiting for a worker, or for the time of their next try. */
  queued: Scalars['Int']['output'];
};

/**
 * A change that the hub has acknowledged and that the graph database refuses for ever: it is set aside, and no answer shows it, until it is
 * tried again. Only of a served hub, whose graph is in Neo4j.
 */
export type RefusedGraphWrite = {
  /** Ids of the assets that it is about, or of the activity; at most 100. */
  about: Array<Scalars['ID']['output']>;
  id: Scalars['ID']['output'];
  /** Null for one that this version of the hub can't read. */
  kind?: Maybe<GraphWriteKind>;
  /**
   * The graph database's code, as `Neo.ClientError.Schema.ConstraintValidationFailed`. Its message, which may quote data, is in the log: "the
   * graph refuses write ID".
   */
  reason: Scalars['String']['output'];
  /** Since when it is set aside; null for one of before this was noted. */
  refusedAt?: Maybe<Scalars['DateTime']['output']>;
  writtenAt: Scalars['DateTime']['output'];
};

export type RefusedGraphWriteConnection = {
  edges: Array<RefusedGraphWriteEdge>;
  nodes: Array<RefusedGraphWrite>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type RefusedGraphWriteEdge = {
  cursor: Scalars['String']['output'];
  node: RefusedGraphWrite;
};

export type ReleaseTaskInput = {
  taskId: Scalars['ID']['input'];
};

export type ReleaseTaskPayload = {
  task: Task;
};

export type RequeueDeadJobInput = {
  key: Scalars['String']['input'];
  queue: QueueName;
};

export type RequeueDeadJobPayload = {
  /** The job's queue, the job being in it again. */
  queue: QueueState;
};

/** Which run is done again, and with what changes. */
export type RerunInput = {
  /** A retry with the same key answers the same run; with other settings, `reuse` or workflow it is a CONFLICT. */
  clientKey?: InputMaybe<Scalars['String']['input']>;
  /** Put over the settings of the earlier run. */
  parameters?: Array<StepParametersInput>;
  /** Up to 1000 characters; it stands in the audit trail. */
  reason?: InputMaybe<Scalars['String']['input']>;
  /** As the earlier run when it is not given. */
  reuse?: InputMaybe<ReusePolicy>;
  runId: Scalars['ID']['input'];
  /** Another version of the same workflow. */
  workflowId?: InputMaybe<Scalars['ID']['input']>;
};

export type RetryGraphWriteInput = {
  id: Scalars['ID']['input'];
};

export type RetryGraphWritePayload = {
  /** As it was until now. If it is refused again, it is in the list again. */
  write: RefusedGraphWrite;
};

/** Which run goes on, and from where. */
export type RetryRunInput = {
  /** Besides what failed, this step and all that depends on it are done again, for all series. */
  fromStep?: InputMaybe<Scalars['String']['input']>;
  /** Up to 1000 characters; it stands in the audit trail and in the run's history. */
  reason?: InputMaybe<Scalars['String']['input']>;
  runId: Scalars['ID']['input'];
};

/** How a result came without computing it again. */
export type Reuse = {
  /** The activity (ProvActivity) that computed it; null when it is of a project that you may not see. */
  activityId?: Maybe<Scalars['ID']['output']>;
  at: Scalars['DateTime']['output'];
  /** Who computed it; 'another project' when you may not see that one. */
  by: Scalars['String']['output'];
  /** The project that it was computed in; null when you may not see it, and for this run's own. */
  project?: Maybe<Project>;
  /** The run that computed it first; null when it came from outside of a run, or from a project that you may not see. */
  runId?: Maybe<Scalars['ID']['output']>;
};

/** Whether a run may take existing results. */
export type ReusePolicy =
  /** An existing result of the same method, version, parameters and input content serves. */
  | 'ALWAYS'
  /** Where an existing result could serve, the step waits for a person's task: approved, it serves; rejected, it is computed anew. */
  | 'ASK'
  /** Everything is computed anew. */
  | 'NEVER';

export type RevokeWebhookInput = {
  id: Scalars['ID']['input'];
};

export type RevokeWebhookPayload = {
  webhook: Webhook;
};

/** One execution of a workflow. */
export type Run = {
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  error?: Maybe<Scalars['String']['output']>;
  exam: Exam;
  id: Scalars['ID']['output'];
  /** Settings of steps that this run has instead of its workflow's: {"measure": {"threshold": 300}}. */
  parameters?: Maybe<Scalars['JSONObject']['output']>;
  /** 0 to 100. */
  percent: Scalars['Int']['output'];
  priority: RunPriority;
  project: Project;
  /** How often it went on after an end. */
  reopened: Scalars['Int']['output'];
  /** The run that this one does again, with changes. */
  rerunOf?: Maybe<Run>;
  /** Steps whose existing result served. */
  reusedCount: Scalars['Int']['output'];
  /**
   * About how many seconds it takes until it ends, where no step waits for another run: the longest chain of steps, each as long as it takes; null when
   * a step on that chain is not known, or waits for a person, and for a run that has ended.
   */
  secondsLeft?: Maybe<Scalars['Int']['output']>;
  startedAt: Scalars['DateTime']['output'];
  startedBy: Scalars['String']['output'];
  state: RunState;
  steps: Array<StepRun>;
  workflow: Workflow;
};

export type RunConnection = {
  edges: Array<RunEdge>;
  nodes: Array<Run>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type RunEdge = {
  cursor: Scalars['String']['output'];
  node: Run;
};

/** One change in a run. */
export type RunEvent = {
  at: Scalars['DateTime']['output'];
  /** Resumes this subscription after it. */
  cursor: Scalars['String']['output'];
  /** What happened, in words: 'convert: completed (reused)'. */
  message: Scalars['String']['output'];
  run: Run;
  /** The run's state after this change; null for a change of a step. */
  runState?: Maybe<RunState>;
  state?: Maybe<StepState>;
  step?: Maybe<Scalars['String']['output']>;
  /** The step on the series (or exam) that changed, as it is now; null for a change of the run, and for one of a step on all its series. */
  stepRun?: Maybe<StepRun>;
};

export type RunFilter = {
  examId?: InputMaybe<Scalars['ID']['input']>;
  projectId?: InputMaybe<Scalars['ID']['input']>;
  state?: InputMaybe<RunState>;
};

/** A message of a `notify` step to somebody outside of the hub. */
export type RunMessage = {
  /** How it goes out. */
  channel: MessageChannel;
  /** When its status became final; null while it waits. */
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  id: Scalars['ID']['output'];
  /** When the step wrote it. */
  madeAt: Scalars['DateTime']['output'];
  /** What the server said, or why it was not sent; null when all is well. */
  reason?: Maybe<Scalars['String']['output']>;
  /** What became of it. */
  status: RunMessageStatus;
  /** The address of mail, or of the web server. */
  target: Scalars['String']['output'];
};

/** What became of a message. */
export type RunMessageStatus =
  /** Given up: there is no mail server, or it took nothing for hours. */
  | 'NOT_SENT'
  /** The server won't take it, or steps may not call it. */
  | 'REFUSED'
  /** A process is at it, or died at it. */
  | 'SENDING'
  /** The server took it over. */
  | 'SENT'
  /** Nobody knows whether a mail server took it; it is not sent again. */
  | 'UNCERTAIN'
  /** To be sent, or to be sent again. */
  | 'WAITING';

export type RunPayload = {
  run: Run;
};

/** What a run of a workflow on an exam would do. */
export type RunPlan = {
  exam: Exam;
  /** Why the project's trial, or the contexts of the exam, refuse the workflow to you; null when they do not. */
  refusedBecause?: Maybe<Scalars['String']['output']>;
  /** In the order in which they could be done. */
  steps: Array<PlannedStep>;
};

/** Whose steps go first where a project's steps stand in line. */
export type RunPriority =
  | 'HIGH'
  | 'LOW'
  | 'NORMAL';

/** How far a run is. */
export type RunState =
  /** Ended by a person before it was through. */
  | 'CANCELLED'
  | 'COMPLETED'
  | 'FAILED'
  /** Nothing begins until somebody resumes it; what has begun ends. */
  | 'PAUSED'
  | 'RUNNING'
  /** Waits for a person. */
  | 'WAITING';

export type Series = {
  id: Scalars['ID']['output'];
};

/** A series of which a person said what it is, in the place of what the classifier takes it for. */
export type SeriesTypeCase = {
  /** What the classifier goes by: numbers and codes, without descriptions. Times in ms. */
  attributes: Scalars['JSONObject']['output'];
  /** The version of its rules. */
  classifierVersion: Scalars['String']['output'];
  /** How sure it is, 0 to 1. */
  confidence: Scalars['Float']['output'];
  /** What the person says. */
  corrected: Scalars['String']['output'];
  correctedAt: Scalars['DateTime']['output'];
  correctedBy: Scalars['String']['output'];
  /** What the classifier takes it for. */
  predicted: Scalars['String']['output'];
  reason?: Maybe<Scalars['String']['output']>;
  series: Series;
};

export type SeriesTypeCaseConnection = {
  edges: Array<SeriesTypeCaseEdge>;
  nodes: Array<SeriesTypeCase>;
  pageInfo: PageInfo;
};

export type SeriesTypeCaseEdge = {
  cursor: Scalars['String']['output'];
  node: SeriesTypeCase;
};

/** How many series people corrected from one type to another; equal types: they confirmed it. */
export type SeriesTypeConfusion = {
  corrected: Scalars['String']['output'];
  count: Scalars['Int']['output'];
  predicted: Scalars['String']['output'];
};

export type SetProjectConfigurationInput = {
  configuration: ProjectConfiguration;
  /** Your password, which signs the change: required to leave TRIAL. */
  password?: InputMaybe<Scalars['String']['input']>;
  projectId: Scalars['ID']['input'];
  /** Why, in 1 to 1000 characters. */
  reason: Scalars['String']['input'];
};

export type SetProjectConfigurationPayload = {
  project: Project;
};

/** A project's quota: both limits are set, as given. */
export type SetProjectQuotaInput = {
  /** 1 to 1000000; null: any number. */
  maxRuns?: InputMaybe<Scalars['Int']['input']>;
  /** 1 to 1000000; null: any number. */
  maxRunsADay?: InputMaybe<Scalars['Int']['input']>;
  projectId: Scalars['ID']['input'];
};

export type SetProjectQuotaPayload = {
  quota: ProjectQuota;
};

/** Which project, and its limit. */
export type SetProjectShareInput = {
  /** 1 to 100000; null: the hub's. */
  maxActiveSteps?: InputMaybe<Scalars['Int']['input']>;
  projectId: Scalars['ID']['input'];
};

/** Which run, and how much it matters. */
export type SetRunPriorityInput = {
  priority: RunPriority;
  runId: Scalars['ID']['input'];
};

export type StartRunInput = {
  /** A retry with the same key answers the same run; with another `reuse` it is a CONFLICT. */
  clientKey?: InputMaybe<Scalars['String']['input']>;
  examId: Scalars['ID']['input'];
  /** Whose steps go first where the project's steps stand in line. */
  priority?: RunPriority;
  /** As the workflow's document says when it is not given, and ALWAYS when that doesn't say. */
  reuse?: InputMaybe<ReusePolicy>;
  workflowId: Scalars['ID']['input'];
};

export type StartRunPayload = {
  run: Run;
};

export type StartRunsInput = {
  /** Where the page before ended. */
  after?: InputMaybe<Scalars['String']['input']>;
  /** A retry with the same key answers the same runs; with another `reuse` it is a CONFLICT. */
  clientKey?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 1000 exams of the workflow's project. Either these or `savedQueryId`. */
  examIds?: InputMaybe<Array<Scalars['ID']['input']>>;
  /** Of what the query finds, 1 to 1000. */
  first?: Scalars['Int']['input'];
  /** As the workflow's document says when it is not given. */
  reuse?: InputMaybe<ReusePolicy>;
  /** A saved query: its exams, one page of what it finds. */
  savedQueryId?: InputMaybe<Scalars['ID']['input']>;
  workflowId: Scalars['ID']['input'];
};

export type StartRunsPayload = {
  /** Of the query; null when the exams were named. */
  pageInfo?: Maybe<PageInfo>;
  /** In the order given, or found. */
  results: Array<StartedRun>;
};

/** What became of one exam. */
export type StartedRun = {
  /** Why not: NOT_FOUND, WITHDRAWN, OUTSIDE_CONTEXT, QUOTA_EXCEEDED or CONFLICT; null when it was. */
  code?: Maybe<Scalars['String']['output']>;
  examId: Scalars['ID']['output'];
  message?: Maybe<Scalars['String']['output']>;
  /** Null when it was not started. */
  run?: Maybe<Run>;
};

/** Settings of one step. */
export type StepParametersInput = {
  /** The id of the step. */
  step: Scalars['String']['input'];
  /** Put over the step's `with`; what is not named stays. */
  with: Scalars['JSONObject']['input'];
};

/** What a step had come to before it was set back to be done again. */
export type StepRound = {
  attempts: Scalars['Int']['output'];
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was set back. */
  leftAt: Scalars['DateTime']['output'];
  /** Why: 'retried by ann: new threshold'. */
  leftBecause: Scalars['String']['output'];
  /** What the program said; `tailLines`: the last lines alone. */
  log?: Maybe<Scalars['String']['output']>;
  /** What it made; it stays, with its provenance. */
  outputs: Array<DerivedAsset>;
  /** Why it was skipped or failed. */
  reason?: Maybe<Scalars['String']['output']>;
  /** 0 for the first. */
  round: Scalars['Int']['output'];
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  state: StepState;
};


/** What a step had come to before it was set back to be done again. */
export type StepRoundLogArgs = {
  tailLines?: InputMaybe<Scalars['Int']['input']>;
};

/** A node of a run: one step on one item. */
export type StepRun = {
  attempts: Scalars['Int']['output'];
  biomarkers: Array<Biomarker>;
  /** The run that does this step, where it is a workflow of its own; null before it begins, and for other steps. */
  childRun?: Maybe<Run>;
  /** What it had come to in earlier rounds, the first one first. */
  earlier: Array<StepRound>;
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The exam that it worked on, of a step over exams of the subject or the project; null for other steps. */
  exam?: Maybe<Exam>;
  id: Scalars['ID']['output'];
  /** What the program says, while it works too: at most 20,000 characters, of which the middle is left out; `tailLines`: the last lines alone. */
  log?: Maybe<Scalars['String']['output']>;
  /** What a `notify` step sends out of the hub, to addresses of mail and to web servers, in the order of writing; empty for other kinds. */
  messages: Array<RunMessage>;
  outputs: Array<DerivedAsset>;
  /** 0 to 1, as the step itself says; null when it says nothing. */
  progress?: Maybe<Scalars['Float']['output']>;
  /** What the step says that it is doing. */
  progressText?: Maybe<Scalars['String']['output']>;
  /** Why it was skipped or failed. */
  reason?: Maybe<Scalars['String']['output']>;
  /** When it is tried again, of a step that failed and waits for that; null for others. Until then it takes no place of its project's share. */
  retryAt?: Maybe<Scalars['DateTime']['output']>;
  /** Set when an existing result served: whose and when. */
  reused?: Maybe<Reuse>;
  /** How often it was set back to be done again. */
  round: Scalars['Int']['output'];
  /**
   * About how many seconds it takes until it ends, from its progress or else from the median of the last 20 such steps of this
   * workflow in the project; null when there is nothing to tell from, and for one that waits for a person or has ended.
   */
  secondsLeft?: Maybe<Scalars['Int']['output']>;
  /** The series it worked on; null for a step of the whole exam. */
  series?: Maybe<Series>;
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  state: StepState;
  step: Scalars['String']['output'];
  task?: Maybe<Task>;
  uses: Scalars['String']['output'];
};


/** A node of a run: one step on one item. */
export type StepRunLogArgs = {
  tailLines?: InputMaybe<Scalars['Int']['input']>;
};

/** How far a step of a run is. */
export type StepState =
  | 'COMPLETED'
  | 'FAILED'
  | 'PENDING'
  | 'RUNNING'
  /** Not done, because its condition did not hold: see the reason. */
  | 'SKIPPED'
  | 'WAITING';

export type Subscription = {
  /** Your notifications as they come. */
  notificationReceived: Notification;
  /** Your notifications as they come, with cursors; `after` resumes from one, '0' replays from the beginning. For people who signed in. */
  notifications: NotificationEvent;
  /** Changes of all runs of a project; stays open. */
  projectRuns: RunEvent;
  /** Changes of one run as they come, ending after its last one, also for who has seen that; `after` resumes from a cursor seen before, '0' replays from its beginning. */
  runProgress: RunEvent;
  /**
   * Each change of each run that you may see when it is told; stays open. The filter's state is that of the run as it is then. `after` resumes from a
   * cursor seen before and misses none; '0' replays from the beginning. Follows the projects that you are a member of when it begins; who may see
   * more than 50 names one. Errors: NOT_FOUND, BAD_USER_INPUT.
   */
  runs: RunEvent;
  /**
   * Each task that you may complete, when it is new and when it changes; stays open. `after` and the projects as in `runs`. For people who signed in.
   * Errors: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT.
   */
  tasks: TaskEvent;
};


export type SubscriptionNotificationReceivedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};


export type SubscriptionNotificationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};


export type SubscriptionProjectRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  projectId: Scalars['ID']['input'];
};


export type SubscriptionRunProgressArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  id: Scalars['ID']['input'];
};


export type SubscriptionRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<RunFilter>;
};


export type SubscriptionTasksArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  projectId?: InputMaybe<Scalars['ID']['input']>;
};

/** Work for a person. */
export type Task = {
  comment?: Maybe<Scalars['String']['output']>;
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who decided it, the last one of them; null while it waits, and where its run ended before. */
  completedBy?: Maybe<Scalars['String']['output']>;
  createdAt: Scalars['DateTime']['output'];
  /** What each person decided, in their order. */
  decisions: Array<TaskDecision>;
  /** Null: never due. */
  dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it had waited for too long, and more people were told, who may do it as well; null: not so far. */
  escalatedAt?: Maybe<Scalars['DateTime']['output']>;
  form: Array<FormField>;
  /** Who has it now; null: nobody. */
  heldBy?: Maybe<TaskHold>;
  id: Scalars['ID']['output'];
  /** Whether who made what is looked at may not decide it. */
  independent: Scalars['Boolean']['output'];
  instructions?: Maybe<Scalars['String']['output']>;
  /** Why the work is done again; null in the first round. */
  note?: Maybe<Scalars['String']['output']>;
  /** So many different people approve it. */
  people: Scalars['Int']['output'];
  /** Usernames; empty: whoever has the role. */
  persons: Array<Scalars['String']['output']>;
  priority: TaskPriority;
  /** Who may complete it: people with one of these roles, at one of the sites, of the persons. */
  roles: Array<Scalars['String']['output']>;
  run: Run;
  /** Steps that it may be sent back to. */
  sendBackTo: Array<Scalars['String']['output']>;
  /** What its signature means; null where none is asked for. */
  signatureMeaning?: Maybe<TaskSignatureMeaning>;
  /** Names of sites; empty: of whatever site. */
  sites: Array<Scalars['String']['output']>;
  state: TaskState;
  title: Scalars['String']['output'];
  /** What was filled in, once it has ended; null without a form. */
  values?: Maybe<Scalars['JSONObject']['output']>;
  /** What it wants handed in. */
  wantedOutputs: Array<WantedOutput>;
};

/** What happened to a task. */
export type TaskChange =
  | 'CHANGED'
  | 'CREATED';

/** A page of tasks. Without a total: who may do which is worked out page by page. */
export type TaskConnection = {
  edges: Array<TaskEdge>;
  nodes: Array<Task>;
  pageInfo: PageInfo;
};

/** What one person decided. */
export type TaskDecision = {
  at: Scalars['DateTime']['output'];
  comment?: Maybe<Scalars['String']['output']>;
  id: Scalars['ID']['output'];
  outcome: TaskOutcome;
  /** What they handed in. */
  outputs: Array<DerivedAsset>;
  /** Null where the task asks for none. */
  signature?: Maybe<TaskSignature>;
  username: Scalars['String']['output'];
  /** What they filled in, by names of the form's fields; null without a form. */
  values?: Maybe<Scalars['JSONObject']['output']>;
};

export type TaskEdge = {
  cursor: Scalars['String']['output'];
  node: Task;
};

/** A task that is new, or has changed. */
export type TaskEvent = {
  at: Scalars['DateTime']['output'];
  /** Resumes this subscription after it. */
  cursor: Scalars['String']['output'];
  task: Task;
  what: TaskChange;
};

/** A task that a person has: until then others can't do it. */
export type TaskHold = {
  until: Scalars['DateTime']['output'];
  username: Scalars['String']['output'];
};

/** How a person decides a task. */
export type TaskOutcome =
  | 'APPROVED'
  /** Ends the run as its definition says; needs a comment. */
  | 'REJECTED'
  /** Does an earlier step again, and all that depends on it; needs a comment, and a step that the definition lets it go back to. */
  | 'SENT_BACK';

/** An asset that is handed in with a task. */
export type TaskOutputInput = {
  /** A derived asset of the project that belongs to the run's exam, or was made from what the run gave. */
  assetId: Scalars['ID']['input'];
  role: Scalars['String']['input'];
};

/** How urgent a task is: what is higher comes first in the queue. */
export type TaskPriority =
  | 'HIGH'
  | 'LOW'
  | 'NORMAL';

/** A signature under a decision, confirmed by the person's password (21 CFR 11.50, 11.70, 11.200). */
export type TaskSignature = {
  /** SHA-256 (hex) of the signed document as canonical JSON (RFC 8785). */
  hash: Scalars['String']['output'];
  /** SHA-256 (hex) of a line `<asset id> <hash of its content>` for each asset that was looked at, in order of id. */
  inputsDigest: Scalars['String']['output'];
  /** The signed document as a JWS in compact form (RFC 7515), Ed25519. */
  jws: Scalars['String']['output'];
  meaning: TaskSignatureMeaning;
  signedAt: Scalars['DateTime']['output'];
  /** The printed name. */
  signerName: Scalars['String']['output'];
  state: TaskSignatureState;
};

export type TaskSignatureInput = {
  /** Your own, once more. */
  password: Scalars['String']['input'];
};

/** What a signature of a task means (21 CFR 11.50). */
export type TaskSignatureMeaning =
  | 'APPROVAL'
  | 'REJECTION'
  | 'RESPONSIBILITY'
  | 'REVIEW';

/** Whether a signature fits its record. */
export type TaskSignatureState =
  /** Changed since, or of another decision. */
  | 'BROKEN'
  /** The hub signed it, for this decision. */
  | 'VALID';

/** Whether a task waits, and how it was decided. */
export type TaskState =
  | 'APPROVED'
  | 'OPEN'
  /** Somebody rejected it; or nobody decided it, and it was closed: then it has no `completedBy`, and its `comment` says why. */
  | 'REJECTED'
  /** An earlier step was done again; the work that follows has a task of its own. */
  | 'SENT_BACK';

/** An asset that the person hands in with the task, as a mask. */
export type WantedOutput = {
  /** Kind of the derived asset; null: any. */
  kind?: Maybe<Scalars['String']['output']>;
  /** Whether an approval needs it. */
  required: Scalars['Boolean']['output'];
  role: Scalars['String']['output'];
};

/**
 * A door by which another system starts a workflow: `POST /hooks/<id>` with a JSON body that names the exam (`{"examId": "..."}` or
 * `{"studyInstanceUID": "..."}`), the time in `X-Hub-Timestamp` (Unix seconds) and `X-Hub-Signature-256: sha256=<hex>`, the HMAC-SHA256 of
 * `<time>.<body>` under the secret. See docs/workflows.md.
 */
export type Webhook = {
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  id: Scalars['ID']['output'];
  /** The path below the hub's address. */
  path: Scalars['String']['output'];
  project: Project;
  /** Null while it is open. */
  revokedAt?: Maybe<Scalars['DateTime']['output']>;
  revokedBy?: Maybe<Scalars['String']['output']>;
  /** Name of the workflow; a call starts its newest version. */
  workflow: Scalars['String']['output'];
};

export type WebhookConnection = {
  edges: Array<WebhookEdge>;
  nodes: Array<Webhook>;
  pageInfo: PageInfo;
  totalCount: Scalars['Int']['output'];
};

export type WebhookEdge = {
  cursor: Scalars['String']['output'];
  node: Webhook;
};

export type WithdrawPromotedWorkflowInput = {
  /** Of a `PromotedWorkflow`. */
  id: Scalars['ID']['input'];
  /** Why, in 1 to 1000 characters. */
  reason: Scalars['String']['input'];
};

/** A definition: steps, what each needs, and what triggers it. A run keeps the version that it began with. */
export type Workflow = {
  createdAt: Scalars['DateTime']['output'];
  createdBy: Scalars['String']['output'];
  /** What was written. */
  document: Scalars['JSONObject']['output'];
  id: Scalars['ID']['output'];
  name: Scalars['String']['output'];
  project: Project;
  /** The text that it was written as, YAML or JSON, with its comments; of one that came as a document, that as JSON. */
  source: Scalars['String']['output'];
  title: Scalars['String']['output'];
  /**
   * Why the triggers of this version start nothing now: events start another version of it, or the project is a trial and this one is not promoted, or is not as
   * it was signed. Null: they do, or it has none.
   */
  triggersPausedBecause?: Maybe<Scalars['String']['output']>;
  version: Scalars['Int']['output'];
};

/** One thing that is wrong with a workflow's document. */
export type WorkflowProblem = {
  /** The column of the line, from 1; null where only the line is known. */
  column?: Maybe<Scalars['Int']['output']>;
  /** What the field takes. */
  expected: Scalars['String']['output'];
  /** Where in the document: `document.steps.measure.with.threshold`; steps are named by their ids. */
  field: Scalars['String']['output'];
  /** The line of the text, from 1; null where it has none. */
  line?: Maybe<Scalars['Int']['output']>;
  /** What stands there, shortened. */
  received: Scalars['String']['output'];
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
  Exam: Exam;
  Notification: Notification;
  Project: Project;
  Run: Run;
  Task: Task;
  Workflow: Workflow;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Exam:
    ( { __typename: 'Exam' }
    & GraphQLRecursivePick<FederationTypes['Exam'], {"id":true}> );
  Notification:
    ( { __typename: 'Notification' }
    & GraphQLRecursivePick<FederationTypes['Notification'], {"id":true}> );
  Project:
    ( { __typename: 'Project' }
    & GraphQLRecursivePick<FederationTypes['Project'], {"id":true}> );
  Run:
    ( { __typename: 'Run' }
    & GraphQLRecursivePick<FederationTypes['Run'], {"id":true}> );
  Task:
    ( { __typename: 'Task' }
    & GraphQLRecursivePick<FederationTypes['Task'], {"id":true}> );
  Workflow:
    ( { __typename: 'Workflow' }
    & GraphQLRecursivePick<FederationTypes['Workflow'], {"id":true}> );
};



/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Biomarker: ResolverTypeWrapper<Biomarker>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  CancelRunInput: CancelRunInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  ClaimTaskInput: ClaimTaskInput;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  ClaimTaskPayload: ResolverTypeWrapper<Omit<ClaimTaskPayload, 'task'> & { task: ResolversTypes['Task'] }>;
  CompleteTaskInput: CompleteTaskInput;
  CompleteTaskPayload: ResolverTypeWrapper<Omit<CompleteTaskPayload, 'task'> & { task: ResolversTypes['Task'] }>;
  ConfigurationChange: ResolverTypeWrapper<ShownChange>;
  ConfigurationChangeConnection: ResolverTypeWrapper<Omit<ConfigurationChangeConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['ConfigurationChangeEdge']>, nodes: Array<ResolversTypes['ConfigurationChange']> }>;
  ConfigurationChangeEdge: ResolverTypeWrapper<Omit<ConfigurationChangeEdge, 'node'> & { node: ResolversTypes['ConfigurationChange'] }>;
  ControlRunInput: ControlRunInput;
  CorrectSeriesTypeInput: CorrectSeriesTypeInput;
  CorrectSeriesTypePayload: ResolverTypeWrapper<Omit<CorrectSeriesTypePayload, 'case'> & { case: ResolversTypes['SeriesTypeCase'] }>;
  CreateWebhookInput: CreateWebhookInput;
  CreateWebhookPayload: ResolverTypeWrapper<Omit<CreateWebhookPayload, 'webhook'> & { webhook: ResolversTypes['Webhook'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeadJob: ResolverTypeWrapper<DeadJobModel>;
  DerivedAsset: ResolverTypeWrapper<DerivedAsset>;
  Exam: ResolverTypeWrapper<ExamStub>;
  FormField: ResolverTypeWrapper<FormFieldModel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  FormFieldType: FormFieldType;
  GraphWriteKind: GraphWriteKind;
  ImportWorkflowBundleInput: ImportWorkflowBundleInput;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  MessageChannel: MessageChannel;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Notification: ResolverTypeWrapper<NotificationModel>;
  NotificationEvent: ResolverTypeWrapper<NotificationEventModel>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PlannedOutcome: PlannedOutcome;
  PlannedStep: ResolverTypeWrapper<PlannedStepModel>;
  Project: ResolverTypeWrapper<ProjectStub>;
  ProjectConfiguration: ProjectConfiguration;
  ProjectQuota: ResolverTypeWrapper<ProjectQuotaModel>;
  ProjectShare: ResolverTypeWrapper<ProjectShareModel>;
  ProjectSharePayload: ResolverTypeWrapper<Omit<ProjectSharePayload, 'share'> & { share: ResolversTypes['ProjectShare'] }>;
  PromoteWorkflowInput: PromoteWorkflowInput;
  PromotedPart: ResolverTypeWrapper<PromotedPartModel>;
  PromotedWorkflow: ResolverTypeWrapper<ShownPromotion>;
  PromotedWorkflowConnection: ResolverTypeWrapper<Omit<PromotedWorkflowConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['PromotedWorkflowEdge']>, nodes: Array<ResolversTypes['PromotedWorkflow']> }>;
  PromotedWorkflowEdge: ResolverTypeWrapper<Omit<PromotedWorkflowEdge, 'node'> & { node: ResolversTypes['PromotedWorkflow'] }>;
  PromotedWorkflowPayload: ResolverTypeWrapper<Omit<PromotedWorkflowPayload, 'promotedWorkflow'> & { promotedWorkflow: ResolversTypes['PromotedWorkflow'] }>;
  PromotionSignatureState: PromotionSignatureState;
  PutWorkflowInput: PutWorkflowInput;
  PutWorkflowPayload: ResolverTypeWrapper<Omit<PutWorkflowPayload, 'workflow'> & { workflow: ResolversTypes['Workflow'] }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QueueName: QueueName;
  QueueState: ResolverTypeWrapper<QueueStateModel>;
  RefusedGraphWrite: ResolverTypeWrapper<RefusedGraphWrite>;
  RefusedGraphWriteConnection: ResolverTypeWrapper<RefusedGraphWriteConnection>;
  RefusedGraphWriteEdge: ResolverTypeWrapper<RefusedGraphWriteEdge>;
  ReleaseTaskInput: ReleaseTaskInput;
  ReleaseTaskPayload: ResolverTypeWrapper<Omit<ReleaseTaskPayload, 'task'> & { task: ResolversTypes['Task'] }>;
  RequeueDeadJobInput: RequeueDeadJobInput;
  RequeueDeadJobPayload: ResolverTypeWrapper<Omit<RequeueDeadJobPayload, 'queue'> & { queue: ResolversTypes['QueueState'] }>;
  RerunInput: RerunInput;
  RetryGraphWriteInput: RetryGraphWriteInput;
  RetryGraphWritePayload: ResolverTypeWrapper<RetryGraphWritePayload>;
  RetryRunInput: RetryRunInput;
  Reuse: ResolverTypeWrapper<Reused>;
  ReusePolicy: ReusePolicy;
  RevokeWebhookInput: RevokeWebhookInput;
  RevokeWebhookPayload: ResolverTypeWrapper<Omit<RevokeWebhookPayload, 'webhook'> & { webhook: ResolversTypes['Webhook'] }>;
  Run: ResolverTypeWrapper<RunModel>;
  RunConnection: ResolverTypeWrapper<Omit<RunConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['RunEdge']>, nodes: Array<ResolversTypes['Run']> }>;
  RunEdge: ResolverTypeWrapper<Omit<RunEdge, 'node'> & { node: ResolversTypes['Run'] }>;
  RunEvent: ResolverTypeWrapper<RunEventModel>;
  RunFilter: RunFilter;
  RunMessage: ResolverTypeWrapper<RunMessageModel>;
  RunMessageStatus: RunMessageStatus;
  RunPayload: ResolverTypeWrapper<Omit<RunPayload, 'run'> & { run: ResolversTypes['Run'] }>;
  RunPlan: ResolverTypeWrapper<RunPlanModel>;
  RunPriority: RunPriority;
  RunState: RunState;
  Series: ResolverTypeWrapper<Series>;
  SeriesTypeCase: ResolverTypeWrapper<SeriesCase>;
  SeriesTypeCaseConnection: ResolverTypeWrapper<Omit<SeriesTypeCaseConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['SeriesTypeCaseEdge']>, nodes: Array<ResolversTypes['SeriesTypeCase']> }>;
  SeriesTypeCaseEdge: ResolverTypeWrapper<Omit<SeriesTypeCaseEdge, 'node'> & { node: ResolversTypes['SeriesTypeCase'] }>;
  SeriesTypeConfusion: ResolverTypeWrapper<SeriesTypeConfusion>;
  SetProjectConfigurationInput: SetProjectConfigurationInput;
  SetProjectConfigurationPayload: ResolverTypeWrapper<Omit<SetProjectConfigurationPayload, 'project'> & { project: ResolversTypes['Project'] }>;
  SetProjectQuotaInput: SetProjectQuotaInput;
  SetProjectQuotaPayload: ResolverTypeWrapper<Omit<SetProjectQuotaPayload, 'quota'> & { quota: ResolversTypes['ProjectQuota'] }>;
  SetProjectShareInput: SetProjectShareInput;
  SetRunPriorityInput: SetRunPriorityInput;
  StartRunInput: StartRunInput;
  StartRunPayload: ResolverTypeWrapper<Omit<StartRunPayload, 'run'> & { run: ResolversTypes['Run'] }>;
  StartRunsInput: StartRunsInput;
  StartRunsPayload: ResolverTypeWrapper<Omit<StartRunsPayload, 'results'> & { results: Array<ResolversTypes['StartedRun']> }>;
  StartedRun: ResolverTypeWrapper<Omit<StartedRun, 'run'> & { run?: Maybe<ResolversTypes['Run']> }>;
  StepParametersInput: StepParametersInput;
  StepRound: ResolverTypeWrapper<StepRoundModel>;
  StepRun: ResolverTypeWrapper<StepRunModel>;
  StepState: StepState;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Task: ResolverTypeWrapper<TaskModel>;
  TaskChange: TaskChange;
  TaskConnection: ResolverTypeWrapper<Omit<TaskConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['TaskEdge']>, nodes: Array<ResolversTypes['Task']> }>;
  TaskDecision: ResolverTypeWrapper<ShownDecision>;
  TaskEdge: ResolverTypeWrapper<Omit<TaskEdge, 'node'> & { node: ResolversTypes['Task'] }>;
  TaskEvent: ResolverTypeWrapper<TaskEventModel>;
  TaskHold: ResolverTypeWrapper<TaskHold>;
  TaskOutcome: TaskOutcome;
  TaskOutputInput: TaskOutputInput;
  TaskPriority: TaskPriority;
  TaskSignature: ResolverTypeWrapper<ShownTaskSignature>;
  TaskSignatureInput: TaskSignatureInput;
  TaskSignatureMeaning: TaskSignatureMeaning;
  TaskSignatureState: TaskSignatureState;
  TaskState: TaskState;
  WantedOutput: ResolverTypeWrapper<WantedOutputModel>;
  Webhook: ResolverTypeWrapper<WebhookModel>;
  WebhookConnection: ResolverTypeWrapper<Omit<WebhookConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['WebhookEdge']>, nodes: Array<ResolversTypes['Webhook']> }>;
  WebhookEdge: ResolverTypeWrapper<Omit<WebhookEdge, 'node'> & { node: ResolversTypes['Webhook'] }>;
  WithdrawPromotedWorkflowInput: WithdrawPromotedWorkflowInput;
  Workflow: ResolverTypeWrapper<WorkflowModel>;
  WorkflowProblem: ResolverTypeWrapper<WorkflowProblem>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Biomarker: Biomarker;
  ID: Scalars['ID']['output'];
  CancelRunInput: CancelRunInput;
  String: Scalars['String']['output'];
  ClaimTaskInput: ClaimTaskInput;
  Int: Scalars['Int']['output'];
  ClaimTaskPayload: Omit<ClaimTaskPayload, 'task'> & { task: ResolversParentTypes['Task'] };
  CompleteTaskInput: CompleteTaskInput;
  CompleteTaskPayload: Omit<CompleteTaskPayload, 'task'> & { task: ResolversParentTypes['Task'] };
  ConfigurationChange: ShownChange;
  ConfigurationChangeConnection: Omit<ConfigurationChangeConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['ConfigurationChangeEdge']>, nodes: Array<ResolversParentTypes['ConfigurationChange']> };
  ConfigurationChangeEdge: Omit<ConfigurationChangeEdge, 'node'> & { node: ResolversParentTypes['ConfigurationChange'] };
  ControlRunInput: ControlRunInput;
  CorrectSeriesTypeInput: CorrectSeriesTypeInput;
  CorrectSeriesTypePayload: Omit<CorrectSeriesTypePayload, 'case'> & { case: ResolversParentTypes['SeriesTypeCase'] };
  CreateWebhookInput: CreateWebhookInput;
  CreateWebhookPayload: Omit<CreateWebhookPayload, 'webhook'> & { webhook: ResolversParentTypes['Webhook'] };
  DateTime: Scalars['DateTime']['output'];
  DeadJob: DeadJobModel;
  DerivedAsset: DerivedAsset;
  Exam: ExamStub;
  FormField: FormFieldModel;
  Float: Scalars['Float']['output'];
  Boolean: Scalars['Boolean']['output'];
  ImportWorkflowBundleInput: ImportWorkflowBundleInput;
  JSONObject: Scalars['JSONObject']['output'];
  Mutation: Record<PropertyKey, never>;
  Notification: NotificationModel;
  NotificationEvent: NotificationEventModel;
  PageInfo: PageInfo;
  PlannedStep: PlannedStepModel;
  Project: ProjectStub;
  ProjectQuota: ProjectQuotaModel;
  ProjectShare: ProjectShareModel;
  ProjectSharePayload: Omit<ProjectSharePayload, 'share'> & { share: ResolversParentTypes['ProjectShare'] };
  PromoteWorkflowInput: PromoteWorkflowInput;
  PromotedPart: PromotedPartModel;
  PromotedWorkflow: ShownPromotion;
  PromotedWorkflowConnection: Omit<PromotedWorkflowConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['PromotedWorkflowEdge']>, nodes: Array<ResolversParentTypes['PromotedWorkflow']> };
  PromotedWorkflowEdge: Omit<PromotedWorkflowEdge, 'node'> & { node: ResolversParentTypes['PromotedWorkflow'] };
  PromotedWorkflowPayload: Omit<PromotedWorkflowPayload, 'promotedWorkflow'> & { promotedWorkflow: ResolversParentTypes['PromotedWorkflow'] };
  PutWorkflowInput: PutWorkflowInput;
  PutWorkflowPayload: Omit<PutWorkflowPayload, 'workflow'> & { workflow: ResolversParentTypes['Workflow'] };
  Query: Record<PropertyKey, never>;
  QueueState: QueueStateModel;
  RefusedGraphWrite: RefusedGraphWrite;
  RefusedGraphWriteConnection: RefusedGraphWriteConnection;
  RefusedGraphWriteEdge: RefusedGraphWriteEdge;
  ReleaseTaskInput: ReleaseTaskInput;
  ReleaseTaskPayload: Omit<ReleaseTaskPayload, 'task'> & { task: ResolversParentTypes['Task'] };
  RequeueDeadJobInput: RequeueDeadJobInput;
  RequeueDeadJobPayload: Omit<RequeueDeadJobPayload, 'queue'> & { queue: ResolversParentTypes['QueueState'] };
  RerunInput: RerunInput;
  RetryGraphWriteInput: RetryGraphWriteInput;
  RetryGraphWritePayload: RetryGraphWritePayload;
  RetryRunInput: RetryRunInput;
  Reuse: Reused;
  RevokeWebhookInput: RevokeWebhookInput;
  RevokeWebhookPayload: Omit<RevokeWebhookPayload, 'webhook'> & { webhook: ResolversParentTypes['Webhook'] };
  Run: RunModel;
  RunConnection: Omit<RunConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['RunEdge']>, nodes: Array<ResolversParentTypes['Run']> };
  RunEdge: Omit<RunEdge, 'node'> & { node: ResolversParentTypes['Run'] };
  RunEvent: RunEventModel;
  RunFilter: RunFilter;
  RunMessage: RunMessageModel;
  RunPayload: Omit<RunPayload, 'run'> & { run: ResolversParentTypes['Run'] };
  RunPlan: RunPlanModel;
  Series: Series;
  SeriesTypeCase: SeriesCase;
  SeriesTypeCaseConnection: Omit<SeriesTypeCaseConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['SeriesTypeCaseEdge']>, nodes: Array<ResolversParentTypes['SeriesTypeCase']> };
  SeriesTypeCaseEdge: Omit<SeriesTypeCaseEdge, 'node'> & { node: ResolversParentTypes['SeriesTypeCase'] };
  SeriesTypeConfusion: SeriesTypeConfusion;
  SetProjectConfigurationInput: SetProjectConfigurationInput;
  SetProjectConfigurationPayload: Omit<SetProjectConfigurationPayload, 'project'> & { project: ResolversParentTypes['Project'] };
  SetProjectQuotaInput: SetProjectQuotaInput;
  SetProjectQuotaPayload: Omit<SetProjectQuotaPayload, 'quota'> & { quota: ResolversParentTypes['ProjectQuota'] };
  SetProjectShareInput: SetProjectShareInput;
  SetRunPriorityInput: SetRunPriorityInput;
  StartRunInput: StartRunInput;
  StartRunPayload: Omit<StartRunPayload, 'run'> & { run: ResolversParentTypes['Run'] };
  StartRunsInput: StartRunsInput;
  StartRunsPayload: Omit<StartRunsPayload, 'results'> & { results: Array<ResolversParentTypes['StartedRun']> };
  StartedRun: Omit<StartedRun, 'run'> & { run?: Maybe<ResolversParentTypes['Run']> };
  StepParametersInput: StepParametersInput;
  StepRound: StepRoundModel;
  StepRun: StepRunModel;
  Subscription: Record<PropertyKey, never>;
  Task: TaskModel;
  TaskConnection: Omit<TaskConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['TaskEdge']>, nodes: Array<ResolversParentTypes['Task']> };
  TaskDecision: ShownDecision;
  TaskEdge: Omit<TaskEdge, 'node'> & { node: ResolversParentTypes['Task'] };
  TaskEvent: TaskEventModel;
  TaskHold: TaskHold;
  TaskOutputInput: TaskOutputInput;
  TaskSignature: ShownTaskSignature;
  TaskSignatureInput: TaskSignatureInput;
  WantedOutput: WantedOutputModel;
  Webhook: WebhookModel;
  WebhookConnection: Omit<WebhookConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['WebhookEdge']>, nodes: Array<ResolversParentTypes['Webhook']> };
  WebhookEdge: Omit<WebhookEdge, 'node'> & { node: ResolversParentTypes['Webhook'] };
  WithdrawPromotedWorkflowInput: WithdrawPromotedWorkflowInput;
  Workflow: WorkflowModel;
  WorkflowProblem: WorkflowProblem;
};

export type BiomarkerResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Biomarker'] = ResolversParentTypes['Biomarker']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ClaimTaskPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ClaimTaskPayload'] = ResolversParentTypes['ClaimTaskPayload']> = {
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
};

export type CompleteTaskPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CompleteTaskPayload'] = ResolversParentTypes['CompleteTaskPayload']> = {
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
};

export type ConfigurationChangeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ConfigurationChange'] = ResolversParentTypes['ConfigurationChange']> = {
  configuration?: Resolver<ResolversTypes['ProjectConfiguration'], ParentType, ContextType>;
  jws?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  setAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  setBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  signature?: Resolver<Maybe<ResolversTypes['PromotionSignatureState']>, ParentType, ContextType>;
};

export type ConfigurationChangeConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ConfigurationChangeConnection'] = ResolversParentTypes['ConfigurationChangeConnection']> = {
  edges?: Resolver<Array<ResolversTypes['ConfigurationChangeEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['ConfigurationChange']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ConfigurationChangeEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ConfigurationChangeEdge'] = ResolversParentTypes['ConfigurationChangeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ConfigurationChange'], ParentType, ContextType>;
};

export type CorrectSeriesTypePayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CorrectSeriesTypePayload'] = ResolversParentTypes['CorrectSeriesTypePayload']> = {
  case?: Resolver<ResolversTypes['SeriesTypeCase'], ParentType, ContextType>;
};

export type CreateWebhookPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CreateWebhookPayload'] = ResolversParentTypes['CreateWebhookPayload']> = {
  secret?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeadJobResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['DeadJob'] = ResolversParentTypes['DeadJob']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  error?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  failedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  queue?: Resolver<ResolversTypes['QueueName'], ParentType, ContextType>;
  traceId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DerivedAssetResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['DerivedAsset'] = ResolversParentTypes['DerivedAsset']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ExamResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Exam'] = ResolversParentTypes['Exam'], FederationReferenceType extends FederationReferenceTypes['Exam'] = FederationReferenceTypes['Exam']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Exam']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  runs?: Resolver<Array<ResolversTypes['Run']>, ParentType, ContextType>;
};

export type FormFieldResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['FormField'] = ResolversParentTypes['FormField']> = {
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  options?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['FormFieldType'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type MutationResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  cancelRun?: Resolver<ResolversTypes['RunPayload'], ParentType, ContextType, RequireFields<MutationCancelRunArgs, 'input'>>;
  claimTask?: Resolver<ResolversTypes['ClaimTaskPayload'], ParentType, ContextType, RequireFields<MutationClaimTaskArgs, 'input'>>;
  completeTask?: Resolver<ResolversTypes['CompleteTaskPayload'], ParentType, ContextType, RequireFields<MutationCompleteTaskArgs, 'input'>>;
  correctSeriesType?: Resolver<ResolversTypes['CorrectSeriesTypePayload'], ParentType, ContextType, RequireFields<MutationCorrectSeriesTypeArgs, 'input'>>;
  createWebhook?: Resolver<ResolversTypes['CreateWebhookPayload'], ParentType, ContextType, RequireFields<MutationCreateWebhookArgs, 'input'>>;
  importWorkflowBundle?: Resolver<ResolversTypes['PromotedWorkflowPayload'], ParentType, ContextType, RequireFields<MutationImportWorkflowBundleArgs, 'input'>>;
  pauseRun?: Resolver<ResolversTypes['RunPayload'], ParentType, ContextType, RequireFields<MutationPauseRunArgs, 'input'>>;
  promoteWorkflow?: Resolver<ResolversTypes['PromotedWorkflowPayload'], ParentType, ContextType, RequireFields<MutationPromoteWorkflowArgs, 'input'>>;
  putWorkflow?: Resolver<ResolversTypes['PutWorkflowPayload'], ParentType, ContextType, RequireFields<MutationPutWorkflowArgs, 'input'>>;
  releaseTask?: Resolver<ResolversTypes['ReleaseTaskPayload'], ParentType, ContextType, RequireFields<MutationReleaseTaskArgs, 'input'>>;
  requeueDeadJob?: Resolver<ResolversTypes['RequeueDeadJobPayload'], ParentType, ContextType, RequireFields<MutationRequeueDeadJobArgs, 'input'>>;
  rerun?: Resolver<ResolversTypes['RunPayload'], ParentType, ContextType, RequireFields<MutationRerunArgs, 'input'>>;
  resumeRun?: Resolver<ResolversTypes['RunPayload'], ParentType, ContextType, RequireFields<MutationResumeRunArgs, 'input'>>;
  retryGraphWrite?: Resolver<ResolversTypes['RetryGraphWritePayload'], ParentType, ContextType, RequireFields<MutationRetryGraphWriteArgs, 'input'>>;
  retryRun?: Resolver<ResolversTypes['RunPayload'], ParentType, ContextType, RequireFields<MutationRetryRunArgs, 'input'>>;
  revokeWebhook?: Resolver<ResolversTypes['RevokeWebhookPayload'], ParentType, ContextType, RequireFields<MutationRevokeWebhookArgs, 'input'>>;
  setProjectConfiguration?: Resolver<ResolversTypes['SetProjectConfigurationPayload'], ParentType, ContextType, RequireFields<MutationSetProjectConfigurationArgs, 'input'>>;
  setProjectQuota?: Resolver<ResolversTypes['SetProjectQuotaPayload'], ParentType, ContextType, RequireFields<MutationSetProjectQuotaArgs, 'input'>>;
  setProjectShare?: Resolver<ResolversTypes['ProjectSharePayload'], ParentType, ContextType, RequireFields<MutationSetProjectShareArgs, 'input'>>;
  setRunPriority?: Resolver<ResolversTypes['RunPayload'], ParentType, ContextType, RequireFields<MutationSetRunPriorityArgs, 'input'>>;
  startRun?: Resolver<ResolversTypes['StartRunPayload'], ParentType, ContextType, RequireFields<MutationStartRunArgs, 'input'>>;
  startRuns?: Resolver<ResolversTypes['StartRunsPayload'], ParentType, ContextType, RequireFields<MutationStartRunsArgs, 'input'>>;
  withdrawPromotedWorkflow?: Resolver<ResolversTypes['PromotedWorkflowPayload'], ParentType, ContextType, RequireFields<MutationWithdrawPromotedWorkflowArgs, 'input'>>;
};

export type NotificationResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Notification'] = ResolversParentTypes['Notification'], FederationReferenceType extends FederationReferenceTypes['Notification'] = FederationReferenceTypes['Notification']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Notification']> | FederationReferenceType, FederationReferenceType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  readAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NotificationEventResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['NotificationEvent'] = ResolversParentTypes['NotificationEvent']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notification?: Resolver<ResolversTypes['Notification'], ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type PlannedStepResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PlannedStep'] = ResolversParentTypes['PlannedStep']> = {
  earlierRun?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  exam?: Resolver<Maybe<ResolversTypes['Exam']>, ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['PlannedOutcome'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType>;
  step?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  uses?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ProjectResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project'], FederationReferenceType extends FederationReferenceTypes['Project'] = FederationReferenceTypes['Project']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Project']> | FederationReferenceType, FederationReferenceType, ContextType>;
  configuration?: Resolver<ResolversTypes['ProjectConfiguration'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ProjectQuotaResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProjectQuota'] = ResolversParentTypes['ProjectQuota']> = {
  maxRuns?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  maxRunsADay?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  runs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  runsToday?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  waiting?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProjectShareResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProjectShare'] = ResolversParentTypes['ProjectShare']> = {
  activeSteps?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isDefault?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  maxActiveSteps?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  waitingSteps?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ProjectSharePayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ProjectSharePayload'] = ResolversParentTypes['ProjectSharePayload']> = {
  share?: Resolver<ResolversTypes['ProjectShare'], ParentType, ContextType>;
};

export type PromotedPartResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PromotedPart'] = ResolversParentTypes['PromotedPart']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  workflow?: Resolver<ResolversTypes['Workflow'], ParentType, ContextType>;
  writtenBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type PromotedWorkflowResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PromotedWorkflow'] = ResolversParentTypes['PromotedWorkflow']> = {
  bundle?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  comment?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  importedFrom?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  jws?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parts?: Resolver<Array<ResolversTypes['PromotedPart']>, ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  promotedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  promotedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sha256?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  signature?: Resolver<ResolversTypes['PromotionSignatureState'], ParentType, ContextType>;
  withdrawnAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  withdrawnBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  withdrawnReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  workflow?: Resolver<ResolversTypes['Workflow'], ParentType, ContextType>;
};

export type PromotedWorkflowConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PromotedWorkflowConnection'] = ResolversParentTypes['PromotedWorkflowConnection']> = {
  edges?: Resolver<Array<ResolversTypes['PromotedWorkflowEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['PromotedWorkflow']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type PromotedWorkflowEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PromotedWorkflowEdge'] = ResolversParentTypes['PromotedWorkflowEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PromotedWorkflow'], ParentType, ContextType>;
};

export type PromotedWorkflowPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PromotedWorkflowPayload'] = ResolversParentTypes['PromotedWorkflowPayload']> = {
  promotedWorkflow?: Resolver<ResolversTypes['PromotedWorkflow'], ParentType, ContextType>;
};

export type PutWorkflowPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PutWorkflowPayload'] = ResolversParentTypes['PutWorkflowPayload']> = {
  workflow?: Resolver<ResolversTypes['Workflow'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  configurationChanges?: Resolver<ResolversTypes['ConfigurationChangeConnection'], ParentType, ContextType, RequireFields<QueryConfigurationChangesArgs, 'first' | 'projectId'>>;
  deadJobs?: Resolver<Array<ResolversTypes['DeadJob']>, ParentType, ContextType, RequireFields<QueryDeadJobsArgs, 'first' | 'queue'>>;
  notifications?: Resolver<Array<ResolversTypes['Notification']>, ParentType, ContextType, RequireFields<QueryNotificationsArgs, 'first'>>;
  planRun?: Resolver<ResolversTypes['RunPlan'], ParentType, ContextType, RequireFields<QueryPlanRunArgs, 'examId' | 'workflowId'>>;
  projectQuota?: Resolver<ResolversTypes['ProjectQuota'], ParentType, ContextType, RequireFields<QueryProjectQuotaArgs, 'projectId'>>;
  projectShare?: Resolver<ResolversTypes['ProjectShare'], ParentType, ContextType, RequireFields<QueryProjectShareArgs, 'projectId'>>;
  promotedWorkflow?: Resolver<Maybe<ResolversTypes['PromotedWorkflow']>, ParentType, ContextType, RequireFields<QueryPromotedWorkflowArgs, 'id'>>;
  promotedWorkflows?: Resolver<ResolversTypes['PromotedWorkflowConnection'], ParentType, ContextType, RequireFields<QueryPromotedWorkflowsArgs, 'first' | 'projectId'>>;
  queues?: Resolver<Array<ResolversTypes['QueueState']>, ParentType, ContextType>;
  refusedGraphWrites?: Resolver<ResolversTypes['RefusedGraphWriteConnection'], ParentType, ContextType, RequireFields<QueryRefusedGraphWritesArgs, 'first'>>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType, RequireFields<QueryRunArgs, 'id'>>;
  runs?: Resolver<ResolversTypes['RunConnection'], ParentType, ContextType, RequireFields<QueryRunsArgs, 'first'>>;
  seriesTypeCases?: Resolver<ResolversTypes['SeriesTypeCaseConnection'], ParentType, ContextType, RequireFields<QuerySeriesTypeCasesArgs, 'first' | 'projectId'>>;
  seriesTypeConfusion?: Resolver<Array<ResolversTypes['SeriesTypeConfusion']>, ParentType, ContextType, RequireFields<QuerySeriesTypeConfusionArgs, 'projectId'>>;
  taskQueue?: Resolver<ResolversTypes['TaskConnection'], ParentType, ContextType, RequireFields<QueryTaskQueueArgs, 'first' | 'held' | 'mine' | 'overdue' | 'state'>>;
  tasks?: Resolver<Array<ResolversTypes['Task']>, ParentType, ContextType, RequireFields<QueryTasksArgs, 'first' | 'state'>>;
  validateWorkflow?: Resolver<Array<ResolversTypes['WorkflowProblem']>, ParentType, ContextType, RequireFields<QueryValidateWorkflowArgs, 'projectId' | 'source'>>;
  webhooks?: Resolver<ResolversTypes['WebhookConnection'], ParentType, ContextType, RequireFields<QueryWebhooksArgs, 'first' | 'projectId'>>;
  workflows?: Resolver<Array<ResolversTypes['Workflow']>, ParentType, ContextType, Partial<QueryWorkflowsArgs>>;
};

export type QueueStateResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['QueueState'] = ResolversParentTypes['QueueState']> = {
  active?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dead?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['QueueName'], ParentType, ContextType>;
  oldestWaitMs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  queued?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RefusedGraphWriteResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RefusedGraphWrite'] = ResolversParentTypes['RefusedGraphWrite']> = {
  about?: Resolver<Array<ResolversTypes['ID']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<Maybe<ResolversTypes['GraphWriteKind']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  refusedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  writtenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type RefusedGraphWriteConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RefusedGraphWriteConnection'] = ResolversParentTypes['RefusedGraphWriteConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RefusedGraphWriteEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['RefusedGraphWrite']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RefusedGraphWriteEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RefusedGraphWriteEdge'] = ResolversParentTypes['RefusedGraphWriteEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RefusedGraphWrite'], ParentType, ContextType>;
};

export type ReleaseTaskPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['ReleaseTaskPayload'] = ResolversParentTypes['ReleaseTaskPayload']> = {
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
};

export type RequeueDeadJobPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RequeueDeadJobPayload'] = ResolversParentTypes['RequeueDeadJobPayload']> = {
  queue?: Resolver<ResolversTypes['QueueState'], ParentType, ContextType>;
};

export type RetryGraphWritePayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RetryGraphWritePayload'] = ResolversParentTypes['RetryGraphWritePayload']> = {
  write?: Resolver<ResolversTypes['RefusedGraphWrite'], ParentType, ContextType>;
};

export type ReuseResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Reuse'] = ResolversParentTypes['Reuse']> = {
  activityId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  by?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  project?: Resolver<Maybe<ResolversTypes['Project']>, ParentType, ContextType>;
  runId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type RevokeWebhookPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RevokeWebhookPayload'] = ResolversParentTypes['RevokeWebhookPayload']> = {
  webhook?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
};

export type RunResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Run'] = ResolversParentTypes['Run'], FederationReferenceType extends FederationReferenceTypes['Run'] = FederationReferenceTypes['Run']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Run']> | FederationReferenceType, FederationReferenceType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  error?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  exam?: Resolver<ResolversTypes['Exam'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  parameters?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  percent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['RunPriority'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  reopened?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  rerunOf?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  reusedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  secondsLeft?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['RunState'], ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['StepRun']>, ParentType, ContextType>;
  workflow?: Resolver<ResolversTypes['Workflow'], ParentType, ContextType>;
};

export type RunConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RunConnection'] = ResolversParentTypes['RunConnection']> = {
  edges?: Resolver<Array<ResolversTypes['RunEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Run']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RunEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RunEdge'] = ResolversParentTypes['RunEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
};

export type RunEventResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RunEvent'] = ResolversParentTypes['RunEvent']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  runState?: Resolver<Maybe<ResolversTypes['RunState']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['StepState']>, ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  stepRun?: Resolver<Maybe<ResolversTypes['StepRun']>, ParentType, ContextType>;
};

export type RunMessageResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RunMessage'] = ResolversParentTypes['RunMessage']> = {
  channel?: Resolver<ResolversTypes['MessageChannel'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  madeAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['RunMessageStatus'], ParentType, ContextType>;
  target?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RunPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RunPayload'] = ResolversParentTypes['RunPayload']> = {
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
};

export type RunPlanResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RunPlan'] = ResolversParentTypes['RunPlan']> = {
  exam?: Resolver<ResolversTypes['Exam'], ParentType, ContextType>;
  refusedBecause?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['PlannedStep']>, ParentType, ContextType>;
};

export type SeriesResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Series'] = ResolversParentTypes['Series']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SeriesTypeCaseResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SeriesTypeCase'] = ResolversParentTypes['SeriesTypeCase']> = {
  attributes?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  classifierVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  confidence?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  corrected?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  correctedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  correctedBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  predicted?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  series?: Resolver<ResolversTypes['Series'], ParentType, ContextType>;
};

export type SeriesTypeCaseConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SeriesTypeCaseConnection'] = ResolversParentTypes['SeriesTypeCaseConnection']> = {
  edges?: Resolver<Array<ResolversTypes['SeriesTypeCaseEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['SeriesTypeCase']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SeriesTypeCaseEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SeriesTypeCaseEdge'] = ResolversParentTypes['SeriesTypeCaseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SeriesTypeCase'], ParentType, ContextType>;
};

export type SeriesTypeConfusionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SeriesTypeConfusion'] = ResolversParentTypes['SeriesTypeConfusion']> = {
  corrected?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  predicted?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SetProjectConfigurationPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SetProjectConfigurationPayload'] = ResolversParentTypes['SetProjectConfigurationPayload']> = {
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
};

export type SetProjectQuotaPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['SetProjectQuotaPayload'] = ResolversParentTypes['SetProjectQuotaPayload']> = {
  quota?: Resolver<ResolversTypes['ProjectQuota'], ParentType, ContextType>;
};

export type StartRunPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['StartRunPayload'] = ResolversParentTypes['StartRunPayload']> = {
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
};

export type StartRunsPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['StartRunsPayload'] = ResolversParentTypes['StartRunsPayload']> = {
  pageInfo?: Resolver<Maybe<ResolversTypes['PageInfo']>, ParentType, ContextType>;
  results?: Resolver<Array<ResolversTypes['StartedRun']>, ParentType, ContextType>;
};

export type StartedRunResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['StartedRun'] = ResolversParentTypes['StartedRun']> = {
  code?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  examId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
};

export type StepRoundResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['StepRound'] = ResolversParentTypes['StepRound']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  leftAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  leftBecause?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  log?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<StepRoundLogArgs>>;
  outputs?: Resolver<Array<ResolversTypes['DerivedAsset']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  round?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['StepState'], ParentType, ContextType>;
};

export type StepRunResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['StepRun'] = ResolversParentTypes['StepRun']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  biomarkers?: Resolver<Array<ResolversTypes['Biomarker']>, ParentType, ContextType>;
  childRun?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  earlier?: Resolver<Array<ResolversTypes['StepRound']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  exam?: Resolver<Maybe<ResolversTypes['Exam']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  log?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType, Partial<StepRunLogArgs>>;
  messages?: Resolver<Array<ResolversTypes['RunMessage']>, ParentType, ContextType>;
  outputs?: Resolver<Array<ResolversTypes['DerivedAsset']>, ParentType, ContextType>;
  progress?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  progressText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  retryAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  reused?: Resolver<Maybe<ResolversTypes['Reuse']>, ParentType, ContextType>;
  round?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  secondsLeft?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['StepState'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
  uses?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  notificationReceived?: SubscriptionResolver<ResolversTypes['Notification'], "notificationReceived", ParentType, ContextType, Partial<SubscriptionNotificationReceivedArgs>>;
  notifications?: SubscriptionResolver<ResolversTypes['NotificationEvent'], "notifications", ParentType, ContextType, Partial<SubscriptionNotificationsArgs>>;
  projectRuns?: SubscriptionResolver<ResolversTypes['RunEvent'], "projectRuns", ParentType, ContextType, RequireFields<SubscriptionProjectRunsArgs, 'projectId'>>;
  runProgress?: SubscriptionResolver<ResolversTypes['RunEvent'], "runProgress", ParentType, ContextType, RequireFields<SubscriptionRunProgressArgs, 'id'>>;
  runs?: SubscriptionResolver<ResolversTypes['RunEvent'], "runs", ParentType, ContextType, Partial<SubscriptionRunsArgs>>;
  tasks?: SubscriptionResolver<ResolversTypes['TaskEvent'], "tasks", ParentType, ContextType, Partial<SubscriptionTasksArgs>>;
};

export type TaskResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Task'] = ResolversParentTypes['Task'], FederationReferenceType extends FederationReferenceTypes['Task'] = FederationReferenceTypes['Task']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Task']> | FederationReferenceType, FederationReferenceType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  completedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  decisions?: Resolver<Array<ResolversTypes['TaskDecision']>, ParentType, ContextType>;
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  escalatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  form?: Resolver<Array<ResolversTypes['FormField']>, ParentType, ContextType>;
  heldBy?: Resolver<Maybe<ResolversTypes['TaskHold']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  independent?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  instructions?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  people?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  persons?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  priority?: Resolver<ResolversTypes['TaskPriority'], ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  sendBackTo?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  signatureMeaning?: Resolver<Maybe<ResolversTypes['TaskSignatureMeaning']>, ParentType, ContextType>;
  sites?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TaskState'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  wantedOutputs?: Resolver<Array<ResolversTypes['WantedOutput']>, ParentType, ContextType>;
};

export type TaskConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['TaskConnection'] = ResolversParentTypes['TaskConnection']> = {
  edges?: Resolver<Array<ResolversTypes['TaskEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Task']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type TaskDecisionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['TaskDecision'] = ResolversParentTypes['TaskDecision']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['TaskOutcome'], ParentType, ContextType>;
  outputs?: Resolver<Array<ResolversTypes['DerivedAsset']>, ParentType, ContextType>;
  signature?: Resolver<Maybe<ResolversTypes['TaskSignature']>, ParentType, ContextType>;
  username?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  values?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
};

export type TaskEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['TaskEdge'] = ResolversParentTypes['TaskEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
};

export type TaskEventResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['TaskEvent'] = ResolversParentTypes['TaskEvent']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
  what?: Resolver<ResolversTypes['TaskChange'], ParentType, ContextType>;
};

export type TaskHoldResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['TaskHold'] = ResolversParentTypes['TaskHold']> = {
  until?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  username?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type TaskSignatureResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['TaskSignature'] = ResolversParentTypes['TaskSignature']> = {
  hash?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  inputsDigest?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  jws?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  meaning?: Resolver<ResolversTypes['TaskSignatureMeaning'], ParentType, ContextType>;
  signedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  signerName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TaskSignatureState'], ParentType, ContextType>;
};

export type WantedOutputResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['WantedOutput'] = ResolversParentTypes['WantedOutput']> = {
  kind?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  required?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WebhookResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Webhook'] = ResolversParentTypes['Webhook']> = {
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  path?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  revokedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  revokedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  workflow?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type WebhookConnectionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['WebhookConnection'] = ResolversParentTypes['WebhookConnection']> = {
  edges?: Resolver<Array<ResolversTypes['WebhookEdge']>, ParentType, ContextType>;
  nodes?: Resolver<Array<ResolversTypes['Webhook']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WebhookEdgeResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['WebhookEdge'] = ResolversParentTypes['WebhookEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Webhook'], ParentType, ContextType>;
};

export type WorkflowResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Workflow'] = ResolversParentTypes['Workflow'], FederationReferenceType extends FederationReferenceTypes['Workflow'] = FederationReferenceTypes['Workflow']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Workflow']> | FederationReferenceType, FederationReferenceType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  createdBy?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  document?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  triggersPausedBecause?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type WorkflowProblemResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['WorkflowProblem'] = ResolversParentTypes['WorkflowProblem']> = {
  column?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  expected?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  received?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = HubContext> = {
  Biomarker?: BiomarkerResolvers<ContextType>;
  ClaimTaskPayload?: ClaimTaskPayloadResolvers<ContextType>;
  CompleteTaskPayload?: CompleteTaskPayloadResolvers<ContextType>;
  ConfigurationChange?: ConfigurationChangeResolvers<ContextType>;
  ConfigurationChangeConnection?: ConfigurationChangeConnectionResolvers<ContextType>;
  ConfigurationChangeEdge?: ConfigurationChangeEdgeResolvers<ContextType>;
  CorrectSeriesTypePayload?: CorrectSeriesTypePayloadResolvers<ContextType>;
  CreateWebhookPayload?: CreateWebhookPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeadJob?: DeadJobResolvers<ContextType>;
  DerivedAsset?: DerivedAssetResolvers<ContextType>;
  Exam?: ExamResolvers<ContextType>;
  FormField?: FormFieldResolvers<ContextType>;
  JSONObject?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  Notification?: NotificationResolvers<ContextType>;
  NotificationEvent?: NotificationEventResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PlannedStep?: PlannedStepResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  ProjectQuota?: ProjectQuotaResolvers<ContextType>;
  ProjectShare?: ProjectShareResolvers<ContextType>;
  ProjectSharePayload?: ProjectSharePayloadResolvers<ContextType>;
  PromotedPart?: PromotedPartResolvers<ContextType>;
  PromotedWorkflow?: PromotedWorkflowResolvers<ContextType>;
  PromotedWorkflowConnection?: PromotedWorkflowConnectionResolvers<ContextType>;
  PromotedWorkflowEdge?: PromotedWorkflowEdgeResolvers<ContextType>;
  PromotedWorkflowPayload?: PromotedWorkflowPayloadResolvers<ContextType>;
  PutWorkflowPayload?: PutWorkflowPayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  QueueState?: QueueStateResolvers<ContextType>;
  RefusedGraphWrite?: RefusedGraphWriteResolvers<ContextType>;
  RefusedGraphWriteConnection?: RefusedGraphWriteConnectionResolvers<ContextType>;
  RefusedGraphWriteEdge?: RefusedGraphWriteEdgeResolvers<ContextType>;
  ReleaseTaskPayload?: ReleaseTaskPayloadResolvers<ContextType>;
  RequeueDeadJobPayload?: RequeueDeadJobPayloadResolvers<ContextType>;
  RetryGraphWritePayload?: RetryGraphWritePayloadResolvers<ContextType>;
  Reuse?: ReuseResolvers<ContextType>;
  RevokeWebhookPayload?: RevokeWebhookPayloadResolvers<ContextType>;
  Run?: RunResolvers<ContextType>;
  RunConnection?: RunConnectionResolvers<ContextType>;
  RunEdge?: RunEdgeResolvers<ContextType>;
  RunEvent?: RunEventResolvers<ContextType>;
  RunMessage?: RunMessageResolvers<ContextType>;
  RunPayload?: RunPayloadResolvers<ContextType>;
  RunPlan?: RunPlanResolvers<ContextType>;
  Series?: SeriesResolvers<ContextType>;
  SeriesTypeCase?: SeriesTypeCaseResolvers<ContextType>;
  SeriesTypeCaseConnection?: SeriesTypeCaseConnectionResolvers<ContextType>;
  SeriesTypeCaseEdge?: SeriesTypeCaseEdgeResolvers<ContextType>;
  SeriesTypeConfusion?: SeriesTypeConfusionResolvers<ContextType>;
  SetProjectConfigurationPayload?: SetProjectConfigurationPayloadResolvers<ContextType>;
  SetProjectQuotaPayload?: SetProjectQuotaPayloadResolvers<ContextType>;
  StartRunPayload?: StartRunPayloadResolvers<ContextType>;
  StartRunsPayload?: StartRunsPayloadResolvers<ContextType>;
  StartedRun?: StartedRunResolvers<ContextType>;
  StepRound?: StepRoundResolvers<ContextType>;
  StepRun?: StepRunResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Task?: TaskResolvers<ContextType>;
  TaskConnection?: TaskConnectionResolvers<ContextType>;
  TaskDecision?: TaskDecisionResolvers<ContextType>;
  TaskEdge?: TaskEdgeResolvers<ContextType>;
  TaskEvent?: TaskEventResolvers<ContextType>;
  TaskHold?: TaskHoldResolvers<ContextType>;
  TaskSignature?: TaskSignatureResolvers<ContextType>;
  WantedOutput?: WantedOutputResolvers<ContextType>;
  Webhook?: WebhookResolvers<ContextType>;
  WebhookConnection?: WebhookConnectionResolvers<ContextType>;
  WebhookEdge?: WebhookEdgeResolvers<ContextType>;
  Workflow?: WorkflowResolvers<ContextType>;
  WorkflowProblem?: WorkflowProblemResolvers<ContextType>;
};

