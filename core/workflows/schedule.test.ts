import { describe, expect, test } from 'vitest';
import { fc } from '../../tests/support/fast-check.ts';
import type { StepDefinition } from './definition.ts';
import { runEnded, stepEnded, type StepState } from './run.ts';
import { isSettled, schedule, type StepView } from './schedule.ts';

type Draft = Partial<StepDefinition> & Pick<StepDefinition, 'id'>;

const step = (draft: Draft): StepDefinition => ({
  title: null,
  uses: 'python',
  needs: [],
  foreach: null,
  over: null,
  if: null,
  timeoutS: null,
  retries: null,
  resources: null,
  inputs: null,
  with: {},
  onError: draft.foreach ? 'continue' : 'fail',
  ...draft,
});

function viewsOf(steps: readonly StepDefinition[], items: readonly string[]): StepView[] {
  return steps.flatMap((one) =>
    (one.foreach ? items : [null]).map((itemId) => ({
      id: `${one.id}/${itemId ?? ''}`,
      step: one.id,
      itemId,
      state: 'PENDING' as const,
      queued: false,
      reason: null,
    })),
  );
}

const set = (views: readonly StepView[], states: Readonly<Record<string, StepState>>): StepView[] =>
  views.map((view) => ({
    ...view,
    state: states[view.id] ?? view.state,
    reason: states[view.id] === 'FAILED' ? 'broken' : null,
  }));

const facts = new Map([
  ['a', { modality: 'MR', seriesType: 'T1' }],
  ['b', { modality: 'MR', seriesType: 'localizer' }],
]);

describe('schedule', () => {
  const chain = [
    step({ id: 'convert', foreach: 'series' }),
    step({ id: 'measure', foreach: 'series', needs: ['convert'] }),
    step({ id: 'qc', needs: ['measure'] }),
  ];
  const views = viewsOf(chain, ['a', 'b']);

  test('starts what needs nothing, and nothing else', () => {
    const plan = schedule(chain, views, facts);
    expect(plan.start).toEqual(['convert/a', 'convert/b']);
    expect(plan.skip).toEqual([]);
    expect(plan.run).toEqual({ state: 'RUNNING', percent: 0, error: null });
  });

  test('lets a series go on when another one is not as far, and the exam wait for all', () => {
    const plan = schedule(chain, set(views, { 'convert/a': 'COMPLETED', 'convert/b': 'RUNNING' }), facts);
    expect(plan.start).toEqual(['measure/a']);
  });

  test('goes on with what succeeded, and says what it left out', () => {
    const failed = set(views, { 'convert/a': 'COMPLETED', 'convert/b': 'FAILED', 'measure/a': 'COMPLETED' });
    const plan = schedule(chain, failed, facts);
    expect(plan.skip).toEqual([{ id: 'measure/b', reason: 'convert failed', cutShort: false }]);
    expect(plan.start).toEqual(['qc/']);
    const ended = schedule(
      chain,
      set(failed, { 'measure/b': 'SKIPPED', 'qc/': 'COMPLETED' }).map((view) =>
        view.id === 'convert/b' ? { ...view, state: 'FAILED' as const, reason: 'broken' } : view,
      ),
      facts,
    );
    expect(ended.run).toEqual({ state: 'COMPLETED', percent: 100, error: 'convert failed for 1 of 2 series: broken' });
  });

  test('fails the run when a step of the series succeeded for none', () => {
    const plan = schedule(chain, set(views, { 'convert/a': 'FAILED', 'convert/b': 'FAILED' }), facts);
    expect(plan.skip.map(({ id }) => id)).toEqual(['measure/a', 'measure/b', 'qc/']);
    expect(plan.run).toEqual({ state: 'FAILED', percent: 100, error: 'convert failed for 2 of 2 series: broken' });
  });

  test("ends the run at once when a step with onError 'fail' has failed", () => {
    const strict = chain.map((one) => ({ ...one, onError: 'fail' as const }));
    const plan = schedule(strict, set(views, { 'convert/a': 'FAILED', 'convert/b': 'RUNNING' }), facts);
    expect(plan.start).toEqual([]);
    expect(plan.skip.map(({ id }) => id)).toEqual(['convert/b', 'measure/a', 'measure/b', 'qc/']);
    expect(plan.run).toEqual({ state: 'FAILED', percent: 100, error: 'convert failed: broken' });
  });

  test.each([
    [{ notSeriesType: ['Localizer'] }, ['convert/a'], 'its series type is localizer'],
    [{ seriesType: ['t1'] }, ['convert/a'], 'its series type is localizer'],
    [{ modality: ['CT'] }, [], 'its modality is MR'],
    [{ notModality: ['MR'] }, [], 'its modality is MR'],
  ])('skips a series that the condition %j leaves out, with the reason', (condition, start, reason) => {
    const conditional = [step({ id: 'convert', foreach: 'series', if: condition })];
    const plan = schedule(conditional, viewsOf(conditional, ['a', 'b']), facts);
    expect(plan.start).toEqual(start);
    expect(plan.skip.at(-1)).toEqual({ id: 'convert/b', reason, cutShort: false });
  });

  test('waits when only a person can go on', () => {
    const plan = schedule(
      chain,
      set(views, {
        'convert/a': 'COMPLETED',
        'convert/b': 'COMPLETED',
        'measure/a': 'COMPLETED',
        'measure/b': 'COMPLETED',
        'qc/': 'WAITING',
      }),
      facts,
    );
    expect(plan.run).toEqual({ state: 'WAITING', percent: 80, error: null });
  });

  test('completes a run over no series, saying why nothing was done', () => {
    const none = viewsOf(chain, []);
    const plan = schedule(chain, none, facts);
    expect(plan.skip).toEqual([{ id: 'qc/', reason: 'measure gave nothing to work on', cutShort: false }]);
    expect(plan.run.state).toBe('COMPLETED');
  });
});

