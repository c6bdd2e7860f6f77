import { describe, expect, it } from 'vitest';
import {
  administratorRoles,
  defaultPermissions,
  fixedPermissions,
  isAllowed,
  mayDo,
  permissionNames,
  roles,
} from '../../contracts/permissions.ts';
import { commit, record, type Action } from './audit.ts';
import { tokenFromCookies } from './cookie.ts';
import { addFailure, isLocked, LOCK_MS, MAX_FAILURES, targetOf, type Failures } from './lockout.rules.ts';
import {
  actingName,
  endOf,
  isLive,
  PERSON_IDLE_MS,
  PERSON_MAX_MS,
  viewerFrom,
  type SessionRow,
} from './sessions.rules.ts';
import { newToken } from './tokens.ts';

const NOW = 1_800_000_000_000;
const person: SessionRow = {
  personId: 1,
  wallId: null,
  name: '张三',
  posts: [
    {
      ...{ role: 'district-leader', organisationCode: '320102', organisationName: '玄武区', streetCode: null },
      ...{ lentBy: null, permissions: ['projects.read'] },
    },
  ],
  permissions: ['projects.read', 'of.yesterday'],
  allowed: true,
  lastSeenAt: NOW,
  expiresAt: endOf('person', NOW),
  endedAt: null,
};
const wall: SessionRow = {
  ...person,
  personId: null,
  wallId: 1,
  posts: [],
  permissions: ['live.district'],
  expiresAt: endOf('wall', NOW),
};

describe('a session', () => {
  it.each([
    ['in use', person, 0, true],
    ['idle just short of its end', person, PERSON_IDLE_MS - 1, true],
    ['idle too long', person, PERSON_IDLE_MS, false],
    ['past its absolute end though in use', { ...person, lastSeenAt: NOW + PERSON_MAX_MS }, PERSON_MAX_MS, false],
    ['ended', { ...person, endedAt: NOW }, 0, false],
    ['of someone deactivated', { ...person, allowed: false }, 0, false],
    ['of a wall, unattended for a year', wall, 365 * 86_400_000, true],
    ['of a wall, after 400 days', wall, 400 * 86_400_000, false],
    ['of a revoked wall', { ...wall, allowed: false }, 0, false],
  ])('%s', (_name, row, later, live) => expect(isLive(row, NOW + later)).toBe(live));

  it('shows who is looking, and what they may', () => {
    expect(viewerFrom(wall)).toMatchObject({ kind: 'wall', roles: ['wall'], expiresAt: wall.expiresAt });
    expect(viewerFrom(person)).toMatchObject({ roles: ['district-leader'], permissions: ['projects.read'] });
  });
});

describe('the name under which somebody acts', () => {
  const [own] = person.posts;
  if (own === undefined) throw new Error('no post');
  const lent = { ...own, lentBy: '李四', permissions: ['projects.read', 'files.upload'] };
  it('says on whose behalf, where a lent post alone carries what is done', () => {
    expect(actingName('张三', [own, lent], 'files.upload')).toBe('张三（代李四）');
    expect(actingName('张三', [own, lent], 'projects.read')).toBe('张三');
    expect(actingName('张三', [lent, { ...lent, lentBy: '王五' }], 'projects.read')).toBe('张三（代李四、王五）');
    expect(actingName('张三', [own, lent], 'signedIn')).toBe('张三');
  });
});

describe('the role matrix', () => {
  it('takes from no administrator what makes them one', () => {
    for (const role of roles)
      for (const permission of fixedPermissions[role] ?? [])
        expect([role, permission, defaultPermissions[role].includes(permission)]).toEqual([role, permission, true]);
  });

  it('gives a wall no more than it has', () => {
    expect(permissionNames.filter((one) => isAllowed('wall', one)).sort()).toEqual([...defaultPermissions.wall].sort());
  });

  it('gives no role by default what its duty does not allow', () => {
    for (const role of roles)
      for (const permission of defaultPermissions[role])
        expect([role, permission, isAllowed(role, permission)]).toEqual([role, permission, true]);
  });

  it('keeps the three administrators from business data and from the core of each other’s work', () => {
    const core = {
      'system-admin': 'people.manage',
      'security-admin': 'posts.grant',
      'audit-admin': 'audit.read',
    } as const;
    for (const role of administratorRoles) {
      expect(
        permissionNames.filter((one) => isAllowed(role, one) && /^(live|projects|history|cameras|devices)\./.test(one)),
      ).toEqual([]);
      for (const other of administratorRoles) expect(isAllowed(role, core[other])).toBe(role === other);
    }
  });

  it('lets nobody do more than the public without a session', () => {
    expect(mayDo(undefined, 'public')).toBe(true);
    expect(mayDo(undefined, 'signedIn')).toBe(false);
    expect(mayDo([], 'signedIn')).toBe(true);
    expect(mayDo(['projects.read'], 'people.read')).toBe(false);
  });
});

describe('the lock', () => {
  const none: Failures = { count: 0, lastAt: 0 };
  const after = (count: number): Failures =>
    Array.from({ length: count }).reduce<Failures>((failures) => addFailure(failures, NOW), none);

  it('closes at the fifth failure and opens a quarter of an hour after the last', () => {
    expect(isLocked(none, NOW)).toBe(false);
    expect(isLocked(after(MAX_FAILURES - 1), NOW)).toBe(false);
    expect(isLocked(after(MAX_FAILURES), NOW + LOCK_MS - 1)).toBe(true);
    expect(isLocked(after(MAX_FAILURES), NOW + LOCK_MS)).toBe(false);
    expect(addFailure(after(MAX_FAILURES), NOW + LOCK_MS)).toEqual({ count: 1, lastAt: NOW + LOCK_MS });
  });

  it('tells accounts apart without regard to case', () => {
    expect(targetOf('Admin', '10.0.0.1')).toEqual(targetOf('admin', '10.0.0.1'));
  });
});

describe('the cookie', () => {
  it('is found among others, and only in the right shape', () => {
    const token = newToken();
    expect(tokenFromCookies(`a=b; xw_session=${token}; c=d`)).toBe(token);
    expect(tokenFromCookies(`xw_session=${token}`)).toBe(token);
    expect(tokenFromCookies(`other_xw_session=${token}`)).toBeUndefined();
    expect(tokenFromCookies('xw_session=short')).toBeUndefined();
    expect(tokenFromCookies(undefined)).toBeUndefined();
    expect(tokenFromCookies(`xw_doorstep=${token}`)).toBeUndefined();
    expect(tokenFromCookies(`xw_doorstep=${token}`, 'doorstep')).toBe(token);
  });
});

describe('an audited action', () => {
  it('does not compile without its audit line', () => {
    // @ts-expect-error it changes something and records nothing
    const silent: Action<'wall.create', string, number> = async () => ({ result: 1 });
    const other: Action<'wall.create', string, undefined> = (tx, actor, subject) =>
      // @ts-expect-error it records under another verb than its own
      record(tx, { actor, verb: 'wall.revoke', subject });
    expect([silent, other, commit]).toHaveLength(3);
  });
});
