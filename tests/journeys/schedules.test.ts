import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditRow } from '../../contracts/audit.ts';
import type { Problem } from '../../contracts/errors.ts';
import type {
  BaselineComparison,
  KeptSchedule,
  NotedException,
  ScheduleAnswer,
  ScheduleImport,
} from '../../contracts/keptSchedules.ts';
import type { PersonRole } from '../../contracts/permissions.ts';
import type { ProjectDetail } from '../../contracts/projects.ts';
import type { DraftOutcome, PlanEdit, ScheduleContent, Task } from '../../contracts/schedules.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';
import { taskOf } from '../helpers/schedules.ts';

const HONGSHAN = '320102008000';
const district = `
insert into organisations (code, name, kind, parent_code) values
  ('D-1', '建设局', 'department', '320102'), ('D-2', '水务局', 'department', '320102'), ('U-1', '城建公司', 'company', '320102');
insert into projects (id, name, category, phase, department_code, street_code, unit_code, budget_fen, starts_at, ends_at, label)
  select 'P-' || n, '红山路改造 ' || n, 'urban-renewal', 'building', 'D-1', '${HONGSHAN}', 'U-1', 6400000000,
         '2026-02-01', '2027-02-01', 'public' from generate_series(1, 2) n;
insert into project_milestones (project_id, seq, name, is_event, planned_from, planned_to) values
  ('P-1', 1, '管网', false, '2026-03-02 00:00+08', '2026-03-12 00:00+08'),
  ('P-1', 2, '竣工', true, '2026-04-02 00:00+08', '2026-04-03 00:00+08')`;
const at = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);
const frame = { startsOn: '2026-03-02', mustFinishBy: null, statusDay: null, calendarCode: 'SITE' };
type Reply<T> = T & Problem;

