import { createHash } from 'node:crypto';
import jpeg from 'jpeg-js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ApprovalCase, ApprovalCounts, ApprovalRow, OpinionTemplate } from '../../contracts/approvalCases.ts';
import type { ApprovalActKind, Inbox } from '../../contracts/approvals.ts';
import type { AuditRow } from '../../contracts/audit.ts';
import type { Problem } from '../../contracts/errors.ts';
import type { KeptFile } from '../../contracts/files.ts';
import type { ProjectLifecycle } from '../../contracts/lifecycles.ts';
import type { PersonRole } from '../../contracts/permissions.ts';
import type { ProjectDetail } from '../../contracts/projects.ts';
import type { Reminder } from '../../contracts/reminders.ts';
import { loadProjectStanding } from '../../server/modules/projects/projects.ts';
import { remindDue, SOON_MS } from '../../server/modules/approvals/reminding.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const HONGSHAN = '320102008000';
const district = `
insert into organisations (code, name, kind, parent_code) values
  ('D-1', '建设局', 'department', '320102'), ('D-2', '水务局', 'department', '320102'),
  ('U-1', '城建公司', 'company', '320102');
insert into projects (id, name, category, phase, department_code, street_code, unit_code, budget_fen, starts_at, ends_at, label)
  select 'P-' || n, '红山路改造 ' || n, 'urban-renewal', 'approval', 'D-1', '${HONGSHAN}', 'U-1', 6400000000,
         '2026-02-01', '2027-02-01', 'public' from generate_series(1, 3) n;
insert into project_lifecycles (project_id, chart, state, phase)
  select 'P-' || n, 'government-investment', 'S40', 'approval' from generate_series(1, 3) n;
insert into project_amounts (project_id, kind, amount_fen)
  select 'P-' || n, kind, 100 from generate_series(1, 3) n, unnest(array['estimate', 'budget']) kind;
insert into project_documents (project_id, kind, version, title, number)
  select 'P-' || n, 'budget-reply', 1, '概算批复', '玄发改〔2026〕12号' from unnest(array[1, 3]) n`;

