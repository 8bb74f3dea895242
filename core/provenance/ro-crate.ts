import type { Asset } from '../assets/asset.ts';
import { fileNameOf } from '../assets/content.ts';
import type { Json, JsonObject } from '../json.ts';
import type { RunRecord } from '../ports/run-records.ts';
import type { ProvActivity } from './activity.ts';
import type { ProvenanceRecord } from './gather.ts';
import { CrateEntities, idRef, refs } from './ro-crate-entities.ts';

export interface CrateOptions {
  /** Where the hub is reached: `https://hub.example`. Files that are not in the crate are named by their address there. */
  readonly address: string;
  /** Whether the crate holds the files' bytes. */
  readonly withContent: boolean;
  readonly now: Date;
}

export interface Crate {
  /** What `ro-crate-metadata.json` says. */
  readonly metadata: JsonObject;
  /** Small files of the crate, beside the metadata. */
  readonly texts: readonly { readonly name: string; readonly text: string }[];
  /** Assets whose bytes belong into the crate, with their place in it. */
  readonly files: readonly { readonly name: string; readonly asset: Asset }[];
}

const profiles = {
  process: ['https://w3id.org/ro/wfrun/process/0.5', 'Process Run Crate', '0.5'],
  workflow: ['https://w3id.org/ro/wfrun/workflow/0.5', 'Workflow Run Crate', '0.5'],
  workflowCrate: ['https://w3id.org/workflowhub/workflow-ro-crate/1.0', 'Workflow RO-Crate', '1.0'],
} as const;
const workflowFile = 'workflow.json';
const readmeFile = 'README.md';

/**
 * The record as a Workflow Run RO-Crate: a Process Run Crate, and, where the asset was made by a workflow run, a Workflow Run Crate with
 * the workflow's definition as its main entity.
 * @see https://www.researchobject.org/workflow-run-crate/profiles/
 */
export function roCrate(record: ProvenanceRecord, options: CrateOptions): Crate {
  const entities = new CrateEntities();
  const files: { name: string; asset: Asset }[] = [];
  const idOf = new Map<string, string>();
  for (const asset of record.assets) idOf.set(asset.id, addAsset(entities, files, asset, options));
  const run = mainRun(record);
  const actions = record.activities.map((activity) => addAction(entities, activity, idOf));
  if (run) actions.push(addRun(entities, run, record, idOf));
  const used = run ? [profiles.process, profiles.workflow, profiles.workflowCrate] : [profiles.process];
  for (const [id, name, version] of used) entities.add({ '@id': id, '@type': 'CreativeWork', name, version });
  const texts = [
    { name: readmeFile, text: readmeOf(record, options) },
    ...(run ? [{ name: workflowFile, text: JSON.stringify(run.document, null, 2) }] : []),
  ];
  entities.add({
    '@id': readmeFile,
    '@type': 'File',
    name: 'What this is',
    encodingFormat: 'text/markdown',
    about: idRef('./'),
  });
  const parts = [
    readmeFile,
    ...(run ? [workflowFile] : []),
    ...record.assets.flatMap(({ id, content }) => (content ? (idOf.get(id) ?? []) : [])),
  ];
  const root: JsonObject = {
    '@id': './',
    '@type': 'Dataset',
    name: `Provenance of ${record.root.label}`,
    description: `How ${record.root.label} (${record.root.kind ?? record.root.level.toLowerCase()}) came to be: what was used, by which methods, by whom.`,
    datePublished: options.now.toISOString(),
    license: idRef('#access'),
    conformsTo: used.map(([id]) => idRef(id)),
    hasPart: refs(parts),
    mentions: refs([...actions, idOf.get(record.root.id) ?? '']),
    ...(run ? { mainEntity: idRef(workflowFile) } : {}),
  };
  entities.add({
    '@id': '#access',
    '@type': 'CreativeWork',
    name: 'As the project permits',
    description: 'Given to a member of the project; its rules say who else may have it.',
  });
  return { metadata: document(root, entities.all()), texts, files };
}

function document(root: JsonObject, entities: readonly JsonObject[]): JsonObject {
  return {
    // The one term that RO-Crate lacks, written out: who reads the crate needs one context from the network less.
    '@context': ['https://w3id.org/ro/crate/1.1/context', { sha256: 'https://w3id.org/ro/terms/workflow-run#sha256' }],
    '@graph': [
      {
        '@id': 'ro-crate-metadata.json',
        '@type': 'CreativeWork',
        about: idRef('./'),
        conformsTo: idRef('https://w3id.org/ro/crate/1.1'),
      },
      root,
      ...entities,
    ],
  };
}

/** Adds the asset, and its file where it has one; answers its id in the crate. */
function addAsset(
  entities: CrateEntities,
  files: { name: string; asset: Asset }[],
  asset: Asset,
  { address, withContent }: CrateOptions,
): string {
  const { id, label, content, createdAt, kind, level, properties } = asset;
  const common = { name: label, identifier: `urn:uuid:${id}`, dateCreated: createdAt.toISOString() };
  if (content) {
    const place = `files/${id}/${fileNameOf(asset, content)}`;
    if (withContent) files.push({ name: place, asset });
    return entities.add({
      '@id': withContent ? place : `${address}/files/${id}`,
      '@type': 'File',
      ...common,
      contentSize: String(content.sizeBytes),
      encodingFormat: content.mediaType,
      sha256: content.sha256,
    });
  }
  const { name, value, unit } = properties;
  if (typeof name === 'string' && typeof value === 'number') {
    return entities.add({
      '@id': `#asset-${id}`,
      '@type': 'PropertyValue',
      ...common,
      name,
      value,
      ...(typeof unit === 'string' ? { unitText: unit } : {}),
    });
  }
  return entities.add({
    '@id': `#asset-${id}`,
    '@type': 'CreativeWork',
    ...common,
    additionalType: kind ?? level.toLowerCase(),
    description: JSON.stringify(properties),
  });
}

