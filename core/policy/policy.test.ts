import { describe, expect, it } from 'vitest';
import { testActor } from '../../tests/support/actors.ts';
import { fc } from '../../tests/support/fast-check.ts';
import { HubError } from '../errors.ts';
import { newId } from '../ids.ts';
import {
  anonymous,
  authorize,
  authorizeOnHub,
  hubActions,
  may,
  mayOnHub,
  permittedProjects,
  projectActions,
  roles,
  type Actor,
  type HubAction,
  type ProjectAction,
  type Role,
} from './policy.ts';

const actions = Object.keys(projectActions) as ProjectAction[];
const onHub = Object.keys(hubActions) as HubAction[];
const project = '0190d3b5-0000-7000-8000-000000000001';
const roleSets = fc.uniqueArray(fc.constantFrom(...roles));
const action = fc.constantFrom(...actions);
const member = (held: readonly Role[], of = project): Actor => testActor({ roles: { [of]: held } });
const codeOf = (act: () => void): string => {
  try {
    act();
    return 'permitted';
  } catch (error) {
    return error instanceof HubError ? error.code : 'a fault';
  }
};

describe('policy', () => {
  it('grants a set of roles exactly what one of them grants', () => {
    fc.assert(
      fc.property(roleSets, action, (held, act) => {
        expect(may(member(held), act, project)).toBe(held.some((role) => may(member([role]), act, project)));
      }),
    );
  });

  it('never adds a right when a role is taken away', () => {
    fc.assert(
      fc.property(roleSets, fc.constantFrom(...roles), action, (held, taken, act) => {
        const fewer = held.filter((role) => role !== taken);
        expect(!may(member(fewer), act, project) || may(member(held), act, project)).toBe(true);
      }),
    );
  });

  it('grants nothing in a project by roles in another', () => {
    fc.assert(
      fc.property(roleSets, action, (held, act) => {
        const actor = member(held, 'another');
        expect(may(actor, act, project)).toBe(false);
        expect(permittedProjects(actor, act)).not.toContain(project);
        expect(
          codeOf(() => {
            authorize(actor, act, project);
          }),
        ).toBe('NOT_FOUND');
      }),
    );
  });

  it.each(['', 'p', 'a\u0000b', project.toUpperCase(), `${project}0`])('knows no project %j, for anybody', (id) => {
    const administrator = testActor({ administrator: true });
    for (const actor of [administrator, member(['OWNER'], id), { kind: 'service', name: 'test' } as const]) {
      expect(
        codeOf(() => {
          authorize(actor, 'project.read', id);
        }),
      ).toBe('NOT_FOUND');
    }
  });

  it('lists exactly the projects in which the action is permitted', () => {
    const memberships = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), roleSets);
    fc.assert(
      fc.property(memberships, action, (held, act) => {
        const actor = testActor({ roles: held });
        expect(permittedProjects(actor, act)).toEqual(Object.keys(held).filter((id) => may(actor, act, id)));
      }),
    );
  });

  it('lets every member read the project, and whoever may do anything in it is a member', () => {
    for (const role of roles) expect(may(member([role]), 'project.read', project)).toBe(true);
    for (const act of actions) expect(may(member([]), act, project)).toBe(false);
  });

  it('answers FORBIDDEN to a member without a permitting role', () => {
    fc.assert(
      fc.property(fc.constantFrom(...roles), action, (role, act) => {
        const actor = member([role]);
        expect(
          codeOf(() => {
            authorize(actor, act, project);
          }),
        ).toBe(may(actor, act, project) ? 'permitted' : 'FORBIDDEN');
      }),
    );
  });

  it('grants an anonymous actor nothing, and says UNAUTHENTICATED', () => {
    for (const act of actions) {
      expect(may(anonymous, act, project)).toBe(false);
      expect(
        codeOf(() => {
          authorize(anonymous, act, project);
        }),
      ).toBe('UNAUTHENTICATED');
      expect(
        codeOf(() => {
          permittedProjects(anonymous, act);
        }),
      ).toBe('UNAUTHENTICATED');
    }
    for (const act of onHub) {
      expect(mayOnHub(anonymous, act)).toBe(false);
      expect(
        codeOf(() => {
          authorizeOnHub(anonymous, act);
        }),
      ).toBe('UNAUTHENTICATED');
    }
  });

  it('leaves the hub to administrators, whatever roles a person has in projects', () => {
    fc.assert(
      fc.property(roleSets, fc.constantFrom(...onHub), (held, act) => {
        expect(mayOnHub(member(held), act)).toBe(hubActions[act] === 'anyone signed in');
        expect(mayOnHub(testActor({ administrator: true }), act)).toBe(true);
      }),
    );
  });
});

