import type { ProvAgent, ProvDerivation, ProvUsage } from './activity.ts';
import { badInput } from '../errors.ts';
import { isId } from '../ids.ts';
import type { JsonObject } from '../json.ts';

type Maybe<T> = T | null | undefined;

/** A derived asset that the activity made, and that is to be made with it. */
export interface NewOutput {
  readonly kind: string;
  readonly label: string;
  readonly properties?: Maybe<JsonObject>;
  readonly parentIds: readonly string[];
  /** Bytes that the hub holds already, of an asset that the caller may read. */
  readonly content?: Maybe<{ readonly sha256: string; readonly mediaType: string }>;
}

export interface RecordActivityInput {
  readonly projectId: string;
  readonly method: string;
  readonly methodVersion: string;
  readonly parameters?: Maybe<JsonObject>;
  readonly environment?: Maybe<JsonObject>;
  readonly startedAt: Date;
  readonly endedAt: Date;
  readonly used: readonly { readonly assetId: string; readonly role: string }[];
  readonly generated: readonly {
    readonly assetId?: Maybe<string>;
    readonly asset?: Maybe<NewOutput>;
    readonly role: string;
  }[];
  /** `generated`: place in that list, from 0. */
  readonly derivations?: Maybe<readonly { readonly generated: number; readonly usedId: string }[]>;
  readonly agents?: Maybe<
    readonly {
      readonly kind: ProvAgent['kind'];
      readonly name: string;
      readonly version?: Maybe<string>;
      readonly role: string;
    }[]
  >;
  /** False for what gives another result each time. */
  readonly reusable?: Maybe<boolean>;
  readonly clientKey?: Maybe<string>;
}

const maxUsages = 10_000;
/** Derivations of one activity. */
const maxImplied = 100_000;
const maxAgents = 50;
const maxJson = 100_000;
const earliest = new Date('1900-01-01T00:00:00Z');
/** How far a client's clock may be ahead of the hub's. */
const skewMs = 60_000;
/** Names of the hub's own methods: nobody else gives results in their name. */
const ownMethods = /^(pesscara|python)\//i;

/** @throws BAD_USER_INPUT naming the field */
export function checkRecordInput(input: RecordActivityInput, now: Date): void {
  text('input.method', input.method, 200);
  if (ownMethods.test(input.method))
    throw badInput('input.method', 'a name that does not begin with pesscara/ or python/', input.method);
  text('input.methodVersion', input.methodVersion, 200);
  json('input.parameters', input.parameters);
  json('input.environment', input.environment);
  times(input, now);
  const { used, generated, agents, derivations, clientKey } = input;
  if (used.length + generated.length === 0)
    throw badInput('input.used', 'at least one used or generated asset', 'none');
  size('input.used', used, maxUsages);
  size('input.generated', generated, maxUsages);
  size('input.agents', agents ?? [], maxAgents);
  for (const [index, { role }] of used.entries()) text(`input.used.${String(index)}.role`, role, 100);
  for (const [index, output] of generated.entries()) checkOutput(`input.generated.${String(index)}`, output);
  for (const [index, { name, version, role }] of (agents ?? []).entries()) {
    const path = `input.agents.${String(index)}`;
    text(`${path}.name`, name, 200);
    if (typeof version === 'string') text(`${path}.version`, version, 200);
    text(`${path}.role`, role, 100);
  }
  for (const [index, each] of (derivations ?? []).entries()) {
    const path = `input.derivations.${String(index)}`;
    if (!generated[each.generated]) throw badInput(`${path}.generated`, 'a place in input.generated', each.generated);
    if (!used.some(({ assetId }) => assetId === each.usedId))
      throw badInput(`${path}.usedId`, 'the id of a used asset', each.usedId);
  }
  if (!derivations && used.length * generated.length > maxImplied) {
    const expected = `given where used times generated is more than ${String(maxImplied)}: else each comes from each`;
    throw badInput('input.derivations', expected, 'none');
  }
  size('input.derivations', derivations ?? [], maxImplied);
  if (typeof clientKey === 'string') text('input.clientKey', clientKey, 200);
}

function times({ startedAt, endedAt }: RecordActivityInput, now: Date): void {
  if (startedAt < earliest) throw badInput('input.startedAt', 'a moment since 1900', startedAt.toISOString());
  if (endedAt < startedAt) throw badInput('input.endedAt', 'a moment not before startedAt', endedAt.toISOString());
  if (endedAt.getTime() > now.getTime() + skewMs)
    throw badInput('input.endedAt', 'a moment that is not in the future', endedAt.toISOString());
}

function checkOutput(path: string, { assetId, asset, role }: RecordActivityInput['generated'][number]): void {
  text(`${path}.role`, role, 100);
  if ((typeof assetId === 'string') === Boolean(asset))
    throw badInput(path, 'either assetId or asset', asset ? 'both' : 'neither');
  if (!asset) return;
  const { kind, label, properties, parentIds, content } = asset;
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/.test(kind) || kind === 'biomarker')
    throw badInput(`${path}.asset.kind`, "1 to 64 of a-z, 0-9, '.', '_' and '-', and not biomarker", kind);
  text(`${path}.asset.label`, label, 200);
  json(`${path}.asset.properties`, properties);
  if (parentIds.length === 0) throw badInput(`${path}.asset.parentIds`, 'at least one asset of the project', 'none');
  size(`${path}.asset.parentIds`, parentIds, 100);
  if (!content) return;
  if (!/^[0-9a-f]{64}$/.test(content.sha256))
    throw badInput(`${path}.asset.content.sha256`, '64 lower-case hex digits', content.sha256);
  if (!/^[\w.+-]{1,100}\/[\w.+-]{1,100}$/.test(content.mediaType))
    throw badInput(`${path}.asset.content.mediaType`, 'a media type as type/subtype', content.mediaType);
}

function text(field: string, value: string, most: number): void {
  if (value.trim() === '' || value.length > most || value.includes('\u0000') || !value.isWellFormed())
    throw badInput(field, `a text of 1 to ${String(most)} characters`, value);
}

function size(field: string, list: readonly unknown[], most: number): void {
  if (list.length > most) throw badInput(field, `at most ${String(most)} entries`, list.length);
}

function json(field: string, value: Maybe<JsonObject>): void {
  const written = JSON.stringify(value ?? {});
  if (written.length > maxJson) throw badInput(field, `at most ${String(maxJson)} characters of JSON`, written.length);
  // PostgreSQL's jsonb holds no NUL, and no half of a surrogate pair.
  if (/\\u(0000|d[89a-f])/.test(written)) throw badInput(field, 'well-formed texts without NUL', 'another one');
}

/** Each asset and role once, in the order given. @throws BAD_USER_INPUT for what can't be an id */
export function distinctUsages(field: string, usages: readonly ProvUsage[]): readonly ProvUsage[] {
  for (const [index, { assetId }] of usages.entries()) {
    if (!isId(assetId)) throw badInput(`${field}.${String(index)}.assetId`, 'the id of an asset', assetId);
  }
  return [...new Map(usages.map(({ assetId, role }) => [JSON.stringify([assetId, role]), { assetId, role }])).values()];
}

/** The derivations with the ids that `generated` got; null where the client said nothing of them. */
export function namedDerivations(
  derivations: RecordActivityInput['derivations'],
  generated: readonly ProvUsage[],
): readonly ProvDerivation[] | null {
  if (!derivations) return null;
  return derivations.flatMap((each) => {
    const generatedId = generated[each.generated]?.assetId;
    return generatedId === undefined ? [] : [{ generatedId, usedId: each.usedId }];
  });
}
