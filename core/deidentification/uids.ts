import type { Tag } from '../dicom/dataset.ts';
import { entryOf } from '../dicom/dictionary.ts';
import { rowOf } from './profile.ts';

/** The instance, series and study are always someone's, whatever root a device took their UIDs from. */
const ownUIDs: ReadonlySet<string> = new Set(['00080018', '0020000D', '0020000E', '00081155', '00041511']);

/** Kinds of object, syntaxes and vocabularies: the same for everyone. */
const classLike =
  /ClassUID|ClassesSupported|ClassesInStudy|TransferSyntax|CodingSchemeUID|ContextUID|MappingResourceUID|^ContextGroup/;

/** True when a value of the element is to be replaced: every UID but those that the standard or a vocabulary defines. */
export function isReplaceableUid(tag: Tag, uid: string): boolean {
  if (uid === '') return false;
  // What is no UID may be a name: nobody could have defined it.
  if (ownUIDs.has(tag) || !/^[0-9.]{1,64}$/.test(uid)) return true;
  const named = entryOf(tag)?.keyword ?? '';
  if (rowOf(tag)?.action !== 'U' && classLike.test(named)) return false;
  return !uid.startsWith('1.2.840.10008.');
}
