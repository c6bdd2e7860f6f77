import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { aimOf, firstMonth } from './aims.rules.ts';
import { collectedOf, yearFundsOf } from './collected.rules.ts';
import { demoDepartments } from './organisations.data.ts';
import { budgetFenOf, paymentsOf } from './payments.rules.ts';
import { isEvaluated, valuesOf, type DemoTarget } from './performance.rules.ts';
import { charts } from '../modules/lifecycles/charts.ts';
import { lifecycleOf } from './lifecycles.rules.ts';
import { fundsPlanOf, milestonesOf, phasesOf } from './plans.rules.ts';
import { lastMonday, startOf, endOf, WEEK, weeksOf } from './progress.rules.ts';
import { demoProjects } from './projects.data.ts';
import { demoSites } from './sites.data.ts';
import { deviceRows, siteRows } from './sites.rules.ts';

const now = Date.parse('2026-11-23T17:00:00+08:00');
const january = Date.parse('2026-01-20T17:00:00+08:00');
const byNumber = (number: number) =>
  demoProjects.find((p) => p.number === number) ?? expect.fail(`no project ${number}`);
const reported = (number: number, at = now) => weeksOf(byNumber(number), at).filter((w) => w.progress !== null);
const paidOf = (number: number) => paymentsOf(byNumber(number), now).reduce((sum, p) => sum + p.amountFen, 0);

describe('weekly progress', () => {
  it('closes weeks on Monday midnight in Shanghai', () => {
    expect(lastMonday(now)).toBe(Date.parse('2026-11-23T00:00:00+08:00'));
    expect(lastMonday(Date.parse('2026-11-22T23:59:59+08:00'))).toBe(Date.parse('2026-11-16T00:00:00+08:00'));
    for (const project of demoProjects)
      expect(weeksOf(project, now).every((w) => lastMonday(w.closesAt) === w.closesAt)).toBe(true);
  });

  it('never falls, neither in plan nor in progress, and ends at the whole', () => {
    for (const project of demoProjects) {
      const weeks = weeksOf(project, now);
      const known = weeks.flatMap((w) => w.progress ?? []);
      expect(weeks.length).toBeGreaterThan(0);
      expect(weeks.every((w, i) => i === 0 || w.planned >= (weeks[i - 1]?.planned ?? 1))).toBe(true);
      expect(known.every((p, i) => p <= 1 && (i === 0 || p >= (known[i - 1] ?? 1)))).toBe(true);
      expect(weeks.at(-1)?.planned ?? 1).toBe(1);
      expect(endOf(project, now)).toBeGreaterThan(startOf(project, now));
    }
  });

  it('knows progress up to the last closed week and 18 months back', () => {
    for (const project of demoProjects)
      for (const week of weeksOf(project, now)) {
        expect(week.closesAt).toBeGreaterThanOrEqual(lastMonday(now) - 78 * WEEK);
        if (week.closesAt > lastMonday(now)) expect(week.progress).toBeNull();
      }
    expect(reported(1).at(-1)?.closesAt).toBe(lastMonday(now));
    expect(reported(1, now + WEEK).at(-1)?.closesAt).toBe(lastMonday(now) + WEEK);
  });

  it('keeps every project without trouble within four per cent of its plan', () => {
    for (const project of demoProjects.filter((p) => p.trouble === undefined))
      for (const week of reported(project.number)) {
        expect((week.progress ?? 0) / week.planned).toBeGreaterThan(0.95);
        expect((week.progress ?? 0) / week.planned).toBeLessThan(1.05);
      }
  });

  it('stages the troubles', () => {
    const behind = reported(8).map((w) => w.planned - (w.progress ?? 0));
    expect(behind.slice(-2).every((gap) => gap >= 0.06 && gap < 0.07)).toBe(true);
    expect(behind.slice(0, -2).every((gap) => gap < 0.05)).toBe(true);
    expect(reported(13).at(-1)?.progress).toBe(1);
    expect(reported(13).at(-1)?.planned).toBeLessThan(0.9);
    expect(reported(17).at(-1)?.closesAt).toBe(lastMonday(now) - 3 * WEEK);
    expect(demoProjects.filter((p) => p.trouble !== undefined && p.realName)).toEqual([]);
  });
});

