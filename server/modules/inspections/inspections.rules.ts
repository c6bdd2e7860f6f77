import type { ProblemCode } from '../../../contracts/errors.ts';
import type { Instant } from '../../../contracts/glossary.ts';
import {
  inspectionActNames,
  inspectionRows,
  inspectionStateNames,
  type InspectionAct,
  type InspectionEntry,
  type InspectionState,
} from '../../../contracts/inspections.ts';
import type { Permission } from '../../../contracts/permissions.ts';
import { dayOf, isDay } from '../../platform/calendar.rules.ts';

export interface Objection {
  readonly code: ProblemCode;
  readonly detail: string;
}
const refuse = (detail: string): Objection => ({ code: 'check-failed', detail });

/** A phone's clock may be this much ahead; what was written without a network may be sent days later. */
const AHEAD_MS = 10 * 60_000;
const LATEST_MS = 30 * 86_400_000;

/** Why a finding is not taken, or undefined. What is wrong is said in words, shown by a picture, and given a deadline. */
export function whyNotInspection(entry: InspectionEntry, now: Instant): Objection | undefined {
  const { foundAt, verdict, finding, deadline, photos } = entry;
  if (foundAt > now + AHEAD_MS) return refuse('核查时间晚于当前时间');
  if (foundAt < now - LATEST_MS) return refuse('核查时间早于 30 天前');
  if (photos.length === 0) return refuse('请至少附一张现场照片');
  if (verdict === 'fine') return deadline === null ? undefined : refuse('无问题的不填整改期限');
  if (finding.trim() === '') return refuse('请填写发现的问题');
  if (deadline === null) return refuse('请填写整改期限');
  if (!isDay(deadline)) return refuse('整改期限不是有效日期');
  return deadline < dayOf(foundAt) ? refuse('整改期限早于核查日期') : undefined;
}

/** Where a finding stands at first. */
export const firstState = ({ verdict }: Pick<InspectionEntry, 'verdict'>): InspectionState =>
  verdict === 'fine' ? 'fine' : 'open';

export interface Held {
  readonly state: InspectionState;
  /** Who reported the rectification that is to be checked. */
  readonly rectifiedById: number | null;
}
/** The state that an act leads to, or why it is not to be done. Who rectified does not check it. */
export function follow(
  { state, rectifiedById }: Held,
  act: InspectionAct,
  by: { readonly permission: Permission; readonly personId: number },
): { readonly to: InspectionState } | { readonly objection: Objection } {
  const row = inspectionRows.find((one) => one.from === state && one.act === act && one.permission === by.permission);
  if (row === undefined)
    return {
      objection: {
        code: 'not-in-this-state',
        detail: `${inspectionStateNames[state]}的核查不能${inspectionActNames[act]}`,
      },
    };
  if (act !== 'rectify' && rectifiedById === by.personId)
    return { objection: { code: 'own-change', detail: '整改报告人不得复核本人的整改' } };
  return { to: row.to };
}

/** Past its deadline (the day itself still counts) and not closed. */
export const isOverdue = (state: InspectionState, deadline: string | null, now: Instant): boolean =>
  (state === 'open' || state === 'rectified') && deadline !== null && deadline < dayOf(now);
