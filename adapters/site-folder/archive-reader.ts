import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { DicomJson } from '../../core/dicom/dicom-json.ts';
import type { ArchiveScope } from '../../core/dicomweb/qido-query.ts';
import type { SiteInstance } from '../../core/ports/site-folder.ts';
import type { FileStamp } from './file-table.ts';
import type { InstanceTable } from './instance-table.ts';
import type { StudyFilter } from './study-filter.ts';

export interface StudyRow {
  readonly id: number;
  readonly uid: string;
  readonly date: string;
  readonly attributes: DicomJson;
  readonly seriesCount: number;
  readonly instanceCount: number;
  readonly modalities: readonly string[];
  readonly sopClasses: readonly string[];
}

export interface SeriesRow {
  readonly id: number;
  readonly uid: string;
  readonly attributes: DicomJson;
  readonly instanceCount: number;
}

/** An instance with what its file was when it was read. */
export interface IndexedInstance extends SiteInstance {
  readonly id: number;
  readonly fileId: number;
  /** Below the root. */
  readonly relativePath: string;
  readonly stamp: FileStamp;
}

/** Where a page of studies begins. */
export interface StudyPlace {
  readonly date: string;
  readonly uid: string;
}

const instanceColumns = `SELECT instance.id, instance.uid, syntax, frames, part10, series.uid AS series_uid, study.uid AS study_uid, file.id AS file_id,
  file.name, folder.path AS folder, size, modified, changed, inode
  FROM study JOIN series ON series.study = study.id JOIN instance ON instance.series = series.id
  JOIN file ON file.id = instance.file JOIN folder ON folder.id = file.folder`;

/** What the index says, in order: studies newest first, then by UID; series and instances by number, then UID. */
export class ArchiveReader {
  readonly #db: DatabaseSync;
  readonly #instances: InstanceTable;
  readonly #root: string;

  constructor(db: DatabaseSync, instances: InstanceTable, root: string) {
    this.#db = db;
    this.#instances = instances;
    this.#root = root;
  }

  count(): { readonly studies: number; readonly instances: number } {
    const row = this.#db
      .prepare('SELECT count(*) AS studies, coalesce(sum(instances), 0) AS instances FROM study')
      .get();
    return { studies: Number(row?.['studies']), instances: Number(row?.['instances']) };
  }

  /** Studies that the filter lets through, with their series and instances. */
  countFiltered({ sql, values }: StudyFilter, level: 'study' | 'series' | 'instance'): number {
    const what = { study: 'count(*)', series: 'coalesce(sum(series), 0)', instance: 'coalesce(sum(instances), 0)' }[
      level
    ];
    return Number(this.#db.prepare(`SELECT ${what} AS n FROM study WHERE ${sql}`).get(...values)?.['n']);
  }

  /** The next of the studies that the filter lets through, after that place or from the first. */
  studies(filter: StudyFilter, after: StudyPlace | null, limit: number, offset = 0): readonly StudyRow[] {
    const place = after === null ? '1' : 'date <= ? AND (date < ? OR uid > ?)';
    const values: readonly SQLInputValue[] = after === null ? [] : [after.date, after.date, after.uid];
    return this.#db
      .prepare(`SELECT * FROM study WHERE ${filter.sql} AND ${place} ORDER BY date DESC, uid LIMIT ? OFFSET ?`)
      .all(...filter.values, ...values, limit, offset)
      .map(studyOf);
  }

  series(study: number, uid?: string): readonly SeriesRow[] {
    return this.#db
      .prepare(
        `SELECT id, uid, attributes, instances FROM series WHERE study = ? ${uid === undefined ? '' : 'AND uid = ?'} ORDER BY number, uid`,
      )
      .all(study, ...(uid === undefined ? [] : [uid]))
      .map((row) => ({
        id: Number(row['id']),
        uid: String(row['uid']),
        attributes: JSON.parse(String(row['attributes'])) as DicomJson,
        instanceCount: Number(row['instances']),
      }));
  }

  /** The data sets of a series' instances as JSON text. */
  *metadataOf(series: number): Generator<string, void, undefined> {
    const rows = this.#db.prepare('SELECT id FROM instance WHERE series = ? ORDER BY number, uid').all(series);
    for (const { id } of rows) {
      const text = this.#instances.metadata(Number(id));
      if (text !== null) yield text;
    }
  }

  instances({ study, series, instance }: ArchiveScope): readonly IndexedInstance[] {
    const scope = Object.entries({ 'study.uid': study, 'series.uid': series, 'instance.uid': instance });
    const given = scope.filter((entry): entry is [string, string] => entry[1] !== undefined);
    return this.#db
      .prepare(
        `${instanceColumns} ${given.length > 0 ? 'WHERE' : ''} ${given.map(([column]) => `${column} = ?`).join(' AND ')}
         ORDER BY study.date DESC, study.uid, series.number, series.uid, instance.number, instance.uid`,
      )
      .all(...given.map(([, uid]) => uid))
      .map((row) => this.#instanceOf(row));
  }

  #instanceOf(row: Record<string, unknown>): IndexedInstance {
    const id = row['id'] as number;
    const relativePath =
      row['folder'] === '' ? (row['name'] as string) : `${row['folder'] as string}/${row['name'] as string}`;
    return {
      id,
      fileId: row['file_id'] as number,
      studyInstanceUID: row['study_uid'] as string,
      seriesInstanceUID: row['series_uid'] as string,
      sopInstanceUID: row['uid'] as string,
      transferSyntaxUID: row['syntax'] as string,
      frameCount: row['frames'] as number,
      isPart10: row['part10'] === 1,
      relativePath,
      path: `${this.#root}/${relativePath}`,
      sizeBytes: row['size'] as number,
      stamp: {
        sizeBytes: row['size'] as number,
        modifiedMs: row['modified'] as number,
        changedMs: row['changed'] as number,
        inode: row['inode'] as number,
      },
      metadata: () => this.#instances.metadata(id) ?? '{}',
    };
  }
}

function studyOf(row: Record<string, unknown>): StudyRow {
  return {
    id: row['id'] as number,
    uid: row['uid'] as string,
    date: row['date'] as string,
    attributes: JSON.parse(row['attributes'] as string) as DicomJson,
    seriesCount: row['series'] as number,
    instanceCount: row['instances'] as number,
    modalities: (row['modalities'] as string).split(',').filter(Boolean),
    sopClasses: (row['classes'] as string).split(',').filter(Boolean),
  };
}
