import type { FlowStep, StepMode } from '../../../contracts/approvals.ts';
import type { LifecycleChartKey } from '../../../contracts/lifecycles.ts';
import type { PersonRole } from '../../../contracts/permissions.ts';
import type { ChartRow } from './charts.ts';

const step = (name: string, mode: StepMode, days: number, ...roles: PersonRole[]): FlowStep => ({
  ...{ name, mode, days, roles },
});
const sector = step('主管部门初审', 'any', 2, 'department');
const together = step('财政、绩效会签', 'all', 3, 'finance', 'performance-office');

/** Steps of an approval by the row that it decides: state, action, state. Rows that are not here need none. */
const written: Readonly<Record<LifecycleChartKey, Readonly<Record<string, readonly FlowStep[]>>>> = {
  'government-investment': {
    'S10 advance S20': [sector, step('财政局审核', 'any', 5, 'finance')],
    'S20 advance S30': [sector, together, step('发改委批准', 'any', 3, 'development-reform')],
    'S30 advance S40': [sector, together, step('发改委批准', 'any', 5, 'development-reform')],
    'S40 advance S50': [sector, together, step('发改委批准', 'any', 5, 'development-reform')],
    'S50 advance S60': [
      step('发改、绩效会签', 'all', 3, 'development-reform', 'performance-office'),
      step('财政局审核', 'any', 3, 'finance'),
      step('区政府领导批准', 'any', 3, 'district-leader'),
    ],
    'S60 advance S70': [sector, step('财政评审', 'any', 5, 'finance')],
    'S110 adjust S100': [
      sector,
      step('发改、财政会签', 'all', 3, 'development-reform', 'finance'),
      step('绩效办批准', 'any', 2, 'performance-office'),
    ],
    'S140 advance S150': [sector, step('财政评审', 'any', 10, 'finance')],
    'S150 advance S170': [sector, step('财政局批复', 'any', 8, 'finance')],
  },
  livelihood: {
    'M30 advance M40': [sector, step('计划备案', 'any', 2, 'development-reform', 'performance-office')],
    'M70 advance M80': [step('绩效办、区领导依次审签', 'sequence', 5, 'performance-office', 'district-leader')],
  },
  'investment-promotion': {
    'I30 advance I40': [
      step('发改、财政会签', 'all', 3, 'development-reform', 'finance'),
      step('区政府领导批准', 'any', 3, 'district-leader'),
    ],
  },
  'service-subsidy': {
    'F10 advance F20': [sector, step('财政局审核', 'any', 3, 'finance')],
    'F10 skip F30': [sector, step('财政局审核', 'any', 3, 'finance')],
  },
};

/** The steps of the approval that a row is decided by, if it is decided by one. */
export const flowOf = (chart: LifecycleChartKey, { from, action, to }: Pick<ChartRow, 'from' | 'action' | 'to'>) =>
  written[chart][`${from} ${action} ${to}`] ?? null;

/** Every row that is named above, for the check that each chart has it. */
export const writtenFlows = Object.entries(written).flatMap(([chart, rows]) =>
  Object.keys(rows).map((row) => ({ chart: chart as LifecycleChartKey, row })),
);
