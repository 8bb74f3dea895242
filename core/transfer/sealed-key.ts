import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { badInput } from '../errors.ts';

/** A hub's key under a passphrase: scrypt (RFC 7914) and AES-256-GCM; bytes in base64. */
export interface SealedKey {
  readonly scrypt: { readonly N: number; readonly r: number; readonly p: number; readonly salt: string };
  readonly nonce: string;
  readonly sealed: string;
  readonly tag: string;
}

/** About half a second and 128 MiB a try, for us as for whoever guesses. */
const cost = { N: 2 ** 17, r: 8, p: 1 };
const leastLength = 12;
const passphraseName = 'PESSCARA_EXPORT_PASSPHRASE';

const derive = promisify<string, Buffer, number, object, Buffer>(scrypt);
const keyOf = (passphrase: string, salt: Buffer) =>
  derive(passphrase.normalize('NFKC'), salt, 32, { ...cost, maxmem: 256 * 1024 * 1024 });

/** The key sealed, together with what it is bound to: it opens only beside the same text. */
export async function sealKey(key: Uint8Array, passphrase: string, boundTo: string): Promise<SealedKey> {
  expectPassphrase(passphrase);
  const salt = randomBytes(16);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', await keyOf(passphrase, salt), nonce).setAAD(Buffer.from(boundTo));
  const sealed = Buffer.concat([cipher.update(key), cipher.final()]);
  return {
    scrypt: { ...cost, salt: salt.toString('base64') },
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
    tag: cipher.getAuthTag().toString('base64'),
  };
}

/** The key again. @throws BAD_USER_INPUT when the passphrase is another one, or `boundTo` is not what it was */
export async function openKey(sealed: SealedKey, passphrase: string, boundTo: string): Promise<Uint8Array> {
  const { N, r, p } = sealed.scrypt;
  // What a file says must not make this process work for hours.
  if (N !== cost.N || r !== cost.r || p !== cost.p)
    throw badInput('manifest.json', 'the scrypt cost of this version', N);
  const bytes = (text: string) => Buffer.from(text, 'base64');
  const key = await keyOf(passphrase, bytes(sealed.scrypt.salt));
  const decipher = createDecipheriv('aes-256-gcm', key, bytes(sealed.nonce), { authTagLength: 16 });
  try {
    decipher.setAAD(Buffer.from(boundTo)).setAuthTag(bytes(sealed.tag));
    return Buffer.concat([decipher.update(bytes(sealed.sealed)), decipher.final()]);
  } catch {
    // Node says only that it did not authenticate.
    throw badInput(passphraseName, 'the passphrase of this export, with its manifest.json unchanged', 'another');
  }
}

/** @throws BAD_USER_INPUT when it is too short to keep a key */
export function expectPassphrase(passphrase: string): void {
  if (passphrase.length < leastLength) {
    throw badInput(
      passphraseName,
      `at least ${String(leastLength)} characters`,
      `${String(passphrase.length)} characters`,
    );
  }
}
