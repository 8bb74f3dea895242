import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { cliPath, runNode, startHub, temporaryFolder } from '../../support/pesscara-process.ts';

/** Starts the hub and kills it after `ms`, ready or not. */
async function killedAfter(home: string, ms: number): Promise<void> {
  const child = spawn(process.execPath, [cliPath, 'start'], {
    env: { ...process.env, PESSCARA_HOME: home, PESSCARA_PORT: '0' },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve) => setTimeout(resolve, ms));
  child.kill('SIGKILL');
  await ended;
}

test('a first start killed at any moment leaves a folder that the next start opens', { timeout: 240_000 }, async () => {
  await using folder = await temporaryFolder();
  const home = join(folder.path, 'hub');
  // From loading the modules through making the database to the first requests.
  for (const ms of [200, 600, 900, 1300, 1800, 2400, 3100, 3900]) await killedAfter(home, ms);
  await using hub = await startHub(home);
  const answer = await hub.operator.request(
    z.object({ me: z.object({ isAdministrator: z.boolean() }) }),
    '{ me { isAdministrator } }',
  );
  expect(answer.me.isAdministrator).toBe(true);
});

test(
  'what was acknowledged before kill -9 and before an orderly stop is there afterwards',
  { timeout: 120_000 },
  async () => {
    await using folder = await temporaryFolder();
    const names: string[] = [];
    const projects = z.object({ projects: z.object({ nodes: z.array(z.object({ name: z.string() })) }) });
    for (const [round, signal] of (['SIGKILL', 'SIGTERM', 'SIGKILL'] as const).entries()) {
      const hub = await startHub(folder.path);
      for (let i = 0; i < 5; i++) {
        const name = `P-${String(round)}-${String(i)}`;
        await hub.operator.request(
          z.unknown(),
          'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
          { input: { name } },
        );
        names.push(name);
      }
      await hub.process.end(signal);
    }
    await using hub = await startHub(folder.path);
    const found = await hub.operator.request(projects, '{ projects(first: 100) { nodes { name } } }');
    expect(found.projects.nodes.map((project) => project.name).toSorted()).toEqual(names.toSorted());
  },
);

test('a second hub on the same data folder is refused with the first one named', { timeout: 60_000 }, async () => {
  await using folder = await temporaryFolder();
  await using hub = await startHub(folder.path);
  const second = await runNode(cliPath, ['start'], { PESSCARA_HOME: folder.path, PESSCARA_PORT: '0' });
  expect(second.code).toBe(1);
  expect(second.stderr).toContain(String(hub.process.pid));
});
