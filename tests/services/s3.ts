import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { goCommand } from './go.ts';
import { cacheFolder, freePort, launch, serviceFolder, type Server } from './server.ts';
import { addressOf, password, s3Region, user, versitygwVersion } from './settings.ts';
import { onSmallDisk } from './small-disk.ts';

const run = promisify(execFile);

/** Path of versitygw, which the first call builds (two minutes). */
async function program(): Promise<string> {
  const path = join(cacheFolder, `versitygw-${versitygwVersion}`);
  if (existsSync(path)) return path;
  const go = await goCommand();
  mkdirSync(cacheFolder, { recursive: true });
  const temporary = `${path}.${randomUUID()}`;
  try {
    await run(go, ['install', `github.com/versity/versitygw/cmd/versitygw@v${versitygwVersion}`], {
      env: { ...process.env, GOBIN: temporary, CGO_ENABLED: '0' },
      maxBuffer: 64 * 1024 * 1024,
    });
    renameSync(join(temporary, 'versitygw'), path);
  } catch (error) {
    throw new Error(`Go could not build versitygw ${versitygwVersion}`, { cause: error });
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return path;
}

/** An S3 server of its own, without a bucket; its data on a disk of that size where one is given. */
export async function startS3(diskBytes?: number): Promise<Server & { readonly url: string }> {
  const gateway = await program();
  const folder = serviceFolder('s3');
  const data = join(folder, 'data');
  mkdirSync(data);
  const port = await freePort();
  const address = `127.0.0.1:${String(port)}`;
  const options = ['--port', address, '--region', s3Region, '--health', '/health'];
  const command: [string, ...string[]] = [gateway, ...options, 'posix', data];
  const server = await launch({
    name: 'S3 (versitygw)',
    command: diskBytes === undefined ? command : onSmallDisk(data, diskBytes, command),
    folder,
    environment: { ROOT_ACCESS_KEY: user, ROOT_SECRET_KEY: password },
    isReady: async () => {
      const answer = await fetch(`http://${address}/health`).catch(() => null);
      await answer?.body?.cancel();
      return answer?.ok ?? false;
    },
    withinMs: 30_000,
  });
  return { ...server, url: addressOf('s3', port) };
}
