import { type DicomDataset, isPrivate, type Tag } from '../dicom/dataset.ts';
import { elementTexts } from '../dicom/values.ts';
import { safePrivateText } from './safe-private-data.ts';

/** A private attribute that holds no identity: group, private creator, last two digits of the element, and its VR. */
export interface SafePrivate {
  /** Four hex digits, odd. */
  readonly group: string;
  readonly creator: string;
  /** Two hex digits. */
  readonly element: string;
  readonly vr: string;
}

/** Private attributes that are kept by the Retain Safe Private option whatever else a profile lists. */
export const documentedSafePrivate: readonly SafePrivate[] = safePrivateText
  .trim()
  .split('\n')
  .flatMap((line) => {
    const [names = '', listed = ''] = line.split(': ');
    const [group = '', vr = '', ...creator] = names.split(' ');
    const elements = listed.split(' ').flatMap((part) => {
      const [first = '', last = first] = part.split('-');
      const from = parseInt(first, 16);
      return Array.from({ length: parseInt(last, 16) - from + 1 }, (_, n) => hexOf(from + n));
    });
    return elements.map((element) => ({ group, element, vr, creator: creator.join(' ') }));
  });

function hexOf(element: number): string {
  return element.toString(16).toUpperCase().padStart(2, '0');
}

/** What names a private attribute, wherever its creator has its block. */
const keyOf = (group: string, creator: string, element: string): string =>
  `${group.toUpperCase()} ${element.toUpperCase()} ${creator.trim().toUpperCase()}`;

/** VRs of the documented attributes and of these, by the name of the attribute. */
export function safePrivateIndex(own: readonly SafePrivate[]): ReadonlyMap<string, string> {
  return new Map(
    [...documentedSafePrivate, ...own].map((safe) => [keyOf(safe.group, safe.creator, safe.element), safe.vr]),
  );
}

/** The VR that the list gives a private attribute; null when it is not listed, or nobody claims its block. */
export function safeVrOf(dataset: DicomDataset, tag: Tag, index: ReadonlyMap<string, string>): string | null {
  const group = tag.slice(0, 4);
  const creator = dataset.get(`${group}00${tag.slice(4, 6)}`);
  if (creator === undefined) return null;
  // In Implicit VR, too, a creator is LO.
  const [name = ''] = elementTexts(dataset, { ...creator, vr: 'LO' });
  return name === '' ? null : (index.get(keyOf(group, name, tag.slice(6))) ?? null);
}

/** True for (gggg,0010) to (gggg,00FF) of an odd group. */
export function isPrivateCreator(tag: Tag): boolean {
  return isPrivate(tag) && tag.slice(4, 6) === '00' && tag.slice(6) >= '10';
}

/** True for the creator of a block in which the data set has a listed attribute. */
export function claimsSafeBlock(dataset: DicomDataset, creator: Tag, index: ReadonlyMap<string, string>): boolean {
  const block = creator.slice(0, 4) + creator.slice(6);
  return [...dataset].some(({ tag }) => tag.startsWith(block) && safeVrOf(dataset, tag, index) !== null);
}
