import { isCollection, isMap, isPair, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import { HubError } from '../../core/errors.ts';
import type { Json } from '../../core/json.ts';
import { notPlainIn } from '../../core/plain-json.ts';
import type { DocumentReader } from '../../core/ports/document-reader.ts';
import { wrongNodes } from './wrong-nodes.ts';

const maxCharacters = 200_000;
/** Aliases that repeat each other may stand for more than memory holds. */
const maxAliasCount = 100;
/** What comes after the first few errors of syntax follows from them. */
const mostSyntaxErrors = 5;
const mostErrors = 100;

interface Place {
  readonly line: number;
  readonly column: number;
}

/** YAML 1.2 (and JSON) by the library `yaml`: core schema, so that what it gives is JSON. */
export const yamlReader: DocumentReader = {
  read(text, field) {
    const refused = (expected: string, cause?: unknown, details: object = {}): HubError =>
      new HubError('BAD_USER_INPUT', `${field}: expected ${expected}`, { field, expected, ...details }, { cause });
    if (text.length > maxCharacters) throw refused(`at most ${String(maxCharacters)} characters`);
    const lines = new LineCounter();
    // Keys are compared below: the library compares each with each, which takes a minute for what is permitted.
    const options = { lineCounter: lines, schema: 'core', uniqueKeys: false, prettyErrors: false } as const;
    const document = parseDocument(text, options);
    const errors =
      document.errors.length > 0
        ? document.errors.slice(0, mostSyntaxErrors)
        : wrongNodes(document, maxAliasCount).slice(0, mostErrors);
    const [error] = errors;
    if (error) {
      const line = String(lines.linePos(error.pos[0]).line);
      const problems = errors.map(({ pos, message }) => {
        const place = lines.linePos(pos[0]);
        const expected = `YAML or JSON that can be read (${shortened(message)})`;
        return { field, expected, received: 'what can not be read', line: place.line, column: place.col };
      });
      const expected = `YAML or JSON that can be read (line ${line}: ${shortened(error.message)})`;
      throw refused(expected, undefined, { problems });
    }
    const placeOf = (path: readonly string[]) => placeIn(document.contents, path, lines);
    const value = valueOf(document, refused);
    const wrong = notPlainIn(value);
    if (wrong) {
      const { expected, received } = wrong;
      const place = placeOf(wrong.path);
      const at = place ? ` (line ${String(place.line)})` : '';
      throw refused(`${expected}${at}`, undefined, { problems: [{ field, expected, received, ...place }] });
    }
    return { value, lineOf: (path) => placeOf(path)?.line ?? null, placeOf };
  },
};

function valueOf(document: ReturnType<typeof parseDocument>, refused: (why: string, cause: unknown) => HubError): Json {
  try {
    return document.toJS({ maxAliasCount }) as Json;
  } catch (cause) {
    throw refused(`at most ${String(maxAliasCount)} aliases`, cause);
  }
}

function placeIn(root: Node | null, path: readonly string[], lines: LineCounter): Place | null {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? null;
  for (const key of path) {
    if (!isCollection(node)) break;
    let next: unknown;
    if (isMap(node)) {
      const pair = node.items.find((item) => isPair(item) && String(item.key) === key);
      offset = (pair?.key as Node | undefined)?.range?.[0] ?? offset;
      next = pair?.value;
    } else if (isSeq(node)) {
      next = node.items[Number(key)];
      offset = (next as Node | undefined)?.range?.[0] ?? offset;
    }
    if (next === undefined) break;
    node = next;
  }
  if (offset === null) return null;
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

/** The library's message without what it quotes of the text. */
function shortened(message: string): string {
  return (message.split(/: "|\n/u)[0] ?? '').slice(0, 150);
}
