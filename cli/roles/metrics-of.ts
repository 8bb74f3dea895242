import type { FastifyPluginCallback } from 'fastify';
import { metricsRoute } from '../../gateway/door/metrics-route.ts';
import type { Settings } from '../settings.ts';
import type { Telemetry } from '../wire-telemetry.ts';

/** GET /metrics of this process. */
export function metricsOf(
  { metricsToken }: Pick<Settings, 'metricsToken'>,
  { metrics }: Telemetry,
): FastifyPluginCallback {
  return metricsRoute({ exposition: () => metrics.exposition(), token: metricsToken });
}
