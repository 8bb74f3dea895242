import type { AssetUseCases } from '../../core/assets/asset-use-cases.ts';
import type { Corrections } from '../../core/corrections/corrections.ts';
import type { Withdrawals } from '../../core/withdrawals/withdrawals.ts';
import type { Relations } from '../../core/relations/relations.ts';
import { dateTime, json, jsonObject } from '../../schema/scalars.ts';
import type { RuleApplications } from '../../core/assets/rule-applications.ts';
import type { AssetLive } from '../../core/assets/live.ts';
import type { DerivedAssets } from '../../core/assets/new-derived.ts';
import type { NewImages } from '../../core/assets/new-image.ts';
import type { LevelAssets } from '../../core/assets/new-levels.ts';
import { readTypeDefs, type HubContext, type SubgraphModule } from '../../schema/subgraph.ts';
import { assetResolvers, type LoadersOf } from './asset-resolvers.ts';
import { biomarkerResolvers } from './biomarker-resolvers.ts';
import { correctionResolvers } from './correction-resolvers.ts';
import { contextResolvers } from './context-resolvers.ts';
import { findMutations, findQueries, findResolvers, propertyNamesOf } from './find-resolvers.ts';
import { assetLoaders, type AssetLoaders } from './loaders.ts';
import { liveResolvers } from './live-resolvers.ts';
import { newAssetsResolvers } from './new-assets-resolvers.ts';
import { relationResolvers } from './relation-resolvers.ts';
import { provenanceResolvers, provenanceRoots } from './provenance-resolvers.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { ruleApplicationResolvers } from './rule-application-resolvers.ts';
import { tagResolvers } from './tag-resolvers.ts';
import { tagValue } from './tag-value.ts';
import { uploadsResolvers, type UploadFaces } from './uploads-resolvers.ts';
import { withdrawalResolvers } from './withdrawals-resolvers.ts';
import { versionMutations, versionResolvers } from './versions-resolvers.ts';

/** The use cases that this face needs: the graph itself, bytes on their way in, new assets, changes as they come. */
export interface AssetsFace extends UploadFaces {
  readonly assets: AssetUseCases;
  readonly relations: Relations;
  readonly corrections: Corrections;
  readonly withdrawals: Withdrawals;
  readonly making: DerivedAssets & LevelAssets & NewImages;
  readonly ruleApplications: RuleApplications;
  readonly live: AssetLive;
}

/** The asset graph and its provenance. */
export function createAssetsSubgraph(face: AssetsFace): SubgraphModule {
  const { assets: useCases, relations, corrections } = face;
  const made = new WeakMap<HubContext, AssetLoaders>();
  const loaders: LoadersOf = (context) => {
    const known = made.get(context) ?? assetLoaders(useCases, context);
    made.set(context, known);
    return known;
  };
  const related = relationResolvers(relations, loaders);
  const corrected = correctionResolvers(corrections, loaders);
  const uploads = uploadsResolvers(face);
  const forget = (context: HubContext) => {
    context.loaders.clear();
    made.delete(context);
  };
  const live = liveResolvers(face.live, loaders, forget);
  const withdrawn = withdrawalResolvers(face.withdrawals, loaders, forget);
  const tags = tagResolvers(useCases, loaders);
  const contexts = contextResolvers(useCases);
  const measured = biomarkerResolvers(useCases, loaders);
  const ofRules = ruleApplicationResolvers(face.ruleApplications);
  const ofAssets = assetResolvers(loaders, {
    ...related.ofAsset,
    ...tags.Asset,
    ...contexts.Asset,
    ...withdrawn.ofAsset,
  });
  const provenance = provenanceRoots(useCases);
  const resolvers = {
    ...uploads,
    ...live,
    ...provenance,
    DateTime: dateTime,
    JSON: json,
    JSONObject: jsonObject,
    TagValue: tagValue,
    Query: {
      asset: (_, { id, asOf }, context) =>
        asOf ? useCases.assetAsOf(context.actor, id, asOf) : loaders(context).asset(id),
      ...uploads.Query,
      ...provenance.Query,
      ...ofRules.Query,
      ...findQueries(useCases),
      ...withdrawn.queries,
      subjects: (_, { projectId, first, after }, { actor }) =>
        useCases.findAssets(actor, { projectId, level: 'SUBJECT' }, first, after),
    },
    Mutation: {
      ...related.mutations,
      ...corrected.mutations,
      ...withdrawn.mutations,
      ...versionMutations(useCases, loaders),
      ...uploads.Mutation,
      ...newAssetsResolvers(face.making).Mutation,
      ...tags.Mutation,
      ...ofRules.Mutation,
      ...contexts.Mutation,
      ...provenance.Mutation,
      ...findMutations(useCases),
    },
    Project: {
      ...related.ofProject,
      ...corrected.ofProject,
      ...withdrawn.ofProject,
      __resolveReference: ({ id }, { actor }) => (useCases.readableProjects(actor, [id]).has(id) ? { id } : null),
      subjects: ({ id }, page, context) => loaders(context).subjects(id, page),
      ...tags.Project,
      ...contexts.Project,
      ...propertyNamesOf(useCases),
    },
    ...ofAssets,
    Subject: { ...ofAssets.Subject, ...corrected.ofSubject, ...measured.ofSubject },
    DerivedAsset: { ...ofAssets.DerivedAsset, ...corrected.flagged },
    Biomarker: { ...ofAssets.Biomarker, ...corrected.flagged, ...measured.ofBiomarker },
    ...measured.types,
    ...related.common,
    ...corrected.common,
    ...withdrawn.types,
    ReviewFlag: { ...corrected.common.ReviewFlag, ...withdrawn.ofFlag },
    ...tags.types,
    ...contexts.types,
    ...provenanceResolvers(loaders),
    ...versionResolvers(loaders),
    TagRuleApplication: ofRules.TagRuleApplication,
    ...findResolvers(useCases),
  } satisfies Resolvers;
  return { name: 'assets', typeDefs: readTypeDefs(import.meta.dirname), resolvers };
}
