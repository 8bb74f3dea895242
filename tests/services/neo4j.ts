import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installPackages } from './apt.ts';
import { cacheFolder, freePort, launch, serviceFolder, type Server } from './server.ts';
import { addressOf, neo4jVersion, password } from './settings.ts';

const run = promisify(execFile);
const java = '/usr/bin/java';
const maven = '/usr/bin/mvn';

/** The folder of Neo4j's jars, which the first call takes from Maven Central. */
async function jars(): Promise<string> {
  const folder = join(cacheFolder, `neo4j-${neo4jVersion}`);
  if (existsSync(folder)) return folder;
  if (!existsSync(maven)) await installPackages('Maven, for Neo4j in tests', 'maven');
  mkdirSync(cacheFolder, { recursive: true });
  // Beside its place, then renamed: a download that is cut off is never taken for a whole one.
  const temporary = `${folder}.${randomUUID()}`;
  const pom = join(import.meta.dirname, 'neo4j-pom.xml');
  try {
    await run(
      maven,
      [
        ...['-q', '-B', '-f', pom, 'dependency:copy-dependencies', '-DincludeScope=runtime'],
        ...[`-Dneo4j.version=${neo4jVersion}`, `-DoutputDirectory=${temporary}`],
      ],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    if (!existsSync(folder)) renameSync(temporary, folder);
  } catch (error) {
    throw new Error(`Maven could not get Neo4j ${neo4jVersion}`, { cause: error });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return folder;
}

function configuration(port: number, pageCache: string): string {
  return [
    'server.default_listen_address=127.0.0.1',
    `server.bolt.listen_address=127.0.0.1:${String(port)}`,
    `server.bolt.advertised_address=127.0.0.1:${String(port)}`,
    'server.http.enabled=false',
    'server.https.enabled=false',
    'dbms.security.auth_enabled=true',
    'dbms.usage_report.enabled=false',
    `server.memory.pagecache.size=${pageCache}`,
    'db.tx_log.preallocate=false',
    'db.tx_log.rotation.retention_policy=1 files',
  ].join('\n');
}

export interface Neo4jServer extends Server {
  readonly url: string;
  /** Starts it again, after `stop`, with its data at its address. */
  restart(): Promise<void>;
  /** Runs `neo4j-admin ARGS` on its data, between `stop` and `restart`. @throws Error with what it wrote when it fails */
  admin(args: readonly string[]): Promise<void>;
}

export interface Neo4jOptions {
  /** Of the heap and of the page cache each, as `2g`: for measurements. Without it, the server is small and quick to start. */
  readonly memory?: string;
}

/** A Neo4j Community of its own. */
export async function startNeo4j({ memory }: Neo4jOptions = {}): Promise<Neo4jServer> {
  if (!existsSync(java)) await installPackages('Java, for Neo4j in tests', 'openjdk-17-jre-headless');
  const classes = join(await jars(), '*');
  const folder = serviceFolder('neo4j');
  for (const name of ['conf', 'logs']) mkdirSync(join(folder, name));
  const port = await freePort();
  writeFileSync(join(folder, 'conf', 'neo4j.conf'), `${configuration(port, memory ?? '64m')}\n`);
  const environment = { NEO4J_HOME: folder, NEO4J_CONF: join(folder, 'conf') };
  const opened = ['java.nio', 'java.io', 'sun.nio.ch'].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`);
  // Quick to start, small; a server that is measured gets Java's own choice instead.
  const light = ['-XX:+UseSerialGC', '-XX:TieredStopAtLevel=1'];
  const admin = async (args: readonly string[], flags: readonly string[]) => {
    await run(java, [...flags, ...opened, '-cp', classes, 'org.neo4j.cli.AdminTool', ...args], {
      env: { ...process.env, ...environment },
      maxBuffer: 64 * 1024 * 1024,
    });
  };
  await admin(['dbms', 'set-initial-password', password], [...light, '-Xmx128m']);
  const log = join(folder, 'logs', 'neo4j.log');
  const starts = () => (existsSync(log) ? readFileSync(log, 'utf8').split('INFO  Started.').length - 1 : 0);
  const start = () => {
    const before = starts();
    return launch({
      name: 'Neo4j',
      command: [
        ...([java, ...(memory ? [] : light), `-Xmx${memory ?? '512m'}`, '-XX:+ExitOnOutOfMemoryError'] as const),
        ...opened,
        ...['-cp', classes, 'org.neo4j.server.CommunityEntryPoint'],
        ...[`--home-dir=${folder}`, `--config-dir=${join(folder, 'conf')}`],
      ],
      folder,
      environment,
      // Its port opens before its databases do; this comes after both.
      isReady: () => Promise.resolve(starts() > before),
      withinMs: 180_000,
    });
  };
  let running = await start();
  return {
    url: addressOf('neo4j', port),
    get pid() {
      return running.pid;
    },
    stop: (signal) => running.stop(signal),
    restart: async () => {
      running = await start();
    },
    admin: (args) => admin(args, [`-Xmx${memory ?? '512m'}`]),
  };
}
