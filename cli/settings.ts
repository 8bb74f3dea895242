import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';
import { HubError } from '../core/errors.ts';
import { programEnvironment, programExpectations, programSettings, type ProgramSettings } from './program-settings.ts';

/** An address with one of these schemes. */
const url = (...schemes: string[]) =>
  z.string().refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol.slice(0, -1)));

const whole = (min: number, max: number) => z.coerce.number().int().min(min).max(max);

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
  PESSCARA_PORT: whole(0, 65535).default(4000).describe('Port to listen on; 0 lets the system choose'),
  PESSCARA_DIMSE_PORT: whole(0, 65535)
    .optional()
    .describe('Port for images sent by DIMSE (C-STORE); 0 lets the system choose; without it none is listened on'),
  PESSCARA_DIMSE_TLS_CERT: z.string().optional().describe('PEM file with the certificate for DIMSE over TLS'),
  PESSCARA_DIMSE_TLS_KEY: z.string().optional().describe("PEM file with that certificate's key"),
  PESSCARA_DIMSE_TLS_CA: z
    .string()
    .optional()
    .describe('PEM file with the authorities whose certificates senders must show'),
  PESSCARA_DIMSE_MAX_ASSOCIATIONS: whole(1, 10_000)
    .default(100)
    .describe('DIMSE associations at the same time; more are told to try again'),
  PESSCARA_DIMSE_IDLE_SECONDS: whole(1, 3600)
    .default(60)
    .describe('A DIMSE association in which nothing comes for so long is ended'),
  PESSCARA_MAX_FILE_MIB: whole(1, 2048).default(512).describe('Largest file that is received, in MiB'),
  PESSCARA_REFUSED_KEPT_DAYS: whole(0, 3650)
    .default(30)
    .describe('Days for which refused files are kept aside, sealed; 0: they are not kept'),
  PESSCARA_ADMIN_PASSWORD: z
    .string()
    .optional()
    .describe("Password of the first administrator, 'admin'; without it one is made and printed once"),
  PESSCARA_TOKEN: z
    .string()
    .optional()
    .describe('Access token for the command line, instead of the local operator token'),
  PESSCARA_SITE_TOKEN: z.string().optional().describe('Bearer token that `pesscara site` asks of its callers'),
  PESSCARA_EXPORT_PASSPHRASE: z
    .string()
    .optional()
    .describe('Passphrase that seals the keys in what `pesscara export` writes and `pesscara import` reads'),
  PESSCARA_SMTP_URL: url('smtp', 'smtps')
    .optional()
    .describe('Mail server for messages to centres: smtp://user:password@host:port; without it none is sent'),
  PESSCARA_SMTP_FROM: z
    .string()
    .regex(/^[^\s@<>]+@[^\s@<>]+$/)
    .optional()
    .describe('Address that mail comes from; needed with PESSCARA_SMTP_URL'),
  PESSCARA_PROJECT_STEPS: whole(1, 100_000)
    .default(100)
    .describe('Steps of a project that are given to the workers at a time, where it has no limit of its own'),
  ...programEnvironment,
  PESSCARA_DATABASE_URL: url('postgres', 'postgresql')
    .optional()
    .describe('PostgreSQL 15 or later; with it, the graph and the queue are servers too'),
  PESSCARA_GRAPH_URL: url('bolt', 'bolt+s', 'neo4j', 'neo4j+s').optional().describe('Neo4j 5, with user and password'),
  PESSCARA_QUEUE_URL: url('redis', 'rediss').optional().describe('Redis 7, append-only, without eviction'),
  PESSCARA_OBJECTS_URL: url('s3')
    .optional()
    .describe('S3: s3://bucket/prefix?endpoint=...&region=...; without it, files under PESSCARA_HOME'),
  PESSCARA_MASTER_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/)
    .optional()
    .describe('32 bytes in base64, the same for each process of a hub; without it, the file secrets/master.key'),
  PESSCARA_SUBGRAPH_URLS: z
    .string()
    .regex(
      /^[a-z]+=https?:\/\/[^\s,|=]+(\|https?:\/\/[^\s,|=]+)*(,[a-z]+=https?:\/\/[^\s,|=]+(\|https?:\/\/[^\s,|=]+)*)*$/,
    )
    .optional()
    .describe('Subgraphs in other processes: assets=http://a:4001/graphql|http://b:4001/graphql,imaging=...'),
  PESSCARA_DRAIN_MS: z.coerce
    .number()
    .int()
    .min(0)
    .max(600_000)
    .default(0)
    .describe('How long a stopping door says that it is not ready before it closes'),
  PESSCARA_VIEWER: z
    .string()
    .optional()
    .describe('Folder with a build of OHIF (dist of the npm package @ohif/app), served at /viewer/'),
  PESSCARA_CORS_ORIGINS: z
    .string()
    .regex(/^https?:\/\/[^\s,/*]+(,https?:\/\/[^\s,/*]+)*$/)
    .optional()
    .describe(
      'Web pages of these origins may call the hub: https://viewer.example.org,... ; without it none but its own',
    ),
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
  ...programExpectations,
  PESSCARA_DATABASE_URL: 'postgres://user:password@host:port/database',
  PESSCARA_GRAPH_URL: 'bolt://user:password@host:port, or neo4j://',
  PESSCARA_QUEUE_URL: 'redis://:password@host:port/number',
  PESSCARA_OBJECTS_URL: 's3://bucket/prefix?endpoint=...&region=...',
  PESSCARA_SMTP_URL: 'smtp://user:password@host:port, or smtps://',
  PESSCARA_SMTP_FROM: 'an e-mail address',
  PESSCARA_MASTER_KEY: '32 bytes in base64 (openssl rand -base64 32)',
  PESSCARA_SUBGRAPH_URLS: 'name=URL pairs with commas between; replicas of one with | between',
  PESSCARA_DRAIN_MS: 'a whole number from 0 to 600000',
  PESSCARA_PORT: 'a whole number from 0 to 65535',
  PESSCARA_DIMSE_PORT: 'a whole number from 0 to 65535',
  PESSCARA_DIMSE_MAX_ASSOCIATIONS: 'a whole number from 1 to 10000',
  PESSCARA_DIMSE_IDLE_SECONDS: 'a whole number from 1 to 3600',
  PESSCARA_MAX_FILE_MIB: 'a whole number from 1 to 2048',
  PESSCARA_REFUSED_KEPT_DAYS: 'a whole number from 0 to 3650',
  PESSCARA_PROJECT_STEPS: 'a whole number from 1 to 100000',
  PESSCARA_CORS_ORIGINS:
    'origins with commas between, each a scheme and a host (https://viewer.example.org); no * and no path',
  PESSCARA_LOG_LEVEL: 'debug, info, warn, error or silent',
  PESSCARA_METRICS_TOKEN: 'at least 16 characters',
};

export const settingsNames = Object.keys(environment.shape);

/** Those that hold a secret: each can come from a file that `<NAME>_FILE` names, and no message repeats one. */
const secret: ReadonlySet<string> = new Set([
  'PESSCARA_ADMIN_PASSWORD',
  'PESSCARA_TOKEN',
  'PESSCARA_SITE_TOKEN',
  'PESSCARA_DATABASE_URL',
  'PESSCARA_GRAPH_URL',
  'PESSCARA_QUEUE_URL',
  'PESSCARA_OBJECTS_URL',
  'PESSCARA_MASTER_KEY',
  'PESSCARA_EXPORT_PASSPHRASE',
  'PESSCARA_METRICS_TOKEN',
  'PESSCARA_SMTP_URL',
  'PESSCARA_REST_APPS',
]);

/** The servers of a hub that is more than one process. */
export interface ServedSettings {
  readonly databaseUrl: string;
  readonly graphUrl: string;
  readonly queueUrl: string;
}

/** Receiving by DIMSE. */
export interface DimseSettings {
  readonly port: number;
  /** PEM files; null: without TLS. With `ca`, senders must show a certificate that it has signed. */
  readonly tls: { readonly cert: string; readonly key: string; readonly ca: string | null } | null;
}

/** What is received, and what becomes of what isn't. */
export interface ReceivingSettings {
  readonly maxAssociations: number;
  readonly idleMs: number;
  readonly maxFileBytes: number;
  readonly refusedKeptDays: number;
}

export interface Settings {
  readonly home: string;
  readonly host: string;
  readonly port: number;
  /** Null: nothing is received by DIMSE. */
  readonly dimse: DimseSettings | null;
  readonly receiving: ReceivingSettings;
  readonly adminPassword: string | null;
  readonly token: string | null;
  readonly siteToken: string | null;
  readonly exportPassphrase: string | null;
  /** Steps of a project that are given out at a time. */
  readonly projectSteps: number;
  readonly programs: ProgramSettings;
  /** Null: no mail is sent. */
  readonly smtp: { readonly url: string; readonly from: string } | null;
  /** Null: embedded, everything under `home`. */
  readonly served: ServedSettings | null;
  readonly objectsUrl: string | null;
  readonly masterKey: string | null;
  /** URLs of each subgraph that runs in other processes, by its name. */
  readonly subgraphUrls: ReadonlyMap<string, readonly string[]>;
  readonly drainMs: number;
  /** Null: no viewer is served. */
  readonly viewer: string | null;
  /** Origins whose pages may call the hub from a browser. */
  readonly corsOrigins: ReadonlySet<string>;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  readonly tracesUrl: string | null;
  readonly metricsToken: string | null;
}

/**
 * The settings of this process.
 * @throws BAD_USER_INPUT naming each variable that does not fit, what was expected and what came
 */
export function readSettings(env: NodeJS.ProcessEnv = process.env): Settings {
  const given = Object.fromEntries(
    settingsNames.flatMap((name) => {
      const text = env[name] || (secret.has(name) ? fromFile(name, env[`${name}_FILE`]) : undefined);
      return text ? [[name, text]] : [];
    }),
  );
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    const wrong = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    const received = (name: string) => (secret.has(name) ? 'something else' : JSON.stringify(given[name]));
    const message = wrong
      .map((name) => `${name}: expected ${expected[name] ?? 'text'}, got ${received(name)}`)
      .join('\n');
    throw new HubError('BAD_USER_INPUT', message);
  }
  const value = parsed.data;
  return {
    home: resolve(value.PESSCARA_HOME),
    host: value.PESSCARA_HOST,
    port: value.PESSCARA_PORT,
    dimse: dimseSettings(
      value.PESSCARA_DIMSE_PORT,
      value.PESSCARA_DIMSE_TLS_CERT,
      value.PESSCARA_DIMSE_TLS_KEY,
      value.PESSCARA_DIMSE_TLS_CA,
    ),
    receiving: {
      maxAssociations: value.PESSCARA_DIMSE_MAX_ASSOCIATIONS,
      idleMs: value.PESSCARA_DIMSE_IDLE_SECONDS * 1000,
      maxFileBytes: value.PESSCARA_MAX_FILE_MIB * 1024 * 1024,
      refusedKeptDays: value.PESSCARA_REFUSED_KEPT_DAYS,
    },
    adminPassword: value.PESSCARA_ADMIN_PASSWORD ?? null,
    token: value.PESSCARA_TOKEN ?? null,
    siteToken: value.PESSCARA_SITE_TOKEN ?? null,
    exportPassphrase: value.PESSCARA_EXPORT_PASSPHRASE ?? null,
    projectSteps: value.PESSCARA_PROJECT_STEPS,
    programs: programSettings(value),
    smtp: smtpSettings(value.PESSCARA_SMTP_URL, value.PESSCARA_SMTP_FROM),
    served: servedSettings(value.PESSCARA_DATABASE_URL, value.PESSCARA_GRAPH_URL, value.PESSCARA_QUEUE_URL),
    objectsUrl: value.PESSCARA_OBJECTS_URL ?? null,
    masterKey: value.PESSCARA_MASTER_KEY ?? null,
    subgraphUrls: new Map(
      (value.PESSCARA_SUBGRAPH_URLS?.split(',') ?? []).map((pair) => {
        const [name = '', ...urls] = pair.split(/=|\|/);
        return [name, urls];
      }),
    ),
    drainMs: value.PESSCARA_DRAIN_MS,
    viewer: value.PESSCARA_VIEWER === undefined ? null : resolve(value.PESSCARA_VIEWER),
    corsOrigins: new Set(value.PESSCARA_CORS_ORIGINS?.split(',') ?? []),
    logLevel: value.PESSCARA_LOG_LEVEL,
    tracesUrl: value.PESSCARA_TRACES_URL ?? null,
    metricsToken: value.PESSCARA_METRICS_TOKEN ?? null,
  };
}

/** A hub is embedded or served: half of one would lose what the other half promises. */
function servedSettings(
  databaseUrl: string | undefined,
  graphUrl: string | undefined,
  queueUrl: string | undefined,
): ServedSettings | null {
  if (databaseUrl && graphUrl && queueUrl) return { databaseUrl, graphUrl, queueUrl };
  const given = Object.entries({
    PESSCARA_DATABASE_URL: databaseUrl,
    PESSCARA_GRAPH_URL: graphUrl,
    PESSCARA_QUEUE_URL: queueUrl,
  });
  if (given.every(([, value]) => !value)) return null;
  const missing = given.filter(([, value]) => !value).map(([name]) => name);
  throw new HubError(
    'BAD_USER_INPUT',
    `${missing.join(', ')}: expected all of PESSCARA_DATABASE_URL, PESSCARA_GRAPH_URL and PESSCARA_QUEUE_URL, or none of them (embedded)`,
  );
}

/** Half a setting of TLS would be a door that is open where it should be closed. */
function dimseSettings(
  port: number | undefined,
  cert: string | undefined,
  key: string | undefined,
  ca: string | undefined,
): DimseSettings | null {
  if ((cert === undefined) !== (key === undefined) || (ca !== undefined && cert === undefined)) {
    throw new HubError(
      'BAD_USER_INPUT',
      'PESSCARA_DIMSE_TLS_CERT, PESSCARA_DIMSE_TLS_KEY: expected both of them (also for PESSCARA_DIMSE_TLS_CA), or none',
    );
  }
  if (port === undefined) return null;
  return { port, tls: cert !== undefined && key !== undefined ? { cert, key, ca: ca ?? null } : null };
}

function smtpSettings(url: string | undefined, from: string | undefined): Settings['smtp'] {
  if (url === undefined) return null;
  if (from !== undefined) return { url, from };
  throw new HubError('BAD_USER_INPUT', 'PESSCARA_SMTP_FROM: expected the address that mail comes from, got nothing');
}

function fromFile(name: string, path: string | undefined): string | undefined {
  if (!path) return undefined;
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (cause) {
    const message = `${name}_FILE: expected a file that can be read, got ${JSON.stringify(path)}`;
    throw new HubError('BAD_USER_INPUT', message, {}, { cause });
  }
}
