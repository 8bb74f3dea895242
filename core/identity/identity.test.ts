import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { Argon2Hasher } from '../../adapters/argon2/argon2-hasher.ts';
import { openPeople, type People } from '../../tests/support/people.ts';
import { newId } from '../ids.ts';
import { anonymous } from '../policy/policy.ts';

const administrator = testActor({ administrator: true, username: 'admin' });
const password = 'correct horse battery';
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

let people: People;
let annId: string;
beforeEach(async () => {
  people = await openPeople();
  annId = (await people.identity.addUser(administrator, { username: 'Ann', password })).id;
});
afterEach(() => people.close());

const login = (username = 'Ann', given = password) => people.identity.login({ username, password: given });
const refused: unknown = expect.objectContaining({ code: 'UNAUTHENTICATED' });

describe('login', () => {
  it('answers tokens that stand for the person, with the memberships of now', async () => {
    const { accessToken, expiresAt } = await login('ann');
    expect(expiresAt.getTime() - Date.now()).toBeGreaterThan(9 * minuteMs);
    expect(await people.identity.authenticate(`Bearer ${accessToken}`)).toMatchObject({
      id: annId,
      memberships: new Map(),
    });
    const project = await people.projects.createProject(administrator, { name: 'glioma' });
    await people.projects.setMember(administrator, { projectId: project.id, username: 'ann', roles: ['VIEWER'] });
    expect(await people.identity.authenticate(accessToken)).toMatchObject({
      memberships: new Map([[project.id, new Set(['VIEWER'])]]),
    });
  });

  it('takes the same characters in another Unicode form', async () => {
    await people.identity.addUser(administrator, { username: 'bob', password: 'Gr\u00fc\u00dfe an alle' });
    await expect(login('bob', 'Gru\u0308\u00dfe an alle')).resolves.toHaveProperty('accessToken');
  });

  it('says the same for a wrong name, a wrong password, an endless one and a disabled account', async () => {
    const errors: unknown[] = [];
    await people.identity.addUser(administrator, { username: 'gone', password });
    await people.sql.query(`UPDATE account SET disabled_at = now() WHERE username = 'gone'`);
    for (const [name, given] of [
      ['nobody', password],
      ['ann', 'wrong password'],
      ['ann', 'x'.repeat(1e6)],
      ['gone', password],
      ['a\0b', password],
    ] as const) {
      errors.push(await login(name, given).catch((error: unknown) => error));
    }
    const said = errors.map((error) => error as { code: string; message: string; details: unknown });
    expect(new Set(said.map(({ code, message, details }) => JSON.stringify([code, message, details]))).size).toBe(1);
    expect(said[0]).toEqual(refused);
  });

  it('audits success and failure without names that are no account, and without passwords', async () => {
    await login();
    await login('Ann', 'tYpo-one').catch(() => null);
    await login('mY-sEcret-password', 'x').catch(() => null);
    expect((await people.audited()).slice(1).map(({ action, target }) => [action, target])).toEqual([
      ['login.succeeded', `account:${annId}`],
      ['login.failed', `account:${annId}`],
      ['login.failed', 'account:unknown'],
    ]);
    expect(await people.everythingStored()).not.toMatch(/my-secret|typo-one|correct horse/i);
    expect(await people.audit.verify()).toMatchObject({ firstBroken: null });
  });

  it('slows down tries with a name that failed 5 times, whether it exists or not', async () => {
    for (const name of ['ann', 'nobody']) {
      for (let n = 0; n < 5; n += 1) await expect(login(name, 'wrong')).rejects.toThrow('wrong username or password');
      await expect(login(name, password)).rejects.toMatchObject({
        code: 'UNAUTHENTICATED',
        details: { retryAfterMs: 1000 },
      });
    }
    people.wait(1000);
    await expect(login('ANN')).resolves.toHaveProperty('accessToken');
    await expect(login('ann', 'wrong')).rejects.toThrow('wrong username or password');
  });

  it('lets no more tries through when they come at the same time', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => login('ann', 'wrong')));
    const messages = outcomes.map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason) : 'in'));
    expect(messages.filter((message) => message.includes('wrong username'))).toHaveLength(5);
    expect(messages.filter((message) => message.includes('too many'))).toHaveLength(25);
  });

  it('hashes anew what was hashed with weaker parameters', async () => {
    const weak = '$argon2id$v=19$m=8,t=1,p=1$';
    await people.accounts.setPasswordHash(
      annId,
      await new Argon2Hasher({ memoryCost: 8, timeCost: 1, parallelism: 1 }).hash(password),
    );
    expect((await people.accounts.credentials('ann'))?.passwordHash).toContain(weak);
    await login();
    expect((await people.accounts.credentials('ann'))?.passwordHash).not.toContain(weak);
    await login();
  });
});

