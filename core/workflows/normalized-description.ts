import type { JsonObject } from '../json.ts';
import type { Classification, SeriesType } from './series-type.ts';
import { readAttributes, type SeriesAttributes } from './series-attributes.ts';

/** What a series is in the same few words whatever its scanner calls it: plane, weighting, contrast. 'AX T1 POST'. */
export interface NormalizedDescription {
  readonly text: string;
  /** 0 to 1: that of the type, and lower where the plane is between two. */
  readonly confidence: number;
  readonly reason: string;
}

/** What people may put in its place. */
export const normalizedText = /^[A-Z0-9](?:[A-Z0-9+* -]{0,62}[A-Z0-9+*])?$/;

/** cos 20 degrees: a plane that is farther from each of the three is oblique. */
const nearlyStraight = Math.cos((20 * Math.PI) / 180);
const clear = Math.cos((35 * Math.PI) / 180);

interface Plane {
  readonly text: 'AX' | 'SAG' | 'COR' | 'OBL';
  /** Degrees from the nearest of the three. */
  readonly off: number;
}

/** By the normal of Image Orientation (0020,0037); null where that is not told, or is none. */
function planeOf(properties: JsonObject): Plane | null {
  const given = properties['imageOrientation'];
  if (!Array.isArray(given) || given.length !== 6) return null;
  const [a, b, c, d, e, f] = given.map(Number) as [number, number, number, number, number, number];
  const normal = [b * f - c * e, c * d - a * f, a * e - b * d].map(Math.abs);
  const length = Math.hypot(...normal);
  if (!(length > 0.9 && length < 1.1)) return null;
  const largest = Math.max(...normal);
  const nearest = (['SAG', 'COR', 'AX'] as const)[normal.indexOf(largest)] ?? 'AX';
  const cosine = Math.min(1, largest / length);
  return { text: cosine < clear ? 'OBL' : nearest, off: Math.round((Math.acos(cosine) * 180) / Math.PI) };
}

const weightings: Readonly<Record<SeriesType, string>> = {
  localizer: 'LOC',
  T1: 'T1',
  'T1 post-contrast': 'T1',
  T2: 'T2',
  FLAIR: 'FLAIR',
  DWI: 'DWI',
  ADC: 'ADC',
  perfusion: 'PERF',
  'perfusion map': 'PERF MAP',
  SWI: 'SWI',
  MRA: 'MRA',
  fMRI: 'BOLD',
  CT: 'CT',
  PET: 'PET',
  mammography: 'MG',
  'secondary capture': 'SC',
  other: 'OTHER',
};
/** Types whose images differ by whether an agent was given. */
const withContrast: ReadonlySet<SeriesType> = new Set(['FLAIR', 'T2', 'MRA', 'CT']);
/** A localizer has several planes; these have none, or one that says nothing. */
const planeless: ReadonlySet<SeriesType> = new Set(['localizer', 'secondary capture', 'mammography', 'PET']);

/** Which of the three kinds of perfusion imaging it is, by attributes; null where they don't say. */
function perfusionKind({ imageType, te, sequence, contrast }: SeriesAttributes): string | null {
  if (imageType.includes('ASL')) return 'ASL';
  if (!contrast || te === null) return null;
  if (te >= 20 && (sequence.includes('EP') || sequence.includes('GR'))) return 'DSC';
  return te <= 6 && sequence.includes('GR') ? 'DCE' : null;
}

/**
 * The normalized description of a series of that type. Pure.
 * @param type what the classifier takes it for, or what a person says that it is
 */
export function normalizedDescription(properties: JsonObject, type: Classification): NormalizedDescription {
  const series = readAttributes(properties);
  const { seriesType } = type;
  const plane = planeless.has(seriesType) ? null : planeOf(properties);
  const kind = seriesType === 'perfusion' ? perfusionKind(series) : null;
  const post = seriesType === 'T1 post-contrast' || (withContrast.has(seriesType) && series.contrast);
  const modality = seriesType === 'other' && /^[A-Z]{1,8}$/.test(series.modality) ? series.modality : null;
  const parts = [plane?.text, modality, kind, weightings[seriesType], post ? 'POST' : null];
  const doubtful = plane !== null && Math.cos((plane.off * Math.PI) / 180) < nearlyStraight;
  return {
    text: parts.filter((part) => part !== null && part !== undefined).join(' '),
    confidence: Number((type.confidence * (doubtful ? 0.8 : 1)).toFixed(3)),
    reason: [
      ...(plane ? [`Image Orientation is ${String(plane.off)} degrees off a plane of the body`] : []),
      `${seriesType}: ${type.reason}`,
      ...(post && seriesType !== 'T1 post-contrast' ? ['a contrast agent was given'] : []),
    ].join('; '),
  };
}
