export type ServiceName = 'postgres' | 'redis' | 'neo4j' | 's3' | 'orthanc-a' | 'orthanc-b';

/** The variable that holds a service's address, for example PESSCARA_TEST_ORTHANC_A_URL. */
export function serviceVariable(name: ServiceName): string {
  return `PESSCARA_TEST_${name.toUpperCase().replace('-', '_')}_URL`;
}

/**
 * The address of a real server, user and password inside it. Give the name as a literal: global-setup.ts starts those
 * services that it finds named so in the test files selected and in what they import.
 * @throws Error naming the variable, where it is unset
 */
export function serviceUrl(name: ServiceName): string {
  const variable = serviceVariable(name);
  const url = process.env[variable];
  if (!url) throw new Error(`${variable} is unset: tests/services/global-setup.ts sets it for tests that vitest runs`);
  return url;
}
