import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import type * as FilePromises from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FileOutcome } from './ingest-folder.ts';
import { WatchedFolder } from './watch-folder.ts';

/** What happens just before the system is asked; root may read every folder, so a test can't just forbid it. */
const before = vi.hoisted(() => ({
  readdir: (_path: string): void => undefined,
  rename: (_path: string): void => undefined,
}));
vi.mock('node:fs/promises', async (original) => {
  const system = await original<typeof FilePromises>();
  return {
    ...system,
    readdir: async (path: string, options: object) => {
      before.readdir(path);
      return system.readdir(path, options);
    },
    rename: async (from: string, to: string) => {
      before.rename(from);
      return system.rename(from, to);
    },
  };
});

let folder: string;
let troubles: string[];
let sent: string[];
let answer: (path: string) => readonly FileOutcome[];
let watched: WatchedFolder;
let now: number;
const never = new AbortController().signal;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pesscara-watch-'));
  sent = [];
  troubles = [];
  before.readdir = before.rename = () => undefined;
  now = 1_000_000;
  answer = (path) => [{ file: path, outcome: 'RECEIVED', reason: null }];
  watched = new WatchedFolder({
    folder,
    settleMs: 5000,
    send: (path) => {
      sent.push(path.slice(folder.length + 1));
      return new Promise((resolve) => {
        resolve(answer(path));
      });
    },
    onTaken: () => undefined,
    onTrouble: (what) => troubles.push(what),
  });
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const write = (name: string, text: string): void => {
  mkdirSync(join(folder, name, '..'), { recursive: true });
  writeFileSync(join(folder, name), text);
};
const look = (afterMs: number): Promise<number> => watched.look(never, (now += afterMs));
const left = (): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .toSorted();

it('takes a file once it has stayed as it is, in folders too, and puts it aside', async () => {
  write('a/1.dcm', 'one');
  expect(await look(0)).toBe(0);
  expect(await look(4000)).toBe(0);
  write('a/1.dcm', 'one more');
  expect(await look(2000)).toBe(0);
  expect(await look(4000)).toBe(0);
  expect(await look(2000)).toBe(1);
  expect(await look(60_000)).toBe(0);
  expect(sent).toEqual(['a/1.dcm']);
  expect(left()).toEqual(['.pesscara/sent/a/1.dcm']);
});

it('leaves alone what is still being written by its name, and what was put aside', async () => {
  write('1.dcm.part', 'x');
  write('.pesscara/refused/2.dcm', 'x');
  await look(0);
  expect(await look(60_000)).toBe(0);
});

it('keeps a refused file with its reason, and an archive of which something was taken with what was not', async () => {
  write('no.txt', 'x');
  write('half.zip', 'x');
  answer = (path) =>
    path.endsWith('.zip')
      ? [
          { file: 'half.zip/1', outcome: 'DUPLICATE', reason: 'known' },
          { file: 'half.zip/2', outcome: 'REFUSED', reason: 'no image' },
        ]
      : [{ file: 'no.txt', outcome: 'REFUSED', reason: 'not DICOM' }];
  await look(0);
  expect(await look(5000)).toBe(2);
  expect(left()).toEqual([
    '.pesscara/refused/no.txt',
    '.pesscara/refused/no.txt.reason.txt',
    '.pesscara/sent/half.zip',
    '.pesscara/sent/half.zip.reason.txt',
  ]);
  expect(readFileSync(join(folder, '.pesscara/sent/half.zip.reason.txt'), 'utf8')).toBe('half.zip/2: no image\n');
});

it('loses nothing: of the same name as one before, changed while it is sent, or while the hub is away', async () => {
  write('1.dcm', 'first');
  await look(0);
  await look(5000);
  write('1.dcm', 'second');
  answer = (path) => {
    writeFileSync(path, 'second, longer');
    utimesSync(path, 1, 1);
    return [{ file: path, outcome: 'RECEIVED', reason: null }];
  };
  await look(1000);
  expect(await look(5000)).toBe(0);
  answer = () => {
    throw new Error('the hub is away');
  };
  await look(1000);
  await expect(look(5000)).rejects.toThrow('away');
  expect(existsSync(join(folder, '1.dcm'))).toBe(true);
  answer = (path) => [{ file: path, outcome: 'RECEIVED', reason: null }];
  expect(await look(5000)).toBe(1);
  expect(readFileSync(join(folder, '.pesscara/sent/1.dcm'), 'utf8')).toBe('first');
  expect(readFileSync(join(folder, '.pesscara/sent/1.dcm (2)'), 'utf8')).toBe('second, longer');
});

