import type { Tag } from '../dicom/dataset.ts';
import type { QidoLevel } from './qido-query.ts';

/** Attributes that are the same for a whole study: those that a search answers always, then others (PS3.18 Table 10.6.3-3). */
const study: readonly Tag[] =
  '00080020 00080030 00080050 00080090 00080201 00100010 00100020 00100030 00100040 0020000D 00200010'.split(' ');
const studyOnDemand: readonly Tag[] =
  '00080051 00081030 00081048 00081060 00100021 00101010 00101020 00101030 00120062 00321060 00102160'.split(' ');

/** The same for a whole series (Table 10.6.3-4). */
const series: readonly Tag[] = '00080060 0008103E 0020000E 00200011 00400244 00400245 00400275'.split(' ');
const seriesOnDemand: readonly Tag[] =
  '00080021 00080031 00080070 00080080 00081010 00081090 00180015 00181030 00200052 00200060 00400253 00400254'.split(
    ' ',
  );

/** Table 10.6.3-5. */
const instance: readonly Tag[] = '00080016 00080018 00200013 00280008 00280010 00280011 00280100'.split(' ');
const instanceOnDemand: readonly Tag[] =
  '00080008 00080012 00080013 00080022 00080023 00080032 00080033 00200012 00200032 00200037 00280301'.split(' ');

/** What a search at that level answers of its own level, without being asked. */
export const requiredAttributes: Readonly<Record<QidoLevel, readonly Tag[]>> = { study, series, instance };

/** What is kept of each level in memory. */
export const keptAttributes: Readonly<Record<QidoLevel, readonly Tag[]>> = {
  study: [...study, ...studyOnDemand],
  series: [...series, ...seriesOnDemand],
  instance: [...instance, ...instanceOnDemand],
};

const levels = new Map<Tag, QidoLevel>(
  (['study', 'series', 'instance'] as const).flatMap((level) =>
    keptAttributes[level].map((tag) => [tag, level] as const),
  ),
);

/** The level whose objects all share the attribute's value; null for one of which that isn't known. */
export function levelOf(tag: Tag): QidoLevel | null {
  return levels.get(tag) ?? null;
}
