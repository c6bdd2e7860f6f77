import type { Permission } from '../../../contracts/permissions.ts';
import type { Database, Statement, Transaction } from '../../../server/platform/database.ts';
import type { Case } from './endpoints.ts';
import type { Eyes } from './model.ts';
import type { Project, World } from './world.ts';

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isNeeded: boolean;
  readonly isIdentity: boolean;
  readonly mayUpdate: boolean;
}
/** A table with row security, as the database's own catalog describes it. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  readonly maySelect: boolean;
  readonly mayInsert: boolean;
  readonly mayDelete: boolean;
}

/**
 * Compared row by row elsewhere (endpoints.ts, writes.ts), read by one permission alone (audit.test, apiForSystems.test), or
 * by everybody (thresholds, with their sources).
 */
const elsewhere: ReadonlySet<string> = new Set([
  ...['projects', 'project_weeks', 'payments', 'project_assignments', 'sites', 'devices', 'files', 'quarantine'],
  ...['audit_log', 'idempotency_keys', 'thresholds'],
]);
/** Of no project: whose they are instead. Rows made here are of nobody. */
const ofNoProject: Readonly<Record<string, 'all' | 'nobody'>> = {
  finance_statements: 'all',
  statement_lines: 'all',
  import_batches: 'all',
  group_scores: 'all',
  list_views: 'nobody',
  opinion_templates: 'nobody',
  reminders: 'nobody',
};
/** News of an approval is queued by whoever is asked in it, whether or not they see its project; nobody reads more by that. */
const addedByAnybody: ReadonlySet<string> = new Set(['outbox_messages']);
/** Rows made here are no drafts. */
const struckAsDrafts: ReadonlySet<string> = new Set(['declarations']);
/** What hangs on a row of another table hangs on that row's project. */
const PARENTS = ['approval_id', 'inspection_id', 'instruction_id', 'message_id', 'delivery_id'];
const PLACED = ['department_code', 'street_code', 'unit_code'];

const hangsBy = ({ columns }: Table): string | undefined =>
  ['project_id', 'project_code', ...PARENTS].find((name) => columns.some((column) => column.name === name));

/** Every table with row security that belongs to a project, to the whole district or to one person. @throws where one is of none */
export async function readTables(db: Database): Promise<Table[]> {
  const tables = await db.run<Table>({
    text: `select c.relname as name, has_table_privilege('xw_app', c.oid, 'select') as "maySelect",
       has_table_privilege('xw_app', c.oid, 'insert') as "mayInsert", has_table_privilege('xw_app', c.oid, 'delete') as "mayDelete",
       jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
         'isNeeded', a.attnotnull and not a.atthasdef and a.attidentity = '', 'isIdentity', a.attidentity <> '',
         'mayUpdate', has_column_privilege('xw_app', c.oid, a.attnum, 'update')) order by a.attnum) as columns
  from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
 where c.relnamespace = 'public'::regnamespace and c.relrowsecurity group by c.oid order by 1`,
  });
  const own = tables.filter(({ name }) => !elsewhere.has(name));
  const unknown = own.filter((table) => hangsBy(table) === undefined && !(table.name in ofNoProject));
  if (unknown.length > 0) throw new Error(`whose rows are these: ${unknown.map(({ name }) => name).join(', ')}?`);
  return own;
}

/** Lets rows in that are nothing but somebody's: this database is of no other use afterwards. */
export async function liftChecks(db: Database, tables: readonly Table[]): Promise<void> {
  const checks = await db.run<{ text: string }>({
    text: `select format('alter table %s drop constraint %I', conrelid::regclass, conname) as text from pg_constraint
            where contype = 'c' and conrelid::regclass::text = any ($1)`,
    values: [tables.map(({ name }) => name)],
  });
  for (const { text } of checks) await db.run({ text });
}

