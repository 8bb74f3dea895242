import type { Asset } from '../assets/asset.ts';
import { assetChanges, changed, created } from '../assets/asset-changes.ts';
import { changeTags } from '../assets/change-tags.ts';
import { putAssets } from '../assets/put-assets.ts';
import { builtInDefinition } from '../assets/tag-definition.ts';
import { newId, nameId } from '../ids.ts';
import { canonicalJson, type Json } from '../json.ts';
import type { ExamCompletion, ProtocolReport, ReportCause } from '../ports/protocol-store.ts';
import { personAgent, softwareAgent } from '../provenance/agents.ts';
import { recordedInHub } from '../provenance/recorded.ts';
import { lookAtExam, type LookedAt } from './look-at-exam.ts';
import type { ProtocolPorts } from './ports.ts';
import { protocolTag, type ProtocolState } from './protocol.ts';
import { protocolJobs } from './protocol-jobs.ts';
import { faultDigest, faultsOf, stateOf, type AcceptedFinding } from './report.ts';
import { completionKey } from './completion-event.ts';

/** Why an exam is looked at. */
export interface CheckCause {
  readonly cause: ReportCause;
  /** A username, or `service:protocol`. */
  readonly by: string;
  /** Null for the hub itself. */
  readonly byId: string | null;
}

/** What a person's asking and the hub's own jobs say of themselves. */
export const ownCause = (cause: ReportCause): CheckCause => ({ cause, by: 'service:protocol', byId: null });

/** What a check came to. */
export interface Checked {
  readonly report: ProtocolReport;
  readonly siblings: readonly string[];
}

/**
 * Checks an exam by the newest protocol of its project. Where that differs from its last report there is a new one, with its tag,
 * provenance and what follows from it. Call it in a transaction. Null: the project has no protocol, or there is no such exam any more.
 */
export async function checkOne(ports: ProtocolPorts, examId: string, why: CheckCause): Promise<Checked | null> {
  const { protocols, graph } = ports;
  await protocols.lockExam(examId);
  const exam = (await graph.getAssets([examId])).get(examId);
  if (exam?.level !== 'EXAM' || exam.withdrawn) return null;
  const version = await protocols.findProtocol(exam.projectId, null);
  if (!version) return null;
  const looked = await lookAtExam(ports, exam, version);
  const accepted = await acceptedOf(ports, exam.id, looked);
  const state = stateOf(looked.rules, new Set(accepted.map(({ rule }) => rule)));
  const before = (await protocols.newestReports([exam.id])).get(exam.id);
  const completion = (await protocols.completionsOf([exam.id])).get(exam.id) ?? null;
  const report: Omit<ProtocolReport, 'sequence' | 'madeAt'> = {
    id: newId(),
    projectId: exam.projectId,
    examId: exam.id,
    poolId: completion?.poolId ?? null,
    protocolVersion: version.version,
    state,
    timePoint: looked.timePoint,
    day: looked.day,
    rules: looked.rules,
    accepted,
    extra: looked.extra,
    seriesIds: looked.series,
    cause: why.cause,
    causedBy: why.by,
  };
  const isNew = !before || content(before) !== content(report);
  const newest = isNew ? await protocols.addReport(report) : before;
  const seen = await sayOnExam(ports, exam, state, newest, why);
  if (isNew) await follow(ports, exam, newest, before, looked, completion, why, seen);
  return { report: newest, siblings: looked.siblings };
}

/** What makes a report another one. */
function content(report: Omit<ProtocolReport, 'sequence' | 'madeAt'>): string {
  const { poolId, protocolVersion, state, timePoint, day, rules, accepted, extra, seriesIds } = report;
  const said = { poolId, protocolVersion, state, timePoint, day, rules, accepted, extra, seriesIds };
  return canonicalJson(said as unknown as Json);
}

/** Faults that a person has accepted just as they are. */
async function acceptedOf(ports: ProtocolPorts, examId: string, looked: LookedAt): Promise<readonly AcceptedFinding[]> {
  const faults = faultsOf(looked.rules);
  if (faults.length === 0) return [];
  const known = await ports.protocols.acceptancesOf(examId);
  return faults.flatMap((fault): AcceptedFinding[] => {
    const digest = faultDigest(fault);
    const one = known.find((each) => each.rule === fault.rule && each.digest === digest);
    if (!one) return [];
    return [
      { rule: one.rule, acceptedBy: one.acceptedBy, acceptedAt: one.acceptedAt.toISOString(), reason: one.reason },
    ];
  });
}

