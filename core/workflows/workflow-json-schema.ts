import type { Json, JsonObject } from '../json.ts';
import { roles } from '../policy/policy.ts';
import { condition, definitions, foreach, overAssets, stepOptions, trigger } from './document-schemas.ts';
import { reusePolicies } from './run.ts';
import { stepKinds, type StepKind } from './step-kinds.ts';

const name = { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' };
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
        description: 'Starts a run by itself; without one, runs are started by people.',
        oneOf: [trigger, { type: 'null' }],
      },
      triggers: { type: 'array', maxItems: 20, description: 'Several triggers, instead of one.', items: trigger },
      roles: {
        type: 'array',
        minItems: 1,
        items: { enum: roles },
        description: 'Who of those who may start runs may start this one.',
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
    $defs: definitions,
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
      ...foreachOf(kind),
      if: condition('What it does not hold for is left out.'),
      ...optionsOf(kind),
      with: { type: 'object', additionalProperties: false, required, properties: fields },
      onError: {
        enum: ['continue', 'fail'],
        description: "By default 'continue' for steps over the series, else 'fail'.",
      },
    },
  };
}

function optionsOf({ withoutEffect = {} }: StepKind): JsonObject {
  return Object.fromEntries(Object.entries(stepOptions).filter(([option]) => !(option in withoutEffect)));
}

function foreachOf({ scope, overExams }: StepKind): JsonObject {
  if (scope !== 'exam') return { foreach };
  const description = "Once for each exam of the exam's subject, or for exams of the project.";
  return overExams ? { foreach: { description, oneOf: [{ const: 'exams' }, overAssets(['EXAM'])] } } : {};
}
