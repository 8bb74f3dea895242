import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HubError } from '../../core/errors.ts';
import type { JsonObject } from '../../core/json.ts';
import type {
  StepExecutor,
  StepInput,
  StepMethod,
  StepOutcome,
  StepOutput,
  StepProgress,
  StepTask,
} from '../../core/ports/step-executor.ts';
import { seriesLabel } from '../../core/workflows/item-facts.ts';
import { pack } from '../../core/volumes/pack.ts';
import { niftiDims } from '../../core/workflows/nifti.ts';
import { ConverterPool, type ConverterLimits } from './converter-pool.ts';
import { dcm2niixVersion } from './module.ts';
import type { ConvertReply } from './protocol.ts';

/** Changes with our parameters of dcm2niix, and with what we make of its output. */
const ownVersion = '2';
/** Volumes that it resampled to put tilted or uneven slices right: their place is wrong in most cases, so they are not taken. */
const resampled = /_(?:Tilt|Eq)(?:_\d+)?\.nii$/;

export interface ConvertOptions extends Partial<ConverterLimits> {
  /** Where folders of running conversions are; the hub empties it when it starts. @default the system's temporary folder */
  readonly workFolder?: string;
  /** Of all files that a series gives. @default 1e9 */
  readonly maxOutputBytes?: number;
}

/** Converts the images of a series to NIfTI-1 by dcm2niix, in a child process that can be killed. */
export class ConvertExecutor implements StepExecutor {
  readonly #pool: ConverterPool;
  readonly #workFolder: string;
  readonly #maxOutputBytes: number;
  readonly #method: StepMethod;

  constructor(options: ConvertOptions = {}) {
    this.#pool = new ConverterPool({
      processes: options.processes ?? 1,
      memoryLimitBytes: options.memoryLimitBytes ?? 2e9,
      timeoutMs: options.timeoutMs ?? 300_000,
      conversionsPerProcess: options.conversionsPerProcess ?? 100,
      idleMs: options.idleMs ?? 15_000,
    });
    this.#workFolder = options.workFolder ?? tmpdir();
    this.#maxOutputBytes = options.maxOutputBytes ?? 1e9;
    const version = dcm2niixVersion();
    this.#method = {
      method: 'pesscara/convert',
      methodVersion: `${ownVersion}+dcm2niix-${version}`,
      software: { name: 'dcm2niix (@niivue/dcm2niix)', version },
      // The images say all.
      itemParameters: () => ({}),
    };
  }

  describe(): Promise<StepMethod> {
    return Promise.resolve(this.#method);
  }

  /** Ends idle children. */
  close(): void {
    this.#pool.close();
  }

  async execute(task: StepTask, signal: AbortSignal, progress: StepProgress): Promise<StepOutcome> {
    if (task.inputs.length === 0) throw new HubError('STEP_FAILED', 'the series has no images');
    await mkdir(this.#workFolder, { recursive: true });
    const folder = await mkdtemp(join(this.#workFolder, 'convert-'));
    try {
      await writeInputs(folder, task.inputs, signal, progress);
      await mkdir(join(folder, 'out'));
      const reply = await this.#pool.convert(folder, signal);
      const lines = reply.lines.map(tidy);
      const outputs = await this.#outputs(join(folder, 'out'), task);
      const reason = failure(reply, lines, outputs);
      if (reason !== null) throw new HubError('STEP_FAILED', reason);
      return { outputs, log: lines.join('\n') };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #outputs(folder: string, { item, inputs }: StepTask): Promise<StepOutput[]> {
    const names = (await readdir(folder)).filter((name) => !resampled.test(name)).toSorted();
    const sizes = await Promise.all(names.map(async (name) => (await stat(join(folder, name))).size));
    const total = sizes.reduce((sum, size) => sum + size, 0);
    if (total > this.#maxOutputBytes) {
      throw new HubError(
        'STEP_FAILED',
        `the conversion gave ${String(total)} bytes, more than the ${String(this.#maxOutputBytes)} allowed`,
      );
    }
    const outputs: StepOutput[] = [];
    for (const name of names) {
      const bytes = await readFile(join(folder, name));
      const suffix = name.replace(/^volume/, '').replace(/\.[a-z]+$/, '');
      const label = `${seriesLabel(item)}${suffix === '' ? '' : ` (${suffix.replace(/^_/, '')})`}`;
      outputs.push(
        await outputOf(name, bytes, label, { modality: item.properties['modality'] ?? null, images: inputs.length }),
      );
    }
    return outputs;
  }
}

async function writeInputs(
  folder: string,
  inputs: readonly StepInput[],
  signal: AbortSignal,
  progress: StepProgress,
): Promise<void> {
  await mkdir(join(folder, 'in'));
  const digits = String(inputs.length).length;
  for (const [index, input] of inputs.entries()) {
    signal.throwIfAborted();
    await writeFile(join(folder, 'in', `${String(index + 1).padStart(digits, '0')}.dcm`), await input.read());
    progress((0.5 * (index + 1)) / inputs.length, 'images read');
  }
}

async function outputOf(name: string, bytes: Buffer, label: string, of: JsonObject): Promise<StepOutput> {
  if (name.endsWith('.nii')) {
    const dims = niftiDims(bytes);
    return {
      kind: 'nifti',
      role: 'volume',
      label,
      mediaType: 'application/gzip',
      bytes: await pack(bytes),
      properties: { ...of, dims },
    };
  }
  if (name.endsWith('.json')) {
    return {
      kind: 'nifti-sidecar',
      role: 'sidecar',
      label: `${label}, sidecar`,
      mediaType: 'application/json',
      bytes,
      properties: of,
    };
  }
  const extension = name.slice(name.lastIndexOf('.') + 1);
  return {
    kind: 'nifti-extra',
    role: extension,
    label: `${label}, ${extension}`,
    mediaType: 'text/plain',
    bytes,
    properties: of,
  };
}

/** Without paths of its own, and without times, which would differ from run to run. */
function tidy(line: string): string {
  return line
    .replaceAll(/\/(?:input|output)\//g, '')
    .replace(/ \([\d.]+ seconds? for core code\)|required [\d.]+ seconds.*/, '')
    .trim();
}

/** Why the conversion counts as failed; null when it does not. An exit code of 0 with nothing to show is a failure too. */
function failure(reply: ConvertReply, lines: readonly string[], outputs: readonly StepOutput[]): string | null {
  const volumes = outputs.filter(({ kind }) => kind === 'nifti').length;
  if (reply.exitCode === 0 && volumes > 0) return null;
  const telling = lines.filter((line) =>
    /error|unable|unsupported|not large enough|no valid|truncat|corrupt/i.test(line),
  );
  const errors = telling.filter((line) => /error/i.test(line));
  const said = [...new Set(errors.length > 0 ? errors : telling)].slice(0, 3).join('; ');
  const code = reply.exitCode === 0 ? 'gave no volume' : `ended with code ${String(reply.exitCode)}`;
  return `dcm2niix ${code}${said === '' ? '' : `: ${said}`}`;
}
