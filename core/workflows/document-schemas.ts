import { assetLevels } from '../assets/asset.ts';
import type { JsonObject } from '../json.ts';
import { protocolStates } from '../protocols/protocol.ts';
import { mostAssets } from './read-foreach.ts';
import { assetEvents, examEvents } from './trigger.ts';

/** Parts of the JSON Schema of workflow documents, which `workflow-json-schema.ts` puts together. */
const texts = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } } as const;

const scalar = { type: ['string', 'number', 'boolean'] };
const ordered = { type: ['string', 'number'] };
const scalars = { type: 'array', minItems: 1, maxItems: 200, items: scalar };
const comparisons = {
  eq: scalar,
  ne: scalar,
  in: scalars,
  notIn: scalars,
  exists: { type: 'boolean' },
  gt: ordered,
  gte: ordered,
  lt: ordered,
  lte: ordered,
};
const name = { type: 'string', minLength: 1, maxLength: 200 };

function test(description: string, more: JsonObject, required: readonly string[]): JsonObject {
  return {
    type: 'object',
    description,
    additionalProperties: false,
    required: ['name', ...required],
    minProperties: 2 + required.length,
    properties: { ...more, name, ...comparisons },
  };
}

const level = {
  enum: assetLevels.slice(0, 4),
  description: 'Of what the item is part of; by default the item itself.',
};
const conditions = { type: 'array', minItems: 1, maxItems: 50, items: { $ref: '#/$defs/condition' } };

/** `$defs` of the schema. */
export const definitions: JsonObject = {
  condition: {
    type: 'object',
    additionalProperties: false,
    description: 'All that is given must hold.',
    properties: {
      seriesType: texts,
      notSeriesType: texts,
      modality: texts,
      notModality: texts,
      all: conditions,
      any: conditions,
      not: { $ref: '#/$defs/condition' },
      tag: test('One comparison of a tag.', { level }, []),
      property: test('One comparison of a property, as studyDate.', { level }, []),
      value: test(
        'One comparison of what a step before has measured.',
        { step: { type: 'string', minLength: 1, description: 'A step that it needs.' } },
        ['step'],
      ),
    },
  },
};

/** A condition, with what follows when it does not hold. */
export const condition = (description: string): JsonObject => ({ $ref: '#/$defs/condition', description });

function triggerOf(on: JsonObject, description: string, required: readonly string[], fields: JsonObject): JsonObject {
  return {
    type: 'object',
    description,
    additionalProperties: false,
    required: ['on', ...required],
    properties: { on, ...fields },
  };
}

/** One trigger. */
export const trigger: JsonObject = {
  oneOf: [
    triggerOf({ enum: examEvents }, 'An exam was registered, or has come completely.', [], {
      modality: { ...texts, description: 'The exam must have a series of one of these.' },
      protocol: {
        type: 'array',
        minItems: 1,
        items: { enum: protocolStates },
        description: "With EXAM_COMPLETED: what the check by the project's protocol must say of the exam.",
      },
    }),
    triggerOf({ enum: assetEvents }, 'An asset changed; the run is on its exam.', [], {
      level: { type: 'array', minItems: 1, items: { enum: assetLevels }, description: 'Of the asset that changed.' },
      kind: { ...texts, description: 'Of the derived asset that changed.' },
      if: condition("Over the asset's own tags and properties."),
    }),
    triggerOf({ const: 'SCHEDULE' }, "Runs on the project's exams at these times.", ['cron'], {
      cron: {
        type: 'string',
        description:
          "Minute, hour, day of the month, month, weekday: '30 2 * * MON-FRI'; docs/workflows.md says all that may stand there.",
      },
      timeZone: { type: 'string', default: 'UTC', description: "Of the IANA database: 'Europe/Berlin'." },
      exams: {
        enum: ['NEW', 'ALL'],
        default: 'NEW',
        description: 'NEW: those that no run of this workflow was started on yet; ALL: every exam, each time.',
      },
      if: condition("Over the exam's tags and properties."),
    }),
    triggerOf({ const: 'WEBHOOK' }, "A signed call to the workflow's webhook.", [], {}),
  ],
};

const above = (minimum: number, maximum: number, type: string, description: string): JsonObject => ({
  type,
  exclusiveMinimum: minimum,
  maximum,
  description,
});

/** Fields that a step of any kind may have. */
export const stepOptions: JsonObject = {
  timeoutS: above(0, 604_800, 'number', 'Seconds until an attempt is stopped.'),
  retries: {
    type: 'object',
    additionalProperties: false,
    required: ['attempts'],
    description: 'A step that failed is tried again.',
    properties: {
      attempts: above(0, 20, 'integer', 'How often in all.'),
      delayS: { type: 'number', minimum: 0, maximum: 86_400, default: 0, description: 'Seconds between.' },
    },
  },
  resources: {
    type: 'object',
    additionalProperties: false,
    description: 'What it asks of the machine that it runs on, where its executor can choose.',
    properties: {
      cpu: above(0, 1024, 'number', 'Cores.'),
      memoryMb: above(0, 16_777_216, 'integer', 'MiB.'),
      gpu: { type: 'integer', minimum: 0, maximum: 64, description: 'Devices.' },
    },
  },
  inputs: {
    type: 'array',
    minItems: 1,
    maxItems: 20,
    description: 'What of the results before it the step takes, and can not do without.',
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['kind'],
      properties: { kind: { type: 'string', minLength: 1 }, role: { type: 'string', minLength: 1 } },
    },
  },
};

/** Assets of the project that a step is done for each of. */
export function overAssets(levels: readonly string[]): JsonObject {
  return {
    type: 'object',
    additionalProperties: false,
    required: ['assets'],
    properties: {
      assets: {
        type: 'object',
        description: 'Assets of the project, as they are when the run starts.',
        additionalProperties: false,
        required: ['level'],
        properties: {
          level: { enum: levels },
          query: { ...name, description: 'A saved query that is shared in the project.' },
          if: condition("Over the asset's own tags and properties."),
          most: {
            type: 'integer',
            minimum: 1,
            maximum: mostAssets,
            default: 100,
            description: 'Where more are found, the run fails.',
          },
        },
      },
    },
  };
}

/** What a step is done for each of. */
export const foreach: JsonObject = {
  description:
    'Once for each series of the exam, or for each that the filter leaves; for each exam of its subject; or for assets of the project.',
  oneOf: [
    { const: 'series' },
    { const: 'exams' },
    {
      type: 'object',
      additionalProperties: false,
      required: ['series'],
      properties: {
        series: {
          type: 'object',
          additionalProperties: false,
          minProperties: 1,
          properties: { seriesType: texts, modality: texts },
        },
      },
    },
    overAssets(['EXAM', 'SERIES']),
  ],
};
