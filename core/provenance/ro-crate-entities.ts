import type { JsonObject } from '../json.ts';
import type { ProvAgent } from './activity.ts';

const agentTypes = { PERSON: 'Person', SOFTWARE: 'SoftwareApplication', ORGANIZATION: 'Organization' } as const;

export function idRef(id: string): JsonObject {
  return { '@id': id };
}

/** References to each of the ids, once. */
export function refs(ids: readonly string[]): readonly JsonObject[] {
  return [...new Set(ids)].filter((id) => id !== '').map(idRef);
}

/** The entities of a crate, each once by its id. */
export class CrateEntities {
  readonly #byId = new Map<string, JsonObject>();

  /** Answers the entity's id; the first of an id stays. */
  add(entity: JsonObject & { readonly '@id': string }): string {
    const id = entity['@id'];
    if (!this.#byId.has(id)) this.#byId.set(id, entity);
    return id;
  }

  addAgent({ id, kind, name, version }: ProvAgent): string {
    return this.add({
      '@id': `#agent-${id}`,
      '@type': agentTypes[kind],
      name,
      ...(version === null ? {} : { softwareVersion: version }),
    });
  }

  /** A method in one version; `programs` are ids of the software that it ran by. */
  addMethod(name: string, version: string, programs: readonly string[]): string {
    return this.add({
      '@id': `#method-${encodeURIComponent(name)}-${encodeURIComponent(version)}`,
      '@type': 'SoftwareApplication',
      name,
      softwareVersion: version,
      ...(programs.length > 0 ? { softwareRequirements: refs(programs) } : {}),
    });
  }

  all(): readonly JsonObject[] {
    return [...this.#byId.values()];
  }
}
