import { asError } from '../errors.ts';
import type { SiteLook, SiteLooks, StoredSite } from '../ports/site-store.ts';
import type { Asking } from './asking.ts';
import type { CircuitState, Circuits } from './circuits.ts';

/** How a site has been of late. */
export interface SiteHealth {
  /** As of the newest look; null before the first. */
  readonly reachable: boolean | null;
  /** When the looks that all said so began, of those that are kept; null before the first. */
  readonly since: Date | null;
  /** Median of the looks that it answered; null without any. */
  readonly latencyP50Ms: number | null;
  /** Whether this process asks it. */
  readonly circuit: CircuitState;
  /** Newest first. */
  readonly looks: readonly SiteLook[];
}

export interface HealthPorts {
  readonly looks: SiteLooks;
  readonly asking: Asking;
  readonly circuits: Circuits;
}

/** Looks kept of each site: some three hours of them. */
const kept = 200;
const everyMs = 60_000;

/** Looks at sites from time to time, and what these looks have found. */
export function createSiteHealth({ looks, asking, circuits }: HealthPorts) {
  async function lookAt(site: StoredSite): Promise<void> {
    const { status } = await asking.askAnyhow(site, (archive, signal) => archive.searchStudies({}, 1, signal));
    await looks.record(site.id, { at: status.checkedAt, latencyMs: status.latencyMs, error: status.error }, kept);
  }

  /** Looks at each site at which no process has looked for a minute. */
  async function lookAround(): Promise<void> {
    await Promise.all((await looks.claim(everyMs)).map(lookAt));
  }

  return {
    lookAround,

    /** Of sites that the actor may see: the caller has asked. */
    async of(siteIds: readonly string[]): Promise<ReadonlyMap<string, SiteHealth>> {
      const found = await looks.of(siteIds);
      return new Map(siteIds.map((id) => [id, healthOf(found.get(id) ?? [], circuits.stateOf(id))]));
    },

    /** Looks around again and again until it is stopped, which waits for a look under way. */
    watch(onError: (error: unknown) => void): { stop(): Promise<void> } {
      let stopped = false;
      let under: Promise<void> = Promise.resolve();
      let timer: NodeJS.Timeout | undefined;
      const plan = (ms: number): void => {
        timer = setTimeout(() => {
          under = lookAround()
            .catch((error: unknown) => {
              onError(asError(error));
            })
            .then(() => {
              if (!stopped) plan(everyMs / 4);
            });
        }, ms);
        timer.unref();
      };
      // What starts has better things to do first.
      plan(everyMs / 12);
      return {
        async stop() {
          stopped = true;
          clearTimeout(timer);
          await under;
        },
      };
    },
  };
}

function healthOf(looks: readonly SiteLook[], circuit: CircuitState): SiteHealth {
  const [newest] = looks;
  const reachable = newest === undefined ? null : newest.error === null;
  const until = looks.findIndex((look) => (look.error === null) !== reachable);
  const run = until < 0 ? looks : looks.slice(0, until);
  const latencies = looks.flatMap(({ latencyMs }) => (latencyMs === null ? [] : [latencyMs])).toSorted((a, b) => a - b);
  return {
    reachable,
    since: run.at(-1)?.at ?? null,
    latencyP50Ms: latencies[Math.floor((latencies.length - 1) / 2)] ?? null,
    circuit,
    looks,
  };
}
