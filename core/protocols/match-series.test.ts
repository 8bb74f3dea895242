import { describe, expect, it } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import { matchSeries, weightOf, type Fit, type RuleSize } from './match-series.ts';

const rule = fc
  .record({
    required: fc.boolean(),
    least: fc.integer({ min: 1, max: 2 }),
    more: fc.option(fc.integer({ min: 0, max: 1 })),
  })
  .map(({ required, least, more }): RuleSize => {
    const min = required ? least : 0;
    return { required, min, max: more === null ? null : Math.max(1, min + more) };
  });
const fit = fc.constantFrom<Fit>('NONE', 'DEVIATES', 'FITS');
const exam = fc
  .record({ rules: fc.array(rule, { minLength: 1, maxLength: 3 }), series: fc.integer({ min: 0, max: 4 }) })
  .chain(({ rules, series }) =>
    fc.record({
      rules: fc.constant(rules),
      fits: fc.array(fc.array(fit, { minLength: rules.length, maxLength: rules.length }), {
        minLength: series,
        maxLength: series,
      }),
    }),
  );

/** What an assignment is worth: of each rule the best series are in the places that must be filled. Null: more than a rule takes. */
function worth(
  rules: readonly RuleSize[],
  fits: readonly (readonly Fit[])[],
  served: readonly number[],
): number | null {
  let sum = 0;
  for (const [number, { required, min, max }] of rules.entries()) {
    const own = served.flatMap((one, series) => (one === number ? [fits[series]?.[number] ?? 'NONE'] : []));
    if (own.includes('NONE') || (max !== null && own.length > max)) return null;
    const best = own.toSorted((a, b) => Number(b === 'FITS') - Number(a === 'FITS'));
    for (const [place, one] of best.entries()) sum += weightOf(one, required && place < min, fits.length);
  }
  return sum;
}

/** The best of all assignments, by trying each. */
function bestOf(rules: readonly RuleSize[], fits: readonly (readonly Fit[])[]): number {
  let best = 0;
  const tryAll = (served: readonly number[]): void => {
    if (served.length === fits.length) {
      best = Math.max(best, worth(rules, fits, served) ?? 0);
      return;
    }
    for (let number = -1; number < rules.length; number++) tryAll([...served, number]);
  };
  tryAll([]);
  return best;
}

describe('matching series to rules', () => {
  it('is never worse than any assignment', () => {
    fc.assert(
      fc.property(exam, ({ rules, fits }) => {
        expect(worth(rules, fits, matchSeries(rules, fits))).toBe(bestOf(rules, fits));
      }),
      { numRuns: 300 },
    );
  });

  it('is worth the same whatever the order of series', () => {
    fc.assert(
      fc.property(exam, fc.nat(), ({ rules, fits }, turn) => {
        const at = fits.length === 0 ? 0 : turn % fits.length;
        const turned = [...fits.slice(at), ...fits.slice(0, at)].toReversed();
        expect(worth(rules, turned, matchSeries(rules, turned))).toBe(worth(rules, fits, matchSeries(rules, fits)));
      }),
    );
  });

  it('gives the only T1 that a narrow rule can have to it, though a wide rule would take it too', () => {
    const one = { required: true, min: 1, max: null };
    // The first series fits both rules, the second the first rule alone.
    expect(
      matchSeries(
        [one, one],
        [
          ['FITS', 'FITS'],
          ['FITS', 'NONE'],
        ],
      ),
    ).toEqual([1, 0]);
  });

  it('takes as long for a thousand series that are alike as for a few', () => {
    const rules = [
      { required: true, min: 1, max: 1 },
      { required: true, min: 2, max: null },
    ];
    const fits = Array.from({ length: 5000 }, (): readonly Fit[] => ['FITS', 'DEVIATES']);
    const served = matchSeries(rules, fits);
    expect(served.filter((rule) => rule === 0)).toHaveLength(1);
    expect(served.filter((rule) => rule === 1)).toHaveLength(4999);
  });
});
