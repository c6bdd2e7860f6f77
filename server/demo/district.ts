import type pg from 'pg';
import { recordAtOnce, systemActor, type AuditEntry } from '../access/audit.ts';
import { hashPassword } from '../access/password.ts';
import { hashToken, newToken } from '../access/tokens.ts';
import { hashCredential, newCredential } from '../platform/credential.ts';
import type { Statement } from '../platform/database.ts';
import {
  companyProjects,
  demoCommunities,
  demoAgencies,
  demoCompanies,
  demoDepartments,
  evaluatedProjects,
} from './organisations.data.ts';
import { budgetFenOf, paymentsOf } from './payments.rules.ts';
import { demoPeople, type DemoPerson } from './people.data.ts';
import { insertApprovals } from './approvals.ts';
import { insertEvidence } from './evidence.ts';
import { insertFiles } from './files.ts';
import { insertFieldwork } from './field.ts';
import { insertGoals } from './goals.ts';
import { insertLifecycles } from './lifecycles.ts';
import { insertSchedules } from './schedules.ts';
import { insertPerformance } from './performance.ts';
import { insertReviews } from './reviews.ts';
import { fundsPlanOf, milestonesOf, phasesOf } from './plans.rules.ts';
import { endOf, startOf, weeksOf } from './progress.rules.ts';
import { demoProjects, projectIdOf, type DemoProject } from './projects.data.ts';
import * as secrets from './secrets.ts';
import { sql } from './seed.sql.ts';
import { insertFinance } from './systems.ts';
import { deviceRows, siteRows } from './sites.rules.ts';
import { insertSurveys } from './surveys.ts';

type Db = pg.PoolClient;
const ACTOR = 'demo';
const WALL_NAME = '指挥中心大屏(演示)';
const EVALUATOR = 'evaluation-agency';
const COMPANY = 'renewal-company';

/** All of it or nothing of it. */
export async function inTransaction<T>(pool: pg.Pool, work: (db: Db) => Promise<T>): Promise<T> {
  const db = await pool.connect();
  try {
    await db.query('begin');
    await db.query(sql.takeLock);
    const result = await work(db);
    await db.query('commit');
    return result;
  } catch (problem) {
    await db.query('rollback').catch(() => undefined);
    throw problem;
  } finally {
    db.release();
  }
}

/** Has the audit log say what the seed did. */
const note = (db: Db, entry: Omit<AuditEntry, 'actor'>): Promise<void> =>
  recordAtOnce(
    { run: async <Row>({ text, values }: Statement) => (await db.query(text, [...(values ?? [])])).rows as Row[] },
    { ...entry, actor: { ...systemActor, name: ACTOR } },
  );

/**
 * Writes the demo district unless it is there; true when it did. Lost simulator credentials are made anew. A district
 * of an earlier release, as long as nothing but the demonstration is in it, gets the organisations and people that it
 * had not.
 */
export async function seedDistrict(db: Db, dataDir: string, now: number): Promise<boolean> {
  const { rows } = await db.query<{ demo: number; others: number }>(sql.countProjects);
  const { demo, others } = rows[0] ?? { demo: 0, others: 0 };
  const isThere = demo > 0;
  if (isThere && others === 0) await completePeople(db, dataDir, now);
  if (!isThere) {
    await insertOrganisations(db);
    await insertProjects(db, now);
    await insertSites(db);
    await insertPeople(db, dataDir, demoPeople);
    await db.query(sql.assignProjects, [evaluatedProjects.map(projectIdOf), EVALUATOR, now]);
    const counts = { projects: demoProjects.length, sites: siteRows.length, devices: deviceRows.length };
    await note(db, { verb: 'demo.seed', subject: 'district', after: counts });
  }
  await insertPlans(db, now);
  await insertSchedules(db, now);
  await insertLifecycles(db, now);
  await insertFiles(db, now);
  await insertReviews(db, now);
  await insertApprovals(db, now);
  await insertPerformance(db, now);
  await insertEvidence(db, dataDir);
  await insertFieldwork(db, dataDir, now);
  await insertSurveys(db, now);
  await insertFinance(db, now);
  await insertGoals(db);
  const path = secrets.simulatorCredentialsPath(dataDir);
  const known = secrets.readSecrets(path, secrets.SimulatorCredentials);
  if (!isThere || known === undefined) await issueCredentials(db, path);
  return !isThere;
}

