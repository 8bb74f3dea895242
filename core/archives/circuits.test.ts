import { beforeEach, describe, expect, test } from 'vitest';
import { createCircuits, type Circuits } from './circuits.ts';

describe('a circuit', () => {
  let now = 0;
  let circuits: Circuits;
  beforeEach(() => {
    now = 1000;
    circuits = createCircuits({ failures: 3, openMs: 100, now: () => now });
  });
  const fail = (times: number) => {
    for (let count = 0; count < times; count++) {
      expect(circuits.enter('a')).toBe(true);
      circuits.failed('a');
    }
  };

  test('opens after failures in a row, for that site alone', () => {
    fail(2);
    expect(circuits.stateOf('a')).toBe('CLOSED');
    fail(1);
    expect(circuits.stateOf('a')).toBe('OPEN');
    expect(circuits.enter('a')).toBe(false);
    expect(circuits.stateOf('b')).toBe('CLOSED');
    expect(circuits.enter('b')).toBe(true);
  });

  test('counts anew after a success', () => {
    fail(2);
    circuits.succeeded('a');
    fail(2);
    expect(circuits.stateOf('a')).toBe('CLOSED');
  });

  test('lets one question through when its time is over, whose end decides', () => {
    fail(3);
    now += 100;
    expect(circuits.stateOf('a')).toBe('HALF_OPEN');
    expect(circuits.enter('a')).toBe(true);
    expect(circuits.enter('a')).toBe(false);
    circuits.failed('a');
    expect(circuits.stateOf('a')).toBe('OPEN');
    now += 100;
    expect(circuits.enter('a')).toBe(true);
    circuits.abandoned('a');
    expect(circuits.enter('a')).toBe(true);
    circuits.succeeded('a');
    expect(circuits.stateOf('a')).toBe('CLOSED');
  });
});
