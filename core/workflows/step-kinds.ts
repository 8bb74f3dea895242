import type { Json, JsonObject } from '../json.ts';
import { roles } from '../policy/policy.ts';
import { volumeFormats } from '../ports/image-formats.ts';
import { volumeKinds } from '../volumes/volume-files.ts';
import { humanKind } from './human-kind.ts';
import { programKinds } from './program-kinds.ts';

/** One field of a step's `with`. `schema` is its JSON Schema, of which the validator understands what is used here. */
export interface WithField {
  readonly required: boolean;
  readonly default?: Json;
  readonly schema: JsonObject;
}

/** One value of `uses`. */
export interface StepKind {
  readonly description: string;
  /** 'executor': a StepExecutor does it; 'person': a task; 'hub': the engine itself. */
  readonly doneBy: 'executor' | 'person' | 'hub';
  /** Whether it works on a series, on the whole exam, or on either. */
  readonly scope: 'series' | 'exam' | 'either';
  /** Of one that works on the whole exam: also on each exam of its subject. */
  readonly overExams?: true;
  /** Kinds of derived assets that it takes from the steps before it, with the role each plays; ['*'] takes all. */
  readonly consumes: readonly string[];
  /** Options of its attempts that would be without effect, and why. */
  readonly withoutEffect?: Readonly<Partial<Record<AttemptOption, string>>>;
  /** Kinds of derived assets that it may give; absent: any. */
  readonly gives?: readonly string[];
  readonly with: Readonly<Record<string, WithField>>;
}

/** What a step says of its attempts. */
export const attemptOptions = ['timeoutS', 'retries'] as const;
export type AttemptOption = (typeof attemptOptions)[number];

const text = (maxLength: number, description: string): JsonObject => ({
  type: 'string',
  minLength: 1,
  maxLength,
  description,
});
const roleList = (description: string): JsonObject => ({
  type: 'array',
  minItems: 1,
  uniqueItems: true,
  items: { enum: roles },
  description,
});

const formatSchema = (description: string): JsonObject => ({ enum: volumeFormats, description });

const role: JsonObject = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$', maxLength: 64 };
const regionSchema: JsonObject = {
  type: 'object',
  additionalProperties: false,
  required: ['mask', 'values'],
  properties: {
    mask: { ...role, description: 'Role of the mask over which values are taken.' },
    reference: { ...role, description: 'Role of the mask whose mean is 1 in ratios, as of normal white matter.' },
    values: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['volume', 'unit'],
        properties: {
          volume: { ...role, description: 'Role of the NIfTI volume, which is the name of its value.' },
          unit: text(64, 'UCUM code of its voxels; 1 for none.'),
          ratio: { enum: [true, false], description: 'Whether its ratio to the reference is a value as well.' },
          method: text(300, 'How the volume was made, for who reads the value.'),
        },
        description: 'One value.',
      },
      description: 'What is measured.',
    },
  },
  description: 'Means over a mask, instead of the values of whole volumes and masks.',
};

