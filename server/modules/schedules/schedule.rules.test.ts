import { describe, expect, it } from 'vitest';
import { Value } from 'typebox/value';
import { Plan, scheduleFaultCodes, type ScheduleContent, type Task } from '../../../contracts/schedules.ts';
import { contentOf, plannedOf, taskIn, taskOf } from '../../../tests/helpers/schedules.ts';
import { planSchedule } from './schedule.rules.ts';
import { officeCalendar } from './shipped/calendars.data.ts';

const office = { calendarCode: 'OFFICE' };
const days = (content: ScheduleContent, id: number) => {
  const { start, finish } = taskIn(plannedOf(content), id);
  return [start, finish];
};

describe('a plan on the office calendar', () => {
  it('works the Saturday before 春节 2026 and none of its nine days', () => {
    // Thursday 12 and Friday 13 February, Saturday 14 (调休), then Tuesday 24 and Wednesday 25.
    const content = contentOf([taskOf(1, 5)], [], { ...office, startsOn: '2026-02-12' });
    expect(days(content, 1)).toEqual(['2026-02-12', '2026-02-25']);
  });
  it('begins on the next working day where it is to begin on a day off', () => {
    expect(days(contentOf([taskOf(1, 1)], [], { ...office, startsOn: '2026-10-01' }), 1)).toEqual([
      ...['2026-10-08', '2026-10-08'],
    ]);
  });
  it('tells which of its years are counted by weekdays alone', () => {
    const content = contentOf([taskOf(1, 30)], [], { ...office, startsOn: '2026-12-01' });
    expect(plannedOf(content).uncertainYears).toEqual([2027]);
    expect(plannedOf(contentOf([taskOf(1, 10)], [], { ...office, startsOn: '2026-12-01' })).uncertainYears).toEqual([]);
    expect(plannedOf(contentOf([taskOf(1, 99)], [], { startsOn: '2026-12-01' })).uncertainYears).toEqual([]);
  });
  it('counts a lag in working days of the task it leads to', () => {
    // Work on site ends on Friday 6 March. Two office days are Monday and Tuesday, two site days Saturday and Sunday.
    const tasks = (calendarCode: string) => [taskOf(1, 5, { calendarCode: 'SITE' }), taskOf(2, 1, { calendarCode })];
    const start = (calendarCode: string) => days(contentOf(tasks(calendarCode), [[1, 2, 'FS', 2]]), 2)[0];
    expect([start('OFFICE'), start('SITE')]).toEqual(['2026-03-11', '2026-03-09']);
  });
  it('overlaps by a lag below zero, and begins nothing before the project', () => {
    expect(days(contentOf([taskOf(1, 5), taskOf(2, 3)], [[1, 2, 'FS', -2]]), 2)[0]).toBe('2026-03-05');
    expect(days(contentOf([taskOf(1, 5), taskOf(2, 3)], [[1, 2, 'FS', -20]]), 2)[0]).toBe('2026-03-02');
  });
  it('keeps its critical path where a weekend lies between two calendars', () => {
    const tasks = [taskOf(1, 5, { calendarCode: 'SITE' }), taskOf(2, 1, { calendarCode: 'OFFICE' })];
    const plan = plannedOf(contentOf(tasks, [[1, 2]]));
    expect(taskIn(plan, 1)).toMatchObject({ finish: '2026-03-06', totalFloat: 2, critical: true });
    expect(plan.criticalPath).toEqual([1, 2]);
  });
  it('holds what starts together with a day its own calendar does not work to the working day before', () => {
    // 2 may begin on Sunday 8 March at the latest, as 4 takes the last seven of fourteen days: 1 has to on Friday.
    const site = { calendarCode: 'SITE' };
    const tasks = [taskOf(1, 1, office), taskOf(2, 1, site), taskOf(3, 14, site), taskOf(4, 7, site)];
    const plan = plannedOf(
      contentOf(tasks, [
        [1, 2, 'SS'],
        [2, 4],
      ]),
    );
    expect(taskIn(plan, 2).lateStart).toBe('2026-03-08');
    expect(taskIn(plan, 1)).toMatchObject({ lateStart: '2026-03-06', totalFloat: 4, freeFloat: 0 });
  });
});

