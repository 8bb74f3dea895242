import { HubError, notFound } from '../errors.ts';
import { isId, newId } from '../ids.ts';
import { actorName, authorize, may, requireSignedIn, type Actor } from '../policy/policy.ts';
import type { AssetGraph } from '../ports/asset-graph.ts';
import type { AuditTrail } from '../ports/audit-trail.ts';
import type { ChangeFeed } from '../ports/change-feed.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import type { RuleApplication, RuleApplicationStore } from '../ports/rule-application-store.ts';
import type { TagStore } from '../ports/tag-store.ts';
import type { Transactor } from '../ports/transactor.ts';
import { applyRules } from './apply-rules.ts';
import { assetChanges, changed } from './asset-changes.ts';
import type { AssetCondition } from './asset-filter.ts';
import { draftTags, writeTags } from './change-tags.ts';
import type { ChangingTags } from './changing-tags.ts';
import type { TagRule } from './tag-rule.ts';

export interface ApplyTagRulesInput {
  readonly projectId: string;
  /** Null or absent: all rules of the project. */
  readonly ruleName?: string | null | undefined;
  /** True: nothing is set, it is only counted. @default false */
  readonly dryRun?: boolean | null | undefined;
}

export interface RuleApplications {
  /**
   * Begins to let the project's rules act on the assets that are there already; a job does it, in batches. Each change is as a rule's
   * change always is, and the whole is one entry of the audit trail.
   * @throws NOT_FOUND for a project or rule, FORBIDDEN
   */
  applyTagRules(actor: Actor, input: ApplyTagRulesInput): Promise<RuleApplication>;
  /** How far it has come; null when there is none that the actor may see. @throws UNAUTHENTICATED */
  tagRuleApplication(actor: Actor, id: string): Promise<RuleApplication | null>;
  /** The job: goes on where it stood, to the end. @throws the signal's reason when it is aborted; what was done until then stays */
  runTagRuleApplication(id: string, signal: AbortSignal): Promise<void>;
}

export interface RuleApplicationPorts {
  readonly graph: AssetGraph;
  readonly tags: TagStore;
  readonly ruleApplications: RuleApplicationStore;
  readonly audit: AuditTrail;
  readonly feed: ChangeFeed;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly transactor: Transactor;
  /** Assets of one transaction. @default 200 */
  readonly batchSize?: number;
}

const byId = { by: 'ID', descending: false } as const;
/** What makes it fail (a store that is away) passes, and each try goes on where the last one stood. */
const attempts = 50;

