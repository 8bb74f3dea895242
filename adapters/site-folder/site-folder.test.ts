import { spawnSync } from 'node:child_process';
import { appendFile, chmod, mkdir, mkdtemp, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import type { watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SiteFolder } from '../../core/ports/site-folder.ts';
import { dicomImage } from '../../tests/support/dicom-image.ts';
import type { Disk } from './disk.ts';
import { FileTable } from './file-table.ts';
import { openIndexDatabase } from './index-database.ts';
import { InstanceTable } from './instance-table.ts';
import { IndexedFolder, type FolderOptions } from './site-folder.ts';
import { StowFiles } from './stow-files.ts';
import { takeIn } from './take-in.ts';

let base: string;
let root: string;
let site: IndexedFolder | null;
const told: string[] = [];
const image = (instance: string, study = '1.1', text = {}, size = 8) =>
  dicomImage({ study, series: `${study}.1`, instance, size, text });
const put = async (path: string, bytes: Uint8Array) => {
  await mkdir(join(root, path, '..'), { recursive: true });
  await writeFile(join(root, path), bytes);
};
const open = async (options: FolderOptions = {}) => {
  site = await IndexedFolder.open(root, {
    quietMs: 100,
    graceMs: 300,
    tell: (message) => told.push(message),
    ...options,
  });
  return site;
};
const found = async (folder: SiteFolder) =>
  (await folder.instances({})).map(({ sopInstanceUID }) => sopInstanceUID).toSorted();
const bytesOf = async (folder: SiteFolder, uid: string) => {
  const [instance] = await folder.instances({ instance: uid });
  return instance
    ? Buffer.concat(await Array.fromAsync(folder.content(instance), (chunk) => Buffer.from(chunk)))
    : null;
};
const settled = (folder: SiteFolder, ...uids: readonly string[]) =>
  expect.poll(() => found(folder), { timeout: 10_000 }).toEqual(uids);

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'pesscara-folder-'));
  root = join(base, 'archive');
  await mkdir(root);
  told.length = 0;
});
afterEach(async () => {
  await site?.close();
  site = null;
  await rm(base, { recursive: true, force: true });
});

describe('a file that is moved', () => {
  test('is served all the while, wherever it is', async () => {
    await put('a/1.dcm', image('1.1.1'));
    const folder = await open();
    let [at, moving] = ['a/1.dcm', true];
    const mover = (async () => {
      for (let n = 0; n < 20; n += 1) {
        const to = `${n % 2 ? 'a' : 'b/c'}/${String(n)}.dcm`;
        await mkdir(join(root, to, '..'), { recursive: true });
        await rename(join(root, at), join(root, to));
        at = to;
      }
      moving = false;
    })();
    while (moving) expect(await bytesOf(folder, '1.1.1')).toEqual(Buffer.from(image('1.1.1')));
    await mover;
    expect(await bytesOf(folder, '1.1.1')).toEqual(Buffer.from(image('1.1.1')));
    await expect.poll(async () => (await folder.instances({}))[0]?.path).toBe(join(root, at));
  });

  test('with its folder, is served all the while', async () => {
    for (let n = 0; n < 50; n += 1) await put(`a/deep/${String(n)}.dcm`, image(`1.1.${String(n)}`));
    const folder = await open();
    await rename(join(root, 'a'), join(root, 'z'));
    for (let n = 0; n < 50; n += 1) expect(await bytesOf(folder, `1.1.${String(n)}`)).not.toBeNull();
    expect(await found(folder)).toHaveLength(50);
    await expect.poll(async () => (await folder.instances({ instance: '1.1.7' }))[0]?.path).toContain('/z/deep/');
  });
});

