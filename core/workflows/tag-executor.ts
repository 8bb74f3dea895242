import { HubError } from '../errors.ts';
import type { StepExecutor } from '../ports/step-executor.ts';

const method = 'pesscara/tag';
const methodVersion = '1';

/** Sets the tag that the workflow names, to the value that it names. */
export const tagExecutor: StepExecutor = {
  describe: () => Promise.resolve({ method, methodVersion, software: { name: method, version: methodVersion } }),
  execute: ({ parameters: { name, value, reason } }, signal) => {
    signal.throwIfAborted();
    const isScalar = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
    if (typeof name !== 'string' || !isScalar)
      throw new HubError('STEP_FAILED', 'with: expected the name of a tag and its value');
    const why = typeof reason === 'string' ? reason : 'set by a step of a workflow';
    return Promise.resolve({ outputs: [], tags: [{ name, value, reason: why }], log: `${name} = ${String(value)}` });
  },
};
