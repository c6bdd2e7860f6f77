import { labelNames } from '../../../contracts/labels.ts';
import { lifecycleChartNames, type LifecycleChartKey } from '../../../contracts/lifecycles.ts';
import {
  projectRolloutNames,
  projectSectorNames,
  type MapPoint,
  type ProjectFacts,
} from '../../../contracts/projectFiles.ts';
import { projectCategoryNames } from '../../../contracts/projects.ts';
import type { ImportFault } from '../../../contracts/imports.ts';
import { compare, multiply } from '../../platform/exact.rules.ts';
import { code, date, decimal, faultAt, named, needed, orNull, repeated, words, type ReadRow } from './table.rules.ts';

const WHOLE_DISTRICT = '全区';
/** The columns by which projects come in and go out. Without a number: a new one. */
export const projectColumns = {
  id: { head: '项目编号', read: orNull(code), optional: true },
  name: { head: '项目名称', read: needed(words(80)) },
  chart: { head: '流程模板', read: orNull(named(lifecycleChartNames)), optional: true },
  category: { head: '类别', read: needed(named(projectCategoryNames)) },
  sector: { head: '所属领域', read: orNull(named(projectSectorNames)), optional: true },
  rollout: { head: '推进阶段', read: orNull(named(projectRolloutNames)), optional: true },
  department: { head: '牵头部门', read: needed(words(120)) },
  partners: { head: '协办部门', read: words(400), optional: true },
  unit: { head: '项目单位', read: words(120), optional: true },
  lon: { head: '经度', read: orNull(decimal), optional: true },
  lat: { head: '纬度', read: orNull(decimal), optional: true },
  street: { head: '街道', read: words(40), optional: true },
  community: { head: '社区', read: words(60), optional: true },
  budget: { head: '总投资(元)', read: needed(decimal) },
  startsOn: { head: '计划开始日期', read: needed(date) },
  endsOn: { head: '计划完成日期', read: needed(date) },
  label: { head: '密级', read: orNull(named(labelNames)), optional: true },
  reason: { head: '修改理由', read: words(500), optional: true },
} as const;
export type ProjectRow = ReadRow<typeof projectColumns>;

/** The same number twice in one sheet, or the same name without a number. */
export const projectsTwice = (rows: readonly ProjectRow[]): ImportFault[] =>
  repeated(rows, ({ id, name }) => id ?? `新建 ${name.trim()}`);

/** Organisations and streets by the names that people write. A name that two of them have is none. */
export interface Directory {
  readonly organisations: ReadonlyMap<string, string>;
  readonly streets: ReadonlyMap<string, string>;
}
export const codesByName = (rows: readonly { readonly code: string; readonly name: string }[]): Map<string, string> => {
  const counts = new Map<string, number>();
  for (const { name } of rows) counts.set(name, (counts.get(name) ?? 0) + 1);
  return new Map(rows.filter(({ name }) => counts.get(name) === 1).map(({ name, code: own }) => [name, own]));
};

/** A project as a row tells it. `label` and `chart` are null where the row leaves them as they are. */
export interface ImportedProject {
  readonly facts: Omit<ProjectFacts, 'label'>;
  readonly label: ProjectFacts['label'] | null;
  readonly chart: LifecycleChartKey | null;
}

/** A row's cells as a project, or every fault of them. */
export function projectOf(
  { row, cells }: ProjectRow,
  { organisations, streets }: Directory,
): ImportedProject | ImportFault[] {
  const faults: ImportFault[] = [];
  const look = (names: ReadonlyMap<string, string>, head: string, name: string): string | null => {
    if (name === '') return null;
    const found = names.get(name) ?? null;
    if (found === null) faults.push(faultAt(row, head, 'cell-not-in-list', `没有名为“${name}”的机构，或同名不止一个`));
    return found;
  };
  const heads = projectColumns;
  const departmentCode = look(organisations, heads.department.head, cells.department) ?? '';
  const partnerCodes = cells.partners
    .split(/[、,，;；\s]+/)
    .flatMap((name) => look(organisations, heads.partners.head, name) ?? []);
  const unitCode = look(organisations, heads.unit.head, cells.unit);
  const streetCode = look(streets, heads.street.head, cells.street === WHOLE_DISTRICT ? '' : cells.street);
  const communityCode = look(organisations, heads.community.head, cells.community);
  if ((cells.lon === null) !== (cells.lat === null))
    faults.push(faultAt(row, heads.lon.head, 'cell-empty', '经度与纬度须同时填写'));
  const budgetFen = fenOf(cells.budget);
  if (budgetFen === null)
    faults.push(faultAt(row, heads.budget.head, 'cell-not-a-number', '应为大于 0 的金额，至多两位小数'));
  if (faults.length > 0 || budgetFen === null) return faults;
  const facts = {
    ...{ name: cells.name.trim(), category: cells.category, sector: cells.sector, rollout: cells.rollout },
    ...{ departmentCode, partnerCodes: [...new Set(partnerCodes)].toSorted(), unitCode, streetCode, communityCode },
    ...{ point: pointOf(cells.lon, cells.lat), budgetFen, startsOn: cells.startsOn, endsOn: cells.endsOn },
  };
  return { facts, label: cells.label, chart: cells.chart };
}
const pointOf = (lon: string | null, lat: string | null): MapPoint | null =>
  lon === null || lat === null ? null : { lon: Number(lon), lat: Number(lat) };
/** Yuan as fen; null where it is no such sum. */
function fenOf(yuan: string): string | null {
  const fen = multiply(yuan, '100');
  return compare(fen, '0') > 0 && /^\d{1,18}$/.test(fen) ? fen : null;
}
