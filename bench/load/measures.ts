import { readFile } from 'node:fs/promises';

/** What each kind of request took, and what went wrong. */
export class Measures {
  readonly #times = new Map<string, number[]>();
  readonly errors: string[] = [];

  /** Times the work; its failure is noted, and answered with null. */
  async time<T>(kind: string, work: () => Promise<T>): Promise<T | null> {
    const began = performance.now();
    try {
      const result = await work();
      const times = this.#times.get(kind) ?? [];
      this.#times.set(kind, times);
      times.push(performance.now() - began);
      return result;
    } catch (error) {
      const cause = error instanceof Error && error.cause instanceof Error ? ` (${error.cause.message})` : '';
      const minute = (performance.now() / 60_000).toFixed(1);
      this.errors.push(`${kind}, minute ${minute}: ${error instanceof Error ? error.message : String(error)}${cause}`);
      return null;
    }
  }

  print(seconds: number): void {
    console.log('| kind | requests | requests/s | p50 ms | p95 ms | p99 ms |\n|---|---|---|---|---|---|');
    const row = (kind: string, times: readonly number[]) => {
      const sorted = times.toSorted((a, b) => a - b);
      const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(0);
      const rate = (times.length / seconds).toFixed(1);
      console.log(`| ${[kind, times.length, rate, at(0.5), at(0.95), at(0.99)].join(' | ')} |`);
    };
    for (const [kind, times] of this.#times) row(kind, times);
    row('all', [...this.#times.values()].flat());
  }
}

/** Resident memory of a process, in MB, as the kernel says it. */
async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

type Sample = readonly [minute: number, mb: number];

/** Least squares: MB a minute. */
function slopeOf(samples: readonly Sample[]): number {
  const mean = (of: 0 | 1) => samples.reduce((sum, sample) => sum + sample[of], 0) / samples.length;
  const [x, y] = [mean(0), mean(1)];
  const above = samples.reduce((sum, [minute, mb]) => sum + (minute - x) * (mb - y), 0);
  return above / samples.reduce((sum, [minute]) => sum + (minute - x) ** 2, 0);
}

/** The memory of processes: a sample each 5 s, a line each 30 s. */
export class MemoryWatch {
  readonly #pids: ReadonlyMap<string, number>;
  readonly #samples: Map<string, Sample[]>;
  readonly #began = performance.now();
  readonly #timer: NodeJS.Timeout;
  #ticks = 0;

  constructor(pids: ReadonlyMap<string, number>) {
    this.#pids = pids;
    this.#samples = new Map([...pids.keys()].map((name) => [name, []]));
    console.log(`RSS in MB: ${[...pids.keys()].join(', ')}`);
    this.#timer = setInterval(() => void this.#sample(), 5_000);
  }

  async #sample(): Promise<void> {
    const minute = (performance.now() - this.#began) / 60_000;
    for (const [name, pid] of this.#pids) this.#samples.get(name)?.push([minute, await residentMb(pid)]);
    if (++this.#ticks % 6 !== 0) return;
    const now = [...this.#samples.values()].map((samples) => samples.at(-1)?.[1].toFixed(0));
    console.log(`${minute.toFixed(1).padStart(5)} min  ${now.join('  ')}`);
  }

  /** Ends the watch and prints, of the second half, the line through the samples: steady is what it grows by at most 5 % in that half. */
  end(): void {
    clearInterval(this.#timer);
    console.log(
      '| process | RSS MB in the middle | at the end | slope, MB/min | growth of the second half | steady |\n|---|---|---|---|---|---|',
    );
    for (const [name, samples] of this.#samples) {
      const half = samples.slice(samples.length >> 1);
      const [first, last] = [half[0], half.at(-1)];
      if (!first || !last) continue;
      const slope = slopeOf(half);
      const growth = (slope * (last[0] - first[0])) / first[1];
      const cells = [first[1].toFixed(0), last[1].toFixed(0), slope.toFixed(2), `${(growth * 100).toFixed(1)} %`];
      console.log(`| ${[name, ...cells, growth <= 0.05 ? 'yes' : 'NO'].join(' | ')} |`);
    }
  }
}
