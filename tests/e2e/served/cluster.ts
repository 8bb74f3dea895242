import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { PostgresAuditTrail } from '../../../adapters/postgres/audit-trail.ts';
import { PgClient } from '../../../adapters/postgres/pg-client.ts';
import { HubClient } from '../../../cli/hub-client.ts';
import { ensurePlace } from '../../../cli/places.ts';
import { Redis } from 'ioredis';
import { z } from 'zod';
import { dicomImage } from '../../support/dicom-image.ts';
import { openIngestion } from '../../support/exam-traffic.ts';
import { startNeo4j, type Neo4jServer } from '../../services/neo4j.ts';
import { startPostgres, type PostgresServer } from '../../services/postgres.ts';
import { startRedis, type RedisServer } from '../../services/redis.ts';
import { startS3 } from '../../services/s3.ts';
import { password, s3Region, user } from '../../services/settings.ts';
import { temporaryFolder } from '../../support/pesscara-process.ts';
import { balance } from '../../support/balancer.ts';
import { Supervised } from './supervised.ts';

export interface Cluster extends AsyncDisposable {
  readonly postgres: PostgresServer;
  readonly redis: RedisServer;
  readonly neo4j: Neo4jServer;
  readonly s3: S3Client;
  readonly bucket: string;
  readonly gateways: readonly Supervised[];
  readonly subgraphs: readonly Supervised[];
  readonly workers: readonly Supervised[];
  readonly receiver: Supervised;
  /** The hub behind its load balancer, as the administrator. */
  readonly hub: HubClient;
  /** The receiver, likewise. */
  readonly intake: HubClient;
  /** For looking at what no door shows. */
  readonly sql: PgClient;
  readonly audit: PostgresAuditTrail;
  /** Redis forgets everything. */
  flushQueue(): Promise<void>;
  /** What the receiver answers to one more file. */
  uploadOne(): Promise<{ readonly status: number; readonly code: string | undefined }>;
}

/** Of the object store: room for what the tests send, and small enough to be filled. */
export const diskBytes = 64 * 1024 * 1024;

/**
 * A served hub on servers of its own, which may be stopped: two gateways behind a load balancer, two processes of the subgraph `assets`, two
 * workers, a receiver.
 */
export async function startCluster(): Promise<Cluster> {
  const stack = new AsyncDisposableStack();
  try {
    const folder = stack.use(await temporaryFolder());
    const [postgres, redis, neo4j, s3] = await Promise.all([
      startPostgres(),
      startRedis(),
      startNeo4j(),
      startS3(diskBytes),
    ]);
    for (const server of [postgres, redis, neo4j, s3]) stack.defer(() => server.stop('SIGKILL'));
    const { origin } = new URL(s3.url);
    const bucket = 'hub';
    const credentials = { accessKeyId: user, secretAccessKey: password };
    const client = new S3Client({ endpoint: origin, region: s3Region, forcePathStyle: true, credentials });
    stack.defer(() => {
      client.destroy();
    });
    await client.send(new CreateBucketCommand({ Bucket: bucket }));
    const adminPassword = 'a password for tests';
    const environment = {
      PESSCARA_HOST: '127.0.0.1',
      PESSCARA_DATABASE_URL: postgres.url,
      PESSCARA_GRAPH_URL: neo4j.url,
      PESSCARA_QUEUE_URL: redis.url,
      PESSCARA_OBJECTS_URL: `s3://${bucket}?endpoint=${encodeURIComponent(origin)}&region=${s3Region}&pathStyle=true`,
      AWS_ACCESS_KEY_ID: user,
      AWS_SECRET_ACCESS_KEY: password,
      PESSCARA_MASTER_KEY: randomBytes(32).toString('base64'),
      PESSCARA_ADMIN_PASSWORD: adminPassword,
      PESSCARA_DRAIN_MS: '600',
    };
    let count = 0;
    const start = async (args: readonly string[], more: Readonly<Record<string, string>> = {}): Promise<Supervised> => {
      const home = join(folder.path, String(count++));
      await mkdir(home);
      return stack.use(await Supervised.start(args, { ...environment, PESSCARA_HOME: home, ...more }));
    };
    // All at once: several processes meet at the migrations, as in a first deployment.
    const [subgraphs, workers, receiver] = await Promise.all([
      Promise.all([start(['subgraph', 'assets']), start(['subgraph', 'assets'])]),
      Promise.all([start(['worker']), start(['worker'])]),
      start(['receiver']),
    ]);
    const urls = subgraphs.map(({ url }) => `${url}/graphql`).join('|');
    const remote = { PESSCARA_SUBGRAPH_URLS: `assets=${urls}` };
    const gateways = await Promise.all([start(['gateway'], remote), start(['gateway'], remote)]);
    const balancer = stack.use(await balance(gateways.map((gateway) => () => gateway.url)));
    const token = await login(balancer.url, adminPassword);
    const sql = new PgClient({ url: postgres.url, onError: () => undefined });
    stack.defer(() => sql.close());
    const all = stack.move();
    return {
      postgres,
      redis,
      neo4j,
      s3: client,
      bucket,
      gateways,
      subgraphs,
      workers,
      receiver,
      hub: new HubClient(balancer.url, token),
      intake: new HubClient(receiver.url, token),
      sql,
      audit: new PostgresAuditTrail(sql),
      async flushQueue() {
        const client = new Redis(redis.url);
        await client.flushall();
        client.disconnect();
      },
      uploadOne: () => uploadOne(new HubClient(balancer.url, token), new HubClient(receiver.url, token)),
      [Symbol.asyncDispose]: () => all.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

async function login(url: string, adminPassword: string): Promise<string> {
  const answer = await new HubClient(url, null).execute(
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    { input: { username: 'admin', password: adminPassword } },
  );
  return (answer.data as { login: { accessToken: string } }).login.accessToken;
}

async function uploadOne(hub: HubClient, intake: HubClient): Promise<{ status: number; code: string | undefined }> {
  const projectId = await ensurePlace(hub, { project: 'ONE', pool: 'scanner' }, true, () => undefined);
  const { uploadPath } = await openIngestion(hub, projectId);
  const uid = `1.2.826.0.1.3680043.8.498.${String(randomBytes(6).readUIntBE(0, 6))}`;
  const body = dicomImage({ study: uid, series: `${uid}.1`, instance: `${uid}.1.1`, size: 64 });
  const reply = await intake.fetch(`${uploadPath}?name=one.dcm`, { method: 'PUT', body });
  const { code } = z.object({ code: z.string().optional() }).parse(await reply.json());
  return { status: reply.status, code };
}
