import type { Dispatcher } from 'undici';
import type { HubError } from '../../core/errors.ts';
import type { Site, SiteTls } from '../../core/ports/archive.ts';
import type { ArchiveVerb } from '../../core/ports/metrics.ts';
import { agentOf } from './agents.ts';
import { datasets, storeAnswer, type Dataset } from './dicom-json.ts';
import { malformed, refusal, searchRefusal, stopped, unavailable } from './failures.ts';
import { FetchRequest } from './fetch-request.ts';
import { observeCall, type CallObservation } from './observe-call.ts';

interface CallOptions {
  readonly request: { readonly instance: FetchRequest; readonly responseType?: string };
}

/** The subset of dicomweb-client that is used here; its own types need the browser's. */
export interface Client {
  searchForStudies(options: CallOptions & { queryParams: Readonly<Record<string, string>> }): Promise<unknown>;
  searchForSeries(options: CallOptions & { queryParams: Readonly<Record<string, string>> }): Promise<unknown>;
  retrieveInstance(options: CallOptions & InstanceKey): Promise<unknown>;
  storeInstances(options: CallOptions & { datasets: readonly ArrayBuffer[] }): Promise<unknown>;
}

interface InstanceKey {
  readonly studyInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly sopInstanceUID: string;
}

const searchBytes = 64 * 1024 * 1024;
const instanceBytes = 1024 * 1024 * 1024;

/** dicomweb-client's calls, each with a deadline, a size limit, a checked answer and our errors. */
export class DicomwebCalls {
  readonly #client: Client;

  readonly #site: string;
  readonly #dispatcher: Dispatcher | null;
  readonly #observation: CallObservation;

  constructor(
    client: Client,
    { name, tls }: Pick<Site, 'name'> & { tls: SiteTls | null },
    observation: CallObservation,
  ) {
    this.#client = client;
    this.#site = name;
    this.#dispatcher = tls ? agentOf(tls) : null;
    this.#observation = observation;
  }

  async search(
    call: 'searchForStudies' | 'searchForSeries',
    queryParams: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<readonly Dataset[]> {
    const instance = new FetchRequest({ signal, maxBytes: searchBytes, headers: {}, dispatcher: this.#dispatcher });
    const answer = await this.#settle('search', instance, signal, () =>
      this.#client[call]({ queryParams, request: { instance } }),
    );
    return checked(datasets.safeParse(answer));
  }

  async retrieve(key: InstanceKey, signal: AbortSignal): Promise<Uint8Array> {
    // The client has no way to say "as you store it": it throws on its own `mediaTypes` option.
    const headers = { Accept: 'multipart/related; type="application/dicom"; transfer-syntax=*' };
    const instance = new FetchRequest({ signal, maxBytes: instanceBytes, headers, dispatcher: this.#dispatcher });
    const answer = await this.#settle('retrieve', instance, signal, () =>
      this.#client.retrieveInstance({ ...key, request: { instance } }),
    );
    if (!(answer instanceof ArrayBuffer)) throw malformed();
    return new Uint8Array(answer);
  }

  /** The STOW-RS answer, also when some or all were refused (202, 409). */
  async store(instances: readonly Uint8Array[], signal: AbortSignal): Promise<Dataset> {
    const instance = new FetchRequest({
      signal,
      maxBytes: searchBytes,
      headers: { Accept: 'application/dicom+json' },
      dispatcher: this.#dispatcher,
    });
    const answer = await this.#settle(
      'store',
      instance,
      signal,
      () =>
        this.#client.storeInstances({
          datasets: instances.map((bytes) =>
            bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength
              ? bytes.buffer
              : new Uint8Array(bytes).buffer,
          ),
          request: { instance, responseType: 'json' },
        }),
      // 409 by the standard when all were refused; Orthanc says 400 also when it took some.
      isStoreAnswer,
    );
    return checked(storeAnswer.safeParse(answer));
  }

  #settle(
    verb: ArchiveVerb,
    instance: FetchRequest,
    signal: AbortSignal,
    call: () => Promise<unknown>,
    isAnswer?: (response: unknown) => boolean,
  ): Promise<unknown> {
    return observeCall(
      this.#observation,
      this.#site,
      verb,
      () => settle(verb, instance, signal, call, isAnswer),
      () => instance.status,
    );
  }
}

async function settle(
  verb: ArchiveVerb,
  instance: FetchRequest,
  signal: AbortSignal,
  call: () => Promise<unknown>,
  isAnswer = (_response: unknown) => false,
): Promise<unknown> {
  if (signal.aborted) throw stopped(signal);
  try {
    return await Promise.race([call(), instance.failed]);
  } catch {
    // What the client throws is left behind: it holds the whole answer, and with it patients' data.
    if (instance.failure === null && isAnswer(instance.response)) return instance.response;
    throw translated(verb, instance, signal);
  }
}

function translated(verb: ArchiveVerb, instance: FetchRequest, signal: AbortSignal): HubError {
  if (instance.failure === 'stopped') return stopped(signal);
  if (instance.failure === 'too-large') return unavailable('the archive answered more than the hub takes');
  if (instance.failure === 'malformed') return malformed();
  if (instance.failure === 'unreachable') return unavailable('the archive cannot be reached');
  return verb === 'search' ? searchRefusal(instance.status) : refusal(instance.status);
}

/** True for an answer with Referenced or Failed SOP Sequence. */
function isStoreAnswer(response: unknown): boolean {
  return typeof response === 'object' && response !== null && ('00081199' in response || '00081198' in response);
}

function checked<T>(result: { success: true; data: T } | { success: false; error: Error }): T {
  if (!result.success) throw malformed();
  return result.data;
}
