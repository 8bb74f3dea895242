import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openDataFolder } from '../../../adapters/postgres/open-data-folder.ts';
import { openPostgres } from '../../../adapters/postgres/open-postgres.ts';
import type { SqlClient } from '../../../adapters/postgres/sql-client.ts';
import { cliPath, runNode, startHub, temporaryFolder, type CommandResult } from '../../support/pesscara-process.ts';
import { hubEnvironment } from '../../support/served-hub.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let home: string;
beforeAll(async () => {
  folder = await temporaryFolder();
  home = join(folder.path, 'hub');
});
afterAll(() => folder[Symbol.asyncDispose]());

const pesscara = (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CommandResult> =>
  runNode(cliPath, args, { PESSCARA_HOME: home, ...env });

/** Works on the database of the hub, which is stopped. */
async function onDatabase(work: (sql: SqlClient) => Promise<unknown>): Promise<void> {
  const { PESSCARA_DATABASE_URL: url } = await hubEnvironment(home);
  const onError = (error: unknown): never => {
    throw error;
  };
  if (url === undefined) {
    const data = await openDataFolder(home, { onError });
    await work(data.sql).finally(() => data.close());
  } else {
    const sql = await openPostgres({ url, onError });
    await work(sql).finally(() => sql.close());
  }
}

const gone = '0190d3b5-0000-7000-8000-000000000000';

test('jobs that were given up are seen and queued again, by administrators', { timeout: 240_000 }, async () => {
  await (await startHub(home))[Symbol.asyncDispose]();
  await onDatabase((sql) =>
    sql.query(
      `INSERT INTO job (queue, key, payload, state, attempt, attempts, error, ended_at) VALUES
         ('notify', 'failed:x', $1::jsonb, 'DEAD', 5, 5, 'INTERNAL_SERVER_ERROR: no "Doe^Jane"', now()),
         ('step', 'step:x', $2::jsonb, 'DEAD', 1, 5, 'NOT_FOUND: no such step of a run', now())`,
      [JSON.stringify({ runId: gone }), JSON.stringify({ stepRunId: gone })],
    ),
  );
  await using hub = await startHub(home);

  const list = await pesscara(['queue', 'list']);
  expect(list.code).toBe(0);
  expect(list.stdout).toMatch(/^notify +0 waiting +0 running +1 dead$/m);
  expect(list.stdout).toMatch(/^archive +0 waiting +0 running +0 dead$/m);
  const dead = await pesscara(['queue', 'dead', 'notify']);
  expect(dead.code).toBe(0);
  expect(dead.stdout).toMatch(/^failed:x +\d{4}-\S+ +after 5 tries +INTERNAL_SERVER_ERROR$/m);
  expect(JSON.parse((await pesscara(['queue', 'dead', 'step', '--json'])).stdout)).toMatchObject([
    { queue: 'STEP', key: 'step:x', attempts: 1, error: 'NOT_FOUND: no such step of a run' },
  ]);
  expect((await pesscara(['queue', 'dead', 'archive'])).stdout).toBe('no dead job\n');

  const again = await pesscara(['queue', 'requeue', 'notify', 'failed:x']);
  expect(again.stdout).toBe('failed:x is in queue notify again\n');
  expect(again.code).toBe(0);
  const queues = z.array(z.object({ name: z.string(), queued: z.number(), active: z.number(), dead: z.number() }));
  await expect
    .poll(async () => queues.parse(JSON.parse((await pesscara(['queue', 'list', '--json'])).stdout)).at(-1), {
      timeout: 20_000,
    })
    .toEqual({ name: 'NOTIFY', queued: 0, active: 0, dead: 0 });

  const absent = await pesscara(['queue', 'requeue', 'notify', 'failed:x', '--json']);
  expect(absent.code).toBe(1);
  expect(JSON.parse(absent.stdout)).toHaveProperty('error.code', 'NOT_FOUND');
  const useless = await pesscara(['queue', 'requeue', 'step', 'step:x']);
  expect(useless.code).toBe(1);
  expect(useless.stderr).toMatch(/would change nothing: its step is gone/);
  const wrong = await pesscara(['queue', 'dead', 'nope']);
  expect(wrong.code).toBe(2);
  expect(wrong.stderr).toMatch(/QUEUE: expected one of deidentify, .*, got "nope"/);

  const env = { PESSCARA_TOKEN: await tokenOfSomeone(hub.process.url), PESSCARA_PORT: new URL(hub.process.url).port };
  for (const args of [['list'], ['dead', 'step'], ['requeue', 'step', 'step:x']]) {
    expect((await pesscara(['queue', ...args], env)).code).toBe(4);
  }
  expect((await pesscara(['status'], env)).code).toBe(0);
  expect((await pesscara(['status', '--audit'], env)).code).toBe(4);
});

/** Signs in as a new person, who is no administrator. */
async function tokenOfSomeone(url: string): Promise<string> {
  const account = z.object({ username: z.string(), password: z.string() });
  const made = account.parse(JSON.parse((await pesscara(['user', 'add', 'someone', '--json'])).stdout));
  const reply = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
      variables: { input: made },
    }),
  });
  const answer = z.object({ data: z.object({ login: z.object({ accessToken: z.string() }) }) });
  return answer.parse(await reply.json()).data.login.accessToken;
}

