import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ManagedProcess } from './managed-process.ts';
import { say } from './report.ts';

/** The demo's hub and its two sites, each a process of its own. */
export interface Processes {
  readonly hub: ManagedProcess;
  readonly siteA: ManagedProcess;
  readonly siteB: ManagedProcess;
  /** Ends all three in order. */
  stop(): Promise<void>;
}

/** Starts the three over `home`; when one can't start, the others are ended. @throws Error saying why */
export async function startProcesses(home: string, port: number, adminPassword: string): Promise<Processes> {
  const restarted = (name: string) => (how: string) => {
    say(`${name} ended (${how}): starting it again`);
  };
  const archives = { a: join(home, 'archive-a'), b: join(home, 'archive-b') };
  await Promise.all(Object.values(archives).map((folder) => mkdir(folder, { recursive: true })));
  // The hub alone first: it holds the lock on the folder, so that a second demo on it ends here and touches nothing.
  const hub = await ManagedProcess.start(
    ['start'],
    {
      PESSCARA_HOME: hubHomeOf(home),
      PESSCARA_HOST: '127.0.0.1',
      PESSCARA_PORT: String(port),
      PESSCARA_ADMIN_PASSWORD: adminPassword,
    },
    restarted('the hub'),
  );
  const sites = await Promise.allSettled([
    ManagedProcess.start(siteOf(home, archives.a), {}, restarted('site A')),
    ManagedProcess.start(siteOf(home, archives.b), {}, restarted('site B')),
  ]);
  const [a, b] = sites;
  if (a.status === 'fulfilled' && b.status === 'fulfilled') {
    const [siteA, siteB] = [a.value, b.value];
    return {
      hub,
      siteA,
      siteB,
      async stop() {
        // A Ctrl-C reaches them all at once: none may be taken for crashed while another still ends.
        for (const process of [hub, siteA, siteB]) process.expectEnd();
        await hub.stop();
        await Promise.all([siteA.stop(), siteB.stop()]);
      },
    };
  }
  await Promise.all([hub.stop(), ...sites.map((site) => (site.status === 'fulfilled' ? site.value.stop() : null))]);
  throw a.status === 'rejected' ? a.reason : b.status === 'rejected' ? b.reason : new Error('a site did not start');
}

/** All that a site keeps is the demo's too. */
function siteOf(home: string, archive: string): readonly string[] {
  return ['site', archive, '--port', '0', '--index', join(home, `index-${basename(archive)}`)];
}

/** The hub's data folder in the demo's. */
export function hubHomeOf(home: string): string {
  return join(home, 'hub');
}
