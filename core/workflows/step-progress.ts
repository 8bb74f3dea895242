import { asError } from '../errors.ts';
import type { StepProgress } from '../ports/step-executor.ts';
import type { WorkflowPorts } from './ports.ts';
import { publishChange, stepMessage } from './run-events.ts';
import type { Run, StepRun } from './run.ts';
import { StepLog } from './step-log.ts';

const intervalMs = 1000;

/** What an attempt tells while it works. */
export interface ToldProgress {
  readonly tell: StepProgress & {
    /** A line that the program wrote. */
    readonly log: (line: string) => void;
  };
  /** What was told of the log so far. */
  readonly log: () => string;
  [Symbol.dispose](): void;
}

/**
 * Keeps an attempt's progress and log with its step, and tells those who watch the run, at most once a second and the last of it. Nothing is kept
 * of an attempt that has lost its hold.
 */
export function progressOf(
  { store, feed, transactor }: Pick<WorkflowPorts, 'store' | 'feed' | 'transactor'>,
  run: Run,
  stepRun: StepRun,
  label: string | null,
): ToldProgress {
  const lines = new StepLog();
  let now: { fraction: number; text: string } | null = null;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  let last = Date.now();
  const write = async (): Promise<void> => {
    const [told, log] = [now, lines.toString()];
    await transactor.transact(async () => {
      // The run first, as everywhere.
      await store.lockRun(run.id);
      const fraction = told === null ? null : Math.min(Math.max(told.fraction, 0), 1);
      const text = told === null ? null : told.text.replaceAll('\u0000', '').slice(0, 500);
      const held = await store.noteProgress(stepRun.id, stepRun.fence, {
        fraction,
        text,
        log: log === '' ? null : log,
      });
      if (!held) return;
      const what = fraction === null ? 'works' : `${String(Math.round(fraction * 100))}% ${text ?? ''}`.trim();
      const message = stepMessage(stepRun.step, what, label);
      await publishChange(feed, run, {
        message,
        step: stepRun.step,
        stepRunId: stepRun.id,
        state: 'RUNNING',
        runState: null,
      });
    });
  };
  const soon = (): void => {
    timer ??= setTimeout(
      () => {
        timer = null;
        last = Date.now();
        // Progress is a courtesy: a lost message must not fail the step that it tells of.
        writing = writing.then(write).catch((error: unknown) => {
          process.emitWarning(asError(error));
        });
      },
      Math.max(intervalMs - (Date.now() - last), 0),
    );
    timer.unref();
  };
  const tell = Object.assign(
    (fraction: number, text: string) => {
      now = { fraction: Number.isFinite(fraction) ? fraction : 0, text };
      soon();
    },
    {
      log: (line: string) => {
        lines.add(line.endsWith('\n') ? line : `${line}\n`);
        soon();
      },
    },
  );
  return {
    tell,
    log: () => lines.toString(),
    [Symbol.dispose]: () => {
      if (timer) clearTimeout(timer);
    },
  };
}
