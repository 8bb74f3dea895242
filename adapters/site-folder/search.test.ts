import { afterAll, beforeAll, expect, test } from 'vitest';
import type { DicomJson } from '../../core/dicom/dicom-json.ts';
import { matches } from '../../core/dicomweb/qido-match.ts';
import { parseQuery } from '../../core/dicomweb/qido-query.ts';
import { fc } from '../../tests/support/fast-check.ts';
import { ArchiveReader } from './archive-reader.ts';
import { FileTable } from './file-table.ts';
import { openIndexDatabase } from './index-database.ts';
import { InstanceTable } from './instance-table.ts';
import { searchArchive } from './search.ts';

/** Thirteen hundred studies: more than are read at a time. */
const studies = Array.from({ length: 1300 }, (_, n): DicomJson => {
  const text = (vr: string, value: string) => (value === '' ? { vr } : { vr, Value: [value] });
  return {
    '00080016': text('UI', '1.2'),
    '00080018': text('UI', `1.${String(n)}.1.1`),
    '00080020': text('DA', n % 11 === 0 ? '' : `20${String(10 + (n % 13))}0${String(1 + (n % 9))}15`),
    '00080050': text('SH', n % 7 === 0 ? '' : `A${String(n % 100)}`),
    '00080060': text('CS', ['CT', 'MR', 'SEG'][n % 3] ?? ''),
    '00081030': text('LO', n % 5 === 0 ? '' : `Brain "T${String(n % 4)}"`),
    '00100010': {
      vr: 'PN',
      Value: [{ Alphabetic: `${['Buc', 'Jérôme', 'Yamada'][n % 3] ?? ''}^Ann${String(n % 6)}` }],
    },
    '00100020': text('LO', `R-${String(n % 400)}`),
    '0020000D': text('UI', `1.${String(n)}`),
    '0020000E': text('UI', `1.${String(n)}.1`),
    '00280010': { vr: 'US', Value: [n % 4] },
  };
});

const database = openIndexDatabase(null);
const instances = new InstanceTable(database);
const reader = new ArchiveReader(database, instances, '/archive');

beforeAll(() => {
  const files = new FileTable(database);
  instances.transact(() => {
    files.putFolder('', 1);
    for (const [n, json] of studies.entries()) {
      const uid = (tag: string) => json[tag]?.Value?.[0] as string;
      const stamp = { sizeBytes: 1, modifiedMs: 1, changedMs: 1, inode: n };
      const file = files.put(String(n), stamp, 'exposed', uid('00080018'));
      instances.add(
        {
          ...{ studyInstanceUID: uid('0020000D'), seriesInstanceUID: uid('0020000E'), sopInstanceUID: uid('00080018') },
          ...{ sopClassUID: '1.2', transferSyntaxUID: '1.2.840.10008.1.2.1', frameCount: 1, instanceNumber: null },
          ...{ isPart10: true, metadata: JSON.stringify(json) },
        },
        file,
      );
    }
  });
});
afterAll(() => database.close());

const term = fc.oneof(
  fc.tuple(
    fc.constant('StudyDate'),
    fc.constantFrom('20150615', '20120101-20160201', '-20130101', '20200101-', '20110215-20110215'),
  ),
  fc.tuple(fc.constant('PatientID'), fc.constantFrom('R-1', 'R-*', '*9', 'R-2?', 'r-1', 'R-1\\R-2', 'R-1,R-2')),
  fc.tuple(fc.constant('AccessionNumber'), fc.constantFrom('A5', 'A*5', 'a5', '')),
  fc.tuple(
    fc.constant('PatientName'),
    fc.constantFrom('buc*', 'BUC^ANN1', 'J?r*', 'jerome ann2', '*ann3', 'Yamada^*^'),
  ),
  fc.tuple(fc.constant('StudyDescription'), fc.constantFrom('Brain "T1"', '*"T2"', 'brain*', 'B*T*', '*')),
  fc.tuple(fc.constant('ModalitiesInStudy'), fc.constantFrom('CT', 'S*', 'T', 'MR\\SEG')),
  fc.tuple(fc.constant('StudyInstanceUID'), fc.constantFrom('1.5', '1.5,1.6', '1.1*', '1.5\\1.77', '9.9')),
  fc.tuple(fc.constant('Rows'), fc.constantFrom('0', '3')),
);

test('whatever is asked, the database leaves out nothing that matches, and pages and totals agree', async () => {
  const property = fc.asyncProperty(
    fc.uniqueArray(term, { maxLength: 3, selector: ([name]) => name }),
    fc.boolean(),
    fc.constantFrom('study', 'series', 'instance'),
    fc.nat(40),
    fc.nat(700),
    async (terms, fuzzy, level, limit, offset) => {
      const parameters = new URLSearchParams([...terms, ['fuzzymatching', String(fuzzy)]]);
      const { query } = parseQuery(level, {}, parameters);
      const expected = studies
        .map((json): DicomJson => ({ ...json, '00080061': json['00080060'] ?? { vr: 'CS' } }))
        .filter((json) => query.terms.every((one) => matches(json, one, fuzzy)))
        .map((json) => ({
          uid: json['0020000D']?.Value?.[0] as string,
          date: (json['00080020']?.Value?.[0] ?? '') as string,
        }))
        .sort((a, b) => (a.date === b.date ? (a.uid < b.uid ? -1 : 1) : a.date < b.date ? 1 : -1))
        .map(({ uid }) => uid);
      const { items, total } = await searchArchive(reader, { ...query, limit, offset });
      expect(total).toBe(expected.length);
      expect(items.map((item) => item['0020000D']?.Value?.[0])).toEqual(expected.slice(offset, offset + limit));
    },
  );
  await fc.assert(property, { numRuns: 200 });
});
