/** Turns bytes into text. */
type Decode = (bytes: Uint8Array) => string;

const decoderOf = (label: string): Decode => {
  const decoder = new TextDecoder(label);
  return (bytes) => decoder.decode(bytes);
};
const latin1: Decode = (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/** Bytes with the high bit cleared in a 94x94 set: put into the half of EUC where a decoder knows them. */
const raised = (decode: Decode, prefix?: number): Decode => {
  return (bytes) => {
    const out: number[] = [];
    for (let i = 0; i < bytes.length; i += 2) {
      if (prefix !== undefined) out.push(prefix);
      for (const byte of bytes.subarray(i, i + 2)) out.push(byte | 0x80);
    }
    return decode(Uint8Array.from(out));
  };
};

const eucJp = decoderOf('euc-jp');
/** Half-width katakana alone: JIS X 0201 is what Shift JIS has below its double bytes, with `\` still the delimiter. */
const jisX0201 = decoderOf('shift_jis');

/** Character sets by the number in their defined terms (PS3.3 C.12.1.1.2, tables C.12-2 to C.12-5). */
const sets: ReadonlyMap<string, Decode> = new Map<string, Decode>([
  ['6', latin1],
  ['100', latin1],
  ['101', decoderOf('iso-8859-2')],
  ['109', decoderOf('iso-8859-3')],
  ['110', decoderOf('iso-8859-4')],
  ['144', decoderOf('iso-8859-5')],
  ['127', decoderOf('iso-8859-6')],
  ['126', decoderOf('iso-8859-7')],
  ['138', decoderOf('iso-8859-8')],
  ['148', decoderOf('windows-1254')],
  ['203', decoderOf('iso-8859-15')],
  ['166', decoderOf('windows-874')],
  ['13', jisX0201],
  ['149', decoderOf('euc-kr')],
  ['58', decoderOf('gbk')],
  ['192', decoderOf('utf-8')],
  ['GB18030', decoderOf('gb18030')],
  ['GBK', decoderOf('gbk')],
]);

/** Escape sequences (without ESC, as latin1) by what they put into G0 (bytes below 80) or G1 (bytes above A0). */
const escapes: ReadonlyMap<string, { readonly half: 'G0' | 'G1'; readonly decode: Decode }> = new Map([
  ['(B', { half: 'G0', decode: latin1 }],
  ['(J', { half: 'G0', decode: latin1 }],
  ['$B', { half: 'G0', decode: raised(eucJp) }],
  ['$@', { half: 'G0', decode: raised(eucJp) }],
  ['$(D', { half: 'G0', decode: raised(eucJp, 0x8f) }],
  [')I', { half: 'G1', decode: jisX0201 }],
  ['$)C', { half: 'G1', decode: decoderOf('euc-kr') }],
  ['$)A', { half: 'G1', decode: decoderOf('gbk') }],
  ...(
    [
      ['-A', '100'],
      ['-B', '101'],
      ['-C', '109'],
      ['-D', '110'],
      ['-L', '144'],
      ['-G', '127'],
      ['-F', '126'],
      ['-H', '138'],
      ['-M', '148'],
      ['-T', '166'],
      ['-b', '203'],
    ] as const
  ).map(([escape, set]) => [escape, { half: 'G1' as const, decode: sets.get(set) ?? latin1 }] as const),
]);

/** The number in a defined term, however its writer spelt it: `ISO_IR 100`, `ISO 2022 IR 100`, `ISO-IR 100`. */
function setOf(term: string): Decode | null {
  const plain = term.trim().toUpperCase();
  return sets.get(plain) ?? sets.get(/IR[ _-]?(\d+)$/.exec(plain)?.[1] ?? '') ?? null;
}

/**
 * The text of bytes in the character sets that a Specific Character Set (0008,0005) names, in their order; none means
 * ASCII. Never fails: what can't be decoded becomes U+FFFD; an unknown or missing set is taken for UTF-8 where the
 * bytes are that, and for ISO 8859-1 otherwise.
 * @param isName a PN value, where `^` and `=` also return to the first set
 * @see PS3.5 §6.1.2, PS3.3 C.12.1.1.2
 */
export function decodeText(bytes: Uint8Array, characterSets: readonly string[], isName = false): string {
  if (!bytes.some((byte) => byte >= 0x80 || byte === 0x1b)) return latin1(bytes);
  const known = characterSets.map(setOf);
  const first = known[0] ?? null;
  if (bytes.includes(0x1b)) return decodeEscapes(bytes, first, isName);
  if (first !== null && characterSets[0]?.trim().endsWith(' 6') !== true) return first(bytes);
  // Writers that name only what they would escape to, and then don't escape.
  const other = known.find((decode, i) => i > 0 && decode !== null && decode !== latin1);
  if (other !== undefined && other !== null) return other(bytes);
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return latin1(bytes);
  }
}

/** ISO 2022 as DICOM narrows it: G0 for bytes below 80, G1 for those above, both first sets again after a delimiter. */
function decodeEscapes(bytes: Uint8Array, first: Decode | null, isName: boolean): string {
  const initial = { G0: first === jisX0201 ? jisX0201 : latin1, G1: first ?? latin1 };
  let { G0, G1 } = initial;
  let out = '';
  let at = 0;
  const isDelimiter = (byte: number): boolean =>
    byte === 0x0a ||
    byte === 0x0c ||
    byte === 0x0d ||
    byte === 0x09 ||
    byte === 0x5c ||
    (isName && (byte === 0x5e || byte === 0x3d));
  while (at < bytes.length) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x1b) {
      const found = [3, 2]
        .map((length) => ({ length, escape: escapes.get(latin1(bytes.subarray(at + 1, at + 1 + length))) }))
        .find(({ escape }) => escape !== undefined);
      if (found?.escape === undefined) {
        at += 1; // an escape to nothing we know: its letters stay visible
        continue;
      }
      if (found.escape.half === 'G0') G0 = found.escape.decode;
      else G1 = found.escape.decode;
      at += 1 + found.length;
      continue;
    }
    const inDoubleBytes = G0 !== latin1 && G0 !== jisX0201;
    if (isDelimiter(byte) && (!inDoubleBytes || byte < 0x20)) {
      out += String.fromCharCode(byte);
      ({ G0, G1 } = initial);
      at += 1;
      continue;
    }
    const low = byte < 0x80;
    let end = at + 1;
    while (end < bytes.length) {
      const next = bytes[end] ?? 0;
      if (next === 0x1b || next < 0x80 !== low || (low && isDelimiter(next) && (!inDoubleBytes || next < 0x20))) break;
      end += 1;
    }
    out += (low ? G0 : G1)(bytes.subarray(at, end));
    at = end;
  }
  return out;
}

/**
 * The bytes of a text in the first of the character sets, as far as it is UTF-8 or of single bytes.
 * Null where it isn't, or has no such character.
 */
export function encodeText(text: string, characterSets: readonly string[]): Uint8Array | null {
  if (/^[\0-\x7f]*$/.test(text)) return Buffer.from(text, 'latin1');
  const term = characterSets[0] ?? '';
  const decode = setOf(term);
  if (decode === null || decode === sets.get('6')) {
    return /100$/.test(term.trim()) && /^[\0-\xff]*$/.test(text) ? Buffer.from(text, 'latin1') : null;
  }
  if (decode === sets.get('192')) return Buffer.from(text, 'utf8');
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.charCodeAt(0);
    const byte =
      code < 0x80
        ? code
        : Array.from({ length: 96 }, (_, i) => 0xa0 + i).find((b) => decode(Uint8Array.of(b)) === character);
    if (byte === undefined) return null;
    bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}
