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
  #actor: Actor;
  #operations = 0;
  #timer: NodeJS.Timeout | undefined;

  private constructor(actor: Actor, headers: Readonly<Record<string, string>>) {
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
      actor,
      typeof authorization === 'string' ? { ...forwarded, authorization } : forwarded,
    );
    socket.once('close', () => {
      session.closed.abort();
      clearTimeout(session.#timer);
    });
    if (token !== null && actor.kind !== 'anonymous') session.#watch(socket, access, token, reauthenticateMs);
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

  #watch(socket: WebSocket, access: Access, token: string, reauthenticateMs: number): void {
    const expiry = expiryOf(token);
    const lookAgain = async (): Promise<void> => {
      try {
        if (expiry !== null && Date.now() >= expiry)
          throw new HubError('UNAUTHENTICATED', 'the access token has expired');
        this.#actor = await access.authenticate(token);
        plan();
      } catch (error) {
        if (error instanceof HubError && error.code === 'UNAUTHENTICATED')
          socket.close(closeCodes.forbidden, 'Forbidden: the access token has ended');
        // Whoever could not be asked now (a store restarting) is asked again; the token's own end still holds.
        else plan();
      }
    };
    const plan = (): void => {
      if (socket.readyState > socket.OPEN) return;
      const untilExpiry = expiry === null ? Infinity : Math.max(0, expiry - Date.now());
      this.#timer = setTimeout(() => void lookAgain(), Math.min(reauthenticateMs, untilExpiry, longestTimer));
      this.#timer.unref();
    };
    plan();
  }
}
