import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '../../tests/support/pesscara-process.ts';
import { quantile } from '../graph/questions.ts';
import { mostInOneProcess } from './audience.ts';
import { Contender, parts, type ContenderName, type Round, type Tokens } from './contender.ts';
import { hiveProgram, Source } from './processes.ts';
import { progressSupergraph } from './progress-subgraph.ts';
import { checkRoom } from './room.ts';

const warmUp = 3;
const subgraphPort = 4801;

interface Measured {
  readonly subscribers: number;
  readonly rounds: number;
  /** Whether all subscribers have one, or each its own. */
  readonly tokens: Tokens;
  /** Contenders; all when there are none. */
  readonly only: readonly string[];
}

/**
 * One event at a time to all subscribers of one gateway and then of the next, while all are connected, over a subgraph that has nothing to do but
 * tell of events. @throws Error when an event does not reach all
 */
export async function measureAgainstHive({ subscribers, rounds, tokens, only }: Measured): Promise<void> {
  const names = namesOf(only);
  const upstream = names.reduce((sum, name) => sum + (parts[name].files[tokens] - 1) * subscribers, 0);
  await checkRoom({
    files: new Map<string, number>([
      ...names.map((name) => [parts[name].what, subscribers * parts[name].files[tokens]] as const),
      ['the subgraph', upstream],
      ['a process of subscribers', Math.min(subscribers, mostInOneProcess)],
    ]),
    connections: Math.max(subscribers, upstream),
  });
  await using folder = await temporaryFolder();
  const supergraph = join(folder.path, 'supergraph.graphql');
  await writeFile(supergraph, progressSupergraph(`http://127.0.0.1:${String(subgraphPort)}/graphql`));
  using stack = new DisposableStack();
  const subgraph = stack.use(await Source.start('subgraph', subgraphPort));
  const measured: { readonly contender: Contender; readonly rounds: Round[] }[] = [];
  for (const name of names) {
    const contender = stack.use(await Contender.open(name, { subgraph, supergraph, subscribers, tokens }));
    measured.push({ contender, rounds: [] });
    console.error(`${name}: ${String(subscribers)} subscribers are there`);
  }
  for (let round = -warmUp; round < rounds; round++) {
    for (const { contender, rounds: done } of measured) {
      const result = await contender.round();
      if (round >= 0) done.push(result);
    }
  }

  console.log(
    `Node ${process.version}, ${String(subscribers)} subscribers of each gateway, ${String(rounds)} events to each, in turn. Medians of the rounds; "x": Hive's divided by the line's, in the same round`,
  );
  const columns = ['p50 ms', 'x', 'p99 ms', 'x', 'CPU ms each', 'x', 'kB each', 'kB after', 'CPU ms to open', 'lost'];
  console.log(`| contender | ${columns.join(' | ')} |\n|${'---|'.repeat(columns.length + 1)}`);
  const peer = measured.find(({ contender }) => contender.name === 'hive')?.rounds ?? [];
  for (const { contender, rounds: own } of measured) {
    const of = (pick: (round: Round) => number, digits: number) => [
      median(own.map(pick)).toFixed(digits),
      median(peer.flatMap((theirs, n) => own.slice(n, n + 1).map((ours) => pick(theirs) / pick(ours)))).toFixed(2),
    ];
    const figures = [...of(({ p50 }) => p50, 0), ...of(({ p99 }) => p99, 0), ...of(({ cpu }) => cpu, 3)];
    const kB = [contender.kBEach, await contender.kBNow()].map((size) => size.toFixed(1));
    const rest = [...kB, contender.cpuToOpen.toFixed(2), contender.audience.lost];
    console.log(`| ${[parts[contender.name].what, ...figures, ...rest].join(' | ')} |`);
  }
}

const median = (numbers: readonly number[]) => quantile(numbers, 0.5);

/** @throws Error for a name that is none, and where the peer is not installed */
function namesOf(only: readonly string[]): readonly ContenderName[] {
  const all = Object.keys(parts) as ContenderName[];
  const unknown = only.find((name) => !all.some((known) => known === name));
  if (unknown !== undefined) throw new Error(`--only: expected some of ${all.join(', ')}, got ${unknown}`);
  const names = all.filter((name) => only.length === 0 || only.includes(name));
  if (names.includes('hive') && !existsSync(hiveProgram))
    throw new Error('--peer hive: `npm ci --prefix bench/hive-gateway` comes first');
  return names;
}
