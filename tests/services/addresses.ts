/** The URL of a real server for tests, with its user and password. @throws Error naming the variable when it is unset */
export function serviceUrl(name: 'postgres' | 'redis' | 'neo4j' | 's3'): string {
  const variable = `PESSCARA_TEST_${name.toUpperCase()}_URL`;
  const url = process.env[variable];
  if (!url) throw new Error(`${variable} is not set: it names the ${name} server for tests`);
  return url;
}
