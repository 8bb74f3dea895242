import { Agent, request as send } from 'undici';
import { HubError } from '../../core/errors.ts';
import { observationHeaders } from './observed-source.ts';
import { readResult } from './remote-result.ts';
import { openRemoteSubscription } from './remote-subscription.ts';
import type {
  SubgraphEvent,
  SubgraphRequest,
  SubgraphResult,
  SubgraphSource,
  SubgraphSubscription,
} from './subgraph-source.ts';

export interface RemoteSourceOptions {
  readonly name: string;
  readonly url: string;
  /** Where its subscriptions are (graphql-transport-ws). @default the URL with ws for http */
  readonly subscriptionUrl?: string;
  /** Connections kept open. @default 64 */
  readonly maxConnections?: number;
  /** To the first byte, and between bytes. @default 30000 */
  readonly timeoutMs?: number;
  /** A larger answer is refused. @default 64 MiB */
  readonly maxAnswerBytes?: number;
  /** Events that may wait for a slow subscriber before its subscription ends. @default 1000 */
  readonly maxWaitingEvents?: number;
}

/** A subgraph behind a URL. Equal queries of the same caller that are under way at the same time are sent once. */
export class RemoteSource implements SubgraphSource {
  readonly #name: string;
  readonly #url: string;
  readonly #subscriptionUrl: string;
  readonly #maxAnswerBytes: number;
  readonly #maxWaitingEvents: number;
  readonly #agent: Agent;
  readonly #underWay = new Map<string, Promise<string>>();

  constructor(options: RemoteSourceOptions) {
    const {
      name,
      url,
      maxConnections = 64,
      timeoutMs = 30_000,
      maxAnswerBytes = 64 * 1024 * 1024,
      maxWaitingEvents = 1000,
    } = options;
    this.#name = name;
    this.#url = new URL(url).href;
    this.#subscriptionUrl = options.subscriptionUrl ?? this.#url.replace(/^http/, 'ws');
    this.#maxAnswerBytes = maxAnswerBytes;
    this.#maxWaitingEvents = maxWaitingEvents;
    this.#agent = new Agent({
      connections: maxConnections,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      keepAliveTimeout: 30_000,
    });
  }

  async execute({ operation, variables, headers, signal }: SubgraphRequest): Promise<SubgraphResult> {
    const body = JSON.stringify({
      query: operation.text,
      variables,
      ...(operation.name === undefined ? {} : { operationName: operation.name }),
    });
    if (operation.kind === 'mutation') return this.#read(await this.#post(body, headers, signal));
    // The headers carry the caller's authorization: an answer is never shared between callers who could be told different things.
    const telling = Object.entries(headers).filter(([name]) => !observationHeaders.has(name));
    const key = `${JSON.stringify(telling.toSorted())}\n${body}`;
    let answer = this.#underWay.get(key);
    if (!answer) {
      // Several may wait for it, so no single caller's departure aborts it; the timeouts still hold.
      const sent = this.#post(body, headers, undefined).finally(() => {
        if (this.#underWay.get(key) === sent) this.#underWay.delete(key);
      });
      answer = sent;
      this.#underWay.set(key, sent);
    }
    // Each one who waits parses the text for itself, because the engine changes the objects.
    return this.#read(await answer);
  }

  async subscribe(request: SubgraphSubscription): Promise<AsyncIterator<SubgraphEvent, undefined>> {
    return openRemoteSubscription(request, {
      name: this.#name,
      url: this.#subscriptionUrl,
      maxWaitingEvents: this.#maxWaitingEvents,
      maxAnswerBytes: this.#maxAnswerBytes,
    });
  }

  forgetPending(): void {
    this.#underWay.clear();
  }

  async close(): Promise<void> {
    await this.#agent.close();
  }

  async #post(
    body: string,
    headers: Readonly<Record<string, string>>,
    signal: AbortSignal | undefined,
  ): Promise<string> {
    try {
      const response = await send(this.#url, {
        method: 'POST',
        dispatcher: this.#agent,
        headers: {
          ...headers,
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
        if (size > this.#maxAnswerBytes) {
          response.body.destroy();
          throw new HubError(
            'UPSTREAM_UNAVAILABLE',
            `subgraph ${this.#name} answered more than ${String(this.#maxAnswerBytes)} bytes`,
          );
        }
        chunks.push(chunk);
      }
      const text = Buffer.concat(chunks).toString('utf8');
      const type = String(response.headers['content-type'] ?? '');
      if (response.statusCode >= 400 && !type.includes('json')) {
        throw new HubError(
          'UPSTREAM_UNAVAILABLE',
          `subgraph ${this.#name} answered with status ${String(response.statusCode)}`,
        );
      }
      return text;
    } catch (cause) {
      if (cause instanceof HubError) throw cause;
      throw new HubError('UPSTREAM_UNAVAILABLE', `subgraph ${this.#name} did not answer`, {}, { cause });
    }
  }

  #read(text: string): SubgraphResult {
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch (cause) {
      throw new HubError('UPSTREAM_UNAVAILABLE', `subgraph ${this.#name} did not answer JSON`, {}, { cause });
    }
    return readResult(answer, this.#name);
  }
}
