/**
 * `node bench/search-sites.ts [ROUNDS] [MB]`: one search over 20 sites of which one is dead and one silent, beside the slowest healthy
 * site by itself; and a large study passed through the hub's door, beside the same bytes from the site and through a bare proxy of
 * `node:http`, which does nothing but pass bytes: what can be had of this machine. Sites, hub, proxy and client are a process each. The
 * circuit breaker is off, so that each search asks the bad ones too. Beside the clock it tells the processor time of each process, which
 * says something on a busy machine too. With 0 MB it only searches.
 */
import { fork } from 'node:child_process';
import { createServer, get, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fastify } from 'fastify';
import { openDicomWebArchive } from '../adapters/dicomweb/archive.ts';
import { createArchives } from '../core/archives/archives.ts';
import { nameId } from '../core/ids.ts';
import { dicomwebRoutes } from '../gateway/routes/dicomweb.ts';

const studiesPerSite = 100;
const deadlineMs = 1000;
const project = nameId('bench', 'project');

/** 18 healthy sites, 20 to 190 ms away; a silent one, and an address where nobody listens. The first has a study of that size. */
async function serveSites(bytes: number): Promise<readonly string[]> {
  const urls: string[] = [];
  for (let n = 0; n < 19; n++) {
    const rows = Array.from({ length: studiesPerSite }, (_, study) => ({
      '0020000D': { vr: 'UI', Value: [`1.${String(n)}.${String(study)}`] },
      '00080020': { vr: 'DA', Value: [`2024${String(1 + (study % 12)).padStart(2, '0')}01`] },
    }));
    const body = JSON.stringify(rows);
    const server = createServer((request, response) => {
      if (n === 18) return;
      if (request.url?.includes('?') !== true) void sendStudy(response, bytes);
      else
        setTimeout(() => response.writeHead(200, { 'content-type': 'application/dicom+json' }).end(body), 20 + n * 10);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    urls.push(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
  }
  return [...urls, 'http://127.0.0.1:1'];
}

async function sendStudy(response: ServerResponse, bytes: number): Promise<void> {
  const chunk = Buffer.alloc(256 * 1024, 7);
  response.writeHead(200, { 'content-type': 'multipart/related; type="application/dicom"; boundary=bench' });
  // Parts of 1 MiB, as an archive sends a study of many images.
  for (let sent = 0; sent < bytes; sent += 4 * chunk.length) {
    response.write('\r\n--bench\r\nContent-Type: application/dicom\r\n\r\n');
    for (let n = 0; n < 4; n++) {
      if (!response.write(chunk)) await new Promise((resolve) => response.once('drain', resolve));
    }
  }
  response.end('\r\n--bench--\r\n');
}

/** The hub's door over these sites; stores are in memory, and each study is an exam. */
async function serveHub(urls: readonly string[]): Promise<string> {
  const sites = urls.map((url, n) => ({
    id: nameId('bench-site', String(n)),
    name: `site-${String(n).padStart(2, '0')}`,
    url,
    sealedToken: null,
    sealedTls: null,
    deadlineMs: null,
  }));
  const archives = createArchives({
    sites: {
      getSites: (ids: readonly string[]) =>
        Promise.resolve(new Map(sites.filter(({ id }) => ids.includes(id)).map((site) => [site.id, site]))),
      projectSites: () => Promise.resolve(sites.map(({ id }) => ({ siteId: id, projectId: project }))),
    },
    graph: {
      getAssets: (ids: readonly string[]) =>
        Promise.resolve(new Map(ids.map((id) => [id, { id, projectId: project }]))),
      // Nothing was withdrawn: as many as there are in all.
      countAssets: () => Promise.resolve(1),
    },
    audit: { append: () => Promise.resolve() },
    transactor: { transact: (work: () => unknown) => work() },
    secrets: { key: () => Promise.resolve(new Uint8Array(32)) },
    openArchive: openDicomWebArchive,
    deadlineMs,
    circuit: { failures: Infinity },
  } as unknown as Parameters<typeof createArchives>[0]);
  const app = fastify();
  await app.register(dicomwebRoutes, {
    archives,
    actorOf: () => Promise.resolve({ kind: 'service', name: 'bench' } as const),
  });
  return app.listen({ port: 0, host: '127.0.0.1' });
}

/** A proxy that passes bytes and looks at nothing. */
async function serveProxy(site: string): Promise<string> {
  const server = createServer(({ url = '' }, response) => {
    get(site + url.replace('/dicom-web', ''), (answer) => {
      response.writeHead(answer.statusCode ?? 500, answer.headers);
      answer.pipe(response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
}

/** What a process takes: resident memory in bytes, processor time so far of all its threads in ms. */
interface Use {
  readonly memory: number;
  readonly cpuMs: number;
}

function ownUse(): Use {
  const { user, system } = process.cpuUsage();
  return { memory: process.memoryUsage.rss(), cpuMs: (user + system) / 1000 };
}

/** Starts this file as another process; resolves with what it says first. */
async function start<T>(role: string, input: unknown): Promise<{ said: T; ask(): Promise<Use>; end(): void }> {
  const child = fork(import.meta.filename, [role, JSON.stringify(input)]);
  const next = () => new Promise<unknown>((resolve) => child.once('message', resolve));
  const said = (await next()) as T;
  return {
    said,
    ask: async () => {
      child.send('use');
      return (await next()) as Use;
    },
    end: () => child.kill(),
  };
}

async function timed(url: string): Promise<number> {
  const started = performance.now();
  await (await fetch(url)).arrayBuffer();
  return performance.now() - started;
}

/** MB a second; `each` is called now and then. */
async function rate(url: string, each: () => Promise<void>): Promise<number> {
  const started = performance.now();
  let [bytes, next] = [0, 0];
  const reply = await fetch(url);
  if (!reply.ok) throw new Error(`${url} answers ${String(reply.status)}`);
  for await (const chunk of reply.body as unknown as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes < next) continue;
    next = bytes + 64e6;
    await each();
  }
  return bytes / 1000 / (performance.now() - started);
}

async function compare(rounds: number, megabytes: number): Promise<void> {
  const sites = await start<readonly string[]>('sites', megabytes * 1e6);
  const hub = await start<string>('hub', sites.said);
  const quantile = (values: readonly number[], q: number) =>
    values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? Number.NaN;
  const [search, alone]: number[][] = [[], []];
  const searchFrom = await hub.ask();
  for (let round = 0; round < rounds; round++) {
    alone?.push(await timed(`${sites.said[17] ?? ''}/studies?limit=1000`));
    search?.push(await timed(`${hub.said}/dicom-web/studies`));
  }
  const p95 = quantile(search ?? [], 0.95);
  const slowest = quantile(alone ?? [], 0.95);
  console.log(
    `search over 20 sites, one dead, one silent: p95 ${p95.toFixed(0)} ms, deadline ${String(deadlineMs)} ms`,
  );
  console.log(`the slowest healthy site alone: p95 ${slowest.toFixed(0)} ms`);
  const searchMs = ((await hub.ask()).cpuMs - searchFrom.cpuMs) / rounds;
  console.log(`processor time of the hub: ${searchMs.toFixed(0)} ms a search`);
  if (megabytes > 0) await passThrough(sites, hub, megabytes);
  hub.end();
  sites.end();
}

type Process<T> = Awaited<ReturnType<typeof start<T>>>;

async function passThrough(sites: Process<readonly string[]>, hub: Process<string>, megabytes: number): Promise<void> {
  const [site = ''] = sites.said;
  const proxy = await start<string>('proxy', site);
  const shares = { hub: [] as number[], proxy: [] as number[] };
  const peaks = { hub: 0, proxy: 0 };
  const before = { hub: (await hub.ask()).memory, proxy: (await proxy.ask()).memory };
  for (let round = 0; round < 3; round++) {
    const ownFrom = ownUse();
    const direct = await rate(`${site}/studies/1.0.0`, () => Promise.resolve());
    const client = (ownUse().cpuMs - ownFrom.cpuMs) / megabytes;
    console.log(
      `${String(megabytes)} MB: ${direct.toFixed(0)} MB/s from the site; the client takes ${client.toFixed(2)} s a GB`,
    );
    for (const [name, one] of Object.entries({ hub, proxy }) as readonly ['hub' | 'proxy', Process<string>][]) {
      const from = await one.ask();
      const through = await rate(`${one.said}/dicom-web/studies/1.0.0`, async () => {
        peaks[name] = Math.max(peaks[name], (await one.ask()).memory);
      });
      const took = ((await one.ask()).cpuMs - from.cpuMs) / megabytes;
      shares[name].push(through / direct);
      console.log(`  through the ${name}: ${through.toFixed(0)} MB/s; it takes ${took.toFixed(2)} s a GB`);
    }
  }
  for (const name of ['hub', 'proxy'] as const) {
    const share = shares[name].toSorted((a, b) => a - b)[1] ?? Number.NaN;
    const more = (peaks[name] - before[name]) / 1e6;
    console.log(
      `${name}: ${share.toFixed(2)} of the site's own rate (median of 3); ${more.toFixed(0)} MB more memory at most`,
    );
  }
  proxy.end();
}

const [role = '', input = ''] = process.argv.slice(2);
if (role === 'sites' || role === 'hub' || role === 'proxy') {
  const given: unknown = JSON.parse(input);
  process.on('message', () => process.send?.(ownUse()));
  // As the hub's own process has it.
  if (role === 'hub') await import('../cli/external-memory.ts');
  if (role === 'proxy') process.send?.(await serveProxy(given as string));
  else
    process.send?.(role === 'sites' ? await serveSites(given as number) : await serveHub(given as readonly string[]));
} else await compare(Number(role === '' ? 30 : role), Number(input === '' ? 2000 : input));
