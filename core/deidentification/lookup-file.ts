import { HubError } from '../errors.ts';

/** `type/key = value`: what stands for a value of the original. */
export interface LookupEntry {
  readonly type: string;
  readonly key: string;
  readonly value: string;
}

const maxEntries = 100_000;

/** True for what can be the type of a lookup table. */
export const isLookupType = (text: string): boolean => /^[A-Za-z0-9_.-]{1,32}$/.test(text);

/**
 * The entries of a lookup table as RSNA CTP's are written: a line `type/key = value` each, as in Java's properties: `#` or `!` begins
 * a remark, `\` goes before a character of a key that would end it. The last of several with one key counts.
 * @throws BAD_USER_INPUT with the number of the line, never with what it holds; LIMIT_EXCEEDED for more than 100,000 entries
 */
export function readLookups(text: string, field: string): readonly LookupEntry[] {
  const entries = new Map<string, LookupEntry>();
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) {
    const trimmed = line.trim();
    if (trimmed === '' || trimmed.startsWith('#') || trimmed.startsWith('!')) continue;
    const entry = readLine(trimmed);
    if (typeof entry === 'string') {
      throw new HubError('BAD_USER_INPUT', `${field}: line ${String(index + 1)}: expected ${entry}`, {
        field,
        expected: entry,
        line: index + 1,
      });
    }
    entries.set(`${entry.type}/${entry.key}`, entry);
    if (entries.size > maxEntries)
      throw new HubError('LIMIT_EXCEEDED', `${field}: at most ${String(maxEntries)} entries at a time`, { field });
  }
  return [...entries.values()];
}

/** The entry, or what was expected. */
function readLine(line: string): LookupEntry | string {
  const end = /^(?:\\.|[^\\=:])*/.exec(line)?.[0].length ?? 0;
  if (end === line.length) return 'type/key = value';
  const name = line.slice(0, end).trim().replace(/\\(.)/g, '$1');
  const value = line.slice(end + 1).trim();
  const slash = name.indexOf('/');
  const type = name.slice(0, Math.max(0, slash));
  const key = name.slice(slash + 1).trim();
  if (!isLookupType(type)) return "a type of 1 to 32 letters, digits, '_', '.' or '-' before the first slash";
  if (key === '' || key.length > 256) return 'a key of 1 to 256 characters after the first slash';
  if (!/^[ -~]{1,64}$/.test(value) || value.includes('\\')) return 'a value of 1 to 64 characters of printable ASCII';
  return { type, key, value };
}

/** True for what a list may give as a research identifier: none begins with a sign. */
export const isListedResearchId = (text: string): boolean => /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/.test(text);
