import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { DISTRICT_CODE } from '../../contracts/glossary.ts';
import { demoProjects, projectIdOf } from '../../server/demo/projects.data.ts';
import { runToEnd } from '../../server/embedded/launcher.ts';
import { readSeedReport, type SeedReport } from '../../server/embedded/seedReport.ts';
import { getProjectCurves } from '../../server/modules/projects/curves.ts';
import { getProject, loadProjectStanding, type ProjectStanding } from '../../server/modules/projects/projects.ts';
import { openDatabase, type Database, type RequestDatabase } from '../../server/platform/database.ts';
import { createLogger } from '../../server/platform/logger.ts';
import { Visitor } from '../helpers/client.ts';
import { Stack } from '../helpers/stack.ts';
import { TestProcess } from '../helpers/testProcess.ts';

const now = Date.now();
const byNumber = (standing: ProjectStanding, number: number) =>
  standing.projects.get(projectIdOf(number))?.row ?? expect.fail(`no project ${number}`);

describe('figures of the demo district, out of its tables', () => {
  let stack: Stack;
  let db: Database;
  /** The same as somebody sees it who sees the whole district. */
  let leader: RequestDatabase;
  let standing: ProjectStanding;
  let people: SeedReport['people'];

  beforeAll(async () => {
    stack = await Stack.prepare();
    await stack.database.start();
    const env = { DATABASE_URL: stack.databaseUrl, XW_DATA_DIR: stack.home };
    const seeded = await runToEnd({ name: 'seed', entry: join(inject('entries'), 'seed.js'), env });
    people = readSeedReport(seeded).people;
    db = openDatabase(stack.databaseUrl, 1, createLogger('silent'));
    const [person] = await stack.sql<{ id: number }>(`select id from people where login_name = 'leader'`);
    leader = db.as({ viewer: `person:${person?.id ?? 0}`, permission: 'projects.read' });
    standing = await loadProjectStanding(db, now);
  });
  beforeEach(() => stack.showLogsOnFailure());
  afterAll(async () => {
    await db?.close();
    await stack?.remove();
  });

  it('stage each problem on its fictional project, with its reason', () => {
    const worst = (number: number) => {
      const { light, reasons } = byNumber(standing, number);
      return [light, reasons[0]?.code];
    };
    expect(worst(8)).toEqual(['red', 'behind-two-weeks']);
    expect(worst(11)).toEqual(['red', 'underpaid']);
    expect(worst(13)).toEqual(['blue', 'ahead']);
    expect(worst(16)).toEqual(['red', 'over-budget']);
    expect(worst(17)).toEqual(['yellow', 'unreported']);
    expect(worst(33)).toEqual(['yellow', 'phase-overdue']);
    expect(worst(35)).toEqual(['yellow', 'spi']);
    expect(byNumber(standing, 36).reasons.map(({ code }) => code)).toEqual(['over-budget', 'overpaid']);
  });

  it('give no real project a bad light', () => {
    const real = demoProjects.filter((project) => project.realName);
    const lights = real.map(({ number, name }) => [
      name,
      byNumber(standing, number).light,
      byNumber(standing, number).reasons,
    ]);
    expect(lights.filter(([, light]) => light !== 'green')).toEqual([]);
  });

  it('add up to the district, whole and by street, department and sector', () => {
    const district = standing.areas.get(DISTRICT_CODE);
    const { figures, departments, sectors } = district ?? expect.fail();
    const total = (groups: typeof departments) => Object.values(groups).reduce((sum, g) => sum + g.projects.total, 0);
    expect([figures.total, total(departments), total(sectors)]).toEqual([44, 44, 44]);
    expect(Object.values(figures.phases).reduce((sum, { total: n }) => sum + n, 0)).toBe(44);
    expect(Object.values(figures.lights).reduce((sum, n) => sum + n, 0)).toBe(44);
    expect(figures.phases.acceptance.overdue).toBe(1);
    expect(BigInt(figures.yearPlannedFen ?? 0)).toBeGreaterThan(BigInt(figures.yearPlannedToNowFen ?? 0) - 1n);
    const money = Object.values(departments).reduce((sum, g) => sum + BigInt(g.projects.investmentFen), 0n);
    expect(`${money}`).toBe(figures.investmentFen);
  });

  it('draw curves whose last points are the figures', async () => {
    const curves = await getProjectCurves(leader, now, 'district', DISTRICT_CODE);
    const { figures } = standing.areas.get(DISTRICT_CODE) ?? expect.fail();
    expect(curves.months).toHaveLength(12);
    expect(curves.months.findLast((month) => month.paidFen !== null)?.paidFen).toBe(figures.yearPaidFen);
    expect(curves.fundsBaseFen).toBe(figures.yearPlannedFen);
    const reported = curves.weeks.filter((week) => week.progress !== null);
    expect(reported.at(-1)?.progress).toBeCloseTo(figures.progress ?? NaN, 6);
    expect(curves.weeks.every((week, i) => i === 0 || week.planned >= (curves.weeks[i - 1]?.planned ?? 0))).toBe(true);
    for (const [scope, code] of [
      ['street', '320102008000'],
      ['department', 'construction'],
      ['sector', 'livelihood'],
      ['project', projectIdOf(9)],
    ] as const) {
      const one = await getProjectCurves(leader, now, scope, code);
      expect([one.scope, one.code, one.weeks.length > 0, one.months.length > 0]).toEqual([scope, code, true, true]);
    }
    const own = await getProjectCurves(leader, now, 'project', projectIdOf(9));
    expect(own.weeks.findLast((week) => week.progress !== null)?.progress).toBe(byNumber(standing, 9).progress);
    expect(own.months.at(-1)?.plannedFen).toBe(own.fundsBaseFen);
    await expect(getProjectCurves(leader, now, 'street', '320102999999')).rejects.toMatchObject({ code: 'not-found' });
  });

  it('tell a project\u2019s phases in order and its works in time', async () => {
    const { phases, milestones } = await getProject(db, now, projectIdOf(9));
    expect(phases.map(({ phase, leftAt }) => [phase, leftAt !== null])).toEqual([
      ['planning', true],
      ['approval', true],
      ['preparation', true],
      ['building', false],
      ['acceptance', false],
      ['evaluation', false],
    ]);
    expect(milestones.length).toBeGreaterThan(4);
    expect(milestones.at(-1)).toMatchObject({ isEvent: true, actualTo: null });
    expect(milestones.every(({ actualTo, progress }) => (actualTo !== null) === (progress === 1))).toBe(true);
  });

  it('let people in without a second factor by the process of the demonstration alone, and only while it is one', async () => {
    const credentials = people.find(({ loginName }) => loginName === 'leader');
    const door = async (entry: 'main' | 'demo-server', env: Record<string, string> = {}) => {
      const server = new TestProcess(entry, {
        entry: join(inject('entries'), `${entry}.js`),
        env: { DATABASE_URL: stack.databaseUrl, MQTT_URL: stack.mqttUrl, XW_DATA_DIR: stack.home, ...env },
        readyWhen: { line: (line) => line.includes('"msg":"listening"') },
      });
      await server.start({ env: { PORT: `${stack.port}` } });
      const visitor = new Visitor(stack.address);
      const { loginName = '', password = '' } = credentials ?? {};
      const { state } = await visitor.call('signIn', { body: { loginName, password } });
      const { secondFactor } = await visitor.call('signInOptions', {});
      await server.stop();
      return [state, secondFactor];
    };
    expect(await door('demo-server')).toEqual(['ready', 'waived']);
    // Whatever somebody may set: the server itself knows no such thing.
    const wishes = ['SECOND_FACTOR', 'XW_SECOND_FACTOR', 'TOTP', 'MFA', 'DEMO', 'XW_DEMO'].map((name) => [name, 'off']);
    const env = { ...Object.fromEntries(wishes), NODE_ENV: 'test' } as Record<string, string>;
    expect(await door('main', env)).toEqual(['enrol', 'required']);
    await stack.sql(`update projects set demo = false where id = $1`, [projectIdOf(1)]);
    expect(await door('demo-server')).toEqual(['enrol', 'required']);
  });
});
