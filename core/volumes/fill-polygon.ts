/**
 * Turns over every voxel of a slice whose centre is inside of the polygon, by the even-odd rule: 0 becomes 1, 1 becomes 0. So a second
 * contour within a first makes a hole, and so does a keyhole, whose two edges lie on each other. A centre on an edge
 * belongs to the side of greater index, hence to one of two regions that touch, never to both.
 * @param points columns and rows of the corners, not rounded; the last is joined to the first
 */
export function fillPolygon(
  slice: Uint8Array,
  columns: number,
  rows: number,
  points: readonly (readonly [column: number, row: number])[],
): void {
  let [top, bottom] = [Infinity, -Infinity];
  for (const [, row] of points) [top, bottom] = [Math.min(top, row), Math.max(bottom, row)];
  for (let row = Math.max(0, Math.ceil(top)); row <= Math.min(rows - 1, Math.floor(bottom)); row++) {
    const crossings = crossingsAt(points, row);
    for (let at = 0; at + 1 < crossings.length; at += 2) {
      const from = Math.max(0, Math.ceil(crossings[at] ?? 0));
      const to = Math.min(columns - 1, Math.ceil(crossings[at + 1] ?? 0) - 1);
      for (let column = from; column <= to; column++) {
        const index = row * columns + column;
        slice[index] = slice[index] === 0 ? 1 : 0;
      }
    }
  }
}

/** Where the polygon's edges cross the line through the centres of a row, from left to right; an even number of places. */
function crossingsAt(points: readonly (readonly [number, number])[], row: number): number[] {
  const crossings: number[] = [];
  let before = points.at(-1);
  for (const point of points) {
    if (before && before[1] <= row !== point[1] <= row) {
      // From top to bottom whichever way the edge runs, so that two regions that share it get the same place to the last bit.
      const [high, low] = before[1] < point[1] ? [before, point] : [point, before];
      crossings.push(high[0] + ((row - high[1]) / (low[1] - high[1])) * (low[0] - high[0]));
    }
    before = point;
  }
  return crossings.sort((a, b) => a - b);
}
