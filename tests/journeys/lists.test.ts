import { readSheet } from 'read-excel-file/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { UPLOAD_TYPE } from '../../contracts/files.ts';
import type { ImportBatch, ImportPlan } from '../../contracts/imports.ts';
import type { SavedView } from '../../contracts/listViews.ts';
import type { ListedProject } from '../../contracts/rest/projects.ts';
import { projectColumns } from '../../server/modules/imports/projects.rules.ts';
import { writeWorkbook } from '../../server/platform/sheets.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const HONGSHAN = '320102008000';
const SUOJINCUN = '320102007000';

const district = `
insert into organisations (code, name, kind, parent_code) values ('construction', '建设局', 'department', '320102');
insert into projects (id, name, category, phase, department_code, street_code, budget_fen, starts_at, ends_at, label)
  select 'P-' || n, '试点 ' || n || ' 号', 'livelihood', 'building', 'construction', street, 10050 * n,
         timestamptz '2026-01-01 00:00+08' + n * interval '1 day', '2026-12-31 00:00+08', label
    from (values (1, '${HONGSHAN}', 'public'), (2, '${SUOJINCUN}', 'internal'), (3, '${HONGSHAN}', 'sensitive')) as v (n, street, label)`;

const view = { filters: { street: HONGSHAN }, sort: '-budget', columns: ['name', 'budget'] };

