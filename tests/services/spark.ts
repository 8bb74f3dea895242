import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { installPackages } from './apt.ts';
import { cacheFolder, freePort, launch, serviceFolder, type Server } from './server.ts';

const run = promisify(execFile);
/** From PyPI: Spark itself, 456 MB. */
const package_ = 'pyspark==4.3.0';

export interface TestSpark {
  readonly master: string;
  readonly rest: string;
  /** A folder that its worker sees. */
  readonly folder: string;
  close(): Promise<void>;
}

/** A standalone Spark of this machine: a master with its REST submission server, and a worker. */
export async function startSpark(): Promise<TestSpark> {
  const home = await sparkHome();
  const folder = serviceFolder('spark');
  for (const name of ['master', 'worker', 'work', 'tasks']) mkdirSync(join(folder, name));
  const ports = {
    master: await freePort(),
    rest: await freePort(),
    web: await freePort(),
    workerWeb: await freePort(),
  };
  const environment = {
    SPARK_HOME: home,
    SPARK_LOCAL_IP: '127.0.0.1',
    PYSPARK_PYTHON: join(environmentFolder, 'bin', 'python3'),
    SPARK_DAEMON_MEMORY: '512m',
    SPARK_WORKER_DIR: join(folder, 'work'),
    SPARK_MASTER_OPTS: `-Dspark.master.rest.enabled=true -Dspark.master.rest.host=127.0.0.1 -Dspark.master.rest.port=${String(ports.rest)}`,
  };
  const says = async (words: RegExp): Promise<boolean> => {
    const answer = await fetch(`http://127.0.0.1:${String(ports.web)}/json/`).catch(() => null);
    return answer?.ok ? words.test(await answer.text()) : false;
  };
  const start = (name: 'master' | 'worker', words: RegExp, ...args: string[]): Promise<Server> =>
    launch({
      name: `Spark's ${name}`,
      command: [join(home, 'bin', 'spark-class'), ...args],
      folder: join(folder, name),
      environment,
      isReady: () => says(words),
      withinMs: 90_000,
    });
  const master = `spark://127.0.0.1:${String(ports.master)}`;
  const at = ['--host', '127.0.0.1'];
  const masterServer = await start(
    'master',
    /"status" : "ALIVE"/,
    'org.apache.spark.deploy.master.Master',
    ...at,
    ...['--port', String(ports.master), '--webui-port', String(ports.web)],
  );
  const workerServer = await start(
    'worker',
    /"aliveworkers" : 1/,
    'org.apache.spark.deploy.worker.Worker',
    ...at,
    ...['--cores', '4', '--memory', '4g', '--webui-port', String(ports.workerWeb), master],
  );
  return {
    master,
    rest: `http://127.0.0.1:${String(ports.rest)}`,
    folder: join(folder, 'tasks'),
    close: async () => {
      await workerServer.stop('SIGTERM');
      await masterServer.stop('SIGTERM');
    },
  };
}

const environmentFolder = join(cacheFolder, package_.replace('==', '-'));

async function sparkHome(): Promise<string> {
  if (!existsSync('/usr/bin/java')) await installPackages('Spark for tests', 'openjdk-17-jre-headless');
  if (!existsSync(environmentFolder)) {
    const made = `${environmentFolder}.${String(process.pid)}`;
    mkdirSync(cacheFolder, { recursive: true });
    try {
      await run('python3', ['-m', 'venv', made]);
      await run(join(made, 'bin', 'pip'), ['--quiet', '--disable-pip-version-check', 'install', package_], {
        timeout: 900_000,
      });
      renameSync(made, environmentFolder);
    } catch (error) {
      rmSync(made, { recursive: true, force: true });
      throw new Error(`Spark for tests: ${package_} can't be installed from PyPI`, { cause: error });
    }
  }
  const where = 'import importlib.util as u; print(u.find_spec("pyspark").submodule_search_locations[0])';
  const { stdout } = await run(join(environmentFolder, 'bin', 'python3'), ['-c', where]);
  return stdout.trim();
}
