import { refusalsOf } from '../assets/require-permitted.ts';
import { requireLiving } from '../assets/living.ts';
import { notFound } from '../errors.ts';
import { isId } from '../ids.ts';
import { canonicalJson } from '../json.ts';
import { authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { StepDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import { whyNotPromoted } from './promoted.ts';
import { runFacts } from './run-facts.ts';
import { permittedItems } from './permitted-items.ts';
import { itemsOf } from './run-items.ts';
import { treeProblem } from './run-tree.ts';
import { isNeededBy } from './schedule.ts';
import { partsOf, unmetBy, wholeExam, type ItemFacts } from './step-condition.ts';
import { inOrder } from './step-order.ts';
import { stepKinds } from './step-kinds.ts';
import { storedDefinition } from './validate-definition.ts';

/** What would become of a step on an item: DEPENDS on what the run finds out. */
export type PlannedOutcome = 'RUN' | 'REUSE' | 'SKIP' | 'DEPENDS';

export interface PlannedStep {
  readonly step: string;
  readonly uses: string;
  /** The series, or the exam of a step over exams; null for the whole exam. */
  readonly itemId: string | null;
  /** Of the item; null where there is none. */
  readonly itemLevel: 'SERIES' | 'EXAM' | null;
  readonly outcome: PlannedOutcome;
  /** Why it is left out, or what it depends on. */
  readonly reason: string | null;
  /** The run whose result is likely to serve. */
  readonly earlierRunId: string | null;
}

export interface RunPlan {
  readonly examId: string;
  /** Why the project's trial, or the contexts of the exam, refuse it to the caller; null when they do not. */
  readonly refusedBecause: string | null;
  readonly steps: readonly PlannedStep[];
}

/** What a run of the workflow on the exam would do as things are now. Nothing is written. @throws NOT_FOUND, FORBIDDEN, WITHDRAWN */
export async function planRun(
  ports: WorkflowPorts,
  actor: Actor,
  workflowId: string,
  examId: string,
): Promise<RunPlan> {
  requireSignedIn(actor);
  const { store, graph } = ports;
  const workflow = (await store.getWorkflows([workflowId].filter(isId))).get(workflowId);
  if (!workflow || !may(actor, 'workflow.read', workflow.projectId)) throw notFound('workflow');
  authorize(actor, 'workflow.run', workflow.projectId);
  const exam = (await graph.getAssets([examId].filter(isId))).get(examId);
  if (exam?.level !== 'EXAM' || exam.projectId !== workflow.projectId) throw notFound("exam of the workflow's project");
  requireLiving('examId', exam);
  const definition = storedDefinition(workflow.document);
  const items = await permittedItems(ports, workflow.name, exam, definition.steps);
  const views = definition.steps.flatMap((step) => itemsOf(step, items).map((itemId) => ({ step, itemId })));
  const pending = views.map(({ step, itemId }) => ({
    step: step.id,
    itemId,
    state: 'PENDING' as const,
    outputs: [],
  }));
  const facts = await runFacts(graph, examId, definition.steps, pending);
  const earlier = definition.reuse === 'NEVER' ? new Map<string, string>() : await earlierResults(ports, examId);
  const planned: PlannedStep[] = [];
  const classifies = definition.steps.some(({ uses }) => uses === 'classify');
  for (const step of inOrder(definition.steps)) {
    for (const view of views.filter((one) => one.step === step)) {
      const { itemId } = view;
      const before = needsOf(step, itemId, planned);
      const verdict = before ?? conditionOf(step, facts.get(itemId ?? wholeExam), classifies);
      const known = earlier.get(keyOf(step, itemId)) ?? null;
      const isFresh = planned.some(
        (one) =>
          step.needs.includes(one.step) && isNeededBy(one, view) && one.outcome === 'RUN' && isComputed(one.uses),
      );
      const reuses = verdict === null && known !== null && !isFresh && isComputed(step.uses);
      planned.push({
        step: step.id,
        uses: step.uses,
        itemId,
        itemLevel: levelOf(step),
        ...(verdict ?? { outcome: reuses ? 'REUSE' : 'RUN', reason: null }),
        earlierRunId: reuses ? known : null,
      });
    }
  }
  const refusals = await refusalsOf(ports, actor, exam, 'WORKFLOW', workflow.name);
  const unpromoted = await whyNotPromoted(ports, workflow);
  const problem = items.problem ?? (await treeProblem(ports, workflow.projectId, definition.steps, items));
  const whys = [
    ...(unpromoted === null ? [] : [unpromoted]),
    ...(refusals ?? []).map(({ why }) => why),
    ...(problem === null ? [] : [problem]),
  ];
  return { examId, refusedBecause: whys.length === 0 ? null : whys.join('; '), steps: planned };
}

function levelOf({ foreach, over }: StepDefinition): PlannedStep['itemLevel'] {
  if (foreach === null) return null;
  return over?.level ?? (foreach === 'exams' ? 'EXAM' : 'SERIES');
}

type Verdict = Pick<PlannedStep, 'outcome' | 'reason'>;

const isComputed = (uses: string): boolean => stepKinds[uses]?.doneBy === 'executor';

/** What follows from the steps before; null when they give what is needed. */
function needsOf(step: StepDefinition, itemId: string | null, planned: readonly PlannedStep[]): Verdict | null {
  let open: Verdict | null = null;
  for (const need of step.needs) {
    const needed = planned.filter((one) => one.step === need && isNeededBy(one, { itemId }));
    if (needed.some(({ outcome }) => outcome === 'RUN' || outcome === 'REUSE')) continue;
    if (!needed.some(({ outcome }) => outcome === 'DEPENDS'))
      return { outcome: 'SKIP', reason: `${need} gave nothing to work on` };
    open ??= { outcome: 'DEPENDS', reason: `on whether ${need} is done` };
  }
  return open;
}

function conditionOf(step: StepDefinition, facts: ItemFacts | undefined, classifies: boolean): Verdict | null {
  if (step.if === null) return null;
  for (const { value, seriesType, notSeriesType } of partsOf(step.if)) {
    if (value) return { outcome: 'DEPENDS', reason: `on what ${value.step} measures` };
    if ((seriesType ?? notSeriesType) && classifies && (facts?.seriesType ?? null) === null)
      return { outcome: 'DEPENDS', reason: 'on the series type, which is not known yet' };
  }
  const unmet = unmetBy(step.if, facts);
  return unmet === null ? null : { outcome: 'SKIP', reason: unmet };
}

const keyOf = ({ uses, with: settings }: Pick<StepDefinition, 'uses' | 'with'>, itemId: string | null): string =>
  `${uses} ${itemId ?? ''} ${canonicalJson(settings)}`;

/** The newest run on the exam that has a result of the same kind of step, with the same settings, on the same item. */
async function earlierResults({ store }: WorkflowPorts, examId: string): Promise<ReadonlyMap<string, string>> {
  const runs = (await store.runsOfExams([examId], 'ALL')).get(examId) ?? [];
  const workflows = await store.getWorkflows([...new Set(runs.map(({ workflowId }) => workflowId))]);
  const steps = await store.stepRunsOf(runs.map(({ id }) => id));
  const found = new Map<string, string>();
  for (const run of runs) {
    const workflow = workflows.get(run.workflowId);
    const definitions = new Map(
      workflow ? storedDefinition(workflow.document).steps.map((step) => [step.id, step] as const) : [],
    );
    for (const { step, itemId, state, outputs } of steps.get(run.id) ?? []) {
      const definition = definitions.get(step);
      if (!definition || state !== 'COMPLETED' || outputs.length === 0) continue;
      const key = keyOf(definition, itemId);
      if (!found.has(key)) found.set(key, run.id);
    }
  }
  return found;
}
