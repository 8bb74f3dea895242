import { arch, platform, version } from 'node:process';
import type { ProvActivity } from './activity.ts';

/** What every activity that the hub does itself says of where it ran and who told of it: the kind of host, never its name. */
export function recordedInHub(
  recordedBy: string,
): Pick<ProvActivity, 'environment' | 'derivations' | 'recordedBy' | 'recordedAt'> {
  return {
    environment: { node: version, platform: `${platform}-${arch}` },
    derivations: null,
    recordedBy,
    recordedAt: new Date(),
  };
}

/** The same of what one of the hub's own workers does. */
export function recordedByHub(service: string): ReturnType<typeof recordedInHub> {
  return recordedInHub(`service:${service}`);
}
