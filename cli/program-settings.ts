import { z } from 'zod';
import { HubError } from '../core/errors.ts';
import {
  kubernetesEnvironment,
  kubernetesExpectations,
  kubernetesSettings,
  type KubernetesSettings,
} from './kubernetes-settings.ts';
import { isOpenWay } from './open-way.ts';
import {
  programLimitEnvironment,
  programLimitExpectations,
  programLimitSettings,
  type ProgramLimitSettings,
} from './program-limit-settings.ts';

/** Settings of steps that run what somebody else wrote. All are off unless who runs the hub says otherwise. */
export const programEnvironment = {
  PESSCARA_STEPS_AT_ONCE: z.coerce
    .number()
    .int()
    .min(1)
    .max(1000)
    .default(2)
    .describe('Steps that one process works on at the same time; one that waits for an engine elsewhere counts too'),
  PESSCARA_PYTHON_SCRIPTS: z
    .enum(['builtin', 'any'])
    .default('builtin')
    .describe("Python steps: scripts that the hub ships, or also workflows' own, which run as the hub's system user"),
  PESSCARA_PYTHON_PACKAGES: z
    .string()
    .regex(/^(\/|https?:\/\/)\S+$/)
    .optional()
    .describe(
      'Python steps: where packages that scripts require come from: a folder of wheels, or an index (https://...)',
    ),
  PESSCARA_CONTAINERS: z
    .string()
    .optional()
    .describe('Container steps: the command of podman or docker on the hosts of workers; without it the hub has none'),
  PESSCARA_REST_APPS: z
    .string()
    .regex(/^https?:\/\/[^\s,/]+(,https?:\/\/[^\s,/]+)*$/)
    .optional()
    .describe('Rest steps: the applications that they may call, https://user:password@host:port,... ; without it none'),
  PESSCARA_PUBLIC_URL: z
    .string()
    .regex(/^https?:\/\/[^\s@?#]+$/)
    .refine((text) => URL.canParse(text))
    .optional()
    .describe(
      "Rest steps: where applications reach the hub's door, so that they can call back: https://hub.example.org; without it they can't",
    ),
  PESSCARA_SPARK_URL: z
    .string()
    .regex(/^spark:\/\/[^\s/?#]+\?rest=https?:\/\/[^\s/?#]+$/)
    .optional()
    .describe(
      'Spark steps: a standalone master and its REST submission server, spark://host:7077?rest=http://host:6066',
    ),
  PESSCARA_SPARK_FOLDER: z
    .string()
    .regex(/^\/[^'\s]*$/)
    .optional()
    .describe('Folder that workers of the hub and of Spark see by the same path; needed with PESSCARA_SPARK_URL'),
  PESSCARA_BATCH: z
    .enum(['slurm', 'gridengine'])
    .optional()
    .describe('Batch steps: the scheduler whose commands the hosts of workers have; without it the hub has none'),
  PESSCARA_BATCH_FOLDER: z
    .string()
    .regex(/^\/[^'\s]*$/)
    .optional()
    .describe('Folder that workers and the nodes of the cluster see by the same path; needed with PESSCARA_BATCH'),
  ...kubernetesEnvironment,
  ...programLimitEnvironment,
};

/** What is told of a value that does not fit. */
export const programExpectations: Readonly<Record<string, string>> = {
  PESSCARA_STEPS_AT_ONCE: 'a whole number from 1 to 1000',
  PESSCARA_PYTHON_SCRIPTS: 'builtin or any',
  PESSCARA_PYTHON_PACKAGES: 'the absolute path of a folder, or the address of an index',
  PESSCARA_REST_APPS: 'origins with commas between: https://host, https://user:password@host:port',
  PESSCARA_PUBLIC_URL: 'an address without user, password, query and fragment: https://hub.example.org',
  PESSCARA_SPARK_URL: 'spark://host:port?rest=http://host:port',
  PESSCARA_SPARK_FOLDER: 'an absolute path without spaces',
  PESSCARA_BATCH: 'slurm or gridengine',
  PESSCARA_BATCH_FOLDER: 'an absolute path without spaces',
  ...kubernetesExpectations,
  ...programLimitExpectations,
};

/** What steps may run that somebody else wrote. */
export interface ProgramSettings {
  /** Of one process. */
  readonly stepsAtOnce: number;
  readonly pythonScripts: 'builtin' | 'any';
  /** Null: scripts have no packages. */
  readonly pythonPackages: { readonly wheels: string } | { readonly index: string } | null;
  /** Command of podman or docker; null: no container steps. */
  readonly containers: string | null;
  /** Applications that rest steps may call, and what they are shown; none: no such steps. */
  readonly restApps: readonly { readonly origin: string; readonly authorization: string | null }[];
  /** The door as applications see it, without a slash at its end; null: they can't call back. */
  readonly publicUrl: string | null;
  /** Null: no spark steps. */
  readonly spark: { readonly master: string; readonly rest: string; readonly folder: string } | null;
  /** Null: no batch steps. */
  readonly batch: { readonly scheduler: 'slurm' | 'gridengine'; readonly folder: string } | null;
  /** Null: no kubernetes steps. */
  readonly kubernetes: KubernetesSettings | null;
  readonly limits: ProgramLimitSettings;
}

type ProgramValues = z.infer<z.ZodObject<typeof programEnvironment>>;

/** @throws BAD_USER_INPUT for half a setting, and for an address to which secrets would come in the open */
export function programSettings(value: ProgramValues): ProgramSettings {
  const { PESSCARA_BATCH: scheduler, PESSCARA_BATCH_FOLDER: folder } = value;
  requireBoth('PESSCARA_BATCH, PESSCARA_BATCH_FOLDER', scheduler, folder);
  const { PESSCARA_SPARK_URL: sparkUrl, PESSCARA_SPARK_FOLDER: sparkFolder } = value;
  requireBoth('PESSCARA_SPARK_URL, PESSCARA_SPARK_FOLDER', sparkUrl, sparkFolder);
  const [master = '', rest = ''] = sparkUrl?.split('?rest=') ?? [];
  return {
    stepsAtOnce: value.PESSCARA_STEPS_AT_ONCE,
    pythonScripts: value.PESSCARA_PYTHON_SCRIPTS,
    pythonPackages: packagesFrom(value.PESSCARA_PYTHON_PACKAGES),
    containers: value.PESSCARA_CONTAINERS ?? null,
    restApps: (value.PESSCARA_REST_APPS?.split(',') ?? []).map(restApp),
    publicUrl: publicUrlFrom(value.PESSCARA_PUBLIC_URL),
    spark: sparkFolder === undefined ? null : { master, rest, folder: sparkFolder },
    batch: scheduler !== undefined && folder !== undefined ? { scheduler, folder } : null,
    kubernetes: kubernetesSettings(value),
    limits: programLimitSettings(value),
  };
}

function requireBoth(names: string, one: string | undefined, other: string | undefined): void {
  if ((one === undefined) !== (other === undefined))
    throw new HubError('BAD_USER_INPUT', `${names}: expected both of them, or none`);
}

function publicUrlFrom(text: string | undefined): string | null {
  if (text === undefined) return null;
  if (isOpenWay(text))
    throw new HubError('BAD_USER_INPUT', 'PESSCARA_PUBLIC_URL: expected https://, since secrets are sent there');
  return text.replace(/\/+$/, '');
}

function packagesFrom(from: string | undefined): ProgramSettings['pythonPackages'] {
  if (from === undefined) return null;
  return from.startsWith('/') ? { wheels: from } : { index: from };
}

function restApp(address: string): ProgramSettings['restApps'][number] {
  const { origin, username, password } = new URL(address);
  const name = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { origin, authorization: name === ':' ? null : `Basic ${Buffer.from(name).toString('base64')}` };
}
