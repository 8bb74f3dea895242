import type { JsonObject } from '../json.ts';
import type { Classification, SeriesType } from './series-type.ts';

/** A series of which a person said what it is. */
export interface SeriesCase {
  readonly seriesId: string;
  readonly projectId: string;
  /** What the classifier went by, but for words: see `caseAttributes`. */
  readonly attributes: JsonObject;
  readonly predicted: SeriesType;
  /** 0 to 1. */
  readonly confidence: Classification['confidence'];
  readonly classifierVersion: string;
  readonly corrected: SeriesType;
  readonly reason: string | null;
  readonly correctedBy: string;
  readonly correctedAt: Date;
}

/** How many series of one type were taken for another. */
export interface SeriesConfusion {
  readonly predicted: SeriesType;
  readonly corrected: SeriesType;
  readonly count: number;
}

/** Numbers and codes that say nothing of a person. Descriptions stay out: people type into them what they like. */
const kept = [
  ...(['modality', 'imageType', 'scanningSequence', 'sopClassUID'] as const),
  ...(['echoTime', 'repetitionTime', 'inversionTime', 'flipAngle', 'contrastAgent'] as const),
  ...(['mrAcquisitionType', 'angioFlag', 'diffusionBValue', 'numberOfTemporalPositions'] as const),
];

export function caseAttributes(properties: JsonObject): JsonObject {
  return Object.fromEntries(kept.flatMap((name) => (properties[name] === undefined ? [] : [[name, properties[name]]])));
}
