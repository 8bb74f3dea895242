import { assetIds } from '../assets/asset-ids.ts';
import type { NewAsset } from '../assets/asset.ts';
import { nameId } from '../ids.ts';
import type { Json, JsonObject } from '../json.ts';
import type { HeldImage } from '../ports/intake-store.ts';
import type { RecordedRedaction } from '../ports/review-store.ts';
import type { ProvActivity, ProvAgent } from '../provenance/activity.ts';
import { organizationAgent, personAgent, softwareAgent } from '../provenance/agents.ts';
import { recordedByHub } from '../provenance/recorded.ts';
import type { Pool, QuarantinedExam } from './intake.ts';

export interface ReleaseInput {
  readonly pool: Pool;
  readonly projectName: string;
  readonly site: { readonly id: string; readonly name: string } | null;
  readonly exam: QuarantinedExam;
  readonly images: readonly HeldImage[];
  readonly ingestionIds: readonly string[];
  /** What reviewers blacked out. */
  readonly redactions: readonly RecordedRedaction[];
  /** Series by SOP Instance UID of what the study's earlier approvals registered. */
  readonly registered: ReadonlyMap<string, string>;
  /** SOP Instance UIDs of those of the images that replace what was registered of them. */
  readonly updated: ReadonlySet<string>;
  /** Profiles by which what they replace was de-identified. */
  readonly profilesReplaced: readonly string[];
  /** Properties of assets that exist already, by id: what they say stays. */
  readonly existing: ReadonlyMap<string, { readonly properties: JsonObject }>;
  /** The subject whose the exam is now, where the one that it came for was merged into it. */
  readonly subjectId: string;
  readonly softwareVersion: string;
}

/** The assets and activities that an approved exam becomes; the same input always gives the same ids. */
export interface Release {
  readonly examId: string;
  readonly assets: readonly NewAsset[];
  readonly activities: readonly ProvActivity[];
}

/** Ids of the exam and series assets that a release writes, to read what exists of them. */
export function sharedAssetIds(exam: QuarantinedExam, images: readonly HeldImage[]): readonly string[] {
  const series = new Set(images.map((image) => assetIds.series(exam.projectId, image.seriesInstanceUID)));
  return [assetIds.exam(exam.projectId, exam.studyInstanceUID), ...series];
}

/** What an approved exam becomes: Project, Subject, Exam, Series, Images, and how they came to be. */
export function releaseOf(input: ReleaseInput): Release {
  const { exam, projectName, site, images, registered, updated, existing, subjectId } = input;
  const { projectId } = exam;
  const createdBy = exam.reviewedBy ?? 'service:register';
  const base = { projectId, kind: null, content: null, createdBy } as const;
  const projectAsset = assetIds.project(projectId);
  const subject = assetIds.subject(projectId, exam.researchId);
  const examId = assetIds.exam(projectId, exam.studyInstanceUID);
  const examProperties = {
    studyInstanceUID: exam.studyInstanceUID,
    ...(exam.studyDate === null ? {} : { studyDate: exam.studyDate }),
    ...(exam.studyDescription === null ? {} : { studyDescription: exam.studyDescription }),
    ...(site === null ? {} : { siteName: site.name }),
    ...existing.get(examId)?.properties,
  };
  const assets: NewAsset[] = [
    { ...base, id: projectAsset, level: 'PROJECT', label: projectName, properties: {}, parentIds: [] },
    {
      ...base,
      id: subject,
      level: 'SUBJECT',
      label: exam.researchId,
      properties: { researchId: exam.researchId },
      parentIds: [projectAsset],
    },
    {
      ...base,
      id: examId,
      level: 'EXAM',
      label: examLabel({ studyDescription: exam.studyDescription, studyDate: exam.studyDate }),
      properties: examProperties,
      parentIds: [subjectId],
    },
  ];
  const activities: ProvActivity[] = [];
  const knownSeries = new Set(registered.values());

  for (const [uid, ofSeries] of Map.groupBy(images, (image) => image.seriesInstanceUID)) {
    const seriesId = assetIds.series(projectId, uid);
    const isNew = (image: HeldImage) => !registered.has(image.sopInstanceUID);
    // What is released of the series: images that another pool has brought before were generated then.
    const fresh = ofSeries.filter((image) => isNew(image) || updated.has(image.sopInstanceUID));
    const before = [...registered.values()].filter((series) => series === uid).length;
    const properties = {
      ...ofSeries[0]?.series,
      ...existing.get(seriesId)?.properties,
      imageCount: before + ofSeries.filter(isNew).length,
    };
    assets.push({
      ...base,
      id: seriesId,
      level: 'SERIES',
      label: seriesLabel(properties),
      properties,
      parentIds: [examId],
    });
    for (const image of ofSeries) {
      assets.push({
        ...base,
        id: assetIds.image(projectId, image.sopInstanceUID),
        level: 'IMAGE',
        label: labelOf(['Image', image.image['instanceNumber']], 'Image'),
        properties: image.image,
        content: { sha256: image.sha256, sizeBytes: image.sizeBytes, mediaType: 'application/dicom' },
        parentIds: [seriesId],
      });
    }
    if (fresh.length === 0) continue;
    const received = receivedSeries(input, uid, fresh, examId, createdBy);
    assets.push(received);
    activities.push(activityOf(input, uid, fresh, received.id, knownSeries.has(uid) ? null : seriesId));
  }
  return { examId, assets, activities };
}

