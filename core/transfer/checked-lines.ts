import { HubError } from '../errors.ts';
import { sha256 } from '../json.ts';

/** What a file of lines holds, all of it in one hash. */
export interface Checksum {
  readonly rows: number;
  readonly sha256: string;
}

const shown = 16;
const form = /^\["([0-9a-f]{16})",(.*)\]$/s;

/**
 * A chain over the rows of a file: each line carries the start of the hash of all rows up to it, so a change, a removal or an
 * insertion is seen at its very line, and the last hash stands for the whole file.
 */
export class RowChain {
  #rows = 0;
  #hash = '';

  /** The line of the next row (a JSON text without line breaks): `["<hash so far>",row]`. */
  line(row: string): string {
    this.#rows++;
    this.#hash = sha256(`${this.#hash}\n${row}`);
    return `["${this.#hash.slice(0, shown)}",${row}]`;
  }

  sum(): Checksum {
    return { rows: this.#rows, sha256: this.#hash };
  }
}

/**
 * The rows of a file's lines, each compared as it is read, and at the end with what the manifest says.
 * @throws BAD_USER_INPUT naming file and line
 */
export async function* checkedRows(
  file: string,
  lines: AsyncIterable<string>,
  expected: Checksum,
): AsyncGenerator<string> {
  const chain = new RowChain();
  let number = 0;
  for await (const line of lines) {
    number++;
    const row = form.exec(line)?.[2];
    if (row === undefined || chain.line(row) !== line)
      throw changed(file, number, 'this line is not what was exported');
    if (number > expected.rows) throw changed(file, number, `more than the ${String(expected.rows)} lines exported`);
    yield row;
  }
  if (number < expected.rows) throw changed(file, number + 1, `${String(expected.rows)} lines were exported`);
  if (chain.sum().sha256 !== expected.sha256) throw changed(file, number, 'the lines are not those of manifest.json');
}

function changed(file: string, line: number, what: string): HubError {
  return new HubError('BAD_USER_INPUT', `${file}, line ${String(line)}: ${what}`, { field: file, line });
}
