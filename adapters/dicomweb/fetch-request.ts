import { fetch, Headers, type Dispatcher, type Response } from 'undici';
import { asError } from '../../core/errors.ts';

/** Why a request has no answer that can be used. */
export type RequestFailure = 'unreachable' | 'stopped' | 'too-large' | 'malformed';

export interface FetchRequestOptions {
  readonly signal: AbortSignal;
  /** An answer over this is given up while it comes in. */
  readonly maxBytes: number;
  /** Headers that win over those that the client sets. */
  readonly headers: Readonly<Record<string, string>>;
  /** Null for connections as everyone has them. */
  readonly dispatcher: Dispatcher | null;
}

/**
 * The part of XMLHttpRequest that dicomweb-client uses, over fetch: one is given to each call (`request.instance`), so
 * that nothing global is set and each call has its own deadline, size limit and failure.
 *
 * The client's own promise is no guide to failure: it rejects with status 0 whatever happened, and never settles when
 * decoding the answer throws. `failed` rejects in every such case; race it against the client's promise.
 */
export class FetchRequest {
  readyState = 0;
  status = 0;
  responseType = '';
  response: unknown = null;
  withCredentials = false;
  onreadystatechange: (() => void) | null = null;
  onprogress: (() => void) | null = null;
  onloadstart: (() => void) | null = null;
  onloadend: (() => void) | null = null;
  /** Set before the client hears of the failure. */
  failure: RequestFailure | null = null;
  /** Rejects when no usable answer came; never resolves. */
  readonly failed: Promise<never>;

  readonly #options: FetchRequestOptions;
  readonly #headers = new Headers();
  #fail: (error: Error) => void = () => undefined;
  #responseHeaders = new Headers();
  #method = 'GET';
  #url = '';

  constructor(options: FetchRequestOptions) {
    this.#options = options;
    this.failed = new Promise<never>((_, reject) => {
      this.#fail = reject;
    });
    // The client's promise may settle first; this one's rejection is then of no interest.
    this.failed.catch(() => undefined);
  }

  open(method: string, url: string): void {
    this.#method = method.toUpperCase();
    // The client escapes the commas of the list of fields; Orthanc then reads it as one field, and answers none.
    this.#url = url.replace(/(?<=[?&]includefield=)[^&]*/, (fields) => fields.replaceAll('%2C', ','));
    this.readyState = 1;
  }

  setRequestHeader(name: string, value: string): void {
    this.#headers.append(name, value);
  }

  getResponseHeader(name: string): string | null {
    return this.#responseHeaders.get(name);
  }

  getAllResponseHeaders(): string {
    return [...this.#responseHeaders].map(([name, value]) => `${name}: ${value}\r\n`).join('');
  }

  send(body?: ArrayBuffer): void {
    void this.#run(body ?? null);
  }

  async #run(body: ArrayBuffer | null): Promise<void> {
    this.onloadstart?.();
    let error: Error | null = null;
    try {
      await this.#exchange(body);
    } catch (caught) {
      error = asError(caught);
      this.failure ??= this.#options.signal.aborted ? 'stopped' : 'unreachable';
      this.status = 0;
      this.response = null;
    }
    this.readyState = 4;
    if (error) this.#fail(error);
    try {
      this.onreadystatechange?.();
    } catch (caught) {
      this.failure = 'malformed';
      this.#fail(asError(caught));
    }
    this.onloadend?.();
  }

  async #exchange(body: ArrayBuffer | null): Promise<void> {
    for (const [name, value] of Object.entries(this.#options.headers)) this.#headers.set(name, value);
    const reply = await fetch(this.#url, {
      method: this.#method,
      headers: this.#headers,
      body,
      signal: this.#options.signal,
      ...(this.#options.dispatcher ? { dispatcher: this.#options.dispatcher } : {}),
      // A redirect would carry the site's token to an address that nobody registered.
      redirect: 'error',
    });
    this.#responseHeaders = reply.headers;
    const bytes = await this.#read(reply);
    this.response = this.#convert(bytes);
    this.status = reply.status;
  }

  async #read(reply: Response): Promise<Uint8Array<ArrayBuffer>> {
    const chunks: Uint8Array[] = [];
    let total = 0;
    for await (const chunk of (reply.body ?? []) as AsyncIterable<Uint8Array>) {
      total += chunk.byteLength;
      if (total > this.#options.maxBytes) {
        this.failure = 'too-large';
        throw new Error(`the answer is over ${String(this.#options.maxBytes)} bytes`);
      }
      chunks.push(chunk);
    }
    const bytes = new Uint8Array(total);
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.byteLength;
    }
    return bytes;
  }

  #convert(bytes: Uint8Array<ArrayBuffer>): unknown {
    if (this.responseType === 'arraybuffer') return bytes.buffer;
    const text = new TextDecoder().decode(bytes);
    if (this.responseType !== 'json') return text;
    try {
      return text === '' ? null : JSON.parse(text);
    } catch {
      // As XMLHttpRequest does: an answer that is no JSON is null, which the caller's schema refuses.
      return null;
    }
  }
}