describe('payments', () => {
  it('are whole fen, in order, in the past, and within the budget unless staged otherwise', () => {
    for (const project of demoProjects) {
      const payments = paymentsOf(project, now);
      expect(payments.every((p) => Number.isSafeInteger(p.amountFen) && p.amountFen > 0 && p.paidAt <= now)).toBe(true);
      expect(payments.every((p, i) => i === 0 || p.paidAt > (payments[i - 1]?.paidAt ?? 0))).toBe(true);
      if (project.trouble !== 'overspent') expect(paidOf(project.number)).toBeLessThanOrEqual(budgetFenOf(project));
    }
  });

  it('stage too little, too much too early, and too much', () => {
    expect(paidOf(11) / budgetFenOf(byNumber(11))).toBeCloseTo(0.38, 2);
    const ahead = paidOf(36) / budgetFenOf(byNumber(36)) - (reported(36).at(-1)?.progress ?? 0);
    expect(ahead).toBeGreaterThan(0.15);
    expect(paidOf(16)).toBeGreaterThan(budgetFenOf(byNumber(16)));
  });
});

type Ring = [number, number][];
interface Feature {
  properties: { code?: string; name: string };
  geometry: { coordinates: Ring[] };
}
const geo = (name: string) =>
  (JSON.parse(readFileSync(join(import.meta.dirname, '../../public/geo', name), 'utf8')) as { features: Feature[] })
    .features;
const isInRing = (ring: Ring, x: number, y: number): boolean =>
  ring.reduce((inside, [x1, y1], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length] ?? [0, 0];
    return y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1 ? !inside : inside;
  }, false);
const isIn = ([outer = [], ...holes]: Ring[], x: number, y: number): boolean =>
  isInRing(outer, x, y) && !holes.some((hole) => isInRing(hole, x, y));

describe('sites and devices', () => {
  it('lie in their streets, off the lake and the hill, on all seven streets', () => {
    const streets = geo('streets.geojson');
    for (const site of siteRows) {
      const found = streets.filter((street) => isIn(street.geometry.coordinates, site.lon, site.lat));
      expect(found.map((street) => street.properties.code)).toEqual([site.streetCode]);
      expect(geo('scenery.geojson').some((area) => isIn(area.geometry.coordinates, site.lon, site.lat))).toBe(false);
    }
    expect(new Set(siteRows.map((site) => site.streetCode)).size).toBe(7);
  });

  it('are 60 sites with one to three devices, 80 monitors and 35 cameras, each code and name once', () => {
    expect(siteRows).toHaveLength(60);
    expect(deviceRows.filter((d) => d.kind === 'env')).toHaveLength(80);
    expect(deviceRows.filter((d) => d.kind === 'camera')).toHaveLength(35);
    expect(new Set(deviceRows.map((d) => d.code)).size).toBe(115);
    expect(new Set(deviceRows.map((d) => d.name)).size).toBe(115);
  });

  it('stand on known projects of the same street; parts are cast once, and on no real name', () => {
    for (const site of siteRows) {
      const project = demoProjects.find((p) => p.number === site.projectNumber);
      expect(site.projectNumber === null || project !== undefined).toBe(true);
      if (project?.street) expect(`320102${project.street}`).toBe(site.streetCode);
    }
    const cast = deviceRows.filter((d) => d.part !== undefined);
    expect(cast.map((d) => d.part).sort()).toEqual(['dropout', 'dust', 'malformed', 'night-work', 'silent']);
    expect(cast.filter((d) => d.realName)).toEqual([]);
    expect(demoSites.find((site) => site.part === 'dust')?.base).toBe('藤子村');
  });
});

it('names every department once', () => {
  expect(new Set(Object.values(demoDepartments)).size).toBe(Object.keys(demoDepartments).length);
});

describe('plans', () => {
  it('plan the whole budget by month, to the fen', () => {
    for (const project of demoProjects) {
      const months = fundsPlanOf(project, now);
      expect(months.reduce((sum, m) => sum + m.amountFen, 0)).toBe(budgetFenOf(project));
      expect(months.every((m) => m.amountFen >= 0 && m.month.endsWith('-01'))).toBe(true);
      expect(new Set(months.map((m) => m.month)).size).toBe(months.length);
    }
  });

  it('lead through six phases in order up to the one it is in', () => {
    for (const project of demoProjects) {
      const phases = phasesOf(project, now);
      expect(phases.findLast((p) => p.enteredAt !== null)?.phase).toBe(project.phase);
      expect(phases.every((p) => p.leftAt === null || (p.leftAt >= (p.enteredAt ?? Infinity) && p.leftAt <= now))).toBe(
        true,
      );
    }
  });

  it('date works in order, done ones with both dates, none in the future', () => {
    for (const project of demoProjects)
      for (const row of milestonesOf(project, now)) {
        expect(row.plannedTo).toBeGreaterThanOrEqual(row.plannedFrom);
        expect((row.actualTo !== null) === (row.progress === 1)).toBe(true);
        expect(row.actualTo ?? row.actualFrom ?? 0).toBeLessThanOrEqual(now);
      }
  });
});

