import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkedManifest, type Manifest } from './manifest.ts';
import { Pod } from './pod.ts';
import { problemsOf } from './schema.ts';

interface Job {
  readonly manifest: Manifest;
  readonly uid: string;
  readonly pod: Pod;
}

type Answer = readonly [status: number, body: unknown];

/** A cluster of this one machine: the part of the API that jobs need, and a node whose containers are processes. */
export class TestCluster {
  readonly namespace = 'research';
  readonly claim = 'exchange';
  readonly image = `registry.example.org/tools/sh@sha256:${'5'.repeat(64)}`;
  /** Where the claim's volume is. */
  readonly folder = mkdtempSync(join(tmpdir(), 'claim-'));
  readonly tokenFile: string;
  /** Manifests that were accepted. */
  readonly accepted: Manifest[] = [];
  /** Answers 503 to all. */
  isAway = false;
  /** No node has room: pods wait. */
  isFull = false;
  readonly #jobs = new Map<string, Job>();
  readonly #pods = new Set<Pod>();
  #token = '';
  readonly #own = mkdtempSync(join(tmpdir(), 'cluster-'));
  readonly #server;

  /** @param tls PEM of a certificate and its key */
  constructor(tls?: { readonly cert: string; readonly key: string }) {
    chmodSync(this.folder, 0o755);
    this.tokenFile = join(this.#own, 'token');
    this.renewToken();
    const listener: RequestListener = (request, response) => {
      this.#answer(request).then(
        ([status, body]) => {
          response.writeHead(status, { 'content-type': Buffer.isBuffer(body) ? 'text/plain' : 'application/json' });
          response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
        },
        (error: unknown) => response.writeHead(500).end(String(error)),
      );
    };
    this.#server = tls ? createTlsServer(tls, listener) : createServer(listener);
  }

  /** Answers the port. */
  async open(): Promise<number> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return (this.#server.address() as AddressInfo).port;
  }

