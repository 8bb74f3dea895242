import { readFile } from 'node:fs/promises';
import { pino, type Logger } from 'pino';
import { anonymous } from '../core/policy/policy.ts';
import { startDoor, type DoorOptions } from './door/door.ts';
import type { Door } from './door/service-door.ts';
import { openErrorFormat } from './door/error-format.ts';
import { createEngine } from './engine/engine.ts';
import type { FetchObservation } from './engine/observed-source.ts';
import type { PlanExecutor } from './engine/plan-executor.ts';
import { RemoteSource } from './engine/remote-source.ts';
import type { Limits } from './limits/limits.ts';

export interface OpenGatewayOptions {
  /** File of a supergraph SDL (Federation 2) whose subgraphs are URLs. */
  readonly supergraphPath: string;
  readonly port: number;
  /** @default '127.0.0.1' */
  readonly host?: string;
  readonly limits?: Partial<Limits>;
  /** Request headers that the subgraphs get. @default ['authorization'] */
  readonly forwardedHeaders?: readonly string[];
  readonly executor?: PlanExecutor;
  readonly logger?: Logger;
  /** Where operations and fetches are told. @default nowhere */
  readonly observation?: FetchObservation;
  /** More to serve on the same port. */
  readonly routes?: NonNullable<DoorOptions['routes']>;
}

/**
 * A running gateway over any supergraph, without accounts or policy: for tests, measurements and supergraphs that are not ours.
 * Queries, mutations and subscriptions; introspection for everyone; each caller's `authorization` goes to the subgraphs.
 * @throws Error when the file is no supergraph, or the port can not be had
 */
export async function runOpenGateway(options: OpenGatewayOptions): Promise<Door> {
  const supergraphSdl = await readFile(options.supergraphPath, 'utf8');
  const engine = createEngine({
    supergraphSdl,
    dataSources: (urls) =>
      new Map([...urls].map(([name, url]) => [name, new RemoteSource({ name, url: checked(name, url) })])),
    ...(options.limits ? { limits: options.limits } : {}),
    ...(options.executor ? { executor: options.executor } : {}),
    ...(options.observation ? { observation: options.observation } : {}),
  });
  const door = await startDoor({
    engine,
    port: options.port,
    ...(options.host === undefined ? {} : { host: options.host }),
    ...(options.forwardedHeaders ? { forwardedHeaders: options.forwardedHeaders } : {}),
    authenticate: () => Promise.resolve(anonymous),
    anonymousFields: 'all',
    createContext: () => ({}),
    formatError: openErrorFormat(),
    ...(options.observation ? { observation: options.observation } : {}),
    ...(options.routes ? { routes: options.routes } : {}),
    logger: options.logger ?? pino({ level: 'warn' }, pino.destination(2)),
  });
  return {
    ...door,
    async close(graceMs) {
      await door.close(graceMs);
      await engine.close();
    },
  };
}

function checked(name: string, url: string): string {
  if (!/^https?:\/\//.test(url))
    throw new Error(`subgraph ${name}: expected an http or https URL in the supergraph, got ${JSON.stringify(url)}`);
  return url;
}
