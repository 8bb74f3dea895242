import { assetChangesTopic } from '../assets/asset-changes.ts';
import { newId } from '../ids.ts';
import type { ChangeFeed } from '../ports/change-feed.ts';
import type { JobQueue } from '../ports/job-queue.ts';
import type { Transactor } from '../ports/transactor.ts';
import type { TriggerStore } from '../ports/trigger-store.ts';

interface TriggeringPorts {
  readonly triggers: Pick<TriggerStore, 'noteChange'>;
  readonly queue: Pick<JobQueue, 'enqueue'>;
  readonly transactor: Transactor;
}

const prefix = assetChangesTopic('');

/** The job that looks at a project's changes. */
export const assetEventsJob = (projectId: string) => ({
  queue: 'advance' as const,
  key: `asset-events:${newId()}`,
  payload: { assetEvents: projectId },
});

/**
 * The feed, whose changes of assets also wake the triggers of their project: many changes queue one job, in the transaction of the
 * first of them.
 */
export function triggeringFeed(feed: ChangeFeed, { triggers, queue, transactor }: TriggeringPorts): ChangeFeed {
  return {
    publish: async (topic, payload) => {
      if (!topic.startsWith(prefix)) return feed.publish(topic, payload);
      return transactor.transact(async () => {
        await feed.publish(topic, payload);
        const projectId = topic.slice(prefix.length);
        if (await triggers.noteChange(projectId)) await queue.enqueue([assetEventsJob(projectId)]);
      });
    },
    newest: (topic) => feed.newest(topic),
    subscribe: (topic, after, signal) => feed.subscribe(topic, after, signal),
  };
}
