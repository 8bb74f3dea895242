import { buildSubgraphSchema } from '@apollo/subgraph';
import { execute, parse, subscribe, type ExecutionResult } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../core/ids.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { anonymous, type Actor } from '../../core/policy/policy.ts';
import { createContext, readTypeDefs } from '../../schema/subgraph.ts';
import { createIntakeResolvers } from '../../subgraphs/imaging/intake-resolvers.ts';
import { curator, manager, projectId, reviewer, stranger, streamOf, TestHub } from './hub.ts';
import { pydicomFile } from './pydicom-files.ts';

let hub: TestHub;
let intake: IntakeUseCases;
let schema: ReturnType<typeof buildSubgraphSchema>;
let ids: { pool: string; ingestion: string; exam: string };

const contextOf = (actor: Actor, signal = new AbortController().signal) => createContext(actor, newId(), signal);
async function ask(actor: Actor, document: string, variables: Record<string, unknown> = {}): Promise<ExecutionResult> {
  return execute({ schema, document: parse(document), contextValue: contextOf(actor), variableValues: variables });
}

beforeAll(async () => {
  hub = await TestHub.open();
  intake = hub.intake();
  const typeDefs = readTypeDefs(new URL('../../subgraphs/imaging', import.meta.url).pathname);
  const resolvers = createIntakeResolvers(intake);
  schema = buildSubgraphSchema([{ typeDefs, resolvers: resolvers as never }]);
  const created = await ask(
    manager,
    `mutation ($p: ID!) { createPool(input: {projectId: $p, name: "door", siteName: "north"}) { pool { id name profile site { name } project { id } } } }`,
    { p: projectId },
  );
  expect(created.errors).toBeUndefined();
  expect(created.data).toMatchObject({
    createPool: { pool: { name: 'door', profile: 'research/1', site: { name: 'north' } } },
  });
  const started = (await ask(
    curator,
    `mutation ($p: ID!) { startIngestion(input: {projectId: $p, pool: "door"}) { uploadPath ingestion { id settled counts { total } } } }`,
    { p: projectId },
  )) as { data: { startIngestion: { uploadPath: string; ingestion: { id: string } } } };
  const ingestion = started.data.startIngestion.ingestion.id;
  expect(started.data.startIngestion.uploadPath).toBe(`/intake/${ingestion}/files`);
  for (const name of ['CT_small.dcm', 'README.txt'])
    await intake.receiveFile(curator, ingestion, name, streamOf(pydicomFile(name)));
  await hub.drain(intake);
  const [pool] = await intake.pools(curator, projectId);
  const { items } = await intake.quarantinedExams(reviewer, projectId, null, 1);
  ids = { pool: pool?.id ?? '', ingestion, exam: items[0]?.id ?? '' };
});
afterAll(() => hub.close());

describe('the quarantine query', () => {
  it('shows what waits, with its pool and findings', async () => {
    const answer = await ask(
      reviewer,
      `query ($p: ID!) { quarantine(projectId: $p) { totalCount pageInfo { hasNextPage endCursor } edges { cursor } nodes {
         id state researchId studyInstanceUID studyDate modalities seriesCount imageCount findings { kind detail imageCount }
         reviewedBy exam { id } pool { name } project { id } } } }`,
      { p: projectId },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      quarantine: {
        totalCount: 1,
        edges: [{ cursor: ids.exam }],
        pageInfo: { hasNextPage: false, endCursor: ids.exam },
        nodes: [
          {
            id: ids.exam,
            state: 'QUARANTINED',
            modalities: ['CT'],
            seriesCount: 1,
            imageCount: 1,
            exam: null,
            pool: { name: 'door' },
          },
        ],
      },
    });
  });
});

