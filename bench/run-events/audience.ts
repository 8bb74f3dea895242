import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';
import { asked, heard } from './child.ts';

/** Sockets that one process holds: what it does at an event has to keep up with the gateway. */
export const mostInOneProcess = 5_000;

const told = z.object({ times: z.array(z.number()), lost: z.number() });

interface Watched {
  readonly url: string;
  readonly token: string;
  /** The token is only what each one's own begins with. @default false */
  readonly ownTokens?: boolean;
  readonly runId: string;
}

/** Subscribers of one run's progress, a WebSocket each, in processes of their own. */
export class Audience implements Disposable {
  readonly #processes: readonly ChildProcess[];
  /** Connections that were closed. */
  lost = 0;

  private constructor(processes: readonly ChildProcess[]) {
    this.#processes = processes;
  }

  /** Resolves when each has been acknowledged and has sent its subscription. @throws Error when a connection is refused */
  static async open({ url, token, runId, ownTokens = false }: Watched, subscribers: number): Promise<Audience> {
    const processes = Array.from({ length: Math.ceil(subscribers / mostInOneProcess) }, (_, n) =>
      fork(
        join(import.meta.dirname, 'subscribers.ts'),
        [url, runId, String(Math.min(mostInOneProcess, subscribers - n * mostInOneProcess))],
        { env: { ...process.env, ...(ownTokens ? { TOKEN_PREFIX: `${token}-${String(n)}` } : { TOKEN: token }) } },
      ),
    );
    const audience = new Audience(processes);
    try {
      await Promise.all(processes.map(heard));
      return audience;
    } catch (error) {
      audience[Symbol.dispose]();
      throw error;
    }
  }

  /** For each event that came since the last call: ms from its own time to its arrival. */
  async take(): Promise<readonly number[]> {
    const answers = (await Promise.all(this.#processes.map((child) => asked(child, 'take')))).map((a) => told.parse(a));
    this.lost = answers.reduce((sum, { lost }) => sum + lost, 0);
    return answers.flatMap(({ times }) => times);
  }

  [Symbol.dispose](): void {
    for (const child of this.#processes) child.kill('SIGKILL');
  }
}
