import { Kind, OperationTypeNode, type DocumentNode } from 'graphql';
import { HubError } from '../../core/errors.ts';
import type { Actor } from '../../core/policy/policy.ts';
import { rootFieldsOf } from '../limits/root-fields.ts';
import { basicAsBearer } from './basic-token.ts';

/** Who may use the door. */
export interface Access {
  /**
   * Who holds the token; the anonymous actor for null.
   * @throws HubError UNAUTHENTICATED for a token that is invalid or has expired
   */
  authenticate(token: string | null): Promise<Actor>;
  /** Root fields (`Mutation.login`) that need no token; 'all' opens the door. */
  readonly anonymousFields: ReadonlySet<string> | 'all';
}

/** The hub's own: without a token one can only get one. */
export const signInFields: ReadonlySet<string> = new Set(['Mutation.login', 'Mutation.refreshToken']);

/**
 * The token of an `Authorization` header: of Bearer (RFC 6750), or the password of Basic; null when there is no header.
 * @throws HubError UNAUTHENTICATED for another scheme
 */
export function bearerToken(header: unknown): string | null {
  if (header === undefined || header === null || header === '') return null;
  const match = typeof header === 'string' ? /^Bearer +(\S+) *$/i.exec(basicAsBearer(header) ?? '') : null;
  if (!match?.[1]) throw new HubError('UNAUTHENTICATED', 'authorization: expected `Bearer` and an access token');
  return match[1];
}

/**
 * Passes operations that a caller without a token may send.
 * @throws HubError UNAUTHENTICATED for any other one
 */
export function refuseAnonymous(access: Access, actor: Actor, document: DocumentNode): void {
  if (actor.kind !== 'anonymous' || access.anonymousFields === 'all') return;
  const fields = [...rootFieldsOf(document)];
  const { anonymousFields } = access;
  if (fields.length > 0 && fields.every((field) => anonymousFields.has(field))) return;
  throw new HubError('UNAUTHENTICATED', 'sign in first: this needs an access token');
}

/**
 * When the token ends, in milliseconds since 1970: the `exp` of a JSON Web Token (RFC 7519, section 4.1.4). Null for any other token: its
 * issuer alone knows its end, and is asked again from time to time. Only for tokens that were verified, since no signature is looked at here.
 */
export function expiryOf(token: string): number | null {
  const [, claims = ''] = token.split('.');
  try {
    const { exp } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as { exp?: unknown };
    return typeof exp === 'number' ? exp * 1000 : null;
  } catch {
    return null;
  }
}

/**
 * Passes all but changes by a read-only token: also of what no policy is asked for, like one's own bookmarks.
 * @throws HubError FORBIDDEN for a document with a mutation in it
 */
export function refuseChanges(actor: Actor, document: DocumentNode): void {
  if (actor.kind !== 'user' || actor.token?.readOnly !== true) return;
  const { MUTATION } = OperationTypeNode;
  if (document.definitions.some((one) => one.kind === Kind.OPERATION_DEFINITION && one.operation === MUTATION))
    throw new HubError('FORBIDDEN', 'this access token is for reading');
}