  /** Names of jobs and pods. */
  left(): readonly string[] {
    return [...this.#jobs.keys(), ...[...this.#pods].map(({ name }) => name)];
  }

  running(): number {
    return [...this.#pods].filter((pod) => pod.hasBegun && !pod.hasEnded).length;
  }

  /** As the cluster does by the hour. */
  renewToken(): void {
    this.#token = randomUUID();
    writeFileSync(this.tokenFile, `${this.#token}\n`, { mode: 0o600 });
  }

  /** Makes an empty file in the claim's volume. */
  touch(name: string): void {
    writeFileSync(join(this.folder, name), '');
  }

  /** There is room again. */
  makeRoom(): void {
    this.isFull = false;
    for (const pod of this.#pods) if (!pod.hasBegun) this.#start(pod);
  }

  /** As `kubectl delete pod`. */
  deletePods(): void {
    for (const pod of this.#pods) this.#remove(pod);
  }

  async close(): Promise<void> {
    await Promise.all([...this.#pods].map((pod) => pod.delete()));
    this.#server.close();
    this.#server.closeAllConnections();
    for (const path of [this.folder, this.#own]) rmSync(path, { recursive: true, force: true });
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const body: unknown = text === '' ? null : JSON.parse(text);
    if (this.isAway) return status(503, 'the server is currently unable to handle the request');
    if (request.headers.authorization !== `Bearer ${this.#token}`) return status(401, 'Unauthorized');
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://cluster');
    const [, group, namespace, kind, name = '', part] =
      /^\/(api\/v1|apis\/batch\/v1)\/namespaces\/([^/]+)\/(jobs|pods)(?:\/([^/]+)(?:\/(log))?)?$/.exec(pathname) ?? [];
    if (namespace !== this.namespace) return status(404, `namespaces "${String(namespace)}" not found`);
    const route = `${request.method ?? ''} ${String(group)} ${String(kind)}${name === '' ? '' : '/name'}${part === undefined ? '' : '/log'}`;
    switch (route) {
      case 'POST apis/batch/v1 jobs':
        return this.#create(body);
      case 'GET apis/batch/v1 jobs/name': {
        const job = this.#jobs.get(name);
        return job ? [200, objectOf(job)] : status(404, `jobs.batch "${name}" not found`);
      }
      case 'DELETE apis/batch/v1 jobs/name':
        return this.#delete(name, body);
      case 'GET api/v1 pods': {
        const [label = '', value = ''] = searchParams.get('labelSelector')?.split('=') ?? [];
        const items = [...this.#pods].filter((pod) => pod.matches(label, value)).map(({ object }) => object);
        return [200, { apiVersion: 'v1', kind: 'PodList', items: items.length === 0 ? null : items }];
      }
      case 'GET api/v1 pods/name/log':
        return this.#log(name, searchParams);
      default:
        return status(404, 'the server could not find the requested resource');
    }
  }

  #create(body: unknown): Answer {
    let manifest: Manifest;
    try {
      manifest = checkedManifest(body);
    } catch (error) {
      return status(422, `Job is invalid: ${String(error)}`);
    }
    const { name } = manifest.metadata;
    if (this.#jobs.has(name)) return status(409, `jobs.batch "${name}" already exists`);
    const uid = randomUUID();
    const job = { manifest, uid, pod: new Pod(manifest, uid) };
    this.accepted.push(manifest);
    this.#jobs.set(name, job);
    this.#pods.add(job.pod);
    if (!this.isFull) this.#start(job.pod);
    return [201, objectOf(job)];
  }

  #start(pod: Pod): void {
    pod.start(new Map([[this.claim, this.folder]]), new Set([this.image]));
  }

  #delete(name: string, body: unknown): Answer {
    const problems = problemsOf('DeleteOptions', body, 'DeleteOptions');
    if (problems.length > 0) return status(400, problems.join('; '));
    const job = this.#jobs.get(name);
    if (!job) return status(404, `jobs.batch "${name}" not found`);
    this.#jobs.delete(name);
    // Without it the API would leave the pods of a job.
    if ((body as { propagationPolicy?: string }).propagationPolicy === 'Background') this.#remove(job.pod);
    return [200, { kind: 'Status', status: 'Success' }];
  }

  #remove(pod: Pod): void {
    void pod.delete().then(() => this.#pods.delete(pod));
  }

  #log(name: string, query: URLSearchParams): Answer {
    const pod = [...this.#pods].find((one) => one.name === name);
    if (!pod) return status(404, `pods "${name}" not found`);
    if (query.get('container') !== 'program') return status(400, 'container is not valid for pod');
    if (!pod.hasBegun) return status(400, 'container "program" in pod is waiting to start: ContainerCreating');
    if (query.get('timestamps') !== 'true') return status(400, 'this test knows logs with times alone');
    const since = query.has('sinceSeconds') ? Date.now() - Number(query.get('sinceSeconds')) * 1000 : 0;
    const tail = query.has('tailLines') ? Number(query.get('tailLines')) : null;
    return [200, pod.log.text(since, Number(query.get('limitBytes') ?? 1e9), tail)];
  }
}

function objectOf({ manifest, uid, pod }: Job): Record<string, unknown> {
  const done = pod.object['status'] as { phase: string };
  const conditions =
    done.phase === 'Succeeded'
      ? [{ type: 'Complete', status: 'True' }]
      : done.phase === 'Failed'
        ? [
            {
              type: 'Failed',
              status: 'True',
              reason: 'BackoffLimitExceeded',
              message: 'Job has reached the specified backoff limit',
            },
          ]
        : null;
  return { ...manifest, metadata: { ...manifest.metadata, uid }, status: conditions === null ? {} : { conditions } };
}

function status(code: number, message: string): Answer {
  return [code, { apiVersion: 'v1', kind: 'Status', status: 'Failure', message, code }];
}
