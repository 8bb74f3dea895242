import type { Classification, SeriesType } from './series-type.ts';
import type { SeriesAttributes } from './series-attributes.ts';
import { contrastWord, wordOf } from './series-by-words.ts';

/** What contrast the echo, repetition and inversion times give. Echo-planar series are left to words: many uses share its times. */
export function byTiming(series: SeriesAttributes): Classification | null {
  const { te, tr, ti, flip, is3D, sequence } = series;
  if (te === null || tr === null || sequence.includes('EP')) return null;
  const times = `TE ${String(te)} ms, TR ${String(tr)} ms${ti === null ? '' : `, TI ${String(ti)} ms`}`;
  const likely = (seriesType: SeriesType, confidence: number, what: string): Classification => ({
    seriesType,
    confidence,
    reason: `${what} (${times})`,
  });
  const inversion = ti !== null || sequence.includes('IR');
  if (inversion && ti !== null && ti >= 1400 && te >= 60 && tr >= 4000)
    return likely('FLAIR', 0.95, 'inversion that nulls fluid, with a long echo');
  if (inversion && ti !== null && ti < 350 && te >= 20) return likely('other', 0.7, 'a short inversion that nulls fat');
  if (sequence.includes('GR')) {
    if (te >= 12 && tr >= 300 && !inversion) return likely('other', 0.75, 'gradient echoes, T2*-weighted');
    if (is3D && te >= 15 && tr <= 80 && !inversion)
      return likely('SWI', 0.75, 'gradient echoes of a volume, with a long echo');
    const short = tr <= 60 || inversion || (tr <= 350 && flip !== null && flip >= 45);
    return te <= 12 && short ? t1(series, times) : null;
  }
  // A longer inversion with a short echo is arterial spin labelling as likely.
  if (te <= 35 && (tr <= 1200 || (inversion && (ti === null || ti <= 1300)))) return t1(series, times);
  if (inversion) return null;
  if (te >= 60 && tr >= 1400) return likely('T2', 0.9, 'long times');
  if (te <= 35 && tr >= 1800) return likely('other', 0.7, 'a short echo and a long repetition: proton density');
  return null;
}

/** T1-weighted, if its words don't say what else has such times: inflow angiography, and what the scanner measures for itself. */
function t1({ contrast, words, sequence }: SeriesAttributes, times: string): Classification {
  const elseType = sequence.includes('GR') ? wordOf(words, ['MRA', 'SWI', 'perfusion', 'calibration']) : null;
  if (elseType)
    return {
      seriesType: elseType.seriesType,
      confidence: 0.6,
      reason: `short times (${times}), but its description says '${elseType.word}'`,
    };
  if (contrast)
    return { seriesType: 'T1 post-contrast', confidence: 0.95, reason: `short times (${times}) and a contrast agent` };
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
