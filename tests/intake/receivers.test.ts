import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { createImagingSubgraph } from '../../subgraphs/imaging/subgraph.ts';
import { ask, schemaOf } from '../support/ask.ts';
import { curator, manager, otherProjectId, projectId, stranger, TestHub, viewer } from './hub.ts';

let hub: TestHub;
let intake: IntakeUseCases;
let schema: ReturnType<typeof schemaOf>;
let poolId: string;

const set = `mutation ($input: SetPoolReceiverInput!) {
  setPoolReceiver(input: $input) { pool { name receiver { aeTitle callingAeTitles callingAddresses } } }
}`;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.reset();
  intake = hub.intake();
  schema = schemaOf(
    createImagingSubgraph({
      archives: hub.ports.sites as never,
      intake,
      mapping: hub.mapping(),
      protocols: {} as never,
      signPath: () => Promise.reject(new Error('no links here')),
    }),
  );
  poolId = (await intake.createPool(manager, { projectId, name: 'door' })).id;
});
afterAll(() => hub.close());

describe('setPoolReceiver', () => {
  it('gives a pool an AE title with those who may call, and takes it away again', async () => {
    const input = {
      poolId,
      aeTitle: 'POOL 1',
      callingAeTitles: ['PACS', 'PACS', 'CT 2'],
      callingAddresses: ['10.1.0.0/16', '::1'],
    };
    const answer = await ask(schema, manager, set, { input });
    expect(answer).toEqual({
      data: {
        setPoolReceiver: {
          pool: {
            name: 'door',
            receiver: {
              aeTitle: 'POOL 1',
              callingAeTitles: ['PACS', 'CT 2'],
              callingAddresses: ['10.1.0.0/16', '::1'],
            },
          },
        },
      },
      codes: [],
    });
    const seen = await ask(schema, viewer, 'query ($id: ID!) { pools(projectId: $id) { receiver { aeTitle } } }', {
      id: projectId,
    });
    expect(seen.data).toEqual({ pools: [{ receiver: { aeTitle: 'POOL 1' } }] });
    const gone = await ask(schema, manager, set, { input: { poolId, aeTitle: null } });
    expect(gone.data).toMatchObject({ setPoolReceiver: { pool: { receiver: null } } });
    const trail = await hub.rows(
      `SELECT actor, old_value, new_value FROM audit WHERE action = 'pool.receiver-changed' ORDER BY sequence`,
    );
    expect(trail).toMatchObject([
      { actor: 'manager', old_value: null, new_value: { aeTitle: 'POOL 1' } },
      { actor: 'manager', old_value: { aeTitle: 'POOL 1' }, new_value: null },
    ]);
  });

  it('refuses a title that another pool of the hub has', async () => {
    const other = await intake.createPool(stranger, { projectId: otherProjectId, name: 'door' });
    await intake.setPoolReceiver(stranger, { poolId: other.id, aeTitle: 'POOL' });
    expect((await ask(schema, manager, set, { input: { poolId, aeTitle: 'POOL' } })).codes).toEqual(['CONFLICT']);
    expect((await ask(schema, manager, set, { input: { poolId, aeTitle: 'pool' } })).codes).toEqual([]);
    await intake.setPoolReceiver(stranger, { poolId: other.id, aeTitle: null });
    expect((await ask(schema, manager, set, { input: { poolId, aeTitle: 'POOL' } })).codes).toEqual([]);
  });

  it.each([
    [{ aeTitle: '' }],
    [{ aeTitle: '   ' }],
    [{ aeTitle: 'SEVENTEEN LETTERS' }],
    [{ aeTitle: 'A\\B' }],
    [{ aeTitle: 'Ä' }],
    [{ aeTitle: 'A', callingAeTitles: ['x'.repeat(17)] }],
    [{ aeTitle: 'A', callingAddresses: ['10.0.0.0/33'] }],
    [{ aeTitle: 'A', callingAddresses: ['host.example'] }],
    [{ aeTitle: 'A', callingAddresses: ['10.0.0.1/'] }],
  ])('refuses what is no AE title or address: %j', async (input) => {
    expect((await ask(schema, manager, set, { input: { poolId, ...input } })).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('is for those who manage pools', async () => {
    const input = { poolId, aeTitle: 'POOL' };
    expect((await ask(schema, curator, set, { input })).codes).toEqual(['FORBIDDEN']);
    expect((await ask(schema, stranger, set, { input })).codes).toEqual(['NOT_FOUND']);
    expect((await ask(schema, manager, set, { input: { ...input, poolId: 'nonsense' } })).codes).toEqual(['NOT_FOUND']);
  });
});
