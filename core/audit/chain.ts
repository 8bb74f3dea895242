import { canonicalJson, sha256, type Json } from '../json.ts';
import type { AuditCheckpoint, AuditEntry, AuditLink } from '../ports/audit-trail.ts';

/** The hash of an entry: SHA-256 over its number, time, content and the hash before it, as canonical JSON. */
export function hashOfLink({ sequence, at, previousHash, ...entry }: Omit<AuditLink, 'hash'>): string {
  const { actor, action, target, projectId, reason, oldValue, newValue }: AuditEntry = entry;
  const hashed: Json = { actor, action, target, projectId, reason, oldValue, newValue };
  return sha256(canonicalJson({ sequence, at, previousHash, entry: hashed }));
}

/** Before the first entry. */
export const beforeTheFirst: AuditCheckpoint = { sequence: 0, hash: '' };

/** What is wrong with an entry that should come right after that place; null when it fits. */
export function whyNoLink(before: AuditCheckpoint, link: AuditLink): string | null {
  const expected = before.sequence + 1;
  if (link.sequence !== expected) return `entry ${String(expected)} is missing: after it came ${String(link.sequence)}`;
  if (link.previousHash !== before.hash)
    return 'it does not follow the entry before it: that one was changed or exchanged';
  if (link.hash !== hashOfLink(link)) return 'its content does not fit its hash: it was changed';
  return null;
}
