/**
 * The process in which ITK reads and writes one volume: C++ compiled to WebAssembly over files that came from anywhere, so it gets a
 * process that can be killed. `child.ts FOLDER FROM TO MEMORY_LIMIT_BYTES` makes of `FOLDER/in.FROM` a file `FOLDER/out.TO`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { readImageNode, writeImageNode } from './itk.ts';
import { asListAxis, asTimePoints } from './time-axis.ts';

const [folder = '', from = '', to = '', limit = ''] = process.argv.slice(2);
if (!(Number(limit) > 0)) throw new Error('usage: child.ts FOLDER FROM TO MEMORY_LIMIT_BYTES');

// Also while the conversion keeps the main thread busy.
const watch = `setInterval(() => {
  if (process.memoryUsage.rss() > ${limit}) process.kill(process.pid, 'SIGUSR2');
}, 50)`;
new Worker(watch, { eval: true }).unref();

const image = await readImageNode(join(folder, `in.${from}`));
// What the old format noted of itself is no fact of the new one.
image.metadata.clear();
const target = join(folder, `out.${to}`);
if (to === 'nrrd') {
  const listed = asListAxis(image);
  await writeImageNode(listed, target, { useCompression: true });
  if (listed !== image) nameListAxis(target);
} else await writeImageNode(asTimePoints(image), target);
process.exit(0);

/** ITK calls every axis of several components a vector; these are volumes in a row (NRRD's kind `list`). */
function nameListAxis(path: string): void {
  const file = readFileSync(path);
  const end = file.indexOf('\n\n');
  const header = file
    .subarray(0, end)
    .toString('latin1')
    .replace(/^kinds: vector /m, 'kinds: list ');
  writeFileSync(path, Buffer.concat([Buffer.from(header, 'latin1'), file.subarray(end)]));
}
