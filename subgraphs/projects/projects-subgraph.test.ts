import { PostgresSites } from '../../adapters/postgres/sites.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../core/ids.ts';
import { anonymous, roles, type Actor, type Role } from '../../core/policy/policy.ts';
import { testActor } from '../../tests/support/actors.ts';
import { ask, entity, schemaOf } from '../../tests/support/ask.ts';
import { openPeople, type People } from '../../tests/support/people.ts';
import { createProjectsSubgraph } from './projects-subgraph.ts';

const administrator = testActor({ administrator: true, username: 'admin' });
const password = 'correct horse battery';

let people: People;
let schema: ReturnType<typeof schemaOf>;
let projectId: string;
/** A person of each role in the project, and one of none. */
let persons: ReadonlyMap<Role | 'none', Actor>;
beforeEach(async () => {
  people = await openPeople();
  schema = schemaOf(createProjectsSubgraph(people));
  projectId = (
    await people.projects.createProject(administrator, { name: 'glioma', title: 'Glioma', irbNumber: '17-1' })
  ).id;
  const made = new Map<Role | 'none', Actor>();
  for (const role of [...roles, 'none'] as const) {
    const username = role.toLowerCase();
    const { id } = await people.identity.addUser(administrator, { username, password });
    if (role !== 'none') await people.projects.setMember(administrator, { projectId, username, roles: [role] });
    made.set(role, testActor({ id, username, roles: role === 'none' ? {} : { [projectId]: [role] } }));
  }
  persons = made;
});
afterEach(() => people.close());

const as = (role: Role | 'none'): Extract<Actor, { kind: 'user' }> => {
  const actor = persons.get(role);
  if (actor?.kind !== 'user') throw new Error(`no person of role ${role}`);
  return actor;
};
const inProject = '{ id name title irbNumber createdAt myRoles members { user { username } roles } }';

describe('without a token', () => {
  it('each root field answers UNAUTHENTICATED alone', async () => {
    for (const source of [
      '{ me { id } }',
      '{ project(name: "glioma") { id } }',
      `{ project(id: "${newId()}") { id } }`,
      '{ projects { totalCount } }',
      '{ users { id } }',
      '{ verifyAudit { entries } }',
      '{ auditEntries { totalCount } }',
      '{ accessTokens { totalCount } }',
      'mutation { createAccessToken(input: { name: "x" }) { secret } }',
      'mutation { revokeAccessToken(input: { id: "x" }) { accessToken { id } } }',
      'mutation { logout(input: { refreshToken: "x" }) { loggedOut } }',
      'mutation { addUser(input: { username: "eve", password: "0123456789" }) { user { id } } }',
      'mutation { createProject(input: { name: "x" }) { project { id } } }',
      `mutation { setMember(input: { projectId: "${newId()}", username: "eve", roles: [] }) { project { id } } }`,
    ]) {
      const { data, codes } = await ask(schema, anonymous, source);
      expect([source, ...codes]).toEqual([source, 'UNAUTHENTICATED']);
      expect(Object.values(data ?? {}).every((value) => value === null)).toBe(true);
    }
  });

  it('each entity answers UNAUTHENTICATED alone', async () => {
    for (const [type, id] of [
      ['Project', projectId],
      ['User', as('OWNER').id],
    ] as const) {
      expect(await entity(schema, anonymous, type, id, 'id')).toEqual({ entity: null, codes: ['UNAUTHENTICATED'] });
    }
  });

  it('covers every root field but login and refreshToken', () => {
    const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
      Object.keys(type?.getFields() ?? {}),
    );
    expect(fields.filter((field) => !field.startsWith('_')).toSorted()).toEqual([
      'accessTokens',
      'addUser',
      'auditEntries',
      'createAccessToken',
      'createProject',
      'login',
      'logout',
      'me',
      'project',
      'projects',
      'refreshToken',
      'revokeAccessToken',
      'setMember',
      'users',
      'verifyAudit',
    ]);
  });

  it('login and refreshToken answer tokens, and the time of their end as ISO 8601 in UTC', async () => {
    const login = `mutation ($p: String!) { login(input: { username: "owner", password: $p }) { accessToken refreshToken expiresAt } }`;
    expect(await ask(schema, anonymous, login, { p: 'wrong' })).toEqual({ data: null, codes: ['UNAUTHENTICATED'] });
    const { data } = await ask(schema, anonymous, login, { p: password });
    const tokens = data?.['login'] as { refreshToken: string; expiresAt: string };
    expect(tokens.expiresAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    const refresh = `mutation ($t: String!) { refreshToken(input: { refreshToken: $t }) { accessToken } }`;
    const refreshed = await ask(schema, anonymous, refresh, { t: tokens.refreshToken });
    const { accessToken } = refreshed.data?.['refreshToken'] as { accessToken: string };
    const actor = await people.identity.authenticate(accessToken);
    expect((await ask(schema, actor, '{ me { username } }')).data).toEqual({ me: { username: 'owner' } });
  });
});

