import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { LineLog } from './line-log.ts';
import type { Manifest, PodSpec } from './manifest.ts';

interface Terminated {
  readonly exitCode: number;
  readonly reason: string;
  readonly message?: string;
}

/** A pod whose container is a process of this machine: a node's work, as far as a job sees it. */
export class Pod {
  readonly uid = randomUUID();
  readonly log = new LineLog();
  readonly #name: string;
  readonly #labels: Readonly<Record<string, string>>;
  readonly #jobUid: string;
  readonly #spec: PodSpec;
  readonly #createdAt = new Date();
  readonly #root = mkdtempSync(join(tmpdir(), 'pod-'));
  readonly #ended = Promise.withResolvers<undefined>();
  #child: ChildProcess | null = null;
  #state: Record<string, unknown> = { waiting: { reason: 'ContainerCreating' } };
  #phase = 'Pending';
  #reason: string | undefined;
  #deletedAt: Date | null = null;

  constructor({ metadata, spec }: Manifest, jobUid: string) {
    this.#name = `${metadata.name}-${randomUUID().slice(0, 5)}`;
    this.#labels = { ...spec.template.metadata.labels, 'batch.kubernetes.io/controller-uid': jobUid };
    this.#jobUid = jobUid;
    this.#spec = spec.template.spec;
  }

  get name(): string {
    return this.#name;
  }

  get hasEnded(): boolean {
    return this.#phase === 'Succeeded' || this.#phase === 'Failed';
  }

  get hasBegun(): boolean {
    return this.#child !== null;
  }

  matches(label: string, value: string): boolean {
    return this.#labels[label] === value;
  }

  /** @param volumes folders of claims, by their names */
  start(volumes: ReadonlyMap<string, string>, images: ReadonlySet<string>): void {
    const [container] = this.#spec.containers;
    if (!container) throw new Error('a pod has a container');
    if (!images.has(container.image)) {
      this.#state = { waiting: { reason: 'ImagePullBackOff', message: `Back-off pulling image "${container.image}"` } };
      return;
    }
    if (!this.#mount(container.volumeMounts, volumes)) return;
    chmodSync(this.#root, 0o755);
    const [command = 'true', ...args] = container.args ?? [];
    const { runAsUser: uid, runAsGroup: gid } = this.#spec.securityContext;
    const env = container.env.map(
      ({ name, value }) => [name, value.startsWith('/work') ? this.#root + value : value] as const,
    );
    const child = spawn(command, args, {
      env: { PATH: process.env['PATH'], POD_UID: this.uid, ...Object.fromEntries(env) },
      cwd: this.#root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(process.getuid?.() === 0 ? { uid, gid } : {}),
    });
    this.#child = child;
    this.#phase = 'Running';
    this.#state = { running: { startedAt: now() } };
    const deadline = setTimeout(() => {
      this.#reason = 'DeadlineExceeded';
      this.#kill('SIGKILL');
    }, this.#spec.activeDeadlineSeconds * 1000);
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (bytes: Buffer) => {
        this.log.add(bytes);
      });
    child.on('error', (error) => {
      clearTimeout(deadline);
      this.#end({ exitCode: 128, reason: 'StartError', message: error.message });
    });
    // Not `close`: what it leaves behind may hold its output, and is ended first.
    child.on('exit', (code, signal) => {
      clearTimeout(deadline);
      this.#killStrays();
      child.on('close', () => {
        const exitCode = code ?? 128 + constants.signals[signal ?? 'SIGKILL'];
        this.#end({ exitCode, reason: exitCode === 0 ? 'Completed' : 'Error' });
      });
    });
  }

  /** Ends it, as when it is deleted: resolves once it is gone. */
  async delete(): Promise<void> {
    this.#deletedAt = new Date();
    if (this.#child && !this.hasEnded) {
      this.#kill('SIGTERM');
      const late = setTimeout(() => {
        this.#kill('SIGKILL');
      }, this.#spec.terminationGracePeriodSeconds * 1000);
      await this.#ended.promise;
      clearTimeout(late);
    }
    rmSync(this.#root, { recursive: true, force: true });
  }

  /** As the API answers it. */
  get object(): Record<string, unknown> {
    return {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name: this.#name,
        uid: this.uid,
        labels: this.#labels,
        creationTimestamp: timeOf(this.#createdAt),
        ...(this.#deletedAt ? { deletionTimestamp: timeOf(this.#deletedAt) } : {}),
        ownerReferences: [{ apiVersion: 'batch/v1', kind: 'Job', uid: this.#jobUid, controller: true }],
      },
      status: {
        phase: this.#phase,
        ...(this.#reason === undefined || !this.hasEnded ? {} : { reason: this.#reason }),
        containerStatuses: this.#spec.containers.map(({ name, image }) => ({
          name,
          image,
          imageID: image,
          ready: false,
          restartCount: 0,
          state: this.#state,
        })),
      },
    };
  }

  /** Links where a node would mount: what is to be read only is not kept from writing. False: it can't. */
  #mount(mounts: PodSpec['containers'][number]['volumeMounts'], volumes: ReadonlyMap<string, string>): boolean {
    for (const { name, mountPath, subPath = '' } of mounts) {
      const claim = this.#spec.volumes.find((one) => one.name === name)?.persistentVolumeClaim?.claimName;
      const at = join(this.#root, mountPath);
      mkdirSync(dirname(at), { recursive: true });
      if (claim === undefined) mkdirSync(at);
      else if (existsSync(join(volumes.get(claim) ?? '/nowhere', subPath)))
        symlinkSync(join(volumes.get(claim) ?? '', subPath), at);
      else {
        this.#state = { waiting: { reason: 'CreateContainerConfigError', message: `failed to prepare ${mountPath}` } };
        return false;
      }
    }
    return true;
  }

  #end(terminated: Terminated): void {
    this.#state = { terminated: { ...terminated, finishedAt: now() } };
    this.#phase = terminated.exitCode === 0 ? 'Succeeded' : 'Failed';
    this.#ended.resolve(undefined);
  }

  #kill(signal: NodeJS.Signals): void {
    const pid = this.#child?.pid;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // It has ended.
    }
  }

  /** What a node does by ending the container's group of processes. */
  #killStrays(): void {
    this.#kill('SIGKILL');
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        if (readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`POD_UID=${this.uid}`))
          process.kill(Number(pid), 'SIGKILL');
      } catch {
        // It has ended, or is somebody else's.
      }
    }
  }
}

function now(): string {
  return timeOf(new Date());
}

function timeOf(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
