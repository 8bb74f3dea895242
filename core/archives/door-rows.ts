import type { DicomJson } from '../dicom/dicom-json.ts';
import type { ArchiveScope } from '../dicomweb/qido-query.ts';
import { resourceAddress, type SearchResource } from '../dicomweb/resource-path.ts';
import { textIn, uidTags, withoutBulkData } from '../dicomweb/rows.ts';
import { comparePlaces, mergeRows, placeOf, type Place } from './merge-rows.ts';
import type { Reach, ReachOf } from './reach.ts';
import type { WithdrawnParts } from './withdrawn-parts.ts';

/** What one site answered. */
export interface SiteRows {
  readonly siteId: string;
  readonly rows: readonly DicomJson[];
}

/** A row that the caller may see, as the door answers it. */
export interface DoorRow {
  readonly row: DicomJson;
  /** The object that it tells of: its UIDs. */
  readonly key: string;
  readonly place: Place;
}

export interface DoorRowsPorts {
  readonly reach: ReachOf;
  readonly withdrawn: WithdrawnParts;
}

/** Makes one answer out of what sites say: all that can be done with one site's rows is done before the others have answered. */
export function createDoorRows(ports: DoorRowsPorts, reach: Reach, resource: SearchResource, base: string) {
  const { level, scope } = resource;
  return {
    /** Of each site's rows those that the caller may see. */
    async visible(answers: readonly SiteRows[]): Promise<readonly (readonly DoorRow[])[]> {
      const sighted = answers.map(({ siteId, rows }) =>
        rows.flatMap((row) => {
          const studyInstanceUID = textIn(row, uidTags.study) ?? scope.study ?? null;
          // An archive that does not look at the study of the path may answer what belongs to another.
          const isOther = scope.study !== undefined && studyInstanceUID !== scope.study;
          return studyInstanceUID === null || isOther ? [] : [{ siteId, studyInstanceUID, row }];
        }),
      );
      const all = sighted.flat();
      const projectsOf = await ports.reach.visible(reach, all);
      const living = await ports.withdrawn.living(
        all.map((sighting) => ({ projects: projectsOf(sighting), ...partOf(sighting.row, resource) })),
      );
      let at = 0;
      return sighted.map((ofSite) =>
        ofSite.flatMap(({ row }) => (living[at++]?.length === 0 ? [] : [asAnswered(row, resource, base)])),
      );
    },

    /** The rows of all sites, those of one object made one, in the door's order. */
    merged(bySite: readonly (readonly DoorRow[])[]): readonly DicomJson[] {
      const merged = new Map<string, DoorRow>();
      for (const found of bySite.flat()) {
        const earlier = merged.get(found.key);
        if (!earlier) merged.set(found.key, found);
        else {
          const row = mergeRows(earlier.row, found.row);
          merged.set(found.key, { row, key: found.key, place: placeOf(row, level) });
        }
      }
      return [...merged.values()].toSorted((a, b) => comparePlaces(a.place, b.place)).map(({ row }) => row);
    },
  };
}

/** Without the archive's own addresses, with the hub's. */
function asAnswered(row: DicomJson, resource: SearchResource, base: string): DoorRow {
  const scope = scopeOf(row, resource);
  const address = { vr: 'UR', Value: [resourceAddress(base, scope)] };
  return {
    row: { ...withoutBulkData(row), '00081190': address },
    key: [scope.study, scope.series, scope.instance].join('/'),
    place: placeOf(row, resource.level),
  };
}

function scopeOf(row: DicomJson, { level, scope }: Pick<SearchResource, 'level' | 'scope'>): ArchiveScope {
  return {
    study: scope.study ?? textIn(row, uidTags.study) ?? '',
    ...(level === 'study' ? {} : { series: scope.series ?? textIn(row, uidTags.series) ?? '' }),
    ...(level === 'instance' ? { instance: textIn(row, uidTags.instance) ?? '' } : {}),
  };
}

/** By the row's own words, where it has any: an archive need not look at the series of the path. */
function partOf(row: DicomJson, { level, scope }: SearchResource) {
  if (level === 'study') return {};
  const series = textIn(row, uidTags.series) ?? scope.series;
  return level === 'series' ? { series } : { series, instance: textIn(row, uidTags.instance) };
}
