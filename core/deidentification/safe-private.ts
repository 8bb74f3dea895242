import { type DicomDataset, isPrivate, type Tag } from '../dicom/dataset.ts';
import { elementTexts } from '../dicom/values.ts';

/** A private attribute that holds no identity: group, private creator, last two digits of the element, and its VR. */
export interface SafePrivate {
  /** Four hex digits, odd. */
  readonly group: string;
  readonly creator: string;
  /** Two hex digits. */
  readonly element: string;
  readonly vr: string;
}

/**
 * Private attributes that are kept by the Retain Safe Private option whatever else a profile lists. Facts of PS3.15 Table
 * E.3.10-1 ("Safe Private Attributes"), of which only those are here that are numbers or terms: what can hold free text is
 * for a profile to list. One line an attribute: group, element, VR, creator.
 */
const documented = `
0019 23 DS GEMS_ACQU_01
0019 24 DS GEMS_ACQU_01
0019 27 DS GEMS_ACQU_01
0043 27 SH GEMS_PARM_01
0043 39 IS GEMS_PARM_01
0043 6F DS GEMS_PARM_01
0045 01 SS GEMS_HELIOS_01
0045 02 FL GEMS_HELIOS_01
0025 07 SL GEMS_SERS_01
0903 10 US GEIIS PACS
0903 11 US GEIIS PACS
0903 12 US GEIIS PACS
2001 03 FL Philips Imaging DD 001
2001 04 CS Philips Imaging DD 001
2005 0D FL Philips MR Imaging DD 001
2005 0E FL Philips MR Imaging DD 001
7053 00 DS Philips PET Private Group
7053 09 DS Philips PET Private Group
00E1 21 DS ELSCINT1
01E1 26 CS ELSCINT1
01E1 50 DS ELSCINT1
01F1 01 CS ELSCINT1
01F1 07 DS ELSCINT1
01F1 26 DS ELSCINT1
01F1 27 DS ELSCINT1
0019 0C IS SIEMENS MR HEADER
0019 0D CS SIEMENS MR HEADER
0019 0E FD SIEMENS MR HEADER
0019 27 FD SIEMENS MR HEADER
`;

export const documentedSafePrivate: readonly SafePrivate[] = documented
  .trim()
  .split('\n')
  .map((line) => {
    const [group = '', element = '', vr = '', ...creator] = line.split(' ');
    return { group, element, vr, creator: creator.join(' ') };
  });

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
