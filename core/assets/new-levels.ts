import { isoDate } from '../dicom/dates.ts';
import { badInput, HubError, notFound } from '../errors.ts';
import type { JsonObject } from '../json.ts';
import { isResearchId } from '../mapping/research-id.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AssetMoves } from '../ports/asset-moves.ts';
import { assetChanges, changed } from './asset-changes.ts';
import { assetIds } from './asset-ids.ts';
import type { Asset, NewAsset } from './asset.ts';
import { requireUidRight, type GivenUidPorts } from './given-uid.ts';
import { requireLevel, requireParentLevel } from './levels.ts';
import { requireLiving } from './living.ts';
import { makeLevelAsset, optionalText, uidFor } from './make-level-asset.ts';
import { checkedLabel, checkedProperties, namedAssets } from './new-asset-input.ts';
import type { NewAssetPorts } from './new-derived.ts';
import { putAssets } from './put-assets.ts';

/** What all of these inputs have; null and absent both mean none. */
interface Described {
  readonly label?: string | null | undefined;
  readonly properties?: JsonObject | null | undefined;
}

export interface CreateSubjectInput extends Described {
  readonly projectId: string;
  readonly researchId: string;
}

export interface CreateExamInput extends Described {
  readonly subjectIds: readonly string[];
  readonly studyInstanceUID?: string | null | undefined;
  /** YYYY-MM-DD. */
  readonly studyDate?: string | null | undefined;
  readonly studyDescription?: string | null | undefined;
  readonly clientKey?: string | null | undefined;
}

export interface CreateSeriesInput extends Described {
  readonly examId: string;
  readonly seriesInstanceUID?: string | null | undefined;
  readonly modality?: string | null | undefined;
  readonly seriesNumber?: number | null | undefined;
  readonly seriesDescription?: string | null | undefined;
  readonly clientKey?: string | null | undefined;
}

export interface AddSubjectToExamInput {
  readonly examId: string;
  readonly subjectId: string;
  readonly reason: string;
}

/**
 * Assets of the levels below a project, made by a person. What has a natural key (research identifier, UID) and is there already is
 * answered as it is. All throw NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, WITHDRAWN and WRONG_PARENT_LEVEL naming the field.
 */
export interface LevelAssets {
  createSubject(actor: Actor, input: CreateSubjectInput): Promise<Asset>;
  /** Of one subject or several (a mother and her foetus, twins). @throws CONFLICT when the study is there with other subjects */
  createExam(actor: Actor, input: CreateExamInput): Promise<Asset>;
  /** @throws CONFLICT when the series is there in another exam */
  createSeries(actor: Actor, input: CreateSeriesInput): Promise<Asset>;
  /** One more subject of an exam; one that it has already changes nothing. */
  addSubjectToExam(actor: Actor, input: AddSubjectToExamInput): Promise<Asset>;
}

export interface LevelPorts extends NewAssetPorts, GivenUidPorts {
  readonly moves: AssetMoves;
  /** Null for a project that is not there. */
  readonly projectName: (projectId: string) => Promise<string | null>;
}

const mostSubjects = 16;

