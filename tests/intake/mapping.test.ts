import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import { setText } from '../../core/dicom/values.ts';
import { writeDicom } from '../../core/dicom/write-dicom.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { newId } from '../../core/ids.ts';
import { sealIdentity, type Identity } from '../../core/mapping/identity.ts';
import { mappingHandler } from '../../workers/mapping/mapping-worker.ts';
import { testActor } from '../support/actors.ts';
import { fc } from '../support/fast-check.ts';
import { curator, manager, otherProjectId, owner, projectId, reviewer, streamOf, TestHub } from './hub.ts';
import { pydicomFile } from './pydicom-files.ts';

const administrator = testActor({ username: 'admin', administrator: true });
const signal = new AbortController().signal;
const job = { queue: 'mapping', key: 'rewrite', payload: {}, attempt: 1, attempts: 1, interruptions: 0 } as const;

let hub: TestHub;
let intake: IntakeUseCases;
let mapping: ReturnType<TestHub['mapping']>;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.reset();
  intake = hub.intake();
  mapping = hub.mapping();
});
afterAll(() => hub.close());

const rewrite = () => mappingHandler(mapping)(job, signal);

/** An image of that patient comes in; the research identifier that it gets. */
async function arrive(patientId: string): Promise<string> {
  await intake.createPool(manager, { projectId, name: 'door' });
  const { id } = await intake.startIngestion(curator, projectId, 'door');
  const file = readDicom(pydicomFile('CT_small.dcm'));
  setText(file.dataset, 'PatientID', patientId);
  await intake.receiveFile(curator, id, 'a.dcm', streamOf(writeDicom(file)));
  await hub.drain(intake);
  const { items } = await intake.quarantinedExams(reviewer, projectId, 'QUARANTINED', 10);
  return items.at(-1)?.researchId ?? '';
}

/** People of a project put into the map as an import does. */
async function put(people: ReadonlyMap<string, Identity>, project = projectId): Promise<void> {
  await hub.sql.transact(async () => {
    const { newest } = await hub.ports.mappingKeys.hold();
    await hub.ports.identities.put(
      [...people].map(([researchId, person]) => sealIdentity(newest, project, researchId, person)),
    );
  });
}

