import jpeg from 'jpeg-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditRow } from '../../contracts/audit.ts';
import type { EarnedStatement } from '../../contracts/earnedValue.ts';
import type { Problem } from '../../contracts/errors.ts';
import type { KeptFile } from '../../contracts/files.ts';
import type { Reminder } from '../../contracts/reminders.ts';
import type { PersonRole } from '../../contracts/permissions.ts';
import type { ProjectDetail } from '../../contracts/projects.ts';
import type { DueReport, WeeklyReport } from '../../contracts/reports.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const HONGSHAN = '320102008000';
const WEEK = 7 * 86_400_000;
const FIRST_MONDAY = Date.UTC(1970, 0, 4, 16);
const lastMonday = FIRST_MONDAY + Math.floor((Date.now() - FIRST_MONDAY) / WEEK) * WEEK;
const weeks = [-2, -1, 0, 1].map((n) => lastMonday + n * WEEK);
const district = `
insert into organisations (code, name, kind, parent_code) values
  ('D-1', '建设局', 'department', '320102'), ('U-1', '城建公司', 'company', '320102');
insert into projects (id, name, category, phase, department_code, street_code, unit_code, budget_fen, starts_at, ends_at, label)
  select 'P-' || n, '红山路改造 ' || n, 'urban-renewal', 'building', 'D-1', '${HONGSHAN}', 'U-1', 6400000000,
         '2026-02-01', '2027-02-01', 'public' from generate_series(1, 2) n;
insert into project_weeks (project_id, closes_at, planned, progress) values
  ${weeks.map((at, n) => `('P-1', to_timestamp(${at / 1000}), ${0.6 + n / 50}, ${n === 0 ? 0.6 : 'null'})`).join(',')},
  ('P-2', to_timestamp(${lastMonday / 1000}), 0.5, 0.5)`;

