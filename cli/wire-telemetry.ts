import type { Logger } from 'pino';
import { createLogger } from '../adapters/telemetry/logger.ts';
import { PrometheusMetrics } from '../adapters/telemetry/prometheus-metrics.ts';
import { asError } from '../core/errors.ts';
import { noTracing, type Tracing } from '../core/ports/tracing.ts';
import type { JobObservation } from '../core/telemetry/observed-queue.ts';
import type { Settings } from './settings.ts';
import { version } from './version.ts';

/** How this process tells what it does: each role has its own. */
export interface Telemetry {
  readonly logger: Logger;
  readonly tracing: Tracing;
  readonly metrics: PrometheusMetrics;
  /** Hears what fails outside of any request or job. */
  readonly onError: (error: unknown) => void;
  /** Sends the spans that wait; last of all. */
  close(): Promise<void>;
}

/** @throws BAD_USER_INPUT for an address of a collector that is none */
export async function wireTelemetry(
  { logLevel, tracesUrl }: Pick<Settings, 'logLevel' | 'tracesUrl'>,
  role: string,
): Promise<Telemetry> {
  // Loaded where spans are sent alone: its libraries are many.
  const traces =
    tracesUrl === null
      ? null
      : (await import('../adapters/telemetry/otlp-tracing.ts')).openOtlpTracing({
          url: tracesUrl,
          service: `pesscara-${role}`,
          version,
          onTrouble: (error) => logger.warn({ err: error }, 'traces are lost: PESSCARA_TRACES_URL takes none'),
        });
  const tracing = traces ?? noTracing;
  const logger = createLogger({ level: logLevel, role, tracing });
  return {
    tracing,
    logger,
    metrics: new PrometheusMetrics({ role }),
    onError: (error) => {
      logger.error({ err: asError(error) }, 'in the background');
    },
    close: async () => traces?.close(),
  };
}

/** Writes a line for each attempt at a job: failures as errors, the others at level info. The line's scope names the job. */
export function attemptLog(logger: Logger): JobObservation['onAttempt'] {
  return ({ seconds, error }) => {
    const ms = Math.round(seconds * 1000);
    if (error === null) logger.info({ ms }, 'job done');
    else logger.error({ ms, err: error }, 'job failed');
  };
}
