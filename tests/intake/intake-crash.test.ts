import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameId } from '../../core/ids.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { IntakePorts } from '../../core/intake/ports.ts';
import { curator, manager, owner, projectId, reviewer, streamOf, TestHub } from './hub.ts';
import { pydicomFile } from './pydicom-files.ts';

class Crash extends Error {}

/** Calls that change nothing: dying after one is dying after the write before it. */
const reads =
  /^(get|find)|^(known|waiting|size|refusedOriginals|registeredImages|lock|imagesDigests|lastSigned)$|(Of|ByIds|ByName)$/;

/** Lets so many writes of ports pass, and from then on loses every write's answer: the process died when it was done. */
class Fuse {
  #left: number;
  blown = false;

  constructor(writes: number) {
    this.#left = writes;
  }

  guard<T extends object>(port: T): T {
    return new Proxy(port, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function') return member;
        return async (...parameters: unknown[]): Promise<unknown> => {
          if (this.blown) throw new Crash('the process is dead');
          const result: unknown = await Reflect.apply(member, target, parameters);
          if (typeof key === 'string' && reads.test(key)) return result;
          this.blown ||= this.#left-- <= 0;
          if (this.blown) throw new Crash('the process died here');
          return result;
        };
      },
    });
  }
}

function guarded(ports: IntakePorts, fuse: Fuse): Partial<IntakePorts> {
  return {
    intake: fuse.guard(ports.intake),
    quarantine: fuse.guard(ports.quarantine),
    reruns: fuse.guard(ports.reruns),
    reviews: fuse.guard(ports.reviews),
    signatures: fuse.guard(ports.signatures),
    identities: fuse.guard(ports.identities),
    objects: fuse.guard(ports.objects),
    jobs: fuse.guard(ports.jobs),
    graph: fuse.guard(ports.graph),
    audit: fuse.guard(ports.audit),
    transactor: fuse.guard(ports.transactor),
    sites: fuse.guard(ports.sites),
  };
}

const ingestionId = nameId('ingestion', 'crash');
/** Three good images of two exams, a duplicate, and one that is no image. */
const files = [
  ['ct.dcm', 'CT_small.dcm'],
  ['mr.dcm', 'MR_small.dcm'],
  ['again.dcm', 'CT_small.dcm'],
  ['no.dcm', 'README.txt'],
] as const;

/** What a sender, the workers and a reviewer do, each repeating what was not answered. */
async function wholeFlow(hub: TestHub, intake: IntakeUseCases): Promise<void> {
  for (const [name, source] of files)
    await intake.receiveFile(curator, ingestionId, name, streamOf(pydicomFile(source)));
  await hub.drain(intake);
  const { items } = await intake.quarantinedExams(reviewer, projectId, null, 50);
  for (const exam of items) {
    // One is rejected, so that this way is walked too.
    if (exam.modalities.includes('MR')) await intake.rejectExam(reviewer, exam.id, 'not needed');
    else await intake.approveExam(reviewer, exam.id, null);
  }
  await hub.drain(intake);
}

async function prepare(hub: TestHub): Promise<void> {
  await hub.reset();
  const pool = await hub.intake().createPool(manager, { projectId, name: 'door', siteName: 'north' });
  await hub.ports.intake.putIngestion({ id: ingestionId, poolId: pool.id, projectId, startedBy: 'curator' });
}

/** Everything that the flow leaves, without times and without what this hub's keys decide. */
async function endState(hub: TestHub) {
  return {
    files: await hub.rows(`SELECT file_name, state, reason, original_object FROM received_file ORDER BY sequence`),
    exams: await hub.rows(
      `SELECT generation, state, modalities, image_count, series_count, reviewed_by FROM quarantined_exam ORDER BY sequence`,
    ),
    images: await hub.rows(
      `SELECT sealed_object, archived_at IS NOT NULL AS archived FROM quarantined_image ORDER BY archived_at`,
    ),
    identities: await hub.rows(`SELECT count(*)::int AS n FROM identity_map`),
    assets: await hub.rows(`SELECT level, kind, count(*)::int AS n FROM asset GROUP BY 1, 2 ORDER BY 1, 2`),
    jobs: await hub.rows(`SELECT queue, state, count(*)::int AS n FROM job GROUP BY 1, 2 ORDER BY 1, 2`),
    audit: await hub.rows(`SELECT action, count(*)::int AS n FROM audit GROUP BY 1 ORDER BY 1`),
    objects: (await hub.objects()).length,
    archived: hub.site.instances.size,
  };
}

let hub: TestHub;
beforeAll(async () => {
  hub = await TestHub.open();
});
afterAll(() => hub.close());

