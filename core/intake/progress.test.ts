import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ChangeFeed } from '../ports/change-feed.ts';
import { createProgress } from './progress.ts';

const published: string[] = [];
let fault: Error | null = null;
const feed: ChangeFeed = {
  publishAll: (changes) =>
    Promise.all(changes.map(({ topic, payload }) => feed.publish(topic, payload))).then(() => undefined),
  newest: () => Promise.resolve('0'),
  publish: (topic) => {
    if (fault) return Promise.reject(fault);
    published.push(topic);
    return Promise.resolve();
  },
  subscribe: () => ({
    [Symbol.asyncIterator]: () => ({ next: () => Promise.resolve({ done: true, value: undefined }) }),
  }),
};

beforeEach(() => {
  vi.useFakeTimers();
  published.length = 0;
  fault = null;
});
afterEach(() => {
  vi.useRealTimers();
});

it('publishes once for all that happens within 200 ms, and again after that', async () => {
  const progress = createProgress(feed, (error) => {
    throw error;
  });
  for (let i = 0; i < 1000; i++) progress.soon('a');
  progress.soon('b');
  expect(published).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(published).toEqual(['ingestion:a', 'ingestion:b']);
  progress.soon('a');
  await vi.advanceTimersByTimeAsync(200);
  expect(published).toHaveLength(3);
});

it('flushes what it has promised, once', async () => {
  const progress = createProgress(feed, (error) => {
    throw error;
  });
  progress.soon('a');
  await progress.flush();
  await vi.advanceTimersByTimeAsync(1000);
  expect(published).toEqual(['ingestion:a']);
});

it('tells of a publication that failed', async () => {
  const heard: unknown[] = [];
  const progress = createProgress(feed, (error) => heard.push(error));
  fault = new Error('no database');
  progress.soon('a');
  await vi.advanceTimersByTimeAsync(200);
  expect(heard).toEqual([fault]);
});
