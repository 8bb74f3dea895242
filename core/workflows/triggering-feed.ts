import { assetChangesTopic } from '../assets/asset-changes.ts';
import { newId } from '../ids.ts';
import type { ChangeFeed, NewChange } from '../ports/change-feed.ts';
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
  const publishAll = async (changes: readonly NewChange[]): Promise<void> => {
    const ofAssets = new Set(changes.map(({ topic }) => topic).filter((topic) => topic.startsWith(prefix)));
    if (ofAssets.size === 0) return feed.publishAll(changes);
    return transactor.transact(async () => {
      await feed.publishAll(changes);
      for (const topic of ofAssets) {
        const projectId = topic.slice(prefix.length);
        if (await triggers.noteChange(projectId)) await queue.enqueue([assetEventsJob(projectId)]);
      }
    });
  };
  return {
    publish: (topic, payload) => publishAll([{ topic, payload }]),
    publishAll,
    newest: (topic) => feed.newest(topic),
    subscribe: (topic, after, signal) => feed.subscribe(topic, after, signal),
  };
}
