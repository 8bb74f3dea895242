import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, cp, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import type { TransferHub } from '../../../core/transfer/ports.ts';
import { FileObjectStore } from '../../../adapters/files/file-object-store.ts';
import { FileTransferFolder } from '../../../adapters/files/transfer-folder.ts';
import { PostgresAuditTrail } from '../../../adapters/postgres/audit-trail.ts';
import { transferKey } from '../../../adapters/secrets/master-key-file.ts';
import { transferHub } from '../../../cli/wire-transfer.ts';
import type { HubError } from '../../../core/errors.ts';
import { exportHub } from '../../../core/transfer/export-hub.ts';
import { importHub } from '../../../core/transfer/import-hub.ts';
import { bindingOf, parseManifest, type Manifest } from '../../../core/transfer/manifest.ts';
import {
  cliPath,
  runNode,
  startHub,
  temporaryFolder,
  type CommandResult,
  type HubProcess,
} from '../../support/pesscara-process.ts';
import { freshSql } from '../../support/postgres.ts';
import { projectWithRun, until } from '../../support/project-with-run.ts';

const passphrase = 'correct horse battery';
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const at = (...names: string[]) => join(folder.path, ...names);

const environment = (home: string, secret = passphrase) => ({
  PESSCARA_HOME: at(home),
  PESSCARA_EXPORT_PASSPHRASE: secret,
});
const run = (home: string, args: readonly string[], secret = passphrase): Promise<CommandResult> =>
  runNode(cliPath, [...args, '--json'], environment(home, secret));

async function manifestOf(name: string): Promise<Manifest> {
  return parseManifest(await readFile(at(name, 'manifest.json'), 'utf8'));
}

/** What two exports of equal hubs have in common: all but when, by which version, and how the key is sealed. */
function contentOf({ createdAt: _1, softwareVersion: _2, key: _3, ...content }: Manifest) {
  return content;
}

const lineageAnswer = z.object({
  runs: z.object({ nodes: z.array(z.object({ id: z.string(), state: z.string() })) }),
  assets: z.object({ nodes: z.array(z.object({ id: z.string(), level: z.string(), createdAt: z.string() })) }),
});

/** What a client sees of the hub. */
async function seenOf({ operator }: HubProcess): Promise<unknown> {
  return operator.request(
    lineageAnswer,
    '{ runs { nodes { id state } } assets(first: 100) { nodes { id level createdAt } } }',
  );
}

const profileTables = ['deidentification_profile', 'deidentification_lookup'];

/** A profile that looks research identifiers up, and an entry for it. */
async function putProfile({ operator }: HubProcess, projectId: string): Promise<void> {
  await operator.request(
    z.unknown(),
    `mutation ($profile: PutDeidentificationProfileInput!, $lookups: PutDeidentificationLookupsInput!) {
       putDeidentificationProfile(input: $profile) { profile { id } } putDeidentificationLookups(input: $lookups) { lookups { profile } } }`,
    {
      profile: { projectId, name: 'trial', base: 'basic/1', researchIds: 'ptid' },
      lookups: { projectId, profile: 'trial', text: 'ptid/MRN-0042 = TRIAL-017' },
    },
  );
}

/** Lets the project's rules (it has none) go over its assets, to the end. */
async function applyRules({ operator }: HubProcess, projectId: string): Promise<void> {
  const id = z.object({ id: z.string(), endedAt: z.string().nullable() });
  const { applyTagRules } = await operator.request(
    z.object({ applyTagRules: z.object({ application: id }) }),
    'mutation ($input: ApplyTagRulesInput!) { applyTagRules(input: $input) { application { id endedAt } } }',
    { input: { projectId } },
  );
  await until(async () => {
    const { tagRuleApplication } = await operator.request(
      z.object({ tagRuleApplication: id }),
      'query ($id: ID!) { tagRuleApplication(id: $id) { id endedAt } }',
      { id: applyTagRules.application.id },
    );
    return tagRuleApplication.endedAt ?? undefined;
  });
}

let seen: unknown;

beforeAll(async () => {
  folder = await temporaryFolder();
  {
    await using hub = await startHub(at('first'));
    const { projectId } = await projectWithRun(hub, at('scans'));
    await putProfile(hub, projectId);
    await applyRules(hub, projectId);
    seen = await seenOf(hub);
    const busy = await run('first', ['export', at('busy')]);
    expect(busy.code).toBe(1);
    expect(busy.stdout).toContain('is in use by process');
  }
  const exported = await run('first', ['export', at('export')]);
  expect(exported.stdout + exported.stderr).toContain('"format":"pesscara-export"');
  expect(exported.code).toBe(0);
}, 120_000);
afterAll(() => folder[Symbol.asyncDispose]());

