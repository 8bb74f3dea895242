import type { TagStore } from '../ports/tag-store.ts';
import type { AssetLevel } from './asset.ts';
import { builtInDefinition, builtInDefinitions, type TagDefinition } from './tag-definition.ts';

/** The definitions that hold now in some projects: their own, and what is built in where they have none of that name. */
export class TagCatalogue {
  readonly #own: ReadonlyMap<string, readonly TagDefinition[]>;
  readonly #byProject = new Map<string, ReadonlyMap<string, TagDefinition>>();

  private constructor(newest: readonly TagDefinition[]) {
    this.#own = Map.groupBy(newest, ({ projectId }) => projectId ?? '');
  }

  static async open(store: Pick<TagStore, 'newestDefinitions'>, projectIds: readonly string[]): Promise<TagCatalogue> {
    return new TagCatalogue(await store.newestDefinitions([...new Set(projectIds)]));
  }

  /** Those under which a value may be set, in order of level and name. */
  of(projectId: string): readonly TagDefinition[] {
    return [...this.#definitions(projectId)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);
  }

  find(projectId: string, level: AssetLevel, name: string): TagDefinition | null {
    return this.#definitions(projectId).get(keyOf({ level, name })) ?? null;
  }

  #definitions(projectId: string): ReadonlyMap<string, TagDefinition> {
    const known = this.#byProject.get(projectId);
    if (known) return known;
    const all = [...builtInDefinitions, ...(this.#own.get(projectId) ?? []).map(withBuiltInChoices)];
    const newest = new Map(all.map((one) => [keyOf(one), one]));
    const current = new Map([...newest].filter(([, { retired }]) => !retired));
    this.#byProject.set(projectId, current);
    return current;
  }
}

/**
 * A project that described a built-in tag for itself did so with the choices that the hub had then: those that came since are there as well, so
 * that what the hub sets is permitted.
 */
function withBuiltInChoices(own: TagDefinition): TagDefinition {
  const builtIn = builtInDefinition(own.level, own.name)?.choices ?? [];
  const missing = builtIn.filter(({ value }) => own.choices?.some((choice) => choice.value === value) === false);
  return missing.length === 0 ? own : { ...own, choices: [...(own.choices ?? []), ...missing] };
}

function keyOf({ level, name }: Pick<TagDefinition, 'level' | 'name'>): string {
  return `${level} ${name}`;
}
