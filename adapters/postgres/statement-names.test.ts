import { expect, test } from 'vitest';
import { StatementNames } from './statement-names.ts';

const askOften = (names: StatementNames, text: string) => Array.from({ length: 20 }, () => names.nameOf(text)).at(-1);

test('a statement gets a name of its own once it has come often, and keeps it', () => {
  const names = new StatementNames();
  expect(names.nameOf('SELECT $1')).toBeUndefined();
  const name = askOften(names, 'SELECT $1');
  expect(name).toBeTypeOf('string');
  expect(names.nameOf('SELECT $1')).toBe(name);
  expect(askOften(names, 'SELECT $2')).not.toBe(name);
});

test('names are bounded, and one that was given up does not come back', () => {
  const names = new StatementNames();
  const given = Array.from({ length: 300 }, (_, n) => askOften(names, `SELECT ${String(n)}`));
  expect(given.filter((name) => name !== undefined)).toHaveLength(250);
  names.giveUp('SELECT 0');
  expect(askOften(names, 'SELECT 0')).toBeUndefined();
});
