import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { HubClient } from '../../../cli/hub-client.ts';
import { ensurePlace } from '../../../cli/places.ts';
import { dicomImage } from '../../support/dicom-image.ts';
import { openIngestion } from '../../support/exam-traffic.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';
import { until } from '../../support/project-with-run.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let projectId: string;
/** Owner and reviewer: who may have originals kept, and approve. */
let olga: HubClient;

const password = 'a long enough password';
const anything = z.record(z.string(), z.unknown());
const examShape = z.object({
  id: z.string(),
  imageCount: z.number(),
  findings: z.array(z.object({ kind: z.string() })),
});

async function change(who: HubClient, name: string, type: string, input: object, selection: string): Promise<unknown> {
  const document = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`;
  return (await who.request(anything, document, { input }))[name];
}

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(folder.path);
  const { operator } = hub;
  projectId = await ensurePlace(operator, { project: 'UPDATES', pool: 'scanner' }, true, () => undefined);
  await change(operator, 'addUser', 'AddUserInput', { username: 'olga', password, displayName: 'Olga' }, 'user { id }');
  const member = { projectId, username: 'olga', roles: ['OWNER'] };
  await change(operator, 'setMember', 'SetMemberInput', member, 'project { id }');
  const { login } = await operator.request(
    z.object({ login: z.object({ accessToken: z.string() }) }),
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    { input: { username: 'olga', password } },
  );
  olga = new HubClient(hub.process.url, login.accessToken);
}, 120_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** Sends the image with that pixel everywhere; answers what the door says. */
async function send(value: number) {
  const { uploadPath } = await openIngestion(olga, projectId);
  const study = '1.2.826.0.1.3680043.8.498.77';
  const body = dicomImage({ study, series: `${study}.1`, instance: `${study}.1.1`, pixel: () => value });
  const reply = await olga.fetch(`${uploadPath}?name=${String(value)}.dcm`, { method: 'PUT', body });
  return z.object({ outcome: z.string(), reason: z.string().nullable() }).parse(await reply.json());
}

/** The exam that waits, once there is one. */
const waiting = () =>
  until(async () => {
    const { quarantine } = await olga.request(
      z.object({ quarantine: z.object({ nodes: z.array(examShape) }) }),
      'query ($p: ID!) { quarantine(projectId: $p) { nodes { id imageCount findings { kind } } } }',
      { p: projectId },
    );
    return quarantine.nodes[0];
  });

async function approve(): Promise<z.infer<typeof examShape>> {
  const exam = await waiting();
  const input = { quarantinedExamId: exam.id, imageCount: exam.imageCount };
  await change(olga, 'approveExam', 'ReviewExamInput', input, 'quarantinedExam { state }');
  return exam;
}

const erased = z.object({
  number: z.number(),
  label: z.string(),
  erasedAt: z.string().nullable(),
  content: z.object({ sha256: z.string() }).nullable(),
});

/** Versions of the only image, newest first, once it has so many. */
const versions = (count: number) =>
  until(async () => {
    const { assets } = await olga.request(
      z.object({
        assets: z.object({
          nodes: z.array(
            z.object({
              versions: z.object({
                nodes: z.array(
                  z.object({ number: z.number(), content: z.object({ sha256: z.string(), downloadPath: z.string() }) }),
                ),
              }),
            }),
          ),
        }),
      }),
      `query ($p: ID!) { assets(filter: { projectId: $p, level: IMAGE }) {
         nodes { ... on Image { versions { nodes { number content { sha256 downloadPath } } } } } } }`,
      { p: projectId },
    );
    const [image, ...more] = assets.nodes;
    expect(more).toEqual([]);
    return image?.versions.nodes.length === count ? image.versions.nodes : undefined;
  });

test('a pool takes other content of an image as its next version, and an exam through another profile anew', async () => {
  const pool = { projectId, name: 'scanner', keepOriginals: true };
  expect(await change(olga, 'createPool', 'CreatePoolInput', pool, 'pool { existing keepsOriginals }')).toEqual({
    pool: { existing: 'REFUSE', keepsOriginals: true },
  });
  expect(await send(1)).toMatchObject({ outcome: 'RECEIVED' });
  await approve();
  await versions(1);
  expect(await send(2)).toMatchObject({ outcome: 'REFUSED' });

  const updating = { projectId, name: 'scanner', existing: 'UPDATE' };
  expect(await change(olga, 'createPool', 'CreatePoolInput', updating, 'pool { existing keepsOriginals }')).toEqual({
    pool: { existing: 'UPDATE', keepsOriginals: true },
  });
  expect(await send(1)).toMatchObject({ outcome: 'DUPLICATE' });
  expect(await send(3)).toMatchObject({ outcome: 'RECEIVED' });
  expect((await approve()).findings).toContainEqual({ kind: 'REPLACES_IMAGE' });
  const [second, first] = await versions(2);
  expect([second?.number, first?.number]).toEqual([2, 1]);
  expect(second?.content.sha256).not.toBe(first?.content.sha256);
  // The version before can be read as it was.
  expect((await olga.fetch(first?.content.downloadPath ?? '')).status).toBe(200);

  const { assets } = await olga.request(
    z.object({ assets: z.object({ nodes: z.array(z.object({ id: z.string() })) }) }),
    'query ($p: ID!) { assets(filter: { projectId: $p, level: EXAM }) { nodes { id } } }',
    { p: projectId },
  );
  const examId = assets.nodes[0]?.id;
  const rerun = { examId, profile: 'basic/1', reason: 'dates must go' };
  const begun = await change(
    olga,
    'rerunDeidentification',
    'RerunDeidentificationInput',
    rerun,
    'exam { id } ingestions { startedBy counts { total } }',
  );
  expect(begun).toEqual({ exam: { id: examId }, ingestions: [{ startedBy: 'rerun:olga', counts: { total: 1 } }] });
  await approve();
  const [third] = await versions(3);
  expect(third?.number).toBe(3);
  expect(third?.content.sha256).not.toBe(second?.content.sha256);

  // An owner has what was there before erased: nobody reads it any more, and that it was stays known.
  const erasing = { examId, profile: 'research/1', reason: 'a name was left', eraseOlder: true };
  await change(olga, 'rerunDeidentification', 'RerunDeidentificationInput', erasing, 'exam { id }');
  await approve();
  const left = await until(async () => {
    const found = await olga.request(
      z.object({ assets: z.object({ nodes: z.array(z.object({ versions: z.object({ nodes: z.array(erased) }) })) }) }),
      `query ($p: ID!) { assets(filter: { projectId: $p, level: IMAGE }) {
         nodes { ... on Image { versions { nodes { number label erasedAt content { sha256 } } } } } } }`,
      { p: projectId },
    );
    const nodes = found.assets.nodes[0]?.versions.nodes ?? [];
    return nodes.length === 4 ? nodes : undefined;
  });
  expect(left.map(({ number, content }) => [number, content === null])).toEqual([
    [4, false],
    [3, true],
    [2, true],
    [1, true],
  ]);
  expect(left.filter(({ erasedAt }) => erasedAt !== null).map(({ label }) => label)).toEqual([
    'erased',
    'erased',
    'erased',
  ]);
  for (const old of [first, third]) expect((await olga.fetch(old?.content.downloadPath ?? '')).status).toBe(404);
}, 180_000);