async function insertOrganisations(db: Db): Promise<void> {
  const kinds = { department: demoDepartments, company: demoCompanies, agency: demoAgencies };
  for (const [kind, names] of Object.entries(kinds))
    await db.query(sql.insertOrganisations, [
      Object.keys(names),
      Object.values(names),
      Object.keys(names).map(() => kind),
    ]);
  await db.query(sql.insertCommunities, [
    demoCommunities.map(({ code }) => code),
    demoCommunities.map(({ name }) => name),
    demoCommunities.map(({ street }) => street),
  ]);
}

async function insertProjects(db: Db, now: number): Promise<void> {
  await db.query(sql.insertProjects, [
    demoProjects.map((p) => projectIdOf(p.number)),
    demoProjects.map((p) => p.name),
    demoProjects.map((p) => p.category),
    demoProjects.map((p) => p.phase),
    demoProjects.map((p) => p.department),
    demoProjects.map((p) => (p.street === null ? null : `320102${p.street}`)),
    demoProjects.map((p) => (companyProjects.includes(p.number) ? COMPANY : null)),
    demoProjects.map(budgetFenOf),
    demoProjects.map((p) => startOf(p, now)),
    demoProjects.map((p) => endOf(p, now)),
    demoProjects.map((p) => p.realName),
  ]);
  const weeks = demoProjects.flatMap((p) => weeksOf(p, now).map((w) => ({ id: projectIdOf(p.number), ...w })));
  await db.query(sql.insertWeeks, [
    weeks.map((w) => w.id),
    weeks.map((w) => w.closesAt),
    weeks.map((w) => w.planned),
    weeks.map((w) => w.progress),
  ]);
  const payments = demoProjects.flatMap((p) => paymentsOf(p, now).map((m) => ({ id: projectIdOf(p.number), ...m })));
  await db.query(sql.insertPayments, [
    payments.map((m) => m.id),
    payments.map((m) => m.paidAt),
    payments.map((m) => m.amountFen),
  ]);
}

/** Funds plans, phases and milestones; a demo that was seeded before there were any gets them now. */
async function insertPlans(db: Db, now: number): Promise<void> {
  const { rows } = await db.query<{ count: number }>(sql.countPlans);
  if ((rows[0]?.count ?? 0) > 0) return;
  const ofAll = <T>(rowsOf: (project: DemoProject, now: number) => readonly T[]): (T & { id: string })[] =>
    demoProjects.flatMap((p) => rowsOf(p, now).map((row) => ({ ...row, id: projectIdOf(p.number) })));
  const funds = ofAll(fundsPlanOf);
  await db.query(sql.insertFundsPlan, [
    funds.map((f) => f.id),
    funds.map((f) => f.month),
    funds.map((f) => f.amountFen),
  ]);
  const phases = ofAll(phasesOf);
  await db.query(sql.insertPhases, [
    phases.map((p) => p.id),
    phases.map((p) => p.phase),
    phases.map((p) => p.enteredAt),
    phases.map((p) => p.plannedEndAt),
    phases.map((p) => p.leftAt),
  ]);
  const milestones = ofAll(milestonesOf);
  await db.query(sql.insertMilestones, [
    milestones.map((m) => m.id),
    milestones.map((m) => m.seq),
    milestones.map((m) => m.name),
    milestones.map((m) => m.isEvent),
    milestones.map((m) => m.plannedFrom),
    milestones.map((m) => m.plannedTo),
    milestones.map((m) => m.actualFrom),
    milestones.map((m) => m.actualTo),
    milestones.map((m) => m.progress),
  ]);
}

