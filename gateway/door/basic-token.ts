import { HubError } from '../../core/errors.ts';

/**
 * The Authorization header as a bearer token's: of HTTP Basic (RFC 7617) the password is the token, whatever the name, for programs
 * that know no other way. @throws UNAUTHENTICATED for Basic without a password
 */
export function basicAsBearer(authorization: string | undefined): string | undefined {
  const basic = /^Basic +([A-Za-z0-9+/]+=*) *$/i.exec(authorization ?? '')?.[1];
  if (basic === undefined) return authorization;
  const text = Buffer.from(basic, 'base64').toString('utf8');
  const token = text.slice(text.indexOf(':') + 1);
  if (!text.includes(':') || !/^\S+$/.test(token))
    throw new HubError('UNAUTHENTICATED', 'authorization: expected an access token as the password');
  return `Bearer ${token}`;
}
