import { XMLBuilder } from 'fast-xml-parser';
import type { Calendar } from '../../../../contracts/calendars.ts';
import type { BaselineTask, Plan, PlannedTask, ScheduleContent, Task } from '../../../../contracts/schedules.ts';
import {
  constraint,
  DAYS_FORMAT,
  eveningOf,
  LAG_A_DAY,
  linkCodes,
  MINUTES_A_DAY,
  morningOf,
  NAMESPACE,
} from './facts.ts';

const yes = (is: boolean): string => (is ? '1' : '0');
const hours = (days: number): string => `PT${(days * MINUTES_A_DAY) / 60}H0M0S`;
const workingTimes = {
  WorkingTime: [
    { FromTime: '08:00:00', ToTime: '12:00:00' },
    { FromTime: '13:00:00', ToTime: '17:00:00' },
  ],
};
/** Sunday is 1 there; our weeks begin on Monday. */
const dayTypeOf = (weekday: number): number => ((weekday + 1) % 7) + 1;

const calendarOf = ({ name, week, exceptions }: Calendar, at: number) => ({
  UID: at + 1,
  Name: name,
  IsBaseCalendar: 1,
  BaseCalendarUID: -1,
  WeekDays: {
    WeekDay: week
      .map((isWorked, weekday) => ({
        DayType: dayTypeOf(weekday),
        DayWorking: yes(isWorked),
        ...(isWorked && { WorkingTimes: workingTimes }),
      }))
      .sort((a, b) => a.DayType - b.DayType),
  },
  Exceptions: {
    Exception: exceptions.map(({ from, to, kind, name: title }) => ({
      EnteredByOccurrences: 0,
      TimePeriod: { FromDate: `${from}T00:00:00`, ToDate: `${to}T23:59:00` },
      Occurrences: 1,
      Name: title,
      Type: 1,
      DayWorking: yes(kind === 'working'),
      ...(kind === 'working' && { WorkingTimes: workingTimes }),
    })),
  },
});

export interface WrittenProject {
  readonly name: string;
  readonly content: ScheduleContent;
  readonly plan: Plan;
  readonly agreed: readonly BaselineTask[];
}

function constraintsOf({ noEarlierThan, mustFinishBy }: Task, calendarUid: number) {
  return {
    ConstraintType: noEarlierThan === null ? constraint.asSoonAsPossible : constraint.startNoEarlier,
    CalendarUID: calendarUid,
    ...(noEarlierThan !== null && { ConstraintDate: morningOf(noEarlierThan) }),
    ...(mustFinishBy !== null && { Deadline: eveningOf(mustFinishBy) }),
  };
}

/** Fields in the order of the schema, which Microsoft Project insists on. */
function taskOf(
  task: Task,
  at: number,
  level: number,
  planned: PlannedTask | undefined,
  more: object,
  calendarUid: number,
) {
  const isSummary = task.kind === 'summary';
  return {
    ...{ UID: at + 1, ID: at + 1, Name: task.name, Type: 1, IsNull: 0, WBS: task.wbs, OutlineLevel: level },
    ...(planned?.start && { Start: morningOf(planned.start) }),
    ...(planned?.finish && { Finish: eveningOf(planned.finish) }),
    ...{ Duration: hours(isSummary ? (planned?.duration ?? 0) : task.duration), DurationFormat: DAYS_FORMAT },
    ...{
      Milestone: yes(task.kind === 'milestone'),
      Summary: yes(isSummary),
      Critical: yes(planned?.critical === true),
    },
    PercentComplete: Math.floor(Number(isSummary ? (planned?.progress ?? 0) : task.progress)),
    ...(task.actualStart !== null && { ActualStart: morningOf(task.actualStart) }),
    ...(task.actualFinish !== null && { ActualFinish: eveningOf(task.actualFinish) }),
    ...constraintsOf(task, calendarUid),
    ...(task.note !== '' && { Notes: task.note }),
    ...more,
  };
}

/** A schedule as Microsoft Project reads it, its days as they are computed here. */
export function writeProject({ name, content, plan, agreed }: WrittenProject): string {
  const { frame, tasks, links, calendars } = content;
  const planned = new Map(plan.tasks.map((task) => [task.taskId, task]));
  const then = new Map(agreed.map((task) => [task.taskId, task]));
  const places = new Map(tasks.map(({ id }, at) => [id, at + 1]));
  const calendarUid = (code: string | null): number => calendars.findIndex((one) => one.code === code) + 1 || -1;
  const levels = new Map<number, number>();
  const rows = tasks.map((task, at) => {
    const level = task.parentId === null ? 1 : (levels.get(task.parentId) ?? 0) + 1;
    levels.set(task.id, level);
    const agreedTask = then.get(task.id);
    const more = {
      PredecessorLink: links
        .filter(({ toId }) => toId === task.id)
        .map(({ fromId, type, lag }) => ({
          ...{ PredecessorUID: places.get(fromId), Type: linkCodes[type], CrossProject: 0 },
          ...{ LinkLag: lag * LAG_A_DAY, LagFormat: DAYS_FORMAT },
        })),
      ...(agreedTask?.start &&
        agreedTask.finish && {
          Baseline: {
            ...{ Number: 0, Start: morningOf(agreedTask.start), Finish: eveningOf(agreedTask.finish) },
            Duration: hours(agreedTask.duration),
          },
        }),
    };
    return taskOf(task, at, level, planned.get(task.id), more, calendarUid(task.calendarCode));
  });
  const project = {
    ...{ '@_xmlns': NAMESPACE, SaveVersion: 14, Name: name, Title: name, ScheduleFromStart: 1 },
    StartDate: morningOf(frame.startsOn),
    ...(plan.finish && { FinishDate: eveningOf(plan.finish) }),
    CalendarUID: calendarUid(frame.calendarCode),
    ...{ MinutesPerDay: MINUTES_A_DAY, MinutesPerWeek: MINUTES_A_DAY * 5, DaysPerMonth: 20 },
    ...(frame.statusDay !== null && { StatusDate: eveningOf(frame.statusDay) }),
    Calendars: { Calendar: calendars.map(calendarOf) },
    Tasks: { Task: rows },
  };
  const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true });
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${builder.build({ Project: project })}`;
}
