import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { HubError } from '../../core/errors.ts';
import { inlineImageWork } from '../../core/intake/image-work.ts';
import type { ImageWork } from '../../core/ports/image-work.ts';
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
    const killed = workOf(() => Promise.reject(new Error('the process is dead')));
    const { intake: first, id } = await receive(killed);
    await expect(first.deidentifyBatch(id, 0, signal)).rejects.toThrow('dead');
    const [offender] = await hub.rows<{ id: string }>(`SELECT id FROM received_file WHERE file_name = '2.dcm'`);
    // A process that is dead takes no note back.
    const dying = hub.intake({
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
    for (let attempt = 2; attempt < 5; attempt += 1)
      await expect(dying.deidentifyBatch(id, 0, signal, attempt)).rejects.toThrow('dead');
    expect((await states())[2]).toMatchObject({ state: 'RECEIVED' });
    await hub.intake({ work: killed }).deidentifyBatch(id, 0, signal, 5);
    expect(await states()).toEqual(others);
    const { items } = await first.refusedFiles(reviewer, projectId, 10);
    expect(items).toMatchObject([{ reason: expect.stringContaining('process ended') as string }]);
  });
});
