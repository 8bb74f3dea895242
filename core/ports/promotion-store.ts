import type { ConfigurationChange, ProjectConfiguration, Promotion } from '../workflows/promotion.ts';
import type { Workflow } from '../workflows/run.ts';
import type { NumberedPage } from '../page.ts';
import type { Page, PageRequest } from './asset-graph.ts';

/** Configurations of projects, and what was promoted into them. Every write joins the ambient transaction. */
export interface PromotionStore {
  /** Of each project, also of one that nothing was ever said of: DEVELOPMENT. */
  configurationsOf(projectIds: readonly string[]): Promise<ReadonlyMap<string, ProjectConfiguration>>;
  /**
   * Until the ambient transaction ends, the configuration stays as it is; ALONE: and nobody else holds it. Who writes a workflow or
   * begins a run holds it SHARED, who changes the configuration or promotes holds it ALONE.
   */
  lockConfiguration(projectId: string, how: 'SHARED' | 'ALONE'): Promise<void>;
  putChange(change: ConfigurationChange): Promise<void>;
  /** Oldest first; cursors are numbers. */
  changesOf(projectId: string, page: NumberedPage): Promise<Page<ConfigurationChange>>;

  putPromotion(promotion: Promotion): Promise<void>;
  getPromotions(ids: readonly string[]): Promise<ReadonlyMap<string, Promotion>>;
  /** In order of id. */
  promotionsOf(projectId: string, page: PageRequest): Promise<Page<Promotion>>;
  /** Those of which the version is a part, withdrawn or not, newest first. */
  promotionsWith(workflowId: string): Promise<readonly Promotion[]>;
  /** Of each name the newest version whose promotion was not withdrawn, in order of name. */
  promotedVersions(projectId: string): Promise<readonly Workflow[]>;
  /** One that was withdrawn before stays as it is. */
  withdraw(id: string, withdrawn: NonNullable<Promotion['withdrawn']>): Promise<void>;
}
