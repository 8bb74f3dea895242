/** Thrown to bull: this ticket can't be served now, hand it out again after `delayMs`. Holds nothing of the job. */
export class Later extends Error {
  readonly delayMs: number;

  constructor(delayMs: number) {
    super('handed out again later');
    this.name = 'Later';
    this.delayMs = delayMs;
  }

  /** Bull's backoff strategy. */
  static readonly delay = (_attempts: number, error: Error): number =>
    error instanceof Later ? Math.ceil(error.delayMs) : 1_000;
}
