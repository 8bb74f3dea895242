/**
 * `node bench/receive.ts [--slices 2000] [--rounds 1] [--only dimse-4]`: CT slices of 512 x 512 sent by DIMSE (dcmtk's storescu, one association and four)
 * and by DICOMweb store, to an Orthanc that stores them as they are, and to a hub of ours that seals, acknowledges and de-identifies them. Tells
 * how many a second were acknowledged, and of ours how many a second until the last one was in quarantine. The hub is embedded, or served
 * with `PESSCARA_TEST_HUB=served` and servers named as tests have them. Needs Debian's `orthanc`, `orthanc-dicomweb` and `dcmtk`.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import type { HubClient } from '../cli/hub-client.ts';
import { freePort } from '../tests/services/server.ts';
import { startHub, type HubProcess } from '../tests/support/pesscara-process.ts';
import { makeSlices } from './receive/make-slices.ts';
import { startPlainOrthanc } from './receive/orthanc.ts';
import { sendByDimse, storeByWeb } from './receive/send.ts';
import { createProject } from './served/start-served.ts';

const { values } = parseArgs({
  options: {
    slices: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '1' },
    only: { type: 'string', default: '' },
    peer: { type: 'string', default: 'yes' },
  },
});
const [count, rounds] = [Number(values.slices), Number(values.rounds)];
const web = { perRequest: 25, requests: 4 };
const aeTitle = 'BENCH';
const ways = ['dimse-1', 'dimse-4', 'web-4'] as const;
type Way = (typeof ways)[number];

interface Target {
  readonly dimsePort: string;
  readonly storeUrl: string;
  readonly headers: Readonly<Record<string, string>>;
}

const id = z.object({ id: z.string() });

/** A pool of its own in the hub that senders by DIMSE and by DICOMweb reach. */
async function openPool(operator: HubClient): Promise<{ readonly projectId: string; readonly pool: string }> {
  const projectId = await createProject(operator, 'bench');
  const { createPool } = await operator.request(
    z.object({ createPool: z.object({ pool: id }) }),
    'mutation ($input: CreatePoolInput!) { createPool(input: $input) { pool { id } } }',
    { input: { projectId, name: 'bench', profile: 'basic/1' } },
  );
  await operator.request(
    z.unknown(),
    'mutation ($input: SetPoolReceiverInput!) { setPoolReceiver(input: $input) { pool { id } } }',
    { input: { poolId: createPool.pool.id, aeTitle } },
  );
  return { projectId, pool: 'bench' };
}

const counted = z.object({
  ingestions: z.array(z.object({ counts: z.object({ quarantined: z.number(), refused: z.number() }) })),
});

/** Resolves once so many images are in quarantine. */
async function quarantined(operator: HubClient, projectId: string, wanted: number): Promise<void> {
  for (;;) {
    const { ingestions } = await operator.request(
      counted,
      'query ($id: ID!) { ingestions(projectId: $id) { counts { quarantined refused } } }',
      { id: projectId },
    );
    if (ingestions.some(({ counts }) => counts.refused > 0)) throw new Error('the hub has refused a slice');
    if (ingestions.reduce((sum, { counts }) => sum + counts.quarantined, 0) >= wanted) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Processor time of a process with all its threads so far, of Linux's /proc (ticks of 10 ms). */
function cpuMsOf(pid: number): number {
  const [, fields = ''] = readFileSync(`/proc/${String(pid)}/stat`, 'utf8').split(') ');
  const [user = '0', system = '0'] = fields.split(' ').slice(11, 13);
  return (Number(user) + Number(system)) * 10;
}

async function send(way: Way, target: Target, paths: readonly string[]): Promise<void> {
  if (way === 'web-4') await storeByWeb(target.storeUrl, target.headers, paths, web);
  else await sendByDimse(target.dimsePort, aeTitle, paths, way === 'dimse-1' ? 1 : 4);
}

const folder = await mkdtemp(join(tmpdir(), 'pesscara-receive-'));
let hub: HubProcess | null = null;
try {
  const wanted = ways.filter((way) => values.only === '' || values.only === way);
  const orthanc = values.peer === 'yes' ? await startPlainOrthanc(join(folder, 'orthanc')) : null;
  const dimsePort = String(await freePort());
  hub = await startHub(join(folder, 'hub'), { PESSCARA_DIMSE_PORT: dimsePort, NODE_ENV: 'production' });
  const { operator } = hub;
  const { projectId, pool } = await openPool(operator);
  const ours: Target = {
    dimsePort,
    storeUrl: `${hub.process.url}/dicom-web/pools/${projectId}/${pool}/studies`,
    headers: { authorization: `Bearer ${operator.token ?? ''}` },
  };
  const peer: Target | null = orthanc && {
    dimsePort: orthanc.dimsePort,
    storeUrl: `${orthanc.url}/dicom-web/studies`,
    headers: {},
  };
  let [set, sent] = [0, 0];
  for (let round = 0; round < rounds; round += 1) {
    for (const way of wanted) {
      // A study of its own for each measurement, so that nobody meets what they have.
      const paths = await makeSlices(join(folder, 'slices'), ++set, count);
      const rate = (from: number) => (count / ((performance.now() - from) / 1000)).toFixed(0);
      let peerRate = '-';
      if (peer !== null) {
        const peerFrom = performance.now();
        await send(way, peer, paths);
        peerRate = rate(peerFrom);
      }
      const from = performance.now();
      const cpuFrom = cpuMsOf(hub.process.pid);
      await send(way, ours, paths);
      const acknowledged = rate(from);
      sent += count;
      await quarantined(operator, projectId, sent);
      const cpuMs = (cpuMsOf(hub.process.pid) - cpuFrom) / count;
      console.log(
        `${way.padEnd(8)} Orthanc ${peerRate}/s  PESSCARA acknowledged ${acknowledged}/s, de-identified ${rate(from)}/s, CPU ${cpuMs.toFixed(1)} ms an image`,
      );
      await rm(join(folder, 'slices'), { recursive: true });
    }
  }
  await orthanc?.stop();
} finally {
  await hub?.[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
}
