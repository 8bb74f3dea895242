import type { Redis } from 'ioredis';
import type { InnerQueue } from './bull-internals.ts';

/** All that Redis learns about a job. */
export interface Ticket {
  readonly key: string;
}

/** A ticket that this process holds the lock of. */
export interface HeldTicket {
  readonly id: string;
  /** Undefined for what is left of a ticket that was lost while it was handed out. */
  readonly key: string | undefined;
}

/**
 * Bull's addJob for many due jobs at once, in the order given; one that is there already stays as it is. Like bull's other scripts it
 * is told the prefix of all keys. No events: nobody listens to them, and bull publishes one for each job.
 */
const addLua = `
local target = KEYS[1]
if redis.call('EXISTS', KEYS[3]) == 1 then target = KEYS[2] end
local prefix, opts, now = ARGV[1], ARGV[2], ARGV[3]
for n = 4, #ARGV, 2 do
  local id, job = ARGV[n], prefix .. ARGV[n]
  if redis.call('EXISTS', job) == 0 then
    redis.call('HSET', job, 'name', '__default__', 'data', ARGV[n + 1], 'opts', opts, 'timestamp', now,
      'delay', 0, 'priority', 0)
    redis.call('LPUSH', target, id)
  end
end
return 0`;

/**
 * Bull's moveToFinished of many jobs and moveToActive of many, in one command. A ticket whose lock is another's by now is left to
 * the other.
 */
const exchangeLua = `
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

type Parameters = readonly (string | number)[];
interface TicketCommands {
  addTickets(...parameters: Parameters): Promise<unknown>;
  exchangeTickets(...parameters: Parameters): Promise<readonly string[]>;
}

/** Teaches the connection the commands that the functions below send. */
export function defineTicketCommands(redis: Redis): void {
  redis.defineCommand('addTickets', { numberOfKeys: 3, lua: addLua });
  redis.defineCommand('exchangeTickets', { numberOfKeys: 3, lua: exchangeLua });
}

/** Lets the tickets wait, each as a job of bull's with the options `opts`. Rejects when they did not arrive. */
export async function addTickets(
  queue: InnerQueue<Ticket>,
  tickets: readonly { readonly id: string; readonly data: Ticket }[],
  opts: object,
): Promise<void> {
  await queue.isReady();
  const now = Date.now();
  await commandsOf(queue).addTickets(
    ...['wait', 'paused', 'meta-paused', ''].map((name) => queue.toKey(name)),
    JSON.stringify({ ...opts, delay: 0, timestamp: now }),
    now,
    ...tickets.flatMap(({ id, data }) => [id, JSON.stringify(data)]),
  );
}

/** Up to `limit` waiting tickets, first come first, having used up those with the ids `used`. */
export async function exchangeTickets(
  queue: InnerQueue<Ticket>,
  used: readonly string[],
  limit: number,
  lockMs: number,
): Promise<readonly HeldTicket[]> {
  const drawn = await commandsOf(queue).exchangeTickets(
    ...['wait', 'active', 'stalled', ''].map((name) => queue.toKey(name)),
    queue.token,
    lockMs,
    limit,
    ...used,
  );
  return Array.from({ length: drawn.length / 2 }, (_, n) => ({
    id: drawn[2 * n] as string,
    key: (JSON.parse(drawn[2 * n + 1] as string) as Partial<Ticket>).key,
  }));
}

function commandsOf(queue: InnerQueue<Ticket>): TicketCommands {
  return queue.client as Redis & TicketCommands;
}
