import type { OpenSpan, SpanAttributes, Tracing } from '../ports/tracing.ts';
import { requestIdOf } from './request-id.ts';
import { inScope } from './work-scope.ts';

/** The headers of a request that another process of the hub sent, by lower-case name. */
export type IncomingHeaders = Readonly<Record<string, unknown>>;

/** What `work` answers, as a server's part of the trace and the request that the headers name: for a subgraph behind a URL. */
export function continued<T>(
  tracing: Tracing,
  headers: IncomingHeaders,
  name: string,
  attributes: SpanAttributes,
  work: (span: OpenSpan) => Promise<T>,
): Promise<T> {
  const { traceparent } = headers;
  return inScope({ requestId: requestIdOf(headers['x-request-id']) }, () =>
    tracing.resume(typeof traceparent === 'string' ? traceparent : null, () =>
      tracing.span(name, attributes, work, 'server'),
    ),
  );
}
