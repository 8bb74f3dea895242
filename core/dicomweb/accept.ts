import { parseMediaType, type MediaType } from './multipart.ts';
import { HubError } from '../errors.ts';

/** One thing that a client would take, most wanted first. */
export interface Accepted extends MediaType {
  /** Of a multipart: the media type of its parts; else null. */
  readonly partType: string | null;
  /** A UID, `*`, or null when it names none. */
  readonly transferSyntax: string | null;
}

/** What the client would take, by the `accept` parameter of the query, else the Accept header; anything when it has neither. */
export function acceptedOf(header: string | undefined, query: URLSearchParams): readonly Accepted[] {
  const text = query.get('accept') ?? header ?? '*/*';
  const items = splitOutsideQuotes(text)
    .map((item) => parseMediaType(item))
    .filter((item) => item.type !== '');
  return items
    .map((item) => ({
      ...item,
      partType: item.type === 'multipart/related' ? (item.parameters.get('type')?.toLowerCase() ?? '*/*') : null,
      transferSyntax: item.parameters.get('transfer-syntax') ?? null,
      quality: Number(item.parameters.get('q') ?? 1),
    }))
    .filter((item) => item.quality > 0)
    .sort((a, b) => b.quality - a.quality);
}

/** True when the type is the one accepted, or fits its `*`. */
export function fits(accepted: string, type: string): boolean {
  return accepted === '*/*' || accepted === type || (accepted.endsWith('/*') && type.startsWith(accepted.slice(0, -1)));
}

/** The first of our types that the client takes. @throws HubError that becomes 406 */
export function choose<T extends string>(accepted: readonly Accepted[], types: readonly T[]): T {
  for (const item of accepted) {
    const found = types.find((type) => fits(item.type, type));
    if (found) return found;
  }
  throw notAcceptable(types);
}

/** Has status 406, which the catalogue of codes doesn't. */
export class NotAcceptable extends HubError {
  constructor(message: string) {
    super('UNSUPPORTED', message);
  }
}

export function notAcceptable(types: readonly string[]): NotAcceptable {
  return new NotAcceptable(`not acceptable: this resource comes as ${types.join(' or ')}`);
}

function splitOutsideQuotes(text: string): readonly string[] {
  return text.match(/(?:[^,"]|"(?:[^"\\]|\\.)*")+/g) ?? [];
}
