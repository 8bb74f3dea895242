import type { Json, JsonObject } from '../json.ts';
import { triggerEvents } from './definition.ts';
import { protocolStates } from '../protocols/protocol.ts';
import { reusePolicies } from './run.ts';
import { stepKinds, type StepKind } from './step-kinds.ts';

const name = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' };
const texts = { type: 'array', minItems: 1, items: { type: 'string', minLength: 1 } };
const title = { type: 'string', minLength: 1, maxLength: 200 };

/**
 * The JSON Schema of workflow documents, for editors: what schema/workflow.schema.json holds. It says all that a schema can;
 * that needs name steps, ids are unique and there is no cycle, `parseDefinition` checks.
 */
export function workflowJsonSchema(): JsonObject {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'PESSCARA workflow',
    type: 'object',
    additionalProperties: false,
    required: ['name', 'steps'],
    properties: {
      $schema: { type: 'string' },
      name: { ...name, description: 'A new version is made when a document of the same name differs.' },
      title,
      trigger: {
        type: ['object', 'null'],
        description: 'Starts a run by itself; without it, runs are started by people.',
        additionalProperties: false,
        required: ['on'],
        properties: {
          on: { enum: triggerEvents },
          modality: { ...texts, description: 'The exam must have a series of one of these.' },
          protocol: {
            type: 'array',
            minItems: 1,
            items: { enum: protocolStates },
            description: "With EXAM_COMPLETED: what the check by the project's protocol must say of the exam.",
          },
        },
      },
      reuse: {
        enum: reusePolicies,
        default: 'ALWAYS',
        description: 'Whether existing results serve in runs that are started without saying it.',
      },
      steps: {
        type: 'array',
        minItems: 1,
        maxItems: 100,
        items: { oneOf: Object.entries(stepKinds).map(([uses, kind]) => stepSchema(uses, kind)) },
      },
    },
  };
}

function stepSchema(uses: string, kind: StepKind): JsonObject {
  const required = Object.entries(kind.with)
    .filter(([, field]) => field.required)
    .map(([field]) => field);
  const fields = Object.fromEntries(
    Object.entries(kind.with).map(([field, { schema, default: byDefault }]): [string, Json] => [
      field,
      byDefault === undefined ? schema : { ...schema, default: byDefault },
    ]),
  );
  return {
    type: 'object',
    description: kind.description,
    additionalProperties: false,
    required: ['id', 'uses', ...(kind.scope === 'series' ? ['foreach'] : []), ...(required.length > 0 ? ['with'] : [])],
    properties: {
      id: name,
      title,
      uses: { const: uses },
      needs: { type: 'array', uniqueItems: true, items: name, description: 'Steps that must be done first.' },
      ...(kind.scope === 'exam'
        ? {}
        : { foreach: { const: 'series', description: 'Once for each series of the exam.' } }),
      ...(kind.scope === 'exam'
        ? {}
        : {
            if: {
              type: 'object',
              additionalProperties: false,
              description: 'Series for which this does not hold are left out.',
              properties: { seriesType: texts, notSeriesType: texts, modality: texts, notModality: texts },
            },
          }),
      with: { type: 'object', additionalProperties: false, required, properties: fields },
      onError: {
        enum: ['continue', 'fail'],
        description: "By default 'continue' for steps over the series, else 'fail'.",
      },
    },
  };
}
