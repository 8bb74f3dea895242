import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const version = 'v1';

/**
 * The credential encrypted with AES-256-GCM: `v1.<nonce>.<tag>.<text>` in base64url. `owner` is bound in, so that a
 * sealed text moved to another row does not open.
 */
export function sealCredential(key: Uint8Array, owner: string, credential: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(owner));
  const text = Buffer.concat([cipher.update(credential, 'utf8'), cipher.final()]);
  return [version, ...[nonce, cipher.getAuthTag(), text].map((bytes) => bytes.toString('base64url'))].join('.');
}

/** @throws Error when it was sealed with another key, for another owner, or has been changed */
export function openCredential(key: Uint8Array, owner: string, sealed: string): string {
  const [found, nonce, tag, text] = sealed.split('.');
  if (found !== version || nonce === undefined || tag === undefined || text === undefined) {
    throw new Error('a sealed credential of an unknown form');
  }
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'), { authTagLength: 16 })
    .setAAD(Buffer.from(owner))
    .setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(text, 'base64url')), decipher.final()]).toString('utf8');
}
