import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { graphs, type ServiceName } from './addresses.ts';

const imports = /(?:from|import)\s*\(?\s*'(\.[^']+)'/g;
const uses = /serviceUrl\('([\w-]+)'\)/g;

/** The services that these files ask for, in themselves or in what they import from this repository, where so many run at a time. */
export function neededServices(paths: readonly string[], atOnce: number): ReadonlySet<ServiceName> {
  const needed = new Set<ServiceName>();
  const seen = new Set(paths);
  // Grows while it is walked through.
  for (const path of seen) {
    if (!existsSync(path)) continue;
    const source = readFileSync(path, 'utf8');
    for (const [, name = ''] of source.matchAll(uses)) needed.add(name as ServiceName);
    for (const [, to = ''] of source.matchAll(imports)) if (to.endsWith('.ts')) seen.add(join(dirname(path), to));
  }
  // One for each process that runs tests.
  if (needed.has('neo4j')) for (const name of graphs.slice(0, Math.min(atOnce, paths.length))) needed.add(name);
  return needed;
}
