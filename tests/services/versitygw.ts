import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const source = 'github.com/versity/versitygw/cmd/versitygw@v1.8.0';

/** Path of a versitygw: PESSCARA_TEST_VERSITYGW, else the one in the cache, which this builds with Go where it is missing. */
export async function versitygwPath(): Promise<string> {
  const given = process.env['PESSCARA_TEST_VERSITYGW'];
  if (given) return given;
  const folder = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'pesscara', 'bin');
  const path = join(folder, 'versitygw');
  if (!existsSync(path)) {
    await mkdir(folder, { recursive: true });
    await promisify(execFile)('go', ['install', source], {
      env: { ...process.env, GOBIN: folder },
      maxBuffer: 64 * 1024 * 1024,
    });
  }
  return path;
}

export const s3Credentials = { accessKeyId: 'testkey', secretAccessKey: 'testsecret' };

export interface OwnS3 extends AsyncDisposable {
  readonly endpoint: string;
  readonly port: number;
}

/** An S3 server of the test's own over `folder`; `through` may wrap its command (see small-disk.ts). */
export async function startVersitygw(
  folder: string,
  through: (command: readonly string[]) => readonly string[] = (command) => command,
): Promise<OwnS3> {
  const port = await freePort();
  const data = join(folder, 'data');
  const iam = join(folder, 'iam');
  for (const each of [data, iam]) await mkdir(each, { recursive: true });
  const [program = '', ...args] = through([
    await versitygwPath(),
    '--port',
    `127.0.0.1:${String(port)}`,
    '--iam-dir',
    iam,
    'posix',
    data,
  ]);
  const child = spawn(program, args, {
    env: {
      ...process.env,
      ROOT_ACCESS_KEY: s3Credentials.accessKeyId,
      ROOT_SECRET_KEY: s3Credentials.secretAccessKey,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const endpoint = `http://127.0.0.1:${String(port)}`;
  await untilItAnswers(endpoint, child, () => output);
  return { endpoint, port, [Symbol.asyncDispose]: () => end(child) };
}

async function untilItAnswers(url: string, child: ChildProcess, output: () => string): Promise<void> {
  for (const stop = Date.now() + 20_000; ;) {
    if (child.exitCode !== null) throw new Error(`versitygw ended with ${String(child.exitCode)}: ${output()}`);
    try {
      await (await fetch(url)).arrayBuffer();
      return;
    } catch (error) {
      if (Date.now() > stop) throw new Error(`versitygw does not answer: ${output()}`, { cause: error });
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('the system gave no port');
  return address.port;
}
