import type { ArchiveVerb, Metrics } from '../../core/ports/metrics.ts';
import type { Tracing } from '../../core/ports/tracing.ts';
import { outcomeOf, secondsSince } from '../../core/telemetry/outcome.ts';

/** Where calls are told: by site, verb and status alone, since addresses hold identifiers. */
export interface CallObservation {
  readonly tracing: Tracing;
  readonly metrics: Metrics;
}

/** Runs one call within a span, and counts how it ended; `statusOf` is asked at its end (0: there was no answer). */
export function observeCall<T>(
  { tracing, metrics }: CallObservation,
  site: string,
  verb: ArchiveVerb,
  call: () => Promise<T>,
  statusOf: () => number,
): Promise<T> {
  return tracing.span(
    `dicomweb ${verb}`,
    { 'pesscara.site': site, 'pesscara.verb': verb },
    async (span) => {
      const started = performance.now();
      try {
        const answer = await call();
        metrics.archiveAnswered(site, verb, 'ok', secondsSince(started));
        return answer;
      } catch (error) {
        metrics.archiveAnswered(site, verb, outcomeOf(error), secondsSince(started));
        throw error;
      } finally {
        if (statusOf() > 0) span.set({ 'http.response.status_code': statusOf() });
      }
    },
    'client',
  );
}
