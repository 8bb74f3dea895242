import type { Asset, Tag } from '../../core/assets/asset.ts';
import type { AssetUseCases } from '../../core/assets/asset-use-cases.ts';
import type { Context, PermitKind } from '../../core/assets/context.ts';
import type { PermittedName } from '../../core/assets/contexts.ts';
import type { ContextAsset } from '../../core/assets/permission.ts';
import type { TagDefinition } from '../../core/assets/tag-definition.ts';
import type { TagRule } from '../../core/assets/tag-rule.ts';
import type { TaggedAsset } from '../../core/assets/tag-views.ts';
import { loaderOf, type HubContext } from '../../schema/subgraph.ts';

const keys = {
  definition: Symbol('tag definition'),
  definitions: Symbol('tag definitions of project'),
  rules: Symbol('tag rules of project'),
  contexts: Symbol('contexts of project'),
  missing: Symbol('missing tags'),
  METHOD: Symbol('permitted methods'),
  WORKFLOW: Symbol('permitted workflows'),
};

/** What an operation loads of tags and contexts, each kind in one batch. `forget` after a change. */
export function tagLoaders(useCases: AssetUseCases, context: HubContext) {
  const { actor } = context;
  const ofProject = <T>(key: symbol, load: (ids: readonly string[]) => Promise<ReadonlyMap<string, readonly T[]>>) =>
    loaderOf<readonly T[]>(context, key, load);
  return {
    definition: async ({ definitionId }: Pick<Tag, 'definitionId'>): Promise<TagDefinition | null> =>
      definitionId === undefined
        ? null
        : loaderOf<TagDefinition>(context, keys.definition, (ids) => useCases.getTagDefinitions(actor, ids)).load(
            definitionId,
          ),
    definitionsOf: async (projectId: string): Promise<readonly TagDefinition[]> =>
      (await ofProject(keys.definitions, (ids) => useCases.tagDefinitionsOf(actor, ids)).load(projectId)) ?? [],
    rulesOf: async (projectId: string): Promise<readonly TagRule[]> =>
      (await ofProject(keys.rules, (ids) => useCases.tagRulesOf(actor, ids)).load(projectId)) ?? [],
    contextsOf: async (projectId: string): Promise<readonly Context[]> =>
      (await ofProject(keys.contexts, (ids) => useCases.contextsOf(actor, ids)).load(projectId)) ?? [],
    missing: async ({ id, projectId, level }: Asset): Promise<readonly TagDefinition[]> => {
      const loader = ofAssets(context, keys.missing, (assets: readonly TaggedAsset[]) =>
        useCases.missingTagsOf(actor, assets),
      );
      return (await loader.load(JSON.stringify({ id, projectId, level }))) ?? [];
    },
    permitted: async (asset: Asset, what: PermitKind): Promise<readonly PermittedName[]> => {
      const { id, projectId, level, kind, properties } = asset;
      const loader = ofAssets(context, keys[what], (assets: readonly ContextAsset[]) =>
        useCases.permittedOn(actor, assets, what),
      );
      return (await loader.load(JSON.stringify({ id, projectId, level, kind, properties }))) ?? [];
    },
    forget: (): void => {
      for (const key of Object.values(keys)) context.loaders.delete(key);
    },
  };
}

/** A loader whose keys are assets, as JSON, of which the use case needs more than the id. */
function ofAssets<A extends { readonly id: string }, T>(
  context: HubContext,
  key: symbol,
  load: (assets: readonly A[]) => Promise<ReadonlyMap<string, T>>,
) {
  return loaderOf<T>(context, key, async (texts) => {
    const assets = texts.map((text) => [text, JSON.parse(text) as A] as const);
    const found = await load(assets.map(([, asset]) => asset));
    return new Map(
      assets.flatMap(([text, { id }]): [string, T][] => {
        const value = found.get(id);
        return value === undefined ? [] : [[text, value]];
      }),
    );
  });
}
