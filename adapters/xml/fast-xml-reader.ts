import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { HubError } from '../../core/errors.ts';
import type { XmlElement, XmlReader } from '../../core/ports/xml-reader.ts';

/** Longer documents are refused. RSNA CTP's own scripts have about 100,000 characters. */
const maxCharacters = 4 * 1024 * 1024;
const attributesKey = ':@';
const textKey = '#text';
const where = XMLParser.getMetaDataSymbol() as unknown as symbol;

type Node = Readonly<Record<string, unknown>>;

/** XML read by fast-xml-parser. A document type is refused before anything is parsed: entities of one's own need it. */
export const fastXmlReader: XmlReader = {
  read(text, field) {
    const refused = (expected: string): HubError =>
      new HubError('BAD_USER_INPUT', `${field}: expected ${expected}`, { field, expected });
    if (text.length > maxCharacters) throw refused(`at most ${String(maxCharacters)} characters`);
    if (/<!\s*(DOCTYPE|ENTITY)/i.test(text)) throw refused('XML without a document type');
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- its successor is the same code in a package of its own
    const valid = XMLValidator.validate(text);
    if (valid !== true)
      throw refused(`well-formed XML (line ${String(valid.err.line)}, column ${String(valid.err.col)} is not)`);
    const parser = new XMLParser({
      preserveOrder: true,
      ignoreAttributes: false,
      attributeNamePrefix: '',
      parseTagValue: false,
      parseAttributeValue: false,
      ignoreDeclaration: true,
      ignorePiTags: true,
      captureMetaData: true,
    });
    const lines = lineStarts(text);
    const [root] = elementsIn(parser.parse(text) as readonly Node[], lines);
    if (!root) throw refused('an XML document with a root element');
    return root;
  },
};

function elementsIn(nodes: readonly Node[], lines: readonly number[]): readonly XmlElement[] {
  return nodes.flatMap((node): XmlElement[] => {
    const name = Object.keys(node).find((key) => key !== attributesKey && key !== textKey);
    if (name === undefined) return [];
    const content = node[name] as readonly Node[];
    const attributes = (node[attributesKey] ?? {}) as Readonly<Record<string, string>>;
    const { startIndex = 0 } = ((node as Readonly<Record<symbol, unknown>>)[where] ?? {}) as { startIndex?: number };
    const text = content.flatMap((part) => (textKey in part ? [String(part[textKey])] : [])).join('');
    return [
      {
        name,
        attributes: new Map(Object.entries(attributes)),
        text: text.trim(),
        children: elementsIn(content, lines),
        line: lineOf(startIndex, lines),
      },
    ];
  });
}

/** Where each line begins. */
function lineStarts(text: string): readonly number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ 0: end, index }) => index + end.length)];
}

/** The number, from 1, of the line that the character is in. */
function lineOf(index: number, starts: readonly number[]): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if ((starts[middle] ?? 0) <= index) low = middle;
    else high = middle;
  }
  return low + 1;
}
