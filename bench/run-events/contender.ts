import { quantile } from '../graph/questions.ts';
import { residentMb } from '../load/measures.ts';
import { atRest, processorMs } from '../load/processor.ts';
import { Audience } from './audience.ts';
import { Source, startHive } from './processes.ts';

/** For all subscriptions to be opened, and for one event to reach all. */
const timeoutMs = 60_000;

/** Who takes part, and how many files it has open for each subscriber where all have one token, and where each has its own. */
export const parts = {
  local: { what: 'PESSCARA, the subgraph in its process', port: 4802, files: { one: 1, own: 1 } },
  open: { what: 'PESSCARA `--open`, the subgraph on a WebSocket for each', port: 4803, files: { one: 2, own: 2 } },
  hive: {
    what: 'Hive Gateway, the same subgraph on a WebSocket for each token',
    port: 4804,
    files: { one: 1, own: 2 },
  },
} as const;
export type ContenderName = keyof typeof parts;
export type Tokens = 'one' | 'own';

/** One event to all subscribers of one gateway. */
export interface Round {
  readonly p50: number;
  readonly p99: number;
  /** The gateway's processor time for each subscriber. */
  readonly cpu: number;
}

/** A gateway with its subscribers. */
export class Contender implements Disposable {
  readonly name: ContenderName;
  readonly audience: Audience;
  readonly kBEach: number;
  readonly cpuToOpen: number;
  readonly #stack: DisposableStack;
  readonly #pid: number;
  readonly #source: Source;
  readonly #subscribers: number;
  readonly #mbWithout: number;

  private constructor(
    name: ContenderName,
    { stack, pid, source, audience, subscribers, mbWithout, mbWith, cpuToOpen }: Opened,
  ) {
    this.name = name;
    this.audience = audience;
    this.kBEach = ((mbWith - mbWithout) * 1024) / subscribers;
    this.cpuToOpen = cpuToOpen;
    this.#stack = stack;
    this.#pid = pid;
    this.#source = source;
    this.#subscribers = subscribers;
    this.#mbWithout = mbWithout;
  }

  /** Starts the gateway and connects its subscribers. @throws Error when one is refused, or not all are there in time */
  static async open(name: ContenderName, { subgraph, supergraph, subscribers, tokens }: Setting): Promise<Contender> {
    using stack = new DisposableStack();
    const { port } = parts[name];
    let [pid, source] = [0, subgraph];
    if (name === 'hive') {
      pid = stack.adopt(await startHive(supergraph, port), (child) => child.kill('SIGKILL')).pid ?? 0;
    } else {
      const gateway = stack.use(await Source.start(name, port, supergraph));
      pid = gateway.process.pid ?? 0;
      if (name === 'local') source = gateway;
    }
    await atRest(pid);
    const [mbWithout, used] = [await residentMb(pid), processorMs([pid])];
    const url = `http://127.0.0.1:${String(port)}`;
    const audience = stack.use(
      await Audience.open({ url, token: 'subscriber', runId: name, ownTokens: tokens === 'own' }, subscribers),
    );
    const deadline = performance.now() + timeoutMs;
    for (let there = 0; there < subscribers; there = await source.watching(name)) {
      if (performance.now() > deadline)
        throw new Error(`${name}: ${String(there)} of ${String(subscribers)} subscriptions came`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    await atRest(pid);
    const cpuToOpen = (processorMs([pid]) - used) / subscribers;
    const mbWith = await residentMb(pid);
    return new Contender(name, {
      stack: stack.move(),
      pid,
      source,
      audience,
      subscribers,
      mbWithout,
      mbWith,
      cpuToOpen,
    });
  }

  /** Of the gateway, as it is now. */
  async kBNow(): Promise<number> {
    return (((await residentMb(this.#pid)) - this.#mbWithout) * 1024) / this.#subscribers;
  }

  /** Publishes one event. @throws Error when it does not reach all in time */
  async round(): Promise<Round> {
    const [used, deadline] = [processorMs([this.#pid]), performance.now() + timeoutMs];
    await this.#source.publish(this.name);
    const times: number[] = [];
    while (times.length < this.#subscribers) {
      if (performance.now() > deadline)
        throw new Error(`${this.name}: the event came to ${String(times.length)} of ${String(this.#subscribers)}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      times.push(...(await this.audience.take()));
    }
    const cpu = (processorMs([this.#pid]) - used) / this.#subscribers;
    return { p50: quantile(times, 0.5), p99: quantile(times, 0.99), cpu };
  }

  [Symbol.dispose](): void {
    this.#stack.dispose();
  }
}

interface Setting {
  /** What the gateways have behind a URL. */
  readonly subgraph: Source;
  /** The file that says so. */
  readonly supergraph: string;
  readonly subscribers: number;
  readonly tokens: Tokens;
}

interface Opened {
  readonly stack: DisposableStack;
  readonly pid: number;
  readonly source: Source;
  readonly audience: Audience;
  readonly subscribers: number;
  readonly mbWithout: number;
  readonly mbWith: number;
  readonly cpuToOpen: number;
}
