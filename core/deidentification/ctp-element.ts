import { isPrivate, type Tag } from '../dicom/dataset.ts';
import { entryOf } from '../dicom/dictionary.ts';
import type { XmlElement } from '../ports/xml-reader.ts';
import { hashableVRs } from './carry-out-override.ts';
import { type CtpCall, readCtpCall } from './ctp-call.ts';
import type { CtpDraft } from './ctp-draft.ts';
import { isDateVr } from './element-actions.ts';
import { isLookupType } from './lookup-file.ts';
import { rowOf } from './profile.ts';
import { fitsVr, tagNamed, whyFixed } from './read-overrides.ts';
import { documentedSafePrivate } from './safe-private.ts';

/** Tags that de-identification writes itself, whatever a script says. */
const written: ReadonlySet<Tag> = new Set(['00120062', '00120063', '00120064', '00280303']);

/** What becomes of one `e` of a script that is on. */
export function translateElement(element: XmlElement, draft: CtpDraft): void {
  const named = element.attributes.get('t') ?? '';
  const say = (why: string, instead: string): void => {
    draft.untranslated.push({
      line: element.line,
      element: `${named} ${element.attributes.get('n') ?? ''}`.trim(),
      script: element.text.slice(0, 200),
      why,
      instead,
    });
  };
  const digits = named.replace(/[(),]/g, '').toUpperCase();
  const call = readCtpCall(element.text, draft.parameters);
  if (named.includes('[') || (/^[0-9A-F]{8}$/.test(digits) && isPrivate(digits))) {
    translatePrivate(named, call, draft, say);
    return;
  }
  const tag = tagNamed(named);
  if (tag === null) say('no such attribute in the dictionary', 'it is removed');
  else if (tag === '00100020' || tag === '00100010') translatePatient(tag, call, draft, say);
  else if (written.has(tag)) return;
  else if (whyFixed(tag) !== null) translateFixed(tag, call, say);
  else translateOrdinary(tag, call, draft, say);
}

type Say = (why: string, instead: string) => void;

/** `0019[SIEMENS MR HEADER]0C`, or a number that only holds where the block is. */
function translatePrivate(named: string, call: CtpCall, draft: CtpDraft, say: Say): void {
  if (call.name === 'remove' || call.name === 'empty') return;
  const [, group = '', creator = '', element = ''] = /^\(?([0-9a-f]{4}),?\[(.+)\]([0-9a-f]{2})\)?$/i.exec(named) ?? [];
  if (element === '') {
    const why = 'a private attribute without its creator is another one in every file';
    if (!/\]$/.test(named) && !/00[1-9a-f][0-9a-f]$/i.test(named)) say(why, 'it is removed');
    return;
  }
  if (call.name !== 'keep') {
    say('a private attribute can be kept or removed, nothing else', 'it is removed');
    return;
  }
  const documented = documentedSafePrivate.some(
    (safe) =>
      safe.group === group.toUpperCase() &&
      safe.element === element.toUpperCase() &&
      safe.creator.toUpperCase() === creator.toUpperCase(),
  );
  draft.options.add('RETAIN_SAFE_PRIVATE');
  if (!documented) say('a script does not say its VR', 'it is removed; list it with its VR under safePrivate');
}

function translatePatient(tag: Tag, call: CtpCall, draft: CtpDraft, say: Say): void {
  const [of = '', type = '', missing = 'quarantine'] = call.args;
  if (tag === '00100020' && call.name === 'lookup' && isThis(of, 'PatientID') && isLookupType(type)) {
    draft.researchIds = type;
    if (missing !== 'quarantine')
      say(`what is missing becomes "${missing}" there`, 'a finding, and a research identifier by the project key');
    return;
  }
  const same = ['hashptid', 'hash', 'hashname', 'encrypt', 'lookup', 'empty'].includes(call.name);
  const why = call.name === 'keep' ? 'patients are never named' : 'the research identifier always stands here';
  if (!same) say(why, 'the research identifier of the project key');
}

