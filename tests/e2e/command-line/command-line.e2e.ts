import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  cliPath,
  repository,
  runNode,
  startHub,
  temporaryFolder,
  type CommandResult,
  type HubProcess,
} from '../../support/pesscara-process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'));
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

const pesscara = (args: readonly string[], stdin = ''): Promise<CommandResult> =>
  runNode(cliPath, args, { PESSCARA_HOME: hub.home }, stdin);
const images = join(repository, 'tests', 'data', 'pydicom');

test('help teaches: every command has a description, and the first page an example of a first hour', async () => {
  const help = await pesscara(['--help']);
  expect(help.code).toBe(0);
  for (const command of [
    'start',
    'site',
    'gateway',
    'ingest',
    'review',
    'task',
    'query',
    'lineage',
    'user',
    'status',
  ]) {
    expect(help.stdout).toMatch(new RegExp(`^  ${command} .*\\w`, 'm'));
    expect((await pesscara([command, '--help'])).code).toBe(0);
  }
  expect(help.stdout).toMatch(/pesscara ingest/);
});

test('ingest, review and status work on a fresh hub, with JSON for scripts', async () => {
  const small = join(folder.path, 'small');
  await mkdir(small);
  for (const name of ['CT_small.dcm', 'MR_small.dcm'])
    await writeFile(join(small, name), await (await import('node:fs/promises')).readFile(join(images, name)));
  await writeFile(join(small, 'empty.dcm'), '');
  await writeFile(join(small, 'notes.txt'), 'no image');

  const ingest = await pesscara(['ingest', small, '--project', 'P', '--pool', 'Q', '--wait', '--json']);
  expect(ingest.stderr).toBe('');
  expect(ingest.code).toBe(0);
  const report = JSON.parse(ingest.stdout) as {
    received: number;
    duplicate: number;
    refused: { file: string; reason: string }[];
    counts: { quarantined: number };
  };
  expect(report.received).toBe(2);
  expect(report.refused.map((r) => r.file).toSorted()).toEqual(['empty.dcm', 'notes.txt']);
  expect(report.refused.every((r) => r.reason.length > 0)).toBe(true);
  expect(report.counts.quarantined).toBe(2);

  const again = JSON.parse(
    (await pesscara(['ingest', small, '--project', 'P', '--pool', 'Q', '--wait', '--json'])).stdout,
  ) as { received: number; duplicate: number };
  expect(again).toMatchObject({ received: 0, duplicate: 2 });

  expect(JSON.parse((await pesscara(['review', 'list', '--project', 'P', '--json'])).stdout)).toHaveLength(2);
  const approve = await pesscara(['review', 'approve', '--project', 'P', '--all', '--json']);
  expect(approve.code).toBe(0);
  expect((JSON.parse(approve.stdout) as { approved: string[] }).approved).toHaveLength(2);
  expect(JSON.parse((await pesscara(['review', 'list', '--project', 'P', '--json'])).stdout)).toEqual([]);

  const status = await pesscara(['status', '--json']);
  expect(status.code).toBe(0);
  expect(JSON.parse(status.stdout)).toMatchObject({ ready: true, projects: { totalCount: 1 } });
});

test('query reads stdin and a file, takes variables, and fails on errors in the answer', async () => {
  const me = await pesscara(['query', '-'], '{ me { username isAdministrator } }');
  expect(me.code).toBe(0);
  expect(JSON.parse(me.stdout)).toMatchObject({ data: { me: { isAdministrator: true } } });
  const file = join(folder.path, 'q.graphql');
  await writeFile(file, 'query ($n: String!) { project(name: $n) { name } }');
  expect(JSON.parse((await pesscara(['query', file, '--variables', '{"n":"NOPE"}'])).stdout)).toEqual({
    data: { project: null },
  });
  const wrong = await pesscara(['query', '-'], '{ nope }');
  expect(wrong.code).toBe(1);
  expect(JSON.parse(wrong.stdout)).toHaveProperty('errors.0.message');
});

test('user add makes an account that can sign in', async () => {
  const made = JSON.parse((await pesscara(['user', 'add', 'maria', '--json'])).stdout) as {
    username: string;
    password: string;
  };
  expect(made.username).toBe('maria');
  const answer = await fetch(`${hub.process.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($i: LoginInput!) { login(input: $i) { accessToken refreshToken expiresAt } }',
      variables: { i: { username: 'maria', password: made.password } },
    }),
  });
  expect(await answer.json()).toHaveProperty('data.login.accessToken');
  const twice = await pesscara(['user', 'add', 'maria', '--json']);
  expect(twice.code).toBe(1);
  expect(JSON.parse(twice.stdout)).toHaveProperty('error.code', 'CONFLICT');
});

test('wrong use has clear exit codes: 2 for usage, 3 without a hub, 4 without permission', async () => {
  expect((await pesscara(['nope'])).code).toBe(2);
  expect((await pesscara(['ingest', images])).code).toBe(2);
  const noFolder = await pesscara(['ingest', '/does/not/exist', '--project', 'P', '--pool', 'Q']);
  expect(noFolder.code).toBe(2);
  expect(noFolder.stderr).toMatch(/DIR: expected a folder/);
  const nobody = await runNode(cliPath, ['status'], { PESSCARA_HOME: join(folder.path, 'nowhere') });
  expect(nobody.code).toBe(3);
  expect(nobody.stderr).toMatch(/pesscara start/);
  const { port } = new URL(hub.process.url);
  const refused = await runNode(cliPath, ['status'], { PESSCARA_TOKEN: 'not-a-token', PESSCARA_PORT: port });
  expect(refused.code).toBe(4);
});

test('a second hub on the same data folder is refused with the first one named', async () => {
  const second = await runNode(cliPath, ['start'], { PESSCARA_HOME: hub.home, PESSCARA_PORT: '0' });
  expect(second.code).toBe(1);
  expect(second.stderr).toContain(String(hub.process.pid));
});
