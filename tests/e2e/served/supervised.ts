import { freePort } from '../../services/server.ts';
import { PesscaraProcess } from '../../support/pesscara-process.ts';

/** One role's process at a fixed address, started again when it dies, as a cluster's manager would. */
export class Supervised implements AsyncDisposable {
  readonly name: string;
  readonly url: string;
  readonly #args: readonly string[];
  readonly #env: Readonly<Record<string, string>>;
  #process: PesscaraProcess | null = null;
  #wanted = true;
  #watching: Promise<void> = Promise.resolve();

  private constructor(args: readonly string[], env: Readonly<Record<string, string>>, port: number) {
    this.name = args.join(' ');
    this.url = `http://127.0.0.1:${String(port)}`;
    this.#args = [...args, '--port', String(port)];
    this.#env = env;
  }

  static async start(args: readonly string[], env: Readonly<Record<string, string>>): Promise<Supervised> {
    const supervised = new Supervised(args, env, await freePort());
    await supervised.#spawn();
    return supervised;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** SIGKILL; resolves when the next process is ready. */
  async kill(): Promise<void> {
    await this.#process?.end('SIGKILL');
    await this.#watching;
  }

  /** SIGTERM and its end, then a new process, as in a rolling restart. Answers the exit code. */
  async restart(): Promise<number | null> {
    this.#wanted = false;
    const code = (await this.#process?.end('SIGTERM')) ?? null;
    await this.#watching;
    this.#wanted = true;
    await this.#spawn();
    return code;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#wanted = false;
    await this.#process?.end('SIGTERM');
    await this.#watching;
  }

  async #spawn(): Promise<void> {
    const process = await PesscaraProcess.start(this.#args, this.#env);
    this.#process = process;
    this.#watching = process.ended.then(async () => {
      // Whoever killed it may do so again while it starts, and its servers may be away.
      while (this.#wanted) {
        try {
          await this.#spawn();
          return;
        } catch {
          await new Promise((resolve) => setTimeout(resolve, 200));
        }
      }
    });
  }
}
