import { arch, platform, version } from 'node:process';
import type { ProvActivity } from './activity.ts';

/** What every activity of the hub's own workers says of where it ran and who told of it: the kind of host, never its name. */
export function recordedByHub(
  service: string,
): Pick<ProvActivity, 'environment' | 'derivations' | 'recordedBy' | 'recordedAt'> {
  return {
    environment: { node: version, platform: `${platform}-${arch}` },
    derivations: null,
    recordedBy: `service:${service}`,
    recordedAt: new Date(),
  };
}
