import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { type ErrorCode, errorCodes, HubError } from '../core/errors.ts';
import { HubUnreachable } from './exit.ts';
import type { Settings } from './settings.ts';

/** Where a running hub left its address and its operator token, for commands of the same user on the same machine. */
export const hubFileName = 'hub.json';
const hubFile = z.object({ url: z.string(), pid: z.number(), operatorToken: z.string() });

const graphqlError = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).nullish(),
  extensions: z.record(z.string(), z.unknown()).optional(),
});
const graphqlAnswer = z.object({
  data: z.record(z.string(), z.unknown()).nullish(),
  errors: z.array(graphqlError).optional(),
});
export type GraphqlAnswer = z.infer<typeof graphqlAnswer>;

/** How a hub is reached: its address, and the caller's token; null without one. */
export interface Door {
  readonly url: string;
  readonly token: string | null;
}

/** A hub that starts ends the token of the one before, and writes its own down after that. */
const writtenMs = 500;

/** A client of the public door: what the command line and the demo use, and nothing else. */
export class HubClient {
  #door: Door;
  readonly #doorNow: (() => Promise<Door>) | null;

  /** @param doorNow asked when the hub is away or knows the token no more: one that was started again has another token, maybe another address */
  constructor(url: string, token: string | null, doorNow: (() => Promise<Door>) | null = null) {
    this.#door = { url, token };
    this.#doorNow = doorNow;
  }

  get url(): string {
    return this.#door.url;
  }

  get token(): string | null {
    return this.#door.token;
  }

  /** The hub that the settings point to: its data folder's operator token, or PESSCARA_TOKEN. */
  static async fromSettings(settings: Settings): Promise<HubClient> {
    if (settings.token !== null)
      return new HubClient(`http://${settings.host}:${String(settings.port)}`, settings.token);
    const { url, token } = await operatorsDoor(settings.home);
    return new HubClient(url, token, () => operatorsDoor(settings.home));
  }

  /** Where the settings' hub is, for who signs in: the hub of the data folder, else at PESSCARA_HOST and PESSCARA_PORT. */
  static async addressOf(settings: Settings): Promise<string> {
    const text = await readFile(join(settings.home, hubFileName), 'utf8').catch(() => null);
    if (text !== null) return hubFile.parse(JSON.parse(text)).url;
    return `http://${settings.host}:${String(settings.port)}`;
  }

  /**
   * Any request to the door, with the token.
   * @throws HubUnreachable, also where the hub was started again and has given another token since: the next request has it
   */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const door = this.#door;
    const headers = new Headers(init.headers);
    if (door.token !== null) headers.set('authorization', `Bearer ${door.token}`);
    let reply: Response;
    try {
      reply = await fetch(new URL(path, door.url), { ...init, headers });
    } catch (error) {
      await this.#lookAgain(door);
      throw new HubUnreachable(`no hub answers at ${door.url}: start one with \`pesscara start\``, { cause: error });
    }
    if (reply.status === 401 && ((await this.#lookAgain(door)) || (await this.#lookAgain(door, writtenMs))))
      throw new HubUnreachable(`the hub at ${door.url} was started again in the middle of this`);
    return reply;
  }

  /** Whether the hub is reached in another way now, or in so many ms, than by that door. */
  async #lookAgain(used: Door, inMs = 0): Promise<boolean> {
    if (!this.#doorNow) return false;
    if (inMs > 0) await wait(inMs);
    // What is not there while the hub starts is as it was.
    this.#door = await this.#doorNow().catch(() => this.#door);
    return this.#door.url !== used.url || this.#door.token !== used.token;
  }

  /** The JSON of an answer. @throws HubUnreachable when the hub went away before its end */
  async json(reply: Response): Promise<unknown> {
    try {
      return await reply.json();
    } catch (error) {
      throw new HubUnreachable(`the hub at ${this.url} went away in the middle of an answer`, { cause: error });
    }
  }

  /** The whole GraphQL answer, errors and all. */
  async execute(
    query: string,
    variables: Record<string, unknown> = {},
    operationName?: string,
  ): Promise<GraphqlAnswer> {
    const reply = await this.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables, ...(operationName === undefined ? {} : { operationName }) }),
    });
    try {
      return graphqlAnswer.parse(await reply.json());
    } catch (error) {
      throw new HubUnreachable(
        `what answers at ${this.url} is no PESSCARA hub (HTTP ${String(reply.status)}): check PESSCARA_HOST and PESSCARA_PORT`,
        { cause: error },
      );
    }
  }

  /** The data, as `shape` parses it. @throws HubError with the code of the first error */
  async request<T>(shape: z.ZodType<T>, query: string, variables: Record<string, unknown> = {}): Promise<T> {
    const answer = await this.execute(query, variables);
    const first = answer.errors?.[0];
    if (first) throw hubErrorOf(first.extensions?.['code'], first.message, first.extensions);
    return shape.parse(answer.data);
  }

  /** Results of a subscription until it ends, the loop is left or `signal` aborts; a lost connection is an error. */
  async *subscribe<T>(
    shape: z.ZodType<T>,
    query: string,
    variables: Record<string, unknown> = {},
    signal?: AbortSignal,
  ): AsyncGenerator<T> {
    // Loaded here alone: most commands ask once and end.
    const [{ createClient }, { WebSocket }] = await Promise.all([import('graphql-ws'), import('ws')]);
    const client = createClient({
      url: `${this.url.replace(/^http/, 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      connectionParams: this.token === null ? {} : { authorization: `Bearer ${this.token}` },
    });
    const end = () => void client.dispose();
    signal?.addEventListener('abort', end, { once: true });
    try {
      for await (const result of client.iterate({ query, variables })) {
        const first = result.errors?.[0];
        if (first) throw hubErrorOf(first.extensions?.['code'], first.message, first.extensions);
        yield shape.parse(result.data);
      }
    } catch (caught) {
      // So the protocol tells what was refused before anything came.
      const refused = z.array(graphqlError).min(1).safeParse(caught).data?.[0];
      if (refused) throw hubErrorOf(refused.extensions?.['code'], refused.message, refused.extensions);
      throw caught;
    } finally {
      signal?.removeEventListener('abort', end);
      await client.dispose();
    }
  }
}

/** What a hub answered as an error; a code that this version doesn't know counts as wrong input. */
export function hubErrorOf(code: unknown, message: string, details: Record<string, unknown> = {}): HubError {
  const known = typeof code === 'string' && Object.hasOwn(errorCodes, code) ? (code as ErrorCode) : null;
  return new HubError(known ?? 'BAD_USER_INPUT', message, details);
}

/** What the hub of a data folder left for its own user. @throws HubUnreachable when none has started there */
async function operatorsDoor(home: string): Promise<Door> {
  const text = await readFile(join(home, hubFileName), 'utf8').catch((error: unknown) => {
    throw new HubUnreachable(
      `no hub has started on ${home}: start one with \`pesscara start\`, or set PESSCARA_TOKEN and PESSCARA_HOST for one elsewhere`,
      { cause: error },
    );
  });
  const { url, operatorToken } = hubFile.parse(JSON.parse(text));
  return { url, token: operatorToken };
}
