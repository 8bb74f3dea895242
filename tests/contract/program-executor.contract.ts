import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { HubError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import type { OutputLimits } from '../../core/programs/output-limits.ts';
import type { StepExecutor, StepProgress, StepTask } from '../../core/ports/step-executor.ts';

/** What a program of the contract does. Each writes an empty result unless it says otherwise. */
export type ProgramAct =
  | 'finish' // writes the line 'hello', progress 0.5 'half way', a file a.txt with 'a' as output note, and property startedAt: ms since 1970
  | 'exit 3' // writes 'no tumour found', ends with code 3
  | 'signal' // ends itself by SIGSEGV
  | 'malformed' // writes '{' as its result
  | 'flood' // writes 'the beginning', 1 GB of lines, 'the end'
  | 'wait' // writes progress 0.5, then waits 1000 s
  | 'hold on' // leaves a process as 'fork' does, ignores SIGTERM, and waits 1000 s
  | 'hoard' // writes 30 files of 1 MB each, then waits 1000 s
  | 'litter' // makes 300 empty folders, then waits 1000 s
  | 'link out' // gives as its output a link to /etc/passwd
  | 'wait for go' // as finish, but before its end waits until the file `go` of parameters is there, or 5 s where it can't see that
  | 'fork' // leaves a process behind that runs `sleep 98765`, in a session of its own
  | 'write outside'; // tries to write to /pesscara-outside, and says in property `wrote` whether it could

export interface ProgramTraits {
  /** A program goes on when our process ends. */
  readonly outlivesUs: boolean;
  /** A program can't write outside of its folder. */
  readonly isWalledOff: boolean;
  /** The beginning of a log is kept that comes faster than its engine writes it. */
  readonly keepsBeginning: boolean;
}

export interface ProgramCase {
  readonly executor: StepExecutor;
  /** Code of a module that defines `executor`, as this one is, for a process that is killed; where programs outlive us. */
  readonly inAnotherProcess?: string;
  /** @param timeoutS of the step */
  task(act: ProgramAct, timeoutS: number): StepTask;
  /** What is there of programs of this executor: folders, containers, jobs. */
  leftovers(): Promise<readonly string[]>;
  close?(): Promise<void> | void;
}

/** What a program may leave: executors of the contract have these limits, which 'hoard' and 'litter' are over. */
export const smallOutput: OutputLimits = { bytes: 20_000_000, files: 200, lookMs: 200 };

/** Processes of this machine that run the fork's program. */
function strays(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const isZombie = /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
        return !isZombie && readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes('98765');
      } catch {
        return false;
      }
    })
    .map(Number);
}

const never = new AbortController().signal;
const silent: StepProgress = () => undefined;
const minute = 60_000;

