import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { createImagingSubgraph } from '../../subgraphs/imaging/subgraph.ts';
import { ask, schemaOf } from '../support/ask.ts';
import { dicomImage } from '../support/dicom-image.ts';
import { curator, manager, projectId, reviewer, stranger, streamOf, TestHub, viewer } from './hub.ts';

let hub: TestHub;
let intake: IntakeUseCases;
let poolId: string;
let ingestionId: string;

const later = (seconds: number): Date => new Date(Date.now() + seconds * 1000);

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.reset();
  intake = hub.intake();
  poolId = (await intake.createPool(manager, { projectId, name: 'door' })).id;
  ingestionId = (await intake.startIngestion(curator, projectId, 'door')).id;
});
afterAll(() => hub.close());

/** Sends images of one study, and has them de-identified. */
async function send(
  names: readonly string[],
  text: Readonly<Record<string, string>> = {},
  series = '1.2.3.1',
): Promise<void> {
  for (const name of names) {
    const bytes = dicomImage({ study: '1.2.3', series, instance: `1.2.3.1.${name}`, text });
    await intake.receiveFile(curator, ingestionId, `${name}.dcm`, streamOf(bytes));
  }
  await hub.drain(intake);
}

async function exam() {
  const found = (await intake.quarantinedExams(reviewer, projectId, 'QUARANTINED', 10)).items[0];
  if (!found) throw new Error('no exam waits');
  const completeness = (await intake.completenessOfExams(reviewer, [found.id])).get(found.id);
  return { ...found, complete: completeness?.completeAt !== null, expectedImages: completeness?.expectedImages };
}

describe('an exam in quarantine', () => {
  it('is complete when its quiet time is over, and incomplete again when more comes', async () => {
    await send(['1', '2']);
    expect(await exam()).toMatchObject({ complete: false, imageCount: 2, expectedImages: null });
    await hub.drain(intake, later(29));
    expect((await exam()).complete).toBe(false);
    await send(['3']);
    await hub.drain(intake, later(31));
    expect(await exam()).toMatchObject({ complete: true, imageCount: 3 });
    await send(['4']);
    expect(await exam()).toMatchObject({ complete: false, imageCount: 4 });
    await hub.drain(intake, later(31));
    expect(await exam()).toMatchObject({ complete: true, imageCount: 4 });
  });

  it('is complete at once with as many images as they say, or as the pool says', async () => {
    await send(['1'], { NumberOfStudyRelatedInstances: '2' });
    expect(await exam()).toMatchObject({ complete: false, expectedImages: 2 });
    await send(['2']);
    expect(await exam()).toMatchObject({ complete: true, expectedImages: 2 });
    await intake.setPoolCompleteness(manager, { poolId, quietSeconds: 10, expectedImages: 3 });
    await send(['3']);
    expect(await exam()).toMatchObject({ complete: true, expectedImages: 3 });
    await send(['4']);
    expect(await exam()).toMatchObject({ complete: true, imageCount: 4 });
  });

  it('is complete after the quiet time also with fewer images than expected, which shows', async () => {
    await send(['1'], { NumberOfStudyRelatedInstances: '5' });
    await hub.drain(intake, later(31));
    expect(await exam()).toMatchObject({ complete: true, imageCount: 1, expectedImages: 5 });
  });

  it('is not complete while what came in time is not de-identified', async () => {
    await intake.setPoolCompleteness(manager, { poolId, quietSeconds: 0, expectedImages: null });
    await send(['1']);
    // Its worker has not got to it.
    await hub.sql.query(`UPDATE job SET due_at = now() + interval '1 hour' WHERE state = 'QUEUED'`);
    const waiting = await exam();
    const bytes = dicomImage({ study: '1.2.3', series: '1.2.3.1', instance: '1.2.3.1.2' });
    await intake.receiveFile(curator, ingestionId, '2.dcm', streamOf(bytes));
    await hub.sql.query(`UPDATE received_file SET received_at = now() - interval '1 minute'`);
    await intake.endQuietTime(waiting.id, 1, 0);
    expect((await exam()).complete).toBe(waiting.complete);
    await hub.drain(intake, later(7200));
    expect(await exam()).toMatchObject({ complete: true, imageCount: 2 });
  });

  it('tells those who listen, once, and after the cursor they saw', async () => {
    const told = new AbortController();
    const changes = intake.completedExams(reviewer, projectId, null, told.signal)[Symbol.asyncIterator]();
    const first = changes.next();
    await send(['1']);
    await hub.drain(intake, later(31));
    const { id } = await exam();
    expect((await first).value).toMatchObject({ payload: { quarantinedExamId: id } });
    await intake.endQuietTime(id, 1, 0);
    await send(['2']);
    await hub.drain(intake, later(31));
    expect((await changes.next()).value).toMatchObject({ payload: { quarantinedExamId: id } });
    told.abort();
    expect(() => intake.completedExams(viewer, projectId, null, told.signal)).toThrow('this needs one of the roles');
    expect(() => intake.completedExams(stranger, projectId, null, told.signal)).toThrow('no project');
  });
});

describe('in GraphQL', () => {
  it("says an exam's completeness and a pool's rule, and lets managers set it", async () => {
    const schema = schemaOf(
      createImagingSubgraph({
        archives: hub.ports.sites as never,
        intake,
        mapping: hub.mapping(),
        protocols: {} as never,
        signPath: () => Promise.reject(new Error('no links here')),
      }),
    );
    await send(['1'], { NumberOfStudyRelatedInstances: '1' });
    const query = `query ($id: ID!) { quarantine(projectId: $id) { nodes { complete completeAt expectedImages pool { completeness { quietSeconds expectedImages } } } } }`;
    expect((await ask(schema, reviewer, query, { id: projectId })).data).toMatchObject({
      quarantine: {
        nodes: [
          { complete: true, expectedImages: 1, pool: { completeness: { quietSeconds: 30, expectedImages: null } } },
        ],
      },
    });
    const set = `mutation ($input: SetPoolCompletenessInput!) { setPoolCompleteness(input: $input) { pool { completeness { quietSeconds expectedImages } } } }`;
    const input = { poolId, quietSeconds: 60, expectedImages: 200 };
    expect((await ask(schema, manager, set, { input })).data).toMatchObject({
      setPoolCompleteness: { pool: { completeness: { quietSeconds: 60, expectedImages: 200 } } },
    });
    expect((await ask(schema, curator, set, { input })).codes).toEqual(['FORBIDDEN']);
    expect((await ask(schema, stranger, set, { input })).codes).toEqual(['NOT_FOUND']);
    expect((await ask(schema, manager, set, { input: { ...input, quietSeconds: -1 } })).codes).toEqual([
      'BAD_USER_INPUT',
    ]);
    expect((await ask(schema, manager, set, { input: { ...input, expectedImages: 0 } })).codes).toEqual([
      'BAD_USER_INPUT',
    ]);
  });
});
