import { fork, spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { asked, heard } from './child.ts';

const bench = join(import.meta.dirname, '..');
/** What `npm ci --prefix bench/hive-gateway` brings. */
export const hiveProgram = join(bench, 'hive-gateway/node_modules/.bin/hive-gateway');
const production = { ...process.env, NODE_ENV: 'production' };

/** A source of events: the subgraph, or the gateway that has it in its process. */
export class Source implements Disposable {
  readonly process: ChildProcess;

  private constructor(process: ChildProcess) {
    this.process = process;
  }

  static async start(role: string, port: number, ...more: readonly string[]): Promise<Source> {
    const child = fork(join(bench, 'run-events/serve.ts'), [role, String(port), ...more], { env: production });
    await heard(child);
    return new Source(child);
  }

  /** How many watch the run. */
  async watching(runId: string): Promise<number> {
    return Number(await asked(this.process, `count ${runId}`));
  }

  /** Tells of one event; resolves when all subscriptions have it before them. */
  async publish(runId: string): Promise<void> {
    await asked(this.process, `publish ${runId}`);
  }

  [Symbol.dispose](): void {
    this.process.kill('SIGKILL');
  }
}

/** Starts Hive Gateway in one process. @throws Error when it does not answer within 30 s */
export async function startHive(supergraph: string, port: number): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [
      ...[hiveProgram, 'supergraph', supergraph, '--port', String(port), '--host', '127.0.0.1', '--fork', '1'],
      ...['--config-path', join(bench, 'hive-gateway/subscriptions.config.js')],
    ],
    { stdio: ['ignore', 'ignore', 'inherit'], env: production },
  );
  const deadline = Date.now() + 30_000;
  for (;;) {
    try {
      const response = await fetch(`http://127.0.0.1:${String(port)}/readiness`);
      if (response.ok) return child;
    } catch (error) {
      if (Date.now() > deadline || child.exitCode !== null) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
