import type { TestProject } from 'vitest/node';
import { serviceVariable, type ServiceName } from './addresses.ts';
import { hasDocker, startContainers } from './compose.ts';
import { neededServices } from './needed.ts';
import { startNeo4j } from './neo4j.ts';
import { startOrthanc } from './orthanc.ts';
import { startPostgres } from './postgres.ts';
import { startRedis } from './redis.ts';
import { startS3 } from './s3.ts';
import type { Server } from './server.ts';

const starts: Readonly<Record<ServiceName, () => Promise<Server & { readonly url: string }>>> = {
  postgres: startPostgres,
  redis: startRedis,
  neo4j: startNeo4j,
  'neo4j-2': startNeo4j,
  'neo4j-3': startNeo4j,
  s3: () => startS3(),
  'orthanc-a': () => startOrthanc('orthanc-a'),
  'orthanc-b': () => startOrthanc('orthanc-b'),
};

/**
 * Starts the real servers that the selected tests need, unless the environment names them, and gives their addresses
 * to the processes that run tests: by Docker where an engine answers, else by Debian's packages.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  // Vitest keeps the command line's filters there; should they be gone one day, the servers of all tests start.
  const { filenamePattern } = project.vitest as { filenamePattern?: string[] };
  const selected = await project.vitest.globTestSpecifications(filenamePattern);
  const needed = neededServices(
    selected.map(({ moduleId }) => moduleId),
    project.vitest.config.maxWorkers,
  );
  const missing = [...needed].filter((name) => !process.env[serviceVariable(name)]);
  const stops: (() => Promise<void>)[] = [];
  const stopAll = async () => {
    await Promise.all(stops.map((stop) => stop()));
  };
  const set = (name: ServiceName, url: string) => {
    process.env[serviceVariable(name)] = url;
  };
  if (missing.length === 0) return stopAll;
  if (await hasDocker()) {
    const { urls, stop } = await startContainers(missing);
    stops.push(stop);
    for (const [name, url] of urls) set(name, url);
    return stopAll;
  }
  const results = await Promise.allSettled(
    missing.map(async (name) => {
      const server = await starts[name]();
      stops.push(() => server.stop());
      set(name, server.url);
    }),
  );
  const failed = results.filter((result) => result.status === 'rejected');
  if (failed.length > 0) {
    await stopAll();
    const reasons = failed.map(({ reason }) => (reason instanceof Error ? reason : new Error(String(reason))));
    throw new AggregateError(reasons, reasons.map(({ message }) => message).join('\n'));
  }
  return stopAll;
}
