import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { HubClient } from '../../../cli/hub-client.ts';
import { cliPath, runNode, startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let hub: HubProcess;
let projectId: string;
let otherId: string;

const password = 'a password of vera';
const id = z.object({ id: z.string() });
const tokenOf = z.object({ secret: z.string(), id: z.string() });
type Token = z.infer<typeof tokenOf>;

beforeAll(async () => {
  folder = await temporaryFolder();
  hub = await startHub(join(folder.path, 'hub'));
  await change('addUser', 'user { id }', { username: 'vera', password });
  [projectId = '', otherId = ''] = await Promise.all(['TOKENS', 'OTHER'].map(newProject));
});
afterAll(async () => {
  await hub[Symbol.asyncDispose]();
  await folder[Symbol.asyncDispose]();
});

async function change(name: string, answer: string, input: object, client = hub.operator): Promise<unknown> {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input!`;
  return client.request(z.unknown(), `mutation ($input: ${type}) { ${name}(input: $input) { ${answer} } }`, { input });
}

async function newProject(name: string): Promise<string> {
  const made = z
    .object({ createProject: z.object({ project: id }) })
    .parse(await change('createProject', 'project { id }', { name }));
  const { id: made_ } = made.createProject.project;
  await change('setMember', 'project { id }', { projectId: made_, username: 'vera', roles: ['RESEARCHER'] });
  return made_;
}

const pesscara = async (args: readonly string[], stdin = '', env: Readonly<Record<string, string>> = {}) =>
  runNode(cliPath, [...args, '--json'], { PESSCARA_HOME: hub.home, ...env }, stdin);

/** As vera makes one on the command line. */
async function newToken(...options: readonly string[]): Promise<Token> {
  const { code, stdout } = await pesscara(['token', 'create', 'tests', '--user', 'vera', ...options], `${password}\n`);
  expect([code, stdout]).toEqual([0, expect.stringContaining('pess_')]);
  return tokenOf.parse(JSON.parse(stdout));
}

const bearer = ({ secret }: Token) => `Bearer ${secret}`;
const basic = ({ secret }: Token) => `Basic ${Buffer.from(`anybody:${secret}`).toString('base64')}`;
const ask = async (query: string, authorization: string) =>
  fetch(`${hub.process.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query }),
  });
const upload = (authorization: string, project = projectId) =>
  fetch(`${hub.process.url}/uploads`, {
    method: 'POST',
    headers: {
      authorization,
      'upload-length': '3',
      'upload-metadata': `projectId ${Buffer.from(project).toString('base64')},filename ${Buffer.from('a.txt').toString('base64')}`,
    },
  });

/** The status of each door, and who GraphQL says that one is. */
async function doors(authorization: string): Promise<{ readonly statuses: readonly number[]; readonly body: string }> {
  const url = hub.process.url;
  const graphql = await ask('{ me { username } projects { nodes { name } } }', authorization);
  const body = await graphql.text();
  const gets = ['/dicom-web/studies', `/files/${projectId}`, '/audit.ndjson'];
  const answers = await Promise.all([
    ...gets.map((path) => fetch(url + path, { headers: { authorization } })),
    upload(authorization),
  ]);
  return { statuses: [graphql.status, ...answers.map(({ status }) => status)], body };
}

test('a token opens every door, as bearer and as the password of Basic, and after its end none', async () => {
  const token = await newToken();
  // No image yet (204), no such asset (404), and the audit trail is for administrators (403).
  for (const authorization of [bearer(token), basic(token)]) {
    const { statuses, body } = await doors(authorization);
    expect([statuses, body]).toEqual([[200, 204, 404, 403, 201], expect.stringContaining('"vera"')]);
  }
  const listed = await pesscara(['token', 'list', '--everyone']);
  expect(listed.stdout).toContain(token.id);
  expect(listed.stdout).not.toContain(token.secret);
  expect((await pesscara(['token', 'revoke', token.id])).code).toBe(0);
  for (const authorization of [bearer(token), basic(token)])
    expect((await doors(authorization)).statuses).toEqual([401, 401, 401, 401, 401]);
});

test('the command line takes a token; what needs a person it refuses', async () => {
  const token = await newToken();
  const env = {
    PESSCARA_TOKEN: token.secret,
    PESSCARA_HOST: '127.0.0.1',
    PESSCARA_PORT: new URL(hub.process.url).port,
  };
  const query = await pesscara(['query', '-'], '{ me { username } }', env);
  expect([query.code, query.stdout]).toEqual([0, expect.stringContaining('"vera"')]);
  const create = await pesscara(['token', 'create', 'more'], '', env);
  expect([create.code, create.stdout]).toEqual([4, expect.stringContaining('FORBIDDEN')]);
});

test('a token for one project and for reading sees that alone, and changes nothing', async () => {
  const token = await newToken('--project', 'TOKENS', '--read-only');
  expect(await (await ask('{ projects { nodes { name } } }', bearer(token))).json()).toEqual({
    data: { projects: { nodes: [{ name: 'TOKENS' }] } },
  });
  for (const authorization of [bearer(token), basic(token)]) {
    const answer = await ask('mutation { logout(input: { refreshToken: "x" }) { loggedOut } }', authorization);
    expect(await answer.text()).toContain('this access token is for reading');
  }
  expect((await upload(bearer(token))).status).toBe(403);
  const narrowed = await newToken('--project', 'TOKENS');
  expect([(await upload(bearer(narrowed))).status, (await upload(bearer(narrowed), otherId)).status]).toEqual([
    201, 404,
  ]);
});

test('a subscription by a token goes on until the token ends', async () => {
  const token = await newToken();
  const client = new HubClient(hub.process.url, token.secret);
  const newSubject = (researchId: string) => change('createSubject', 'subject { id }', { projectId, researchId });
  await newSubject('R-1');
  const events = client.subscribe(
    z.object({ assetChanged: z.object({ change: z.string() }) }),
    'subscription ($projectId: ID!) { assetChanged(filter: { projectId: $projectId }, after: "0") { change } }',
    { projectId },
  );
  expect(await events.next()).toEqual({ done: false, value: { assetChanged: { change: 'CREATED' } } });
  const next = events.next();
  const ended = expect(next).rejects.toThrow();
  await change('revokeAccessToken', 'accessToken { state }', { id: token.id });
  await newSubject('R-2');
  await ended;
});
