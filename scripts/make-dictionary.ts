/**
 * Writes core/dicom/dictionary.generated.ts from the dictionary in dcmjs: the facts of PS3.6 (tag, VR, VM, keyword),
 * with corrections where dcmjs differs from the standard. `--check` compares instead, and fails on a difference.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

interface Entry {
  readonly tag: string;
  readonly vr: string;
  readonly vm: string;
  readonly name: string;
  readonly version: string;
}

/** VR and keyword as PS3.6 has them (2025; the same in pydicom 3), by tag; null where dcmjs's own is right. */
const corrections: Readonly<Record<string, readonly [vr: string | null, keyword: string | null]>> = {
  '00221642': [null, 'NumberOfBscansPerFrame'],
  '0040A803': [null, 'NumberOfTableColumns'],
  '00660040': ['OL', null],
  '00660041': ['OL', null],
  '00660042': ['OL', null],
  '00660043': ['OL', null],
  '006862F0': ['SQ', 'ViewOrientationModifierCodeSequence'],
  '0070150C': ['UL', null],
  '00701305': [null, 'Plane'],
  '00701306': [null, 'PlaneNormal'],
  '00760034': ['SQ', null],
  '300A0131': [null, 'AverageBeamDosePointSourceToExternalContourDistance'],
  '40101029': [null, 'ThreatDetectionAlgorithmAndVersion'],
};

/** dcmjs's names for "one of these": the first is what we read in Implicit VR unless the data set says otherwise. */
const vrChoices: Readonly<Record<string, string>> = { up: 'UL', xs: 'US/SS', ox: 'OW/OB', lt: 'OW/US' };

const skippedVersions = new Set(['PrivateTag', 'PRIVATE', 'ILLEGAL', 'GENERIC', 'undefined']);

/** `(6000-60FF,0010)` as `60xx0010`, `(0020,3100-31FF)` as `002031xx`; null for what is no tag of PS3.6. */
function patternOf(tag: string): string | null {
  const match = /^\(([0-9A-F]{4})(?:-([0-9A-F]{4}))?,([0-9A-F]{4})(?:-([0-9A-F]{4}))?\)$/i.exec(tag);
  const [, group = '', groupEnd, element = '', elementEnd] = match ?? [];
  if (match === null || group === 'FFFE' || group === '0000') return null;
  const half = (from: string, to?: string): string => (to === undefined ? from : `${from.slice(0, 2)}xx`);
  return `${half(group.toUpperCase(), groupEnd)}${half(element.toUpperCase(), elementEnd)}`;
}

function lineOf({ tag, vr, vm, name, version }: Entry): string | null {
  const pattern = patternOf(tag);
  if (pattern === null || skippedVersions.has(version)) return null;
  const [rightVr, rightKeyword] = corrections[pattern] ?? [null, null];
  const keyword = rightKeyword ?? name.replace(/^RETIRED_/, '');
  if (keyword === '' || keyword === 'undefined') return null;
  const retired = name.startsWith('RETIRED_') || version.endsWith('/retired') ? ' R' : '';
  return `${pattern} ${rightVr ?? vrChoices[vr] ?? vr} ${vm} ${keyword}${retired}`;
}

const packageText = await readFile(new URL('../node_modules/dcmjs/package.json', import.meta.url), 'utf8');
const { version } = JSON.parse(packageText) as { version: string };
const dcmjs = createRequire(import.meta.url)('dcmjs/dictionary') as { dictionary: Readonly<Record<string, Entry>> };
const all = Object.values(dcmjs.dictionary);
const lines = all.flatMap((entry) => lineOf(entry) ?? []).sort();
const wrong = lines.filter(
  (line) => !/^[0-9A-Fx]{8} [A-Z]{2}(\/[A-Z]{2})? \d+(-(\d+|n|\d*n))?(,.*)? [A-Za-z0-9]+( R)?$/.test(line),
);
if (lines.length < 5000 || wrong.length > 0) {
  throw new Error(
    `expected over 5000 well-formed entries, got ${String(lines.length)}; wrong: ${wrong.slice(0, 5).join('; ')}`,
  );
}
const text = `/* Made by scripts/make-dictionary.ts from dcmjs ${version} (facts of DICOM PS3.6, about edition 2025a). Don't edit. */

/** One line an attribute: tag (\`xx\` stands for any two digits), VR (first choice first), VM, keyword, R when retired. */
export const dictionaryText = \`
${lines.join('\n')}
\`;
`;
const target = fileURLToPath(new URL('../core/dicom/dictionary.generated.ts', import.meta.url));
if (!process.argv.includes('--check')) await writeFile(target, text);
else if ((await readFile(target, 'utf8')) !== text) {
  process.stderr.write('core/dicom/dictionary.generated.ts is not what scripts/make-dictionary.ts writes: run it\n');
  process.exitCode = 1;
}
