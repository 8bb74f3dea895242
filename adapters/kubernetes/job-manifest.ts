import type { JsonObject } from '../../core/json.ts';
import { imageProgram, nobody, seenAs, type ImageProgram } from '../../core/programs/image-program.ts';

export interface KubernetesProgram extends ImageProgram {
  readonly gpus: number;
  /** `nvidia.com/gpu` */
  readonly gpuResource: string;
}

/** Label of a job and its pod, by which they are found: its value is the job's name. */
export const jobLabel = 'pesscara/job';
export const containerName = 'program';
const tmpMb = 256;
/** As long as the hub may be away and still finds how a job has ended. */
const keptS = 7 * 24 * 3600;
const endS = 5;

/** The `with` of a step, which the definition's validator has checked. */
export function kubernetesProgram(given: JsonObject): KubernetesProgram {
  const resource = given['gpuResource'];
  return {
    ...imageProgram(given),
    gpus: Number(given['gpus'] ?? 0),
    gpuResource: typeof resource === 'string' ? resource : 'nvidia.com/gpu',
  };
}

/** Who the program is: never root; else who runs the hub, whose the files are. */
function runsAs(): { readonly uid: number; readonly gid: number } {
  const uid = process.getuid?.() ?? 0;
  return uid === 0 ? { uid: nobody, gid: nobody } : { uid, gid: process.getgid?.() ?? nobody };
}

/**
 * A batch/v1 Job of one pod that is never begun again, as the Pod Security Standard "restricted" wants it: no root, no capability, no way to
 * gain one, no token of the cluster, and nothing to write to but `/work/out`, `/work/result` and a temporary folder in memory.
 * @param of what it is, for people who look at the cluster
 * @param claim of the volume in which the folder of the job has its name
 */
export function jobManifest(
  name: string,
  of: { readonly runId: string; readonly step: string },
  claim: string,
  program: KubernetesProgram,
): JsonObject {
  const labels = {
    'app.kubernetes.io/name': 'pesscara-step',
    'app.kubernetes.io/managed-by': 'pesscara',
    'pesscara/run': of.runId,
    [jobLabel]: name,
  };
  const { uid, gid } = runsAs();
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: { name, labels, annotations: { 'pesscara/step': of.step } },
    spec: {
      parallelism: 1,
      completions: 1,
      // Begun again by the cluster, a step would be done twice in one folder: the hub decides that.
      backoffLimit: 0,
      podReplacementPolicy: 'Failed',
      ttlSecondsAfterFinished: keptS,
      template: {
        metadata: { labels },
        spec: {
          restartPolicy: 'Never',
          // Of the pod, not the job: what waits for a place on a node does not use up its time.
          activeDeadlineSeconds: Math.ceil(program.timeoutS),
          terminationGracePeriodSeconds: endS,
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: uid,
            runAsGroup: gid,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [container(name, program)],
          volumes: [
            { name: 'work', persistentVolumeClaim: { claimName: claim } },
            { name: 'tmp', emptyDir: { medium: 'Memory', sizeLimit: `${String(tmpMb)}Mi` } },
          ],
        },
      },
    },
  };
}

function container(name: string, { image, command, cpus, memoryMb, gpus, gpuResource }: KubernetesProgram): JsonObject {
  const most = {
    cpu: `${String(Math.ceil(cpus * 1000))}m`,
    memory: `${String(Math.ceil(memoryMb))}Mi`,
    ...(gpus > 0 ? { [gpuResource]: String(Math.ceil(gpus)) } : {}),
  };
  const mount = (part: string, readOnly: boolean): JsonObject => ({
    name: 'work',
    mountPath: `${seenAs}/${part}`,
    subPath: `${name}/${part}`,
    readOnly,
  });
  return {
    name: containerName,
    image,
    imagePullPolicy: 'IfNotPresent',
    // As behind the image in `podman run`: given to the image's entry point, where it has one.
    ...(command === null ? {} : { args: [...command] }),
    env: [{ name: 'PESSCARA_TASK', value: `${seenAs}/task.json` }],
    resources: { limits: most, requests: most },
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      capabilities: { drop: ['ALL'] },
    },
    volumeMounts: [
      mount('in', true),
      mount('task.json', true),
      mount('out', false),
      mount('result', false),
      { name: 'tmp', mountPath: '/tmp' },
    ],
  };
}
