import type { Actor } from '../policy/policy.ts';
import { checkIn, type CheckInInput } from './check-in.ts';
import { createCheckOuts, type CheckOuts } from './check-outs.ts';
import { createHistory, type History } from './history.ts';
import type { VersionPorts } from './ports.ts';
import type { MadeVersion } from './record-version.ts';
import { restoreVersion, type RestoreInput } from './restore.ts';

/** Versions of assets: taking one in hand, changing it, looking back and going back. */
export interface Versioning extends CheckOuts, History {
  /** @throws what `checkIn` of core/versions/check-in.ts does */
  checkIn(actor: Actor, input: CheckInInput): Promise<MadeVersion>;
  /** @throws what `restoreVersion` of core/versions/restore.ts does */
  restoreVersion(actor: Actor, input: RestoreInput): Promise<MadeVersion>;
}

export function createVersioning(ports: VersionPorts): Versioning {
  return {
    ...createCheckOuts(ports),
    ...createHistory(ports),
    checkIn: (actor, input) => checkIn(ports, actor, input),
    restoreVersion: (actor, input) => restoreVersion(ports, actor, input),
  };
}
