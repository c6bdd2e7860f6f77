import { computed, type ComputedRef } from 'vue';
import type { ProjectSideFigures } from '../../contracts/live.ts';
import { formatNumber, formatPercent, yiOf } from '../format/number.ts';
import { MINUTE_MS } from '../format/time.ts';
import { useNow } from '../live/clock.ts';
import type { Tone } from '../live/feed.rules.ts';
import { fundsVerdict, shareOf } from '../live/monitor.rules.ts';
import { useHeldAt } from '../live/useHeldAt.ts';
import { useWatched } from '../live/useSelection.ts';
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
  readonly hero?: boolean;
  readonly at?: number | null;
  readonly periodMs?: number;
}

/** The eight figures of 总体态势, for the district or the street chosen. */
export function useOverall(): ComputedRef<OverallFigure[] | null> {
  const { area } = useWatched();
  const now = useNow();
  const at = useHeldAt();
  const minute = computed(() => Math.floor(now.value / MINUTE_MS) * MINUTE_MS);
  return computed(() => {
    const p = area.value?.projects;
    return p === undefined
      ? null
      : overall(p, minute.value).map((f) => (f.absent === undefined ? { ...f, at: at.value, periodMs: MINUTE_MS } : f));
  });
}

function overall(p: ProjectSideFigures, now: number): OverallFigure[] {
  const [invested, yearPaid, yearPlan] = [yiOf(p.investmentFen), yiOf(p.yearPaidFen), yiOf(p.yearPlannedFen)];
  const funds = fundsVerdict(p, now);
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
      value: null,
      text: '',
      absent: states.notScored,
      note: notes.scoreLater,
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
      value: null,
      text: '',
      absent: states.notEnabled,
      note: notes.approvalLater,
    },
  ];
}
