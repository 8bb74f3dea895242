import type { Asset, NewAsset } from '../assets/asset.ts';
import { HubError } from '../errors.ts';
import { nameId } from '../ids.ts';
import { sha256 } from '../json.ts';
import type { ProvActivity } from '../provenance/activity.ts';
import { recordedByHub } from '../provenance/recorded.ts';
import { contentHash, reuseKey } from '../provenance/reuse-key.ts';
import { stepAgents } from './agents.ts';
import { examsOf } from './exams-of.ts';
import { valuesOf, type MeasuredValue } from './measured-value.ts';
import type { WorkflowPorts } from './ports.ts';
import { emptyResult, type StepResult } from './step-result.ts';
import type { StepWork } from './step-work.ts';

const method = 'pesscara/biomarkers';
const methodVersion = '2';

/**
 * Each measured value as an asset of its own, part of its series and exam (or as `of` of the step says), with its own activity: so the
 * lineage of one value leads to its own pixels only. A value that was written before from the same measurement stays as it is.
 * @throws STEP_FAILED for a measurement that is not of this exam alone
 */
export async function biomarkersOf(ports: WorkflowPorts, { run, step, item, inputs }: StepWork): Promise<StepResult> {
  const measurements = inputs.filter(({ asset }) => asset.kind === 'measurement').map(({ asset }) => asset);
  await requireOwn(ports, item, measurements);
  const reviews = inputs.filter(({ asset }) => asset.kind === 'review').map(({ asset }) => asset);
  const series = await ports.graph.parentsOf(
    measurements.map(({ id }) => id),
    'SERIES',
  );
  const tags = await ports.graph.tagsOf([...series.values()].flat().map(({ id }) => id));
  const approvers = await approversOf(
    ports,
    reviews.map(({ id }) => id),
  );
  const of = step.with['of'] ?? 'SERIES';
  const subjects = of === 'SUBJECT' ? ((await ports.graph.parentsOf([item.id], 'SUBJECT')).get(item.id) ?? []) : [];
  const startedAt = new Date();
  const written = measurements.flatMap((measurement) =>
    valuesOf(measurement.properties).map((value) => {
      const parent = series.get(measurement.id)?.[0];
      const seriesType = parent && tags.get(parent.id)?.find((tag) => tag.name === 'seriesType')?.value;
      const parents = [...(parent && of !== 'EXAM' ? [parent] : []), item, ...subjects];
      // Where it belongs to something else than usual, it is another asset than the one that an earlier run wrote.
      const id = nameId(
        'biomarker',
        measurement.id,
        value.name,
        ...(typeof of === 'string' && of !== 'SERIES' ? [of] : []),
      );
      return { measurement, value, asset: biomarker(id, run.startedBy, measurement, value, parents, seriesType) };
    }),
  );
  const existing = await ports.graph.getAssets(written.map(({ asset }) => asset.id));
  const fresh = written.filter(({ asset }) => !existing.has(asset.id));
  const first = written[0]?.asset.id;
  const generation =
    fresh.length === 0 && first !== undefined ? (await ports.graph.generationOf([first])).get(first) : undefined;
  const activities = fresh.map(({ measurement, value, asset }): ProvActivity => {
    const parameters = { name: value.name };
    return {
      id: nameId('biomarker-activity', asset.id),
      projectId: run.projectId,
      method,
      methodVersion,
      parameters,
      reuseKey: reuseKey({
        method,
        methodVersion,
        parameters,
        inputs: [
          { role: 'item', sha256: sha256(measurement.id) },
          { role: 'measurement', sha256: contentHash(measurement) },
        ],
      }),
      startedAt,
      endedAt: new Date(),
      runId: run.id,
      used: [{ assetId: measurement.id, role: 'measurement' }],
      generated: [{ assetId: asset.id, role: 'biomarker' }],
      agents: [...stepAgents({ name: method, version: methodVersion }, run), ...approvers],
      ...recordedByHub('workflow'),
    };
  });
  return {
    ...emptyResult,
    assets: fresh.map(({ asset }) => asset),
    activities,
    outputs: written.map(({ asset }) => ({ assetId: asset.id, kind: 'biomarker', role: 'biomarker' })),
    reused: generation
      ? {
          activityId: generation.id,
          projectId: generation.projectId,
          runId: generation.runId,
          by: generation.agents.find(({ role }) => role === 'starter')?.agent.name ?? method,
          at: generation.endedAt,
        }
      : null,
    log: `${String(written.length)} values, ${String(fresh.length)} of them new`,
  };
}

/**
 * What was measured of other exams may come by way of workflows within the run's; written here, it would be another patient's value.
 * @throws STEP_FAILED
 */
async function requireOwn(
  { graph }: Pick<WorkflowPorts, 'graph'>,
  exam: Asset,
  measurements: readonly Asset[],
): Promise<void> {
  const exams = await examsOf(graph, measurements);
  const foreign = measurements.find(({ id }) => {
    const [one, ...more] = exams.get(id) ?? [];
    return one?.id !== exam.id || more.length > 0;
  });
  if (foreign) throw new HubError('STEP_FAILED', `the measurement ${foreign.id} is not of this exam alone`);
}

/**
 * Who approved. They are agents of each value's activity; the review itself is no input of it, because it looked at the whole exam,
 * and through it each value would descend from every image of the exam.
 */
async function approversOf(ports: WorkflowPorts, reviewIds: readonly string[]): Promise<ProvActivity['agents']> {
  const generations = await ports.graph.generationOf(reviewIds);
  const people = [...generations.values()]
    .flatMap(({ agents }) => agents)
    .filter(({ agent }) => agent.kind === 'PERSON');
  return [...new Map(people.map(({ agent }) => [agent.id, { agent, role: 'approver' }])).values()];
}

function biomarker(
  id: string,
  createdBy: string,
  measurement: Asset,
  { name, value, unit, confidence, method: own }: MeasuredValue,
  parents: readonly Asset[],
  seriesType: string | number | boolean | undefined,
): NewAsset {
  const volume = measurement.properties['volume'];
  return {
    id,
    projectId: measurement.projectId,
    level: 'DERIVED',
    kind: 'biomarker',
    label: `${name}${seriesType === undefined ? '' : ` of ${String(seriesType)}`}`,
    properties: {
      name,
      value,
      unit,
      method: own ?? measurement.properties['method'] ?? null,
      confidence,
      ...(seriesType === undefined ? {} : { seriesType }),
      ...(volume === undefined ? {} : { volume }),
    },
    content: null,
    createdBy,
    parentIds: parents.map(({ id }) => id),
  };
}
