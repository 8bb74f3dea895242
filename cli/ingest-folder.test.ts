import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HubClient } from './hub-client.ts';
import { refusedFiles, sendFile, waitUntilSettled } from './ingest-folder.ts';

let folder: string;
let server: Server;
let client: HubClient;
let status: number;
/** What comes before `status`: null is a connection that breaks, else the data of a GraphQL answer. */
let first: (object | null)[];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pesscara-ingest-'));
  writeFileSync(join(folder, '1.dcm'), 'x');
  first = [];
  server = createServer((request, reply) => {
    request.resume().once('end', () => {
      const next = first.shift();
      if (next === null) return void request.socket.destroy();
      if (next) return void reply.end(JSON.stringify({ data: next }));
      reply.writeHead(status).end('{"message":"no"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new HubClient(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, null);
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(folder, { recursive: true, force: true });
});

const send = () => sendFile(client, '/intake/x/files', folder, join(folder, '1.dcm'));

it.each([400, 414, 422, 431])('a file that the hub answers with %i is refused with what it said', async (answer) => {
  status = answer;
  expect(await send()).toEqual([
    { file: '1.dcm', outcome: 'REFUSED', reason: `HTTP ${String(answer)} {"message":"no"}` },
  ]);
});

it.each([
  [401, 'UNAUTHENTICATED'],
  [403, 'FORBIDDEN'],
  [404, 'NOT_FOUND'],
  [409, 'UNSUPPORTED'],
])('what is about the sender ends the work: %i', async (answer, code) => {
  status = answer;
  await expect(send()).rejects.toMatchObject({ code, retryable: false });
});

it.each([408, 429, 500, 503])('what may pass is worth another try: %i', async (answer) => {
  status = answer;
  await expect(send()).rejects.toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retryable: true });
});

it('a hub that goes away while files are de-identified is asked again after each answer, and so for what was refused', async () => {
  const counts = { received: 0, duplicate: 0, refused: 1, quarantined: 0, approved: 0, rejected: 0, total: 1 };
  const waiting = { ingestion: { settled: false, counts } };
  first = [null, waiting, null, null, waiting, null, { ingestion: { settled: true, counts } }];
  expect(await waitUntilSettled(client, 'i', () => undefined)).toEqual(counts);
  const pageOf = (fileName: string, endCursor: string | null) => ({
    ingestion: {
      files: {
        nodes: [{ fileName, state: 'REFUSED', reason: 'no DICOM' }],
        pageInfo: { hasNextPage: endCursor !== null, endCursor },
      },
    },
  });
  first = [null, pageOf('a', 'next'), null, pageOf('b', null)];
  expect((await refusedFiles(client, 'i')).map(({ file }) => file)).toEqual(['a', 'b']);
});
