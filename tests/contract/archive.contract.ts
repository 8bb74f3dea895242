import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nameId } from '../../core/ids.ts';
import type { Archive, OpenArchive } from '../../core/ports/archive.ts';
import { dicomImage } from '../support/dicom-image.ts';

export interface ArchiveHarness {
  readonly open: OpenArchive;
  /** Base address of an archive that is empty, or at least has none of the UIDs used here. */
  readonly url: string;
  readonly token: string | null;
  end(): Promise<void>;
}

const run = String(Date.now());
const uid = (...parts: readonly string[]) =>
  `2.25.${BigInt(`0x${nameId('archive-contract', run, ...parts).replaceAll('-', '')}`).toString()}`;
const soon = () => AbortSignal.timeout(20_000);

/** Three instances in two series of one study, one instance of another. */
const images = (
  [
    ['a', '1', '1', { StudyDate: '20240105', PatientID: `${run}-A`, Modality: 'MR', StudyDescription: 'Köpf' }],
    ['a', '1', '2', { StudyDate: '20240105', PatientID: `${run}-A`, Modality: 'MR', StudyDescription: 'Köpf' }],
    ['a', '2', '1', { StudyDate: '20240105', PatientID: `${run}-A`, Modality: 'CT', StudyDescription: 'Köpf' }],
    ['b', '1', '1', { StudyDate: '20240210', PatientID: `${run}-B`, Modality: 'PT' }],
  ] as const
).map(([study, series, instance, text]) => {
  const [studyUID, seriesUID, instanceUID] = [uid(study), uid(study, series), uid(study, series, instance)];
  return {
    studyUID,
    seriesUID,
    instanceUID,
    bytes: dicomImage({ study: studyUID, series: seriesUID, instance: instanceUID, text }),
  };
});

