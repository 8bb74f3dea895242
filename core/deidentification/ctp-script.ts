import { badInput } from '../errors.ts';
import type { XmlElement } from '../ports/xml-reader.ts';
import { type CtpDraft, emptyDraft, type Untranslated } from './ctp-draft.ts';
import { translateElement } from './ctp-element.ts';
import type { ProfileInput } from './profile-input.ts';

export interface ImportedScript {
  readonly draft: ProfileInput;
  readonly untranslated: readonly Untranslated[];
}

/**
 * A profile that does what an RSNA CTP anonymizer script says, on top of the Basic Profile (what a script doesn't speak of is done
 * by the table, where CTP would keep it), and the list of what can't be said in a profile.
 * @throws BAD_USER_INPUT when the root is no `script`
 */
export function translateCtpScript(root: XmlElement, field: string): ImportedScript {
  if (root.name !== 'script') throw badInput(field, 'an XML document whose root is script', root.name);
  const parameters = new Map(
    root.children.flatMap(({ name, attributes, text }): [string, string][] =>
      name === 'p' ? [[attributes.get('t') ?? '', text]] : [],
    ),
  );
  const draft = emptyDraft(parameters);
  for (const element of root.children) {
    if (element.name === 'e' && isEnabled(element)) translateElement(element, draft);
    if (element.name === 'r') translateRemoval(element, draft);
    if (element.name === 'k' && isEnabled(element))
      sayOf(
        element,
        draft,
        'a profile keeps attributes one by one, no groups',
        'the Basic Profile, and what the script says of single attributes',
      );
  }
  return { draft: inputOf(draft), untranslated: draft.untranslated };
}

const isEnabled = ({ attributes }: XmlElement): boolean => attributes.get('en') === 'T';

function sayOf({ name, attributes, line, text }: XmlElement, draft: CtpDraft, why: string, instead: string): void {
  const element = `${name} ${attributes.get('t') ?? ''}`;
  draft.untranslated.push({ line, element, script: text.slice(0, 200), why, instead });
}

function translateRemoval(element: XmlElement, draft: CtpDraft): void {
  const what = element.attributes.get('t') ?? '';
  const say = (why: string, instead: string): void => sayOf(element, draft, why, instead);
  if (isEnabled(element)) {
    if (what === 'unspecifiedelements')
      say('a profile has no list of all that may stay', 'attributes outside of the table and of the profile are kept');
    else if (!['privategroups', 'overlays', 'curves'].includes(what))
      say('no such removal is known', 'the Basic Profile');
  } else if (what === 'privategroups') {
    say('private attributes are kept by a list only', 'private attributes are removed unless safePrivate lists them');
  } else if (what === 'overlays' || what === 'curves') {
    say('they may show text that nobody can judge', 'overlays and curves are removed');
  }
}

function inputOf({ options, overrides, lookups, researchIds }: CtpDraft): ProfileInput {
  // Of several that speak of one attribute the last counts, as in CTP.
  const lastLookups = new Map(lookups.map((lookup) => [lookup.tag, lookup]));
  const last = new Map(
    overrides.filter(({ tag }) => !lastLookups.has(tag)).map((override) => [override.tag, override]),
  );
  return {
    base: 'basic/1',
    options: [...options],
    overrides: [...last.values()],
    lookups: [...lastLookups.values()],
    researchIds,
    safePrivate: [],
    regions: [],
  };
}
