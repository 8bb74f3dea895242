import pg from 'pg';

type Parser = (text: string) => unknown;

/** Rows come out as PGlite gives them, so that no store can tell the two apart. */
const scalars: Readonly<Record<number, Parser>> = {
  // bytea: a plain array, not Node's Buffer.
  17: (text) => Uint8Array.from(Buffer.from(text.slice(2), 'hex')),
  // int8: a number where it holds the value exactly.
  20: (text) => {
    const value = BigInt(text);
    return Number.isSafeInteger(Number(text)) ? Number(text) : value;
  },
  // date and timestamp without a zone: in UTC, whatever this process's zone is.
  1082: (text) => new Date(`${text}T00:00:00Z`),
  1114: (text) => new Date(`${text.replace(' ', 'T')}Z`),
  // interval and point: their text.
  600: (text) => text,
  718: (text) => text,
  1186: (text) => text,
};

/** Array types by the type of their elements: bytea, int8, date, timestamp, interval, numeric, json, jsonb. */
const elements: Readonly<Record<number, number>> = {
  1001: 17,
  1016: 20,
  1182: 1082,
  1115: 1114,
  1187: 1186,
  1231: 1700,
  199: 114,
  3807: 3802,
};

/** pg's declarations list the types that it knows as an enumeration, and forget arrays. */
const builtIn = pg.types.getTypeParser as unknown as (type: number, format: 'text') => Parser;

/** pg's own parser of text[] gives the elements as they are written. */
const parseTexts = builtIn(1009, 'text');

function mapNested(value: unknown, parse: Parser): unknown {
  if (Array.isArray(value)) return value.map((each) => mapNested(each, parse));
  return typeof value === 'string' ? parse(value) : value;
}

function parserOf(type: number): Parser {
  const element = elements[type];
  if (element !== undefined) return (text) => mapNested(parseTexts(text), parserOf(element));
  return scalars[type] ?? builtIn(type, 'text');
}

/** How pg reads columns; everything comes as text. */
export const columnTypes: pg.CustomTypesConfig = { getTypeParser: parserOf };
