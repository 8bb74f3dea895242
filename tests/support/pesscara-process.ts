import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { HubClient } from '../../cli/hub-client.ts';
import { seedDataFolder } from './embedded-template.ts';
import { hubEnvironment } from './served-hub.ts';

export const repository = join(import.meta.dirname, '..', '..');
export const cliPath = join(repository, 'cli', 'main.ts');

/** A temporary folder that is removed when the `await using` scope ends. */
export async function temporaryFolder(): Promise<{ path: string } & AsyncDisposable> {
  const path = await mkdtemp(join(tmpdir(), 'pesscara-test-'));
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true, maxRetries: 5 }) };
}

export interface CommandResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs Node on a script of ours to its end. */
export async function runNode(
  script: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  stdin = '',
): Promise<CommandResult> {
  const child = spawn(process.execPath, [script, ...args], { env: { ...process.env, ...env }, stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.on('error', () => undefined); // the command may end without reading it
  child.stdin.end(stdin);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, stdout, stderr };
}

const started = z.object({ url: z.string(), pid: z.number() });

/** A running `pesscara start` or `pesscara site`. */
export class PesscaraProcess {
  readonly url: string;
  /** Resolves when the process has ended, however. */
  readonly ended: Promise<void>;
  readonly #child: ChildProcess;
  readonly #output: readonly Buffer[];

  private constructor(url: string, child: ChildProcess, output: readonly Buffer[]) {
    this.url = url;
    this.#child = child;
    this.#output = output;
    this.ended = new Promise((resolve) => {
      if (child.exitCode !== null || child.signalCode !== null) resolve();
      else
        child.once('exit', () => {
          resolve();
        });
    });
  }

  /** Starts `pesscara ARGS --json`, and waits for the line with its address. */
  static async start(args: readonly string[], env: Readonly<Record<string, string>>): Promise<PesscaraProcess> {
    const child = spawn(process.execPath, [cliPath, ...args, '--json'], {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    const output: Buffer[] = [];
    child.stderr?.on('data', (chunk: Buffer) => output.push(chunk));
    if (!child.stdout) throw new Error('the child has no stdout');
    const lines = createInterface({ input: child.stdout });
    const line = await new Promise<string>((resolve, reject) => {
      lines.once('line', resolve);
      child.once('exit', (code) => {
        reject(new Error(`pesscara ${args.join(' ')} ended with ${String(code)}: ${Buffer.concat(output).toString()}`));
      });
    });
    const parsed = started.safeParse(JSON.parse(line));
    if (!parsed.success) throw new Error(`pesscara ${args.join(' ')}: ${line}`);
    return new PesscaraProcess(parsed.data.url, child, output);
  }

  /** What it wrote to standard error so far: its log. */
  get log(): string {
    return Buffer.concat(this.#output).toString();
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Ends it by the signal; answers the exit code, null after SIGKILL. */
  async end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return this.#child.exitCode;
    const ended = new Promise<number | null>((resolve) => this.#child.once('exit', resolve));
    this.#child.kill(signal);
    return ended;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.end('SIGTERM');
  }
}

export interface HubProcess extends AsyncDisposable {
  readonly process: PesscaraProcess;
  readonly home: string;
  readonly adminPassword: string;
  /** As the local operator (an administrator). */
  readonly operator: HubClient;
}

const testPassword = 'a password for tests';

/** A hub of its own on a free port, embedded or (in vitest's project `served`) on real servers. */
export async function startHub(home: string, settings: Readonly<Record<string, string>> = {}): Promise<HubProcess> {
  const servers = await hubEnvironment(home);
  if (Object.keys(servers).length === 0) await seedDataFolder(home);
  const env = {
    ...servers,
    PESSCARA_HOME: home,
    PESSCARA_HOST: '127.0.0.1',
    PESSCARA_PORT: '0',
    PESSCARA_ADMIN_PASSWORD: testPassword,
    ...settings,
  };
  const hub = await PesscaraProcess.start(['start'], env);
  const { readSettings } = await import('../../cli/settings.ts');
  const operator = await HubClient.fromSettings({ ...readSettings({}), home, token: null });
  return {
    process: hub,
    home,
    adminPassword: testPassword,
    operator,
    [Symbol.asyncDispose]: async () => {
      await hub.end('SIGTERM');
    },
  };
}