test('carries the whole hub: the second one exports the same, and serves the same', async () => {
  const imported = await run('second', ['import', at('export')]);
  expect(imported).toMatchObject({ code: 0, stderr: '' });
  await run('second', ['export', at('export-2')]);
  const [first, second] = [await manifestOf('export'), await manifestOf('export-2')];
  expect(contentOf(second)).toEqual(contentOf(first));
  expect(first.graph.kinds.ASSETS.count).toBeGreaterThan(5);
  expect(first.graph.kinds.ACTIVITY.count).toBeGreaterThan(3);
  for (const table of [
    'audit',
    'job',
    'change',
    'identity_map',
    'account',
    'workflow_step',
    'received_file',
    ...profileTables,
    'tag_rule_application',
  ]) {
    expect(first.tables[table]?.rows, table).toBeGreaterThan(0);
  }
  expect(first.objects.rows).toBeGreaterThan(2);
  expect(await readFile(at('second', 'secrets', 'master.key'), 'utf8')).toBe(
    await readFile(at('first', 'secrets', 'master.key'), 'utf8'),
  );
  await using hub = await startHub(at('second'));
  expect(await seenOf(hub)).toEqual(seen);
  // New rows come after the old ones, and the chain of the audit goes on.
  await makeProject(hub);
}, 120_000);

/** Writes that need sequences, the audit chain and the keys to be whole. */
async function makeProject({ operator }: HubProcess): Promise<void> {
  const { createProject } = await operator.request(
    z.object({ createProject: z.object({ project: z.object({ name: z.string() }) }) }),
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { name } } }',
    { input: { name: 'MR' } },
  );
  expect(createProject.project.name).toBe('MR');
}