describeWithPostgres('an approval', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  let id = 0;
  /** The file that the approval is about, and another of the same project. */
  let about = 0;
  let elsewhere = 0;
  const callers = new Map<string, Caller>();
  const numbers = new Map<string, number>();

  const arrive = async (loginName: string, role: PersonRole, place: string) => {
    const { id: number } = await people.add(loginName, role, place);
    const caller = new Caller(house.app);
    await caller.signIn(house.people, loginName);
    callers.set(loginName, caller);
    numbers.set(loginName, number);
  };
  const as = (loginName: string): Caller => {
    const caller = callers.get(loginName);
    if (caller === undefined) throw new Error(`nobody is called ${loginName}`);
    return caller;
  };
  const begin = async (who: string, projectId: string, more: object = {}) => {
    const way = { action: 'advance', to: 'S50', revision: 1, reason: '', ...more };
    return as(who).ask<ApprovalCase & Problem>('POST', `/api/projects/${projectId}/approvals`, way);
  };
  const read = async (who: string) => (await as(who).ask<ApprovalCase & Problem>('GET', `/api/approvals/${id}`)).body;
  const act = async (who: string, kind: ApprovalActKind, more: object = {}) => {
    const { passes } = await read(who);
    const order = { act: kind, passes: passes?.length ?? 1, opinion: '', ...more };
    return as(who).ask<ApprovalCase & Problem>('POST', `/api/approvals/${id}/acts`, order);
  };
  const inbox = async (who: string, box: Inbox) =>
    (await as(who).ask<{ rows: ApprovalRow[] }>('GET', `/api/approvals?inbox=${box}`)).body.rows.map((row) => row.id);
  const upload = async (name: string): Promise<number> => {
    const facts = new URLSearchParams({ name, label: 'internal', subjectKind: 'project', subjectCode: 'P-1' });
    const bytes = Buffer.from(jpeg.encode({ data: Buffer.alloc(16), width: 2, height: 2 }, 80).data);
    const raw = { 'content-type': 'application/octet-stream' };
    return (await as('unit').ask<KeptFile>('POST', `/api/files?${facts.toString()}`, bytes, raw)).body.id;
  };
  const opens = async (who: string, fileId: number) =>
    (await as(who).ask('GET', `/api/files/${fileId}/content`)).status;
  const waiting = async (who: string) => (await read(who)).waitingFor.map(({ name, role }) => name ?? role).sort();

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
    await house.db.run({ text: district });
    callers.set('office', people.office);
    await arrive('unit', 'project-unit', 'U-1');
    await arrive('bureau', 'department', 'D-1');
    await arrive('water', 'department', 'D-2');
    await arrive('planner', 'development-reform', '320102');
    await arrive('purse', 'finance', '320102');
  });
  afterAll(async () => {
    await house?.close();
    await postgres?.remove();
  });

  it('decides the rows that ask for one; whoever holds their permission moves nothing alone', async () => {
    const { body } = await as('planner').ask<ProjectLifecycle>('GET', '/api/projects/P-1/lifecycle');
    const [row] = body.moves;
    expect(row?.approval?.map(({ name, mode, roles }) => [name, mode, roles])).toEqual([
      ['主管部门初审', 'any', ['department']],
      ['财政、绩效会签', 'all', ['finance', 'performance-office']],
      ['发改委批准', 'any', ['development-reform']],
    ]);
    const order = { action: 'advance', to: 'S50', revision: 1 };
    const alone = await as('planner').ask<Problem>('POST', '/api/projects/P-1/lifecycle/moves', order);
    expect([alone.status, alone.body.code]).toEqual([409, 'approval-needed']);
  });

  it('is begun on what is complete, by nobody who would decide it alone, once at a time', async () => {
    expect((await begin('unit', 'P-2')).body.detail).toContain('缺少初步设计与概算批复');
    const own = await begin('bureau', 'P-3');
    expect([own.status, own.body.detail]).toEqual([422, expect.stringContaining('发起人不得审批本人发起的事项')]);
    expect((await begin('water', 'P-1')).status).toBe(404);
    about = await upload('概算批复.jpg');
    elsewhere = await upload('现场.jpg');
    const reply = {
      kind: 'budget-reply',
      title: '概算批复',
      number: '玄发改〔2026〕12号',
      issuedOn: null,
      fileId: about,
    };
    expect((await as('unit').ask('POST', '/api/projects/P-1/documents', reply)).status).toBe(200);
    const begun = await begin('unit', 'P-1', { reason: '概算已批复' });
    id = begun.body.id;
    expect(begun.body).toMatchObject({ state: 'open', fromName: '初步设计与概算', toName: '年度计划与预算批复' });
    expect(begun.body.ground.documents).toMatchObject([
      { kind: 'budget-reply', number: '玄发改〔2026〕12号', version: 2, fileId: about },
    ]);
    expect(begun.body.mayDo).toEqual(['urge', 'copy', 'withdraw']);
    expect((await begin('unit', 'P-1')).body.code).toBe('not-in-this-state');
    const back = { action: 'return', to: 'S30', revision: 1, reason: '重做可研' };
    const beside = await as('planner').ask<Problem>('POST', '/api/projects/P-1/lifecycle/moves', back);
    expect([beside.status, beside.body.detail]).toEqual([409, '该项目有审批在办，请先办结或撤回']);
  });

  it('waits in the inbox of every holder of the post, and is seen by nobody else outside its reach', async () => {
    expect([await inbox('bureau', 'todo'), await inbox('unit', 'mine')]).toEqual([[id], [id]]);
    expect((await as('bureau').ask<ApprovalCounts>('GET', '/api/approvals/counts')).body).toEqual({
      todo: 1,
      overdue: 0,
    });
    expect([await inbox('purse', 'todo'), await inbox('water', 'todo')]).toEqual([[], []]);
    expect((await as('water').ask('GET', `/api/approvals/${id}`)).status).toBe(404);
    expect((await act('purse', 'approve')).body.code).toBe('not-permitted');
    await arrive('colleague', 'department', 'D-1');
    expect(await inbox('colleague', 'todo')).toEqual([id]);
  });

  it('goes back to whoever began it with an opinion, and comes again', async () => {
    expect((await act('bureau', 'return', { to: null })).body.detail).toContain('退回须填写意见');
    const back = await act('bureau', 'return', { to: null, opinion: '请附概算对比表' });
    expect(back.body).toMatchObject({ state: 'returned', step: null });
    expect([await inbox('unit', 'todo'), await inbox('bureau', 'done')]).toEqual([[id], [id]]);
    expect((await act('unit', 'resubmit', { opinion: '已补充' })).body).toMatchObject({ state: 'open' });
    expect(await inbox('bureau', 'todo')).toEqual([id]);
  });

  it('asks in 会签 everybody, whom they add, and only these', async () => {
    await act('bureau', 'approve', { opinion: '同意。' });
    expect(await waiting('unit')).toEqual(['finance', 'performance-office']);
    const asked = { personId: numbers.get('water'), where: 'before', opinion: '请水务局核管线' };
    expect((await act('purse', 'add', { ...asked, personId: numbers.get('unit') })).body.code).toBe('own-change');
    expect((await act('purse', 'add', asked)).status).toBe(200);
    expect(await waiting('unit')).toEqual(['performance-office', 'water']);
    expect(await inbox('water', 'todo')).toEqual([id]);
    // Asked from outside: the approval is seen, its project is not.
    expect((await as('water').ask('GET', '/api/projects/P-1')).status).toBe(404);
    expect((await read('purse')).ground.documents[0]?.fileId).toBe(about);
  });

  it('opens its documents, and no other of the project, to whoever is asked from outside, while they are asked', async () => {
    expect(await read('water')).toMatchObject({ seesProject: false, ground: { documents: [{ fileId: about }] } });
    expect((await read('purse')).seesProject).toBe(true);
    expect([await opens('water', about), await opens('water', elsewhere)]).toEqual([200, 404]);
    const looked = await as('water').ask('GET', `/api/files/${about}/picture`);
    expect([looked.status, looked.headers['content-type']]).toEqual([200, 'image/jpeg']);
    expect((await as('water').ask('GET', `/api/files/${elsewhere}/picture`)).status).toBe(404);
    expect((await as('water').ask('DELETE', `/api/files/${about}`)).status).toBe(404);
    const views = await people.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?verb=file.view');
    expect(views.body.rows[0]).toMatchObject({ subject: `project:P-1/${about}`, actorName: 'water' });
    const log = await people.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?verb=file.download');
    expect(log.body.rows[0]).toMatchObject({ subject: `project:P-1/${about}`, actorName: 'water' });
    expect((await act('water', 'approve', { opinion: '管线无冲突' })).body.projectName).toBe('红山路改造 1');
    expect([await opens('water', about), (await read('water')).ground.documents[0]?.fileId]).toEqual([404, null]);
    expect((await act('planner', 'approve')).body.code).toBe('not-permitted');
  });

  it('is told that it went on meanwhile', async () => {
    const order = { act: 'approve', passes: 1, opinion: '' };
    const late = await as('purse').ask<Problem>('POST', `/api/approvals/${id}/acts`, order);
    expect([late.status, late.body.code]).toEqual([409, 'changed-meanwhile']);
  });

  it('returns to any earlier step, which decides anew', async () => {
    await act('purse', 'approve');
    const back = await act('office', 'return', { to: 0, opinion: '初审意见不明确' });
    expect([back.body.step, back.body.acts.at(-1)?.toStep]).toEqual(['主管部门初审', '主管部门初审']);
    await act('colleague', 'approve');
    expect(await waiting('unit')).toEqual(['finance', 'performance-office']);
    await act('purse', 'approve');
    await act('office', 'approve');
    expect(await waiting('unit')).toEqual(['development-reform']);
  });

  it('is copied, urged once an hour, asked about, and withdrawn no more', async () => {
    expect((await act('unit', 'copy', { people: [numbers.get('colleague')] })).body.copied).toEqual(['colleague']);
    expect(await inbox('colleague', 'copied')).toEqual([id]);
    expect((await act('unit', 'urge')).status).toBe(200);
    expect((await read('planner')).urgedAt).not.toBeNull();
    expect((await act('unit', 'urge')).body.code).toBe('too-many');
    const told = await as('planner').ask<{ rows: Reminder[] }>('GET', '/api/reminders?page=1&size=5');
    expect(told.body.rows).toMatchObject([{ kind: 'approval-urged', facts: { approvalId: id, step: '发改委批准' } }]);
    const asked = { personId: numbers.get('water'), opinion: '请再核一次' };
    expect((await act('planner', 'delegate', asked)).status).toBe(200);
    expect(await waiting('unit')).toEqual(['water']);
    expect((await act('water', 'approve')).body.code).toBe('not-permitted');
    expect((await act('water', 'advise', { opinion: '可行' })).status).toBe(200);
    expect((await act('unit', 'withdraw')).body.code).toBe('not-in-this-state');
  });

  it('moves the project once its last step has passed, in one transaction with what was decided', async () => {
    const passed = await act('planner', 'approve', { opinion: '同意，请按程序办理。' });
    expect(passed.body).toMatchObject({ state: 'approved', waitingFor: [], mayDo: ['copy'] });
    const { body } = await as('unit').ask<ProjectLifecycle>('GET', '/api/projects/P-1/lifecycle');
    expect(body.steps.at(-1)).toMatchObject({ from: 'S40', to: 'S50', by: 'planner', reason: `审批第 ${id} 号` });
    expect((await as('unit').ask<ProjectDetail>('GET', '/api/projects/P-1')).body.phase).toBe('preparation');
    const { areas } = await loadProjectStanding(house.db, Date.now() + 60_000);
    expect(areas.get('320102')?.figures.approvals).toMatchObject({
      passed: 1,
      baselineDays: 12,
      goal: -0.2,
      overdue: 0,
    });
    expect(areas.get('320102')?.figures.approvals.change).toBeLessThan(-0.9);
    const log = await people.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?verb=lifecycle.move');
    expect(log.body.rows[0]).toMatchObject({ subject: 'P-1', actorName: 'planner', after: { approvalId: id } });
  });

  it('reminds whoever it waits for before its step is due and once it is over, each once', async () => {
    const begun = (await begin('unit', 'P-3')).body;
    const dueAt = begun.dueAt ?? 0;
    expect(await remindDue(house.db, dueAt - SOON_MS - 1)).toEqual([]);
    const bureau = new Set([numbers.get('bureau'), numbers.get('colleague')]);
    expect(new Set(await remindDue(house.db, dueAt - SOON_MS))).toEqual(bureau);
    expect(await remindDue(house.db, dueAt - 1)).toEqual([]);
    expect(new Set(await remindDue(house.db, dueAt))).toEqual(bureau);
    expect(await remindDue(house.db, dueAt + 1)).toEqual([]);
    const { body } = await as('bureau').ask<{ rows: Reminder[] }>('GET', '/api/reminders?page=1&size=5');
    expect(body.rows.map(({ kind }) => kind)).toEqual(['approval-overdue', 'approval-soon']);
    id = begun.id;
    expect((await act('unit', 'withdraw')).body.state).toBe('withdrawn');
  });

  it('keeps every opinion under a hash, and lets nobody change one', async () => {
    const kept = await house.db.run<{ line: Record<string, unknown>; hash: string }>({
      text: `select jsonb_build_object('approval', approval_id, 'by', by_id, 'byName', by_name,
               'at', (extract(epoch from at) * 1000)::bigint, 'act', act, 'pass', pass, 'opinion', opinion, 'detail', detail)
               as line, hash from approval_acts order by id`,
    });
    for (const { line, hash } of kept) {
      const { approval, by, byName, at, act: kind, pass, opinion, detail } = line;
      const text = JSON.stringify({ approval, by, byName, at, act: kind, pass, opinion, detail });
      expect(createHash('sha256').update(text).digest('hex')).toBe(hash);
    }
    const scoped = house.db.as({ viewer: `person:${numbers.get('planner') ?? 0}`, permission: 'approvals.act' });
    const change = scoped.run({ text: `update approval_acts set opinion = '' where approval_id = ${id}` });
    await expect(change).rejects.toMatchObject({ code: '42501' });
    const reopen = house.db.run({ text: `update approval_passes set outcome = 'returned' where approval_id = ${id}` });
    await expect(reopen).rejects.toMatchObject({ code: '23000' });
  });

  it('is handed over for good, and withdrawn while nobody has decided', async () => {
    id = (await begin('unit', 'P-3')).body.id;
    await act('bureau', 'hand-over', { personId: numbers.get('water'), opinion: '' });
    expect(await waiting('unit')).toEqual(['water']);
    expect((await act('bureau', 'approve')).body.code).toBe('not-permitted');
    expect((await act('unit', 'withdraw')).body.state).toBe('withdrawn');
  });

  it('is void once its project left the state by another way, for everybody, with the reason', async () => {
    id = (await begin('unit', 'P-3')).body.id;
    const leap = { action: 'advance', to: 'S50', revision: 1, override: true, reason: '汛期应急' };
    const order = { ...leap, action: 'suspend', to: 'S920', override: false };
    expect((await as('office').ask('POST', '/api/projects/P-3/lifecycle/moves', order)).status).toBe(200);
    const over = await read('unit');
    expect(over).toMatchObject({ state: 'superseded', waitingFor: [], step: null, mayDo: ['copy'] });
    expect(over.passes.map(({ outcome }) => outcome)).toEqual(['superseded']);
    expect(over.acts.at(-1)).toMatchObject({ act: 'supersede', by: 'office' });
    expect(over.acts.at(-1)?.opinion).toContain('汛期应急');
    expect([await inbox('bureau', 'todo'), await inbox('unit', 'todo')]).toEqual([[], []]);
    expect((await act('bureau', 'approve')).body.code).toBe('not-in-this-state');
    for (const who of ['bureau', 'unit']) {
      const told = await as(who).ask<{ rows: Reminder[] }>('GET', '/api/reminders?page=1&size=5');
      expect(told.body.rows[0]).toMatchObject({ kind: 'approval-superseded', facts: { approvalId: id } });
    }
    const log = await people.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?verb=approval.supersede');
    expect(log.body.rows[0]).toMatchObject({ subject: 'P-3', after: { approvalId: id, state: 'superseded' } });
    const back = { action: 'resume', to: 'S40', revision: 2 };
    expect((await as('office').ask('POST', '/api/projects/P-3/lifecycle/moves', back)).status).toBe(200);
    id = (await begin('unit', 'P-3', { revision: 3 })).body.id;
    await arrive('leader', 'district-leader', '320102');
    const forced = await as('leader').ask('POST', '/api/projects/P-3/lifecycle/moves', { ...leap, revision: 3 });
    expect(forced.status).toBe(200);
    expect((await read('bureau')).acts.at(-1)).toMatchObject({ act: 'supersede', by: 'leader' });
  });

  it('is void too where an older release left it open', async () => {
    await house.db.run({ text: `update project_lifecycles set state = 'S40' where project_id = 'P-3'` });
    await house.db.run({
      text: `insert into project_documents (project_id, kind, version, title) values ('P-3', 'budget-reply', 2, '概算批复')`,
    });
    const begun = await begin('unit', 'P-3', { revision: 4 });
    id = begun.body.id;
    await house.db.run({ text: `update project_lifecycles set state = 'S50' where project_id = 'P-3'` });
    expect(await remindDue(house.db, house.now())).toContain(numbers.get('unit'));
    expect((await read('unit')).acts.at(-1)).toMatchObject({ act: 'supersede', by: 'system' });
    expect(await remindDue(house.db, house.now())).toEqual([]);
  });

  it('is answered by opinions that are kept for use, one’s own and those of the house', async () => {
    const kept = await as('bureau').ask<OpinionTemplate>('POST', '/api/opinions', { text: '同意，请抓紧实施。' });
    const mine = (await as('bureau').ask<{ rows: OpinionTemplate[] }>('GET', '/api/opinions')).body.rows;
    expect(mine[0]).toMatchObject({ text: '同意，请抓紧实施。', isOwn: true });
    const theirs = (await as('purse').ask<{ rows: OpinionTemplate[] }>('GET', '/api/opinions')).body.rows;
    expect(theirs).toHaveLength(mine.length - 1);
    expect((await as('purse').ask('DELETE', `/api/opinions/${kept.body.id}`)).status).toBe(404);
    expect((await as('bureau').ask('DELETE', `/api/opinions/${mine.at(-1)?.id}`)).status).toBe(404);
    expect((await as('bureau').ask('DELETE', `/api/opinions/${kept.body.id}`)).status).toBe(204);
  });
});
