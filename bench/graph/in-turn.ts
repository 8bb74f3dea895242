import { Pool } from 'undici';
import type { HubClient } from '../../cli/hub-client.ts';
import { quantile } from './questions.ts';

/** Asks the hub's door with its operator's token. */
export interface Door {
  /** The answer's data. @throws Error when there are errors in it */
  ask(query: string, variables: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

export function openDoor(hub: HubClient): Door {
  const pool = new Pool(hub.url, { connections: 16, pipelining: 1 });
  return {
    ask: async (query, variables) => {
      const { body } = await pool.request({
        path: '/graphql',
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${String(hub.token)}` },
        body: JSON.stringify({ query, variables }),
      });
      const answer = (await body.json()) as { data?: Readonly<Record<string, unknown>> | null; errors?: unknown };
      if (answer.errors || !answer.data) throw new Error(JSON.stringify(answer).slice(0, 500));
      return answer.data;
    },
    close: () => pool.close(),
  };
}

type Ask = (turn: number) => Promise<unknown>;

/** Times of each contender, in ms, in turn: `warm` turns that don't count, then up to `most` of them or for `ms`, at least three. */
export async function timesInTurn(
  contenders: readonly Ask[],
  { warm, most, ms }: { readonly warm: number; readonly most: number; readonly ms: number },
): Promise<readonly (readonly number[])[]> {
  const times = contenders.map((): number[] => []);
  const began = performance.now();
  for (let turn = -warm; turn < most && (turn < 3 || performance.now() - began < ms); turn++) {
    for (const [index, ask] of contenders.entries()) {
      const asked = performance.now();
      await ask(turn + warm);
      if (turn >= 0) times[index]?.push(performance.now() - asked);
    }
  }
  return times;
}

export const pair = (times: readonly number[]) =>
  [0.5, 0.95].map((share) => quantile(times, share).toFixed(1)).join(' / ');
