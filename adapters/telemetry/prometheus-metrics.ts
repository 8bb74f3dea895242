import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { ArchiveVerb, EndedOperation, Metrics, Outcome } from '../../core/ports/metrics.ts';
import { FewNames } from './few-names.ts';

/** Jobs of one queue in one state, as they are sampled for a scrape. */
export interface QueueSample {
  readonly queue: string;
  readonly state: string;
  readonly count: number;
  /** Since the oldest of them was enqueued. */
  readonly oldestSeconds: number;
}

export interface PrometheusOptions {
  /** What this process does: `hub`, `gateway`, `worker`, ... */
  readonly role: string;
  /** Operation names told apart; the others count as `other`. @default 100 */
  readonly maxOperationNames?: number;
  /** Archive sites told apart. @default 100 */
  readonly maxSites?: number;
  /** A sample of the queues answers all scrapes for so long. @default 5000 */
  readonly sampleMs?: number;
}

const requestBuckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const jobBuckets = [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60, 300, 900, 3600];

/** What the hub counts, in Prometheus' words. Labels come from closed or capped sets: clients can't make it grow without end. */
export class PrometheusMetrics implements Metrics {
  readonly #registry = new Registry();
  readonly #operationNames: FewNames;
  readonly #sites: FewNames;
  readonly #sampleMs: number;
  readonly #operations: Histogram;
  readonly #fetches: Histogram;
  readonly #jobs: Histogram;
  readonly #archives: Histogram;
  readonly #subscriptions: Gauge;

  constructor({ role, maxOperationNames = 100, maxSites = 100, sampleMs = 5000 }: PrometheusOptions) {
    const registers = [this.#registry];
    this.#registry.setDefaultLabels({ role });
    this.#operationNames = new FewNames(maxOperationNames);
    this.#sites = new FewNames(maxSites);
    this.#sampleMs = sampleMs;
    collectDefaultMetrics({ register: this.#registry });
    this.#operations = new Histogram({
      name: 'pesscara_operation_duration_seconds',
      help: 'Time to answer a GraphQL operation, or to open a subscription.',
      labelNames: ['kind', 'name', 'outcome'],
      buckets: requestBuckets,
      registers,
    });
    this.#fetches = new Histogram({
      name: 'pesscara_subgraph_fetch_duration_seconds',
      help: "Time for one fetch of a query plan to a subgraph, its resolvers' time included.",
      labelNames: ['subgraph', 'outcome'],
      buckets: requestBuckets,
      registers,
    });
    this.#jobs = new Histogram({
      name: 'pesscara_job_duration_seconds',
      help: 'Time of one attempt at a job.',
      labelNames: ['queue', 'outcome'],
      buckets: jobBuckets,
      registers,
    });
    this.#archives = new Histogram({
      name: 'pesscara_archive_call_duration_seconds',
      help: "Time for a call to a site's DICOMweb archive.",
      labelNames: ['site', 'verb', 'outcome'],
      buckets: requestBuckets,
      registers,
    });
    this.#subscriptions = new Gauge({
      name: 'pesscara_subscriptions_open',
      help: 'Subscriptions that are open on WebSockets of this process.',
      registers,
    });
  }

  operationEnded({ kind, name, outcome, seconds }: EndedOperation): void {
    this.#operations.observe({ kind, name: this.#operationNames.of(name), outcome }, seconds);
  }

  fetchEnded(subgraph: string, outcome: Outcome, seconds: number): void {
    this.#fetches.observe({ subgraph, outcome }, seconds);
  }

  jobEnded(queue: string, outcome: Outcome, seconds: number): void {
    this.#jobs.observe({ queue, outcome }, seconds);
  }

  archiveAnswered(site: string, verb: ArchiveVerb, outcome: Outcome, seconds: number): void {
    this.#archives.observe({ site: this.#sites.of(site), verb, outcome }, seconds);
  }

  subscriptionOpened(): () => void {
    this.#subscriptions.inc();
    let ended = false;
    return () => {
      if (!ended) this.#subscriptions.dec();
      ended = true;
    };
  }

  /** Adds the queues to what is served. They are asked for by scrapes only; when they can't be, that is counted instead. */
  watchQueues(sample: () => Promise<readonly QueueSample[]>): void {
    // All three wait for the same sample: a scrape asks its metrics at the same time.
    const shared = { registers: [this.#registry], collect: () => refreshed() };
    const labelNames = ['queue', 'state'];
    const failures = new Counter({
      name: 'pesscara_queue_sample_failures_total',
      help: 'Times that the queues could not be looked at.',
      ...shared,
    });
    const age = new Gauge({
      name: 'pesscara_queue_oldest_seconds',
      help: 'Time since the oldest job of a queue in a state was enqueued.',
      labelNames,
      ...shared,
    });
    const depth = new Gauge({
      name: 'pesscara_queue_jobs',
      help: 'Jobs of a queue in a state.',
      labelNames,
      ...shared,
    });
    const refresh = async (): Promise<void> => {
      // Old figures would look like new ones, should there be none.
      const samples = await sample().catch(() => {
        failures.inc();
        return [];
      });
      depth.reset();
      age.reset();
      for (const { queue, state, count, oldestSeconds } of samples) {
        depth.set({ queue, state }, count);
        age.set({ queue, state }, oldestSeconds);
      }
    };
    let sampledAt = -Infinity;
    let refreshing = Promise.resolve();
    const refreshed = (): Promise<void> => {
      if (performance.now() - sampledAt >= this.#sampleMs) {
        sampledAt = performance.now();
        refreshing = refresh();
      }
      return refreshing;
    };
  }

  /** Everything, as a scrape gets it. */
  async exposition(): Promise<{ readonly contentType: string; readonly text: string }> {
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() };
  }

  /** The metrics that are served, with the labels that tell their lines apart. */
  describe(): readonly { readonly name: string; readonly type: string; readonly labels: readonly string[] }[] {
    return this.#registry.getMetricsAsArray().map((metric) => ({
      name: metric.name,
      type: String(metric.type),
      labels: 'labelNames' in metric ? (metric.labelNames as string[]).filter((label) => label !== 'le') : [],
    }));
  }
}