function addAction(entities: CrateEntities, activity: ProvActivity, idOf: ReadonlyMap<string, string>): string {
  const { id, method, methodVersion, startedAt, endedAt, used, generated, agents, parameters } = activity;
  const people = agents.filter(({ agent }) => agent.kind !== 'SOFTWARE').map(({ agent }) => entities.addAgent(agent));
  const programs = agents.flatMap(({ agent }) =>
    agent.kind === 'SOFTWARE' && agent.name !== method ? [entities.addAgent(agent)] : [],
  );
  const settings = Object.entries(parameters).map(([name, value]) =>
    entities.add({
      '@id': `#parameter-${id}-${encodeURIComponent(name)}`,
      '@type': 'PropertyValue',
      name,
      value: shown(value),
    }),
  );
  return entities.add({
    '@id': `#activity-${id}`,
    '@type': 'CreateAction',
    name: `${method} ${methodVersion}`,
    description: `One execution of ${method}, version ${methodVersion}.`,
    instrument: idRef(entities.addMethod(method, methodVersion, programs)),
    startTime: startedAt.toISOString(),
    endTime: endedAt.toISOString(),
    actionStatus: idRef('http://schema.org/CompletedActionStatus'),
    object: refs([...placesOf(used, idOf), ...settings]),
    result: refs(placesOf(generated, idOf)),
    ...(people.length > 0 ? { agent: refs(people) } : {}),
  });
}

/** The run that made the asset. */
function mainRun({ root, activities, runs }: ProvenanceRecord): RunRecord | undefined {
  const made = activities.find(({ generated }) => generated.some(({ assetId }) => assetId === root.id));
  return typeof made?.runId === 'string' ? runs.get(made.runId) : undefined;
}

/** The run as the execution of its workflow: what its steps used from outside of it, and what they made. */
function addRun(
  entities: CrateEntities,
  run: RunRecord,
  { activities }: ProvenanceRecord,
  idOf: ReadonlyMap<string, string>,
): string {
  const own = activities.filter(({ runId }) => runId === run.runId);
  const made = new Set(own.flatMap(({ generated }) => generated.map(({ assetId }) => assetId)));
  const used = own.flatMap((activity) => activity.used).filter(({ assetId }) => !made.has(assetId));
  const ends = own.map(({ endedAt }) => endedAt.getTime());
  const language = entities.add({
    '@id': '#pesscara-workflow',
    '@type': 'ComputerLanguage',
    name: 'PESSCARA workflow',
    alternateName: 'PESSCARA',
    identifier: idRef('urn:x-pesscara:workflow'),
    url: idRef('urn:x-pesscara:workflow'),
  });
  entities.add({
    '@id': workflowFile,
    '@type': ['File', 'SoftwareSourceCode', 'ComputationalWorkflow'],
    name: run.workflowTitle,
    identifier: run.workflowName,
    version: String(run.workflowVersion),
    encodingFormat: 'application/json',
    programmingLanguage: idRef(language),
  });
  const starter = entities.add({ '@id': `#starter-${run.runId}`, '@type': 'Person', name: run.startedBy });
  return entities.add({
    '@id': `#run-${run.runId}`,
    '@type': 'CreateAction',
    name: `Run of ${run.workflowTitle}`,
    description: `Version ${String(run.workflowVersion)} of the workflow ${run.workflowName}, on one exam.`,
    instrument: idRef(workflowFile),
    startTime: run.startedAt.toISOString(),
    endTime: (run.endedAt ?? new Date(Math.max(...ends))).toISOString(),
    actionStatus: idRef('http://schema.org/CompletedActionStatus'),
    object: refs(placesOf(used, idOf)),
    result: refs(
      placesOf(
        [...made].map((assetId) => ({ assetId })),
        idOf,
      ),
    ),
    agent: idRef(starter),
  });
}

function placesOf(
  usages: readonly { readonly assetId: string }[],
  idOf: ReadonlyMap<string, string>,
): readonly string[] {
  return [...new Set(usages.flatMap(({ assetId }) => idOf.get(assetId) ?? []))];
}

function shown(value: Json): Json {
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

function readmeOf({ root, assets, activities }: ProvenanceRecord, { withContent, address }: CrateOptions): string {
  return [
    `# Provenance of ${root.label}`,
    '',
    `A Workflow Run RO-Crate of ${String(assets.length)} assets and ${String(activities.length)} activities, written by the hub at ${address}.`,
    `\`ro-crate-metadata.json\` says what was used, by which methods and by whom.`,
    withContent ? 'The files are in `files/`.' : `The files are not in it: each entity's id is its address at the hub.`,
    '',
  ].join('\n');
}
