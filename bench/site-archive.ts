/**
 * `node bench/site-archive.ts load FOLDER STUDIES [FIRST]`, then `node bench/site-archive.ts [ROUNDS] [STUDIES] [SLICES]`: search of one study
 * among many and retrieve of a series of 512 x 512 slices, our site's archive beside Orthanc, with the same files in both. Needs Orthanc with
 * its DICOMweb plugin at ORTHANC_URL (and ORTHANC_USER, ORTHANC_PASSWORD). `load` makes studies of one small image below FOLDER and sends them
 * to Orthanc, in pieces if need be; the benchmark itself adds the large series. FOLDER in SITE_FOLDER.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { accession, makeFolder, patientId, studyDate, studyUid } from './site/make-folder.ts';

const base = (process.env['ORTHANC_URL'] ?? 'http://127.0.0.1:8042').replace(/\/$/, '');
const user = `${process.env['ORTHANC_USER'] ?? 'hub'}:${process.env['ORTHANC_PASSWORD'] ?? 'integration-tests'}`;
const authorization = `Basic ${Buffer.from(user).toString('base64')}`;
const agent = new Agent({ keepAlive: true });
const bigStudy = 9_123_456;

/** Sends all files of a folder, eight at a time. */
async function send(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const sender = async (): Promise<void> => {
    for (let path = paths.pop(); path !== undefined; path = paths.pop()) {
      const body = await readFile(path);
      const reply = await fetch(`${base}/instances`, { method: 'POST', headers: { authorization }, body });
      await reply.arrayBuffer();
      if (!reply.ok) throw new Error(`Orthanc answers ${String(reply.status)}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, sender));
}

interface Site {
  readonly child: ChildProcess;
  readonly url: string;
  readonly instances: number;
  readonly studies: number;
}

/** The site as a process of its own, as Orthanc is; resolves once it has indexed all. */
async function start(folder: string, index: string): Promise<Site> {
  const cli = join(import.meta.dirname, '../cli/main.ts');
  const args = [cli, 'site', folder, '--port', '0', '--index', index, '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const { url } = JSON.parse(line.toString()) as { url: string };
  for (;;) {
    const reply = await fetch(new URL('/health', url));
    const health = (await reply.json()) as Omit<Site, 'child' | 'url'> & { indexing: boolean };
    if (!health.indexing) return { child, url, ...health };
    await setTimeout(100);
  }
}

interface Measured {
  readonly ms: number;
  readonly bytes: number;
}

/** By `node:http`, which costs the client less for each chunk than `fetch` does. */
function ask(url: string, headers: Readonly<Record<string, string>>): Promise<Measured> {
  const started = performance.now();
  return new Promise((resolve, reject) => {
    get(url, { headers, agent }, (reply) => {
      let bytes = 0;
      reply.on('data', (chunk: Buffer) => (bytes += chunk.length));
      reply.on('error', reject);
      reply.on('end', () => {
        if (reply.statusCode === 200) resolve({ ms: performance.now() - started, bytes });
        else reject(new Error(`${String(reply.statusCode)} from ${new URL(url).host}`));
      });
    }).on('error', reject);
  });
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

async function compare(folder: string, rounds: number, studies: number, slices: number): Promise<void> {
  const big = join(folder, 'big');
  const isThere = await readdir(big).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    await makeFolder(big, { studies: 1, perStudy: slices, size: 512 }, bigStudy);
    await send(big);
  }
  const began = performance.now();
  const site = await start(folder, process.env['SITE_INDEX'] ?? `${folder}-index`);
  const { instances, studies: known } = site;
  console.log(
    `site: ${String(instances)} instances, ${String(known)} studies, indexed in ${((performance.now() - began) / 1000).toFixed(1)} s`,
  );
  const sides = [
    { name: 'PESSCARA', url: site.url, headers: {} as Record<string, string> },
    { name: 'Orthanc', url: `${base}/dicom-web`, headers: { authorization } },
  ];
  const questions: readonly (readonly [string, (n: number) => string])[] = [
    ['by StudyInstanceUID', (n) => `/studies?StudyInstanceUID=${studyUid(n)}`],
    ['by PatientID', (n) => `/studies?PatientID=${patientId(n)}`],
    ['by AccessionNumber', (n) => `/studies?AccessionNumber=${accession(n)}`],
    ['by day and PatientID', (n) => `/studies?StudyDate=${studyDate(n)}&PatientID=${patientId(n)}`],
  ];
  for (const [name, question] of questions) {
    const times = sides.map(() => [] as number[]);
    for (let n = 0; n < rounds * 20; n += 1) {
      const study = Math.floor((n * 7919) % studies);
      for (const [which, side] of sides.entries()) {
        const { ms, bytes } = await ask(side.url + question(study), {
          ...side.headers,
          accept: 'application/dicom+json',
        });
        if (bytes < 100) throw new Error(`${side.name} finds no study ${String(study)} ${name}`);
        if (n >= 10) times[which]?.push(ms);
      }
    }
    const [ours = [], theirs = []] = times;
    console.log(
      `search ${name}: PESSCARA ${median(ours).toFixed(2)} ms, Orthanc ${median(theirs).toFixed(2)} ms, ${(median(theirs) / median(ours)).toFixed(1)} times`,
    );
  }
  const rates = sides.map(() => [] as number[]);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [which, side] of sides.entries()) {
      const url = `${side.url}/studies/${studyUid(bigStudy)}/series/${studyUid(bigStudy).replace('1.9.1', '1.9.2')}`;
      const { ms, bytes } = await ask(url, {
        ...side.headers,
        accept: 'multipart/related; type="application/dicom"; transfer-syntax=*',
      });
      if (bytes < slices * 512 * 512 * 2) throw new Error(`${side.name} sends too little: ${String(bytes)}`);
      if (round > 0) rates[which]?.push(bytes / 1000 / ms);
    }
  }
  const [ours = [], theirs = []] = rates;
  console.log(
    `retrieve of ${String(slices)} slices: PESSCARA ${median(ours).toFixed(0)} MB/s, Orthanc ${median(theirs).toFixed(0)} MB/s, ${(median(ours) / median(theirs)).toFixed(1)} times`,
  );
  agent.destroy();
  site.child.kill();
}

const [first = '', ...rest] = process.argv.slice(2);
if (first === 'load') {
  const [folder = '', studies = '1000', from = '0'] = rest;
  const piece = join(folder, `from-${from}`);
  const started = performance.now();
  await makeFolder(piece, { studies: Number(studies), perStudy: 1, size: 16 }, Number(from));
  await send(piece);
  console.log(`${studies} studies in ${((performance.now() - started) / 1000).toFixed(0)} s`);
} else {
  const folder = process.env['SITE_FOLDER'];
  if (folder === undefined) throw new Error('SITE_FOLDER says where `load` has put the files');
  const [studies = '1000', slices = '500'] = rest;
  await compare(folder, Number(first === '' ? 9 : first), Number(studies), Number(slices));
}
