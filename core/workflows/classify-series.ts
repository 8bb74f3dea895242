import type { JsonObject } from '../json.ts';

export const seriesTypes = [
  'localizer',
  'T1',
  'T1 post-contrast',
  'T2',
  'FLAIR',
  'DWI',
  'ADC',
  'perfusion',
  'CT',
  'secondary capture',
  'other',
] as const;
export type SeriesType = (typeof seriesTypes)[number];

export interface Classification {
  readonly seriesType: SeriesType;
  /** 0 to 1. 0.9 and more: attributes that say it; 0.7: their values make it likely; 0.6 and less: words of a description. */
  readonly confidence: number;
  readonly reason: string;
}

/** Changes whenever the rules do: results of an older version are not reused. */
export const classifierVersion = '1';

interface Attributes {
  readonly modality: string;
  readonly imageType: readonly string[];
  readonly sequence: readonly string[];
  readonly sopClassUID: string;
  readonly te: number | null;
  readonly tr: number | null;
  readonly ti: number | null;
  readonly contrast: boolean;
  /** Description and protocol name, in lower case. */
  readonly words: string;
}

function read(properties: JsonObject): Attributes {
  const text = (key: string): string => (typeof properties[key] === 'string' ? properties[key] : '');
  // Several values (VM 1-n) are a list; sources that know DICOM's own text separate them by a backslash.
  const values = (key: string): readonly string[] => {
    const value = properties[key];
    const list = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : text(key).split(/[\\,]/);
    return list.map((item) => item.trim().toUpperCase()).filter((item) => item !== '');
  };
  const number = (key: string): number | null => {
    const value = properties[key];
    return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
  };
  return {
    modality: text('modality').toUpperCase(),
    imageType: values('imageType'),
    sequence: values('scanningSequence'),
    sopClassUID: text('sopClassUID'),
    te: number('echoTime'),
    tr: number('repetitionTime'),
    ti: number('inversionTime'),
    contrast: properties['contrastAgent'] === true,
    words: `${text('seriesDescription')} ${text('protocolName')}`.toLowerCase(),
  };
}

/**
 * What kind of series it is, by its DICOM attributes first and by the words of its description last. Pure.
 * @param properties of the SERIES asset; echo, repetition and inversion time in ms
 */
export function classifySeries(properties: JsonObject): Classification {
  const series = read(properties);
  return (
    byObject(series) ??
    (series.modality === 'MR' ? (byImageType(series) ?? byTiming(series) ?? byWords(series)) : null) ??
    other(series)
  );
}

const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7';

/** What the kind of object says, whatever the modality. */
function byObject({ modality, imageType, sopClassUID, words }: Attributes): Classification | null {
  if (sopClassUID === secondaryCapture || sopClassUID.startsWith(`${secondaryCapture}.`)) {
    return { seriesType: 'secondary capture', confidence: 1, reason: 'SOP Class UID is Secondary Capture' };
  }
  if (imageType.includes('SCREEN SAVE')) {
    return { seriesType: 'secondary capture', confidence: 0.95, reason: 'Image Type has SCREEN SAVE' };
  }
  if (imageType.includes('LOCALIZER'))
    return { seriesType: 'localizer', confidence: 1, reason: 'Image Type has LOCALIZER' };
  if (modality !== 'MR' && modality !== 'CT') return null;
  const word = /\b(localizer|localiser|loc|scout|survey|surview|topogram|scanogram|3[ -]?plane|three[ -]?plane)\b/.exec(
    words,
  )?.[0];
  if (word !== undefined) return { seriesType: 'localizer', confidence: 0.6, reason: `its description says '${word}'` };
  return modality === 'CT' ? { seriesType: 'CT', confidence: 1, reason: 'Modality is CT' } : null;
}

function byImageType({ imageType }: Attributes): Classification | null {
  const has = (...wanted: readonly string[]): string | undefined => wanted.find((value) => imageType.includes(value));
  const adc = has('ADC', 'ADC_UNSPECIFIED');
  if (adc !== undefined) return { seriesType: 'ADC', confidence: 0.95, reason: `Image Type has ${adc}` };
  const perfusion = has('PERFUSION', 'ASL', 'CBF', 'CBV', 'RCBF', 'RCBV', 'MTT', 'TTP', 'TMAX');
  if (perfusion !== undefined)
    return { seriesType: 'perfusion', confidence: 0.95, reason: `Image Type has ${perfusion}` };
  const diffusion = has('DIFFUSION', 'DIFFUSION_ANISO', 'TRACEW', 'DWI');
  if (diffusion !== undefined) return { seriesType: 'DWI', confidence: 0.95, reason: `Image Type has ${diffusion}` };
  return null;
}

