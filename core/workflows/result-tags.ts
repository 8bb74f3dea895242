import type { Asset } from '../assets/asset.ts';
import type { StepTag } from '../assets/step-tags.ts';
import type { ResultTag } from '../ports/result-tag-store.ts';
import type { WorkflowPorts } from './ports.ts';
import type { StepResult } from './step-result.ts';

/** Who sets the tags of steps. */
const taggingService = 'service:workflow';

/** The tags, to be set on a step's item now. */
export function tagsOn({ id }: Pick<Asset, 'id'>, tags: readonly ResultTag[]): readonly StepTag[] {
  const setAt = new Date();
  return tags.map(({ name, value, reason }) => ({ assetId: id, name, value, reason, setBy: taggingService, setAt }));
}

/** Keeps the tags of a result that may serve again. Call it in the transaction that writes the result. */
export async function keepTags(
  { store }: Pick<WorkflowPorts, 'store'>,
  { activities, tags }: Pick<StepResult, 'activities' | 'tags'>,
): Promise<void> {
  const [activity] = activities;
  const [first] = tags;
  if (!activity || !first || activity.reuseKey === null || activity.generated.length === 0) return;
  const kept = tags.map(({ name, value, reason }) => ({ name, value, reason }));
  await store.keepResultTags({ activityId: activity.id, assetId: first.assetId, tags: kept });
}
