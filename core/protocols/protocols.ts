import { TagCatalogue } from '../assets/tag-catalogue.ts';
import { requireLiving } from '../assets/living.ts';
import { badInput, HubError, notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { canonicalJson, type JsonObject } from '../json.ts';
import { numberedPageOf } from '../page.ts';
import { actorName, authorize, may, requireSignedIn, type Actor, type ProjectAction } from '../policy/policy.ts';
import type { Page } from '../ports/asset-graph.ts';
import type { PoolSummary, ProtocolReport, ProtocolVersion } from '../ports/protocol-store.ts';
import { checkOne } from './check.ts';
import { createContacts } from './contacts.ts';
import type { ProtocolPorts } from './ports.ts';
import { protocolTag, type ProtocolState } from './protocol.ts';
import { protocolJobs } from './protocol-jobs.ts';
import { readProtocol, tagNamesOf } from './read-protocol.ts';
import { faultDigest, faultsOf } from './report.ts';
import { createCheckJobs } from './run-jobs.ts';
import { createMessageJobs } from './tell.ts';

export interface AcceptDeviation {
  readonly examId: string;
  /** Null or absent: all that the exam's newest report complains of. */
  readonly rules?: readonly string[] | null | undefined;
  readonly reason: string;
}

const maxReasonLength = 1000;

/** Protocols of projects: what the exams must have, and how they stand. */
export function createProtocols(ports: ProtocolPorts) {
  const { protocols, graph, tags, reader, audit, transactor, jobs } = ports;

  /** An exam that is there and that the actor may see. @throws NOT_FOUND, FORBIDDEN, WITHDRAWN */
  async function examFor(actor: Actor, action: ProjectAction, examId: string) {
    requireSignedIn(actor);
    const exam = isId(examId) ? (await graph.getAssets([examId])).get(examId) : undefined;
    if (exam?.level !== 'EXAM' || !may(actor, 'asset.read', exam.projectId)) throw notFound('exam');
    authorize(actor, action, exam.projectId);
    requireLiving('input.examId', exam);
    return exam;
  }

  const causeOf = (actor: Actor, cause: 'PERSON' | 'ACCEPTED') => ({
    cause,
    by: actorName(actor),
    byId: actor.kind === 'user' ? actor.id : null,
  });

  return {
    ...createContacts(ports),
    ...createCheckJobs(ports),
    ...createMessageJobs(ports),

    /**
     * Gives the project this protocol: a new version unless it says what the newest says. Its exams are checked anew by jobs.
     * @throws NOT_FOUND, FORBIDDEN, BAD_USER_INPUT naming line and field, CONFLICT where the project has a tag `protocol` of its own
     */
    async setProtocol(actor: Actor, projectId: string, text: string) {
      authorize(actor, 'project.manage', projectId);
      if (text.includes('\0')) throw badInput('input.text', 'a text without NUL', 'a NUL');
      const read = reader.read(text, 'input.text');
      return transactor.transact(async () => {
        const catalogue = await TagCatalogue.open(tags, [projectId]);
        const own = catalogue.find(projectId, 'EXAM', protocolTag);
        if (own?.projectId !== null) {
          const message = `the project has a tag ${protocolTag} of its own on EXAM, which is where the check says its result`;
          throw new HubError('CONFLICT', message, { field: 'input.projectId' });
        }
        const definitionOf = (name: string) => catalogue.find(projectId, 'SERIES', name);
        const { protocol, warnings } = readProtocol(read.value, definitionOf, (path) => read.lineOf(path));
        await protocols.lockProtocol(projectId);
        const newest = await protocols.findProtocol(projectId, null);
        const document = read.value as JsonObject;
        if (newest && canonicalJson(newest.document) === canonicalJson(document)) return { version: newest, warnings };
        const createdBy = actorName(actor);
        const number = (newest?.version ?? 0) + 1;
        const tagNames = tagNamesOf(protocol);
        const version = await protocols.addProtocol({
          projectId,
          version: number,
          text,
          document,
          tagNames,
          createdBy,
        });
        await jobs.enqueue([protocolJobs.project(projectId, number, null)]);
        await audit.append({
          actor: createdBy,
          action: 'protocol.set',
          target: `protocol:${projectId}`,
          projectId,
          reason: null,
          oldValue: newest && { version: newest.version },
          newValue: { version: number, document },
        });
        return { version, warnings };
      });
    },

    /** That version, or the newest; null when there is none that the actor may see. */
    async protocolOf(actor: Actor, projectId: string, version: number | null): Promise<ProtocolVersion | null> {
      requireSignedIn(actor);
      if (!isId(projectId) || !may(actor, 'project.read', projectId)) return null;
      return protocols.findProtocol(projectId, version);
    },

    /** Newest first. @throws NOT_FOUND, BAD_USER_INPUT */
    async protocolVersions(actor: Actor, projectId: string, first: number, after: string | null) {
      authorize(actor, 'project.read', projectId);
      return protocols.versionsOf(projectId, numberedPageOf(first, after));
    },

    /** Checks an exam now. @throws NOT_FOUND (also without a protocol), FORBIDDEN, WITHDRAWN */
    async checkProtocol(actor: Actor, examId: string): Promise<ProtocolReport> {
      const exam = await examFor(actor, 'asset.write', examId);
      return transactor.transact(async () => {
        const checked = await checkOne(ports, exam.id, causeOf(actor, 'PERSON'));
        if (!checked) throw notFound('protocol of the project');
        return checked.report;
      });
    },

    /**
     * Accepts what an exam lacks, or how it deviates, as it is: it counts no more, until it is another.
     * @throws NOT_FOUND, FORBIDDEN, WITHDRAWN, BAD_USER_INPUT, CONFLICT when there is nothing of that to accept
     */
    async acceptDeviation(actor: Actor, { examId, rules, reason }: AcceptDeviation): Promise<ProtocolReport> {
      const exam = await examFor(actor, 'protocol.accept', examId);
      if (reason.trim() === '' || reason.length > maxReasonLength || reason.includes('\0'))
        throw badInput(
          'input.reason',
          `1 to ${String(maxReasonLength)} characters`,
          `${String(reason.length)} characters`,
        );
      return transactor.transact(async () => {
        const why = causeOf(actor, 'ACCEPTED');
        const now = await checkOne(ports, exam.id, why);
        if (!now) throw notFound('protocol of the project');
        const held = new Set(now.report.accepted.map(({ rule }) => rule));
        const faults = faultsOf(now.report.rules).filter(({ rule }) => !held.has(rule));
        const wanted = rules ? faults.filter(({ rule }) => rules.includes(rule)) : faults;
        const strange = rules?.find((rule) => !wanted.some((one) => one.rule === rule));
        if (strange !== undefined || wanted.length === 0) {
          const expected = faults.map(({ rule }) => rule).join(', ') || 'nothing';
          throw new HubError('CONFLICT', `input.rules: the exam's faults are: ${expected}`, {
            field: 'input.rules',
            expected,
          });
        }
        const by = { acceptedBy: why.by, acceptedAt: new Date(), reason };
        await protocols.putAcceptances(
          exam.id,
          wanted.map((fault) => ({ rule: fault.rule, digest: faultDigest(fault), ...by })),
        );
        const checked = await checkOne(ports, exam.id, why);
        if (!checked) throw notFound('protocol of the project');
        await audit.append({
          actor: why.by,
          action: 'protocol.deviation-accepted',
          target: `asset:${exam.id}`,
          projectId: exam.projectId,
          reason,
          oldValue: { state: now.report.state },
          newValue: { state: checked.report.state, rules: wanted.map(({ rule }) => rule) },
        });
        return checked.report;
      });
    },

    /** The newest report of each exam that the actor may see. */
    async reportsOfExams(actor: Actor, examIds: readonly string[]): Promise<ReadonlyMap<string, ProtocolReport>> {
      requireSignedIn(actor);
      const found = await protocols.newestReports(examIds.filter(isId));
      return new Map([...found].filter(([, { projectId }]) => may(actor, 'asset.read', projectId)));
    },

    /** Newest first, of each exam its newest; or those in that state. @throws NOT_FOUND, BAD_USER_INPUT */
    async protocolReports(
      actor: Actor,
      projectId: string,
      state: ProtocolState | null,
      first: number,
      after: string | null,
    ): Promise<Page<ProtocolReport>> {
      authorize(actor, 'asset.read', projectId);
      return protocols.reportsOf(projectId, state, numberedPageOf(first, after));
    },

    /** All reports of an exam, newest first. @throws NOT_FOUND, BAD_USER_INPUT */
    async protocolHistory(actor: Actor, examId: string, first: number, after: string | null) {
      requireSignedIn(actor);
      const exam = isId(examId) ? (await graph.getAssets([examId])).get(examId) : undefined;
      if (exam?.level !== 'EXAM' || !may(actor, 'asset.read', exam.projectId)) throw notFound('exam');
      return protocols.historyOf(exam.id, numberedPageOf(first, after));
    },

    /** How the exams of each pool stand. @throws NOT_FOUND */
    async protocolSummary(actor: Actor, projectId: string): Promise<readonly PoolSummary[]> {
      authorize(actor, 'asset.read', projectId);
      return protocols.summaryOf(projectId);
    },
  };
}

export type Protocols = ReturnType<typeof createProtocols>;
