/**
 * The load of the federated benchmark, as a process of its own: `node load.ts URL CONNECTIONS MS`. Each connection sends its next request
 * when it has its answer (closed loop), as a caller
 * of its own: a gateway may share an answer only among those who would get the same. Prints one JSON line: requests a second, latencies, and the answer's size and hash.
 */
import { createHash } from 'node:crypto';
import { Pool } from 'undici';
import { question } from './contenders.ts';

const [url = '', connectionsText = '', msText = ''] = process.argv.slice(2);
const { origin, pathname } = new URL(url);
const pool = new Pool(origin, { connections: Number(connectionsText), pipelining: 1 });
const body = JSON.stringify({ query: question });
const latencies: number[] = [];
const answers = new Map<string, number>();
const end = performance.now() + Number(msText);

async function connection(_: unknown, caller: number): Promise<void> {
  while (performance.now() < end) {
    const started = performance.now();
    const response = await pool.request({
      path: pathname,
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer caller-${String(caller)}` },
      body,
    });
    const text = await response.body.text();
    latencies.push(performance.now() - started);
    if (latencies.length % 50 !== 1) continue;
    // Contenders may differ in what stands beside `data`; that must be the same.
    const { data } = JSON.parse(text) as { data: unknown };
    answers.set(createHash('sha256').update(JSON.stringify(data)).digest('hex'), text.length);
  }
}

const started = performance.now();
await Promise.all(Array.from({ length: Number(connectionsText) }, connection));
const seconds = (performance.now() - started) / 1000;
await pool.close();
latencies.sort((a, b) => a - b);
const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0;
console.log(
  JSON.stringify({
    count: latencies.length,
    perSecond: latencies.length / seconds,
    p50: at(0.5),
    p99: at(0.99),
    answers: [...answers],
  }),
);
