/**
 * `node subscribers.ts URL RUN COUNT`, with the token in TOKEN, or in TOKEN_PREFIX what the token of each begins with: so many WebSockets, each with one subscription to the run's progress. Says to its
 * parent when all have been acknowledged and asked, and at each message from it after how many ms (by the event's own time) each event came since
 * the message before, and how many connections were lost so far.
 */
import WebSocket from 'ws';
import { z } from 'zod';

const [url = '', run = '', count = ''] = process.argv.slice(2);
const next = z.object({ data: z.object({ runProgress: z.object({ at: z.string() }) }) });
const message = z.object({ type: z.string(), payload: z.unknown().optional() });
let times: number[] = [];
let lost = 0;
let asked = 0;

const { TOKEN = '', TOKEN_PREFIX } = process.env;
const nextToken = () => (TOKEN_PREFIX === undefined ? TOKEN : `${TOKEN_PREFIX}-${String((asked += 1))}`);

/** Resolves when the subscription was sent. */
function subscribe(): Promise<void> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws', {
    perMessageDeflate: false,
    handshakeTimeout: 30_000,
  });
  const send = (value: unknown) => {
    socket.send(JSON.stringify(value));
  };
  const query = 'subscription ($id: ID!) { runProgress(id: $id) { at message state } }';
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('close', (code, reason) => {
      lost += 1;
      reject(new Error(`the connection was closed with ${String(code)} ${reason.toString()}`));
    });
    socket.on('open', () => {
      send({ type: 'connection_init', payload: { authorization: `Bearer ${nextToken()}` } });
    });
    socket.on('message', (data) => {
      const now = Date.now();
      const { type, payload } = message.parse(JSON.parse((data as Buffer).toString()));
      if (type === 'connection_ack') {
        send({ type: 'subscribe', id: '1', payload: { query, variables: { id: run } } });
        resolve();
      } else if (type === 'next') times.push(now - Date.parse(next.parse(payload).data.runProgress.at));
      else if (type === 'ping') send({ type: 'pong' });
      else if (type === 'error') throw new Error(JSON.stringify(payload));
    });
  });
}

const atOnce = 50;
for (let left = Number(count); left > 0; left -= atOnce)
  await Promise.all(Array.from({ length: Math.min(left, atOnce) }, subscribe));
process.on('message', () => {
  process.send?.({ times, lost });
  times = [];
});
process.send?.('ready');
