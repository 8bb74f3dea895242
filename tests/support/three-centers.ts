import { expect } from 'vitest';
import { z } from 'zod';
import { examsInQuarantine, reviewExam } from '../../cli/commands/review.ts';
import { HubClient } from '../../cli/hub-client.ts';
import { filesBelow, ingestFiles, waitUntilSettled } from '../../cli/ingest-folder.ts';
import { ensurePlace } from '../../cli/places.ts';
import type { HubProcess } from './pesscara-process.ts';
import { until } from './project-with-run.ts';

const anything = z.record(z.string(), z.unknown());
const one = z.object({ id: z.string() });
const found = z.object({ assets: z.object({ nodes: z.array(one.extend({ label: z.string() })) }) });
const queueShape = z.object({ taskQueue: z.object({ nodes: z.array(one.extend({ title: z.string() })) }) });
const signIn = z.object({ login: z.object({ accessToken: z.string() }) });
const uploadShape = z.object({ upload: z.object({ id: z.string(), url: z.string() }) });
const notes = z.object({ notifications: z.array(z.object({ text: z.string() })) });
const runShape = z.object({
  run: z.object({
    state: z.string(),
    error: z.string().nullable(),
    steps: z.array(
      z.object({
        step: z.string(),
        state: z.string(),
        reused: z.object({ by: z.string() }).nullable(),
        series: z.object({ seriesType: z.string().nullable() }).nullable(),
        outputs: z.array(z.object({ id: z.string(), kind: z.string().nullable(), label: z.string() })),
        biomarkers: z.array(one.extend({ name: z.string(), value: z.number(), unit: z.string() })),
        task: z.object({ decisions: z.array(anything) }).nullable(),
      }),
    ),
  }),
});

/** What everyone's password is. */
export const password = 'a long enough password';

/** One mutation with its input; answers its payload. */
export async function change(who: HubClient, name: string, input: object, selection: string): Promise<unknown> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} } }`;
  return (await who.request(anything, query, { input }))[name];
}

/** A project that the sites Center-1, Center-2 and Center-3 serve, and what people do in it. */
export async function threeCenters(hub: HubProcess, project: string) {
  const { operator } = hub;
  const projectId = await ensurePlace(operator, { project, pool: 'scanner' }, true, () => undefined);
  for (const name of ['Center-1', 'Center-2', 'Center-3']) {
    const url = `http://127.0.0.1:9/${name}`;
    const { site } = z
      .object({ site: one })
      .parse(await change(operator, 'registerSite', { name, url }, 'site { id }'));
    const query = 'mutation ($input: SiteGrantInput!) { grantSite(input: $input) { site { id } } }';
    await operator.request(anything, query, { input: { siteId: site.id, projectId } });
  }

  return {
    projectId,

    /** A member of the project at a site, signed in. */
    async member(username: string, displayName: string, roles: readonly string[], site: string): Promise<HubClient> {
      await change(operator, 'addUser', { username, password, displayName }, 'user { id }');
      await change(operator, 'setMember', { projectId, username, roles, site }, 'project { id }');
      const query = 'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }';
      const { login } = await operator.request(signIn, query, { input: { username, password } });
      return new HubClient(hub.process.url, login.accessToken);
    },

    /** Brings the images of a folder in, up to their approval. */
    async receive(images: string): Promise<void> {
      const target = { projectId, pool: 'scanner' };
      const { ingestionId } = await ingestFiles(operator, target, images, await filesBelow(images), () => undefined);
      await waitUntilSettled(operator, ingestionId, () => undefined);
      for (const exam of await examsInQuarantine(operator, projectId))
        await reviewExam(operator, 'approveExam', exam.id, null);
    },

    /** Ids of the project's assets of a level, once there are so many. */
    async assets(level: string, count = 1): Promise<readonly string[]> {
      const query = 'query ($f: AssetFilter) { assets(filter: $f) { nodes { id label } } }';
      return until(async () => {
        const { assets } = await operator.request(found, query, { f: { projectId, level } });
        return assets.nodes.length >= count ? assets.nodes.map(({ id }) => id) : undefined;
      });
    },

    /** Puts the workflow and starts it on the exam, as the operator; answers the run's id. */
    async start(workflow: { readonly document: object } | { readonly source: string }, examId: string) {
      const put = await change(operator, 'putWorkflow', { projectId, ...workflow }, 'workflow { id }');
      const workflowId = z.object({ workflow: one }).parse(put).workflow.id;
      return z.object({ run: one }).parse(await change(operator, 'startRun', { workflowId, examId }, 'run { id }')).run
        .id;
    },

    /** The run, once it goes on no more. */
    ended(runId: string) {
      const query = `query ($id: ID!) { run(id: $id) { state error steps { step state reused { by } series { seriesType }
        outputs { id kind label } biomarkers { id name value unit }
        task { decisions { username outcome signature { signerName meaning state } } } } } }`;
      return until(async () => {
        const { run } = await operator.request(runShape, query, { id: runId });
        return ['COMPLETED', 'FAILED', 'CANCELLED'].includes(run.state) ? run : undefined;
      });
    },

    /** Takes the task of that title, as soon as it waits for the person. */
    async take(who: HubClient, title: string): Promise<string> {
      const query = 'query ($p: ID!) { taskQueue(projectId: $p) { nodes { id title } } }';
      const task = await until(async () => {
        const { taskQueue } = await who.request(queueShape, query, { p: projectId });
        return taskQueue.nodes.find((waiting) => waiting.title === title);
      });
      await change(who, 'claimTask', { taskId: task.id, minutes: 30 }, 'task { heldBy { username until } }');
      return task.id;
    },

    complete: (who: HubClient, input: object) => change(who, 'completeTask', input, 'task { id state note }'),

    /** A mask that was drawn elsewhere, brought in as a derived asset of the series. */
    async bringMask(who: HubClient, seriesId: string, label: string, bytes: Uint8Array): Promise<string> {
      const file = { projectId, fileName: 'mask.nii.gz', sizeBytes: bytes.length };
      const { upload } = uploadShape.parse(await change(who, 'createUpload', file, 'upload { id url }'));
      const reply = await fetch(hub.process.url + upload.url, {
        method: 'PATCH',
        body: new Uint8Array(bytes),
        headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
      });
      expect(reply.status).toBe(204);
      const input = { projectId, parentIds: [seriesId], kind: 'segmentation', uploadId: upload.id };
      const answer = await change(
        who,
        'createDerivedAsset',
        { ...input, sourceIds: [seriesId], label },
        'asset { id }',
      );
      return z.object({ asset: one }).parse(answer).asset.id;
    },

    /** Ids of all that the asset descends from. */
    async ancestors(who: HubClient, id: string): Promise<ReadonlySet<string>> {
      const shape = z.object({
        asset: z.object({ lineage: z.object({ nodes: z.array(z.object({ asset: one.nullable() })) }) }),
      });
      const query = 'query ($id: ID!) { asset(id: $id) { lineage(direction: ANCESTORS) { nodes { asset { id } } } } }';
      const { asset } = await who.request(shape, query, { id });
      return new Set(asset.lineage.nodes.flatMap((node) => (node.asset ? [node.asset.id] : [])));
    },

    /** What the person was told, the latest first. */
    told: async (who: HubClient) =>
      (await who.request(notes, '{ notifications { text } }')).notifications.map(({ text }) => text),
  };
}
