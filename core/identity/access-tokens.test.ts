import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openPeople, type People } from '../../tests/support/people.ts';
import { testActor } from '../../tests/support/actors.ts';
import { newId } from '../ids.ts';
import { actorName, type Actor, type Person } from '../policy/policy.ts';

const administrator = testActor({ administrator: true, username: 'admin' });
const password = 'correct horse battery';
const dayMs = 24 * 60 * 60_000;
const refused: unknown = expect.objectContaining({ code: 'UNAUTHENTICATED' });
const code = (name: string): unknown => expect.objectContaining({ code: name });

let people: People;
let ann: Person;
let projectId: string;
beforeEach(async () => {
  people = await openPeople();
  projectId = (await people.projects.createProject(administrator, { name: 'glioma' })).id;
  await people.identity.addUser(administrator, { username: 'ann', password });
  await people.projects.setMember(administrator, { projectId, username: 'ann', roles: ['OWNER'] });
  ann = await signedIn('ann');
});
afterEach(() => people.close());

async function signedIn(username: string): Promise<Person> {
  const { accessToken } = await people.identity.login({ username, password });
  return person(await people.identity.authenticate(accessToken));
}
function person(actor: Actor): Person {
  if (actor.kind !== 'user') throw new Error('no person');
  return actor;
}
const make = (input: Partial<Parameters<People['identity']['createAccessToken']>[1]> = {}, of = ann) =>
  people.identity.createAccessToken(of, { name: 'laptop', ...input });
const as = async (secret: string) => person(await people.identity.authenticate(`Bearer ${secret}`));

describe('a personal access token', () => {
  it('stands for its person with the roles of now, and says in the audit trail that it was the token', async () => {
    const { secret, token } = await make();
    const actor = await as(secret);
    expect(actor).toMatchObject({
      id: ann.id,
      username: 'ann',
      memberships: new Map([[projectId, new Set(['OWNER'])]]),
    });
    expect(actorName(actor)).toBe('ann (token laptop)');
    expect(token.expiresAt.getTime() - token.createdAt.getTime()).toBe(90 * dayMs);
    await people.projects.setMember(administrator, { projectId, username: 'ann', roles: [] });
    expect((await as(secret)).memberships.size).toBe(0);
  });

  it('is kept as a hash alone', async () => {
    const { secret } = await make();
    const stored = await people.everythingStored();
    expect(stored).not.toContain(secret);
    expect(stored).not.toContain(secret.slice(5, 40));
  });

  it('ends at its time, by revocation, and with its account', async () => {
    const short = await make({ expiresAt: new Date(Date.now() + dayMs) });
    const revoked = await make();
    const orphan = await make();
    await people.identity.revokeAccessToken(ann, revoked.token.id);
    await expect(as(revoked.secret)).rejects.toEqual(refused);
    people.wait(dayMs - 60_000);
    await as(short.secret);
    people.wait(120_000);
    await expect(as(short.secret)).rejects.toEqual(refused);
    await as(orphan.secret);
    await people.sql.query(`UPDATE account SET disabled_at = now() WHERE username = 'ann'`);
    await expect(as(orphan.secret)).rejects.toEqual(refused);
  });

  it('notes its use at most once in ten minutes', async () => {
    const { secret } = await make();
    const used = async () => (await people.identity.accessTokens(ann, false, 10, null)).items[0]?.lastUsedAt?.getTime();
    expect(await used()).toBeUndefined();
    await as(secret);
    const first = await used();
    people.wait(9 * 60_000);
    await as(secret);
    expect(await used()).toBe(first);
    people.wait(2 * 60_000);
    await as(secret);
    expect(await used()).toBe((first ?? 0) + 11 * 60_000);
  });

  it('makes no token, ends none, lists none, and gives nobody a role', async () => {
    const { secret, token } = await make();
    const actor = await as(secret);
    await expect(make({}, actor)).rejects.toEqual(code('FORBIDDEN'));
    await expect(people.identity.revokeAccessToken(actor, token.id)).rejects.toEqual(code('FORBIDDEN'));
    await expect(people.identity.accessTokens(actor, false, 10, null)).rejects.toEqual(code('FORBIDDEN'));
    const member = { projectId, username: 'ann', roles: ['VIEWER'] as const };
    await expect(people.projects.setMember(actor, member)).rejects.toEqual(code('FORBIDDEN'));
    expect((await as(secret)).memberships.get(projectId)).toEqual(new Set(['OWNER']));
  });

  it('of an administrator adds no accounts', async () => {
    await people.identity.addUser(administrator, { username: 'root', password, isAdministrator: true });
    const { secret } = await make({}, await signedIn('root'));
    const user = { username: 'eve', password, isAdministrator: true };
    await expect(people.identity.addUser(await as(secret), user)).rejects.toEqual(code('FORBIDDEN'));
  });

  it('is refused in the same words whatever is wrong with it, and slower when it comes again and again', async () => {
    const { secret, token } = await make();
    const other = `pess_${'A'.repeat(49)}`;
    await people.identity.revokeAccessToken(ann, token.id);
    const said = await Promise.all([secret, other, 'pess_'].map((text) => as(text).catch((error: unknown) => error)));
    expect(new Set(said.map(String)).size).toBe(1);
    for (let n = 0; n < 4; n += 1) await expect(as(secret)).rejects.toEqual(refused);
    await expect(as(secret)).rejects.toMatchObject({ code: 'UNAUTHENTICATED', details: { retryAfterMs: 1000 } });
    // Nobody is held back by another's wrong token.
    await as((await make()).secret);
    expect(await people.audited('access-token.refused')).toHaveLength(1);
  });
});