describeWithPostgres('the list of projects', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  let officer: Caller;
  let bureau: Caller;
  /** A table in the columns of projects; what a row does not name is empty. */
  const table = async (rows: readonly Readonly<Record<string, string>>[]) => {
    const heads = Object.values(projectColumns).map(({ head }) => head);
    return writeWorkbook([
      {
        name: '项目',
        widths: heads.map(() => 12),
        rows: [heads, ...rows.map((row) => heads.map((head) => row[head] ?? ''))],
      },
    ]);
  };
  const bring = async (bytes: Buffer, apply = false) => {
    const answer = await house.app.inject({
      ...{ method: 'POST', remoteAddress: '10.0.0.1', payload: bytes },
      url: `/api/imports/projects?name=projects.xlsx${apply ? '&apply=true' : ''}`,
      headers: { cookie: bureau.cookie, 'content-type': UPLOAD_TYPE },
    });
    return { status: answer.statusCode, body: answer.json<ImportPlan>() };
  };
  const viewsOf = async (caller: Caller) =>
    (await caller.ask<{ rows: SavedView[] }>('GET', '/api/list-views/projects')).body.rows;

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
    await house.db.run({ text: district });
    await people.add('bureau', 'department', 'construction');
    bureau = new Caller(house.app);
    await bureau.signIn(house.people, 'bureau');
    await people.add('officer', 'street', HONGSHAN);
    officer = new Caller(house.app);
    await officer.signIn(house.people, 'officer');
  });
  afterAll(async () => {
    await house.close();
    await postgres.remove();
  });

  it('is kept as a view under a name, which the same name changes, for its author alone', async () => {
    const saved = await people.office.ask<SavedView>('PUT', '/api/list-views/projects', { name: ' 红山 ', view });
    expect(saved).toMatchObject({ status: 200, body: { name: '红山', view } });
    const changed = { ...view, sort: 'name' };
    await people.office.ask('PUT', '/api/list-views/projects', { name: '红山', view: changed });
    expect(await viewsOf(people.office)).toMatchObject([{ name: '红山', view: changed }]);
    expect(await viewsOf(officer)).toEqual([]);
    expect((await officer.ask('DELETE', `/api/list-views/${saved.body.id}`)).status).toBe(404);
    expect(await viewsOf(people.office)).toHaveLength(1);
    expect((await people.office.ask('DELETE', `/api/list-views/${saved.body.id}`)).status).toBe(204);
    expect(await viewsOf(people.office)).toEqual([]);
  });

  it('refuses views without a name, of no list, and beyond as many as one person keeps', async () => {
    const put = (name: string, list = 'projects') =>
      people.office.ask('PUT', `/api/list-views/${list}`, { name, view });
    expect((await put('  ')).status).toBe(400);
    expect((await put('甲', 'people')).status).toBe(400);
    for (let n = 1; n <= 30; n += 1) expect((await put(`视图 ${n}`)).status).toBe(200);
    expect((await put('视图 31')).status).toBe(400);
    expect((await put('视图 30')).status).toBe(200);
    expect(await viewsOf(people.office)).toHaveLength(30);
  });

  it('is sorted by what stands in its columns', async () => {
    const { body } = await people.office.ask<{ rows: ListedProject[] }>(
      'GET',
      '/api/projects?sort=startsAt&descending=true',
    );
    expect(body.rows.map(({ id }) => id)).toEqual(['P-3', 'P-2', 'P-1']);
  });

  it('leaves as a workbook in the columns that were asked for, numbers as numbers, its label beside', async () => {
    const path = '/api/projects/export?as=xlsx&columns=name,budget,nonsense';
    const { bytes, status } = await people.office.ask('GET', path);
    expect(status).toBe(200);
    const rows = await readSheet(bytes, 1);
    expect(rows[0]).toEqual(['项目名称', '预算(元)', '密级', '数据性质']);
    expect(rows[1]?.slice(0, 2)).toEqual(['试点 1 号', 100.5]);
  });

  it('leaves with the chosen projects alone, and of them with those one may see', async () => {
    const text = async (caller: Caller) =>
      (await caller.ask<string>('GET', '/api/projects/export?ids=P-1,P-2&columns=id')).body;
    expect((await text(people.office)).match(/P-\d/g)).toEqual(['P-1', 'P-2']);
    expect((await text(officer)).match(/P-\d/g)).toEqual(['P-1']);
  });

  it('gives many projects a label at once, and says of each that it may not why', async () => {
    const ask = { ids: ['P-1', 'P-9'], label: 'internal' };
    const { status, body } = await people.office.ask<{ rows: unknown[] }>('POST', '/api/project-labels', ask);
    expect(status).toBe(200);
    expect(body.rows).toEqual([
      { id: 'P-1', refusal: null },
      { id: 'P-9', refusal: expect.any(String) as string },
    ]);
    const [label] = await house.db.run({ text: `select label from projects where id = 'P-1'` });
    expect(label).toEqual({ label: 'internal' });
    const told = await house.db.run({
      text: `select subject, outcome from audit_log where verb = 'project.relabel' order by seq`,
    });
    expect(told).toEqual([
      { subject: 'P-1', outcome: 'done' },
      { subject: 'P-9', outcome: 'denied' },
      { subject: 'projects', outcome: 'done' },
    ]);
  });

  const fresh = {
    ...{ 项目名称: '红山路口公园', 流程模板: '民生实事', 类别: '民生实事', 牵头部门: '建设局', 街道: '红山街道' },
    ...{ '总投资(元)': '1234567.89', 计划开始日期: '2026-03-01', 计划完成日期: '2026-12-20' },
  };
  const first = {
    ...{ 项目编号: 'P-1', 项目名称: '试点 1 号', 类别: '民生实事', 牵头部门: '建设局', 街道: '红山街道' },
    ...{ '总投资(元)': '200', 计划开始日期: '2026-01-02', 计划完成日期: '2026-12-31', 修改理由: '概算批复调整' },
  };
  const projects = () =>
    house.db.run<{ id: string; name: string; fen: string }>({
      text: `select id, name, budget_fen::text as fen from projects order by id`,
    });

  it('comes in as a table: every fault with its row and column, and nothing of it stays', async () => {
    const before = await projects();
    const { body } = await bring(
      await table([
        fresh,
        { ...fresh, 项目名称: '另一个', 牵头部门: '不存在局', 经度: '118.8' },
        { ...fresh, 流程模板: '' },
      ]),
    );
    expect(body.faults).toMatchObject([{ row: 4, column: null, code: 'row-twice' }]);
    const other = await bring(
      await table([
        fresh,
        { ...fresh, 项目名称: '另一个', 牵头部门: '不存在局', 经度: '118.8' },
        { ...fresh, 项目名称: '无流程', 流程模板: '' },
      ]),
    );
    expect(other.body.faults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, '牵头部门', 'cell-not-in-list'],
      [3, '经度', 'cell-empty'],
      [4, null, 'row-refused'],
    ]);
    expect(await projects()).toEqual(before);
  });

  it('enters new projects by their number, changes those that are there with a reason, and can be taken back', async () => {
    const before = await projects();
    const { status, body } = await bring(await table([fresh, first]), true);
    expect(status).toBe(200);
    expect(body.rows.map(({ change }) => change)).toEqual(['added', 'changed']);
    const after = await projects();
    expect(after).toHaveLength(before.length + 1);
    expect(after.find(({ name }) => name === '红山路口公园')?.fen).toBe('123456789');
    expect(after.find(({ id }) => id === 'P-1')?.fen).toBe('20000');
    const again = await bring(await table([first]));
    expect(again.body.rows.map(({ change }) => change)).toEqual(['unchanged']);
    const [batch] = (await bureau.ask<{ rows: ImportBatch[] }>('GET', '/api/imports/projects')).body.rows;
    expect((await bureau.ask('POST', `/api/imports/projects/${batch?.id}/undo`)).status).toBe(204);
    expect(await projects()).toEqual(before);
  });

  it('is not taken back where a project has a story since', async () => {
    await bring(await table([fresh]), true);
    const id = (await projects()).find(({ name }) => name === '红山路口公园')?.id;
    await house.db.run({ text: `insert into payments (project_id, paid_at, amount_fen) values ('${id}', now(), 1)` });
    const [batch] = (await bureau.ask<{ rows: ImportBatch[] }>('GET', '/api/imports/projects')).body.rows;
    expect((await bureau.ask('POST', `/api/imports/projects/${batch?.id}/undo`)).status).toBe(409);
    expect((await projects()).map((one) => one.id)).toContain(id);
  });

  it('goes out in the columns by which it comes in: what went out changes nothing when it comes back', async () => {
    const { bytes, status } = await bureau.ask('GET', '/api/workbooks/projects');
    expect(status).toBe(200);
    const { body } = await bring(bytes);
    expect(body.faults).toEqual([]);
    expect(new Set(body.rows.map(({ change }) => change))).toEqual(new Set(['unchanged']));
  });
});
