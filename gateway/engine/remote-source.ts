import { HubError } from '../../core/errors.ts';
import { observationHeaders } from './observed-source.ts';
import { readResult } from './remote-result.ts';
import { openRemoteSubscription } from './remote-subscription.ts';
import { SubgraphHttp } from './subgraph-http.ts';
import type {
  SubgraphEvent,
  SubgraphRequest,
  SubgraphResult,
  SubgraphSource,
  SubgraphSubscription,
} from './subgraph-source.ts';

export interface RemoteSourceOptions {
  readonly name: string;
  /** Where it is; several are replicas, asked in turn. */
  readonly url: string | readonly string[];
  /** Sent with each request and WebSocket. @default none */
  readonly headers?: Readonly<Record<string, string>>;
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
  readonly #http: SubgraphHttp;
  readonly #subscriptionUrls: readonly string[];
  readonly #headers: Readonly<Record<string, string>>;
  readonly #maxAnswerBytes: number;
  readonly #maxWaitingEvents: number;
  readonly #underWay = new Map<string, Promise<string>>();
  #turn = 0;

  constructor(options: RemoteSourceOptions) {
    const { name, url, headers = {}, maxConnections = 64, timeoutMs = 30_000 } = options;
    const { maxAnswerBytes = 64 * 1024 * 1024, maxWaitingEvents = 1000 } = options;
    const urls = (typeof url === 'string' ? [url] : url).map((one) => new URL(one).href);
    this.#name = name;
    this.#http = new SubgraphHttp({ name, urls, maxConnections, timeoutMs, maxAnswerBytes, headers });
    this.#subscriptionUrls = urls.map((one) => one.replace(/^http/, 'ws'));
    this.#headers = headers;
    this.#maxAnswerBytes = maxAnswerBytes;
    this.#maxWaitingEvents = maxWaitingEvents;
  }

  async execute({ operation, variables, headers, signal }: SubgraphRequest): Promise<SubgraphResult> {
    const body = JSON.stringify({
      query: operation.text,
      variables,
      ...(operation.name === undefined ? {} : { operationName: operation.name }),
    });
    if (operation.kind === 'mutation') {
      return this.#read(await this.#http.post(body, headers, { readsOnly: false, signal }));
    }
    // The headers carry the caller's authorization: an answer is never shared between callers who could be told different things.
    const telling = Object.entries(headers).filter(([name]) => !observationHeaders.has(name));
    const key = `${JSON.stringify(telling.toSorted())}\n${body}`;
    let answer = this.#underWay.get(key);
    if (!answer) {
      // Several may wait for it, so no single caller's departure aborts it; the timeouts still hold.
      const sent = this.#http.post(body, headers, { readsOnly: true, signal: undefined }).finally(() => {
        if (this.#underWay.get(key) === sent) this.#underWay.delete(key);
      });
      answer = sent;
      this.#underWay.set(key, sent);
    }
    // Each one who waits parses the text for itself, because the engine changes the objects.
    return this.#read(await answer);
  }

  async subscribe(request: SubgraphSubscription): Promise<AsyncIterator<SubgraphEvent, undefined>> {
    const url = this.#subscriptionUrls[this.#turn++ % this.#subscriptionUrls.length] ?? '';
    return openRemoteSubscription(request, {
      name: this.#name,
      url,
      headers: this.#headers,
      maxWaitingEvents: this.#maxWaitingEvents,
      maxAnswerBytes: this.#maxAnswerBytes,
    });
  }

  forgetPending(): void {
    this.#underWay.clear();
  }

  async close(): Promise<void> {
    await this.#http.close();
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
