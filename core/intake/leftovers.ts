import type { IntakePorts } from './ports.ts';

/** What processes that died in the middle of receiving have left. */
export function createLeftovers({ intake, objects }: Pick<IntakePorts, 'intake' | 'objects'>) {
  return {
    /** Notes sealed files that were stored and perhaps never admitted, so that the sweep finds those that nothing leads to. For the start of a process. */
    async noteLeftovers(): Promise<void> {
      const { staging } = objects;
      for (const { path, sha256 } of (await staging?.leftovers()) ?? []) {
        // Not noted while a sweep deletes it, which is all that is wanted.
        await intake.noteArriving(sha256);
        await staging?.discard([path]);
      }
    },
  };
}
