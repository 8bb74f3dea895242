import type { JsonObject } from '../../core/json.ts';
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Workflow as WorkflowModel, Run as RunModel, StepRun as StepRunModel, Reused, Task as TaskModel, Notification as NotificationModel } from '../../core/workflows/run.ts';
import type { Webhook as WebhookModel } from '../../core/ports/trigger-store.ts';
import type { RunPlan as RunPlanModel, PlannedStep as PlannedStepModel } from '../../core/workflows/plan-run.ts';
import type { RunEvent as RunEventModel } from '../../core/workflows/subscriptions.ts';
import type { QueueState as QueueStateModel, DeadJob as DeadJobModel } from '../../core/jobs/dead-letters.ts';
import type { ExamStub } from './models.ts';
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

export type CompleteTaskInput = {
  /** Required for a rejection. */
  comment?: InputMaybe<Scalars['String']['input']>;
  outcome: TaskOutcome;
  taskId: Scalars['ID']['input'];
};

export type CompleteTaskPayload = {
  task: Task;
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

export type Mutation = {
  /** Completes a person's task; the same outcome again is no error. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (completed otherwise), BAD_USER_INPUT. */
  completeTask: CompleteTaskPayload;
  /** Makes a webhook. Owners and managers. Errors: NOT_FOUND, FORBIDDEN, CONFLICT (the workflow has no trigger `on: WEBHOOK`). */
  createWebhook: CreateWebhookPayload;
  /** Writes a workflow: a new version when the document differs from the newest of that name. Owners and managers. Errors: BAD_USER_INPUT; details.problems has the field of every problem, and its line and column where the input is a text. */
  putWorkflow: PutWorkflowPayload;
  /**
   * Gives a dead job a fresh set of attempts; the audit trail names who did. Administrators only. Errors: NOT_FOUND (no dead job
   * of that key), CONFLICT (doing it again would change nothing: its step, task or run has ended).
   */
  requeueDeadJob: RequeueDeadJobPayload;
  /**
   * Lets a change that was refused be tried again, once what was wrong is mended; it yields to what was changed later. The audit trail names who
   * did. Administrators only. Errors: NOT_FOUND.
   */
  retryGraphWrite: RetryGraphWritePayload;
  /** Closes a webhook for good; again is no error. Owners and managers. Errors: NOT_FOUND, FORBIDDEN. */
  revokeWebhook: RevokeWebhookPayload;
  /** Starts a run. Errors: NOT_FOUND, FORBIDDEN, OUTSIDE_CONTEXT (the contexts of the exam do not permit the workflow to you; details.rules says why). */
  startRun: StartRunPayload;
  /**
   * Starts a run on each of several exams, with an answer for each; what one is refused leaves the others alone. Errors, of what is the same for
   * all: NOT_FOUND, FORBIDDEN, BAD_USER_INPUT.
   */
  startRuns: StartRunsPayload;
};


export type MutationCompleteTaskArgs = {
  input: CompleteTaskInput;
};


export type MutationCreateWebhookArgs = {
  input: CreateWebhookInput;
};


export type MutationPutWorkflowArgs = {
  input: PutWorkflowInput;
};


export type MutationRequeueDeadJobArgs = {
  input: RequeueDeadJobInput;
};


export type MutationRetryGraphWriteArgs = {
  input: RetryGraphWriteInput;
};


export type MutationRevokeWebhookArgs = {
  input: RevokeWebhookInput;
};


export type MutationStartRunArgs = {
  input: StartRunInput;
};


export type MutationStartRunsArgs = {
  input: StartRunsInput;
};

/** A message of the hub to a person. */
export type Notification = {
  at: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  readAt?: Maybe<Scalars['DateTime']['output']>;
  run?: Maybe<Run>;
  text: Scalars['String']['output'];
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
  /** The exam of a step over the exams of a subject; null for other steps. */
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
  id: Scalars['ID']['output'];
};

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
  /** Jobs that were given up, the newest to fail first; at most 1000. Administrators only. Errors: BAD_USER_INPUT. */
  deadJobs: Array<DeadJob>;
  /** Your newest notifications first. */
  notifications: Array<Notification>;
  /**
   * What a run of the workflow on the exam would do as things are now: which steps on which series, which are left out and why, and which would
   * take existing results. Nothing is written. For those who may start runs. Errors: NOT_FOUND, FORBIDDEN, WITHDRAWN.
   */
  planRun: RunPlan;
  /** Every queue of the hub. Administrators only. */
  queues: Array<QueueState>;
  /** Changes that the graph database refuses, the oldest first. Administrators only. Errors: BAD_USER_INPUT. */
  refusedGraphWrites: RefusedGraphWriteConnection;
  run?: Maybe<Run>;
  /** Runs that you may see, newest first. */
  runs: RunConnection;
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

export type RequeueDeadJobInput = {
  key: Scalars['String']['input'];
  queue: QueueName;
};

export type RequeueDeadJobPayload = {
  /** The job's queue, the job being in it again. */
  queue: QueueState;
};

export type RetryGraphWriteInput = {
  id: Scalars['ID']['input'];
};

export type RetryGraphWritePayload = {
  /** As it was until now. If it is refused again, it is in the list again. */
  write: RefusedGraphWrite;
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
  /** 0 to 100. */
  percent: Scalars['Int']['output'];
  project: Project;
  /** Steps whose existing result served. */
  reusedCount: Scalars['Int']['output'];
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
  state?: Maybe<StepState>;
  step?: Maybe<Scalars['String']['output']>;
};

export type RunFilter = {
  examId?: InputMaybe<Scalars['ID']['input']>;
  projectId?: InputMaybe<Scalars['ID']['input']>;
  state?: InputMaybe<RunState>;
};

/** What a run of a workflow on an exam would do. */
export type RunPlan = {
  exam: Exam;
  /** Why the contexts of the exam refuse the workflow to you; null when they do not. */
  refusedBecause?: Maybe<Scalars['String']['output']>;
  /** In the order in which they could be done. */
  steps: Array<PlannedStep>;
};

/** How far a run is. */
export type RunState =
  | 'COMPLETED'
  | 'FAILED'
  | 'RUNNING'
  /** Waits for a person. */
  | 'WAITING';

export type Series = {
  id: Scalars['ID']['output'];
};

export type StartRunInput = {
  /** A retry with the same key answers the same run. */
  clientKey?: InputMaybe<Scalars['String']['input']>;
  examId: Scalars['ID']['input'];
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
  /** A retry with the same key answers the same runs. */
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
  /** Why not: NOT_FOUND, WITHDRAWN or OUTSIDE_CONTEXT; null when it was. */
  code?: Maybe<Scalars['String']['output']>;
  examId: Scalars['ID']['output'];
  message?: Maybe<Scalars['String']['output']>;
  /** Null when it was not started. */
  run?: Maybe<Run>;
};

/** A node of a run: one step on one item. */
export type StepRun = {
  attempts: Scalars['Int']['output'];
  biomarkers: Array<Biomarker>;
  /** The run that does this step, where it is a workflow of its own; null before it begins, and for other steps. */
  childRun?: Maybe<Run>;
  endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The exam that it worked on, of a step over the exams of a subject; null for other steps. */
  exam?: Maybe<Exam>;
  id: Scalars['ID']['output'];
  outputs: Array<DerivedAsset>;
  /** Why it was skipped or failed. */
  reason?: Maybe<Scalars['String']['output']>;
  /** Set when an existing result served: whose and when. */
  reused?: Maybe<Reuse>;
  /** The series it worked on; null for a step of the whole exam. */
  series?: Maybe<Series>;
  startedAt?: Maybe<Scalars['DateTime']['output']>;
  state: StepState;
  step: Scalars['String']['output'];
  task?: Maybe<Task>;
  uses: Scalars['String']['output'];
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
  /** Changes of all runs of a project; stays open. */
  projectRuns: RunEvent;
  /** Changes of one run as they come, ending when it ends; `after` resumes from a cursor seen before, '0' replays from its beginning. */
  runProgress: RunEvent;
};


export type SubscriptionNotificationReceivedArgs = {
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

/** Work for a person. */
export type Task = {
  comment?: Maybe<Scalars['String']['output']>;
  completedAt?: Maybe<Scalars['DateTime']['output']>;
  completedBy?: Maybe<Scalars['String']['output']>;
  createdAt: Scalars['DateTime']['output'];
  id: Scalars['ID']['output'];
  instructions?: Maybe<Scalars['String']['output']>;
  /** Who may complete it. */
  roles: Array<Scalars['String']['output']>;
  run: Run;
  state: TaskState;
  title: Scalars['String']['output'];
};

/** How a person decides a task. */
export type TaskOutcome =
  | 'APPROVED'
  | 'REJECTED';

/** Whether a task waits, and how it was decided. */
export type TaskState =
  | 'APPROVED'
  | 'OPEN'
  | 'REJECTED';

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
  CompleteTaskInput: CompleteTaskInput;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  CompleteTaskPayload: ResolverTypeWrapper<Omit<CompleteTaskPayload, 'task'> & { task: ResolversTypes['Task'] }>;
  CreateWebhookInput: CreateWebhookInput;
  CreateWebhookPayload: ResolverTypeWrapper<Omit<CreateWebhookPayload, 'webhook'> & { webhook: ResolversTypes['Webhook'] }>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeadJob: ResolverTypeWrapper<DeadJobModel>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  DerivedAsset: ResolverTypeWrapper<DerivedAsset>;
  Exam: ResolverTypeWrapper<ExamStub>;
  GraphWriteKind: GraphWriteKind;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Notification: ResolverTypeWrapper<NotificationModel>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  PlannedOutcome: PlannedOutcome;
  PlannedStep: ResolverTypeWrapper<PlannedStepModel>;
  Project: ResolverTypeWrapper<Project>;
  PutWorkflowInput: PutWorkflowInput;
  PutWorkflowPayload: ResolverTypeWrapper<Omit<PutWorkflowPayload, 'workflow'> & { workflow: ResolversTypes['Workflow'] }>;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  QueueName: QueueName;
  QueueState: ResolverTypeWrapper<QueueStateModel>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  RefusedGraphWrite: ResolverTypeWrapper<RefusedGraphWrite>;
  RefusedGraphWriteConnection: ResolverTypeWrapper<RefusedGraphWriteConnection>;
  RefusedGraphWriteEdge: ResolverTypeWrapper<RefusedGraphWriteEdge>;
  RequeueDeadJobInput: RequeueDeadJobInput;
  RequeueDeadJobPayload: ResolverTypeWrapper<Omit<RequeueDeadJobPayload, 'queue'> & { queue: ResolversTypes['QueueState'] }>;
  RetryGraphWriteInput: RetryGraphWriteInput;
  RetryGraphWritePayload: ResolverTypeWrapper<RetryGraphWritePayload>;
  Reuse: ResolverTypeWrapper<Reused>;
  ReusePolicy: ReusePolicy;
  RevokeWebhookInput: RevokeWebhookInput;
  RevokeWebhookPayload: ResolverTypeWrapper<Omit<RevokeWebhookPayload, 'webhook'> & { webhook: ResolversTypes['Webhook'] }>;
  Run: ResolverTypeWrapper<RunModel>;
  RunConnection: ResolverTypeWrapper<Omit<RunConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['RunEdge']>, nodes: Array<ResolversTypes['Run']> }>;
  RunEdge: ResolverTypeWrapper<Omit<RunEdge, 'node'> & { node: ResolversTypes['Run'] }>;
  RunEvent: ResolverTypeWrapper<RunEventModel>;
  RunFilter: RunFilter;
  RunPlan: ResolverTypeWrapper<RunPlanModel>;
  RunState: RunState;
  Series: ResolverTypeWrapper<Series>;
  StartRunInput: StartRunInput;
  StartRunPayload: ResolverTypeWrapper<Omit<StartRunPayload, 'run'> & { run: ResolversTypes['Run'] }>;
  StartRunsInput: StartRunsInput;
  StartRunsPayload: ResolverTypeWrapper<Omit<StartRunsPayload, 'results'> & { results: Array<ResolversTypes['StartedRun']> }>;
  StartedRun: ResolverTypeWrapper<Omit<StartedRun, 'run'> & { run?: Maybe<ResolversTypes['Run']> }>;
  StepRun: ResolverTypeWrapper<StepRunModel>;
  StepState: StepState;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Task: ResolverTypeWrapper<TaskModel>;
  TaskOutcome: TaskOutcome;
  TaskState: TaskState;
  Webhook: ResolverTypeWrapper<WebhookModel>;
  WebhookConnection: ResolverTypeWrapper<Omit<WebhookConnection, 'edges' | 'nodes'> & { edges: Array<ResolversTypes['WebhookEdge']>, nodes: Array<ResolversTypes['Webhook']> }>;
  WebhookEdge: ResolverTypeWrapper<Omit<WebhookEdge, 'node'> & { node: ResolversTypes['Webhook'] }>;
  Workflow: ResolverTypeWrapper<WorkflowModel>;
  WorkflowProblem: ResolverTypeWrapper<WorkflowProblem>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Biomarker: Biomarker;
  ID: Scalars['ID']['output'];
  CompleteTaskInput: CompleteTaskInput;
  String: Scalars['String']['output'];
  CompleteTaskPayload: Omit<CompleteTaskPayload, 'task'> & { task: ResolversParentTypes['Task'] };
  CreateWebhookInput: CreateWebhookInput;
  CreateWebhookPayload: Omit<CreateWebhookPayload, 'webhook'> & { webhook: ResolversParentTypes['Webhook'] };
  DateTime: Scalars['DateTime']['output'];
  DeadJob: DeadJobModel;
  Int: Scalars['Int']['output'];
  DerivedAsset: DerivedAsset;
  Exam: ExamStub;
  JSONObject: Scalars['JSONObject']['output'];
  Mutation: Record<PropertyKey, never>;
  Notification: NotificationModel;
  PageInfo: PageInfo;
  Boolean: Scalars['Boolean']['output'];
  PlannedStep: PlannedStepModel;
  Project: Project;
  PutWorkflowInput: PutWorkflowInput;
  PutWorkflowPayload: Omit<PutWorkflowPayload, 'workflow'> & { workflow: ResolversParentTypes['Workflow'] };
  Query: Record<PropertyKey, never>;
  QueueState: QueueStateModel;
  Float: Scalars['Float']['output'];
  RefusedGraphWrite: RefusedGraphWrite;
  RefusedGraphWriteConnection: RefusedGraphWriteConnection;
  RefusedGraphWriteEdge: RefusedGraphWriteEdge;
  RequeueDeadJobInput: RequeueDeadJobInput;
  RequeueDeadJobPayload: Omit<RequeueDeadJobPayload, 'queue'> & { queue: ResolversParentTypes['QueueState'] };
  RetryGraphWriteInput: RetryGraphWriteInput;
  RetryGraphWritePayload: RetryGraphWritePayload;
  Reuse: Reused;
  RevokeWebhookInput: RevokeWebhookInput;
  RevokeWebhookPayload: Omit<RevokeWebhookPayload, 'webhook'> & { webhook: ResolversParentTypes['Webhook'] };
  Run: RunModel;
  RunConnection: Omit<RunConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['RunEdge']>, nodes: Array<ResolversParentTypes['Run']> };
  RunEdge: Omit<RunEdge, 'node'> & { node: ResolversParentTypes['Run'] };
  RunEvent: RunEventModel;
  RunFilter: RunFilter;
  RunPlan: RunPlanModel;
  Series: Series;
  StartRunInput: StartRunInput;
  StartRunPayload: Omit<StartRunPayload, 'run'> & { run: ResolversParentTypes['Run'] };
  StartRunsInput: StartRunsInput;
  StartRunsPayload: Omit<StartRunsPayload, 'results'> & { results: Array<ResolversParentTypes['StartedRun']> };
  StartedRun: Omit<StartedRun, 'run'> & { run?: Maybe<ResolversParentTypes['Run']> };
  StepRun: StepRunModel;
  Subscription: Record<PropertyKey, never>;
  Task: TaskModel;
  Webhook: WebhookModel;
  WebhookConnection: Omit<WebhookConnection, 'edges' | 'nodes'> & { edges: Array<ResolversParentTypes['WebhookEdge']>, nodes: Array<ResolversParentTypes['Webhook']> };
  WebhookEdge: Omit<WebhookEdge, 'node'> & { node: ResolversParentTypes['Webhook'] };
  Workflow: WorkflowModel;
  WorkflowProblem: WorkflowProblem;
};

