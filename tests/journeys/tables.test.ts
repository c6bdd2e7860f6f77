import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, type Database } from '../../server/platform/database.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { describeWithPostgres, startPostgres, type TestPostgres } from '../helpers/postgres.ts';

/** Tables whose rows are of no street, department or unit, or that no request reads: each with its reason. */
const unscoped: Readonly<Record<string, string>> = {
  streets: 'names of the streets: reference',
  limits: 'limits of measurements with their sources: reference',
  roles: 'names of roles: reference',
  role_permissions: 'the role matrix: read by whoever may see roles',
  role_permission_offers: 'kept by the server at its start',
  organisations: 'the organisation tree: reference, by its permission',
  people: 'people, by their permissions; personal fields are sealed',
  posts: 'posts, by the permissions for people',
  post_loans: 'lent posts, by the permissions for people',
  walls: 'screens of the district: no business data',
  wall_leases: 'what is cast: judged for whoever casts and whoever looks',
  sessions: 'by the person or by the server',
  setup_tokens: 'hashes, by the server',
  account_notices: 'by the person or by the server: identity',
  api_keys: 'by the permission for keys: hashes',
  audit_chain: 'the end of the chain, taken by whoever appends',
  audit_log_unchained: 'what older releases recorded, until it has come into the chain: by the server',
  audit_log: 'added to by everybody, read by the audit administrator',
  audit_seals: 'added to by the server, read by the audit administrator',
  doorsteps: 'steps of signing in: identity, by the server',
  idempotency_keys: 'answers by key, by the server',
  known_devices: 'by the person: identity',
  passwords: 'hashes: identity, by the server',
  pending_changes: 'changes that wait for a second person, by the administrators’ permissions',
  provider_subjects: 'identity, by the server',
  provider_visits: 'identity, by the server',
  recovery_codes: 'hashes: identity, by the server',
  second_factors: 'sealed: identity, by the server',
  sign_in_failures: 'identity, by the server',
  vault_keys: 'names of keys, never a key',
  destinations: 'where other systems listen: no business data, by the permission for them',
  destination_secrets: 'sealed: by the server',
  plan_documents: 'planning documents: reference',
  plan_goals: 'their goals: reference',
  goal_indicators: 'which indicator serves which goal: reference',
  templates: 'indicator templates: reference',
  template_versions: 'their versions: reference',
  indicators: 'their trees: reference',
  score_cycles: 'the years of evaluation: reference',
  judged_days: 'counts of judging windows by device and day: by the server',
  schema_version: 'the runner of migrations',
  readings: 'telemetry: by the views of the schema scoped',
  camera_events: 'telemetry: by the views of the schema scoped',
  device_status: 'telemetry: by the views of the schema scoped',
  ambient_reference: 'city background: read by the live side',
};
describeWithPostgres('tables', () => {
  let postgres: TestPostgres;
  let db: Database;
  const names = async (text: string) => (await db.run<{ name: string }>({ text })).map(({ name }) => name);
  beforeAll(async () => {
    postgres = await startPostgres();
    db = openDatabase(postgres.url, 1, createLogger('silent'));
  });
  afterAll(async () => {
    await db?.close();
    await postgres?.remove();
  });

  it('have row security, or a reason not to', async () => {
    const bare = await names(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relrowsecurity order by 1`,
    );
    expect(bare.filter((name) => !(name in unscoped))).toEqual([]);
    const scoped = await names(
      `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relrowsecurity order by 1`,
    );
    expect(scoped).toEqual(
      expect.arrayContaining(['devices', 'files', 'payments', 'project_weeks', 'projects', 'quarantine', 'sites']),
    );
  });

  it('of telemetry are out of reach of a request but by the scoped views, the audit log is only added to', async () => {
    const granted = await names(
      `select c.relname || ' ' || p as name from pg_class c, unnest(array['select', 'insert', 'update', 'delete']) p
        where c.relname ~ '^(readings|camera_events|device_status)' and c.relkind in ('r', 'p', 'v', 'm')
          and c.relnamespace = 'public'::regnamespace and has_table_privilege('xw_app', c.oid, p)`,
    );
    expect(granted).toEqual([]);
    const views = await names(`select viewname as name from pg_views where schemaname = 'scoped' order by 1`);
    expect(views).toEqual(expect.arrayContaining(['camera_events', 'device_status', 'readings']));
    const changing = await names(
      `select c.relname || ' ' || p as name from pg_class c, unnest(array['update', 'delete', 'truncate']) p
        where c.relname ~ '^audit_(log|seal)' and c.relkind = 'r' and has_table_privilege('xw_app', c.oid, p)`,
    );
    expect(changing).toEqual([]);
  });

  it('do not let a request out of its role, nor past row security', async () => {
    const [role] = await db.run<{ super: boolean; bypass: boolean }>({
      text: `select rolsuper as super, rolbypassrls as bypass from pg_roles where rolname = 'xw_app'`,
    });
    expect(role).toEqual({ super: false, bypass: false });
    const seen = db.as({ viewer: 'nobody', permission: 'projects.read' });
    await expect(seen.run({ text: 'select 1 from readings limit 1' })).rejects.toMatchObject({ code: '42501' });
    await expect(
      seen.run({ text: `select access.judge(array['person:1'], array['projects.read'], array['any'], array[''])` }),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
