import { setTimeout as wait } from 'node:timers/promises';
import { HubError } from '../../core/errors.ts';
import type { CommandContext } from '../command-context.ts';
import type { Settings } from '../settings.ts';
import { untilStopped } from '../until-stopped.ts';
import { writeCompiled } from '../compiled-code.ts';
import type { OpenHub } from './open-hub.ts';

/** How long requests and jobs under way may take after SIGTERM. */
const graceMs = 10_000;

export interface AddressOptions {
  readonly home?: string;
  readonly host?: string;
  readonly port?: number;
}

interface Role {
  readonly url: string;
  drain(): void;
  close(graceMs: number): Promise<void>;
}

/**
 * Runs one role of a served hub until the process is told to stop: then it says that it isn't ready, after PESSCARA_DRAIN_MS takes
 * nothing new, and ends what is under way.
 */
export async function runRole(
  context: CommandContext,
  name: string,
  options: AddressOptions,
  start: (settings: Settings, hub: OpenHub) => Promise<Role>,
): Promise<void> {
  await context.run(async (output) => {
    const settings = { ...context.settings(), ...options };
    if (!settings.served) {
      throw new HubError(
        'BAD_USER_INPUT',
        `${name}: an embedded hub is one process (pesscara start); for several set PESSCARA_DATABASE_URL, PESSCARA_GRAPH_URL and PESSCARA_QUEUE_URL`,
      );
    }
    // Loaded here alone: the other commands start several times faster without the hub's modules.
    const { openHub } = await import('./open-hub.ts');
    const hub = await openHub(settings, name.split(' ')[0] ?? name);
    let role: Role;
    try {
      role = await start(settings, hub);
    } catch (error) {
      await hub.close(0);
      throw error;
    }
    output.result(`${name} at ${role.url}`, { url: role.url, pid: process.pid });
    await stopInOrder(settings, role);
    await hub.close(graceMs);
  });
}

/** Waits for the signal to stop, then drains and closes the role. */
export async function stopInOrder({ drainMs }: Pick<Settings, 'drainMs'>, role: Role): Promise<void> {
  // Listened for first: to write takes a while, and whoever was told the address may stop it at once.
  const stopped = untilStopped();
  writeCompiled();
  await stopped;
  role.drain();
  await wait(drainMs);
  await role.close(graceMs);
}
