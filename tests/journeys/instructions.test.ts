import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditRow } from '../../contracts/audit.ts';
import type { Problem } from '../../contracts/errors.ts';
import type { Instruction, InstructionAct, InstructionDetail, InstructionOwner } from '../../contracts/instructions.ts';
import type { PersonRole } from '../../contracts/permissions.ts';
import type { Reminder } from '../../contracts/reminders.ts';
import type { StoryEntry } from '../../contracts/timelines.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const HONGSHAN = '320102008000';
const DAY = 86_400_000;
const inDays = (n: number): string => new Date(Date.now() + n * DAY + 8 * 3_600_000).toISOString().slice(0, 10);
const district = `
insert into organisations (code, name, kind, parent_code) values
  ('D-1', '建设局', 'department', '320102'), ('D-2', '民政局', 'department', '320102'),
  ('U-1', '城建公司', 'company', '320102');
insert into projects (id, name, category, phase, department_code, street_code, unit_code, budget_fen, starts_at, ends_at)
  select 'P-' || n, '红山路改造 ' || n, 'urban-renewal', 'building', 'D-1', '${HONGSHAN}', 'U-1', 6400000000,
         '2026-02-01', '2027-02-01' from generate_series(1, 2) n;
insert into project_partners values ('P-1', 'D-2')`;

