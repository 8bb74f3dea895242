import type { Json } from '../json.ts';
import type { StepDefinition, StepInputType, StepResources, StepRetries } from './definition.ts';
import type { Problems } from './problems.ts';

/** Names of the fields that `readStepOptions` reads. */
export const optionFields = ['timeoutS', 'retries', 'resources', 'inputs'] as const;

const maxTimeoutS = 604_800;
const maxInputs = 20;

/** What a step says of how it is run. */
export function readStepOptions(
  problems: Problems,
  path: string,
  raw: Readonly<Record<string, Json>>,
): Pick<StepDefinition, (typeof optionFields)[number]> {
  return {
    timeoutS: amount(problems, `${path}.timeoutS`, raw['timeoutS'], { above: 0, most: maxTimeoutS, whole: false }),
    retries: readRetries(problems, `${path}.retries`, raw['retries']),
    resources: readResources(problems, `${path}.resources`, raw['resources']),
    inputs: readInputs(problems, `${path}.inputs`, raw['inputs']),
  };
}

interface Range {
  readonly above: number;
  readonly most: number;
  readonly whole: boolean;
}

function amount(
  problems: Problems,
  field: string,
  value: Json | undefined,
  { above, most, whole }: Range,
): number | null {
  if (value === undefined) return null;
  if (typeof value === 'number' && value > above && value <= most && (!whole || Number.isInteger(value))) return value;
  problems.add(field, `a ${whole ? 'whole ' : ''}number above ${String(above)}, up to ${String(most)}`, value);
  return null;
}

function readRetries(problems: Problems, path: string, value: Json | undefined): StepRetries | null {
  if (value === undefined) return null;
  const raw = problems.object(path, value);
  problems.fields(path, raw, ['attempts', 'delayS'], ['attempts']);
  return {
    attempts: amount(problems, `${path}.attempts`, raw['attempts'], { above: 0, most: 20, whole: true }) ?? 1,
    delayS: amount(problems, `${path}.delayS`, raw['delayS'], { above: -1, most: 86_400, whole: false }) ?? 0,
  };
}

function readResources(problems: Problems, path: string, value: Json | undefined): StepResources | null {
  if (value === undefined) return null;
  const raw = problems.object(path, value);
  problems.fields(path, raw, ['cpu', 'memoryMb', 'gpu'], []);
  return {
    cpu: amount(problems, `${path}.cpu`, raw['cpu'], { above: 0, most: 1024, whole: false }),
    memoryMb: amount(problems, `${path}.memoryMb`, raw['memoryMb'], { above: 0, most: 16_777_216, whole: true }),
    gpu: amount(problems, `${path}.gpu`, raw['gpu'], { above: -1, most: 64, whole: true }),
  };
}

function readInputs(problems: Problems, path: string, value: Json | undefined): readonly StepInputType[] | null {
  if (value === undefined) return null;
  if (!Array.isArray(value) || value.length < 1 || value.length > maxInputs) {
    problems.add(path, `a list of 1 to ${String(maxInputs)} inputs, each with a kind`, value);
    return null;
  }
  return (value as Json[]).map((one, index) => {
    const at = `${path}.${String(index)}`;
    const raw = problems.object(at, one);
    problems.fields(at, raw, ['kind', 'role'], ['kind']);
    const rule = 'a name of 1 to 100 characters';
    return {
      kind: problems.text(`${at}.kind`, raw['kind'], /^[^\0]{1,100}$/su, rule),
      role: raw['role'] === undefined ? null : problems.text(`${at}.role`, raw['role'], /^[^\0]{1,100}$/su, rule),
    };
  });
}
