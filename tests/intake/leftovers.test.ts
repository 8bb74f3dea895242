import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HubError } from '../../core/errors.ts';
import { nameId } from '../../core/ids.ts';
import { inlineImageWork } from '../../core/intake/image-work.ts';
import type { ImageWork } from '../../core/ports/image-work.ts';
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
    async *leftovers() {
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
  expect(await hub.rows('SELECT object FROM arriving_object')).toEqual([{ object: lost }]);
  expect(await intake.claimAbandoned(-1000)).toEqual([lost]);
});

it('notes what was stored and could not be admitted, and leaves no second name of it', async () => {
  await hub.reset();
  const ingestionId = nameId('ingestion', 'unsettled');
  const pool = await hub.intake().createPool(manager, { projectId, name: 'door' });
  const { objects, intake } = hub.ports;
  await intake.putIngestion({ id: ingestionId, poolId: pool.id, projectId, startedBy: 'curator' });
  const failing = new Proxy(intake, {
    get: (target, key) => {
      if (key === 'admit') return () => Promise.reject(new HubError('UNAVAILABLE', 'the database is away'));
      const member: unknown = Reflect.get(target, key);
      return typeof member === 'function' ? (member.bind(target) as unknown) : member;
    },
  });
  const work: ImageWork = {
    ...inlineImageWork,
    async lookAt(task) {
      const seen = await inlineImageWork.lookAt(task);
      if (task.stageAt === null || !(seen.sealed instanceof Uint8Array)) throw new Error('this store takes files');
      await writeFile(task.stageAt, seen.sealed);
      return { ...seen, sealed: { path: task.stageAt } };
    },
  };
  const file = pydicomFile('CT_small.dcm');
  const sent = (ports: object) =>
    hub.intake({ work, ...ports }).receiveFile(curator, ingestionId, 'ct.dcm', streamOf(file));
  await expect(sent({ intake: failing })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  const [noted] = await hub.rows<{ object: string }>('SELECT object FROM arriving_object');
  expect(await hub.objects()).toEqual([noted?.object]);
  expect(await Array.fromAsync(objects.staging?.leftovers() ?? [])).toEqual([]);
  // Sent again it is taken in: what a sweep would find is its own now.
  expect(await sent({})).toMatchObject({ outcome: 'RECEIVED' });
  expect(await hub.rows('SELECT object FROM arriving_object')).toEqual([]);
  expect(await intake.claimAbandoned(-1000)).toEqual([]);
  expect(await hub.objects()).toEqual([noted?.object]);
});
