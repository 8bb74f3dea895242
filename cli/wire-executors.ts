import { join } from 'node:path';
import { PythonEnvironments } from '../adapters/python/environments.ts';
import { PythonExecutor, usualMemoryBytes } from '../adapters/python/python-executor.ts';
import type { CallBackDesk } from '../core/call-backs/call-backs.ts';
import type { StepExecutor } from '../core/ports/step-executor.ts';
import { classifyExecutor } from '../core/workflows/classify-executor.ts';
import { measureExecutor } from '../core/workflows/measure-executor.ts';
import { tagExecutor } from '../core/workflows/tag-executor.ts';
import type { ProgramSettings } from './program-settings.ts';
import { wireConversion } from './wire-conversion.ts';
import { programExecutors } from './wire-programs.ts';
import { openWorkFolder } from './work-folder.ts';

/** What does the steps of runs, by their kind; `close` ends its child processes. Work that outlives them stays. */
export async function openExecutors(home: string, alone: boolean, programs: ProgramSettings, desk: CallBackDesk) {
  const workFolder = await openWorkFolder(join(home, 'work'), alone);
  const conversion = wireConversion(workFolder.path);
  const { pythonScripts, pythonPackages, limits } = programs;
  const python = new PythonExecutor({
    workFolder: workFolder.path,
    allowOwnScripts: pythonScripts === 'any',
    output: limits.output,
    ...(limits.memoryMb === null ? {} : { memoryLimitBytes: Math.min(limits.memoryMb * 2 ** 20, usualMemoryBytes) }),
    ...(pythonPackages ? { environments: new PythonEnvironments(join(home, 'python'), pythonPackages) } : {}),
  });
  return {
    byName: new Map<string, StepExecutor>([
      ['classify', classifyExecutor],
      ['convert', conversion.convert],
      ['reformat', conversion.reformat],
      ['measure', measureExecutor],
      ['tag', tagExecutor],
      ['python', python],
      ...programExecutors(programs, home, desk),
    ]),
    async close(): Promise<void> {
      await conversion.close();
      await workFolder.remove();
    },
  };
}
