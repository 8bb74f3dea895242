import type { Asset } from '../assets/asset.ts';
import type { Json, JsonObject } from '../json.ts';
import type { ProvActivity, ProvAgent } from './activity.ts';
import { derivationsOf } from './derivations.ts';
import type { ProvenanceRecord } from './gather.ts';

const agentTypes = {
  PERSON: 'prov:Person',
  SOFTWARE: 'prov:SoftwareAgent',
  ORGANIZATION: 'prov:Organization',
} as const;

/**
 * The record as a PROV-JSON document. Ids are `id:UUID`, which stands for `urn:uuid:UUID`; what PROV has no word for is in the
 * namespace `pesscara`. Parameters and environment are JSON in a text, since PROV-JSON's values are flat.
 * @see https://www.w3.org/submissions/2013/SUBM-prov-json-20130424/
 */
export function provJson({ assets, activities, agents, runs }: ProvenanceRecord): JsonObject {
  const relations = new Relations();
  for (const activity of activities) relate(relations, activity);
  return {
    prefix: { id: 'urn:uuid:', pesscara: 'urn:x-pesscara:prov#' },
    entity: byId(assets, entity),
    activity: byId(activities, (each) => ({
      ...activityOf(each),
      ...(each.runId === null ? {} : { 'pesscara:runId': each.runId, ...workflowOf(runs.get(each.runId)) }),
    })),
    agent: byId(agents, agentOf),
    ...relations.all(),
  };
}

function entity({ level, kind, label, properties, content, createdAt, createdBy, projectId }: Asset): JsonObject {
  return {
    'prov:label': label,
    'prov:type': name(`pesscara:${kind === null ? level.charAt(0) + level.slice(1).toLowerCase() : 'DerivedAsset'}`),
    'pesscara:level': level,
    'pesscara:projectId': projectId,
    'pesscara:createdAt': moment(createdAt),
    'pesscara:createdBy': createdBy,
    'pesscara:properties': JSON.stringify(properties),
    ...(kind === null ? {} : { 'pesscara:kind': kind }),
    ...(content === null
      ? {}
      : {
          'pesscara:sha256': content.sha256,
          'pesscara:sizeBytes': { $: String(content.sizeBytes), type: 'xsd:long' },
          'pesscara:mediaType': content.mediaType,
        }),
  };
}

function activityOf(activity: ProvActivity): JsonObject {
  return {
    'prov:startTime': activity.startedAt.toISOString(),
    'prov:endTime': activity.endedAt.toISOString(),
    'prov:label': activity.method,
    'prov:type': name('pesscara:MethodExecution'),
    'pesscara:method': activity.method,
    'pesscara:methodVersion': activity.methodVersion,
    'pesscara:parameters': JSON.stringify(activity.parameters),
    'pesscara:environment': JSON.stringify(activity.environment),
    'pesscara:recordedBy': activity.recordedBy,
    'pesscara:recordedAt': moment(activity.recordedAt),
  };
}

function workflowOf(run: { readonly workflowName: string; readonly workflowVersion: number } | undefined): JsonObject {
  return run ? { 'pesscara:workflow': run.workflowName, 'pesscara:workflowVersion': run.workflowVersion } : {};
}

function agentOf({ kind, name: agentName, version }: ProvAgent): JsonObject {
  return {
    'prov:label': agentName,
    'prov:type': name(agentTypes[kind]),
    ...(version === null ? {} : { 'pesscara:version': version }),
  };
}

function relate(relations: Relations, activity: ProvActivity): void {
  const id = ref(activity.id);
  for (const { assetId, role } of activity.used) {
    relations.add('used', { 'prov:activity': id, 'prov:entity': ref(assetId), 'prov:role': role });
  }
  for (const { assetId, role } of activity.generated) {
    relations.add('wasGeneratedBy', {
      'prov:entity': ref(assetId),
      'prov:activity': id,
      'prov:time': activity.endedAt.toISOString(),
      'prov:role': role,
    });
  }
  for (const { agent, role } of activity.agents) {
    relations.add('wasAssociatedWith', { 'prov:activity': id, 'prov:agent': ref(agent.id), 'prov:role': role });
  }
  for (const { generatedId, usedId } of derivationsOf(activity)) {
    relations.add('wasDerivedFrom', {
      'prov:generatedEntity': ref(generatedId),
      'prov:usedEntity': ref(usedId),
      'prov:activity': id,
    });
  }
}

/** Relations have no id of their own: PROV-JSON gives each a blank one. */
class Relations {
  readonly #kinds = new Map<string, Record<string, Json>>();
  #count = 0;

  add(kind: string, relation: JsonObject): void {
    const all = this.#kinds.get(kind) ?? {};
    all[`_:r${String(++this.#count)}`] = relation;
    this.#kinds.set(kind, all);
  }

  all(): JsonObject {
    return Object.fromEntries(this.#kinds);
  }
}

function byId<T extends { readonly id: string }>(things: readonly T[], describe: (thing: T) => JsonObject): JsonObject {
  return Object.fromEntries(things.map((thing) => [ref(thing.id), describe(thing)]));
}

function ref(id: string): string {
  return `id:${id}`;
}

function name(qualified: string): JsonObject {
  return { $: qualified, type: 'prov:QUALIFIED_NAME' };
}

function moment(date: Date): JsonObject {
  return { $: date.toISOString(), type: 'xsd:dateTime' };
}
