import { readFile } from 'node:fs/promises';
import { Agent, fetch, type Response } from 'undici';
import type { z } from 'zod';
import { HubError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import { jobObject, podList, refusal, type Job, type Pod } from './objects.ts';

export interface KubernetesCluster {
  /** Of the API server: `https://10.0.0.1:6443`, with a path where something stands before it. */
  readonly url: string;
  /** With the bearer token; read for each request, since tokens of service accounts change by the hour. Null: none is shown. */
  readonly tokenFile: string | null;
  /** PEM, the authorities that the server's certificate may be of. Null: those of Node. */
  readonly caFile: string | null;
  readonly namespace: string;
}

export interface LogQuery {
  readonly limitBytes: number;
  readonly sinceSeconds?: number;
  readonly tailLines?: number;
}

const timeoutMs = 30_000;
const maxWords = 500;

/** The requests of the API server that jobs need: batch/v1 jobs, core/v1 pods and their logs, of one namespace. */
export class KubernetesApi {
  readonly #cluster: KubernetesCluster;
  #agent: Promise<Agent> | null = null;

  constructor(cluster: KubernetesCluster) {
    this.#cluster = cluster;
  }

  /**
   * False: there is one of that name already.
   * @throws STEP_FAILED when it is refused for what it is, UPSTREAM_UNAVAILABLE when that may pass
   */
  async createJob(manifest: JsonObject): Promise<boolean> {
    const reply = await this.#send('POST', this.#jobs(), { body: manifest });
    if (reply.ok) {
      await reply.body?.cancel();
      return true;
    }
    const words = await wordsOf(reply);
    if (reply.status === 409) return false;
    const isForGood = [400, 403, 404, 413, 422].includes(reply.status) && !words.includes('exceeded quota');
    if (isForGood) throw new HubError('STEP_FAILED', `Kubernetes refuses the job: ${words}`);
    throw unavailable(`answers ${String(reply.status)}: ${words}`);
  }

  /** Null: there is none. @throws UPSTREAM_UNAVAILABLE, the signal's reason */
  job(name: string, signal?: AbortSignal): Promise<Job | null> {
    return this.#get(`${this.#jobs()}/${name}`, jobObject, signal);
  }

  /** Its pods are removed after it, by the cluster. Nothing when there is none. @throws UPSTREAM_UNAVAILABLE */
  async deleteJob(name: string): Promise<void> {
    const body = { apiVersion: 'v1', kind: 'DeleteOptions', propagationPolicy: 'Background' };
    const reply = await this.#send('DELETE', `${this.#jobs()}/${name}`, { body });
    const words = await wordsOf(reply);
    if (!reply.ok && reply.status !== 404) throw unavailable(`answers ${String(reply.status)}: ${words}`);
  }

  /** @param selector of labels: `name=value` @throws UPSTREAM_UNAVAILABLE, the signal's reason */
  async pods(selector: string, signal?: AbortSignal): Promise<readonly Pod[]> {
    const query = new URLSearchParams({ labelSelector: selector });
    const list = await this.#get(`${this.#core()}/pods?${query.toString()}`, podList, signal);
    return list?.items ?? [];
  }

  /**
   * What the container has written, each line behind its time and a space. Null: there is no log, not yet or not any more.
   * @throws UPSTREAM_UNAVAILABLE, the signal's reason
   */
  async log(pod: string, container: string, query: LogQuery, signal?: AbortSignal): Promise<Uint8Array | null> {
    const asked = new URLSearchParams({ container, timestamps: 'true' });
    for (const [name, value] of Object.entries(query)) asked.set(name, String(value));
    const reply = await this.#send('GET', `${this.#core()}/pods/${pod}/log?${asked.toString()}`, { signal });
    if (!reply.ok) {
      const words = await wordsOf(reply);
      // 400: its container waits.
      if (reply.status === 404 || reply.status === 400) return null;
      throw unavailable(`does not give a log: ${words}`);
    }
    return this.#read(() => bytesOf(reply, query.limitBytes * 2), signal);
  }

  #jobs(): string {
    return `/apis/batch/v1/namespaces/${this.#cluster.namespace}/jobs`;
  }

  #core(): string {
    return `/api/v1/namespaces/${this.#cluster.namespace}`;
  }

  async #get<T>(path: string, shape: z.ZodType<T>, signal?: AbortSignal): Promise<T | null> {
    const reply = await this.#send('GET', path, { signal });
    if (!reply.ok) {
      const words = await wordsOf(reply);
      if (reply.status === 404) return null;
      throw unavailable(`answers ${String(reply.status)}: ${words}`);
    }
    const parsed = shape.safeParse(await this.#read(() => reply.json(), signal));
    if (parsed.success) return parsed.data;
    throw unavailable(
      `answers something else than Kubernetes does, at ${parsed.error.issues[0]?.path.join('.') ?? ''}`,
    );
  }

  async #send(
    method: 'GET' | 'POST' | 'DELETE',
    path: string,
    { body, signal }: { readonly body?: JsonObject; readonly signal?: AbortSignal | undefined },
  ): Promise<Response> {
    const { url, tokenFile } = this.#cluster;
    const token = tokenFile === null ? null : (await fileAt(tokenFile)).trim();
    const dispatcher = await this.#connections();
    return this.#read(
      () =>
        fetch(`${url}${path}`, {
          method,
          headers: {
            accept: 'application/json, */*',
            ...(body ? { 'content-type': 'application/json' } : {}),
            ...(token === null ? {} : { authorization: `Bearer ${token}` }),
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
          ...(dispatcher ? { dispatcher } : {}),
          // Elsewhere nobody may see the token.
          redirect: 'error',
          signal: signal ? AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]) : AbortSignal.timeout(timeoutMs),
        }),
      signal,
    );
  }

  async #read<T>(read: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await read();
    } catch (cause) {
      signal?.throwIfAborted();
      throw unavailable('does not answer', cause);
    }
  }

  /** Null: Node's own. Made once; again after the file could not be read. */
  async #connections(): Promise<Agent | null> {
    const { caFile } = this.#cluster;
    if (caFile === null) return null;
    this.#agent ??= fileAt(caFile)
      .then((ca) => new Agent({ connect: { ca } }))
      .catch((error: unknown) => {
        this.#agent = null;
        throw error;
      });
    return this.#agent;
  }
}

function unavailable(what: string, cause?: unknown): HubError {
  return new HubError('UPSTREAM_UNAVAILABLE', `Kubernetes' API server ${what}`, {}, { cause });
}

/** Of a mount that is not there yet, too: whoever runs the hub mends that, and the step is tried again. */
async function fileAt(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    throw new HubError('UPSTREAM_UNAVAILABLE', `a file for Kubernetes can't be read: ${path}`, {}, { cause });
  }
}

/** Why it refuses, in its words. */
async function wordsOf(reply: Response): Promise<string> {
  const text = await reply.text().catch(() => '');
  try {
    return refusal.parse(JSON.parse(text)).message.slice(0, maxWords);
  } catch {
    return text.slice(0, maxWords);
  }
}

async function bytesOf(reply: Response, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of (reply.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= most) break;
  }
  return Buffer.concat(chunks);
}
