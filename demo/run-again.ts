import { z } from 'zod';
import type { HubClient } from '../cli/hub-client.ts';
import { completeTask, openTasks } from '../cli/commands/task.ts';
import { patiently } from '../cli/patiently.ts';

const workflowsAnswer = z.object({ workflows: z.array(z.object({ id: z.string() })) });
const startAnswer = z.object({ startRun: z.object({ run: z.object({ id: z.string() }) }) });
const runAnswer = z.object({
  run: z.object({
    state: z.string(),
    error: z.string().nullable(),
    reusedCount: z.number(),
    steps: z.array(
      z.object({
        step: z.string(),
        uses: z.string(),
        state: z.string(),
        reused: z.object({ by: z.string(), at: z.string() }).nullable(),
      }),
    ),
  }),
});

/** Starts the workflow on an exam that has its results, and answers a line that says how many were reused. */
export async function runAgain(
  admin: () => HubClient,
  reviewer: () => Promise<HubClient>,
  projectId: string,
  exam: { readonly id: string; readonly label: string },
): Promise<string> {
  const { workflows } = await patiently(() =>
    admin().request(workflowsAnswer, 'query ($projectId: ID!) { workflows(projectId: $projectId) { id } }', {
      projectId,
    }),
  );
  const workflow = workflows[0];
  if (!workflow) throw new Error('the project has no workflow');
  const clientKey = `demo-again-${String(Date.now())}`;
  const { startRun } = await patiently(() =>
    admin().request(startAnswer, 'mutation ($input: StartRunInput!) { startRun(input: $input) { run { id } } }', {
      input: { workflowId: workflow.id, examId: exam.id, clientKey },
    }),
  );
  const until = Date.now() + 60_000;
  for (;;) {
    const { run } = await patiently(() =>
      admin().request(
        runAnswer,
        'query ($id: ID!) { run(id: $id) { state error reusedCount steps { step uses state reused { by at } } } }',
        { id: startRun.run.id },
      ),
    );
    if (run.state === 'COMPLETED') {
      const computed = run.steps.filter(
        (step) =>
          ['convert', 'measure', 'classify', 'python', 'biomarkers'].includes(step.uses) && step.state === 'COMPLETED',
      );
      const reused = computed.filter((step) => step.reused !== null);
      if (reused.length < computed.length)
        throw new Error(`only ${String(reused.length)} of ${String(computed.length)} results were reused`);
      const first = reused[0]?.reused;
      return `${exam.label}: reused ${String(reused.length)} of ${String(computed.length)} results, nothing computed again (first computed ${first?.at.slice(0, 16).replace('T', ' ') ?? '?'} UTC)`;
    }
    if (run.state === 'FAILED') throw new Error(`the second run failed: ${run.error ?? 'no reason'}`);
    if (run.state === 'WAITING') {
      const person = await reviewer();
      for (const task of await openTasks(person, projectId)) {
        if (task.run.id === startRun.run.id) await completeTask(person, task.id, 'APPROVED', 'The same as before.');
      }
    }
    if (Date.now() > until) throw new Error('the second run did not end within 60 s');
    await new Promise((resolve) => setTimeout(resolve, 150));
  }
}
