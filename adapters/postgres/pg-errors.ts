import pg from 'pg';
import { HubError } from '../../core/errors.ts';

/** PostgreSQL ended the transaction so that others go on: serialization failure, deadlock. */
const conflicts = ['40001', '40P01'];

/** The server stops, starts, has no connection left or has closed ours; a lock was not had in time. */
const unavailable = /^(08...|57P0[1-5]|53300|25P0[34]|55P03)$/;

const network = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT'],
  ...['EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
]);

/** What pg says without a code when a connection is lost or not had in time. */
const lost =
  /^(Connection terminated|Connection ended|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error|Client was closed|Query read timeout)/;

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | undefined)?.code;
  return typeof code === 'string' ? code : '';
}

/** True for errors after which a connection is of no use. */
export function isConnectionLost(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (error instanceof pg.DatabaseError) return /^(08...|57P0[1-5]|25P0[34])$/.test(codeOf(error));
  return network.has(codeOf(error)) || lost.test(error.message);
}

/** True when a statement that was prepared answers other columns since a migration: nothing ran, and it has to be prepared anew. */
export function isStalePlan(error: unknown): boolean {
  return error instanceof pg.DatabaseError && error.code === '0A000' && error.routine === 'RevalidateCachedQuery';
}

/** True for what `asSqlError` made of a transaction that PostgreSQL rolled back, and that may succeed when it runs again. */
export function isConflict(error: unknown): boolean {
  return error instanceof HubError && (conflicts.includes(codeOf(error.cause)) || isStalePlan(error.cause));
}

/** pg hangs the whole client on some errors, with its address: whoever writes the error to a log must not write that. */
export function withoutClient(error: Error): Error {
  if ('client' in error) delete error.client;
  return error;
}

/** UNAVAILABLE or DEADLINE_EXCEEDED, which say "again later", for what only its moment made fail; else the error itself. */
export function asSqlError(caught: unknown): unknown {
  if (!(caught instanceof Error) || caught instanceof HubError) return caught;
  const cause = withoutClient(caught);
  const code = codeOf(caught);
  if (conflicts.includes(code) || isStalePlan(caught)) {
    return new HubError('UNAVAILABLE', 'the change collided with another one: try again', {}, { cause });
  }
  if (code === '55P03') {
    return new HubError('UNAVAILABLE', 'another change holds what this one needs: try again', {}, { cause });
  }
  if (code === '57014') {
    return new HubError('DEADLINE_EXCEEDED', 'the database did not answer within its time', {}, { cause });
  }
  if (isConnectionLost(caught) || unavailable.test(code)) {
    return new HubError('UNAVAILABLE', 'the database does not answer: try again', {}, { cause });
  }
  return caught;
}
