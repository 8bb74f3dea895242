import type { Grid, Tissue } from './phantom.ts';

export type SequenceName = 'LOCALIZER' | 'T1' | 'T1C' | 'T2' | 'FLAIR' | 'ADC';

/** How one series is acquired, and how bright each tissue is in it. */
export interface Sequence {
  /** (0008,0008) */
  readonly imageType: readonly string[];
  /** (0018,0020), (0018,0021), (0018,0022) */
  readonly scanningSequence: string;
  readonly sequenceVariant: readonly string[];
  readonly scanOptions: readonly string[];
  /** Milliseconds; null where the sequence has none. */
  readonly repetitionTimeMs: number;
  readonly echoTimeMs: number;
  readonly inversionTimeMs: number | null;
  readonly echoTrainLength: number;
  readonly flipAngleDegrees: number;
  readonly contrastAgent: string | null;
  readonly sliceThicknessMm: number;
  /** A constant over the head for derived maps, a smooth coil shading and noise for acquired images. */
  readonly acquired: boolean;
  readonly brightness: Readonly<Record<Tissue, number>>;
}

const base = {
  imageType: ['ORIGINAL', 'PRIMARY', 'M', 'ND'],
  sequenceVariant: ['SK', 'SP'],
  scanOptions: [],
  inversionTimeMs: null,
  contrastAgent: null,
  sliceThicknessMm: 5,
  acquired: true,
} as const;

const t1 = {
  air: 0,
  scalp: 880,
  skull: 60,
  csf: 170,
  grey: 420,
  white: 570,
  oedema: 370,
  tumour: 350,
  rim: 400,
  necrosis: 240,
};

export const sequences: Readonly<Record<SequenceName, Sequence>> = {
  LOCALIZER: {
    ...base,
    imageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'],
    scanningSequence: 'GR',
    repetitionTimeMs: 8.6,
    echoTimeMs: 4,
    echoTrainLength: 1,
    flipAngleDegrees: 20,
    sliceThicknessMm: 7,
    brightness: t1,
  },
  T1: {
    ...base,
    scanningSequence: 'SE',
    repetitionTimeMs: 550,
    echoTimeMs: 9.2,
    echoTrainLength: 1,
    flipAngleDegrees: 90,
    brightness: t1,
  },
  T1C: {
    ...base,
    scanningSequence: 'SE',
    repetitionTimeMs: 550,
    echoTimeMs: 9.2,
    echoTrainLength: 1,
    flipAngleDegrees: 90,
    contrastAgent: 'Gadobutrol',
    brightness: { ...t1, grey: 440, rim: 1050 },
  },
  T2: {
    ...base,
    scanningSequence: 'SE',
    repetitionTimeMs: 4800,
    echoTimeMs: 98,
    echoTrainLength: 15,
    flipAngleDegrees: 150,
    brightness: {
      air: 0,
      scalp: 560,
      skull: 50,
      csf: 1050,
      grey: 540,
      white: 390,
      oedema: 800,
      tumour: 830,
      rim: 600,
      necrosis: 940,
    },
  },
  FLAIR: {
    ...base,
    scanningSequence: 'IR',
    sequenceVariant: ['SK', 'SP', 'MP'],
    repetitionTimeMs: 9000,
    echoTimeMs: 88,
    inversionTimeMs: 2500,
    echoTrainLength: 16,
    flipAngleDegrees: 150,
    brightness: {
      air: 0,
      scalp: 500,
      skull: 40,
      csf: 90,
      grey: 490,
      white: 390,
      oedema: 870,
      tumour: 880,
      rim: 680,
      necrosis: 310,
    },
  },
  // Millionths of mm2/s: the value of the pixel is the coefficient.
  ADC: {
    ...base,
    imageType: ['DERIVED', 'PRIMARY', 'DIFFUSION', 'ADC', 'ND'],
    scanningSequence: 'EP',
    scanOptions: ['FS'],
    repetitionTimeMs: 5200,
    echoTimeMs: 84,
    echoTrainLength: 63,
    flipAngleDegrees: 90,
    acquired: false,
    brightness: {
      air: 0,
      scalp: 0,
      skull: 0,
      csf: 3000,
      grey: 850,
      white: 740,
      oedema: 1450,
      tumour: 1350,
      rim: 1000,
      necrosis: 2100,
    },
  },
};

const axial = [1, 0, 0, 0, 1, 0] as const;
const plane = { columns: 64, rows: 64, pixelMm: 3.4375 } as const;

/** Twenty axial slices, 5 mm thick with gaps of 1.5 mm, centred on the head. */
export const axialGrid: Grid = { ...plane, slices: 20, sliceStepMm: 6.5, orientation: axial };

/** The localizer's three planes: axial, sagittal and coronal through the centre. */
export const localizerGrids: readonly Grid[] = [
  { ...plane, slices: 1, sliceStepMm: 7, orientation: axial },
  { ...plane, slices: 1, sliceStepMm: 7, orientation: [0, 1, 0, 0, 0, -1] },
  { ...plane, slices: 1, sliceStepMm: 7, orientation: [1, 0, 0, 0, 0, -1] },
];
