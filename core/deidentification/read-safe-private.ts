import { knownVRs } from '../dicom/transfer-syntax.ts';
import { badInput } from '../errors.ts';
import type { SafePrivate } from './safe-private.ts';

export interface SafePrivateInput {
  readonly group: string;
  readonly creator: string;
  readonly element: string;
  readonly vr: string;
}

const maxAttributes = 1000;

/** The attributes. @throws BAD_USER_INPUT with the field */
export function readSafePrivate(list: readonly SafePrivateInput[], field: string): readonly SafePrivate[] {
  if (list.length > maxAttributes) throw badInput(field, `at most ${String(maxAttributes)}`, list.length);
  return list.map(({ group, creator, element, vr }, index) => {
    const at = `${field}[${String(index)}]`;
    if (!/^[0-9A-Fa-f]{3}[13579BDFbdf]$/.test(group)) throw badInput(`${at}.group`, 'four hex digits, odd', group);
    if (!/^[ -~]{1,64}$/.test(creator) || creator.includes('\\'))
      throw badInput(`${at}.creator`, '1 to 64 characters of printable ASCII', creator);
    if (!/^[0-9A-Fa-f]{2}$/.test(element)) throw badInput(`${at}.element`, 'two hex digits', element);
    if (!knownVRs.has(vr) || vr === 'UN' || vr === 'PN')
      throw badInput(`${at}.vr`, 'a VR that is not UN (nobody can judge it) and not PN (a name of a person)', vr);
    return { group: group.toUpperCase(), creator: creator.trim(), element: element.toUpperCase(), vr };
  });
}
