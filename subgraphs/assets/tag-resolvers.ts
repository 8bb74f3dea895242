import type { Asset } from '../../core/assets/asset.ts';
import type { AssetUseCases } from '../../core/assets/asset-use-cases.ts';
import { conditionJson } from '../../core/assets/check-condition.ts';
import { sourceOf } from '../../core/assets/tag-definition.ts';
import { changeCursor } from '../../core/assets/tag-views.ts';
import type { TagChange } from '../../core/ports/tag-store.ts';
import type { HubContext } from '../../schema/subgraph.ts';
import type { LoadersOf } from './asset-resolvers.ts';
import { connectionOf } from './connection.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { tagLoaders } from './tag-loaders.ts';

interface HistoryArguments {
  readonly name?: string | null | undefined;
  readonly first: number;
  readonly after?: string | null | undefined;
}

/** Definitions, rules and history of tags, and what is set by them. */
export function tagResolvers(useCases: AssetUseCases, loaders: LoadersOf) {
  const load = (context: HubContext) => tagLoaders(useCases, context);
  /** What was loaded before a change is old news. */
  const changed = <T extends Pick<Asset, 'id' | 'projectId'>>(context: HubContext, assets: readonly T[]): void => {
    for (const asset of assets) loaders(context).forgetTags(asset);
    load(context).forget();
  };
  const types = {
    Tag: {
      source: sourceOf,
      definition: (tag, _, context) => load(context).definition(tag),
      unit: async (tag, _, context) => (await load(context).definition(tag))?.unit ?? null,
      code: async (tag, _, context) => {
        const definition = await load(context).definition(tag);
        if (!definition?.codeSystem) return null;
        const { codeSystem: system, codes } = definition;
        const code = String(tag.value);
        return { system, code, display: codes?.find((one) => one.code === code)?.display ?? null };
      },
    },
    TagDefinition: {
      choices: ({ choices }) => choices && [...choices],
      codes: ({ codeSystem, codes }) =>
        codes && codeSystem !== null ? codes.map((code) => ({ ...code, system: codeSystem })) : null,
    },
    TagRule: {
      when: ({ condition }) => conditionJson(condition),
    },
    TagChange: {
      source: ({ changedBy }) => sourceOf({ setBy: changedBy }),
      definition: ({ definitionId }, _, context) =>
        load(context).definition(definitionId === null ? {} : { definitionId }),
    },
    TagChangeConnection: connectionOf<TagChange>(changeCursor),
  } satisfies Resolvers;
  return {
    types,
    Asset: {
      missingTags: async (asset: Asset, _: unknown, context: HubContext) => [...(await load(context).missing(asset))],
      tagHistory: (asset: Asset, { name, first, after }: HistoryArguments, { actor }: HubContext) =>
        useCases.tagHistory(actor, asset, name ?? null, first, after ?? null),
    },
    Project: {
      tagDefinitions: async ({ id }, { level }, context) =>
        (await load(context).definitionsOf(id)).filter((one) => !level || one.level === level),
      tagRules: async ({ id }, { level }, context) =>
        (await load(context).rulesOf(id)).filter((one) => !level || one.level === level),
    } satisfies Resolvers['Project'],
    Mutation: {
      putTagDefinition: async (_, { input }, context) => {
        const definition = await useCases.putTagDefinition(context.actor, input);
        changed(context, []);
        return { definition };
      },
      retireTagDefinition: async (_, { input }, context) => {
        const definition = await useCases.retireTagDefinition(context.actor, input);
        changed(context, []);
        return { definition };
      },
      setTag: async (_, { input }, context) => {
        const asset = await useCases.setTag(context.actor, input);
        changed(context, [asset]);
        return { asset };
      },
      setTags: async (_, { input }, context) => {
        const assets = await useCases.setTags(context.actor, input);
        changed(context, assets);
        return { assets: [...assets] };
      },
      removeTag: async (_, { input }, context) => {
        const asset = await useCases.removeTag(context.actor, input);
        changed(context, [asset]);
        return { asset };
      },
      putTagRule: async (_, { input }, context) => {
        const rule = await useCases.putTagRule(context.actor, input);
        changed(context, []);
        return { rule };
      },
      removeTagRule: async (_, { input }, context) => {
        const rule = await useCases.removeTagRule(context.actor, input);
        changed(context, []);
        return { rule };
      },
    } satisfies Resolvers['Mutation'],
  };
}