describe('a milestone', () => {
  it('is reached in the evening of what it follows, and what follows it begins on the next working day', () => {
    const plan = plannedOf(
      contentOf(
        [taskOf(1, 5), taskOf(2, 0), taskOf(3, 1)],
        [
          [1, 2],
          [2, 3],
        ],
        office,
      ),
    );
    expect(taskIn(plan, 2)).toMatchObject({ start: '2026-03-06', finish: '2026-03-06', lateFinish: '2026-03-06' });
    expect(taskIn(plan, 3).start).toBe('2026-03-09');
  });
  it('stands in the morning of its day where a day is given, and what follows it begins on that day', () => {
    const content = contentOf([taskOf(1, 0, { noEarlierThan: '2026-03-10' }), taskOf(2, 1)], [[1, 2]], office);
    expect([days(content, 1)[0], days(content, 2)[0]]).toEqual(['2026-03-10', '2026-03-10']);
  });
  it('is kept on the day it must be', () => {
    const due = (mustFinishBy: string) =>
      plannedOf(contentOf([taskOf(1, 5), taskOf(2, 0, { mustFinishBy })], [[1, 2]], office));
    expect(taskIn(due('2026-03-06'), 2)).toMatchObject({ totalFloat: 0, violations: [] });
    expect(taskIn(due('2026-03-05'), 2)).toMatchObject({
      totalFloat: -1,
      violations: [{ code: 'finish-after-deadline', days: 1, linkId: null }],
    });
    expect(taskIn(due('2026-03-05'), 1).totalFloat).toBe(-1);
  });
});

describe('days to be kept', () => {
  it('let a task begin no earlier than it may', () => {
    const content = contentOf([taskOf(1, 2, { noEarlierThan: '2026-03-07' })], [], office);
    expect(taskIn(plannedOf(content), 1)).toMatchObject({ start: '2026-03-09', boundBy: 'no-earlier-than' });
  });
  it('of a summary hold for everything below it', () => {
    const summary = taskOf(9, 0, { kind: 'summary', noEarlierThan: '2026-03-09', mustFinishBy: '2026-03-10' });
    const plan = plannedOf(contentOf([summary, taskOf(1, 3, { parentId: 9 })], [], office));
    expect(taskIn(plan, 1)).toMatchObject({ start: '2026-03-09', finish: '2026-03-11', totalFloat: -1 });
    expect(taskIn(plan, 9).violations).toEqual([{ code: 'finish-after-deadline', days: 1, linkId: null }]);
  });
  it('of the whole are told in working days, before and after', () => {
    const late = (mustFinishBy: string) =>
      plannedOf(contentOf([taskOf(1, 5)], [], { ...office, mustFinishBy })).lateDays;
    expect([late('2026-03-04'), late('2026-03-06'), late('2026-03-10')]).toEqual([2, 0, -2]);
  });
});

