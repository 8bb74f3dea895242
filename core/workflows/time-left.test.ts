import { expect, test } from 'vitest';
import type { StepState } from './run.ts';
import { reckon } from './time-left.ts';

const now = new Date('2026-01-01T00:01:40Z');
const definition = [
  { id: 'convert', needs: [] },
  { id: 'measure', needs: ['convert'] },
  { id: 'qc', needs: ['measure'] },
];
const view = (step: string, itemId: string | null, state: StepState, progress: number | null = null) => ({
  ...{ id: `${step}/${itemId ?? ''}`, step, uses: step === 'qc' ? 'human' : 'python', itemId, state, progress },
  startedAt: state === 'PENDING' ? null : new Date('2026-01-01T00:00:00Z'),
});
const typical = new Map([
  ['convert', 120],
  ['measure', 30],
]);

test('takes progress before experience, and the longest chain of the series for the run', () => {
  const steps = [
    view('convert', 'a', 'RUNNING', 0.5),
    view('convert', 'b', 'RUNNING'),
    view('measure', 'a', 'PENDING'),
    view('measure', 'b', 'PENDING'),
  ];
  const left = reckon(definition.slice(0, 2), steps, typical, now);
  expect(Object.fromEntries(left.steps)).toEqual({
    'convert/a': 100,
    'convert/b': 20,
    'measure/a': 30,
    'measure/b': 30,
  });
  expect(left.run).toBe(130);
});

test('says nothing where a person comes in, or a step was never done before', () => {
  const steps = [view('convert', 'a', 'COMPLETED'), view('measure', 'a', 'RUNNING'), view('qc', null, 'PENDING')];
  expect(reckon(definition, steps, typical, now)).toEqual({
    run: null,
    steps: new Map<string, number | null>([
      ['convert/a', null],
      ['measure/a', 0],
      ['qc/', null],
    ]),
  });
  expect(reckon(definition.slice(0, 1), [view('convert', 'a', 'PENDING')], new Map(), now).run).toBeNull();
});

test('a clock that was set back makes no negative time', () => {
  const left = reckon(definition.slice(0, 1), [view('convert', 'a', 'RUNNING', 0.5)], typical, new Date(0));
  expect(left.run).toBe(0);
});
