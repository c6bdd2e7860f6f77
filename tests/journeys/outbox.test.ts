import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { ApprovalCase } from '../../contracts/approvalCases.ts';
import type { AuditRow } from '../../contracts/audit.ts';
import type { Problem } from '../../contracts/errors.ts';
import type {
  AssetCard,
  Destination,
  InboxRow,
  InterfaceHealth,
  IssuedSecret,
  OutboxBody,
  OutboxDetail,
  OutboxRow,
  Receipt,
} from '../../contracts/interfaces.ts';
import type { ProjectLifecycle } from '../../contracts/lifecycles.ts';
import type { Person } from '../../contracts/people.ts';
import { announce, forgetDelivered } from '../../server/modules/interfaces/outbox.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { issueKey, withKey } from '../helpers/keys.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';
import { isSigned, startReceiver, type Receiver } from '../helpers/receiver.ts';
import { until } from '../helpers/until.ts';

const MEIYUAN = '320102002000';
const district = `
insert into organisations (code, name, kind, parent_code) values ('D-1', '一局', 'department', '320102');
insert into projects (id, name, category, phase, department_code, street_code, budget_fen, starts_at, ends_at)
  values ('P-001', '甲', 'urban-renewal', 'acceptance', 'D-1', '${MEIYUAN}', 100000000, '2026-01-01', '2027-01-01');
insert into project_lifecycles (project_id, chart, state, phase) values ('P-001', 'government-investment', 'S150', 'acceptance');
insert into project_amounts (project_id, kind, amount_fen) values ('P-001', 'final-account', 98765432);
insert into sites (code, name, street_code, project_id, lon, lat) values ('S-1', '甲工地', '${MEIYUAN}', 'P-001', 118.79, 32.05)`;

