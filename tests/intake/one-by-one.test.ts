import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresJobQueue } from '../../adapters/postgres/job-queue.ts';
import { JobTable } from '../../adapters/postgres/job-table.ts';
import { HubError } from '../../core/errors.ts';
import { inlineImageWork } from '../../core/intake/image-work.ts';
import type { ImageWork } from '../../core/ports/image-work.ts';
import { deidentifyHandler } from '../../workers/deidentify/deidentify.ts';
import { dicomImage } from '../support/dicom-image.ts';
import { curator, manager, owner, projectId, reviewer, streamOf, TestHub } from './hub.ts';

let hub: TestHub;
const signal = new AbortController().signal;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(() => hub.reset());
afterAll(() => hub.close());

/** Too large for whoever de-identifies it. */
const isOffender = (bytes: Uint8Array): boolean => bytes.length > 20_000;

/** Work that does it as a rule, but for that file. */
const workOf = (failing: () => Promise<never>): ImageWork => ({
  lookAt: (task) => inlineImageWork.lookAt(task),
  deidentify: (task) => (isOffender(task.bytes) ? failing() : inlineImageWork.deidentify(task)),
});

async function receive(work: ImageWork) {
  const intake = hub.intake({ work });
  await intake.createPool(manager, { projectId, name: 'door' });
  const { id } = await intake.startIngestion(curator, projectId, 'door');
  for (const n of [1, 2, 3]) {
    const series = `1.2.9.${String(n)}`;
    const bytes = dicomImage({ study: '1.2.9', series, instance: `${series}.1`, size: n === 2 ? 128 : 8 });
    await intake.receiveFile(curator, id, `${String(n)}.dcm`, streamOf(bytes));
  }
  return { intake, id };
}

const killed = workOf(() => Promise.reject(new Error('the process is dead')));

/** A process that the offender ends: one that is dead takes no note back. */
async function dyingHub() {
  const [offender] = await hub.rows<{ id: string }>(`SELECT id FROM received_file WHERE file_name = '2.dcm'`);
  return hub.intake({
    work: killed,
    intake: new Proxy(hub.ports.intake, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key);
        if (key === 'forgetTries')
          return (fileId: string) =>
            fileId === offender?.id ? Promise.reject(new Error('the process is dead')) : target.forgetTries(fileId);
        return typeof member === 'function' ? (member.bind(target) as unknown) : member;
      },
    }),
  });
}

const states = () => hub.rows(`SELECT file_name AS name, state FROM received_file ORDER BY sequence`);
const others = [
  { name: '1.dcm', state: 'QUARANTINED' },
  { name: '2.dcm', state: 'REFUSED' },
  { name: '3.dcm', state: 'QUARANTINED' },
];

