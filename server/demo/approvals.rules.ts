import type { StoryAct } from '../../contracts/approvals.ts';
import type { LifecycleAction, LifecycleChartKey } from '../../contracts/lifecycles.ts';
import { act, type ApprovalAct } from '../modules/approvals/acts.rules.ts';
import { beginFlow, openPass, type Flow, type FlowFacts, type Outcome } from '../modules/approvals/flow.rules.ts';
import type { ActDetail } from '../modules/approvals/approvals.sql.ts';
import { detailOf, writtenSteps } from '../modules/approvals/story.rules.ts';
import { flowOf } from '../modules/lifecycles/flows.ts';
import { officeDaysAfter, officeMsBetween } from '../modules/schedules/officeDays.ts';
import { lifecycleOf } from './lifecycles.rules.ts';
import { demoPeople } from './people.data.ts';
import { DAY } from './progress.rules.ts';
import { companyProjects } from './organisations.data.ts';
import type { DemoProject } from './projects.data.ts';

const HOUR = 3_600_000;
/** Number of an account in the stories; the seed puts the real one in its place. */
export type NumberOf = (loginName: string) => number;

export interface DemoAct {
  readonly act: StoryAct;
  readonly by: string;
  readonly at: number;
  readonly pass: number;
  readonly opinion: string;
  readonly detail: ActDetail;
}
export interface DemoApproval {
  readonly project: DemoProject;
  readonly chart: LifecycleChartKey;
  readonly from: string;
  readonly action: LifecycleAction;
  readonly to: string;
  readonly initiator: string;
  readonly reason: string;
  readonly begunAt: number;
  readonly flow: Flow;
  readonly acts: readonly DemoAct[];
}
type Row = Pick<DemoApproval, 'from' | 'action' | 'to'>;
/** What somebody does in a story; whom it asks is named by login. */
interface Told {
  readonly by: string;
  readonly at: number;
  readonly act: StoryAct;
  readonly opinion?: string;
  readonly to?: number | null;
  readonly who?: string;
}

const got = (outcome: Outcome): Flow => {
  if ('objection' in outcome) throw new Error(outcome.objection.detail);
  return outcome.flow;
};
/** The account that holds a role for a project. */
const holderOf = (role: string, { department }: DemoProject): string | undefined =>
  demoPeople.find((one) => one.role === role && (role !== 'department' || one.organisation === department))?.loginName;

function ordered({ act: kind, to, who, by, opinion = '' }: Told, numberOf: NumberOf): ApprovalAct {
  const base = { by: numberOf(by), opinion };
  const person = who === undefined ? 0 : numberOf(who);
  switch (kind) {
    case 'return':
      return { ...base, act: kind, to: to ?? null };
    case 'add':
      return { ...base, act: kind, where: 'before', person };
    case 'hand-over':
    case 'delegate':
      return { ...base, act: kind, person };
    case 'copy':
      return { ...base, act: kind, people: [person] };
    case 'remove':
    case 'submit':
    case 'supersede':
      throw new Error(`no story tells of ${kind}`);
    default:
      return { ...base, act: kind };
  }
}

interface Beginning extends Row {
  readonly project: DemoProject;
  readonly chart: LifecycleChartKey;
  readonly initiator: string;
  readonly reason: string;
  readonly at: number;
}
/** A story told by the rules themselves: what they refuse is no story. */
export function approvalOf(beginning: Beginning, story: readonly Told[], numberOf: NumberOf): DemoApproval {
  const { project, chart, from, action, to, initiator, reason, at } = beginning;
  const factsAt = (now: number): FlowFacts => ({
    now,
    holdersOf: (role) => [holderOf(role, project)].flatMap((name) => (name === undefined ? [] : [numberOf(name)])),
    dueAfter: officeDaysAfter,
  });
  let flow = got(beginFlow(numberOf(initiator), writtenSteps(flowOf(chart, { from, action, to }) ?? []), factsAt(at)));
  const acts: DemoAct[] = [{ act: 'submit', by: initiator, at, pass: 0, opinion: reason, detail: {} }];
  for (const told of story) {
    const what = ordered(told, numberOf);
    const { by, at: when, act: kind, opinion = '' } = told;
    const pass = flow.passes.length - 1;
    acts.push({ act: kind, by, at: when, pass, opinion, detail: detailOf(what, openPass(flow)) });
    flow = got(act(flow, what, factsAt(when)));
  }
  return { project, chart, from, action, to, initiator, reason, begunAt: at, flow, acts };
}

/** So many working days before an instant, at an hour of the office: the same day for every hour. */
function daysBefore(end: number, days: number, hour: number): number {
  for (let day = Math.floor((end + 8 * HOUR) / DAY) - 1; ; day -= 1) {
    const midnight = day * DAY - 8 * HOUR;
    const isWorked = officeMsBetween(midnight, midnight + HOUR) === HOUR;
    if (isWorked && officeMsBetween(midnight, end) >= (days - 1) * DAY) return midnight + hour * HOUR;
  }
}

const agreed = ['同意。', '同意，请按程序办理。', '原则同意，请按会签意见完善后实施。', '资料齐备，同意。'];
/**
 * How an approval of the past went: every seat of every step in turn, ending when the project moved and begun once it had
 * come to where it was submitted.
 */