describe('a file that changes', () => {
  test('has the new bytes under the same UID', async () => {
    await put('1.dcm', image('1.1.1'));
    const folder = await open();
    const other = image('1.1.1', '1.1', { PatientName: 'Corrected^Name' });
    await put('1.dcm', other);
    expect(await bytesOf(folder, '1.1.1').catch(() => bytesOf(folder, '1.1.1'))).toEqual(Buffer.from(other));
    const { items } = await folder.search({
      ...{ level: 'study', scope: {}, include: [], limit: null, offset: 0, fuzzy: false },
      terms: [{ path: ['00100010'], vr: 'PN', value: 'Corrected*' }],
    });
    expect(items).toHaveLength(1);
  });

  test('to another instance, is that one and no more the former', async () => {
    await put('1.dcm', image('1.1.1'));
    const folder = await open();
    await put('1.dcm', image('2.1.1', '2.1'));
    await settled(folder, '2.1.1');
    expect(folder.health()).toMatchObject({ studies: 1, instances: 1 });
  });

  test('is seen when its size and time stay the same', async () => {
    const time = new Date('2020-01-01');
    await put('1.dcm', image('1.1.1'));
    await utimes(join(root, '1.dcm'), time, time);
    const folder = await open();
    await put('1.dcm', image('1.1.2'));
    await utimes(join(root, '1.dcm'), time, time);
    await settled(folder, '1.1.2');
  });

  test('is not given mixed: what is under way ends with an error', async () => {
    await put('1.dcm', image('1.1.1', '1.1', {}, 2000));
    const folder = await open();
    const [instance] = await folder.instances({});
    const read = async () => {
      for await (const chunk of folder.content(instance as never)) {
        if (chunk.length > 0) await appendFile(join(root, '1.dcm'), 'more');
      }
    };
    await expect(read()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  test('and grows, is not served before it is whole and quiet', async () => {
    const folder = await open();
    const bytes = image('1.1.1', '1.1', {}, 300);
    await put('1.dcm', bytes.subarray(0, 2000));
    await expect
      .poll(() => folder.health().unreadableFiles, { timeout: 10_000 })
      .toEqual([{ path: '1.dcm', reason: 'the file ends before its pixels do' }]);
    for (let at = 2000; at < bytes.length; at += 20_000) {
      expect(await found(folder)).toEqual([]);
      await appendFile(join(root, '1.dcm'), bytes.subarray(at, at + 20_000));
    }
    await settled(folder, '1.1.1');
    expect(await bytesOf(folder, '1.1.1')).toEqual(Buffer.from(bytes));
  });
});

test('a new file with the inode, size and time of one that has gone is read', async () => {
  const time = new Date('2020-01-01');
  await put('1.dcm', image('1.1.1'));
  await utimes(join(root, '1.dcm'), time, time);
  const folder = await open();
  // Written over in place and moved: all that is compared of it stays the same.
  await writeFile(join(root, '1.dcm'), image('1.1.2'));
  await utimes(join(root, '1.dcm'), time, time);
  await rename(join(root, '1.dcm'), join(root, '2.dcm'));
  await settled(folder, '1.1.2');
});

test('a file whose transfer syntax is no UID is refused, from the folder and from who sends it', async () => {
  const odd = (instance: string, transferSyntaxUID: string) =>
    dicomImage({ study: '1.1', series: '1.1.1', instance, transferSyntaxUID });
  await put('1.dcm', odd('1.1.1', '1.2.840.10008.1.2.1\n'));
  await put('2.dcm', odd('1.1.2', '1.2.840.10008.1.2.1\r\nX-Header: 1'));
  await put('3.dcm', odd('1.1.3', '1.2.3.4.5'));
  const folder = await open();
  expect(await found(folder)).toEqual(['1.1.3']);
  const reason = 'no valid TransferSyntaxUID';
  expect(folder.health().unreadableFiles).toEqual([
    { path: '1.dcm', reason },
    { path: '2.dcm', reason },
  ]);
  expect(await folder.store(odd('1.1.4', '1.2.840.10008.1.2.1\n'), null)).toMatchObject({
    ok: false,
    failure: 'not-dicom',
  });
});

test('a store takes the place of no file, also where the index does not know it', async () => {
  const stow = new StowFiles(root);
  const [first, other] = [image('1.1.1'), image('1.1.1', '1.1', { PatientName: 'Other^Name' })];
  const { path } = await stow.write('1.1', '1.1.1', first);
  expect(await stow.write('1.1', '1.1.1', first)).toEqual({ path, isOther: false });
  expect(await stow.write('1.1', '1.1.1', other)).toEqual({ path, isOther: true });
  expect(await readFile(path)).toEqual(Buffer.from(first));
});

test('a file that cannot be read for now is tried again, and what is known of it stays', async () => {
  const database = openIndexDatabase(null);
  const tables = { files: new FileTable(database), instances: new InstanceTable(database) };
  tables.files.putFolder('', 1);
  const stamp = { sizeBytes: 1, modifiedMs: 1, changedMs: 1, inode: 1 };
  const take = (code: string | null) => {
    const disk = {
      read: () => Promise.resolve([{ ok: false, reason: code ?? 'no DICM prefix', code }]),
    } as unknown as Disk;
    return takeIn({ ...tables, disk }, [{ path: '1.dcm', stamp }]);
  };
  await take('EIO');
  expect(tables.files.at('1.dcm')).toBeUndefined();
  await take(null);
  expect(tables.files.at('1.dcm')?.state).toBe('unreadable');
  database.close();
});

describe('a file that is deleted', () => {
  test('is gone within seconds, and its study with the last of it', async () => {
    await put('1.dcm', image('1.1.1'));
    await put('2.dcm', image('1.2.1', '1.2'));
    const folder = await open();
    await rm(join(root, '1.dcm'));
    await settled(folder, '1.2.1');
    expect(folder.health()).toMatchObject({ studies: 1, instances: 1 });
  });

  test('is no more retrieved, and asking for it ends with an error', async () => {
    await put('1.dcm', image('1.1.1'));
    const folder = await open();
    const [instance] = await folder.instances({});
    await rm(join(root, '1.dcm'));
    await expect(Array.fromAsync(folder.content(instance as never))).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('is replaced by a copy of it, without a moment of absence', async () => {
    await put('1.dcm', image('1.1.1'));
    await put('copy.dcm', image('1.1.1'));
    const folder = await open();
    expect(folder.health().duplicates).toBe(1);
    await rm(join(root, '1.dcm'));
    expect(await bytesOf(folder, '1.1.1')).not.toBeNull();
    await expect.poll(() => folder.health()).toMatchObject({ duplicates: 0, instances: 1 });
  });

  test('leaves all its copies known, of which one takes its place', async () => {
    for (const name of ['1', '2', '3']) await put(`${name}.dcm`, image('1.1.1'));
    const folder = await open();
    const [instance] = await folder.instances({});
    await rm(instance?.path ?? '');
    await expect.poll(() => folder.health()).toMatchObject({ duplicates: 1, instances: 1 });
  });

  test('with all others of the folder, is forgotten', async () => {
    await put('a/b/1.dcm', image('1.1.1'));
    const folder = await open();
    await rm(join(root, 'a'), { recursive: true });
    await settled(folder);
    expect(folder.health()).toMatchObject({ available: true, studies: 0 });
  });
});

describe('what may not be seen', () => {
  test('links lead to files within the folder and never out of it, also when they come later', async () => {
    await writeFile(join(base, 'secret.dcm'), image('9.1.1', '9.1'));
    await mkdir(join(base, 'outside'));
    await writeFile(join(base, 'outside/x.dcm'), image('9.2.1', '9.2'));
    await put('.store/x', image('1.1.1'));
    const folder = await open();
    await symlink(join(base, 'secret.dcm'), join(root, 'out.dcm'));
    await symlink(join(base, 'outside'), join(root, 'out'));
    await symlink('.store/x', join(root, 'in.dcm'));
    await settled(folder, '1.1.1');
  });

  test('a file that becomes a link out of the folder is no more served', async () => {
    await writeFile(join(base, 'secret.dcm'), image('1.1.1'));
    await put('1.dcm', image('1.1.1'));
    // As a copy that keeps its time.
    for (const path of [join(base, 'secret.dcm'), join(root, '1.dcm')])
      await utimes(path, 1_700_000_000, 1_700_000_000);
    const folder = await open();
    await rm(join(root, '1.dcm'));
    await symlink(join(base, 'secret.dcm'), join(root, '1.dcm'));
    expect(await bytesOf(folder, '1.1.1').catch(() => null)).toBeNull();
    await settled(folder);
  });
});

describe('a disk that is away', () => {
  test('makes the site unavailable, which forgets nothing, and finds all again', async () => {
    await put('a/1.dcm', image('1.1.1'));
    const folder = await open();
    const [instance] = await folder.instances({});
    await rename(root, join(base, 'away'));
    await expect.poll(() => folder.health().available, { timeout: 5000 }).toBe(false);
    await expect(folder.locate(instance as never)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    // An empty folder in its place, as a disk leaves that is not mounted.
    await mkdir(root);
    expect(await folder.store(image('1.1.2'), null)).toMatchObject({ ok: false, failure: 'not-written' });
    expect(folder.health()).toMatchObject({ available: false, instances: 1 });
    await rm(root, { recursive: true });
    await rename(join(base, 'away'), root);
    await expect.poll(() => folder.health().available, { timeout: 5000 }).toBe(true);
    expect(await bytesOf(folder, '1.1.1')).not.toBeNull();
    await put('a/2.dcm', image('1.1.2'));
    await settled(folder, '1.1.1', '1.1.2');
  });

  test('that another with other files takes the place of, is forgotten', async () => {
    await put('1.dcm', image('1.1.1'));
    const folder = await open();
    await rename(root, join(base, 'away'));
    await put('2.dcm', image('1.1.2'));
    await settled(folder, '1.1.2');
  });

  test.runIf(process.getuid?.() === 0 && process.platform === 'linux')('a mounted one below the folder', async () => {
    await put('disk/x', Buffer.alloc(0));
    await rm(join(root, 'disk/x'));
    const mount = spawnSync('mount', ['-t', 'tmpfs', 'none', join(root, 'disk')]);
    expect(mount.status).toBe(0);
    try {
      await put('disk/1.dcm', image('1.1.1'));
      const folder = await open();
      expect(await found(folder)).toEqual(['1.1.1']);
      expect(spawnSync('umount', [join(root, 'disk')]).status).toBe(0);
      const [instance] = await folder.instances({});
      await expect(folder.locate(instance as never)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await put('2.dcm', image('1.1.2'));
      await settled(folder, '1.1.1', '1.1.2');
    } finally {
      spawnSync('umount', [join(root, 'disk')]);
    }
  });
});

describe('the index', () => {
  test('is read again at the next start, also after a crash, and follows what happened meanwhile', async () => {
    const index = join(base, 'index');
    for (const n of ['1', '2', '3']) await put(`${n}.dcm`, image(`1.1.${n}`));
    const first = await open({ index });
    await expect(IndexedFolder.open(root, { index })).rejects.toMatchObject({ code: 'CONFLICT' });
    await first.close();
    await rm(join(root, '1.dcm'));
    await put('4.dcm', image('1.1.4'));
    const second = await open({ index, waitMs: 0 });
    // At once, before the folder has been looked at.
    expect(second.health()).toMatchObject({ instances: 3, indexing: true });
    expect(await bytesOf(second, '1.1.2')).not.toBeNull();
    await settled(second, '1.1.2', '1.1.3', '1.1.4');
  });

  test('that is broken or of another version is made anew', async () => {
    const index = join(base, 'index');
    await put('1.dcm', image('1.1.1'));
    await (await open({ index })).close();
    await writeFile(join(index, 'index.sqlite'), 'no database'.repeat(1000));
    expect(await found(await open({ index }))).toEqual(['1.1.1']);
  });

  test('may not lie in the folder', async () => {
    await expect(open({ index: join(root, 'sub/index') })).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await readFile(join(root, 'sub')).catch((error: unknown) => error)).toMatchObject({ code: 'ENOENT' });
  });
});

test('where the system gives no more watches, changes are found by walking, and the site says so', async () => {
  await put('1.dcm', image('1.1.1'));
  const exhausted = (() => {
    throw Object.assign(new Error('no more'), { code: 'ENOSPC' });
  }) as unknown as typeof watch;
  const folder = await open({ watch: exhausted });
  expect(folder.health().watching).toBe('walks');
  expect(told.join()).toContain('ENOSPC');
  await put('2.dcm', image('1.1.2'));
  await expect.poll(() => found(folder), { timeout: 20_000 }).toEqual(['1.1.1', '1.1.2']);
}, 30_000);

test('a folder that cannot be written to is served, and what is sent to it is not acknowledged', async () => {
  await put('1.dcm', image('1.1.1'));
  await chmod(join(root, '1.dcm'), 0o444);
  const before = await readFile(join(root, '1.dcm'));
  // Also root may not write to a read-only mount.
  const isMounted = spawnSync('mount', ['--bind', '-o', 'ro', root, root]).status === 0;
  try {
    await chmod(root, 0o555).catch(() => undefined);
    const folder = await open();
    expect(await bytesOf(folder, '1.1.1')).toEqual(before);
    const isDenied = isMounted || process.getuid?.() !== 0;
    if (isDenied) expect(await folder.store(image('1.1.2'), null)).toMatchObject({ ok: false, failure: 'not-written' });
  } finally {
    if (isMounted) spawnSync('umount', [root]);
    await chmod(root, 0o755);
  }
});