/** What every archive does that the hub may be pointed at. Each run uses UIDs of its own. */
export function archiveContract(name: string, makeHarness: () => Promise<ArchiveHarness>): void {
  describe(`Archive on ${name}`, () => {
    let harness: ArchiveHarness;
    let archive: Archive;
    const at = (url: string, token: string | null = null) => harness.open({ id: 'x', name: 'x', url, token });

    beforeAll(async () => {
      harness = await makeHarness();
      archive = at(harness.url, harness.token);
      const result = await archive.store(
        images.map((image) => image.bytes),
        soon(),
      );
      expect(result.failed).toEqual([]);
      expect(result.stored.toSorted()).toEqual(images.map((image) => image.instanceUID).toSorted());
    });
    afterAll(() => harness.end());

    test('finds a stored study by patient, with its attributes', async () => {
      const found = await archive.searchStudies({ patientId: `${run}-A` }, 10, soon());
      expect(found.map((study) => ({ ...study, modalities: study.modalities.toSorted() }))).toEqual([
        {
          studyInstanceUID: uid('a'),
          studyDate: '2024-01-05',
          studyDescription: 'Köpf',
          patientId: `${run}-A`,
          modalities: ['CT', 'MR'],
          instanceCount: 3,
        },
      ]);
    });

    test('finds by UID, by modality and by range of dates, and nothing where nothing fits', async () => {
      const of = async (query: Parameters<Archive['searchStudies']>[0]) =>
        (await archive.searchStudies(query, 10, soon())).map((study) => study.studyInstanceUID);
      expect(await of({ studyInstanceUID: uid('b') })).toEqual([uid('b')]);
      expect(await of({ patientId: `${run}-A`, modality: 'CT' })).toEqual([uid('a')]);
      expect(await of({ patientId: `${run}-A`, modality: 'US' })).toEqual([]);
      expect(await of({ patientId: `${run}-B`, studyDateFrom: '2024-02-10', studyDateTo: '2024-02-10' })).toEqual([
        uid('b'),
      ]);
      expect(await of({ patientId: `${run}-B`, studyDateTo: '2024-02-09' })).toEqual([]);
    });

    test('answers no more studies than asked for', async () => {
      expect(await archive.searchStudies({}, 1, soon())).toHaveLength(1);
    });

    test('counts the instances of studies and of series, 0 where it has none', async () => {
      const studies = await archive.countInstances({ studyInstanceUIDs: [uid('a'), uid('b'), uid('none')] }, soon());
      expect(Object.fromEntries(studies)).toEqual({ [uid('a')]: 3, [uid('b')]: 1, [uid('none')]: 0 });
      const series = await archive.countInstances(
        { seriesInstanceUIDs: [uid('a', '1'), uid('a', '2'), uid('none')] },
        soon(),
      );
      expect(Object.fromEntries(series)).toEqual({ [uid('a', '1')]: 2, [uid('a', '2')]: 1, [uid('none')]: 0 });
    });

    test('counts for more UIDs than fit in one address', async () => {
      const many = Array.from({ length: 300 }, (_, index) => uid('none', String(index)));
      const counts = await archive.countInstances({ studyInstanceUIDs: [...many, uid('a')] }, soon());
      expect(counts.size).toBe(301);
      expect(counts.get(uid('a'))).toBe(3);
    });

    test('gives back the bytes that were stored', async () => {
      for (const { studyUID, seriesUID, instanceUID, bytes } of images) {
        expect(Buffer.compare(await archive.retrieveInstance(studyUID, seriesUID, instanceUID, soon()), bytes)).toBe(0);
      }
    });

    test('says NOT_FOUND for an instance that it has not', async () => {
      await expect(archive.retrieveInstance(uid('a'), uid('a', '1'), uid('none'), soon())).rejects.toMatchObject({
        code: 'NOT_FOUND',
      });
    });

    test('takes the same instance again without doubling it', async () => {
      const [first] = images;
      if (!first) throw new Error('no image');
      expect((await archive.store([first.bytes], soon())).stored).toEqual([first.instanceUID]);
      expect((await archive.countInstances({ studyInstanceUIDs: [first.studyUID] }, soon())).get(first.studyUID)).toBe(
        3,
      );
    });

    test('stores what it can, and never names the rest as stored', async () => {
      const image = dicomImage({ study: uid('c'), series: uid('c', '1'), instance: uid('c', '1', '1') });
      const result = await archive.store([image, Buffer.from('this is no DICOM file')], soon());
      expect(result.stored).toEqual([uid('c', '1', '1')]);
      // Not every archive names what it refused (Orthanc doesn't); one that does gives a reason.
      for (const { reason } of result.failed) expect(reason).toMatch(/^[a-z].* \([0-9A-F]{4}\)$/i);
    });

    test('storing nothing asks nothing', async () => {
      expect(await at('http://127.0.0.1:1').store([], soon())).toEqual({ stored: [], failed: [] });
    });

    test('says UPSTREAM_UNAVAILABLE for an archive that does not run', async () => {
      await expect(at('http://127.0.0.1:1').searchStudies({}, 1, soon())).rejects.toMatchObject({
        code: 'UPSTREAM_UNAVAILABLE',
      });
      await expect(
        at('http://127.0.0.1:1').store([images[0]?.bytes ?? new Uint8Array()], soon()),
      ).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
    });

    test('says DEADLINE_EXCEEDED when the time is over, whether the archive is silent or stops within its answer', async () => {
      await withServer(
        (request, response) => {
          if (request.url?.includes('PatientID') === true)
            response.writeHead(200, { 'content-type': 'application/dicom+json' }).write('[{');
        },
        async (url) => {
          await expect(at(url).searchStudies({}, 1, AbortSignal.timeout(100))).rejects.toMatchObject({
            code: 'DEADLINE_EXCEEDED',
          });
          await expect(at(url).searchStudies({ patientId: 'x' }, 1, AbortSignal.timeout(100))).rejects.toMatchObject({
            code: 'DEADLINE_EXCEEDED',
          });
        },
      );
      await expect(archive.searchStudies({}, 1, AbortSignal.abort())).rejects.toMatchObject({
        code: 'DEADLINE_EXCEEDED',
      });
    });

    test.each([
      ['a page of HTML', 'text/html', '<html>Welcome</html>'],
      ['JSON that is no list', 'application/dicom+json', '{"a":1}'],
      ['a list of other things', 'application/dicom+json', '[1,2]'],
      ['half a JSON', 'application/dicom+json', '[{"0020000D":'],
      ['nothing', 'application/dicom+json', ''],
    ])('says UPSTREAM_UNAVAILABLE for %s in place of a search result', async (_, type, body) => {
      await withServer(
        (_request, response) => response.writeHead(200, { 'content-type': type }).end(body),
        async (url) => {
          await expect(at(url).searchStudies({}, 1, soon())).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
        },
      );
    });

    test.each([
      ['a multipart without parts', 'multipart/related; type="application/dicom"; boundary=x', 'nothing here'],
      [
        'a multipart that ends within its part',
        'multipart/related; boundary=x',
        '--x\r\nContent-Type: application/dicom\r\n\r\nabc',
      ],
      ['an empty answer', 'multipart/related; boundary=x', ''],
    ])('says UPSTREAM_UNAVAILABLE for %s in place of an instance', async (_, type, body) => {
      await withServer(
        (_request, response) => response.writeHead(200, { 'content-type': type }).end(body),
        async (url) => {
          await expect(at(url).retrieveInstance('1', '2', '3', soon())).rejects.toMatchObject({
            code: 'UPSTREAM_UNAVAILABLE',
          });
        },
      );
    });

    test('follows no redirection, so the token stays with the registered address', async () => {
      await withServer(
        (_request, response) => response.writeHead(302, { location: `${harness.url}/studies` }).end(),
        async (url) => {
          await expect(at(url, 'secret-token-secret').searchStudies({}, 1, soon())).rejects.toMatchObject({
            code: 'UPSTREAM_UNAVAILABLE',
          });
        },
      );
    });

    test('says UPSTREAM_UNAVAILABLE when the archive refuses the token, without repeating it', async () => {
      await withServer(
        (_request, response) => response.writeHead(401).end('no'),
        async (url) => {
          const failure = at(url, 'secret-token-secret').searchStudies({}, 1, soon());
          await expect(failure).rejects.toMatchObject({
            code: 'UPSTREAM_UNAVAILABLE',
            message: expect.not.stringContaining('secret-token') as string,
          });
        },
      );
    });
  });
}

async function withServer(listener: RequestListener, use: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    await use(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}/dicom-web`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
