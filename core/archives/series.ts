import type { DicomJson } from '../dicom/dicom-json.ts';
import type { QidoLevel } from '../dicomweb/qido-query.ts';
import { countIn, textIn, uidTags } from '../dicomweb/rows.ts';
import type { Actor } from '../policy/policy.ts';
import type { Archive } from '../ports/archive.ts';
import type { Asking } from './asking.ts';
import { listAll, type ListingLimits } from './listings.ts';
import { inOrder, mergeRows } from './merge-rows.ts';
import type { ReachOf } from './reach.ts';
import type { WithdrawnParts } from './withdrawn-parts.ts';

/** One series of a study, merged over the sites that hold it. */
export interface ImagingSeries {
  readonly studyInstanceUID: string;
  readonly seriesInstanceUID: string;
  readonly modality: string | null;
  readonly description: string | null;
  readonly number: number | null;
  /** The largest that a site says. */
  readonly instanceCount: number | null;
}

export interface ImagingImage {
  readonly sopInstanceUID: string;
  readonly sopClassUID: string | null;
  readonly number: number | null;
  readonly rows: number | null;
  readonly columns: number | null;
  /** Null where there is no more than one. */
  readonly frameCount: number | null;
}

export interface SeriesPorts {
  readonly reach: ReachOf;
  readonly asking: Asking;
  readonly withdrawn: WithdrawnParts;
}

/** UIDs in one question: 64 of them stay under 5 kB of address, which every server takes. */
const uidsPerQuestion = 64;
const mostRows = 20_000;

/** Series and images of studies that a search found: each site is asked once for all of them, not for each. */
export function createSeriesSearch({ reach, asking, withdrawn }: SeriesPorts) {
  /** Merged rows by study; a study is absent when the actor may not see it, or no site that may hold it answered. */
  async function rowsOf(
    actor: Actor,
    level: Exclude<QidoLevel, 'study'>,
    /** Whose rows: studies themselves, or series by their study. */
    wanted: readonly { readonly study: string; readonly series?: string }[],
    stop?: AbortSignal,
  ): Promise<ReadonlyMap<string, readonly DicomJson[]>> {
    const found = await reach.of(actor);
    const studies = [...new Set(wanted.map(({ study }) => study))];
    const sightings = found.sites.flatMap((site) =>
      studies.map((study) => ({ siteId: site.id, studyInstanceUID: study })),
    );
    const projectsOf = await reach.visible(found, sightings);
    const answers = await Promise.all(
      found.sites.map(async (site) => {
        const here = wanted.filter(({ study }) => projectsOf({ siteId: site.id, studyInstanceUID: study }).length > 0);
        if (here.length === 0) return { site, here, rows: [] };
        const [name, uids] =
          level === 'series'
            ? ['StudyInstanceUID', here.map(({ study }) => study)]
            : ['SeriesInstanceUID', here.map(({ series = '' }) => series)];
        const limits = { most: mostRows, withinMs: asking.deadlineOf(site) / 2 };
        const { value } = await asking.ask(
          site,
          (archive, signal) => ask(archive, level, name, uids, limits, signal),
          stop,
        );
        return { site, here, rows: value };
      }),
    );
    const merged = new Map<string, Map<string, DicomJson>>();
    for (const { site, here, rows } of answers) {
      if (rows === null) continue;
      const studiesHere = new Set(here.map(({ study }) => study));
      for (const study of studiesHere) if (!merged.has(study)) merged.set(study, new Map());
      const living = await withdrawn.living(
        rows.map((row) => ({
          projects: projectsOf({ siteId: site.id, studyInstanceUID: textIn(row, uidTags.study) ?? '' }),
          series: textIn(row, uidTags.series),
          instance: level === 'instance' ? textIn(row, uidTags.instance) : null,
        })),
      );
      for (const [index, row] of rows.entries()) {
        if (living[index]?.length === 0) continue;
        const [study, uid] = [textIn(row, uidTags.study) ?? '', textIn(row, uidTags[level]) ?? ''];
        const ofStudy = studiesHere.has(study) ? merged.get(study) : undefined;
        const earlier = ofStudy?.get(uid);
        ofStudy?.set(uid, earlier ? mergeRows(earlier, row) : row);
      }
    }
    return new Map([...merged].map(([study, rows]) => [study, inOrder(rows.values(), level)]));
  }

  return {
    /** The series of each study, by number; a study is absent when none of its sites answered, or the actor may not see it. */
    async seriesOf(
      actor: Actor,
      studyInstanceUIDs: readonly string[],
      stop?: AbortSignal,
    ): Promise<ReadonlyMap<string, readonly ImagingSeries[]>> {
      const wanted = studyInstanceUIDs.map((study) => ({ study }));
      const found = await rowsOf(actor, 'series', wanted, stop);
      return new Map([...found].map(([study, rows]) => [study, rows.map((row) => seriesOf(study, row))]));
    },

    /** The images of each series (`<study UID>/<series UID>`), by number; absent as in `seriesOf`. */
    async imagesOf(
      actor: Actor,
      keys: readonly string[],
      stop?: AbortSignal,
    ): Promise<ReadonlyMap<string, readonly ImagingImage[]>> {
      const wanted = keys.map((key) => {
        const [study = '', series = ''] = key.split('/');
        return { key, study, series };
      });
      const found = await rowsOf(actor, 'instance', wanted, stop);
      return new Map(
        wanted.flatMap(({ key, study, series }) => {
          const rows = found.get(study)?.filter((row) => textIn(row, uidTags.series) === series);
          return rows === undefined ? [] : [[key, rows.map(imageOf)] as const];
        }),
      );
    },
  };
}

async function ask(
  archive: Archive,
  level: Exclude<QidoLevel, 'study'>,
  name: string,
  uids: readonly string[],
  limits: ListingLimits,
  signal: AbortSignal,
): Promise<readonly DicomJson[]> {
  const fields = level === 'series' ? '0020000D,0008103E,00201209' : '0020000D,0020000E,00280008,00280010,00280011';
  const groups = Array.from({ length: Math.ceil(uids.length / uidsPerQuestion) }, (_, index) =>
    uids.slice(index * uidsPerQuestion, (index + 1) * uidsPerQuestion),
  );
  const found = await Promise.all(
    groups.map((group) => {
      const parameters = [[name, group.join(',')] as const, ['includefield', fields] as const];
      const path = level === 'series' ? 'series' : 'instances';
      return listAll(archive, { path, parameters }, uidTags[level], limits, signal);
    }),
  );
  return found.flatMap(({ rows }) => rows);
}

function seriesOf(studyInstanceUID: string, row: DicomJson): ImagingSeries {
  return {
    studyInstanceUID,
    seriesInstanceUID: textIn(row, uidTags.series) ?? '',
    modality: textIn(row, '00080060'),
    description: textIn(row, '0008103E'),
    number: countIn(row, '00200011'),
    instanceCount: countIn(row, '00201209'),
  };
}

function imageOf(row: DicomJson): ImagingImage {
  return {
    sopInstanceUID: textIn(row, uidTags.instance) ?? '',
    sopClassUID: textIn(row, '00080016'),
    number: countIn(row, '00200013'),
    rows: countIn(row, '00280010'),
    columns: countIn(row, '00280011'),
    frameCount: countIn(row, '00280008'),
  };
}
