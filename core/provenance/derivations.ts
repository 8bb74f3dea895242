import type { ProvActivity, ProvDerivation } from './activity.ts';

/** PROV-O wasDerivedFrom of an activity: what it says, or each generated asset from each used one. */
export function derivationsOf({ derivations, used, generated }: ProvActivity): readonly ProvDerivation[] {
  if (derivations !== null) return derivations;
  const usedIds = [...new Set(used.map(({ assetId }) => assetId))];
  const generatedIds = [...new Set(generated.map(({ assetId }) => assetId))];
  return generatedIds.flatMap((generatedId) => usedIds.map((usedId) => ({ generatedId, usedId })));
}

/** Ids of what the activity made this asset from, in the order of its `used`. */
export function sourcesOf(activity: ProvActivity, assetId: string): readonly string[] {
  const { derivations, used } = activity;
  if (derivations === null) return [...new Set(used.map((usage) => usage.assetId))];
  return [...new Set(derivations.filter(({ generatedId }) => generatedId === assetId).map(({ usedId }) => usedId))];
}