/** A DAG (needs point backwards), and a list of numbers by which everything random is decided. */
const cases = fc.record({
  steps: fc
    .array(fc.record({ foreach: fc.boolean(), strict: fc.boolean(), needs: fc.array(fc.nat(20), { maxLength: 3 }) }), {
      minLength: 1,
      maxLength: 8,
    })
    .map((drafts) =>
      drafts.map((draft, index) =>
        step({
          id: `s${String(index)}`,
          foreach: draft.foreach ? 'series' : null,
          needs: index === 0 ? [] : [...new Set(draft.needs.map((need) => `s${String(need % index)}`))],
          onError: draft.strict ? 'fail' : 'continue',
        }),
      ),
    ),
  items: fc.nat(4).map((count) => Array.from({ length: count }, (_, index) => `i${String(index)}`)),
  choices: fc.infiniteStream(fc.nat(1_000_000)),
  failures: fc.boolean(),
});

test('law: whatever order steps end in, each ends once, never begins before its needs, and the run ends', () => {
  fc.assert(
    fc.property(cases, ({ steps, items, choices, failures }) => {
      const choose = (below: number): number => (choices.next().value ?? 0) % below;
      let views = viewsOf(steps, items);
      const begun: string[] = [];
      const change = (id: string, to: Partial<StepView>): void => {
        views = views.map((view) => (view.id === id ? { ...view, ...to } : view));
      };
      const byId = new Map(steps.map((one) => [one.id, one]));
      for (let guard = 0; ; guard++) {
        expect(guard).toBeLessThan(10 * views.length + 10);
        const plan = schedule(steps, views, new Map());
        for (const { id } of plan.skip) {
          expect(stepEnded(views.find((view) => view.id === id)?.state ?? 'COMPLETED')).toBe(false);
          change(id, { state: 'SKIPPED' });
        }
        for (const id of plan.start) {
          const view = views.find((one) => one.id === id);
          expect(begun).not.toContain(id);
          begun.push(id);
          for (const need of byId.get(view?.step ?? '')?.needs ?? []) {
            const needed = views.filter(
              (one) =>
                one.step === need && (view?.itemId === null || one.itemId === null || one.itemId === view?.itemId),
            );
            expect(needed.every(({ state }) => stepEnded(state))).toBe(true);
            expect(needed.some(({ state }) => state === 'COMPLETED')).toBe(true);
          }
          change(id, { queued: true });
        }
        // Asking again after the plan was applied changes nothing.
        const settled = schedule(steps, views, new Map());
        expect(isSettled(settled, settled.run.state)).toBe(true);
        const open = views.filter((view) => view.queued && !stepEnded(view.state));
        if (runEnded(plan.run.state)) {
          expect(views.every(({ state }) => stepEnded(state))).toBe(true);
          return;
        }
        expect(open.length).toBeGreaterThan(0);
        const next = open[choose(open.length)];
        const fails = failures && choose(4) === 0;
        change(next?.id ?? '', { state: fails ? 'FAILED' : 'COMPLETED', reason: fails ? 'broken' : null });
      }
    }),
    { numRuns: 300 },
  );
});
