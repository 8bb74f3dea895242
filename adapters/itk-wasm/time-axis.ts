import type { ItkData, ItkImage } from './itk.ts';

type Writable = Record<number, unknown> & ItkData;

function likeIt(data: ItkData): Writable {
  return new (data.constructor as new (length: number) => Writable)(data.length);
}

/** Rows and columns of the first three axes of a 4 x 4 direction, or the other way round, with 1 for time. */
function directionOf(direction: Float64Array, from: number, to: number): Float64Array {
  return Float64Array.from({ length: to * to }, (_, at) => {
    const [row, column] = [Math.trunc(at / to), at % to];
    if (row < from && column < from) return direction[row * from + column] ?? 0;
    return row === column ? 1 : 0;
  });
}

/**
 * A 4D volume as a 3D one whose voxels are lists, which NRRD keeps apart from the axes of space. Any other volume as it is.
 */
export function asListAxis(image: ItkImage): ItkImage {
  const [x = 1, y = 1, z = 1, count = 1] = image.size;
  if (image.imageType.dimension !== 4 || image.imageType.components !== 1) return image;
  const voxels = x * y * z;
  const data = likeIt(image.data);
  for (let voxel = 0; voxel < voxels; voxel++)
    for (let time = 0; time < count; time++) data[voxel * count + time] = image.data[time * voxels + voxel];
  return {
    ...image,
    imageType: { ...image.imageType, dimension: 3, pixelType: 'VariableLengthVector', components: count },
    size: [x, y, z],
    spacing: image.spacing.slice(0, 3),
    origin: image.origin.slice(0, 3),
    direction: directionOf(image.direction, 4, 3),
    data,
  };
}

const lists: ReadonlySet<string> = new Set(['Vector', 'VariableLengthVector', 'CovariantVector']);

/** The inverse: a 3D volume whose voxels are lists as a 4D one, as NIfTI keeps it. Any other volume, colours too, as it is. */
export function asTimePoints(image: ItkImage): ItkImage {
  const { dimension, pixelType, components } = image.imageType;
  if (dimension !== 3 || components < 2 || !lists.has(pixelType)) return image;
  const voxels = image.data.length / components;
  const data = likeIt(image.data);
  for (let voxel = 0; voxel < voxels; voxel++)
    for (let time = 0; time < components; time++) data[time * voxels + voxel] = image.data[voxel * components + time];
  return {
    ...image,
    imageType: { ...image.imageType, dimension: 4, pixelType: 'Scalar', components: 1 },
    size: [...image.size, components],
    spacing: [...image.spacing, 1],
    origin: [...image.origin, 0],
    direction: directionOf(image.direction, 3, 4),
    data,
  };
}
