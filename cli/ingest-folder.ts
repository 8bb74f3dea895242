import { constants, openAsBlob } from 'node:fs';
import { access, readdir, stat } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { z } from 'zod';
import { asError, type ErrorCode, HubError } from '../core/errors.ts';
import type { HubClient } from './hub-client.ts';
import { patiently } from './patiently.ts';

/** What became of one file at the door. */
export interface FileOutcome {
  readonly file: string;
  readonly outcome: 'RECEIVED' | 'DUPLICATE' | 'REFUSED';
  /** Why it was refused; null otherwise. */
  readonly reason: string | null;
}

export interface IngestionReport {
  readonly ingestionId: string;
  readonly files: readonly FileOutcome[];
}

const one = z.object({ outcome: z.enum(['RECEIVED', 'DUPLICATE', 'REFUSED']), reason: z.string().nullable() });
/** Of a ZIP, what became of each member. */
const uploadAnswer = z.union([
  one,
  z.object({ outcome: z.literal('UNPACKED'), members: z.array(one.extend({ name: z.string() })) }),
]);
const startAnswer = z.object({
  startIngestion: z.object({ ingestion: z.object({ id: z.string() }), uploadPath: z.string() }),
});

/** Every regular file below a folder (or the one file given), in order of name; links are not followed. */
export async function filesBelow(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
}

/**
 * Sends the files to the pool, `concurrency` at a time, and answers what became of each. A file counts as received
 * only once the hub said that it is on disk; while the hub is away (it restarts), the file is sent again, for five minutes.
 * @throws HubUnreachable, or the hub's error when the pool refuses the caller
 */
export async function ingestFiles(
  client: HubClient,
  target: { readonly projectId: string; readonly pool: string },
  root: string,
  paths: readonly string[],
  onProgress: (done: number, total: number) => void,
  concurrency = 4,
): Promise<IngestionReport> {
  const { uploadPath, ingestionId } = await openIngestion(client, target);
  const outcomes = new Map<string, readonly FileOutcome[]>();
  const queue = paths.values();
  const sendAll = async () => {
    for (const path of queue) {
      outcomes.set(path, await patiently(() => sendFile(client, uploadPath, root, path)));
      onProgress(outcomes.size, paths.length);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, sendAll));
  return {
    ingestionId,
    files: paths.flatMap((path) => [...(outcomes.get(path) ?? [])]),
  };
}

/** Opens an ingestion of a pool. */
export async function openIngestion(
  client: HubClient,
  target: { readonly projectId: string; readonly pool: string },
): Promise<{ readonly uploadPath: string; readonly ingestionId: string }> {
  const { startIngestion } = await client.request(
    startAnswer,
    'mutation ($input: StartIngestionInput!) { startIngestion(input: $input) { ingestion { id } uploadPath } }',
    { input: target },
  );
  return { uploadPath: startIngestion.uploadPath, ingestionId: startIngestion.ingestion.id };
}

/** Sends one file, and answers what became of it; of each member where it is a ZIP. @throws HubUnreachable, or the hub's error */
export async function sendFile(
  client: HubClient,
  uploadPath: string,
  root: string,
  path: string,
): Promise<readonly FileOutcome[]> {
  const file = relative(root, path) || basename(path);
  try {
    await access(path, constants.R_OK);
  } catch (error) {
    return [{ file, outcome: 'REFUSED', reason: `cannot be read: ${asError(error).message}` }];
  }
  const reply = await client.fetch(`${uploadPath}?name=${encodeURIComponent(file)}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: await openAsBlob(path),
  });
  if (reply.ok) {
    const answer = uploadAnswer.parse(await client.json(reply));
    if (answer.outcome !== 'UNPACKED') return [{ file, ...answer }];
    return answer.members.map(({ name, outcome, reason }) => ({ file: name, outcome, reason }));
  }
  if (reply.status === 413) return [{ file, outcome: 'REFUSED', reason: 'larger than the hub accepts' }];
  const said = `HTTP ${String(reply.status)} ${(await reply.text()).slice(0, 1000)}`;
  if (aboutTheFile.has(reply.status)) return [{ file, outcome: 'REFUSED', reason: said }];
  throw new HubError(codeOf(reply.status), `upload of one file: ${said}`);
}

/** Statuses that are about what was sent or its name (which is in the URL): the other files may be good all the same. */
const aboutTheFile: ReadonlySet<number> = new Set([400, 414, 422, 431]);

/** What a status means for the files to come: only what may pass by itself is worth another try. */
function codeOf(status: number): ErrorCode {
  if (status === 401) return 'UNAUTHENTICATED';
  if (status === 403) return 'FORBIDDEN';
  if (status === 404) return 'NOT_FOUND';
  return status >= 500 || status === 408 || status === 429 ? 'UPSTREAM_UNAVAILABLE' : 'UNSUPPORTED';
}

const settledAnswer = z.object({
  ingestion: z
    .object({
      settled: z.boolean(),
      counts: z.object({
        received: z.number(),
        duplicate: z.number(),
        refused: z.number(),
        quarantined: z.number(),
        approved: z.number(),
        rejected: z.number(),
        total: z.number(),
      }),
    })
    .nullable(),
});
export type IngestionCounts = NonNullable<z.infer<typeof settledAnswer>['ingestion']>['counts'];

/**
 * The counts of an ingestion once none of its files waits for de-identification. While the hub is away (it restarts), it is asked again, for five
 * minutes from its last answer, however long the whole takes.
 */
export async function waitUntilSettled(
  client: HubClient,
  ingestionId: string,
  onProgress: (counts: IngestionCounts) => void,
): Promise<IngestionCounts> {
  for (;;) {
    const { ingestion } = await patiently(() =>
      client.request(
        settledAnswer,
        'query ($id: ID!) { ingestion(id: $id) { settled counts { received duplicate refused quarantined approved rejected total } } }',
        { id: ingestionId },
      ),
    );
    if (!ingestion) throw new HubError('NOT_FOUND', `no ingestion ${ingestionId} that you may see`);
    onProgress(ingestion.counts);
    if (ingestion.settled) return ingestion.counts;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

const refusedAnswer = z.object({
  ingestion: z.object({
    files: z.object({
      nodes: z.array(z.object({ fileName: z.string(), state: z.string(), reason: z.string().nullable() })),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
    }),
  }),
});

type Refused = z.infer<typeof refusedAnswer>;

const refusedQuery = `query ($id: ID!, $after: String) {
  ingestion(id: $id) {
    files(state: REFUSED, first: 200, after: $after) { nodes { fileName state reason } pageInfo { hasNextPage endCursor } }
  }
}`;

/** Every refused file of an ingestion with its reason: at the door, or while it was de-identified. */
export async function refusedFiles(
  client: HubClient,
  ingestionId: string,
): Promise<{ file: string; reason: string }[]> {
  const refused: { file: string; reason: string }[] = [];
  let after: string | null = null;
  for (;;) {
    const variables = { id: ingestionId, after };
    const answer: Refused = await patiently(() => client.request(refusedAnswer, refusedQuery, variables));
    const { nodes, pageInfo } = answer.ingestion.files;
    refused.push(...nodes.map((node) => ({ file: node.fileName, reason: node.reason ?? '' })));
    if (!pageInfo.hasNextPage) return refused;
    after = pageInfo.endCursor;
  }
}
