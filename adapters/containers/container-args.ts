import { join } from 'node:path';
import type { JsonObject } from '../../core/json.ts';
import { textAt } from '../../core/programs/text-at.ts';
import type { ContainerEngine } from './find-engine.ts';

/** Nobody's number, of whom no host knows anything. */
const nobody = 65534;
const tmpMb = 256;
const maxProcesses = 256;

export interface ContainerParameters {
  /** `name@sha256:...` */
  readonly image: string;
  /** Null: the image's own. */
  readonly command: readonly string[] | null;
  readonly timeoutS: number;
  readonly cpus: number;
  readonly memoryMb: number;
  /** CDI name of a device, `nvidia.com/gpu=0`; null: none. */
  readonly gpu: string | null;
}

/** The `with` of a step, which the definition's validator has checked. */
export function containerParameters(given: JsonObject): ContainerParameters {
  const command = given['command'];
  const gpu = given['gpu'];
  return {
    image: textAt(given, 'image'),
    command: Array.isArray(command) ? command.map(String) : null,
    timeoutS: Number(given['timeoutS'] ?? 3600),
    cpus: Number(given['cpus'] ?? 1),
    memoryMb: Number(given['memoryMb'] ?? 2048),
    gpu: typeof gpu === 'string' ? gpu : null,
  };
}

/** Where a container sees its folder. */
export const seenAs = '/work';

/**
 * Arguments of `podman run` or `docker run`: no network, nothing to write to but `/work/out`, `/work/result` and a temporary folder in
 * memory, no capability, no way to gain one, limits on processor, memory, processes and sizes of files.
 */
export function runArguments(
  engine: ContainerEngine,
  name: string,
  folder: string,
  { image, command, cpus, memoryMb, gpu }: ContainerParameters,
  maxOutputBytes: number,
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
    ...['--ulimit', `fsize=${String(maxOutputBytes)}:${String(maxOutputBytes)}`],
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

/** Who the program is: never the host's root; without an engine's rights, who runs the hub, whose the files are. */
function userArguments({ rootless }: ContainerEngine): string[] {
  if (rootless) return ['--userns=keep-id'];
  const uid = process.getuid?.() ?? 0;
  const gid = process.getgid?.() ?? 0;
  return ['--user', uid === 0 ? `${String(nobody)}:${String(nobody)}` : `${String(uid)}:${String(gid)}`];
}
