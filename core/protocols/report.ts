import { canonicalJson, sha256 } from '../json.ts';
import type { ProtocolState } from './protocol.ts';

/** How a series differs from what its rule says of its images. */
export interface Deviation {
  readonly property: string;
  /** `at most 1.5` */
  readonly expected: string;
  /** Numbers and truth values; of texts only that they are others, since they may say more than they should. */
  readonly found: string;
}

export interface MatchedSeries {
  readonly seriesId: string;
  /** Empty: within all limits. */
  readonly deviations: readonly Deviation[];
}

/** ABSENT: an optional series that is not there, which is no fault. */
type RuleOutcome = 'MET' | 'MISSING' | 'DEVIATES' | 'ABSENT';

/** What became of one rule. A type, not an interface: it is kept as JSON. */
export type RuleFinding = {
  readonly rule: string;
  readonly required: boolean;
  readonly outcome: RuleOutcome;
  /** `at least 1`, `1 to 2` */
  readonly expected: string;
  /** The series that serve this rule, best first. */
  readonly series: readonly MatchedSeries[];
  /** Series of this kind beyond the rule's maximum. */
  readonly tooMany: number;
};

/** A finding that a person has accepted as it is. */
export type AcceptedFinding = {
  readonly rule: string;
  readonly acceptedBy: string;
  readonly acceptedAt: string;
  readonly reason: string;
};

/** What the check says of an exam, before anybody has accepted anything. */
export interface Finding {
  readonly timePoint: string | null;
  /** Days since the subject's first exam; null when a study date is not kept. */
  readonly day: number | null;
  readonly rules: readonly RuleFinding[];
  /** Series that serve no rule and are not to be ignored. */
  readonly extra: readonly string[];
}

const isFault = ({ outcome }: RuleFinding): boolean => outcome === 'MISSING' || outcome === 'DEVIATES';

/** The state of an exam; what was accepted is no fault. */
export function stateOf(rules: readonly RuleFinding[], accepted: ReadonlySet<string>): ProtocolState {
  const faults = rules.filter((one) => isFault(one) && !accepted.has(one.rule));
  if (faults.some(({ outcome }) => outcome === 'MISSING')) return 'INCOMPLETE';
  return faults.length > 0 ? 'DEVIATES' : 'COMPLETE';
}

/** Rules that an exam does not keep. */
export function faultsOf(rules: readonly RuleFinding[]): readonly RuleFinding[] {
  return rules.filter(isFault);
}

/** Names a fault: what was accepted once is accepted until the fault is another. */
export function faultDigest({ rule, outcome, expected, series, tooMany }: RuleFinding): string {
  const deviating = series.map(({ seriesId, deviations }) => ({
    seriesId,
    deviations: deviations.map(({ property, expected: limit, found }) => ({ property, expected: limit, found })),
  }));
  const inOrder = deviating.toSorted((a, b) => (a.seriesId < b.seriesId ? -1 : 1));
  return sha256(canonicalJson({ rule, outcome, expected, tooMany, series: inOrder }));
}
