import { execFile } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installPackages } from './apt.ts';
import { freePort, launch, serviceFolder, type Server } from './server.ts';
import { addressOf, database, password, postgresFlags, user } from './settings.ts';

const run = promisify(execFile);
const oldest = 15;
const root = '/usr/lib/postgresql';

/** The folder of the programs of the newest PostgreSQL that Debian's packages brought. */
function newestPrograms(): string | null {
  const versions = existsSync(root) ? readdirSync(root).map(Number) : [];
  const newest = Math.max(...versions.filter((version) => existsSync(`${root}/${String(version)}/bin/postgres`)));
  return newest >= oldest ? `${root}/${String(newest)}/bin` : null;
}

export interface PostgresServer extends Server {
  readonly url: string;
  /** Starts it again, after `stop`, with its data at its address. */
  restart(): Promise<void>;
}

/** A PostgreSQL of its own, with an empty database `hub`. */
export async function startPostgres(): Promise<PostgresServer> {
  if (!newestPrograms()) await installPackages('PostgreSQL for tests', 'postgresql');
  const programs = newestPrograms();
  if (!programs) throw new Error(`PostgreSQL ${String(oldest)} or later is needed; ${root} holds none`);
  // It refuses to run as root.
  const account = 'postgres';
  const folder = serviceFolder('postgres', account);
  const data = join(folder, 'data');
  const secret = join(folder, 'password');
  writeFileSync(secret, password);
  const asAccount = process.getuid?.() === 0 ? [`--reuid=${account}`, `--regid=${account}`, '--init-groups'] : [];
  await run(
    'setpriv',
    [
      ...[...asAccount, `${programs}/initdb`, '-D', data, '-U', user, `--pwfile=${secret}`, '--auth=scram-sha-256'],
      ...['--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'],
    ],
    { cwd: folder },
  );
  rmSync(secret);
  const port = await freePort();
  const start = () =>
    launch({
      name: 'PostgreSQL',
      command: [
        ...([`${programs}/postgres`, '-D', data, '-p', String(port)] as const),
        ...['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', ...postgresFlags],
      ],
      folder,
      account,
      isReady: async () => {
        const place = ['-h', '127.0.0.1', '-p', String(port)];
        const answer = await run(`${programs}/pg_isready`, ['-q', ...place]).catch(() => null);
        return answer !== null;
      },
      withinMs: 60_000,
    });
  let running = await start();
  await run(
    `${programs}/psql`,
    ['-h', '127.0.0.1', '-p', String(port), '-U', user, '-d', 'postgres', '-c', `CREATE DATABASE ${database}`],
    { env: { ...process.env, PGPASSWORD: password } },
  );
  return {
    url: addressOf('postgres', port),
    get pid() {
      return running.pid;
    },
    // Its fast shutdown: sessions are ended, the log is written.
    stop: (signal = 'SIGINT') => running.stop(signal),
    restart: async () => {
      running = await start();
    },
  };
}
