import { X509Certificate, createPrivateKey } from 'node:crypto';
import { badInput, type HubError } from '../errors.ts';
import type { SiteTls } from '../ports/archive.ts';

export interface RegisterSite {
  readonly name: string;
  readonly url: string;
  /** Bearer token, or `name:password` of HTTP Basic; null when the site asks for none. */
  readonly token: string | null;
  /** Name and password of HTTP Basic, in place of a token. */
  readonly basic?: { readonly username: string; readonly password: string } | null;
  /** What the hub shows of itself on a TLS connection, and whom it trusts there. */
  readonly tls?: SiteTls | null;
  /** What a question to the site may take; null for the hub's default. */
  readonly deadlineMs?: number | null;
}

/** A site's address and credentials, checked; nothing of a secret is repeated in an error. */
export interface CheckedSite {
  readonly name: string;
  readonly url: string;
  readonly token: string | null;
  readonly tls: SiteTls | null;
  readonly deadlineMs: number | null;
}

const namePattern = /^[A-Za-z0-9._-]{1,64}$/;
const hidden = 'something else';

/** @throws BAD_USER_INPUT */
export function checkSite({ name, url, token, basic, tls, deadlineMs }: RegisterSite): CheckedSite {
  if (!namePattern.test(name)) throw badInput('input.name', "1 to 64 letters, digits, '.', '_' or '-'", name);
  const address = checkedUrl(url);
  const isWhole = Number.isInteger(deadlineMs ?? 0);
  if (typeof deadlineMs === 'number' && !(isWhole && deadlineMs >= 100 && deadlineMs <= 60_000))
    throw badInput('input.deadlineMs', 'a whole number from 100 to 60000', deadlineMs);
  return {
    name,
    url: address,
    token: checkedToken(token, basic ?? null),
    tls: checkedTls(address, tls ?? null),
    deadlineMs: deadlineMs ?? null,
  };
}

function checkedToken(token: string | null, basic: NonNullable<RegisterSite['basic']> | null): string | null {
  if (token !== null && basic !== null) throw badInput('input.token', 'either a token or basic', 'both');
  if (token !== null && !/^[\x21-\x7e]{1,4096}$/.test(token))
    throw badInput('input.token', '1 to 4096 printable ASCII characters without spaces', hidden);
  if (basic === null) return token;
  // RFC 7617 §2: the name has no colon, and neither has control characters.
  if (!/^[^:\p{Cc}]{1,200}$/u.test(basic.username))
    throw badInput('input.basic.username', '1 to 200 characters without a colon', hidden);
  if (!/^\P{Cc}{1,4096}$/u.test(basic.password))
    throw badInput('input.basic.password', '1 to 4096 characters, none a control character', hidden);
  return `${basic.username}:${basic.password}`;
}

function checkedTls(url: string, tls: SiteTls | null): SiteTls | null {
  if (tls === null) return null;
  if (!url.startsWith('https:')) throw badInput('input.url', 'an https address, for a certificate', 'an http one');
  const { certificate, privateKey, authority } = tls;
  if ((certificate === null) !== (privateKey === null))
    throw badInput('input.tls', 'certificate and privateKey together', 'one of them');
  const own = certificate === null ? null : certificateOf('input.tls.certificate', certificate);
  if (authority !== null) certificateOf('input.tls.authority', authority);
  if (privateKey !== null && own !== null) {
    const wrong = badInput('input.tls.privateKey', 'the PEM of the certificate’s key, without a passphrase', hidden);
    if (!own.checkPrivateKey(keyOf(privateKey, wrong))) throw wrong;
  }
  return tls;
}

function certificateOf(field: string, pem: string): X509Certificate {
  try {
    return new X509Certificate(pem);
  } catch {
    throw badInput(field, 'a certificate in PEM', hidden);
  }
}

function keyOf(pem: string, wrong: HubError): ReturnType<typeof createPrivateKey> {
  try {
    return createPrivateKey(pem);
  } catch {
    throw wrong;
  }
}

function checkedUrl(text: string): string {
  const url = URL.parse(text);
  const expected = 'an http or https address without user, query or fragment';
  // The address is not repeated in the error: it may hold a password.
  if (!url || !['http:', 'https:'].includes(url.protocol)) throw badInput('input.url', expected, hidden);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw badInput('input.url', expected, 'an address with one');
  }
  return url.href.replace(/\/+$/, '');
}
