import { badInput } from '../errors.ts';
import { isId } from '../ids.ts';
import type { JsonObject } from '../json.ts';
import { numberedPageOf } from '../page.ts';
import { actorName, authorize, may, requirePerson, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { Page } from '../ports/asset-graph.ts';
import { confirmPerson, printedName } from '../signatures/confirm-person.ts';
import { hashOf, isSigned } from '../signatures/signed.ts';
import { readReason } from './control-run.ts';
import type { WorkflowPorts } from './ports.ts';
import { startableWorkflows } from './promoted.ts';
import type { PromotionState } from './promotion-state.ts';
import type { ConfigurationChange, ProjectConfiguration } from './promotion.ts';
import { refreshTriggers } from './refresh-triggers.ts';

export interface SetConfigurationInput {
  readonly projectId: string;
  readonly configuration: ProjectConfiguration;
  readonly reason: string;
  /** Signs the change: required to leave a trial. */
  readonly password: string | null;
}

/**
 * The configuration of the project from now on; one that it has already stays as it is. Runs that have begun go on.
 * @throws UNAUTHENTICATED (also a wrong password), NOT_FOUND, FORBIDDEN, BAD_USER_INPUT (no reason; no password to leave a trial)
 */
export async function setProjectConfiguration(
  ports: WorkflowPorts,
  actor: Actor,
  { projectId, configuration, reason: given, password }: SetConfigurationInput,
): Promise<ProjectConfiguration> {
  authorize(actor, 'project.own', projectId);
  requirePerson(actor);
  const reason = readReason(given, true) ?? '';
  if (password !== null)
    await confirmPerson(ports, actor, `project:${projectId}`, projectId, password, 'input.password');
  const name = await printedName(ports.people, actor);
  await ports.transactor.transact(async () => {
    await ports.promotions.lockConfiguration(projectId, 'ALONE');
    const before = (await ports.promotions.configurationsOf([projectId])).get(projectId) ?? 'DEVELOPMENT';
    if (before === configuration) return;
    if (before === 'TRIAL' && password === null)
      throw badInput('input.password', 'your password: leaving a trial is signed', null);
    const { totalCount } = await ports.promotions.changesOf(projectId, { first: 0, after: null });
    const setAt = new Date();
    const document = {
      type: 'PESSCARA project configuration',
      version: 1,
      project: projectId,
      number: totalCount + 1,
      from: before,
      to: configuration,
      reason,
      signer: { account: actor.id, username: actor.username, name },
      signedAt: setAt.toISOString(),
      signedWith: 'PASSWORD',
    };
    const signature = password === null ? null : { document, jws: await ports.certifier.sign(document) };
    const setBy = actorName(actor);
    await ports.promotions.putChange({
      ...{ projectId, number: totalCount + 1, configuration, reason, setBy, setAt, signature },
    });
    await refreshTriggers(ports, projectId, await startableWorkflows(ports, projectId));
    await ports.audit.append({
      actor: setBy,
      action: 'project.configured',
      target: `project:${projectId}`,
      projectId,
      reason,
      oldValue: { configuration: before },
      newValue: { configuration, signed: signature !== null },
    });
  });
  return configuration;
}

/** Of each of the projects that the actor may see. @throws UNAUTHENTICATED */
export async function configurationsOf(
  { promotions }: Pick<WorkflowPorts, 'promotions'>,
  actor: Actor,
  projectIds: readonly string[],
): Promise<ReadonlyMap<string, ProjectConfiguration>> {
  requireSignedIn(actor);
  return promotions.configurationsOf(projectIds.filter((id) => isId(id) && may(actor, 'project.read', id)));
}

/** A change with whether its signature fits it; null where there is none. */
export interface ShownChange extends ConfigurationChange {
  readonly signatureState: PromotionState | null;
}

/** Oldest first; cursors are numbers. @throws UNAUTHENTICATED, NOT_FOUND, BAD_USER_INPUT */
export async function configurationChanges(
  { promotions, certifier }: Pick<WorkflowPorts, 'promotions' | 'certifier'>,
  actor: Actor,
  projectId: string,
  first: number,
  after: string | null,
): Promise<Page<ShownChange>> {
  authorize(actor, 'project.read', projectId);
  const page = await promotions.changesOf(projectId, numberedPageOf(first, after));
  const items = await Promise.all(
    page.items.map(async (change): Promise<ShownChange> => {
      const { signature } = change;
      if (signature === null) return { ...change, signatureState: null };
      const fits = (await isSigned(certifier, signature.document, signature.jws)) && agrees(change, signature.document);
      return { ...change, signatureState: fits ? 'VALID' : 'BROKEN' };
    }),
  );
  return { ...page, items };
}

function agrees(change: ConfigurationChange, { project, number, to, reason, signedAt }: JsonObject): boolean {
  const kept = [change.projectId, change.number, change.configuration, change.reason, change.setAt.toISOString()];
  const said = [project, number, to, reason, signedAt].map((one) => one ?? null);
  return hashOf({ kept: said }) === hashOf({ kept });
}
