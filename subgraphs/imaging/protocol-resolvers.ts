import { notFound } from '../../core/errors.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { Protocols } from '../../core/protocols/protocols.ts';
import { loaderOf, type HubContext } from '../../schema/subgraph.ts';
import { connectionOf } from './connection.ts';
import type { Resolvers } from './resolvers.generated.ts';

const reports = Symbol('protocol reports');
const contacts = Symbol('contacts of pools');
const pools = Symbol('pools of reports');

type Of<Type extends keyof Resolvers, Field extends keyof NonNullable<Resolvers[Type]>> = Pick<
  NonNullable<Resolvers[Type]>,
  Field
>;

interface ProtocolResolvers extends Pick<
  Resolvers,
  'Protocol' | 'ProtocolReport' | 'ProtocolFinding' | 'ContactMessage' | 'PoolProtocolSummary'
> {
  readonly Pool: Of<'Pool', 'contacts'>;
  readonly Exam: Of<'Exam', 'protocolReport'>;
  readonly Query: Of<
    'Query',
    'protocol' | 'protocolVersions' | 'protocolReports' | 'protocolHistory' | 'protocolSummary' | 'contactMessages'
  >;
  readonly Mutation: Of<'Mutation', 'setProtocol' | 'checkProtocol' | 'acceptDeviation' | 'setPoolContacts'>;
}

/** As a subgraph names what another one resolves. */
const examOf = (id: string) => ({ __typename: 'Exam' as const, id, studyInstanceUID: '' });
const seriesOf = (id: string) => ({ __typename: 'Series' as const, id, seriesInstanceUID: '' });
const contactOf = ({ name, email, accountId }: { name: string; email: string | null; accountId: string | null }) => ({
  name,
  email,
  userId: accountId,
});

/** Resolvers of protocol.graphql, to be merged into the imaging subgraph. */
export function createProtocolResolvers(
  protocols: Protocols,
  intake: Pick<IntakeUseCases, 'poolsByIds'>,
): ProtocolResolvers {
  const poolOf = async (context: HubContext, id: string) =>
    loaderOf(context, pools, (ids) => intake.poolsByIds(context.actor, ids)).load(id);
  return {
    Query: {
      protocol: (_, { projectId, version }, { actor }) => protocols.protocolOf(actor, projectId, version ?? null),
      protocolVersions: async (_, { projectId, first, after }, { actor }) =>
        connectionOf(await protocols.protocolVersions(actor, projectId, first, after ?? null), ({ version }) =>
          String(version),
        ),
      protocolReports: async (_, { projectId, state, first, after }, { actor }) =>
        connectionOf(
          await protocols.protocolReports(actor, projectId, state ?? null, first, after ?? null),
          ({ sequence }) => String(sequence),
        ),
      protocolHistory: async (_, { examId, first, after }, { actor }) =>
        connectionOf(await protocols.protocolHistory(actor, examId, first, after ?? null), ({ sequence }) =>
          String(sequence),
        ),
      protocolSummary: async (_, { projectId }, { actor }) => [...(await protocols.protocolSummary(actor, projectId))],
      contactMessages: async (_, { projectId, status, first, after }, { actor }) =>
        connectionOf(
          await protocols.protocolMessages(actor, projectId, status ?? null, first, after ?? null),
          ({ sequence }) => String(sequence),
        ),
    },
    Mutation: {
      setProtocol: async (_, { input }, { actor }) => {
        const { version, warnings } = await protocols.setProtocol(actor, input.projectId, input.text);
        return { protocol: version, warnings: [...warnings] };
      },
      checkProtocol: async (_, { input }, { actor }) => ({
        report: await protocols.checkProtocol(actor, input.examId),
      }),
      acceptDeviation: async (_, { input }, { actor }) => ({ report: await protocols.acceptDeviation(actor, input) }),
      setPoolContacts: async (_, { input }, { actor }) => ({
        pool: await protocols.setPoolContacts(actor, input.poolId, input.contacts),
      }),
    },
    Protocol: { project: ({ projectId }) => ({ id: projectId }) },
    ProtocolReport: {
      exam: ({ examId }) => examOf(examId),
      pool: ({ poolId }, _, context) => (poolId === null ? null : poolOf(context, poolId)),
      findings: ({ rules, accepted }) =>
        rules.map((finding) => ({ ...finding, accepted: accepted.find(({ rule }) => rule === finding.rule) ?? null })),
      extraSeries: ({ extra }) => extra.map(seriesOf),
    },
    ProtocolFinding: {
      series: ({ series }) =>
        series.map(({ seriesId, deviations }) => ({ series: seriesOf(seriesId), deviations: [...deviations] })),
      accepted: ({ accepted }) => accepted && { ...accepted, acceptedAt: new Date(accepted.acceptedAt) },
    },
    PoolProtocolSummary: {
      pool: ({ poolId }, _, context) => (poolId === null ? null : poolOf(context, poolId)),
      complete: ({ states }) => states.COMPLETE,
      incomplete: ({ states }) => states.INCOMPLETE,
      deviates: ({ states }) => states.DEVIATES,
      rules: ({ rules }) => rules.map((rule) => ({ ...rule })),
    },
    ContactMessage: {
      pool: async ({ poolId }, _, context) => {
        const pool = await poolOf(context, poolId);
        if (!pool) throw notFound('pool');
        return pool;
      },
      exam: ({ examId }) => examOf(examId),
      state: ({ examState }) => examState,
      contact: ({ contact }) => contactOf(contact),
    },
    Pool: {
      contacts: async ({ id }, _, context) => {
        const found = await loaderOf(context, contacts, (ids) => protocols.contactsOfPools(context.actor, ids)).load(
          id,
        );
        return found && found.map(contactOf);
      },
    },
    Exam: {
      protocolReport: ({ id }, _, context) =>
        loaderOf(context, reports, (ids) => protocols.reportsOfExams(context.actor, ids)).load(id),
    },
  };
}