describe('what really happened', () => {
  const status = { ...office, statusDay: '2026-03-06' };
  it('lies where it was, and what follows goes on from there', () => {
    const done = taskOf(1, 5, { progress: '100', actualStart: '2026-03-03', actualFinish: '2026-03-07' });
    const plan = plannedOf(contentOf([done, taskOf(2, 2)], [[1, 2]], { ...office, statusDay: '2026-03-07' }));
    expect(taskIn(plan, 1)).toMatchObject({
      ...{ state: 'done', start: '2026-03-03', finish: '2026-03-07', boundBy: 'actual', progress: '100' },
      ...{ totalFloat: null, freeFloat: null, lateStart: null, critical: false, violations: [] },
    });
    expect(days(contentOf([done, taskOf(2, 2)], [[1, 2]], office), 2)[0]).toBe('2026-03-09');
  });
  it('leaves of a task that runs what is not done, after the status day', () => {
    // 40 % of ten days are done by Friday: six are left, from Monday.
    const running = taskOf(1, 10, { progress: '40', actualStart: '2026-03-02' });
    expect(taskIn(plannedOf(contentOf([running], [], status)), 1)).toMatchObject({
      ...{ state: 'running', start: '2026-03-02', finish: '2026-03-16', remaining: 6, boundBy: 'status' },
    });
    expect(taskIn(plannedOf(contentOf([{ ...running, progress: '40.01' }], [], status)), 1).remaining).toBe(6);
    expect(taskIn(plannedOf(contentOf([{ ...running, progress: '39.99' }], [], status)), 1).remaining).toBe(7);
  });
  it('puts nothing that has not begun before the status day', () => {
    expect(days(contentOf([taskOf(1, 2)], [], status), 1)).toEqual(['2026-03-09', '2026-03-10']);
  });
  it('lets what is left of a task wait for what is before it, and tells that it began out of sequence', () => {
    const running = taskOf(2, 4, { progress: '25', actualStart: '2026-03-03' });
    const plan = plannedOf(contentOf([taskOf(1, 3), running], [[1, 2]], status));
    expect(taskIn(plan, 1).finish).toBe('2026-03-11');
    // Planned at the earliest from Thursday 12th, seven working days after it began.
    expect(taskIn(plan, 2)).toMatchObject({
      finish: '2026-03-16',
      violations: [{ code: 'out-of-sequence', days: 7, linkId: 1 }],
    });
  });
  it('tells what began before it was allowed to', () => {
    const early = taskOf(1, 4, { actualStart: '2026-03-02', noEarlierThan: '2026-03-05' });
    expect(taskIn(plannedOf(contentOf([early], [], status)), 1).violations).toEqual([
      { code: 'started-too-early', days: 3, linkId: null },
    ]);
  });
  it('lets a task begin on the day on which a milestone was reached', () => {
    const reached = taskOf(1, 0, { progress: '100', actualStart: null, actualFinish: '2026-03-03' });
    const next = taskOf(2, 4, { actualStart: '2026-03-03' });
    expect(taskIn(plannedOf(contentOf([reached, next], [[1, 2]], status)), 2).violations).toEqual([]);
  });
});

describe('a summary', () => {
  const tree: Task[] = [
    taskOf(1, 0, { kind: 'summary' }),
    taskOf(2, 0, { kind: 'summary', parentId: 1 }),
    taskOf(3, 2, { parentId: 2, progress: '100', actualStart: '2026-03-02', actualFinish: '2026-03-03' }),
    taskOf(4, 6, { parentId: 2, progress: '50', actualStart: '2026-03-04' }),
    taskOf(5, 0, { parentId: 1 }),
    taskOf(6, 0, { kind: 'summary' }),
  ];
  const plan = plannedOf(
    contentOf(
      tree,
      [
        [3, 4],
        [4, 5],
      ],
      { ...office, statusDay: '2026-03-06' },
    ),
  );
  it('spans what is below it, weighs progress by working days and has the least float', () => {
    // (2 days at 100 % + 6 days at 50 %) of 8.
    expect(taskIn(plan, 2)).toMatchObject({
      ...{ start: '2026-03-02', finish: '2026-03-11', duration: 8, progress: '62.5', state: 'running' },
      ...{ totalFloat: 0, critical: true, remaining: null, boundBy: null },
    });
    expect(taskIn(plan, 1)).toMatchObject({ finish: '2026-03-11', progress: '62.5' });
    expect(plan).toMatchObject({ start: '2026-03-02', finish: '2026-03-11', progress: '62.5', criticalPath: [4, 5] });
  });
  it('with nothing below it has no days', () => {
    expect(taskIn(plan, 6)).toMatchObject({ start: null, finish: null, duration: 0, totalFloat: null });
  });
  it('of milestones alone tells how many are reached', () => {
    const reached = taskOf(2, 0, { parentId: 1, progress: '100', actualFinish: '2026-03-02' });
    const tasks = [
      taskOf(1, 0, { kind: 'summary' }),
      reached,
      taskOf(3, 0, { parentId: 1 }),
      taskOf(4, 0, { parentId: 1 }),
    ];
    expect(taskIn(plannedOf(contentOf(tasks, [], { statusDay: '2026-03-02' })), 1).progress).toBe('33.33');
  });
  it('and everything else are as their wire has them', () => {
    expect(Value.Check(Plan, plan)).toBe(true);
  });
});