describeWithPostgres('what other systems are told', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  let receiver: Receiver;
  let made: IssuedSecret;
  let mayor: Caller;

  const wish = (over: object = {}) => ({
    ...{ system: 'assets', name: '资产系统', address: `${receiver.origin}/cards`, events: ['asset.card'], ...over },
  });
  const create = (over: object = {}) =>
    people.system.ask<IssuedSecret & Problem>('POST', '/api/interfaces/destinations', wish(over));
  const change = (id: number, over: object) =>
    people.system.ask<Destination>('PUT', `/api/interfaces/destinations/${id}`, { ...wish(), sending: true, ...over });
  /** An event, told in a transaction of its own. */
  const tell = (subject: string) =>
    house.db.withTransaction((tx) =>
      announce(tx, { event: 'asset.card', subject, projectId: 'P-001', data: { subject } }, house.now()),
    );
  /** The database's own clock goes on while ours stands. */
  const catchUp = () => house.pass(Math.max(1_000, Date.now() - house.now()));
  const deliver = async () => {
    catchUp();
    await house.dispatcher.turn();
    await house.dispatcher.settle();
  };
  const outbox = async (query = 'size=50') =>
    (await people.office.ask<{ rows: OutboxRow[] }>('GET', `/api/interfaces/outbox?${query}`)).body.rows;
  const rowOf = async (subject: string) => (await outbox()).find((row) => row.subject === subject);
  const seconds = () => Math.floor(house.now() / 1000);
  const audit = async (verb: string) =>
    (await people.audit.ask<{ rows: AuditRow[] }>('GET', `/api/audit?limit=100&verb=${verb}`)).body.rows;

  beforeAll(async () => {
    postgres = await startPostgres();
    receiver = await startReceiver();
    house = await startAccessApp(postgres.url, { origins: [receiver.origin] });
    people = await settle(house);
    await house.db.run({ text: district });
    made = (await create()).body;
    await people.add('mayor', 'district-leader');
    mayor = new Caller(house.app);
    await mayor.signIn(house.people, 'mayor');
  });
  beforeEach(() => {
    receiver.posts.splice(0);
    receiver.behaves((_, answer) => void answer.end('ok'));
  });
  afterAll(async () => {
    await house?.close();
    await receiver?.close();
    await postgres?.remove();
  });

  it('goes only where the operator allows, by a secret that is shown once and kept sealed', async () => {
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    for (const address of ['http://169.254.169.254/latest', 'http://127.0.0.1:1/x', `${receiver.origin}@evil.example/`])
      expect((await create({ address })).body.code).toBe('check-failed');
    expect((await people.office.ask<Problem>('GET', '/api/interfaces/destinations')).body.code).toBe('not-permitted');
    const listed = (await people.system.ask<object>('GET', '/api/interfaces/destinations')).body;
    const kept = await house.db.run({ text: 'select * from destination_secrets' });
    expect(JSON.stringify([listed, kept, await audit('destination.create')])).not.toContain(made.secret.slice(6, 30));
    expect(listed).toMatchObject({ rows: [{ name: '资产系统', secretNumber: 1 }], origins: [receiver.origin] });
  });

  it('is the asset card of a project that comes to its handover, told with the move or not at all', async () => {
    const look = async () => (await mayor.ask<ProjectLifecycle>('GET', '/api/projects/P-001/lifecycle')).body;
    const order = { action: 'advance', to: 'S170', override: true, reason: '资料后补' };
    const move = (revision: number) =>
      mayor.ask<ProjectLifecycle>('POST', '/api/projects/P-001/lifecycle/moves', { ...order, revision });
    const { revision } = await look();
    expect((await move(revision + 1)).status).toBe(409);
    expect(await outbox()).toEqual([]);
    expect((await move(revision)).body.state).toBe('S170');
    await deliver();
    const [post] = receiver.posts;
    expect(receiver.posts).toHaveLength(1);
    if (post === undefined) throw new Error('nothing came');
    expect(isSigned(post, made.secret, seconds())).toBe(true);
    expect(isSigned({ ...post, body: post.body.replace('甲', '乙') }, made.secret, seconds())).toBe(false);
    expect(isSigned(post, made.secret, seconds() + 301)).toBe(false);
    expect(post.headers).toMatchObject({ 'webhook-event': 'asset.card', 'webhook-key-id': `${made.row.id}-1` });
    const body = JSON.parse(post.body) as OutboxBody;
    expect(body.data as AssetCard).toMatchObject({
      ...{ projectCode: 'P-001', name: '甲', originalValueFen: '98765432', valueBasis: 'final-account', paidFen: '0' },
      sites: [{ code: 'S-1', name: '甲工地', lon: 118.79, lat: 32.05 }],
    });
    expect(await rowOf('P-001')).toMatchObject({
      state: 'delivered',
      attempts: 1,
      lastStatus: 200,
      messageId: post.id,
    });
  });

  it('is posted again, under one id, to a receiver that fails, later and later, and then waits for a person', async () => {
    receiver.behaves((_, answer) => void answer.writeHead(503).end('维护中'));
    await tell('fails');
    for (let turn = 0; turn < 6; turn += 1) {
      await deliver();
      house.pass(10_000);
    }
    expect(receiver.posts).toHaveLength(4);
    expect(new Set(receiver.posts.map(({ id, body }) => `${id} ${body}`)).size).toBe(1);
    const dead = await rowOf('fails');
    expect(dead).toMatchObject({ state: 'dead', attempts: 4, lastStatus: 503, nextAt: null });
    const detail = (await people.office.ask<OutboxDetail>('GET', `/api/interfaces/outbox/${dead?.id ?? 0}`)).body;
    expect(detail.attempts).toHaveLength(4);
    expect(detail.attempts[0]).toMatchObject({ status: 503, answer: '维护中', trouble: null });
    receiver.behaves((_, answer) => void answer.end('ok'));
    const replay = () =>
      people.office.ask<OutboxRow & Problem>('POST', `/api/interfaces/outbox/${dead?.id ?? 0}/replay`);
    expect((await replay()).body).toMatchObject({ state: 'waiting', attempts: 0, replayedBy: 'office' });
    expect((await replay()).body.code).toBe('not-in-this-state');
    await deliver();
    expect(await rowOf('fails')).toMatchObject({ state: 'delivered', attempts: 1 });
    expect(new Set(receiver.posts.map(({ id }) => id)).size).toBe(1);
    const [noted] = (await audit('outbox.replay')).filter(({ outcome }) => outcome === 'done');
    expect(noted).toMatchObject({ subject: dead?.messageId, actorName: 'office' });
  });

  it('is not waited for longer than a moment where the receiver is slow, and others are not held up by it', async () => {
    const other = (await create({ name: '另一系统', system: 'oa', address: `${receiver.origin}/quick` })).body;
    receiver.behaves((post, answer) => {
      // The slow one never answers; its secret tells which it is.
      if (isSigned(post, other.secret, seconds())) answer.end('ok');
    });
    await tell('slow');
    await deliver();
    const rows = (await outbox()).filter((row) => row.subject === 'slow');
    expect(rows.map(({ destinationName, state, lastTrouble }) => [destinationName, state, lastTrouble])).toEqual([
      ['资产系统', 'waiting', '超时未应答'],
      ['另一系统', 'delivered', null],
    ]);
    await people.system.ask('DELETE', `/api/interfaces/destinations/${other.row.id}`);
    receiver.behaves((_, answer) => void answer.end('ok'));
    house.pass(20_000);
    await deliver();
    expect(await rowOf('slow')).toMatchObject({ state: 'delivered' });
  });

  it('waits while a receiver is gone, without being tried message by message, and arrives when it comes back', async () => {
    await receiver.goAway();
    for (const subject of ['gone-1', 'gone-2', 'gone-3']) await tell(subject);
    await deliver();
    const attempts = async () =>
      (await outbox()).filter(({ subject }) => subject.startsWith('gone')).map((r) => r.attempts);
    expect((await attempts()).toSorted()).toEqual([0, 0, 1]);
    const failing = (await people.office.ask<InterfaceHealth>('GET', '/api/interfaces/health')).body.destinations[0];
    expect(failing).toMatchObject({ waiting: 3, lastStatus: null, lastTrouble: 'ECONNREFUSED' });
    expect(failing?.failingSince).not.toBeNull();
    await receiver.comeBack();
    house.pass(20_000);
    await deliver();
    expect(receiver.posts.map(({ body }) => (JSON.parse(body) as OutboxBody).data['subject']).toSorted()).toEqual([
      ...['gone-1', 'gone-2', 'gone-3'],
    ]);
    const well = (await people.system.ask<InterfaceHealth>('GET', '/api/interfaces/health')).body.destinations[0];
    expect(well).toMatchObject({ waiting: 0, failingSince: null, lastStatus: 200 });
  });

  it('is given up at once where its content is refused, and never follows a redirection', async () => {
    receiver.behaves((_, answer) => void answer.writeHead(422).end());
    await tell('refused');
    await deliver();
    expect(await rowOf('refused')).toMatchObject({ state: 'dead', attempts: 1, lastStatus: 422 });
    receiver.behaves((_, answer) => void answer.writeHead(302, { location: `${receiver.origin}/elsewhere` }).end());
    await tell('led-on');
    await deliver();
    expect(receiver.posts).toHaveLength(2);
    expect(await rowOf('led-on')).toMatchObject({ state: 'waiting', lastStatus: 302 });
    receiver.behaves((_, answer) => void answer.end('ok'));
    house.pass(20_000);
    await deliver();
  });

  it('is not lost by a server that dies before it posts, nor after, and comes again under the same id', async () => {
    await tell('before');
    const first = await startAccessApp(postgres.url, { origins: [receiver.origin], keys: house.keys });
    let posted = false;
    receiver.behaves(async (_, answer) => {
      // The receiver has it; the server is gone before it can note so.
      if (!posted) await first.db.close();
      posted = true;
      answer.end('ok');
    });
    catchUp();
    first.pass(house.now() - first.now());
    await first.dispatcher.turn();
    await until('it was posted', () => posted);
    await first.dispatcher.settle();
    expect(await rowOf('before')).toMatchObject({ state: 'waiting', attempts: 0 });
    await deliver();
    expect(receiver.posts).toHaveLength(1);
    house.pass(60_000);
    await deliver();
    expect(receiver.posts).toHaveLength(2);
    expect(new Set(receiver.posts.map(({ id, body }) => `${id} ${body}`)).size).toBe(1);
    expect(await rowOf('before')).toMatchObject({ state: 'delivered', attempts: 1 });
    await first.app.close();
  });

  it('is an approval that waits for somebody, and what they decide in OA is done here as theirs, once', async () => {
    await house.db.run({
      text: `insert into projects (id, name, category, phase, department_code, street_code, budget_fen, starts_at, ends_at)
          values ('P-002', '乙', 'urban-renewal', 'approval', 'D-1', '${MEIYUAN}', 6400000000, '2026-02-01', '2027-02-01');
        insert into project_lifecycles (project_id, chart, state, phase) values ('P-002', 'government-investment', 'S40', 'approval');
        insert into project_amounts (project_id, kind, amount_fen) values ('P-002', 'estimate', 100), ('P-002', 'budget', 100);
        insert into project_documents (project_id, kind, version, title, number) values ('P-002', 'budget-reply', 1, '概算批复', '12号')`,
    });
    const bureau = new Caller(house.app);
    await people.add('bureau', 'department', 'D-1');
    await bureau.signIn(house.people, 'bureau');
    const chief = new Caller(house.app);
    await people.add('chief', 'department', 'D-1');
    await chief.signIn(house.people, 'chief');
    // Later steps have somebody to decide them.
    await people.add('purse', 'finance');
    await people.add('planner', 'development-reform');
    const oa = (await create({ name: 'OA', system: 'oa', events: ['approval.requested', 'approval.closed'] })).body;
    const way = { action: 'advance', to: 'S50', revision: 1, reason: '请审批' };
    const begun = await bureau.ask<ApprovalCase>('POST', '/api/projects/P-002/approvals', way);
    expect(begun.status).toBe(200);
    await deliver();
    const [post] = receiver.posts;
    expect(post !== undefined && isSigned(post, oa.secret, seconds())).toBe(true);
    const { type, data } = JSON.parse(post?.body ?? '{}') as OutboxBody;
    expect([type, data['approvalId'], data['passes'], data['projectCode']]).toEqual([
      ...['approval.requested', begun.body.id, 1, 'P-002'],
    ]);
    expect(data['people']).toContainEqual({ loginName: 'chief', name: 'chief' });
    const { key } = await issueKey(people, { name: 'OA', permissions: ['oa.decide'] });
    const decide = (over: object) =>
      withKey(house, key)<Receipt>('POST', '/api/v1/interfaces/oa/decisions', {
        ...{
          number: 'OA-1',
          approvalId: begun.body.id,
          passes: 1,
          loginName: 'chief',
          decision: 'approve',
          opinion: '同意。',
        },
        ...over,
      });
    expect((await decide({ number: 'OA-0', loginName: 'nobody' })).body.reason).toBe('unknown-person');
    expect((await decide({ number: 'OA-0a', loginName: 'mayor' })).body).toMatchObject({
      state: 'held',
      reason: 'not-decidable',
    });
    // Asked by name, then out of office: what cannot be decided here cannot be decided by way of OA.
    const guest = await people.add('guest', 'finance');
    const asking = { act: 'add', passes: 1, opinion: '请会签。', where: 'before', personId: guest.id };
    expect((await chief.ask('POST', `/api/approvals/${begun.body.id}/acts`, asking)).status).toBe(200);
    const leave = (until: string) =>
      house.db.run({
        text: `update posts set from_at = now() - interval '2 minutes', until_at = ${until} where person_id = ${guest.id}`,
      });
    await leave(`now() - interval '1 minute'`);
    expect((await decide({ number: 'OA-0b', loginName: 'guest' })).body.reason).toBe('unknown-person');
    await leave('null');
    expect((await decide({ number: 'OA-0b', loginName: 'guest' })).body.state).toBe('accepted');
    const done = await decide({});
    expect(done.body).toMatchObject({ state: 'accepted', repeated: false });
    expect((await decide({})).body).toMatchObject({ id: done.body.id, state: 'accepted', repeated: true });
    expect((await decide({ opinion: '不同意' })).body).toMatchObject({ state: 'held', reason: 'contradicts' });
    // Decided on a step that is over: told so, and held.
    expect((await decide({ number: 'OA-2' })).body).toMatchObject({ state: 'held', reason: 'not-decidable' });
    const after = (await bureau.ask<ApprovalCase>('GET', `/api/approvals/${begun.body.id}`)).body;
    expect(after.passes).toHaveLength(2);
    expect(after.acts.at(-1)).toMatchObject({ act: 'approve', by: 'chief(经 OA)', opinion: '同意。' });
    expect((await audit('approval.act'))[0]).toMatchObject({
      actorKind: 'person',
      actorName: 'chief(经 OA)',
      subject: 'P-002',
    });
    await deliver();
    expect((JSON.parse(receiver.posts.at(-1)?.body ?? '{}') as OutboxBody).data['passes']).toBe(2);

    // Held for a person who was not there yet, it is done as theirs once somebody has it looked at again.
    const late = { number: 'OA-3', passes: 2, loginName: 'treasurer' };
    const held = (await decide(late)).body;
    expect(held).toMatchObject({ state: 'held', reason: 'unknown-person' });
    const replay = (who: Caller) => who.ask<InboxRow & Problem>('POST', `/api/interfaces/decisions/${held.id}/replay`);
    expect((await replay(bureau)).body.code).toBe('not-permitted');
    expect((await replay(people.office)).body).toMatchObject({ state: 'held', reason: 'unknown-person' });
    await people.add('treasurer', 'street', MEIYUAN);
    expect((await replay(people.office)).body).toMatchObject({ state: 'held', reason: 'not-decidable' });
    const { id: treasurer } = (await people.security.ask<{ rows: Person[] }>('GET', '/api/people')).body.rows.find(
      ({ loginName }) => loginName === 'treasurer',
    ) ?? { id: 0 };
    const seat = { role: 'finance', organisationCode: '320102' };
    await people.security.ask('POST', `/api/people/${treasurer}/posts`, seat);
    expect((await replay(people.office)).body).toMatchObject({ state: 'accepted', settledBy: 'office', reason: null });
    expect((await replay(people.office)).body.code).toBe('not-in-this-state');
    expect((await decide(late)).body).toMatchObject({ id: held.id, state: 'accepted', repeated: true });
    const then = (await bureau.ask<ApprovalCase>('GET', `/api/approvals/${begun.body.id}`)).body;
    expect(then.acts.at(-1)).toMatchObject({ act: 'approve', by: 'treasurer(经 OA，office重放)' });
    const replays = (await audit('interface.replay')).filter(({ outcome }) => outcome === 'done');
    expect(replays[0]).toMatchObject({ subject: `${held.id}`, actorName: 'office', after: { loginName: 'treasurer' } });
    await people.system.ask('DELETE', `/api/interfaces/destinations/${oa.row.id}`);
  });

  it('waits while its destination is switched off, and is signed by two secrets while they change over', async () => {
    await change(made.row.id, { sending: false });
    await tell('held-up');
    await deliver();
    expect(receiver.posts).toEqual([]);
    const renewed = await people.system.ask<IssuedSecret>('POST', `/api/interfaces/destinations/${made.row.id}/secret`);
    expect(renewed.body.row).toMatchObject({ secretNumber: 2 });
    await change(made.row.id, { sending: true });
    await deliver();
    const [post] = receiver.posts;
    expect(
      post !== undefined && [made.secret, renewed.body.secret].every((one) => isSigned(post, one, seconds())),
    ).toBe(true);
    house.pass(25 * 3_600_000);
    await tell('by-the-new-one');
    await deliver();
    const last = receiver.posts.at(-1);
    expect(last && [made.secret, renewed.body.secret].map((one) => isSigned(last, one, seconds()))).toEqual([
      false,
      true,
    ]);
  });

  it('is forgotten months after everybody took it; what nobody took waits for a person, however long', async () => {
    receiver.behaves((_, answer) => void answer.writeHead(422).end());
    await tell('never-taken');
    await deliver();
    // A day has passed: nobody is signed in any more.
    const left = () =>
      house.db.run<{ subject: string; state: string | null }>({
        text: `select m.subject, v.state from outbox_messages m left join outbox_deliveries v on v.message_id = m.id
                order by m.subject`,
      });
    const before = await left();
    expect(before.length).toBeGreaterThan(5);
    const forget = (keepMonths: number, days: number) =>
      forgetDelivered({ db: house.db, clock: { now: () => house.now() + days * 86_400_000 }, keepMonths });
    await forget(12, 300);
    expect(await left()).toEqual(before);
    await forget(12, 400);
    expect(await left()).toEqual([
      { subject: 'never-taken', state: 'dead' },
      { subject: 'refused', state: 'dead' },
    ]);
    const [kept] = await house.db.run<{ messages: number; attempts: number }>({
      text: `select (select count(*)::int from outbox_messages) as messages,
                    (select count(*)::int from outbox_attempts) as attempts`,
    });
    expect(kept).toEqual({ messages: 2, attempts: 2 });
  });
});
