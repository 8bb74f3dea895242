import { dirname, join } from 'node:path';
import type { JsonObject } from '../../core/json.ts';
import { imageProgram, nobody, seenAs, type ImageProgram } from '../../core/programs/image-program.ts';
import type { ContainerEngine } from './find-engine.ts';

const tmpMb = 256;
const maxProcesses = 256;
/** Who follows a container ends it at its time limit; later than that, nobody follows it. */
export const overdueS = 60;
/** Names whose container it is: the folder of those of one hub. */
export const folderLabel = 'pesscara.folder';
export const timeoutLabel = 'pesscara.timeout';

export interface ContainerParameters extends ImageProgram {
  /** CDI name of a device, `nvidia.com/gpu=0`; null: none. */
  readonly gpu: string | null;
}

/** The `with` of a step, which the definition's validator has checked. */
export function containerParameters(given: JsonObject): ContainerParameters {
  const gpu = given['gpu'];
  return { ...imageProgram(given), gpu: typeof gpu === 'string' ? gpu : null };
}

/**
 * Arguments of `podman run` or `docker run`: no network, nothing to write to but `/work/out`, `/work/result` and a temporary folder in
 * memory, no capability, no way to gain one, limits on processor, memory, processes and sizes of files.
 */
export function runArguments(
  engine: ContainerEngine,
  name: string,
  folder: string,
  { image, command, cpus, memoryMb, gpu, timeoutS }: ContainerParameters,
  maxFileBytes: number,
): string[] {
  const mount = (part: string, mode: 'ro' | 'rw'): string[] => [
    '--volume',
    `${join(folder, part)}:${seenAs}/${part}:${mode}${engine.name === 'podman' ? ',Z' : ''}`,
  ];
  const log = engine.name === 'podman' ? 'k8s-file' : 'json-file';
  return [
    'run',
    '--detach',
    '--pull=missing',
    ...['--name', name],
    ...['--label', 'pesscara.step=true'],
    ...['--label', `${folderLabel}=${dirname(folder)}`],
    ...['--label', `${timeoutLabel}=${String(timeoutS)}`],
    // Also where our process is gone, and never comes back.
    ...(canStopItself(engine) ? ['--timeout', String(Math.ceil(timeoutS) + overdueS)] : []),
    '--network=none',
    // Podman hands the proxies of who runs the hub on, with their passwords.
    ...(engine.name === 'podman' ? ['--http-proxy=false'] : []),
    '--read-only',
    ...['--tmpfs', `/tmp:rw,nosuid,nodev,size=${String(tmpMb)}m`],
    '--cap-drop=ALL',
    '--security-opt=no-new-privileges',
    ...userArguments(engine),
    ...['--cpus', String(cpus)],
    ...['--memory', `${String(memoryMb)}m`],
    ...['--memory-swap', `${String(memoryMb)}m`],
    ...['--pids-limit', String(maxProcesses)],
    ...['--ulimit', `fsize=${String(maxFileBytes)}:${String(maxFileBytes)}`],
    ...['--ulimit', 'nofile=1024:1024'],
    ...['--ulimit', 'nproc=4096:4096'],
    ...['--ulimit', 'core=0:0'],
    ...['--log-driver', log, '--log-opt', 'max-size=10m'],
    ...(gpu === null ? [] : ['--device', gpu]),
    ...['--env', `PESSCARA_TASK=${seenAs}/task.json`],
    ...mount('in', 'ro'),
    ...mount('task.json', 'ro'),
    ...mount('out', 'rw'),
    ...mount('result', 'rw'),
    image,
    ...(command ?? []),
  ];
}

/** Podman from 3.2 on can. */
function canStopItself({ name, version }: ContainerEngine): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return name === 'podman' && (major > 3 || (major === 3 && minor >= 2));
}

/** Who the program is: never the host's root; without an engine's rights, who runs the hub, whose the files are. */
function userArguments({ rootless }: ContainerEngine): string[] {
  if (rootless) return ['--userns=keep-id'];
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  return ['--user', uid === 0 ? `${String(nobody)}:${String(nobody)}` : `${String(uid)}:${String(gid)}`];
}
