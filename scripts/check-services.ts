/**
 * `npm run services:check`: docker-compose.yml names only settings that the code reads, and ports that it serves; README.md
 * has a row for each setting.
 */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { readSettings, settingsNames } from '../cli/settings.ts';

const service = z.object({
  build: z.object({ context: z.literal('.') }),
  command: z.array(z.string()),
  environment: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  ports: z.array(z.string()).optional(),
  healthcheck: z.object({ test: z.array(z.string()) }),
  volumes: z.array(z.string()),
});
const file = z.object({ services: z.record(z.string(), service), volumes: z.record(z.string(), z.unknown()) });

const { services, volumes } = file.parse(
  parse(readFileSync(new URL('../docker-compose.yml', import.meta.url), 'utf8'), { merge: true }),
);

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
    const health = healthcheck.test.join(' ');
    return [
      ...strangers.map((key) => `${name}: ${key} is no setting; cli/settings.ts knows ${settingsNames.join(', ')}`),
      ...ports
        .map(containerPort)
        .filter((each) => each !== port)
        .map((each) => `${name}: publishes ${each}, serves ${port}`),
      ...(health.includes(`:${port}/`) ? [] : [`${name}: its health check doesn't ask port ${port}`]),
      ...mounts
        .map((mount) => mount.split(':')[0] ?? '')
        .filter((source) => !source.startsWith('.') && !source.startsWith('/') && !(source in volumes))
        .map((source) => `${name}: no volume is called ${source}`),
    ];
  },
);
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const untold = settingsNames.filter((name) => !readme.includes(`| \`${name}\``));
for (const problem of problems) console.error(`docker-compose.yml: ${problem}`);
for (const name of untold) console.error(`README.md: the table of settings has no ${name}`);
if (problems.length > 0 || untold.length > 0) process.exitCode = 1;