describeWithPostgres('an instruction of a leader', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  let id = 0;
  const callers = new Map<string, Caller>();

  const arrive = async (loginName: string, role: PersonRole, place: string) => {
    await people.add(loginName, role, place);
    const caller = new Caller(house.app);
    await caller.signIn(house.people, loginName);
    callers.set(loginName, caller);
  };
  const as = (loginName: string): Caller => {
    if (loginName === 'office') return people.office;
    const caller = callers.get(loginName);
    if (caller === undefined) throw new Error(`nobody is called ${loginName}`);
    return caller;
  };
  const read = async (who: string, of = id) =>
    (await as(who).ask<InstructionDetail & Problem>('GET', `/api/instructions/${of}`)).body;
  const give = (who: string, body: object, project = 'P-1') =>
    as(who).ask<InstructionDetail & Problem>('POST', `/api/projects/${project}/instructions`, {
      ...{ text: '加快管线迁改,月底前完成', ownerCode: 'U-1', ownerPersonId: null, dueOn: inDays(3) },
      ...body,
    });
  const act = async (who: string, name: InstructionAct, more: object = {}, of = id) => {
    const { revision } = await read('mayor', of);
    return as(who).ask<InstructionDetail & Problem>('POST', `/api/instructions/${of}/acts`, {
      ...{ act: name, revision },
      ...more,
    });
  };
  const told = async (who: string) =>
    (await as(who).ask<{ rows: Reminder[]; unread: number }>('GET', '/api/reminders')).body;
  const list = async (who: string, query = '') =>
    (
      await as(who).ask<{ rows: Instruction[]; total: number; open: number; overdue: number }>(
        'GET',
        `/api/instructions${query}`,
      )
    ).body;

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
    await house.db.run({ text: district });
    await arrive('mayor', 'district-leader', '320102');
    await arrive('unit', 'project-unit', 'U-1');
    await arrive('bureau', 'department', 'D-1');
    await arrive('partner', 'department', 'D-2');
  });
  afterAll(async () => {
    await house?.close();
    await postgres?.remove();
  });

  it('goes to an organisation of the project, which is told by name', async () => {
    const owners = await as('mayor').ask<{ rows: InstructionOwner[] }>('GET', '/api/projects/P-1/instruction-owners');
    expect(owners.body.rows.map(({ code }) => code).slice(0, 2)).toEqual(['D-1', 'U-1']);
    expect(owners.body.rows).toHaveLength(4);
    const given = await give('mayor', {});
    id = given.body.id;
    expect(given.body).toMatchObject({ state: 'issued', author: 'mayor', ownerName: '城建公司', isOverdue: false });
    expect(given.body.acts).toEqual(['remind', 'extend', 'withdraw']);
    expect((await told('unit')).rows).toMatchObject([
      { kind: 'instruction-given', projectId: 'P-1', by: 'mayor', facts: { until: inDays(3) } },
    ]);
    expect((await told('bureau')).rows).toEqual([]);
    expect((await give('office', {})).status).toBe(403);
    expect((await give('mayor', { dueOn: inDays(-1) })).body.code).toBe('check-failed');
    expect((await give('mayor', { ownerCode: 'D-2' }, 'P-2')).status).toBe(404);
    expect((await give('mayor', { ownerPersonId: 4711 })).status).toBe(404);
  });

  it('is signed for and answered by its owner, and by nobody else', async () => {
    expect((await act('bureau', 'receive')).body.code).toBe('not-permitted');
    expect((await act('unit', 'receive')).body).toMatchObject({ state: 'received', acts: ['reply', 'finish'] });
    expect((await act('unit', 'receive')).body.code).toBe('not-in-this-state');
    expect((await act('unit', 'reply')).body.code).toBe('check-failed');
    const replied = await act('unit', 'reply', { text: '电力管线已迁改,燃气下周开工' });
    expect(replied.body).toMatchObject({ state: 'received', newest: '电力管线已迁改,燃气下周开工', isMine: true });
    expect((await told('mayor')).rows.map(({ kind }) => kind)).toEqual([
      'instruction-answered',
      'instruction-answered',
    ]);
    const stale = { act: 'finish', revision: 1, text: '完成' };
    expect((await as('unit').ask<Problem>('POST', `/api/instructions/${id}/acts`, stale)).body.code).toBe(
      'changed-meanwhile',
    );
  });

  it('is overdue past its day, reminded of by the office and put off with a reason', async () => {
    await house.db.run({ text: `update instructions set due_on = '${inDays(-1)}' where id = ${id}` });
    expect(await read('unit')).toMatchObject({ isOverdue: true });
    expect(await list('office', '?overdue=true')).toMatchObject({ total: 1, open: 1, overdue: 1 });
    expect((await act('office', 'remind', { text: '请抓紧' })).status).toBe(200);
    expect((await told('unit')).rows[0]).toMatchObject({ kind: 'instruction-due', facts: { found: '请抓紧' } });
    expect((await act('unit', 'extend', { text: '再给几天', dueOn: inDays(9) })).body.code).toBe('not-permitted');
    expect((await act('office', 'extend', { text: '同意顺延', dueOn: inDays(-2) })).body.code).toBe('check-failed');
    expect((await act('office', 'extend', { text: '同意顺延', dueOn: inDays(9) })).body).toMatchObject({
      ...{ dueOn: inDays(9), isOverdue: false },
    });
  });

  it('is reported finished, sent back, finished again and closed', async () => {
    expect((await act('unit', 'finish', { text: '已完成' })).body).toMatchObject({ state: 'finished', acts: [] });
    expect((await act('mayor', 'return', { text: '请补充现场照片' })).body.state).toBe('received');
    await act('unit', 'finish', { text: '照片已上传' });
    expect((await act('office', 'close', { text: '同意办结' })).body).toMatchObject({ state: 'closed', acts: [] });
    const { steps } = await read('unit');
    expect(steps.map((step) => step.act)).toEqual([
      'issue',
      'receive',
      'reply',
      'remind',
      'extend',
      'finish',
      'return',
      'finish',
      'close',
    ]);
    const { body } = await people.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?verb=instruction.act');
    const done = body.rows.find(({ outcome, after }) => outcome === 'done' && JSON.stringify(after).includes('close'));
    expect(done).toMatchObject({ subject: 'P-1', before: { state: 'finished' }, after: { state: 'closed' } });
  });

  it('reaches a partner who does not see the project, and the project’s story', async () => {
    const { body } = await give('mayor', { ownerCode: 'D-2', dueOn: inDays(30) });
    expect((await as('partner').ask('GET', '/api/projects/P-1')).status).toBe(404);
    expect((await list('partner')).rows).toMatchObject([
      { projectName: '红山路改造 1', isMine: true, state: 'issued' },
    ]);
    expect((await act('partner', 'receive', {}, body.id)).body.state).toBe('received');
    expect((await list('unit', '?projectId=P-2')).rows).toEqual([]);
    expect((await act('mayor', 'withdraw', { text: '另行部署' }, body.id)).body.state).toBe('withdrawn');
    const story = await as('unit').ask<{ rows: StoryEntry[]; total: number }>(
      'GET',
      '/api/projects/P-1/story?kind=instruction',
    );
    expect(story.body.total).toBe(12);
    expect(story.body.rows[0]).toMatchObject({
      kind: 'instruction',
      code: 'withdraw',
      subject: '另行部署',
      by: 'mayor',
    });
    const all = await as('unit').ask<{ rows: StoryEntry[] }>('GET', '/api/projects/P-1/story');
    expect(all.status).toBe(200);
  });
});
