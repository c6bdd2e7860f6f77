import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { AuditRow, AuditState, CheckResult } from '../../contracts/audit.ts';
import type { Problem } from '../../contracts/errors.ts';
import { adoptRecords } from '../../server/access/auditAdoption.ts';
import { append, recordAlone, systemActor } from '../../server/access/audit.ts';
import { checkNow } from '../../server/access/auditLog.ts';
import type { UnlinkedRecord } from '../../server/access/auditChain.rules.ts';
import { keepAuditLog } from '../../server/access/auditKeeper.ts';
import { retireRecords, sealFile } from '../../server/access/auditSeals.ts';
import { runToEnd } from '../../server/embedded/launcher.ts';
import { systemClock } from '../../server/platform/clock.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { Caller, settle, startAccessApp, type AccessApp, type Settlement } from '../helpers/accessApp.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';
import { until } from '../helpers/until.ts';

const DAY_MS = 86_400_000;

describeWithPostgres('the audit log', () => {
  let postgres: TestPostgres;
  let house: AccessApp;
  let people: Settlement;
  let dataDir: string;
  let owner: pg.Client;
  const log = createLogger('silent');
  const settings = (over: object = {}) => ({
    auditHash: 'sha256' as const,
    auditSealKey: '',
    retainAuditMonths: 12,
    dataDir,
    ...over,
  });
  const records = async (query = '') =>
    (await people.audit.ask<{ rows: AuditRow[] }>('GET', `/api/audit?limit=500${query}`)).body.rows;
  const check = () => checkNow(house.db, systemActor, settings(), Date.now());
  /** `npm run audit:verify`: what it says and whether it is satisfied. */
  const verify = () =>
    runToEnd({
      name: '校验',
      entry: join(inject('entries'), 'audit-verify.js'),
      env: { DATABASE_URL: postgres.url, XW_DATA_DIR: dataDir },
      onLine: (line) => (said = line),
    }).then(
      () => [0, said],
      (error: Error) => [Number(/退出码 (\d)/.exec(error.message)?.[1]), said],
    );
  let said = '';
  let kept = 0;
  /** As a superuser who has put the guards out of force: does it, and afterwards puts back what was true. */
  const tampered = async (statement: string, work: () => Promise<void>): Promise<void> => {
    kept += 1;
    const tables = ['audit_log', 'audit_seals', 'audit_chain'].map((name) => [name, `${name}_kept_${kept}`]);
    await owner.query(tables.map(([name, copy]) => `create table ${copy} as table ${name}`).join('; '));
    await owner.query(`set session_replication_role = replica; ${statement}; set session_replication_role = origin`);
    try {
      await work();
    } finally {
      const back = tables.map(
        ([name, copy]) => `delete from ${name}; insert into ${name} table ${copy}; drop table ${copy}`,
      );
      await owner.query(
        `set session_replication_role = replica; ${back.join('; ')}; set session_replication_role = origin`,
      );
    }
  };

  beforeAll(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'xw-audit-'));
    postgres = await startPostgres();
    house = await startAccessApp(postgres.url, { dataDir });
    people = await settle(house);
    owner = new pg.Client({ connectionString: postgres.url });
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await house.close();
    await postgres.remove();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('says who did what, in which role, from where, and what became of it', async () => {
    const caller = new Caller(house.app, '10.9.8.7', '测试浏览器/1');
    const agent = { 'user-agent': '测试浏览器/1' };
    await caller.signIn(house.people, 'office');
    const wall = (await caller.ask<{ wall: { id: number } }>('POST', '/api/walls', { name: '一号屏' }, agent)).body
      .wall;
    const [row] = await records('&verb=wall.create');
    expect(row).toMatchObject({
      actorKind: 'person',
      actorName: 'office',
      actorRoles: ['performance-office'],
      address: '10.9.8.7',
      agent: '测试浏览器/1',
      subject: `${wall.id}`,
      before: null,
      after: { name: '一号屏' },
      outcome: 'done',
      times: 1,
    });
    expect(row?.actorId).toBeGreaterThan(0);
    const [signedIn] = await records('&verb=session.open&address=10.9.8.');
    expect(signedIn).toMatchObject({ actorKind: 'person', actorRoles: ['performance-office'], subject: 'office' });
    await caller.ask('POST', '/api/sessions', { loginName: 'nob\ud800ody', password: 'x' });
    expect((await records('&verb=session.refuse'))[0]).toMatchObject({
      actorKind: 'nobody',
      actorName: 'nob\ufffdody',
      outcome: 'denied',
      reason: 'wrong-credentials',
    });
  });

  it('tells refused and failed attempts of whoever is known, and a flood of them as one', async () => {
    const { office, system } = people;
    for (let i = 0; i < 30; i += 1) expect((await office.ask('DELETE', '/api/people/1')).status).toBe(403);
    expect((await office.ask('DELETE', '/api/walls/999')).status).toBe(404);
    expect((await office.ask('GET', '/api/audit')).status).toBe(403);
    const foreign = await system.ask<Problem>('POST', '/api/people', {}, { origin: 'http://evil.example' });
    expect(foreign.body.code).toBe('foreign-origin');
    await new Caller(house.app).ask('DELETE', '/api/people/1');
    await house.attempts.settle();
    const told = (await records()).filter(
      ({ outcome, reason }) => outcome !== 'done' && reason !== 'wrong-credentials',
    );
    const briefly = told.map((r) => [r.actorName, r.verb, r.subject, r.outcome, r.reason, r.times]);
    expect(briefly).toHaveLength(5);
    const expected = [
      ['office', 'person.deactivate', '1', 'denied', 'not-permitted', 1],
      ['office', 'wall.revoke', '999', 'failed', 'not-found', 1],
      ['office', 'request.send', 'GET /api/audit', 'denied', 'not-permitted', 1],
      ['系统管理员', 'person.create', 'POST /api/people', 'denied', 'foreign-origin', 1],
      ['office', 'person.deactivate', '1', 'denied', 'not-permitted', 29],
    ];
    expect(briefly).toEqual(expect.arrayContaining(expected));
  });

  it('is not changed, cut or emptied by the application nor by its owner', async () => {
    const tries = [
      `update audit_log set subject = 'x' where seq = 1`,
      `delete from audit_log where seq = 1`,
      'truncate audit_log',
    ];
    for (const role of ['xw_app', 'postgres'])
      for (const statement of tries) {
        await owner.query(`begin; set local role ${role}; set local xw.permission = 'audit.read'`);
        await expect(owner.query(statement), `${role}: ${statement}`).rejects.toMatchObject({ code: '42501' });
        await owner.query('rollback');
      }
    for (const statement of ['update audit_chain set seq = 0', 'select audit_retire(12)', 'delete from audit_seals']) {
      await owner.query('begin; set local role xw_app');
      await expect(owner.query(statement), statement).rejects.toMatchObject({ code: '42501' });
      await owner.query('rollback');
    }
    expect(await check()).toMatchObject({ fault: null });
  });

  it('is read by no permission but its own, even where a query forgets to ask', async () => {
    const seen = async (permission: 'audit.read' | 'people.read') =>
      (await house.db.as({ viewer: 'person:1', permission }).run({ text: 'select seq from audit_log' })).length;
    expect(await seen('people.read')).toBe(0);
    expect(await seen('audit.read')).toBeGreaterThan(0);
  });

  it('takes no record that does not follow the last one', async () => {
    await expect(
      owner.query(
        `insert into audit_log select (r).* from (select l.*::audit_log as r from audit_log l limit 1) as again`,
      ),
    ).rejects.toThrow();
    await expect(
      owner.query(`insert into audit_log select seq + 100000, at, actor_kind, actor_id, actor_name, actor_roles, address,
        agent, verb, subject, before, after, outcome, reason, times, prev_hash, hash, hash_algorithm
        from audit_log order by seq limit 1`),
    ).rejects.toThrow(/does not follow/);
  });

  it('keeps a change from happening that it cannot tell', async () => {
    await owner.query(`alter table audit_log add constraint full_up check (verb <> 'wall.create') not valid`);
    const walls = async () => (await people.office.ask<{ rows: unknown[] }>('GET', '/api/walls')).body.rows.length;
    const before = await walls();
    const refused = await people.office.ask<Problem>('POST', '/api/walls', { name: '无记录之屏' });
    expect([refused.status, refused.body.code]).toEqual([500, 'internal']);
    expect(await walls()).toBe(before);
    await owner.query('alter table audit_log drop constraint full_up');
    expect((await people.office.ask('POST', '/api/walls', { name: '有记录之屏' })).status).toBe(200);
  });

  it('numbers what many do at once without gaps, and waits for nobody longer than his commit', async () => {
    const entry = { actor: systemActor, verb: 'demo.seed', subject: 'many' } as const;
    await Promise.all(Array.from({ length: 40 }, () => recordAlone(house.db, entry)));
    const { rows } = await owner.query<{ gaps: number }>(
      'select (max(seq) - min(seq) + 1 - count(*))::int as gaps from audit_log',
    );
    expect(rows[0]?.gaps).toBe(0);
    expect(await check()).toMatchObject({ fault: null });
  });

  it('changes its algorithm on the way and stands', async () => {
    (await keepAuditLog({ db: house.db, clock: systemClock, log, config: settings({ auditHash: 'sm3' }) }))();
    await recordAlone(house.db, { actor: systemActor, verb: 'demo.seed', subject: 'sm3' });
    expect((await records('&verb=demo.seed'))[0]).toMatchObject({ subject: 'sm3', hashAlgorithm: 'sm3' });
    (await keepAuditLog({ db: house.db, clock: systemClock, log, config: settings() }))();
    const asked = await people.audit.ask<CheckResult>('POST', '/api/audit/checks');
    expect(asked.body).toMatchObject({ firstSeq: 1, fault: null });
    expect(await verify()).toEqual([0, expect.stringMatching(/^审计链完整:\d+ 条记录/)]);
  });

  it('names the first record that was tampered with', async () => {
    const { rows } = await owner.query<{ seq: string }>(`select seq from audit_log where verb = 'wall.create' limit 1`);
    const seq = Number(rows[0]?.seq);
    await tampered(`update audit_log set after = '{"name": "改名"}' where seq = ${seq}`, async () => {
      expect(await check()).toMatchObject({ fault: { kind: 'changed', seq } });
      expect(await verify()).toEqual([1, expect.stringMatching(`^审计链有误:第 ${seq} 条,时间 .*内容被改动`)]);
      const { check: last } = (await people.audit.ask<AuditState>('GET', '/api/audit/state')).body;
      expect(last).toMatchObject({ by: 'system', fault: { kind: 'changed', seq } });
    });
    await tampered(`delete from audit_log where seq = ${seq}`, async () =>
      expect(await check()).toMatchObject({ fault: { kind: 'missing', seq } }),
    );
    expect(await check()).toMatchObject({ fault: null });
  });

  it('takes in what a release without a chain has recorded, oldest first and with its times', async () => {
    await owner.query(`insert into audit_log_unchained (at, actor, address, verb, subject, before, after) values
      ('2026-01-02T03:04:05.678901Z', 'demo', null, 'demo.seed', 'old', null, '{"b": 1, "a": {"z": [1.50, "x"]}}'),
      ('2026-01-02T03:04:06Z', '王强', '10.0.0.7', 'wall.show', '1', '{"held": true}', null),
      ('2026-01-02T03:04:07Z', 'guess', '10.0.0.8', 'session.refuse', 'guess', null, '{"reason": "locked"}')`);
    await house.db.withTransaction(adoptRecords);
    const [refused, shown, seeded] = await records(`&to=${Date.parse('2026-01-03')}`);
    expect(seeded).toMatchObject({
      ...{ actorKind: 'system', actorName: 'demo', at: Date.parse('2026-01-02T03:04:05.679Z') },
      ...{ subject: 'old', after: { a: { z: [1.5, 'x'] }, b: 1 } },
    });
    expect(shown).toMatchObject({
      actorKind: 'person',
      actorName: '王强',
      address: '10.0.0.7',
      before: { held: true },
    });
    expect(refused).toMatchObject({ actorKind: 'nobody', outcome: 'denied' });
    expect((await owner.query('select from audit_log_unchained')).rowCount).toBe(0);
    expect(await check()).toMatchObject({ fault: null });
  });

  it('is searched, shown and taken out by its administrator alone, and says so itself', async () => {
    expect(
      (await records('&actor=OFF&outcome=denied&subject=1')).every(({ actorName }) => actorName === 'office'),
    ).toBe(true);
    const [newest] = await records();
    expect(newest).toMatchObject({ verb: 'audit.search', after: { actor: 'OFF', outcome: 'denied', subject: '1' } });
    const page = (await people.audit.ask<{ rows: AuditRow[] }>('GET', '/api/audit?limit=2&before=5')).body.rows;
    expect(page.map(({ seq }) => seq)).toEqual([4, 3]);
    const soon = Date.now() + DAY_MS;
    expect(await records(`&from=${soon}`)).toEqual([]);
    const csv = await people.audit.ask<string>('GET', '/api/audit/export?verb=session.refuse');
    expect(csv.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(csv.body.startsWith('\uFEFF序号,时间,主体类别')).toBe(true);
    expect(csv.body.trim().split('\r\n')).toHaveLength(3);
    expect((await records())[0]).toMatchObject({ verb: 'audit.export', after: { verb: 'session.refuse', records: 2 } });
    for (const caller of [people.office, people.system, people.security])
      for (const path of ['/api/audit', '/api/audit/export', '/api/audit/state'])
        expect((await caller.ask('GET', path)).status).toBe(403);
  });

  describe('with records of half a year ago and more', () => {
    beforeAll(async () => {
      await house.attempts.settle();
      await owner.query(`set session_replication_role = replica; delete from audit_log; delete from audit_seals;
        delete from audit_chain; insert into audit_chain default values; set session_replication_role = origin`);
      const old: Omit<UnlinkedRecord, 'at' | 'subject'> = {
        ...{ actorKind: 'system', actorId: null, actorName: 'system', actorRoles: [], address: null, agent: null },
        ...{ verb: 'demo.seed', before: null, after: null, outcome: 'done', reason: null, times: 1 },
      };
      const at = Date.now() - 200 * DAY_MS;
      const records = [1, 2, 3].map((n) => ({ ...old, subject: `${n}`, at: at + n }));
      await house.db.withTransaction((tx) => append(tx, records));
      (await keepAuditLog({ db: house.db, clock: systemClock, log, config: settings() }))();
    });

    it('is sealed for every day that is over, the missed ones too, on a file to be carried away', async () => {
      const { seal } = (await people.audit.ask<AuditState>('GET', '/api/audit/state')).body;
      const { rows } = await owner.query<{ records: string }>('select records from audit_seals order by day');
      expect(rows).toHaveLength(200);
      expect(rows.slice(0, 2).map((row) => row.records)).toEqual(['3', '0']);
      expect(JSON.parse(readFileSync(sealFile(dataDir, seal?.day ?? ''), 'utf8'))).toEqual(seal);
      expect(await check()).toMatchObject({ seals: rows.length, fault: null });
      expect((await records('&verb=audit.seal')).length).toBe(rows.length);
    });

    it('shows by the seal that its end was cut off, and when a seal is not ours', async () => {
      const cut = `delete from audit_log where seq > 2; update audit_chain set (seq, hash) =
        (select seq, hash from audit_log where seq = 2)`;
      await tampered(cut, async () => expect(await check()).toMatchObject({ fault: { kind: 'missing', seq: 3 } }));
      const forged = `update audit_seals set root_hash = sha256('x') where day = (select min(day) from audit_seals)`;
      await tampered(forged, async () => expect(await check()).toMatchObject({ fault: { kind: 'seal', seq: 3 } }));
      const gone = `delete from audit_seals where day = (select max(day) from audit_seals)`;
      await tampered(gone, async () =>
        expect((await check()).fault?.sentence).toMatch(/的封条只在文件中,数据库中没有/),
      );
      const key = join(dataDir, 'secrets', 'audit-seal.key');
      const own = readFileSync(key, 'utf8');
      writeFileSync(key, 'a'.repeat(64));
      expect(await check()).toMatchObject({ fault: { kind: 'seal', seq: 3 } });
      writeFileSync(key, own);
      expect(await check()).toMatchObject({ fault: null });
    });

    it('loses what is past its time and no more, and stands on the seal of what has gone', async () => {
      await expect(retireRecords(house.db, 5)).rejects.toThrow(/6 months at least/);
      await expect(owner.query('select audit_retire(null)')).rejects.toThrow(/6 months at least/);
      expect(await retireRecords(house.db, 12)).toBe(false);
      expect(await retireRecords(house.db, 6)).toBe(true);
      expect(await retireRecords(house.db, 6)).toBe(false);
      expect(await check()).toMatchObject({ fault: null, firstSeq: 4 });
      expect((await records('&verb=audit.retire'))[0]).toMatchObject({ subject: '1-3', actorKind: 'system' });
      const early = `delete from audit_log where seq <= 8; update audit_chain set (start_seq, start_hash) =
        (select seq - 1, prev_hash from audit_log where seq = 9)`;
      await tampered(early, async () => expect(await check()).toMatchObject({ fault: { kind: 'missing', seq: 1 } }));
    });

    it('is sealed when a day ends under the running server, and then a changed record of that day is named', async () => {
      const setClock = (shift: string) =>
        owner.query(`create or replace function audit_take_end() returns table (seq bigint, hash bytea, hash_algorithm text, at timestamptz)
          language plpgsql security definer set search_path = public, pg_temp as $$ begin
            perform 1 from audit_chain for update;
            return query select c.seq, c.hash, c.hash_algorithm,
                                date_trunc('milliseconds', clock_timestamp() + interval '${shift}') from audit_chain c;
          end $$`);
      const sealOf = async () => (await people.audit.ask<AuditState>('GET', '/api/audit/state')).body;
      const stop = await keepAuditLog({ db: house.db, clock: systemClock, log, config: settings(), lookMs: 20 });
      try {
        const { seal: before } = await sealOf();
        await recordAlone(house.db, { actor: systemActor, verb: 'demo.seed', subject: 'of today' });
        const [own] = await records('&verb=demo.seed');
        expect((await sealOf()).seal, 'no day has ended yet').toEqual(before);
        await setClock('1 day');
        await until('sealed', async () => (await sealOf()).seal?.day !== before?.day, {
          timeoutMs: 5_000,
          everyMs: 20,
        });
        const { seal } = await sealOf();
        expect(Date.parse(seal?.day ?? '') - Date.parse(before?.day ?? '')).toBe(DAY_MS);
        expect(JSON.parse(readFileSync(sealFile(dataDir, seal?.day ?? ''), 'utf8'))).toEqual(seal);
        expect([seal?.firstSeq, seal?.lastSeq].map((seq) => (seq ?? 0) - (own?.seq ?? 0))).toEqual([
          expect.toSatisfy((from: number) => from <= 0),
          expect.toSatisfy((to: number) => to >= 0),
        ]);
        await until('gone over', async () => (await sealOf()).check?.fault === null, { timeoutMs: 5_000, everyMs: 20 });
        stop();
        await tampered(`update audit_log set subject = 'of yesterday' where seq = ${own?.seq}`, async () => {
          expect(await check()).toMatchObject({ fault: { kind: 'changed', seq: own?.seq } });
          expect(await verify()).toEqual([1, expect.stringMatching(`^审计链有误:第 ${own?.seq} 条,时间 .*内容被改动`)]);
        });
        expect(await check()).toMatchObject({ fault: null });
      } finally {
        stop();
        await setClock('0');
      }
    });
  });
});
