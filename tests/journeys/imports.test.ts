import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Problem } from '../../contracts/errors.ts';
import { UPLOAD_TYPE } from '../../contracts/files.ts';
import type { ImportBatch, ImportPlan } from '../../contracts/imports.ts';
import type { TreeView } from '../../contracts/indicators.ts';
import type { PersonRole } from '../../contracts/permissions.ts';
import { libraryLines } from '../../server/modules/imports/library.rules.ts';
import { readRows, writeWorkbook } from '../../server/platform/sheets.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { acceptValue, declareTargets } from '../helpers/performance.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const HONGSHAN = '320102008000';
const sheet = (rows: readonly (readonly string[])[]) => writeWorkbook([{ name: '表', widths: [10], rows }]);

describeWithPostgres('tables that come in', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  let unit: Caller;
  let targets: Map<string, number>;

  const arrive = async (loginName: string, role: PersonRole, place: string) => {
    await people.add(loginName, role, place);
    const caller = new Caller(house.app);
    await caller.signIn(house.people, loginName);
    return caller;
  };
  const send = async (caller: Caller, path: string, bytes: Buffer) => {
    const headers = { cookie: caller.cookie, 'content-type': UPLOAD_TYPE };
    const answer = await house.app.inject({
      method: 'POST',
      url: path,
      remoteAddress: '10.0.0.1',
      headers,
      payload: bytes,
    });
    return { status: answer.statusCode, body: answer.json<ImportPlan & Problem>() };
  };
  const values = (rows: readonly (readonly string[])[], apply = false, caller = unit) =>
    sheet([['项目编号', '指标编号', '月份', '完成值', '说明'], ...rows]).then((bytes) =>
      send(caller, `/api/imports/values?name=values.xlsx&year=2026${apply ? '&apply=true' : ''}`, bytes),
    );
  const read = <Row = Record<string, unknown>>(text: string) => house.db.run<Row>({ text });

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
    await read(`insert into organisations (code, name, kind, parent_code) values
        ('D-1', '建设局', 'department', '320102'), ('U-1', '城建公司', 'company', '320102');
      insert into projects (id, name, category, phase, department_code, street_code, unit_code, budget_fen, starts_at, ends_at)
        select 'P-' || n, '改造 ' || n, 'livelihood', 'building', 'D-1', '${HONGSHAN}', case n when 1 then 'U-1' end, 100,
               '2026-01-01', '2026-12-31' from generate_series(1, 2) n`);
    targets = await declareTargets(
      house.db,
      2026,
      ['P-1', 'P-2'],
      [
        { code: 'A', weight: 60, target: 100 },
        { code: 'B', weight: 40, target: 50 },
      ],
    );
    unit = await arrive('unit', 'project-unit', 'U-1');
  });
  afterAll(async () => {
    await house?.close();
    await postgres?.remove();
  });

  it('are checked without leaving a trace, every fault with its row and column', async () => {
    const { status, body } = await values([
      ['P-1', 'A', '2026-03', '92.5', ''],
      ['P-1', 'B', '3月', '四十', ''],
      ['P-2', 'A', '2026-03', '10', '别家的项目'],
    ]);
    expect(status).toBe(200);
    expect(body.faults.map(({ row, column, code }) => [row, column, code])).toEqual([
      [3, '月份', 'cell-not-a-month'],
      [3, '完成值', 'cell-not-a-number'],
    ]);
    const far = await values([['P-2', 'A', '2026-03', '10', '']]);
    expect(far.body.faults).toMatchObject([{ row: 2, code: 'row-unknown' }]);
    expect(await read('select 1 from indicator_values')).toEqual([]);
    const broken = await send(unit, '/api/imports/values?name=x.xlsx&year=2026', Buffer.from('文本'));
    expect([broken.status, broken.body.code]).toEqual([422, 'file-refused']);
  });

  it('come in as a whole or not at all, as values that wait for a second person', async () => {
    const refused = await values(
      [
        ['P-1', 'A', '2026-03', '92.5', ''],
        ['P-1', 'C', '2026-03', '1', ''],
      ],
      true,
    );
    expect([refused.status, refused.body.code]).toEqual([422, 'check-failed']);
    expect(await read('select 1 from indicator_values')).toEqual([]);
    const rows = [
      ['P-1', 'A', '2026-03', '92.5', '三月'],
      ['P-1', 'B', '2026年3月', '40', ''],
    ];
    const planned = await values(rows);
    const done = await values(rows, true);
    expect(done.body).toEqual(planned.body);
    expect(done.body.rows.map(({ change }) => change)).toEqual(['added', 'added']);
    expect(await read('select value::text, source, state, note from indicator_values order by id')).toEqual([
      { value: '92.5', source: 'import', state: 'submitted', note: '三月' },
      { value: '40', source: 'import', state: 'submitted', note: '' },
    ]);
  });

  it('are taken back as long as nobody has reviewed them', async () => {
    const { body } = await unit.ask<{ rows: ImportBatch[] }>('GET', '/api/imports/values');
    expect(body.rows).toMatchObject([{ fileName: 'values.xlsx', rows: 2, importedBy: 'unit', undoneAt: null }]);
    const id = body.rows[0]?.id ?? 0;
    expect((await unit.ask('POST', `/api/imports/values/${id}/undo`)).status).toBe(204);
    expect(await read(`select distinct state from indicator_values`)).toEqual([{ state: 'returned' }]);
    const again = await unit.ask<Problem>('POST', `/api/imports/values/${id}/undo`);
    expect(again.body.code).toBe('change-closed');
  });

  it('correct what was accepted, and leave alone what they do not change', async () => {
    await acceptValue(house.db, targets.get('P-1 A') ?? 0, '2026-02', '80');
    const { body } = await values(
      [
        ['P-1', 'A', '2026-02', '80.0', ''],
        ['P-1', 'A', '2026-03', '91', ''],
      ],
      true,
    );
    expect(body.rows.map(({ change }) => change)).toEqual(['unchanged', 'added']);
    const corrected = await values([['P-1', 'A', '2026-02', '81', '核实后更正']], true);
    expect(corrected.body.rows).toMatchObject([{ change: 'changed' }]);
    expect(
      await read(`select value::text, state from indicator_values where month = '2026-02-01' order by id`),
    ).toEqual([
      { value: '80', state: 'accepted' },
      { value: '81', state: 'submitted' },
    ]);
  });

  it('go out in the columns by which they come in: what went out changes nothing when it comes back', async () => {
    const fetch = async (path: string, caller = unit) =>
      house.app.inject({ method: 'GET', url: path, remoteAddress: '10.0.0.1', headers: { cookie: caller.cookie } });
    const out = await fetch('/api/workbooks/values?month=2026-02');
    const lines = await readRows(out.rawPayload);
    expect(lines.slice(1).map(([project, code, month, value]) => [project, code, month, value])).toEqual([
      ['P-1', 'A', '2026-02', '80'],
      ['P-1', 'B', '2026-02', ''],
    ]);
    const named = out.rawPayload;
    const back = await send(unit, '/api/imports/values?name=back.xlsx&year=2026', named);
    expect(back.body.faults).toMatchObject([{ row: 3, column: '完成值', code: 'cell-empty' }]);
    const goals = await fetch('/api/workbooks/targets?month=2026-12');
    expect((await readRows(goals.rawPayload))[1]?.slice(0, 4)).toEqual(['P-1', 'A', '60', '100']);
    const audited = await read(`select count(*)::int as count from audit_log where verb = 'form.export'`);
    expect(audited).toEqual([{ count: 2 }]);
  });

  it('bring a tree into a draft as it went out, changed where it says so, and back again', async () => {
    const made = await people.office.ask<TreeView>('POST', '/api/templates', {
      ...{ code: 'X-1', name: '导入试验', copiedFrom: 'SEC-LIVELIHOOD', category: null, sector: null },
    });
    expect(made.status).toBe(200);
    const lines = libraryLines(made.body.indicators);
    const heads = lines[0] ?? [];
    const [name, code] = [heads.indexOf('指标名称'), heads.indexOf('编号')];
    const path = (apply: boolean) =>
      `/api/imports/library?name=tree.xlsx&year=2026&template=X-1&version=1${apply ? '&apply=true' : ''}`;
    const same = await send(people.office, path(false), await sheet(lines));
    expect(same.body.faults).toEqual([]);
    expect(new Set(same.body.rows.map(({ change }) => change))).toEqual(new Set(['unchanged']));
    const last = lines.at(-1) ?? [];
    const changed = last.map((cell, at) => (at === name ? '改了名字' : cell));
    const added = last.map((cell, at) => (at === name ? '新来的' : at === code ? 'NEW-1' : cell));
    const done = await send(people.office, path(true), await sheet([...lines.slice(0, -1), changed, added]));
    expect(done.body.rows.slice(-2).map(({ change }) => change)).toEqual(['changed', 'added']);
    const names = async () =>
      (await read<{ name: string }>(`select name from indicators where template_code = 'X-1' order by code`)).map(
        (row) => row.name,
      );
    expect(await names()).toEqual(expect.arrayContaining(['改了名字', '新来的']));
    const { body } = await people.office.ask<{ rows: ImportBatch[] }>('GET', '/api/imports/library');
    expect((await people.office.ask('POST', `/api/imports/library/${body.rows[0]?.id}/undo`)).status).toBe(204);
    expect((await names()).sort()).toEqual(made.body.indicators.map((row) => row.name).sort());
    expect((await send(unit, path(false), await sheet(lines))).status).toBe(403);
  });
});
