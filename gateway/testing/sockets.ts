import { setTimeout as after } from 'node:timers/promises';
import { createClient, type Client } from 'graphql-ws';
import { WebSocket } from 'ws';
import { runChanges } from './example-subgraphs.ts';

/** A graphql-ws client of the door at that URL. */
export function socketClient(url: string, connectionParams?: Record<string, unknown>): Client {
  return createClient({
    url: `${url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    ...(connectionParams ? { connectionParams } : {}),
  });
}

/** Emits once the subscription's resolver listens. */
export async function emitRunChange(id: string, percent: number): Promise<void> {
  while (runChanges.listenerCount(id) === 0) await after(1);
  runChanges.emit(id, percent);
}

/** The close code and reason with which the door ends a raw connection after these messages. */
export async function closingOf(
  url: string,
  messages: readonly unknown[],
): Promise<{ readonly code: number; readonly reason: string }> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  socket.once('open', () => {
    for (const message of messages) socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  });
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', (code, reason) => {
      resolve({ code, reason: reason.toString() });
    });
  });
}
