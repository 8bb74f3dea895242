import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { request } from 'undici';

const folder = join(import.meta.dirname, '..', 'neo4j-graphql');

/** The peer's own dependencies are there. */
export const isPeerInstalled = existsSync(join(folder, 'node_modules', '@neo4j', 'graphql'));

/** An entity or activity of the peer's answer, as deep as it was asked for. */
interface Nested {
  readonly id: string;
  readonly wasGeneratedBy?: readonly Nested[];
  readonly used?: readonly Nested[];
  readonly wasAssociatedWith?: readonly Nested[];
}

export interface PeerAnswer {
  /** To the answer's last byte, parsed; without the counting. */
  readonly ms: number;
  /** Distinct nodes, which a client has to count by itself: a node comes once for each way that leads to it. */
  readonly nodes: number;
  readonly bytes: number;
}

/** What leads to an entity, `depth` relations back, as a selection. */
function entityFields(depth: number): string {
  return depth === 0 ? 'id' : `id wasGeneratedBy { ${activityFields(depth - 1)} }`;
}

function activityFields(depth: number): string {
  return depth === 0 ? 'id' : `id wasAssociatedWith { id } used { ${entityFields(depth - 1)} }`;
}

/** The nodes of a nested answer. */
function distinctNodes(roots: readonly Nested[]): number {
  const ids = new Set<string>();
  const visit = (node: Nested) => {
    ids.add(node.id);
    for (const next of [node.wasGeneratedBy, node.used, node.wasAssociatedWith]) next?.forEach(visit);
  };
  roots.forEach(visit);
  return ids.size;
}

/** The peer refused a question, or took longer than it may. */
export class PeerGaveUp extends Error {}

/** @neo4j/graphql in a process of its own. */
export class Peer {
  readonly #child: ChildProcess;
  readonly #port: string;

  private constructor(child: ChildProcess, port: string) {
    this.#child = child;
    this.#port = port;
  }

  static async start(graphUrl: string): Promise<Peer> {
    const child = spawn(process.execPath, [join(folder, 'serve.js')], {
      env: { ...process.env, PESSCARA_GRAPH_URL: graphUrl, NODE_ENV: 'production' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const port = await new Promise<string>((resolve, reject) => {
      createInterface({ input: child.stdout }).once('line', resolve);
      child.once('exit', (code) => {
        reject(new Error(`the peer ended with ${String(code)}`));
      });
    });
    return new Peer(child, port);
  }

  /** The asset's ancestors to the depth. @throws PeerGaveUp when it refuses, or takes longer than `limitMs` */
  async ancestors(id: string, depth: number, limitMs: number): Promise<PeerAnswer> {
    const began = performance.now();
    let text: string;
    try {
      text = await this.#ask(id, depth, limitMs);
    } catch (cause) {
      throw new PeerGaveUp(`no answer after ${(performance.now() - began).toFixed(0)} ms (${String(cause)})`, {
        cause,
      });
    }
    const answer = JSON.parse(text) as { data?: { provEntities: readonly Nested[] } | null; errors?: unknown };
    const ms = performance.now() - began;
    if (!answer.data || answer.errors) throw new PeerGaveUp(JSON.stringify(answer.errors).slice(0, 300));
    return { ms, nodes: distinctNodes(answer.data.provEntities), bytes: Buffer.byteLength(text) };
  }

  async #ask(id: string, depth: number, limitMs: number): Promise<string> {
    const query = `query ($id: ID!) { provEntities(where: { id: { eq: $id } }) { ${entityFields(depth)} } }`;
    const { body } = await request(`http://127.0.0.1:${this.#port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables: { id } }),
      headersTimeout: 0,
      bodyTimeout: 0,
      signal: AbortSignal.timeout(limitMs),
    });
    return body.text();
  }

  /** Ends it; Neo4j then gives up what it had been asked. */
  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    this.#child.kill('SIGKILL');
    await once(this.#child, 'exit');
  }
}
