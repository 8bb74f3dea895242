import { cronerCalendar } from '../adapters/croner/croner-calendar.ts';
import { PostgresChildRuns } from '../adapters/postgres/child-runs.ts';
import { PostgresPromotions } from '../adapters/postgres/promotions.ts';
import { PostgresRunQuotas } from '../adapters/postgres/run-quotas.ts';
import { PostgresTriggers } from '../adapters/postgres/triggers.ts';
import { PostgresWorkflowStore } from '../adapters/postgres/workflows.ts';
import { yamlReader } from '../adapters/yaml/yaml-reader.ts';
import { triggeringFeed } from '../core/workflows/triggering-feed.ts';
import type { Stores } from './wire-stores.ts';

/** What definitions and triggers of workflows need, and the feed that wakes the triggers: every use case must publish on that one. */
export function workflowStores({ sql, queue, feed }: Pick<Stores, 'sql' | 'queue' | 'feed'>) {
  const triggers = new PostgresTriggers(sql);
  const children = new PostgresChildRuns(sql);
  return {
    workflowStore: new PostgresWorkflowStore(sql),
    feed: triggeringFeed(feed, { triggers, queue, transactor: sql }),
    defining: {
      reader: yamlReader,
      calendar: cronerCalendar,
      triggers,
      children,
      quotas: new PostgresRunQuotas(sql),
      promotions: new PostgresPromotions(sql),
    },
  };
}
