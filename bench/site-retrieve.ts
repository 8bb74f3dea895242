/**
 * `node bench/site-retrieve.ts [--rounds 9] [--slices 500] [--before FOLDER]`: WADO-RS retrieve of a series of slices of 512 x 512 from our site's archive and from Debian's
 * Orthanc with its DICOMweb plugin, each a process of its own with the same files, in turn. Read by `node:http`, by curl, and from the bare socket
 * into one buffer, which costs the client least. Also the processor time of each server, by Linux's /proc. `--before`: a checkout of other code of
 * ours, measured beside.
 */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { startPlainOrthanc } from './receive/orthanc.ts';
import { makeFolder, studyUid } from './site/make-folder.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    slices: { type: 'string', default: '500' },
    before: { type: 'string', default: '' },
  },
});
const [rounds, slices] = [Number(values.rounds), Number(values.slices)];
const study = 9_123_456;
const path = `/dicom-web/studies/${studyUid(study)}/series/${studyUid(study).replace('1.9.1', '1.9.2')}`;
const accept = 'multipart/related; type="application/dicom"; transfer-syntax=*';
const agent = new Agent({ keepAlive: true });

/** Bytes of the answer. */
type Reader = (origin: URL) => Promise<number>;

const byHttp: Reader = (origin) =>
  new Promise((resolve, reject) => {
    get(new URL(path, origin), { headers: { accept }, agent }, (reply) => {
      let bytes = 0;
      reply.on('data', (chunk: Buffer) => (bytes += chunk.length));
      reply.on('error', reject);
      reply.on('end', () => {
        if (reply.statusCode === 200) resolve(bytes);
        else reject(new Error(`${String(reply.statusCode)} from ${origin.host}`));
      });
    }).on('error', reject);
  });

// Not at the beginning of a page, to which Linux copies slowly (adapters/site-folder/read-buffers.ts).
const buffer = Buffer.allocUnsafeSlow(1024 * 1024 + 64).subarray(64);

const bySocket: Reader = (origin) =>
  new Promise((resolve, reject) => {
    let bytes = 0;
    let isRefused = false;
    const socket = connect({
      host: origin.hostname,
      port: Number(origin.port),
      onread: {
        buffer,
        callback: (length) => {
          if (bytes === 0) isRefused = !/^HTTP\/1.1 200 /.test(buffer.toString('latin1', 0, 20));
          bytes += length;
          return true;
        },
      },
    });
    socket.on('error', reject).on('close', () => {
      if (isRefused) reject(new Error(`refused by ${origin.host}`));
      else resolve(bytes);
    });
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${origin.host}\r\nAccept: ${accept}\r\nConnection: close\r\n\r\n`);
  });

const byCurl: Reader = async (origin) => {
  const asked = [
    '-sSf',
    '-o',
    '/dev/null',
    '-w',
    '%{size_download}',
    '-H',
    `Accept: ${accept}`,
    new URL(path, origin).href,
  ];
  const { stdout } = await promisify(execFile)('curl', asked);
  return Number(stdout);
};

/** The site as a process of its own, as Orthanc is; resolves once it has indexed all. */
async function startSite(
  checkout: string,
  folder: string,
  index: string,
): Promise<{ readonly child: ChildProcess; readonly url: string }> {
  const args = [join(checkout, 'cli/main.ts'), 'site', folder, '--port', '0', '--index', index, '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { url } = JSON.parse(line.toString()) as { url: string };
  for (;;) {
    const health = (await (await fetch(new URL('/health', url))).json()) as { indexing: boolean; instances: number };
    if (!health.indexing && health.instances >= slices) return { child, url };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Processor time of a process with all its threads so far, of Linux's /proc (ticks of 10 ms). */
function cpuMsOf(pid: number): number {
  const [, fields = ''] = readFileSync(`/proc/${String(pid)}/stat`, 'utf8').split(') ');
  const [user = '0', system = '0'] = fields.split(' ').slice(11, 13);
  return (Number(user) + Number(system)) * 10;
}

const median = (numbers: readonly number[]): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;

const folder = await mkdtemp(join(tmpdir(), 'pesscara-site-retrieve-'));
const files = join(folder, 'files');
await makeFolder(files, { studies: 1, perStudy: slices, size: 512 }, study);
const orthanc = await startPlainOrthanc(join(folder, 'orthanc'));
const site = await startSite(join(import.meta.dirname, '..'), files, join(folder, 'index'));
const before = values.before === '' ? null : await startSite(values.before, files, join(folder, 'index-before'));
try {
  for (const entry of await readdir(files, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const body = await readFile(join(entry.parentPath, entry.name));
    const reply = await fetch(`${orthanc.url}/instances`, { method: 'POST', body });
    await reply.arrayBuffer();
    if (!reply.ok) throw new Error(`Orthanc answers ${String(reply.status)}`);
  }
  const sides = [
    { name: 'PESSCARA', origin: new URL(site.url), pid: site.child.pid ?? 0 },
    { name: 'Orthanc', origin: new URL(orthanc.url), pid: orthanc.pid },
    ...(before ? [{ name: 'before', origin: new URL(before.url), pid: before.child.pid ?? 0 }] : []),
  ];
  const readers: readonly (readonly [string, Reader])[] = [
    ['node:http', byHttp],
    ['curl', byCurl],
    ['bare socket', bySocket],
  ];
  for (const [reading, read] of readers) {
    const seen = sides.map(() => ({ rates: [] as number[], cpu: [] as number[], bytes: 0 }));
    for (let round = 0; round <= rounds; round += 1) {
      for (const [which, { origin, pid }] of sides.entries()) {
        const [from, cpuFrom] = [performance.now(), cpuMsOf(pid)];
        const bytes = await read(origin);
        if (bytes < slices * 512 * 512 * 2) throw new Error(`${origin.host} sends too little: ${String(bytes)}`);
        if (round === 0) continue;
        const ms = performance.now() - from;
        const side = seen[which];
        side?.rates.push(bytes / 1000 / ms);
        side?.cpu.push(((cpuMsOf(pid) - cpuFrom) / bytes) * 1e9);
      }
    }
    const told = sides.map(({ name }, which) => {
      const { rates = [], cpu = [] } = seen[which] ?? {};
      return `${name} ${median(rates).toFixed(0)} MB/s (${Math.min(...rates).toFixed(0)} to ${Math.max(...rates).toFixed(0)}), its CPU ${median(cpu).toFixed(0)} ms a GB`;
    });
    const [ours, theirs] = seen.map(({ rates }) => median(rates));
    console.log(`${reading}: ${told.join('; ')}; ${((ours ?? 0) / (theirs ?? 1)).toFixed(2)} times`);
  }
} finally {
  agent.destroy();
  for (const child of [site.child, before?.child]) {
    child?.kill();
    if (child) await once(child, 'exit');
  }
  await orthanc.stop();
  await rm(folder, { recursive: true, force: true });
}
