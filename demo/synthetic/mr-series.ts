import type { DicomFile } from '../../core/dicom/dataset.ts';
import { headOn, pointOf, tissues, type Grid, type HeadVolume, type Lesion } from './phantom.ts';
import { noiseOf, randomOf } from './random.ts';
import { axialGrid, localizerGrids, sequences, type Sequence, type SequenceName } from './sequences.ts';
import { dateOf, fileOf, namesOf, studyAttributes, timeOf, type SyntheticVisit } from './study-attributes.ts';
import { uidOf } from './uids.ts';
import type { Attributes } from './elements.ts';

const mrImageStorage = '1.2.840.10008.5.1.4.1.1.4';

/** DS has at most 16 characters (PS3.5 §6.2). */
const decimal = (value: number): string => String(Number(value.toFixed(5)));

/** A seed of its own for each series, so that none has the noise of another. */
function seedOf(visit: SyntheticVisit, seriesNumber: number): number {
  return visit.seed * 7919 + visit.subject.number * 401 + (visit.timepoint === 'baseline' ? 0 : 200) + seriesNumber;
}

/** The pixels of one slice: brightness of what each voxel holds, the coil's shading and noise. */
function pixelsOf(
  head: HeadVolume,
  slice: number,
  sequence: Sequence,
  gain: number,
  random: () => number,
): Uint16Array {
  const { columns, rows } = head.grid;
  const pixels = new Uint16Array(columns * rows);
  const brightness = tissues.map((tissue) => sequence.brightness[tissue]);
  for (let index = 0; index < pixels.length; index += 1) {
    const voxel = slice * pixels.length + index;
    let sum = 0;
    for (const tissue of head.samples.subarray(voxel * 4, voxel * 4 + 4)) sum += brightness[tissue] ?? 0;
    if (!sequence.acquired) {
      pixels[index] = Math.round(sum / 4);
      continue;
    }
    const [x, y] = pointOf(head.grid, index % columns, Math.trunc(index / columns), slice);
    const shading = 1 + 0.0006 * y + 0.0004 * x;
    // Magnitude images: noise of two channels, so air is never quite black and never negative.
    const magnitude = Math.hypot((sum / 4) * shading + 12 * noiseOf(random), 12 * noiseOf(random));
    pixels[index] = Math.min(4095, Math.round(magnitude * gain));
  }
  return pixels;
}

/** Series-wide attributes of the MR Image IOD (PS3.3 A.4). */
function seriesAttributes(
  visit: SyntheticVisit,
  name: SequenceName,
  seriesNumber: number,
  description: string,
): Attributes {
  const sequence = sequences[name];
  const { hospital } = visit;
  return {
    ...studyAttributes(visit),
    SOPClassUID: mrImageStorage,
    Modality: 'MR',
    SeriesInstanceUID: uidOf(...namesOf(visit), String(seriesNumber)),
    SeriesNumber: seriesNumber,
    SeriesDescription: description,
    SeriesDate: dateOf(visit),
    SeriesTime: timeOf(visit, seriesNumber * 5),
    ProtocolName: description,
    BodyPartExamined: 'HEAD',
    PatientPosition: 'HFS',
    FrameOfReferenceUID: uidOf(...namesOf(visit), 'frame'),
    PositionReferenceIndicator: '',
    ImageType: sequence.imageType,
    ScanningSequence: sequence.scanningSequence,
    SequenceVariant: sequence.sequenceVariant,
    ScanOptions: sequence.scanOptions,
    MRAcquisitionType: '2D',
    RepetitionTime: decimal(sequence.repetitionTimeMs),
    EchoTime: decimal(sequence.echoTimeMs),
    EchoTrainLength: sequence.echoTrainLength,
    FlipAngle: decimal(sequence.flipAngleDegrees),
    ...(sequence.inversionTimeMs === null ? {} : { InversionTime: decimal(sequence.inversionTimeMs) }),
    ...(sequence.contrastAgent === null
      ? {}
      : {
          ContrastBolusAgent: sequence.contrastAgent,
          ContrastBolusRoute: 'IV',
          ContrastBolusVolume: decimal(visit.subject.weightKg / 10),
        }),
    MagneticFieldStrength: decimal(hospital.fieldStrengthTesla),
    ImagingFrequency: decimal(hospital.imagingFrequencyMHz),
    ImagedNucleus: '1H',
    SliceThickness: decimal(sequence.sliceThicknessMm),
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    BurnedInAnnotation: 'NO',
  };
}

/** Attributes of one slice: where it lies, its size and window. */
function sliceAttributes(grid: Grid, slice: number, gain: number): Attributes {
  const corner = pointOf(grid, 0, 0, slice);
  return {
    Rows: grid.rows,
    Columns: grid.columns,
    PixelSpacing: [decimal(grid.pixelMm), decimal(grid.pixelMm)],
    ImageOrientationPatient: grid.orientation.map(decimal),
    ImagePositionPatient: corner.map(decimal),
    ...(grid.slices > 1
      ? {
          SpacingBetweenSlices: decimal(grid.sliceStepMm),
          SliceLocation: decimal((slice - (grid.slices - 1) / 2) * grid.sliceStepMm),
        }
      : {}),
    WindowCenter: decimal(500 * gain),
    WindowWidth: decimal(1000 * gain),
  };
}

/** The files of one series, in order of instance number. `heads` are its stacks: one, or a localizer's three planes. */
export function mrSeries(
  visit: SyntheticVisit,
  name: SequenceName,
  seriesNumber: number,
  description: string,
  heads: readonly HeadVolume[],
): DicomFile[] {
  const common = seriesAttributes(visit, name, seriesNumber, description);
  const random = randomOf(seedOf(visit, seriesNumber));
  const { gain } = visit.hospital;
  const places = heads.flatMap((head) => Array.from({ length: head.grid.slices }, (_, slice) => ({ head, slice })));
  return places.map(({ head, slice }, index) => {
    const pixels = pixelsOf(head, slice, sequences[name], gain, random);
    const attributes = {
      ...common,
      ...sliceAttributes(head.grid, slice, gain),
      SOPInstanceUID: uidOf(...namesOf(visit), String(seriesNumber), String(index + 1)),
      InstanceNumber: index + 1,
      AcquisitionNumber: 1,
      AcquisitionDate: dateOf(visit),
      AcquisitionTime: timeOf(visit, seriesNumber * 5),
      ContentDate: dateOf(visit),
      ContentTime: timeOf(visit, seriesNumber * 5 + 4),
    };
    return fileOf(visit, attributes, { vr: 'OW', bytes: new Uint8Array(pixels.buffer) });
  });
}

/** The head at that visit, on the grid of the axial stacks. */
export function headAt(visit: SyntheticVisit): HeadVolume {
  return headOn(axialGrid, lesionAt(visit));
}

/** The head at that visit, in the localizer's three planes. */
export function localizerAt(visit: SyntheticVisit): readonly HeadVolume[] {
  return localizerGrids.map((grid) => headOn(grid, lesionAt(visit)));
}

function lesionAt({ subject, timepoint }: SyntheticVisit): Lesion {
  const radiusMm = subject.lesion.radiusMm * (timepoint === 'baseline' ? 1 : subject.growth);
  return { ...subject.lesion, radiusMm };
}
