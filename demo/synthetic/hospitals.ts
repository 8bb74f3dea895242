import { explicitLittleEndian, implicitLittleEndian } from '../../core/dicom/transfer-syntax.ts';
import type { SequenceName } from './sequences.ts';

/** A made-up hospital with its scanner and its habits, different enough that nothing can rely on names. */
export interface Hospital {
  readonly name: 'site-a' | 'site-b';
  readonly institution: string;
  readonly manufacturer: string;
  readonly model: string;
  readonly deviceSerialNumber: string;
  readonly stationName: string;
  readonly fieldStrengthTesla: number;
  /** Larmor frequency of 1H there. */
  readonly imagingFrequencyMHz: number;
  readonly transferSyntaxUID: string;
  /** (0008,0005), and how Node calls it. */
  readonly characterSet: string;
  readonly encoding: BufferEncoding;
  readonly referringPhysician: string;
  readonly operator: string;
  /** (0008,103E) of each sequence; one that isn't here is not kept at this hospital. */
  readonly seriesDescriptions: Readonly<Partial<Record<SequenceName, string>>>;
  /** Brightness of its images in units of the phantom's. */
  readonly gain: number;
}

export const hospitals: readonly Hospital[] = [
  {
    name: 'site-a',
    institution: 'Synthetic Hospital A',
    manufacturer: 'Synthetic Imaging',
    model: 'Phantom 3T',
    deviceSerialNumber: 'SYN-A-30117',
    stationName: 'SYNMR3T',
    fieldStrengthTesla: 3,
    imagingFrequencyMHz: 123.25,
    transferSyntaxUID: explicitLittleEndian,
    characterSet: 'ISO_IR 100',
    encoding: 'latin1',
    referringPhysician: 'SYNTHETIC^Müller^^Dr.',
    operator: 'SYNTHETIC^Operator A',
    seriesDescriptions: {
      LOCALIZER: 'localizer',
      T1: 't1_se_tra',
      T1C: 't1_se_tra_KM',
      T2: 't2_tse_tra',
      FLAIR: 't2_tirm_tra_dark-fluid',
    },
    gain: 1,
  },
  {
    name: 'site-b',
    institution: 'Synthetic Hospital B',
    manufacturer: 'Synthetic Imaging',
    model: 'Phantom 1.5T',
    deviceSerialNumber: 'SYN-B-00542',
    stationName: 'SYNMR15',
    fieldStrengthTesla: 1.5,
    imagingFrequencyMHz: 63.68,
    transferSyntaxUID: implicitLittleEndian,
    characterSet: 'ISO_IR 192',
    encoding: 'utf8',
    referringPhysician: 'SYNTHETIC^Þórsdóttir^^Dr.',
    operator: 'SYNTHETIC^Operator B',
    seriesDescriptions: {
      T1: 'AX T1',
      T1C: 'AX T1 POST GD',
      T2: 'AX T2 FSE',
      FLAIR: 'AX T2 FLAIR',
      ADC: 'Apparent Diffusion Coefficient (mm2/s)',
    },
    gain: 1.4,
  },
];