describe('tokens', () => {
  it('ends an access token after 10 minutes', async () => {
    const { accessToken, expiresAt } = await login();
    expect((await people.identity.authenticateWithExpiry(accessToken)).expiresAt?.getTime()).toBe(
      Math.floor(expiresAt.getTime() / 1000) * 1000,
    );
    people.wait(10 * minuteMs + 1000);
    await expect(people.identity.authenticate(accessToken)).rejects.toEqual(refused);
  });

  it('is anonymous without a token, and refuses one that is not ours', async () => {
    expect(await people.identity.authenticateWithExpiry(null)).toEqual({ actor: anonymous, expiresAt: null });
    expect(await people.identity.authenticate('')).toEqual(anonymous);
    const { accessToken } = await login();
    const [head, body, signature] = accessToken.split('.');
    const unsigned = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    for (const token of [
      'x',
      'a.b.c',
      `${String(head)}.${String(body)}.`,
      `${unsigned}.${String(body)}.`,
      `${String(head)}x.${String(body)}.${String(signature)}`,
    ]) {
      await expect(people.identity.authenticate(`Bearer ${token}`)).rejects.toEqual(refused);
    }
  });

  it('refuses the token of a disabled account at once, and its refresh', async () => {
    const { accessToken, refreshToken } = await login();
    await people.sql.query('UPDATE account SET disabled_at = now() WHERE id = $1', [annId]);
    await expect(people.identity.authenticate(accessToken)).rejects.toEqual(refused);
    await expect(people.identity.refresh({ refreshToken })).rejects.toEqual(refused);
  });

  it('trades a refresh token once, and keeps no token as it is', async () => {
    const first = await login();
    const second = await people.identity.refresh(first);
    const third = await people.identity.refresh(second);
    expect(new Set([first, second, third].map(({ refreshToken }) => refreshToken)).size).toBe(3);
    expect(await people.identity.authenticate(third.accessToken)).toMatchObject({ username: 'Ann' });
    const stored = await people.everythingStored();
    for (const { accessToken, refreshToken } of [first, second, third]) {
      expect(stored).not.toContain(refreshToken);
      expect(stored).not.toContain(accessToken);
    }
  });

  it('ends the whole session when a refresh token comes again, and no other session', async () => {
    const other = await login();
    const first = await login();
    const second = await people.identity.refresh(first);
    await expect(people.identity.refresh(first)).rejects.toEqual(refused);
    await expect(people.identity.refresh(second)).rejects.toEqual(refused);
    await expect(people.identity.authenticate(second.accessToken)).rejects.toEqual(refused);
    expect(await people.audited('session.ended')).toHaveLength(1);
    await expect(people.identity.authenticate(other.accessToken)).resolves.toMatchObject({ username: 'Ann' });
  });

  it('takes the second of two refreshes at the same time for a reuse', async () => {
    const first = await login();
    const outcomes = await Promise.allSettled([people.identity.refresh(first), people.identity.refresh(first)]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    for (const outcome of outcomes) {
      if (outcome.status === 'fulfilled') await expect(people.identity.refresh(outcome.value)).rejects.toEqual(refused);
    }
  });

  it('ends a session after 30 days, however often it was refreshed', async () => {
    let tokens = await login();
    for (let day = 0; day < 29; day += 1) {
      people.wait(dayMs);
      tokens = await people.identity.refresh(tokens);
    }
    people.wait(dayMs - 5 * minuteMs);
    tokens = await people.identity.refresh(tokens);
    people.wait(5 * minuteMs);
    await expect(people.identity.authenticate(tokens.accessToken)).rejects.toEqual(refused);
    await expect(people.identity.refresh(tokens)).rejects.toEqual(refused);
  });

  it('ends the session at logout: only the own one, and with it the access token', async () => {
    await people.identity.addUser(administrator, { username: 'bob', password });
    const [anns, bobs] = [await login(), await login('bob')];
    const ann = await people.identity.authenticate(anns.accessToken);
    expect(await people.identity.logout(ann, bobs)).toBe(false);
    expect(await people.identity.logout(ann, { refreshToken: 'unknown' })).toBe(false);
    await expect(people.identity.logout(anonymous, anns)).rejects.toEqual(refused);
    expect(await people.identity.logout(ann, anns)).toBe(true);
    expect(await people.identity.logout(ann, anns)).toBe(false);
    await expect(people.identity.authenticate(anns.accessToken)).rejects.toEqual(refused);
    await expect(people.identity.refresh(anns)).rejects.toEqual(refused);
    await expect(people.identity.authenticate(bobs.accessToken)).resolves.toMatchObject({ username: 'bob' });
  });
});

describe('accounts', () => {
  it('are made by administrators alone, audited, with a name taken only once in any case', async () => {
    const ann = testActor({ username: 'Ann', id: annId });
    const bob = { username: 'bob@site', password };
    await expect(people.identity.addUser(anonymous, bob)).rejects.toEqual(refused);
    await expect(people.identity.addUser(ann, bob)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    expect(await people.identity.addUser(administrator, bob)).toMatchObject({
      displayName: 'bob@site',
      isAdministrator: false,
    });
    await expect(people.identity.addUser(administrator, { username: 'ANN', password })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    expect((await people.audited('user.created')).map(({ actor }) => actor)).toEqual(['admin', 'admin']);
    expect((await people.identity.users(administrator)).map(({ username }) => username)).toEqual(['Ann', 'bob@site']);
    await expect(people.identity.users(ann)).rejects.toMatchObject({ code: 'FORBIDDEN' });
  });

  it.each([
    ['input.username', { username: 'ab', password }],
    ['input.username', { username: 'a b c', password }],
    ['input.username', { username: 'a'.repeat(65), password }],
    ['input.password', { username: 'bob', password: 'short-one' }],
    ['input.password', { username: 'bob', password: 'x'.repeat(1025) }],
    ['input.password', { username: 'bob-the-builder', password: 'Bob-The-Builder' }],
    ['input.displayName', { username: 'bob', password, displayName: 'Bob\nadmin' }],
  ])('refuse a bad %s without repeating a password', async (field, input) => {
    const error = await people.identity.addUser(administrator, input).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'BAD_USER_INPUT', details: { field } });
    expect(JSON.stringify(error) + String(error)).not.toContain('short-one');
  });

  it('are visible to themselves, to people of the same project and to administrators', async () => {
    const [bob, eve] = [
      await people.identity.addUser(administrator, { username: 'bob', password }),
      await people.identity.addUser(administrator, { username: 'eve', password }),
    ];
    const project = await people.projects.createProject(administrator, { name: 'glioma' });
    for (const username of ['ann', 'bob']) {
      await people.projects.setMember(administrator, { projectId: project.id, username, roles: ['VIEWER'] });
    }
    const ids = [annId, bob.id, eve.id, newId()];
    const seenBy = async (id: string) =>
      [...(await people.identity.usersByIds(testActor({ id }), ids)).keys()].toSorted();
    expect(await seenBy(annId)).toEqual([annId, bob.id].toSorted());
    expect(await seenBy(eve.id)).toEqual([eve.id]);
    expect((await people.identity.usersByIds(administrator, ids)).size).toBe(3);
    await expect(people.identity.usersByIds(anonymous, ids)).rejects.toEqual(refused);
  });
});

describe('the first administrator', () => {
  it('gets the given password, once', async () => {
    expect(await people.identity.ensureAdministrator('given-password')).toEqual({
      username: 'admin',
      password: null,
      isWeak: false,
    });
    expect(await people.identity.ensureAdministrator('another-password')).toEqual({
      username: 'admin',
      password: null,
      isWeak: false,
    });
    await expect(login('admin', 'another-password')).rejects.toEqual(refused);
    const { accessToken } = await login('admin', 'given-password');
    expect(await people.identity.authenticate(accessToken)).toMatchObject({ isAdministrator: true });
  });

  it('gets a password that is made up and answered once, by one of two starts at the same time', async () => {
    const starts = await Promise.all([
      people.identity.ensureAdministrator(null),
      people.identity.ensureAdministrator(null),
    ]);
    const made = starts.map((start) => start.password).filter((text) => text !== null);
    expect(made).toHaveLength(1);
    await expect(login('admin', made[0])).resolves.toHaveProperty('accessToken');
    expect(await people.everythingStored()).not.toContain(made[0]);
    expect(await people.identity.ensureAdministrator(null)).toMatchObject({ password: null });
  });

  it('may be given a short password, which is said, but not an empty one', async () => {
    await expect(people.identity.ensureAdministrator('')).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await people.identity.ensureAdministrator('short')).toMatchObject({ isWeak: true });
    await expect(login('admin', 'short')).resolves.toHaveProperty('accessToken');
  });
});

describe("the operator's token", () => {
  it('acts as the administrator under a name of its own, and ends with the next one', async () => {
    await expect(people.identity.issueOperatorToken()).rejects.toMatchObject({ code: 'CONFLICT' });
    await people.identity.ensureAdministrator('given-password');
    const first = await people.identity.issueOperatorToken();
    people.wait(40 * dayMs);
    const operator = await people.identity.authenticate(first);
    expect(operator).toMatchObject({ username: 'admin (local operator)', isAdministrator: true });
    await people.projects.createProject(operator, { name: 'glioma' });
    expect((await people.audited('project.created')).map(({ actor }) => actor)).toEqual(['admin (local operator)']);
    expect(await people.identity.me(operator)).toMatchObject({ username: 'admin' });

    const elsewhere = await people.identity.issueOperatorToken('another host');
    const second = await people.identity.issueOperatorToken();
    await expect(people.identity.authenticate(first)).rejects.toEqual(refused);
    await people.identity.authenticate(elsewhere);
    await people.identity.endOperatorToken();
    await expect(people.identity.authenticate(second)).rejects.toEqual(refused);
    await people.identity.authenticate(elsewhere);
  });
});
