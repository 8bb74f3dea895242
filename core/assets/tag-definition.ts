import { nameId } from '../ids.ts';
import { seriesTypes } from '../workflows/series-type.ts';
import type { AssetLevel, Tag } from './asset.ts';

export const tagTypes = ['BOOLEAN', 'NUMBER', 'TEXT', 'DATE', 'CHOICE', 'CODE'] as const;
export type TagType = (typeof tagTypes)[number];

export interface TagChoice {
  readonly value: string;
  readonly label: string;
}

export interface TagCode {
  readonly code: string;
  readonly display: string;
}

/** What a tag of that name may hold. Null: not restricted, or not of this type. */
export interface TagDefinitionBody {
  readonly type: TagType;
  readonly description: string | null;
  /** NUMBER: a UCUM code; null for a number without one. */
  readonly unit: string | null;
  /** NUMBER: both inclusive. */
  readonly min: number | null;
  readonly max: number | null;
  /** CHOICE: the values permitted. */
  readonly choices: readonly TagChoice[] | null;
  /** CODE: the URI of the coding system. */
  readonly codeSystem: string | null;
  /** CODE: the codes permitted; null for all of the system. */
  readonly codes: readonly TagCode[] | null;
  /** An asset without a value lists it in `missingTags`. */
  readonly required: boolean;
  /** Several values at a time. */
  readonly many: boolean;
}

/** One revision of the definition of a tag, for a project and level. */
export interface TagDefinition extends TagDefinitionBody {
  readonly id: string;
  /** Null: of every project. */
  readonly projectId: string | null;
  readonly level: AssetLevel;
  readonly name: string;
  /** From 1 on; 0 for what is built into the hub. */
  readonly revision: number;
  /** True: no value may be set any more. */
  readonly retired: boolean;
  /** Null for what is built in. */
  readonly createdAt: Date | null;
  readonly createdBy: string | null;
}

export const emptyBody: Omit<TagDefinitionBody, 'type'> = {
  description: null,
  unit: null,
  min: null,
  max: null,
  choices: null,
  codeSystem: null,
  codes: null,
  required: false,
  many: false,
};

export function definitionId(projectId: string, level: AssetLevel, name: string, revision: number): string {
  return nameId('tag-definition', projectId, level, name, String(revision));
}

function builtIn(level: AssetLevel, name: string, body: Partial<TagDefinitionBody> & Pick<TagDefinitionBody, 'type'>) {
  const id = nameId('built-in-tag-definition', level, name);
  const rest = { projectId: null, revision: 0, retired: false, createdAt: null, createdBy: null };
  return { ...emptyBody, ...body, ...rest, id, level, name } satisfies TagDefinition;
}

/** What the hub itself sets: the classifier of series, and the check of exams by their project's protocol. */
export const builtInDefinitions: readonly TagDefinition[] = [
  builtIn('SERIES', 'seriesType', {
    type: 'CHOICE',
    description: 'The normalized type of the series, by the classifier or a person.',
    choices: seriesTypes.map((value) => ({ value, label: value })),
  }),
  builtIn('SERIES', 'seriesTypeConfidence', {
    type: 'NUMBER',
    description: 'How sure the classifier is of the series type: 0 to 1.',
    min: 0,
    max: 1,
  }),
  builtIn('SERIES', 'normalizedDescription', {
    type: 'TEXT',
    description: 'Plane, weighting and contrast in the same words for every scanner: AX T1 POST.',
  }),
  builtIn('SERIES', 'normalizedDescriptionConfidence', {
    type: 'NUMBER',
    description: 'How sure the classifier is of the normalized description: 0 to 1.',
    min: 0,
    max: 1,
  }),
  builtIn('SERIES', 'seriesTypeReason', { type: 'TEXT', description: 'Why the classifier chose the series type.' }),
  builtIn('EXAM', 'protocol', {
    type: 'CHOICE',
    description:
      "Whether the exam has the series that the project's protocol asks for: the newest protocolReport says why.",
    choices: [
      { value: 'COMPLETE', label: 'complete, or accepted as it is' },
      { value: 'INCOMPLETE', label: 'series are missing' },
      { value: 'DEVIATES', label: 'series are not as the protocol says' },
    ],
  }),
];

export function builtInDefinition(level: AssetLevel, name: string): TagDefinition | null {
  return builtInDefinitions.find((one) => one.level === level && one.name === name) ?? null;
}

export const tagSources = ['PERSON', 'RULE', 'WORKFLOW'] as const;
export type TagSource = (typeof tagSources)[number];

/** What kind of author set the tag. No username holds a colon. */
export function sourceOf({ setBy }: Pick<Tag, 'setBy'>): TagSource {
  if (setBy.startsWith('rule:')) return 'RULE';
  return setBy.startsWith('service:') ? 'WORKFLOW' : 'PERSON';
}
