import { HubError } from '../../core/errors.ts';
import { runCommand } from '../../core/programs/run-command.ts';

export interface ContainerEngine {
  readonly command: string;
  readonly name: 'podman' | 'docker';
  /** '4.3.1' */
  readonly version: string;
  /** Runs without rights of its own on the host: root inside is who started it outside. */
  readonly rootless: boolean;
}

/** The container engine behind a command. @throws STEP_FAILED that says what to install */
export async function findEngine(command: string): Promise<ContainerEngine> {
  try {
    const { code, stdout, stderr } = await runCommand({ command, args: ['--version'] });
    const [, name, version] = /^(podman|docker)\b.*?(\d+\.\d+\.\d+)/i.exec(stdout.trim()) ?? [];
    if (code !== 0 || name === undefined || version === undefined) throw new Error(`it answers ${stdout}${stderr}`);
    const isPodman = name.toLowerCase() === 'podman';
    return { command, name: isPodman ? 'podman' : 'docker', version, rootless: isPodman && process.getuid?.() !== 0 };
  } catch (cause) {
    throw new HubError(
      'STEP_FAILED',
      `container steps need podman or docker as '${command}' on the host of the hub's workers (PESSCARA_CONTAINERS)`,
      {},
      { cause },
    );
  }
}