describe('managing tokens', () => {
  it('refuses what does not fit, naming the field', async () => {
    const at = (ms: number) => new Date(Date.now() + ms);
    await expect(make({ name: '' })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      details: { field: 'input.name' },
    });
    await expect(make({ name: 'a (b)' })).rejects.toEqual(code('BAD_USER_INPUT'));
    for (const expiresAt of [at(-dayMs), at(367 * dayMs)])
      await expect(make({ expiresAt })).rejects.toMatchObject({ details: { field: 'input.expiresAt' } });
    await expect(make({ projectIds: [] })).rejects.toMatchObject({ details: { field: 'input.projectIds' } });
    await expect(make({ projectIds: [newId()] })).rejects.toEqual(code('NOT_FOUND'));
    const other = await people.projects.createProject(administrator, { name: 'other' });
    await expect(make({ projectIds: [other.id] })).rejects.toEqual(code('NOT_FOUND'));
  });

  it("lists and ends one's own; administrators those of all", async () => {
    await people.identity.addUser(administrator, { username: 'bob', password });
    const bob = await signedIn('bob');
    const { token } = await make();
    expect((await people.identity.accessTokens(bob, false, 10, null)).items).toEqual([]);
    await expect(people.identity.accessTokens(bob, true, 10, null)).rejects.toEqual(code('FORBIDDEN'));
    await expect(people.identity.revokeAccessToken(bob, token.id)).rejects.toEqual(code('NOT_FOUND'));
    await expect(people.identity.revokeAccessToken(ann, 'x')).rejects.toEqual(code('NOT_FOUND'));
    expect((await people.identity.accessTokens(administrator, true, 10, null)).items.map(({ id }) => id)).toEqual([
      token.id,
    ]);
    const ended = await people.identity.revokeAccessToken(administrator, token.id);
    expect(ended.revokedAt).not.toBeNull();
    expect((await people.identity.revokeAccessToken(ann, token.id)).revokedAt).toEqual(ended.revokedAt);
    expect(
      (await people.audited())
        .filter(({ action }) => action.startsWith('access-token'))
        .map(({ actor, action }) => [actor, action]),
    ).toEqual([
      ['ann', 'access-token.created'],
      ['admin', 'access-token.revoked'],
    ]);
  });

  it('pages in order of making, and forgets what ended long ago', async () => {
    const first = await make({ expiresAt: new Date(Date.now() + dayMs) });
    const second = await make();
    const page = await people.identity.accessTokens(ann, false, 1, null);
    expect(page).toMatchObject({ hasNextPage: true, totalCount: 2, items: [{ id: first.token.id }] });
    const rest = await people.identity.accessTokens(ann, false, 1, first.token.id);
    expect(rest).toMatchObject({ hasNextPage: false, items: [{ id: second.token.id }] });
    people.wait(92 * dayMs);
    const again = await signedIn('ann');
    const third = await make({}, again);
    const left = await people.identity.accessTokens(again, false, 10, null);
    expect(left.items.map(({ id }) => id)).toEqual([second.token.id, third.token.id]);
  });

  it('lets a person have a hundred, also when they ask for two at once', async () => {
    for (let n = 0; n < 99; n += 1) await make();
    const outcomes = await Promise.allSettled([make(), make()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(make()).rejects.toEqual(code('CONFLICT'));
  });
});
