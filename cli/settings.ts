import { resolve } from 'node:path';
import { z } from 'zod';

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
    .number('a port number')
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
  PESSCARA_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('warn')
    .describe('Least level logged'),
});

export const settingsNames = Object.keys(environment.shape);

export interface Settings {
  readonly home: string;
  readonly host: string;
  readonly port: number;
  readonly adminPassword: string | null;
  readonly token: string | null;
  readonly siteToken: string | null;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
}

/**
 * The settings of this process.
 * @throws Error naming each variable that does not fit, and what was expected
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(settingsNames.flatMap((name) => (env[name] ? [[name, env[name]]] : [])));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new Error(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'));
  }
  const value = parsed.data;
  return {
    home: resolve(value.PESSCARA_HOME),
    host: value.PESSCARA_HOST,
    port: value.PESSCARA_PORT,
    adminPassword: value.PESSCARA_ADMIN_PASSWORD ?? null,
    token: value.PESSCARA_TOKEN ?? null,
    siteToken: value.PESSCARA_SITE_TOKEN ?? null,
    logLevel: value.PESSCARA_LOG_LEVEL,
  };
}
