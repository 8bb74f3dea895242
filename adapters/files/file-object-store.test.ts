import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile, chmod, stat } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import type { StagedFile } from '../../core/ports/object-store.ts';
import { objectStoreContract } from '../../tests/contract/object-store.contract.ts';
import { onSmallDisk } from '../../tests/services/small-disk.ts';
import { FileObjectStore } from './file-object-store.ts';

async function temporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'pesscara-objects-'));
}

async function objectsIn(folder: string): Promise<string[]> {
  const names = await readdir(join(folder, 'objects'), { recursive: true, withFileTypes: true });
  return names.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath.slice(-2)}${entry.name}`);
}

objectStoreContract('files', async () => {
  const folder = await temporaryFolder();
  return {
    store: await FileObjectStore.open(folder),
    count: async () => (await objectsIn(folder)).length,
    end: () => rm(folder, { recursive: true }),
  };
});

test('keeps no temporary file after a put, good or failed, and objects can not be written to', async () => {
  const folder = await temporaryFolder();
  const store = await FileObjectStore.open(folder);
  const { sha256 } = await store.put(Buffer.from('abc'));
  expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  const { mode } = await stat(join(folder, 'objects', sha256.slice(0, 2), sha256.slice(2)));
  expect(mode & 0o777).toBe(0o400);
  await rm(folder, { recursive: true });
});

test('notices content that the disk has changed, and a new put heals it', async () => {
  const folder = await temporaryFolder();
  const store = await FileObjectStore.open(folder);
  const { sha256 } = await store.put(Buffer.from('abc'));
  const path = join(folder, 'objects', sha256.slice(0, 2), sha256.slice(2));
  await chmod(path, 0o600);
  await writeFile(path, 'abd!');
  await expect(store.get(sha256)).rejects.toMatchObject({ code: 'INTERNAL_SERVER_ERROR' });
  await store.put(Buffer.from('abc'));
  expect(Buffer.from(await store.get(sha256)).toString()).toBe('abc');
  await rm(folder, { recursive: true });
});

test('opening removes what a killed process left half-written or staged, shows none of it as an object, and tells of what was traced', async () => {
  const folder = await temporaryFolder();
  const source = `
    import { createHash } from 'node:crypto';
    import { writeFile } from 'node:fs/promises';
    import { Readable } from 'node:stream';
    import { FileObjectStore } from ${JSON.stringify(join(import.meta.dirname, 'file-object-store.ts'))};
    const store = await FileObjectStore.open(${JSON.stringify(folder)});
    console.log((await store.put(Buffer.from('whole'))).sha256);
    const staged = async (content) => {
      const path = store.staging.newPath();
      await writeFile(path, content);
      return { path, sha256: createHash('sha256').update(content).digest('hex') };
    };
    await staged('of no use');
    await store.staging.take([await staged('given away')]);
    const traced = await staged('perhaps needed');
    await store.staging.takeTraced(traced);
    console.log(JSON.stringify(traced));
    async function* endless() { for (;;) { yield Buffer.alloc(65536, 1); await new Promise((r) => setTimeout(r, 1)); console.log('more'); } }
    await store.put(Readable.from(endless()));`;
  const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', source], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
    if (output.includes('more')) child.kill('SIGKILL');
  });
  await once(child, 'close');
  const [whole = '', trace = ''] = output.split('\n');
  const traced = JSON.parse(trace) as StagedFile;
  const given = createHash('sha256').update('given away').digest('hex');
  const expected = [whole, given, traced.sha256].toSorted();
  // What was staged for nothing, the trace, and half of what came last.
  expect(await readdir(join(folder, 'incoming'))).toHaveLength(3);
  expect((await objectsIn(folder)).toSorted()).toEqual(expected);
  const store = await FileObjectStore.open(folder);
  expect(await Array.fromAsync(store.staging?.leftovers() ?? [])).toEqual([traced]);
  await store.staging?.discard([traced.path]);
  expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  expect((await objectsIn(folder)).toSorted()).toEqual(expected);
  expect(Buffer.from(await store.get(traced.sha256)).toString()).toBe('perhaps needed');
  await rm(folder, { recursive: true });
});

test('a full disk is UNAVAILABLE and leaves no part of an object; once there is room it goes on', async () => {
  const folder = await temporaryFolder();
  const source = `
    import { readdirSync } from 'node:fs';
    import { randomBytes } from 'node:crypto';
    import { Readable } from 'node:stream';
    import { FileObjectStore } from ${JSON.stringify(join(import.meta.dirname, 'file-object-store.ts'))};
    const folder = ${JSON.stringify(folder)};
    const store = await FileObjectStore.open(folder);
    const filler = await store.put(randomBytes(1_500_000));
    const content = randomBytes(1_000_000);
    const failures = [];
    for (const put of [content, Readable.from([content.subarray(0, 600_000), content.subarray(600_000)])]) {
      failures.push(await store.put(put).then(() => 'stored', ({ code, retryable }) => ({ code, retryable })));
    }
    const incoming = readdirSync(folder + '/incoming');
    const objects = readdirSync(folder + '/objects', { recursive: true, withFileTypes: true }).filter((e) => e.isFile()).length;
    const whole = (await store.get(filler.sha256)).length;
    await store.delete(filler.sha256);
    const { sha256 } = await store.put(content);
    const later = Buffer.from(await store.get(sha256)).equals(content);
    console.log(JSON.stringify({ failures, incoming, objects, whole, later }));`;
  const [program, ...args] = onSmallDisk(folder, 2 * 1024 * 1024, [
    process.execPath,
    '--input-type=module-typescript',
    '-e',
    source,
  ]);
  const { stdout } = await promisify(execFile)(program, args);
  expect(JSON.parse(stdout)).toEqual({
    failures: [
      { code: 'UNAVAILABLE', retryable: true },
      { code: 'UNAVAILABLE', retryable: true },
    ],
    incoming: [],
    objects: 1,
    whole: 1_500_000,
    later: true,
  });
  await rm(folder, { recursive: true });
});

test('opening a second time leaves alone what this and other living processes, or other hosts, are writing', async () => {
  const folder = await temporaryFolder();
  await FileObjectStore.open(folder);
  const incoming = join(folder, 'incoming');
  const host = encodeURIComponent(hostname());
  await writeFile(join(incoming, `${host}~${String(process.ppid)}~x~y`), '');
  await writeFile(join(incoming, `elsewhere~1~x~y`), '');
  await writeFile(join(incoming, `${host}~${String(process.pid)}~an-earlier-process-of-this-number~y`), '');
  await FileObjectStore.open(folder);
  expect((await readdir(incoming)).toSorted()).toEqual(
    [`${host}~${String(process.ppid)}~x~y`, 'elsewhere~1~x~y'].toSorted(),
  );
  await rm(folder, { recursive: true });
});

test('a staged file heals an object that the disk has changed', async () => {
  const folder = await temporaryFolder();
  const store = await FileObjectStore.open(folder);
  const { sha256 } = await store.put(Buffer.from('abc'));
  const object = join(folder, 'objects', sha256.slice(0, 2), sha256.slice(2));
  for (const isTraced of [true, false]) {
    await chmod(object, 0o600);
    await writeFile(object, 'abd!');
    const path = store.staging?.newPath() ?? '';
    await writeFile(path, 'abc');
    await (isTraced ? store.staging?.takeTraced({ path, sha256 }) : store.staging?.take([{ path, sha256 }]));
    expect(Buffer.from(await store.get(sha256)).toString()).toBe('abc');
    await store.staging?.discard([path]);
  }
  expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  await rm(folder, { recursive: true });
});
