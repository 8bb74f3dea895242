import type { IntakePorts } from './ports.ts';

/** What processes that died in the middle of receiving have left. */
export function createLeftovers({ intake, objects }: Pick<IntakePorts, 'intake' | 'objects'>) {
  return {
    /**
     * Notes sealed files that were stored and perhaps never admitted, so that the sweep finds those that nothing leads to. For the start of a process, and
     * again when a sweep comes: those of other hosts are told from living ones by their age.
     */
    async noteLeftovers(): Promise<void> {
      const { staging } = objects;
      if (staging === undefined) return;
      for await (const { path, sha256 } of staging.leftovers()) {
        await intake.noteLeftover(sha256);
        await staging.discard([path]);
      }
    },
  };
}
