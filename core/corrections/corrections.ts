import { putAssets } from '../assets/put-assets.ts';
import type { Asset } from '../assets/asset.ts';
import { requireLiving } from '../assets/living.ts';
import { badInput, HubError } from '../errors.ts';
import { isId, newId } from '../ids.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import { carryBack, carryOut } from './carry-out.ts';
import { createCorrectionQueries, type CorrectionQueries } from './correction-queries.ts';
import type { Correction, CorrectionMove } from './correction.ts';
import type { CorrectionPorts } from './ports.ts';

export interface MergeSubjectsInput {
  readonly fromId: string;
  readonly intoId: string;
  readonly reason: string;
}

export interface SplitSubjectInput {
  readonly subjectId: string;
  readonly examIds: readonly string[];
  readonly reason: string;
}

export interface MoveExamInput {
  readonly examId: string;
  readonly fromId: string;
  readonly toId: string;
  readonly reason: string;
}

export interface Corrections extends CorrectionQueries {
  /**
   * All that `fromId` has becomes `intoId`'s, also what still arrives for it: an emergency's identity, and later the true one.
   * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT, WITHDRAWN, CONFLICT for a subject that is merged already
   */
  mergeSubjects(actor: Actor, input: MergeSubjectsInput): Promise<Correction>;
  /** Some exams of a subject become those of a new one: two people came under one identity. @throws as above */
  splitSubject(actor: Actor, input: SplitSubjectInput): Promise<Correction>;
  /** One of the subjects of an exam is another one. @throws as above */
  moveExam(actor: Actor, input: MoveExamInput): Promise<Correction>;
  /** All that the correction moved goes back. @throws NOT_FOUND, FORBIDDEN, CONFLICT where a later one must go back first */
  reverseCorrection(actor: Actor, input: { readonly id: string; readonly reason: string }): Promise<Correction>;
  /** For those who register what arrives. */
  readonly arrivals: Arrivals;
}

/** Where data goes that arrives for a subject which has become another. In the transaction that registers it. */
export interface Arrivals {
  /** The subject whose it is, and the merges that say so, in their order; the subject itself and none where it is its own. */
  survivorOf(subjectId: string): Promise<{ readonly subjectId: string; readonly mergeIds: readonly string[] }>;
  /** An exam came for one subject, and was registered for its survivor: what goes back with the merge. */
  note(examId: string, subjectId: string, survivor: { readonly mergeIds: readonly string[] }): Promise<void>;
}

