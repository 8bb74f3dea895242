import { HubError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import type { JobState } from '../../core/programs/follow-folder.ts';

export interface SparkMaster {
  /** `spark://host:7077` */
  readonly master: string;
  /** Its REST submission server, `http://host:6066`. */
  readonly rest: string;
}

export interface Driver {
  readonly name: string;
  /** Path of a Python file that each worker of Spark has. */
  readonly script: string;
  readonly args: readonly string[];
  readonly cores: number;
  readonly memoryMb: number;
}

const timeoutMs = 30_000;
const driverMemoryMb = 1024;
/** Of a driver, by what they mean. */
const states: Readonly<Record<string, JobState>> = {
  SUBMITTED: { is: 'WAITING' },
  RELAUNCHING: { is: 'WAITING' },
  RUNNING: { is: 'RUNNING' },
  FINISHED: { is: 'GONE' },
};

/** The REST submission API of a standalone master: create, status, kill. */
export class SparkSubmissions {
  readonly #master: SparkMaster;

  constructor(master: SparkMaster) {
    this.#master = master;
  }

  /** @throws UPSTREAM_UNAVAILABLE */
  async version(): Promise<string> {
    // Any request is answered with the server's version.
    const { serverSparkVersion } = await this.#ask('GET', 'status/none');
    return typeof serverSparkVersion === 'string' ? serverSparkVersion : 'unknown';
  }

  /** The id of the submission. @throws STEP_FAILED when it is refused, UPSTREAM_UNAVAILABLE */
  async create({ name, script, args, cores, memoryMb }: Driver): Promise<string> {
    const { master } = this.#master;
    const answer = await this.#ask('POST', 'create', {
      action: 'CreateSubmissionRequest',
      appResource: `file:${script}`,
      // For Python the driver is spark-submit itself, which must be told the master again: else it runs on its own.
      mainClass: 'org.apache.spark.deploy.SparkSubmit',
      appArgs: [
        ...['--master', master, '--name', name],
        ...['--conf', `spark.cores.max=${String(Math.ceil(cores))}`],
        ...['--conf', `spark.executor.memory=${String(Math.ceil(memoryMb))}m`],
        script,
        ...args,
      ],
      clientSparkVersion: await this.version(),
      environmentVariables: { SPARK_ENV_LOADED: '1' },
      sparkProperties: {
        'spark.app.name': name,
        'spark.master': master,
        'spark.submit.deployMode': 'cluster',
        'spark.driver.supervise': 'false',
        'spark.driver.cores': '1',
        'spark.driver.memory': `${String(driverMemoryMb)}m`,
      },
    });
    const { submissionId, success, message } = answer;
    if (success === true && typeof submissionId === 'string') return submissionId;
    throw new HubError(
      'STEP_FAILED',
      `Spark refuses the driver: ${typeof message === 'string' ? message.slice(0, 500) : 'it does not say why'}`,
    );
  }

  async state(id: string): Promise<JobState> {
    const { driverState, success } = await this.#ask('GET', `status/${encodeURIComponent(id)}`);
    if (success !== true || typeof driverState !== 'string') return { is: 'GONE' };
    return states[driverState] ?? { is: 'FAILED', word: driverState };
  }

  /** Nothing for one that has ended. */
  async kill(id: string): Promise<void> {
    await this.#ask('POST', `kill/${encodeURIComponent(id)}`);
  }

  async #ask(method: 'GET' | 'POST', path: string, body?: JsonObject): Promise<JsonObject> {
    try {
      const reply = await fetch(`${this.#master.rest}/v1/submissions/${path}`, {
        method,
        headers: { 'content-type': 'application/json;charset=UTF-8' },
        ...(body ? { body: JSON.stringify(body) } : {}),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      return (await reply.json()) as JsonObject;
    } catch (cause) {
      throw new HubError('UPSTREAM_UNAVAILABLE', "Spark's submission server does not answer", {}, { cause });
    }
  }
}
