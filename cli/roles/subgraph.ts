import { startDoor } from '../../gateway/door/door.ts';
import type { Door } from '../../gateway/door/service-door.ts';
import { localSubgraph } from '../../gateway/engine/local-source.ts';
import { SubgraphEngine } from '../../gateway/engine/subgraph-engine.ts';
import { createContext } from '../../schema/subgraph.ts';
import { explainListening } from '../listen-failure.ts';
import type { Settings } from '../settings.ts';
import { metricsOf } from './metrics-of.ts';
import type { OpenHub } from './open-hub.ts';
import { gatewayHeader, subgraphOf } from './subgraphs.ts';

/**
 * Serves one subgraph to the hub's gateways: /graphql on HTTP and WebSocket for who brings the gateways' header, with the caller's token
 * as at the public door; health for anyone.
 * @throws BAD_USER_INPUT for a name that there is none of
 */
export async function startSubgraph(
  settings: Settings,
  { stores, parts, telemetry }: OpenHub,
  name: string,
): Promise<Door> {
  const engine = new SubgraphEngine(localSubgraph(subgraphOf(parts, name, 'NAME')));
  return startDoor({
    engine,
    host: settings.host,
    port: settings.port,
    authenticate: (token) => parts.identity.authenticate(token),
    // The gateway has refused what nobody may ask without a token; the use cases refuse it again.
    anonymousFields: 'all',
    createContext,
    readiness: stores.readiness,
    requiredHeader: await gatewayHeader(stores.secrets),
    maxRequestBytes: 64 * 1024 * 1024,
    maxSocketOperations: 10_000,
    routes: [metricsOf(settings, telemetry)],
    logger: telemetry.logger,
    observation: telemetry,
  }).catch((error: unknown) => {
    throw explainListening(error, settings);
  });
}
