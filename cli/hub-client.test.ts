import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { HubUnreachable } from './exit.ts';
import { HubClient, hubFileName } from './hub-client.ts';
import { patiently } from './patiently.ts';
import { readSettings } from './settings.ts';

let home: string;
let server: Server;
/** What the hub takes now; whatever comes with another token is answered with 401. */
let taken: string;

const write = (port: number, operatorToken: string): void => {
  writeFileSync(
    join(home, hubFileName),
    JSON.stringify({ url: `http://127.0.0.1:${String(port)}`, pid: 1, operatorToken }),
  );
};
const port = (): number => (server.address() as AddressInfo).port;

beforeEach(async () => {
  home = mkdtempSync(join(tmpdir(), 'pesscara-client-'));
  taken = 'first';
  server = createServer((request, reply) => {
    reply.statusCode = request.headers.authorization === `Bearer ${taken}` ? 200 : 401;
    reply.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  rmSync(home, { recursive: true, force: true });
});
const open = () => HubClient.fromSettings({ ...readSettings({}), home, token: null });
const ask = async (client: HubClient): Promise<number> => (await client.fetch('/x')).status;

it('a hub that was started again is asked with its new token, by all requests that were under way', async () => {
  write(port(), 'first');
  const client = await open();
  expect(await ask(client)).toBe(200);
  taken = 'second';
  write(port(), 'second');
  expect(await Promise.all(Array.from({ length: 5 }, () => patiently(() => ask(client))))).toEqual([
    200, 200, 200, 200, 200,
  ]);
  expect(client.token).toBe('second');
});

it('a hub that was started again elsewhere is found there', async () => {
  write(1, 'first');
  const client = await open();
  await expect(ask(client)).rejects.toBeInstanceOf(HubUnreachable);
  write(port(), 'first');
  expect(await patiently(() => ask(client))).toBe(200);
});

it('a token that the hub does not take, and there is no other, is a refusal at once', async () => {
  write(port(), 'unknown');
  expect(await ask(await open())).toBe(401);
  expect(await ask(new HubClient(`http://127.0.0.1:${String(port())}`, 'mine'))).toBe(401);
});
