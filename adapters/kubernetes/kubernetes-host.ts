import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { asError, HubError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { JsonObject } from '../../core/json.ts';
import type { ProgramEnd, ProgramHost } from '../../core/programs/held-program.ts';
import { seenAs } from '../../core/programs/image-program.ts';
import { pause } from '../../core/programs/pause.ts';
import type { ProgramFolder } from '../../core/programs/program-folder.ts';
import type { ProgramLog } from '../../core/programs/program-log.ts';
import { removeTree } from '../../core/programs/remove-tree.ts';
import { textAt } from '../../core/programs/text-at.ts';
import type { StepTask } from '../../core/ports/step-executor.ts';
import { jobLabel, jobManifest, kubernetesProgram } from './job-manifest.ts';
import type { KubernetesApi } from './kubernetes-api.ts';
import type { Pod } from './objects.ts';
import { PodLog } from './pod-log.ts';
import { lost, standingOf, type Standing } from './standing.ts';

export interface KubernetesHostOptions {
  /** Where the volume of the claim is mounted here. */
  readonly folder: string;
  /** Name of the claim that pods mount. */
  readonly claim: string;
  /** Between two looks at a job where something happens; up to eight times as long where nothing does. */
  readonly pollMs: number;
}

const endMs = 120_000;
const slowest = 8;
/** A pod that is being ended has no longer than this, or its node is gone. */
const goingMs = 60_000;
const logTries = 3;

/** Jobs of a cluster, found by their names: they go on when our processes end. */
export class KubernetesHost implements ProgramHost {
  readonly #api: KubernetesApi;
  readonly #options: KubernetesHostOptions;

  constructor(api: KubernetesApi, options: KubernetesHostOptions) {
    this.#api = api;
    this.#options = options;
  }

  newHandle(task: StepTask): JsonObject {
    return { name: `pesscara-${newId()}`, timeoutS: kubernetesProgram(task.parameters).timeoutS };
  }

  folderOf(handle: JsonObject): ProgramFolder {
    return { path: join(this.#options.folder, nameOf(handle)), seenAs };
  }

  async isThere(handle: JsonObject): Promise<boolean> {
    const job = await this.#api.job(nameOf(handle));
    return job !== null && !job.metadata.deletionTimestamp;
  }

  async start(handle: JsonObject, { runId, step, parameters }: StepTask, signal: AbortSignal): Promise<void> {
    const name = nameOf(handle);
    const { path } = this.folderOf(handle);
    // The nodes must come through to mount what is in it, whoever they are there; nobody else can list it.
    await chmod(path, 0o711);
    if (process.getuid?.() === 0) for (const part of ['out', 'result']) await chmod(join(path, part), 0o777);
    signal.throwIfAborted();
    const manifest = jobManifest(name, { runId, step }, this.#options.claim, kubernetesProgram(parameters));
    if (await this.#api.createJob(manifest)) return;
    // Nobody else knows its name: it is this work's own, unless it is on its way out.
    if (!(await this.isThere(handle)))
      throw new HubError('UPSTREAM_UNAVAILABLE', 'the job of an earlier attempt is still being removed');
  }

  async follow(handle: JsonObject, log: ProgramLog, signal: AbortSignal): Promise<ProgramEnd> {
    const podLog = new PodLog(this.#api, log);
    const { pollMs } = this.#options;
    let goingSince: number | null = null;
    let was = '';
    for (let waitMs = pollMs; ;) {
      const seen = await this.#watch(handle, podLog, signal);
      if (seen) {
        let { standing } = seen;
        goingSince = standing.is === 'GOING' ? (goingSince ?? Date.now()) : null;
        if (goingSince !== null && Date.now() - goingSince > goingMs) standing = lost('its node does not end its pod');
        if (standing.is === 'REFUSED')
          throw new HubError('STEP_FAILED', `the container can't be started: ${standing.why}`);
        if (standing.is === 'ENDED') {
          if (standing.words !== null) log.line(standing.words);
          return standing.end;
        }
        if (seen.hasGrown || standing.is !== was) waitMs = pollMs;
        was = standing.is;
      }
      await pause(waitMs, signal);
      waitMs = Math.min(waitMs * 1.5, pollMs * slowest);
    }
  }

  async remove(handle: JsonObject): Promise<void> {
    const name = nameOf(handle);
    const until = Date.now() + endMs;
    for (;;) {
      const job = await this.#api.job(name);
      // Its folder is in use as long as one of its pods is there.
      if (!job && (await this.#api.pods(`${jobLabel}=${name}`)).length === 0) break;
      if (job && !job.metadata.deletionTimestamp) await this.#api.deleteJob(name);
      if (Date.now() > until) throw new HubError('UPSTREAM_UNAVAILABLE', 'Kubernetes does not end a job');
      await pause(this.#options.pollMs, new AbortController().signal);
    }
    await removeTree(this.folderOf(handle).path);
  }

  /** One look, with what the log has grown by. Null: the server is away for a while, which loses no job. */
  async #watch(
    handle: JsonObject,
    log: PodLog,
    signal: AbortSignal,
  ): Promise<{ readonly standing: Standing; readonly hasGrown: boolean } | null> {
    try {
      const name = nameOf(handle);
      const job = await this.#api.job(name, signal);
      if (!job) return { standing: lost('its job is gone'), hasGrown: false };
      const pods = await this.#api.pods(`${jobLabel}=${name}`, signal);
      const pod = newestOf(pods, job.metadata.uid);
      const standing = standingOf(job, pod, Number(handle['timeoutS']));
      const hasGrown = pod !== null && (await this.#readLog(log, pod, standing, signal));
      return { standing, hasGrown };
    } catch (error) {
      signal.throwIfAborted();
      process.emitWarning(asError(error));
      return null;
    }
  }

  /** Of a program that has ended, a log that can't be had keeps nobody from its result. */
  async #readLog(log: PodLog, pod: Pod, { is }: Standing, signal: AbortSignal): Promise<boolean> {
    if (is === 'WAITING' || is === 'REFUSED') return false;
    for (let nth = 1; ; nth++) {
      try {
        return await log.read(pod.metadata.name, is === 'ENDED', signal);
      } catch (error) {
        signal.throwIfAborted();
        process.emitWarning(asError(error));
        if (is !== 'ENDED') return false;
        if (nth === logTries) {
          log.breakOff();
          return true;
        }
        await pause(this.#options.pollMs, signal);
      }
    }
  }
}

function nameOf(handle: JsonObject): string {
  return textAt(handle, 'name');
}

/** Of the pods of that job; those of an earlier one by its name may still be there. */
function newestOf(pods: readonly Pod[], jobUid: string): Pod | null {
  const own = pods.filter(({ metadata }) => metadata.ownerReferences?.some(({ uid }) => uid === jobUid));
  return (
    own.toSorted((a, b) => ((a.metadata.creationTimestamp ?? '') < (b.metadata.creationTimestamp ?? '') ? 1 : -1))[0] ??
    null
  );
}
