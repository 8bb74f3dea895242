import { z } from 'zod';
import { problemsOf } from './schema.ts';

const label = /^([A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?)?$/;
const labelName = /^([a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?\/)?[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?$/;
const labels = z.record(z.string().regex(labelName), z.string().regex(label));
const whole = z.number().int().min(0);

/**
 * What the API server refuses beside what the schema does, and what the Pod Security Standard "restricted" asks of a pod
 * (https://kubernetes.io/docs/concepts/security/pod-security-standards/).
 */
const manifest = z.object({
  apiVersion: z.literal('batch/v1'),
  kind: z.literal('Job'),
  metadata: z.object({ name: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/), labels }),
  spec: z.object({
    parallelism: whole,
    completions: whole,
    backoffLimit: whole,
    ttlSecondsAfterFinished: whole,
    podReplacementPolicy: z.enum(['TerminatingOrFailed', 'Failed']),
    template: z.object({
      metadata: z.object({ labels }),
      spec: z.object({
        restartPolicy: z.enum(['Never', 'OnFailure']),
        activeDeadlineSeconds: z.number().int().min(1),
        terminationGracePeriodSeconds: whole,
        automountServiceAccountToken: z.literal(false),
        hostNetwork: z.undefined().optional(),
        hostPID: z.undefined().optional(),
        hostIPC: z.undefined().optional(),
        securityContext: z.object({
          runAsNonRoot: z.literal(true),
          runAsUser: z.number().int().min(1),
          runAsGroup: z.number().int().min(0),
          seccompProfile: z.object({ type: z.enum(['RuntimeDefault', 'Localhost']) }),
        }),
        containers: z
          .array(
            z.object({
              name: z.string().regex(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/),
              image: z.string().regex(/@sha256:[0-9a-f]{64}$/),
              args: z.array(z.string()).optional(),
              env: z.array(z.object({ name: z.string(), value: z.string() })),
              resources: z.object({
                limits: z.record(z.string(), z.string()),
                requests: z.record(z.string(), z.string()),
              }),
              securityContext: z.object({
                allowPrivilegeEscalation: z.literal(false),
                privileged: z.undefined().optional(),
                readOnlyRootFilesystem: z.literal(true),
                capabilities: z.object({ drop: z.tuple([z.literal('ALL')]), add: z.undefined().optional() }),
              }),
              volumeMounts: z.array(
                z.object({
                  name: z.string(),
                  mountPath: z.string().startsWith('/'),
                  subPath: z
                    .string()
                    .regex(/^(?!\/)(?!(.*\/)?\.\.(\/|$))/)
                    .optional(),
                  readOnly: z.boolean().default(false),
                }),
              ),
            }),
          )
          .length(1),
        volumes: z.array(
          z.object({
            name: z.string(),
            hostPath: z.undefined().optional(),
            persistentVolumeClaim: z.object({ claimName: z.string() }).optional(),
            emptyDir: z.object({}).optional(),
          }),
        ),
      }),
    }),
  }),
});

export type Manifest = z.infer<typeof manifest>;
export type PodSpec = Manifest['spec']['template']['spec'];

/** @throws Error with all that is wrong with it */
export function checkedManifest(given: unknown): Manifest {
  const problems = problemsOf('Job', given, 'Job');
  if (problems.length > 0) throw new Error(problems.join('; '));
  const checked = manifest.parse(given);
  const { containers, volumes } = checked.spec.template.spec;
  const known = volumes.map(({ name }) => name);
  for (const { volumeMounts, resources } of containers) {
    const strange = volumeMounts.find(({ name }) => !known.includes(name));
    if (strange) throw new Error(`volumeMounts: not found: ${strange.name}`);
    for (const name of Object.keys(resources.limits).filter((one) => one.includes('/')))
      if (resources.requests[name] !== resources.limits[name] || !/^\d+$/.test(resources.limits[name] ?? ''))
        throw new Error(`resources.limits.${name}: must be a whole number, and equal to its request`);
  }
  return checked;
}
