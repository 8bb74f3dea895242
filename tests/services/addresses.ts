/** The address of a real server for tests. @throws Error when the environment does not name it: a test is never skipped for that */
export function serviceUrl(name: 'postgres' | 'redis' | 'neo4j' | 's3'): string {
  const variable = `PESSCARA_TEST_${name.toUpperCase()}_URL`;
  const url = process.env[variable];
  if (!url) throw new Error(`${variable} is not set`);
  return url;
}
