import { roles } from '../../../contracts/permissions.ts';
import type { Database } from '../../../server/platform/database.ts';
import type { World } from './world.ts';

const emptied = [
  ...['files', 'project_assignments', 'post_loans', 'posts', 'quarantine', 'camera_events', 'devices', 'sites'],
  ...['project_weeks', 'payments', 'projects', 'role_permissions', 'people'],
].map((table) => `delete from ${table};`);
const at = (hours: string) => `now() + ${hours} * interval '1 hour'`;

/** Each table's rows out of one parameter. */
const inserts: readonly [rowsOf: (world: World) => readonly object[], text: string][] = [
  [
    ({ organisations }) => organisations.filter(({ code }) => code.startsWith('o')),
    `insert into organisations (code, name, kind, parent_code, street_code)
     select code, code, kind, parent, street from jsonb_to_recordset($1) as r(code text, kind text, parent text, street text)`,
  ],
  [
    ({ matrix }) => roles.flatMap((role) => matrix[role].map((permission) => ({ role, permission }))),
    `insert into role_permissions select role, permission from jsonb_to_recordset($1) as r(role text, permission text)`,
  ],
  [
    ({ people }) => people.map((person, n) => ({ id: n + 1, ...person })),
    `insert into people (id, login_name, name, active) overriding system value
     select id, 'p' || id, 'p' || id, active from jsonb_to_recordset($1) as r(id int, active boolean)`,
  ],
  [
    ({ posts }) => posts.map(({ span, ...post }, n) => ({ id: n + 1, ...post, from: span[0], until: span[1] })),
    `insert into posts (id, person_id, role, org_code, from_at, until_at) overriding system value
     select id, person, role, org, ${at('"from"')}, ${at('until')}
       from jsonb_to_recordset($1) as r(id int, person int, role text, org text, "from" int, until int)`,
  ],
  [
    ({ loans }) => loans.map(({ span, post, ...loan }) => ({ ...loan, post: post + 1, from: span[0], until: span[1] })),
    `insert into post_loans (post_id, to_person_id, kind, from_at, until_at, reason, ended_at)
     select post, "to", 'delegation', ${at('"from"')}, ${at('until')}, 'x', case when ended then now() end
       from jsonb_to_recordset($1) as r(post int, "to" int, "from" int, until int, ended boolean)`,
  ],
  [
    ({ projects }) => projects,
    `insert into projects (id, name, category, phase, department_code, street_code, unit_code, label, budget_fen, starts_at, ends_at)
     select id, 'zz' || id, 'livelihood', 'building', department, street, unit, label, 1000000,
            '2026-01-05 00:00+08', '2026-12-28 00:00+08'
       from jsonb_to_recordset($1) as r(id text, department text, street text, unit text, label text)`,
  ],
  [
    ({ projects }) => projects,
    `with p as (select id from jsonb_to_recordset($1) as r(id text)),
     weeks as (insert into project_weeks select id, '2026-02-02 00:00+08', 0.1, 0.1 from p)
     insert into payments (project_id, paid_at, amount_fen) select id, '2026-02-02 00:00+08', 100 from p`,
  ],
  [
    ({ assignments }) => assignments.map(({ span, ...one }) => ({ ...one, from: span[0], until: span[1] })),
    `insert into project_assignments (project_id, person_id, org_code, from_at, until_at)
     select project, person, org, ${at('"from"')}, ${at('until')}
       from jsonb_to_recordset($1) as r(project text, person int, org text, "from" int, until int)`,
  ],
  [
    ({ sites }) => sites,
    `insert into sites (code, name, street_code, project_id, lon, lat)
     select code, 'zz' || code, street, project, 118.8, 32.06 from jsonb_to_recordset($1) as r(code text, street text, project text)`,
  ],
  [
    ({ devices }) => devices,
    `insert into devices (id, code, name, kind, site_code, credential_hash) overriding system value
     select id, code, 'zz' || code, kind, site, '$7$x' from jsonb_to_recordset($1) as r(id int, code text, kind text, site text)`,
  ],
  [
    ({ events }) => events,
    `insert into camera_events (device_id, event_id, at, kind, confidence, image_hash, received_at)
     select device, id, now() - interval '1 hour', 'intrusion', 0.9, hash, now()
       from jsonb_to_recordset($1) as r(id text, device int, hash text)`,
  ],
  [
    ({ files }) => files,
    `insert into files (id, hash, name, mime, bytes, label, subject_kind, subject_code, uploaded_by) overriding system value
     select id, repeat('f', 64), 'f', 'text/plain', 1, label, kind, subject, 'x'
       from jsonb_to_recordset($1) as r(id int, kind text, subject text, label text)`,
  ],
  [
    ({ packets }) => packets,
    `insert into quarantine (id, digest, first_at, last_at, topic, device_code, reason, payload, payload_bytes) overriding system value
     select id, decode(lpad(id::text, 4, '0'), 'hex'), now(), now(), 't', device, 'bad-json', 'x', 1
       from jsonb_to_recordset($1) as r(id int, device text)`,
  ],
];

/** Puts a world in the place of the one before. The wall is number 1, made once. */
export async function loadWorld(db: Database, world: World): Promise<void> {
  await db.withTransaction(async (tx) => {
    await tx.run({ text: emptied.join(' ') });
    await tx.run({ text: `delete from organisations where code like 'o%'` });
    for (const [rowsOf, text] of inserts) {
      const rows = rowsOf(world);
      if (rows.length > 0) await tx.run({ text, values: [JSON.stringify(rows)] });
    }
    // Numbers that a write takes are none of this world's.
    await tx.run({ text: `select setval(pg_get_serial_sequence('devices', 'id'), 100000)` });
    await tx.run({
      text: `insert into walls (id, name, token_hash, created_by, revoked_at) overriding system value
             values (1, 'w', 'x', 'x', case when $1 then now() end) on conflict (id) do update set revoked_at = excluded.revoked_at`,
      values: [world.isWallRevoked],
    });
  });
}
