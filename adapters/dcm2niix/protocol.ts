/** What the parent asks of the child: convert the files of `<folder>/in` into `<folder>/out`. */
export interface ConvertRequest {
  readonly folder: string;
}

/** What the child answers. A child that can't answer ends, and the parent sees that. */
export interface ConvertReply {
  readonly exitCode: number;
  /** Lines that dcm2niix wrote. */
  readonly lines: readonly string[];
}

/** The signal by which a child ends itself when it takes more memory than it may; nothing else sends it. */
export const memorySignal = 'SIGUSR2';
