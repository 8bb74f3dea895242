import { createHmac, createSecretKey } from 'node:crypto';
import { trimEnd } from '../dicom/trim-end.ts';

/**
 * Replacements that depend on a key and the original alone, so they are the same over follow-ups, sites and re-runs,
 * and nobody without the key can get from one to the other (unlike an unkeyed hash, which is undone by trying).
 */
export interface Pseudonyms {
  /** `R-` and 10 letters and digits (50 bits) without those that look alike (Crockford's base 32). */
  researchId(patientId: string, issuer?: string): string;
  /** A UID under 2.25 (PS3.5 B.2: a UUID as a decimal), at most 44 characters. */
  uid(original: string): string;
  /** Whole days to add to all dates of the patient: -3650 to -1, the same for all of them, so intervals stay. */
  dateShiftDays(patientId: string, issuer?: string): number;
  /** A hex digest of bytes or text that can be compared but not undone: how provenance names an original. */
  digest(original: string): string;
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** The pseudonyms of one project, from its own 32-byte key. */
export function createPseudonyms(key: Uint8Array): Pseudonyms {
  // Bytes as a key would be made one again for each use, which takes longer than the digest.
  const secret = createSecretKey(key);
  const mac = (purpose: string, ...parts: readonly string[]): Buffer => {
    const hmac = createHmac('sha256', secret).update(purpose);
    for (const part of parts) hmac.update(`\0${String(Buffer.byteLength(part))}:${part}`);
    return hmac.digest();
  };
  // Archives pad and trim Patient IDs at will (PS3.5 6.2: LO ignores outer spaces), so they don't count.
  const person = (patientId: string, issuer = ''): [string, string] => [patientId.trim(), issuer.trim()];
  return {
    researchId(patientId, issuer) {
      const bytes = mac('patient', ...person(patientId, issuer));
      return `R-${Array.from({ length: 10 }, (_, i) => alphabet.charAt(bytes.readUInt8(i) & 31)).join('')}`;
    },
    uid(original) {
      const bytes = mac('uid', trimEnd(original)).subarray(0, 16);
      bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6); // RFC 9562: version 8, made by a rule of ours
      bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
      return `2.25.${BigInt(`0x${bytes.toString('hex')}`).toString()}`;
    },
    dateShiftDays: (patientId, issuer) => -1 - (mac('dates', ...person(patientId, issuer)).readUInt32BE(0) % 3650),
    digest: (original) => mac('digest', original).toString('hex'),
  };
}
