import type { Classification, SeriesType } from './series-type.ts';
import type { SeriesAttributes } from './series-attributes.ts';

/** The word that speaks of contrast given; null when there is none, or when it says that this was before. */
export function contrastWord(words: string): string | null {
  if (/\b(?:pre|without|w\/o|native|nativ|non[ -]contrast)\b/.test(words)) return null;
  return (
    /\bpost(?:[ -]?(?:contrast|gd|gad|c))?\b|\bgd\b|\bgad\w*|\bt1c\w*|\bt1ce\b|\bce\b|\bkm\b|\bcontrast\b|\+ ?c\b|\bc\+|\+ ?gd\b/.exec(
      words,
    )?.[0] ?? null
  );
}

/** Words of descriptions, the most telling first. */
const byWord: readonly (readonly [name: string, SeriesType, RegExp])[] = [
  ['ADC', 'ADC', /\badc\b|\bd?adc\b|apparent diffusion|average dc/],
  ['perfusion map', 'perfusion map', /\b(?:rel|r)?cb[fv]\b|\b(?:rel)?mtt\b|\bttp\b|\btmax\b|ktrans/],
  ['diffusion map', 'other', /\bfa\b|\bcolfa\b|\btensor\b|fractional ani?so/],
  ['DWI', 'DWI', /\bd?dwi\b|isodwi|\bdti\b|diff(?:usion)?\b|\btrace\w?\b|\bb ?(?:500|1000|2000|3000)\b|\b1000b\b/],
  ['fMRI', 'fMRI', /\bbold\b|fmri|resting[ -]?state|\brest\b/],
  ['perfusion', 'perfusion', /perf(?:usion)?\b|\bdsc\b|\bdce\b|\bp?c?asl\b|\bpwi\b|\bdyn(?:amic)?\b/],
  ['SWI', 'SWI', /\bswi\w?\b|swan|\bfsbb\b|ven bold|susceptib/],
  ['MRA', 'MRA', /\btof\b|\bmra\b|angio|venogram|\bmrv\b|circle of willis|carotis|carotid|\bpca\b|\bmc hr\b/],
  [
    'calibration',
    'other',
    /calibration|\bcal\b|coil ?survey|\bshim\b|field ?map|\bfield mapping\b|\bb0\b|\bref head\b|\bmap\b/,
  ],
  ['FLAIR', 'FLAIR', /flair|dark[ -]?fluid/],
  ['T2', 'T2', /\bt2(?!\*| ?star)\w*\b/],
  ['T1', 'T1', /\bt1\w*\b|mprage|spgr|bravo|\bmpr\b/],
];

/** The first of those groups of which the words have one. */
export function wordOf(
  words: string,
  groups: readonly string[] | null = null,
): { readonly seriesType: SeriesType; readonly word: string } | null {
  for (const [name, seriesType, pattern] of byWord) {
    const word = groups === null || groups.includes(name) ? pattern.exec(words)?.[0] : undefined;
    if (word !== undefined) return { seriesType, word };
  }
  return null;
}

export function byWords({ words, contrast }: SeriesAttributes): Classification | null {
  const found = wordOf(words);
  if (!found) return null;
  const reason = `its description says '${found.word}'`;
  if (found.seriesType !== 'T1') return { seriesType: found.seriesType, confidence: 0.6, reason };
  if (contrast)
    return { seriesType: 'T1 post-contrast', confidence: 0.7, reason: `${reason}, and a contrast agent was given` };
  const given = contrastWord(words);
  if (given !== null) return { seriesType: 'T1 post-contrast', confidence: 0.5, reason: `${reason} and '${given}'` };
  return { seriesType: 'T1', confidence: 0.6, reason };
}
