import { buildSubgraphSchema } from '@apollo/subgraph';
import fastify, { type FastifyInstance } from 'fastify';
import { execute, parse } from 'graphql';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { WorkerRenderer } from '../../adapters/dicom-render/worker-renderer.ts';
import { readDicom } from '../../core/dicom/read-dicom.ts';
import { setText, textOf } from '../../core/dicom/values.ts';
import { writeDicom } from '../../core/dicom/write-dicom.ts';
import { HubError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { createLinks } from '../../core/links/links.ts';
import { anonymous, type Actor } from '../../core/policy/policy.ts';
import { quarantineRoutes } from '../../gateway/routes/quarantine.ts';
import { createContext, readTypeDefs } from '../../schema/subgraph.ts';
import { createIntakeResolvers } from '../../subgraphs/imaging/intake-resolvers.ts';
import { createQuarantineResolvers } from '../../subgraphs/imaging/quarantine-resolvers.ts';
import { curator, manager, projectId, reviewer, stranger, streamOf, TestHub, viewer } from './hub.ts';
import { pydicomFile } from './pydicom-files.ts';

const people = new Map(
  [curator, manager, reviewer, viewer, stranger].map((actor) => [`Bearer ${actor.username}`, actor]),
);
const renderer = new WorkerRenderer({ workers: 1 });

let hub: TestHub;
let intake: IntakeUseCases;
let server: FastifyInstance;
let base: string;
let ask: (actor: Actor, document: string) => Promise<Record<string, unknown>>;
let now: Date;

beforeAll(async () => {
  hub = await TestHub.open();
});
beforeEach(async () => {
  await hub.reset();
  intake = hub.intake();
  now = new Date('2026-01-01T12:00:00Z');
  const links = createLinks({
    secrets: hub.ports.secrets,
    actorOf: (id) => Promise.resolve([...people.values()].find((actor) => actor.id === id) ?? anonymous),
    now: () => now,
  });
  server = fastify();
  await server.register(
    quarantineRoutes({
      intake,
      renderer,
      links,
      actorOf: (authorization) => {
        if (authorization === undefined) return Promise.resolve(anonymous);
        const actor = people.get(authorization);
        return actor ? Promise.resolve(actor) : Promise.reject(new HubError('UNAUTHENTICATED', 'not good'));
      },
    }),
  );
  base = await server.listen({ port: 0, host: '127.0.0.1' });
  const ofIntake = createIntakeResolvers(intake);
  const ofQuarantine = createQuarantineResolvers(intake, (actor, path, parameters) =>
    links.sign(actor, path, new Date(now.getTime() + 3_600_000), parameters),
  );
  const schema = buildSubgraphSchema([
    {
      typeDefs: readTypeDefs(new URL('../../subgraphs/imaging', import.meta.url).pathname),
      resolvers: {
        ...ofIntake,
        ...ofQuarantine,
        QuarantinedExam: { ...ofIntake.QuarantinedExam, ...ofQuarantine.QuarantinedExam },
      } as never,
    },
  ]);
  ask = async (actor, document) => {
    const contextValue = createContext(actor, newId(), new AbortController().signal);
    const { data, errors } = await execute({ schema, document: parse(document), contextValue });
    expect(errors).toBeUndefined();
    return data as Record<string, unknown>;
  };
});
afterEach(() => server.close());
afterAll(async () => {
  await renderer.close();
  await hub.close();
});

const uidOfTest = (n: number) => `1.2.826.0.1.3680043.8.498.${String(n)}`;

/** Three slices of a CT series, arriving out of order, and one MR image. */
async function arrive(): Promise<string> {
  await intake.createPool(manager, { projectId, name: 'door' });
  const { id } = await intake.startIngestion(curator, projectId, 'door');
  for (const number of [10, 2, 1]) {
    const file = readDicom(pydicomFile('CT_small.dcm'));
    setText(file.dataset, 'SOPInstanceUID', uidOfTest(number));
    setText(file.dataset, 'InstanceNumber', String(number));
    await intake.receiveFile(curator, id, `${String(number)}.dcm`, streamOf(writeDicom(file)));
  }
  await intake.receiveFile(curator, id, 'mr.dcm', streamOf(pydicomFile('MR_small.dcm')));
  await hub.drain(intake);
  const { items } = await intake.quarantinedExams(reviewer, projectId, 'QUARANTINED', 10);
  return items.find((exam) => exam.modalities.includes('CT'))?.id ?? '';
}

interface Shown {
  readonly quarantine: {
    readonly nodes: readonly {
      readonly id: string;
      readonly viewedImageCount: number;
      readonly series: readonly {
        readonly modality: string;
        readonly imageCount: number;
        readonly thumbnailUrl: string | null;
      }[];
      readonly images: {
        readonly totalCount: number;
        readonly pageInfo: { readonly endCursor: string };
        readonly nodes: readonly {
          readonly id: string;
          readonly instanceNumber: number;
          readonly pictureUrl: string | null;
          readonly fileUrl: string | null;
        }[];
      };
    }[];
  };
}
const question = `{ quarantine(projectId: "${projectId}") { nodes { id viewedImageCount
  series { seriesInstanceUID modality seriesNumber seriesDescription imageCount suspectCount thumbnailUrl }
  images { totalCount pageInfo { hasNextPage endCursor }
    nodes { id sopInstanceUID seriesInstanceUID instanceNumber findings { kind detail } sizeBytes sha256 pictureUrl(size: 64) fileUrl } } } } }`;
const shown = async (actor: Actor, examId: string) => {
  const { quarantine } = (await ask(actor, question)) as unknown as Shown;
  const exam = quarantine.nodes.find(({ id }) => id === examId);
  if (!exam) throw new Error('the exam is not shown');
  return exam;
};
const get = (path: string, who: string | null, accept = 'image/jpeg') =>
  fetch(base + path, { headers: { accept, ...(who === null ? {} : { authorization: `Bearer ${who}` }) } });

describe('an exam in quarantine', () => {
  it('shows its series and images to who sees the queue, in the order in which one looks at them', async () => {
    const examId = await arrive();
    const exam = await shown(curator, examId);
    expect(exam.series).toMatchObject([{ modality: 'CT', imageCount: 3, thumbnailUrl: null }]);
    expect(exam.images).toMatchObject({ totalCount: 3, pageInfo: { hasNextPage: false } });
    expect(exam.images.nodes.map(({ instanceNumber }) => instanceNumber)).toEqual([1, 2, 10]);
    expect(exam.images.nodes.every(({ pictureUrl, fileUrl }) => pictureUrl === null && fileUrl === null)).toBe(true);
  });

  it('has its images page by page', async () => {
    const examId = await arrive();
    const seen: number[] = [];
    for (let after: string | null = null; ;) {
      const page = await intake.imagesOfExam(curator, examId, null, 1, after);
      seen.push(...page.items.map(({ image }) => Number(image['instanceNumber'])));
      expect(page.totalCount).toBe(3);
      if (!page.hasNextPage) break;
      after = page.items.at(-1)?.fileId ?? null;
    }
    expect(seen).toEqual([1, 2, 10]);
    expect((await intake.imagesOfExam(curator, examId, '1.2.3', 10, null)).totalCount).toBe(0);
    await expect(intake.imagesOfExam(viewer, examId, null, 10, null)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(intake.imagesOfExam(stranger, examId, null, 10, null)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect((await intake.seriesOfExams(stranger, [examId])).size).toBe(0);
  });

  it('shows pictures to a reviewer, at addresses that need no token, and notes who has seen what', async () => {
    const examId = await arrive();
    const before = await shown(reviewer, examId);
    expect(before.viewedImageCount).toBe(0);
    const jpeg = await get(before.images.nodes[0]?.pictureUrl ?? '', null);
    expect([jpeg.status, jpeg.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect([...new Uint8Array(await jpeg.arrayBuffer()).subarray(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
    const png = await get(before.images.nodes[1]?.pictureUrl ?? '', null, 'image/png');
    const bytes = Buffer.from(await png.arrayBuffer());
    expect([bytes.toString('latin1', 1, 4), bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual(['PNG', 64, 64]);
    expect((await get(before.series[0]?.thumbnailUrl ?? '', null)).status).toBe(200);
    expect((await shown(reviewer, examId)).viewedImageCount).toBe(2);
    expect(await hub.rows(`SELECT actor, target FROM audit WHERE action = 'exam.viewed'`)).toEqual([
      { actor: 'reviewer', target: `quarantined-exam:${examId}` },
    ]);
  });

  it('gives a reviewer the de-identified file', async () => {
    const examId = await arrive();
    const { images } = await shown(reviewer, examId);
    const reply = await get(images.nodes[0]?.fileUrl ?? '', null);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([200, 'application/dicom']);
    const { dataset } = readDicom(new Uint8Array(await reply.arrayBuffer()));
    expect(textOf(dataset, 'PatientIdentityRemoved')).toBe('YES');
  });

  it('hides its pixels from everybody else', async () => {
    const examId = await arrive();
    const { images } = await shown(reviewer, examId);
    const path = `/intake/images/${images.nodes[0]?.id ?? ''}`;
    const statuses = async (who: string | null) => [
      (await get(path, who)).status,
      (await get(`${path}/rendered`, who)).status,
    ];
    expect(await statuses('reviewer')).toEqual([200, 200]);
    expect(await statuses('curator')).toEqual([403, 403]);
    expect(await statuses('viewer')).toEqual([403, 403]);
    expect(await statuses('stranger')).toEqual([404, 404]);
    expect(await statuses(null)).toEqual([401, 401]);
    const signed = images.nodes[0]?.pictureUrl ?? '';
    expect((await get(signed.replace('viewport=64%2C64', 'viewport=65%2C65'), null)).status).toBe(403);
    now = new Date(now.getTime() + 3_600_001);
    expect((await get(signed, null)).status).toBe(403);
    expect((await get(`/intake/images/${newId()}`, 'reviewer')).status).toBe(404);
    expect((await get('/intake/images/x', 'reviewer')).status).toBe(404);
  });

  it('says what is wrong with a question for a picture', async () => {
    const examId = await arrive();
    const { images } = await shown(reviewer, examId);
    const path = `/intake/images/${images.nodes[0]?.id ?? ''}/rendered`;
    const answers = await Promise.all(
      ['frame=0', 'frame=2', 'frame=x', 'window=1', 'viewport=0,0', 'frame=1&frame=2', 'quality=101'].map(
        async (query) => {
          const reply = await get(`${path}?${query}`, 'reviewer');
          return [query, reply.status, ((await reply.json()) as { code: string }).code];
        },
      ),
    );
    expect(answers).toEqual([
      ['frame=0', 400, 'BAD_USER_INPUT'],
      ['frame=2', 404, 'NOT_FOUND'],
      ['frame=x', 400, 'BAD_USER_INPUT'],
      ['window=1', 400, 'BAD_USER_INPUT'],
      ['viewport=0,0', 400, 'BAD_USER_INPUT'],
      ['frame=1&frame=2', 400, 'BAD_USER_INPUT'],
      ['quality=101', 400, 'BAD_USER_INPUT'],
    ]);
    expect((await get(`${path}?window=40,400`, 'reviewer')).status).toBe(200);
  });

  it('shows no more once it was approved: the asset does', async () => {
    const examId = await arrive();
    const { images } = await shown(reviewer, examId);
    await intake.approveExam(reviewer, examId, null);
    await hub.drain(intake);
    const reply = await get(`/intake/images/${images.nodes[0]?.id ?? ''}`, 'reviewer');
    expect(reply.status).toBe(409);
    expect(await reply.json()).toEqual({
      code: 'CONFLICT',
      message: 'the exam was approved: its images are no longer in quarantine',
    });
  });
});
