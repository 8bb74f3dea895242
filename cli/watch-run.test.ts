import { afterEach, expect, it } from 'vitest';
import type { z } from 'zod';
import { HubError } from '../core/errors.ts';
import { HubUnreachable } from './exit.ts';
import type { Output } from './output.ts';
import { watchRun } from './watch-run.ts';

/** What one subscription brings: changes, numbered from 1, and what breaks it. */
interface Pass {
  readonly brings: readonly number[];
  readonly breaks?: Error;
}

/** A hub that answers these states one after the other (the last one for ever), and these subscriptions; null: it is away. */
function hub(states: readonly (string | null)[], passes: readonly Pass[]) {
  const afters: unknown[] = [];
  const told: string[] = [];
  const results: unknown[] = [];
  let [looked, begun] = [0, 0];
  const client = {
    request: <T>(shape: z.ZodType<T>): Promise<T> => {
      const state = states[Math.min(looked++, states.length - 1)] ?? null;
      if (state === null) return Promise.reject(new HubUnreachable('away'));
      return Promise.resolve(shape.parse({ run: { id: 'r', state, percent: 0, error: null } }));
    },
    async *subscribe<T>(shape: z.ZodType<T>, _query: string, variables: Record<string, unknown> = {}) {
      afters.push(variables['after']);
      const { brings, breaks } = passes[begun++] ?? { brings: [] };
      const run = { percent: 1, secondsLeft: null };
      for (const cursor of brings)
        yield await Promise.resolve(
          shape.parse({ runProgress: { cursor: String(cursor), at: '2026-01-01T00:00:00Z', message: 'm', run } }),
        );
      if (breaks) throw breaks;
    },
  };
  const output: Output = {
    json: false,
    note: (text) => told.push(text),
    result: (text) => results.push(text),
  };
  const changes = () => told.filter((line) => line.endsWith('m')).length;
  return { watch: () => watchRun(client, 'r', output), afters, told, changes, results };
}

afterEach(() => (process.exitCode = undefined));

it('goes on from the last change when the connection is lost, also where the run has ended meanwhile', async () => {
  const { watch, afters, changes, results } = hub(
    ['RUNNING', null, 'COMPLETED'],
    [{ brings: [1, 2], breaks: new Error('socket closed') }, { brings: [3] }],
  );
  await watch();
  expect([afters, changes(), results]).toEqual([['0', '2', '3'], 3, ['COMPLETED']]);
  expect(process.exitCode).toBeUndefined();
});

it('tells all of a run that has ended, though the connection is lost while it does', async () => {
  const { watch, afters, changes } = hub(
    ['COMPLETED'],
    [{ brings: [1], breaks: new Error('lost') }, { brings: [2, 3] }],
  );
  await watch();
  expect([afters, changes()]).toEqual([['0', '1', '3'], 3]);
});

it('follows a run that goes on after its end, and tells its last one', async () => {
  const { watch, results } = hub(['FAILED', 'RUNNING', 'COMPLETED'], [{ brings: [1, 2] }, { brings: [3] }]);
  await watch();
  expect(results).toEqual(['COMPLETED']);
});

it('says no hub at once when there is none at first', async () => {
  await expect(hub([null], []).watch()).rejects.toBeInstanceOf(HubUnreachable);
});

it('ends with what the hub refuses, and with an answer that it does not understand', async () => {
  const refusal = new HubError('FORBIDDEN', 'no more');
  await expect(hub(['RUNNING'], [{ brings: [1], breaks: refusal }]).watch()).rejects.toBe(refusal);
  const odd = hub(['RUNNING', 'RUNNING'], [{ brings: [] }]);
  await expect(
    watchRun(
      {
        request: (shape) =>
          Promise.resolve(shape.parse({ run: { id: 'r', state: 'RUNNING', percent: 0, error: null } })),
        async *subscribe(shape) {
          yield await Promise.resolve(shape.parse({ other: 1 }));
        },
      },
      'r',
      { json: false, note: (text) => odd.told.push(text), result: () => undefined },
    ),
  ).rejects.toMatchObject({ name: 'ZodError' });
});
