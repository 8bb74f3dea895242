import type { JsonObject } from '../../core/json.ts';
import type { StepProgress } from '../../core/ports/step-executor.ts';

/** Tells what an application says of work in progress; what it does not say rightly is left out. */
export function tell(
  { progress: fraction, message, log: line }: JsonObject,
  progress: StepProgress,
  log: string[],
): void {
  if (typeof fraction === 'number' && fraction >= 0 && fraction <= 1)
    progress(fraction, typeof message === 'string' ? message.slice(0, 200) : '');
  if (typeof line !== 'string' || line === '' || log.length >= 1000) return;
  log.push(line.slice(0, 10_000));
  progress.log?.(line.slice(0, 10_000));
}