export type BiomarkerResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Biomarker'] = ResolversParentTypes['Biomarker']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type CompleteTaskPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['CompleteTaskPayload'] = ResolversParentTypes['CompleteTaskPayload']> = {
  task?: Resolver<ResolversTypes['Task'], ParentType, ContextType>;
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

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type MutationResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  completeTask?: Resolver<ResolversTypes['CompleteTaskPayload'], ParentType, ContextType, RequireFields<MutationCompleteTaskArgs, 'input'>>;
  createWebhook?: Resolver<ResolversTypes['CreateWebhookPayload'], ParentType, ContextType, RequireFields<MutationCreateWebhookArgs, 'input'>>;
  putWorkflow?: Resolver<ResolversTypes['PutWorkflowPayload'], ParentType, ContextType, RequireFields<MutationPutWorkflowArgs, 'input'>>;
  requeueDeadJob?: Resolver<ResolversTypes['RequeueDeadJobPayload'], ParentType, ContextType, RequireFields<MutationRequeueDeadJobArgs, 'input'>>;
  retryGraphWrite?: Resolver<ResolversTypes['RetryGraphWritePayload'], ParentType, ContextType, RequireFields<MutationRetryGraphWriteArgs, 'input'>>;
  revokeWebhook?: Resolver<ResolversTypes['RevokeWebhookPayload'], ParentType, ContextType, RequireFields<MutationRevokeWebhookArgs, 'input'>>;
  startRun?: Resolver<ResolversTypes['StartRunPayload'], ParentType, ContextType, RequireFields<MutationStartRunArgs, 'input'>>;
  startRuns?: Resolver<ResolversTypes['StartRunsPayload'], ParentType, ContextType, RequireFields<MutationStartRunsArgs, 'input'>>;
};

