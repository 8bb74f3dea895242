import { describe, expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { fillPolygon } from './fill-polygon.ts';

type Polygon = readonly (readonly [number, number])[];
const filled = (size: number, ...polygons: readonly Polygon[]): number => {
  const slice = new Uint8Array(size * size);
  for (const polygon of polygons) fillPolygon(slice, size, size, polygon);
  return slice.reduce((sum, one) => sum + one, 0);
};
const disc = (radius: number, center: number): Polygon =>
  Array.from({ length: 720 }, (_, at) => [
    center + radius * Math.cos((at * Math.PI) / 360),
    center + radius * Math.sin((at * Math.PI) / 360),
  ]);

describe('fillPolygon', () => {
  test('fills the voxels whose centre is inside; a centre on an edge counts for one side', () => {
    expect(filled(10, [[1.5, 1.5], [4.5, 1.5], [4.5, 3.5], [1.5, 3.5]])).toBe(6); // prettier-ignore
    expect(filled(10, [[1, 1], [4, 1], [4, 4], [1, 4]])).toBe(9); // prettier-ignore
  });

  test('is as large as a disc is, and a ring as the difference of two', () => {
    expect(filled(200, disc(60, 99.7)) / (Math.PI * 3600)).toBeCloseTo(1, 2);
    expect(filled(200, disc(60, 99.7), disc(30, 99.7)) / (Math.PI * 2700)).toBeCloseTo(1, 2);
  });

  test('makes a hole of a keyhole, whichever way it turns', () => {
    const [outer, inner] = [disc(60, 99.7), disc(30, 99.7)];
    const keyhole = [...outer, ...outer.slice(0, 1), ...inner.toReversed(), ...inner.slice(-1)];
    expect(filled(200, keyhole) / (Math.PI * 2700)).toBeCloseTo(1, 2);
  });

  test('law: two regions that share an edge share no voxel and leave none out', () => {
    const cut = fc.double({ min: 1, max: 19, noNaN: true });
    fc.assert(
      fc.property(cut, cut, (a, b) => {
        const left: Polygon = [[0, 0], [a, 0], [b, 20], [0, 20]]; // prettier-ignore
        const right: Polygon = [[a, 0], [20, 0], [20, 20], [b, 20]]; // prettier-ignore
        expect(filled(30, left) + filled(30, right)).toBe(filled(30, left, right));
        expect(filled(30, left, right)).toBe(400);
      }),
    );
  });

  test('clips what lies beyond the slice, and fills nothing of a line', () => {
    expect(filled(4, [[-9, -9], [9, -9], [9, 9], [-9, 9]])).toBe(16); // prettier-ignore
    expect(filled(4, [[0, 0], [2, 2], [3, 3]])).toBe(0); // prettier-ignore
  });
});