describe('a file that takes all the memory there is', () => {
  it('is tried alone, and is kept aside when that fails too; the others of its batch go on', async () => {
    let tries = 0;
    const { intake, id } = await receive(
      workOf(() => {
        tries += 1;
        return Promise.reject(new HubError('UNAVAILABLE', 'no memory', { tryAlone: true }));
      }),
    );
    await intake.deidentifyBatch(id, 0, signal);
    expect(tries).toBe(4);
    expect(await states()).toEqual(others);
    const { items } = await intake.refusedFiles(curator, projectId, 10);
    expect(items).toMatchObject([{ reason: 'cannot be de-identified in the memory there is, alone either' }]);
    expect(items[0]?.originalObject).not.toBeNull();
    // With more memory it may be taken in again.
    const mended = hub.intake();
    await mended.retryRefusedFiles(owner, { projectId, fileIds: [items[0]?.id ?? ''], reason: 'a larger machine' });
    await hub.drain(mended);
    expect((await states()).map(({ state }) => state)).toEqual(['QUARANTINED', 'QUARANTINED', 'QUARANTINED']);
  });

  it('is no offender where it was for want of what others had', async () => {
    let tries = 0;
    const { intake, id } = await receive({
      lookAt: (task) => inlineImageWork.lookAt(task),
      deidentify: (task) => {
        tries += 1;
        if (tries <= 3) return Promise.reject(new HubError('UNAVAILABLE', 'no memory', { tryAlone: true }));
        return inlineImageWork.deidentify(task);
      },
    });
    await intake.deidentifyBatch(id, 0, signal);
    expect((await states()).map(({ state }) => state)).toEqual(['QUARANTINED', 'QUARANTINED', 'QUARANTINED']);
  });

  it('is left for later where a store is away', async () => {
    const { intake, id } = await receive(
      workOf(() => Promise.reject(new HubError('UNAVAILABLE', 'the store is away'))),
    );
    await expect(intake.deidentifyBatch(id, 0, signal)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(intake.deidentifyBatch(id, 0, signal, 2)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect((await states())[1]).toMatchObject({ state: 'RECEIVED' });
    expect(await hub.rows('SELECT FROM received_file WHERE tries > 0')).toEqual([]);
  });

  it('is kept aside when it ends the whole process again and again', async () => {
    const { intake: first, id } = await receive(killed);
    await expect(first.deidentifyBatch(id, 0, signal)).rejects.toThrow('dead');
    const dying = await dyingHub();
    for (let start = 2; start < 5; start += 1)
      await expect(dying.deidentifyBatch(id, 0, signal, start)).rejects.toThrow('dead');
    expect((await states())[2]).toMatchObject({ state: 'RECEIVED' });
    await hub.intake({ work: killed }).deidentifyBatch(id, 0, signal, 5);
    expect(await states()).toEqual(others);
    const { items } = await first.refusedFiles(reviewer, projectId, 10);
    expect(items).toMatchObject([{ reason: expect.stringContaining('process ended') as string }]);
    expect(await hub.rows('SELECT FROM received_file WHERE tries > 0')).toEqual([]);
  });

  it('is so as well where the queue counts none of these attempts', async () => {
    await receive(killed);
    await hub.rows(`UPDATE job SET due_at = now() WHERE queue = 'deidentify'`);
    const dying = await dyingHub();
    const table = new JobTable(hub.sql);
    for (let deaths = 0; deaths < 4; deaths += 1) {
      // Held by a process of which nobody hears any more.
      const [claim] = await table.claimDue('deidentify', 1, -1000);
      if (!claim) throw new Error('there is no job');
      expect(claim).toMatchObject({ attempt: 1, interruptions: deaths });
      await expect(deidentifyHandler(dying)(claim, signal)).rejects.toThrow('dead');
    }
    expect((await states())[1]).toMatchObject({ state: 'RECEIVED' });
    const queue = new PostgresJobQueue(hub.sql, { onError: () => undefined });
    queue.work('deidentify', 1, deidentifyHandler(hub.intake({ work: killed })));
    await expect.poll(states, { timeout: 20_000 }).toEqual(others);
    await queue.close(5000);
  });

  it('keeps its tries until its refusal is committed', async () => {
    const { id } = await receive(killed);
    await hub.rows(`UPDATE received_file SET tries = 3 WHERE file_name = '2.dcm'`);
    await hub.rows(`UPDATE received_file SET state = 'REJECTED' WHERE file_name <> '2.dcm'`);
    const interrupted = hub.intake({
      work: killed,
      transactor: { transact: () => Promise.reject(new Error('the process is dead')) },
    });
    for (let more = 0; more < 2; more += 1)
      await expect(interrupted.deidentifyBatch(id, 0, signal, 2)).rejects.toThrow('dead');
    await hub.intake({ work: killed }).deidentifyBatch(id, 0, signal, 2);
    expect((await states())[1]).toMatchObject({ state: 'REFUSED' });
  });
});

describe('a file that several processes come to at once', () => {
  it('is tried by one of them, and no try is counted; the others go on and come back', async () => {
    const gate = Promise.withResolvers<undefined>();
    const begun = Promise.withResolvers<undefined>();
    let held: string | null = null;
    const { intake, id } = await receive({
      lookAt: (task) => inlineImageWork.lookAt(task),
      deidentify: async (task) => {
        if (held === null || held === task.fileId) {
          expect(held).toBeNull();
          held = task.fileId;
          begun.resolve(undefined);
          await gate.promise;
        }
        return inlineImageWork.deidentify(task);
      },
    });
    const first = intake.deidentifyBatch(id, 0, signal, 2);
    await begun.promise;
    for (let more = 0; more < 4; more += 1)
      await expect(intake.deidentifyBatch(id, 0, signal, 2)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect((await states()).map(({ state }) => state)).toEqual(['RECEIVED', 'QUARANTINED', 'QUARANTINED']);
    expect(await hub.rows(`SELECT tries FROM received_file WHERE state = 'RECEIVED'`)).toEqual([{ tries: 1 }]);
    gate.resolve(undefined);
    await first;
    await intake.deidentifyBatch(id, 0, signal, 2);
    expect((await states()).map(({ state }) => state)).toEqual(['QUARANTINED', 'QUARANTINED', 'QUARANTINED']);
    expect(await hub.rows('SELECT FROM received_file WHERE tries > 0')).toEqual([]);
  });
});
