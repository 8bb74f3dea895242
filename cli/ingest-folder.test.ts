import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HubClient } from './hub-client.ts';
import { sendFile } from './ingest-folder.ts';

let folder: string;
let server: Server;
let client: HubClient;
let status: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pesscara-ingest-'));
  writeFileSync(join(folder, '1.dcm'), 'x');
  server = createServer((request, reply) => {
    request.resume().once('end', () => {
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