describe('a personal access token', () => {
  const [one, two] = [newId(), newId()];
  const limits = { id: newId(), name: 'laptop', readOnly: false, projectIds: null };
  const owner = testActor({ roles: { [one]: ['OWNER'], [two]: ['OWNER'] } });
  const administrator = testActor({ administrator: true });
  const narrowed = { ...limits, projectIds: new Set([one]) };

  it('permits at most what its person may, for each role and action', () => {
    for (const token of [limits, narrowed, { ...limits, readOnly: true }])
      for (const role of roles)
        for (const action of actions) {
          const person = testActor({ roles: { [one]: [role] } });
          const permitted = may({ ...person, token }, action, one);
          expect(permitted && !may(person, action, one)).toBe(false);
          expect(permittedProjects({ ...person, token }, action)).toEqual(permitted ? [one] : []);
        }
  });

  it('leaves to people what stands with their names, leads to patients or gives rights', () => {
    const left = actions.filter((action) => !may({ ...owner, token: limits }, action, one));
    expect(left.toSorted()).toEqual([
      'identity.read',
      'intake.review',
      'project.own',
      'protocol.accept',
      'task.complete',
      'workflow.promote',
    ]);
    const leftOnHub = onHub.filter((action) => !mayOnHub({ ...administrator, token: limits }, action));
    expect(leftOnHub).toEqual(['user.manage', 'site.manage', 'mapping.rotate']);
    expect(() => {
      authorize({ ...owner, token: limits }, 'intake.review', one);
    }).toThrow(/access token does not permit/);
    expect(() => {
      authorizeOnHub({ ...administrator, token: limits }, 'user.manage');
    }).toThrow(/access token does not permit/);
  });

  it('for reading permits reading alone', () => {
    const readOnly = { ...limits, readOnly: true };
    const permitted = actions.filter((action) => may({ ...administrator, token: readOnly }, action, one));
    expect(permitted.toSorted()).toEqual([
      'asset.read',
      'clinical.read',
      'intake.read',
      'project.audit',
      'project.read',
      'workflow.read',
    ]);
    expect(onHub.filter((action) => mayOnHub({ ...administrator, token: readOnly }, action))).toEqual([
      'site.read',
      'audit.read',
    ]);
    expect(permittedProjects({ ...administrator, token: readOnly }, 'asset.read')).toBe('ALL');
    expect(permittedProjects({ ...administrator, token: readOnly }, 'asset.write')).toEqual([]);
  });

  it('for some projects sees no others, and nothing of the hub as a whole', () => {
    for (const person of [owner, administrator]) {
      const actor = { ...person, token: narrowed };
      expect(may(actor, 'asset.write', one)).toBe(true);
      expect(actions.filter((action) => may(actor, action, two))).toEqual([]);
      expect(permittedProjects(actor, 'asset.read')).toEqual([one]);
      expect(() => {
        authorize(actor, 'asset.read', two);
      }).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
      expect(onHub.filter((action) => mayOnHub(actor, action))).toEqual(['site.read']);
    }
  });
});