describe('the way back to a patient', () => {
  it('is for owners, with a reason, and each reading is audited', async () => {
    const researchId = await arrive('CHUM-4711');
    await expect(mapping.revealIdentity(manager, projectId, researchId, 'why')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(mapping.revealIdentity(owner, projectId, researchId, ' ')).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.reason' },
    });
    const found = await mapping.revealIdentity(owner, projectId, researchId, 'incidental finding');
    expect(found).toEqual([{ patientId: 'CHUM-4711', issuer: '' }]);
    expect(
      await hub.rows(`SELECT actor, target, reason, new_value AS value FROM audit WHERE action = 'identity.read'`),
    ).toEqual([
      { actor: 'owner', target: `research-id:${researchId}`, reason: 'incidental finding', value: { found: 1 } },
    ]);
  });

  it('takes no patient’s identifier for a research one, and the trail keeps none', async () => {
    const refused = mapping.revealIdentity(owner, projectId, 'Doe^Jane 1970', 'why');
    await expect(refused).rejects.toMatchObject({
      details: { field: 'input.researchId', received: '"something else"' },
    });
    expect(await mapping.revealIdentity(owner, projectId, 'CHUM-0815', 'why')).toEqual([]);
    const trail = await hub.rows(
      `SELECT target FROM audit WHERE action = 'identity.read' ORDER BY sequence DESC LIMIT 1`,
    );
    expect(trail).toEqual([{ target: `project:${projectId}` }]);
  });

  it('is for no administrator who is no owner', async () => {
    await expect(mapping.revealIdentity(administrator, projectId, 'R-0000000000', 'why')).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  it('is found again from the patient, in the order of the question, without one in the audit trail', async () => {
    const researchId = await arrive('CHUM-4711');
    const patients = [{ patientId: 'NOBODY' }, { patientId: ' CHUM-4711 ' }, { patientId: 'CHUM-4711', issuer: 'X' }];
    expect(await mapping.findResearchIds(owner, projectId, patients, 'survival data')).toEqual([
      null,
      researchId,
      null,
    ]);
    const trail = JSON.stringify(await hub.rows('SELECT * FROM audit'));
    expect(trail).toContain('survival data');
    for (const word of ['CHUM-4711', 'NOBODY']) expect(trail).not.toContain(word);
    await expect(
      mapping.findResearchIds(owner, projectId, [{ patientId: '1' }, { patientId: '' }], 'x'),
    ).rejects.toMatchObject({ code: 'BAD_USER_INPUT', details: { field: 'input.patients[1].patientId' } });
  });
});

describe('changing the key', () => {
  it('is for administrators, with a reason', async () => {
    await expect(mapping.rotateMappingKey(owner, 'yearly')).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(mapping.mappingKeys(owner)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(mapping.rotateMappingKey(administrator, '')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('seals everything again under the new one, destroys the old ones, and is audited', async () => {
    const researchId = await arrive('CHUM-4711');
    const before = await hub.rows<{ digest: string; sealed: Uint8Array }>('SELECT digest, sealed FROM identity_map');
    expect(await mapping.rotateMappingKey(administrator, 'yearly')).toMatchObject([
      { version: 2, madeBy: 'admin', identityCount: 0, retiredAt: null },
      { version: 1, madeBy: null, identityCount: 1, retiredAt: null },
    ]);
    expect(await hub.rows(`SELECT key FROM job WHERE queue = 'mapping'`)).toEqual([{ key: 'rewrite:2' }]);
    // Between the two it is read as ever.
    expect(await mapping.revealIdentity(owner, projectId, researchId, 'why')).toHaveLength(1);
    await rewrite();
    expect(await mapping.mappingKeys(administrator)).toMatchObject([
      { version: 2, identityCount: 1, retiredAt: null },
      { version: 1, identityCount: 0, retiredAt: expect.any(Date) as Date },
    ]);
    const after = await hub.rows<{ digest: string; sealed: Uint8Array }>('SELECT digest, sealed FROM identity_map');
    expect(after).toHaveLength(1);
    expect(after[0]?.digest).not.toBe(before[0]?.digest);
    expect(after[0]?.sealed).not.toEqual(before[0]?.sealed);
    expect(await mapping.revealIdentity(owner, projectId, researchId, 'why')).toEqual([
      { patientId: 'CHUM-4711', issuer: '' },
    ]);
    expect(await arrive('CHUM-4711')).toBe(researchId);
    expect(await hub.rows('SELECT digest FROM identity_map')).toHaveLength(1);
    expect(
      await hub.rows(`SELECT action, target FROM audit WHERE target LIKE 'mapping-key:%' ORDER BY sequence`),
    ).toEqual([
      { action: 'mapping.key-made', target: 'mapping-key:2' },
      { action: 'mapping.key-destroyed', target: 'mapping-key:1' },
    ]);
  });

  it('leaves no bytes of a destroyed key', async () => {
    for (const reason of ['one', 'two']) await mapping.rotateMappingKey(administrator, reason);
    await rewrite();
    expect(await hub.rows('SELECT version, sealed IS NULL AS gone FROM mapping_key ORDER BY version')).toEqual([
      { version: 1, gone: true },
      { version: 2, gone: true },
      { version: 3, gone: false },
    ]);
  });

  it('keeps one entry of a person who came again under the new key before the old entry was sealed again', async () => {
    const person = { patientId: 'P', issuer: '' };
    await put(new Map([['R-1', person]]));
    await mapping.rotateMappingKey(administrator, 'yearly');
    await put(new Map([['R-1', person]]));
    expect(await hub.rows('SELECT digest FROM identity_map')).toHaveLength(2);
    expect(await mapping.revealIdentity(owner, projectId, 'R-1', 'why')).toEqual([person]);
    await rewrite();
    expect(await hub.rows('SELECT digest FROM identity_map')).toHaveLength(1);
    expect(await mapping.findResearchIds(owner, projectId, [person], 'why')).toEqual(['R-1']);
  });

  it('goes on where it stopped, over more entries than one transaction takes', async () => {
    const people = new Map(
      Array.from({ length: 1100 }, (_, n) => [`R-${String(n)}`, { patientId: String(n), issuer: '' }] as const),
    );
    await put(people);
    await mapping.rotateMappingKey(administrator, 'yearly');
    const stopped = AbortSignal.abort(new Error('the process stops'));
    await expect(mappingHandler(mapping)(job, stopped)).rejects.toThrow('the process stops');
    await rewrite();
    expect(await mapping.mappingKeys(administrator)).toMatchObject([{ identityCount: 1100 }, { identityCount: 0 }]);
    expect(await mapping.revealIdentity(owner, projectId, 'R-1099', 'why')).toEqual([
      { patientId: '1099', issuer: '' },
    ]);
  });

  it('never loses anybody, whatever order people come, keys change and jobs run in', async () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('come' as const),
        n: fc.nat(6),
        project: fc.constantFrom(projectId, otherProjectId),
      }),
      fc.record({ kind: fc.constant('rotate' as const) }),
      fc.record({ kind: fc.constant('rewrite' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
        // Other people each time, in the same map: opening another takes longer than all of this.
        const run = newId();
        const model = new Map<string, Identity>();
        for (const one of steps) {
          if (one.kind === 'rotate') await mapping.rotateMappingKey(administrator, 'why');
          else if (one.kind === 'rewrite') await rewrite();
          else {
            const [person, researchId] = [
              { patientId: `P${String(one.n)} ${run}`, issuer: '' },
              `R-${String(one.n)}-${run}`,
            ];
            await put(new Map([[researchId, person]]), one.project);
            if (one.project === projectId) model.set(researchId, person);
          }
        }
        const found = await mapping.findResearchIds(owner, projectId, [...model.values()], 'why');
        expect(found).toEqual([...model.keys()]);
        for (const [researchId, person] of model)
          expect(await mapping.revealIdentity(owner, projectId, researchId, 'why')).toEqual([person]);
        await rewrite();
        const counts = (await mapping.mappingKeys(administrator)).slice(1).map(({ identityCount }) => identityCount);
        expect(counts.every((count) => count === 0)).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});

describe('an entry of the identity map', () => {
  it('opens under no other name: a row moved to another project tells nobody anything', async () => {
    await put(new Map([['R-1', { patientId: 'P', issuer: '' }]]));
    await hub.rows(`UPDATE identity_map SET project_id = '${otherProjectId}'`);
    const other = testActor({ username: 'other', roles: { [otherProjectId]: ['OWNER'] } });
    await expect(mapping.revealIdentity(other, otherProjectId, 'R-1', 'why')).rejects.toMatchObject({
      code: 'INTERNAL_SERVER_ERROR',
    });
  });
});
