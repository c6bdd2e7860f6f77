import type { SearchKind } from '../../contracts/search.ts';

export const searchKindNames: Readonly<Record<SearchKind, string>> = {
  project: '项目',
  street: '街道',
  site: '工地',
  device: '设备',
  organisation: '单位',
  person: '人员',
};

/** As many kinds as the field is wide enough to name. */
const NAMED = 3;

/** Words of the search in the bar of the office pages. */
export const searchWords = {
  open: '查找',
  /** What may be looked for: of other kinds nothing is said. */
  hint: (kinds: readonly SearchKind[]): string => {
    const named = kinds.slice(0, NAMED).map((kind) => searchKindNames[kind]);
    return `查找${named.join('、')}${kinds.length > NAMED ? '等' : ''}`;
  },
  found: '查找结果',
  nothing: '没有找到，或不在您的权限范围内。',
  looking: '正在查找',
} as const;
