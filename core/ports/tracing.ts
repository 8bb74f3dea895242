/** What a span tells beside its name and times. Never a parameter, a variable, a file's name or anything of a patient's. */
export type SpanAttributes = Readonly<Record<string, string | number | boolean>>;

/** Whether the span answers a caller, asks another process, handles a job, or none of these. */
export type SpanKind = 'internal' | 'server' | 'client' | 'consumer';

/** A span under way: what is known of it only later. */
export interface OpenSpan {
  set(attributes: SpanAttributes): void;
  rename(name: string): void;
}

/** Traces over processes. The current span is ambient: what is called within `work`, however deep, is its child. */
export interface Tracing {
  /** What `work` answers, as a child of the current span. A span whose work throws is marked with the error's code, never its message. */
  span<T>(name: string, attributes: SpanAttributes, work: (span: OpenSpan) => Promise<T>, kind?: SpanKind): Promise<T>;
  /** The current span as a W3C `traceparent`, for another process; null outside of any. */
  current(): string | null;
  /** Runs `work` within the span of that `traceparent`; null, or one that is not valid, means within none. */
  resume<T>(traceparent: string | null, work: () => T): T;
}

const unseen: OpenSpan = { set: () => undefined, rename: () => undefined };

/** Traces nothing, and costs a call. */
export const noTracing: Tracing = {
  span: (_name, _attributes, work) => work(unseen),
  current: () => null,
  resume: (_traceparent, work) => work(),
};