/** What the engine relies on of every executor that runs programs of others. */
export function programExecutorContract(
  name: string,
  { outlivesUs, isWalledOff, keepsBeginning }: ProgramTraits,
  open: () => Promise<ProgramCase>,
): void {
  describe(`executor of programs: ${name}`, () => {
    let made: ProgramCase;
    beforeAll(async () => {
      made = await open();
    }, 2 * minute);
    afterAll(async () => {
      await made.close?.();
    });
    const run = (act: ProgramAct, timeoutS = 60, progress: StepProgress = silent) =>
      made.executor.execute(made.task(act, timeoutS), never, progress);
    const failure = async (act: ProgramAct, timeoutS = 60): Promise<HubError> => {
      const error: unknown = await run(act, timeoutS).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(HubError);
      expect(await made.leftovers()).toEqual([]);
      return error as HubError;
    };

    test(
      'gives files and values, tells progress and log lines as they come, and leaves nothing behind',
      async () => {
        const told: [number, string][] = [];
        const lines: string[] = [];
        const progress = Object.assign((fraction: number, message: string) => void told.push([fraction, message]), {
          log: (line: string) => void lines.push(line),
        });
        const { outputs, log } = await run('finish', 60, progress);
        expect(outputs.map(({ kind, bytes }) => [kind, bytes && new TextDecoder().decode(bytes)])).toEqual([
          ['note', 'a'],
        ]);
        expect(told).toEqual([[0.5, 'half way']]);
        expect(lines).toContain('hello');
        expect(log).toContain('hello\n');
        expect(await made.leftovers()).toEqual([]);
      },
      minute,
    );

    test(
      'says how a program failed: by its code, by a signal',
      async () => {
        expect(await failure('exit 3')).toMatchObject({
          code: 'STEP_FAILED',
          message: expect.stringMatching(/with code 3.*no tumour found/) as string,
        });
        expect(await failure('signal')).toMatchObject({
          code: 'STEP_FAILED',
          message: expect.stringMatching(/by SIGSEGV/) as string,
        });
      },
      minute,
    );

    test(
      'refuses a result that is malformed',
      async () => {
        expect(await failure('malformed')).toMatchObject({
          code: 'STEP_FAILED',
          message: expect.stringMatching(/is not JSON/) as string,
        });
      },
      minute,
    );

    test(
      'stops a program that hangs at its time limit, with all that it started, though it would not end',
      async () => {
        expect(await failure('hold on', 2)).toMatchObject({
          code: 'STEP_FAILED',
          message: expect.stringMatching(/did not end within 2 s/) as string,
        });
        await expect.poll(strays, { timeout: 10_000 }).toEqual([]);
      },
      minute,
    );

    test(
      'stops a program that leaves more than it may, saying which limit that is',
      async () => {
        expect(await failure('hoard')).toMatchObject({
          code: 'STEP_FAILED',
          message: 'the program has written files of more than the 20000000 bytes allowed',
        });
        expect(await failure('litter')).toMatchObject({
          code: 'STEP_FAILED',
          message: 'the program has left more than the 200 files and folders allowed',
        });
      },
      minute,
    );

    test(
      'refuses an output that is a link to what is not in its folder',
      async () => {
        expect(await failure('link out')).toMatchObject({
          code: 'STEP_FAILED',
          message: expect.stringMatching(/not a plain file/) as string,
        });
      },
      minute,
    );

    test(
      'keeps the beginning and the end of a log of 1 GB, in bounded memory',
      async () => {
        const before = process.memoryUsage().rss;
        const { log } = await run('flood', 100);
        expect(log.length).toBeLessThan(20_000);
        if (keepsBeginning) expect(log.slice(0, 100)).toMatch(/^the beginning\n/);
        expect(log.slice(-100)).toMatch(/the end\n$/);
        expect(process.memoryUsage().rss - before).toBeLessThan(300_000_000);
        expect(await made.leftovers()).toEqual([]);
      },
      2 * minute,
    );

    test(
      'leaves no process of a program that forks',
      async () => {
        await run('fork').catch(() => undefined);
        await expect.poll(strays, { timeout: 10_000 }).toEqual([]);
      },
      minute,
    );

    test(
      'ends the program when the step is cancelled',
      async () => {
        const cancel = new AbortController();
        const reason = new HubError('STEP_FAILED', 'cancelled');
        const progress = Object.assign(
          () => {
            cancel.abort(reason);
          },
          { started: () => Promise.resolve() },
        );
        await expect(made.executor.execute(made.task('wait', 60), cancel.signal, progress)).rejects.toBe(reason);
        expect(await made.leftovers()).toEqual([]);
      },
      minute,
    );

    test(
      'fails as its input does when that has vanished, having begun nothing that stays',
      async () => {
        const gone = new HubError('NOT_FOUND', 'no such content');
        const task = made.task('finish', 60);
        const [input] = task.inputs;
        if (!input) throw new Error('the case has no input');
        const without = { ...task, inputs: [{ ...input, read: () => Promise.reject(gone) }] };
        await expect(made.executor.execute(without, never, silent)).rejects.toBe(gone);
        expect(await made.leftovers()).toEqual([]);
      },
      minute,
    );

    if (isWalledOff) {
      test(
        'keeps a program to its folder',
        async () => {
          const { outputs } = await run('write outside');
          expect(outputs.map(({ properties }) => properties['wrote'])).toEqual([false]);
        },
        minute,
      );
    }

    if (outlivesUs) {
      test(
        'takes over the program of a process that was killed, without beginning it anew',
        async () => {
          const task = made.task('wait for go', 60);
          const { handle, killedAt } = await beginAndKill(made.inAnotherProcess ?? '', task);
          const noted: JsonObject[] = [];
          const progress = Object.assign(() => undefined, {
            started: (one: JsonObject) => Promise.resolve(void noted.push(one)),
          });
          const { outputs } = await made.executor.execute({ ...task, handle }, never, progress);
          expect(noted).toEqual([]);
          expect(outputs[0]?.properties['startedAt']).toBeLessThanOrEqual(killedAt);
          // What it made stays until the engine has kept it: another attempt may have to read it.
          const again = await made.executor.execute({ ...task, handle }, never, progress);
          expect(again.outputs[0]?.properties).toEqual(outputs[0]?.properties);
          await made.executor.release?.(handle);
          await made.executor.release?.(handle);
          expect(await made.leftovers()).toEqual([]);
        },
        2 * minute,
      );

      test(
        'lets the program go on when this process stops, and ends it when its handle is released',
        async () => {
          const stop = new AbortController();
          const handles: JsonObject[] = [];
          const progress = Object.assign(
            () => {
              stop.abort(new HubError('UNAVAILABLE', 'the hub is stopping'));
            },
            { started: (one: JsonObject) => Promise.resolve(void handles.push(one)) },
          );
          await expect(made.executor.execute(made.task('wait', 60), stop.signal, progress)).rejects.toThrow('stopping');
          expect((await made.leftovers()).length).toBeGreaterThan(0);
          for (const handle of handles) await made.executor.release?.(handle);
          expect(await made.leftovers()).toEqual([]);
        },
        minute,
      );

      test(
        'begins anew where the work of a handle is gone',
        async () => {
          const handles: JsonObject[] = [];
          const progress = Object.assign(() => undefined, {
            started: (one: JsonObject) => Promise.resolve(void handles.push(one)),
          });
          const task = made.task('finish', 60);
          await made.executor.execute(task, never, progress);
          const [handle = {}] = handles;
          await made.executor.release?.(handle);
          expect((await made.executor.execute({ ...task, handle }, never, progress)).outputs.length).toBe(1);
          for (const one of handles) await made.executor.release?.(one);
          expect(await made.leftovers()).toEqual([]);
        },
        minute,
      );
    }
  });
}

/** Begins the task in a process that is killed once the program has told progress. */
async function beginAndKill(code: string, task: StepTask): Promise<{ handle: JsonObject; killedAt: number }> {
  const plain = { ...task, inputs: [] };
  const child = spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `${code}
       const progress = Object.assign(() => console.log('RUNS'), { started: async (handle) => console.log(JSON.stringify(handle)) });
       await executor.execute(${JSON.stringify(plain)}, new AbortController().signal, progress);`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  let handle: JsonObject | null = null;
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'RUNS') break;
    handle = JSON.parse(line) as JsonObject;
  }
  const killedAt = Date.now();
  child.kill('SIGKILL');
  await once(child, 'exit');
  if (handle === null) throw new Error('the program told no handle');
  return { handle, killedAt };
}
