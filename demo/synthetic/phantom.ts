/** What a point of the head is made of. The order is the label's number. */
export const tissues = [
  'air',
  'scalp',
  'skull',
  'csf',
  'grey',
  'white',
  'oedema',
  'tumour',
  'rim',
  'necrosis',
] as const;
export type Tissue = (typeof tissues)[number];

/** A tumour in the head. Coordinates in mm from the head's centre, as DICOM's patient: +x left, +y back, +z up. */
export interface Lesion {
  readonly centre: readonly [x: number, y: number, z: number];
  /** Mean radius of the tumour in mm. */
  readonly radiusMm: number;
  /** RING: necrotic core in an enhancing rim, with oedema around it. SOLID: one tissue that takes up no contrast. */
  readonly pattern: 'RING' | 'SOLID';
}

/** A regular grid of points. Directions are unit vectors. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly slices: number;
  readonly pixelMm: number;
  /** Between the centres of neighbouring slices. */
  readonly sliceStepMm: number;
  /** Direction of growing column index, then of growing row index (PS3.3 C.7.6.2.1.1). */
  readonly orientation: readonly [number, number, number, number, number, number];
}

export type Point = readonly [x: number, y: number, z: number];

/** The direction in which slices follow each other: column direction x row direction. */
function normalOf([ax, ay, az, bx, by, bz]: Grid['orientation']): Point {
  return [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
}

/** The point of (fractional) column, row and slice of a grid that is centred on the head's centre. */
export function pointOf(grid: Grid, column: number, row: number, slice: number): Point {
  const along = (column - (grid.columns - 1) / 2) * grid.pixelMm;
  const down = (row - (grid.rows - 1) / 2) * grid.pixelMm;
  const up = (slice - (grid.slices - 1) / 2) * grid.sliceStepMm;
  const [ax, ay, az, bx, by, bz] = grid.orientation;
  const [nx, ny, nz] = normalOf(grid.orientation);
  return [ax * along + bx * down + nx * up, ay * along + by * down + ny * up, az * along + bz * down + nz * up];
}

const square = (value: number): number => value * value;
const label = (tissue: Tissue): number => tissues.indexOf(tissue);
const [AIR, SCALP, SKULL, CSF] = [label('air'), label('scalp'), label('skull'), label('csf')];
const [GREY, WHITE, OEDEMA] = [label('grey'), label('white'), label('oedema')];
const [TUMOUR, RIM, NECROSIS] = [label('tumour'), label('rim'), label('necrosis')];

/** Distance from the lesion's centre in units of its (lobed) surface; 1 is on it. */
function depthInLesion([x, y, z]: Point, lesion: Lesion): number {
  const [dx, dy, dz] = [x - lesion.centre[0], y - lesion.centre[1], z - lesion.centre[2]];
  const distance = Math.hypot(dx, dy, dz);
  if (distance > lesion.radiusMm * 2.2) return Infinity;
  const lobes = 1 + 0.14 * Math.sin(3 * Math.atan2(dy, dx) + 1) + 0.1 * Math.sin(0.25 * dz + 0.15 * dx);
  return distance / (lesion.radiusMm * lobes);
}

/** The number of the tissue (index in `tissues`) at a point of the head. */
function tissueAt(point: Point, lesion: Lesion): number {
  const [x, y, z] = point;
  const radius = Math.sqrt(square(x / 74) + square(y / 94) + square(z / 72));
  if (radius > 1) return AIR;
  if (radius > 0.945) return SCALP;
  if (radius > 0.885) return SKULL;

  // Gyri: the brain's surface, and the cortex below it, wave with direction.
  const turn = Math.atan2(y, x);
  const wave = 0.016 * Math.sin(17 * turn + 0.12 * z) + 0.012 * Math.sin(0.31 * z + 9 * turn);
  if (radius > 0.845 + wave) return CSF;

  const depth = depthInLesion(point, lesion);
  if (depth < 1) {
    if (lesion.pattern === 'SOLID') return TUMOUR;
    return depth < 0.62 ? NECROSIS : RIM;
  }
  const side = Math.abs(x);
  if (side < 1.6 && radius > 0.5 && z > -15) return CSF;
  if (square((side - 10) / 7) + square((y - 4) / 30) + square((z - 10) / 12) < 1) return CSF;
  if (square(side / 2.5) + square((y - 4) / 12) + square((z + 8) / 9) < 1) return CSF;
  if (lesion.pattern === 'RING' && depth < 1.55 + 8 * wave) return OEDEMA;
  if (square((side - 24) / 8) + square((y + 4) / 16) + square((z - 2) / 11) < 1) return GREY;
  return radius > 0.715 + 1.8 * wave ? GREY : WHITE;
}

/** The head on a grid. */
export interface HeadVolume {
  readonly grid: Grid;
  /** Tissue at the centre of each voxel, slice by slice, row by row: what the truth is counted from. */
  readonly labels: Uint8Array;
  /** Tissues at four points within each voxel, which give the image its partial volumes. */
  readonly samples: Uint8Array;
}

const within = [
  [-0.25, -0.25],
  [0.25, -0.25],
  [-0.25, 0.25],
  [0.25, 0.25],
] as const;

/** The head with that lesion, on that grid. */
export function headOn(grid: Grid, lesion: Lesion): HeadVolume {
  const count = grid.columns * grid.rows * grid.slices;
  const labels = new Uint8Array(count);
  const samples = new Uint8Array(count * within.length);
  let voxel = 0;
  for (let slice = 0; slice < grid.slices; slice += 1) {
    for (let row = 0; row < grid.rows; row += 1) {
      for (let column = 0; column < grid.columns; column += 1) {
        labels[voxel] = tissueAt(pointOf(grid, column, row, slice), lesion);
        for (const [index, [right, below]] of within.entries()) {
          samples[voxel * within.length + index] = tissueAt(pointOf(grid, column + right, row + below, slice), lesion);
        }
        voxel += 1;
      }
    }
  }
  return { grid, labels, samples };
}

/** Volume in mm3 of the voxels whose centre is of one of the tissues. */
export function volumeOf(head: HeadVolume, of: readonly Tissue[]): number {
  const wanted = new Set(of.map(label));
  const voxels = head.labels.reduce((sum, found) => sum + Number(wanted.has(found)), 0);
  return voxels * head.grid.pixelMm ** 2 * head.grid.sliceStepMm;
}
