import type { Asset, AssetLevel } from '../assets/asset.ts';
import { factsOf as conditionFacts, type ConditionFacts } from '../assets/condition.ts';
import type { Json, JsonObject } from '../json.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { StepDefinition } from './definition.ts';
import { factsOf, type SeriesFacts } from './item-facts.ts';
import type { StepRun } from './run.ts';
import { partsOf, wholeExam, type ItemFacts } from './step-condition.ts';

/** What conditions and messages say about each series of a run, and of its exam as `wholeExam`: no more than its steps ask. */
export async function runFacts(
  graph: AssetGraph,
  examId: string,
  definition: readonly StepDefinition[],
  steps: readonly Pick<StepRun, 'step' | 'itemId' | 'state' | 'outputs'>[],
): Promise<ReadonlyMap<string, SeriesFacts>> {
  const items = [...new Set(steps.flatMap((step) => (step.itemId === null ? [] : [step.itemId])))];
  const asked = definition.flatMap((step) => (step.if ? partsOf(step.if) : []));
  const facts = new Map(await factsOf(graph, items));
  const asksLevels = asked.some(({ tag, property }) => tag !== undefined || property !== undefined);
  const measuring = new Set(asked.flatMap(({ value }) => (value ? [value.step] : [])));
  if (!asksLevels && measuring.size === 0) return facts;
  const levels = asksLevels ? await levelsOf(graph, examId, items) : null;
  const measured = await measuredBy(graph, steps, measuring);
  for (const id of [wholeExam, ...items]) {
    const words = facts.get(id) ?? { label: '', modality: null, seriesType: null };
    const own = levels?.get(id);
    const values = new Map([...measuring].map((step) => [step, valuesOn(measured, step, id)]));
    facts.set(id, { ...words, values, ...(own ? { levels: own } : {}) });
  }
  return facts;
}

type Levels = NonNullable<ItemFacts['levels']>;

/** Tags and properties of each item (and of the exam, as `wholeExam`), and of what it is part of. Exams are all of one subject. */
async function levelsOf(
  graph: AssetGraph,
  examId: string,
  itemIds: readonly string[],
): Promise<ReadonlyMap<string, Levels>> {
  const found = await graph.getAssets([examId, ...itemIds]);
  const above = await ancestorsOf(graph, examId);
  const tags = await graph.tagsOf([...found.keys(), ...above.map(({ id }) => id)]);
  const factsOfAsset = (asset: Asset): ConditionFacts => conditionFacts(asset, tags.get(asset.id) ?? []);
  const exam = found.get(examId);
  const shared = [...above, ...(exam ? [exam] : [])].map((asset) => [asset.level, factsOfAsset(asset)] as const);
  const ofItem = (id: string): Levels => {
    const asset = found.get(id);
    const own = asset ? factsOfAsset(asset) : { tags: [], properties: {} };
    const levels = new Map<AssetLevel | 'ITEM', ConditionFacts>(shared);
    if (asset) levels.set(asset.level, own);
    return levels.set('ITEM', own);
  };
  return new Map([...itemIds.map((id) => [id, ofItem(id)] as const), [wholeExam, ofItem(examId)] as const]);
}

/** What the exam is part of: its subject and project. */
async function ancestorsOf(graph: AssetGraph, examId: string): Promise<readonly Asset[]> {
  const subjects = (await graph.parentsOf([examId], 'SUBJECT')).get(examId) ?? [];
  const ids = subjects.map(({ id }) => id);
  const projects = [...(await graph.parentsOf(ids, 'PROJECT')).values()].flat();
  return [...projects, ...subjects];
}

interface Measured {
  readonly step: string;
  readonly itemId: string | null;
  readonly values: readonly (readonly [string, Json])[];
}

async function measuredBy(
  graph: AssetGraph,
  steps: readonly Pick<StepRun, 'step' | 'itemId' | 'state' | 'outputs'>[],
  wanted: ReadonlySet<string>,
): Promise<readonly Measured[]> {
  const done = steps.filter(({ step, state }) => wanted.has(step) && state === 'COMPLETED');
  const idsOf = ({ outputs }: Pick<StepRun, 'outputs'>): readonly string[] =>
    outputs.filter(({ kind }) => kind === 'measurement').map(({ assetId }) => assetId);
  const assets = await graph.getAssets(done.flatMap(idsOf));
  return done.map((one) => ({
    step: one.step,
    itemId: one.itemId,
    values: idsOf(one).flatMap((id) => valuesOf(assets.get(id)?.properties['values'])),
  }));
}

function valuesOf(written: Json | undefined): readonly (readonly [string, Json])[] {
  if (!Array.isArray(written)) return [];
  return (written as Json[]).flatMap((one) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return [];
    const { name, value } = one as JsonObject;
    return typeof name === 'string' && value !== undefined ? [[name, value] as const] : [];
  });
}

/** Values of a step on the item: on the exam those of every series. */
function valuesOn(measured: readonly Measured[], step: string, id: string): JsonObject {
  const fitting = measured.filter(
    (one) => one.step === step && (id === wholeExam || one.itemId === null || one.itemId === id),
  );
  const byName = Map.groupBy(
    fitting.flatMap(({ values }) => values),
    ([name]) => name,
  );
  return Object.fromEntries([...byName].map(([name, values]) => [name, values.map(([, value]) => value)]));
}