test('holds no key in clear', async () => {
  const key = (await readFile(at('first', 'secrets', 'master.key'), 'utf8')).trim();
  const forms = [key, Buffer.from(key, 'base64').toString('hex')];
  for (const entry of await readdir(at('export'), { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = await readFile(join(entry.parentPath, entry.name));
    for (const form of [...forms.map((text) => Buffer.from(text)), Buffer.from(key, 'base64')]) {
      expect(content.includes(form), entry.name).toBe(false);
    }
    expect((await stat(join(entry.parentPath, entry.name))).mode & 0o077, entry.name).toBe(0);
  }
});

async function changed(name: string, file: string, change: (text: string) => string): Promise<string> {
  await cp(at('export'), at(name), { recursive: true });
  const text = await readFile(at(name, file), 'utf8');
  await chmod(at(name, file), 0o600);
  await writeFile(at(name, file), change(text));
  return at(name);
}

/** A hub in memory that an import can go into. */
async function emptyHub(name: string): Promise<TransferHub & AsyncDisposable & { appendAudit(): Promise<void> }> {
  const sql = await freshSql();
  const objects = await FileObjectStore.open(at(name));
  const hub = transferHub({ sql, objects, key: transferKey(at(name, 'secrets'), null) });
  const entry = {
    actor: 'a',
    action: 'b.c',
    target: 'd:e',
    projectId: null,
    reason: null,
    oldValue: null,
    newValue: null,
  };
  return {
    ...hub,
    appendAudit: () => new PostgresAuditTrail(sql).append(entry),
    [Symbol.asyncDispose]: () => sql.close(),
  };
}

const importInto = async (hub: TransferHub, path: string, secret = passphrase) =>
  importHub(hub, await FileTransferFolder.open(path), secret);

const withoutLine = (text: string, index: number) => text.split('\n').toSpliced(index, 1).join('\n');

test.each<[string, string, (text: string) => string, string | RegExp]>([
  ['a changed row', 'tables/account.jsonl', (text) => text.replace('"admin"', '"eve"'), /account\.jsonl, line \d/],
  ['a removed row', 'tables/audit.jsonl', (text) => withoutLine(text, 1), 'tables/audit.jsonl, line 2'],
  ['a row too few', 'tables/project.jsonl', () => '', 'tables/project.jsonl, line 1'],
  ['a changed asset', 'graph.jsonl', (text) => text.replace('"PROJECT"', '"SUBJECT"'), 'graph.jsonl, line 1'],
  [
    'a forged count',
    'manifest.json',
    (text) => text.replace(/"rows": [1-9]\d*/, '"rows": 0'),
    'PESSCARA_EXPORT_PASSPHRASE',
  ],
])('refuses an export with %s, says where, and leaves nothing', async (_, file, change, where) => {
  const name = `tampered-${file.replaceAll('/', '-')}`;
  const path = await changed(name, file, change);
  await using hub = await emptyHub(`home-${name}`);
  const failure = await importInto(hub, path).catch((error: unknown) => error as HubError);
  expect(failure).toMatchObject({ code: 'BAD_USER_INPUT' });
  expect((failure as HubError).message).toMatch(where);
  expect(await hub.tables.occupied()).toEqual([]);
  expect(await hub.graph.isEmpty()).toBe(true);
  // The same hub then takes what is whole.
  expect((await importInto(hub, at('export'))).tables['account']?.rows).toBe(1);
});

test('refuses an export with a changed object, and names its file', async () => {
  const start = (await readdir(at('export', 'objects')))[0] ?? '';
  const rest = (await readdir(at('export', 'objects', start)))[0] ?? '';
  const path = await changed('tampered-object', join('objects', start, rest), () => 'other bytes');
  await using hub = await emptyHub('home-object');
  await expect(importInto(hub, path)).rejects.toThrow(`objects/${start}/${rest}: its bytes are not what was exported`);
});

test('refuses a wrong passphrase without repeating it, and one that is too short to export with', async () => {
  await using hub = await emptyHub('other');
  const wrong = await importInto(hub, at('export'), 'another passphrase').catch((error: unknown) => error as HubError);
  expect(wrong).toMatchObject({ code: 'BAD_USER_INPUT', details: { field: 'PESSCARA_EXPORT_PASSPHRASE' } });
  expect((wrong as HubError).message).not.toContain('another passphrase');
  const folderOfShort = await FileTransferFolder.create(at('short'));
  await expect(exportHub(hub, folderOfShort, { passphrase: 'short', softwareVersion: '0' })).rejects.toMatchObject({
    details: { field: 'PESSCARA_EXPORT_PASSPHRASE' },
  });
});

test('refuses to import into a hub that holds something, and says what; and to export over something', async () => {
  await using hub = await emptyHub('full');
  await importInto(hub, at('export'));
  await expect(importInto(hub, at('export'))).rejects.toThrow(/table account, .*the asset graph/);
  await expect(FileTransferFolder.create(at('export'))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('refuses to export a hub that is written to meanwhile, and leaves no finished export', async () => {
  await using hub = await emptyHub('busy-hub');
  await importInto(hub, at('export'));
  const objects = {
    ...hub.objects,
    stream: (sha256: string) => hub.objects.stream(sha256),
    put: hub.objects.put.bind(hub.objects),
    async *list() {
      yield* hub.objects.list();
      await hub.tables.transact(() => hub.appendAudit());
    },
  };
  const target = await FileTransferFolder.create(at('busy-export'));
  await expect(exportHub({ ...hub, objects }, target, { passphrase, softwareVersion: '0' })).rejects.toMatchObject({
    code: 'CONFLICT',
  });
  await expect(FileTransferFolder.open(at('busy-export'))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('killed in the middle of an import, the next one succeeds', async () => {
  const child = spawn(
    process.execPath,
    ['--import', 'data:text/javascript,' + encodeURIComponent(killer), cliPath, 'import', at('export')],
    {
      env: { ...process.env, ...environment('killed') },
      stdio: 'ignore',
    },
  );
  const [, signal] = (await once(child, 'exit')) as [number | null, string | null];
  expect(signal).toBe('SIGKILL');
  // It had come as far as the key, and the tables were being filled.
  expect((await stat(at('killed', 'secrets', 'master.key'))).size).toBeGreaterThan(32);
  const refused = await run('killed', ['export', at('half')]);
  expect(refused.code).toBe(0);
  expect((await manifestOf('half')).tables['account']).toEqual({ rows: 0, sha256: '' });
  expect(await run('killed', ['import', at('export')])).toMatchObject({ code: 0 });
  await run('killed', ['export', at('export-3')]);
  expect(contentOf(await manifestOf('export-3'))).toEqual(contentOf(await manifestOf('export')));
}, 120_000);

/** Ends the process as the graph's file is opened: the tables are filled then, and nothing is committed. */
const killer = `
  import fs from 'node:fs';
  import { syncBuiltinESMExports } from 'node:module';
  const open = fs.createReadStream;
  fs.createReadStream = (path, ...rest) => {
    if (String(path).endsWith('graph.jsonl')) process.kill(process.pid, 'SIGKILL');
    return open(path, ...rest);
  };
  syncBuiltinESMExports();`;

test('the key is bound to the rest of the manifest', async () => {
  const manifest = await manifestOf('export');
  expect(bindingOf({ ...manifest, createdAt: '2000-01-01T00:00:00.000Z' })).not.toBe(bindingOf(manifest));
});
