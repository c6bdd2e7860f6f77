import { computed, type ComputedRef } from 'vue';
import type { ApprovalSum, ProjectSideFigures } from '../../contracts/live.ts';
import { decimalText } from '../format/decimal.rules.ts';
import { formatNumber, formatPercent, formatPoints, yiOf } from '../format/number.ts';
import { MINUTE_MS } from '../format/time.ts';
import { useNow } from '../live/clock.ts';
import type { Tone } from '../live/feed.rules.ts';
import { projectsIn } from '../live/groups.rules.ts';
import { fundsVerdict, shareOf } from '../live/monitor.rules.ts';
import { SCORE_PERIOD_MS, scoreNumber, scoreReach, type ScoreReach } from '../live/scores.rules.ts';
import { useHeldAt } from '../live/useHeldAt.ts';
import { useWatched } from '../live/useSelection.ts';
import { reachText, scoreWords } from '../words/scores.ts';
import { states } from '../words/states.ts';
import { figures, notes, units } from '../words/wall.ts';

/** One figure of 总体态势 as `Figure` takes it. */
export interface OverallFigure {
  readonly name: string;
  readonly label: string;
  readonly value: number | null;
  readonly text: string;
  readonly unit?: string;
  readonly note?: string;
  readonly noteTone?: Tone;
  readonly absent?: string;
  readonly quality?: string;
  readonly hero?: boolean;
  readonly at?: number | null;
  readonly periodMs?: number;
}

/** The eight figures of 总体态势, for the district or the street chosen. */
export function useOverall(): ComputedRef<OverallFigure[] | null> {
  const { area, district, streetState, street } = useWatched();
  const now = useNow();
  const at = useHeldAt();
  const minute = computed(() => Math.floor(now.value / MINUTE_MS) * MINUTE_MS);
  const reach = computed(() => {
    if (district.value !== null) return scoreReach(projectsIn(district.value, 'street', street.value));
    return scoreReach(Object.values(streetState.value?.projects ?? {}));
  });
  return computed(() => {
    const p = area.value?.projects;
    return p === undefined
      ? null
      : overall(p, reach.value, minute.value).map((f) =>
          f.absent === undefined ? { at: at.value, periodMs: MINUTE_MS, ...f } : f,
        );
  });
}

/** 基准 12 日　目标 −20%; before any has passed, what is under way. */
function approvalNote({ days, baselineDays, goal, open }: ApprovalSum): string {
  if (days === null) return notes.approvalNone(open);
  if (baselineDays === null) return notes.approvalDays(formatNumber(days, 1));
  return (
    notes.approvalBaseline(formatNumber(baselineDays)) +
    (goal === null ? '' : notes.approvalGoal(formatPercent(goal, 0)))
  );
}
/** What it is the mean of, for whoever asks. */
const approvalQuality = ({ days, passed }: ApprovalSum): { readonly quality?: string } =>
  days === null ? {} : { quality: notes.approvalMean(formatNumber(days, 1), passed) };

function overall(p: ProjectSideFigures, reach: ScoreReach, now: number): OverallFigure[] {
  const [invested, yearPaid, yearPlan] = [yiOf(p.investmentFen), yiOf(p.yearPaidFen), yiOf(p.yearPlannedFen)];
  const funds = fundsVerdict(p, now);
  const { change, goal } = p.approvals;
  const share = (part: number): number | null => (p.total === 0 ? null : part / p.total);
  return [
    {
      name: 'projects-total',
      label: figures.total,
      value: p.total,
      text: formatNumber(p.total),
      unit: units.count,
      note: notes.begunAndDone(p.begunThisYear, p.completedThisYear),
      hero: true,
    },
    {
      name: 'score',
      label: figures.score,
      value: scoreNumber(p.score.weighted),
      text: decimalText(p.score.weighted),
      unit: scoreWords.unit,
      note: p.score.weighted === null ? states.notScored : scoreWords.scored(p.score.scored, p.total),
      quality: reachText(reach),
      at: p.score.computedAt,
      periodMs: SCORE_PERIOD_MS,
      hero: true,
    },
    {
      name: 'building',
      label: figures.building,
      value: p.building,
      text: formatNumber(p.building),
      unit: units.count,
      note: notes.building(formatPercent(share(p.building))),
    },
    {
      name: 'investment',
      label: figures.investment,
      value: invested,
      text: formatNumber(invested, 1),
      unit: units.yi,
      note: yearPlan === null ? notes.noFundsPlan : notes.yearPlan(formatNumber(yearPlan, 1)),
    },
    {
      name: 'year-paid',
      label: figures.yearPaid,
      value: yearPaid,
      text: formatNumber(yearPaid, 1),
      unit: units.yi,
      note:
        yearPlan === null
          ? notes.noFundsPlan
          : notes.ofYearPlan(formatPercent(shareOf(p.yearPaidFen, p.yearPlannedFen))),
    },
    {
      name: 'executed',
      label: figures.executed,
      value: funds.executed,
      text: formatPercent(funds.executed),
      unit: units.percent,
      note: funds.planned === null ? notes.noFundsPlan : notes.fundsPlan(formatPercent(funds.planned)),
      noteTone: funds.tone,
    },
    {
      name: 'delayed',
      label: figures.delayed,
      value: share(p.delayed),
      text: formatPercent(share(p.delayed)),
      unit: units.percent,
      note: notes.delayed(p.delayed),
      noteTone: p.delayed === 0 ? 'ok' : 'warn',
    },
    {
      name: 'approval',
      label: figures.approval,
      value: change,
      text: change === null ? '' : formatPoints(change),
      unit: units.percent,
      note: approvalNote(p.approvals),
      ...approvalQuality(p.approvals),
      ...(change !== null && goal !== null && { noteTone: change <= goal ? ('ok' as const) : ('warn' as const) }),
    },
  ];
}