function passedStory(project: DemoProject, row: Row, chart: LifecycleChartKey, since: number, end: number) {
  const seats = (flowOf(chart, row) ?? []).flatMap(({ roles, mode }) => (mode === 'any' ? roles.slice(0, 1) : roles));
  const pace = 2.4 + ((project.number * 3 + row.from.length + seats.length) % 4) * 0.5;
  const days = Math.max(
    1,
    Math.min(Math.round(seats.length * pace), Math.floor(officeMsBetween(since, end) / DAY) - 1),
  );
  const left = (place: number): number => Math.round((days * (seats.length - 1 - place)) / seats.length);
  const story = seats.map((role, place): Told => ({
    ...{ act: 'approve', by: holderOf(role, project) ?? '' },
    opinion: agreed[(project.number + place) % agreed.length] ?? '',
    at: place === seats.length - 1 ? end : daysBefore(end, left(place), 9 + place),
  }));
  return { story, at: daysBefore(end, days, 9) };
}

/** Approvals behind what the invented company's projects went through this year. */
function pastOf(project: DemoProject, now: number, numberOf: NumberOf): DemoApproval[] {
  if (!companyProjects.includes(project.number)) return [];
  const { chart, steps } = lifecycleOf(project, now);
  return steps.flatMap(({ from, action, to, at }) => {
    if (from === null || action === null || flowOf(chart, { from, action, to }) === null) return [];
    const row = { from, action, to };
    const told = passedStory(
      project,
      row,
      chart,
      steps.findLast((one) => one.to === from && one.at < at)?.at ?? at,
      at,
    );
    const beginning = { ...row, project, chart, initiator: 'unit', reason: '资料已齐备，提请审批。', at: told.at };
    return [approvalOf(beginning, told.story, numberOf)];
  });
}

interface UnderWay {
  readonly row: Row;
  readonly reason: string;
  /** Working days ago that it was submitted. */
  readonly days: number;
  readonly story: (now: number) => Told[];
}
/** What is under way now, by the number of the project: on time, overdue, waiting for who was asked, given back. */
const underWay: Readonly<Record<number, UnderWay>> = {
  33: {
    row: { from: 'S150', action: 'advance', to: 'S170' },
    ...{ reason: '竣工财务决算已编制，提请批复。', days: 12 },
    story: (now) => [
      { act: 'approve', by: 'water', at: daysBefore(now, 11, 10), opinion: '决算资料完整，同意上报。' },
      { act: 'urge', by: 'office', at: daysBefore(now, 2, 15) },
    ],
  },
  41: {
    row: { from: 'S10', action: 'advance', to: 'S20' },
    ...{ reason: '事前绩效评估已完成，提请审核。', days: 2 },
    story: (now) => [
      { act: 'approve', by: 'urban', at: daysBefore(now, 1, 9), opinion: '同意。' },
      {
        act: 'add',
        by: 'finance',
        who: 'construction',
        at: daysBefore(now, 1, 15),
        opinion: '请建设部门核实工程量与造价。',
      },
    ],
  },
  42: {
    row: { from: 'I30', action: 'advance', to: 'I40' },
    ...{ reason: '投资协议已签订，提请会签后报区政府。', days: 8 },
    story: (now) => [
      { act: 'copy', by: 'office', who: 'leader', at: daysBefore(now, 8, 10) },
      { act: 'approve', by: 'finance', at: daysBefore(now, 6, 11), opinion: '兑现资金来源明确，同意。' },
      { act: 'urge', by: 'office', at: daysBefore(now, 1, 16), opinion: '请尽快会签。' },
    ],
  },
  43: {
    row: { from: 'M30', action: 'advance', to: 'M40' },
    ...{ reason: '责任分解已完成，提请备案。', days: 4 },
    story: (now) => [
      {
        act: 'return',
        by: 'construction',
        to: null,
        at: daysBefore(now, 2, 14),
        opinion: '责任分解表未列明完成时限，请补充后重新提交。',
      },
    ],
  },
};
/** One that was taken back: project 5 was submitted once before its ceiling was reviewed. */
function takenBack(project: DemoProject, now: number, numberOf: NumberOf): DemoApproval[] {
  const { chart, steps } = lifecycleOf(project, now);
  const entered = steps.find(({ to }) => to === 'S60')?.at;
  if (project.number !== 5 || entered === undefined) return [];
  const at = daysBefore(entered + 5 * DAY, 1, 10);
  const row = { from: 'S60', action: 'advance' as const, to: 'S70' };
  const beginning = { ...row, project, chart, initiator: 'unit', reason: '提请财政评审。', at };
  const back: Told = { act: 'withdraw', by: 'unit', at: at + 4 * HOUR, opinion: '控制价有误，撤回修改。' };
  return [approvalOf(beginning, [back], numberOf)];
}

/** All approvals of the demonstration, in the order they were begun. */
export function demoApprovals(projects: readonly DemoProject[], now: number, numberOf: NumberOf): DemoApproval[] {
  const all = projects.flatMap((project) => {
    const current = underWay[project.number];
    if (current === undefined) return [...pastOf(project, now, numberOf), ...takenBack(project, now, numberOf)];
    const { chart, state } = lifecycleOf(project, now);
    if (state !== current.row.from) return [];
    const at = daysBefore(now, current.days, 9);
    const beginning = { ...current.row, project, chart, initiator: 'office', reason: current.reason, at };
    return [approvalOf(beginning, current.story(now), numberOf)];
  });
  return all.sort((a, b) => a.begunAt - b.begunAt);
}