/** What stands in a column of the n-th project's row. `project` names a row source with its places. */
function valueOf({ name, type, isNeeded, isIdentity }: Column, mark: string): string | undefined {
  if (name === 'project_id' || name === 'project_code') return 'p.id';
  if (PLACED.includes(name)) return `p.${name}`;
  const isNumber = /^(integer|bigint|smallint|numeric)$/.test(type);
  if ((name === 'id' || PARENTS.includes(name)) && isNumber) return '1000 + p.n';
  if (type === 'uuid' && (name === 'id' || PARENTS.includes(name)))
    return `('00000000-0000-4000-8000-' || lpad(p.n::text, 12, '0'))::uuid`;
  if (isIdentity) return undefined;
  if (type === 'text') return `'${mark}' || p.n`;
  if (type === 'text[]') return `array['${mark}' || p.n]`;
  // A person that nobody is.
  if (name === 'person_id') return '0';
  if (!isNeeded) return undefined;
  if (isNumber && /_by$/.test(name)) return '0';
  if (isNumber || type === 'real' || type === 'double precision') return name.includes('share') ? '0' : 'p.n';
  if (type === 'boolean') return 'false';
  if (type.startsWith('timestamp')) return `now() - p.n * interval '1 hour'`;
  if (type === 'date') return 'current_date - p.n::int';
  if (type === 'jsonb') return `'[]'::jsonb`;
  if (type === 'bytea') return `decode(lpad(p.n::text, 64, '0'), 'hex')`;
  if (type === 'uuid') return 'gen_random_uuid()';
  if (type.endsWith('[]')) return `'{}'`;
  throw new Error(`what stands in a column ${name} of ${type}?`);
}

function insertion({ name, columns }: Table, mark: string, from: string, overriding: boolean): string {
  const filled = columns.flatMap((column) => {
    const value = overriding || !column.isIdentity ? valueOf(column, mark) : undefined;
    return value === undefined ? [] : [[column.name, value] as const];
  });
  const heads = filled.map(([head]) => `"${head}"`).join(', ');
  return `insert into ${name} (${heads})${overriding ? ' overriding system value' : ''}
    select ${filled.map(([, value]) => value).join(', ')} from ${from}`;
}
const EVERY_PROJECT = `(select id, ${PLACED.join(', ')}, row_number() over (order by id) as n from projects) p`;

/** Past triggers and keys to other tables: what hangs on what is not asked here. */
const unguarded = (db: Database, texts: readonly string[]) =>
  db.withTransaction((tx) => tx.run({ text: ['set local session_replication_role = replica', ...texts].join('; ') }));

export const emptyTables = (db: Database, tables: readonly Table[]) =>
  unguarded(
    db,
    tables.map(({ name }) => `delete from ${name}`),
  );

/** A row of every project in every table, its texts marked. */
export function fillTables(db: Database, tables: readonly Table[], mark: string, only = 'true') {
  const from = `(select * from ${EVERY_PROJECT} where ${only}) p`;
  return unguarded(
    db,
    tables.map((table) => insertion(table, mark, from, true)),
  );
}

const numberOf = (world: World, { id }: Project): number =>
  [...world.projects].sort((a, b) => (a.id < b.id ? -1 : 1)).findIndex((one) => one.id === id) + 1;
const sees = (table: Table, eyes: Eyes, project: Project): boolean => {
  const owner = ofNoProject[table.name];
  return owner === undefined ? eyes.project(project) : owner === 'all' && eyes.all;
};
/** What tells a row of the n-th project in this table. */
const TELLS = (table: Table): string | undefined =>
  table.columns.some(({ name }) => name === 'project_id') ? 'project_id' : hangsBy(table);

function tellOf(table: Table): { readonly text: string; readonly of: (project: Project, n: number) => string } {
  const column = TELLS(table);
  const type = table.columns.find(({ name }) => name === column)?.type;
  if (column === undefined) return { text: `'a row'`, of: () => 'a row' };
  if (column.startsWith('project')) return { text: column, of: ({ id }) => id };
  if (type === 'uuid') return { text: `right(${column}::text, 12)::int::text`, of: (_, n) => `${n}` };
  return { text: `(${column} - 1000)::text`, of: (_, n) => `${n}` };
}

