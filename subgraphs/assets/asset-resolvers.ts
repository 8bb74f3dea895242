import type { Asset, Tag } from '../../core/assets/asset.ts';
import { notFound } from '../../core/errors.ts';
import type { HubContext } from '../../schema/subgraph.ts';
import { connectionOf } from './connection.ts';
import type { AssetLoaders, LineageArguments, PageArguments } from './loaders.ts';
import { lineageOf } from './provenance-resolvers.ts';
import { byProperty, integer, requiredNumber, requiredText, text } from './properties.ts';
import type { Resolvers } from './resolvers.generated.ts';
import { contentModel, pastOf, versionFields } from './versions-resolvers.ts';

export type LoadersOf = (context: HubContext) => AssetLoaders;

const typeOfLevel = {
  PROJECT: 'ProjectAsset',
  SUBJECT: 'Subject',
  EXAM: 'Exam',
  SERIES: 'Series',
  IMAGE: 'Image',
  DERIVED: 'DerivedAsset',
} as const;

/** The GraphQL type of an asset. */
export function typeOf({ level, kind }: Asset) {
  return kind === 'biomarker' ? 'Biomarker' : typeOfLevel[level];
}

/** The fields that all assets have. */
function common(loaders: LoadersOf) {
  return {
    // The owner of Project checks who may see it.
    project: ({ projectId }: Asset) => ({ id: projectId }),
    ...versionFields(loaders),
    tags: async (asset: Asset, _: unknown, context: HubContext) => [...(await tagsOf(loaders, asset, context))],
    content: (asset: Asset) => contentModel(asset.id, asset.content, pastOf(asset)?.number),
    wasGeneratedBy: (asset: Asset, _: unknown, context: HubContext) => loaders(context).generation(asset),
    lineage: async (asset: Asset, args: LineageArguments, context: HubContext) => {
      const lineage = await lineageOf(loaders(context), asset, args);
      if (lineage === null) throw notFound('asset');
      return lineage;
    },
    wasDerivedFrom: async (asset: Asset, _: unknown, context: HubContext) => [
      ...(await loaders(context).derivations(asset)),
    ],
  };
}

/** The asset's tags, or those that it had where the past was asked for. */
async function tagsOf(loaders: LoadersOf, asset: Asset, context: HubContext): Promise<readonly Tag[]> {
  return pastOf(asset)?.tags ?? loaders(context).tags(asset);
}

/** Answers a reference to an asset of that type; null when it is of another one. */
function reference(loaders: LoadersOf, type: ReturnType<typeof typeOf>) {
  return async ({ id }: { readonly id: string }, context: HubContext) => {
    const asset = await loaders(context).asset(id);
    return asset !== null && typeOf(asset) === type ? asset : null;
  };
}

/** `more`: fields of all assets that other files resolve. */
export function assetResolvers<More extends object>(loaders: LoadersOf, more: More) {
  const fields = { ...common(loaders), ...more };
  const parents = async ({ id }: Asset, _: unknown, context: HubContext) => [...(await loaders(context).parents(id))];
  const biomarkers = async (id: string, context: HubContext) => [
    ...(await loaders(context).children(id, 'DERIVED', 'biomarker')),
  ];
  return {
    Asset: { __resolveType: typeOf },
    ProjectAsset: { ...fields, __resolveReference: reference(loaders, 'ProjectAsset') },
    Subject: {
      ...fields,
      __resolveReference: reference(loaders, 'Subject'),
      researchId: (subject) => requiredText(subject, 'researchId'),
      exams: async ({ id }, _, context) =>
        (await loaders(context).children(id, 'EXAM')).toSorted(byProperty('studyDate')),
    },
    Exam: {
      ...fields,
      __resolveReference: reference(loaders, 'Exam'),
      studyInstanceUID: (exam) => requiredText(exam, 'studyInstanceUID'),
      studyDate: (exam) => text(exam, 'studyDate'),
      studyDescription: (exam) => text(exam, 'studyDescription'),
      subjects: async ({ id }, _, context) => [...(await loaders(context).parents(id, 'SUBJECT'))],
      series: async ({ id }, _, context) =>
        (await loaders(context).children(id, 'SERIES')).toSorted(byProperty('seriesNumber')),
      biomarkers: async ({ id }, _, context) => [...(await loaders(context).biomarkersOfExam(id))],
    },
    Series: {
      ...fields,
      __resolveReference: reference(loaders, 'Series'),
      seriesInstanceUID: (series) => requiredText(series, 'seriesInstanceUID'),
      modality: (series) => text(series, 'modality'),
      seriesNumber: (series) => integer(series, 'seriesNumber'),
      seriesDescription: (series) => text(series, 'seriesDescription'),
      imageCount: async (series, _, context) => (await loaders(context).images(series, { first: 0 })).totalCount,
      seriesType: async (series, _, context) => {
        const tag = (await tagsOf(loaders, series, context)).find(({ name }) => name === 'seriesType');
        return tag ? String(tag.value) : null;
      },
      exam: async ({ id }, _, context) => (await loaders(context).parents(id, 'EXAM'))[0] ?? null,
      images: (series, page: PageArguments, context) => loaders(context).images(series, page),
      derived: async ({ id }, _, context) =>
        (await loaders(context).children(id, 'DERIVED')).filter((asset) => typeOf(asset) === 'DerivedAsset'),
      biomarkers: ({ id }, _, context) => biomarkers(id, context),
    },
    Image: {
      ...fields,
      __resolveReference: reference(loaders, 'Image'),
      sopInstanceUID: (image) => requiredText(image, 'sopInstanceUID'),
      sopClassUID: (image) => requiredText(image, 'sopClassUID'),
      instanceNumber: (image) => integer(image, 'instanceNumber'),
      series: async ({ id }, _, context) => (await loaders(context).parents(id, 'SERIES'))[0] ?? null,
    },
    DerivedAsset: {
      ...fields,
      __resolveReference: reference(loaders, 'DerivedAsset'),
      // Of the level DERIVED, which always has a kind.
      kind: ({ kind }) => kind ?? '',
      parents,
    },
    Biomarker: {
      ...fields,
      __resolveReference: reference(loaders, 'Biomarker'),
      name: (biomarker) => requiredText(biomarker, 'name'),
      value: (biomarker) => requiredNumber(biomarker, 'value'),
      unit: (biomarker) => requiredText(biomarker, 'unit'),
      parents,
    },
    SubjectConnection: assetConnection,
    ImageConnection: assetConnection,
    AssetListConnection: assetConnection,
  } satisfies Resolvers;
}

const assetConnection = connectionOf<Asset>(({ id }) => id);
