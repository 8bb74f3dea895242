import type { JsonObject } from '../json.ts';

const text = (maxLength: number, description: string): JsonObject => ({
  type: 'string',
  minLength: 1,
  maxLength,
  description,
});
const seconds = (fallback: number) => ({
  required: false,
  default: fallback,
  schema: { type: 'number', exclusiveMinimum: 0, maximum: 2_592_000, description: 'Seconds until it is stopped.' },
});
const parameters = {
  required: false,
  default: {},
  schema: { type: 'object', description: 'Given to the program as they are.' },
};

const sizes = {
  cpus: {
    required: false,
    default: 1,
    schema: { type: 'number', exclusiveMinimum: 0, maximum: 1024, description: 'Processors that it may use.' },
  },
  memoryMb: {
    required: false,
    default: 2048,
    schema: {
      type: 'number',
      exclusiveMinimum: 15,
      maximum: 4_194_304,
      description: 'Memory that it may use, in MiB.',
    },
  },
};

const gpus = {
  gpus: {
    required: false,
    default: 0,
    schema: {
      type: 'number',
      exclusiveMinimum: -1,
      maximum: 64,
      description: 'Graphics processors that it needs.',
    },
  },
};

const image = {
  image: {
    required: true,
    schema: {
      type: 'string',
      minLength: 1,
      maxLength: 500,
      pattern: '^[a-z0-9][a-z0-9._/:-]*@sha256:[0-9a-f]{64}$',
      description: 'an image by its digest: name@sha256:...',
    },
  },
  command: {
    required: false,
    schema: {
      type: 'array',
      minItems: 1,
      items: { type: 'string', minLength: 1, maxLength: 100_000 },
      description: "What it runs, word by word; without it the image's own.",
    },
  },
};

const program = { doneBy: 'executor', scope: 'either', consumes: ['*'] } as const;

/** Kinds of steps that run a program of somebody else on an engine of somebody else. All give and take the same: docs/workflows.md. */
export const programKinds = {
  container: {
    description: 'Runs an image by podman or docker, without network and with limits. See docs/workflows.md.',
    ...program,
    with: {
      ...image,
      parameters,
      timeoutS: seconds(3600),
      ...sizes,
      gpu: {
        required: false,
        schema: {
          type: 'string',
          minLength: 1,
          maxLength: 200,
          pattern: '^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+=[A-Za-z0-9._-]+$',
          description: 'a device by its CDI name: nvidia.com/gpu=0',
        },
      },
    },
  },
  batch: {
    description: "Runs a shell script as a job of the hub's cluster (Slurm, Grid Engine). See docs/workflows.md.",
    ...program,
    with: {
      script: { required: true, schema: text(200_000, 'Run by sh on a node of the cluster.') },
      parameters,
      timeoutS: seconds(3600),
      ...sizes,
      ...gpus,
      queue: {
        required: false,
        schema: {
          type: 'string',
          minLength: 1,
          maxLength: 100,
          pattern: '^[A-Za-z0-9][A-Za-z0-9._@-]*$',
          description: 'a partition (Slurm) or queue (Grid Engine)',
        },
      },
    },
  },
  kubernetes: {
    description: "Runs an image as a job of the hub's Kubernetes cluster, with limits. See docs/workflows.md.",
    ...program,
    with: {
      ...image,
      parameters,
      timeoutS: seconds(3600),
      ...sizes,
      ...gpus,
      gpuResource: {
        required: false,
        default: 'nvidia.com/gpu',
        schema: {
          type: 'string',
          minLength: 1,
          maxLength: 200,
          pattern: '^[a-z0-9][a-z0-9.-]*/[A-Za-z0-9][A-Za-z0-9._-]*$',
          description: 'what the cluster calls its graphics processors: nvidia.com/gpu, amd.com/gpu',
        },
      },
    },
  },
  spark: {
    description: "Runs a Python script as a driver on the hub's Spark cluster. See docs/workflows.md.",
    ...program,
    with: {
      script: { required: true, schema: text(200_000, "The script's source, which gets the path of its task.") },
      parameters,
      timeoutS: seconds(3600),
      ...sizes,
    },
  },
  rest: {
    description:
      'Calls an application of somebody else by HTTP, and asks until it is done or is called back. See docs/workflows.md.',
    ...program,
    with: {
      url: {
        required: true,
        schema: {
          type: 'string',
          minLength: 1,
          maxLength: 2000,
          pattern: '^https?://[^\\s@?#]+$',
          description: 'an address without user, password, query and fragment: https://app.example.org/segment',
        },
      },
      version: {
        required: true,
        schema: text(100, 'Of the application: changed whenever its results might, so that they are computed anew.'),
      },
      parameters,
      callBack: {
        required: false,
        schema: {
          type: 'boolean',
          description:
            'It gets addresses of its inputs, and calls the hub with its progress, its files and its result.',
        },
      },
      timeoutS: seconds(3600),
    },
  },
};

/** Whether a step of that kind runs a program of somebody else, which gets what there is. */
export function runsProgram(uses: string): boolean {
  return uses === 'python' || uses in programKinds;
}
