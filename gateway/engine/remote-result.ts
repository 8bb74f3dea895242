import { HubError } from '../../core/errors.ts';
import type { SubgraphResult } from './subgraph-source.ts';

/**
 * The GraphQL answer in foreign JSON, of own properties only.
 * @throws HubError UPSTREAM_UNAVAILABLE when it isn't one
 */
export function readResult(answer: unknown, name: string): SubgraphResult {
  const wrong = () => new HubError('UPSTREAM_UNAVAILABLE', `subgraph ${name} did not answer a GraphQL result`);
  if (typeof answer !== 'object' || answer === null) throw wrong();
  const data = Object.hasOwn(answer, 'data') ? (answer as { data: unknown }).data : undefined;
  const errors = Object.hasOwn(answer, 'errors') ? (answer as { errors: unknown }).errors : undefined;
  if (data === undefined && errors === undefined) throw wrong();
  if (data !== undefined && data !== null && (typeof data !== 'object' || Array.isArray(data))) throw wrong();
  return {
    data: data as Record<string, unknown> | null | undefined,
    ...(Array.isArray(errors) && errors.length > 0 ? { errors: errors.map(readError) } : {}),
  };
}

function readError(error: unknown): {
  message: string;
  path?: readonly (string | number)[];
  extensions?: Record<string, unknown>;
} {
  if (typeof error !== 'object' || error === null) return { message: 'an error without a message' };
  const { message, path, extensions } = error as Record<string, unknown>;
  const isPath = Array.isArray(path) && path.every((step) => typeof step === 'string' || typeof step === 'number');
  return {
    message: typeof message === 'string' ? message : 'an error without a message',
    ...(isPath ? { path } : {}),
    ...(typeof extensions === 'object' && extensions !== null
      ? { extensions: Object.fromEntries(Object.entries(extensions).filter(([key]) => key !== '__proto__')) }
      : {}),
  };
}
