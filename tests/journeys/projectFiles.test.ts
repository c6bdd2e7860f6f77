import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditRow } from '../../contracts/audit.ts';
import type { Site } from '../../contracts/devices.ts';
import type { Problem } from '../../contracts/errors.ts';
import type { ProjectLifecycle } from '../../contracts/lifecycles.ts';
import type { PersonRole } from '../../contracts/permissions.ts';
import type { Colleague, PlaceFound, ProjectFacts, ProjectFile } from '../../contracts/projectFiles.ts';
import type { StoryEntry } from '../../contracts/timelines.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const HONGSHAN = '320102008000';
const FIRST = `XM${new Date().getFullYear()}-0001`;
const organisations = `
insert into organisations (code, name, kind, parent_code, street_code) values
  ('D-1', '建设局', 'department', '320102', null), ('D-2', '民政局', 'department', '320102', null),
  ('U-1', '城建公司', 'company', '320102', null), ('C-1', '藤子村社区', 'community', '${HONGSHAN}', '${HONGSHAN}')`;

describeWithPostgres('the file of a project', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  const callers = new Map<string, Caller>();

  const arrive = async (loginName: string, role: PersonRole, place: string) => {
    await people.add(loginName, role, place);
    const caller = new Caller(house.app);
    await caller.signIn(house.people, loginName);
    callers.set(loginName, caller);
  };
  const as = (loginName: string): Caller => {
    const caller = callers.get(loginName);
    if (caller === undefined) throw new Error(`nobody is called ${loginName}`);
    return caller;
  };
  const facts: ProjectFacts = {
    ...{ name: '红山片区雨污分流', category: 'urban-renewal', sector: 'water', rollout: 'pilot' },
    ...{ departmentCode: 'D-1', partnerCodes: ['D-2'], unitCode: 'U-1', point: null, streetCode: HONGSHAN },
    ...{ communityCode: 'C-1', budgetFen: '6400000001', startsOn: '2026-02-01', endsOn: '2027-02-01' },
    label: 'internal',
  };
  const create = (who: string, more: object = {}) =>
    as(who).ask<ProjectFile & Problem>('POST', '/api/projects', {
      ...facts,
      ...{ code: null, chart: 'government-investment', ...more },
    });
  const edit = (who: string, body: object, id = FIRST) =>
    as(who).ask<ProjectFile & Problem>('PUT', `/api/projects/${id}/file`, body);

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
    await house.db.run({ text: organisations });
    await arrive('unit', 'project-unit', 'U-1');
    await arrive('bureau', 'department', 'D-1');
    await arrive('stranger', 'department', 'D-2');
    await arrive('reader', 'street', HONGSHAN);
  });
  afterAll(async () => {
    await house?.close();
    await postgres?.remove();
  });

  it('is opened by a unit under the next number of the year, at the first state of its chart', async () => {
    const { status, body } = await create('unit');
    expect(status).toBe(200);
    expect(body).toMatchObject({ id: FIRST, facts, departmentName: '建设局', unitName: '城建公司' });
    expect(body).toMatchObject({ streetName: '红山街道', communityName: '藤子村社区', asksReason: false });
    const at = await as('bureau').ask<ProjectLifecycle>('GET', `/api/projects/${body.id}/lifecycle`);
    expect(at.body).toMatchObject({ chart: 'government-investment', state: 'S00' });
    const { body: log } = await people.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?verb=project.create');
    expect(log.rows[0]).toMatchObject({ subject: body.id, actorName: 'unit', after: { budgetFen: '6400000001' } });
  });

  it('is opened under a given number, once, and by nobody for another’s department', async () => {
    expect((await create('bureau', { code: 'HS-1', unitCode: null })).body.id).toBe('HS-1');
    expect((await create('bureau', { code: 'HS-1' })).body.code).toBe('already-exists');
    const foreign = await create('stranger');
    expect([foreign.status, foreign.body.code]).toEqual([403, 'not-permitted']);
    expect((await create('reader')).status).toBe(403);
    expect((await create('unit', { departmentCode: 'D-9' })).status).toBe(404);
    expect((await create('unit', { endsOn: '2026-01-01' })).body.code).toBe('check-failed');
    expect((await as('stranger').ask('GET', '/api/projects/HS-1/file')).status).toBe(404);
  });

  it('has the street that its point lies in', async () => {
    const at = { lon: 118.8144, lat: 32.0985 };
    const place = await as('unit').ask<PlaceFound>('GET', `/api/place?lon=${at.lon}&lat=${at.lat}`);
    const { streetCode } = place.body;
    expect(streetCode).toMatch(/^320102/);
    const made = await create('unit', { point: at, streetCode: null, communityCode: null });
    expect(made.body.facts).toMatchObject({ point: at, streetCode });
    expect((await create('unit', { point: { lon: 118.6, lat: 31.9 } })).body.code).toBe('check-failed');
    const elsewhere = await as('unit').ask<PlaceFound>('GET', '/api/place?lon=118.6&lat=31.9');
    expect(elsewhere.body).toEqual({ streetCode: null, streetName: null, communities: [] });
  });

  it('is changed as it was read, with what it was kept; after approval with a reason', async () => {
    const changed = await edit('unit', { revision: 2, facts: { ...facts, budgetFen: '6500000000', partnerCodes: [] } });
    expect(changed.body).toMatchObject({ revision: 3, facts: { budgetFen: '6500000000', partnerCodes: [] } });
    expect((await edit('unit', { revision: 2, facts })).body.code).toBe('changed-meanwhile');
    const { body: log } = await people.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?verb=project.edit');
    expect(log.rows.find(({ outcome }) => outcome === 'done')).toMatchObject({
      before: { budgetFen: '6400000001', partnerCodes: ['D-2'] },
      after: { budgetFen: '6500000000', partnerCodes: [] },
    });
    await house.db.run({ text: `update projects set phase = 'building' where id = '${FIRST}'` });
    expect((await edit('unit', { revision: 3, facts })).body.code).toBe('check-failed');
    expect((await edit('unit', { revision: 3, facts, reason: '区政府会议纪要' })).body).toMatchObject({
      revision: 4,
      facts,
    });
    expect((await edit('unit', { revision: 4, facts, reason: '再次' })).body.detail).toContain('没有改动');
    expect((await edit('stranger', { revision: 4, facts, reason: '越权' })).status).toBe(404);
    const moved = { ...facts, departmentCode: 'D-2', partnerCodes: [] };
    expect((await edit('bureau', { revision: 4, facts: moved, reason: '移交' })).body.code).toBe('not-permitted');
  });

  it('has its people, by account or by name', async () => {
    const { body } = await as('unit').ask<{ rows: Colleague[] }>('GET', `/api/projects/${FIRST}/colleagues`);
    expect(body.rows.map(({ name }) => name).sort()).toEqual(['bureau', 'reader', 'stranger', 'unit']);
    const [{ personId } = { personId: 0 }] = body.rows.filter(({ name }) => name === 'unit');
    const manager = {
      duty: 'manager',
      personId: null,
      name: '王建国',
      employer: '宁安建设',
      fromOn: '2026-03-01',
      untilOn: null,
    };
    const leader = { duty: 'leader', personId, name: 'unit', employer: '城建公司', fromOn: null, untilOn: null };
    const put = (revision: number, all: object[]) =>
      as('unit').ask<ProjectFile & Problem>('PUT', `/api/projects/${FIRST}/people`, {
        ...{ revision, reason: '明确分工', people: all },
      });
    expect((await put(4, [leader, manager])).body.people).toEqual([leader, manager]);
    expect((await put(5, [manager, manager])).body.code).toBe('check-failed');
    expect((await put(5, [{ ...leader, personId: 4711 }])).status).toBe(404);
    expect((await as('reader').ask<ProjectFile>('GET', `/api/projects/${FIRST}/file`)).body.people).toHaveLength(2);
  });

  it('takes a free site, which no other project takes until it is given up; both stories tell of it', async () => {
    const site = { code: 'S-1', name: '1 号工地', streetCode: HONGSHAN, projectId: null, lon: 118.81, lat: 32.091 };
    expect((await people.office.ask('POST', '/api/sites', site)).status).toBe(200);
    const bind = (by: Caller, projectId: string | null) =>
      by.ask<Site & Problem>('PUT', '/api/sites/S-1/project', { projectId });
    expect((await bind(as('unit'), FIRST)).body.code).toBe('not-permitted');
    expect((await bind(people.office, 'XM2099-0001')).status).toBe(404);
    expect((await bind(people.office, FIRST)).body).toMatchObject({ code: 'S-1', projectId: FIRST });
    const { id: other } = (await create('unit', { name: '红山道路改造' })).body;
    expect((await bind(people.office, other)).body.code).toBe('in-use');
    // Whoever sees the project sees its site; whoever does not, does not.
    const sites = async (who: string) =>
      (await as(who).ask<{ rows: Site[] }>('GET', '/api/sites')).body.rows.map(({ code }) => code);
    expect([await sites('unit'), await sites('stranger')]).toEqual([['S-1'], []]);
    expect((await bind(people.office, null)).body.projectId).toBeNull();
    expect((await bind(people.office, other)).body.projectId).toBe(other);
    const told = async (id: string) =>
      (await as('unit').ask<{ rows: StoryEntry[] }>('GET', `/api/projects/${id}/story?kind=change&page=1&size=50`)).body
        .rows;
    expect((await told(FIRST)).filter(({ code }) => code === 'site')).toHaveLength(2);
    expect((await told(other)).filter(({ code }) => code === 'site')).toHaveLength(1);
    const log = await people.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?verb=site.bind');
    const bound = log.body.rows.filter(({ outcome }) => outcome === 'done');
    expect(bound.map(({ after }) => (after as { projectId: string | null }).projectId)).toEqual([other, null, FIRST]);
  });
});
