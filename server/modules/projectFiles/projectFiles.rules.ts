import type { FileChange, ProjectFacts, ProjectPerson } from '../../../contracts/projectFiles.ts';
import type { ProjectPhase } from '../../../contracts/projects.ts';
import { isDay } from '../../platform/calendar.rules.ts';
import type { Objection } from '../../platform/problems.ts';

/** Before its approval is behind it a file is a draft, changed as often as it takes; from then on a change says why. */
export const asksReason = (phase: ProjectPhase): boolean => phase !== 'planning' && phase !== 'approval';

/** A project's file as it stands, its row held. */
export interface HeldFile {
  readonly revision: number;
  readonly phase: ProjectPhase;
  readonly isClosed: boolean;
}
/** Why a change of a file may not be made. What is laid down for the first time (`isFirst`) overthrows nothing: no reason. */
export function whyNotChange(
  file: HeldFile,
  { revision, reason }: FileChange,
  isFirst: boolean,
): Objection | undefined {
  if (file.isClosed) return { code: 'not-in-this-state', detail: '项目已归档或终止' };
  if (revision !== file.revision) return { code: 'changed-meanwhile', detail: '项目档案已有变动' };
  if (!isFirst && asksReason(file.phase) && reason === undefined)
    return { code: 'check-failed', detail: '项目已通过审批,修改须说明理由' };
  return undefined;
}

/** Why what was entered of a project does not hold. @param linesFen what its budget lines come to so far */
export function whyNotFacts(facts: ProjectFacts, linesFen: string): Objection | undefined {
  const refuse = (detail: string): Objection => ({ code: 'check-failed', detail });
  if (!isDay(facts.startsOn) || !isDay(facts.endsOn)) return refuse('日期无效');
  if (facts.endsOn <= facts.startsOn) return refuse('计划完成日期须晚于计划开始日期');
  if (BigInt(facts.budgetFen) <= 0n) return refuse('总投资应大于 0');
  if (BigInt(facts.budgetFen) < BigInt(linesFen)) return refuse('总投资小于预算明细合计');
  if (facts.partnerCodes.includes(facts.departmentCode)) return refuse('牵头部门不能同时为协办部门');
  return undefined;
}

/** Why these people do not hold: a day that no calendar has, the end before the beginning, the same duty twice. */
export function whyNotPeople(people: readonly ProjectPerson[]): Objection | undefined {
  const refuse = (detail: string): Objection => ({ code: 'check-failed', detail });
  const keys = people.map(({ duty, name, employer }) => `${duty} ${name.trim()} ${employer.trim()}`);
  if (new Set(keys).size < keys.length) return refuse('同一人员的同一职责重复');
  for (const { fromOn, untilOn, name } of people) {
    if ([fromOn, untilOn].some((day) => day !== null && !isDay(day))) return refuse(`${name}的日期无效`);
    if (fromOn !== null && untilOn !== null && untilOn < fromOn) return refuse(`${name}的截止日期早于起始日期`);
  }
  return undefined;
}

type Plain = Readonly<Record<string, unknown>>;
/** What differs, as it was and as it is: the rest of a file does not stand in every line about it. */
export function changedOf<T extends object>(before: T, after: T): { before: Plain; after: Plain } | undefined {
  const [old, fresh] = [before as Plain, after as Plain];
  const keys = Object.keys(fresh).filter((key) => JSON.stringify(old[key]) !== JSON.stringify(fresh[key]));
  if (keys.length === 0) return undefined;
  const only = (from: Plain): Plain => Object.fromEntries(keys.map((key) => [key, from[key] ?? null]));
  return { before: only(old), after: only(fresh) };
}