it('takes the rest when a folder may not be read, or is gone when it is looked at, and tells of the former once', async () => {
  write('a/1.dcm', 'x');
  write('gone/2.dcm', 'x');
  write('locked/3.dcm', 'x');
  before.readdir = (path) => {
    if (path.endsWith('gone')) rmSync(path, { recursive: true, force: true });
    if (path.endsWith('locked'))
      throw Object.assign(new Error(`EACCES: permission denied, scandir '${path}'`), { code: 'EACCES' });
  };
  await look(0);
  expect(await look(5000)).toBe(1);
  expect(sent).toEqual(['a/1.dcm']);
  expect(troubles).toEqual([expect.stringContaining(`scandir '${join(folder, 'locked')}'`)]);
  before.readdir = () => undefined;
  await look(0);
  expect(await look(5000)).toBe(1);
  expect(troubles).toHaveLength(1);
});

it.runIf(process.platform === 'linux')('tells once of a name that is not UTF-8', async () => {
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/M`), Buffer.of(0xfc), Buffer.from('ller.dcm')]), 'x');
  await look(0);
  expect(await look(5000)).toBe(0);
  expect(troubles).toEqual([expect.stringContaining('M\ufffdller.dcm')]);
});

it('puts back what took the name of a sent file just before that was put aside, and sends it too', async () => {
  write('1.dcm', 'first');
  answer = (path) => [{ file: path, outcome: 'REFUSED', reason: 'no' }];
  before.rename = (path) => {
    before.rename = () => undefined;
    writeFileSync(`${path}.new`, 'other');
    renameSync(`${path}.new`, path);
  };
  await look(0);
  expect(await look(5000)).toBe(0);
  expect(left()).toEqual(['1.dcm']);
  answer = (path) => [{ file: path, outcome: 'RECEIVED', reason: null }];
  await look(0);
  expect(await look(5000)).toBe(1);
  expect(sent).toEqual(['1.dcm', '1.dcm']);
  expect(readFileSync(join(folder, '.pesscara/sent/1.dcm'), 'utf8')).toBe('other');
});

const told = (file: string, reason: string): FileOutcome => ({ file, outcome: 'REFUSED', reason });

it('puts a file aside whose name leaves no room for the reason beside it, or for a number', async () => {
  const name = `${'ü'.repeat(125)}.dcm`;
  answer = (path) => [told(path, 'no DICOM')];
  for (let time = 1; time <= 2; time++) {
    write(name, `text ${String(time)}`);
    await look(0);
    expect(await look(5000)).toBe(1);
  }
  const aside = left();
  expect(aside).toHaveLength(4);
  expect(aside.filter((path) => path.endsWith('.reason.txt'))).toHaveLength(2);
  expect(aside.every((path) => path.startsWith('.pesscara/refused/ü'))).toBe(true);
});

it('puts a file aside from a folder that has the name of a file which went there earlier', async () => {
  write('scan', 'a file');
  await look(0);
  expect(await look(5000)).toBe(1);
  write('scan/image.dcm', 'in a folder');
  await look(0);
  expect(await look(5000)).toBe(1);
  expect(left()).toEqual(['.pesscara/sent/scan', '.pesscara/sent/scan (2)/image.dcm']);
});

it('writes a reason over no file that was put aside under its name', async () => {
  answer = (path) => [told(path, 'no DICOM')];
  write('a.reason.txt', 'a text of the medium');
  await look(0);
  expect(await look(5000)).toBe(1);
  write('a', 'no image');
  await look(0);
  expect(await look(5000)).toBe(1);
  expect(readFileSync(join(folder, '.pesscara/refused/a.reason.txt'), 'utf8')).toBe('a text of the medium');
});
