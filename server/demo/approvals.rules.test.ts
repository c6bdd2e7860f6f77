import { expect, it } from 'vitest';
import { demoApprovals } from './approvals.rules.ts';
import { demoPeople } from './people.data.ts';
import { demoProjects } from './projects.data.ts';

const now = Date.parse('2026-11-25T15:00+08:00');
const numberOf = (loginName: string) => demoPeople.findIndex((one) => one.loginName === loginName) + 1;
const all = demoApprovals(demoProjects, now, numberOf);

it('the demonstration has approvals in every state, told by the rules themselves', () => {
  const states = new Set(all.map(({ flow }) => flow.state));
  expect([...states].sort()).toEqual(['approved', 'open', 'returned', 'withdrawn']);
  expect(all.length).toBeGreaterThan(12);
});

it('nothing in them happens before what led to it, nor after now, whenever the demonstration is made', () => {
  for (let day = 0; day < 730; day += 17) {
    const then = now - day * 86_400_000 + (day % 24) * 3_600_000;
    for (const { acts, begunAt, project, from } of demoApprovals(demoProjects, then, numberOf)) {
      const times = acts.map(({ at }) => at);
      expect(
        [...times].sort((a, b) => a - b),
        `${project.name} ${from} ${day}`,
      ).toEqual(times);
      expect(times[0]).toBe(begunAt);
      expect(times.at(-1)).toBeLessThanOrEqual(then);
    }
  }
});

it('some of them are overdue, and one project has one under way at most', () => {
  const open = all.filter(({ flow }) => flow.state === 'open' || flow.state === 'returned');
  expect(new Set(open.map(({ project }) => project.number)).size).toBe(open.length);
  const overdue = open.filter(
    ({ flow }) => (flow.passes.at(-1)?.closedAt ?? now) === now && (flow.passes.at(-1)?.dueAt ?? now) < now,
  );
  expect(overdue.length).toBeGreaterThanOrEqual(2);
});

it('no approval of a project begins before the one before it is over', () => {
  const ends = new Map<number, number>();
  for (const { project, begunAt, acts, flow } of all) {
    expect(begunAt, project.name).toBeGreaterThanOrEqual(ends.get(project.number) ?? 0);
    if (flow.state !== 'open') ends.set(project.number, acts.at(-1)?.at ?? begunAt);
  }
});