/** Attributes that de-identification needs or writes itself: where the script wants the same, nothing is to be said. */
function translateFixed(tag: Tag, call: CtpCall, say: Say): void {
  const isUid = entryOf(tag)?.vr === 'UI' && tag !== '00080016';
  if (isUid ? call.name === 'hashuid' : call.name === 'keep') return;
  if (call.name === 'remove' && (tag.startsWith('60') || tag.startsWith('50'))) return;
  if (isUid && call.name === 'keep') say('UIDs are kept all or none', 'a new UID; the option RETAIN_UIDS keeps all');
  else say('a profile may not speak of this attribute', 'what de-identification does itself');
}

function translateOrdinary(tag: Tag, call: CtpCall, draft: CtpDraft, say: Say): void {
  const vr = entryOf(tag)?.vr ?? 'UN';
  const row = rowOf(tag);
  const table = row === null ? 'it is kept: the table leaves it alone' : `the Basic Profile: ${row.action}`;
  const override = (action: string, value?: string): void => {
    draft.overrides.push({ tag, action, ...(value === undefined ? {} : { value }) });
  };
  const [of = '', second = '', missing = 'quarantine', byDefault = ''] = call.args;
  switch (call.name) {
    case 'keep':
    case 'contents':
    case 'process':
    case 'require':
      if (call.args.length > 0 && !isThis(of, entryOf(tag)?.keyword)) say(`@${call.name} of another attribute`, table);
      else if (row !== null || vr === 'PN' || vr === 'UI' || isDateVr(vr)) override('KEEP');
      return;
    case 'remove':
      if (row?.action !== 'X') override('REMOVE');
      return;
    case 'empty':
      if (row?.action !== 'Z') override('EMPTY');
      return;
    case 'text':
      if (fitsVr(of, vr)) override('REPLACE', of);
      else say(`VR ${vr} cannot hold that`, table);
      return;
    case 'hashuid':
      if (vr !== 'UI') say('only UIDs become UIDs', table);
      else if (row !== null && row.action !== 'U') override('HASH');
      return;
    case 'hash':
    case 'hashname':
    case 'hashptid':
      if (call.name === 'hash' && !isThis(of, entryOf(tag)?.keyword)) say('a hash of another attribute', table);
      else if (hashableVRs.has(vr)) override('HASH');
      else say(`VR ${vr} cannot hold a hash`, table);
      return;
    case 'incrementdate':
    case 'hashdate':
      draft.options.add('RETAIN_MODIFIED_DATES');
      if (!isDateVr(vr)) say('no date', table);
      else if (call.name === 'incrementdate' && !draft.untranslated.some(({ why }) => why === oneShift))
        say(oneShift, 'all dates of a person move by a number of days that the project key gives');
      return;
    case 'lookup': {
      const action = missing.toUpperCase();
      const isKnown = ['QUARANTINE', 'KEEP', 'REMOVE', 'EMPTY', 'DEFAULT'].includes(action);
      if (!isThis(of, entryOf(tag)?.keyword)) say('a lookup by another attribute', table);
      else if (!isLookupType(second) || !isKnown) say('no table of that type, or no such action', table);
      else if (action === 'DEFAULT' && !fitsVr(byDefault, vr)) say(`VR ${vr} cannot hold the default`, table);
      else
        draft.lookups.push({
          tag,
          type: second,
          missing: action,
          ...(action === 'DEFAULT' ? { value: byDefault } : {}),
        });
      return;
    }
    default:
      say(call.name === '' ? 'several functions, or text and functions' : `@${call.name} has no counterpart`, table);
  }
}

const oneShift = 'the script moves the dates of all persons by one number of days';

const isThis = (argument: string, keyword: string | undefined): boolean =>
  argument === 'this' || argument === '' || argument === keyword;