describe('what cannot be planned', () => {
  const found = (content: ScheduleContent) => {
    const planning = planSchedule(content);
    return 'faults' in planning ? planning.faults.map(({ code }) => code) : [];
  };
  const one = (part: Partial<Task>, duration = 3) =>
    contentOf([taskOf(1, duration, part)], [], { statusDay: '2026-03-10' });
  const base = contentOf([taskOf(1, 3), taskOf(2, 3)], [[1, 2]]);
  const cases: Partial<Record<(typeof scheduleFaultCodes)[number], ScheduleContent>> = {
    cycle: contentOf(
      [taskOf(1, 1), taskOf(2, 1)],
      [
        [1, 2],
        [2, 1, 'SS'],
      ],
    ),
    'link-twice': contentOf(
      [taskOf(1, 1), taskOf(2, 1)],
      [
        [1, 2],
        [1, 2, 'FS', 3],
      ],
    ),
    'link-to-nothing': contentOf([taskOf(1, 1)], [[1, 2]]),
    'link-on-summary': contentOf([taskOf(1, 1), taskOf(2, 0, { kind: 'summary' })], [[1, 2]]),
    'task-twice': contentOf([taskOf(1, 1), taskOf(1, 1, { wbs: '2' })]),
    'wbs-twice': contentOf([taskOf(1, 1), taskOf(2, 1, { wbs: '1' })]),
    'parent-unknown': one({ parentId: 7 }),
    'parent-not-summary': contentOf([taskOf(1, 1), taskOf(2, 1, { parentId: 1 })]),
    'parent-cycle': contentOf([
      taskOf(1, 0, { kind: 'summary', parentId: 2 }),
      taskOf(2, 0, { kind: 'summary', parentId: 1 }),
    ]),
    'duration-missing': one({ kind: 'task' }, 0),
    'duration-not-empty': one({ kind: 'milestone' }),
    'calendar-unknown': one({ calendarCode: 'MOON' }),
    'calendar-without-working-day': {
      ...base,
      calendars: [...base.calendars, { ...officeCalendar, code: 'NONE', week: officeCalendar.week.map(() => false) }],
    },
    'day-unknown': one({ noEarlierThan: '2026-02-30' }),
    'exception-reversed': {
      ...base,
      calendars: base.calendars.map((calendar) => ({
        ...calendar,
        exceptions: [
          { from: '2026-03-03', to: '2026-03-01', kind: 'stop', reason: 'flood', name: '防汛', source: '示例' },
        ],
      })),
    },
    'actual-start-missing': one({ progress: '10' }),
    'actual-finish-missing': one({ progress: '100', actualStart: '2026-03-02' }),
    'actuals-reversed': one({ progress: '100', actualStart: '2026-03-05', actualFinish: '2026-03-04' }),
    'actual-after-status': one({ progress: '5', actualStart: '2026-03-11' }),
    'milestone-actuals-differ': one({ actualStart: '2026-03-05', actualFinish: '2026-03-06' }, 0),
  };
  it.each(Object.entries(cases))('is told: %s', (code, content) => {
    expect(new Set(found(content))).toEqual(new Set([code]));
  });
  it('every code but those of edits has its case', () => {
    const edits = ['task-unknown', 'link-unknown'];
    expect(scheduleFaultCodes.filter((code) => !(code in cases) && !edits.includes(code))).toEqual([]);
  });
  it('names a cycle by its tasks', () => {
    const tasks = [1, 2, 3, 4, 5].map((id) => taskOf(id, 1));
    const planning = planSchedule(
      contentOf(tasks, [
        [1, 2],
        [2, 4],
        [4, 3, 'SS', 2],
        [3, 2],
        [4, 5],
      ]),
    );
    expect(planning).toMatchObject({ faults: [{ code: 'cycle', path: [2, 4, 3] }] });
  });
});
