import { assetChanges, changed } from '../assets/asset-changes.ts';
import { changeTags } from '../assets/change-tags.ts';
import { checkedTagValue, unknownTag } from '../assets/check-tag-value.ts';
import { requireLiving } from '../assets/living.ts';
import { badInput, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { pageOf } from '../page.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import { classifierVersion, classifySeries } from './classify-series.ts';
import { normalizedDescription, normalizedText } from './normalized-description.ts';
import type { WorkflowPorts } from './ports.ts';
import { caseAttributes, type SeriesCase, type SeriesConfusion } from './series-case.ts';
import { seriesTypes } from './series-type.ts';

export interface CorrectSeriesTypeInput {
  readonly seriesId: string;
  /** One of `seriesTypes`. */
  readonly seriesType: string;
  /** In the place of what follows from the type and the attributes; null: that. */
  readonly normalizedDescription?: string | null;
  readonly reason: string | null;
}

const names = { type: 'seriesType', description: 'normalizedDescription' } as const;

/**
 * Says what a series is, in the place of what the classifier takes it for: sets its type and normalized description, which later runs leave
 * alone, and keeps the case. The last correction of a series counts.
 * @throws NOT_FOUND, FORBIDDEN, WITHDRAWN, BAD_USER_INPUT
 */
export async function correctSeriesType(
  ports: WorkflowPorts,
  actor: Actor,
  input: CorrectSeriesTypeInput,
): Promise<SeriesCase> {
  requireSignedIn(actor);
  const series = (await ports.graph.getAssets([input.seriesId].filter(isId))).get(input.seriesId);
  if (series?.level !== 'SERIES' || !may(actor, 'asset.read', series.projectId)) throw notFound('series');
  authorize(actor, 'asset.write', series.projectId);
  requireLiving('input.seriesId', series);
  const corrected = seriesTypes.find((type) => type === input.seriesType);
  if (!corrected) throw badInput('input.seriesType', `one of ${seriesTypes.join(', ')}`, input.seriesType);
  const reason = input.reason?.trim() ?? '';
  if (reason.length > 1000 || reason.includes('\u0000') || !reason.isWellFormed())
    throw badInput('input.reason', 'up to 1000 characters', reason);
  const description =
    input.normalizedDescription ??
    normalizedDescription(series.properties, { seriesType: corrected, confidence: 1, reason: 'a person says so' }).text;
  if (!normalizedText.test(description))
    throw badInput('input.normalizedDescription', 'capital letters, digits and blanks, as in AX T1 POST', description);
  const { seriesType: predicted, confidence } = classifySeries(series.properties);
  const one: SeriesCase = {
    seriesId: series.id,
    projectId: series.projectId,
    attributes: caseAttributes(series.properties),
    predicted,
    confidence,
    classifierVersion,
    corrected,
    reason: reason === '' ? null : reason,
    correctedBy: actorName(actor),
    correctedAt: new Date(),
  };
  await ports.transactor.transact(async () => {
    await changeTags(ports, [series], one.correctedAt, (tags, definitionOf) => {
      const set = (name: string, given: string, field: string) => {
        const definition = definitionOf(name);
        if (!definition) throw unknownTag(field, series.level, name);
        const value = checkedTagValue(definition, given, field);
        tags.set(definition, value, { setBy: one.correctedBy, reason: one.reason, at: one.correctedAt });
      };
      set(names.type, corrected, 'input.seriesType');
      set(names.description, description, 'input.normalizedDescription');
    });
    await ports.store.putSeriesCase(one);
    await assetChanges.append(ports.feed, series.projectId, one.correctedBy, [changed(series, 'TAGGED')]);
    await ports.audit.append({
      actor: one.correctedBy,
      action: 'series-type.corrected',
      target: `asset:${series.id}`,
      projectId: series.projectId,
      reason: one.reason,
      oldValue: { predicted, classifierVersion },
      newValue: { seriesType: corrected, normalizedDescription: description },
    });
  });
  return one;
}

/** Cases of a project in order of series; cursors are ids of series. @throws UNAUTHENTICATED, NOT_FOUND, BAD_USER_INPUT */
export async function seriesTypeCases(
  { store }: Pick<WorkflowPorts, 'store'>,
  actor: Actor,
  projectId: string,
  page: { readonly first: number; readonly after: string | null },
): Promise<{ readonly items: readonly SeriesCase[]; readonly hasNextPage: boolean }> {
  authorize(actor, 'asset.read', projectId);
  const { first, after } = pageOf(page.first, page.after);
  const found = await store.seriesCases(projectId, after, first + 1);
  return { items: found.slice(0, first), hasNextPage: found.length > first };
}

/** What the classifier takes for what in a project, by the people who corrected it. @throws UNAUTHENTICATED, NOT_FOUND */
export async function seriesTypeConfusion(
  { store }: Pick<WorkflowPorts, 'store'>,
  actor: Actor,
  projectId: string,
): Promise<readonly SeriesConfusion[]> {
  authorize(actor, 'asset.read', projectId);
  return store.seriesConfusion(projectId);
}
