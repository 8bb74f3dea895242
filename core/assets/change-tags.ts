import type { AssetGraph } from '../ports/asset-graph.ts';
import type { TagStore } from '../ports/tag-store.ts';
import type { Asset } from './asset.ts';
import { ChangingTags } from './changing-tags.ts';
import { applyRules } from './apply-rules.ts';
import { TagCatalogue } from './tag-catalogue.ts';
import type { TagDefinition } from './tag-definition.ts';
import type { TagRule } from './tag-rule.ts';

/** What changes of tags need. */
export interface TagPorts {
  readonly graph: AssetGraph;
  readonly tags: TagStore;
}

/** The definition under which a value of that tag may be set on the asset; null when there is none. */
export type DefinitionOf = (name: string) => TagDefinition | null;

/**
 * Changes the tags of assets: `change` says how, asset by asset, then the project's rules have their turn. Tags and their history
 * are written together; call it in a transaction, which has these assets' tags alone from here on. Answers what happened to each.
 * @param unruled a name that no rule may set now: a person who takes a tag away doesn't get it back at once
 */
export async function changeTags(
  ports: TagPorts,
  assets: readonly Asset[],
  at: Date,
  change: (tags: ChangingTags, definitionOf: DefinitionOf) => void,
  unruled: string | null = null,
): Promise<readonly ChangingTags[]> {
  const changing = await draftTags(ports, assets, (tags, definitionOf, rules) => {
    change(tags, definitionOf);
    applyRules(
      tags,
      rules.filter(({ tagName }) => tagName !== unruled),
      definitionOf,
      at,
    );
  });
  await writeTags(ports, changing);
  return changing;
}

/**
 * What `change` would make of the tags of each asset; it gets the rules of the assets' projects, and nothing is written. Call it in a
 * transaction, which has these assets' tags alone from here on.
 */
export async function draftTags(
  { graph, tags: store }: TagPorts,
  assets: readonly Asset[],
  change: (tags: ChangingTags, definitionOf: DefinitionOf, rules: readonly TagRule[]) => void,
): Promise<readonly ChangingTags[]> {
  if (assets.length === 0) return [];
  const ids = assets.map(({ id }) => id);
  const projectIds = [...new Set(assets.map(({ projectId }) => projectId))];
  await store.lockTags(ids);
  const held = await graph.tagsOf(ids);
  const catalogue = await TagCatalogue.open(store, projectIds);
  const rules = await store.rules(projectIds);
  return assets.map((asset) => {
    const tags = new ChangingTags(asset, held.get(asset.id) ?? []);
    change(tags, (name) => catalogue.find(asset.projectId, asset.level, name), rules);
    return tags;
  });
}

/** Writes what was drafted, with its history, in the same transaction. */
export async function writeTags({ graph, tags: store }: TagPorts, changing: readonly ChangingTags[]): Promise<void> {
  const writes = changing.map((tags) => tags.writes());
  await graph.putTags(
    writes.flatMap((each) => each.tags),
    writes.flatMap((each) => each.removed),
  );
  await store.appendChanges(changing.flatMap((tags) => tags.changes()));
}

/** Lets the projects' rules set their tags on assets that are new. Call it in the transaction that makes them. */
export async function tagNewAssets(
  ports: TagPorts,
  made: readonly Pick<Asset, 'id' | 'projectId' | 'level'>[],
): Promise<void> {
  const rules = await ports.tags.rules([...new Set(made.map(({ projectId }) => projectId))]);
  const ruled = made.filter((asset) =>
    rules.some(({ projectId, level }) => projectId === asset.projectId && level === asset.level),
  );
  if (ruled.length === 0) return;
  const assets = await ports.graph.getAssets(ruled.map(({ id }) => id));
  await changeTags(ports, [...assets.values()], new Date(), () => undefined);
}
