import { GraphQLError, Kind, parse, visit, type DocumentNode } from 'graphql';
import { badInput, HubError } from '../../core/errors.ts';
import { LruCache } from '../lru-cache.ts';
import { defaultLimits, type Limits } from './limits.ts';
import { measure, type Measured } from './measure.ts';
import { nestingOf } from './nesting.ts';

/** An operation's text that passed the limits. */
export interface Admitted {
  readonly document: DocumentNode;
}

/** What stands in the verdict cache: parsed and passed, or the error that refuses it. */
type Verdict =
  { readonly document: DocumentNode; readonly constant: boolean } | { readonly refusal: HubError | GraphQLError };

/** Longer texts are judged each time: the cache must not become a place to fill. */
const longestCachedText = 20_000;

/** The one gate of operations, before validation and planning, on HTTP and on WebSocket. */
export class Admission {
  readonly limits: Limits;
  readonly #verdicts = new LruCache<string, Verdict>(1000);

  constructor(limits: Partial<Limits> = {}) {
    this.limits = { ...defaultLimits, ...limits };
  }

  /**
   * The parsed document of an operation that is within the limits.
   * @throws HubError LIMIT_EXCEEDED naming the limit, what it allows and what was found
   * @throws HubError BAD_USER_INPUT for the name `__proto__`, a NUL or half of a character in text or variables
   * @throws GraphQLError for text that is not GraphQL
   */
  admit(text: string, variables: unknown): Admitted {
    let verdict = this.#verdicts.get(text);
    if (!verdict) {
      verdict = this.#judge(text);
      if (text.length <= longestCachedText) this.#verdicts.set(text, verdict);
    }
    if ('refusal' in verdict) throw verdict.refusal;
    if (variables !== undefined && variables !== null) refuseUnfit(variables, 'variables', 0);
    if (!verdict.constant) this.#check(measure(verdict.document, this.limits.maxListFactor, recordOf(variables)));
    return verdict;
  }

  #judge(text: string): Verdict {
    try {
      refuseOver('textLength', 'characters', this.limits.maxTextLength, text.length);
      const { maxTokens, maxNesting } = this.limits;
      refuseOver('nesting', 'brackets within brackets', maxNesting, nestingOf(text, maxTokens));
      const document = parseWithin(text, this.limits.maxTokens);
      const measured = measure(document, this.limits.maxListFactor, {});
      this.#check(measured);
      refuseReservedNames(document);
      return { document, constant: measured.constant };
    } catch (error) {
      if (error instanceof HubError || error instanceof GraphQLError) return { refusal: error };
      throw error;
    }
  }

  #check(found: Measured): void {
    if (found.cycle !== null) {
      throw new HubError('LIMIT_EXCEEDED', `fragment ${found.cycle} spreads itself`, {
        limit: 'fragments',
        fragment: found.cycle,
      });
    }
    const { limits } = this;
    refuseOver('depth', 'fields within fields', limits.maxDepth, found.depth);
    refuseOver('rootFields', 'root fields', limits.maxRootFields, found.rootFields);
    refuseOver('fragments', 'fragment definitions', limits.maxFragments, found.fragments);
    refuseOver('spreads', 'fragment spreads, expanded', limits.maxSpreads, found.spreads);
    refuseOver('directives', 'directives', limits.maxDirectives, found.directives);
    refuseOver('aliases', 'aliases, with fragments expanded', limits.maxAliases, found.aliases);
    refuseOver('fields', 'fields, with fragments expanded', limits.maxFields, found.fields);
    refuseOver('cost', 'values, with lists counted by their page size', limits.maxCost, found.cost);
  }
}

function refuseOver(limit: string, what: string, allowed: number, found: number): void {
  if (found <= allowed) return;
  throw new HubError('LIMIT_EXCEEDED', `${limit}: at most ${String(allowed)} ${what}, found ${String(found)}`, {
    limit,
    allowed,
    found,
  });
}

function parseWithin(text: string, maxTokens: number): DocumentNode {
  try {
    return parse(text, { maxLexicalTokens: maxTokens });
  } catch (error) {
    if (error instanceof GraphQLError && error.message.includes('tokens. Parsing aborted')) {
      throw new HubError('LIMIT_EXCEEDED', `tokens: at most ${String(maxTokens)} lexical tokens, found more`, {
        limit: 'tokens',
        allowed: maxTokens,
        found: `more than ${String(maxTokens)}`,
      });
    }
    throw error;
  }
}

/** `__proto__` as a response key would set a prototype in every program that builds the answer as an object. */
function refuseReservedNames(document: DocumentNode): void {
  visit(document, {
    [Kind.NAME](node) {
      if (node.value === '__proto__') throw prototypeRefusal('query');
    },
    [Kind.STRING](node) {
      refuseUnfitText(node.value, 'query');
    },
    [Kind.FLOAT](node) {
      refuseInfinite(Number(node.value), 'query');
    },
    [Kind.INT](node) {
      refuseInfinite(Number(node.value), 'query');
    },
  });
}

/** What no part of a hub can take, wherever in the variables it stands. */
function refuseUnfit(value: unknown, field: string, depth: number): void {
  if (typeof value === 'string') refuseUnfitText(value, field);
  if (typeof value === 'number') refuseInfinite(value, field);
  if (typeof value !== 'object' || value === null) return;
  if (depth > 100)
    throw new HubError('LIMIT_EXCEEDED', 'variables: at most 100 levels', { limit: 'variables', allowed: 100 });
  if (Array.isArray(value)) {
    for (const item of value) refuseUnfit(item, field, depth + 1);
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    if (key === '__proto__') throw prototypeRefusal(field);
    refuseUnfitText(key, field);
    // Of variables the first level is their names, which tells a client where to look.
    refuseUnfit(item, depth === 0 ? `${field}.${key}` : field, depth + 1);
  }
}

/** JSON has numbers beyond what a program holds, as 1e999; what became of them would be stored as null. */
function refuseInfinite(value: number, field: string): void {
  if (!Number.isFinite(value)) throw badInput(field, 'a finite number', value);
}

/** Databases know no NUL, and half of a character comes back from them as another text than went in. */
function refuseUnfitText(text: string, field: string): void {
  if (text.isWellFormed() && !text.includes('\0')) return;
  const received = text.includes('\0') ? 'a NUL (U+0000)' : 'half of a surrogate pair';
  throw new HubError('BAD_USER_INPUT', `${field}: expected text of whole characters without NUL, got ${received}`, {
    field,
    expected: 'text of whole characters without NUL',
    received,
  });
}

function prototypeRefusal(field: string): HubError {
  return new HubError('BAD_USER_INPUT', `${field}: the name __proto__ is not accepted`, {
    field,
    expected: 'another name',
    received: '__proto__',
  });
}

function recordOf(variables: unknown): Readonly<Record<string, unknown>> {
  return typeof variables === 'object' && variables !== null ? (variables as Readonly<Record<string, unknown>>) : {};
}
