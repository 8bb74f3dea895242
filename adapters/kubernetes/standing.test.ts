import { expect, test } from 'vitest';
import { jobObject, podObject } from './objects.ts';
import { standingOf } from './standing.ts';

const job = (conditions: object[] | null = null) =>
  jobObject.parse({ metadata: { name: 'a', uid: '1' }, status: { conditions } });
const pod = (state: object | null, status: object = {}, metadata: object = {}) =>
  podObject.parse({
    metadata: { name: 'a-1', uid: '2', ...metadata },
    status: {
      ...status,
      containerStatuses: state && [{ name: 'sidecar' }, { name: 'program', state }],
    },
  });
const ended = (exitCode: number, reason = 'Error') => ({ terminated: { exitCode, reason } });
const failed = { type: 'Failed', status: 'True', reason: 'BackoffLimitExceeded', message: 'too often' };
const disruption = { type: 'DisruptionTarget', status: 'True', reason: 'EvictionByEvictionAPI', message: 'drained' };

test.each([
  ['nobody has made its pod', job(), null, { is: 'WAITING' }],
  ['its pod has no node', job(), pod(null, { phase: 'Pending' }), { is: 'WAITING' }],
  ['its image comes', job(), pod({ waiting: { reason: 'ContainerCreating' } }), { is: 'WAITING' }],
  ['its image could not be pulled once', job(), pod({ waiting: { reason: 'ErrImagePull' } }), { is: 'WAITING' }],
  ['it runs', job(), pod({ running: { startedAt: null } }, { phase: 'Running' }), { is: 'RUNNING' }],
  [
    'its pod is being removed',
    job(),
    pod({ running: {} }, {}, { deletionTimestamp: '2026-01-01T00:00:00Z' }),
    { is: 'GOING' },
  ],
])('goes on while %s', (_, one, its, standing) => {
  expect(standingOf(one, its, 60)).toEqual(standing);
});

test.each([
  ['its code', job(), pod(ended(3), { phase: 'Failed' }), { how: 'CODE', code: 3 }],
  ['a signal', job(), pod(ended(139), { phase: 'Failed' }), { how: 'CODE', code: 139 }],
  ['memory', job(), pod(ended(137, 'OOMKilled'), { phase: 'Failed' }), { how: 'MEMORY' }],
  [
    'its time',
    job(),
    pod(ended(137), { phase: 'Failed', reason: 'DeadlineExceeded' }),
    { how: 'TIMEOUT', seconds: 60 },
  ],
  [
    'its time, of a node that says no more',
    job(),
    pod(null, { phase: 'Failed', reason: 'DeadlineExceeded' }),
    { how: 'TIMEOUT', seconds: 60 },
  ],
  ['the time of its job', job([{ ...failed, reason: 'DeadlineExceeded' }]), null, { how: 'TIMEOUT', seconds: 60 }],
  ['success, its pod gone', job([{ type: 'Complete', status: 'True' }]), null, { how: 'CODE', code: 0 }],
  [
    'success, although its node is drained',
    job(),
    pod(ended(0, 'Completed'), { phase: 'Succeeded', conditions: [disruption] }),
    { how: 'CODE', code: 0 },
  ],
])('ends by %s', (_, one, its, end) => {
  expect(standingOf(one, its, 60)).toEqual({ is: 'ENDED', end, words: null });
});

test.each([
  ['its pod is gone', job([failed]), null, /BackoffLimitExceeded: too often/],
  [
    'its node is drained',
    job([failed]),
    pod(ended(143), { conditions: [disruption] }),
    /EvictionByEvictionAPI: drained/,
  ],
  ['it is evicted', job(), pod(ended(137), { phase: 'Failed', reason: 'Evicted' }), /Evicted/],
  ['its node does not take it', job(), pod(null, { phase: 'Failed', reason: 'OutOfcpu' }), /OutOfcpu/],
  ['its node lost sight of it', job(), pod(ended(137, 'ContainerStatusUnknown'), { phase: 'Failed' }), /Unknown/],
  ['its pod was removed', job(), pod(ended(143), {}, { deletionTimestamp: '2026-01-01T00:00:00Z' }), /removed/],
  ['its image does not come', job(), pod({ waiting: { reason: 'ImagePullBackOff', message: 'no such host' } }), /such/],
])('is lost when %s', (_, one, its, why) => {
  expect(standingOf(one, its, 60)).toMatchObject({
    is: 'ENDED',
    end: { how: 'LOST', why: expect.stringMatching(why) as string },
  });
});

test('is refused where waiting would not help, in the words of the node', () => {
  const waiting = { reason: 'CreateContainerConfigError', message: 'no claim' };
  expect(standingOf(job(), pod({ waiting }), 60)).toEqual({
    is: 'REFUSED',
    why: 'CreateContainerConfigError: no claim',
  });
});
