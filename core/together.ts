import { HubError } from './errors.ts';

/** When a round begins. */
export interface Rounds {
  /** @default 64 */
  readonly mostItems?: number;
  /** How many are on their way to ask: a round waits for them, but not for long. @default nobody is known to be */
  readonly coming?: () => number;
  /** @default 5 */
  readonly patienceMs?: number;
}

/**
 * A function for one item out of one for many: what is asked while a round is under way, or by those who are known to come, goes together in the
 * next. So a store that costs as much for one as for ten is asked once for ten, and nobody waits when nobody else asks.
 * An item that spoils its round is found by asking for each alone, unless the store itself is away.
 */
export function together<In, Out>(
  work: (items: readonly In[]) => Promise<readonly Out[]>,
  { mostItems = 64, coming = () => 0, patienceMs = 5 }: Rounds = {},
): (item: In) => Promise<Out> {
  interface Waiting {
    readonly item: In;
    readonly resolve: (answer: Out) => void;
    readonly reject: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let busy = false;
  let patience: NodeJS.Timeout | null = null;

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

  async function round(): Promise<void> {
    if (patience !== null) clearTimeout(patience);
    patience = null;
    busy = true;
    // What is asked in the same turn of the event loop comes along.
    await Promise.resolve();
    await ask(waiting.splice(0, mostItems));
    busy = false;
    if (waiting.length > 0) beginSoon();
  }

  function beginSoon(): void {
    if (busy) return;
    if (waiting.length >= mostItems || coming() === 0) void round();
    else patience ??= setTimeout(() => void round(), patienceMs);
  }

  return (item) =>
    new Promise<Out>((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      beginSoon();
    });
}
