import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HubError } from '../../core/errors.ts';
import type { ImageFormats, VolumeFile, VolumeFormat } from '../../core/ports/image-formats.ts';
import { analyzeOfNifti, niftiOfAnalyze } from '../../core/volumes/analyze.ts';
import { itkVersion } from './itk.ts';

export interface ItkOptions {
  /** Where files of running conversions are; the hub empties it when it starts. @default the system's temporary folder */
  readonly workFolder?: string;
  /** Resident memory of a conversion. @default 3e9 */
  readonly memoryLimitBytes?: number;
  /** @default 300 000 */
  readonly timeoutMs?: number;
  /** Of the written file. @default 2e9 */
  readonly maxOutputBytes?: number;
}

const program = fileURLToPath(import.meta.resolve('./child.ts'));
/** As the child ends itself when it takes too much memory. */
const memorySignal = 'SIGUSR2';

/** NRRD, MetaImage and NIfTI by ITK, each conversion in a process of its own; Analyze, whose header is NIfTI's ancestor, by our own. */
export class ItkFormats implements ImageFormats {
  readonly software = { name: 'ITK (@itk-wasm/image-io)', version: itkVersion() };
  readonly #options: Required<ItkOptions>;

  constructor(options: ItkOptions = {}) {
    this.#options = {
      workFolder: tmpdir(),
      memoryLimitBytes: 3e9,
      timeoutMs: 300_000,
      maxOutputBytes: 2e9,
      ...options,
    };
  }

  async rewrite(files: readonly VolumeFile[], to: VolumeFormat, signal: AbortSignal): Promise<readonly VolumeFile[]> {
    signal.throwIfAborted();
    const header = files.find(({ ending }) => ending === '.hdr');
    const source = header ? { ending: '.nii', bytes: niftiOfAnalyze(header, files) } : files[0];
    if (!source || (!header && files.length > 1))
      throw new HubError('STEP_FAILED', 'a volume is one file, or .hdr and .img');
    if (to === 'nrrd') return [await this.#run(source, '.nrrd', signal)];
    const nifti = source.ending === '.nii' ? source : await this.#run(source, '.nii', signal);
    return to === 'analyze' ? analyzeOfNifti(nifti.bytes) : [nifti];
  }

  async #run(source: VolumeFile, ending: string, signal: AbortSignal): Promise<VolumeFile> {
    const { workFolder, maxOutputBytes } = this.#options;
    await mkdir(workFolder, { recursive: true });
    const folder = await mkdtemp(join(workFolder, 'volume-'));
    try {
      await writeFile(join(folder, `in${source.ending}`), source.bytes);
      await this.#child(folder, source.ending.slice(1), ending.slice(1), signal);
      const path = join(folder, `out${ending}`);
      const { size } = await stat(path);
      if (size > maxOutputBytes)
        throw new HubError(
          'STEP_FAILED',
          `the volume takes ${String(size)} bytes, more than the ${String(maxOutputBytes)} allowed`,
        );
      return { ending, bytes: await readFile(path) };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  #child(folder: string, from: string, to: string, signal: AbortSignal): Promise<void> {
    const { memoryLimitBytes, timeoutMs } = this.#options;
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [program, folder, from, to, String(memoryLimitBytes)], {
        env: {},
        stdio: 'ignore',
        timeout: timeoutMs,
        killSignal: 'SIGKILL',
      });
      const stop = (): void => {
        child.kill('SIGKILL');
      };
      signal.addEventListener('abort', stop, { once: true });
      child.on('error', reject);
      child.on('close', (code, killedBy) => {
        signal.removeEventListener('abort', stop);
        if (code === 0) resolve();
        else if (signal.aborted) reject(signal.reason as Error);
        else if (killedBy === 'SIGKILL')
          reject(new HubError('DEADLINE_EXCEEDED', `ITK did not end within ${String(Math.round(timeoutMs / 1000))} s`));
        else if (killedBy === memorySignal)
          reject(
            new HubError(
              'STEP_FAILED',
              `ITK needs more than ${String(Math.round(memoryLimitBytes / 1e6))} MB of memory for this volume`,
            ),
          );
        else reject(new HubError('STEP_FAILED', `ITK can't read the volume as ${from}, or write it as ${to}`));
      });
    });
  }
}