export type NotificationResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Notification'] = ResolversParentTypes['Notification'], FederationReferenceType extends FederationReferenceTypes['Notification'] = FederationReferenceTypes['Notification']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Notification']> | FederationReferenceType, FederationReferenceType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  readAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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

export type ProjectResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Project'] = ResolversParentTypes['Project']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type PutWorkflowPayloadResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['PutWorkflowPayload'] = ResolversParentTypes['PutWorkflowPayload']> = {
  workflow?: Resolver<ResolversTypes['Workflow'], ParentType, ContextType>;
};

export type QueryResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  deadJobs?: Resolver<Array<ResolversTypes['DeadJob']>, ParentType, ContextType, RequireFields<QueryDeadJobsArgs, 'first' | 'queue'>>;
  notifications?: Resolver<Array<ResolversTypes['Notification']>, ParentType, ContextType, RequireFields<QueryNotificationsArgs, 'first'>>;
  planRun?: Resolver<ResolversTypes['RunPlan'], ParentType, ContextType, RequireFields<QueryPlanRunArgs, 'examId' | 'workflowId'>>;
  queues?: Resolver<Array<ResolversTypes['QueueState']>, ParentType, ContextType>;
  refusedGraphWrites?: Resolver<ResolversTypes['RefusedGraphWriteConnection'], ParentType, ContextType, RequireFields<QueryRefusedGraphWritesArgs, 'first'>>;
  run?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType, RequireFields<QueryRunArgs, 'id'>>;
  runs?: Resolver<ResolversTypes['RunConnection'], ParentType, ContextType, RequireFields<QueryRunsArgs, 'first'>>;
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
  percent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  project?: Resolver<ResolversTypes['Project'], ParentType, ContextType>;
  reusedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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
  state?: Resolver<Maybe<ResolversTypes['StepState']>, ParentType, ContextType>;
  step?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type RunPlanResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['RunPlan'] = ResolversParentTypes['RunPlan']> = {
  exam?: Resolver<ResolversTypes['Exam'], ParentType, ContextType>;
  refusedBecause?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  steps?: Resolver<Array<ResolversTypes['PlannedStep']>, ParentType, ContextType>;
};

