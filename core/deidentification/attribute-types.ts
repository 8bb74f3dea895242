import type { Tag } from '../dicom/dataset.ts';
import type { TableAction } from './profile.ts';

/** Whether an attribute must have a value (1), must be present (2) or may be absent (3): PS3.5 §7.4. */
type AttributeType = 1 | 2 | 3;

const storage = '1.2.840.10008.5.1.4.1.1.';
const pet = `${storage}128`;
/**
 * SOP Classes whose equipment, series and image modules are the general ones, in which device, protocol and dates are
 * of Type 3; the newer (enhanced) ones want values for many of them.
 */
const general: ReadonlySet<string> = new Set(
  [
    '1',
    '2',
    '3.1',
    '4',
    '6.1',
    '7',
    '7.1',
    '7.2',
    '7.3',
    '7.4',
    '12.1',
    '12.2',
    '20',
    '128',
    '481.1',
    '481.2',
    '481.3',
    '481.5',
  ].map((last) => storage + last),
);

const inGeneral = (sopClassUID: string): AttributeType => (general.has(sopClassUID) ? 3 : 1);
const optional = (): AttributeType => 3;
const present = (): AttributeType => 2;
const inSeries = (sopClassUID: string): AttributeType => (sopClassUID === pet ? 1 : 3);

/** Types in the modules of PS3.3 of attributes whose action depends on it. Those not here count as Type 1. */
const types: ReadonlyMap<Tag, (sopClassUID: string) => AttributeType> = new Map([
  ['00080012', optional], // Instance Creation Date
  ['00080013', optional], // Instance Creation Time
  ['00080021', inSeries], // Series Date: Type 1 in PET Series
  ['00080031', inSeries], // Series Time
  ['00080023', (sopClassUID) => (general.has(sopClassUID) ? 2 : 1)], // Content Date: 2C in General Image
  ['00080033', (sopClassUID) => (general.has(sopClassUID) ? 2 : 1)], // Content Time
  ['0008002A', inGeneral], // Acquisition DateTime
  ['00080080', inGeneral], // Institution Name
  ['00080082', optional], // Institution Code Sequence
  ['00081010', optional], // Station Name
  ['00081070', present], // Operators' Name: Type 2 in RT Series
  ['00081072', optional], // Operator Identification Sequence
  ['00081110', optional], // Referenced Study Sequence
  ['00081111', (sopClassUID) => (sopClassUID.startsWith(`${storage}88.`) ? 2 : 3)], // Referenced PPS Sequence: SR wants it
  ['00180010', present], // Contrast/Bolus Agent
  ['00181000', inGeneral], // Device Serial Number
  ['00181030', inGeneral], // Protocol Name
  ['00181400', optional], // Acquisition Device Processing Description
  ['0018700A', inGeneral], // Detector ID
  ['0018700C', inGeneral], // Date of Last Detector Calibration
  ['0018700E', inGeneral], // Time of Last Detector Calibration
  ['00189516', inGeneral], // Start Acquisition DateTime
  ['00189517', inGeneral], // End Acquisition DateTime
  ['00321060', optional], // Requested Procedure Description
  ['00700084', present], // Content Creator's Name
]);

/**
 * The one action of a compound that removes most and leaves the object valid: by the attribute's Type where we know it,
 * else the one that is valid for every Type.
 */
export function chooseAction(action: TableAction, tag: Tag, sopClassUID: string): 'X' | 'Z' | 'D' | 'U' {
  const type = types.get(tag)?.(sopClassUID) ?? 1;
  switch (action) {
    case 'X/Z':
      return type === 3 ? 'X' : 'Z';
    case 'X/D':
      return type === 3 ? 'X' : 'D';
    case 'Z/D':
      return type === 1 ? 'D' : 'Z';
    case 'X/Z/D':
      return type === 3 ? 'X' : type === 2 ? 'Z' : 'D';
    case 'X/Z/U*':
      return 'U';
    default:
      return action;
  }
}
