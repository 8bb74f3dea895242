import type { Classification, SeriesType } from './series-type.ts';
import type { SeriesAttributes } from './series-attributes.ts';

/** Values of Image Type that say what it is, the most telling first. `derived`: only of images that are derived (its first value). */
const imageTypes: readonly (readonly [SeriesType, confidence: number, derived: boolean, values: readonly string[]])[] =
  [
    ['ADC', 0.95, false, ['ADC', 'ADC_UNSPECIFIED']],
    ['other', 0.95, false, ['FA', 'TENSOR', 'FAC', 'B0 MAP', 'FIELD_MAP']],
    [
      'perfusion map',
      0.95,
      false,
      ['CBF', 'CBV', 'MTT', 'TTP', 'TMAX', 'RCBF', 'RCBV', 'RELCBF', 'RELCBV', 'RELMTT', 'KTRANS'],
    ],
    ['perfusion map', 0.9, true, ['PERFUSION']],
    ['perfusion', 0.95, false, ['PERFUSION', 'ASL']],
    ['DWI', 0.95, false, ['DIFFUSION', 'DIFFUSION_ANISO', 'TRACEW', 'DWI']],
    ['SWI', 0.95, false, ['SWI', 'MNIP', 'MINIP']],
    ['MRA', 0.95, false, ['M_PCA', 'PCA', 'PHASE CONTRAST M']],
    ['MRA', 0.8, true, ['MIP', 'PROJECTION IMAGE']],
  ];

export function byImageType({ imageType }: SeriesAttributes): Classification | null {
  for (const [seriesType, confidence, derived, values] of imageTypes) {
    if (derived && imageType[0] !== 'DERIVED') continue;
    const value = values.find((one) => imageType.includes(one));
    if (value !== undefined) return { seriesType, confidence, reason: `Image Type has ${value}` };
  }
  return null;
}

/** What the kind of sequence says: angiography, diffusion weighting, and echo-planar images over time. */
export function bySequence(series: SeriesAttributes): Classification | null {
  const { angiography, imageType, bValue, sequenceName, sequence, contrast, timePoints, te, words } = series;
  if (angiography) return { seriesType: 'MRA', confidence: 0.95, reason: 'Angio Flag is Y' };
  const derived = imageType[0] === 'DERIVED';
  if (/^(?:swi|fi[23]d|ep_b\d)/.test(sequenceName) && !derived) {
    const seriesType = sequenceName.startsWith('swi') ? 'SWI' : sequenceName.startsWith('ep') ? 'DWI' : 'MRA';
    return { seriesType, confidence: 0.9, reason: `Sequence Name is ${sequenceName}` };
  }
  // A map of diffusion may hold the b-values that it was made of.
  if (bValue !== null && !derived && !/\badc\b|apparent diffusion/.test(words))
    return { seriesType: 'DWI', confidence: 0.95, reason: `Diffusion b-value is ${String(bValue)} s/mm2` };
  if (derived) return null;
  const echoPlanar = sequence.includes('EP') && !sequence.includes('SE');
  const overTime = timePoints !== null && timePoints >= 10;
  const gradient = sequence.includes('GR');
  if ((echoPlanar || (gradient && overTime)) && te !== null && te >= 20 && contrast)
    return {
      seriesType: 'perfusion',
      confidence: 0.9,
      reason: `gradient echoes with TE ${String(te)} ms${overTime ? ` at ${String(timePoints)} times` : ', echo-planar'}, and a contrast agent`,
    };
  if (gradient && overTime && contrast && te !== null && te <= 6)
    return {
      seriesType: 'perfusion',
      confidence: 0.9,
      reason: `T1-weighted gradient echoes at ${String(timePoints)} times, and a contrast agent`,
    };
  if (echoPlanar && timePoints !== null && timePoints >= 80 && te !== null && te >= 20)
    return {
      seriesType: 'fMRI',
      confidence: 0.75,
      reason: `echo-planar gradient echoes at ${String(timePoints)} times without a contrast agent`,
    };
  return null;
}
