import { expect, test } from 'vitest';
import { z } from 'zod';
import type { HubClient } from '../../../cli/hub-client.ts';
import { startHub, temporaryFolder } from '../../support/pesscara-process.ts';

const id = z.object({ id: z.string() });
const refusedFiles = z.object({
  refusedFiles: z.object({
    totalCount: z.number(),
    nodes: z.array(
      id.extend({
        fileName: z.string(),
        reason: z.string(),
        keptUntil: z.string().nullable(),
        downloadPath: z.string().nullable(),
        pool: z.object({ name: z.string() }),
      }),
    ),
  }),
});
const seen = async (operator: HubClient, projectId: string) =>
  (
    await operator.request(
      refusedFiles,
      `query ($id: ID!) {
        refusedFiles(projectId: $id) { totalCount nodes { id fileName reason keptUntil downloadPath pool { name } } }
      }`,
      { id: projectId },
    )
  ).refusedFiles;

test(
  'what a pool refuses is kept aside with its reason over a kill -9, and discarded by whoever manages the pool',
  { timeout: 240_000 },
  async () => {
    await using folder = await temporaryFolder();
    const killed = await startHub(folder.path);
    const { createProject } = await killed.operator.request(
      z.object({ createProject: z.object({ project: id }) }),
      'mutation { createProject(input: { name: "refused" }) { project { id } } }',
    );
    const projectId = createProject.project.id;
    await killed.operator.request(
      z.unknown(),
      'mutation ($input: CreatePoolInput!) { createPool(input: $input) { pool { id } } }',
      { input: { projectId, name: 'door' } },
    );
    const { startIngestion } = await killed.operator.request(
      z.object({ startIngestion: z.object({ uploadPath: z.string() }) }),
      'mutation ($input: StartIngestionInput!) { startIngestion(input: $input) { uploadPath } }',
      { input: { projectId, pool: 'door' } },
    );
    const reply = await killed.operator.fetch(`${startIngestion.uploadPath}?name=a.dcm`, {
      method: 'PUT',
      headers: { 'content-type': 'application/octet-stream' },
      body: 'no image at all',
    });
    expect(await reply.json()).toMatchObject({ outcome: 'REFUSED' });
    await killed.process.end('SIGKILL');

    await using hub = await startHub(folder.path);
    const { operator } = hub;
    const { nodes } = await seen(operator, projectId);
    expect(nodes).toMatchObject([
      { fileName: 'a.dcm', reason: expect.stringContaining('not readable as DICOM') as string, pool: { name: 'door' } },
    ]);
    expect(Date.parse(nodes[0]?.keptUntil ?? '')).toBeGreaterThan(Date.now() + 29 * 86_400_000);
    // An administrator is no owner: who may know patients are the project's own people.
    expect((await operator.fetch(nodes[0]?.downloadPath ?? '')).status).toBe(403);
    const change = { projectId, fileIds: nodes.map((node) => node.id), reason: 'not an image' };
    const { retryRefusedFiles } = await operator.request(
      z.object({ retryRefusedFiles: z.object({ files: z.array(z.object({ refused: z.string().nullable() })) }) }),
      'mutation ($input: ChangeRefusedFilesInput!) { retryRefusedFiles(input: $input) { files { refused } } }',
      { input: change },
    );
    expect(retryRefusedFiles.files[0]?.refused).toContain('not readable as DICOM');
    await operator.request(
      z.unknown(),
      'mutation ($input: ChangeRefusedFilesInput!) { discardRefusedFiles(input: $input) { fileIds } }',
      { input: change },
    );
    expect(await seen(operator, projectId)).toMatchObject({ totalCount: 1, nodes: [{ downloadPath: null }] });
  },
);
