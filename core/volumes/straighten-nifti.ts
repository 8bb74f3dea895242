import { HubError } from '../errors.ts';
import { headerBytes, putGrid } from './nifti-header.ts';
import { niftiVoxels } from './nifti-voxels.ts';
import { gridOf, type SliceStack } from './slice-stack.ts';
import { straighten } from './straighten.ts';

/**
 * An unpacked little-endian NIfTI-1 file of a tilted stack, at right angles: each slice moved within its plane, by linear interpolation. What
 * no slice covers gets the least value of the volume (air). Its place is that of the headers, not that of the given file.
 * @throws STEP_FAILED when its voxels are no numbers
 */
export function straightenNifti(file: Uint8Array, stack: SliceStack): Uint8Array {
  const all = niftiVoxels(file);
  if (!all) throw new HubError('STEP_FAILED', "a tilted series whose voxels are no single numbers can't be put right");
  const grid = gridOf(stack);
  const voxels = grid.size[0] * grid.size[1] * grid.size[2];
  const volumes = Array.from({ length: Math.floor(all.length / voxels) }, (_, index) => {
    const one = all.subarray(index * voxels, (index + 1) * voxels);
    let least = one[0] ?? 0;
    for (const value of one) if (value < least) least = value;
    return straighten(one, grid, stack, least, 'LINEAR');
  });
  const [first] = volumes;
  if (!first) throw new HubError('STEP_FAILED', 'the tilted volume is cut off');
  const header = new Uint8Array(file.subarray(0, headerBytes));
  const written = new DataView(header.buffer);
  putGrid(written, first.grid);
  written.setFloat32(108, headerBytes, true);
  return Buffer.concat([
    header,
    ...volumes.map(({ voxels: { buffer, byteOffset, byteLength } }) => new Uint8Array(buffer, byteOffset, byteLength)),
  ]);
}
