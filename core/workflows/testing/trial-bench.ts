import { testActor } from '../../../tests/support/actors.ts';
import { newId } from '../../ids.ts';
import type { JsonObject } from '../../json.ts';
import type { Person, Role } from '../../policy/policy.ts';
import type { ShownPromotion } from '../promotions.ts';
import type { Workflow } from '../run.ts';
import { byHand } from './by-hand.ts';

export const tell = { id: 'tell', uses: 'notify', with: { text: 'x' } } as const;
export const within = (workflow: string, more: JsonObject = {}): JsonObject => ({
  id: `do-${workflow}`,
  uses: 'subworkflow',
  with: { workflow, ...more },
});

/** A project where workflows are written, and another one that is a trial; `ann` writes, `bob` promotes and owns both. */
export async function openTrialBench() {
  const { bench, queue } = await byHand();
  const trial = bench.projectId;
  const development = newId();
  const both = (role: Role) => ({ [trial]: [role], [development]: [role] });
  const ann = testActor({ username: 'ann', roles: both('MANAGER') });
  const bob = testActor({ username: 'bob', roles: both('OWNER') });
  const { workflows } = bench;
  return {
    ...bench,
    queue,
    trial,
    development,
    ann,
    bob,
    put: (
      name: string,
      steps: readonly JsonObject[],
      more: JsonObject = {},
      projectId = development,
    ): Promise<Workflow> => workflows.putWorkflow(ann, { projectId, document: { name, steps, ...more } }),
    configure: (configuration: 'TRIAL' | 'DEVELOPMENT', password: string | null = null) =>
      workflows.setProjectConfiguration(bob, { projectId: trial, configuration, reason: 'site visit', password }),
    promote: (workflow: Pick<Workflow, 'id'>, by: Person = bob): Promise<ShownPromotion> =>
      workflows.promoteWorkflow(by, {
        ...{ workflowId: workflow.id, toProjectId: trial, password: 'right', comment: 'validated on 40 exams' },
      }),
    withdraw: (id: string) => workflows.withdrawPromotedWorkflow(bob, { id, reason: 'wrong threshold' }),
    start: (workflowId: string, examId: string) =>
      workflows.startRun(ann, { workflowId, examId, reuse: null, clientKey: null }),
    async exam(): Promise<string> {
      return (await bench.addExam([{ properties: { modality: 'MR' }, images: [] }])).examId;
    },
    /** Entries of the audit trail with that action, oldest first. */
    audited: (action: string) =>
      bench.sql.query<{ actor: string; target: string; reason: string | null; new_value: JsonObject | null }>(
        'SELECT actor, target, reason, new_value FROM audit WHERE action = $1 ORDER BY sequence',
        [action],
      ),
  };
}
export type TrialBench = Awaited<ReturnType<typeof openTrialBench>>;
