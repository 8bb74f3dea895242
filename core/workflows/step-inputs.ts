import type { Asset } from '../assets/asset.ts';
import { HubError } from '../errors.ts';
import type { StepInput } from '../ports/step-executor.ts';
import type { StepDefinition, StepInputType, WorkflowDefinition } from './definition.ts';
import { importedVolumes } from './imported-volumes.ts';
import { isMarking, markedImages } from './marked-images.ts';
import type { WorkflowPorts } from './ports.ts';
import type { StepOutputRef, StepRun } from './run.ts';
import { runsProgram } from './program-kinds.ts';
import { stepKinds } from './step-kinds.ts';
import { ancestorsOf } from './step-order.ts';

function inputOf(ports: Pick<WorkflowPorts, 'objects'>, role: string, asset: Asset): StepInput {
  return {
    role,
    asset,
    read: () => {
      if (!asset.content) throw new HubError('STEP_FAILED', `${asset.label} has no bytes`);
      return ports.objects.get(asset.content.sha256);
    },
  };
}

/**
 * What a step works on, in an order that is the same on every attempt: the series itself to classify it; its images, to
 * convert it or for a program's step that needs no other, with those that it marks where it is a segmentation or a structure set; what
 * people imported to it, for a `reformat` that needs no other; else what the steps before it gave, on the same series for a step of a
 * series.
 */
export async function inputsOf(
  ports: Pick<WorkflowPorts, 'graph' | 'objects'>,
  definition: WorkflowDefinition,
  step: StepDefinition,
  stepRun: StepRun,
  runSteps: readonly StepRun[],
  item: Asset,
): Promise<readonly StepInput[]> {
  if (step.uses === 'classify') return [inputOf(ports, 'series', item)];
  if (item.level === 'SERIES' && (step.uses === 'convert' || (runsProgram(step.uses) && step.needs.length === 0))) {
    const images = (await ports.graph.childrenOf([item.id], 'IMAGE')).get(item.id) ?? [];
    const inputs = images.toSorted(byInstanceNumber).map((image) => inputOf(ports, 'image', image));
    if (step.uses !== 'convert' || !isMarking(item)) return inputs;
    const marked = await markedImages(ports.graph, item, inputs);
    return [...inputs, ...marked.toSorted(byInstanceNumber).map((image) => inputOf(ports, 'reference', image))];
  }
  if (step.uses === 'reformat' && step.needs.length === 0) {
    return (await importedVolumes(ports.graph, item)).map((asset) => inputOf(ports, 'imported', asset));
  }
  const consumes = stepKinds[step.uses]?.consumes ?? [];
  const ancestors = ancestorsOf(definition.steps, step.id);
  const outputs = runSteps
    .filter((one) => ancestors.has(one.step) && one.state === 'COMPLETED')
    .filter((one) => stepRun.itemId === null || one.itemId === null || one.itemId === stepRun.itemId)
    .flatMap((one) => one.outputs)
    .filter((output) => consumes.includes('*') || consumes.includes(output.kind));
  const assets = await ports.graph.getAssets(outputs.map((output) => output.assetId));
  const taken = step.inputs === null ? outputs : declaredInputs(step.inputs, outputs);
  return taken.flatMap((output) => {
    const asset = assets.get(output.assetId);
    return asset ? [inputOf(ports, output.role, asset)] : [];
  });
}

/** Those of the outputs that the step declares. @throws STEP_FAILED when there is none of one that it declares */
function declaredInputs(
  declared: readonly StepInputType[],
  outputs: readonly StepOutputRef[],
): readonly StepOutputRef[] {
  const fits = ({ kind, role }: StepInputType, output: StepOutputRef): boolean =>
    output.kind === kind && (role === null || output.role === role);
  const missing = declared.find((one) => !outputs.some((output) => fits(one, output)));
  if (missing) {
    const what = missing.role === null ? missing.kind : `${missing.kind} with the role ${missing.role}`;
    throw new HubError('STEP_FAILED', `the steps before it gave no ${what}`);
  }
  return outputs.filter((output) => declared.some((one) => fits(one, output)));
}

function byInstanceNumber(a: Asset, b: Asset): number {
  const numberOf = (asset: Asset): number => {
    const value = asset.properties['instanceNumber'];
    return typeof value === 'number' ? value : 0;
  };
  return numberOf(a) - numberOf(b) || (a.id < b.id ? -1 : 1);
}
