import { DISTRICT_CODE } from '../../../contracts/glossary.ts';
import { differenceKindNames, differenceStateNames } from '../../../contracts/interfaces.ts';
import type { DifferenceKind, DifferenceState, ReconciliationItem } from '../../../contracts/interfaces.ts';
import { roleNames, type PersonRole } from '../../../contracts/permissions.ts';
import type { Column } from '../../platform/csv.ts';
import { yuanOf } from './inbox.rules.ts';

/** An entry of one side. `departmentCode` null: no project of ours. */
export interface Entry {
  readonly number: string;
  readonly projectCode: string;
  readonly fen: string;
  readonly departmentCode: string | null;
}
export interface Difference {
  readonly number: string;
  readonly kind: DifferenceKind;
  readonly projectId: string | null;
  readonly projectCode: string;
  readonly hereFen: string | null;
  readonly thereFen: string | null;
  readonly ownerRole: PersonRole;
  readonly ownerCode: string;
}

/**
 * Whose post a difference is: finance's where finance has no voucher of a payment that is here, the department's where it
 * is its project, the performance office's where it is nobody's.
 */
function ownerOf(kind: DifferenceKind, departmentCode: string | null): { ownerRole: PersonRole; ownerCode: string } {
  if (kind === 'here-only') return { ownerRole: 'finance', ownerCode: DISTRICT_CODE };
  return departmentCode === null
    ? { ownerRole: 'performance-office', ownerCode: DISTRICT_CODE }
    : { ownerRole: 'department', ownerCode: departmentCode };
}

/** What is here and not there, there and not here, and of another sum or project. Numbers are unique on each side. */
export function differencesOf(here: readonly Entry[], there: readonly Entry[]): Difference[] {
  const listed = new Map(there.map((entry) => [entry.number, entry]));
  const known = new Set(here.map(({ number }) => number));
  const differ = (kind: DifferenceKind, ours: Entry | null, theirs: Entry | null): Difference => {
    const entry = ours ?? theirs;
    if (entry === null) throw new RangeError('a difference of nothing');
    const { number, projectCode, departmentCode } = entry;
    return {
      ...{ number, kind, projectCode, projectId: departmentCode === null ? null : projectCode },
      ...{ hereFen: ours?.fen ?? null, thereFen: theirs?.fen ?? null, ...ownerOf(kind, departmentCode) },
    };
  };
  const ours = here.flatMap((entry): Difference[] => {
    const theirs = listed.get(entry.number);
    if (theirs === undefined) return [differ('here-only', entry, null)];
    const isSame = theirs.fen === entry.fen && theirs.projectCode === entry.projectCode;
    return isSame ? [] : [differ('differs', entry, theirs)];
  });
  return [...ours, ...there.filter(({ number }) => !known.has(number)).map((one) => differ('there-only', null, one))];
}

/** A difference as it was found before. */
export interface KeptDifference {
  readonly number: string;
  readonly kind: DifferenceKind;
  readonly projectCode: string;
  readonly hereFen: string | null;
  readonly thereFen: string | null;
  readonly state: DifferenceState;
  /** It was closed because it had gone, by nobody. */
  readonly wentAway: boolean;
}
export interface Plan {
  /** Found for the first time. */
  readonly add: readonly Difference[];
  /** Found otherwise than before, or found again after it had gone: it is open again. */
  readonly reopen: readonly Difference[];
  /** Numbers that differ no longer. */
  readonly gone: readonly string[];
}
/** What becomes of a month's differences. One that stays as it was keeps its explanation and its end. */
export function planDifferences(found: readonly Difference[], kept: readonly KeptDifference[]): Plan {
  const before = new Map(kept.map((one) => [one.number, one]));
  const isAsBefore = (one: Difference): boolean => {
    const was = before.get(one.number);
    if (was === undefined || was.wentAway) return false;
    const { kind, projectCode, hereFen, thereFen } = was;
    return kind === one.kind && projectCode === one.projectCode && hereFen === one.hereFen && thereFen === one.thereFen;
  };
  const numbers = new Set(found.map(({ number }) => number));
  return {
    add: found.filter(({ number }) => !before.has(number)),
    reopen: found.filter((one) => before.has(one.number) && !isAsBefore(one)),
    gone: kept.filter(({ number, state }) => !numbers.has(number) && state !== 'closed').map(({ number }) => number),
  };
}

const wan = (fen: string | null): string | null => (fen === null ? null : yuanOf(fen));
/** Columns of the report as a workbook. */
export const columns: readonly Column<ReconciliationItem>[] = [
  { head: '月份', cell: (one) => one.month },
  { head: '凭证编号', cell: (one) => one.number },
  { head: '差异', cell: (one) => differenceKindNames[one.kind] },
  { head: '项目编号', cell: (one) => one.projectCode },
  { head: '项目名称', cell: (one) => one.projectName },
  { head: '本系统（元）', cell: (one) => wan(one.hereFen) },
  { head: '对账单（元）', cell: (one) => wan(one.thereFen) },
  { head: '责任岗位', cell: (one) => `${one.ownerName} ${roleNames[one.ownerRole]}` },
  { head: '状态', cell: (one) => differenceStateNames[one.state] },
  { head: '说明', cell: (one) => one.note },
  { head: '了结原因', cell: (one) => one.closeNote },
];
