import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AuditRow } from '../../contracts/audit.ts';
import type { Problem } from '../../contracts/errors.ts';
import type {
  FundsEntry,
  InboxDetail,
  InboxRow,
  Receipt,
  ReconciliationItem,
  ReconciliationMonth,
} from '../../contracts/interfaces.ts';
import type { ProjectCurves, ProjectDetail } from '../../contracts/projects.ts';
import { reconcile } from '../../server/modules/interfaces/reconciliation.ts';
import { projectRoot } from '../../server/platform/paths.ts';
import { readRows } from '../../server/platform/sheets.ts';
import { settle, startAccessApp, Caller, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { blocksOf } from '../helpers/docs.ts';
import { issueKey, withKey } from '../helpers/keys.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

const MEIYUAN = '320102002000';
const XINJIEKOU = '320102003000';
const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10);

describeWithPostgres('what finance sends', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  let finance: ReturnType<typeof withKey>;
  let bureau: Caller;

  const money = (number: string, over: object = {}) => ({
    ...{ number, projectCode: 'P-001', amountFen: '1000000', date: today, ...over },
  });
  const send = (what: string, body: object) => finance<Receipt>('POST', `/api/v1/interfaces/finance/${what}`, body);
  const inbox = async (query = '', who = bureau) =>
    (await who.ask<{ rows: InboxRow[]; total: number }>('GET', `/api/interfaces/inbox?${query}`)).body;
  const detailOf = async (code: string) =>
    (await people.office.ask<ProjectDetail>('GET', `/api/projects/${code}`)).body;
  const signIn = async (
    name: string,
    ...post: Parameters<Settlement['add']> extends [string, ...infer R] ? R : never
  ) => {
    await people.add(name, ...post);
    const caller = new Caller(house.app);
    await caller.signIn(house.people, name);
    return caller;
  };
  const audit = async (verb: string) =>
    (await people.audit.ask<{ rows: AuditRow[] }>('GET', `/api/audit?limit=100&verb=${verb}`)).body.rows;

  beforeAll(async () => {
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url);
    people = await settle(house);
    await house.db.run({
      text: `insert into organisations (code, name, kind, parent_code) values ('D-1', '一局', 'department', '320102');
        insert into projects (id, name, category, phase, department_code, street_code, budget_fen, starts_at, ends_at)
        values ('P-001', '甲', 'fiscal', 'building', 'D-1', '${MEIYUAN}', 100000000, now() - interval '90 days', now() + interval '1 year'),
               ('P-002', '乙', 'fiscal', 'building', 'D-1', '${XINJIEKOU}', 100, now(), now() + interval '1 year')`,
    });
    const { key } = await issueKey(people, {
      permissions: ['finance.budget', 'finance.appropriation', 'finance.voucher'],
    });
    finance = withKey(house, key);
    bureau = await signIn('bureau', 'finance');
  });
  afterAll(async () => {
    await house.close();
    await postgres.remove();
  });

  it('is entered once: appropriations arrive, vouchers are paid, a budget is noted, and the curve has them', async () => {
    expect((await send('appropriations', money('BK-1', { amountFen: '5000000' }))).body).toMatchObject({
      ...{ state: 'accepted', repeated: false, reason: null, sentence: null },
    });
    const paid = await send('vouchers', money('ZF-1'));
    expect(paid.body.state).toBe('accepted');
    expect((await send('budgets', money('YS-1', { year: 2026, amountFen: '80000000' }))).body.state).toBe('accepted');
    expect((await detailOf('P-001')).payments.map(({ amountFen }) => amountFen)).toEqual(['1000000']);
    const { months } = (await people.office.ask<ProjectCurves>('GET', '/api/project-curves/project/P-001')).body;
    const begun = months.filter(({ paidFen }) => paidFen !== null).at(-1);
    expect(begun).toMatchObject({ paidFen: '1000000', arrivedFen: '5000000' });
    const funds = (await bureau.ask<{ rows: FundsEntry[] }>('GET', '/api/projects/P-001/funds')).body.rows;
    expect(funds.map(({ kind, number, year }) => [kind, number, year])).toEqual([
      ['appropriation', 'BK-1', null],
      ['budget', 'YS-1', 2026],
      ['voucher', 'ZF-1', null],
    ]);
    // The same again, in whatever order its fields come, changes nothing.
    const { number, ...rest } = money('ZF-1');
    expect((await send('vouchers', { ...rest, number })).body).toEqual({ ...paid.body, repeated: true });
    const both = await Promise.all([send('vouchers', money('ZF-2')), send('vouchers', money('ZF-2'))]);
    expect(both.map(({ body }) => body.state)).toEqual(['accepted', 'accepted']);
    expect((await detailOf('P-001')).payments).toHaveLength(2);
    expect((await audit('interface.receive'))[0]).toMatchObject({ actorKind: 'key', actorName: '财政系统' });
  });

  it('is held with a reason where it names no project, and is entered by a replay once there is one', async () => {
    const held = (await send('vouchers', money('ZF-9', { projectCode: 'P-009' }))).body;
    expect(held).toMatchObject({ state: 'held', reason: 'unknown-project' });
    expect(held.sentence).toBe('项目编号在本系统中不存在，或不在该密钥的数据范围内（P-009）');
    const { rows } = await inbox('state=held');
    expect(rows).toMatchObject([{ number: 'ZF-9', projectCode: 'P-009', projectName: null, amountFen: '1000000' }]);
    const replay = () => bureau.ask<InboxRow & Problem>('POST', `/api/interfaces/inbox/${held.id}/replay`);
    expect((await replay()).body).toMatchObject({ state: 'held', reason: 'unknown-project' });
    await house.db.run({
      text: `insert into projects (id, name, category, phase, department_code, street_code, budget_fen, starts_at, ends_at)
        values ('P-009', '后来的', 'fiscal', 'building', 'D-1', '${MEIYUAN}', 100000000, now(), now() + interval '1 year')`,
    });
    expect((await replay()).body).toMatchObject({ state: 'accepted', settledBy: 'bureau', projectName: '后来的' });
    expect((await detailOf('P-009')).payments).toHaveLength(1);
    expect((await replay()).body.code).toBe('not-in-this-state');
    // Beside it stands the last attempt, which was refused.
    expect((await audit('interface.replay')).filter(({ outcome }) => outcome === 'done')[0]).toMatchObject({
      ...{ actorName: 'bureau', after: { state: 'accepted' } },
    });
  });

  it('that somebody typed in before is the same payment, and is not typed in again', async () => {
    const typed = { contractId: null, paidOn: today, amountFen: '20000', voucher: 'ZF-40', note: '' };
    const unit = await signIn('unit', 'department', 'D-1');
    const record = (over = {}) => unit.ask<Problem>('POST', '/api/projects/P-001/payments', { ...typed, ...over });
    expect((await record()).status).toBe(200);
    const before = await detailOf('P-001');
    const other = await send('vouchers', money('ZF-40', { amountFen: '20001' }));
    expect(other.body).toMatchObject({ state: 'held', reason: 'typed-otherwise' });
    expect((await send('vouchers', money('ZF-40', { amountFen: '20000' }))).body.state).toBe('accepted');
    expect((await detailOf('P-001')).paidFen).toBe(before.paidFen);
    expect((await record()).body).toMatchObject({ code: 'check-failed' });
    expect((await record({ voucher: 'ZF-1' })).body.detail).toContain('ZF-1');
  });

  it('that was held and comes again is judged anew', async () => {
    const back = money('ZF-20', { projectCode: 'P-002', amountFen: '-50' });
    expect((await send('vouchers', back)).body).toMatchObject({ state: 'held', reason: 'below-zero', repeated: false });
    await send('vouchers', money('ZF-21', { projectCode: 'P-002', amountFen: '60' }));
    expect((await send('vouchers', back)).body).toMatchObject({ state: 'accepted', repeated: true });
    expect((await detailOf('P-002')).paidFen).toBe('10');
  });

  it('that says otherwise under a number already entered is held beside it, and can be given up with a reason', async () => {
    const { body } = await send('vouchers', money('ZF-1', { amountFen: '990000' }));
    expect(body).toMatchObject({ state: 'held', reason: 'contradicts' });
    expect(body.sentence).toContain('10000.00 元');
    const detail = (await bureau.ask<InboxDetail>('GET', `/api/interfaces/inbox/${body.id}`)).body;
    expect([detail.body['amountFen'], detail.accepted?.body['amountFen']]).toEqual(['990000', '1000000']);
    const dismiss = { reason: '财政已确认以原凭证为准' };
    const given = await bureau.ask<InboxRow>('POST', `/api/interfaces/inbox/${body.id}/dismiss`, dismiss);
    expect(given.body).toMatchObject({ state: 'dismissed', note: dismiss.reason });
    expect((await send('vouchers', money('ZF-1', { amountFen: '990000' }))).body).toMatchObject({
      ...{ id: body.id, state: 'dismissed', repeated: true },
    });
    // A number of one kind says nothing of another kind's.
    expect((await send('appropriations', money('ZF-1'))).body.state).toBe('accepted');
  });

  it('passes by its key alone, as far as that goes', async () => {
    const path = '/api/v1/interfaces/finance/vouchers';
    expect((await bureau.ask<Problem>('POST', path, money('ZF-30'))).body.code).toBe('not-permitted');
    const { key } = await issueKey(people, { permissions: ['finance.budget'] });
    expect((await withKey(house, key)('POST', path, money('ZF-30'))).body.code).toBe('not-permitted');
    expect((await finance('POST', path, { ...money('ZF-31'), amountFen: 12 })).body.code).toBe('bad-request');
    const street = await issueKey(people, { permissions: ['finance.voucher'], organisationCode: MEIYUAN });
    const far = await withKey(house, street.key)<Receipt>('POST', path, money('ZF-32', { projectCode: 'P-002' }));
    expect(far.body).toMatchObject({ state: 'held', reason: 'unknown-project' });
  });

  it('is seen by each department as far as its projects reach, and by no street', async () => {
    const one = await signIn('one', 'department', 'D-1');
    expect((await inbox('', one)).rows.map(({ projectCode }) => projectCode)).not.toContain(null);
    await house.db.run({
      text: `insert into organisations (code, name, kind, parent_code) values ('D-2', '二局', 'department', '320102')`,
    });
    const two = await signIn('two', 'department', 'D-2');
    expect((await inbox('', two)).total).toBe(0);
    const street = await signIn('street', 'street', MEIYUAN);
    expect((await street.ask<Problem>('GET', '/api/interfaces/inbox')).body.code).toBe('not-permitted');
    expect((await one.ask<Problem>('POST', '/api/interfaces/inbox/1/replay')).body.code).toBe('not-permitted');
  });

  it('by a statement is held against what is here: each difference has an owner, is explained, closed, or goes away', async () => {
    const month = today.slice(0, 7);
    const line = (number: string, amountFen: string, projectCode = 'P-001') => ({
      ...{ number, amountFen, projectCode },
      date: today,
    });
    const statement = (number: string, vouchers: ReturnType<typeof line>[]) => {
      const totalFen = `${vouchers.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n)}`;
      return send('statements', { number, month, totalFen, vouchers });
    };
    const differences = async (query = 'size=50', who = bureau) =>
      (await who.ask<{ rows: ReconciliationItem[] }>('GET', `/api/reconciliation/items?${query}`)).body.rows;
    const compare = () => reconcile({ db: house.db, clock: { now: () => house.now() } });
    // Here by now: ZF-1 and ZF-2 of 1000000, ZF-9 of P-009, ZF-20 and ZF-21 of P-002, ZF-40.
    const agreed = [
      line('ZF-2', '1000000'),
      line('ZF-20', '-50', 'P-002'),
      line('ZF-21', '60', 'P-002'),
      line('ZF-40', '20000'),
    ];
    expect((await send('statements', { number: 'DZ-0', month, totalFen: '1', vouchers: [] })).body.reason).toBe(
      'sum-differs',
    );
    const sent = [...agreed, line('ZF-1', '990000'), line('ZF-77', '300'), line('ZF-78', '400', 'P-X')];
    expect((await statement('DZ-1', sent)).body.state).toBe('accepted');
    await compare();
    const found = await differences();
    expect(found.map((one) => [one.number, one.kind, one.ownerRole, one.ownerName, one.hereFen, one.thereFen])).toEqual(
      [
        ['ZF-1', 'differs', 'department', '一局', '1000000', '990000'],
        ['ZF-9', 'here-only', 'finance', '玄武区', '1000000', null],
        ['ZF-77', 'there-only', 'department', '一局', null, '300'],
        ['ZF-78', 'there-only', 'performance-office', '玄武区', null, '400'],
      ],
    );
    const idOf = (number: string) => found.find((one) => one.number === number)?.id ?? 0;
    const months = (await bureau.ask<{ rows: ReconciliationMonth[] }>('GET', '/api/reconciliation/months')).body.rows;
    expect(months).toMatchObject([{ month, number: 'DZ-1', lines: 7, open: 4, explained: 0, closed: 0 }]);

    const owner = await signIn('owner', 'department', 'D-1');
    expect((await differences('size=50', owner)).map(({ number }) => number)).toEqual(['ZF-1', 'ZF-9', 'ZF-77']);
    const settleIt = (who: Caller, number: string, how: 'explain' | 'close', note: string) =>
      who.ask<ReconciliationItem & Problem>('POST', `/api/reconciliation/items/${idOf(number)}/${how}`, { note });
    expect((await settleIt(owner, 'ZF-1', 'explain', '质保金另行支付')).body).toMatchObject({
      state: 'explained',
      explainedBy: 'owner',
    });
    expect((await settleIt(owner, 'ZF-78', 'explain', '看不到')).body.code).toBe('not-found');
    expect((await settleIt(bureau, 'ZF-9', 'close', '财政次月入账')).body).toMatchObject({
      state: 'closed',
      closedBy: 'bureau',
    });
    expect((await settleIt(bureau, 'ZF-9', 'explain', '再说明')).body.code).toBe('not-in-this-state');

    // The voucher comes in, the statement comes anew with the right sum: what differs no longer is closed by itself.
    await send('vouchers', { ...line('ZF-77', '300'), payee: '宁安建设' });
    await compare();
    await statement('DZ-2', [...agreed, line('ZF-1', '1000000'), line('ZF-77', '300'), line('ZF-78', '500', 'P-X')]);
    await compare();
    const after = new Map((await differences()).map((one) => [one.number, one]));
    expect(after.get('ZF-1')).toMatchObject({
      state: 'closed',
      closedBy: null,
      closeNote: '差异已消除',
      note: '质保金另行支付',
    });
    expect([after.get('ZF-9')?.state, after.get('ZF-77')?.state]).toEqual(['closed', 'closed']);
    expect(after.get('ZF-78')).toMatchObject({ state: 'open', thereFen: '500' });

    const file = await house.app.inject({
      ...{ method: 'GET', url: `/api/reconciliation/workbook?month=${month}`, headers: { cookie: bureau.cookie } },
    });
    const table = await readRows(file.rawPayload);
    expect(table[0]?.slice(0, 3)).toEqual(['月份', '凭证编号', '差异']);
    expect(table.find((cells) => cells[1] === 'ZF-78')).toEqual(
      expect.arrayContaining(['对账单有，本系统无', '5.00', '待说明']),
    );
    expect((await audit('reconciliation.close'))[0]).toMatchObject({
      subject: `${month} ZF-9`,
      reason: '财政次月入账',
    });
  });

  it('works as docs/interfaces.md says, request by request', async () => {
    const { key } = await issueKey(people, {
      permissions: ['finance.budget', 'finance.appropriation', 'finance.voucher', 'oa.decide'],
    });
    const requests = blocksOf(readFileSync(join(projectRoot(), 'docs', 'interfaces.md'), 'utf8'), 'http');
    const answers = [];
    for (const request of requests) {
      const [head = '', body = ''] = request.split('\n\n');
      const [method = '', url = ''] = head.split('\n')[0]?.split(' ') ?? [];
      const answer = await withKey(house, key)<Receipt>(method as 'POST', url, JSON.parse(body) as object);
      answers.push([url.split('/').at(-1), answer.status, answer.body.state]);
    }
    expect(answers).toEqual([
      ['budgets', 200, 'accepted'],
      ['appropriations', 200, 'accepted'],
      ['vouchers', 200, 'accepted'],
      ['statements', 200, 'accepted'],
      ['decisions', 200, 'held'],
    ]);
  });
});
