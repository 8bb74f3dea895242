import { badInput } from '../core/errors.ts';
import type { Manifest } from '../core/transfer/manifest.ts';
import { counted } from './output.ts';
import type { Settings } from './settings.ts';

/** The passphrase of an export. @throws BAD_USER_INPUT when none is given */
export function passphraseOf({ exportPassphrase }: Settings): string {
  if (exportPassphrase !== null) return exportPassphrase;
  throw badInput('PESSCARA_EXPORT_PASSPHRASE', 'the passphrase that seals the keys', 'none');
}

/** What was carried, in one line for a person. */
export function describeTransfer(verb: 'exported' | 'imported', { tables, graph, objects }: Manifest): string {
  const rows = Object.values(tables).reduce((sum, table) => sum + table.rows, 0);
  const { ASSETS, TAGS, ACTIVITY } = graph.kinds;
  return [
    `${verb} ${counted(rows, 'row')} of ${counted(Object.keys(tables).length, 'table')}`,
    `${counted(ASSETS.count, 'asset')}, ${counted(TAGS.count, 'tag')} and ${counted(ACTIVITY.count, 'activity', 'activities')}`,
    `${counted(objects.rows, 'object')} (${String(objects.bytes)} bytes)`,
  ].join(', ');
}
