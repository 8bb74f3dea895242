/** What kubelets keep of a log until they begin another file; only that one is served. */
const mostBytes = 10_000_000;

interface Chunk {
  readonly bytes: Buffer;
  /** Number of its first line of all. */
  readonly first: number;
  readonly at: number;
}

/** The log of a container as a node keeps it: lines with times, of a flood the last 10 MB. */
export class LineLog {
  #chunks: Chunk[] = [];
  #size = 0;
  #lines = 0;

  add(bytes: Buffer): void {
    this.#chunks.push({ bytes, first: this.#lines, at: Date.now() });
    this.#size += bytes.length;
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) this.#lines++;
    while (this.#size > mostBytes) this.#size -= this.#chunks.shift()?.bytes.length ?? 0;
  }

  /** As the API answers it: each line behind its time. */
  text(since: number, limitBytes: number, tailLines: number | null): Buffer {
    const chunks = this.#chunks.filter(({ at }) => at >= since);
    const [first] = chunks;
    if (!first) return Buffer.alloc(0);
    const text = Buffer.concat(chunks.map(({ bytes }) => bytes)).toString();
    const lines = text.split('\n').map((line, index) => ({ line, number: first.first + index }));
    if (lines.at(-1)?.line === '') lines.pop();
    const asked = tailLines === null ? lines : lines.slice(-tailLines);
    const stamped: string[] = [];
    let size = 0;
    for (const { line, number } of asked) {
      const whole = `${timeOf(number)} ${line}\n`;
      stamped.push(whole);
      size += whole.length;
      if (size > limitBytes) break;
    }
    const all = stamped.join('');
    const isOpen = !text.endsWith('\n') && stamped.length === asked.length;
    return Buffer.from(isOpen ? all.slice(0, -1) : all).subarray(0, limitBytes);
  }
}

/** Times that tell lines apart and are in their order; nobody asks what o'clock they say. */
function timeOf(line: number): string {
  const seconds = Math.floor(line / 1e9);
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${String(line % 1e9).padStart(9, '0')}Z`;
}