describeWithPostgres('weekly reports', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  let unit: Caller;
  let bureau: Caller;
  let first: WeeklyReport;

  const arrive = async (loginName: string, role: PersonRole, place: string) => {
    await people.add(loginName, role, place);
    const caller = new Caller(house.app);
    await caller.signIn(house.people, loginName);
    return caller;
  };
  const entry = (week: number, progress: string, more: object = {}) => ({
    ...{ closesAt: weeks[week], progress, done: '完成三栋外立面', problems: '', next: '', reason: '', photos: [] },
    ...more,
  });
  const file = (body: object, id = 'P-1') =>
    unit.ask<WeeklyReport & Problem>('POST', `/api/projects/${id}/reports`, body);
  const due = async () => (await bureau.ask<{ rows: DueReport[] }>('GET', '/api/reports/due')).body.rows;
  const progressOf = async () => {
    const { body } = await unit.ask<ProjectDetail>('GET', '/api/projects/P-1');
    return body.weeks.map(({ progress }) => progress);
  };

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
    await house.db.run({ text: district });
    unit = await arrive('unit', 'project-unit', 'U-1');
    bureau = await arrive('bureau', 'department', 'D-1');
  });
  afterAll(async () => {
    await house?.close();
    await postgres?.remove();
  });

  it('that are missing are listed, and reminded of once a day', async () => {
    expect(await due()).toMatchObject([
      { projectId: 'P-1', weeks: [weeks[1], weeks[2]], waiting: 0, progress: '60', planned: '64', remindedAt: null },
    ]);
    const remind = () =>
      bureau.ask<{ reminded: number; people: number }>('POST', '/api/reports/reminders', {
        projectIds: ['P-1', 'P-2'],
      });
    expect((await remind()).body).toEqual({ reminded: 1, people: 1 });
    expect((await remind()).body).toEqual({ reminded: 0, people: 0 });
    expect((await due())[0]?.remindedAt).not.toBeNull();
    expect((await unit.ask('POST', '/api/reports/reminders', { projectIds: ['P-1'] })).status).toBe(403);
  });

  it('are reminded of by name: a reminder reaches whoever reports for the unit, and nobody else reads it', async () => {
    const remindersOf = async (caller: Caller) =>
      (await caller.ask<{ rows: Reminder[]; total: number; unread: number }>('GET', '/api/reminders')).body;
    const sent = await remindersOf(unit);
    const [reminder] = sent.rows;
    expect([sent.total, sent.unread]).toEqual([1, 1]);
    expect(reminder).toMatchObject({
      ...{ kind: 'report-due', projectId: 'P-1', projectName: '红山路改造 1', facts: { missing: 2 }, readAt: null },
    });
    expect((await remindersOf(bureau)).rows).toEqual([]);
    const ids = { ids: [reminder?.id] };
    await bureau.ask('POST', '/api/reminders/read', ids);
    expect((await remindersOf(unit)).unread).toBe(1);
    expect((await unit.ask('POST', '/api/reminders/read', ids)).body).toEqual({ unread: 0 });
    expect((await unit.ask<{ rows: Reminder[] }>('GET', '/api/reminders?unread=true')).body.rows).toEqual([]);
  });

  it('change nothing before somebody else accepts them', async () => {
    const filed = await file(entry(1, '61.5'));
    first = filed.body;
    expect(first).toMatchObject({ state: 'submitted', planned: '62', before: '60', isOwn: true });
    expect((await file(entry(1, '61.6'))).body.code).toBe('not-in-this-state');
    expect(await progressOf()).toEqual([0.6, null, null, null]);
    expect((await due())[0]?.waiting).toBe(1);
  });

  it('are the week’s verified progress once they are accepted, with their score asked for', async () => {
    const accepted = await bureau.ask<WeeklyReport>('POST', `/api/reports/${first.id}/accept`);
    expect(accepted.body).toMatchObject({ state: 'accepted', progress: '61.5', isOwn: false });
    expect(await progressOf()).toEqual([0.6, 0.615, null, null]);
    const queued = await house.db.run<{ cause: string }>({ text: `select cause from score_queue` });
    expect(queued).toEqual([{ cause: 'report.accept' }]);
    const again = await bureau.ask<Problem>('POST', `/api/reports/${first.id}/accept`);
    expect([again.status, again.body.code]).toEqual([409, 'not-in-this-state']);
  });

  it('are not accepted by whoever filled them in', async () => {
    const own = await bureau.ask<WeeklyReport>('POST', '/api/projects/P-1/reports', entry(2, '63'));
    const refused = await bureau.ask<Problem>('POST', `/api/reports/${own.body.id}/accept`);
    expect([refused.status, refused.body.code]).toEqual([403, 'own-change']);
    const back = { reason: '请附现场照片' };
    const returned = await people.office.ask<WeeklyReport>('POST', `/api/reports/${own.body.id}/return`, back);
    expect(returned.body).toMatchObject({ state: 'returned', reviewNote: back.reason });
    expect((await file(entry(2, '63'))).status).toBe(200);
  });

  it('are corrected by another, with a reason; both stay to be read', async () => {
    expect((await file(entry(1, '61.2'))).body.code).toBe('check-failed');
    const corrected = await file(entry(1, '61.2', { reason: '计量有误' }));
    await bureau.ask('POST', `/api/reports/${corrected.body.id}/accept`);
    expect((await progressOf())[1]).toBe(0.612);
    const { body: earned } = await bureau.ask<EarnedStatement>('GET', '/api/projects/P-1/earned-value');
    expect(earned).toMatchObject({ asOf: weeks[1], plannedFen: '3968000000', earnedFen: '3916800000', spi: '0.9871' });
    expect(earned).toMatchObject({ paidFen: '0', cpi: null, estimateFen: null });
    const { body } = await bureau.ask<{ rows: WeeklyReport[]; total: number }>('GET', '/api/reports?projectId=P-1');
    expect(body.rows.map(({ state }) => state)).toEqual(['submitted', 'accepted', 'returned', 'replaced']);
    await expect(
      house.db.run({ text: `update weekly_reports set progress = 1 where id = ${first.id}` }),
    ).rejects.toThrow('not overwritten');
  });

  it('show their reviewer pictures, each with time, place and how far from the site; a picture of a report stays', async () => {
    const site = `insert into sites (code, name, street_code, project_id, lon, lat) values ('S-1', '东段', '${HONGSHAN}', 'P-1', 118.81, 32.09)`;
    await house.db.run({ text: site });
    const facts = 'name=east.jpg&label=internal&subjectKind=project&subjectCode=P-1';
    const raw = { 'content-type': 'application/octet-stream' };
    const bytes = Buffer.from(jpeg.encode({ data: Buffer.alloc(16), width: 2, height: 2 }, 80).data);
    const { body: kept } = await unit.ask<KeptFile>('POST', `/api/files?${facts}`, bytes, raw);
    const known = { takenAt: lastMonday, timeFrom: 'picture', placeFrom: 'device' };
    const photos = [{ fileId: kept.id, ...known, lon: 118.81, lat: 32.091 }];
    const filed = await file(entry(0, '60', { photos, reason: '补报照片' }));
    expect(filed.body.photos).toEqual([{ ...photos[0], name: 'east.jpg', siteName: '东段', distanceM: 111 }]);
    const seen = await bureau.ask<string>('GET', `/api/files/${kept.id}/picture`);
    expect(seen.headers).toMatchObject({ 'content-type': 'image/jpeg', 'content-disposition': 'inline' });
    const { body } = await people.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?verb=file.view');
    expect(body.rows[0]).toMatchObject({ actorName: 'bureau', after: { hash: kept.hash } });
    const removed = await unit.ask<Problem>('DELETE', `/api/files/${kept.id}`);
    expect([removed.status, removed.body.detail]).toEqual([409, '附件是周报的现场照片']);
  });

  it('are of weeks that the plan has, and of pictures that the project has', async () => {
    expect((await file(entry(2, '63', { closesAt: lastMonday + 1 }))).status).toBe(404);
    const photo = { fileId: 4711, takenAt: null, timeFrom: null, lon: 118.8, lat: 32.1, placeFrom: 'device' };
    expect((await file(entry(2, '63', { photos: [photo] }))).status).toBe(404);
  });
});
