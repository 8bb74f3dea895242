/** How a command talks: a person's progress goes to stderr, the result to stdout; with `--json` one JSON value, alone. */
export interface Output {
  readonly json: boolean;
  /** Progress and hints, for a person. */
  note(text: string): void;
  /** Result for a person; with `--json` the value instead. */
  result(text: string, value: unknown): void;
}

/** The output of one command. */
export function createOutput(json: boolean): Output {
  return {
    json,
    note(text) {
      if (!json) process.stderr.write(`${text}\n`);
    },
    result(text, value) {
      process.stdout.write(json ? `${JSON.stringify(value)}\n` : `${text}\n`);
    },
  };
}

/** A number with its noun: `1 file`, `2 files`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${String(count)} ${count === 1 ? noun : plural}`;
}

/** Rows as aligned columns. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) row.forEach((cell, i) => (widths[i] = Math.max(widths[i] ?? 0, cell.length)));
  return rows
    .map((row) =>
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
