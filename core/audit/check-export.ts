import { badInput, HubError } from '../errors.ts';
import type { AuditCheckpoint, AuditLink } from '../ports/audit-trail.ts';
import { beforeTheFirst, whyNoLink } from './chain.ts';
import { exportFormat } from './export-audit.ts';

/** What the check of an exported audit trail found. */
export interface ExportVerification {
  /** Number of the entry before the first one of the file; 0 when it begins at the beginning. */
  readonly after: number;
  /** The last entry that fits. */
  readonly last: AuditCheckpoint;
  /** Number of the first entry that does not fit; null when all do and the file is whole. */
  readonly firstBroken: number | null;
  /** What is wrong with it; null likewise. */
  readonly why: string | null;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Follows the chain of an export, line by line, without a hub. `known` are places noted earlier (with a backup, on paper): an entry of that number
 * must have that hash, which also finds a chain that was written anew from some entry on.
 * @throws BAD_USER_INPUT when it is no such file, or begins after a noted place
 */
export async function checkAuditExport(
  lines: AsyncIterable<string>,
  known: readonly AuditCheckpoint[] = [],
): Promise<ExportVerification> {
  let begin: AuditCheckpoint | null = null;
  let last = beforeTheFirst;
  const broken = (why: string, sequence = last.sequence + 1): ExportVerification => ({
    after: begin?.sequence ?? 0,
    last,
    firstBroken: sequence,
    why,
  });
  let ended = false;
  for await (const text of lines) {
    if (text === '') continue;
    if (ended) return broken('something stands behind the end of the file');
    const value = parse(text);
    if (begin === null) {
      begin = last = headerOf(value);
      const { sequence } = begin;
      const before = known.find((one) => one.sequence < sequence);
      if (before)
        throw badInput('expect', `an entry from ${String(sequence)} on, where the file begins`, before.sequence);
      const why = unexpected(known, begin);
      if (why !== null) return broken(why, sequence);
      continue;
    }
    if (value === null) return broken('its line is no JSON: it was cut off, or changed');
    if (value['end'] === true) {
      ended = true;
      if (value['sequence'] !== last.sequence || value['lastHash'] !== last.hash)
        return broken('the file ends with another entry than its last line says');
      continue;
    }
    const link = value as unknown as AuditLink;
    const why = whyNoLink(last, link) ?? unhashed(link) ?? unexpected(known, link);
    if (why !== null) return broken(why);
    last = { sequence: link.sequence, hash: link.hash };
  }
  if (begin === null) throw notOurs();
  if (!ended) return broken('the file ends without its last line: it was cut off');
  const missing = known.find(({ sequence }) => sequence > last.sequence);
  if (missing) return broken(`the file ends before entry ${String(missing.sequence)}, which was noted earlier`);
  return { after: begin.sequence, last, firstBroken: null, why: null };
}

function unexpected(known: readonly AuditCheckpoint[], { sequence, hash }: AuditCheckpoint): string | null {
  const isOther = known.some((noted) => noted.sequence === sequence && noted.hash !== hash);
  return isOther ? 'it has another hash than the one that was noted earlier' : null;
}

/** Of an entry, all of them: a new one that is forgotten here does not compile. */
const fields: Readonly<Record<keyof AuditLink, true>> = {
  ...{ sequence: true, at: true, previousHash: true, hash: true },
  ...{ actor: true, action: true, target: true, projectId: true, reason: true, oldValue: true, newValue: true },
};

/** Who reads the file would take what stands beside an entry's fields for a part of it. */
function unhashed(link: AuditLink): string | null {
  const added = Object.keys(link).find((name) => !Object.hasOwn(fields, name));
  return added === undefined ? null : `its hash does not cover ${JSON.stringify(added)}: that was added`;
}

function headerOf(value: Json | null): AuditCheckpoint {
  const [sequence, hash] = [value?.['after'], value?.['previousHash']];
  if (value?.['format'] !== exportFormat || typeof sequence !== 'number' || typeof hash !== 'string') throw notOurs();
  return { sequence, hash };
}

const notOurs = (): HubError =>
  new HubError(
    'BAD_USER_INPUT',
    `this is no exported audit trail: its first line has to name the format ${exportFormat}`,
  );

function parse(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Json) : null;
  } catch {
    return null;
  }
}
