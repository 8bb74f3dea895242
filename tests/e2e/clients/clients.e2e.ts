import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createClient } from 'graphql-ws';
import { afterAll, beforeAll, expect, test } from 'vitest';
import WebSocket from 'ws';
import { sha256 } from '../../../core/json.ts';
import { type HubProcess, repository, startHub, temporaryFolder } from '../../support/pesscara-process.ts';
import { projectWithRun } from '../../support/project-with-run.ts';

const run = promisify(execFile);
const examples = join(repository, 'gateway', 'page', 'examples');

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'));
  await projectWithRun(hub, join(folder.path, 'images'));
}, 180_000);
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

/** What each example must bring from this hub, by the beginning of its file's name. */
const expectations: Readonly<Record<string, RegExp>> = {
  '1': /"username":\s*"admin.*"name":\s*"CT"/s,
  '2': /"researchId":\s*"R-.*"state":\s*"COMPLETED".*"seriesType":\s*"CT"/s,
  '3': /pesscara\/biomarkers.*pesscara\/deidentify/s,
  '4': /"siteAnswers":\s*\[\]/,
  '5': /The volumes of a new exam are ready/,
};

const files = (await readdir(examples)).filter((name) => name.endsWith('.graphql')).toSorted();

test('there are five examples, one of them a subscription', async () => {
  const texts = await Promise.all(files.map((name) => readFile(join(examples, name), 'utf8')));
  expect(files).toHaveLength(5);
  expect(texts.filter((text) => /^subscription/m.test(text))).toHaveLength(1);
});

test.each(files)('a graphql-ws client runs %s', async (name) => {
  const answer = await hub.operator.execute(
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken refreshToken expiresAt } }',
    { input: { username: 'admin', password: hub.adminPassword } },
  );
  const { accessToken } = (answer.data as { login: { accessToken: string } }).login;
  const client = createClient({
    url: `${hub.process.url.replace('http', 'ws')}/graphql`,
    webSocketImpl: WebSocket,
    connectionParams: { authorization: `Bearer ${accessToken}` },
    retryAttempts: 0,
  });
  const query = await readFile(join(examples, name), 'utf8');
  const variablesFile = join(examples, name.replace('.graphql', '.variables.json'));
  const variables = existsSync(variablesFile)
    ? (JSON.parse(await readFile(variablesFile, 'utf8')) as Record<string, unknown>)
    : {};
  for await (const result of client.iterate({ query, variables })) {
    expect(result.errors).toBeUndefined();
    expect(JSON.stringify(result.data)).toMatch(expectations[name.charAt(0)] ?? /^never$/);
    break;
  }
  await client.dispose();
});

/** A virtual environment with what requirements.txt names, kept in .cache/ until that file changes. */
async function pythonClient(): Promise<string> {
  const requirements = join(import.meta.dirname, 'requirements.txt');
  const cache = join(repository, '.cache');
  const home = join(cache, `python-client-${sha256(await readFile(requirements, 'utf8')).slice(0, 12)}`);
  if (!existsSync(home)) {
    await mkdir(cache, { recursive: true });
    const fresh = `${home}.new`;
    await rm(fresh, { recursive: true, force: true });
    await run('python3', ['-m', 'venv', fresh]);
    await run(join(fresh, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', '-r', requirements]);
    await rename(fresh, home);
  }
  return join(home, 'bin', 'python');
}

test("Python's gql client runs all five", { timeout: 300_000 }, async () => {
  const python = await pythonClient();
  const script = join(import.meta.dirname, 'run_examples.py');
  const { stdout } = await run(python, [script, hub.process.url, hub.adminPassword, examples], { timeout: 120_000 });
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { example: string; data: unknown });
  expect(lines.map((line) => line.example)).toEqual(files);
  for (const { example, data } of lines) {
    expect(JSON.stringify(data)).toMatch(expectations[example.charAt(0)] ?? /^never$/);
  }
});

/** The program in README.md's block of that language. */
async function readmeProgram(language: string): Promise<string> {
  const readme = await readFile(join(repository, 'README.md'), 'utf8');
  const program = new RegExp(`^\`\`\`${language}\\n([^]*?)^\`\`\`$`, 'm').exec(readme)?.[1];
  if (program === undefined) throw new Error(`README.md has no program in ${language}`);
  return program;
}

test("README.md's programs run as they stand, in JavaScript and in Python", { timeout: 300_000 }, async () => {
  const env = { ...process.env, HUB_URL: hub.process.url, HUB_PASSWORD: hub.adminPassword };
  const options = { cwd: repository, env, timeout: 60_000 };
  const js = ['--input-type=module', '--eval', await readmeProgram('js')];
  expect((await run(process.execPath, js, options)).stdout).toBe('The volumes of a new exam are ready.\n');
  const python = await run(await pythonClient(), ['-c', await readmeProgram('python')], options);
  expect(python.stdout).toMatch(/^\['[\w-]+'.*\]\n$/);
});
