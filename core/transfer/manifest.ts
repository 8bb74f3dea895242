import { badInput } from '../errors.ts';
import { canonicalJson, sha256, type Json } from '../json.ts';
import type { Checksum } from './checked-lines.ts';
import type { GraphSums } from './graph-records.ts';
import type { SequenceState } from './ports.ts';
import type { SealedKey } from './sealed-key.ts';

/** What an export holds: `manifest.json`. Two hubs with equal content differ in `createdAt`, `softwareVersion` and `key` alone. */
export interface ManifestContent {
  readonly format: 'pesscara-export';
  readonly version: 1;
  readonly createdAt: string;
  readonly softwareVersion: string;
  readonly migrations: Readonly<Record<string, string>>;
  readonly tables: Readonly<Record<string, Checksum>>;
  readonly sequences: Readonly<Record<string, SequenceState>>;
  readonly graph: Checksum & { readonly kinds: GraphSums };
  readonly objects: Checksum & { readonly bytes: number };
}

export interface Manifest extends ManifestContent {
  /** Bound to all the rest, so that whoever has no passphrase can't change anything unseen. */
  readonly key: SealedKey;
}

export const tableFile = (table: string): string => `tables/${table}.jsonl`;
export const graphFile = 'graph.jsonl';
export const objectsFile = 'objects.jsonl';

/** The hash of everything but the key: what the key is bound to. */
export function bindingOf(manifest: ManifestContent | Manifest): string {
  const { key: _, ...content } = manifest as Manifest;
  return sha256(canonicalJson(content as unknown as Json));
}

/** The manifest of that text, of a form that this version reads; `bindingOf` and the key tell whether it is unchanged. */
export function parseManifest(text: string): Manifest {
  let parsed: Partial<Manifest> | null;
  try {
    parsed = JSON.parse(text) as Partial<Manifest> | null;
  } catch {
    throw badInput('manifest.json', 'JSON', 'something else');
  }
  if (parsed?.format !== 'pesscara-export') throw badInput('manifest.json', 'format pesscara-export', parsed?.format);
  if (parsed.version !== 1) throw badInput('manifest.json', 'version 1', parsed.version);
  const { key } = parsed;
  const texts = [key?.nonce, key?.sealed, key?.tag, key?.scrypt.salt];
  if (texts.some((each) => typeof each !== 'string')) throw badInput('manifest.json', 'a sealed key', 'none');
  return parsed as Manifest;
}
