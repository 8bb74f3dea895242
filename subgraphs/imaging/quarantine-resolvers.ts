import { badInput } from '../../core/errors.ts';
import type { IntakeUseCases } from '../../core/intake/create-intake.ts';
import type { QuarantinedExam } from '../../core/intake/intake.ts';
import type { JsonObject } from '../../core/json.ts';
import { may, type Actor } from '../../core/policy/policy.ts';
import { loaderOf, type HubContext } from '../../schema/subgraph.ts';
import { connectionOf } from './connection.ts';
import type { Resolvers } from './resolvers.generated.ts';

/** A path at the hub's door that needs no token, for an hour. */
export type SignPath = (actor: Actor, path: string, parameters?: Readonly<Record<string, string>>) => Promise<string>;

const series = Symbol('series in quarantine');
const views = Symbol('images seen');
const thumbnailSize = 128;
const maxSize = 32_768;

/** Resolvers of quarantine.graphql, to be merged into the imaging subgraph. */
export function createQuarantineResolvers(intake: IntakeUseCases, sign: SignPath) {
  /** The signed path for a reviewer, while there is something to see. */
  const signed = (
    { actor }: HubContext,
    exam: QuarantinedExam,
    path: string,
    parameters: Readonly<Record<string, string>> = {},
  ): Promise<string> | null =>
    exam.state === 'QUARANTINED' && actor.kind === 'user' && may(actor, 'intake.review', exam.projectId)
      ? sign(actor, path, parameters)
      : null;

  return {
    QuarantinedExam: {
      series: async (exam, _args, context) => {
        const found = await loaderOf(context, series, (ids) => intake.seriesOfExams(context.actor, ids)).load(exam.id);
        return (found ?? []).map((one) => ({ ...one, exam }));
      },
      images: async (exam, { seriesInstanceUID, first, after }, { actor }) => {
        const page = await intake.imagesOfExam(actor, exam.id, seriesInstanceUID ?? null, first, after ?? null);
        const items = page.items.map((image) => ({ ...image, exam }));
        return connectionOf({ ...page, items }, ({ fileId }) => fileId);
      },
      viewedImageCount: async ({ id }, _args, context) =>
        (await loaderOf(context, views, (ids) => intake.viewedByMe(context.actor, ids)).load(id)) ?? 0,
    },
    QuarantinedSeries: {
      modality: ({ properties }) => textOf(properties, 'modality'),
      seriesNumber: ({ properties }) => numberOf(properties, 'seriesNumber'),
      seriesDescription: ({ properties }) => textOf(properties, 'seriesDescription'),
      thumbnailUrl: ({ exam, middleFileId }, _args, context) =>
        signed(context, exam, renderedPath(middleFileId), viewport(thumbnailSize)),
    },
    QuarantinedImage: {
      id: ({ fileId }) => fileId,
      instanceNumber: ({ image }) => numberOf(image, 'instanceNumber'),
      findings: ({ findings }) =>
        findings.map(({ regions = [], ...finding }) => ({ ...finding, regions: [...regions] })),
      pictureUrl: ({ exam, fileId }, { frame, size }, context) => {
        if (frame < 1) throw badInput('frame', 'the number of a frame, from 1', frame);
        if (typeof size === 'number' && (size < 1 || size > maxSize))
          throw badInput('size', `1 to ${String(maxSize)} pixels`, size);
        const parameters = { frame: String(frame), ...(typeof size === 'number' ? viewport(size) : {}) };
        return signed(context, exam, renderedPath(fileId), parameters);
      },
      fileUrl: ({ exam, fileId }, _args, context) => signed(context, exam, `/intake/images/${fileId}`),
    },
  } satisfies Partial<Resolvers>;
}

const renderedPath = (fileId: string): string => `/intake/images/${fileId}/rendered`;
const viewport = (size: number) => ({ viewport: `${String(size)},${String(size)}` });

function textOf(properties: JsonObject, name: string): string | null {
  const value = properties[name];
  return typeof value === 'string' ? value : null;
}

/** DICOM's IS has 32 bits as GraphQL's Int; anything else is no number of a series or image. */
function numberOf(properties: JsonObject, name: string): number | null {
  const value = properties[name];
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? value : null;
}
