import { expect, test } from 'vitest';
import type { ChangeFeed, NewChange } from '../ports/change-feed.ts';
import { gathering } from './gathered-changes.ts';

function recordingFeed() {
  const told: (readonly NewChange[])[] = [];
  const feed: ChangeFeed = {
    publish: (topic, payload) => feed.publishAll([{ topic, payload }]),
    publishAll: (changes) => {
      told.push(changes);
      return Promise.resolve();
    },
    newest: () => Promise.resolve('0'),
    subscribe: () => {
      throw new Error('nobody does');
    },
  };
  return { told, feed };
}

test('what is told is published together and in order, when it is asked for, and once', async () => {
  const { told, feed } = recordingFeed();
  const ports = gathering({ feed });
  await ports.feed.publish('a', { n: 1 });
  await ports.feed.publish('b', { n: 2 });
  expect(told).toEqual([]);
  await ports.feed.tell();
  await ports.feed.tell();
  expect(told.map((changes) => changes.map(({ topic }) => topic))).toEqual([['a', 'b']]);
});

test('what is within gathers with its caller, and another transaction by itself', async () => {
  const { told, feed } = recordingFeed();
  const outer = gathering({ feed });
  const inner = gathering(outer);
  await outer.feed.publish('a', {});
  await gathering({ feed }).feed.publish('c', {});
  await inner.feed.publish('b', {});
  await inner.feed.tell();
  expect(told.map((changes) => changes.map(({ topic }) => topic))).toEqual([['a', 'b']]);
});

test('topics are told in the order in which everybody locks them, each in its own order', async () => {
  const { told, feed } = recordingFeed();
  const ports = gathering({ feed });
  const topics = [
    'run:1',
    'notifications:b',
    'project-runs:1',
    'asset-changes:2',
    'notifications:a',
    'asset-changes:1',
  ];
  for (const [n, topic] of [...topics, 'run:1'].entries()) await ports.feed.publish(topic, { n });
  await ports.feed.tell();
  expect(told.map((changes) => changes.map(({ topic, payload }) => [topic, payload['n']]))).toEqual([
    [
      ['asset-changes:1', 5],
      ['asset-changes:2', 3],
      ['notifications:a', 4],
      ['notifications:b', 1],
      ['run:1', 0],
      ['run:1', 6],
      ['project-runs:1', 2],
    ],
  ]);
});
