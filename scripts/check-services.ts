/**
 * `npm run services:check`: docker-compose.yml names only settings that the code reads, and ports that it serves; README.md
 * has a row for each setting. Its servers for tests are those that tests/services/settings.ts describes.
 */
import { readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { readSettings, settingsNames } from '../cli/settings.ts';

import { kubernetesProblems } from './check-kubernetes.ts';
import { composeServices, type ComposeService } from '../tests/services/settings.ts';

const service = z.object({
  build: z.object({ context: z.literal('.') }),
  profiles: z.array(z.enum(['embedded', 'served'])),
  command: z.array(z.string()),
  environment: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  ports: z.array(z.string()).optional(),
  healthcheck: z.object({ test: z.array(z.string()) }),
  volumes: z.array(z.string()),
});
/** A store of the served hub. */
const store = z.object({
  image: z.string(),
  profiles: z.tuple([z.literal('served')]),
  environment: z.record(z.string(), z.string()),
  volumes: z.array(z.string()),
  healthcheck: z.object({ test: z.array(z.string()) }),
});
const testService = z.object({
  image: z.string(),
  profiles: z.tuple([z.literal('services')]),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string(), z.string()).optional(),
  configs: z.array(z.object({ source: z.string(), target: z.string() })).optional(),
  ports: z.tuple([z.string()]),
  healthcheck: z.object({ test: z.array(z.string()) }),
});
const file = z.object({
  services: z.record(z.string(), z.union([service, store, testService])),
  volumes: z.record(z.string(), z.unknown()),
  configs: z.record(z.string(), z.object({ content: z.string() })),
});

const compose = file.parse(
  parse(readFileSync(new URL('../docker-compose.yml', import.meta.url), 'utf8'), { merge: true }),
);
const { volumes } = compose;
const services: Record<string, z.infer<typeof service>> = {};
/** In the form of tests/services/settings.ts, to be compared with it. */
const testServices: Record<string, ComposeService> = {};
const stores: Record<string, z.infer<typeof store>> = {};
for (const [name, each] of Object.entries(compose.services)) {
  if ('build' in each) services[name] = each;
  else if ('volumes' in each) stores[name] = each;
  else testServices[name] = asComposeService(each);
}

function asComposeService(each: z.infer<typeof testService>): ComposeService {
  const { image, command, environment, configs, ports } = each;
  const files = configs?.map(({ source, target }): [string, object] => [
    target,
    z.looseObject({}).parse(JSON.parse(compose.configs[source]?.content ?? 'null')),
  ]);
  return {
    image,
    port: Number(/^127\.0\.0\.1::(\d+)$/.exec(ports[0])?.[1]),
    ...(command && { command }),
    ...(environment && { environment }),
    ...(files && { files: Object.fromEntries(files) }),
  };
}

/** The container's side of `127.0.0.1:4000:4000` or `4000:4000`. */
const containerPort = (mapping: string): string => mapping.slice(mapping.lastIndexOf(':') + 1);

/** The port that the command's own option, or the environment, makes it serve. */
function portOf(command: readonly string[], environment: z.infer<typeof service>['environment']): string {
  const option = command.indexOf('--port');
  if (option >= 0) return command[option + 1] ?? 'none';
  return String(readSettings({ PESSCARA_PORT: String(environment['PESSCARA_PORT'] ?? '') }).port);
}

const problems = Object.entries(services).flatMap(
  ([name, { command, environment, ports = [], healthcheck, volumes: mounts }]) => {
    const strangers = Object.keys(environment).filter(
      (key) => key.startsWith('PESSCARA_') && !settingsNames.includes(key),
    );
    const port = portOf(command, environment);
    // The other one that a role may listen on.
    const dimsePort = String(environment['PESSCARA_DIMSE_PORT'] ?? 'none');
    const health = healthcheck.test.join(' ');
    return [
      ...strangers.map((key) => `${name}: ${key} is no setting; cli/settings.ts knows ${settingsNames.join(', ')}`),
      ...ports
        .map(containerPort)
        .filter((each) => each !== port && each !== dimsePort)
        .map((each) => `${name}: publishes ${each}, serves ${port}, and by DIMSE ${dimsePort}`),
      ...(health.includes(`:${port}/`) ? [] : [`${name}: its health check doesn't ask port ${port}`]),
      ...mounts
        .map((mount) => mount.split(':')[0] ?? '')
        .filter((source) => !source.startsWith('.') && !source.startsWith('/') && !(source in volumes))
        .map((source) => `${name}: no volume is called ${source}`),
    ];
  },
);
/** Host and port of each URL that the served processes have for their stores, with the image that a store must be of. */
const places = [
  ['PESSCARA_DATABASE_URL', 'postgres', 5432],
  ['PESSCARA_GRAPH_URL', 'neo4j', 7687],
  ['PESSCARA_QUEUE_URL', 'redis', 6379],
] as const;
for (const [name, { environment, profiles, command }] of Object.entries(services)) {
  if (!profiles.includes('served') || !('PESSCARA_DATABASE_URL' in environment)) continue;
  for (const [variable, image, port] of places) {
    const url = new URL(String(environment[variable]).replaceAll(/\$\{[^}]*\}/g, 'x'));
    const version = composeServices[image].image;
    if (stores[url.hostname]?.image !== version || url.port !== String(port)) {
      problems.push(
        `${name}: ${variable} names ${url.host}, which is no service of image ${version} on ${String(port)}`,
      );
    }
  }
  // Reading them says what is wrong with any of them.
  const { subgraphUrls } = readSettings(
    Object.fromEntries(
      Object.entries(environment).map(([key, value]) => [key, String(value ?? '').replaceAll(/\$\{[^}]*\}/g, '')]),
    ),
  );
  for (const [subgraph, urls] of subgraphUrls) {
    for (const url of urls) {
      const host = services[new URL(url).hostname];
      if (host?.command.slice(-2).join(' ') !== `subgraph ${subgraph}`) {
        problems.push(
          `${name}: PESSCARA_SUBGRAPH_URLS has ${url}, which is no service that runs \`subgraph ${subgraph}\``,
        );
      }
    }
  }
  if (!['gateway', 'subgraph', 'receiver', 'worker'].includes(command[2] ?? '')) {
    problems.push(`${name}: ${command.join(' ')} is no role of a served hub`);
  }
}
for (const name of new Set([...Object.keys(testServices), ...Object.keys(composeServices)])) {
  const [said, asked] = [testServices[name], new Map(Object.entries(composeServices)).get(name)];
  if (isDeepStrictEqual(said, asked)) continue;
  problems.push(
    `${name}: tests/services/settings.ts says ${JSON.stringify(asked)}, the compose file ${JSON.stringify(said)}`,
  );
}
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const untold = settingsNames.filter((name) => !readme.includes(`| \`${name}\``));
const kubernetes = kubernetesProblems();
for (const problem of problems) console.error(`docker-compose.yml: ${problem}`);
for (const problem of kubernetes) console.error(problem);
for (const name of untold) console.error(`README.md: the table of settings has no ${name}`);
if (problems.length + kubernetes.length + untold.length > 0) process.exitCode = 1;
