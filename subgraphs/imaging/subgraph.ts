import type { Archives } from '../../core/archives/archives.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { dateTime } from '../../schema/scalars.ts';
import { readTypeDefs, type SubgraphModule } from '../../schema/subgraph.ts';
import { createArchiveResolvers } from './archives-resolvers.ts';
import { createIntakeResolvers } from './intake-resolvers.ts';
import { createReceiverResolvers } from './receivers-resolvers.ts';

export interface ImagingUseCases {
  readonly archives: Archives;
  readonly intake: IntakeUseCases;
}

/** The imaging subgraph: archives of sites, and the intake of images. */
export function createImagingSubgraph({ archives, intake }: ImagingUseCases): SubgraphModule {
  const [ofArchives, ofIntake] = [createArchiveResolvers(archives), createIntakeResolvers(intake)];
  const ofReceivers = createReceiverResolvers(intake);
  const resolvers = {
    DateTime: dateTime,
    ...ofArchives,
    ...ofIntake,
    Pool: { ...ofIntake.Pool, ...ofReceivers.Pool },
    QuarantinedExam: { ...ofIntake.QuarantinedExam, ...ofReceivers.QuarantinedExam },
    Subscription: { ...ofIntake.Subscription, ...ofReceivers.Subscription },
    Query: { ...ofArchives.Query, ...ofIntake.Query },
    Mutation: { ...ofArchives.Mutation, ...ofIntake.Mutation, ...ofReceivers.Mutation },
  };
  return {
    name: 'imaging',
    typeDefs: readTypeDefs(import.meta.dirname),
    resolvers: resolvers as SubgraphModule['resolvers'],
  };
}
