import type { WebSocket } from 'ws';
import { HubError } from '../../core/errors.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { bearerToken, expiryOf, type Access } from './access.ts';

/** Close codes of graphql-transport-ws, and one of RFC 6455. */
export const closeCodes = {
  unauthorized: 4401,
  forbidden: 4403,
  tooManyRequests: 4429,
  goingAway: 1001,
  tryAgainLater: 1013,
} as const;

/** Longest wait that setTimeout takes. */
const longestTimer = 2 ** 31 - 1;

/**
 * Who sits at a WebSocket: kept true for as long as it is open. The token is looked at again when it ends, and from time to time,
 * so a token withdrawn or a membership changed acts on running subscriptions too.
 */
export class SocketSession {
  readonly headers: Readonly<Record<string, string>>;
  /** Aborts what is under way when the socket closes. */
  readonly closed = new AbortController();
  readonly #socket: WebSocket;
  readonly #access: Access;
  readonly #token: string | null;
  readonly #expiry: number | null;
  #actor: Actor;
  #operations = 0;
  #timer: NodeJS.Timeout | undefined;

  private constructor(
    socket: WebSocket,
    access: Access,
    token: string | null,
    actor: Actor,
    headers: Readonly<Record<string, string>>,
  ) {
    this.#socket = socket;
    this.#access = access;
    this.#token = token;
    this.#expiry = token === null ? null : expiryOf(token);
    this.#actor = actor;
    this.headers = headers;
  }

  /**
   * The session of a connection_init payload's `authorization`.
   * @throws HubError UNAUTHENTICATED
   */
  static async open(
    socket: WebSocket,
    access: Access,
    params: Readonly<Record<string, unknown>>,
    forwarded: Readonly<Record<string, string>>,
    reauthenticateMs: number,
  ): Promise<SocketSession> {
    const authorization = params['authorization'] ?? params['Authorization'];
    const token = bearerToken(authorization);
    const actor = await access.authenticate(token);
    if (actor.kind === 'anonymous' && access.anonymousFields !== 'all') {
      throw new HubError('UNAUTHENTICATED', 'sign in first: connection_init needs an `authorization`');
    }
    const session = new SocketSession(
      socket,
      access,
      token,
      actor,
      typeof authorization === 'string' ? { ...forwarded, authorization } : forwarded,
    );
    socket.once('close', () => {
      session.closed.abort();
      clearTimeout(session.#timer);
    });
    if (token !== null && actor.kind !== 'anonymous') session.#watch(reauthenticateMs);
    return session;
  }

  /** As of the last look. */
  get actor(): Actor {
    return this.#actor;
  }

  get operations(): number {
    return this.#operations;
  }

  begin(): void {
    this.#operations += 1;
  }

  end(): void {
    this.#operations -= 1;
  }

  /**
   * Who sits there now: asked for each operation and each event, so that on a WebSocket too a changed membership, a logout and the
   * token's end act at once.
   * @throws HubError UNAUTHENTICATED when the token has ended, which closes the socket; what the store throws when it can't be asked
   */
  async refresh(): Promise<void> {
    if (this.#token === null || this.#actor.kind === 'anonymous') return;
    try {
      if (this.#expiry !== null && Date.now() >= this.#expiry)
        throw new HubError('UNAUTHENTICATED', 'the access token has expired');
      this.#actor = await this.#access.authenticate(this.#token);
    } catch (error) {
      if (error instanceof HubError && error.code === 'UNAUTHENTICATED')
        this.#socket.close(closeCodes.forbidden, 'Forbidden: the access token has ended');
      throw error;
    }
  }

  /** Looks from time to time as well, for a socket on which nothing happens. */
  #watch(reauthenticateMs: number): void {
    const lookAgain = async (): Promise<void> => {
      try {
        await this.refresh();
        plan();
      } catch (error) {
        // Whoever could not be asked now (a store restarting) is asked again; the token's own end still holds.
        if (!(error instanceof HubError && error.code === 'UNAUTHENTICATED')) plan();
      }
    };
    const plan = (): void => {
      if (this.#socket.readyState > this.#socket.OPEN) return;
      const untilExpiry = this.#expiry === null ? Infinity : Math.max(0, this.#expiry - Date.now());
      this.#timer = setTimeout(() => void lookAgain(), Math.min(reauthenticateMs, untilExpiry, longestTimer));
      this.#timer.unref();
    };
    plan();
  }
}
