import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { cpus, hostname, totalmem } from 'node:os';
import { join } from 'node:path';
import { installPackages } from './apt.ts';
import { freePort, launch, serviceFolder, type Server } from './server.ts';

export interface TestSlurm {
  /** For the commands of Slurm. */
  readonly environment: NodeJS.ProcessEnv;
  /** A folder that its node sees. */
  readonly folder: string;
  /** The names of jobs that wait or run. */
  jobs(): readonly string[];
  /** Ends the controller; jobs that run go on. */
  stopController(): Promise<void>;
  startController(): Promise<void>;
  close(): Promise<void>;
}

const programs = ['/usr/sbin/slurmctld', '/usr/sbin/slurmd', '/usr/bin/sbatch', '/usr/sbin/munged'];

/** Debian's Slurm as a cluster of this one machine: munge, a controller, a node. It needs root, as Slurm's node does. */
export async function startSlurm(): Promise<TestSlurm> {
  if (!programs.every((path) => existsSync(path)))
    await installPackages('Slurm for tests', 'slurmctld', 'slurmd', 'slurm-client', 'munge');
  const folder = serviceFolder('slurm');
  chmodSync(folder, 0o755);
  for (const name of ['munge', 'state', 'spool', 'controller', 'node', 'work']) mkdirSync(join(folder, name));
  const socket = join(folder, 'munge', 'socket');
  const key = join(folder, 'munge', 'key');
  writeFileSync(key, randomBytes(1024), { mode: 0o600 });
  chmodSync(join(folder, 'munge'), 0o711);
  const answers = (...command: [string, ...string[]]): boolean => {
    try {
      execFileSync(command[0], command.slice(1), {
        env: environment,
        stdio: ['ignore', 'pipe', 'ignore'],
        timeout: 3000,
      });
      return true;
    } catch {
      return false;
    }
  };
  const configuration = join(folder, 'slurm.conf');
  const environment = { ...process.env, SLURM_CONF: configuration };
  const ports = { controller: await freePort(), node: await freePort() };
  writeFileSync(configuration, configurationOf(folder, socket, ports));
  const munge = await launch({
    name: 'munge',
    command: [
      '/usr/sbin/munged',
      ...['--foreground', '--force', '--num-threads', '2', `--key-file=${key}`, `--socket=${socket}`],
      ...['pid', 'log', 'seed'].map((name) => `--${name}-file=${join(folder, 'munge', name)}`),
    ],
    folder: join(folder, 'munge'),
    isReady: () => Promise.resolve(answers('munge', '-S', socket, '-n')),
    withinMs: 20_000,
  });
  const startController = () =>
    launch({
      name: 'slurmctld',
      command: ['/usr/sbin/slurmctld', '-D', '-f', configuration],
      folder: join(folder, 'controller'),
      environment: { SLURM_CONF: configuration },
      isReady: () => Promise.resolve(answers('scontrol', 'ping') && pings()),
      withinMs: 30_000,
    });
  const pings = (): boolean =>
    execFileSync('scontrol', ['ping'], { env: environment, encoding: 'utf8' }).includes('UP');
  let controller: Server = await startController();
  const node = await launch({
    name: 'slurmd',
    command: ['/usr/sbin/slurmd', '-D', '-f', configuration, '-N', nodeName],
    folder: join(folder, 'node'),
    environment: { SLURM_CONF: configuration },
    isReady: () => Promise.resolve(/^(idle|mix|alloc)/m.test(ask('sinfo', '--noheader', '--format=%t'))),
    withinMs: 30_000,
  });
  function ask(command: string, ...args: string[]): string {
    return execFileSync(command, args, { env: environment, encoding: 'utf8' });
  }
  return {
    environment,
    folder: join(folder, 'work'),
    jobs: () =>
      ask('squeue', '--noheader', '--format=%j')
        .split('\n')
        .flatMap((line) => line.trim() || []),
    stopController: () => controller.stop('SIGTERM'),
    startController: async () => {
      controller = await startController();
    },
    close: async () => {
      for (const server of [node, controller, munge]) await server.stop('SIGTERM');
    },
  };
}

const nodeName = hostname().split('.')[0] ?? 'localhost';

function configurationOf(folder: string, socket: string, ports: { controller: number; node: number }): string {
  const settings: Readonly<Record<string, string | number>> = {
    ClusterName: 'test',
    SlurmctldHost: `${nodeName}(127.0.0.1)`,
    SlurmUser: 'root',
    SlurmdUser: 'root',
    AuthType: 'auth/munge',
    AuthInfo: `socket=${socket}`,
    CredType: 'cred/munge',
    SlurmctldPort: ports.controller,
    SlurmdPort: ports.node,
    StateSaveLocation: join(folder, 'state'),
    SlurmdSpoolDir: join(folder, 'spool'),
    SlurmctldPidFile: join(folder, 'controller', 'pid'),
    SlurmdPidFile: join(folder, 'node', 'pid'),
    // A machine for tests may have neither systemd nor cgroups of its own.
    ProctrackType: 'proctrack/linuxproc',
    TaskPlugin: 'task/none',
    JobAcctGatherType: 'jobacct_gather/none',
    SchedulerParameters: 'sched_interval=1,bf_interval=1,batch_sched_delay=0',
    SelectType: 'select/cons_tres',
    SelectTypeParameters: 'CR_Core_Memory',
    MpiDefault: 'none',
    ReturnToService: 2,
    KillWait: 2,
    MinJobAge: 300,
    MailProg: '/bin/true',
    AccountingStorageType: 'accounting_storage/none',
  };
  const memoryMb = Math.floor(totalmem() / 2 ** 20) - 512;
  return `${Object.entries(settings)
    .map(([name, value]) => `${name}=${String(value)}`)
    .join('\n')}
NodeName=${nodeName} NodeAddr=127.0.0.1 CPUs=${String(cpus().length)} RealMemory=${String(memoryMb)} State=UNKNOWN
PartitionName=main Nodes=${nodeName} Default=YES MaxTime=INFINITE State=UP
`;
}