/** Every value that a step's `uses` may have. */
export const stepKinds: Readonly<Record<string, StepKind>> = {
  classify: {
    description: "Sets the tag seriesType from the series' DICOM attributes.",
    doneBy: 'executor',
    scope: 'series',
    consumes: [],
    gives: [],
    with: {},
  },
  convert: {
    description:
      'Converts the images of a series to volumes with dcm2niix, and segmentations and structure sets to masks. See docs/conversion.md.',
    doneBy: 'executor',
    scope: 'series',
    consumes: [],
    gives: [...volumeKinds, 'segmentation'],
    with: { format: { required: false, schema: formatSchema('Of the volumes; nifti when it is absent.') } },
  },
  reformat: {
    description:
      'Writes volumes in another format: those of the steps before it, or else those that people imported to the series.',
    doneBy: 'executor',
    scope: 'series',
    consumes: volumeKinds,
    gives: volumeKinds,
    with: { format: { required: false, default: 'nifti', schema: formatSchema('What they become.') } },
  },
  measure: {
    description:
      'Measures mean intensity, and the volume whose intensity is above a threshold, of each NIfTI volume; of each mask its volume; or means over a mask.',
    doneBy: 'executor',
    scope: 'series',
    consumes: ['nifti', 'segmentation'],
    gives: ['measurement'],
    with: {
      threshold: {
        required: false,
        default: 0,
        schema: { type: 'number', description: 'Voxels with a greater value count; in the unit of the image.' },
      },
      region: { required: false, schema: regionSchema },
    },
  },
  tag: {
    description: 'Sets a tag that the project defines; one that a person or a rule has set stays.',
    doneBy: 'executor',
    scope: 'either',
    consumes: [],
    gives: [],
    with: {
      name: { required: true, schema: text(64, 'Of the tag.') },
      value: { required: true, schema: { type: ['string', 'number', 'boolean'], description: 'What it becomes.' } },
      reason: { required: false, schema: text(1000, 'Why, for who reads the tag.') },
    },
  },
  python: {
    description:
      'Runs a Python 3 script: JSON in, JSON and files out. See docs/workflows.md for what it gets and gives.',
    doneBy: 'executor',
    scope: 'either',
    consumes: ['*'],
    with: {
      script: {
        required: true,
        schema: text(
          200_000,
          "The script's source, or builtin:NAME for one that comes with the hub (builtin:measure).",
        ),
      },
      requirements: {
        required: false,
        schema: text(100_000, 'Packages that it imports, each a line: name==version --hash=sha256:...'),
      },
      parameters: {
        required: false,
        default: {},
        schema: { type: 'object', description: 'Given to the script as they are.' },
      },
      timeoutS: {
        required: false,
        default: 600,
        schema: { type: 'number', exclusiveMinimum: 0, maximum: 86_400, description: 'Seconds until it is stopped.' },
      },
    },
  },
  ...programKinds,
  human: humanKind,
  subworkflow: {
    description: 'Does another workflow of the project on the exam, as a run of its own, and takes its results.',
    doneBy: 'hub',
    scope: 'exam',
    overExams: true,
    consumes: [],
    withoutEffect: {
      timeoutS: 'the steps of the other workflow have their own',
      retries: 'the steps of the other workflow have their own',
    },
    with: {
      workflow: { required: true, schema: text(64, 'Its name.') },
      version: {
        required: false,
        schema: {
          type: 'number',
          exclusiveMinimum: 0,
          maximum: 1_000_000,
          description: 'Of it; the newest when the step begins, when it is absent.',
        },
      },
    },
  },
  biomarkers: {
    description: 'Writes what was measured to its series and exam, as biomarkers.',
    doneBy: 'hub',
    scope: 'exam',
    consumes: ['measurement', 'review'],
    gives: ['biomarker'],
    withoutEffect: { timeoutS: 'it is done at once' },
    with: {
      of: {
        required: false,
        default: 'SERIES',
        schema: {
          enum: ['SERIES', 'EXAM', 'SUBJECT'],
          description: 'What the values belong to: their series and exam; the exam alone; or the subject as well.',
        },
      },
    },
  },
  notify: {
    description:
      'Sends a message to members of the project, to who started the run, and out of the hub by mail and to web servers.',
    doneBy: 'hub',
    scope: 'exam',
    consumes: [],
    gives: [],
    withoutEffect: { timeoutS: 'the message is queued at once' },
    with: {
      text: { required: true, schema: text(1000, 'The message.') },
      roles: {
        required: false,
        default: [],
        schema: { ...roleList('Members who get it beside who started the run.'), minItems: 0 },
      },
      sites: {
        required: false,
        schema: {
          type: 'array',
          minItems: 1,
          uniqueItems: true,
          items: text(64, 'A name.'),
          description: 'Only members at these sites get it: all of them where no roles are said.',
        },
      },
      mail: {
        required: false,
        schema: {
          type: 'array',
          minItems: 1,
          maxItems: 20,
          uniqueItems: true,
          items: { ...text(254, 'An address of mail.'), pattern: '^[^@\\s<>",;:]+@[^@\\s<>",;:]+$' },
          description: 'Addresses of people outside of the hub.',
        },
      },
      webhooks: {
        required: false,
        schema: {
          type: 'array',
          minItems: 1,
          maxItems: 20,
          uniqueItems: true,
          items: { ...text(2000, 'An address that begins with https:// or http://.'), pattern: '^https?://[^\\s@]+$' },
          description: 'Web servers that get it as JSON by POST; those alone that who runs the hub permits.',
        },
      },
    },
  },
};
