import { describe, expect, it } from 'vitest';
import { errorCodes, HubError, type ErrorCode } from '../errors.ts';
import { interruptedError, shownError, storedError } from './stored-error.ts';

describe('what is shown of a stored error', () => {
  it('is our own errors as they are', () => {
    for (const code of Object.keys(errorCodes) as ErrorCode[]) {
      if (code === 'INTERNAL_SERVER_ERROR') continue;
      expect(shownError(storedError(new HubError(code, 'site A: no')))).toBe(`${code}: site A: no`);
    }
    expect(shownError(interruptedError(51))).toMatch(/: the process ended 51 times while this job ran$/);
  });

  it.each([
    new Error('invalid input syntax for type date: "Doe^Jane 1960"'),
    new TypeError('CONFLICT: Doe^Jane'),
    new HubError('INTERNAL_SERVER_ERROR', 'Doe^Jane'),
    new Error('the process ended 51 times while this job ran for Doe^Jane'),
    new Error('Doe^Jane: the process ended 51 times while this job ran'),
  ])('is the code alone of a fault: %s', (error) => {
    expect(storedError(error)).toContain('Doe^Jane');
    expect(shownError(storedError(error))).toBe('INTERNAL_SERVER_ERROR');
  });

  it.each(['', 'Doe^Jane', ': Doe^Jane', 'toString: Doe^Jane', 'OLD_CODE: Doe^Jane'])(
    'is no text that has no code of ours: %j',
    (stored) => {
      expect(shownError(stored)).toBe('INTERNAL_SERVER_ERROR');
    },
  );
});
