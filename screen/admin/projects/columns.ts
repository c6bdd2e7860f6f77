import { projectCategoryNames, projectPhaseNames } from '../../../contracts/projects.ts';
import type { ListedProject } from '../../../contracts/rest/projects.ts';
import { formatNumber, formatPercent, formatWan } from '../../format/number.ts';
import { dateText } from '../../format/time.ts';
import { projectColumnNames as names, projectListWords as words } from '../../words/adminProjects.ts';
import type { Column } from '../parts/table.ts';

/** Every column that the list of projects can show, in the usual order. The keys are those of its export. */
export const columnsOf = (streetName: (code: string) => string): Column<ListedProject>[] => [
  { key: 'id', title: names.id, sort: 'id', text: (row) => row.id },
  { key: 'name', title: names.name, sort: 'name', wraps: true, width: '14rem' },
  { key: 'light', title: names.light },
  { key: 'category', title: names.category, sort: 'category', text: (row) => projectCategoryNames[row.category] },
  { key: 'phase', title: names.phase, sort: 'phase', text: (row) => projectPhaseNames[row.phase] },
  { key: 'department', title: names.department, sort: 'department', wraps: true, text: (row) => row.departmentName },
  {
    ...{ key: 'street', title: names.street, sort: 'street' },
    text: (row) => (row.streetCode === null ? words.wholeDistrict : streetName(row.streetCode)),
  },
  { key: 'label', title: names.label },
  { key: 'planned', title: names.planned, align: 'end', text: (row) => formatPercent(row.earned.planned) },
  {
    ...{ key: 'progress', title: names.progress, align: 'end', sort: 'progress' },
    text: (row) => formatPercent(row.earned.progress),
  },
  { key: 'spi', title: names.spi, align: 'end', text: (row) => formatNumber(row.earned.spi, 2) },
  { key: 'cpi', title: names.cpi, align: 'end', text: (row) => formatNumber(row.earned.cpi, 2) },
  { key: 'asOf', title: names.asOf, text: (row) => row.earned.asOf && dateText(row.earned.asOf) },
  { key: 'paid', title: names.paid, align: 'end', sort: 'paid', text: (row) => formatWan(row.paidFen) },
  { key: 'budget', title: names.budget, align: 'end', sort: 'budget', text: (row) => formatWan(row.budgetFen) },
  { key: 'startsAt', title: names.startsAt, sort: 'startsAt', text: (row) => dateText(row.startsAt) },
  { key: 'endsAt', title: names.endsAt, sort: 'endsAt', text: (row) => dateText(row.endsAt) },
];
/** Shown when nobody chose otherwise. */
export const usualColumns = ['id', 'name', 'light', 'phase', 'department', 'label', 'progress', 'paid', 'budget'];
