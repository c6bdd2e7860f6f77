import { join } from 'node:path';
import pg from 'pg';
import Postgrator from 'postgrator';
import { hashToken } from '../../server/access/tokens.ts';
import { hashPassword } from '../../server/access/password.ts';
import { projectRoot } from '../../server/platform/paths.ts';

/** The schema as of release 0.1, which had no organisations, posts or row security. */
const FORMER_SCHEMA = '9';

/** What somebody who used that release still has in hand. */
export const former = {
  password: 'Purple-Mountain-9',
  sessionToken: 'f'.repeat(43),
  wallToken: 'w'.repeat(43),
} as const;

/** One connection; values as text or as PostgreSQL's own driver makes them. */
export async function ask<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
}

/** Brings an empty database to the former release's schema, as that release did: the files are the same ever since. */
async function applyFormerSchema(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const runner = new Postgrator({
      migrationPattern: join(projectRoot(), 'migrations', '*.sql'),
      driver: 'pg',
      database: '',
      schemaTable: 'schema_version',
      execQuery: (text) => client.query(text),
      execSqlScript: async (text) => void (await client.query(text)),
    });
    await runner.migrate(FORMER_SCHEMA);
  } finally {
    await client.end();
  }
}

/** Every table of that release, with rows of every kind it could have. */
const rows = (passwordHash: string): readonly [text: string, values?: unknown[]][] => [
  [
    `insert into departments (code, name) values ('construction', '区建设房产和交通局'), ('civil-affairs', '区民政局'),
       ('urban-management', '区城市管理局')`,
  ],
  [
    `insert into projects (id, name, category, phase, department_code, street_code, budget_fen, starts_at, ends_at, demo, real_name)
     values ('P-001', '老旧小区改造', 'urban-renewal', 'building', 'construction', '320102005000', 9007199254740993, '2026-01-05 00:00+08', '2027-06-30 00:00+08', true, false),
            ('P-002', '社区食堂', 'livelihood', 'planning', 'civil-affairs', null, 1200000000, '2026-03-01 00:00+08', '2026-12-31 00:00+08', false, true)`,
  ],
  [
    `insert into project_weeks (project_id, closes_at, planned, progress)
     select 'P-001', t, 0.01 * row_number() over (order by t), case when t < '2026-10-01' then 0.009 * row_number() over (order by t) end
       from generate_series('2026-01-12 00:00+08'::timestamptz, '2026-12-28 00:00+08', '7 days') t`,
  ],
  [
    `insert into payments (project_id, paid_at, amount_fen)
     select 'P-001', '2026-02-01'::timestamptz + i * interval '9 days', 100000000 + i from generate_series(1, 20) i
     union all select 'P-001', '2026-09-01', -500`,
  ],
  [
    `insert into project_funds_plan select 'P-001', m, 80000000 from generate_series('2026-01-01'::date, '2026-12-01', '1 month') m`,
  ],
  [
    `insert into project_phases values ('P-001', 'planning', '2026-01-05', '2026-02-01', '2026-02-03'),
       ('P-001', 'building', '2026-02-03', '2027-05-01', null)`,
  ],
  [
    `insert into project_milestones values ('P-001', 1, '开工', true, '2026-02-03', '2026-02-03', '2026-02-04', '2026-02-04', 1),
       ('P-001', 2, '主体', false, '2026-03-01', '2026-12-01', '2026-03-02', null, 0.4)`,
  ],
  [
    `insert into sites values ('S-001', '一号工地', '320102005000', 'P-001', 118.79, 32.06), ('S-002', '二号工地', '320102008000', null, 118.83, 32.09)`,
  ],
  [
    `insert into devices (code, name, kind, site_code, credential_hash, retired_at) values
       ('E-001', '扬尘一', 'env', 'S-001', '$7$101$c2FsdA==$aGFzaA==', null), ('E-002', '扬尘二', 'env', 'S-002', '$7$101$c2FsdA==$aGFzaA==', '2026-08-01'),
       ('C-001', '摄像一', 'camera', 'S-001', '$7$101$c2FsdA==$aGFzaA==', null)`,
  ],
  [
    `insert into readings (device_id, at, pm10, noise, flagged, seq, received_at)
     select 1 + (i % 2), now() - i * interval '20 minutes', i % 200, 40 + i % 50,
            case when i % 50 = 0 then '{"tsp": {"value": 3, "flag": "M"}}'::jsonb end, i, now()
       from generate_series(1, 2500) i`,
  ],
  [
    `insert into camera_events (device_id, event_id, at, kind, confidence, box, plate, image_hash, received_at)
     values (3, 'e-1', now() - interval '3 days', 'no-helmet', 0.9, '{1,2,3,4}', null, repeat('ab', 32), now())`,
  ],
  [
    `insert into device_status select 1, now() - i * interval '1 hour', i % 3 <> 0, now() from generate_series(1, 48) i`,
  ],
  [
    `insert into quarantine (digest, first_at, last_at, seen, topic, device_code, reason, detail, payload, payload_bytes)
     values (decode('00ff', 'hex'), now(), now(), 7, 'xw/v1/S-001/env/E-009/telemetry', 'E-009', 'unknown-device', null, convert_to('{"坏":1}', 'UTF8'), 10)`,
  ],
  [`insert into ambient_reference values ('2026-11-01 08:00+08', 61, 74, 'PM10', '市站')`],
  // What an operator changed by hand.
  [`update thresholds set effective_to = '2026-07-01 00:00+08' where code = 'spi-red'`],
  [
    `insert into thresholds select code, 0.80, label, '区绩效办 2026 年 6 月会议', '2026-07-01 00:00+08' from thresholds where code = 'spi-red'`,
  ],
  [
    `insert into people (login_name, name, roles, password_hash, active) values ('admin', '系统管理员', '{administrator}', $1, true),
       ('office', '绩效办', '{office}', $1, true), ('leader', '区领导', '{leader}', $1, true),
       ('Both', '兼任', '{office,leader}', $1, true), ('gone', '已离任', '{office}', $1, false)`,
    [passwordHash],
  ],
  [`insert into setup_tokens values (decode('aa', 'hex'), now() + interval '1 day', now())`],
  [
    `insert into walls (name, token_hash, created_by, exchanged_at, revoked_at) values ('东墙', decode('01', 'hex'), 'admin', now(), null),
       ('旧墙', decode('02', 'hex'), 'admin', now(), now()), ('待启用', decode('03', 'hex'), 'office', null, null)`,
  ],
  [
    `insert into sessions (token_hash, person_id, wall_id, created_at, last_seen_at, expires_at, ended_at, address, agent) values
       ($1, 2, null, now(), now(), now() + interval '12 hours', null, '10.1.2.3', 'Firefox'),
       ($2, null, 1, now(), now(), now() + interval '300 days', null, '10.1.2.4', 'Chromium'),
       (decode('05', 'hex'), 3, null, now() - interval '2 days', now() - interval '2 days', now() - interval '1 day', now() - interval '2 days', null, null)`,
    [hashToken(former.sessionToken), hashToken(former.wallToken)],
  ],
  [`insert into wall_leases values (1, '/streets/320102005000', 2, now(), now() + interval '1 hour', true)`],
  [
    `insert into audit_log (at, actor, address, verb, subject, before, after) values
       (now() - interval '9 days', 'setup', '10.1.2.3', 'setup.complete', 'admin', null, '{"loginName": "admin"}'),
       (now() - interval '8 days', 'admin', '10.1.2.3', 'person.create', 'office', null, '{"roles": ["office"], "name": "绩效办"}'),
       (now() - interval '7 days', 'admin', '10.1.2.3', 'session.refuse', 'leader', null, null),
       (now() - interval '6 days', 'system', null, 'wall.expire', '1', '{"path": "/"}', null),
       (now() - interval '5 days', '东墙', '10.1.2.4', 'wall.exchange', '1', null, null)`,
  ],
];

/** The former release's database, in use: aggregates computed, a chunk compressed. */
export async function makeFormerRelease(url: string): Promise<void> {
  await applyFormerSchema(url);
  for (const [text, values] of rows(await hashPassword(former.password))) await ask(url, text, values);
  for (const aggregate of ['readings_1m', 'readings_10m', 'readings_1h', 'readings_1d'])
    await ask(
      url,
      `call refresh_continuous_aggregate('${aggregate}', now() - interval '60 days', now() - interval '1 day')`,
    );
  await ask(url, `select compress_chunk(c) from show_chunks('readings', older_than => interval '14 days') c`);
}
