import { z } from 'zod';
import type { HubClient } from '../cli/hub-client.ts';
import { patiently } from '../cli/patiently.ts';

const answer = z.object({ ingestions: z.array(z.object({ settled: z.boolean() })) });

/** Resolves when no file of the project's newest ingestions waits for de-identification any more. */
export async function waitForPools(client: () => HubClient, projectId: string): Promise<void> {
  const until = Date.now() + 600_000;
  for (;;) {
    const { ingestions } = await patiently(() =>
      client().request(answer, 'query ($projectId: ID!) { ingestions(projectId: $projectId, first: 50) { settled } }', {
        projectId,
      }),
    );
    if (ingestions.every((ingestion) => ingestion.settled)) return;
    if (Date.now() > until) throw new Error('files still wait for de-identification after 10 minutes');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
