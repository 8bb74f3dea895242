import { HubError } from '../errors.ts';
import type { Json, JsonObject } from '../json.ts';
import { sha256 } from '../json.ts';
import { hashOf } from '../signatures/signed.ts';
import { maxDepth, subworkflow } from './child-runs.ts';
import type { StepDefinition } from './definition.ts';
import type { WorkflowPorts } from './ports.ts';
import type { BundledScript, BundledUse, BundledWorkflow } from './promotion.ts';
import type { Workflow } from './run.ts';
import { parseDefinition, storedDefinition } from './validate-definition.ts';

/** The version, and each version of another workflow that it uses now, over whatever others; each before those that it uses. */
export async function bundledWorkflows(
  { store }: Pick<WorkflowPorts, 'store'>,
  root: Workflow,
): Promise<readonly BundledWorkflow[]> {
  const newest = await store.newestWorkflows([root.projectId]);
  const after: BundledWorkflow[] = [];
  const visit = async (workflow: Workflow, above: readonly string[]): Promise<void> => {
    const { name } = workflow;
    if (above.includes(name)) throw conflict(`the workflow ${[...above, name].join(' uses ')}: it would have no end`);
    if (above.length >= maxDepth) throw conflict(`workflows within workflows are at most ${String(maxDepth)} deep`);
    const uses: BundledUse[] = [];
    for (const { id, used, version } of usesOf(storedDefinition(workflow.document).steps)) {
      const found =
        version === null
          ? newest.find((one) => one.name === used)
          : await store.workflowVersion(root.projectId, used, version);
      if (!found) throw conflict(`${name} uses ${nameOf(used, version)}, which the project does not have`);
      await visit(found, [...above, name]);
      uses.push({ step: id, workflow: used, version: found.version });
    }
    if (!after.some((one) => one.name === name && one.version === workflow.version))
      after.push(bundled(workflow, uses));
  };
  await visit(root, []);
  return after.toReversed();
}

function conflict(message: string): HubError {
  return new HubError('CONFLICT', message, { field: 'input.workflowId' });
}

const nameOf = (name: string, version: number | null): string =>
  version === null ? name : `${name} version ${String(version)}`;

function usesOf(steps: readonly StepDefinition[]) {
  return steps
    .filter(({ uses }) => uses === subworkflow)
    .map(({ id, with: { workflow, version } }) => ({
      id,
      used: typeof workflow === 'string' ? workflow : '',
      version: typeof version === 'number' ? version : null,
    }));
}

function bundled(workflow: Workflow, uses: readonly BundledUse[]): BundledWorkflow {
  const { name, version, title, document, createdBy, createdAt } = workflow;
  return {
    name,
    version,
    title,
    document,
    sha256: hashOf(document),
    writtenBy: createdBy,
    writtenAt: createdAt.toISOString(),
    uses,
    ...contentsOf(document),
  };
}

/** What of a document is a program. */
function contentsOf(document: JsonObject): Pick<BundledWorkflow, 'scripts' | 'images'> {
  const { steps } = parseDefinition(document);
  return {
    scripts: steps.flatMap(({ id, uses, with: { script } }): BundledScript[] => {
      if (typeof script !== 'string') return [];
      const isShipped = uses === 'python' && script.startsWith('builtin:');
      return [{ step: id, sha256: isShipped ? null : sha256(script), builtin: isShipped ? script : null }];
    }),
    images: steps.flatMap(({ id, with: { image } }) => (typeof image === 'string' ? [{ step: id, image }] : [])),
  };
}

/** Whether the bundled workflow says of itself what its document says. @throws BAD_USER_INPUT where the document is no workflow */
export function fitsDocument(part: BundledWorkflow): boolean {
  const { scripts, images, uses, document, name } = part;
  const definition = parseDefinition(document);
  const named = usesOf(definition.steps);
  return (
    part.sha256 === hashOf(document) &&
    definition.name === name &&
    hashOf({ ...contentsOf(document) }) === hashOf({ scripts, images }) &&
    named.length === uses.length &&
    named.every(({ id, used, version }) =>
      uses.some((use) => use.step === id && use.workflow === used && (version === null || version === use.version)),
    )
  );
}

/** The document with the version of each workflow that is a step of it written down: as it runs where it was promoted to. */
export function pinned(
  { document, uses }: Pick<BundledWorkflow, 'document' | 'uses'>,
  versionHere: (use: BundledUse) => number,
): JsonObject {
  const { steps } = document;
  if (uses.length === 0 || !Array.isArray(steps)) return document;
  return {
    ...document,
    steps: steps.map((step: Json): Json => {
      const raw = step as JsonObject;
      const use = uses.find((one) => one.step === raw['id']);
      return use ? { ...raw, with: { ...(raw['with'] as JsonObject), version: versionHere(use) } } : raw;
    }),
  };
}