/** All of these tables in one question: whose rows are seen. */
const readCase = (world: World, tables: readonly Table[]): Case => ({
  name: `every row of ${tables.map(({ name }) => name).join(', ')}`,
  seen: async (tx) =>
    (
      await tx.run<{ row: string }>({
        text: tables
          .map((table) => `select '${table.name} ' || ${tellOf(table).text} as row from ${table.name}`)
          .join(' union all '),
      })
    ).map(({ row }) => row),
  expected: (eyes) =>
    tables.flatMap((table) =>
      world.projects
        .filter((project) => sees(table, eyes, project))
        .map((project) => `${table.name} ${tellOf(table).of(project, numberOf(world, project))}`),
    ),
});

/** Past row security or not; what any other guard says of it is not asked here. It is taken back at once. */
async function passes(tx: Transaction, statement: Statement): Promise<readonly string[]> {
  await tx.client.query('savepoint attempt');
  try {
    return (await tx.run(statement)).length > 0 ? ['passes'] : ['meets nothing'];
  } catch (error) {
    const code = String((error as { code?: unknown }).code);
    if (code === '42501') return ['refused'];
    if (/^(23|P0001)/.test(code)) return ['passes'];
    throw error;
  } finally {
    await tx.client.query('rollback to savepoint attempt');
  }
}

function writeCasesOf(world: World, table: Table, project: Project): Case[] {
  const by = TELLS(table);
  if (by === undefined || table.name in ofNoProject) return [];
  const n = numberOf(world, project);
  const column = table.columns.find(({ mayUpdate, isIdentity, name }) => mayUpdate && !isIdentity && name !== by);
  const where = `where ${tellOf(table).text} = '${tellOf(table).of(project, n)}' returning 1`;
  const source = `(select '${project.id}' as id, null::text as department_code, null::text as street_code,
    null::text as unit_code, ${n} as n) p`;
  const meets = (eyes: Eyes) => [sees(table, eyes, project) ? 'passes' : 'meets nothing'];
  const cases: (Case | false)[] = [
    table.mayInsert &&
      !addedByAnybody.has(table.name) && {
        name: `add to ${table.name} for ${project.id}`,
        seen: (tx) => passes(tx, { text: `${insertion(table, 'zz', source, false)} returning 1` }),
        expected: (eyes) => [sees(table, eyes, project) ? 'passes' : 'refused'],
      },
    column !== undefined && {
      name: `change ${table.name} of ${project.id}`,
      seen: (tx) => passes(tx, { text: `update ${table.name} set ${column.name} = ${column.name} ${where}` }),
      expected: meets,
    },
    table.mayDelete &&
      !struckAsDrafts.has(table.name) && {
        name: `strike from ${table.name} of ${project.id}`,
        seen: (tx) => passes(tx, { text: `delete from ${table.name} ${where}` }),
        expected: meets,
      },
  ];
  return cases.filter((one) => one !== false);
}

/** How many tables of a world are asked and written to; over the worlds of a run each comes several times. */
const [READ_AT_ONCE, WRITTEN_AT_ONCE] = [16, 4];
const turned = <T>(all: readonly T[], turn: number, count: number): T[] =>
  Array.from({ length: Math.min(count, all.length) }, (_, i) => all[(turn * count + i) % all.length] as T);

/** Some of the tables at a turn, read whole and written to as a handler without any WHERE of its own would do it. */
export function tableCases(world: World, tables: readonly Table[], turn: number): [Permission, Case[]][] {
  const [project] = world.projects;
  if (project === undefined) return [];
  const readable = tables.filter(({ maySelect }) => maySelect);
  const written = turned(readable, turn, WRITTEN_AT_ONCE).flatMap((table) => writeCasesOf(world, table, project));
  return [['projects.read', [readCase(world, turned(readable, turn, READ_AT_ONCE)), ...written]]];
}