describe('the ingestion query', () => {
  it('counts files and pages through them', async () => {
    const answer = await ask(
      curator,
      `query ($id: ID!) { ingestion(id: $id) { startedBy settled counts { refused quarantined total } pool { name }
         all: files(first: 1) { totalCount nodes { fileName state reason sizeBytes } pageInfo { hasNextPage endCursor } }
         refused: files(state: REFUSED) { nodes { fileName } } } }`,
      { id: ids.ingestion },
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toMatchObject({
      ingestion: {
        startedBy: 'curator',
        settled: true,
        counts: { refused: 1, quarantined: 1, total: 2 },
        all: {
          totalCount: 2,
          nodes: [{ fileName: 'CT_small.dcm', state: 'QUARANTINED' }],
          pageInfo: { hasNextPage: true },
        },
        refused: { nodes: [{ fileName: 'README.txt' }] },
      },
    });
  });
});

describe('entities', () => {
  const document = `query ($of: [_Any!]!) { _entities(representations: $of) { __typename
    ... on Pool { name } ... on Ingestion { startedBy } ... on QuarantinedExam { researchId } } }`;
  const of = () => [
    { __typename: 'Pool', id: ids.pool },
    { __typename: 'Ingestion', id: ids.ingestion },
    { __typename: 'QuarantinedExam', id: ids.exam },
  ];

  it('resolve for members, are null for others, and need a token', async () => {
    const seen = await ask(reviewer, document, { of: of() });
    expect(seen.data).toMatchObject({
      _entities: [{ name: 'door' }, { startedBy: 'curator' }, { researchId: expect.any(String) as string }],
    });
    expect((await ask(stranger, document, { of: of() })).data).toEqual({ _entities: [null, null, null] });
    const refused = await ask(anonymous, document, { of: of() });
    expect(refused.data).toEqual({ _entities: [null, null, null] });
    expect(refused.errors?.map((error) => (error.originalError as { code?: string }).code)).toEqual(
      Array(3).fill('UNAUTHENTICATED'),
    );
  });

  it('come in one query per type, however many are asked for', async () => {
    let queries = 0;
    const intakeStore = new Proxy(hub.ports.intake, {
      get: (target, key) => {
        const member: unknown = Reflect.get(target, key);
        if (typeof member !== 'function') return member;
        return (...parameters: unknown[]): unknown => {
          queries += 1;
          return Reflect.apply(member, target, parameters);
        };
      },
    });
    const counting = createIntakeResolvers(hub.intake({ intake: intakeStore }));
    const typeDefs = readTypeDefs(new URL('../../subgraphs/imaging', import.meta.url).pathname);
    const counted = buildSubgraphSchema([{ typeDefs, resolvers: counting as never }]);
    const others = Array.from({ length: 50 }, () => ({ __typename: 'Pool', id: newId() }));
    const answer = await execute({
      schema: counted,
      document: parse(document),
      contextValue: contextOf(reviewer),
      variableValues: { of: [...of().slice(0, 1), ...others] },
    });
    expect(answer.data?.['_entities']).toHaveLength(51);
    expect(queries).toBe(1);
  });
});

describe('ingestionProgress', () => {
  it('tells the counts as files pass, and resumes after a cursor', async () => {
    const ingestion = await intake.startIngestion(curator, projectId, 'door');
    const stop = new AbortController();
    const follow = async (after: string | null) => {
      const events = await subscribe({
        schema,
        document: parse(`subscription ($id: ID!, $after: String) { ingestionProgress(id: $id, after: $after) {
          cursor ingestion { settled counts { total received quarantined } } } }`),
        contextValue: contextOf(curator, stop.signal),
        variableValues: { id: ingestion.id, after },
      });
      if (!(Symbol.asyncIterator in events)) throw new Error(JSON.stringify(events));
      return events;
    };
    const events = await follow(null);
    for (let i = 0; i < 5; i++)
      await intake.receiveFile(curator, ingestion.id, `${String(i)}.dcm`, streamOf(pydicomFile('MR_small.dcm')));
    const cursors: string[] = [];
    const until = async (counts: object): Promise<void> => {
      for await (const event of events) {
        const progress = (event as { data: { ingestionProgress: { cursor: string; ingestion: { counts: object } } } })
          .data.ingestionProgress;
        cursors.push(progress.cursor);
        if (JSON.stringify(progress.ingestion.counts) === JSON.stringify(counts)) return;
      }
    };
    const first = await events.next();
    cursors.push((first.value as { data: { ingestionProgress: { cursor: string } } }).data.ingestionProgress.cursor);
    await hub.drain(intake);
    await until({ total: 5, received: 0, quarantined: 1 });
    const again = await follow(cursors[0] ?? null);
    expect((await again.next()).value).toMatchObject({
      data: {
        ingestionProgress: {
          cursor: cursors[1],
          ingestion: { settled: true, counts: { received: 0, quarantined: 1 } },
        },
      },
    });
    stop.abort();
    expect((await again.next()).done).toBe(true);
  });

  it('is closed to those who may not read the intake', async () => {
    for (const actor of [anonymous, stranger]) {
      const answer = await subscribe({
        schema,
        document: parse(`subscription ($id: ID!) { ingestionProgress(id: $id) { cursor } }`),
        contextValue: contextOf(actor),
        variableValues: { id: ids.ingestion },
      });
      expect(answer).toHaveProperty('errors');
    }
  });
});

describe('review mutations', () => {
  it('approve, and answer the asset once the approval is carried out', async () => {
    const approve = `mutation ($id: ID!) { approveExam(input: {quarantinedExamId: $id, comment: "ok"}) {
      quarantinedExam { state reviewedBy reviewComment exam { id } } } }`;
    const first = await ask(reviewer, approve, { id: ids.exam });
    expect(first.data).toMatchObject({
      approveExam: { quarantinedExam: { state: 'APPROVED', reviewedBy: 'reviewer', exam: null } },
    });
    await hub.drain(intake);
    const second = await ask(reviewer, approve, { id: ids.exam });
    expect(second.data).toMatchObject({
      approveExam: { quarantinedExam: { exam: { id: expect.any(String) as string } } },
    });
    const rejected = await ask(
      reviewer,
      `mutation ($id: ID!) { rejectExam(input: {quarantinedExamId: $id, comment: "no"}) { quarantinedExam { id } } }`,
      {
        id: ids.exam,
      },
    );
    expect((rejected.errors?.[0]?.originalError as { code?: string }).code).toBe('CONFLICT');
  });
});
