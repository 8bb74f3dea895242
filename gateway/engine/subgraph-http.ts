import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request as send } from 'undici';
import { HubError } from '../../core/errors.ts';

export interface SubgraphHttpOptions {
  readonly name: string;
  /** Replicas of the subgraph, asked in turn. */
  readonly urls: readonly string[];
  readonly maxConnections: number;
  /** To the first byte, and between bytes. */
  readonly timeoutMs: number;
  readonly maxAnswerBytes: number;
  /** Sent with each request. */
  readonly headers: Readonly<Record<string, string>>;
}

/** What a connection says that was never made: nothing was sent, so anything may be sent again. */
const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);
/** What one says that was cut: the other side may have done the work, so only what reads may be sent again. */
const cutOff = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']);

/** Pauses before further tries: together longer than a process needs to leave a load balancer, shorter than a person's patience. */
const pausesMs = [20, 100, 300];

/** The HTTP side of a remote subgraph: kept connections, several replicas, and another try where that is harmless. */
export class SubgraphHttp {
  readonly #options: SubgraphHttpOptions;
  readonly #agent: Agent;
  #turn = 0;

  constructor(options: SubgraphHttpOptions) {
    this.#options = options;
    this.#agent = new Agent({
      connections: options.maxConnections,
      headersTimeout: options.timeoutMs,
      bodyTimeout: options.timeoutMs,
      keepAliveTimeout: 30_000,
    });
  }

  /**
   * The text of the answer. A replica that is being stopped costs nothing: what was never sent goes to the next one, and so does what only
   * reads when its connection was cut or its replica says 503.
   * @throws HubError UPSTREAM_UNAVAILABLE
   */
  async post(
    body: string,
    headers: Readonly<Record<string, string>>,
    { readsOnly, signal }: { readonly readsOnly: boolean; readonly signal: AbortSignal | undefined },
  ): Promise<string> {
    const { name, urls } = this.#options;
    for (const [attempt, pauseMs] of [...pausesMs, null].entries()) {
      const url = urls[this.#turn++ % urls.length] ?? '';
      try {
        return await this.#once(url, body, headers, signal);
      } catch (cause) {
        const again = !signal?.aborted && mayRepeat(cause, readsOnly);
        if (!again || pauseMs === null) {
          if (cause instanceof HubError) throw cause;
          throw new HubError('UPSTREAM_UNAVAILABLE', `subgraph ${name} did not answer`, {}, { cause });
        }
        // The first try at another replica need not wait.
        if (attempt + 1 >= urls.length) await wait(pauseMs);
      }
    }
    throw new HubError('UPSTREAM_UNAVAILABLE', `subgraph ${name} did not answer`);
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }

  async #once(
    url: string,
    body: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
  ): Promise<string> {
    const { name, maxAnswerBytes } = this.#options;
    const response = await send(url, {
      method: 'POST',
      dispatcher: this.#agent,
      headers: {
        ...headers,
        ...this.#options.headers,
        'content-type': 'application/json',
        accept: 'application/graphql-response+json, application/json',
      },
      body,
      ...(signal ? { signal } : {}),
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of response.body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > maxAnswerBytes) {
        response.body.destroy();
        throw new HubError(
          'UPSTREAM_UNAVAILABLE',
          `subgraph ${name} answered more than ${String(maxAnswerBytes)} bytes`,
        );
      }
      chunks.push(chunk);
    }
    const type = String(response.headers['content-type'] ?? '');
    if (response.statusCode >= 400 && !type.includes('json')) {
      throw new HubError(
        'UPSTREAM_UNAVAILABLE',
        `subgraph ${name} answered with status ${String(response.statusCode)}`,
        {
          status: response.statusCode,
        },
      );
    }
    return Buffer.concat(chunks).toString('utf8');
  }
}

function mayRepeat(cause: unknown, readsOnly: boolean): boolean {
  if (cause instanceof HubError) return readsOnly && cause.details['status'] === 503;
  const code = (cause as NodeJS.ErrnoException).code ?? '';
  return neverSent.has(code) || (readsOnly && cutOff.has(code));
}