describe('where members work', () => {
  it('is a site that serves the project, told with the member, kept when roles change, and audited', async () => {
    const set = (site: string) =>
      `mutation ($p: ID!) { setMember(input: { projectId: $p, username: "viewer", roles: [VIEWER, CURATOR]${site} }) {
         project { members { user { username } roles site { id } } } } }`;
    const site = { id: newId(), name: 'Center-3', url: 'https://three.example', sealedToken: null, sealedTls: null };
    const sites = new PostgresSites(people.sql);
    await sites.putSite({ ...site, deadlineMs: null });
    const owner = as('OWNER');
    expect((await ask(schema, owner, set(', site: "Center-3"'), { p: projectId })).codes).toEqual(['BAD_USER_INPUT']);
    await sites.grant({ siteId: site.id, projectId }, 'test');
    const members = async (query: string) => {
      const { data } = await ask(schema, owner, query, { p: projectId });
      const { members: all } = (data?.['setMember'] as { project: { members: { user: { username: string } }[] } })
        .project;
      return all.find(({ user }) => user.username === 'viewer');
    };
    const there = { roles: ['CURATOR', 'VIEWER'], site: { id: site.id } };
    expect(await members(set(', site: "Center-3"'))).toMatchObject(there);
    expect(await members(set(''))).toMatchObject(there);
    expect(await people.projects.membersOf(as('VIEWER'), [projectId])).toMatchObject(
      new Map([[projectId, [{ site: { name: 'Center-3' } }]]]),
    );
    expect(await members(set(', site: null'))).toMatchObject({ site: null });
    const audited = (await people.audited('member.set')).slice(-2).map(({ new_value: value }) => value);
    expect(audited).toEqual([
      { roles: ['CURATOR', 'VIEWER'], site: 'Center-3' },
      { roles: ['CURATOR', 'VIEWER'], site: null },
    ]);
  });
});

