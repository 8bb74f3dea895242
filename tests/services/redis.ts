import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { installPackages } from './apt.ts';
import { freePort, launch, serviceFolder, type Server } from './server.ts';
import { addressOf, password, redisFlags } from './settings.ts';

const program = '/usr/bin/redis-server';

export interface RedisServer extends Server {
  readonly url: string;
  /** Starts it again, after `stop`, with its data at its address. */
  restart(): Promise<void>;
}

/** Whether it answers PING: while it still loads its file, it answers an error. */
async function answersPing(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const { promise, resolve } = Promise.withResolvers<boolean>();
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString();
    if (answer.includes('+PONG')) resolve(true);
    else if (answer.includes('-')) resolve(false);
  });
  socket.on('error', () => resolve(false)).on('close', () => resolve(false));
  socket.write(`AUTH ${password}\r\nPING\r\n`);
  const ready = await promise;
  socket.destroy();
  return ready;
}

/** A Redis of its own: append-only, never evicting, with a password. */
export async function startRedis(): Promise<RedisServer> {
  if (!existsSync(program)) await installPackages('Redis for tests', 'redis-server');
  const folder = serviceFolder('redis');
  const port = await freePort();
  const start = () =>
    launch({
      name: 'Redis',
      command: [program, '--bind', '127.0.0.1', '--port', String(port), '--dir', folder, '--save', '', ...redisFlags],
      folder,
      isReady: () => answersPing(port),
      withinMs: 30_000,
    });
  let running = await start();
  return {
    url: addressOf('redis', port),
    get pid() {
      return running.pid;
    },
    stop: (signal = 'SIGTERM') => running.stop(signal),
    restart: async () => {
      running = await start();
    },
  };
}
