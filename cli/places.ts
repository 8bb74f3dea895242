import { z } from 'zod';
import { HubError } from '../core/errors.ts';
import type { HubClient } from './hub-client.ts';

const projectAnswer = z.object({ project: z.object({ id: z.string() }).nullable() });
const poolsAnswer = z.object({ pools: z.array(z.object({ name: z.string() })) });

/** The id of a project by name. @throws NOT_FOUND */
export async function projectIdOf(client: HubClient, name: string): Promise<string> {
  const { project } = await client.request(projectAnswer, 'query ($name: String!) { project(name: $name) { id } }', {
    name,
  });
  if (!project) throw new HubError('NOT_FOUND', `--project: no project ${JSON.stringify(name)} that you may see`);
  return project.id;
}

/**
 * The project's id, with the pool there. What is missing is made when `create` says so and the caller may, and is
 * told to `onCreated`, so that a slip in a name does not go unseen.
 */
export async function ensurePlace(
  client: HubClient,
  place: { readonly project: string; readonly pool: string; readonly siteName?: string },
  create: boolean,
  onCreated: (what: string) => void,
): Promise<string> {
  const { project } = await client.request(projectAnswer, 'query ($name: String!) { project(name: $name) { id } }', {
    name: place.project,
  });
  if (!project && !create) await projectIdOf(client, place.project);
  const projectId = project?.id ?? (await named('--project', () => createProject(client, place.project)));
  if (!project) onCreated(`project ${place.project}`);
  const pools = await poolsOf(client, projectId);
  const known = pools.includes(place.pool);
  if (!known && !create) throw noPool(place, pools);
  if (!known || place.siteName !== undefined) {
    await named('--pool', () =>
      client.request(z.unknown(), 'mutation ($input: CreatePoolInput!) { createPool(input: $input) { pool { id } } }', {
        input: { projectId, name: place.pool, ...(place.siteName === undefined ? {} : { siteName: place.siteName }) },
      }),
    );
  }
  if (!known) onCreated(`pool ${place.pool} of project ${place.project}`);
  return projectId;
}

/** Passes when the project has the pool. @throws NOT_FOUND naming those it has */
export async function requirePool(
  client: HubClient,
  projectId: string,
  place: { readonly project: string; readonly pool: string },
): Promise<void> {
  const pools = await poolsOf(client, projectId);
  if (!pools.includes(place.pool)) throw noPool(place, pools);
}

async function poolsOf(client: HubClient, projectId: string): Promise<readonly string[]> {
  const query = 'query ($projectId: ID!) { pools(projectId: $projectId) { name } }';
  const { pools } = await client.request(poolsAnswer, query, { projectId });
  return pools.map(({ name }) => name);
}

function noPool(place: { readonly project: string; readonly pool: string }, pools: readonly string[]): HubError {
  const there = pools.length === 0 ? 'it has none' : `its pools: ${pools.toSorted().join(', ')}`;
  return new HubError(
    'NOT_FOUND',
    `--pool: project ${place.project} has no pool ${JSON.stringify(place.pool)}; ${there}`,
  );
}

/** The hub names the field of its input; whoever typed a command line knows it as an option. */
async function named<T>(option: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (caught) {
    if (!(caught instanceof HubError && caught.code === 'BAD_USER_INPUT')) throw caught;
    throw new HubError(caught.code, caught.message.replace(/^input\.name:/, `${option}:`), caught.details, {
      cause: caught,
    });
  }
}

async function createProject(client: HubClient, name: string): Promise<string> {
  const { createProject: made } = await client.request(
    z.object({ createProject: z.object({ project: z.object({ id: z.string() }) }) }),
    'mutation ($input: CreateProjectInput!) { createProject(input: $input) { project { id } } }',
    { input: { name } },
  );
  return made.project.id;
}
