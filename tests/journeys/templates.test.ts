import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '../../contracts/errors.ts';
import type { Comparison, Template, TemplateRecord, TemplateVersion, TreeView } from '../../contracts/indicators.ts';
import type { PlanGoal, PlanView } from '../../contracts/plans.ts';
import { Caller, settle, startAccessApp, type AccessApp } from '../helpers/accessApp.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

describeWithPostgres('a template, from its copy to its publication', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let drafter: Caller;
  let second: Caller;
  let onlooker: Caller;

  const at = (version = 1) => `/api/templates/XW-FISCAL/versions/${version}`;
  const view = async (version = 1) => (await drafter.ask<TreeView>('GET', at(version))).body;
  const edit = (who: Caller, revision: number, edits: object[], version = 1) =>
    who.ask<TreeView & Problem>('POST', `${at(version)}/edits`, { revision, edits });
  const leafOf = (tree: TreeView, name: string) => {
    const found = tree.indicators.find((row) => row.name === name);
    if (found === undefined) throw new Error(`no ${name}`);
    return found;
  };

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    const them = await settle(house);
    drafter = them.office;
    await them.add('finance', 'finance');
    await them.add('auditor', 'audit-bureau');
    second = new Caller(house.app, '10.0.0.2');
    await second.signIn(house.people, 'finance');
    onlooker = new Caller(house.app, '10.0.0.3');
    await onlooker.signIn(house.people, 'auditor');
  });
  afterAll(async () => {
    await house.close();
    await postgres.remove();
  });

  it('begins with what ships, published and read by whoever may', async () => {
    const { body } = await onlooker.ask<{ rows: Template[] }>('GET', '/api/templates');
    expect(body.rows.map((row) => [row.code, row.published, row.open]).slice(0, 2)).toEqual([
      ['STD-B', 1, null],
      ['STD-A-2020', 1, null],
    ]);
    const tree = (await onlooker.ask<TreeView>('GET', '/api/templates/STD-B/versions/1')).body;
    expect([tree.whole, tree.outputAndBenefit, tree.faults]).toEqual(['100', '60', []]);
    expect(tree.version).toMatchObject({ state: 'published', draftedBy: '随产品提供' });
    expect(tree.indicators.filter(({ level }) => level === 3)).toHaveLength(17);
    const copy = {
      code: 'XW-FISCAL',
      name: '玄武区财政资金项目',
      copiedFrom: 'SEC-FISCAL',
      category: 'fiscal',
      sector: null,
    };
    expect((await onlooker.ask('POST', '/api/templates', copy)).status).toBe(403);
    const made = await drafter.ask<TreeView>('POST', '/api/templates', copy);
    expect(made.body.version).toMatchObject({ version: 1, state: 'draft', note: '复制自财政资金项目绩效指标 V1' });
    expect(made.body.template).toMatchObject({ kind: 'custom', copiedFrom: 'SEC-FISCAL', open: 1, published: null });
    expect((await drafter.ask<Problem>('POST', '/api/templates', copy)).body.code).toBe('already-exists');
  });

  it('is edited with its sums running along; who saw an earlier revision looks again', async () => {
    const before = await view();
    const heavier = { kind: 'change', id: leafOf(before, '按期完工率').id, facts: { weight: '6.5' } };
    const after = (await edit(drafter, 0, [heavier])).body;
    const group = leafOf(after, '时效指标');
    expect(after.version.revision).toBe(1);
    expect(after.sums).toContainEqual({ indicatorId: group.id, sum: '10.5', addsUp: false });
    expect(after.faults).toEqual([
      { code: 'siblings-do-not-add-up', indicatorId: group.id, expected: '10', found: '10.5' },
    ]);
    expect((await edit(second, 0, [heavier])).body.code).toBe('changed-meanwhile');
    const both = await Promise.all([edit(drafter, 1, [heavier]), edit(second, 1, [heavier])]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  it('is not submitted while its check finds something, and is once it is mended', async () => {
    const refused = await drafter.ask<Problem>('POST', `${at()}/submission`, { revision: 2 });
    expect([refused.status, refused.body.detail]).toEqual([422, '时效指标下级合计 10.5，应为 10']);
    const tree = await view();
    const { facts } = {
      facts: { ...leafOf(tree, '资金支付及时率'), code: 'X-01', name: '资料归档及时率', weight: '0.5' },
    };
    const mended = await edit(second, 2, [
      { kind: 'change', id: leafOf(tree, '资金支付及时率').id, facts: { weight: '3' } },
      { kind: 'add', parentId: leafOf(tree, '时效指标').id, position: 0, facts },
      { kind: 'move', id: leafOf(tree, '投诉下降率').id, parentId: leafOf(tree, '社会效益指标').id, position: 0 },
    ]);
    expect([mended.status, mended.body.faults]).toEqual([200, []]);
    const names = (parent: string) =>
      mended.body.indicators.filter((row) => row.parentId === leafOf(mended.body, parent).id).map((row) => row.name);
    expect(names('时效指标')).toEqual(['资料归档及时率', '按期完工率', '资金支付及时率']);
    expect(names('社会效益指标')).toEqual(['投诉下降率', '服务覆盖人口']);
    const submitted = await drafter.ask<TreeView>('POST', `${at()}/submission`, { revision: 3 });
    expect(submitted.body.version).toMatchObject({ state: 'submitted', submittedBy: 'office' });
    expect((await edit(drafter, 3, [{ kind: 'remove', id: leafOf(tree, '投诉下降率').id }])).status).toBe(409);
  });

  it('is published by a second person only, who may send it back first', async () => {
    expect((await drafter.ask<Problem>('POST', `${at()}/publication`, { revision: 3 })).body.code).toBe('own-change');
    expect((await onlooker.ask('POST', `${at()}/publication`, { revision: 3 })).status).toBe(403);
    expect((await second.ask('POST', `${at()}/return`, { reason: '请补充说明' })).status).toBe(204);
    expect((await view()).version).toMatchObject({ state: 'draft', reviewNote: '请补充说明', reviewedBy: 'finance' });
    const settings = { revision: 3, missingPolicy: 'hold', overRatio: '1.5', note: '首版' };
    expect((await drafter.ask('PATCH', at(), settings)).status).toBe(200);
    expect((await drafter.ask('POST', `${at()}/submission`, { revision: 4 })).status).toBe(200);
    expect((await second.ask('POST', `${at()}/publication`, { revision: 4 })).status).toBe(204);
    expect((await view()).version).toMatchObject({
      ...{ state: 'published', reviewedBy: 'finance', missingPolicy: 'hold', overRatio: '1.5', reviewNote: null },
    });
  });

  it('is then never changed: not by a request, nor past it in the database', async () => {
    const { id } = leafOf(await view(), '按期完工率');
    const change = { kind: 'change', id, facts: { weight: '7' } };
    expect((await edit(drafter, 4, [change])).body.code).toBe('not-in-this-state');
    const where = `template_code = 'XW-FISCAL' and version = 1`;
    for (const text of [
      `update indicators set weight = 7 where id = ${id}`,
      `delete from indicators where id = ${id}`,
      `update template_versions set missing_policy = 'zero' where ${where}`,
      `update template_versions set state = 'draft' where ${where}`,
    ])
      await expect(house.db.run({ text }), text).rejects.toMatchObject({ code: '23000' });
    const own = `update template_versions set reviewed_by = submitted_by where ${where}`;
    await expect(house.db.run({ text: own })).rejects.toMatchObject({ code: '23514' });
  });

  it('goes on in a next version, which is held against the one before, and every step stands on record', async () => {
    const drafted = (await second.ask<TreeView>('POST', '/api/templates/XW-FISCAL/versions')).body;
    expect(drafted.version).toMatchObject({ version: 2, basedOn: 1, missingPolicy: 'hold' });
    expect((await drafter.ask<Problem>('POST', '/api/templates/XW-FISCAL/versions')).body.code).toBe(
      'not-in-this-state',
    );
    const changed = { kind: 'change', id: leafOf(drafted, '设施（系统）可用率').id, facts: { target: '99.5' } };
    expect((await edit(drafter, 0, [changed], 2)).status).toBe(200);
    const compared = (await drafter.ask<Comparison>('GET', `${at(2)}/comparison?before=1`)).body;
    expect([compared.added, compared.removed, compared.effect]).toEqual([[], [], null]);
    expect(compared.changed).toMatchObject([
      { name: '设施（系统）可用率', fields: [{ field: 'target', before: '99', after: '99.5' }] },
    ]);
    const { rows } = (await onlooker.ask<{ rows: TemplateRecord[] }>('GET', '/api/templates/XW-FISCAL/records')).body;
    expect(rows.map(({ verb, who, version }) => `${verb} ${who} v${version}`).slice(0, 4)).toEqual([
      ...['template.edit office v2', 'template.draft finance v2', 'template.publish finance v1'],
      'template.submit office v1',
    ]);
    expect(rows[0]?.edits).toMatchObject([{ name: '设施（系统）可用率', fields: [{ before: '99', after: '99.5' }] }]);
    expect((await drafter.ask('POST', `${at(2)}/withdrawal`, { reason: '不再需要' })).status).toBe(204);
    const versions = (await drafter.ask<{ rows: TemplateVersion[] }>('GET', '/api/templates/XW-FISCAL/versions')).body;
    expect(versions.rows.map(({ version, state }) => `${version} ${state}`)).toEqual(['2 withdrawn', '1 published']);
  });

  it('is tried out with the rules that scores are made by', async () => {
    const wanted = { method: 'ratio', direction: 'ge', target: '100', weight: '8', unit: '%', pointsInAll: 0 };
    const achievement = { value: '92', band: null, pointsMet: null, vetoed: false };
    const tried = await onlooker.ask('POST', '/api/indicators/trial', { ...wanted, achievement });
    expect(tried.body).toMatchObject({ points: '7.36', sentence: '92 ÷ 100 × 8 = 7.36' });
    const blank = await onlooker.ask('POST', '/api/indicators/trial', { ...wanted, target: null, achievement });
    expect(blank.status).toBe(400);
  });

  it('traces to the goals of plans: what nothing traces to is told', async () => {
    const facts = {
      name: '年度重点工作任务',
      kind: 'annual-tasks',
      fromYear: 2026,
      toYear: 2026,
      issuer: '',
      source: '',
    };
    const save = (wanted: object) =>
      drafter.ask<Problem>('PUT', '/api/plans/T-2026', { ...facts, active: true, ...wanted });
    expect((await save({ toYear: 2025 })).body.code).toBe('bad-request');
    expect((await save({})).status).toBe(204);
    const add = (code: string, parentId: number | null) =>
      drafter.ask<PlanGoal & Problem>('POST', '/api/plans/T-2026/goals', {
        code,
        parentId,
        name: `目标 ${code}`,
        orgCode: null,
      });
    const top = (await add('1', null)).body;
    const goal = (await add('1-1', top.id)).body;
    expect((await add('1-1', null)).body.code).toBe('already-exists');
    await house.db.run({
      text: `insert into projects (id, name, category, phase, department_code, budget_fen, starts_at, ends_at)
             values ('P-1', '一', 'fiscal', 'building', (select code from organisations limit 1), 1, now(), now() + '1 day')`,
    });
    const none = { addProjects: [], removeProjects: [], addIndicators: [], removeIndicators: [] };
    const link = (links: object) => drafter.ask('POST', `/api/goals/${goal.id}/links`, { ...none, ...links });
    expect((await link({ addProjects: ['P-1', 'P-none'], addIndicators: ['C-03-01-01', 'no-such'] })).status).toBe(204);
    const plan = () => onlooker.ask<PlanView>('GET', '/api/plans/T-2026');
    const { body } = await plan();
    expect(body.goals[1]).toMatchObject({
      projects: [{ id: 'P-1' }],
      indicators: [{ code: 'C-03-01-01', name: '实际完成率' }],
    });
    expect(body.plan.coverage).toEqual({ goals: 1, withProjects: 1, withIndicators: 1, covered: 1 });
    await link({ removeIndicators: ['C-03-01-01'] });
    expect((await plan()).body.plan.coverage).toMatchObject({ withProjects: 1, withIndicators: 0, covered: 0 });
    const was = { name: '已改过', orgCode: null };
    const late = await drafter.ask<Problem>('PATCH', `/api/goals/${goal.id}`, { name: '新名', orgCode: null, was });
    expect(late.body.code).toBe('changed-meanwhile');
    expect((await drafter.ask<Problem>('DELETE', `/api/goals/${top.id}`)).body.code).toBe('in-use');
    expect((await onlooker.ask('DELETE', `/api/goals/${goal.id}`)).status).toBe(403);
    expect((await drafter.ask('DELETE', `/api/goals/${goal.id}`)).status).toBe(204);
  });
});
