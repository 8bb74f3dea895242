import { isId, nameId } from '../ids.ts';
import type { Json } from '../json.ts';
import { noMailServer, sendOnce, type Sent } from '../messages/send-once.ts';
import type { RunMessage } from '../ports/run-messages.ts';
import { workflowOf } from './advance.ts';
import type { StepDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import type { Run, StepRun } from './run.ts';

const listed = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? (value as readonly Json[]).filter((one) => typeof one === 'string') : [];

/** Writes what a notify step sends out of the hub, with the jobs that do it: to be called in the transaction that ends the step. */
export async function writeOutgoing(
  ports: Pick<WorkflowPorts, 'messages' | 'queue'>,
  step: StepDefinition,
  stepRun: Pick<StepRun, 'id' | 'round'>,
): Promise<void> {
  const text = typeof step.with['text'] === 'string' ? step.with['text'] : '';
  const targets = [
    ...listed(step.with['mail']).map((target) => ({ channel: 'MAIL' as const, target })),
    ...listed(step.with['webhooks']).map((target) => ({ channel: 'WEBHOOK' as const, target })),
  ];
  if (targets.length === 0) return;
  const messages = targets.map(({ channel, target }) => ({
    id: nameId('run-message', stepRun.id, String(stepRun.round), channel, target),
    stepRunId: stepRun.id,
    ...{ channel, target, text },
  }));
  await ports.messages.addMessages(messages);
  await ports.queue.enqueue(
    messages.map(({ id }) => ({ queue: 'mail', key: `run-message:${id}`, payload: { runMessage: id }, attempts: 240 })),
  );
}

/** Does the job of a message. @throws UPSTREAM_UNAVAILABLE when it is to be tried again */
export async function sendOutgoing(ports: WorkflowPorts, messageId: string, isLastTry: boolean): Promise<void> {
  const message = isId(messageId) ? await ports.transactor.transact(() => ports.messages.lockMessage(messageId)) : null;
  if (!message) return;
  // What it says first: from when it is noted to be under way, nothing but the server may fail.
  const about = await aboutOf(ports, message);
  await sendOnce({
    ...{ transactor: ports.transactor, states: ports.messages, id: messageId, isLastTry },
    mayRepeat: message.channel === 'WEBHOOK',
    send: async () => {
      if (!about) return { outcome: 'NOT_SENT', reason: 'its run is gone' };
      return message.channel === 'MAIL' ? byMail(ports, message, about) : byWeb(ports, message, about);
    },
  });
}

interface About {
  readonly project: string;
  readonly workflow: string;
  readonly version: number;
  readonly runId: string;
  readonly step: string;
}

async function aboutOf(ports: WorkflowPorts, { stepRunId }: RunMessage): Promise<About | null> {
  const stepRun = (await ports.store.getStepRuns([stepRunId])).get(stepRunId);
  const run: Run | undefined = stepRun && (await ports.store.getRuns([stepRun.runId])).get(stepRun.runId);
  if (!stepRun || !run) return null;
  const { name: workflow, version } = await workflowOf(ports, run);
  const project = (await ports.graph.getAssets([run.projectId])).get(run.projectId)?.label ?? '';
  return { project, workflow, version, runId: run.id, step: stepRun.step };
}

async function byMail(
  { outside: { mailer } }: Pick<WorkflowPorts, 'outside'>,
  { id, target, text }: RunMessage,
  about: About,
): Promise<Sent> {
  if (!mailer) return { outcome: 'NOT_SENT', reason: noMailServer };
  const { project, workflow, version, runId } = about;
  const body = `${text}\n\nProject: ${project}\nWorkflow: ${workflow}, version ${String(version)}\nRun: ${runId}\n`;
  return mailer.send({ id, to: { name: '', address: target }, subject: `${project}: ${workflow}`, text: body });
}

async function byWeb(
  { outside: { webhooks } }: Pick<WorkflowPorts, 'outside'>,
  { id, target, text }: RunMessage,
  about: About,
): Promise<Sent> {
  return webhooks.post(target, id, JSON.stringify({ id, text, ...about }));
}
