import type { SearchKind } from '../../contracts/search.ts';

/** Words of the search in the bar of the office pages. */
export const searchWords = {
  open: '查找',
  hint: '查找项目、街道、设备',
  found: '查找结果',
  nothing: '没有找到，或不在您的权限范围内。',
  looking: '正在查找',
} as const;

export const searchKindNames: Readonly<Record<SearchKind, string>> = {
  project: '项目',
  street: '街道',
  site: '工地',
  device: '设备',
  organisation: '单位',
  person: '人员',
};
