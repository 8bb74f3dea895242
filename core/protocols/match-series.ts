import { HubError } from '../errors.ts';
import { assign } from './assign.ts';

/** How well a series serves a rule: not at all, with images that are not as the rule says, or as it says. */
export type Fit = 'NONE' | 'DEVIATES' | 'FITS';

export interface RuleSize {
  readonly required: boolean;
  readonly min: number;
  readonly max: number | null;
}

/**
 * Which rule each series serves, one at most: so that most places of required rules are filled, then most of those with series that
 * fit, then most places of other rules and those beyond the minimum, then most of those that fit. Never greedy: two rules that both
 * want T1 don't take each other's series away.
 * @param fits for each series (in an order that says nothing of their worth: by id) how it fits each rule
 * @returns the index of the rule, for each series; -1: it serves none
 */
export function matchSeries(rules: readonly RuleSize[], fits: readonly (readonly Fit[])[]): readonly number[] {
  const chosen = inQuestion(rules, fits);
  if (chosen.length > mostInQuestion)
    throw new HubError('LIMIT_EXCEEDED', `an exam of ${String(fits.length)} series is too large for a protocol check`);
  const asked = chosen.map((index) => fits[index] ?? []);
  const places = placesOf(rules, asked);
  const weights = asked.map((fit) => places.map(({ rule, must }) => weightOf(fit[rule] ?? 'NONE', must, fits.length)));
  const served = new Map(assign(weights).map((place, n) => [chosen[n], places[place]?.rule ?? -1]));
  return fits.map((fit, index) => served.get(index) ?? boundless(rules, fit));
}

/** More would hold up the process. */
const mostInQuestion = 400;

/**
 * The series that decide anything. Of those that fit all rules alike, no more than there are places with an end can serve one of these: the rest
 * all serve the same rule without a maximum, or none.
 */
function inQuestion(rules: readonly RuleSize[], fits: readonly (readonly Fit[])[]): readonly number[] {
  const places = rules.reduce((sum, { min, max }) => sum + (max ?? min), 0);
  const seen = new Map<string, number>();
  return fits.flatMap((fit, index) => {
    const kind = fit.join();
    const before = seen.get(kind) ?? 0;
    seen.set(kind, before + 1);
    return before < places ? [index] : [];
  });
}

/** The rule without a maximum that a series serves best; -1: there is none. */
function boundless(rules: readonly RuleSize[], fit: readonly Fit[]): number {
  const open = rules.flatMap(({ max }, rule) => (max === null ? [rule] : []));
  return open.find((rule) => fit[rule] === 'FITS') ?? open.find((rule) => fit[rule] === 'DEVIATES') ?? -1;
}

/** As many places as a rule could need: those that must be filled first. */
function placesOf(
  rules: readonly RuleSize[],
  fits: readonly (readonly Fit[])[],
): readonly { readonly rule: number; readonly must: boolean }[] {
  return rules.flatMap(({ required, min, max }, rule) => {
    const candidates = fits.filter((fit) => (fit[rule] ?? 'NONE') !== 'NONE').length;
    const count = Math.min(candidates, max ?? candidates);
    return Array.from({ length: count }, (_, place) => ({ rule, must: required && place < min }));
  });
}

/** Four aims in order: one more of an aim outweighs all that the later ones could add up to. */
export function weightOf(fit: Fit, must: boolean, seriesCount: number): number {
  if (fit === 'NONE') return 0;
  const base = seriesCount + 1;
  const filled = must ? base ** 3 : base;
  return filled + (fit === 'FITS' ? (must ? base ** 2 : 1) : 0);
}
