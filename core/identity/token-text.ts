import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

const prefix = 'pess_';
const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const form = /^pess_[0-9A-Za-z]{43}[0-9A-Za-z]{6}$/;

/** 256 bits are 43 digits of 62, a CRC-32 is 6. */
function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = (digits[Number(rest % 62n)] ?? '') + text;
  return text;
}

const checksum = (text: string): string => base62(BigInt(crc32(text)), 6);

/**
 * A new personal access token: `pess_`, 256 random bits and a CRC-32 of all before it, in letters and digits. Prefix and checksum let
 * secret scanners tell one in a text without asking the hub (`pess_[0-9A-Za-z]{49}`), and let the hub refuse a slip without asking its store.
 */
export function newTokenText(): string {
  const body = prefix + base62(BigInt(`0x${randomBytes(32).toString('hex')}`), 43);
  return body + checksum(body);
}

/** True for what is meant as a personal access token, right or wrong: no other token begins so. */
export const isTokenText = (text: string): boolean => text.startsWith(prefix);

/**
 * SHA-256 of the token, hex, by which it is looked up: an index's time tells of the hash alone, which leads nowhere.
 * Null when its form or checksum says that it never was one.
 */
export function tokenTextHash(text: string): string | null {
  if (!form.test(text) || checksum(text.slice(0, -6)) !== text.slice(-6)) return null;
  return createHash('sha256').update(text).digest('hex');
}