/** What contrast the echo, repetition and inversion times give. Echo-planar series are left to words: many uses share its times. */
function byTiming({ te, tr, ti, sequence, contrast, words }: Attributes): Classification | null {
  if (te === null || tr === null || sequence.includes('EP')) return null;
  const times = `TE ${String(te)} ms, TR ${String(tr)} ms${ti === null ? '' : `, TI ${String(ti)} ms`}`;
  const inversion = ti !== null || sequence.includes('IR');
  if (inversion && ti !== null && ti >= 1400 && te >= 60 && tr >= 4000) {
    return { seriesType: 'FLAIR', confidence: 0.95, reason: `inversion that nulls fluid, with a long echo (${times})` };
  }
  if (inversion && ti !== null && ti < 350 && te >= 20) {
    return { seriesType: 'other', confidence: 0.7, reason: `a short inversion that nulls fat (${times})` };
  }
  const gradient = sequence.includes('GR');
  const t1Weighted = gradient ? te <= 12 && (tr <= 60 || inversion) : te <= 35 && (tr <= 1200 || inversion);
  if (t1Weighted) {
    if (contrast)
      return {
        seriesType: 'T1 post-contrast',
        confidence: 0.95,
        reason: `short times (${times}) and a contrast agent`,
      };
    const word = contrastWord(words);
    if (word !== null) {
      return {
        seriesType: 'T1 post-contrast',
        confidence: 0.6,
        reason: `short times (${times}), and its description says '${word}'`,
      };
    }
    return { seriesType: 'T1', confidence: 0.9, reason: `short times (${times}) and no contrast agent` };
  }
  if (!gradient && te >= 60 && tr >= 1800) {
    if (inversion) return null;
    return { seriesType: 'T2', confidence: 0.9, reason: `long times (${times})` };
  }
  return null;
}

/** The word that speaks of contrast given; null when there is none, or when it says that this was before. */
function contrastWord(words: string): string | null {
  if (/\b(pre|without|w\/o|native)\b/.test(words)) return null;
  return (
    /\bpost(?:[ -]?(?:contrast|gd|gad|c))?\b|\bgd\b|\bgad\w*|\bt1c\w*|\bt1ce\b|\bce\b|\bcontrast\b|\+ ?c\b|\bc\+|\+ ?gd\b/.exec(
      words,
    )?.[0] ?? null
  );
}

const byWord: readonly (readonly [SeriesType, RegExp])[] = [
  ['ADC', /\badc\b|apparent diffusion/],
  ['DWI', /\bdwi\b|\bdti\b|diffusion|\btrace\b|\bb ?(?:500|1000|2000|3000)\b/],
  ['perfusion', /perf(?:usion)?\b|\bdsc\b|\bdce\b|\basl\b|\bpwi\b|\br?cb[fv]\b/],
  ['FLAIR', /flair|dark[ -]?fluid/],
  ['T2', /\bt2(?!\*| ?star)\w*\b/],
  ['T1', /\bt1\w*\b|mprage|spgr|bravo|\bmpr\b/],
];

function byWords({ words, contrast }: Attributes): Classification | null {
  for (const [type, pattern] of byWord) {
    const word = pattern.exec(words)?.[0];
    if (word === undefined) continue;
    const reason = `its description says '${word}'`;
    if (type !== 'T1') return { seriesType: type, confidence: 0.6, reason };
    if (contrast)
      return { seriesType: 'T1 post-contrast', confidence: 0.7, reason: `${reason}, and a contrast agent was given` };
    const given = contrastWord(words);
    if (given !== null) return { seriesType: 'T1 post-contrast', confidence: 0.5, reason: `${reason} and '${given}'` };
    return { seriesType: 'T1', confidence: 0.6, reason };
  }
  return null;
}

function other({ modality }: Attributes): Classification {
  if (modality === 'MR')
    return {
      seriesType: 'other',
      confidence: 0.3,
      reason: 'neither its attributes nor its description fit a known type',
    };
  return {
    seriesType: 'other',
    confidence: 0.9,
    reason: modality === '' ? 'it has no Modality' : `Modality is ${modality}`,
  };
}
