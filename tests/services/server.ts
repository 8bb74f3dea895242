import { execFileSync, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, openSync, closeSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Server {
  /** Its process number. */
  readonly pid: number;
  /** Ends the process and waits for its end: `SIGKILL` as a crash would, unless the server likes to be asked. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

export interface Launch {
  readonly name: string;
  readonly command: readonly [string, ...string[]];
  readonly folder: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Whom the server runs as when this process is root. */
  readonly account?: string;
  readonly isReady: () => Promise<boolean>;
  readonly withinMs: number;
}

const prefix = 'pesscara-service-';

/** Where downloads and builds stay between test runs. */
export const cacheFolder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'pesscara');

/** A new temporary folder that belongs to this process; those of processes that were killed are removed. */
export function serviceFolder(name: string, account?: string): string {
  for (const old of readdirSync(tmpdir())) {
    const owner = new RegExp(`^${prefix}(\\d+)-`).exec(old)?.[1];
    if (owner && !existsSync(`/proc/${owner}`)) rmSync(join(tmpdir(), old), { recursive: true, force: true });
  }
  const folder = mkdtempSync(join(tmpdir(), `${prefix}${String(process.pid)}-${name}-`));
  if (account && process.getuid?.() === 0) {
    const id = (what: string) => Number(execFileSync('id', [what, account], { encoding: 'utf8' }));
    chownSync(folder, id('-u'), id('-g'));
  }
  process.on('exit', () => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Below those that Linux gives to outgoing connections: one of these would take the port of a server that is being restarted. */
const ports = { from: 10_240, to: 32_767 };

/** A port of this machine that nobody listens on now. */
export async function freePort(): Promise<number> {
  for (;;) {
    const server = createServer();
    const port = randomInt(ports.from, ports.to);
    const free = await new Promise<boolean>((resolve) => {
      server.once('error', () => {
        resolve(false);
      });
      server.listen(port, '127.0.0.1', () => {
        resolve(true);
      });
    });
    if (!free) continue;
    server.close();
    await once(server, 'close');
    return port;
  }
}

/**
 * Starts a server and waits until it is ready. It dies with this process in whatever way that ends: the kernel sends the
 * signal that `setpriv --pdeathsig` asks for.
 * @throws Error with the end of the server's log when it ends, or isn't ready in time
 */
export async function launch(options: Launch): Promise<Server> {
  const { name, command, folder, environment, account, isReady, withinMs } = options;
  const logPath = join(folder, 'server.log');
  const log = openSync(logPath, 'a');
  const asAccount =
    account && process.getuid?.() === 0 ? [`--reuid=${account}`, `--regid=${account}`, '--init-groups'] : [];
  const child = spawn('setpriv', ['--pdeathsig=KILL', ...asAccount, ...command], {
    cwd: folder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', log, log],
    // Ctrl-C in the terminal is for the test runner, which then stops the servers.
    detached: true,
  });
  closeSync(log);
  const ended = Promise.withResolvers<string>();
  child.on('error', (error) => ended.resolve(error.message));
  child.on('exit', (code, signal) => ended.resolve(`it ended with ${String(code ?? signal)}`));
  const state = { end: null as string | null };
  void ended.promise.then((end) => (state.end = end));
  // Tests may end before the server does; it must not hold them.
  child.unref();
  const server: Server = {
    pid: child.pid ?? 0,
    stop: async (signal = 'SIGKILL') => {
      child.ref();
      child.kill(signal);
      await ended.promise;
    },
  };
  const deadline = Date.now() + withinMs;
  while (!(await isReady())) {
    const problem =
      state.end ?? (Date.now() > deadline ? `it was not ready within ${String(withinMs / 1000)} s` : null);
    if (problem !== null) {
      if (state.end === null) await server.stop();
      const tail = readFileSync(logPath, 'utf8').split('\n').slice(-30).join('\n');
      throw new Error(`${name} did not start: ${problem}. The end of its log:\n${tail}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return server;
}
