import type { JobQueue } from '../ports/job-queue.ts';
import type { ProtocolStore } from '../ports/protocol-store.ts';
import type { TagStore } from '../ports/tag-store.ts';
import { protocolJobs } from './protocol-jobs.ts';

/** The store of tags, which has exams checked anew when a tag changes that some protocol asks for, whoever changes it. */
export function watchedTags(
  tags: TagStore,
  protocols: Pick<ProtocolStore, 'asksForTags'>,
  jobs: Pick<JobQueue, 'enqueue'>,
): TagStore {
  const appendChanges: TagStore['appendChanges'] = async (changes) => {
    await tags.appendChanges(changes);
    if (changes.length === 0) return;
    if (!(await protocols.asksForTags([...new Set(changes.map(({ name }) => name))]))) return;
    await jobs.enqueue(protocolJobs.tagged([...new Set(changes.map(({ assetId }) => assetId))]));
  };
  return new Proxy(tags, {
    get(target, key) {
      if (key === 'appendChanges') return appendChanges;
      const value: unknown = Reflect.get(target, key, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
}
