import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { HubError } from '../../core/errors.ts';

const run = promisify(execFile);

export interface Python {
  /** Absolute path of the interpreter itself: launchers of version managers need an environment, which scripts don't get. */
  readonly executable: string;
  /** '3.11.7' */
  readonly version: string;
}

const probe = 'import platform, sys; print(sys.executable); print(platform.python_version())';

/** The Python 3 behind a command. @throws STEP_FAILED that says what to install */
export async function findPython(command: string): Promise<Python> {
  try {
    const { stdout } = await run(command, ['-I', '-c', probe], { timeout: 20_000 });
    const [executable = '', version = ''] = stdout.trim().split(/\r?\n/);
    if (executable !== '' && /^3\.(9|\d\d)/.test(version)) return { executable, version };
    throw new Error(`it is Python ${version}`);
  } catch (cause) {
    const what = `python steps need Python 3.9 or newer as '${command}' on the host of the hub's workers`;
    throw new HubError(
      'STEP_FAILED',
      `${what}: install it (Debian, Ubuntu: apt install python3; macOS: brew install python), then start the run again`,
      {},
      { cause },
    );
  }
}
