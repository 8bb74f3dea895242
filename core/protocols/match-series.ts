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
  const places = placesOf(rules, fits);
  const weights = fits.map((fit) => places.map(({ rule, must }) => weightOf(fit[rule] ?? 'NONE', must, fits.length)));
  return assign(weights).map((place) => places[place]?.rule ?? -1);
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
