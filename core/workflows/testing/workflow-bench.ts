import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cronerCalendar } from '../../../adapters/croner/croner-calendar.ts';
import { FileObjectStore } from '../../../adapters/files/file-object-store.ts';
import { JoseCertifier } from '../../../adapters/jose/jose-certifier.ts';
import { PostgresAssetGraph } from '../../../adapters/postgres/asset-graph.ts';
import { PostgresAuditTrail } from '../../../adapters/postgres/audit-trail.ts';
import { PostgresGraphOutbox } from '../../../adapters/postgres/graph-outbox.ts';
import { PostgresChangeFeed } from '../../../adapters/postgres/change-feed.ts';
import { PostgresChildRuns } from '../../../adapters/postgres/child-runs.ts';
import { PostgresContextStore } from '../../../adapters/postgres/context-store.ts';
import { PostgresHeldWorks } from '../../../adapters/postgres/held-works.ts';
import { PostgresJobQueue } from '../../../adapters/postgres/job-queue.ts';
import type { SqlClient } from '../../../adapters/postgres/sql-client.ts';
import { PostgresPromotions } from '../../../adapters/postgres/promotions.ts';
import { PostgresRunMessages } from '../../../adapters/postgres/run-messages.ts';
import { PostgresRunQuotas } from '../../../adapters/postgres/run-quotas.ts';
import { PostgresTagStore } from '../../../adapters/postgres/tag-store.ts';
import { PostgresTriggers } from '../../../adapters/postgres/triggers.ts';
import { PostgresWithdrawals } from '../../../adapters/postgres/withdrawals.ts';
import { PostgresWorkflowStore } from '../../../adapters/postgres/workflows.ts';
import { yamlReader } from '../../../adapters/yaml/yaml-reader.ts';
import { DerivedSecrets } from '../../../adapters/secrets/derived-secrets.ts';
import { freshSql } from '../../../tests/support/postgres.ts';
import type { NewAsset } from '../../assets/asset.ts';
import { HubError } from '../../errors.ts';
import { newId } from '../../ids.ts';
import { createDeadLetters, type DeadLetters } from '../../jobs/dead-letters.ts';
import { createRefusedWrites, type RefusedWrites } from '../../jobs/refused-writes.ts';
import type { JsonObject } from '../../json.ts';
import type { Actor } from '../../policy/policy.ts';
import type { JobQueue, NewJob } from '../../ports/job-queue.ts';
import type { SavedQuery } from '../../ports/saved-queries.ts';
import type { ProjectMember, WorkflowPorts } from '../ports.ts';
import { triggeringFeed } from '../triggering-feed.ts';
import { createWorkflows } from '../workflows.ts';
import { noLimits } from '../../programs/program-limits.ts';

export interface TestSeries {
  readonly properties: JsonObject;
  readonly images: readonly Uint8Array[];
}

/** Real stores in memory, and one project; `close` it. */
export interface Bench {
  readonly projectId: string;
  readonly sql: SqlClient;
  readonly ports: WorkflowPorts;
  readonly queue: PostgresJobQueue;
  readonly workflows: ReturnType<typeof createWorkflows>;
  readonly deadLetters: DeadLetters;
  readonly refusedWrites: RefusedWrites;
  readonly members: ProjectMember[];
  /** What the project shares, by id. */
  readonly savedQueries: Map<string, SavedQuery>;
  /** What `refreshActor` answers, by user id; others stay as they are. */
  readonly changedActors: Map<string, Actor>;
  addExam(series: readonly TestSeries[]): Promise<{ readonly examId: string; readonly seriesIds: readonly string[] }>;
  close(): Promise<void>;
}