export type SeriesResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Series'] = ResolversParentTypes['Series']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
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

export type StepRunResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['StepRun'] = ResolversParentTypes['StepRun']> = {
  attempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  biomarkers?: Resolver<Array<ResolversTypes['Biomarker']>, ParentType, ContextType>;
  childRun?: Resolver<Maybe<ResolversTypes['Run']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  exam?: Resolver<Maybe<ResolversTypes['Exam']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  outputs?: Resolver<Array<ResolversTypes['DerivedAsset']>, ParentType, ContextType>;
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reused?: Resolver<Maybe<ResolversTypes['Reuse']>, ParentType, ContextType>;
  series?: Resolver<Maybe<ResolversTypes['Series']>, ParentType, ContextType>;
  startedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['StepState'], ParentType, ContextType>;
  step?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  task?: Resolver<Maybe<ResolversTypes['Task']>, ParentType, ContextType>;
  uses?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  notificationReceived?: SubscriptionResolver<ResolversTypes['Notification'], "notificationReceived", ParentType, ContextType, Partial<SubscriptionNotificationReceivedArgs>>;
  projectRuns?: SubscriptionResolver<ResolversTypes['RunEvent'], "projectRuns", ParentType, ContextType, RequireFields<SubscriptionProjectRunsArgs, 'projectId'>>;
  runProgress?: SubscriptionResolver<ResolversTypes['RunEvent'], "runProgress", ParentType, ContextType, RequireFields<SubscriptionRunProgressArgs, 'id'>>;
};

