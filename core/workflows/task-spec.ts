import type { Json, JsonObject } from '../json.ts';
import { roles, type Role } from '../policy/policy.ts';

export const taskPriorities = ['LOW', 'NORMAL', 'HIGH'] as const;
export type TaskPriority = (typeof taskPriorities)[number];

/** How a person decides a task. */
export type TaskOutcome = 'APPROVED' | 'REJECTED' | 'SENT_BACK';

export const formFieldTypes = ['text', 'number', 'integer', 'boolean', 'choice', 'date'] as const;
export type FormFieldType = (typeof formFieldTypes)[number];

/** What the signing means (21 CFR 11.50(a)(3)), as a definition writes it. */
export const taskMeanings = ['approval', 'review', 'responsibility'] as const;
export type TaskMeaning = (typeof taskMeanings)[number];

/** One field of a task's form. */
export interface FormField {
  readonly name: string;
  readonly label: string;
  readonly type: FormFieldType;
  /** UCUM code of a number; null: none. */
  readonly unit: string | null;
  /** An approval needs it. */
  readonly required: boolean;
  /** Of numbers, inclusive; null: no limit. */
  readonly min: number | null;
  readonly max: number | null;
  /** Of a choice. */
  readonly options: readonly string[];
}

/** An asset that the person hands in. */
export interface WantedOutput {
  readonly role: string;
  /** Kind of the derived asset; null: any. */
  readonly kind: string | null;
  readonly required: boolean;
}

/** What a human step says of its task beside title, instructions and roles; a question for reuse says nothing of it. */
export interface TaskSpec {
  /** Names of sites: only people of one of them. Empty: of whatever site. */
  readonly sites: readonly string[];
  /** Usernames: only these. Empty: whoever has the role. */
  readonly persons: readonly string[];
  readonly priority: TaskPriority;
  /** Null: never due. */
  readonly dueInHours: number | null;
  /** After so many hours people with these roles may do it as well, whatever their site. */
  readonly escalate: { readonly afterHours: number; readonly to: readonly Role[] } | null;
  /** So many different people approve it. */
  readonly people: 1 | 2;
  /** None of them made what is looked at. */
  readonly independent: boolean;
  readonly form: readonly FormField[];
  /** Names of measured values, and the number of the form that is each one's. */
  readonly measurement: Readonly<Record<string, string>>;
  /** Steps that it may be sent back to. */
  readonly sendBackTo: readonly string[];
  /** It may be sent back so many times. */
  readonly maxRounds: number;
  readonly signature: { readonly meaning: TaskMeaning } | null;
  readonly outputs: readonly WantedOutput[];
}

const objects = (value: Json | undefined): readonly JsonObject[] => (Array.isArray(value) ? value : []) as JsonObject[];
const texts = (value: Json | undefined): readonly string[] =>
  objects(value).filter((one): one is never => typeof one === 'string');
const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
const number = (value: Json | undefined): number | null => (typeof value === 'number' ? value : null);
const object = (value: Json | undefined): JsonObject | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : null;

/** What the `with` of a human step says; it was checked when the definition was put, so what is not there has its default. */
export function taskSpecOf(said: JsonObject): TaskSpec {
  const escalate = object(said['escalate']);
  const meaning = object(said['signature'])?.['meaning'];
  const people = said['people'] === 2 ? 2 : 1;
  return {
    sites: texts(said['sites']),
    persons: texts(said['persons']),
    priority: taskPriorities.find((one) => one === said['priority']) ?? 'NORMAL',
    dueInHours: number(said['dueInHours']),
    escalate: escalate && {
      afterHours: number(escalate['afterHours']) ?? 0,
      to: roles.filter((role) => texts(escalate['to']).includes(role)),
    },
    people,
    independent: typeof said['independent'] === 'boolean' ? said['independent'] : people === 2,
    form: objects(said['form']).map(fieldOf),
    measurement: (object(said['measurement']) ?? {}) as Readonly<Record<string, string>>,
    sendBackTo: texts(said['sendBackTo']),
    maxRounds: number(said['maxRounds']) ?? 3,
    signature: meaning === undefined ? null : { meaning: meaning as TaskMeaning },
    outputs: objects(said['outputs']).map((one) => ({
      role: text(one['role']),
      kind: typeof one['kind'] === 'string' ? one['kind'] : null,
      required: one['required'] !== false,
    })),
  };
}

function fieldOf(field: JsonObject): FormField {
  return {
    name: text(field['name']),
    label: text(field['label'] ?? field['name']),
    type: formFieldTypes.find((one) => one === field['type']) ?? 'text',
    unit: typeof field['unit'] === 'string' ? field['unit'] : null,
    required: field['required'] === true,
    min: number(field['min']),
    max: number(field['max']),
    options: texts(field['options']),
  };
}
