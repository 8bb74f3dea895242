import type { Condition } from '../assets/condition.ts';

/** What the images of a series must be like; every value of the property must fit. */
export interface AcquisitionLimit {
  /** A property of SERIES assets: `sliceThickness` (mm), `imageCount`, `repetitionTime` (ms), ... */
  readonly property: string;
  /** Both inclusive; null: no bound. */
  readonly min: number | null;
  readonly max: number | null;
  /** The values permitted; null: any. */
  readonly in: readonly (string | number | boolean)[] | null;
}

/** One kind of series that an exam should have. */
export interface SeriesRule {
  /** Unique in the protocol; what messages and reports call it. */
  readonly name: string;
  /** What makes a series one of these. */
  readonly when: Condition;
  /** True: an exam without it is incomplete. */
  readonly required: boolean;
  /** So many within the limits there must be; 0 for what is optional. */
  readonly min: number;
  /** More than these deviate; null: as many as there are. */
  readonly max: number | null;
  /** Names of the time points that it is about; null: of every exam. */
  readonly timePoints: readonly string[] | null;
  readonly limits: readonly AcquisitionLimit[];
}

/** Exams of a subject by days since the subject's first exam; both ends inclusive, `toDay` null: without end. */
export interface TimePoint {
  readonly name: string;
  readonly fromDay: number;
  readonly toDay: number | null;
}

/** What the exams of a project must have. */
export interface Protocol {
  readonly name: string;
  /** Minutes that a change of state must last before the contact hears of it. */
  readonly notifyAfterMinutes: number;
  /** In order of days, without overlap; empty: exams are not told apart. */
  readonly timePoints: readonly TimePoint[];
  readonly series: readonly SeriesRule[];
  /** Series that no rule is about and that nobody wonders at (localizers); null: none. */
  readonly ignore: Condition | null;
}

/** The tag on exams that says the state of their newest report. */
export const protocolTag = 'protocol';

export const protocolStates = ['COMPLETE', 'INCOMPLETE', 'DEVIATES'] as const;
export type ProtocolState = (typeof protocolStates)[number];
