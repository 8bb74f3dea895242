import { testActor } from '../../../tests/support/actors.ts';
import type { JsonObject } from '../../json.ts';
import type { Role } from '../../policy/policy.ts';
import type { StepExecutor } from '../../ports/step-executor.ts';
import type { Task } from '../run.ts';
import { byHand, describeTest, handle, textOutput } from './by-hand.ts';

/** A project with people and an exam of one series; jobs are done when a test says so. */
export async function openTaskBench() {
  const { bench, queue } = await byHand();
  const { projectId, workflows } = bench;
  const admin = testActor({ administrator: true, username: 'admin' });
  const { examId, seriesIds } = await bench.addExam([{ properties: { modality: 'MR' }, images: [] }]);
  /** A further member. */
  const person = (username: string, roles: readonly Role[], site: string | null = null) => {
    const actor = testActor({ username, roles: { [projectId]: roles } });
    bench.members.push({ userId: actor.id, roles, username, site });
    return actor;
  };
  const executor: StepExecutor = {
    describe: describeTest,
    execute: ({ step }) => Promise.resolve({ outputs: [textOutput(`of ${step}`)], log: '' }),
  };
  const done = new Set<string>();
  return {
    ...bench,
    queue,
    admin,
    examId,
    seriesId: seriesIds[0] ?? '',
    person,
    /** Does every job that waits and has no time of its own, until none is left. */
    async drain(): Promise<void> {
      for (;;) {
        const next = [...queue.jobs].find(([key, job]) => !done.has(key) && job.runAfter === undefined);
        if (!next) return;
        await handle(workflows, executor, next[1]);
        done.add(next[0]);
      }
    },
    /** Starts a run of these steps, and answers its id. */
    async start(steps: readonly JsonObject[], name = 'people'): Promise<string> {
      const workflow = await workflows.putWorkflow(admin, { projectId, document: { name, steps } });
      const run = await workflows.startRun(admin, { workflowId: workflow.id, examId, reuse: 'NEVER', clientKey: null });
      await this.drain();
      return run.id;
    },
    /** The open task of the step. */
    async taskOf(runId: string, step: string): Promise<Task> {
      const steps = (await workflows.stepsOfRuns(admin, [runId])).get(runId) ?? [];
      const id = steps.find((one) => one.step === step)?.id ?? '';
      const task = (await workflows.tasksOfSteps(admin, [id])).get(id);
      if (!task) throw new Error(`${step} has no task`);
      return task;
    },
    async stateOf(runId: string): Promise<{ readonly run: string | undefined; readonly steps: JsonObject }> {
      const steps = (await workflows.stepsOfRuns(admin, [runId])).get(runId) ?? [];
      return {
        run: (await workflows.getRuns(admin, [runId])).get(runId)?.state,
        steps: Object.fromEntries(steps.map(({ step, state }) => [step, state])),
      };
    },
  };
}
export type TaskBench = Awaited<ReturnType<typeof openTaskBench>>;

/** A human step. */
export function human(id: string, said: JsonObject = {}, needs: readonly string[] = []): JsonObject {
  return { id, uses: 'human', needs, with: { title: `Do ${id}`, roles: ['CURATOR', 'REVIEWER'], ...said } };
}
