/** Every type that the classifier or a person says of a series. */
export const seriesTypes = [
  'localizer',
  'T1',
  'T1 post-contrast',
  'T2',
  'FLAIR',
  'DWI',
  'ADC',
  'perfusion',
  'perfusion map',
  'SWI',
  'MRA',
  'fMRI',
  'CT',
  'PET',
  'mammography',
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
