import { resolve } from 'node:path';
import { z } from 'zod';
import { HubError } from '../core/errors.ts';

/**
 * The environment variables that PESSCARA reads, all of them. Command line options win over them.
 * An empty variable counts as absent.
 */
const environment = z.object({
  PESSCARA_HOME: z.string().default('./.pesscara').describe('Data folder of the hub'),
  PESSCARA_HOST: z
    .string()
    .default('127.0.0.1')
    .describe('Address to listen on, and where the command line finds the hub'),
  PESSCARA_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(4000)
    .describe('Port to listen on; 0 lets the system choose'),
  PESSCARA_ADMIN_PASSWORD: z
    .string()
    .optional()
    .describe("Password of the first administrator, 'admin'; without it one is made and printed once"),
  PESSCARA_TOKEN: z
    .string()
    .optional()
    .describe('Access token for the command line, instead of the local operator token'),
  PESSCARA_SITE_TOKEN: z.string().optional().describe('Bearer token that `pesscara site` asks of its callers'),
  PESSCARA_PYTHON_SCRIPTS: z
    .enum(['builtin', 'any'])
    .default('builtin')
    .describe("Python steps: scripts that the hub ships, or also workflows' own, which run as the hub's system user"),
  PESSCARA_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('warn')
    .describe('Least level logged'),
  PESSCARA_TRACES_URL: z
    .string()
    .optional()
    .describe('OpenTelemetry collector (OTLP over HTTP) that traces are sent to; without it nothing is traced'),
  PESSCARA_METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('Bearer token with which /metrics is served to other machines; without it to this machine alone'),
});

const expected: Readonly<Record<string, string>> = {
  PESSCARA_PORT: 'a whole number from 0 to 65535',
  PESSCARA_PYTHON_SCRIPTS: 'builtin or any',
  PESSCARA_LOG_LEVEL: 'debug, info, warn, error or silent',
  PESSCARA_METRICS_TOKEN: 'at least 16 characters',
};

export const settingsNames = Object.keys(environment.shape);

export interface Settings {
  readonly home: string;
  readonly host: string;
  readonly port: number;
  readonly adminPassword: string | null;
  readonly token: string | null;
  readonly siteToken: string | null;
  readonly pythonScripts: 'builtin' | 'any';
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly tracesUrl: string | null;
  readonly metricsToken: string | null;
}

/**
 * The settings of this process.
 * @throws BAD_USER_INPUT naming each variable that does not fit, what was expected and what came
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(settingsNames.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const wrong = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    const message = wrong
      .map((name) => `${name}: expected ${expected[name] ?? 'text'}, got ${JSON.stringify(given[name])}`)
      .join('\n');
    throw new HubError('BAD_USER_INPUT', message);
  }
  const value = parsed.data;
  return {
    home: resolve(value.PESSCARA_HOME),
    host: value.PESSCARA_HOST,
    port: value.PESSCARA_PORT,
    adminPassword: value.PESSCARA_ADMIN_PASSWORD ?? null,
    token: value.PESSCARA_TOKEN ?? null,
    siteToken: value.PESSCARA_SITE_TOKEN ?? null,
    pythonScripts: value.PESSCARA_PYTHON_SCRIPTS,
    logLevel: value.PESSCARA_LOG_LEVEL,
    tracesUrl: value.PESSCARA_TRACES_URL ?? null,
    metricsToken: value.PESSCARA_METRICS_TOKEN ?? null,
  };
}
