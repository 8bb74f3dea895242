import type { Asset } from '../assets/asset.ts';
import { assetIds } from '../assets/asset-ids.ts';
import { canonicalJson, type JsonObject } from '../json.ts';
import type { HeldImage } from '../ports/intake-store.ts';
import type { SaidBefore } from '../ports/rerun-store.ts';
import type { QuarantinedExam } from './intake.ts';
import type { IntakePorts } from './ports.ts';
import { examLabel, seriesLabel } from './release.ts';
import { versionAsset, type NextState } from './version-asset.ts';

/** What an asset says of itself by its files. */
interface Said {
  readonly olds: readonly { readonly said: JsonObject; readonly isCurrent: boolean }[];
  readonly now: JsonObject;
  readonly labelOf: (properties: JsonObject) => string;
}

/**
 * After a re-run, exam and series say what the new files say wherever they say what the old ones did: a profile that has a description removed has it
 * removed from them, too. What people have changed stays. A version of each that changes; within the ambient transaction.
 */
export async function resayExam(
  ports: IntakePorts,
  exam: QuarantinedExam,
  images: readonly HeldImage[],
  said: readonly SaidBefore[],
): Promise<void> {
  const { projectId } = exam;
  const saying = new Map<string, Said>([
    [
      assetIds.exam(projectId, exam.studyInstanceUID),
      {
        olds: said.map((one) => ({ said: ofStudy(one), isCurrent: one.isCurrent })),
        now: ofStudy(exam),
        labelOf: examLabel,
      },
    ],
  ]);
  for (const [uid, [first]] of Map.groupBy(images, (image) => image.seriesInstanceUID)) {
    const olds = said
      .filter((one) => one.seriesInstanceUID === uid)
      .map(({ series, isCurrent }) => ({ said: series, isCurrent }));
    saying.set(assetIds.series(projectId, uid), { olds, now: first?.series ?? {}, labelOf: seriesLabel });
  }
  for (const [id, what] of [...saying].toSorted(([a], [b]) => (a < b ? -1 : 1)))
    await versionAsset(ports, id, 'its images were de-identified anew', (asset) => resaid(asset, what));
}

/** The asset's next state; null where it stays as it is. */
function resaid(asset: Asset, { olds, now, labelOf }: Said): NextState | null {
  const properties: Record<string, JsonObject[string]> = { ...asset.properties };
  for (const key of new Set([...olds.map((old) => old.said), now].flatMap(Object.keys))) {
    const [had, wanted] = [asset.properties[key], now[key]];
    // What nobody changed is as a file said it; what is absent nobody has removed if the files that it is of don't say it.
    const isOurs =
      had === undefined
        ? olds.every((old) => !old.isCurrent || old.said[key] === undefined)
        : olds.some(({ said }) => said[key] !== undefined && canonicalJson(said[key]) === canonicalJson(had));
    if (!isOurs) continue;
    if (wanted === undefined) Reflect.deleteProperty(properties, key);
    else properties[key] = wanted;
  }
  const label = olds.some((old) => labelOf(old.said) === asset.label) ? labelOf(properties) : asset.label;
  const isSame = label === asset.label && canonicalJson(properties) === canonicalJson(asset.properties);
  return isSame ? null : { label, properties, content: asset.content };
}

function ofStudy({ studyDate, studyDescription }: Pick<SaidBefore, 'studyDate' | 'studyDescription'>): JsonObject {
  return {
    ...(studyDate === null ? {} : { studyDate }),
    ...(studyDescription === null ? {} : { studyDescription }),
  };
}