async function insertSites(db: Db): Promise<void> {
  await db.query(sql.insertSites, [
    siteRows.map((s) => s.code),
    siteRows.map((s) => s.name),
    siteRows.map((s) => s.streetCode),
    siteRows.map((s) => (s.projectNumber === null ? null : projectIdOf(s.projectNumber))),
    siteRows.map((s) => s.lon),
    siteRows.map((s) => s.lat),
  ]);
}

/** A random secret for each device: its hash to the database, the secret itself to the simulator's file only. */
async function issueCredentials(db: Db, path: string): Promise<void> {
  const issued = deviceRows.map((device) => ({ device, password: newCredential() }));
  const hashes = issued.map(({ password }) => hashCredential(password));
  await db.query(sql.upsertDevices, [
    deviceRows.map((d) => d.code),
    deviceRows.map((d) => d.name),
    deviceRows.map((d) => d.kind),
    deviceRows.map((d) => d.site.code),
    deviceRows.map((d) => d.periodMs),
    hashes,
  ]);
  const devices = issued.map(({ device, password }) => ({
    ...{ code: device.code, kind: device.kind, siteCode: device.site.code, username: device.code, password },
    ...{ periodMs: device.periodMs, lon: device.site.lon, lat: device.site.lat },
    ...(device.part === undefined ? {} : { part: device.part }),
    ...(device.realName ? { realName: true } : {}),
  }));
  secrets.writeSecrets(path, { devices });
}

/** What an earlier release's demonstration lacks beside a fresh one: who administers it, and everybody else's place. */
async function completePeople(db: Db, dataDir: string, now: number): Promise<void> {
  const { rows } = await db.query<{ name: string }>(sql.selectLoginNames);
  const known = new Set(rows.map(({ name }) => name));
  const missing = demoPeople.filter(({ loginName }) => !known.has(loginName));
  if (missing.length === 0) return;
  await insertOrganisations(db);
  await db.query(sql.giveUnit, [companyProjects.map(projectIdOf), COMPANY]);
  await insertPeople(db, dataDir, missing);
  if (missing.some(({ organisation }) => organisation === EVALUATOR))
    await db.query(sql.assignProjects, [evaluatedProjects.map(projectIdOf), EVALUATOR, now]);
}

/** Accounts with random passwords. A login name that somebody already has is left alone. */
async function insertPeople(db: Db, dataDir: string, people: readonly DemoPerson[]): Promise<void> {
  const path = secrets.demoSecretsPath(dataDir);
  const created = [...(secrets.readSecrets(path, secrets.DemoSecrets)?.people ?? [])];
  for (const { loginName, name, role, organisation } of people) {
    const password = secrets.newPassword();
    const { rows } = await db.query<{ id: number }>(sql.insertPerson, [loginName, name, await hashPassword(password)]);
    if (rows[0] === undefined) continue;
    await db.query(sql.insertPost, [rows[0].id, role, organisation]);
    created.push({ loginName, name, password });
    await note(db, { verb: 'person.create', subject: loginName, after: { loginName, name, role, organisation } });
  }
  secrets.writeSecrets(path, { people: created });
}

/** A new wall link; earlier ones of the demo that nobody used are revoked. Returns the path with the token. */
export async function issueWall(db: Db): Promise<string> {
  const token = newToken();
  await db.query(sql.revokeUnusedWalls, [ACTOR]);
  const { rows } = await db.query<{ id: number }>(sql.insertWall, [WALL_NAME, hashToken(token), ACTOR]);
  await note(db, { verb: 'wall.create', subject: String(rows[0]?.id), after: { name: WALL_NAME } });
  return `/wall#token=${token}`;
}