export function createRuleApplications(ports: RuleApplicationPorts): RuleApplications {
  const { graph, tags: store, ruleApplications, audit, feed, jobs, transactor, batchSize = 200 } = ports;

  async function rulesOf(projectId: string, ruleName: string | null): Promise<readonly TagRule[]> {
    const rules = await store.rules([projectId]);
    return ruleName === null ? rules : rules.filter(({ name }) => name === ruleName);
  }

  /** The next assets in order of id. Which they are doesn't change what is done to them, so this is no part of the transaction. */
  async function nextOf({ position }: RuleApplication, rules: readonly TagRule[], projectId: string) {
    const page = { first: batchSize, after: position === null ? null : { value: null, id: position } };
    const { items } = await graph.searchAssets(assetsOf(projectId, rules), byId, page);
    return items.map(({ asset }) => asset.id);
  }

  /** Looks at one batch; true when there is more. */
  async function batch(id: string): Promise<boolean> {
    const known = (await ruleApplications.getApplications([id])).get(id);
    if (!known || known.endedAt) return false;
    const ids = await nextOf(known, await rulesOf(known.projectId, known.ruleName), known.projectId);
    return transactor.transact(async () => {
      const one = await ruleApplications.lockApplication(id);
      if (!one || one.endedAt) return false;
      // Another process is at it too, and was faster.
      if (one.position !== known.position) return true;
      const changes = ids.length === 0 ? [] : await act(one, ids);
      const counts = {
        lookedAt: ids.length,
        changedAssets: changes.length,
        changes: changes.reduce((sum, tags) => sum + tags.changes().length, 0),
      };
      const endedAt = ids.length < batchSize ? new Date() : null;
      await ruleApplications.advanceApplication(id, { position: ids.at(-1) ?? null, ...counts, endedAt });
      if (endedAt && !one.dryRun) await tell(one, counts);
      return endedAt === null;
    });
  }

  /** What the rules change, or would change, on each asset; those on which nothing changes are left out. */
  async function act(one: RuleApplication, ids: readonly string[]): Promise<readonly ChangingTags[]> {
    const at = new Date();
    await store.lockTags(ids);
    // As they are now that nobody else changes their tags: a check-in has had its own turn of the rules.
    const assets = [...(await graph.getAssets(ids)).values()];
    const drafted = await draftTags(ports, assets, (tags, definitionOf, rules) => {
      if (one.ruleName !== null) {
        applyRules(
          tags,
          rules.filter(({ name }) => name === one.ruleName),
          definitionOf,
          at,
        );
        // What follows from it are the other rules' turns, as after every change.
        if (tags.changes().length === 0) return;
      }
      applyRules(tags, rules, definitionOf, at);
    });
    const changing = drafted.filter((tags) => tags.changes().length > 0);
    if (one.dryRun) return changing;
    await writeTags(ports, changing);
    await assetChanges.append(
      feed,
      one.projectId,
      one.requestedBy,
      changing.map(({ asset }) => changed(asset, 'TAGGED')),
    );
    return changing;
  }

  const tell = (one: RuleApplication, counts: Pick<RuleApplication, 'lookedAt' | 'changedAssets' | 'changes'>) =>
    audit.append({
      actor: one.requestedBy,
      action: 'tag-rules.applied',
      target: `tag-rule-application:${one.id}`,
      projectId: one.projectId,
      reason: null,
      oldValue: null,
      newValue: {
        rule: one.ruleName,
        lookedAt: one.lookedAt + counts.lookedAt,
        changedAssets: one.changedAssets + counts.changedAssets,
        changes: one.changes + counts.changes,
      },
    });

  return {
    applyTagRules: async (actor, { projectId, ruleName = null, dryRun }) => {
      authorize(actor, 'project.manage', projectId);
      const rules = await rulesOf(projectId, ruleName);
      if (ruleName !== null && rules.length === 0)
        throw new HubError('NOT_FOUND', notFound('tag rule').message, { field: 'input.ruleName' });
      const application: RuleApplication = {
        id: newId(),
        projectId,
        ruleName,
        dryRun: dryRun ?? false,
        requestedBy: actorName(actor),
        requestedAt: new Date(),
        total: await graph.countAssets(assetsOf(projectId, rules)),
        ...{ position: null, lookedAt: 0, changedAssets: 0, changes: 0, endedAt: null },
      };
      await transactor.transact(async () => {
        await ruleApplications.insertApplication(application);
        const payload = { applicationId: application.id };
        await jobs.enqueue([{ queue: 'rules', key: `apply:${application.id}`, payload, attempts }]);
      });
      return application;
    },
    tagRuleApplication: async (actor, id) => {
      requireSignedIn(actor);
      const found = isId(id) ? (await ruleApplications.getApplications([id])).get(id) : undefined;
      return found && may(actor, 'asset.read', found.projectId) ? found : null;
    },
    runTagRuleApplication: async (id, signal) => {
      do signal.throwIfAborted();
      while (await batch(id));
    },
  };
}

/** Assets of the levels that the rules are about. */
function assetsOf(projectId: string, rules: readonly TagRule[]): AssetCondition {
  return {
    kind: 'AND',
    of: [
      { kind: 'IS', field: 'projectId', values: [projectId] },
      { kind: 'IS', field: 'level', values: [...new Set(rules.map(({ level }) => level))] },
    ],
  };
}
