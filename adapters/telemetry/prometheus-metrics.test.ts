import { expect, it } from 'vitest';
import { PrometheusMetrics } from './prometheus-metrics.ts';

/** What a scrape gets, without the role that every line has. */
async function scrape(metrics: PrometheusMetrics): Promise<string> {
  const { text } = await metrics.exposition();
  return text.replaceAll(/role="hub",|,?role="hub"/g, '');
}

it('serves durations by kind, name and outcome, and the process itself', async () => {
  const metrics = new PrometheusMetrics({ role: 'hub' });
  metrics.operationEnded({ kind: 'query', name: 'Cohort', outcome: 'ok', seconds: 0.02 });
  metrics.fetchEnded('imaging', 'FORBIDDEN', 0.001);
  metrics.jobEnded('step', 'ok', 7);
  metrics.archiveAnswered('north', 'search', 'UPSTREAM_UNAVAILABLE', 2);
  const text = await scrape(metrics);
  expect((await metrics.exposition()).contentType).toContain('text/plain');
  expect((await metrics.exposition()).text).toContain('pesscara_subscriptions_open{role="hub"} 0');
  for (const line of [
    'pesscara_operation_duration_seconds_count{kind="query",name="Cohort",outcome="ok"} 1',
    'pesscara_subgraph_fetch_duration_seconds_count{subgraph="imaging",outcome="FORBIDDEN"} 1',
    'pesscara_job_duration_seconds_sum{queue="step",outcome="ok"} 7',
    'pesscara_archive_call_duration_seconds_count{site="north",verb="search",outcome="UPSTREAM_UNAVAILABLE"} 1',
    'pesscara_subscriptions_open{} 0',
  ]) {
    expect(text).toContain(line);
  }
  expect(text).toMatch(/nodejs_eventloop_lag_p99_seconds\{\} /);
});

it('tells a bounded number of operation names apart, whatever clients send', async () => {
  const metrics = new PrometheusMetrics({ role: 'hub', maxOperationNames: 3 });
  for (let n = 0; n < 1000; n++)
    metrics.operationEnded({ kind: 'query', name: `Name${String(n)}`, outcome: 'ok', seconds: 0.001 });
  const text = await scrape(metrics);
  const names = new Set(
    [...text.matchAll(/operation_duration_seconds_count\{kind="query",name="(\w+)"/g)].map(([, name]) => name),
  );
  expect(names).toEqual(new Set(['Name0', 'Name1', 'Name2', 'other']));
  expect(text).toContain('name="other",outcome="ok"} 997');
});

it('counts a subscription as open until it has ended, once', async () => {
  const metrics = new PrometheusMetrics({ role: 'hub' });
  const first = metrics.subscriptionOpened();
  metrics.subscriptionOpened();
  first();
  first();
  expect(await scrape(metrics)).toContain('pesscara_subscriptions_open{} 1');
});

it('asks for the queues on a scrape, not again for a while, and serves no figure that it could not get', async () => {
  let asked = 0;
  let fail = false;
  const sample = async () => {
    asked += 1;
    if (fail) throw new Error('no database');
    return [{ queue: 'step', state: 'queued', count: 3, oldestSeconds: 12 }];
  };
  const metrics = new PrometheusMetrics({ role: 'hub', sampleMs: 50 });
  metrics.watchQueues(sample);
  const first = await scrape(metrics);
  await metrics.exposition();
  expect(asked).toBe(1);
  expect(first).toContain('pesscara_queue_jobs{queue="step",state="queued"} 3');
  expect(first).toContain('pesscara_queue_oldest_seconds{queue="step",state="queued"} 12');
  fail = true;
  await new Promise((resolve) => setTimeout(resolve, 60));
  const failed = await scrape(metrics);
  expect(failed).not.toContain('pesscara_queue_jobs{');
  expect(failed).toContain('pesscara_queue_sample_failures_total{} 1');
});
