import { z } from 'zod';
import type { HubClient } from '../cli/hub-client.ts';

const runEvent = z.object({
  projectRuns: z.object({
    cursor: z.string(),
    message: z.string(),
    run: z.object({ percent: z.number(), state: z.string(), exam: z.object({ label: z.string() }) }),
  }),
});

/**
 * Prints the progress of all runs of a project as the subscription brings it, until `signal` aborts: a run's start and
 * end, and what people do; what happens to each series is left out, for there would be hundreds of lines. When the
 * connection is lost (the hub was killed), it subscribes again from the last event seen: none missed, none twice.
 */
export async function followRuns(
  client: () => HubClient,
  projectId: string,
  print: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  let after = '0';
  while (!signal.aborted) {
    try {
      const events = client().subscribe(
        runEvent,
        `subscription ($projectId: ID!, $after: String) {
          projectRuns(projectId: $projectId, after: $after) { cursor message run { percent state exam { label } } }
        }`,
        { projectId, after },
        signal,
      );
      for await (const { projectRuns } of events) {
        after = projectRuns.cursor;
        if (!worthALine(projectRuns.message)) continue;
        print(
          `${String(projectRuns.run.percent).padStart(3)} %  ${projectRuns.run.exam.label}  ${projectRuns.message}`,
        );
      }
    } catch (caught) {
      // A lost socket is not the subscription's end; a refusal would come again at once, so it is told.
      if (caught instanceof Error && 'code' in caught && caught.code === 'FORBIDDEN') throw caught;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
}

function worthALine(message: string): boolean {
  return message.startsWith('run: ') || /: (waits for a person|approved by|rejected by)/.test(message);
}
