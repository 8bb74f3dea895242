import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { serviceUrl } from './addresses.ts';
import { neededServices } from './needed.ts';
import { startRedis } from './redis.ts';
import { launch, serviceFolder } from './server.ts';

test.each([serviceUrl('orthanc-a'), serviceUrl('orthanc-b')])('a hospital with DICOMweb answers: %s', async (url) => {
  const { origin, pathname, username, password } = new URL(url);
  const ask = (headers: Record<string, string>) => fetch(`${origin}${pathname}/studies`, { headers });
  expect((await ask({})).status).toBe(401);
  const authorization = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  expect(await (await ask({ authorization, accept: 'application/dicom+json' })).json()).toEqual(
    // Other tests store in it, so it may have some by now.
    expect.any(Array),
  );
});

test('only the services are started that the selected tests reach', () => {
  const here = import.meta.filename;
  expect([...neededServices([here], 3)].toSorted()).toEqual(['orthanc-a', 'orthanc-b']);
  expect([...neededServices([join(import.meta.dirname, 'settings.ts')], 3)]).toEqual([]);
});

test('a server that does not start says so with the end of its log', async () => {
  const folder = serviceFolder('broken');
  const start = launch({
    name: 'Broken',
    command: ['sh', '-c', 'echo the disk is on fire; exit 3'],
    folder,
    isReady: () => Promise.resolve(false),
    withinMs: 10_000,
  });
  await expect(start).rejects.toThrow(/Broken did not start: it ended with 3[^]*the disk is on fire/);
});

let child: ReturnType<typeof spawn> | null = null;
afterEach(() => {
  child?.kill('SIGKILL');
});

test('a server dies with the process that started it, also when that is killed', async () => {
  const source = `
    import { startRedis } from ${JSON.stringify(join(import.meta.dirname, 'redis.ts'))};
    const server = await startRedis();
    process.stdout.write(String(server.pid));
    setInterval(() => {}, 1000);`;
  child = spawn(process.execPath, ['--input-type=module-typescript', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [pid] = (await once(child.stdout as NodeJS.ReadableStream, 'data')) as [Buffer];
  expect(existsSync(`/proc/${pid.toString()}`)).toBe(true);
  child.kill('SIGKILL');
  await expect.poll(() => existsSync(`/proc/${pid.toString()}`), { timeout: 5_000 }).toBe(false);
});

test('a server starts again with its data at its address', async () => {
  const server = await startRedis();
  const { pid } = server;
  await server.stop();
  expect(existsSync(`/proc/${String(pid)}`)).toBe(false);
  await server.restart();
  expect(server.pid).not.toBe(pid);
  await server.stop();
});