/** The trail goes into a file, which is checked without the hub; a changed file is told from it, entry by entry. */
async function exportAndVerify(file: string): Promise<void> {
  const exported = await pesscara(['audit', 'export', file]);
  expect(exported).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+ entr(y|ies) written to /) as string });
  const whole = await pesscara(['audit', 'verify', file, '--json']);
  expect(whole.code).toBe(0);
  const { last } = z
    .object({ firstBroken: z.null(), last: z.object({ sequence: z.number(), hash: z.string() }) })
    .parse(JSON.parse(whole.stdout));
  expect((await pesscara(['audit', 'verify', file, '--expect', `${String(last.sequence)}:${last.hash}`])).code).toBe(0);
  expect(await pesscara(['audit', 'verify', file, '--expect', `1:${'0'.repeat(64)}`])).toMatchObject({
    code: 1,
    stdout: 'broken at entry 1: it has another hash than the one that was noted earlier\n',
  });
  const text = await readFile(file, 'utf8');
  await writeFile(file, text.replace('"actor":"', '"actor":"not-'));
  expect(await pesscara(['audit', 'verify', file])).toMatchObject({
    code: 1,
    stdout: 'broken at entry 1: its content does not fit its hash: it was changed\n',
  });
  expect((await pesscara(['audit', 'verify', join(file, 'nowhere')])).code).toBe(2);
}

test('status tells whether the audit trail is whole, and fails when it is not', { timeout: 240_000 }, async () => {
  {
    await using _hub = await startHub(home);
    const whole = await pesscara(['status', '--audit']);
    expect(whole.code).toBe(0);
    expect(whole.stdout).toMatch(/^audit +\d+ entries, whole$/m);
    expect(JSON.parse((await pesscara(['status', '--audit', '--json'])).stdout)).toMatchObject({
      audit: { isWhole: true, firstBroken: null, lastHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
    });
    await exportAndVerify(join(home, 'audit.ndjson'));
  }
  await onDatabase((sql) =>
    sql.script(`ALTER TABLE audit DISABLE TRIGGER USER; UPDATE audit SET actor = 'eve' WHERE sequence = 2;
      ALTER TABLE audit ENABLE TRIGGER USER;`),
  );
  await using _hub = await startHub(home);
  const broken = await pesscara(['status', '--audit']);
  expect(broken.code).toBe(1);
  expect(broken.stdout).toMatch(/^audit +1 entry, then broken at entry 2$/m);
  const json = await pesscara(['status', '--audit', '--json']);
  expect(json.code).toBe(1);
  expect(JSON.parse(json.stdout)).toMatchObject({ audit: { entries: 1, isWhole: false, firstBroken: 2 } });
});
