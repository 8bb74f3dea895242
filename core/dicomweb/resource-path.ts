import { badInput } from '../errors.ts';
import type { ArchiveScope, QidoLevel } from './qido-query.ts';

/** What of a study, a series or an instance is retrieved (PS3.18 §10.4.1.1). */
export type RetrievedPart = 'instances' | 'metadata' | 'rendered' | 'thumbnail' | 'frames' | 'bulkdata';

export interface SearchResource {
  readonly kind: 'search';
  readonly level: QidoLevel;
  readonly scope: ArchiveScope;
}

export interface RetrieveResource {
  readonly kind: 'retrieve';
  readonly scope: ArchiveScope & { readonly study: string };
  readonly part: RetrievedPart;
}

/** A path below the base of a DICOMweb service, checked: it names nothing but what PS3.18 knows. */
export type DicomwebResource = (SearchResource | RetrieveResource) & { readonly path: string };

const levels = { studies: 'study', series: 'series', instances: 'instance' } as const;
const names: readonly string[] = Object.keys(levels);
const plainSegment = /^[A-Za-z0-9,._~-]{1,2000}$/;

/**
 * The resource at that path (`studies/1.2.3/series`), with neither a slash at its beginning nor a query; null where there
 * is none. @throws BAD_USER_INPUT for what is no UID where one belongs
 */
export function parseResource(path: string): DicomwebResource | null {
  const segments = path.split('/');
  const scope: { study?: string; series?: string; instance?: string } = {};
  let [at, deepest] = [0, -1];
  // studies/UID/series/UID/instances/UID, each once and in this order
  while (at + 1 < segments.length) {
    const place = names.indexOf(segments[at] ?? '');
    if (place !== deepest + 1) break;
    const name = names[place] as keyof typeof levels;
    scope[levels[name]] = uidOf(levels[name], segments[at + 1] ?? '');
    [at, deepest] = [at + 2, place];
  }
  const rest = segments.slice(at);
  const [first = '', ...more] = rest;
  if (names.indexOf(first) > deepest && more.length === 0) {
    // All instances of a study, and all series or instances of the archive, are searched for; a lower level is none.
    return { kind: 'search', level: levels[first as keyof typeof levels], scope, path };
  }
  const part = partOf(rest, deepest);
  if (scope.study === undefined || part === null) return null;
  return { kind: 'retrieve', scope: { ...scope, study: scope.study }, part, path };
}

function partOf(rest: readonly string[], deepest: number): RetrievedPart | null {
  const [first, second, third] = rest;
  if (first === undefined) return 'instances';
  if (rest.length === 1 && (first === 'metadata' || first === 'rendered' || first === 'thumbnail')) return first;
  if (!rest.every((segment) => plainSegment.test(segment) && !/^\.+$/.test(segment))) return null;
  // Where bulk data lies is the archive's own affair; Orthanc calls it `bulk`.
  if ((first === 'bulkdata' || first === 'bulk') && second !== undefined) return 'bulkdata';
  if (first !== 'frames' || second === undefined || deepest !== 2) return null;
  if (!/^0*[1-9]\d{0,8}(,0*[1-9]\d{0,8})*$/.test(second)) throw badInput('frames', 'frame numbers, from 1', second);
  if (rest.length === 2) return 'frames';
  return rest.length === 3 && (third === 'rendered' || third === 'thumbnail') ? third : null;
}

function uidOf(name: string, text: string): string {
  if (!/^[0-9.]{1,64}$/.test(text) || /^\.+$/.test(text)) throw badInput(name, 'a UID', text);
  return text;
}

/** The address of a study, a series or an instance. */
export function resourceAddress(base: string, { study, series, instance }: ArchiveScope): string {
  return [base, study && `/studies/${study}`, series && `/series/${series}`, instance && `/instances/${instance}`]
    .filter((part) => part !== undefined)
    .join('');
}
