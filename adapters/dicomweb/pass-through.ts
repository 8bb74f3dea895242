import type { Dispatcher } from 'undici';
import type { ArchiveAnswer, ArchivePage, ArchiveRequest, ArchiveSearch, Site } from '../../core/ports/archive.ts';
import type { DicomJson } from '../../core/dicom/dicom-json.ts';
import { agentOf } from './agents.ts';
import { datasets } from './dicom-json.ts';
import { malformed, searchRefusal, unavailable } from './failures.ts';
import { observeCall, type CallObservation } from './observe-call.ts';
import { chunksOf, get, leave, readJson } from './transport.ts';

const pageBytes = 64 * 1024 * 1024;

/** Searches and retrieves in the archive's own words, for the hub's DICOMweb door: what it answers is passed on as it comes. */
export class PassThrough {
  readonly #base: string;
  readonly #site: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #dispatcher: Dispatcher | null;
  readonly #observation: CallObservation;

  constructor({ url, name, tls }: Site, headers: Readonly<Record<string, string>>, observation: CallObservation) {
    this.#base = url;
    this.#site = name;
    this.#dispatcher = tls ? agentOf(tls) : null;
    this.#headers = headers;
    this.#observation = observation;
  }

  search(search: ArchiveSearch, signal: AbortSignal): Promise<ArchivePage> {
    let status = 0;
    return observeCall(
      this.#observation,
      this.#site,
      'search',
      async () => {
        const headers = { ...this.#headers, accept: 'application/dicom+json' };
        const answer = await get(`${this.#base}/${search.path}?${queryOf(search)}`, headers, signal, this.#dispatcher);
        ({ status } = answer);
        if (status === 204) leave(answer.body);
        else if (status !== 200 && status !== 206) {
          leave(answer.body);
          // Some archives say 404 for the series of a study that they don't have; of all studies it means a wrong address.
          if (status !== 404) throw searchRefusal(status);
          if (!search.path.includes('/')) throw unavailable('the archive answered with status 404');
        }
        const parsed = datasets.safeParse(
          status === 200 || status === 206 ? await readJson(answer, pageBytes, signal) : [],
        );
        if (!parsed.success) throw malformed();
        const total = answer.headers.get('x-total-count') ?? '';
        return {
          rows: parsed.data as unknown as readonly DicomJson[],
          total: /^\d{1,9}$/.test(total) ? Number(total) : null,
          hasMore: /^299\b.*additional results/i.test(answer.headers.get('warning') ?? ''),
        };
      },
      () => status,
    );
  }

  retrieve({ path, query, accept, range }: ArchiveRequest, signal: AbortSignal): Promise<ArchiveAnswer> {
    let status = 0;
    return observeCall(
      this.#observation,
      this.#site,
      'retrieve',
      async () => {
        const url = `${this.#base}/${path}${query === '' ? '' : `?${query}`}`;
        const answer = await get(
          url,
          { ...this.#headers, accept, ...(range === null ? {} : { range }) },
          signal,
          this.#dispatcher,
        );
        ({ status } = answer);
        return { status, headers: answer.headers, body: chunksOf(answer, signal) };
      },
      () => status,
    );
  }
}

/** Commas stay as they are: Orthanc reads a list with escaped ones as one name. */
function queryOf({ parameters, limit, offset }: ArchiveSearch): string {
  const paging: readonly (readonly [string, string])[] = [
    ['limit', String(limit)],
    ...(offset > 0 ? [['offset', String(offset)] as const] : []),
  ];
  return [...parameters, ...paging]
    .map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value).replaceAll('%2C', ',')}`)
    .join('&');
}
