import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { DicomJson, DicomJsonElement } from '../../core/dicom/dicom-json.ts';
import { keptAttributes } from '../../core/dicomweb/qido-attributes.ts';
import type { QidoLevel } from '../../core/dicomweb/qido-query.ts';
import { namesToFind } from './study-filter.ts';
import type { IndexedHeader } from './header.ts';

/** Those without a number come last. */
const noNumber = Number.MAX_SAFE_INTEGER;
const windowBytes = 32 * 1024;

interface SeriesKey {
  readonly study: string;
  readonly uid: string;
  readonly id: number;
  readonly template: Buffer;
}

/** The instances of an archive, by study and series. An attribute of a study or series is that of its first instance. */
export class InstanceTable {
  readonly #db: DatabaseSync;
  /** The series of the last instance that was added: the next is mostly of it too. */
  #last: SeriesKey | null = null;
  /** Studies of which something came or went since the last `refresh`. */
  readonly #touched = new Set<number>();
  readonly #insert;

  constructor(db: DatabaseSync) {
    this.#db = db;
    this.#insert = db.prepare(
      'INSERT INTO instance (series, uid, number, file, class, syntax, frames, part10, metadata) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    );
  }

  /** All of it or nothing; counts of what it touched are right when it ends. */
  transact<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      for (const study of this.#touched) this.#refresh(study);
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      this.#last = null;
      throw error;
    } finally {
      this.#touched.clear();
    }
  }

  /** The file of an instance, null when there is none. */
  fileOf(uid: string): number | null {
    return this.#number('SELECT file FROM instance WHERE uid = ?', uid);
  }

  /** True when the index says the same of the instance already. */
  isAs({ sopInstanceUID, transferSyntaxUID, frameCount, isPart10, metadata }: IndexedHeader): boolean {
    const row = this.#db.prepare('SELECT id, syntax, frames, part10 FROM instance WHERE uid = ?').get(sopInstanceUID);
    if (row?.['syntax'] !== transferSyntaxUID || row['frames'] !== frameCount) return false;
    return row['part10'] === Number(isPart10) && this.metadata(Number(row['id'])) === metadata;
  }

  /** Adds it; one of that SOP Instance UID must not be there. */
  add(header: IndexedHeader, file: number): void {
    const metadata = Buffer.from(header.metadata);
    const series = this.#seriesFor(header, metadata);
    const { sopInstanceUID, instanceNumber, sopClassUID, transferSyntaxUID, frameCount, isPart10 } = header;
    const packed = deflateRawSync(metadata, { level: 1, dictionary: series.template });
    const number = instanceNumber ?? noNumber;
    this.#insert.run(
      ...[series.id, sopInstanceUID, number, file, sopClassUID, transferSyntaxUID, frameCount],
      ...[Number(isPart10), packed],
    );
  }

  remove(uid: string): void {
    const study = this.#number(
      'SELECT series.study FROM instance JOIN series ON series.id = instance.series WHERE instance.uid = ?',
      uid,
    );
    if (study === null) return;
    this.#db.prepare('DELETE FROM instance WHERE uid = ?').run(uid);
    this.#touched.add(study);
  }

  /** The data set of the instance with this row as JSON text. */
  metadata(id: number): string | null {
    const row = this.#db
      .prepare(
        'SELECT metadata, template FROM instance JOIN series ON series.id = instance.series WHERE instance.id = ?',
      )
      .get(id);
    if (!row) return null;
    return inflateRawSync(row['metadata'] as Uint8Array, { dictionary: row['template'] as Uint8Array }).toString(
      'utf8',
    );
  }

  #seriesFor(header: IndexedHeader, metadata: Buffer): SeriesKey {
    const { studyInstanceUID, seriesInstanceUID } = header;
    if (this.#last?.study === studyInstanceUID && this.#last.uid === seriesInstanceUID) {
      const study = this.#number('SELECT study FROM series WHERE id = ? AND uid = ?', this.#last.id, seriesInstanceUID);
      if (study !== null) {
        this.#touched.add(study);
        return this.#last;
      }
    }
    const study =
      this.#number('SELECT id FROM study WHERE uid = ?', studyInstanceUID) ?? this.#addStudy(studyInstanceUID);
    this.#touched.add(study);
    const known = this.#db
      .prepare('SELECT id, template FROM series WHERE study = ? AND uid = ?')
      .get(study, seriesInstanceUID);
    const template = known
      ? Buffer.from(known['template'] as Uint8Array)
      : metadata.subarray(Math.max(0, metadata.length - windowBytes));
    const id = known ? Number(known['id']) : this.#addSeries(study, seriesInstanceUID, template);
    this.#last = { study: studyInstanceUID, uid: seriesInstanceUID, id, template };
    return this.#last;
  }

  #addStudy(uid: string): number {
    const sql =
      "INSERT INTO study (uid, date, patient, accession, names, attributes, source) VALUES (?, '', '', '', '', '{}', 0)";
    return Number(this.#db.prepare(sql).run(uid).lastInsertRowid);
  }

  #addSeries(study: number, uid: string, template: Uint8Array): number {
    const sql = "INSERT INTO series (study, uid, number, attributes, source, template) VALUES (?, ?, 0, '{}', 0, ?)";
    return Number(this.#db.prepare(sql).run(study, uid, template).lastInsertRowid);
  }

  /** Counts, and the attributes when the instance that they were taken from has gone. */
  #refresh(study: number): void {
    const run = (sql: string, ...values: readonly SQLInputValue[]) => this.#db.prepare(sql).run(...values);
    run(
      'UPDATE series SET instances = (SELECT count(*) FROM instance WHERE instance.series = series.id) WHERE study = ?',
      study,
    );
    run('DELETE FROM series WHERE study = ? AND instances = 0', study);
    const stale = this.#db
      .prepare(
        `SELECT id, (SELECT min(id) FROM instance WHERE instance.series = series.id) AS first FROM series
         WHERE study = ? AND NOT EXISTS (SELECT 1 FROM instance WHERE instance.id = series.source AND instance.series = series.id)`,
      )
      .all(study);
    for (const { id, first } of stale) {
      const json = pick(this.#json(Number(first)), 'series');
      run(
        'UPDATE series SET number = ?, modality = ?, attributes = ?, source = ? WHERE id = ?',
        ...[
          numberIn(json, '00200011') ?? noNumber,
          textIn(json, '00080060'),
          JSON.stringify(json),
          Number(first),
          Number(id),
        ],
      );
    }
    const counts = this.#db
      .prepare(
        `SELECT count(*) AS series, coalesce(sum(instances), 0) AS instances, coalesce(group_concat(DISTINCT modality), '') AS modalities,
           (SELECT group_concat(DISTINCT class) FROM instance WHERE series IN (SELECT id FROM series WHERE study = ?1)) AS classes
         FROM series WHERE study = ?1`,
      )
      .get(study);
    if (Number(counts?.['series'] ?? 0) === 0) {
      run('DELETE FROM study WHERE id = ?', study);
      return;
    }
    const modalities = String(counts?.['modalities']).split(',').sort().join(',');
    const classes = String(counts?.['classes']).split(',').filter(Boolean).sort().join(',');
    run(
      'UPDATE study SET series = ?, instances = ?, modalities = ?, classes = ? WHERE id = ?',
      ...[Number(counts?.['series']), Number(counts?.['instances']), `,${modalities},`, classes, study],
    );
    const first = this.#number(
      `SELECT min(instance.id) AS first FROM instance JOIN series ON series.id = instance.series WHERE series.study = ?1
         AND NOT EXISTS (SELECT 1 FROM instance JOIN series ON series.id = instance.series JOIN study ON study.id = series.study
           WHERE study.id = ?1 AND instance.id = study.source)`,
      study,
    );
    if (first === null) return;
    const json = pick(this.#json(first), 'study');
    run(
      'UPDATE study SET date = ?, patient = ?, accession = ?, names = ?, attributes = ?, source = ? WHERE id = ?',
      ...[textIn(json, '00080020')?.replace(/[^0-9]/g, '') ?? '', textIn(json, '00100020') ?? ''],
      ...[textIn(json, '00080050') ?? '', namesToFind(json), JSON.stringify(json), first, study],
    );
  }

  #json(id: number): DicomJson {
    return JSON.parse(this.metadata(id) ?? '{}') as DicomJson;
  }

  /** The first column of the first row, when it is a number. */
  #number(sql: string, ...values: readonly SQLInputValue[]): number | null {
    const [value] = Object.values(this.#db.prepare(sql).get(...values) ?? {});
    return typeof value === 'number' ? value : null;
  }
}

export function pick(json: DicomJson, level: QidoLevel): DicomJson {
  const kept: Record<string, DicomJsonElement> = {};
  for (const tag of keptAttributes[level]) {
    const element = json[tag];
    if (element) kept[tag] = element;
  }
  return kept;
}

function textIn(json: DicomJson, tag: string): string | null {
  const value = json[tag]?.Value?.[0];
  return typeof value === 'string' ? value : null;
}

function numberIn(json: DicomJson, tag: string): number | null {
  const value = json[tag]?.Value?.[0];
  return typeof value === 'number' && Number.isSafeInteger(value) ? value : null;
}
