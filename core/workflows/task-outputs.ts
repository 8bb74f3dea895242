import type { Asset } from '../assets/asset.ts';
import { requireLiving } from '../assets/living.ts';
import { badInput } from '../errors.ts';
import { isId } from '../ids.ts';
import { may, type Actor } from '../policy/policy.ts';
import type { WorkflowPorts } from './ports.ts';
import type { StepOutputRef, Task } from './run.ts';
import type { TaskContext } from './task-context.ts';

/** An asset that a person hands in as a result of the task. */
export interface GivenOutput {
  readonly assetId: string;
  readonly role: string;
}

const maxOutputs = 100;
const depth = 20;
const mostNodes = 2000;

/**
 * What was handed in, each a derived asset of the project that comes from the run: part of its exam or of one of its series, or made from what
 * the steps before gave. `isApproval`: what is required must be there.
 * @throws BAD_USER_INPUT naming the field: `input.outputs[0].role`; WITHDRAWN
 */
export async function checkedOutputs(
  ports: Pick<WorkflowPorts, 'graph'>,
  actor: Actor,
  task: Task,
  context: TaskContext,
  given: readonly GivenOutput[],
  isApproval: boolean,
): Promise<readonly StepOutputRef[]> {
  const wanted = task.spec.outputs;
  if (given.length > maxOutputs) throw badInput('input.outputs', `up to ${String(maxOutputs)} assets`, given.length);
  const found = await ports.graph.getAssets(given.map(({ assetId }) => assetId).filter(isId));
  const outputs: StepOutputRef[] = [];
  for (const [index, { assetId, role }] of given.entries()) {
    const at = `input.outputs[${String(index)}]`;
    const roles = wanted.map((one) => one.role);
    const want = wanted.find((one) => one.role === role);
    if (!want || outputs.some((one) => one.role === role))
      throw badInput(`${at}.role`, roles.length > 0 ? `each of ${roles.join(', ')} once` : 'no outputs', role);
    const asset = found.get(assetId);
    const expected = `a derived asset${want.kind === null ? '' : ` of kind ${want.kind}`} of the project`;
    // What is invisible and what is absent look the same.
    if (asset?.level !== 'DERIVED' || asset.projectId !== task.projectId || !may(actor, 'asset.read', asset.projectId))
      throw badInput(`${at}.assetId`, expected, assetId);
    if (want.kind !== null && asset.kind !== want.kind) throw badInput(`${at}.assetId`, expected, asset.kind);
    requireLiving(`${at}.assetId`, asset);
    if (!(await comesFrom(ports, context, asset)))
      throw badInput(`${at}.assetId`, "an asset of the run's exam, or made from what the run gave", assetId);
    outputs.push({ assetId, kind: asset.kind ?? '', role });
  }
  const missing = wanted.find((one) => one.required && !outputs.some(({ role }) => role === one.role));
  if (isApproval && missing) throw badInput('input.outputs', `an asset as ${missing.role}`, null);
  return outputs;
}

async function comesFrom(
  { graph }: Pick<WorkflowPorts, 'graph'>,
  { exam, seen }: TaskContext,
  asset: Asset,
): Promise<boolean> {
  const series = (await graph.childrenOf([exam.id], 'SERIES')).get(exam.id) ?? [];
  const own = new Set([exam.id, ...series.map(({ id }) => id), ...seen.map((input) => input.asset.id)]);
  const parents = (await graph.parentsOf([asset.id])).get(asset.id) ?? [];
  if (parents.some(({ id }) => own.has(id))) return true;
  const { nodes } = await graph.lineage(asset.id, 'ANCESTORS', depth, mostNodes);
  return nodes.some(({ id }) => id !== asset.id && own.has(id));
}
