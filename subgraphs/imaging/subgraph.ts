import type { Archives } from '../../core/archives/archives.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { Mapping } from '../../core/mapping/mapping.ts';
import type { KeyRotation } from '../../core/mapping/rotate-key.ts';
import type { Protocols } from '../../core/protocols/protocols.ts';
import { dateTime, jsonObject } from '../../schema/scalars.ts';
import { readTypeDefs, type SubgraphModule } from '../../schema/subgraph.ts';
import { createArchiveResolvers } from './archives-resolvers.ts';
import { createIntakeResolvers } from './intake-resolvers.ts';
import { createProfileResolvers } from './profiles-resolvers.ts';
import { createReceiverResolvers } from './receivers-resolvers.ts';
import { createMappingResolvers } from './mapping-resolvers.ts';
import { createProtocolResolvers } from './protocol-resolvers.ts';
import { createRefusedResolvers } from './refused-resolvers.ts';
import { createQuarantineResolvers, type SignPath } from './quarantine-resolvers.ts';
import { createReviewResolvers } from './review-resolvers.ts';
import { createUpdateResolvers } from './updates-resolvers.ts';

export interface ImagingUseCases {
  readonly archives: Archives;
  readonly intake: IntakeUseCases;
  readonly mapping: Mapping & KeyRotation;
  readonly protocols: Protocols;
  /** Addresses of pictures and files in quarantine. */
  readonly signPath: SignPath;
}

/** The imaging subgraph: archives of sites, the intake of images, and the way back to patients. */
export function createImagingSubgraph({
  archives,
  intake,
  mapping,
  protocols,
  signPath,
}: ImagingUseCases): SubgraphModule {
  const [ofArchives, ofIntake] = [createArchiveResolvers(archives), createIntakeResolvers(intake)];
  const ofProfiles = createProfileResolvers(intake);
  const ofReceivers = createReceiverResolvers(intake);
  const ofMapping = createMappingResolvers(mapping);
  const ofRefused = createRefusedResolvers(intake);
  const ofQuarantine = createQuarantineResolvers(intake, signPath);
  const ofProtocols = createProtocolResolvers(protocols, intake);
  const ofReview = createReviewResolvers(intake);
  const resolvers = {
    DateTime: dateTime,
    JSONObject: jsonObject,
    ...ofArchives,
    ...ofIntake,
    ...ofProfiles,
    ...ofQuarantine,
    RefusedFile: ofRefused.RefusedFile,
    ...ofReview,
    ...ofProtocols,
    Pool: { ...ofIntake.Pool, ...ofReceivers.Pool, ...ofReview.Pool, ...ofProtocols.Pool },
    Exam: { ...ofArchives.Exam, ...ofProtocols.Exam },
    QuarantinedExam: {
      ...ofIntake.QuarantinedExam,
      ...ofQuarantine.QuarantinedExam,
      ...ofReceivers.QuarantinedExam,
      ...ofReview.QuarantinedExam,
    },
    Subscription: { ...ofIntake.Subscription, ...ofReceivers.Subscription },
    Query: {
      ...ofArchives.Query,
      ...ofIntake.Query,
      ...ofProfiles.Query,
      ...ofMapping.Query,
      ...ofReview.Query,
      ...ofProtocols.Query,
      ...ofRefused.Query,
    },
    Mutation: {
      ...ofArchives.Mutation,
      ...ofIntake.Mutation,
      ...ofProfiles.Mutation,
      ...ofReceivers.Mutation,
      ...ofMapping.Mutation,
      ...ofProtocols.Mutation,
      ...ofRefused.Mutation,
      ...ofReview.Mutation,
      ...createUpdateResolvers(intake).Mutation,
    },
  };
  return {
    name: 'imaging',
    typeDefs: readTypeDefs(import.meta.dirname),
    resolvers: resolvers as SubgraphModule['resolvers'],
  };
}
