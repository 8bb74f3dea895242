import type { VisibleSite } from '../../core/archives/sites.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { notFound } from '../../core/errors.ts';
import type { Ingestion, IngestionCounts, Pool, QuarantinedExam } from '../../core/intake/intake.ts';
import type { Change } from '../../core/ports/change-feed.ts';
import { loaderOf, type HubContext } from '../../schema/subgraph.ts';
import { connectionOf } from './connection.ts';
import type { Resolvers } from './resolvers.generated.ts';

const pools = Symbol('pools');
const ingestions = Symbol('ingestions');
const counts = Symbol('ingestion counts');
const exams = Symbol('quarantined exams');
const sites = Symbol('pool sites');

type IntakeResolvers = Pick<
  Resolvers,
  | 'Ingestion'
  | 'Pool'
  | 'QuarantinedExam'
  | 'IngestionEvent'
  | 'CreatePoolPayload'
  | 'ReviewExamPayload'
  | 'StartIngestionPayload'
> & {
  readonly Query: Pick<NonNullable<Resolvers['Query']>, 'pools' | 'ingestion' | 'ingestions' | 'quarantine'>;
  readonly Mutation: Pick<
    NonNullable<Resolvers['Mutation']>,
    'createPool' | 'startIngestion' | 'approveExam' | 'approveAllExams' | 'rejectExam'
  >;
  readonly Subscription: Pick<NonNullable<Resolvers['Subscription']>, 'ingestionProgress'>;
};

/** Resolvers of intake.graphql, to be merged into the imaging subgraph. */
export function createIntakeResolvers(intake: IntakeUseCases): IntakeResolvers {
  const poolOf = (context: HubContext, id: string): Promise<Pool | null> =>
    loaderOf(context, pools, (ids) => intake.poolsByIds(context.actor, ids)).load(id);
  const ingestionOf = (context: HubContext, id: string): Promise<Ingestion | null> =>
    loaderOf(context, ingestions, (ids) => intake.ingestionsByIds(context.actor, ids)).load(id);
  const countsOf = async (context: HubContext, id: string): Promise<IngestionCounts> =>
    found(await loaderOf(context, counts, (ids) => intake.countsByIds(context.actor, ids)).load(id), 'ingestion');
  const examOf = (context: HubContext, id: string): Promise<QuarantinedExam | null> =>
    loaderOf(context, exams, (ids) => intake.examsByIds(context.actor, ids)).load(id);
  const siteOf = (context: HubContext, id: string): Promise<VisibleSite | null> =>
    loaderOf(context, sites, (ids) => intake.sitesByIds(context.actor, ids)).load(id);

  return {
    Query: {
      pools: async (_, { projectId }, { actor }) => [...(await intake.pools(actor, projectId))],
      ingestion: (_, { id }, context) => ingestionOf(context, id),
      ingestions: async (_, { projectId, first }, { actor }) => [
        ...(await intake.ingestionsOfProject(actor, projectId, first)),
      ],
      quarantine: async (_, { projectId, state, first, after, mine }, { actor }) =>
        connectionOf(await intake.quarantinedExams(actor, projectId, state, first, after, mine), ({ id }) => id),
    },
    Mutation: {
      createPool: async (_, { input }, { actor }) => ({ pool: await intake.createPool(actor, input) }),
      startIngestion: async (_, { input }, { actor }) => {
        const ingestion = await intake.startIngestion(actor, input.projectId, input.pool);
        return { ingestion, uploadPath: `/intake/${ingestion.id}/files` };
      },
      approveExam: async (_, { input }, { actor }) => ({
        quarantinedExam: await intake.approveExam(
          actor,
          input.quarantinedExamId,
          input.comment ?? null,
          input.imageCount,
          input.signature ?? {},
        ),
      }),
      approveAllExams: async (_, { input }, { actor }) => {
        const { projectId, comment, signature } = input;
        const done = await intake.approveAll(actor, projectId, comment ?? null, signature ?? {});
        return { approved: [...done.approved], awaitingSecond: [...done.awaitingSecond] };
      },
      rejectExam: async (_, { input }, { actor }) => ({
        quarantinedExam: await intake.rejectExam(
          actor,
          input.quarantinedExamId,
          input.comment ?? null,
          input.imageCount,
          input.signature ?? {},
        ),
      }),
    },
    Subscription: {
      ingestionProgress: {
        subscribe: (_, { id, after }, { actor, signal }) => intake.ingestionChanges(actor, id, after ?? null, signal),
        resolve: async (change: Change, { id }: { readonly id: string }, context: HubContext) => {
          // graphql-js gives all events of a subscription one context: what was loaded for the last one is stale now.
          context.loaders.clear();
          return { cursor: change.cursor, ingestion: found(await ingestionOf(context, id), 'ingestion') };
        },
      },
    },
    Pool: {
      __resolveReference: ({ id }, context) => poolOf(context, id),
      project: ({ projectId }) => ({ id: projectId }),
      site: ({ siteId }, _, context) => (siteId === null ? null : siteOf(context, siteId)),
    },
    Ingestion: {
      __resolveReference: ({ id }, context) => ingestionOf(context, id),
      pool: async ({ poolId }, _, context) => found(await poolOf(context, poolId), 'pool'),
      counts: ({ id }, _, context) => countsOf(context, id),
      settled: async ({ id }, _, context) => (await countsOf(context, id)).received === 0,
      files: async ({ id }, { state, first, after }, { actor }) =>
        connectionOf(await intake.filesOf(actor, id, state ?? null, first, after), (file) => file.id),
    },
    QuarantinedExam: {
      __resolveReference: ({ id }, context) => examOf(context, id),
      project: ({ projectId }) => ({ id: projectId }),
      pool: async ({ poolId }, _, context) => found(await poolOf(context, poolId), 'pool'),
      findings: ({ findings }) => [...findings],
      modalities: ({ modalities }) => [...modalities],
      exam: ({ examId, studyInstanceUID }) => (examId === null ? null : { id: examId, studyInstanceUID }),
    },
  };
}

/** The value, where the schema promises one; its being gone means that the caller's rights have changed meanwhile. */
function found<T>(value: T | null, what: string): T {
  if (value === null) throw notFound(what);
  return value;
}
