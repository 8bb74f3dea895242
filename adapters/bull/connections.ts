import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Redis, type RedisOptions } from 'ioredis';
import { HubError } from '../../core/errors.ts';
import { defineTicketCommands } from './ticket-commands.ts';

/** The Redis connections of a process: all its queues share one for commands and one for events; each worker has its own to wait on. */
export class Connections {
  readonly #url: string;
  readonly #onOutage: (error: Error) => void;
  readonly #all = new Set<Redis>();
  #subscriber: Redis | null = null;
  readonly #id = randomUUID();
  #isOut = false;
  readonly commands: Redis;

  /** @param onOutage hears the first error of each outage, not every attempt to reconnect */
  constructor(url: string, onOutage: (error: Error) => void) {
    this.#url = url;
    this.#onOutage = onOutage;
    this.commands = this.open();
    defineTicketCommands(this.commands);
  }

  /** For bull, which refuses limits on retries, and the ready check, for connections that wait. */
  forBull(type: 'client' | 'subscriber' | 'bclient', queue: string): Redis {
    if (type === 'client') return this.commands;
    if (type === 'bclient') return this.open({ connectionName: this.#waiterName(queue) });
    this.#subscriber ??= this.open();
    return this.#subscriber;
  }

  /** Calls `then` each time that commands can be sent: at the start, and when Redis is back. */
  whenReady(then: () => void): void {
    this.commands.on('ready', then);
  }

  /** Resolves when commands can be sent for the first time. */
  async opened(): Promise<void> {
    if (!this.ready) await once(this.commands, 'ready');
  }

  /** @throws UNAVAILABLE when there is no answer in time */
  async ping(timeoutMs: number): Promise<void> {
    const silent = new HubError('UNAVAILABLE', 'Redis does not answer (PESSCARA_QUEUE_URL)');
    if (!this.ready) throw silent;
    const answer = await Promise.race([this.commands.ping(), setTimeout(timeoutMs, null, { ref: false })]);
    if (answer === null) throw silent;
  }

  /** Lets the connection that waits for a queue's next ticket answer now, with none. */
  async unblock(queue: string): Promise<void> {
    const clients = String(await this.commands.call('CLIENT', 'LIST', 'TYPE', 'normal'));
    const line = clients.split('\n').find((client) => client.includes(` name=${this.#waiterName(queue)} `));
    const id = /^id=(\d+)/.exec(line ?? '')?.[1];
    if (id !== undefined) await this.commands.call('CLIENT', 'UNBLOCK', id);
  }

  #waiterName(queue: string): string {
    return `pesscara-${queue}-${this.#id}`;
  }

  /** True when commands would not wait for Redis to come back. */
  get ready(): boolean {
    return this.commands.status === 'ready';
  }

  open(more: RedisOptions = {}): Redis {
    const connection = new Redis(this.#url, {
      maxRetriesPerRequest: null,
      enableReadyCheck: false,
      retryStrategy: (times) => Math.min(50 * 2 ** Math.min(times, 6), 1_000),
      ...more,
    });
    // Six queues and their workers listen to the same connection, and that is no leak.
    connection.setMaxListeners(0);
    connection.on('error', (error: Error) => {
      if (!this.#isOut) this.#onOutage(error);
      this.#isOut = true;
    });
    connection.on('ready', () => {
      this.#isOut = false;
    });
    this.#all.add(connection);
    return connection;
  }

  close(): void {
    for (const connection of this.#all) connection.disconnect();
  }
}
