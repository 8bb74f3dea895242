import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { pointAt } from '../../core/volumes/grid.ts';
import { niftiGrid, niftiOfBytes } from '../../core/volumes/nifti-header.ts';
import { unpackedNifti } from '../../core/workflows/nifti.ts';
import { dicomSlices, type SlicesOptions } from './dicom-series.ts';
import { perfusionSignal, phantom, placeAt, type Place } from './perfusion-phantom.ts';

const { columns, rows, slices, volumes, secondsPerVolume, echoTimeMs } = phantom;
/** Edges of a voxel in mm: in a slice, and from slice to slice. */
const [edge, step] = [2, 4];
const study = '2.25.601';
const shared = { study, modality: 'MR', rows, columns, spacing: [edge, edge] } as const;
const stack = Array.from({ length: slices }, (_, slice) => [0, 0, step * slice] as const);
const brightness = { artery: 900, tumour: 800, whiteMatter: 500, greyMatter: 350, air: 2 } as const;

function anatomy(series: string, attributes: NonNullable<SlicesOptions['attributes']>): Uint8Array[] {
  const valueAt = (column: number, row: number, slice: number) => brightness[placeAt(column, row, slice)];
  return dicomSlices({ ...shared, series, positions: stack, valueAt, attributes });
}

function perfusion(): Uint8Array[] {
  const signal = perfusionSignal();
  return dicomSlices({
    ...shared,
    series: `${study}.3`,
    positions: Array.from({ length: volumes }, () => stack).flat(),
    valueAt: (column, row, image) => signal(column, row, image % slices, Math.trunc(image / slices)),
    attributes: (image) => ({
      SeriesNumber: 3,
      SeriesDescription: 'DSC PERFUSION',
      ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'ND'],
      ScanningSequence: ['EP', 'GR'],
      EchoTime: String(echoTimeMs),
      RepetitionTime: String(1000 * secondsPerVolume),
      ContrastBolusAgent: 'Gadobutrol',
      TemporalPositionIdentifier: String(Math.trunc(image / slices) + 1),
      NumberOfTemporalPositions: String(volumes),
      AcquisitionNumber: String(Math.trunc(image / slices) + 1),
    }),
  });
}

/** Writes an exam into a new folder: T1 after contrast, FLAIR, and a DSC series of the phantom. */
export async function writePerfusionExam(folder: string): Promise<void> {
  const files = [
    ...anatomy(`${study}.1`, () => ({
      SeriesNumber: 1,
      SeriesDescription: 'AX T1 POST',
      ScanningSequence: 'SE',
      EchoTime: '10',
      RepetitionTime: '500',
      ContrastBolusAgent: 'Gadobutrol',
    })),
    ...anatomy(`${study}.2`, () => ({
      SeriesNumber: 2,
      SeriesDescription: 'AX FLAIR',
      ScanningSequence: ['SE', 'IR'],
      EchoTime: '120',
      RepetitionTime: '9000',
      InversionTime: '2500',
    })),
    ...perfusion(),
  ];
  await mkdir(folder);
  for (const [at, bytes] of files.entries()) await writeFile(join(folder, `${String(at)}.dcm`), bytes);
}

/** A mask (.nii.gz) on the voxels of a map, drawn by where they lie in the patient. */
export async function drawOn(map: Uint8Array, marked: (place: Place) => boolean): Promise<Uint8Array> {
  const grid = niftiGrid(await unpackedNifti(map));
  const [width, height, depth] = grid.size;
  const voxels = Uint8Array.from({ length: width * height * depth }, (_, at) => {
    const [i, j, k] = [at % width, Math.trunc(at / width) % height, Math.trunc(at / (width * height))];
    const [x, y, z] = pointAt(grid, [i, j, k]);
    return marked(placeAt(Math.round(x / edge), Math.round(y / edge), Math.round(z / step))) ? 1 : 0;
  });
  return gzipSync(niftiOfBytes(grid, voxels));
}
