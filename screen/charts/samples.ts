import type { FundsMonth, Milestone, ProjectWeek } from '../../contracts/projects.ts';
import { DAY_MS } from '../format/time.ts';

/** Made-up rows in every state a chart can be in: for the snapshots, and for the page of parts. Never on a real page. */
export const sampleNow = Date.parse('2026-11-23T10:26:08+08:00');
const on = (date: string): number => Date.parse(`${date}T00:00:00+08:00`);
export const sampleYear = { from: on('2026-01-01'), to: on('2027-01-01') };
const firstMonday = on('2026-01-05');
const WEEK_MS = 7 * DAY_MS;

/** A smooth S from 0 to 1. */
const curve = (share: number): number => share * share * (3 - 2 * share);
const shareOfYear = (at: number): number =>
  Math.min(1, Math.max(0, (at - sampleYear.from) / (sampleYear.to - sampleYear.from)));

/** `isMissing` weeks were not reported; `lag` is how far progress stays behind its plan, as a share of it. */
export const sampleWeeks = (lag: number, isMissing: (week: number) => boolean = () => false): ProjectWeek[] =>
  Array.from({ length: 52 }, (_, week) => {
    const closesAt = firstMonday + week * WEEK_MS;
    const planned = curve(shareOfYear(closesAt));
    const isOpen = closesAt > sampleNow || isMissing(week);
    return { closesAt, planned, progress: isOpen ? null : planned * (1 - lag) };
  });

export const sampleBaseFen = '1720000000000';
const months = Array.from({ length: 13 }, (_, month) => Date.UTC(2026, month, 1) - 8 * 3_600_000);
const fenOf = (share: number): string => String(Math.round(share * 1720) * 1_000_000_000);

/** `pace` 1 pays as planned; `known` is how many months have a figure. */
export const sampleMonths = (pace: number, known = 11, hasPlan = true): FundsMonth[] =>
  months.slice(0, 12).map((startsAt, month) => ({
    startsAt,
    endsAt: months[month + 1] ?? sampleYear.to,
    paidFen: month < known ? fenOf(((month + 1) / 12) ** 1.15 * pace) : null,
    plannedFen: hasPlan ? fenOf(((month + 1) / 12) ** 1.1) : null,
    arrivedFen: null,
  }));

const work = (
  seq: number,
  name: string,
  planned: readonly [string, string],
  actual: readonly [string | null, string | null],
  progress: number | null,
  isEvent = false,
): Milestone => ({
  seq,
  name,
  plannedFrom: on(planned[0]),
  plannedTo: on(planned[1]),
  actualFrom: actual[0] === null ? null : on(actual[0]),
  actualTo: actual[1] === null ? null : on(actual[1]),
  progress,
  isEvent,
});

export const sampleMilestones: readonly Milestone[] = [
  work(1, '施工许可与进场', ['2026-03-02', '2026-03-20'], ['2026-03-02', '2026-03-25'], 1),
  work(2, '地下管网改造', ['2026-03-20', '2026-06-05'], ['2026-03-25', '2026-06-18'], 1),
  work(3, '屋面防水', ['2026-04-20', '2026-07-05'], ['2026-04-20', '2026-07-08'], 1),
  work(4, '中期评估', ['2026-07-15', '2026-07-15'], [null, '2026-07-17'], null, true),
  work(5, '外立面出新', ['2026-06-10', '2026-11-10'], ['2026-06-18', null], 0.88),
  work(6, '道路与停车位', ['2026-08-25', '2026-12-10'], ['2026-09-02', null], 0.62),
  work(7, '公共照明与监控', ['2026-09-20', '2026-12-20'], ['2026-09-25', null], null),
  work(8, '绿化补植', ['2026-12-01', '2026-12-28'], [null, null], null),
  work(9, '竣工验收', ['2027-01-18', '2027-01-18'], [null, null], null, true),
];
