import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { HubClient } from '../../cli/hub-client.ts';
import { readSettings } from '../../cli/settings.ts';
import { serviceVariable } from '../../tests/services/addresses.ts';
import { startNeo4j } from '../../tests/services/neo4j.ts';
import { startPostgres } from '../../tests/services/postgres.ts';
import { startRedis } from '../../tests/services/redis.ts';
import { PesscaraProcess, temporaryFolder } from '../../tests/support/pesscara-process.ts';

export interface Served extends AsyncDisposable {
  readonly postgresUrl: string;
  readonly neo4jUrl: string;
  /** Starts a role; it ends with the disposal. */
  start(args: readonly string[], more?: Readonly<Record<string, string>>): Promise<PesscaraProcess>;
  /** Starts a gateway, with a client that holds the operator's token: it outlasts a sign-in's, and ends with the next gateway's start. */
  startGateway(
    more?: Readonly<Record<string, string>>,
  ): Promise<{ readonly process: PesscaraProcess; readonly operator: HubClient }>;
}

/** A new project's id. */
export async function createProject(operator: HubClient, name: string): Promise<string> {
  const { createProject: made } = await operator.request(
    z.object({ createProject: z.object({ project: z.object({ id: z.string() }) }) }),
    'mutation ($name: String!) { createProject(input: { name: $name }) { project { id } } }',
    { name },
  );
  return made.project.id;
}

const starts = { postgres: startPostgres, neo4j: startNeo4j, redis: startRedis };

/** A served hub's stores, given, from the environment or started here, and whatever roles are asked for. */
export async function startServed(addresses: Partial<Record<keyof typeof starts, string>> = {}): Promise<Served> {
  const stack = new AsyncDisposableStack();
  try {
    const folder = stack.use(await temporaryFolder());
    const urlOf = async (name: keyof typeof starts): Promise<string> => {
      const given = addresses[name] ?? process.env[serviceVariable(name)];
      if (given) return given;
      const server = await starts[name]();
      stack.defer(() => server.stop('SIGKILL'));
      return server.url;
    };
    const [postgresUrl, neo4jUrl, redisUrl] = await Promise.all([urlOf('postgres'), urlOf('neo4j'), urlOf('redis')]);
    const environment = {
      NODE_ENV: 'production',
      // One folder for all roles: it holds the bytes.
      PESSCARA_HOME: folder.path,
      PESSCARA_HOST: '127.0.0.1',
      PESSCARA_DATABASE_URL: postgresUrl,
      PESSCARA_GRAPH_URL: neo4jUrl,
      PESSCARA_QUEUE_URL: redisUrl,
      PESSCARA_MASTER_KEY: randomBytes(32).toString('base64'),
      PESSCARA_ADMIN_PASSWORD: 'a password for benchmarks',
    };
    const start: Served['start'] = async (args, more = {}) =>
      stack.use(await PesscaraProcess.start([...args, '--port', '0'], { ...environment, ...more }));
    return {
      postgresUrl,
      neo4jUrl,
      start,
      startGateway: async (more) => {
        const process = await start(['gateway'], more);
        return {
          process,
          operator: await HubClient.fromSettings({ ...readSettings({}), home: folder.path, token: null }),
        };
      },
      [Symbol.asyncDispose]: () => stack.disposeAsync(),
    };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}