export function createCorrections(ports: CorrectionPorts): Corrections {
  const { graph, corrections, transactor } = ports;

  /** The assets, each of that level, readable and in one project in which the actor may correct. */
  const assetsOf = async (actor: Actor, level: Asset['level'], fields: Readonly<Record<string, string>>) => {
    const found = await graph.getAssets(Object.values(fields));
    const assets = Object.entries(fields).map(([field, id]) => {
      const asset = found.get(id);
      if (!asset || !may(actor, 'asset.read', asset.projectId))
        throw new HubError('NOT_FOUND', `${field}: no asset that you may see`, { field });
      if (asset.level !== level) throw badInput(field, `an asset of level ${level}`, asset.level);
      return asset;
    });
    const projectId = assets[0]?.projectId ?? '';
    authorize(actor, 'subject.correct', projectId);
    const strange = Object.entries(fields).find((_, n) => assets[n]?.projectId !== projectId);
    if (strange) throw badInput(strange[0], 'an asset of the same project', strange[1]);
    for (const [n, field] of Object.keys(fields).entries()) if (assets[n]) requireLiving(field, assets[n]);
    return assets;
  };
  const pairOf = async (
    actor: Actor,
    fields: Readonly<Record<'from' | 'to', readonly [field: string, id: string]>>,
  ) => {
    const { from, to } = fields;
    if (from[1] === to[1]) throw badInput(to[0], 'another subject', to[1]);
    const [first, second] = await assetsOf(actor, 'SUBJECT', Object.fromEntries([from, to]));
    if (!first || !second) throw new Error('two subjects were asked for');
    return [first, second] as const;
  };

  /** How each asset changes its parents when the one subject takes the other's place. */
  const movesFor = async (assets: readonly Asset[], from: string, to: string): Promise<CorrectionMove[]> => {
    const ids = assets.map(({ id }) => id);
    await ports.moves.hold(ids);
    const parents = await graph.parentsOf(ids);
    return assets.map(({ id }) => {
      const fromParents = (parents.get(id) ?? []).map((parent) => parent.id).toSorted();
      const toParents = [...new Set(fromParents.map((parent) => (parent === from ? to : parent)))].toSorted();
      return { assetId: id, fromParents, toParents };
    });
  };
  const partsOf = async (subjectId: string): Promise<readonly Asset[]> => {
    const exams = await graph.childrenOf([subjectId], 'EXAM');
    const derived = await graph.childrenOf([subjectId], 'DERIVED');
    return [...(exams.get(subjectId) ?? []), ...(derived.get(subjectId) ?? [])];
  };
  /** The exams, and what belongs to the subject through them alone: values of an exam that were written to its subject as well. */
  const withOwn = async (exams: readonly Asset[], parts: readonly Asset[]): Promise<readonly Asset[]> => {
    const derived = parts.filter(({ level }) => level === 'DERIVED');
    const moving = new Set(exams.map(({ id }) => id));
    const of = await graph.parentsOf(
      derived.map(({ id }) => id),
      'EXAM',
    );
    const own = derived.filter(({ id }) => {
      const examsOf = of.get(id) ?? [];
      return examsOf.length > 0 && examsOf.every((exam) => moving.has(exam.id));
    });
    return [...exams, ...own];
  };
  const refuseMerged = async (subjects: Readonly<Record<string, string>>) => {
    const merges = await corrections.mergesOf(Object.values(subjects));
    for (const [field, id] of Object.entries(subjects)) {
      const merge = merges.get(id);
      if (merge) {
        const message = `${field}: this subject was merged into another: reverse that first, or name the other`;
        throw new HubError('CONFLICT', message, { field, correctionId: merge.id, subjectId: merge.toId });
      }
    }
  };

  return {
    ...createCorrectionQueries(ports),
    mergeSubjects: async (actor, { fromId, intoId, reason }) => {
      requireSignedIn(actor);
      const why = reasonOf(reason);
      return transactor.transact(async () => {
        const [from, to] = await pairOf(actor, { from: ['input.fromId', fromId], to: ['input.intoId', intoId] });
        await corrections.lockSubjects([fromId, intoId]);
        await refuseMerged({ 'input.fromId': fromId, 'input.intoId': intoId });
        const moved = await movesFor(await partsOf(fromId), fromId, intoId);
        return carryOut(ports, { actor, kind: 'MERGE', from, to, moved, reason: why });
      });
    },
    splitSubject: async (actor, { subjectId, examIds, reason }) => {
      requireSignedIn(actor);
      const why = reasonOf(reason);
      if (examIds.length === 0) throw badInput('input.examIds', 'at least one exam of the subject', 'none');
      return transactor.transact(async () => {
        const [from] = await assetsOf(actor, 'SUBJECT', { 'input.subjectId': subjectId });
        if (!from) throw new Error('a subject was asked for');
        await corrections.lockSubjects([subjectId]);
        const parts = await partsOf(subjectId);
        const own = new Map(parts.map((part) => [part.id, part]));
        const exams = [...new Set(examIds)].map((id, n) => {
          const exam = own.get(id);
          if (exam?.level !== 'EXAM') throw badInput(`input.examIds[${String(n)}]`, 'an exam of the subject', id);
          return exam;
        });
        const id = newId();
        const moved = await movesFor(await withOwn(exams, parts), subjectId, id);
        const projectAsset = (await graph.parentsOf([subjectId], 'PROJECT')).get(subjectId) ?? [];
        // An identifier that nobody came under: who arrives as the first subject later is that one still.
        const researchId = `R-${id.replaceAll('-', '').slice(-10).toUpperCase()}`;
        await putAssets(graph, [
          {
            ...{ id, projectId: from.projectId, level: 'SUBJECT', kind: null, label: researchId, content: null },
            ...{ properties: { researchId, splitFrom: from.label }, createdBy: actorName(actor) },
            parentIds: projectAsset.map((project) => project.id),
          },
        ]);
        return carryOut(ports, { actor, kind: 'SPLIT', from, to: { id }, moved, reason: why });
      });
    },
    moveExam: async (actor, { examId, fromId, toId, reason }) => {
      requireSignedIn(actor);
      const why = reasonOf(reason);
      return transactor.transact(async () => {
        const [from, to] = await pairOf(actor, { from: ['input.fromId', fromId], to: ['input.toId', toId] });
        await corrections.lockSubjects([fromId, toId]);
        await refuseMerged({ 'input.toId': toId });
        const parts = await partsOf(fromId);
        const exam = parts.find(({ id, level }) => id === examId && level === 'EXAM');
        if (!exam) throw badInput('input.examId', 'an exam of the subject fromId', examId);
        const moved = await movesFor(await withOwn([exam], parts), fromId, toId);
        return carryOut(ports, { actor, kind: 'MOVE', from, to, moved, reason: why });
      });
    },
    reverseCorrection: async (actor, { id, reason }) => {
      requireSignedIn(actor);
      const why = reasonOf(reason);
      return transactor.transact(async () => {
        const known = isId(id) ? (await corrections.get([id])).get(id) : undefined;
        if (!known || !may(actor, 'asset.read', known.projectId))
          throw new HubError('NOT_FOUND', 'input.id: no correction that you may see', { field: 'input.id' });
        authorize(actor, 'subject.correct', known.projectId);
        await corrections.lockSubjects([known.fromId, known.toId]);
        const correction = (await corrections.get([id])).get(id) ?? known;
        if (correction.reversal)
          throw new HubError('CONFLICT', 'input.id: this correction was reversed already', { field: 'input.id' });
        const [later] = await corrections.laterThan(id);
        if (later !== undefined) {
          const message = `input.id: what this correction moved was moved again: reverse ${later} first`;
          throw new HubError('CONFLICT', message, { field: 'input.id', correctionId: later });
        }
        const moves = (await corrections.movesOf([id])).get(id) ?? [];
        return carryBack(ports, actor, correction, moves, why);
      });
    },
    arrivals: {
      survivorOf: async (subjectId) => {
        const mergeIds: string[] = [];
        for (let at = subjectId; ;) {
          await corrections.lockSubjects([at]);
          const merge = (await corrections.mergesOf([at])).get(at);
          if (!merge) return { subjectId: at, mergeIds };
          mergeIds.push(merge.id);
          at = merge.toId;
        }
      },
      note: async (examId, subjectId, { mergeIds }) => {
        const merges = await corrections.get(mergeIds);
        let at = subjectId;
        for (const id of mergeIds) {
          const to = merges.get(id)?.toId ?? at;
          await corrections.addMove(id, { assetId: examId, fromParents: [at], toParents: [to] });
          at = to;
        }
      },
    },
  };
}

function reasonOf(reason: string): string {
  const text = reason.trim();
  if (text === '' || text.length > 1000) throw badInput('input.reason', 'why, in 1 to 1000 characters', reason);
  return text;
}
