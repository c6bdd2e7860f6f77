import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditRow } from '../../contracts/audit.ts';
import type { PendingChange } from '../../contracts/changes.ts';
import type { Problem } from '../../contracts/errors.ts';
import { DISTRICT_CODE } from '../../contracts/glossary.ts';
import type { LendablePost, Loan } from '../../contracts/loans.ts';
import type { Organisation, OrganisationLine, Post } from '../../contracts/organisation.ts';
import type { Person, PersonDetail, Viewer } from '../../contracts/people.ts';
import { defaultPermissions, mayDo, type AdministratorRole, type Permission } from '../../contracts/permissions.ts';
import { rest, type Route } from '../../contracts/rest.ts';
import type { RoleLine } from '../../contracts/roles.ts';
import { expireChanges } from '../../server/modules/changes/changes.ts';
import {
  CALLER_FIRST_PASSWORD,
  Caller,
  settle,
  startAccessApp,
  type AccessApp,
  type Settlement,
} from '../helpers/accessApp.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
const HONGSHAN = '320102008000';
const SUOJINCUN = '320102007000';

describeWithPostgres('organisations, posts, roles and second persons', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let them: Settlement;
  const signIn = async (loginName: string) => {
    const caller = new Caller(house.app);
    await caller.signIn(house.people, loginName);
    return caller;
  };
  const add = async (loginName: string, role: Parameters<Settlement['add']>[1], organisationCode?: string) => {
    const person = await them.add(loginName, role, organisationCode);
    return { person, caller: await signIn(loginName) };
  };
  const personCalled = async (loginName: string) => {
    const { body } = await them.security.ask<{ rows: Person[] }>('GET', `/api/people?text=${loginName}`);
    const found = body.rows.find((row) => row.loginName === loginName);
    if (found === undefined) throw new Error(`nobody is called ${loginName}`);
    return found;
  };
  const permissionsOf = async (caller: Caller) => (await caller.ask<Viewer>('GET', '/api/me')).body.permissions;
  /** What a person reaches by a permission, by the database's own word. */
  const reach = async (personId: number, permission: Permission, table: 'projects' | 'sites' = 'projects') => {
    const rows = await house.db
      .as({ viewer: `person:${personId}`, permission })
      .run<{ id: string }>({ text: `select ${table === 'sites' ? 'code as id' : 'id'} from ${table} order by 1` });
    return rows.map(({ id }) => id);
  };
  const lastRecord = async () => {
    const { rows } = (await them.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?limit=20')).body;
    // Refused attempts are noted a moment later.
    return rows.find(({ verb, outcome }) => !verb.startsWith('audit.') && outcome === 'done');
  };
  const run = (text: string, values: readonly unknown[] = []) => house.db.run({ text, values });

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    them = await settle(house);
    for (const [id, street] of [
      ['north', HONGSHAN],
      ['south', SUOJINCUN],
    ])
      await run(
        `insert into projects (id, name, category, phase, department_code, street_code, budget_fen, starts_at, ends_at)
         values ($1, $1, 'urban-renewal', 'building', $3, $2, 1, now(), now() + interval '1 year')`,
        [id, street, DISTRICT_CODE],
      );
  });
  afterAll(async () => {
    await house?.close();
    await postgres?.remove();
  });

  it('keeps the tree of organisations: added, moved, renamed and put out of use by rule', async () => {
    const { system, security } = them;
    const bureau = { code: 'works', name: '区建设局', kind: 'department', parentCode: DISTRICT_CODE };
    expect((await system.ask<Organisation>('POST', '/api/organisations', bureau)).body).toMatchObject(bureau);
    const add = (code: string, kind: string, parentCode: string) =>
      system.ask<Organisation & Problem>('POST', '/api/organisations', { code, name: code, kind, parentCode });
    expect((await add('works', 'department', DISTRICT_CODE)).body.code).toBe('already-exists');
    expect((await add('works-2', 'department', 'works')).status).toBe(200);
    expect((await add('lakeside', 'community', HONGSHAN)).body.streetCode).toBe(HONGSHAN);
    expect((await add('nowhere', 'community', 'works')).body.detail).toContain('社区不能隶属于部门');
    const move = (code: string, parentCode: string) =>
      system.ask<Problem>('PUT', `/api/organisations/${code}/parent`, { parentCode });
    expect((await move('works', 'works-2')).body.detail).toContain('下级');
    expect((await move('lakeside', SUOJINCUN)).status).toBe(204);
    expect((await system.ask<Problem>('DELETE', '/api/organisations/works')).body).toMatchObject({
      code: 'in-use',
      detail: '下级机构 1 个',
    });
    const end = (code: string) => system.ask<Problem>('DELETE', `/api/organisations/${code}`);
    expect((await end(HONGSHAN)).body.code).toBe('not-permitted');
    expect((await end('works-2')).status).toBe(204);
    expect((await end('works')).status).toBe(204);
    expect((await system.ask<Problem>('POST', '/api/organisations/works-2/reactivation')).body.detail).toContain(
      '已停用',
    );
    expect((await system.ask('POST', '/api/organisations/works/reactivation')).status).toBe(204);
    expect((await system.ask('PATCH', '/api/organisations/works', { name: '区建设和交通局' })).status).toBe(204);
    expect((await security.ask('PATCH', '/api/organisations/works', { name: 'x' })).status).toBe(403);
    const { rows } = (await security.ask<{ rows: OrganisationLine[] }>('GET', '/api/organisations')).body;
    expect(rows.find(({ code }) => code === 'works')).toMatchObject({ name: '区建设和交通局', active: true, posts: 0 });
    expect(rows.find(({ code }) => code === 'lakeside')).toMatchObject({
      parentCode: SUOJINCUN,
      streetCode: SUOJINCUN,
    });
    expect(rows.find(({ code }) => code === 'works-2')?.active).toBe(false);
    expect(await lastRecord()).toMatchObject({ verb: 'organisation.rename', subject: 'works' });
  });

  it('keeps an organisation that has projects, though whoever keeps the tree sees none', async () => {
    const { system } = them;
    await system.ask('POST', '/api/organisations', {
      ...{ code: 'builder', name: '建设公司', kind: 'company', parentCode: DISTRICT_CODE },
    });
    await run(`update projects set unit_code = 'builder' where id = 'north'`);
    expect((await system.ask('GET', '/api/projects')).status).toBe(403);
    expect((await system.ask<Problem>('DELETE', '/api/organisations/builder')).body).toMatchObject({
      code: 'in-use',
      detail: '项目 1 个',
    });
  });

  it('finds people by name, place, role and use, and shows what somebody holds and held', async () => {
    const { security, system } = them;
    const { person, caller } = await add('wang', 'street', HONGSHAN);
    const count = async (query: string) =>
      (await security.ask<{ total: number }>('GET', `/api/people?${query}`)).body.total;
    expect(await count(`organisation=${HONGSHAN}`)).toBe(1);
    expect(await count(`organisation=${SUOJINCUN}`)).toBe(0);
    expect(await count('role=security-admin')).toBe(1);
    expect(await count('text=WAN')).toBe(1);
    expect(await count('text=%25')).toBe(0);
    expect(await count('unused=true')).toBe(0);
    await run(`update people set created_at = now() - interval '91 days' where id = $1`, [person.id]);
    expect(await count('unused=true')).toBe(0);
    await run(`update sessions set last_seen_at = now() - interval '91 days' where person_id = $1`, [person.id]);
    expect(await count('unused=true')).toBe(1);
    const [post] = (await personCalled('wang')).posts;
    expect((await system.ask('PATCH', `/api/people/${person.id}`, { name: '王工' })).status).toBe(204);
    expect((await security.ask('DELETE', `/api/posts/${post?.id}`)).status).toBe(204);
    const detail = (await security.ask<PersonDetail>('GET', `/api/people/${person.id}`)).body;
    expect(detail).toMatchObject({ name: '王工', posts: [], formerPosts: [{ role: 'street' }], loans: [] });
    expect((await caller.ask('GET', '/api/projects')).status).not.toBe(200);
    expect((await system.ask('DELETE', `/api/people/${person.id}`)).status).toBe(204);
    expect(await count('active=false')).toBe(1);
    expect((await system.ask('POST', `/api/people/${person.id}/reactivation`)).status).toBe(204);
    expect((await system.ask('POST', `/api/people/${person.id}/reactivation`)).status).toBe(404);
    expect(await count('active=false')).toBe(0);
    const again = await signIn('wang');
    expect((await again.ask('GET', '/api/me')).status).toBe(200);
    expect((await system.ask('DELETE', `/api/people/${person.id}/sessions`)).status).toBe(204);
    expect((await again.ask('GET', '/api/me')).status).toBe(401);
  });

  it('begins and ends a lent post by its dates, says on whose behalf, and lends it no further', async () => {
    const lender = await add('li', 'street', HONGSHAN);
    const borrower = await add('zhao', 'street', SUOJINCUN);
    const seen = () => reach(borrower.person.id, 'projects.read');
    const [post] = (await lender.caller.ask<{ rows: LendablePost[] }>('GET', '/api/account/posts')).body.rows;
    const now = Date.now();
    const lend = (over: object = {}) =>
      lender.caller.ask<Loan & Problem>('POST', '/api/account/loans', {
        ...{ postId: post?.id, borrowerId: borrower.person.id, kind: 'substitution', reason: '外出学习' },
        ...{ fromAt: now + DAY, untilAt: now + 8 * DAY, ...over },
      });
    expect(await seen()).toEqual(['south']);
    const loan = (await lend()).body;
    expect(loan).toMatchObject({ lender: 'li', borrower: 'zhao', role: 'street', endedAt: null });
    expect((await lend()).body.code).toBe('not-in-this-state');
    expect(await seen(), 'it has not begun').toEqual(['south']);
    const begin = (interval: string) =>
      run(`update post_loans set from_at = now() - interval '2 days', until_at = now() + $2::interval where id = $1`, [
        ...[loan.id, interval],
      ]);
    await begin('1 day');
    await house.access.sessions.reachChanged();
    expect(await seen()).toEqual(['north', 'south']);
    const me = (await borrower.caller.ask<Viewer>('GET', '/api/me')).body;
    expect(me.posts.map(({ organisationCode, lentBy }) => [organisationCode, lentBy])).toEqual([
      [HONGSHAN, 'li'],
      [SUOJINCUN, null],
    ]);
    const onward = await borrower.caller.ask<Problem>('POST', '/api/account/loans', {
      ...{ postId: post?.id, borrowerId: lender.person.id, kind: 'delegation', reason: '转借' },
      ...{ fromAt: now, untilAt: now + DAY },
    });
    expect(onward.body).toMatchObject({ code: 'not-found', detail: '本人岗位' });
    await begin('-1 second');
    expect(await seen(), 'it is over').toEqual(['south']);
    await begin('1 day');
    expect((await borrower.caller.ask('DELETE', `/api/account/loans/${loan.id}`)).status).toBe(204);
    expect(await seen()).toEqual(['south']);
    expect(await lastRecord()).toMatchObject({ verb: 'post.loan-end', subject: 'li' });
  });

  it('lets nobody become an administrator beside other work by borrowing, nor borrow as one', async () => {
    const { security } = them;
    const lender = await add('sun', 'finance');
    const [post] = (await lender.caller.ask<{ rows: LendablePost[] }>('GET', '/api/account/posts')).body.rows;
    const lendTo = (borrowerId: number) =>
      lender.caller.ask<Loan & Problem>('POST', '/api/account/loans', {
        ...{ postId: post?.id, borrowerId, kind: 'delegation', reason: '分工' },
        ...{ fromAt: Date.now(), untilAt: Date.now() + DAY },
      });
    expect((await lendTo((await personCalled('audit')).id)).body.detail).toContain('不得兼任');
    const free = await them.system.ask<Person>('POST', '/api/people', {
      ...{ loginName: 'qian', name: '钱', password: CALLER_FIRST_PASSWORD },
    });
    expect((await lendTo(free.body.id)).status).toBe(200);
    const input = { personId: free.body.id, role: 'system-admin' };
    const proposed = await security.ask<Problem>('POST', '/api/changes/administrator-grant', { input, reason: '扩编' });
    expect(proposed.body.detail).toContain('不得兼任');
    expect((await security.ask<{ rows: Post[] }>('GET', '/api/account/posts')).status).toBe(403);
    const deputy = await signIn('qian');
    await deputy.ask('GET', '/api/me');
    const projects = await run(`select id from projects limit 1`);
    const assigned = await deputy.ask<Problem>('POST', '/api/assignments', {
      ...{ projectId: (projects[0] as { id: string }).id, organisationCode: 'builder', untilAt: Date.now() + DAY },
    });
    expect(assigned.status).toBe(200);
    expect(await lastRecord()).toMatchObject({ verb: 'project.assign', actorName: '钱（代sun）' });
  });

  it('never widens a reach by a second role: everything for projects, one street for the rest', async () => {
    const { security } = them;
    const { person } = await add('zhou', 'street', HONGSHAN);
    await run(
      `insert into sites (code, name, street_code, lon, lat) values ('n1', 'n1', $1, 118.8, 32.1), ('s1', 's1', $2, 118.8, 32.1)`,
      [...[HONGSHAN, SUOJINCUN]],
    );
    // What finance does not carry here, the street alone reaches.
    await run(`delete from role_permissions where role = 'finance' and permission = 'devices.read'`);
    await security.ask('POST', `/api/people/${person.id}/posts`, { role: 'finance', organisationCode: DISTRICT_CODE });
    expect(await reach(person.id, 'projects.read')).toEqual(['north', 'south']);
    expect(await reach(person.id, 'devices.read', 'sites')).toEqual(['n1']);
    await run(`insert into role_permissions values ('finance', 'devices.read')`);
    expect(await reach(person.id, 'devices.read', 'sites')).toEqual(['n1', 's1']);
  });

  it('gives a project to an evaluator until a date', async () => {
    const { office, system } = them;
    await system.ask('POST', '/api/organisations', {
      ...{ code: 'agency', name: '评价公司', kind: 'agency', parentCode: DISTRICT_CODE },
    });
    const { person, caller } = await add('pingjia', 'evaluator', 'agency');
    const seen = () => reach(person.id, 'projects.read');
    expect(await seen()).toEqual([]);
    const given = { projectId: 'north', organisationCode: 'agency', untilAt: Date.now() + DAY };
    const { id } = (await office.ask<{ id: number }>('POST', '/api/assignments', given)).body;
    expect(await seen()).toEqual(['north']);
    const again = await office.ask<Problem>('POST', '/api/assignments', given);
    expect(again.body).toMatchObject({ code: 'not-in-this-state', detail: '该时段已派发给同一受托方' });
    expect((await office.ask('DELETE', `/api/assignments/${id}`)).status).toBe(204);
    expect(await seen()).toEqual([]);
    expect((await caller.ask('GET', '/api/assignments')).status).toBe(403);
  });

  it('changes the role matrix when a second person confirms it, at once for everybody', async () => {
    const { security, system, audit } = them;
    const { caller } = await add('wu', 'street', HONGSHAN);
    const cells = [{ role: 'street', permission: 'projects.export', isHeld: false }];
    const propose = (body: object) => security.ask<PendingChange & Problem>('POST', '/api/changes/role-matrix', body);
    const { body: change } = await propose({ input: { cells }, reason: '收紧导出' });
    expect(change).toMatchObject({ state: 'open', isOwn: true, isAboutViewer: false, proposedBy: '安全管理员' });
    const decide = (caller: Caller, what: string, id = change.id) =>
      caller.ask<Problem>('POST', `/api/changes/${id}/${what}`, { reason: '已核对' });
    expect((await decide(security, 'confirm')).body.code).toBe('own-change');
    expect((await decide(audit, 'confirm')).body.code).toBe('not-permitted');
    expect(await permissionsOf(caller)).toContain('projects.export');
    expect((await decide(system, 'confirm')).status).toBe(204);
    expect(await permissionsOf(caller)).not.toContain('projects.export');
    expect((await decide(system, 'confirm')).body.code).toBe('change-closed');
    const { rows } = (await audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?limit=50')).body;
    const carried = rows.find(({ verb }) => verb === 'role.permissions');
    expect(carried?.actorName).toBe('系统管理员（复核安全管理员所提）');
    expect(rows.find((row) => row.verb === 'change.confirm' && row.outcome === 'done')).toMatchObject({
      actorName: '系统管理员',
      reason: '收紧导出',
      after: { proposedBy: '安全管理员', confirmedBy: '系统管理员' },
    });
    // What the duty does not allow is refused before it is anybody's to confirm.
    const wrong = (cell: object) => propose({ input: { cells: [cell] }, reason: '试' });
    const duty = await wrong({ role: 'security-admin', permission: 'audit.read', isHeld: true });
    expect(duty.body.detail).toContain('职责分离');
    const core = await wrong({ role: 'audit-admin', permission: 'audit.read', isHeld: false });
    expect(core.body.detail).toContain('不得取消');
    expect((await propose({ input: { cells }, reason: '再次' })).body.detail).toContain('没有变化');
    const lines = (await audit.ask<{ rows: RoleLine[] }>('GET', '/api/roles')).body.rows;
    expect(lines.find(({ role }) => role === 'street')?.permissions).not.toContain('projects.export');
  });

  it('makes an administrator by two, neither of whom is the new one, and ends what nobody confirms', async () => {
    const { security, system } = them;
    const fresh = await system.ask<Person>('POST', '/api/people', {
      ...{ loginName: 'security2', name: '安全二', password: CALLER_FIRST_PASSWORD },
    });
    const input = { personId: fresh.body.id, role: 'security-admin' };
    const alone = { role: 'security-admin', organisationCode: DISTRICT_CODE };
    const granted = await security.ask<Problem>('POST', `/api/people/${fresh.body.id}/posts`, alone);
    expect(granted.body.code).toBe('second-person-needed');
    const propose = (path: string, of: object, by = security) =>
      by.ask<PendingChange & Problem>('POST', `/api/changes/${path}`, { input: of, reason: '轮岗' });
    const first = (await propose('administrator-grant', input)).body;
    expect((await system.ask('POST', `/api/changes/${first.id}/refuse`, { reason: '证明材料不全' })).status).toBe(204);
    const second = (await propose('administrator-grant', input)).body;
    expect((await system.ask('DELETE', `/api/changes/${second.id}`)).status).toBe(403);
    expect((await security.ask('DELETE', `/api/changes/${second.id}`)).status).toBe(204);
    const third = (await propose('administrator-grant', input)).body;
    const before = [await signIn('security2'), await signIn('security2')];
    expect((await system.ask('POST', `/api/changes/${third.id}/confirm`, {})).status).toBe(204);
    // An administrator has one session, and it begins with the post.
    for (const one of before) expect((await one.ask<Problem>('GET', '/api/me')).body.code).toBe('session-revoked');
    const newcomer = await signIn('security2');
    const [post] = (await personCalled('security2')).posts;
    expect(post?.role).toBe('security-admin');
    // About oneself: not even when somebody else proposed it.
    const ending = (await propose('administrator-end', { postId: post?.id })).body;
    const own = await newcomer.ask<Problem>('POST', `/api/changes/${ending.id}/confirm`, {});
    expect(own.body.code).toBe('own-change');
    expect((await security.ask<Problem>('DELETE', `/api/posts/${post?.id}`)).body.code).toBe('second-person-needed');
    // Put out of use by two and brought back by two; one alone ends the sessions, where haste is needed.
    const concerns = { personId: fresh.body.id };
    const outAlone = await system.ask<Problem>('DELETE', `/api/people/${fresh.body.id}`);
    expect(outAlone.body.code).toBe('second-person-needed');
    const last = await propose('administrator-deactivate', { personId: (await personCalled('security')).id }, system);
    expect(last.status, 'another of its kind is left').toBe(200);
    expect((await system.ask('DELETE', `/api/changes/${last.body.id}`)).status).toBe(204);
    const none = await propose('administrator-deactivate', { personId: (await personCalled('audit')).id }, system);
    expect(none.body).toMatchObject({ code: 'not-permitted', detail: '不能停用最后一名同类管理员' });
    const out = (await propose('administrator-deactivate', concerns, system)).body;
    expect((await newcomer.ask<Problem>('POST', `/api/changes/${out.id}/confirm`, {})).body.code).toBe('own-change');
    expect((await newcomer.ask('GET', '/api/me')).status).toBe(200);
    expect((await security.ask('POST', `/api/changes/${out.id}/confirm`, {})).status).toBe(204);
    expect((await newcomer.ask('GET', '/api/me')).status).toBe(401);
    expect((await personCalled('security2')).active).toBe(false);
    const back = await system.ask<Problem>('POST', `/api/people/${fresh.body.id}/reactivation`);
    expect(back.body.code).toBe('second-person-needed');
    const again = (await propose('administrator-reactivate', { personId: fresh.body.id }, system)).body;
    expect((await system.ask<Problem>('POST', `/api/changes/${again.id}/confirm`, {})).body.code).toBe('own-change');
    expect((await security.ask('POST', `/api/changes/${again.id}/confirm`, {})).status).toBe(204);
    expect((await personCalled('security2')).active).toBe(true);
    // Three days later the ending is nobody's to confirm any more.
    await expireChanges(house.db, Date.now() + 73 * HOUR);
    expect((await system.ask<Problem>('POST', `/api/changes/${ending.id}/confirm`, {})).body.code).toBe(
      'change-closed',
    );
    const { rows } = (await system.ask<{ rows: PendingChange[] }>('GET', '/api/changes')).body;
    expect(rows.map(({ state }) => state)).toEqual([
      'confirmed',
      'confirmed',
      'withdrawn',
      'expired',
      'confirmed',
      'withdrawn',
      'refused',
      'confirmed',
    ]);
  });

  it('takes a lost second factor away when a second person confirms it, and ends the sessions with it', async () => {
    const { security, system } = them;
    const { person, caller } = await add('he', 'street', HONGSHAN);
    const body = { input: { personId: person.id }, reason: '手机遗失，已当面核对' };
    const { id } = (await system.ask<PendingChange>('POST', '/api/changes/factor-reset', body)).body;
    expect((await caller.ask('GET', '/api/me')).status).toBe(200);
    expect((await security.ask('POST', `/api/changes/${id}/confirm`, {})).status).toBe(204);
    expect((await caller.ask('GET', '/api/me')).status).toBe(401);
    expect(await run('select 1 from second_factors where person_id = $1', [person.id])).toEqual([]);
  });

  it('gives somebody who forgot theirs a new first password, and never an administrator', async () => {
    const { security, system } = them;
    const { person, caller } = await add('lu', 'street', HONGSHAN);
    const give = (id: number, password: string, by = system) =>
      by.ask<Problem>('POST', `/api/people/${id}/password`, { password });
    expect((await give(person.id, 'Harbour-Maple-83', security)).status, 'not the work of another').toBe(403);
    expect((await give(person.id, 'Password123!')).body.code).toBe('weak-password');
    expect((await give(person.id, CALLER_FIRST_PASSWORD)).body.code, 'one of the last five').toBe('weak-password');
    expect((await give(person.id, 'Harbour-Maple-83')).status).toBe(204);
    expect(await lastRecord()).toMatchObject({ verb: 'password.give', subject: 'lu', after: null });
    expect((await caller.ask('GET', '/api/me')).status, 'what was open has ended').toBe(401);
    const again = new Caller(house.app);
    const enter = (password: string) => again.ask<Problem>('POST', '/api/sessions', { loginName: 'lu', password });
    expect((await enter('Harbour-Maple-83')).body).toMatchObject({ state: 'second-factor' });
    const { id } = await personCalled('security');
    const refused = await give(id, 'Harbour-Maple-83');
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('另行任命')]);
  });

  it('is judged again when it is confirmed: whoever proposed it must still be allowed to', async () => {
    const { security, system } = them;
    const { person } = await add('xu', 'street', HONGSHAN);
    const body = { input: { personId: person.id }, reason: '换手机' };
    const { id } = (await system.ask<PendingChange>('POST', '/api/changes/factor-reset', body)).body;
    const confirm = () => security.ask<Problem>('POST', `/api/changes/${id}/confirm`, {});
    const set = (until: string) =>
      run(`update posts set until_at = ${until} where role = 'system-admin' returning person_id`);
    expect(await set('now()')).toHaveLength(1);
    const refused = await confirm();
    expect([refused.status, refused.body.detail]).toEqual([403, expect.stringContaining('只能驳回')]);
    await set('null');
    expect((await confirm()).status).toBe(204);
  });

  it('has a database that takes nobody’s confirmation of their own', async () => {
    const write = (decider: string, concerns: string) =>
      run(`insert into pending_changes (kind, input, subject, concerns_id, reason, proposed_by, proposed_at, expires_at,
                                        decision, decided_by, decided_at)
           select 'role-matrix', '{}', 'x', ${concerns}, 'x', 1, now(), now() + interval '1 hour', 'confirmed', ${decider}, now()`);
    await expect(write('1', 'null')).rejects.toThrow('check constraint');
    await expect(write('2', '2')).rejects.toThrow('check constraint');
    await expect(write('2', '3')).resolves.toEqual([]);
  });

  it('lets the three administrators into exactly the wires that the matrix gives each of them', async () => {
    const callers: Record<AdministratorRole, Caller> = {
      'system-admin': them.system,
      'security-admin': them.security,
      'audit-admin': them.audit,
    };
    const served = new Set(
      house.app
        .printRoutes({ commonPrefix: false })
        .split('\n')
        .map((line) => line.replace(/^[│├└─\s]+/, '')),
    );
    expect(served.size).toBeGreaterThan(20);
    const wires: Route[] = Object.values(rest);
    let asked = 0;
    for (const [role, caller] of Object.entries(callers) as [AdministratorRole, Caller][])
      for (const { method, path, permission } of wires) {
        if (['public', 'signedIn'].includes(permission)) continue;
        // Nothing that this asks for exists, so that nothing changes; 403 is all that matters.
        const url = path.replace(/:\w+/g, '999999');
        // A picture of a wall is business data: beside its permission it takes a reach that no administrator has.
        if (path.endsWith('/snapshot') || !house.app.hasRoute({ method, url: path })) continue;
        const { status, body } = await caller.ask<Partial<Problem>>(method, url, method === 'GET' ? undefined : {});
        const isRefused = status === 403 && body?.code === 'not-permitted' && body.detail === undefined;
        expect([role, method, path, isRefused]).toEqual([
          ...[role, method, path],
          !mayDo([...defaultPermissions[role]], permission),
        ]);
        asked += 1;
      }
    expect(asked).toBeGreaterThan(90);
  });
});
