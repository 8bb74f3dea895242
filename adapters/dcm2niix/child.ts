/**
 * The process in which dcm2niix runs: it reads files that came from anywhere, in C++ compiled to WebAssembly, so it gets a
 * process that can be killed. Each conversion gets a fresh instance of the compiled module (some ms), so none sees
 * what another left.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMainThread, Worker } from 'node:worker_threads';
import { loadDcm2niix, type Dcm2niixModule } from './module.ts';
import { memorySignal, type ConvertReply, type ConvertRequest } from './protocol.ts';

/** `-z n`: we compress, so that equal input gives equal bytes; `-ba y`: no patient in the sidecar, whatever the input says. */
const parameters = ['-b', 'y', '-ba', 'y', '-z', 'n', '-f', 'volume', '-o', '/output', '/input'];
const maxLines = 500;
const memoryLookMs = 50;

function copyIn(module: Dcm2niixModule, folder: string): void {
  module.FS.mkdir('/input');
  module.FS.mkdir('/output');
  for (const name of readdirSync(folder).toSorted())
    module.FS.writeFile(`/input/${name}`, readFileSync(join(folder, name)));
}

function copyOut(module: Dcm2niixModule, folder: string): void {
  for (const name of module.FS.readdir('/output').filter((one) => one !== '.' && one !== '..')) {
    writeFileSync(join(folder, name), module.FS.readFile(`/output/${name}`));
  }
}

async function convert(folder: string, memoryLimitBytes: number): Promise<ConvertReply> {
  const lines: string[] = [];
  const module = await loadDcm2niix((line) => {
    if (lines.length < maxLines) lines.push(line);
  });
  copyIn(module, join(folder, 'in'));
  // What came in alone may be too much; the thread looks only now and then.
  if (process.memoryUsage.rss() > memoryLimitBytes) process.kill(process.pid, memorySignal);
  const exitCode = module.callMain(parameters);
  copyOut(module, join(folder, 'out'));
  return { exitCode, lines };
}

/** A thread that looks at this process's memory, also while the conversion keeps the main one busy. */
function watchMemory(limitBytes: number): void {
  const watch = `setInterval(() => {
    if (process.memoryUsage.rss() > ${String(limitBytes)}) process.kill(process.pid, '${memorySignal}');
  }, ${String(memoryLookMs)})`;
  new Worker(watch, { eval: true }).unref();
}

if (isMainThread && process.send) {
  const limit = Number(process.argv[2]);
  if (!(limit > 0)) throw new Error('usage: child.ts MEMORY_LIMIT_BYTES, as a forked process');
  watchMemory(limit);
  process.on('message', (request: ConvertRequest) => {
    convert(request.folder, limit).then(
      (reply) => process.send?.(reply),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
        process.exit(1);
      },
    );
  });
  // The parent is gone: nobody wants the answer.
  process.on('disconnect', () => process.exit(0));
}
