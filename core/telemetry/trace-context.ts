/** A span's address: W3C Trace Context, https://www.w3.org/TR/trace-context/#traceparent-header. */
export interface TraceAddress {
  /** 32 hex digits. */
  readonly traceId: string;
  /** 16 hex digits. */
  readonly spanId: string;
  /** 1 when the trace is recorded. */
  readonly flags: number;
}

const format = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/** The address of a `traceparent`; null when it is not valid, and the trace then begins anew. */
export function parseTraceparent(header: unknown): TraceAddress | null {
  const match = typeof header === 'string' && header.length <= 512 ? format.exec(header) : null;
  if (!match) return null;
  const [, version = '', traceId = '', spanId = '', flags = '', more] = match;
  if (version === 'ff' || (version === '00' && more !== undefined)) return null;
  if (/^0+$/.test(traceId) || /^0+$/.test(spanId)) return null;
  return { traceId, spanId, flags: Number.parseInt(flags, 16) & 1 };
}

export function formatTraceparent({ traceId, spanId, flags }: TraceAddress): string {
  return `00-${traceId}-${spanId}-${(flags & 1).toString().padStart(2, '0')}`;
}
