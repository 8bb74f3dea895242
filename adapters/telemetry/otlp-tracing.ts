import { AsyncLocalStorage } from 'node:async_hooks';
import { ROOT_CONTEXT, SpanKind as Kind, SpanStatusCode, trace, type Context } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { badInput } from '../../core/errors.ts';
import { outcomeOf } from '../../core/telemetry/outcome.ts';
import type { Tracing } from '../../core/ports/tracing.ts';
import { formatTraceparent, parseTraceparent } from '../../core/telemetry/trace-context.ts';

export interface OtlpTracingOptions {
  /** The collector: `http://host:4318`, or with the path that takes traces. */
  readonly url: string;
  /** What this process is called in the traces. */
  readonly service: string;
  readonly version: string;
  /** Longest time that an ended span waits to be sent. @default 2000 */
  readonly delayMs?: number;
  /** Hears when spans begin to get lost; the next time only after some have arrived again. */
  readonly onTrouble: (error: Error) => void;
}

export interface OtlpTracing extends Tracing {
  /** Sends what waits. A collector that does not answer holds this up for 5 s at most, and loses the rest. */
  close(): Promise<void>;
}

const kinds = { internal: Kind.INTERNAL, server: Kind.SERVER, client: Kind.CLIENT, consumer: Kind.CONSUMER };

/**
 * Traces to an OpenTelemetry collector, as OTLP over HTTP in JSON. Nothing global is set: several can stand in one process.
 * @throws BAD_USER_INPUT for a URL that is none
 */
export function openOtlpTracing(options: OtlpTracingOptions): OtlpTracing {
  const processor = new BatchSpanProcessor(new TellingExporter(tracesUrl(options.url), options.onTrouble), {
    scheduledDelayMillis: options.delayMs ?? 2000,
    exportTimeoutMillis: 5000,
  });
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': options.service, 'service.version': options.version }),
    spanProcessors: [processor],
  });
  const tracer = provider.getTracer('pesscara', options.version);
  const ambient = new AsyncLocalStorage<Context>();
  const active = (): Context => ambient.getStore() ?? ROOT_CONTEXT;

  return {
    span(name, attributes, work, kind = 'internal') {
      const parent = active();
      const span = tracer.startSpan(name, { attributes: { ...attributes }, kind: kinds[kind] }, parent);
      return ambient.run(trace.setSpan(parent, span), async () => {
        try {
          return await work({
            set: (more) => span.setAttributes({ ...more }),
            rename: (better) => span.updateName(better),
          });
        } catch (error) {
          // The code alone: a message of a driver or codec may quote what it stumbled over.
          span.setStatus({ code: SpanStatusCode.ERROR, message: outcomeOf(error) });
          throw error;
        } finally {
          span.end();
        }
      });
    },
    current() {
      const context = trace.getSpanContext(active());
      if (!context) return null;
      return formatTraceparent({ traceId: context.traceId, spanId: context.spanId, flags: context.traceFlags });
    },
    resume(traceparent, work) {
      const address = traceparent === null ? null : parseTraceparent(traceparent);
      if (!address) return ambient.run(ROOT_CONTEXT, work);
      const { traceId, spanId, flags } = address;
      return ambient.run(
        trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: flags, isRemote: true }),
        work,
      );
    },
    async close() {
      // What could not be sent was told by then.
      await provider.shutdown().catch(() => undefined);
    },
  };
}

class TellingExporter extends OTLPTraceExporter {
  readonly #onTrouble: (error: Error) => void;
  #arrives = true;

  constructor(url: string, onTrouble: (error: Error) => void) {
    super({ url, timeoutMillis: 5000 });
    this.#onTrouble = onTrouble;
  }

  override export(...[spans, done]: Parameters<OTLPTraceExporter['export']>): void {
    super.export(spans, (result) => {
      const arrived = result.error === undefined;
      if (!arrived && this.#arrives) this.#onTrouble(result.error ?? new Error('spans were not taken'));
      this.#arrives = arrived;
      done(result);
    });
  }
}

function tracesUrl(text: string): string {
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw badInput('PESSCARA_TRACES_URL', "an OTLP/HTTP collector's address such as http://127.0.0.1:4318", text);
  const url = new URL(text);
  if (url.pathname === '/') url.pathname = '/v1/traces';
  return url.href;
}