/** @param queueOf replaces the job queue, for tests that run jobs themselves */
export async function openBench(queueOf?: (queue: JobQueue) => JobQueue): Promise<Bench> {
  const sql = await freshSql();
  const folder = await mkdtemp(join(tmpdir(), 'pesscara-test-'));
  const objects = await FileObjectStore.open(folder);
  const graph = new PostgresAssetGraph(sql);
  const queue = new PostgresJobQueue(sql, { backoffMs: 1, onError: () => undefined });
  const used = queueOf ? queueOf(queue) : queue;
  const triggers = new PostgresTriggers(sql);
  const members: ProjectMember[] = [];
  const savedQueries = new Map<string, SavedQuery>();
  const changedActors = new Map<string, Actor>();
  const projectId = newId();
  const ports: WorkflowPorts = {
    store: new PostgresWorkflowStore(sql),
    works: new PostgresHeldWorks(sql),
    whyNotOffered: () => null,
    programLimits: noLimits,
    graph,
    tags: new PostgresTagStore(sql),
    contexts: new PostgresContextStore(sql),
    objects,
    queue: used,
    feed: triggeringFeed(new PostgresChangeFeed(sql), { triggers, queue: used, transactor: sql }),
    triggers,
    children: new PostgresChildRuns(sql),
    quotas: new PostgresRunQuotas(sql),
    messages: new PostgresRunMessages(sql),
    outside: {
      mailer: null,
      webhooks: { post: () => Promise.resolve({ outcome: 'REFUSED', reason: 'the bench calls nobody' }) },
    },
    withdrawals: new PostgresWithdrawals(sql),
    secrets: DerivedSecrets.of(randomBytes(32).toString('base64')),
    finding: {
      searchAssets: () => Promise.reject(new Error('the bench has no search')),
      savedQuery: (_, id) => Promise.resolve(savedQueries.get(id) ?? null),
    },
    audit: new PostgresAuditTrail(sql),
    transactor: sql,
    reader: yamlReader,
    calendar: cronerCalendar,
    members: () => Promise.resolve(members),
    people: {
      confirmPassword: (_username, password) =>
        password === 'right'
          ? Promise.resolve()
          : Promise.reject(new HubError('UNAUTHENTICATED', 'wrong name or password')),
      byIds: (ids) =>
        Promise.resolve(new Map(ids.map((id) => [id, { id, username: id, displayName: `Person ${id}` }]))),
      sitesOf: (id) => {
        const site = members.find(({ userId }) => userId === id)?.site;
        return Promise.resolve(new Map(typeof site === 'string' ? [[projectId, site]] : []));
      },
      sitesOfProject: () => Promise.resolve([...new Set(members.flatMap(({ site }) => site ?? []))]),
    },
    certifier: new JoseCertifier(new Uint8Array(32).fill(7)),
    promotions: new PostgresPromotions(sql),
    softwareVersion: '1.2.3',
    refreshActor: (actor) => Promise.resolve(actor.kind === 'user' ? (changedActors.get(actor.id) ?? actor) : actor),
  };
  const asset = (
    level: NewAsset['level'],
    parentIds: readonly string[],
    properties: JsonObject = {},
    label = level.toLowerCase(),
  ): NewAsset => ({
    id: level === 'PROJECT' ? projectId : newId(),
    projectId,
    level,
    kind: null,
    label,
    properties,
    content: null,
    createdBy: 'test',
    parentIds,
  });
  await graph.putAssets([asset('PROJECT', [])]);

  const workflows = createWorkflows(ports);

  return {
    projectId,
    sql,
    ports,
    queue,
    workflows,
    refusedWrites: createRefusedWrites({ ...ports, outbox: new PostgresGraphOutbox(sql) }),
    deadLetters: createDeadLetters({ ...ports, whyWithoutEffect: workflows.whyWithoutEffect }),
    members,
    savedQueries,
    changedActors,
    addExam: async (series) => {
      const subject = asset('SUBJECT', [projectId]);
      const exam = asset('EXAM', [subject.id]);
      await graph.putAssets([subject, exam]);
      const seriesIds: string[] = [];
      for (const [number, { properties, images }] of series.entries()) {
        const one = asset(
          'SERIES',
          [exam.id],
          { seriesNumber: number + 1, ...properties },
          `series ${String(number + 1)}`,
        );
        const stored = await Promise.all(images.map((bytes) => objects.put(bytes)));
        await graph.putAssets([
          one,
          ...stored.map((content, index) => ({
            ...asset('IMAGE', [one.id], { instanceNumber: index + 1 }, `image ${String(index + 1)}`),
            content: { ...content, mediaType: 'application/dicom' },
          })),
        ]);
        seriesIds.push(one.id);
      }
      return { examId: exam.id, seriesIds };
    },
    close: async () => {
      await queue.close(0);
      await sql.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A queue that keeps its jobs for the test to run: in any order, twice, or not at all. A rolled-back enqueue leaves none. */
export class HandQueue implements Pick<JobQueue, 'enqueue'> {
  readonly jobs = new Map<string, NewJob>();
  readonly #onCommit: (effect: () => void) => void;

  constructor(onCommit: (effect: () => void) => void) {
    this.#onCommit = onCommit;
  }

  enqueue(jobs: readonly NewJob[]): Promise<void> {
    this.#onCommit(() => {
      for (const job of jobs)
        if (!this.jobs.has(`${job.queue} ${job.key}`)) this.jobs.set(`${job.queue} ${job.key}`, job);
    });
    return Promise.resolve();
  }
}
