import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

const ready = z.object({ url: z.string() });
const failure = z.object({ error: z.object({ message: z.string() }) });
const cli = join(import.meta.dirname, '..', 'cli', 'main.ts');

/** A `pesscara` process of our own (a hub, a site), started again when it dies before it was told to stop. */
export class ManagedProcess {
  readonly #args: readonly string[];
  readonly #env: Readonly<Record<string, string>>;
  readonly #onRestart: (how: string) => void;
  #child: ChildProcess | null = null;
  #stopping = false;
  #url = '';

  private constructor(
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    onRestart: (how: string) => void,
  ) {
    this.#args = args;
    this.#env = env;
    this.#onRestart = onRestart;
  }

  /** Starts `pesscara ARGS --json` and waits for the line that says its address. */
  static async start(
    args: readonly string[],
    env: Readonly<Record<string, string>>,
    onRestart: (how: string) => void,
  ): Promise<ManagedProcess> {
    const managed = new ManagedProcess(args, env, onRestart);
    await managed.#spawn();
    return managed;
  }

  get url(): string {
    return this.#url;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Its end is wanted from here on: it is not started again. */
  expectEnd(): void {
    this.#stopping = true;
  }

  /** SIGTERM, then waits for its end. */
  async stop(): Promise<void> {
    this.expectEnd();
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGTERM');
    await ended;
  }

  async #spawn(): Promise<void> {
    // Started again, it takes the port that it had: its clients know that one.
    const samePort = this.#url === '' ? [] : ['--port', new URL(this.#url).port];
    const child = spawn(process.execPath, [cli, ...this.#args, ...samePort, '--json'], {
      env: { ...process.env, ...this.#env },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    });
    this.#child = child;
    const { stdout } = child;
    if (!stdout) throw new Error('the child has no stdout');
    const lines = createInterface({ input: stdout });
    this.#url = await new Promise<string>((resolve, reject) => {
      lines.once('line', (line) => {
        const parsed = ready.safeParse(JSON.parse(line));
        if (parsed.success) resolve(parsed.data.url);
        else reject(new Error(failure.safeParse(JSON.parse(line)).data?.error.message ?? line));
      });
      child.once('exit', (code, signal) => {
        reject(new Error(`pesscara ${this.#args.join(' ')} ended before it was ready (${String(code ?? signal)})`));
      });
      child.once('error', reject);
    });
    child.once('exit', (code, signal) => {
      if (this.#stopping) return;
      this.#onRestart(signal ?? `exit code ${String(code)}`);
      void this.#restart();
    });
  }

  /** Tries again until it is up: whoever killed it may do so while it starts. */
  async #restart(): Promise<void> {
    while (!this.#stopping) {
      try {
        await this.#spawn();
        return;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
    }
  }
}
