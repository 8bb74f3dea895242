import { HubError } from '../errors.ts';

/**
 * A function for one item out of one for many: what is asked while a round is under way goes together in the next. So a store that costs as
 * much for one as for ten is asked once for ten, and nobody waits when nobody else asks.
 * An item that spoils its round is found by asking for each alone, unless the store itself is away.
 */
export function together<In, Out>(
  work: (items: readonly In[]) => Promise<readonly Out[]>,
  mostItems = 64,
): (item: In) => Promise<Out> {
  interface Waiting {
    readonly item: In;
    readonly resolve: (answer: Out) => void;
    readonly reject: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let busy = false;

  async function ask(some: readonly Waiting[]): Promise<void> {
    try {
      const answers = await work(some.map(({ item }) => item));
      if (answers.length !== some.length) throw new Error('a round answered another number of items than it was asked');
      for (const [index, answer] of answers.entries()) some[index]?.resolve(answer);
    } catch (error) {
      const isAway = error instanceof HubError && error.code === 'UNAVAILABLE';
      if (some.length === 1 || isAway) for (const { reject } of some) reject(error);
      else for (const each of some) await ask([each]);
    }
  }

  async function run(): Promise<void> {
    busy = true;
    // What is asked in the same turn of the event loop comes along.
    await Promise.resolve();
    while (waiting.length > 0) await ask(waiting.splice(0, mostItems));
    busy = false;
  }

  return (item) =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!busy) void run();
    });
}
