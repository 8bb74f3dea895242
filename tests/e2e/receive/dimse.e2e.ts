import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { HubClient } from '../../../cli/hub-client.ts';
import { dcmtk, startStorescu } from '../../services/dicom-senders.ts';
import { freePort } from '../../services/server.ts';
import { dicomImage } from '../../support/dicom-image.ts';
import { startHub, temporaryFolder } from '../../support/pesscara-process.ts';

const id = z.object({ id: z.string() });
const quarantine = z.object({
  ingestions: z.array(
    z.object({
      startedBy: z.string(),
      settled: z.boolean(),
      counts: z.object({ total: z.number(), quarantined: z.number(), duplicate: z.number() }),
    }),
  ),
  quarantine: z.object({ nodes: z.array(id.extend({ imageCount: z.number() })) }),
});

function images(folder: string, study: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => {
    const path = join(folder, `${study}-${String(index)}.dcm`);
    const text = { PatientID: `MRN-${study}`, PatientName: 'Planted^Person' };
    writeFileSync(path, dicomImage({ study, series: `${study}.1`, instance: `${study}.1.${String(index)}`, text }));
    return path;
  });
}

async function poolWithTitle(operator: HubClient, aeTitle: string): Promise<string> {
  const { createProject } = await operator.request(
    z.object({ createProject: z.object({ project: id }) }),
    'mutation { createProject(input: { name: "received" }) { project { id } } }',
    {},
  );
  const projectId = createProject.project.id;
  const { createPool } = await operator.request(
    z.object({ createPool: z.object({ pool: id }) }),
    'mutation ($input: CreatePoolInput!) { createPool(input: $input) { pool { id } } }',
    { input: { projectId, name: 'dimse' } },
  );
  await operator.request(
    z.object({
      setPoolReceiver: z.object({ pool: z.object({ receiver: z.object({ aeTitle: z.literal(aeTitle) }) }) }),
    }),
    'mutation ($input: SetPoolReceiverInput!) { setPoolReceiver(input: $input) { pool { receiver { aeTitle } } } }',
    { input: { poolId: createPool.pool.id, aeTitle, callingAeTitles: ['PACS'] } },
  );
  return projectId;
}

const seen = (operator: HubClient, projectId: string) =>
  operator.request(
    quarantine,
    `query ($id: ID!) {
      ingestions(projectId: $id) { startedBy settled counts { total quarantined duplicate } }
      quarantine(projectId: $id) { nodes { id imageCount } }
    }`,
    { id: projectId },
  );

test(
  'an exam that a PACS sends waits in quarantine, and is an asset once it is approved',
  { timeout: 300_000 },
  async () => {
    await using folder = await temporaryFolder();
    const port = String(await freePort());
    await using hub = await startHub(folder.path, { PESSCARA_DIMSE_PORT: port });
    const projectId = await poolWithTitle(hub.operator, 'RECEIVED');
    const paths = images(folder.path, '1.2.3', 6);
    expect((await dcmtk('echoscu', '-aet', 'PACS', '-aec', 'RECEIVED', '127.0.0.1', port)).code).toBe(0);
    expect((await dcmtk('echoscu', '-aet', 'OTHER', '-aec', 'RECEIVED', '127.0.0.1', port)).code).not.toBe(0);
    const sent = await dcmtk('storescu', '-aet', 'PACS', '-aec', 'RECEIVED', '127.0.0.1', port, ...paths);
    expect(sent.code, sent.output).toBe(0);

    await expect
      .poll(async () => (await seen(hub.operator, projectId)).ingestions, { timeout: 60_000, interval: 200 })
      .toEqual([
        { startedBy: 'dimse:PACS@127.0.0.1', settled: true, counts: { total: 6, quarantined: 6, duplicate: 0 } },
      ]);
    const [exam] = (await seen(hub.operator, projectId)).quarantine.nodes;
    expect(exam?.imageCount).toBe(6);
    await hub.operator.request(
      z.unknown(),
      'mutation ($input: ReviewExamInput!) { approveExam(input: $input) { quarantinedExam { id } } }',
      { input: { quarantinedExamId: exam?.id, comment: null, imageCount: 6 } },
    );
    await expect
      .poll(
        () =>
          hub.operator.request(
            z.object({ assets: z.object({ totalCount: z.number() }) }),
            'query ($filter: AssetFilter) { assets(filter: $filter, first: 1) { totalCount } }',
            { filter: { projectId, level: 'IMAGE' } },
          ),
        { timeout: 60_000, interval: 200 },
      )
      .toEqual({ assets: { totalCount: 6 } });
    expect(hub.process.log).not.toContain('Planted');
  },
);

test(
  'what was acknowledged is there after kill -9, and sending all of it again makes no second one',
  { timeout: 300_000 },
  async () => {
    await using folder = await temporaryFolder();
    const port = String(await freePort());
    const killed = await startHub(folder.path, { PESSCARA_DIMSE_PORT: port });
    const projectId = await poolWithTitle(killed.operator, 'RECEIVED');
    const paths = images(folder.path, '1.2.4', 60);
    const to = ['-v', '-aet', 'PACS', '-aec', 'RECEIVED', '127.0.0.1', port, ...paths];
    const sending = startStorescu(...to);
    // From the beginning: it may end before it is known that the hub has.
    const ended = once(sending, 'close');
    let acknowledged = 0;
    const lines = createInterface({ input: sending.stderr });
    const killing = new Promise<void>((resolve) => {
      lines.on('line', (line) => {
        if (!line.includes('Received Store Response (Success)')) return;
        acknowledged += 1;
        if (acknowledged === 20) resolve(killed.process.end('SIGKILL').then(() => undefined));
      });
    });
    await ended;
    expect(acknowledged).toBeGreaterThanOrEqual(20);
    await killing;

    await using again = await startHub(folder.path, { PESSCARA_DIMSE_PORT: port });
    const before = await seen(again.operator, projectId);
    expect(before.ingestions[0]?.counts.total).toBeGreaterThanOrEqual(acknowledged);
    const resent = await dcmtk('storescu', ...to);
    expect(resent.code, resent.output).toBe(0);
    await expect
      .poll(async () => (await seen(again.operator, projectId)).ingestions, { timeout: 60_000, interval: 200 })
      .toEqual([
        { startedBy: 'dimse:PACS@127.0.0.1', settled: true, counts: { total: 60, quarantined: 60, duplicate: 0 } },
      ]);
    expect((await seen(again.operator, projectId)).quarantine.nodes.map(({ imageCount }) => imageCount)).toEqual([60]);
  },
);