export function createLevelAssets(ports: LevelPorts): LevelAssets {
  const { graph, moves, audit, feed, transactor } = ports;

  const make = async (asset: NewAsset, field: string): Promise<Asset> =>
    (await makeLevelAsset(ports, asset, field)).asset;

  return {
    createSubject: async (actor, input) => {
      const { projectId, researchId } = input;
      authorize(actor, 'asset.write', projectId);
      if (!isResearchId(researchId))
        throw badInput('input.researchId', "1 to 64 letters, digits, '.', '_' or '-'", 'something else');
      const projectName = await ports.projectName(projectId);
      if (projectName === null) throw notFound('project');
      const base = { projectId, kind: null, content: null, createdBy: actorName(actor) } as const;
      const project = assetIds.project(projectId);
      const subject: NewAsset = {
        ...base,
        id: assetIds.subject(projectId, researchId),
        level: 'SUBJECT',
        label: checkedLabel(input.label) ?? researchId,
        properties: { ...checkedProperties(input.properties), researchId },
        parentIds: [project],
      };
      return transactor.transact(async () => {
        await putAssets(graph, [
          { ...base, id: project, level: 'PROJECT', label: projectName, properties: {}, parentIds: [] },
        ]);
        return make(subject, 'input.researchId');
      });
    },

    createExam: async (actor, input) => {
      requireSignedIn(actor);
      const { subjectIds } = input;
      const field = 'input.subjectIds';
      if (subjectIds.length === 0 || subjectIds.length > mostSubjects)
        throw badInput(field, `1 to ${String(mostSubjects)} subjects`, subjectIds.length);
      const subjects = await namedAssets(graph, actor, field, subjectIds, null);
      const [first] = subjects;
      if (!first) throw notFound('asset');
      const { projectId } = first;
      if (subjects.some((subject) => subject.projectId !== projectId))
        throw badInput(field, 'subjects of one project', 'subjects of several');
      authorize(actor, 'asset.write', projectId);
      for (const subject of subjects) requireParentLevel(field, 'EXAM', subject);
      const uid = uidFor('input.studyInstanceUID', input.studyInstanceUID, 'client-exam', projectId, actor, input);
      const studyDate = checkedDate(input.studyDate);
      const studyDescription = optionalText('input.studyDescription', input.studyDescription);
      const exam: NewAsset = {
        id: assetIds.exam(projectId, uid),
        projectId,
        level: 'EXAM',
        kind: null,
        label: checkedLabel(input.label) ?? [studyDescription ?? 'Exam', studyDate].filter(Boolean).join(' '),
        properties: {
          ...checkedProperties(input.properties),
          studyInstanceUID: uid,
          ...(studyDate === null ? {} : { studyDate }),
          ...(studyDescription === null ? {} : { studyDescription }),
        },
        content: null,
        createdBy: actorName(actor),
        parentIds: subjects.map((subject) => subject.id),
      };
      await requireUidRight(ports, actor, 'input.studyInstanceUID', input.studyInstanceUID, exam);
      return make(exam, 'input.studyInstanceUID');
    },

    createSeries: async (actor, input) => {
      requireSignedIn(actor);
      const [exam] = await namedAssets(graph, actor, 'input.examId', [input.examId], null);
      if (!exam) throw notFound('asset');
      const { projectId } = exam;
      authorize(actor, 'asset.write', projectId);
      requireParentLevel('input.examId', 'SERIES', exam);
      const uid = uidFor('input.seriesInstanceUID', input.seriesInstanceUID, 'client-series', projectId, actor, input);
      const seriesNumber = input.seriesNumber ?? null;
      const modality = input.modality ?? null;
      // PS3.3 §C.7.3.1.1.1: defined terms are such codes.
      if (modality !== null && !/^[A-Z0-9_]{1,16}$/.test(modality))
        throw badInput('input.modality', 'a modality code such as MR', modality);
      const seriesDescription = optionalText('input.seriesDescription', input.seriesDescription);
      const series: NewAsset = {
        id: assetIds.series(projectId, uid),
        projectId,
        level: 'SERIES',
        kind: null,
        label:
          checkedLabel(input.label) ??
          ([modality, seriesNumber, seriesDescription].filter((part) => part !== null).join(' ') || 'Series'),
        properties: {
          ...checkedProperties(input.properties),
          seriesInstanceUID: uid,
          ...(modality === null ? {} : { modality }),
          ...(seriesNumber === null ? {} : { seriesNumber }),
          ...(seriesDescription === null ? {} : { seriesDescription }),
          imageCount: 0,
        },
        content: null,
        createdBy: actorName(actor),
        parentIds: [exam.id],
      };
      await requireUidRight(ports, actor, 'input.seriesInstanceUID', input.seriesInstanceUID, series);
      return make(series, 'input.seriesInstanceUID');
    },

    addSubjectToExam: async (actor, { examId, subjectId, reason: given }) => {
      requireSignedIn(actor);
      const reason = optionalText('input.reason', given);
      if (reason === null) throw badInput('input.reason', 'why the exam is of this subject too', 'none');
      return transactor.transact(async () => {
        const exam = (await graph.getAssets([examId])).get(examId);
        if (!exam || !may(actor, 'asset.read', exam.projectId))
          throw new HubError('NOT_FOUND', notFound('asset').message, { field: 'input.examId' });
        authorize(actor, 'asset.write', exam.projectId);
        requireLevel('input.examId', 'to add a subject to', ['EXAM'], exam);
        requireLiving('input.examId', exam);
        const [subject] = await namedAssets(graph, actor, 'input.subjectId', [subjectId], exam.projectId);
        if (!subject) throw notFound('asset');
        requireParentLevel('input.subjectId', 'EXAM', subject);
        await moves.hold([exam.id]);
        const parents = ((await graph.parentsOf([exam.id])).get(exam.id) ?? []).map(({ id }) => id);
        if (parents.includes(subject.id)) return exam;
        await moves.setParents([{ id: exam.id, parentIds: [...parents, subject.id] }]);
        const by = actorName(actor);
        await assetChanges.append(feed, exam.projectId, by, [changed(exam, 'RELATED')]);
        await audit.append({
          actor: by,
          action: 'exam.subject-added',
          target: `asset:${exam.id}`,
          projectId: exam.projectId,
          reason,
          oldValue: { subjectIds: parents },
          newValue: { subjectIds: [...parents, subject.id] },
        });
        return exam;
      });
    },
  };
}

function checkedDate(date: string | null | undefined): string | null {
  if (date === null || date === undefined) return null;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || isoDate(date.replaceAll('-', '')) === null)
    throw badInput('input.studyDate', 'a day as YYYY-MM-DD', date);
  return date;
}
