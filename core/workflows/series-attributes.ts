import type { JsonObject } from '../json.ts';

/** What the classifier goes by, of a SERIES asset's properties; see core/intake/describe-image.ts. Times in ms; null: not told. */
export interface SeriesAttributes {
  readonly modality: string;
  /** Image Type (0008,0008), in capitals. */
  readonly imageType: readonly string[];
  /** Scanning Sequence (0018,0020): SE, IR, GR, EP, RM. */
  readonly sequence: readonly string[];
  /** Sequence Name (0018,0024), in lower case without what begins it: epfid2d1_64. */
  readonly sequenceName: string;
  readonly sopClassUID: string;
  readonly te: number | null;
  readonly tr: number | null;
  readonly ti: number | null;
  /** Degrees. */
  readonly flip: number | null;
  readonly is3D: boolean;
  readonly angiography: boolean;
  /** s/mm2; 0 is told as well. */
  readonly bValue: number | null;
  /** How many times each place was imaged. */
  readonly timePoints: number | null;
  readonly contrast: boolean;
  /** Description and protocol name, in lower case, words apart by blanks. */
  readonly words: string;
}

export function readAttributes(properties: JsonObject): SeriesAttributes {
  const text = (key: string): string => (typeof properties[key] === 'string' ? properties[key] : '');
  // Several values (VM 1-n) are a list; sources that know DICOM's own text separate them by a backslash.
  const values = (key: string): readonly string[] => {
    const value = properties[key];
    const list = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : text(key).split(/[\\,]/);
    return list.map((item) => item.trim().toUpperCase()).filter((item) => item !== '');
  };
  const number = (key: string): number | null => {
    const value = properties[key];
    return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : null;
  };
  const positive = (key: string): number | null => number(key) || null;
  return {
    modality: text('modality').toUpperCase(),
    imageType: values('imageType'),
    sequence: values('scanningSequence'),
    sequenceName: text('sequenceName').toLowerCase().replace(/^\*/, ''),
    sopClassUID: text('sopClassUID'),
    te: positive('echoTime'),
    tr: positive('repetitionTime'),
    ti: positive('inversionTime'),
    flip: positive('flipAngle'),
    is3D: text('mrAcquisitionType').toUpperCase() === '3D',
    angiography: text('angioFlag').toUpperCase() === 'Y',
    bValue: number('diffusionBValue'),
    timePoints: positive('numberOfTemporalPositions'),
    contrast: properties['contrastAgent'] === true,
    words: `${text('seriesDescription')} ${text('protocolName')}`.toLowerCase().replaceAll(/[_:(),;]+/g, ' '),
  };
}
