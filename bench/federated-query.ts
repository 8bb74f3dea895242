/**
 * `node bench/federated-query.ts [--seconds 2] [--rounds 9] [--only ours,hive]`: the federated query of the design (50 subjects with exams,
 * series, tags, diagnoses, variants, archives, runs, project; about 32 kB of answer) at 16 connections: our gateway with local subgraphs,
 * the same with Apollo's executor, ours in open mode and Hive Gateway over the same HTTP subgraphs, and one plain graphql-js schema with the
 * same resolvers. All run at once, each in its own process, and get the load in turn, in short rounds; ratios are taken within a round, and their median counts.
 * Hive Gateway has its own lock file: `npm ci --prefix bench/hive-gateway` first; without it, it is left out.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { subgraphs, supergraphSdl } from './federated/contenders.ts';

interface Load {
  readonly count: number;
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly answers: readonly (readonly [hash: string, length: number])[];
}

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '9' },
    only: { type: 'string', default: '' },
  },
});
const ms = Number(values.seconds) * 1000;
const rounds = Number(values.rounds);
const warmUpMs = 5000;
const here = import.meta.dirname;
const folder = await mkdtemp(join(tmpdir(), 'federated-bench-'));
const supergraph = join(folder, 'supergraph.graphql');
const subgraphPort = 4701;
const hive = join(here, 'hive-gateway/node_modules/.bin/hive-gateway');
const children: ChildProcess[] = [];

const serve = (...args: string[]) => [process.execPath, join(here, 'federated/serve.ts'), ...args];
const contenders = [
  { name: 'plain', what: 'plain graphql-js, one schema', port: 4711, command: serve('plain', '4711'), overHttp: false },
  { name: 'ours', what: 'PESSCARA, local subgraphs', port: 4712, command: serve('ours', '4712'), overHttp: false },
  {
    name: 'stock',
    what: "PESSCARA's door, Apollo's executor, local",
    port: 4713,
    command: serve('ours-stock', '4713'),
    overHttp: false,
  },
  {
    name: 'open',
    what: 'PESSCARA --open, HTTP subgraphs',
    port: 4714,
    command: serve('open', '4714', supergraph),
    overHttp: true,
  },
  {
    name: 'hive',
    what: 'Hive Gateway, HTTP subgraphs',
    port: 4715,
    command: [hive, 'supergraph', supergraph, '--port', '4715', '--host', '127.0.0.1', '--fork', '1'],
    overHttp: true,
  },
].filter(
  ({ name, command }) =>
    (values.only === '' || values.only.split(',').includes(name)) && (name !== 'hive' || existsSync(command[0] ?? '')),
);

function start([program = '', ...args]: readonly string[]): ChildProcess {
  const child = spawn(program, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  children.push(child);
  return child;
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function answering(port: number): Promise<void> {
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      const response = await fetch(`http://127.0.0.1:${String(port)}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: '{ __typename }' }),
      });
      if (response.ok) return;
    } catch (error) {
      if (Date.now() > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

async function load(port: number, forMs: number): Promise<Load> {
  const child = spawn(
    process.execPath,
    [join(here, 'federated/load.ts'), `http://127.0.0.1:${String(port)}/graphql`, '16', String(forMs)],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await once(child, 'close');
  return JSON.parse(output) as Load;
}

const median = (numbers: readonly number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? NaN;

/** Processor time that a process has used, in ms: what the others on a busy machine do changes it little. */
async function cpuMs({ pid = 0 }: ChildProcess): Promise<number> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8');
  // Fields 14 and 15 of proc(5), counted after the name in parentheses, in clock ticks of 10 ms.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

try {
  await writeFile(
    supergraph,
    supergraphSdl(
      (name) => `http://127.0.0.1:${String(subgraphPort + subgraphs.findIndex((s) => s.name === name))}/graphql`,
    ),
  );
  start(serve('subgraphs', String(subgraphPort)));
  await answering(subgraphPort);
  const running = new Map<string, ChildProcess>();
  for (const { name, port, command } of contenders) {
    running.set(name, start(command));
    await answering(port);
    await load(port, warmUpMs);
  }
  const found = new Map<string, (Load & { readonly cpu: number })[]>(contenders.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, port } of contenders) {
      const server = running.get(name);
      if (!server) continue;
      const before = await cpuMs(server);
      const result = await load(port, ms);
      const cpu = ((await cpuMs(server)) - before) / result.count;
      found.get(name)?.push({ ...result, cpu });
      console.error(
        `round ${String(round + 1)} ${name}: ${result.perSecond.toFixed(1)}/s, ${cpu.toFixed(2)} ms of processor each`,
      );
    }
  }
  const hashes = new Set([...found.values()].flat().flatMap(({ answers }) => answers.map(([hash]) => hash)));
  if (hashes.size !== 1) throw new Error(`the contenders answered differently: ${String(hashes.size)} answers`);
  /** The median over the rounds of one contender's rate over another's in the same round. */
  const against = (name: string, other: string): string => {
    const ratios = (found.get(name) ?? []).flatMap(({ perSecond }, round) => {
      const peer = found.get(other)?.[round];
      return peer ? [perSecond / peer.perSecond] : [];
    });
    return ratios.length > 0 ? median(ratios).toFixed(2) : '-';
  };
  const size = [...found.values()].flat()[0]?.answers[0]?.[1] ?? 0;
  console.log(
    `${cpus()[0]?.model ?? 'cpu'} x${String(cpus().length)}, Node ${process.version}, answer ${String(size)} bytes, 16 connections, ${String(rounds)} rounds of ${values.seconds} s each; medians`,
  );
  console.log(
    '| contender | requests/s | p50 ms | p99 ms | its CPU ms/request | x Hive | x plain |\n|---|---|---|---|---|---|---|',
  );
  for (const { name, what } of contenders) {
    const loads = found.get(name) ?? [];
    const of = (pick: (load: (typeof loads)[number]) => number, digits: number) =>
      median(loads.map(pick)).toFixed(digits);
    const row = [what, of((l) => l.perSecond, 0), of((l) => l.p50, 0), of((l) => l.p99, 0), of((l) => l.cpu, 2)];
    console.log(`| ${[...row, against(name, 'hive'), against(name, 'plain')].join(' | ')} |`);
  }
} finally {
  for (const child of children) await stop(child);
  await rm(folder, { recursive: true });
}