describe('a process that dies anywhere in intake', () => {
  it('leaves nothing that the next one does not finish, each effect once', { timeout: 300_000 }, async () => {
    await prepare(hub);
    await wholeFlow(hub, hub.intake());
    const expected = await endState(hub);
    expect(expected.assets).toContainEqual({ level: 'IMAGE', kind: null, n: 1 });
    // The image that was approved, and what was refused.
    expect(expected.objects).toBe(2);

    for (let writes = 0; ; writes++) {
      await prepare(hub);
      const fuse = new Fuse(writes);
      const dying = hub.intake(guarded(hub.ports, fuse));
      await wholeFlow(hub, dying).catch((caught: unknown) => {
        if (!fuse.blown) throw caught;
      });
      if (!fuse.blown) {
        expect(writes).toBeGreaterThan(35);
        break;
      }
      await wholeFlow(hub, hub.intake());
      expect(await endState(hub), `dead after write ${String(writes)}`).toEqual(expected);
    }
  });

  it(
    'loses nothing and keeps no bytes of before, where a reviewer redacts and sends back',
    { timeout: 300_000 },
    async () => {
      const box = { x: 0, y: 0, width: 4, height: 4 };
      /** A reviewer who does again what was not answered, and a sweep of what was noted to be deleted. */
      const reviewed = async (intake: IntakeUseCases): Promise<void> => {
        const waiting = async () => (await intake.quarantinedExams(reviewer, projectId, 'QUARANTINED', 50)).items;
        const isBack = async () =>
          (await intake.quarantinedExams(reviewer, projectId, 'REQUEUED', 50)).items.length > 0;
        const redact = async (): Promise<void> => {
          for (const exam of await waiting()) {
            const { rows, columns } = (await hub.ports.quarantine.imagesOf(exam.id))[0]?.series ?? {};
            const size = { rows: Number(rows), columns: Number(columns) };
            await intake.redactImages(reviewer, { quarantinedExamId: exam.id, regions: [box], ...size, comment: null });
          }
        };
        if (!(await isBack())) {
          await redact();
          for (const exam of await waiting())
            if (exam.modalities.includes('CT'))
              await intake.requeueExam(reviewer, { quarantinedExamId: exam.id, profile: 'basic/1', comment: 'again' });
        }
        await hub.drain(intake);
        await redact();
      };
      const arriveFirst = async (): Promise<void> => {
        await prepare(hub);
        const intake = hub.intake();
        for (const [name, source] of [files[0], files[1]])
          await intake.receiveFile(curator, ingestionId, name, streamOf(pydicomFile(source)));
        await hub.drain(intake);
      };
      const left = async () => ({
        exams: await hub.rows(
          `SELECT state, modalities, image_count, findings FROM quarantined_exam ORDER BY sequence`,
        ),
        files: await hub.rows(`SELECT state, profile, round FROM received_file ORDER BY sequence`),
        signatures: await hub.rows(`SELECT decision, count(*)::int AS n FROM review_signature GROUP BY 1 ORDER BY 1`),
        audit: await hub.rows(`SELECT action, count(*)::int AS n FROM audit GROUP BY 1 ORDER BY 1`),
        noted: await hub.rows(`SELECT object FROM arriving_object`),
      });
      const held = async (): Promise<readonly string[]> => {
        const rows = await hub.rows<{ object: string }>(
          `SELECT sealed_object AS object FROM quarantined_image UNION ALL SELECT original_object FROM received_file`,
        );
        return rows.map(({ object }) => object).toSorted();
      };
      await arriveFirst();
      await reviewed(hub.intake());
      const expected = await left();
      expect(expected.signatures).toEqual([
        { decision: 'REDACT', n: 3 },
        { decision: 'REQUEUE', n: 1 },
      ]);
      expect(await hub.objects()).toEqual(await held());

      for (let writes = 0; ; writes++) {
        await arriveFirst();
        const fuse = new Fuse(writes);
        await reviewed(hub.intake(guarded(hub.ports, fuse))).catch((caught: unknown) => {
          if (!fuse.blown) throw caught;
        });
        if (!fuse.blown) {
          expect(writes).toBeGreaterThan(20);
          break;
        }
        await reviewed(hub.intake());
        // A later batch of any ingestion sweeps, once what was noted has been for long.
        await hub.rows(`UPDATE arriving_object SET noted_at = now() - interval '2 hours'`);
        await hub.intake().deidentifyBatch(ingestionId, 99, new AbortController().signal);
        expect(await left(), `dead after write ${String(writes)}`).toEqual(expected);
        expect(await hub.objects(), `dead after write ${String(writes)}`).toEqual(await held());
      }
    },
  );

  it('loses nothing and keeps no bytes of before, where images are updated', { timeout: 300_000 }, async () => {
    const changed = (source: string): Uint8Array => {
      const bytes = Uint8Array.from(pydicomFile(source));
      bytes[bytes.length - 200] = (bytes.at(-200) ?? 0) ^ 1;
      return bytes;
    };
    /** One image is approved, the other waits. */
    const begin = async (): Promise<void> => {
      await prepare(hub);
      const intake = hub.intake();
      await intake.createPool(manager, { projectId, name: 'door', existing: 'UPDATE' });
      await intake.receiveFile(curator, ingestionId, 'ct.dcm', streamOf(pydicomFile('CT_small.dcm')));
      await hub.drain(intake);
      await intake.approveAll(reviewer, projectId);
      await hub.drain(intake);
      await intake.receiveFile(curator, ingestionId, 'mr.dcm', streamOf(pydicomFile('MR_small.dcm')));
      await hub.drain(intake);
    };
    const update = async (intake: IntakeUseCases): Promise<void> => {
      for (const source of ['CT_small.dcm', 'MR_small.dcm'])
        await intake.receiveFile(curator, ingestionId, `new ${source}`, streamOf(changed(source)));
      await hub.drain(intake);
      await intake.approveAll(reviewer, projectId);
      await hub.drain(intake);
    };
    const left = async () => ({
      ...(await endState(hub)),
      // How many jobs it takes depends on when it was cut off.
      jobs: await hub.rows(`SELECT key FROM job WHERE state <> 'DONE' AND due_at < now() ORDER BY key`),
      versions: await hub.rows(`SELECT version, count(*)::int AS n FROM asset GROUP BY 1 ORDER BY 1`),
    });
    await begin();
    await update(hub.intake());
    const expected = await left();
    expect(expected.versions).toContainEqual({ version: 2, n: 1 });
    expect(expected.files.map((file) => file['state'])).toEqual(['REPLACED', 'REPLACED', 'APPROVED', 'APPROVED']);
    // Both contents of the one, and the one that was approved of the other.
    expect(expected.objects).toBe(3);

    for (let writes = 0; ; writes++) {
      await begin();
      const fuse = new Fuse(writes);
      await update(hub.intake(guarded(hub.ports, fuse))).catch((caught: unknown) => {
        if (!fuse.blown) throw caught;
      });
      if (!fuse.blown) {
        expect(writes).toBeGreaterThan(35);
        break;
      }
      await update(hub.intake());
      await hub.rows(`UPDATE arriving_object SET noted_at = now() - interval '2 hours'`);
      await hub.intake().deidentifyBatch(ingestionId, 99, new AbortController().signal);
      expect(await left(), `dead after write ${String(writes)}`).toEqual(expected);
    }
  });

  it('loses nothing where an exam is de-identified anew', { timeout: 300_000 }, async () => {
    const begin = async (): Promise<void> => {
      await prepare(hub);
      const intake = hub.intake();
      await intake.createPool(owner, { projectId, name: 'door', keepOriginals: true });
      await intake.receiveFile(curator, ingestionId, 'ct.dcm', streamOf(pydicomFile('CT_small.dcm')));
      await hub.drain(intake);
      await intake.approveAll(reviewer, projectId);
      await hub.drain(intake);
      const [exam] = await hub.rows<{ id: string }>(`SELECT id FROM asset WHERE level = 'EXAM'`);
      const rerun = { examId: exam?.id ?? '', profile: 'basic/1', reason: 'again', eraseOlder: true };
      await intake.rerunDeidentification(owner, rerun);
    };
    const finish = async (intake: IntakeUseCases): Promise<void> => {
      await hub.drain(intake);
      await intake.approveAll(reviewer, projectId);
      await hub.drain(intake);
    };
    const left = async () => {
      const { files, jobs, ...state } = await endState(hub);
      const versions = await hub.rows(`SELECT version, count(*)::int AS n FROM asset GROUP BY 1 ORDER BY 1`);
      return { ...state, jobs, states: files.map((file) => file['state']), versions };
    };
    await begin();
    await finish(hub.intake());
    const expected = await left();
    // The image, and the exam, whose date has gone.
    expect(expected.versions).toContainEqual({ version: 2, n: 2 });
    expect(expected.states).toEqual(['REPLACED', 'APPROVED']);
    // Two contents of the image (the older one waits for its purge), and what came in.
    expect(expected.objects).toBe(3);

    for (let writes = 0; ; writes++) {
      await begin();
      const fuse = new Fuse(writes);
      await finish(hub.intake(guarded(hub.ports, fuse))).catch((caught: unknown) => {
        if (!fuse.blown) throw caught;
      });
      if (!fuse.blown) {
        expect(writes).toBeGreaterThan(15);
        break;
      }
      await finish(hub.intake());
      expect(await left(), `dead after write ${String(writes)}`).toEqual(expected);
    }
  });

  it('changes nothing when every job runs again after its end', async () => {
    await prepare(hub);
    const intake = hub.intake();
    await wholeFlow(hub, intake);
    const expected = await endState(hub);
    await hub.rows(`UPDATE job SET state = 'QUEUED' WHERE queue IN ('deidentify', 'register', 'archive')`);
    expect(await hub.drain(intake)).toBeGreaterThan(3);
    expect(await endState(hub)).toEqual(expected);
  });
});
