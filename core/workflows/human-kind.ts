import type { JsonObject } from '../json.ts';
import { roles } from '../policy/policy.ts';
import { defaultTaskRoles } from './definition.ts';
import { formFieldTypes, taskMeanings, taskPriorities } from './task-spec.ts';

const text = (maxLength: number, description: string): JsonObject => ({
  type: 'string',
  minLength: 1,
  maxLength,
  description,
});
const list = (items: JsonObject, description: string): JsonObject => ({
  type: 'array',
  minItems: 1,
  uniqueItems: true,
  items,
  description,
});
const hours = (description: string): JsonObject => ({
  type: 'number',
  exclusiveMinimum: 0,
  maximum: 8760,
  description,
});
const shaped = (required: readonly string[], properties: JsonObject, description: string): JsonObject => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
  description,
});
const optional = (schema: JsonObject) => ({ required: false, schema });
const fieldName = { type: 'string', pattern: '^[A-Za-z][A-Za-z0-9_]{0,63}$', maxLength: 64 };

const formField = shaped(
  ['name', 'type'],
  {
    name: fieldName,
    label: text(200, 'What the person reads; the name when it is absent.'),
    type: { enum: formFieldTypes },
    unit: text(32, 'UCUM code of a number.'),
    required: { enum: [true, false], description: 'Whether an approval needs it.' },
    min: { type: 'number' },
    max: { type: 'number' },
    options: list(text(200, 'One of them is chosen.'), 'Of a choice.'),
  },
  'One field.',
);

/** The step that a person does. What its schema can't say, `checkTasks` checks. */
export const humanKind = {
  description: 'Waits for a person: APPROVED goes on, REJECTED ends the run, SENT_BACK does earlier steps again.',
  doneBy: 'person' as const,
  withoutEffect: {
    timeoutS: "a person's task waits; dueInHours and escalate say when people are told",
    retries: "a person's task is done once; sendBackTo has earlier steps done again",
  },
  scope: 'exam' as const,
  consumes: ['*'],
  with: {
    title: { required: true, schema: text(200, 'What is to be done, in a line.') },
    instructions: optional(text(4000, 'How.')),
    roles: { required: false, default: defaultTaskRoles, schema: list({ enum: roles }, 'Who may do it.') },
    sites: optional(
      list(text(64, 'A name.'), 'Sites whose people may do it; anybody with the role when it is absent.'),
    ),
    persons: optional(list(text(64, 'A username.'), 'People who may do it; anybody with the role when it is absent.')),
    priority: optional({ enum: taskPriorities, description: 'NORMAL when it is absent.' }),
    dueInHours: optional(hours('Hours from when it waits until it is due.')),
    escalate: optional(
      shaped(
        ['afterHours', 'to'],
        { afterHours: hours('Hours from when it waits.'), to: list({ enum: roles }, 'Roles.') },
        'Who is told, and may do it as well, when it waits for so long.',
      ),
    ),
    people: optional({ enum: [1, 2], description: '2: two different people approve it, and neither made it.' }),
    independent: optional({
      enum: [true, false],
      description: 'Whether who made what is looked at may not decide; true when `people` is 2.',
    }),
    form: optional(list(formField, 'What the person fills in.')),
    measurement: optional({
      type: 'object',
      additionalProperties: fieldName,
      description: 'Names of measured values, and the number of the form that is each: for a biomarkers step.',
    }),
    sendBackTo: optional(list(text(64, 'A step.'), 'Earlier steps that it may be sent back to.')),
    maxRounds: optional({
      type: 'number',
      exclusiveMinimum: 0,
      maximum: 100,
      description: 'It may be sent back so many times; 3 when it is absent.',
    }),
    signature: optional(
      shaped(['meaning'], { meaning: { enum: taskMeanings } }, 'Who decides confirms by password, and it is signed.'),
    ),
    outputs: optional(
      list(
        shaped(
          ['role'],
          {
            role: fieldName,
            kind: text(64, 'Of the derived asset.'),
            required: { enum: [true, false], description: 'Whether an approval needs it; true when it is absent.' },
          },
          'One asset.',
        ),
        'Assets that the person hands in, as a mask.',
      ),
    ),
  },
};
