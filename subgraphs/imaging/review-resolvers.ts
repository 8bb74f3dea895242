import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import { notFound } from '../../core/errors.ts';
import { loaderOf } from '../../schema/subgraph.ts';
import type { Resolvers } from './resolvers.generated.ts';

const signatures = Symbol('signatures of exams');
const redactions = Symbol('redactions of exams');
const rules = Symbol('review rules');
const reviewers = Symbol('reviewers of pools');

/** Resolvers of review.graphql, to be merged into the imaging subgraph. */
export function createReviewResolvers(intake: IntakeUseCases) {
  return {
    QuarantinedExam: {
      signatures: async ({ id }, _args, context) => [
        ...((await loaderOf(context, signatures, (ids) => intake.signaturesOfExams(context.actor, ids)).load(id)) ??
          []),
      ],
      redactions: async ({ id }, _args, context) => [
        ...((await loaderOf(context, redactions, (ids) => intake.redactionsOfExams(context.actor, ids)).load(id)) ??
          []),
      ],
    },
    ReviewSignature: {
      id: ({ document }) => document.id,
      decision: ({ document }) => document.decision,
      meaning: ({ document }) => document.meaning,
      signerName: ({ document }) => document.signer.name,
      signerUsername: ({ document }) => document.signer.username,
      signedAt: ({ document }) => new Date(document.signedAt),
      signedWith: ({ document }) => document.signedWith,
      comment: ({ document }) => document.comment,
      imageCount: ({ document }) => document.images.count,
      imagesDigest: ({ document }) => document.images.digest,
    },
    ExamRedaction: {
      regions: ({ regions }) => [...regions],
      frames: ({ frames }) => frames && [...frames],
      imageCount: ({ fileIds }) => fileIds.length,
    },
    AssignedReviewer: { accountId: ({ id }) => id },
    Pool: {
      review: async ({ id }, _args, context) => {
        const rule = await loaderOf(context, rules, (ids) => intake.reviewRules(context.actor, ids)).load(id);
        if (!rule) throw notFound('pool');
        const { requireSignature, reviewsNeeded, purgeAfterDays } = rule;
        return { requireSignature, reviewsNeeded, purgeAfterDays };
      },
      reviewers: async ({ id }, _args, context) => [
        ...((await loaderOf(context, reviewers, (ids) => intake.reviewersOfPools(context.actor, ids)).load(id)) ?? []),
      ],
    },
    Query: {
      quarantinedExam: async (_, { id }, { actor }) => (await intake.examsByIds(actor, [id])).get(id) ?? null,
    },
    Mutation: {
      redactImages: async (_, { input: { signature, ...input } }, { actor }) => ({
        quarantinedExam: await intake.redactImages(
          actor,
          { ...input, comment: input.comment ?? null },
          signature ?? {},
        ),
      }),
      requeueExam: async (_, { input: { signature, ...input } }, { actor }) => ({
        quarantinedExam: await intake.requeueExam(actor, input, signature ?? {}),
      }),
      setPoolReview: async (_, { input }, { actor }) => ({
        pool: await intake.setPoolReview(actor, {
          poolId: input.poolId,
          requireSignature: input.requireSignature ?? undefined,
          reviewsNeeded: input.reviewsNeeded ?? undefined,
          purgeAfterDays: input.purgeAfterDays,
        }),
      }),
      assignReviewers: async (_, { input }, { actor }) => ({ pool: await intake.assignReviewers(actor, input) }),
      purgeQuarantine: async (_, { input }, { actor }) => ({
        quarantinedExams: [...(await intake.purgeQuarantine(actor, { ...input, comment: input.comment ?? null }))],
      }),
    },
  } satisfies Partial<Resolvers>;
}
