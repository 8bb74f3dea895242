import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { HubError } from '../../core/errors.ts';
import { fc } from '../../tests/support/fast-check.ts';
import { Admission } from './admission.ts';
import { defaultLimits } from './limits.ts';
import { measure } from './measure.ts';
import { rootFieldsOf } from './root-fields.ts';

/** Fragments nested that deep, each spread twice: 2^levels fields in a text of a few hundred bytes. */
function bomb(levels: number): string {
  const fragments = Array.from({ length: levels }, (_, n) => {
    const next = n + 1 < levels ? `...f${String(n + 1)}` : 'id';
    return `fragment f${String(n)} on Subject { a${String(n)}: parent { ${next} } b${String(n)}: parent { ${next} } }`;
  });
  return `{ subject(id: "a") { ...f0 } } ${fragments.join(' ')}`;
}

function refusal(admission: Admission, text: string, variables: unknown = {}): HubError {
  try {
    admission.admit(text, variables);
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
  throw new Error('it was admitted');
}

describe('what no part can take', () => {
  const half = String.fromCharCode(0xd800);
  it.each([
    ['a NUL in a variable', '{ a }', { id: 'a\u0000b' }, 'variables.id'],
    [
      'half of a character, deep in a variable',
      '{ a }',
      { input: { list: ['ok', { x: `a${half}` }] } },
      'variables.input',
    ],
    ['half of a character in a key', '{ a }', { input: { [half]: 1 } }, 'variables.input'],
    ['a NUL in the text', String.raw`{ a(id: "\u0000") }`, {}, 'query'],
    [
      'a number that no program can hold, deep in a variable',
      '{ a }',
      JSON.parse('{"x":{"y":[1e999]}}'),
      'variables.x',
    ],
    ['a number that no program can hold, in the text', '{ a(x: { y: [-1e999] }) }', {}, 'query'],
  ])('%s is refused', (_, text, variables, field) => {
    expect(refusal(new Admission(), text, variables)).toMatchObject({ code: 'BAD_USER_INPUT', details: { field } });
  });

  it('half of a character in the text is no GraphQL, written or escaped', () => {
    for (const text of [`{ a(id: "${half}") }`, String.raw`{ a(id: "\ud800") }`])
      expect(() => new Admission().admit(text, {})).toThrow(/^Syntax Error: Invalid/);
  });

  it('all other characters are taken', () => {
    const text = 'Grüße 💥 \u202e \u0001 \uffff';
    expect(() => new Admission().admit('{ a }', { text })).not.toThrow();
  });
});

describe('the limits', () => {
  it.each([
    ['selections', `{ ${'... {'.repeat(1600)} a ${'}'.repeat(1600)} }`],
    ['lists', `query ($a: [Int] = ${'['.repeat(2400)}${']'.repeat(2400)}) { a }`],
    ['objects', `query ($a: X = ${'{a:'.repeat(1500)}1${'}'.repeat(1500)}) { a }`],
    ['types', `query ($a: ${'['.repeat(2400)}Int${']'.repeat(2400)}) { a }`],
    ['arguments', `{ ${'a(b: {c: '.repeat(300)}`],
  ])('refuse %s nested so deep that recursion could not take it', (_, text) => {
    expect(refusal(new Admission(), text)).toMatchObject({ code: 'LIMIT_EXCEEDED', details: { limit: 'nesting' } });
  });

  it('refuse a fragment bomb of 12 levels by looking at each fragment once', () => {
    const text = bomb(12);
    let error = refusal(new Admission(), text);
    const started = performance.now();
    // Ten times, because the machine that runs this does other things too.
    for (let n = 0; n < 10; n += 1) error = refusal(new Admission(), text);
    expect((performance.now() - started) / 10).toBeLessThan(100);
    expect(error.code).toBe('LIMIT_EXCEEDED');
    const measured = measure(parse(text), 1000, {});
    expect(measured.fields).toBeGreaterThan(2 ** 12);
    expect(measured.visited).toBeLessThan(100);
  });

  it('refuse a bomb of 40 levels as fast', () => {
    const measured = measure(parse(bomb(40)), 1000, {});
    expect(measured.visited).toBeLessThan(250);
    expect(refusal(new Admission(), bomb(40)).code).toBe('LIMIT_EXCEEDED');
  });

  it('refuse fragments that spread themselves', () => {
    expect(
      refusal(new Admission(), '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }'),
    ).toMatchObject({
      code: 'LIMIT_EXCEEDED',
      details: { limit: 'fragments' },
    });
  });

  it.each([
    ['depth', `{ ${'a { '.repeat(21)} b ${'} '.repeat(21)} }`],
    ['depth', `{ a { ...f } } fragment f on A { ${'a { '.repeat(20)} b ${'} '.repeat(20)} }`],
    [
      'fields',
      `{ ${'a { b } '.repeat(10)} ...f } fragment f on Query { ${'x { '.repeat(2)} ${'y '.repeat(1000)} ${'} '.repeat(2)} }`,
    ],
    ['aliases', `{ a { ${Array.from({ length: 101 }, (_, n) => `a${String(n)}: b`).join(' ')} } }`],
    ['rootFields', `{ ${'a '.repeat(31)} }`],
    ['fragments', `{ a } ${Array.from({ length: 51 }, (_, n) => `fragment f${String(n)} on A { a }`).join(' ')}`],
    ['spreads', `{ a { ${'...f '.repeat(201)} } } fragment f on A { a }`],
    ['directives', `{ a ${'@skip(if: true) '.repeat(51)} }`],
    ['directives', `query ${'@x '.repeat(51)} { a }`],
    ['cost', '{ a(first: 1000) { b(first: 1000) { c } } }'],
    ['cost', '{ a(first: 1000) { b { c(last: 500) { d } } } }'],
  ])('name the limit, what it allows and what was found: %s', (limit, text) => {
    const error = refusal(new Admission(), text);
    const allowed = defaultLimits[`max${limit.charAt(0).toUpperCase()}${limit.slice(1)}` as keyof typeof defaultLimits];
    expect(error.details).toMatchObject({ limit, allowed });
    expect(error.details['found']).toBeGreaterThan(allowed);
    expect(error.message).toContain(String(allowed));
    expect(error.message).toContain(String(error.details['found']));
  });

  it('refuse a text of too many tokens while it is read', () => {
    expect(refusal(new Admission({ maxTokens: 10 }), `{ ${'a '.repeat(90_000)} }`).details).toMatchObject({
      limit: 'tokens',
      allowed: 10,
    });
  });

  it('count a list by the page size in a variable or its default, up to the largest page', () => {
    const admission = new Admission({ maxCost: 100 });
    const text = 'query ($n: Int = 90) { a(first: $n) { b } }';
    expect(() => admission.admit(text, { n: 10 })).not.toThrow();
    expect(() => admission.admit(text, {})).not.toThrow();
    expect(refusal(admission, text, { n: 100 }).details).toMatchObject({ limit: 'cost', found: 101 });
    expect(() => admission.admit(text, { n: 99 })).not.toThrow();
    expect(measure(parse('{ a(first: 999999999) { b } }'), 1000, {}).cost).toBe(1001);
  });

  it('remember a refusal without judging again', () => {
    const admission = new Admission();
    const text = bomb(12);
    expect(refusal(admission, text)).toBe(refusal(admission, text));
  });

  it('refuse the name __proto__ as alias, argument, variable and key of variables', () => {
    for (const text of [
      '{ __proto__: a }',
      '{ a(__proto__: 1) }',
      'query ($__proto__: Int) { a(x: $__proto__) }',
      '{ a(x: {__proto__: {y: 1}}) }',
    ]) {
      expect(refusal(new Admission(), text).code).toBe('BAD_USER_INPUT');
    }
    const variables: unknown = JSON.parse('{"input": [{"__proto__": {"isAdministrator": true}}]}');
    expect(refusal(new Admission(), 'query ($input: I) { a(x: $input) }', variables).code).toBe('BAD_USER_INPUT');
    expect(({} as Record<string, unknown>)['isAdministrator']).toBeUndefined();
  });

  it('admit what GraphiQL asks first', async () => {
    const { getIntrospectionQuery } = await import('graphql');
    expect(() => new Admission().admit(getIntrospectionQuery(), {})).not.toThrow();
  });
});

describe('the measure of a document', () => {
  it('is what counting the expanded text would give', () => {
    const tree = fc.letrec<{ node: { text: string; fields: number; depth: number } }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        fc.constant({ text: 'leaf', fields: 1, depth: 1 }),
        fc.array(tie('node'), { minLength: 1, maxLength: 3 }).map((children) => ({
          text: `n { ${children.map(({ text }) => text).join(' ')} }`,
          fields: 1 + children.reduce((sum, { fields }) => sum + fields, 0),
          depth: 1 + Math.max(...children.map(({ depth }) => depth)),
        })),
      ),
    })).node;
    fc.assert(
      fc.property(tree, ({ text, fields, depth }) => {
        const plain = measure(parse(`{ ${text} }`), 1000, {});
        expect(plain).toMatchObject({ fields, depth, cost: fields });
        const spread = measure(parse(`{ ...f x { ...f } } fragment f on Query { ${text} }`), 1000, {});
        expect(spread).toMatchObject({ fields: 2 * fields + 1, depth: depth + 1, spreads: 2 });
      }),
    );
  });
});

describe('the root fields of a document', () => {
  it('are found in every operation and through fragments', () => {
    const text = 'query A { a ...f __typename } mutation B { b ... on Mutation { c } } fragment f on Query { d ...f }';
    expect([...rootFieldsOf(parse(text))].toSorted()).toEqual(['Mutation.b', 'Mutation.c', 'Query.a', 'Query.d']);
  });
});
