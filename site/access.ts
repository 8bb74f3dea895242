import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { badInput, HubError } from '../core/errors.ts';

/** True for a name or address that only this machine reaches. */
function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase();
  return bare === 'localhost' || bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/** @throws BAD_USER_INPUT for a site that others can reach without a token, or with one short enough to guess */
export function checkAccess(host: string, token: string | null): void {
  if (isLoopback(host)) return;
  if (token === null) throw badInput('token', `a token, because ${host} can be reached from other machines`, null);
  if (token.length < 16) throw badInput('token', 'at least 16 characters', `${String(token.length)} characters`);
}

/**
 * Refuses a request without the token. Without a token (on loopback) it refuses a request for a name that isn't
 * loopback: a page in a browser can point a name of its own at this machine (DNS rebinding).
 * @throws UNAUTHENTICATED, FORBIDDEN
 */
export function requireAccess(
  token: string | null,
  headers: { readonly authorization?: string | undefined; readonly host?: string | undefined },
): void {
  if (token === null) {
    const host = (headers.host ?? '').replace(/:\d+$/, '');
    if (!isLoopback(host)) throw new HubError('FORBIDDEN', 'this site answers on loopback only');
    return;
  }
  const given = /^Bearer +(\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
  // Digests, so that the comparison takes the same time whatever was given.
  if (!timingSafeEqual(digest(given), digest(token)))
    throw new HubError('UNAUTHENTICATED', 'this site needs its access token');
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
