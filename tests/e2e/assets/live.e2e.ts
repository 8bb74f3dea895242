import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { HubClient } from '../../../cli/hub-client.ts';
import { ensurePlace } from '../../../cli/places.ts';
import { projectWithRun } from '../../support/project-with-run.ts';
import { startHub, temporaryFolder, type HubProcess } from '../../support/pesscara-process.ts';

const event = z.object({
  assetChanged: z.object({
    cursor: z.string(),
    at: z.string(),
    change: z.string(),
    level: z.string(),
    kind: z.string().nullable(),
    count: z.number(),
    by: z.string(),
    asset: z.object({ id: z.string(), level: z.string(), project: z.object({ name: z.string() }) }).nullable(),
  }),
});
type Event = z.infer<typeof event>['assetChanged'];

const subscription = `subscription ($filter: AssetChangeFilter!, $after: String) {
  assetChanged(filter: $filter, after: $after) {
    cursor at change level kind count by asset { id level project { name } }
  }
}`;

/** Events until one fulfils `isLast`, that one too. */
async function eventsUntil(
  { operator }: Pick<HubProcess, 'operator'>,
  filter: Record<string, unknown>,
  after: string | null,
  isLast: (event: Event) => boolean,
): Promise<Event[]> {
  const found: Event[] = [];
  for await (const { assetChanged } of operator.subscribe(event, subscription, { filter, after })) {
    found.push(assetChanged);
    if (isLast(assetChanged)) break;
  }
  return found;
}

/** A new person who is a member nowhere. */
async function signedIn({ operator, process }: HubProcess, username: string): Promise<HubClient> {
  const password = 'a password for this test';
  const user = { username, password, displayName: username };
  await operator.request(z.unknown(), 'mutation ($user: AddUserInput!) { addUser(input: $user) { __typename } }', {
    user,
  });
  const { login } = await new HubClient(process.url, null).request(
    z.object({ login: z.object({ accessToken: z.string() }) }),
    'mutation ($input: LoginInput!) { login(input: $input) { accessToken } }',
    { input: { username, password } },
  );
  return new HubClient(process.url, login.accessToken);
}

test(
  'changes of assets come as they happen, from imports, workflows and people, and again after a cursor',
  { timeout: 300_000 },
  async () => {
    await using folder = await temporaryFolder();
    await using hub = await startHub(join(folder.path, 'hub'));
    const projectId = await ensurePlace(hub.operator, { project: 'CT', pool: 'scanner' }, true, () => undefined);
    const isReview = ({ kind }: Event) => kind === 'review';
    const live = eventsUntil(hub, { projectId }, '0', isReview);
    await projectWithRun(hub, join(folder.path, 'scans'));

    const events = await live;
    const told = events.map(({ change, level }) => `${change} ${level}`);
    for (const once of ['PROJECT', 'SUBJECT', 'EXAM', 'SERIES', 'IMAGE']) {
      expect(
        told.filter((each) => each === `CREATED ${once}`),
        once,
      ).toHaveLength(1);
    }
    expect(told).toContain('TAGGED SERIES');
    const series = events.find(({ change, level }) => change === 'CREATED' && level === 'SERIES');
    const images = events.find(({ level }) => level === 'IMAGE');
    expect(images).toMatchObject({ count: 1, asset: { id: series?.asset?.id, level: 'SERIES' } });
    expect(events.every(({ asset }) => asset?.project.name === 'CT')).toBe(true);

    // A person's tag, after the last cursor; then the same again from the middle.
    const assetId = series?.asset?.id ?? '';
    const after = events.at(-1)?.cursor ?? '';
    const tagged = eventsUntil(hub, { projectId, assetId, changes: ['TAGGED'] }, after, ({ by }) =>
      by.startsWith('admin'),
    );
    await hub.operator.request(
      z.unknown(),
      'mutation ($input: SetTagInput!) { setTag(input: $input) { asset { id } } }',
      {
        input: { assetId, name: 'seriesType', value: 'T1 post-contrast' },
      },
    );
    expect((await tagged).at(-1)).toMatchObject({ change: 'TAGGED', level: 'SERIES', asset: { id: assetId } });
    const middle = events[2];
    const again = await eventsUntil(hub, { projectId }, middle?.cursor ?? '', isReview);
    expect(again).toEqual(events.slice(3));

    // Who is no member hears nothing, as if there were no such project.
    const eve = await signedIn(hub, 'eve');
    await expect(eventsUntil({ operator: eve }, { projectId }, null, () => true)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  },
);
