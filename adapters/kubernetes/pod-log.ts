import type { ProgramLog } from '../../core/programs/program-log.ts';
import { containerName } from './job-manifest.ts';
import type { KubernetesApi } from './kubernetes-api.ts';

const maxBytes = 1_000_000;
/** The limit may be kept a little less or more than exactly. */
const almostAll = maxBytes * 0.99;
const tailLines = 200;
/** The clocks of a node and of what asks it for "the last 10 seconds" may tick a bit apart. */
const overlapS = 10;

/**
 * Reads the log of a pod as it grows, a bounded piece at a time: of a flood, its beginning, pieces as they come, and its end. The API gives no
 * positions in a log, so each piece overlaps the one before, and lines are told apart by their times, which nodes give to the nanosecond.
 */
export class PodLog {
  readonly #api: Pick<KubernetesApi, 'log'>;
  readonly #log: ProgramLog;
  /** Time of the last line told; empty: none yet. */
  #last = '';
  #readAt: number | null = null;

  constructor(api: Pick<KubernetesApi, 'log'>, log: ProgramLog) {
    this.#api = api;
    this.#log = log;
  }

  /**
   * Tells what has come since; answers whether anything had.
   * @param isWhole the container has ended: what stands without an end of line is a line
   * @throws UPSTREAM_UNAVAILABLE, the signal's reason
   */
  async read(pod: string, isWhole: boolean, signal: AbortSignal): Promise<boolean> {
    const before = this.#last;
    const now = performance.now();
    const since = this.#readAt === null ? {} : { sinceSeconds: Math.ceil((now - this.#readAt) / 1000) + overlapS };
    const piece = await this.#api.log(pod, containerName, { limitBytes: maxBytes, ...since }, signal);
    if (!piece) return false;
    const isCut = piece.length > almostAll;
    this.#tell(piece, isWhole && !isCut);
    if (isCut) {
      const end = await this.#api.log(pod, containerName, { limitBytes: maxBytes, tailLines }, signal);
      if (end && this.#isBehind(end)) this.#log.line('[lines left out: they come faster than they are read]');
      if (end) this.#tell(end, isWhole);
    }
    this.#readAt = now;
    return this.#last !== before;
  }

  /** Says that there may have been more. */
  breakOff(): void {
    this.#log.line("[the rest of the log can't be read]");
  }

  /** @param isWhole its last line is one, although it has no end */
  #tell(piece: Uint8Array, isWhole: boolean): void {
    const lines = new TextDecoder().decode(piece).split('\n');
    const rest = lines.pop() ?? '';
    // A line that fills all of the piece would never come otherwise.
    if (rest !== '' && (isWhole || (lines.length === 0 && piece.length > almostAll))) lines.push(rest);
    const after = this.#last;
    const { take, end } = this.#log.reader();
    for (const line of lines) {
      const space = line.indexOf(' ');
      const time = line.slice(0, space);
      if (time <= after) continue;
      take(`${line.slice(space + 1)}\n`);
      this.#last = time;
    }
    end();
  }

  #isBehind(piece: Uint8Array): boolean {
    const text = new TextDecoder().decode(piece.subarray(0, 100));
    return text.slice(0, text.indexOf(' ')) > this.#last;
  }
}
