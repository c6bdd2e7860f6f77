import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '../../contracts/errors.ts';
import type { DueFunds, FundsGround, FundsReport } from '../../contracts/fundsReports.ts';
import type { PersonRole } from '../../contracts/permissions.ts';
import type { Reminder } from '../../contracts/reminders.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const HONGSHAN = '320102008000';
const SHIFT_MS = 8 * 3_600_000;
/** A month of Asia/Shanghai, so many before the one that is now. */
const monthBefore = (n: number): string => {
  const here = new Date(Date.now() + SHIFT_MS);
  return new Date(Date.UTC(here.getUTCFullYear(), here.getUTCMonth() - n, 1)).toISOString().slice(0, 7);
};
const [before, last, current] = [monthBefore(2), monthBefore(1), monthBefore(0)];
/** A year's months are due, not those of the year before. */
const owed = [before, last].filter((month) => month.slice(0, 4) === last.slice(0, 4));
const district = `
insert into organisations (code, name, kind, parent_code) values
  ('D-1', '建设局', 'department', '320102'), ('D-2', '民政局', 'department', '320102'),
  ('U-1', '城建公司', 'company', '320102');
insert into projects (id, name, category, phase, department_code, street_code, unit_code, budget_fen, starts_at, ends_at, label)
  values ('P-1', '红山路改造', 'urban-renewal', 'building', 'D-1', '${HONGSHAN}', 'U-1', 10000, '${before}-15', '2035-02-01', 'public'),
         ('P-2', '谋划中', 'urban-renewal', 'planning', 'D-1', '${HONGSHAN}', 'U-1', 10000, '${before}-15', '2035-02-01', 'public');
insert into project_funds_plan (project_id, month, amount_fen) values ('P-1', '${before}-01', 300), ('P-1', '${last}-01', 500);
insert into payments (project_id, paid_at, amount_fen) values
  ('P-1', timestamptz '${last}-01 00:00+08' - interval '1 second', 301), ('P-1', '${last}-01 00:00+08', 400),
  ('P-1', '${last}-28 12:00+08', -50)`;

describeWithPostgres('monthly funds reports', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  let unit: Caller;
  let purse: Caller;
  let first: FundsReport;

  const arrive = async (loginName: string, role: PersonRole, place: string) => {
    await people.add(loginName, role, place);
    const caller = new Caller(house.app);
    await caller.signIn(house.people, loginName);
    return caller;
  };
  const entry = (month: string, paidFen: string, more: object = {}) => ({
    ...{ month, sources: [{ source: 'district', arrivedFen: '500', paidFen }], arrearsFen: '0' },
    ...{ arrearsNote: '', note: '', reason: '' },
    ...more,
  });
  const file = (body: object, by = unit) =>
    by.ask<FundsReport & Problem>('POST', '/api/projects/P-1/funds-reports', body);
  const due = async (by = purse) => (await by.ask<{ rows: DueFunds[] }>('GET', '/api/funds-reports/due')).body.rows;

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
    await house.db.run({ text: district });
    unit = await arrive('unit', 'project-unit', 'U-1');
    purse = await arrive('purse', 'finance', '320102');
  });
  afterAll(async () => {
    await house?.close();
    await postgres?.remove();
  });

  it('are due for the ended months of the year, of projects that money moves in, and reminded of by name', async () => {
    expect(await due()).toMatchObject([{ projectId: 'P-1', months: owed, waiting: 0 }]);
    const remind = async (by: Caller) => by.ask('POST', '/api/funds-reports/reminders', { projectIds: ['P-1', 'P-2'] });
    expect((await remind(unit)).status).toBe(403);
    expect((await remind(purse)).body).toEqual({ reminded: 1, people: 1 });
    expect((await remind(purse)).body).toEqual({ reminded: 0, people: 0 });
    const { body } = await unit.ask<{ rows: Reminder[] }>('GET', '/api/reminders');
    expect(body.rows).toMatchObject([
      { kind: 'funds-due', projectName: '红山路改造', facts: { missing: owed.length } },
    ]);
    expect((await due())[0]?.remindedAt).not.toBeNull();
  });

  it('stand on the payments that are recorded, by the months of Asia/Shanghai', async () => {
    const { body } = await unit.ask<FundsGround>('GET', `/api/projects/P-1/funds-reports/${last}`);
    expect(body).toMatchObject({
      ...{ paidFen: '350', plannedFen: '500', paidToDateFen: '651', plannedToDateFen: '800', budgetFen: '10000' },
    });
    expect((await file(entry(last, '351'))).body.detail).toContain('应等于该月支付记录合计 3.50 元');
    expect((await file(entry(current, '0'))).body.detail).toBe('该月尚未结束');
    first = (await file(entry(last, '350', { arrearsFen: '20', arrearsNote: '进度款待复核' }))).body;
    expect(first).toMatchObject({
      state: 'submitted',
      paidFen: '350',
      paidNowFen: '350',
      arrearsFen: '20',
      isOwn: true,
    });
    expect((await file(entry(last, '350'))).body.code).toBe('not-in-this-state');
    expect((await due())[0]?.waiting).toBe(1);
  });

  it('are accepted by the finance office alone, and then no longer due', async () => {
    expect((await unit.ask('POST', `/api/funds-reports/${first.id}/accept`)).status).toBe(403);
    const accepted = await purse.ask<FundsReport>('POST', `/api/funds-reports/${first.id}/accept`);
    expect(accepted.body).toMatchObject({ state: 'accepted', reviewedBy: 'purse' });
    expect((await due()).flatMap(({ months }) => months)).toEqual(owed.filter((month) => month !== last));
  });

  it('are corrected by another, with a reason; a payment recorded since is seen', async () => {
    await house.db.run({
      text: `insert into payments (project_id, paid_at, amount_fen) values ('P-1', '${last}-20', 5)`,
    });
    expect((await file(entry(last, '355'))).body.detail).toContain('更正请填写原因');
    const { body } = await file(entry(last, '355', { reason: '补记支付' }));
    await purse.ask('POST', `/api/funds-reports/${body.id}/accept`);
    const list = await purse.ask<{ rows: FundsReport[] }>('GET', '/api/funds-reports?projectId=P-1');
    expect(list.body.rows.map(({ state, paidFen, paidNowFen }) => [state, paidFen, paidNowFen])).toEqual([
      ['accepted', '355', '355'],
      ['replaced', '350', '355'],
    ]);
    await expect(
      house.db.run({ text: `update funds_reports set arrears_fen = 0 where id = ${first.id}` }),
    ).rejects.toThrow('not overwritten');
  });

  it('are seen within reach alone', async () => {
    const stranger = await arrive('stranger', 'department', 'D-2');
    expect(await due(stranger)).toEqual([]);
    expect((await stranger.ask('GET', `/api/projects/P-1/funds-reports/${last}`)).status).toBe(404);
    expect((await file(entry(before, '301'), stranger)).status).toBe(404);
  });
});
