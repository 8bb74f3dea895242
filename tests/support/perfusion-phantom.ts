import { noiseOf, randomOf } from '../../demo/synthetic/random.ts';

/**
 * A head of numbers through which a bolus passes: in each voxel of a tissue the signal is S0 exp(-TE C(t)), where C is CBF times the artery's curve
 * convolved with the residue function exp(-t / MTT), of area CBV = CBF MTT times the artery's. The artery's curve is a gamma-variate.
 */
export interface Tissue {
  /** Area of its curve over that of the artery's: relative CBV. */
  readonly cbv: number;
  /** Mean transit time in s. */
  readonly mtt: number;
}

/** A gamma-variate: `height` at its peak, `shape * scaleS` seconds after it arrives. */
const bolus = { arrivalS: 18, shape: 3, scaleS: 1.5, height: 50 } as const;

export const phantom = {
  columns: 24,
  rows: 24,
  slices: 3,
  volumes: 60,
  secondsPerVolume: 1.5,
  echoTimeMs: 30,
  tumour: { cbv: 0.12, mtt: 6 },
  whiteMatter: { cbv: 0.04, mtt: 5 },
  greyMatter: { cbv: 0.06, mtt: 4 },
} as const;

export type Place = 'air' | 'artery' | 'tumour' | 'whiteMatter' | 'greyMatter';

/** What is where; column, row and slice of the DICOM images count from 0. */
export function placeAt(column: number, row: number, slice: number): Place {
  const within = (left: number, top: number, size: number) =>
    column >= left && column < left + size && row >= top && row < top + size;
  if (Math.hypot(column - 11.5, row - 11.5) > 11) return 'air';
  if (within(11, 3, 2) && slice < 2) return 'artery';
  if (within(5, 13, 4) && slice > 0) return 'tumour';
  return within(15, 12, 4) ? 'whiteMatter' : 'greyMatter';
}

/** The artery's curve at a time in s: dR2* in 1/s. */
function arteryAt(seconds: number): number {
  const { arrivalS, shape, scaleS, height } = bolus;
  const x = (seconds - arrivalS) / (shape * scaleS);
  return x <= 0 ? 0 : height * x ** shape * Math.exp(shape * (1 - x));
}

const stepS = 0.05;
const steps = Math.ceil((phantom.volumes * phantom.secondsPerVolume) / stepS);

/** A tissue's curve in steps of 0.05 s, by the recursion of a convolution with an exponential. */
function fineCurve({ cbv, mtt }: Tissue): readonly number[] {
  const decay = Math.exp(-stepS / mtt);
  const curve = [0];
  for (let n = 1; n <= steps; n++) {
    const [before, now] = [arteryAt((n - 1) * stepS), arteryAt(n * stepS)];
    curve.push((curve[n - 1] ?? 0) * decay + (cbv / mtt) * (stepS / 2) * (before * decay + now));
  }
  return curve;
}

/** When a tissue's curve is highest, in s from the first volume. */
export function timeToPeak(tissue: Tissue): number {
  const curve = fineCurve(tissue);
  return curve.indexOf(Math.max(...curve)) * stepS;
}

/** Signals of all volumes, with noise of 0.2 % of the signal before the bolus: `[volume][column, row, slice]`. The same at each call. */
export function perfusionSignal(): (column: number, row: number, slice: number, volume: number) => number {
  const { columns, rows, slices, volumes, secondsPerVolume, echoTimeMs } = phantom;
  const fine = new Map(
    (['tumour', 'whiteMatter', 'greyMatter'] as const).map((place) => [place as Place, fineCurve(phantom[place])]),
  );
  const at = (place: Place, seconds: number): number =>
    place === 'artery' ? arteryAt(seconds) : (fine.get(place)?.[Math.round(seconds / stepS)] ?? 0);
  const random = randomOf(7);
  const signals = Array.from({ length: columns * rows * slices * volumes }, (_, index) => {
    const [column, row] = [index % columns, Math.trunc(index / columns) % rows];
    const [slice, volume] = [
      Math.trunc(index / (columns * rows)) % slices,
      Math.trunc(index / (columns * rows * slices)),
    ];
    const place = placeAt(column, row, slice);
    if (place === 'air') return 5;
    const s0 = place === 'whiteMatter' ? 9000 : 11_000;
    const left = Math.exp((-echoTimeMs / 1000) * at(place, volume * secondsPerVolume));
    return Math.max(1, Math.round(s0 * (left + 0.002 * noiseOf(random))));
  });
  return (column, row, slice, volume) => signals[column + columns * (row + rows * (slice + slices * volume))] ?? 0;
}
