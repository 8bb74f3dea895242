import { z } from 'zod';
import { HubError } from '../core/errors.ts';
import { isOpenWay } from './open-way.ts';

/** Settings of steps that run as jobs of a Kubernetes cluster. */
export const kubernetesEnvironment = {
  PESSCARA_KUBERNETES_URL: z
    .string()
    .regex(/^https?:\/\/[^\s?#@]+$/)
    .refine((text) => URL.canParse(text))
    .optional()
    .describe("Kubernetes steps: the API server's address, https://host:6443; without it the hub has none"),
  PESSCARA_KUBERNETES_TOKEN_FILE: z
    .string()
    .optional()
    .describe('File with the bearer token that the API server is shown, read anew for each request; without it none'),
  PESSCARA_KUBERNETES_CA_FILE: z
    .string()
    .optional()
    .describe("PEM file with the authority of the API server's certificate; without it those that Node knows"),
  PESSCARA_KUBERNETES_NAMESPACE: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/)
    .default('pesscara')
    .describe('Namespace in which jobs are made'),
  PESSCARA_KUBERNETES_CLAIM: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/)
    .optional()
    .describe('Persistent volume claim there by which inputs and outputs travel; needed with PESSCARA_KUBERNETES_URL'),
  PESSCARA_KUBERNETES_FOLDER: z
    .string()
    .regex(/^\/[^'\s]*$/)
    .optional()
    .describe("Where that claim's volume is mounted on the hosts of workers; needed with PESSCARA_KUBERNETES_URL"),
};

/** What is told of a value that does not fit. */
export const kubernetesExpectations: Readonly<Record<string, string>> = {
  PESSCARA_KUBERNETES_URL: 'https://host:port',
  PESSCARA_KUBERNETES_NAMESPACE: 'a name of small letters, digits and -',
  PESSCARA_KUBERNETES_CLAIM: 'a name of small letters, digits, - and .',
  PESSCARA_KUBERNETES_FOLDER: 'an absolute path without spaces',
};

export interface KubernetesSettings {
  /** Without a slash at its end. */
  readonly url: string;
  readonly tokenFile: string | null;
  readonly caFile: string | null;
  readonly namespace: string;
  readonly claim: string;
  readonly folder: string;
}

/** @throws BAD_USER_INPUT for a part of the settings, and for a token that anybody on the way could read */
export function kubernetesSettings(
  value: z.infer<z.ZodObject<typeof kubernetesEnvironment>>,
): KubernetesSettings | null {
  const {
    PESSCARA_KUBERNETES_URL: url,
    PESSCARA_KUBERNETES_CLAIM: claim,
    PESSCARA_KUBERNETES_FOLDER: folder,
    PESSCARA_KUBERNETES_TOKEN_FILE: tokenFile = null,
    PESSCARA_KUBERNETES_CA_FILE: caFile = null,
    PESSCARA_KUBERNETES_NAMESPACE: namespace,
  } = value;
  const given = [url, claim, folder].filter((one) => one !== undefined).length;
  if (given === 0) return null;
  if (url === undefined || claim === undefined || folder === undefined)
    throw new HubError(
      'BAD_USER_INPUT',
      'PESSCARA_KUBERNETES_URL, PESSCARA_KUBERNETES_CLAIM, PESSCARA_KUBERNETES_FOLDER: expected all of them, or none',
    );
  if (tokenFile !== null && isOpenWay(url))
    throw new HubError('BAD_USER_INPUT', 'PESSCARA_KUBERNETES_URL: expected https://, since a token is sent there');
  return { url: url.replace(/\/+$/, ''), tokenFile, caFile, namespace, claim, folder };
}
