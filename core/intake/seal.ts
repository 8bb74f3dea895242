import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { HubError } from '../errors.ts';

/** The name under which a de-identified file waits sealed: each round of de-identification has its own. */
export const sealedName = ({ fileId, round }: { readonly fileId: string; readonly round: number }): string =>
  `deidentified:${fileId}${round === 0 ? '' : `:${String(round)}`}`;

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Bytes encrypted and authenticated (AES-256-GCM): nonce, cipher text, tag. Bound to `name`: opened under another, they fail.
 *
 * The nonce is a keyed hash of name and content, so sealing the same again gives the same bytes (a repeated job stores no
 * second object), and two contents or two names never share one.
 */
export function seal(key: Uint8Array, name: string, content: Uint8Array): Buffer {
  const nonce = createHmac('sha256', key)
    .update(`nonce\0${String(Buffer.byteLength(name))}:${name}\0`)
    .update(content)
    .digest()
    .subarray(0, nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(name));
  return Buffer.concat([nonce, cipher.update(content), cipher.final(), cipher.getAuthTag()]);
}

/** What `seal` was given. @throws INTERNAL_SERVER_ERROR when the bytes were changed, or sealed under another key or name */
export function unseal(key: Uint8Array, name: string, sealed: Uint8Array): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(name))
      .setAuthTag(sealed.subarray(sealed.length - tagBytes));
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)), decipher.final()]);
  } catch (cause) {
    throw new HubError('INTERNAL_SERVER_ERROR', 'sealed bytes do not open: changed, or of another key', {}, { cause });
  }
}
