import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { startCluster, type Cluster } from './cluster.ts';

let cluster: Cluster;
beforeAll(async () => {
  cluster = await startCluster();
}, 240_000);
afterAll(async () => {
  await cluster[Symbol.asyncDispose]();
}, 60_000);

test('every process is restarted in turn, and no request fails', { timeout: 240_000 }, async () => {
  const { hub, gateways, subgraphs, workers, receiver } = cluster;
  let running = true;
  const failures: string[] = [];
  let answered = 0;
  const ask = async (query: string, variables: () => Record<string, unknown>): Promise<void> => {
    while (running) {
      try {
        const answer = await hub.execute(query, variables());
        if (answer.errors) failures.push(JSON.stringify(answer.errors));
        answered += 1;
      } catch (error) {
        failures.push(error instanceof Error ? error.message : String(error));
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  let number = 0;
  const loops = [
    ask('{ me { username } projects(first: 5) { nodes { id name } } }', () => ({})),
    // Crosses to the subgraph in other processes.
    ask('{ assets(filter: { level: PROJECT }, first: 5) { totalCount } }', () => ({})),
    ask('mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }', () => ({
      input: { name: `ROLLING-${String(number++)}` },
    })),
  ];
  const codes: (number | null)[] = [];
  for (const role of [...gateways, ...subgraphs, ...workers, receiver]) codes.push(await role.restart());
  running = false;
  await Promise.all(loops);
  process.stdout.write(
    `broke: ${String(codes.length)} processes restarted; found: ${String(answered)} answers, ${String(failures.length)} failures\n`,
  );
  expect(failures).toEqual([]);
  expect(codes).toEqual(codes.map(() => 0));
  expect(answered).toBeGreaterThan(100);
  const { projects } = await hub.request(
    z.object({ projects: z.object({ totalCount: z.number() }) }),
    '{ projects(first: 1) { totalCount } }',
  );
  expect(projects.totalCount).toBe(number);
});
