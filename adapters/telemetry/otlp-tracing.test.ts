import { expect, it } from 'vitest';
import { HubError } from '../../core/errors.ts';
import { FakeCollector } from './testing/fake-collector.ts';
import { openOtlpTracing } from './otlp-tracing.ts';

const troubles: string[] = [];
const open = (url: string, service = 'one') =>
  openOtlpTracing({ url, service, version: '1', delayMs: 10, onTrouble: ({ message }) => troubles.push(message) });

it('sends one trace of nested spans, over two processes', async () => {
  await using collector = await FakeCollector.start();
  const here = open(collector.url);
  const there = open(collector.url, 'two');
  const header = await here.span('outer', { a: 1 }, async (outer) => {
    outer.rename('query Cohort');
    return here.span('fetch imaging', {}, async () => here.current(), 'client');
  });
  expect(header).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
  await there.resume(header, () => there.span('subgraph imaging', {}, async () => undefined, 'server'));
  await Promise.all([here.close(), there.close()]);
  const inner = collector.spans.find(({ name }) => name === 'subgraph imaging');
  expect(new Set(collector.spans.map(({ traceId }) => traceId)).size).toBe(1);
  expect(inner && collector.pathTo(inner)).toEqual(['query Cohort', 'fetch imaging', 'subgraph imaging']);
  expect(inner?.service).toBe('two');
});

it('tells the code of an error, and not its message', async () => {
  await using collector = await FakeCollector.start();
  const tracing = open(collector.url);
  const fails = (error: Error) => tracing.span('fails', {}, () => Promise.reject(error));
  await expect(fails(new HubError('CONFLICT', 'Doe^Jane is there'))).rejects.toThrow('Doe');
  await expect(fails(new Error('Doe^Jane'))).rejects.toThrow('Doe');
  await tracing.close();
  expect(collector.spans.map(({ error }) => error)).toEqual(['CONFLICT', 'INTERNAL_SERVER_ERROR']);
  expect(collector.bodies.join('')).not.toContain('Doe');
});

it.each([
  '',
  'nonsense',
  '00-0-0-01',
  `00-${'0'.repeat(32)}-${'1'.repeat(16)}-01`,
  `ff-${'1'.repeat(32)}-${'1'.repeat(16)}-01`,
])('begins a trace anew for a traceparent that is not valid: %s', async (header) => {
  await using collector = await FakeCollector.start();
  const tracing = open(collector.url);
  await tracing.resume(header, () => tracing.span('root', {}, async () => undefined));
  await tracing.close();
  expect(collector.spans[0]?.parentSpanId ?? '').toBe('');
});

it('records nothing of a trace whose caller records nothing', async () => {
  await using collector = await FakeCollector.start();
  const tracing = open(collector.url);
  const header = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-00`;
  const inside = await tracing.resume(header, () => tracing.span('silent', {}, async () => tracing.current()));
  await tracing.close();
  expect(inside).toMatch(/^00-1{32}-[0-9a-f]{16}-00$/);
  expect(collector.spans).toEqual([]);
});

it('says that no collector answers, and does not hold up who closes it', async () => {
  const tracing = open('http://127.0.0.1:9');
  await tracing.span('lost', {}, async () => undefined);
  const started = performance.now();
  await tracing.close();
  expect(performance.now() - started).toBeLessThan(8000);
  expect(troubles).toHaveLength(1);
});

it('refuses an address that is none', () => {
  expect(() => open('collector')).toThrow('PESSCARA_TRACES_URL');
});
