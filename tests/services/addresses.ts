export type ServiceName = 'postgres' | 'redis' | 'neo4j' | 'neo4j-2' | 'neo4j-3' | 's3' | 'orthanc-a' | 'orthanc-b';

/** The variable that holds a service's address, for example PESSCARA_TEST_ORTHANC_A_URL. */
export function serviceVariable(name: ServiceName): string {
  return `PESSCARA_TEST_${name.toUpperCase().replace('-', '_')}_URL`;
}

/** Neo4j Community holds one graph, so that each of the processes that run tests at a time has a server of its own. */
export const graphs = ['neo4j', 'neo4j-2', 'neo4j-3'] as const;
/** The place of this process among those that run tests at a time, from 0. */
export const place = (Number(process.env['VITEST_POOL_ID'] ?? 1) - 1) % graphs.length;

/**
 * The address of a real server, user and password inside it. Give the name as a literal: global-setup.ts starts those
 * services that it finds named so in the test files selected and in what they import.
 * @throws Error naming the variable, where it is unset
 */
export function serviceUrl(name: Exclude<ServiceName, 'neo4j-2' | 'neo4j-3'>): string {
  const variable = serviceVariable(name === 'neo4j' ? (graphs[place] ?? name) : name);
  const url = process.env[variable];
  if (!url) throw new Error(`${variable} is unset: tests/services/global-setup.ts sets it for tests that vitest runs`);
  return url;
}
