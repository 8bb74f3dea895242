import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { HubError } from '../errors.ts';
import { sha256 } from '../json.ts';

/** The name under which a de-identified file waits sealed: each round of de-identification has its own. */
export const sealedName = ({ fileId, round }: { readonly fileId: string; readonly round: number }): string =>
  `deidentified:${fileId}${round === 0 ? '' : `:${String(round)}`}`;

const nonceBytes = 12;
const tagBytes = 16;
const pieceBytes = 64 * 1024;

/**
 * Bytes encrypted and authenticated (AES-256-GCM): nonce, cipher text, tag. Bound to `name`: opened under another, they fail.
 *
 * The nonce is a keyed hash of name and content (of its SHA-256, which a caller that has it gives), so sealing the same again gives the same bytes (a repeated job stores no
 * second object), and two contents or two names never share one.
 */
export function seal(key: Uint8Array, name: string, content: Uint8Array, contentSha256 = sha256(content)): Buffer {
  const nonce = createHmac('sha256', key)
    .update(`nonce2\0${String(Buffer.byteLength(name))}:${name}\0`)
    .update(contentSha256)
    .digest()
    .subarray(0, nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(name));
  const sealed = Buffer.allocUnsafeSlow(nonceBytes + content.length + tagBytes);
  sealed.set(nonce);
  // In pieces: what the cipher answers is memory of its own, and an image has no need of as much again.
  for (let at = 0; at < content.length; at += pieceBytes)
    sealed.set(cipher.update(content.subarray(at, at + pieceBytes)), nonceBytes + at);
  // Of a stream cipher, so `final` gives nothing.
  cipher.final();
  sealed.set(cipher.getAuthTag(), nonceBytes + content.length);
  return sealed;
}

/** What `seal` was given. @throws INTERNAL_SERVER_ERROR when the bytes were changed, or sealed under another key or name */
export function unseal(key: Uint8Array, name: string, sealed: Uint8Array): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, nonceBytes), { authTagLength: tagBytes })
      .setAAD(Buffer.from(name))
      .setAuthTag(sealed.subarray(sealed.length - tagBytes));
    const content = decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes));
    // Gives nothing, and throws unless all of it is as it was sealed: until then nobody gets any of it.
    decipher.final();
    return content;
  } catch (cause) {
    throw new HubError('INTERNAL_SERVER_ERROR', 'sealed bytes do not open: changed, or of another key', {}, { cause });
  }
}
