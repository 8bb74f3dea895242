import type { JsonObject } from '../json.ts';
import { readAttributes, type SeriesAttributes } from './series-attributes.ts';
import { byImageType, bySequence } from './series-by-attributes.ts';
import { byTiming } from './series-by-timing.ts';
import { byWords } from './series-by-words.ts';
import type { Classification, SeriesType } from './series-type.ts';

/** Changes whenever the rules do: results of an older version are not reused. */
export const classifierVersion = '2';

/**
 * What kind of series it is, by its DICOM attributes first and by the words of its description last. Pure.
 * @param properties of the SERIES asset; echo, repetition and inversion time in ms
 */
export function classifySeries(properties: JsonObject): Classification {
  const series = readAttributes(properties);
  return (
    byObject(series) ??
    (series.modality === 'MR'
      ? (byImageType(series) ?? bySequence(series) ?? byTiming(series) ?? byWords(series))
      : null) ??
    other(series)
  );
}

const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7';
const spectroscopy = '1.2.840.10008.5.1.4.1.1.4.2';
const ofModality: ReadonlyMap<string, SeriesType> = new Map([
  ['CT', 'CT'],
  ['PT', 'PET'],
  ['MG', 'mammography'],
]);
const localizerWord =
  /\b(?:locali[sz]er|locator|loc|survey|surview|topogram|scanogram|scano|smartbrain|3[ -]?plane|three[ -]?plane)\b|scout/;

/** What the kind of object says, whatever the modality. */
function byObject({ modality, imageType, sopClassUID, words }: SeriesAttributes): Classification | null {
  if (sopClassUID === secondaryCapture || sopClassUID.startsWith(`${secondaryCapture}.`)) {
    return { seriesType: 'secondary capture', confidence: 1, reason: 'SOP Class UID is Secondary Capture' };
  }
  if (imageType.includes('SCREEN SAVE')) {
    return { seriesType: 'secondary capture', confidence: 0.95, reason: 'Image Type has SCREEN SAVE' };
  }
  if (sopClassUID === spectroscopy)
    return { seriesType: 'other', confidence: 1, reason: 'SOP Class UID is MR Spectroscopy' };
  if (imageType.includes('LOCALIZER'))
    return { seriesType: 'localizer', confidence: 1, reason: 'Image Type has LOCALIZER' };
  const word = modality === 'MR' || modality === 'CT' ? localizerWord.exec(words)?.[0] : undefined;
  if (word !== undefined) return { seriesType: 'localizer', confidence: 0.6, reason: `its description says '${word}'` };
  const seriesType = ofModality.get(modality);
  return seriesType ? { seriesType, confidence: 1, reason: `Modality is ${modality}` } : null;
}

function other({ modality }: SeriesAttributes): Classification {
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
