import { createHash, randomBytes } from 'node:crypto';

/** The namespace of PESSCARA's name-based ids (an arbitrary, fixed UUID). */
const namespace = Buffer.from('6f1d2f0c8a5b4d1e9c3a7b2e4d5f6a81', 'hex');

function format(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

/**
 * A UUID version 5 (RFC 9562 §5.5) of the parts: the same parts give the same id on every machine and attempt,
 * which is what makes writes idempotent. Parts are length-prefixed, so no two lists of parts collide.
 */
export function nameId(...parts: readonly string[]): string {
  const hash = createHash('sha1').update(namespace);
  for (const part of parts) hash.update(`${String(Buffer.byteLength(part))}:${part}`);
  const bytes = hash.digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return format(bytes);
}

/** A new UUID version 7 (RFC 9562 §5.7): ids made later sort later, so keyset pages follow creation. */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x70, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return format(bytes);
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for a lower-case UUID; anything else can't be an id of ours, so it is not looked up. */
export function isId(text: string): boolean {
  return uuid.test(text);
}
