import Bull from 'bull';
import { serviceVariable } from '../../tests/services/addresses.ts';
import { startRedis } from '../../tests/services/redis.ts';
import { measured, type Sample } from './sample.ts';

const concurrency = 50;
const chunk = 1_000;

/** What bull does by itself: a run is `steps` jobs, each of which adds the next one when it is processed. */
export async function bullChain(runs: number, steps: number): Promise<Sample> {
  const given = process.env[serviceVariable('redis')];
  const server = given ? null : await startRedis();
  const queue = new Bull<{ step: number }>('bench', given ?? server?.url ?? '', {
    prefix: `bench-${String(process.pid)}`,
  });
  try {
    await queue.isReady();
    const options = { removeOnComplete: true, removeOnFail: true };
    const all = Promise.withResolvers<undefined>();
    let done = 0;
    const sample = measured(runs, async () => {
      queue
        .process(concurrency, async ({ data: { step } }) => {
          if (step < steps) await queue.add({ step: step + 1 }, options);
          else if (++done === runs) all.resolve(undefined);
        })
        .catch(all.reject);
      for (let left = runs; left > 0; left -= chunk) {
        await queue.addBulk(
          Array.from({ length: Math.min(chunk, left) }, () => ({ data: { step: 1 }, opts: options })),
        );
      }
      await all.promise;
    });
    return await sample;
  } finally {
    await queue.obliterate({ force: true });
    await queue.close();
    await server?.stop();
  }
}
