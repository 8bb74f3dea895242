import type { Mapping } from '../../core/mapping/mapping.ts';
import type { KeyRotation } from '../../core/mapping/rotate-key.ts';
import type { Resolvers } from './resolvers.generated.ts';

interface MappingResolvers {
  readonly Query: Pick<NonNullable<Resolvers['Query']>, 'mappingKeys'>;
  readonly Mutation: Pick<
    NonNullable<Resolvers['Mutation']>,
    'revealIdentity' | 'findResearchIds' | 'rotateMappingKey'
  >;
}

/** Resolvers of mapping.graphql, to be merged into the imaging subgraph. */
export function createMappingResolvers(mapping: Mapping & KeyRotation): MappingResolvers {
  return {
    Query: {
      mappingKeys: async (_, _args, { actor }) => [...(await mapping.mappingKeys(actor))],
    },
    Mutation: {
      revealIdentity: async (_, { input: { projectId, researchId, reason } }, { actor }) => ({
        identities: [...(await mapping.revealIdentity(actor, projectId, researchId, reason))],
      }),
      findResearchIds: async (_, { input: { projectId, patients, reason } }, { actor }) => ({
        researchIds: [...(await mapping.findResearchIds(actor, projectId, patients, reason))],
      }),
      rotateMappingKey: async (_, { input: { reason } }, { actor }) => ({
        mappingKeys: [...(await mapping.rotateMappingKey(actor, reason))],
      }),
    },
  };
}
