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
export async function residentMb(pid: number): Promise<number> {
  const status = await readFile(`/proc/${String(pid)}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1]) / 1024;
}

type Sample = readonly [minute: number, mb: number];

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

  /**
   * Ends the watch and prints the highest of each half. Memory goes up and down with collections, so that a line through the samples says
   * little of it; what leaks has higher peaks. Steady: the second half's peak is at most 5 % above the first's.
   */
  end(): void {
    clearInterval(this.#timer);
    console.log(
      '| process | peak MB of the first half | of the second half | at the end | steady |\n|---|---|---|---|---|',
    );
    for (const [name, samples] of this.#samples) {
      const middle = samples.length >> 1;
      const peakOf = (half: readonly Sample[]) => Math.max(...half.map(([, mb]) => mb));
      const peaks = [peakOf(samples.slice(0, middle)), peakOf(samples.slice(middle))] as const;
      const cells = [...peaks, samples.at(-1)?.[1] ?? NaN].map((mb) => mb.toFixed(0));
      console.log(`| ${[name, ...cells, peaks[1] <= peaks[0] * 1.05 ? 'yes' : 'NO'].join(' | ')} |`);
    }
  }
}
