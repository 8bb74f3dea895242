import { isOption } from '../../core/deidentification/options.ts';
import type { ProfileInput } from '../../core/deidentification/profile-input.ts';
import type { MissingAction } from '../../core/deidentification/profile.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { fullName } from '../../core/intake/profiles.ts';
import type { ProfileVersion } from '../../core/ports/profile-store.ts';
import { loaderOf, type HubContext } from '../../schema/subgraph.ts';
import { connectionOf } from './connection.ts';
import type { DeidentificationAction, OverrideAction, Resolvers, TextSearch } from './resolvers.generated.ts';

const profiles = Symbol('deidentification profiles');

type ProfileResolvers = Pick<
  Resolvers,
  'DeidentificationProfile' | 'DeidentificationDefinition' | 'DeidentificationLookups' | 'DeidentificationPreview'
> & {
  readonly Query: Pick<
    NonNullable<Resolvers['Query']>,
    'deidentificationProfiles' | 'deidentificationProfile' | 'deidentificationLookups' | 'deidentificationPreview'
  >;
  readonly Mutation: Pick<
    NonNullable<Resolvers['Mutation']>,
    'putDeidentificationProfile' | 'putDeidentificationLookups' | 'importCtpScript'
  >;
};

/** Resolvers of profiles.graphql, to be merged into the imaging subgraph. */
export function createProfileResolvers(intake: IntakeUseCases): ProfileResolvers {
  const profileOf = (context: HubContext, id: string): Promise<ProfileVersion | null> =>
    loaderOf(context, profiles, (ids) => intake.profilesByIds(context.actor, ids)).load(id);

  return {
    Query: {
      deidentificationProfiles: async (_, { projectId, name, first, after }, { actor }) =>
        connectionOf(await intake.profilesOfProject(actor, projectId, name ?? null, first, after), ({ id }) => id),
      deidentificationProfile: (_, { id }, context) => profileOf(context, id),
      deidentificationLookups: (_, { projectId, profile }, { actor }) => intake.lookupCounts(actor, projectId, profile),
      deidentificationPreview: (_, asked, { actor }) => intake.previewDeidentification(actor, asked),
    },
    Mutation: {
      putDeidentificationProfile: async (_, { input }, { actor }) => ({
        profile: await intake.putProfile(actor, input),
      }),
      putDeidentificationLookups: async (_, { input }, { actor }) => ({
        lookups: await intake.putLookups(actor, input),
      }),
      importCtpScript: (_, { input }, { actor }) => {
        const { draft, untranslated } = intake.importCtpScript(actor, input.projectId, input.script);
        return { draft, untranslated: [...untranslated] };
      },
    },
    DeidentificationProfile: {
      __resolveReference: ({ id }, context) => profileOf(context, id),
      fullName: (profile) => fullName(profile),
      // It was such an input when it was put.
      definition: ({ definition }) => definition as unknown as ProfileInput,
    },
    DeidentificationDefinition: {
      options: ({ options }) => (options ?? []).filter((option) => isOption(option)),
      overrides: ({ overrides }) =>
        (overrides ?? []).map(({ tag, action, value = null }) => ({ tag, action: action as OverrideAction, value })),
      lookups: ({ lookups }) =>
        (lookups ?? []).map(({ tag, type, missing = null, value = null }) => ({
          tag,
          type,
          missing: missing as MissingAction | null,
          value,
        })),
      safePrivate: ({ safePrivate }) => [...(safePrivate ?? [])],
      findText: ({ findText }) => (findText ?? 'SUSPECT') as TextSearch,
      blackOutText: ({ blackOutText }) => blackOutText ?? false,
      regions: ({ regions }) =>
        (regions ?? []).map((region) => ({
          manufacturer: region.manufacturer ?? null,
          model: region.model ?? null,
          modality: region.modality ?? null,
          imageType: region.imageType ?? null,
          rows: region.rows ?? null,
          columns: region.columns ?? null,
          rectangles: [...region.rectangles],
        })),
    },
    DeidentificationLookups: { tables: ({ tables }) => [...tables] },
    DeidentificationPreview: {
      researchId: ({ result }) => result.researchId,
      findings: ({ result }) =>
        result.findings.map(({ regions = [], ...finding }) => ({ ...finding, regions: [...regions] })),
      attributes: ({ attributes }) =>
        attributes.map((attribute) => ({
          ...attribute,
          action: attribute.action.toUpperCase() as DeidentificationAction,
        })),
    },
  };
}
