import { problems } from '../../contracts/errors.ts';
import type { WallLease, WallState } from '../../contracts/walls.ts';
import { clockText, hourMinute, shortDate } from '../format/time.ts';

/** Words of casting and of the console of walls. */
export const wallWords = {
  unseen: '其他页面',
  casting: '投屏',
  size: (width: number, height: number): string => `${width} × ${height}`,
  castTo: '投到大屏',
  castThis: '当前页面',
  page: '页面',
  groups: { carousel: '轮播页', streets: '街道页', projects: '项目页' },
  whichWall: '大屏',
  minutes: '时长',
  minuteUnit: '分钟',
  holdWish: '保持到手动释放（至多 8 小时）',
  cast: '投屏',
  castAgain: '改投此页',
  hold: '保持',
  release: '释放',
  identify: '标识',
  reload: '重新载入',
  revoke: '撤销',
  push: '投页面',
  close: '关闭',
  cancel: '取消',
  loading: '正在读取大屏清单',
  none: '没有已启用的大屏。请联系绩效办发放大屏链接。',
  notCastable: '此页面不能投屏',
  unreachable: problems['database-away'].sentence,
  sent: (wall: string): string => `已投到${wall}`,
  released: (wall: string): string => `${wall}已释放，返回轮播`,
  kept: (wall: string): string => `${wall}已保持`,
  identified: (wall: string): string => `${wall}正在显示名称`,
} as const;

export const wallStateNames: Readonly<Record<WallState, string>> = {
  alive: '在线',
  silent: '无上报',
  away: '离线',
  unopened: '待启用',
  revoked: '已撤销',
};

/** 张区长　中山门街道　至 15:30 */
export const castText = ({ by, until, held }: Pick<WallLease, 'by' | 'until' | 'held'>, page: string): string =>
  `${by}　${page}　${held ? '保持，最迟' : '至'} ${hourMinute(until)}`;

const fixedPages: Readonly<Record<string, string>> = {
  '/': '全区总览',
  '/wall': '全区总览（轮播）',
  '/wall/projects': '项目（轮播页）',
  '/wall/monitoring': '监测（轮播页）',
};

export interface PlaceNames {
  readonly street: (code: string) => string;
  readonly project: (id: string) => string;
}

/** What people call the page at a path. */
export function pageNameOf(path: string, names: PlaceNames): string {
  const [, wall, kind, code = ''] = /^(\/wall)?\/(street|project)\/([^/?]+)$/.exec(path) ?? [];
  if (kind === 'project') return names.project(code);
  if (kind === 'street') return wall ? `${names.street(code)}（轮播页）` : names.street(code);
  return fixedPages[path] ?? path;
}

/** 11-24 15:30:12 */
export const momentText = (at: number): string => `${shortDate(at)} ${clockText(at)}`;
/** 系统管理员 11-24 发放 */
export const issuedText = (by: string, at: number): string => `${by} ${shortDate(at)} 发放`;
