import { expect } from 'vitest';
import { z } from 'zod';
import { reviewExam, examsInQuarantine } from '../../../cli/commands/review.ts';
import { patiently } from '../../../cli/patiently.ts';
import { ensurePlace } from '../../../cli/places.ts';
import { imagesPerExam, sendExam, watchWorkflow } from '../../support/exam-traffic.ts';
import type { Cluster } from './cluster.ts';

const id = z.object({ id: z.string() });
const found = z.object({
  exams: z.object({ totalCount: z.number(), nodes: z.array(id) }),
  series: z.object({ totalCount: z.number() }),
  images: z.object({ totalCount: z.number() }),
  runs: z.object({
    totalCount: z.number(),
    nodes: z.array(z.object({ state: z.string(), error: z.string().nullable(), exam: id })),
  }),
});
const census = `query ($p: ID!) {
  exams: assets(filter: { projectId: $p, level: EXAM }, first: 1000) { totalCount nodes { id } }
  series: assets(filter: { projectId: $p, level: SERIES }, first: 1) { totalCount }
  images: assets(filter: { projectId: $p, level: IMAGE }, first: 1) { totalCount }
  runs(filter: { projectId: $p }, first: 1000) { totalCount nodes { state error exam { id } } }
}`;

/** What a verification found, for the test to print. */
export interface Findings {
  readonly exams: number;
  readonly images: number;
  readonly runs: number;
  readonly tags: number;
  readonly auditEntries: number;
}

const forMs = 240_000;

/**
 * Work that goes on all the time: exams come in, are approved, and a workflow runs on each; tags are set. It remembers what the hub has
 * acknowledged, and compares. What the hub refuses for the moment is tried again, as its clients do.
 */
export class Workload {
  readonly #cluster: Cluster;
  readonly #projectId: string;
  readonly #tags = new Map<string, number>();
  #exams = 0;
  #running = false;
  #loops: Promise<unknown> = Promise.resolve();

  private constructor(cluster: Cluster, projectId: string) {
    this.#cluster = cluster;
    this.#projectId = projectId;
  }

  static async open(cluster: Cluster, project: string): Promise<Workload> {
    const { hub } = cluster;
    const projectId = await ensurePlace(hub, { project, pool: 'scanner' }, true, () => undefined);
    await hub.request(
      z.unknown(),
      'mutation ($input: PutWorkflowInput!) { putWorkflow(input: $input) { workflow { id } } }',
      {
        input: { projectId, document: watchWorkflow },
      },
    );
    await hub.request(
      z.unknown(),
      'mutation ($input: PutTagDefinitionInput!) { putTagDefinition(input: $input) { definition { id } } }',
      { input: { projectId, level: 'EXAM', name: 'seen', type: 'NUMBER' } },
    );
    return new Workload(cluster, projectId);
  }

  get exams(): number {
    return this.#exams;
  }

  /** Exams that have a tag. */
  get tagged(): number {
    return this.#tags.size;
  }

  start(): void {
    this.#running = true;
    const repeat = async (work: () => Promise<void>) => {
      while (this.#running) await work();
    };
    this.#loops = Promise.all([repeat(() => this.#sendExam()), repeat(() => this.#setTag())]);
  }

  /** Ends the work under way. @throws what the hub refused for good */
  async stop(): Promise<void> {
    this.#running = false;
    await this.#loops;
  }

  async #sendExam(): Promise<void> {
    const { hub, intake } = this.#cluster;
    const number = this.#exams + 1;
    await sendExam(hub, intake, this.#projectId, number, (work) => patiently(work, forMs));
    const waiting = await patiently(() => examsInQuarantine(hub, this.#projectId), forMs);
    for (const exam of waiting) await patiently(() => reviewExam(hub, 'approveExam', exam.id, null), forMs);
    this.#exams = number;
  }

  async #setTag(): Promise<void> {
    const { hub } = this.#cluster;
    const { exams } = await patiently(
      () =>
        hub.request(z.object({ exams: found.shape.exams }), census.replace(/ {2}(series|images|runs).*\n/g, ''), {
          p: this.#projectId,
        }),
      forMs,
    );
    const exam = exams.nodes[Math.floor(Math.random() * exams.nodes.length)];
    if (!exam) {
      await new Promise((resolve) => setTimeout(resolve, 200));
      return;
    }
    const value = (this.#tags.get(exam.id) ?? 0) + 1;
    await patiently(
      () =>
        hub.request(z.unknown(), 'mutation ($input: SetTagInput!) { setTag(input: $input) { asset { id } } }', {
          input: { assetId: exam.id, name: 'seen', value },
        }),
      forMs,
    );
    this.#tags.set(exam.id, value);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }

  /** Waits until every run has ended, then compares what is there with what was acknowledged. */
  async verify(): Promise<Findings> {
    const { hub, sql, audit } = this.#cluster;
    const look = () => patiently(() => hub.request(found, census, { p: this.#projectId }), forMs);
    await expect
      .poll(
        async () => {
          const { runs } = await look();
          return `${String(runs.nodes.filter(({ state }) => state === 'COMPLETED').length)} of ${String(this.#exams)}`;
        },
        { timeout: 180_000, interval: 500 },
      )
      .toBe(`${String(this.#exams)} of ${String(this.#exams)}`);
    const { exams, series, images, runs } = await look();
    expect(exams.totalCount).toBe(this.#exams);
    expect(series.totalCount).toBe(this.#exams);
    expect(images.totalCount).toBe(this.#exams * imagesPerExam);
    expect(runs.totalCount).toBe(this.#exams);
    expect(new Set(runs.nodes.map(({ exam }) => exam.id)).size).toBe(this.#exams);
    expect(runs.nodes.filter(({ error }) => error !== null)).toEqual([]);
    for (const [examId, value] of this.#tags) {
      const { asset } = await hub.request(
        z.object({ asset: z.object({ tags: z.array(z.object({ name: z.string(), value: z.unknown() })) }) }),
        'query ($id: ID!) { asset(id: $id) { tags { name value } } }',
        { id: examId },
      );
      expect(asset.tags.find(({ name }) => name === 'seen')?.value).toBe(value);
    }
    const dead = await sql.query(`SELECT queue, key, error FROM job WHERE state = 'DEAD'`);
    expect(dead).toEqual([]);
    const { entries, firstBroken } = await audit.verify();
    expect(firstBroken).toBeNull();
    return {
      exams: exams.totalCount,
      images: images.totalCount,
      runs: runs.totalCount,
      tags: this.#tags.size,
      auditEntries: entries,
    };
  }
}