describe('lifecycles of demo projects', () => {
  it('come by their charts, in order, to a state of the phase that the project is in', () => {
    for (const project of demoProjects) {
      const { chart, state, steps } = lifecycleOf(project, now);
      const { rows, states, first } = charts[chart];
      expect(states.find(({ code }) => code === state)?.phase).toBe(project.phase);
      expect([steps[0]?.to, steps.at(-1)?.to]).toEqual([first, state]);
      steps.slice(1).forEach((step, place) => {
        const before = steps[place];
        expect(step.from).toBe(before?.to);
        expect(step.at).toBeGreaterThanOrEqual(before?.at ?? Infinity);
        expect(step.at).toBeLessThanOrEqual(now);
        expect(
          rows.some(({ from, action, to }) => from === step.from && action === step.action && to === step.to),
        ).toBe(true);
      });
    }
  });

  it('carry the documents and sums that led there', () => {
    for (const project of demoProjects) {
      const { chart, steps, documents, amounts, contractFen } = lifecycleOf(project, now);
      const asked = steps.flatMap(
        ({ from, action }) =>
          charts[chart].rows.find((row) => row.from === from && row.action === action)?.documents ?? [],
      );
      expect(documents.map(({ kind }) => kind)).toEqual(asked);
      const sums = Object.fromEntries(amounts.map(({ kind, fen }) => [kind, fen]));
      if (sums['budget'] !== undefined) expect(sums['budget']).toBeLessThanOrEqual((sums['estimate'] ?? 0) * 1.1);
      if (contractFen !== null) expect(contractFen).toBeLessThanOrEqual(sums['ceiling'] ?? 0);
    }
  });
});

describe('what demo projects report', () => {
  const target: DemoTarget = {
    ...{ id: 1, method: 'ratio', direction: 'ge', target: '100', decimals: 1, frequency: 'month', pointsInAll: 0 },
    ...{ unit: '%', autoSource: null, isHeldToRange: false },
  };
  const many = Array.from({ length: 60 }, (_, id) => ({ ...target, id }));
  const project = (realName: boolean) => demoProjects.find((one) => one.realName === realName) ?? expect.fail();

  it('is the same every time, within the year, and leaves to the system what the system takes', () => {
    const values = valuesOf(project(false), many, now);
    expect(values).toEqual(valuesOf(project(false), many, now));
    expect(values.every(({ month }) => month >= 1 && month <= 11)).toBe(true);
    expect(valuesOf(project(false), [{ ...target, autoSource: 'dust-compliance' }], now)).toEqual([]);
    expect(valuesOf(project(false), many, january).every(({ month }) => month === 1)).toBe(true);
  });
  it('adds up over the year along the project\u2019s own plan, and is taken by the product\u2019s own formulas', () => {
    const open = { ...target, target: null, unit: '户', decimals: 0 };
    for (const one of demoProjects.filter((p) => p.phase === 'building')) {
      const aim = aimOf(one, open, 0, now);
      const rising = [aim.monthly ?? [], valuesOf(one, [{ ...open, ...aim }], now).map(({ value }) => value)];
      for (const row of rising.map((values) => values.map(Number)))
        expect(row.every((value, i) => value >= (row[i - 1] ?? 0))).toBe(true);
      expect(aim.monthly?.at(-1)).toBe(aim.target);
      const progress: DemoTarget = { ...target, autoSource: 'progress' };
      const taken = valuesOf(one, [{ ...progress, ...aimOf(one, progress, 0, now) }], now);
      expect(taken.every(({ detail, month }) => detail?.formula === 'progress@1' && month < 11)).toBe(true);
    }
    const execution =
      collectedOf(byNumber(11), { autoSource: 'budget-execution', decimals: 2 }, 10, now) ?? expect.fail();
    expect(Number(execution.value)).toBeLessThan(80);
    expect(execution.detail.inputs['budgetFen']).toBe(String(yearFundsOf(byNumber(11), now)));
  });
  it('is asked of those who have work in the year, and have had for a while', () => {
    const evaluated = demoProjects.filter((one) => isEvaluated(one, now)).map(({ number }) => number);
    expect(evaluated).toContain(9);
    for (const number of [14, 41, 42, 43, 44]) expect(evaluated).not.toContain(number);
    for (const number of evaluated) expect(firstMonth(byNumber(number), now)).toBeLessThanOrEqual(8);
  });
  it('is partly missing and partly waiting, and never bad under a real name', () => {
    const values = valuesOf(project(false), many, now);
    expect(new Set(values.map(({ targetId }) => targetId)).size).toBeLessThan(many.length);
    expect(values.some(({ state }) => state === 'submitted')).toBe(true);
    const real = valuesOf(project(true), many, now).map(({ value }) => Number(value));
    expect(Math.min(...real)).toBeGreaterThanOrEqual(88);
    expect(Math.max(...real)).toBeLessThanOrEqual(100);
  });
});
