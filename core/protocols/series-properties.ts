/** What intake says of a series (core/intake/describe-image.ts), and so what protocols can ask of every series that came by it. */
const kept: ReadonlySet<string> = new Set([
  'seriesInstanceUID',
  'modality',
  'seriesNumber',
  'seriesDescription',
  'protocolName',
  'bodyPartExamined',
  'scanningSequence',
  'sequenceVariant',
  'sequenceName',
  'mrAcquisitionType',
  'angioFlag',
  'diffusionBValue',
  'numberOfTemporalPositions',
  'echoTime',
  'repetitionTime',
  'inversionTime',
  'flipAngle',
  'sliceThickness',
  'spacingBetweenSlices',
  'pixelSpacing',
  'imageOrientation',
  'magneticFieldStrength',
  'kvp',
  'contrastAgent',
  'imageType',
  'sopClassUID',
  'rows',
  'columns',
  'numberOfFrames',
  'imageCount',
]);

/** What people type at the scanner: the same words mean one thing here and another there. */
const freeText: ReadonlySet<string> = new Set(['seriesDescription', 'protocolName', 'sequenceName']);

export const isKnownProperty = (name: string): boolean => kept.has(name);
export const isFreeText = (name: string): boolean => freeText.has(name);
