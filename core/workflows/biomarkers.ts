import type { Asset, NewAsset } from '../assets/asset.ts';
import { HubError } from '../errors.ts';
import { nameId } from '../ids.ts';
import { sha256, type Json, type JsonObject } from '../json.ts';
import type { ProvActivity } from '../provenance/activity.ts';
import { recordedByHub } from '../provenance/recorded.ts';
import { contentHash, reuseKey } from '../provenance/reuse-key.ts';
import { stepAgents } from './agents.ts';
import type { WorkflowPorts } from './ports.ts';
import { emptyResult, type StepResult } from './step-result.ts';
import type { StepWork } from './step-work.ts';

const method = 'pesscara/biomarkers';
const methodVersion = '1';

/** One measured value; `unit` is a UCUM code. */
export interface MeasuredValue {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** The values that a measurement's properties hold. @throws STEP_FAILED when they are not as they must be */
export function valuesOf(properties: JsonObject): readonly MeasuredValue[] {
  const values = properties['values'];
  if (!Array.isArray(values)) throw new HubError('STEP_FAILED', 'a measurement without a list of values');
  return values.map((entry: Json) => {
    const { name, value, unit } = (typeof entry === 'object' && entry !== null ? entry : {}) as JsonObject;
    if (
      typeof name !== 'string' ||
      name === '' ||
      typeof value !== 'number' ||
      !Number.isFinite(value) ||
      typeof unit !== 'string'
    ) {
      throw new HubError('STEP_FAILED', 'a measured value needs a name, a finite number as value, and a unit');
    }
    return { name, value, unit };
  });
}

/**
 * Each measured value as an asset of its own, part of its series and exam, with its own activity: so the lineage of one value
 * leads to its own pixels only. A value that was written before from the same measurement stays as it is.
 */
export async function biomarkersOf(ports: WorkflowPorts, { run, item, inputs }: StepWork): Promise<StepResult> {
  const measurements = inputs.filter(({ asset }) => asset.kind === 'measurement').map(({ asset }) => asset);
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
  const startedAt = new Date();
  const written = measurements.flatMap((measurement) =>
    valuesOf(measurement.properties).map((value) => {
      const parent = series.get(measurement.id)?.[0];
      const seriesType = parent && tags.get(parent.id)?.find((tag) => tag.name === 'seriesType')?.value;
      return { measurement, value, asset: biomarker(run.startedBy, item, measurement, value, parent, seriesType) };
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
  createdBy: string,
  exam: Asset,
  measurement: Asset,
  { name, value, unit }: MeasuredValue,
  series: Asset | undefined,
  seriesType: string | number | boolean | undefined,
): NewAsset {
  const volume = measurement.properties['volume'];
  return {
    id: nameId('biomarker', measurement.id, name),
    projectId: exam.projectId,
    level: 'DERIVED',
    kind: 'biomarker',
    label: `${name}${seriesType === undefined ? '' : ` of ${String(seriesType)}`}`,
    properties: {
      name,
      value,
      unit,
      method: measurement.properties['method'] ?? null,
      ...(seriesType === undefined ? {} : { seriesType }),
      ...(volume === undefined ? {} : { volume }),
    },
    content: null,
    createdBy,
    parentIds: series ? [series.id, exam.id] : [exam.id],
  };
}
