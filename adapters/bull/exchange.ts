import type { Redis } from 'ioredis';
import type { InnerQueue } from './bull-internals.ts';

/** A ticket that this process holds the lock of. */
export interface HeldTicket {
  readonly id: string;
  /** Undefined for what is left of a ticket that was lost while it was handed out. */
  readonly key: string | undefined;
}

/**
 * Bull's moveToFinished of many jobs and moveToActive of many, on bull's own keys, in one command. A ticket whose lock is another's by
 * now is left to the other. No events: nobody listens to them, and bull publishes two for each job.
 */
const lua = `
local wait, active, stalled = KEYS[1], KEYS[2], KEYS[3]
local prefix, token, lockMs, limit = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
for n = 5, #ARGV do
  local job = prefix .. ARGV[n]
  if redis.call('GET', job .. ':lock') == token then
    redis.call('DEL', job, job .. ':lock')
    redis.call('LREM', active, -1, ARGV[n])
    redis.call('SREM', stalled, ARGV[n])
  end
end
local drawn = {}
for n = 1, limit do
  local id = redis.call('RPOPLPUSH', wait, active)
  if not id then break end
  redis.call('SET', prefix .. id .. ':lock', token, 'PX', lockMs)
  drawn[2 * n - 1] = id
  drawn[2 * n] = redis.call('HGET', prefix .. id, 'data') or '{}'
end
return drawn`;

type Exchanging = Redis & {
  exchangeTickets(...parameters: readonly (string | number)[]): Promise<readonly string[]>;
};

/** Teaches the connection the command that `exchange` sends. */
export function defineExchange(redis: Redis): void {
  redis.defineCommand('exchangeTickets', { numberOfKeys: 3, lua });
}

/** Up to `limit` waiting tickets, first come first, having used up those of the ids `used`. */
export async function exchange(
  queue: InnerQueue<{ readonly key: string }>,
  used: readonly string[],
  limit: number,
  lockMs: number,
): Promise<readonly HeldTicket[]> {
  const keys = [queue.toKey('wait'), queue.toKey('active'), queue.toKey('stalled')];
  const drawn = await (queue.client as Exchanging).exchangeTickets(
    ...keys,
    queue.toKey(''),
    queue.token,
    lockMs,
    limit,
    ...used,
  );
  return Array.from({ length: drawn.length / 2 }, (_, n) => ({
    id: drawn[2 * n] as string,
    key: (JSON.parse(drawn[2 * n + 1] as string) as { readonly key?: string }).key,
  }));
}