/** Sets the tag on the exam, unless it says so already; answers whether it changed. */
async function sayOnExam(
  ports: ProtocolPorts,
  exam: Asset,
  state: ProtocolState,
  report: ProtocolReport,
  why: CheckCause,
): Promise<boolean> {
  const definition = builtInDefinition('EXAM', protocolTag);
  if (!definition) throw new Error('the tag of the protocol check has no definition');
  const at = new Date();
  const reason = `protocol version ${String(report.protocolVersion)}, report ${report.id}`;
  const changing = await changeTags(ports, [exam], at, (tags) => {
    const same = tags.named(protocolTag).some(({ value }) => value === state);
    if (!same) tags.set(definition, state, { setBy: 'service:protocol', reason, at });
  });
  const isChanged = changing.some((tags) => tags.changes().length > 0);
  if (isChanged) await assetChanges.append(ports.feed, exam.projectId, why.by, [changed(exam, 'TAGGED')]);
  return isChanged;
}

/** What a new report brings about: its asset and provenance, messages, workflows, and an entry in the audit trail. */
async function follow(
  ports: ProtocolPorts,
  exam: Asset,
  report: ProtocolReport,
  before: ProtocolReport | undefined,
  looked: LookedAt,
  completion: ExamCompletion | null,
  why: CheckCause,
  tagChanged: boolean,
): Promise<void> {
  const asset = {
    id: nameId('protocol-report', report.id),
    projectId: exam.projectId,
    level: 'DERIVED',
    kind: 'protocol-report',
    label: `protocol: ${report.state}`,
    properties: { reportId: report.id, state: report.state, protocolVersion: report.protocolVersion },
    content: null,
    createdBy: why.by,
    parentIds: [exam.id],
  } as const;
  await putAssets(ports.graph, [asset]);
  await ports.graph.recordActivity({
    id: nameId('protocol-check', report.id),
    projectId: exam.projectId,
    method: 'pesscara/protocol-check',
    methodVersion: ports.softwareVersion,
    parameters: { protocolVersion: report.protocolVersion, protocol: looked.protocol.name },
    reuseKey: null,
    startedAt: report.madeAt,
    endedAt: report.madeAt,
    runId: null,
    used: [{ assetId: exam.id, role: 'exam' }, ...report.seriesIds.map((assetId) => ({ assetId, role: 'series' }))],
    generated: [{ assetId: asset.id, role: 'report' }],
    agents: [
      { agent: softwareAgent('PESSCARA', ports.softwareVersion), role: 'software' },
      ...(why.byId === null ? [] : [{ agent: personAgent(why.byId, why.by), role: 'person' }]),
    ],
    ...recordedInHub(why.by),
  });
  const jobs = [];
  if (completion && why.cause !== 'COMPLETED') {
    jobs.push(stateEvent(completion, report), tellJob(report, completion, looked.protocol.notifyAfterMinutes));
  }
  if (jobs.length > 0) await ports.jobs.enqueue(jobs);
  await assetChanges.append(ports.feed, exam.projectId, why.by, created([asset]));
  await ports.audit.append({
    actor: why.by,
    action: 'protocol.checked',
    target: `asset:${exam.id}`,
    projectId: exam.projectId,
    reason: null,
    oldValue: before ? { state: before.state, reportId: before.id } : null,
    newValue: {
      state: report.state,
      reportId: report.id,
      protocolVersion: report.protocolVersion,
      cause: report.cause,
      tagChanged,
    },
  });
}

/** The job that tells the centre, once the state has lasted as long as the protocol says. */
export function tellJob({ id }: ProtocolReport, { imageSet }: ExamCompletion, minutes: number) {
  return protocolJobs.tell(id, imageSet, new Date(Date.now() + minutes * 60_000));
}

/** Tells workflows that wait for a state of the protocol. */
function stateEvent({ examId, projectId, imageSet }: ExamCompletion, { id, state }: ProtocolReport) {
  const completion = completionKey(examId, imageSet);
  const payload = { event: 'EXAM_COMPLETED', projectId, examId, completion, protocol: state, isStateAlone: true };
  return { queue: 'advance', key: `${completion}:${id}`, payload } as const;
}