export type TaskResolvers<ContextType = HubContext, ParentType extends ResolversParentTypes['Task'] = ResolversParentTypes['Task'], FederationReferenceType extends FederationReferenceTypes['Task'] = FederationReferenceTypes['Task']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Task']> | FederationReferenceType, FederationReferenceType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  completedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  instructions?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  roles?: Resolver<Array<ResolversTypes['String']>, ParentType, ContextType>;
  run?: Resolver<ResolversTypes['Run'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['TaskState'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
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
  CompleteTaskPayload?: CompleteTaskPayloadResolvers<ContextType>;
  CreateWebhookPayload?: CreateWebhookPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeadJob?: DeadJobResolvers<ContextType>;
  DerivedAsset?: DerivedAssetResolvers<ContextType>;
  Exam?: ExamResolvers<ContextType>;
  JSONObject?: GraphQLScalarType;
  Mutation?: MutationResolvers<ContextType>;
  Notification?: NotificationResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PlannedStep?: PlannedStepResolvers<ContextType>;
  Project?: ProjectResolvers<ContextType>;
  PutWorkflowPayload?: PutWorkflowPayloadResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  QueueState?: QueueStateResolvers<ContextType>;
  RefusedGraphWrite?: RefusedGraphWriteResolvers<ContextType>;
  RefusedGraphWriteConnection?: RefusedGraphWriteConnectionResolvers<ContextType>;
  RefusedGraphWriteEdge?: RefusedGraphWriteEdgeResolvers<ContextType>;
  RequeueDeadJobPayload?: RequeueDeadJobPayloadResolvers<ContextType>;
  RetryGraphWritePayload?: RetryGraphWritePayloadResolvers<ContextType>;
  Reuse?: ReuseResolvers<ContextType>;
  RevokeWebhookPayload?: RevokeWebhookPayloadResolvers<ContextType>;
  Run?: RunResolvers<ContextType>;
  RunConnection?: RunConnectionResolvers<ContextType>;
  RunEdge?: RunEdgeResolvers<ContextType>;
  RunEvent?: RunEventResolvers<ContextType>;
  RunPlan?: RunPlanResolvers<ContextType>;
  Series?: SeriesResolvers<ContextType>;
  StartRunPayload?: StartRunPayloadResolvers<ContextType>;
  StartRunsPayload?: StartRunsPayloadResolvers<ContextType>;
  StartedRun?: StartedRunResolvers<ContextType>;
  StepRun?: StepRunResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Task?: TaskResolvers<ContextType>;
  Webhook?: WebhookResolvers<ContextType>;
  WebhookConnection?: WebhookConnectionResolvers<ContextType>;
  WebhookEdge?: WebhookEdgeResolvers<ContextType>;
  Workflow?: WorkflowResolvers<ContextType>;
  WorkflowProblem?: WorkflowProblemResolvers<ContextType>;
};

