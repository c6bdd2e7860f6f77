import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '../../contracts/errors.ts';
import type { KeptFile } from '../../contracts/files.ts';
import type { PersonRole } from '../../contracts/permissions.ts';
import { UPLOAD_TYPE } from '../../contracts/files.ts';
import type { Questionnaire, Survey } from '../../contracts/surveys.ts';
import type { DueSummary, DueTarget, TargetValue, WaitingValue } from '../../contracts/values.ts';
import { systemActor } from '../../server/access/audit.ts';
import { createCollector } from '../../server/modules/values/collector.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const HONGSHAN = '320102008000';
const MONTH = '2026-03';
/** When automatic values are taken: a Tuesday noon in Nanjing. */
const NOON = Date.parse('2026-03-10T12:00:00+08:00');

/** One approved declaration of seven targets, another of somebody else's project, an instrument with two readings a window. */
const district = `
insert into organisations (code, name, kind, parent_code) values
  ('D-1', '建设局', 'department', '320102'), ('U-1', '城建公司', 'company', '320102'), ('U-2', '别的公司', 'company', '320102');
insert into projects (id, name, category, phase, department_code, street_code, unit_code, budget_fen, starts_at, ends_at)
  select 'P-' || n, '改造 ' || n || ' 号', 'livelihood', 'building', 'D-1', '${HONGSHAN}', 'U-' || n, 100, now() - interval '1 day',
         now() + interval '1 day' from generate_series(1, 2) n;
insert into templates (code, name, tree, kind) values ('T', '模板', 'A-2020', 'custom');
insert into template_versions (template_code, version) values ('T', 1);
insert into indicators (template_code, version, level, position, code, name, weight, nature, method, direction, unit, decimals, target, aspect, auto_source, frequency)
values ('T', 1, 1, 1, 'area', '改造面积', 20, 'quantitative', 'ratio', 'ge', '万㎡', 1, 100, 'quantity', null, 'month'),
       ('T', 1, 1, 2, 'dust', '扬尘达标率', 10, 'quantitative', 'ratio', 'ge', '%', 2, 95, 'ecological', 'dust-compliance', 'month'),
       ('T', 1, 1, 3, 'noise', '噪声达标率', 10, 'quantitative', 'ratio', 'ge', '%', 2, 95, 'ecological', 'noise-compliance', 'month'),
       ('T', 1, 1, 4, 'budget', '预算执行率', 10, 'quantitative', 'execution', 'ge', '%', 2, 100, 'execution', 'budget-execution', 'month'),
       ('T', 1, 1, 5, 'milestones', '按期完工率', 10, 'quantitative', 'ratio', 'ge', '%', 2, 100, 'timeliness', 'milestones-on-time', 'month'),
       ('T', 1, 1, 6, 'mending', '整改按时率', 10, 'quantitative', 'ratio', 'ge', '%', 2, 100, 'quality', 'rectification-on-time', 'month'),
       ('T', 1, 1, 7, 'pleased', '居民满意度', 30, 'quantitative', 'ratio', 'ge', '%', 2, 90, 'satisfaction', null, 'year');
update template_versions set state = 'published';
insert into declarations (project_id, year, template_code, version, state, fiscal_fen, other_fen)
  select 'P-' || n, 2026, 'T', 1, 'approved', 900000, 100000 from generate_series(1, 2) n;
insert into targets (declaration_id, project_id, indicator_id, weight, target)
  select d.id, d.project_id, i.id, i.weight, i.target from declarations d join indicators i on i.template_code = d.template_code order by d.project_id, i.position;
insert into payments (project_id, paid_at, amount_fen) values
  ('P-1', '2026-02-01 00:00+08', 800000), ('P-1', '2026-03-09 00:00+08', 63700), ('P-1', '2025-12-31 23:59+08', 5),
  ('P-1', '2026-03-11 00:00+08', 7);
insert into project_milestones (project_id, seq, name, planned_from, planned_to, actual_from, actual_to) values
  ('P-1', 1, '一', '2026-01-01 00:00+08', '2026-02-01 00:00+08', '2026-01-01 00:00+08', '2026-02-01 20:00+08'),
  ('P-1', 2, '二', '2026-01-01 00:00+08', '2026-02-10 00:00+08', '2026-01-01 00:00+08', '2026-02-12 00:00+08'),
  ('P-1', 3, '三', '2026-01-01 00:00+08', '2026-03-01 00:00+08', null, null),
  ('P-1', 4, '四', '2026-01-01 00:00+08', '2026-04-01 00:00+08', null, null);
insert into sites (code, name, street_code, project_id, lon, lat) values ('S-1', '工地', '${HONGSHAN}', 'P-1', 118.8, 32.1);
insert into devices (code, name, kind, site_code, credential_hash, registered_at)
  values ('E-1', '站', 'env', 'S-1', '$7$x', '2026-03-02 00:00+08');
insert into readings (device_id, at, noise, tsp, pm10, received_at)
  select d.id, r.at::timestamptz, r.noise, r.tsp, r.pm10, now() from devices d cross join (values
    ('2026-03-02 06:01+08', 70, 400, 120), ('2026-03-02 06:02+08', 70, 700, 120),
    ('2026-03-02 06:11+08', 60, null, null), ('2026-03-02 06:12+08', 80, null, null),
    ('2026-03-02 06:20+08', null, 500, null), ('2026-03-02 07:00+08', null, 100, 500),
    ('2026-03-02 22:00+08', 55.1, null, null), ('2026-03-02 22:10+08', 50, null, null)) as r (at, noise, tsp, pm10);
insert into ambient_reference (hour, pm10, source) values ('2026-03-02 06:00+08', 40, '市站')`;

