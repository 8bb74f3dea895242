import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
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

test(
  'help teaches: every command has a description, and the first page an example of a first hour',
  { timeout: 120_000 },
  async () => {
    const help = await pesscara(['--help']);
    expect(help.code).toBe(0);
    for (const command of [
      'start',
      'site',
      'gateway',
      'ingest',
      'review',
      'workflow',
      'run',
      'task',
      'query',
      'lineage',
      'user',
      'token',
      'status',
      'queue',
    ]) {
      expect(help.stdout).toMatch(new RegExp(`^  ${command} .*\\w`, 'm'));
      expect((await pesscara([command, '--help'])).code).toBe(0);
    }
    expect(help.stdout).toMatch(/pesscara ingest/);
  },
);

test('ingest, review and status work on a fresh hub, with JSON for scripts', async () => {
  const small = join(folder.path, 'small');
  await mkdir(small);
  for (const name of ['CT_small.dcm', 'MR_small.dcm'])
    await writeFile(join(small, name), await readFile(join(images, name)));
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

test(
  'a first hour by hand: a workflow, an approved exam, a task approved, a biomarker and its lineage',
  { timeout: 120_000 },
  async () => {
    const json = async (args: readonly string[], stdin = ''): Promise<unknown> => {
      const result = await pesscara([...args, '--json'], stdin);
      expect(result.code, result.stdout + result.stderr).toBe(0);
      return JSON.parse(result.stdout);
    };
    await json(['ingest', join(images, 'CT_small.dcm'), '--project', 'HOUR', '--pool', 'Q', '--wait']);
    const document = join(repository, 'docs', 'examples', 'series-volumes.json');
    expect(await json(['workflow', 'put', document, '--project', 'HOUR'])).toMatchObject({ name: 'series-volumes' });
    expect(await json(['workflow', 'list', '--project', 'HOUR'])).toHaveLength(1);
    await json(['review', 'approve', '--project', 'HOUR', '--all']);
    await expect.poll(() => json(['task', 'list', '--project', 'HOUR']), { timeout: 30_000 }).toHaveLength(1);
    await json(['task', 'approve', '--project', 'HOUR', '--all']);
    const question = join(repository, 'docs', 'examples', 'biomarkers.graphql');
    const answer = z.object({
      data: z.object({
        project: z.object({
          subjects: z.object({
            nodes: z.tuple([
              z.object({
                exams: z.tuple([
                  z.object({ series: z.tuple([z.object({ biomarkers: z.array(z.object({ id: z.string() })) })]) }),
                ]),
              }),
            ]),
          }),
        }),
      }),
    });
    const biomarkers = async () => {
      const { data } = answer.parse(await json(['query', question, '--variables', '{"project": "HOUR"}']));
      return data.project.subjects.nodes[0].exams[0].series[0].biomarkers;
    };
    await expect.poll(biomarkers, { timeout: 30_000 }).toHaveLength(2);
    const tree = await pesscara(['lineage', (await biomarkers())[0]?.id ?? '']);
    expect(tree.stdout).toMatch(/biomarkers[^]*measure[^]*convert[^]*deidentify/);
    const file = join(folder.path, 'wrong.yaml');
    await writeFile(file, 'steps: [');
    const wrong = await pesscara(['workflow', 'put', file, '--project', 'HOUR']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toMatch(/wrong\.yaml:1:\d+: source: expected YAML or JSON that can be read/);
    await writeFile(file, 'a text');
    const text = await pesscara(['workflow', 'put', file, '--project', 'HOUR']);
    expect(text.code).toBe(2);
    expect(text.stderr).toMatch(/wrong\.yaml:1:1: document: expected an object/);
  },
);

test('with --json wrong usage is JSON too, and names what is wrong', async () => {
  const missing = await pesscara(['ingest', images, '--json']);
  expect(missing.code).toBe(2);
  expect(missing.stderr).toBe('');
  expect(JSON.parse(missing.stdout)).toMatchObject({
    error: { code: 'BAD_USER_INPUT', message: expect.stringContaining('--project') as string },
  });
  const pool = await pesscara(['ingest', images, '--project', 'P', '--pool', 'bad pool', '--json']);
  expect(JSON.parse(pool.stdout)).toMatchObject({
    error: { message: expect.stringMatching(/^--pool: expected/) as string, received: '"bad pool"' },
  });
});

test('each setting that does not fit is named with what was expected and what came', async () => {
  const wrong = await runNode(cliPath, ['start'], { PESSCARA_PORT: 'abc', PESSCARA_LOG_LEVEL: 'loud' });
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toMatch(/PESSCARA_PORT: expected a whole number from 0 to 65535, got "abc"/);
  expect(wrong.stderr).toMatch(/PESSCARA_LOG_LEVEL: expected debug, .*, got "loud"/);
});

test('a folder that cannot be had is named, for the hub and for a site', async () => {
  for (const home of ['/dev/null/x', ...(process.platform === 'linux' ? ['/proc/x'] : [])]) {
    const hubHome = await runNode(cliPath, ['start'], { PESSCARA_HOME: home, PESSCARA_PORT: '0' });
    expect(hubHome.code).toBe(2);
    expect(hubHome.stderr).toContain(
      `PESSCARA_HOME: expected a folder that this user can make and write to, got "${home}`,
    );
  }
  for (const dir of ['/does/not/exist', cliPath]) {
    const site = await pesscara(['site', dir, '--port', '0']);
    expect(site.code).toBe(2);
    expect(site.stderr).toContain(`DIR: expected a folder that can be read, got "${dir}`);
  }
  const gateway = await pesscara(['gateway', '--supergraph', cliPath, '--open', '--port', '0']);
  expect(gateway.code).toBe(2);
  expect(gateway.stderr).toMatch(/--supergraph: expected a file with the SDL of a Federation 2 supergraph/);
});

// Each starts many processes.
test(
  'a port that is taken is named, and the first start after it still tells the new password',
  { timeout: 120_000 },
  async () => {
    const { port } = new URL(hub.process.url);
    const home = join(folder.path, 'taken');
    for (const args of [['start'], ['site', images, '--index', join(folder.path, 'index')]]) {
      const taken = await runNode(cliPath, [...args, '--port', port], { PESSCARA_HOME: home });
      expect(taken.code).toBe(1);
      expect(taken.stderr).toContain(`expected a free port, got ${port}`);
    }
    const child = spawn(process.execPath, [cliPath, 'start', '--port', '0', '--json'], {
      env: { ...process.env, PESSCARA_HOME: home },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = (await once(child.stdout, 'data')) as [Buffer];
    child.kill('SIGTERM');
    await once(child, 'exit');
    expect(JSON.parse(line.toString())).toMatchObject({ adminPassword: expect.stringMatching(/^.{10,}$/) as string });
  },
);

test('what answers but is no hub counts as none', async () => {
  const other = createServer((_, reply) => reply.end('hello')).listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  const result = await runNode(
    cliPath,
    ['query', '-'],
    { PESSCARA_TOKEN: 'x', PESSCARA_PORT: String(port) },
    '{ me { id } }',
  );
  other.close();
  expect(result.code).toBe(3);
  expect(result.stderr).toMatch(/is no PESSCARA hub/);
});

test('user add checks project and roles before it makes the account', async () => {
  for (const [args, message] of [
    [['--project', 'NOPE'], /--project: no project "NOPE"/],
    [['--project', 'P', '--roles', 'BOSS'], /--roles: expected any of OWNER, .*, got "BOSS"/],
    [['--roles', 'VIEWER'], /--roles: expected --project NAME with it/],
  ] as const) {
    const refused = await pesscara(['user', 'add', 'grace', ...args]);
    expect(refused.code).toBeGreaterThan(0);
    expect(refused.stderr).toMatch(message);
  }
  const short = await pesscara(['user', 'add', 'grace', '--password-stdin'], 'short\n');
  expect(short.code).toBe(2);
  expect(short.stderr).toMatch(/password: expected 10 to 1024 characters/);
  expect((await pesscara(['user', 'add', 'grace', '--project', 'P', '--roles', 'viewer,researcher'])).code).toBe(0);
});

test('ids say which one is not there, and need no project; --all needs one', async () => {
  for (const command of ['review', 'task']) {
    const absent = await pesscara([command, 'approve', 'xyz']);
    expect(absent.code).toBe(1);
    expect(absent.stderr).toMatch(/xyz: no .* that you may see/);
    expect((await pesscara([command, 'approve', '--all'])).stderr).toMatch(/--all: expected --project NAME/);
    expect((await pesscara([command, 'approve'])).stderr).toMatch(/expected either ids or --all, got neither/);
  }
});

test('a reader that closes early is no fault', async () => {
  const child = spawn(process.execPath, [cliPath, 'status'], {
    env: { ...process.env, PESSCARA_HOME: hub.home },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.destroy();
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  await once(child, 'close');
  expect(stderr).toBe('');
});
