/**
 * The assignment of rows to columns with the greatest total weight, each row and each column used once at most (Hungarian method,
 * time rows² × columns). Of several such, the one that the order of rows and columns gives: the same input always has the same answer.
 * @param weights one list a row, all of the same length; 0 or less: never assigned
 * @returns the column of each row; -1: none
 */
export function assign(weights: readonly (readonly number[])[]): readonly number[] {
  const rows = weights.length;
  // A row may stay alone: it has a column of its own, of weight 0.
  const real = weights[0]?.length ?? 0;
  const columns = real + rows;
  const cost = (row: number, column: number): number => (column < real ? -Math.max(0, weights[row]?.[column] ?? 0) : 0);
  // Numbered from 1; 0 stands for none. `u` and `v` are the potentials of rows and columns.
  const u = new Array<number>(rows + 1).fill(0);
  const v = new Array<number>(columns + 1).fill(0);
  const rowOf = new Array<number>(columns + 1).fill(0);
  const at = (list: readonly number[], index: number): number => list[index] ?? 0;
  for (let row = 1; row <= rows; row++) {
    const from = new Array<number>(columns + 1).fill(0);
    const least = new Array<number>(columns + 1).fill(Infinity);
    const used = new Array<boolean>(columns + 1).fill(false);
    let column = 0;
    rowOf[0] = row;
    do {
      used[column] = true;
      const current = at(rowOf, column);
      let delta = Infinity;
      let next = 0;
      for (let other = 1; other <= columns; other++) {
        if (used[other]) continue;
        const reduced = cost(current - 1, other - 1) - at(u, current) - at(v, other);
        if (reduced < at(least, other)) {
          least[other] = reduced;
          from[other] = column;
        }
        if (at(least, other) < delta) {
          delta = at(least, other);
          next = other;
        }
      }
      for (let other = 0; other <= columns; other++) {
        if (used[other]) {
          u[at(rowOf, other)] = at(u, at(rowOf, other)) + delta;
          v[other] = at(v, other) - delta;
        } else least[other] = at(least, other) - delta;
      }
      column = next;
    } while (rowOf[column] !== 0);
    do {
      const before = at(from, column);
      rowOf[column] = at(rowOf, before);
      column = before;
    } while (column !== 0);
  }
  const found = new Array<number>(rows).fill(-1);
  for (let column = 1; column <= real; column++) {
    const row = at(rowOf, column) - 1;
    if (row >= 0 && (weights[row]?.[column - 1] ?? 0) > 0) found[row] = column - 1;
  }
  return found;
}
