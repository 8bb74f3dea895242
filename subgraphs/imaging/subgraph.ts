import type { Archives } from '../../core/archives/archives.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { dateTime } from '../../schema/scalars.ts';
import { readTypeDefs, type SubgraphModule } from '../../schema/subgraph.ts';
import { createArchiveResolvers } from './archives-resolvers.ts';
import { createIntakeResolvers } from './intake-resolvers.ts';
import { createProfileResolvers } from './profiles-resolvers.ts';

export interface ImagingUseCases {
  readonly archives: Archives;
  readonly intake: IntakeUseCases;
}

/** The imaging subgraph: archives of sites, and the intake of images. */
export function createImagingSubgraph({ archives, intake }: ImagingUseCases): SubgraphModule {
  const [ofArchives, ofIntake] = [createArchiveResolvers(archives), createIntakeResolvers(intake)];
  const ofProfiles = createProfileResolvers(intake);
  const resolvers = {
    DateTime: dateTime,
    ...ofArchives,
    ...ofIntake,
    ...ofProfiles,
    Query: { ...ofArchives.Query, ...ofIntake.Query, ...ofProfiles.Query },
    Mutation: { ...ofArchives.Mutation, ...ofIntake.Mutation, ...ofProfiles.Mutation },
  };
  return {
    name: 'imaging',
    typeDefs: readTypeDefs(import.meta.dirname),
    resolvers: resolvers as SubgraphModule['resolvers'],
  };
}