describe('the audit trail', () => {
  const question = `query ($f: AuditFilter, $n: Int! = 50, $a: String) {
    auditEntries(filter: $f, first: $n, after: $a) {
      totalCount pageInfo { hasNextPage endCursor } nodes { sequence at actor action target projectId newValue hash }
    }
  }`;
  interface Answer {
    readonly auditEntries: {
      readonly totalCount: number;
      readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
      readonly nodes: readonly {
        readonly sequence: number;
        readonly action: string;
        readonly projectId: string | null;
      }[];
    };
  }

  it('is shown to administrators whole, page by page, newest first', async () => {
    const seen: number[] = [];
    for (let after: string | null = null; ;) {
      const { data, codes } = await ask(schema, administrator, question, { n: 4, a: after });
      expect(codes).toEqual([]);
      const { auditEntries: page } = data as unknown as Answer;
      seen.push(...page.nodes.map(({ sequence }) => sequence));
      expect(page.totalCount).toBeGreaterThan(seen.length - 1);
      if (!page.pageInfo.hasNextPage) break;
      after = page.pageInfo.endCursor;
    }
    expect(seen).toEqual(Array.from(seen, (_, n) => seen.length - n));
  });

  it('is shown of a project to its owners and managers, and to no one else', async () => {
    for (const role of roles) {
      const { data, codes } = await ask(schema, as(role), question, { f: { projectId } });
      if (role === 'OWNER' || role === 'MANAGER') {
        const { nodes } = (data as unknown as Answer).auditEntries;
        expect(nodes.length).toBeGreaterThan(1);
        expect(nodes.every((node) => node.projectId === projectId)).toBe(true);
      } else expect([role, codes]).toEqual([role, ['FORBIDDEN']]);
    }
    expect((await ask(schema, as('none'), question, { f: { projectId } })).codes).toEqual(['NOT_FOUND']);
    expect((await ask(schema, as('OWNER'), question)).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('says what is wrong with a question', async () => {
    for (const variables of [{ n: 1001 }, { a: 'x' }, { f: { action: '*.set' } }])
      expect((await ask(schema, administrator, question, variables)).codes).toEqual(['BAD_USER_INPUT']);
    expect((await ask(schema, administrator, question, { f: { projectId: 'x' } })).codes).toEqual(['NOT_FOUND']);
  });

  it('is verified from a noted entry on', async () => {
    const { data } = await ask(schema, administrator, '{ verifyAudit { entries lastHash } }');
    const { entries, lastHash } = data?.['verifyAudit'] as { entries: number; lastHash: string };
    const since = `query ($n: Int!, $h: String!) { verifyAudit(since: { sequence: $n, hash: $h }) { entries isWhole firstBroken } }`;
    expect((await ask(schema, administrator, since, { n: entries, h: lastHash })).data?.['verifyAudit']).toEqual({
      entries,
      isWhole: true,
      firstBroken: null,
    });
    expect((await ask(schema, administrator, since, { n: 1, h: lastHash })).data?.['verifyAudit']).toMatchObject({
      isWhole: false,
      firstBroken: 1,
    });
    expect((await ask(schema, administrator, since, { n: 0, h: '' })).codes).toEqual(['BAD_USER_INPUT']);
  });
});

describe('a project', () => {
  it('is visible to each role; its members only to owners and managers', async () => {
    for (const role of roles) {
      const { data, codes } = await ask(schema, as(role), `query ($id: ID!) { project(id: $id) ${inProject} }`, {
        id: projectId,
      });
      expect(codes).toEqual([]);
      const self = { user: { username: role.toLowerCase() }, roles: [role] };
      expect(data?.['project']).toMatchObject({ name: 'glioma', title: 'Glioma', irbNumber: '17-1', myRoles: [role] });
      const { members } = data?.['project'] as { members: unknown[] };
      expect(members).toContainEqual(self);
      expect(members).toHaveLength(role === 'OWNER' || role === 'MANAGER' ? roles.length : 1);
      expect((await entity(schema, as(role), 'Project', projectId, 'name')).entity).toEqual({ name: 'glioma' });
    }
  });

  it('does not exist for who is no member', async () => {
    const source = `query ($id: ID!) { byId: project(id: $id) { id } byName: project(name: "glioma") { id } projects { totalCount nodes { id } } }`;
    expect(await ask(schema, as('none'), source, { id: projectId })).toEqual({
      data: { byId: null, byName: null, projects: { totalCount: 0, nodes: [] } },
      codes: [],
    });
    expect(await entity(schema, as('none'), 'Project', projectId, 'name')).toEqual({ entity: null, codes: [] });
  });

  it('is found by id, by name, and by both only when they agree', async () => {
    const other = await people.projects.createProject(administrator, { name: 'other' });
    const source = `query ($id: ID, $name: String) { project(id: $id, name: $name) { name } }`;
    const find = async (variables: object) =>
      (await ask(schema, administrator, source, { ...variables })).data?.['project'];
    expect(await find({ name: 'glioma' })).toEqual({ name: 'glioma' });
    expect(await find({ id: projectId, name: 'glioma' })).toEqual({ name: 'glioma' });
    expect(await find({ id: other.id, name: 'glioma' })).toBeNull();
    expect(await find({ id: 'not-an-id' })).toBeNull();
    expect(await find({ id: newId() })).toBeNull();
    expect((await ask(schema, administrator, source)).codes).toEqual(['BAD_USER_INPUT']);
  });

  it('is made by administrators alone, once for a name', async () => {
    const source = `mutation ($name: String!) { createProject(input: { name: $name, title: "Another" }) { project { id title } } }`;
    for (const role of [...roles, 'none'] as const) {
      expect((await ask(schema, as(role), source, { name: 'new' })).codes).toEqual(['FORBIDDEN']);
    }
    expect((await ask(schema, administrator, source, { name: 'glioma' })).data).toEqual({
      createProject: { project: { id: projectId, title: 'Glioma' } },
    });
    for (const name of ['', 'a b', 'x'.repeat(65), '../etc']) {
      expect((await ask(schema, administrator, source, { name })).codes).toEqual(['BAD_USER_INPUT']);
    }
    expect(await people.audited('project.created')).toHaveLength(1);
  });
});

describe('projects', () => {
  it('are answered page by page in order of id, each once', async () => {
    for (let n = 0; n < 5; n += 1) await people.projects.createProject(administrator, { name: `p${String(n)}` });
    const source = `query ($after: String) { projects(first: 4, after: $after) {
      totalCount pageInfo { hasNextPage endCursor } nodes { name } edges { cursor node { name } } } }`;
    const first = (await ask(schema, administrator, source)).data?.['projects'] as Record<string, never>;
    const second = (await ask(schema, administrator, source, { after: first['pageInfo']?.['endCursor'] })).data?.[
      'projects'
    ];
    expect(first).toMatchObject({ totalCount: 6, pageInfo: { hasNextPage: true } });
    expect(first['nodes']).toEqual(['glioma', 'p0', 'p1', 'p2'].map((name) => ({ name })));
    expect(second).toMatchObject({
      totalCount: 6,
      pageInfo: { hasNextPage: false },
      nodes: [{ name: 'p3' }, { name: 'p4' }],
    });
    const bad = ['first: -1', 'first: 1001', 'after: "x"'].map(
      async (args) => (await ask(schema, administrator, `{ projects(${args}) { totalCount } }`)).codes,
    );
    expect(await Promise.all(bad)).toEqual([['BAD_USER_INPUT'], ['BAD_USER_INPUT'], ['BAD_USER_INPUT']]);
  });

  it('ask the database once for all members and once for all users', async () => {
    for (let n = 0; n < 5; n += 1) {
      const { id } = await people.projects.createProject(administrator, { name: `p${String(n)}` });
      await people.projects.setMember(administrator, { projectId: id, username: 'none', roles: ['VIEWER'] });
    }
    const statements: string[] = [];
    const query = people.sql.query.bind(people.sql);
    people.sql.query = (statement, parameters) => {
      statements.push(statement);
      return query(statement, parameters);
    };
    const { data } = await ask(schema, administrator, `{ projects { nodes ${inProject} } }`);
    expect((data?.['projects'] as { nodes: unknown[] }).nodes).toHaveLength(6);
    expect(statements).toHaveLength(4); // page, count, members, users
  });
});

describe('members', () => {
  const source = `mutation ($id: ID!, $who: String!, $roles: [Role!]!) {
    setMember(input: { projectId: $id, username: $who, roles: $roles }) { project ${inProject} } }`;
  const set = (actor: Actor, who: string, held: readonly Role[], id = projectId) =>
    ask(schema, actor, source, { id, who, roles: held });

  it('are set by owners, managers and administrators', async () => {
    for (const role of ['CURATOR', 'REVIEWER', 'RESEARCHER', 'VIEWER'] as const) {
      expect((await set(as(role), 'none', ['VIEWER'])).codes).toEqual(['FORBIDDEN']);
    }
    expect((await set(as('none'), 'none', ['OWNER'])).codes).toEqual(['NOT_FOUND']);
    expect((await set(administrator, 'none', ['VIEWER'], newId())).codes).toEqual(['NOT_FOUND']);
    expect((await set(as('OWNER'), 'nobody', ['VIEWER'])).codes).toEqual(['NOT_FOUND']);
    for (const actor of [as('OWNER'), as('MANAGER'), administrator]) {
      const { data, codes } = await set(actor, 'NONE', ['REVIEWER', 'VIEWER', 'REVIEWER']);
      expect(codes).toEqual([]);
      expect(data).toMatchObject({
        setMember: {
          project: {
            members: expect.arrayContaining([{ user: { username: 'none' }, roles: ['REVIEWER', 'VIEWER'] }]) as unknown,
          },
        },
      });
      await set(actor, 'none', []);
    }
    expect((await people.projects.membersOf(administrator, [projectId])).get(projectId)).toHaveLength(roles.length);
    const changes = (await people.audited('member.set')).slice(roles.length);
    expect(changes.map((change) => [change.old_value, change.new_value]).slice(0, 2)).toEqual([
      [{ roles: [] }, { roles: ['REVIEWER', 'VIEWER'] }],
      [{ roles: ['REVIEWER', 'VIEWER'] }, { roles: [] }],
    ]);
  });

  it('become or cease to be owners by owners and administrators alone, and then nothing is written', async () => {
    expect((await set(as('MANAGER'), 'manager', ['OWNER', 'MANAGER'])).codes).toEqual(['FORBIDDEN']);
    expect((await set(as('MANAGER'), 'owner', [])).codes).toEqual(['FORBIDDEN']);
    expect(await people.audited('member.set')).toHaveLength(roles.length);
    const held = (await people.projects.membersOf(administrator, [projectId])).get(projectId);
    expect(held?.map(({ roles: [role] }) => role).toSorted()).toEqual([...roles].toSorted());
    expect((await set(as('OWNER'), 'manager', ['OWNER', 'MANAGER'])).codes).toEqual([]);
    expect((await set(administrator, 'manager', ['MANAGER'])).codes).toEqual([]);
  });

  it('set as they are leave no trace in the audit trail', async () => {
    await set(administrator, 'viewer', ['VIEWER']);
    expect(await people.audited('member.set')).toHaveLength(roles.length);
  });

  it('answers the new members also where two changes come in one operation', async () => {
    const both = `mutation ($id: ID!) {
      a: setMember(input: { projectId: $id, username: "none", roles: [VIEWER] }) { project { members { roles } } }
      b: setMember(input: { projectId: $id, username: "none", roles: [] }) { project { members { roles } } } }`;
    const { data } = await ask(schema, administrator, both, { id: projectId });
    const count = (key: string) => (data?.[key] as { project: { members: unknown[] } }).project.members.length;
    expect([count('a'), count('b')]).toEqual([roles.length + 1, roles.length]);
  });
});

describe('users', () => {
  it('are listed and added by administrators alone', async () => {
    const add = `mutation { addUser(input: { username: "new", password: "${password}", isAdministrator: true }) { user { username isAdministrator } } }`;
    for (const role of [...roles, 'none'] as const) {
      expect((await ask(schema, as(role), '{ users { id } }')).codes).toEqual(['FORBIDDEN']);
      expect((await ask(schema, as(role), add)).codes).toEqual(['FORBIDDEN']);
    }
    expect((await ask(schema, administrator, add)).data).toEqual({
      addUser: { user: { username: 'new', isAdministrator: true } },
    });
    expect((await ask(schema, administrator, '{ users { username } }')).data?.['users']).toHaveLength(roles.length + 2);
  });

  it('are entities for who shares a project with them', async () => {
    const viewer = as('VIEWER').id;
    expect(await entity(schema, as('CURATOR'), 'User', viewer, 'username')).toEqual({
      entity: { username: 'viewer' },
      codes: [],
    });
    expect(await entity(schema, as('none'), 'User', viewer, 'username')).toEqual({ entity: null, codes: [] });
    expect(await entity(schema, administrator, 'User', newId(), 'username')).toEqual({ entity: null, codes: [] });
    expect(await entity(schema, administrator, 'User', 'not an id', 'username')).toEqual({ entity: null, codes: [] });
  });

  it('sign out of their own session', async () => {
    const tokens = await people.identity.login({ username: 'viewer', password });
    const source = `mutation ($t: String!) { logout(input: { refreshToken: $t }) { loggedOut } }`;
    expect((await ask(schema, as('VIEWER'), source, { t: tokens.refreshToken })).data).toEqual({
      logout: { loggedOut: true },
    });
    await expect(people.identity.authenticate(tokens.accessToken)).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });
});

describe('the audit trail', () => {
  const source = '{ verifyAudit { entries isWhole firstBroken lastHash } }';
  const checked = async () => (await ask(schema, administrator, source)).data?.['verifyAudit'];
  /** What the database's owner can do. */
  const tamper = (statement: string) =>
    people.sql.script(`ALTER TABLE audit DISABLE TRIGGER USER; ${statement}; ALTER TABLE audit ENABLE TRIGGER USER;`);

  it('is verified by administrators alone', async () => {
    for (const role of [...roles, 'none'] as const) {
      expect((await ask(schema, as(role), source)).codes).toEqual(['FORBIDDEN']);
    }
    const entries = (await people.audited()).length;
    expect(await checked()).toEqual({
      entries,
      isWhole: true,
      firstBroken: null,
      lastHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
  });

  it('that was changed, or cut, is told with the first entry that does not fit', async () => {
    const entries = (await people.audited()).length;
    await tamper(`DELETE FROM audit WHERE sequence = ${String(entries)}`);
    expect(await checked()).toMatchObject({ entries: entries - 1, isWhole: false, firstBroken: entries });
    await tamper("UPDATE audit SET actor = 'eve' WHERE sequence = 3");
    expect(await checked()).toMatchObject({ entries: 2, isWhole: false, firstBroken: 3 });
  });
});
