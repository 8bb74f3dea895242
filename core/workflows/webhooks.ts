import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Asset } from '../assets/asset.ts';
import { badInput, HubError, notFound } from '../errors.ts';
import { isId, newId } from '../ids.ts';
import { sha256, type Json } from '../json.ts';
import { pageOf } from '../page.ts';
import { notPlainIn } from '../plain-json.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Page } from '../ports/asset-graph.ts';
import type { Webhook } from '../ports/trigger-store.ts';
import type { WorkflowPorts } from './ports.ts';
import { startableWorkflows } from './promoted.ts';
import type { Run, Workflow } from './run.ts';
import { startOnce } from './start-by-event.ts';
import { storedDefinition } from './validate-definition.ts';

/** How far the time of a call may be from now: a call that somebody wrote down is good for no longer. */
export const replayWindowMs = 300_000;

/** A webhook as it is made: only then its secret is told. */
export interface NewWebhook {
  readonly webhook: Webhook;
  readonly secret: string;
}

/** A call as it came. */
export interface WebhookCall {
  readonly id: string;
  /** Unix time in seconds, as the caller wrote it. */
  readonly timestamp: string;
  /** `sha256=` and the HMAC-SHA256 of `<timestamp>.<body>` in hexadecimal. */
  readonly signature: string;
  readonly body: Uint8Array;
}

/** Opens a door by which another system starts the workflow. @throws NOT_FOUND, FORBIDDEN, CONFLICT without a WEBHOOK trigger */
export async function createWebhook(
  ports: WorkflowPorts,
  actor: Actor,
  input: { readonly projectId: string; readonly workflow: string },
): Promise<NewWebhook> {
  authorize(actor, 'workflow.manage', input.projectId);
  const workflow = await newestOf(ports, input.projectId, input.workflow);
  if (!workflow) throw notFound('workflow of that name');
  if (!hasWebhook(workflow))
    throw new HubError('CONFLICT', 'the workflow has no trigger that says on: WEBHOOK', { field: 'input.workflow' });
  const id = newId();
  const createdBy = actorName(actor);
  const webhook = await ports.transactor.transact(async () => {
    await ports.triggers.createWebhook({ id, projectId: input.projectId, workflow: workflow.name, createdBy });
    await record(ports, actor, 'created', { id, projectId: input.projectId, workflow: workflow.name });
    return (await ports.triggers.webhooks([id])).get(id);
  });
  if (!webhook) throw new HubError('INTERNAL_SERVER_ERROR', `webhook ${id} is gone`);
  return { webhook, secret: (await secretOf(ports, id)).toString('base64url') };
}

/** The webhook, closed for good; closing it again is no error. @throws NOT_FOUND, FORBIDDEN */
export async function revokeWebhook(ports: WorkflowPorts, actor: Actor, id: string): Promise<Webhook> {
  requireSignedIn(actor);
  const webhook = (await ports.triggers.webhooks([id].filter(isId))).get(id);
  if (!webhook || !may(actor, 'workflow.read', webhook.projectId)) throw notFound('webhook');
  authorize(actor, 'workflow.manage', webhook.projectId);
  return ports.transactor.transact(async () => {
    if (webhook.revokedAt === null) {
      await ports.triggers.revokeWebhook(id, actorName(actor));
      await record(ports, actor, 'revoked', webhook);
    }
    return (await ports.triggers.webhooks([id])).get(id) ?? webhook;
  });
}

/** Webhooks of a project, in order of id. @throws NOT_FOUND, FORBIDDEN */
export async function listWebhooks(
  { triggers }: WorkflowPorts,
  actor: Actor,
  projectId: string,
  first: number,
  after: string | null,
): Promise<Page<Webhook>> {
  authorize(actor, 'workflow.manage', projectId);
  return triggers.webhooksOf(projectId, pageOf(first, after));
}

/**
 * The run that a call starts, or the one that the same call (time and body) started before.
 * @throws UNAUTHENTICATED for a webhook that is not there or closed, a wrong signature, or a time out of the window, all alike;
 * BAD_USER_INPUT, NOT_FOUND for the exam; CONFLICT when the workflow takes no calls any more; OUTSIDE_CONTEXT; QUOTA_EXCEEDED; NOT_PROMOTED in a trial
 */