describeWithPostgres('values', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  let unit: Caller;
  let bureau: Caller;
  let targets: Map<string, number>;

  const rows = async <T>(text: string) => house.db.run<T>({ text });
  const arrive = async (loginName: string, role: PersonRole, place: string) => {
    await people.add(loginName, role, place);
    const caller = new Caller(house.app);
    await caller.signIn(house.people, loginName);
    return caller;
  };
  const entry = (value: string, more: object = {}) => ({
    ...{ achievement: { value, band: null, pointsMet: null, vetoed: false }, note: '', overReason: '' },
    ...{ deviation: null, likelihood: null, forecast: null, evidence: [], ...more },
  });
  const report = (caller: Caller, code: string, value: string, more: object = {}) =>
    caller.ask<TargetValue & Problem>('POST', '/api/values', {
      targetId: targets.get(code),
      month: MONTH,
      ...entry(value, more),
    });
  const accept = (caller: Caller, ids: number[]) =>
    caller.ask<{ accepted: number; refused: { id: number; reason: string }[] } & Problem>(
      'POST',
      '/api/values/accept',
      {
        ids,
      },
    );
  const causes = async () =>
    (await rows<{ cause: string }>(`select cause from score_queue where project_id = 'P-1'`))
      .map((row) => row.cause)
      .join();
  const valueOf = async (code: string) =>
    (
      await rows<{ value: string; source: string; replaces: number | null; id: number; detail: { inputs: object } }>(
        `select v.id, trim_scale(v.value)::text as value, v.source, v.replaces_id as replaces, v.source_detail as detail
           from indicator_values v where v.target_id = ${targets.get(code)} and v.state = 'accepted' order by v.id desc`,
      )
    )[0];

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
    await house.db.run({ text: district });
    unit = await arrive('unit', 'project-unit', 'U-1');
    bureau = await arrive('bureau', 'department', 'D-1');
    const found = await rows<{ id: number; code: string }>(
      `select t.id, i.code from targets t join indicators i on i.id = t.indicator_id where t.project_id = 'P-1'`,
    );
    targets = new Map(found.map(({ id, code }) => [code, id]));
  });
  afterAll(async () => {
    await house.close();
    await postgres.remove();
  });

  it('are asked for by month, missing ones first, of one’s own projects; what is not in operation says so', async () => {
    const path = `/api/values/due?year=2026&month=${MONTH}&whose=mine`;
    const { body } = await unit.ask<{ rows: DueTarget[]; total: number }>('GET', `${path}&size=5`);
    expect([body.total, body.rows.length]).toEqual([6, 5]);
    expect(body.rows.map(({ state }) => state)).toEqual(Array(5).fill('missing'));
    expect(body.rows[0]).toMatchObject({
      name: '改造面积',
      target: '100',
      weight: '20',
      overRatio: '1.3',
      valueId: null,
    });
    const summary = await unit.ask<DueSummary>('GET', `/api/values/summary?year=2026&month=${MONTH}&whose=mine`);
    expect(summary.body.counts).toMatchObject({ missing: 5, 'auto-off': 1, 'not-due': 1, accepted: 0 });
    const all = await people.office.ask<{ total: number }>('GET', path.replace('mine', 'all'));
    expect(all.body.total).toBe(12);
  });

  it('are reported with evidence, accepted by a second person only, and corrected by another row', async () => {
    expect((await report(unit, 'area', '130')).body).toMatchObject({ code: 'value-refused', status: 422 });
    expect((await report(unit, 'area', '92.25')).body.detail).toMatch('小数位数');
    const upload = await house.app.inject({
      ...{ method: 'POST', headers: { 'content-type': UPLOAD_TYPE, cookie: unit.cookie } },
      url: '/api/files?name=a.pdf&label=internal&subjectKind=project&subjectCode=P-1',
      payload: Buffer.from('%PDF-1.7\n1 0 obj <<>> endobj\ntrailer <<>>\n%%EOF\n'),
    });
    const file = upload.json<KeptFile>();
    expect((await report(unit, 'area', '92', { evidence: [file.id, 999] })).body.detail).toMatch('本项目的附件');
    const first = await report(unit, 'area', '92', { evidence: [file.id], note: '三月' });
    expect(first.body).toMatchObject({ state: 'submitted', isOwn: true, enteredBy: 'unit' });
    expect(first.body.evidence).toEqual([{ fileId: file.id, name: 'a.pdf', hash: file.hash }]);
    expect((await unit.ask<Problem>('DELETE', `/api/files/${file.id}`)).body.code).toBe('in-use');
    expect((await report(unit, 'area', '93')).body.detail).toMatch('待审核');
    expect(await causes()).toMatch('填报：改造面积 2026-03');

    const { body: waiting } = await bureau.ask<{ rows: WaitingValue[]; total: number }>(
      'GET',
      '/api/values/waiting?year=2026',
    );
    expect(waiting).toMatchObject({ total: 1, rows: [{ value: { id: first.body.id, isOwn: false }, replaces: null }] });
    expect((await accept(unit, [first.body.id])).status).toBe(403);
    expect((await accept(bureau, [first.body.id])).body).toEqual({ accepted: 1, refused: [] });
    expect((await accept(bureau, [first.body.id])).body.code).toBe('value-closed');
    expect(await causes()).toMatch('审核通过：改造面积 2026-03');

    const path = `/api/values/${first.body.id}/correction`;
    expect((await unit.ask<Problem>('POST', path, entry('91'))).body.detail).toMatch('更正须写明理由');
    const second = await unit.ask<TargetValue>('POST', path, entry('91', { note: '误填' }));
    expect(second.body).toMatchObject({ state: 'submitted', replacesId: first.body.id });
    expect((await valueOf('area'))?.value).toBe('92');
    await accept(bureau, [second.body.id]);
    expect(await valueOf('area')).toMatchObject({ value: '91', replaces: first.body.id });
    const history = await unit.ask<{ rows: TargetValue[] }>('GET', `/api/values/of-target/${targets.get('area')}`);
    expect(history.body.rows.map(({ state }) => state)).toEqual(['accepted', 'replaced']);
    expect(await causes()).toMatch('更正生效：改造面积 2026-03');
    const stranger = await arrive('stranger', 'project-unit', 'U-2');
    expect((await stranger.ask('GET', `/api/values/of-target/${targets.get('area')}`)).status).toBe(404);
    expect((await report(stranger, 'area', '1')).status).toBe(404);
  });

  it('of one’s own are not one’s own to review, neither alone nor in a list, nor by hand in the database', async () => {
    const own = await report(bureau, 'pleased', '88');
    expect((await accept(bureau, [own.body.id])).body).toMatchObject({ code: 'own-value', status: 403 });
    const other = await unit.ask<TargetValue>('POST', `/api/values/${(await valueOf('area'))?.id}/correction`, {
      ...entry('90', { note: '复核' }),
    });
    expect((await accept(bureau, [own.body.id, other.body.id, 999])).body).toEqual({
      accepted: 1,
      refused: [
        { id: own.body.id, reason: '不得审核本人填报的完成值' },
        { id: 999, reason: '没有找到' },
      ],
    });
    const reviewed = `update indicator_values set state = 'accepted', reviewed_by = entered_by where id = ${own.body.id}`;
    await expect(rows(reviewed)).rejects.toMatchObject({ code: '23514' });
    await expect(rows(`update indicator_values set value = 99 where id = ${own.body.id}`)).rejects.toMatchObject({
      code: '23000',
    });
    const back = await people.office.ask<TargetValue>('POST', `/api/values/${own.body.id}/return`, {
      reason: '缺样本',
    });
    expect(back.body).toMatchObject({ state: 'returned', reviewNote: '缺样本' });
    const again = await report(bureau, 'pleased', '87');
    const taken = await bureau.ask<TargetValue>('POST', `/api/values/${again.body.id}/take-back`);
    expect(taken.body).toMatchObject({ state: 'returned', reviewedBy: null });
  });

  it('are taken from payments, milestones and telemetry as computed by hand, once', async () => {
    const collector = createCollector({
      ...{ db: house.db, clock: { now: () => NOON }, log: createLogger('silent'), wakeScorer: () => undefined },
    });
    const ask = { month: MONTH, projectId: null, actor: systemActor };
    expect(await collector.collect(ask)).toEqual({ month: MONTH, written: 4, unchanged: 0, withoutInput: 4, held: 0 });
    expect(await valueOf('budget')).toMatchObject({ value: '86.37', source: 'auto' });
    expect(await valueOf('milestones')).toMatchObject({
      value: '33.33',
      detail: { inputs: { due: '3', onTime: '1' } },
    });
    expect(await valueOf('noise')).toMatchObject({
      value: '50',
      detail: { inputs: { expected: '1224', judged: '4', within: '2', coverage: '0.33', devices: '1' } },
    });
    // Three windows of TSP, one of them 550; one hour of PM10 with a reference: 120 less 40 is within.
    expect(await valueOf('dust')).toMatchObject({
      value: '75',
      detail: { inputs: { expected: '1020', judged: '4', within: '3' } },
    });
    expect(await valueOf('mending')).toBeUndefined();
    expect(await causes()).toMatch('系统采集：扬尘达标率、噪声达标率、预算执行率、按期完工率 2026-03');
    expect(await collector.collect(ask)).toMatchObject({ written: 0, unchanged: 4 });

    const before = (await valueOf('budget'))?.id;
    const corrected = await unit.ask<TargetValue>('POST', `/api/values/${before}/correction`, {
      ...entry('80', { note: '退款未入账' }),
    });
    await rows(`insert into payments (project_id, paid_at, amount_fen) values ('P-1', '2026-03-01 00:00+08', -3700)`);
    expect(await collector.collect(ask)).toMatchObject({ written: 0, held: 1 });
    await bureau.ask('POST', `/api/values/${corrected.body.id}/return`, { reason: '已入账' });
    expect(await collector.collect(ask)).toMatchObject({ written: 1, unchanged: 3 });
    expect(await valueOf('budget')).toMatchObject({ value: '86', replaces: before });
    const order = { year: 2026, projectId: 'P-2' };
    expect((await bureau.ask('POST', '/api/values/collect', order)).body).toMatchObject({ written: 0 });
    expect((await unit.ask('POST', '/api/values/collect', order)).status).toBe(403);
  });

  it('come out of a survey that each device answers once', async () => {
    const opened = await bureau.ask<Survey & Problem>('POST', '/api/surveys', {
      ...{
        targetId: targets.get('pleased'),
        title: '居民满意度调查',
        question: '您对改造效果是否满意?',
        minAnswers: 3,
      },
      closesAt: Date.now() + 86_400_000,
    });
    const wire = `/api/questionnaires/${opened.body.token}`;
    const device = async () => {
      const answer = await house.app.inject({ url: wire });
      const cookie = answer.cookies[0];
      expect(cookie).toMatchObject({ name: 'xw_respondent', httpOnly: true, sameSite: 'Strict' });
      return { cookie: `${cookie?.name}=${cookie?.value}`, state: answer.json<Questionnaire>().state };
    };
    const say = async (cookie: string, satisfaction: number, comment = '') =>
      (
        await house.app.inject({
          method: 'POST',
          url: `${wire}/answers`,
          headers: { cookie },
          payload: { satisfaction, comment },
        })
      ).statusCode;
    const [a, b, c] = [await device(), await device(), await device()];
    expect([a.state, await say('', 5)]).toEqual(['open', 400]);
    expect([await say(a.cookie, 5, '电话 13800001234'), await say(a.cookie, 1)]).toEqual([204, 409]);
    const early = await bureau.ask<{ survey: Survey }>('GET', `/api/surveys/${opened.body.id}`);
    expect(early.body.survey).toMatchObject({ answers: 1, rate: null });
    expect([await say(b.cookie, 4), await say(c.cookie, 2)]).toEqual([204, 204]);
    const seen = await house.app.inject({ url: wire, headers: { cookie: b.cookie } });
    expect(seen.json<Questionnaire>().state).toBe('answered');
    const kept = await rows<{ whole: string }>(`select survey_answers::text as whole from survey_answers`);
    expect(JSON.stringify(kept)).not.toMatch(/1380000|xw_respondent/);

    const closed = await bureau.ask<Survey>('POST', `/api/surveys/${opened.body.id}/close`);
    expect(closed.body).toMatchObject({ answers: 3, rate: '66.67', counts: [0, 1, 0, 1, 1] });
    expect(await valueOf('pleased')).toMatchObject({
      ...{ value: '66.67', source: 'survey', id: closed.body.valueId },
      detail: { formula: 'survey-satisfied@1', inputs: { answers: '3', satisfied: '2', minAnswers: '3' } },
    });
    expect(await causes()).toMatch('问卷调查：居民满意度');
    expect(await say((await device()).cookie, 5)).toBe(409);
    expect((await house.app.inject({ url: '/api/questionnaires/AAAAAAAAAAAAAAAAAAAAAA' })).statusCode).toBe(404);
  });
});
