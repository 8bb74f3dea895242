import { api } from 'dicomweb-client';
import type {
  Archive,
  ArchiveAnswer,
  ArchivedStudy,
  ArchivePage,
  ArchiveRequest,
  ArchiveSearch,
  OpenArchive,
  Site,
  StoreResult,
  StudyQuery,
} from '../../core/ports/archive.ts';
import { noMetrics } from '../../core/ports/metrics.ts';
import { noTracing } from '../../core/ports/tracing.ts';
import { DicomwebCalls, type Client } from './calls.ts';
import { countOf, dateOf, itemsOf, textOf, textsOf, type Dataset } from './dicom-json.ts';
import type { CallObservation } from './observe-call.ts';
import { PassThrough } from './pass-through.ts';

/** UIDs in one question: 64 of them stay under 5 kB of address, which every server takes. */
const uidsPerQuestion = 64;

const failureReasons: Readonly<Record<number, string>> = {
  0x0110: 'processing failure',
  0x0111: 'another instance of that SOP Instance UID is stored',
  0x0122: 'SOP Class not supported',
  0xa700: 'out of resources',
  0xa900: 'does not belong to this study or SOP Class',
  0xc000: 'cannot be read as DICOM',
  0xc122: 'transfer syntax not supported',
};

/** An archive over DICOMweb (PS3.18), through dicomweb-client. */
class DicomwebArchive implements Archive {
  readonly #calls: DicomwebCalls;
  readonly #through: PassThrough;

  constructor(site: Site, observation: CallObservation) {
    const headers: Record<string, string> = site.token === null ? {} : { Authorization: authorizationOf(site.token) };
    const url = site.url.replace(/\/+$/, '');
    this.#calls = new DicomwebCalls(
      new api.DICOMwebClient({ url, headers, verbose: false, singlepart: false }) as unknown as Client,
      { name: site.name, tls: site.tls ?? null },
      observation,
    );
    this.#through = new PassThrough({ ...site, url }, headers, observation);
  }

  async searchStudies(query: StudyQuery, limit: number, signal: AbortSignal): Promise<readonly ArchivedStudy[]> {
    const queryParams: Record<string, string> = { includefield: '00081030,00080061,00201208', limit: String(limit) };
    if (query.patientId !== undefined) queryParams['PatientID'] = query.patientId;
    if (query.studyInstanceUID !== undefined) queryParams['StudyInstanceUID'] = query.studyInstanceUID;
    if (query.modality !== undefined) queryParams['ModalitiesInStudy'] = query.modality;
    if (query.studyDateFrom !== undefined || query.studyDateTo !== undefined) {
      queryParams['StudyDate'] = `${compact(query.studyDateFrom)}-${compact(query.studyDateTo)}`;
    }
    const found = await this.#calls.search('searchForStudies', queryParams, signal);
    return found.slice(0, limit).flatMap(studyOf);
  }

  async countInstances(
    of: { readonly studyInstanceUIDs: readonly string[] } | { readonly seriesInstanceUIDs: readonly string[] },
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, number>> {
    const level =
      'studyInstanceUIDs' in of
        ? {
            uids: of.studyInstanceUIDs,
            search: 'searchForStudies',
            key: 'StudyInstanceUID',
            tag: '0020000D',
            count: '00201208',
          }
        : {
            uids: of.seriesInstanceUIDs,
            search: 'searchForSeries',
            key: 'SeriesInstanceUID',
            tag: '0020000E',
            count: '00201209',
          };
    const counts = new Map(level.uids.map((uid) => [uid, 0]));
    const questions = chunksOf([...counts.keys()], uidsPerQuestion).map(async (uids) => {
      const queryParams = { [level.key]: uids.join(','), includefield: level.count, limit: String(uids.length) };
      for (const set of await this.#calls.search(
        level.search as 'searchForStudies' | 'searchForSeries',
        queryParams,
        signal,
      )) {
        const uid = textOf(set, level.tag);
        if (uid !== null && counts.has(uid)) counts.set(uid, countOf(set, level.count) ?? 0);
      }
    });
    await Promise.all(questions);
    return counts;
  }

  search(search: ArchiveSearch, signal: AbortSignal): Promise<ArchivePage> {
    return this.#through.search(search, signal);
  }

  retrieve(request: ArchiveRequest, signal: AbortSignal): Promise<ArchiveAnswer> {
    return this.#through.retrieve(request, signal);
  }

  retrieveInstance(
    studyInstanceUID: string,
    seriesInstanceUID: string,
    sopInstanceUID: string,
    signal: AbortSignal,
  ): Promise<Uint8Array> {
    return this.#calls.retrieve({ studyInstanceUID, seriesInstanceUID, sopInstanceUID }, signal);
  }

  async store(instances: readonly Uint8Array[], signal: AbortSignal): Promise<StoreResult> {
    if (instances.length === 0) return { stored: [], failed: [] };
    const answer = await this.#calls.store(instances, signal);
    const stored = itemsOf(answer, '00081199').flatMap((item) => textOf(item, '00081155') ?? []);
    const failed = itemsOf(answer, '00081198').map((item) => {
      const code = countOf(item, '00081197') ?? 0;
      const hex = code.toString(16).toUpperCase().padStart(4, '0');
      return {
        sopInstanceUID: textOf(item, '00081155') ?? '',
        reason: `${failureReasons[code] ?? 'refused'} (${hex})`,
      };
    });
    return { stored, failed };
  }
}

/** The archive of a site. A trailing slash of its address makes no difference. */
export const openDicomWebArchive: OpenArchive = (site) => new DicomwebArchive(site, unobserved);

/** As `openDicomWebArchive`, with a span and a duration for each call. */
export function observedDicomWebArchives(observation: CallObservation): OpenArchive {
  return (site) => new DicomwebArchive(site, observation);
}

const unobserved: CallObservation = { tracing: noTracing, metrics: noMetrics };

function studyOf(set: Dataset): readonly ArchivedStudy[] {
  const studyInstanceUID = textOf(set, '0020000D');
  if (studyInstanceUID === null) return [];
  return [
    {
      studyInstanceUID,
      studyDate: dateOf(set, '00080020'),
      studyDescription: textOf(set, '00081030'),
      patientId: textOf(set, '00100020'),
      modalities: textsOf(set, '00080061'),
      instanceCount: countOf(set, '00201208'),
    },
  ];
}

function compact(date: string | undefined): string {
  return (date ?? '').replaceAll('-', '');
}

function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** A bearer token (RFC 6750) has no colon, a name and password of HTTP Basic (RFC 7617) have one between them. */
function authorizationOf(credential: string): string {
  return credential.includes(':') ? `Basic ${Buffer.from(credential).toString('base64')}` : `Bearer ${credential}`;
}