export async function callWebhook(ports: WorkflowPorts, call: WebhookCall, now = new Date()): Promise<Run> {
  const webhook = (await ports.triggers.webhooks([call.id].filter(isId))).get(call.id);
  // Derived for any id, so that the time it takes doesn't tell which are there.
  const secret = await secretOf(ports, call.id);
  const isGood = isSigned(secret, call) && Math.abs(now.getTime() - Number(call.timestamp) * 1000) <= replayWindowMs;
  if (!webhook || webhook.revokedAt !== null || !isGood)
    throw new HubError('UNAUTHENTICATED', 'no such webhook, or its signature or time is not good');
  const workflow = await newestOf(ports, webhook.projectId, webhook.workflow);
  if (!workflow || !hasWebhook(workflow)) throw new HubError('CONFLICT', 'the workflow takes no calls any more');
  const exam = await examOf(ports, webhook.projectId, call.body);
  const key = `webhook:${webhook.id}:${sha256(Buffer.concat([Buffer.from(`${call.timestamp}.`), call.body]))}`;
  const run = await startOnce(ports, exam, workflow, {
    key,
    on: 'WEBHOOK',
    startedBy: 'event:WEBHOOK',
    ifFull: 'STOP',
  });
  if (run === 'OUTSIDE_CONTEXT') throw new HubError(run, 'no context permits this workflow on that exam');
  if (run === 'QUOTA_EXCEEDED')
    throw new HubError(run, 'the project has as many runs as it may have: call again later');
  if (run === 'NOT_PROMOTED')
    throw new HubError(run, 'the project is a trial, and no version of this workflow is promoted to it');
  return run;
}

function isSigned(secret: Buffer, { timestamp, signature, body }: WebhookCall): boolean {
  if (!/^\d{1,12}$/.test(timestamp) || !/^sha256=[0-9a-f]{64}$/.test(signature)) return false;
  const key = secret.toString('base64url');
  const expected = createHmac('sha256', key).update(`${timestamp}.`).update(body).digest();
  return timingSafeEqual(expected, Buffer.from(signature.slice('sha256='.length), 'hex'));
}

async function examOf({ graph }: WorkflowPorts, projectId: string, body: Uint8Array): Promise<Asset> {
  const expected = 'a JSON object with examId or studyInstanceUID';
  let parsed: Json;
  try {
    parsed = JSON.parse(new TextDecoder().decode(body)) as Json;
  } catch {
    throw badInput('body', expected, 'something else');
  }
  const wrong = notPlainIn(parsed);
  if (wrong) throw badInput(['body', ...wrong.path].join('.'), wrong.expected, wrong.received);
  const fields = typeof parsed === 'object' && parsed !== null && !Array.isArray(parsed) ? parsed : {};
  const { examId, studyInstanceUID } = fields as Record<string, Json | undefined>;
  if (typeof examId === 'string') {
    const exam = (await graph.getAssets([examId].filter(isId))).get(examId);
    if (exam?.level === 'EXAM' && exam.projectId === projectId && !exam.withdrawn) return exam;
    throw notFound("exam of the workflow's project");
  }
  if (typeof studyInstanceUID !== 'string') throw badInput('body', expected, 'something else');
  const { items } = await graph.searchAssets(
    {
      kind: 'AND',
      of: [
        { kind: 'IS', field: 'projectId', values: [projectId] },
        { kind: 'IS', field: 'level', values: ['EXAM'] },
        { kind: 'PROPERTY', name: 'studyInstanceUID', comparison: { op: 'EQ', value: studyInstanceUID } },
      ],
    },
    { by: 'ID', descending: false },
    { first: 1, after: null },
  );
  const found = items[0]?.asset;
  if (!found) throw notFound("exam of the workflow's project");
  return found;
}

async function secretOf({ secrets }: WorkflowPorts, id: string): Promise<Buffer> {
  return Buffer.from(await secrets.key(`webhooks:${id}`));
}

/** The version that a call starts. */
async function newestOf(ports: WorkflowPorts, projectId: string, name: string): Promise<Workflow | undefined> {
  return (await startableWorkflows(ports, projectId)).find((one) => one.name === name);
}

function hasWebhook({ document }: Workflow): boolean {
  return storedDefinition(document).triggers.some(({ on }) => on === 'WEBHOOK');
}

async function record(
  { audit }: WorkflowPorts,
  actor: Actor,
  verb: 'created' | 'revoked',
  { id, projectId, workflow }: Pick<Webhook, 'id' | 'projectId' | 'workflow'>,
): Promise<void> {
  await audit.append({
    actor: actorName(actor),
    action: `webhook.${verb}`,
    target: `webhook:${id}`,
    projectId,
    reason: null,
    oldValue: null,
    newValue: { workflow },
  });
}