/** What stands for the identified files in provenance: their number and keyed digests, and the way they came. */
function receivedSeries(
  input: ReleaseInput,
  uid: string,
  images: readonly HeldImage[],
  examId: string,
  createdBy: string,
): NewAsset {
  const { exam, pool, site, ingestionIds } = input;
  return {
    id: nameId('received-series', exam.id, uid),
    projectId: exam.projectId,
    level: 'DERIVED',
    kind: 'received-series',
    label: `${String(images.length)} files as received`,
    properties: {
      imageCount: images.length,
      pool: pool.name,
      ...(site === null ? {} : { siteName: site.name }),
      ingestions: ingestionIds,
      digests: images.map((image) => image.originalDigest).toSorted(),
    },
    content: null,
    createdBy,
    parentIds: [examId],
  };
}

function activityOf(
  { exam, pool, site, softwareVersion, redactions: all, updated, profilesReplaced }: ReleaseInput,
  uid: string,
  images: readonly HeldImage[],
  receivedId: string,
  newSeriesId: string | null,
): ProvActivity {
  const times = images.map((image) => image.deidentifiedAt.getTime());
  const profiles = [...new Set(images.map((image) => image.profile ?? pool.profile))].sort().join(', ');
  const agents: { agent: ProvAgent; role: string }[] = [
    { agent: softwareAgent('PESSCARA', softwareVersion), role: 'software' },
  ];
  if (exam.reviewedBy !== null && exam.reviewedById !== null)
    agents.push({ agent: personAgent(exam.reviewedById, exam.reviewedBy), role: 'reviewer' });
  const files = new Set(images.map(({ fileId }) => fileId));
  const replaced = images.filter(({ sopInstanceUID }) => updated.has(sopInstanceUID));
  const redactions = all.filter(({ fileIds }) => fileIds.some((id) => files.has(id)));
  for (const [id, name] of new Map(redactions.map(({ redactedById, redactedBy }) => [redactedById, redactedBy])))
    agents.push({ agent: personAgent(id, name), role: 'redactor' });
  if (site !== null) agents.push({ agent: organizationAgent(site.id, site.name), role: 'site' });
  return {
    id: nameId('deidentify', exam.id, uid),
    projectId: exam.projectId,
    method: 'pesscara/deidentify',
    // Several where the pool got another one while the exam was arriving.
    methodVersion: profiles,
    parameters: {
      profile: profiles,
      ...(redactions.length === 0 ? {} : { redactions: redactions.map(shown) }),
      ...(replaced.length === 0
        ? {}
        : { replacedImages: replaced.length, replacedProfile: profilesReplaced.join(', ') }),
    },
    reuseKey: null,
    startedAt: new Date(Math.min(...times)),
    endedAt: new Date(Math.max(...times)),
    runId: null,
    used: [{ assetId: receivedId, role: 'input' }],
    generated: [
      ...(newSeriesId === null ? [] : [{ assetId: newSeriesId, role: 'series' }]),
      ...images.map((image) => ({ assetId: assetIds.image(exam.projectId, image.sopInstanceUID), role: 'image' })),
    ],
    agents,
    ...recordedByHub('intake'),
  };
}

function shown({ redactedBy, redactedAt, regions, frames, fileIds }: RecordedRedaction): JsonObject {
  const areas = regions.map((region) => ({ ...region }));
  return { by: redactedBy, at: redactedAt.toISOString(), regions: areas, frames, imageCount: fileIds.length };
}

export function examLabel({ studyDescription, studyDate }: JsonObject): string {
  return labelOf([studyDescription ?? 'Exam', studyDate], 'Exam');
}

export function seriesLabel(properties: JsonObject): string {
  return labelOf([properties['modality'], properties['seriesNumber'], properties['seriesDescription']], 'Series');
}

/** The texts and numbers among the parts. */
function labelOf(parts: readonly (Json | undefined)[], otherwise: string): string {
  return parts.filter((part) => typeof part === 'string' || typeof part === 'number').join(' ') || otherwise;
}