describeWithPostgres('schedules', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  let unit: Caller;
  let bureau: Caller;
  let foreign: Caller;
  let kept: KeptSchedule;

  const arrive = async (loginName: string, role: PersonRole, place: string) => {
    await people.add(loginName, role, place);
    const caller = new Caller(house.app);
    await caller.signIn(house.people, loginName);
    return caller;
  };
  const path = (rest = '') => `/api/projects/P-1/schedule${rest}`;
  const read = async (caller = unit) => (await caller.ask<Reply<ScheduleAnswer>>('GET', path())).body;
  const edit = (edits: readonly PlanEdit[], revision = kept.revision) =>
    unit.ask<Reply<KeptSchedule>>('POST', path('/edits'), { revision, edits });
  const task = (wbs: string): Task => {
    const found = kept.content.tasks.find((one) => one.wbs === wbs);
    if (found === undefined) throw new Error(`no task ${wbs}`);
    return found;
  };
  const planned = (wbs: string) => kept.plan.tasks.find(({ taskId }) => taskId === task(wbs).id);
  const milestones = async () =>
    (await unit.ask<ProjectDetail>('GET', '/api/projects/P-1')).body.milestones.map(
      ({ name, plannedTo, actualTo }) => ({
        ...{ name, plannedTo, actualTo },
      }),
    );

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
    await house.db.run({ text: district });
    unit = await arrive('unit', 'project-unit', 'U-1');
    bureau = await arrive('bureau', 'department', 'D-1');
    foreign = await arrive('foreign', 'department', 'D-2');
  });
  afterAll(async () => {
    await house?.close();
    await postgres?.remove();
  });

  it('begin with the milestones that the project had, on the days that were agreed', async () => {
    expect(await read()).toEqual({ projectName: '红山路改造 1', schedule: null, mayEdit: true, mayFreeze: false });
    const made = await unit.ask<Reply<KeptSchedule>>('POST', path(), frame);
    kept = made.body;
    expect(kept.content.tasks.map(({ wbs, name, kind, duration }) => [wbs, name, kind, duration])).toEqual([
      ...[
        ['1', '管网', 'task', 10],
        ['2', '竣工', 'milestone', 0],
      ],
    ]);
    expect(kept.baselines.map(({ name, id }) => [name, id])).toEqual([['初始计划', kept.baselineId]]);
    expect((await milestones()).map(({ plannedTo }) => plannedTo)).toEqual([at('2026-03-12'), at('2026-04-03')]);
    expect((await unit.ask<Problem>('POST', path(), frame)).body.code).toBe('already-exists');
  });

  it('take a batch of edits, with the numbers of what is new', async () => {
    const answer = await edit([
      { kind: 'put-task', task: taskOf(-1, 0, { wbs: '3', name: '外立面', kind: 'summary' }) },
      { kind: 'put-task', task: taskOf(-2, 30, { wbs: '3.1', name: '脚手架', parentId: -1 }) },
      { kind: 'put-link', link: { id: -1, fromId: task('1').id, toId: -2, type: 'FS', lag: 2 } },
      { kind: 'put-link', link: { id: -2, fromId: -2, toId: task('2').id, type: 'FS', lag: 0 } },
    ]);
    kept = answer.body;
    expect(answer.status).toBe(200);
    expect(kept.content.tasks.every(({ id }) => id > 0)).toBe(true);
    expect(task('3.1').parentId).toBe(task('3').id);
    expect([planned('3.1')?.start, planned('3.1')?.finish]).toEqual(['2026-03-14', '2026-04-12']);
    expect(kept.plan.criticalPath).toEqual([task('1').id, task('3.1').id, task('2').id]);
    expect((await read()).schedule).toEqual({ ...kept, savedAt: expect.any(Number) as number });
  });

  it('are changed by one at a time, and not into what cannot be planned', async () => {
    expect((await edit([{ kind: 'remove-task', taskId: task('1').id }], 1)).body.code).toBe('changed-meanwhile');
    const round = { id: -1, fromId: task('2').id, toId: task('1').id, type: 'FS' as const, lag: 0 };
    const refused = await edit([{ kind: 'put-link', link: round }]);
    expect([refused.status, refused.body.code]).toEqual([422, 'check-failed']);
    expect(refused.body.detail).toContain('搭接关系成环:1 管网 → 3.1 脚手架 → 2 竣工 → 1 管网');
    const stranger = await edit([{ kind: 'put-task', task: taskOf(4711, 1) }]);
    expect(stranger.body.detail).toContain('任务不存在');
    expect((await edit([{ kind: 'put-task', task: { ...task('1'), orgCode: 'D-9' } }])).status).toBe(404);
    expect((await read()).schedule?.revision).toBe(kept.revision);
  });

  it('are tried in a draft that leaves them alone', async () => {
    const exception = {
      from: '2026-03-04',
      to: '2026-03-06',
      kind: 'stop',
      reason: 'pollution',
      name: '停工',
      source: '示例',
    };
    const draft = await bureau.ask<{ content: ScheduleContent; outcome: DraftOutcome }>('POST', path('/draft'), {
      revision: kept.revision,
      edits: [{ kind: 'add-exception', calendarCode: 'SITE', exception }],
    });
    expect(draft.body.outcome.difference).toMatchObject({ finishShift: 3, moved: 4 });
    expect((await read()).schedule).toMatchObject({ revision: kept.revision, plan: { finish: kept.plan.finish } });
  });

  it('tell how far tasks have come, and the milestones follow', async () => {
    const done = { taskId: task('1').id, progress: '100', actualStart: '2026-03-02', actualFinish: '2026-03-13' };
    const send = (statusDay: string, rows: object[]) =>
      unit.ask<Reply<KeptSchedule>>('PUT', path('/progress'), { revision: kept.revision, statusDay, rows });
    expect((await send('2099-01-01', [done])).body.code).toBe('check-failed');
    expect((await send('2026-03-14', [{ ...done, taskId: task('3').id }])).status).toBe(404);
    const answer = await send('2026-03-14', [done]);
    kept = answer.body;
    expect(planned('1')).toMatchObject({ state: 'done', finish: '2026-03-13' });
    expect(await milestones()).toEqual([
      ...[
        { name: '管网', plannedTo: at('2026-03-12'), actualTo: at('2026-03-14') },
        { name: '竣工', plannedTo: at('2026-04-03'), actualTo: null },
        { name: '外立面', plannedTo: at('2026-04-15'), actualTo: null },
      ],
    ]);
  });

  it('are frozen as a named baseline by the department, and held against it', async () => {
    const body = { name: '调整一', note: '', revision: kept.revision, inForce: true };
    expect((await unit.ask('POST', path('/baselines'), body)).status).toBe(403);
    const frozen = await bureau.ask<Reply<KeptSchedule>>('POST', path('/baselines'), body);
    const { baselineId } = frozen.body;
    expect(frozen.body.baselines.map(({ name }) => name)).toEqual(['调整一', '初始计划']);
    expect((await milestones())[1]?.plannedTo).toBe(at('2026-04-15'));
    expect((await bureau.ask<Problem>('POST', path('/baselines'), body)).body.code).toBe('already-exists');
    kept = (await edit([{ kind: 'put-task', task: { ...task('3.1'), duration: 35 } }])).body;
    const compared = await unit.ask<BaselineComparison>('GET', path(`/baselines/${baselineId}`));
    expect(compared.body.difference).toMatchObject({ finishShift: 5, moved: 3, added: 0, removed: 0 });
    expect((await milestones())[1]?.plannedTo).toBe(at('2026-04-15'));
  });

  it('wait for the stops that the performance office notes, with their source, until they are withdrawn', async () => {
    const exception = {
      ...{
        from: '2026-04-01',
        to: '2026-04-02',
        kind: 'stop',
        reason: 'pollution',
        name: '重污染天气',
        source: '预警通知',
      },
    };
    const body = { calendarCode: 'SITE', projectId: null, exception };
    expect((await bureau.ask('POST', '/api/calendars/exceptions', body)).status).toBe(403);
    const note = (wrong: object) =>
      people.office.ask<Reply<NotedException>>('POST', '/api/calendars/exceptions', { ...body, ...wrong });
    expect((await note({ exception: { ...exception, to: '2026-02-30' } })).body.code).toBe('check-failed');
    const finish = kept.plan.finish;
    const noted = await note({});
    expect((await read()).schedule?.plan.finish).toBe('2026-04-21');
    expect((await people.office.ask('DELETE', `/api/calendars/exceptions/${noted.body.id}`)).status).toBe(204);
    expect((await read()).schedule?.plan.finish).toBe(finish);
  });

  it('go out for MS Project and come in again; what cannot be planned changes nothing', async () => {
    const out = await unit.ask<string>('GET', path('/project-xml'));
    expect([out.status, out.headers['content-type']]).toEqual([200, 'application/xml; charset=utf-8']);
    expect((await unit.ask('GET', path('/workbook'))).status).toBe(200);
    expect((await unit.ask('POST', path('/picture'), { changes: 2 })).status).toBe(204);
    expect((await foreign.ask('POST', path('/picture'), { changes: 0 })).status).toBe(404);
    const taken = await people.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?verb=schedule.export');
    const left = taken.body.rows.filter(({ outcome }) => outcome === 'done');
    expect(left.map(({ after }) => (after as { kind: string }).kind)).toEqual(['png', 'xlsx', 'xml']);
    const send = async (text: string, apply = '') => {
      const answer = await house.app.inject({
        ...{
          method: 'POST',
          remoteAddress: '10.0.0.1',
          url: path(`/import?name=a.xml&revision=${kept.revision}${apply}`),
          payload: Buffer.from(text),
        },
        headers: { cookie: unit.cookie, 'content-type': 'application/octet-stream' },
      });
      return answer.json<Reply<ScheduleImport>>();
    };
    expect(await send(out.body)).toMatchObject({ tasks: 4, added: 0, changed: 0, removed: 0, faults: [], notes: [] });
    const round = out.body.replace('<PredecessorUID>4', '<PredecessorUID>2');
    expect((await send(round)).faults).toMatchObject([{ row: 2 }]);
    expect((await send(round, '&apply=true')).code).toBe('check-failed');
    expect((await send('<!DOCTYPE a [<!ENTITY b "c">]><Project/>')).code).toBe('file-refused');
    const longer = out.body.replaceAll('PT280H0M0S', 'PT400H0M0S');
    expect(await send(longer, '&apply=true')).toMatchObject({ changed: 1, removed: 0 });
    kept = (await read()).schedule ?? kept;
    expect(task('3.1').duration).toBe(50);
  });

  it('are out of sight of another department, and every change is in the audit log', async () => {
    expect((await read(foreign)).code).toBe('not-found');
    expect((await foreign.ask('GET', path(`/baselines/${kept.baselineId}`))).status).toBe(404);
    const verbs = await house.db.run<{ verb: string }>({
      text: `select distinct verb from audit_log where (verb like 'schedule.%' or verb like 'calendar.%') and outcome = 'done'`,
    });
    expect(verbs.map(({ verb }) => verb).sort()).toEqual([
      ...[
        'calendar.end',
        'calendar.note',
        'schedule.create',
        'schedule.edit',
        'schedule.export',
        'schedule.freeze',
        'schedule.import',
        'schedule.progress',
      ],
    ]);
  });
});
