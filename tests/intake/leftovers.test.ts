import { afterAll, beforeAll, expect, it } from 'vitest';
import { nameId } from '../../core/ids.ts';
import { curator, manager, projectId, streamOf, TestHub } from './hub.ts';
import { pydicomFile } from './pydicom-files.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await TestHub.open();
});
afterAll(() => hub.close());

it('finds what a killed process stored and never admitted, and leaves what it admitted', async () => {
  await hub.reset();
  const ingestionId = nameId('ingestion', 'leftovers');
  const pool = await hub.intake().createPool(manager, { projectId, name: 'door' });
  const { objects, intake } = hub.ports;
  await intake.putIngestion({ id: ingestionId, poolId: pool.id, projectId, startedBy: 'curator' });
  const file = pydicomFile('CT_small.dcm');
  const { fileId } = await hub.intake().receiveFile(curator, ingestionId, 'ct.dcm', streamOf(file));
  const admitted = (await intake.originalOf(fileId))?.originalObject ?? '';
  const { sha256: lost } = await objects.put(Buffer.from('sealed, and of no file'));
  const traces = [admitted, lost].map((sha256) => ({ path: `/trace/${sha256}`, sha256 }));
  const discarded: string[] = [];
  const staging = {
    leftovers: async function* () {
      yield* await Promise.resolve(traces);
    },
    discard: (paths: readonly string[]) => Promise.resolve(void discarded.push(...paths)),
    newPath: () => '',
    take: () => Promise.reject(new Error('nothing is taken here')),
    takeTraced: () => Promise.reject(new Error('nothing is taken here')),
  };
  const started = hub.intake({ objects: Object.assign(Object.create(objects) as typeof objects, { staging }) });
  await started.noteLeftovers();
  expect(discarded).toEqual(traces.map(({ path }) => path));
  expect(await intake.claimAbandoned(-1000)).toEqual([lost]);
});
